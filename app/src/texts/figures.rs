//! Figures, zones and accelerations.

#[derive(Debug)]
pub(crate) struct Figures {
    // Short enough for the head of a column.
    pub(crate) time: &'static str,
    pub(crate) distance: &'static str,
    pub(crate) intensity: &'static str,
    pub(crate) high_speed: &'static str,
    pub(crate) top_speed: &'static str,
    pub(crate) speed_avg: &'static str,
    pub(crate) sprints: &'static str,
    pub(crate) heart_rate_avg: &'static str,
    pub(crate) heart_rate_min: &'static str,
    pub(crate) heart_rate_max: &'static str,
    pub(crate) load: &'static str,
    pub(crate) sprint_distance: &'static str,
    pub(crate) accelerations_short: &'static str,
    pub(crate) decelerations_short: &'static str,
    pub(crate) trimp: &'static str,
    /// From which speed on a distance is one of sprints.
    pub(crate) sprint_limit: fn(speed: &str) -> String,
    /// From which acceleration on, held for how many seconds.
    pub(crate) acceleration_limit: fn(ms2: &str, seconds: &str) -> String,
    pub(crate) trimp_is: &'static str,
    /// What only the samples tell.
    pub(crate) demands: &'static str,
    pub(crate) sprint_efforts: &'static str,
    pub(crate) rmssd: &'static str,
    pub(crate) milliseconds: &'static str,
    /// From which speed on it is high.
    pub(crate) high_speed_limit: fn(speed: &str) -> String,
    /// From which speed on a sprint counts, held for how many seconds.
    pub(crate) sprint_effort_limit: fn(speed: &str, seconds: &str) -> String,
    pub(crate) rmssd_is: &'static str,
    /// The unit of a time, as in `1:32:05`.
    pub(crate) hours_minutes_seconds: &'static str,
    pub(crate) count: &'static str,
    pub(crate) score: &'static str,

    /// Why a part of a session has no sprints, and no load.
    pub(crate) no_sprints_and_load_in_part: &'static str,
    pub(crate) no_sprints_in_part: &'static str,
    pub(crate) no_load_in_part: &'static str,

    /// From the lower to the upper limit.
    pub(crate) from: fn(lower: &str) -> String,
    pub(crate) below: fn(upper: &str) -> String,

    pub(crate) heart_rate_zones: &'static str,
    pub(crate) speed_zones: &'static str,
    pub(crate) zone: &'static str,
    pub(crate) numbered_zone: fn(index: u8) -> String,
    /// How much is in a zone, as a part of a list.
    pub(crate) zone_in_list: fn(index: u8, amount: &str) -> String,
    /// From which zone on.
    pub(crate) from_zone: fn(index: u8) -> String,
    pub(crate) limits: &'static str,
    pub(crate) share: &'static str,
    pub(crate) limits_differ: &'static str,

    pub(crate) accelerations: &'static str,
    /// With the unit, as the head of columns.
    pub(crate) accelerations_ms2: &'static str,
    pub(crate) decelerations_ms2: &'static str,
    pub(crate) no_accelerations_in_part: &'static str,
    /// A band whose limits differ from player to player.
    pub(crate) numbered_band: fn(number: usize) -> String,
}

pub(super) const ENGLISH: Figures = Figures {
    time: "Time",
    distance: "Distance",
    intensity: "Intensity",
    high_speed: "High speed",
    top_speed: "Top speed",
    speed_avg: "Avg speed",
    sprints: "Sprints",
    heart_rate_avg: "HR avg",
    heart_rate_min: "HR min",
    heart_rate_max: "HR max",
    load: "Load",
    sprint_distance: "Sprint dist.",
    accelerations_short: "Acc",
    decelerations_short: "Dec",
    trimp: "TRIMP",
    sprint_limit: |speed| format!("Sprint distance: from {speed}, from the samples."),
    acceleration_limit: |ms2, seconds| {
        format!(
            "Acc and Dec: speeding up or slowing down by {ms2}\u{a0}m/s² or more for at least {seconds}\u{a0}s, from \
             the samples."
        )
    },
    trimp_is: "TRIMP after Edwards (1993): minutes in zone 1 to 5 times 1 to 5, zones from 50, 60, 70, 80 and 90\u{a0}% \
               of the maximum heart rate.",
    demands: "Demands",
    sprint_efforts: "Sprint efforts",
    rmssd: "RMSSD",
    milliseconds: "ms",
    high_speed_limit: |speed| format!("High speed: from {speed}, from the samples."),
    sprint_effort_limit: |speed, seconds| {
        format!("Sprint efforts: {speed} or more for at least {seconds}\u{a0}s.")
    },
    rmssd_is: "RMSSD: differences of successive RR intervals, without pairs in which a beat was missed; during exercise \
               it does not compare with one at rest.",
    hours_minutes_seconds: "h:m:s",
    count: "count",
    score: "score",
    no_sprints_and_load_in_part: "Sprints and load are counted by Polar for the whole session only, so a part of it has \
                                  none.",
    no_sprints_in_part: "Sprints are counted by Polar for the whole session only, so a part of it has none.",
    no_load_in_part: "Load is counted by Polar for the whole session only, so a part of it has none.",
    from: |lower| format!("from {lower}"),
    below: |upper| format!("below {upper}"),
    heart_rate_zones: "Heart-rate zones",
    speed_zones: "Speed zones",
    zone: "Zone",
    numbered_zone: |index| format!("Zone {index}"),
    zone_in_list: |index, amount| format!("zone {index} {amount}"),
    from_zone: |index| format!("from zone {index}"),
    limits: "Limits",
    share: "Share",
    limits_differ: "limits differ from player to player",
    accelerations: "Accelerations",
    accelerations_ms2: "Accelerations, m/s²",
    decelerations_ms2: "Decelerations, m/s²",
    no_accelerations_in_part: "Accelerations are counted by Polar for the whole session only, so a part of it has none.",
    numbered_band: |number| format!("band {number}"),
};

pub(super) const GERMAN: Figures = Figures {
    time: "Zeit",
    distance: "Distanz",
    intensity: "Intensität",
    high_speed: "Highspeed",
    top_speed: "Topspeed",
    speed_avg: "Tempo Ø",
    sprints: "Sprints",
    heart_rate_avg: "HF Ø",
    heart_rate_min: "HF min.",
    heart_rate_max: "HF max.",
    load: "Belastung",
    sprint_distance: "Sprintdist.",
    accelerations_short: "Beschl.",
    decelerations_short: "Verz.",
    trimp: "TRIMP",
    sprint_limit: |speed| format!("Sprintdistanz: ab {speed}, aus der Messreihe."),
    acceleration_limit: |ms2, seconds| {
        format!(
            "Beschl. und Verz.: schneller oder langsamer werden um {ms2}\u{a0}m/s² oder mehr, mindestens \
             {seconds}\u{a0}s lang, aus der Messreihe."
        )
    },
    trimp_is: "TRIMP nach Edwards (1993): Minuten in Zone 1 bis 5 mal 1 bis 5, Zonen ab 50, 60, 70, 80 und 90\u{a0}% der \
               maximalen Herzfrequenz.",
    demands: "Anforderungen",
    sprint_efforts: "Sprintläufe",
    rmssd: "RMSSD",
    milliseconds: "ms",
    high_speed_limit: |speed| format!("Highspeed: ab {speed}, aus der Messreihe."),
    sprint_effort_limit: |speed, seconds| {
        format!("Sprintläufe: {speed} oder mehr, mindestens {seconds}\u{a0}s lang.")
    },
    rmssd_is: "RMSSD: Unterschiede aufeinanderfolgender RR-Intervalle, ohne Paare mit einem verpassten Schlag; unter \
               Belastung nicht mit dem Wert in Ruhe vergleichbar.",
    hours_minutes_seconds: "h:m:s",
    count: "Anzahl",
    score: "Punkte",
    no_sprints_and_load_in_part: "Sprints und Belastung zählt Polar nur für die ganze Einheit; für einen Teil gibt es \
                                  sie nicht.",
    no_sprints_in_part: "Sprints zählt Polar nur für die ganze Einheit; für einen Teil gibt es sie nicht.",
    no_load_in_part: "Die Belastung bestimmt Polar nur für die ganze Einheit; für einen Teil gibt es sie nicht.",
    from: |lower| format!("ab {lower}"),
    below: |upper| format!("unter {upper}"),
    heart_rate_zones: "Herzfrequenzzonen",
    speed_zones: "Geschwindigkeitszonen",
    zone: "Zone",
    numbered_zone: |index| format!("Zone {index}"),
    zone_in_list: |index, amount| format!("Zone {index} {amount}"),
    from_zone: |index| format!("ab Zone {index}"),
    limits: "Grenzen",
    share: "Anteil",
    limits_differ: "die Grenzen sind nicht bei allen gleich",
    accelerations: "Beschleunigungen",
    accelerations_ms2: "Beschleunigungen, m/s²",
    decelerations_ms2: "Verzögerungen, m/s²",
    no_accelerations_in_part: "Beschleunigungen zählt Polar nur für die ganze Einheit; für einen Teil gibt es sie \
                               nicht.",
    numbered_band: |number| format!("Band {number}"),
};

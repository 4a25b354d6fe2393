//! The pages of a session, for the squad and for one player.

#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) timeline: &'static str,
    pub(crate) breaks: &'static str,
    pub(crate) notes: &'static str,

    pub(crate) no_figures: &'static str,
    /// From the lowest to the highest of the squad.
    pub(crate) spread: fn(low: &str, high: &str) -> String,
    /// A share of a player's highest heart rate.
    pub(crate) percent_of_maximum: fn(percent: &str) -> String,
    /// The same where there is less room.
    pub(crate) percent_of_max: fn(percent: &str) -> String,

    pub(crate) squad: &'static str,
    pub(crate) nobody_took_part: &'static str,
    pub(crate) sort_by: &'static str,
    pub(crate) ascending: &'static str,
    pub(crate) descending: &'static str,
    /// The head of the column of shirt numbers.
    pub(crate) number_short: &'static str,
    pub(crate) no_recording: &'static str,
    pub(crate) no_figures_in_part: &'static str,

    pub(crate) exact_values: &'static str,
    pub(crate) exact_values_of: fn(zones: &str) -> String,

    pub(crate) figures: &'static str,
    /// A window with when it was and how long it took.
    pub(crate) window: fn(name: &str, from: &str, to: &str, duration: &str) -> String,
    /// What the whole session had.
    pub(crate) whole: fn(value: &str) -> String,
    pub(crate) over_time: &'static str,
    pub(crate) no_samples: &'static str,
    pub(crate) other_players: &'static str,
    /// The name follows.
    pub(crate) previous_player: &'static str,
    pub(crate) next_player: &'static str,
}

pub(super) const ENGLISH: Session = Session {
    timeline: "Timeline",
    breaks: "Breaks",
    notes: "Notes",
    no_figures: "No figures were recorded in this part of the session.",
    spread: |low, high| format!("{low} to {high}"),
    percent_of_maximum: |percent| format!("{percent}\u{a0}% of maximum"),
    percent_of_max: |percent| format!("{percent}\u{a0}% of max"),
    squad: "Squad",
    nobody_took_part: "Nobody took part, as far as Polar knows.",
    sort_by: "Sort by",
    ascending: "ascending",
    descending: "descending",
    number_short: "No.",
    no_recording: "No recording",
    no_figures_in_part: "No figures in this part",
    exact_values: "Exact values",
    exact_values_of: |zones| format!("{zones}, exact values"),
    figures: "Figures",
    window: |name, from, to, duration| format!("{name}, {from} to {to} ({duration})"),
    whole: |value| format!("whole {value}"),
    over_time: "Over time",
    no_samples: "There are no samples of this recording: the sensor sent only its summary.",
    other_players: "Other players",
    previous_player: "Previous player: ",
    next_player: "Next player: ",
};

pub(super) const GERMAN: Session = Session {
    timeline: "Zeitleiste",
    breaks: "Pausen",
    notes: "Notizen",
    no_figures: "In diesem Teil der Einheit wurden keine Werte aufgezeichnet.",
    spread: |low, high| format!("{low} bis {high}"),
    percent_of_maximum: |percent| format!("{percent}\u{a0}% vom Maximum"),
    percent_of_max: |percent| format!("{percent}\u{a0}% v. Max."),
    squad: "Kader",
    nobody_took_part: "Nach dem, was Polar weiß, hat niemand teilgenommen.",
    sort_by: "Sortieren nach",
    ascending: "aufsteigend",
    descending: "absteigend",
    number_short: "Nr.",
    no_recording: "Keine Aufzeichnung",
    no_figures_in_part: "Keine Werte in diesem Teil",
    exact_values: "Genaue Werte",
    exact_values_of: |zones| format!("{zones}, genaue Werte"),
    figures: "Werte",
    window: |name, from, to, duration| format!("{name}, {from} bis {to} ({duration})"),
    whole: |value| format!("gesamt {value}"),
    over_time: "Zeitverlauf",
    no_samples: "Von dieser Aufzeichnung gibt es keine Messreihe: Der Sensor hat nur die Zusammenfassung gesendet.",
    other_players: "Andere aus dem Kader",
    previous_player: "Vorige Person: ",
    next_player: "Nächste Person: ",
};

//! The two clubs and their three teams of 12 to 14 years: everything that differs between them.

use std::f64::consts::PI;

use chrono::Weekday;

use super::{coaches::Coach, names::Language};

/// The unit of the `speed` sample, which the documentation leaves open. Both occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SpeedUnit {
    KilometresPerHour,
    MetresPerSecond,
}

/// Which publication of the API a club's answers follow. Both are in the wild.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edition {
    /// The v1.1.0 text: zones spelt `in-zone`, few figures.
    First,
    /// The later, machine-readable document: zones spelt `in_zone`, more figures, also for teams.
    Later,
}

/// Which constants the load formulas take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sex {
    Female,
    Male,
}

/// A place with a pitch.
#[derive(Debug)]
pub(crate) struct Ground {
    pub(crate) arena: &'static str,
    /// Of the centre spot, in degrees.
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    /// Of the long axis, clockwise from north.
    pub(crate) bearing_rad: f64,
    /// Along the long axis and across it.
    pub(crate) length_m: f64,
    pub(crate) width_m: f64,
    pub(crate) altitude_m: f64,
}

const fn pitch(
    arena: &'static str,
    latitude: f64,
    longitude: f64,
    bearing_deg: f64,
    altitude_m: f64,
) -> Ground {
    let bearing_rad = bearing_deg * PI / 180.0;
    Ground { arena, latitude, longitude, bearing_rad, length_m: 105.0, width_m: 68.0, altitude_m }
}

const fn paths(latitude: f64, longitude: f64, altitude_m: f64) -> Ground {
    let (length_m, width_m) = (900.0, 600.0);
    Ground { arena: "", latitude, longitude, bearing_rad: 0.4, length_m, width_m, altitude_m }
}

/// A club and what its teams have in common.
#[derive(Debug)]
pub(crate) struct Club {
    pub(crate) organisation: &'static str,
    pub(crate) language: Language,
    pub(crate) speed_unit: SpeedUnit,
    pub(crate) edition: Edition,
    pub(crate) home: Ground,
    /// Where players go for a run on their own.
    pub(crate) paths: Ground,
    /// Opponents with their grounds.
    pub(crate) opponents: &'static [(&'static str, Ground)],
}

/// How many sessions a week has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rhythm {
    /// Twice on some days: more than 100 sessions in a season.
    Academy,
    Club,
}

/// The limits of five speed zones in km/h, from the lower one of the first to the upper one of the
/// last.
pub(crate) type SpeedLimits = [f64; 6];

/// A team, without its people.
#[derive(Debug)]
pub(crate) struct TeamSpec {
    pub(crate) name: &'static str,
    pub(crate) coach: Coach,
    pub(crate) club: &'static Club,
    pub(crate) sex: Sex,
    pub(crate) ages: (u32, u32),
    pub(crate) players: usize,
    pub(crate) staff: usize,
    pub(crate) match_day: Weekday,
    pub(crate) rhythm: Rhythm,
    pub(crate) speed_limits_kmh: SpeedLimits,
    /// What the players reach at most, in m/s.
    pub(crate) top_speed_ms: (f64, f64),
}

static TVERRFJORD: Club = Club {
    organisation: "Tverrfjord Fotballklubb",
    language: Language::Norwegian,
    speed_unit: SpeedUnit::KilometresPerHour,
    edition: Edition::First,
    home: pitch("Tverrfjord stadion", 60.4712, 5.4689, 17.0, 34.0),
    paths: paths(60.4794, 5.4512, 52.0),
    opponents: &[
        ("Skarvnes IL", pitch("Skarvnes kunstgress", 60.1438, 5.2207, 164.0, 12.0)),
        ("Ulvåsen BK", pitch("Ulvåsen idrettspark", 61.0283, 5.6910, 78.0, 140.0)),
        ("Bråtelva FK", pitch("Elvebakken", 59.7311, 5.8842, 131.0, 61.0)),
        ("Storsund TIL", pitch("Sundmarka", 62.2214, 6.0158, 39.0, 8.0)),
        ("Kvitnes SK", pitch("Kvitnesbanen", 58.9017, 5.7721, 95.0, 27.0)),
        ("Høgåsen IF", pitch("Høgåsen arena", 60.7890, 6.4405, 152.0, 210.0)),
    ],
};

static LINDENBRUECK: Club = Club {
    organisation: "TSV Lindenbrück",
    language: Language::German,
    speed_unit: SpeedUnit::MetresPerSecond,
    edition: Edition::Later,
    home: pitch("Sportpark am Mühlbach", 52.1834, 9.3127, 172.0, 88.0),
    paths: paths(52.1902, 9.3301, 95.0),
    opponents: &[
        ("SG Erlenrode", pitch("Waldstadion Erlenrode", 51.9043, 9.8816, 61.0, 240.0)),
        ("FSV Königsaue", pitch("Sportplatz an der Aue", 52.4511, 10.2284, 12.0, 57.0)),
        ("VfL Büchenwerder", pitch("Werderstadion", 52.8120, 8.9903, 110.0, 6.0)),
        ("Eintracht Großheide", pitch("Heideweg", 53.0127, 10.0449, 84.0, 71.0)),
        ("SC Rüsterhagen", pitch("Hagenkampfbahn", 52.0319, 10.6175, 145.0, 132.0)),
    ],
};

/// All teams. The first coach sees the first two.
pub(crate) static TEAMS: [TeamSpec; 3] = [
    TeamSpec {
        name: "Tverrfjord G14",
        coach: Coach::First,
        club: &TVERRFJORD,
        sex: Sex::Male,
        ages: (13, 14),
        players: 23,
        staff: 4,
        match_day: Weekday::Sun,
        rhythm: Rhythm::Academy,
        speed_limits_kmh: [3.0, 7.2, 14.4, 19.8, 25.2, 399.0],
        top_speed_ms: (7.7, 8.4),
    },
    TeamSpec {
        name: "Tverrfjord G13",
        coach: Coach::First,
        club: &TVERRFJORD,
        sex: Sex::Male,
        ages: (12, 13),
        players: 20,
        staff: 2,
        match_day: Weekday::Sat,
        rhythm: Rhythm::Club,
        speed_limits_kmh: [3.0, 7.2, 14.4, 19.8, 25.2, 399.0],
        top_speed_ms: (7.3, 8.0),
    },
    TeamSpec {
        name: "Lindenbrück C-Juniorinnen",
        coach: Coach::Second,
        club: &LINDENBRUECK,
        sex: Sex::Female,
        ages: (13, 14),
        players: 22,
        staff: 3,
        match_day: Weekday::Sun,
        rhythm: Rhythm::Club,
        speed_limits_kmh: [2.5, 7.0, 13.0, 19.0, 22.5, 399.0],
        top_speed_ms: (7.0, 7.7),
    },
];

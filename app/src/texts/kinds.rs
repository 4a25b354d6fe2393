//! The names of kinds of things.

use crate::{
    model::{Channel, Marker, MarkerKind, SessionHead, SessionRow, SessionType},
    preferences::SpeedUnit,
};

#[derive(Debug)]
pub(crate) struct Kinds {
    /// A session of which neither name nor type is known.
    pub(crate) session: &'static str,
    pub(crate) training: &'static str,
    pub(crate) drill: &'static str,
    pub(crate) test: &'static str,
    pub(crate) game: &'static str,
    pub(crate) match_: &'static str,
    pub(crate) strength: &'static str,
    pub(crate) other: &'static str,

    pub(crate) phase: &'static str,
    pub(crate) recovery: &'static str,
    pub(crate) note: &'static str,

    pub(crate) heart_rate: &'static str,
    pub(crate) speed: &'static str,
    pub(crate) distance: &'static str,
    pub(crate) cadence: &'static str,
    pub(crate) altitude: &'static str,
    pub(crate) latitude: &'static str,
    pub(crate) longitude: &'static str,
    pub(crate) acceleration: &'static str,
    pub(crate) power: &'static str,
    pub(crate) beat_interval: &'static str,

    /// Beats per minute, after a value.
    pub(crate) bpm: &'static str,
    /// Steps per minute, after a value.
    pub(crate) spm: &'static str,
}

impl Kinds {
    /// What people call a type of session; what this version does not know is called as Polar calls it.
    pub(crate) fn session_type<'a>(&self, session_type: &'a SessionType) -> &'a str {
        match session_type {
            SessionType::Training => self.training,
            SessionType::Drill => self.drill,
            SessionType::Test => self.test,
            SessionType::Game => self.game,
            SessionType::Match => self.match_,
            SessionType::StrengthAndCondition => self.strength,
            SessionType::Other => self.other,
            SessionType::Unknown(name) => name,
        }
    }

    /// What a session is called.
    pub(crate) fn title_of_session<'a>(&self, head: &'a SessionHead) -> &'a str {
        self.session_title(head.name.as_deref(), head.session_type.as_ref())
    }

    /// What a session in a list is called.
    pub(crate) fn title_of_row<'a>(&self, row: &'a SessionRow) -> &'a str {
        self.session_title(row.name.as_deref(), row.session_type.as_ref())
    }

    /// The name, or the type of a session without one.
    fn session_title<'a>(
        &self,
        name: Option<&'a str>,
        session_type: Option<&'a SessionType>,
    ) -> &'a str {
        name.filter(|name| !name.trim().is_empty())
            .or_else(|| session_type.map(|session_type| self.session_type(session_type)))
            .unwrap_or(self.session)
    }

    /// What a marker is called: its name, or what kind of marker it is.
    pub(crate) fn marker<'a>(&self, marker: &'a Marker) -> &'a str {
        marker.name.as_deref().or(marker.note.as_deref()).unwrap_or(match &marker.kind {
            MarkerKind::Phase => self.phase,
            MarkerKind::Recovery => self.recovery,
            MarkerKind::Note => self.note,
            MarkerKind::Unknown(name) => name,
        })
    }

    /// What people call a channel.
    pub(crate) fn channel(&self, channel: Channel) -> &'static str {
        match channel {
            Channel::HeartRate => self.heart_rate,
            Channel::Speed => self.speed,
            Channel::Distance => self.distance,
            Channel::Cadence => self.cadence,
            Channel::Altitude => self.altitude,
            Channel::Latitude => self.latitude,
            Channel::Longitude => self.longitude,
            Channel::ForwardAcceleration => self.acceleration,
            Channel::Power => self.power,
            Channel::BeatInterval => self.beat_interval,
        }
    }

    /// The unit in which a channel is shown, as it stands after a value.
    pub(crate) fn unit(&self, channel: Channel, speed_unit: SpeedUnit) -> &'static str {
        match channel {
            Channel::HeartRate => self.bpm,
            Channel::Speed => speed_unit.symbol(),
            Channel::Cadence => self.spm,
            other => other.unit(),
        }
    }
}

pub(super) const ENGLISH: Kinds = Kinds {
    session: "Session",
    training: "Training",
    drill: "Drill",
    test: "Test",
    game: "Game",
    match_: "Match",
    strength: "Strength",
    other: "Other",
    phase: "Phase",
    recovery: "Recovery",
    note: "Note",
    heart_rate: "Heart rate",
    speed: "Speed",
    distance: "Distance",
    cadence: "Cadence",
    altitude: "Altitude",
    latitude: "Latitude",
    longitude: "Longitude",
    acceleration: "Acceleration",
    power: "Power",
    beat_interval: "RR interval",
    bpm: "bpm",
    spm: "spm",
};

pub(super) const GERMAN: Kinds = Kinds {
    session: "Einheit",
    training: "Training",
    drill: "Übung",
    test: "Test",
    game: "Spiel",
    match_: "Match",
    strength: "Kraft",
    other: "Sonstiges",
    phase: "Phase",
    recovery: "Erholung",
    note: "Notiz",
    heart_rate: "Herzfrequenz",
    speed: "Geschwindigkeit",
    distance: "Distanz",
    cadence: "Schrittfrequenz",
    altitude: "Höhe",
    latitude: "Breitengrad",
    longitude: "Längengrad",
    acceleration: "Beschleunigung",
    power: "Leistung",
    beat_interval: "RR-Intervall",
    bpm: "S/min",
    spm: "Schr./min",
};

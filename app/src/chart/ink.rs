//! What shapes are drawn with: names for the theme's colours.

use plotters_backend::BackendColor;

use crate::model::Channel;

/// A colour of the theme, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Labels.
    Text,
    /// The ground behind labels that lie on lines.
    Surface,
    /// Gridlines and the edges of lanes.
    Grid,
    /// Phases and other markers.
    Phase,
    /// The line of heart rate.
    HeartRate,
    /// The line of speed.
    Speed,
    /// The line of acceleration.
    Acceleration,
    /// The line of distance.
    Distance,
    /// The line of cadence.
    Cadence,
    /// The line of altitude.
    Altitude,
    /// The line of power.
    Power,
    /// The lines of the first of several recordings.
    RecordingA,
    /// Those of the second one.
    RecordingB,
    /// Those of the third one.
    RecordingC,
    /// Those of the fourth one.
    RecordingD,
    /// The lowest zone of heart rate or speed.
    Zone1,
    /// The second zone.
    Zone2,
    /// The third zone.
    Zone3,
    /// The fourth zone.
    Zone4,
    /// The highest zone.
    Zone5,
}

impl Ink {
    /// All inks.
    pub const ALL: [Self; 20] = [
        Self::Text,
        Self::Surface,
        Self::Grid,
        Self::Phase,
        Self::HeartRate,
        Self::Speed,
        Self::Acceleration,
        Self::Distance,
        Self::Cadence,
        Self::Altitude,
        Self::Power,
        Self::RecordingA,
        Self::RecordingB,
        Self::RecordingC,
        Self::RecordingD,
        Self::Zone1,
        Self::Zone2,
        Self::Zone3,
        Self::Zone4,
        Self::Zone5,
    ];

    /// The ink of a channel's line; `None` for positions, which belong on a pitch and not on a time axis.
    pub fn of_channel(channel: Channel) -> Option<Self> {
        match channel {
            Channel::HeartRate | Channel::BeatInterval => Some(Self::HeartRate),
            Channel::Speed => Some(Self::Speed),
            Channel::ForwardAcceleration => Some(Self::Acceleration),
            Channel::Distance => Some(Self::Distance),
            Channel::Cadence => Some(Self::Cadence),
            Channel::Altitude => Some(Self::Altitude),
            Channel::Power => Some(Self::Power),
            Channel::Latitude | Channel::Longitude => None,
        }
    }

    /// The ink of a zone, 1 for the lowest; zones above the fifth look like it.
    pub fn of_zone(index: u8) -> Self {
        match index {
            0 | 1 => Self::Zone1,
            2 => Self::Zone2,
            3 => Self::Zone3,
            4 => Self::Zone4,
            _ => Self::Zone5,
        }
    }

    /// The CSS custom property in which the theme keeps the colour.
    pub fn css_property(self) -> &'static str {
        match self {
            Self::Text => "--chart-text",
            Self::Surface => "--surface",
            Self::Grid => "--chart-grid",
            Self::Phase => "--chart-phase",
            Self::HeartRate => "--chart-hr",
            Self::Speed => "--chart-speed",
            Self::Acceleration => "--chart-acceleration",
            Self::Distance => "--chart-distance",
            Self::Cadence => "--chart-cadence",
            Self::Altitude => "--chart-altitude",
            Self::Power => "--chart-power",
            Self::RecordingA => "--chart-a",
            Self::RecordingB => "--chart-b",
            Self::RecordingC => "--chart-c",
            Self::RecordingD => "--chart-d",
            Self::Zone1 => "--zone-1",
            Self::Zone2 => "--zone-2",
            Self::Zone3 => "--zone-3",
            Self::Zone4 => "--zone-4",
            Self::Zone5 => "--zone-5",
        }
    }

    /// What stands for the ink on its way through plotters, which knows colours only as numbers: its place in
    /// [`Ink::ALL`] as the blue of an otherwise black colour.
    pub fn stand_in(self, opacity: f64) -> BackendColor {
        BackendColor { alpha: opacity, rgb: (0, 0, self as u8) }
    }

    /// The ink that a colour stands for.
    pub fn of_stand_in(color: BackendColor) -> Option<Self> {
        match color.rgb {
            (0, 0, place) => Self::ALL.get(usize::from(place)).copied(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_ink_comes_back_from_its_stand_in() {
        for ink in Ink::ALL {
            assert_eq!(Ink::of_stand_in(ink.stand_in(0.5)), Some(ink));
        }
        assert_eq!(Ink::of_stand_in(BackendColor { alpha: 1.0, rgb: (255, 0, 0) }), None);
        assert_eq!(Ink::of_stand_in(BackendColor { alpha: 1.0, rgb: (0, 0, 255) }), None);
    }

    #[test]
    fn every_ink_has_a_colour_of_its_own() {
        let properties: BTreeSet<_> = Ink::ALL.into_iter().map(Ink::css_property).collect();
        assert_eq!(properties.len(), Ink::ALL.len());
    }
}

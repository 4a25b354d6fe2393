//! The figures that tables, tiles and trends show, and where each comes from.

use serde::{Deserialize, Serialize};

use super::Figures;

/// One figure of a player over one part of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Figure {
    /// Recorded time.
    Time,
    /// Distance covered.
    Distance,
    /// Distance per minute of recorded time.
    Intensity,
    /// Distance in the fast speed zones.
    HighSpeed,
    /// Distance at the speed of a sprint.
    SprintDistance,
    /// Top speed.
    TopSpeed,
    /// Sprints, as Polar counts them.
    Sprints,
    /// Hard accelerations.
    Accelerations,
    /// Hard decelerations.
    Decelerations,
    /// Mean heart rate.
    HeartRateAvg,
    /// Mean heart rate in percent of the player's maximum.
    HeartRateAvgPercent,
    /// Highest heart rate.
    HeartRateMax,
    /// Highest heart rate in percent of the player's maximum.
    HeartRateMaxPercent,
    /// Polar's training load.
    Load,
    /// Edwards' training impulse.
    TrimpEdwards,
}

impl Figure {
    /// The slowest speed zone that counts as high speed.
    pub const HIGH_SPEED_ZONE: u8 = 4;

    /// How many there are.
    pub const COUNT: usize = 15;

    /// All of them, in the order in which tables show them.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Time,
        Self::Distance,
        Self::Intensity,
        Self::HighSpeed,
        Self::SprintDistance,
        Self::TopSpeed,
        Self::Sprints,
        Self::Accelerations,
        Self::Decelerations,
        Self::HeartRateAvg,
        Self::HeartRateAvgPercent,
        Self::HeartRateMax,
        Self::HeartRateMaxPercent,
        Self::Load,
        Self::TrimpEdwards,
    ];

    /// Whether it tells of a person's health, which not everybody may see who may see movement. Both loads are computed
    /// from heart rate.
    pub const fn is_health(self) -> bool {
        match self {
            Self::HeartRateAvg
            | Self::HeartRateAvgPercent
            | Self::HeartRateMax
            | Self::HeartRateMaxPercent
            | Self::Load
            | Self::TrimpEdwards => true,
            Self::Time
            | Self::Distance
            | Self::Intensity
            | Self::HighSpeed
            | Self::SprintDistance
            | Self::TopSpeed
            | Self::Sprints
            | Self::Accelerations
            | Self::Decelerations => false,
        }
    }

    /// Its name in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Distance => "distance",
            Self::Intensity => "intensity",
            Self::HighSpeed => "high-speed",
            Self::TopSpeed => "top-speed",
            Self::Sprints => "sprints",
            Self::HeartRateAvg => "hr-avg",
            Self::HeartRateAvgPercent => "hr-avg-percent",
            Self::HeartRateMax => "hr-max",
            Self::HeartRateMaxPercent => "hr-max-percent",
            Self::Load => "load",
            Self::SprintDistance => "sprint-distance",
            Self::Accelerations => "accelerations",
            Self::Decelerations => "decelerations",
            Self::TrimpEdwards => "trimp",
        }
    }

    /// Its value, if it was measured; a time is in ms.
    pub fn of(self, figures: &Figures) -> Option<f64> {
        let demands = figures.demands.as_ref();
        match self {
            Self::Time => figures.duration_ms.map(f64::from),
            Self::Distance => figures.distance_m,
            Self::Intensity => figures.m_per_min(),
            Self::HighSpeed => high_speed_m(figures),
            Self::TopSpeed => figures.speed_max_kmh,
            Self::Sprints => figures.sprints.map(f64::from),
            Self::HeartRateAvg => figures.heart_rate_avg_bpm,
            Self::HeartRateAvgPercent => figures.heart_rate_avg_percent,
            Self::HeartRateMax => figures.heart_rate_max_bpm,
            Self::HeartRateMaxPercent => figures.heart_rate_max_percent,
            Self::Load => figures.training_load,
            Self::SprintDistance => demands?.sprint_m,
            Self::Accelerations => demands?.accelerations.map(f64::from),
            Self::Decelerations => demands?.decelerations.map(f64::from),
            Self::TrimpEdwards => demands?.trimp_edwards,
        }
    }
}

fn high_speed_m(figures: &Figures) -> Option<f64> {
    let mut fast =
        figures.speed_zones.iter().filter(|zone| zone.index >= Figure::HIGH_SPEED_ZONE).peekable();
    fast.peek()?;
    Some(fast.map(|zone| zone.in_zone_m).sum())
}

/// Something for each figure that has it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PerFigure<T>([Option<T>; Figure::COUNT]);

impl<T> Default for PerFigure<T> {
    fn default() -> Self {
        Self(Figure::ALL.map(|_| None))
    }
}

impl<T: Copy> PerFigure<T> {
    /// What `of` gives for each figure.
    pub fn of(of: impl FnMut(Figure) -> Option<T>) -> Self {
        Self(Figure::ALL.map(of))
    }

    /// What the figures have that tell nothing of health.
    #[must_use]
    pub fn without_health(&self) -> Self {
        Self::of(|figure| self.get(figure).filter(|_| !figure.is_health()))
    }

    /// What the figure has.
    pub fn get(&self, figure: Figure) -> Option<T> {
        self.0[figure as usize]
    }
}

impl PerFigure<f64> {
    /// The values of figures, in the units of [`Figure::of`].
    pub fn values(figures: &Figures) -> Self {
        Self::of(|figure| figure.of(figures))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SpeedZone;

    #[test]
    fn keys_are_distinct() {
        for (i, figure) in Figure::ALL.iter().enumerate() {
            assert!(
                Figure::ALL[i + 1..].iter().all(|other| other.key() != figure.key()),
                "{figure:?}"
            );
        }
    }

    #[test]
    fn high_speed_is_the_distance_in_the_fast_zones() {
        let zone =
            |index, in_zone_m| SpeedZone { index, lower_kmh: None, upper_kmh: None, in_zone_m };
        let figures = Figures {
            speed_zones: vec![zone(3, 900.0), zone(4, 500.0), zone(5, 120.0)],
            ..Figures::default()
        };
        assert_eq!(Figure::HighSpeed.of(&figures), Some(620.0));
        let slow = Figures { speed_zones: vec![zone(3, 900.0)], ..Figures::default() };
        assert_eq!(Figure::HighSpeed.of(&slow), None);
    }

    #[test]
    fn each_figure_has_its_own() {
        let keys = PerFigure::of(|figure| (figure != Figure::Sprints).then(|| figure.key()));
        for figure in Figure::ALL {
            let expected = (figure != Figure::Sprints).then(|| figure.key());
            assert_eq!(keys.get(figure), expected);
        }
        let figures = Figures { distance_m: Some(5.0), ..Figures::default() };
        let values = PerFigure::values(&figures);
        assert_eq!((values.get(Figure::Distance), values.get(Figure::Load)), (Some(5.0), None));
    }
}

//! The figures that tables and tiles show: what each is called, in which unit, and where it comes from.

use crate::{format, model::Figures, preferences::Locale, texts::Texts};

/// One figure of a player over one part of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figure {
    /// Recorded time.
    Time,
    /// Distance covered.
    Distance,
    /// Distance per minute of recorded time.
    Intensity,
    /// Distance in the fast speed zones.
    HighSpeed,
    /// Top speed.
    TopSpeed,
    /// Sprints, as Polar counts them.
    Sprints,
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
}

impl Figure {
    /// The slowest speed zone that counts as high speed.
    pub(crate) const HIGH_SPEED_ZONE: u8 = 4;

    /// All of them, in the order in which tables show them.
    pub(crate) const ALL: [Self; 11] = [
        Self::Time,
        Self::Distance,
        Self::Intensity,
        Self::HighSpeed,
        Self::TopSpeed,
        Self::Sprints,
        Self::HeartRateAvg,
        Self::HeartRateAvgPercent,
        Self::HeartRateMax,
        Self::HeartRateMaxPercent,
        Self::Load,
    ];

    /// Its name in addresses.
    pub(crate) const fn key(self) -> &'static str {
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
        }
    }

    /// What people call it, short enough for a column.
    pub(crate) fn label(self, locale: Locale) -> &'static str {
        let texts = &locale.texts().figures;
        match self {
            Self::Time => texts.time,
            Self::Distance => texts.distance,
            Self::Intensity => texts.intensity,
            Self::HighSpeed => texts.high_speed,
            Self::TopSpeed => texts.top_speed,
            Self::Sprints => texts.sprints,
            Self::HeartRateAvg | Self::HeartRateAvgPercent => texts.heart_rate_avg,
            Self::HeartRateMax | Self::HeartRateMaxPercent => texts.heart_rate_max,
            Self::Load => texts.load,
        }
    }

    /// Its unit, as written after a value; empty for a count, a time or a score.
    pub(crate) fn unit(self, locale: Locale) -> &'static str {
        match self {
            Self::Time | Self::Sprints | Self::Load => "",
            Self::Distance | Self::HighSpeed => "m",
            Self::Intensity => "m/min",
            Self::TopSpeed => locale.speed_unit.symbol(),
            Self::HeartRateAvg | Self::HeartRateMax => locale.texts().kinds.bpm,
            Self::HeartRateAvgPercent | Self::HeartRateMaxPercent => "%",
        }
    }

    /// The unit in a column's head, where a time and a score need one too.
    pub(crate) fn column_unit(self, locale: Locale) -> &'static str {
        let texts = &locale.texts().figures;
        match self {
            Self::Time => texts.hours_minutes_seconds,
            Self::Sprints => texts.count,
            Self::Load => texts.score,
            _ => self.unit(locale),
        }
    }

    /// The class that gives it the colour of its channel, if it has one.
    pub(crate) const fn hue(self) -> &'static str {
        match self {
            Self::HeartRateAvg
            | Self::HeartRateAvgPercent
            | Self::HeartRateMax
            | Self::HeartRateMaxPercent => "hue-hr",
            Self::Intensity | Self::HighSpeed | Self::TopSpeed => "hue-speed",
            Self::Distance => "hue-distance",
            Self::Time | Self::Sprints | Self::Load => "hue-none",
        }
    }

    /// Its value, if it was measured; a time is in ms.
    pub(crate) fn of(self, figures: &Figures) -> Option<f64> {
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
        }
    }

    /// How a value of it is written, without the unit.
    pub(crate) fn write(self, locale: Locale, value: f64) -> String {
        match self {
            Self::Time => format::duration(value.max(0.0) as u32),
            Self::TopSpeed => format::speed(locale, value),
            _ => format::number(locale, value, 0),
        }
    }

    /// How it is written for these figures, without the unit: a dash when it was not measured.
    pub(crate) fn text(self, locale: Locale, figures: &Figures) -> String {
        self.of(figures).map_or_else(|| format::NONE.to_owned(), |value| self.write(locale, value))
    }
}

/// Why a part of a session has no sprints or no load, when one of these players' figures lacks them.
pub(crate) fn missing_in_part<'a>(
    texts: &Texts,
    figures: impl Iterator<Item = &'a Figures> + Clone,
) -> Option<&'static str> {
    let no_sprints = figures.clone().any(|figures| figures.sprints.is_none());
    let no_load = figures.clone().any(|figures| figures.training_load.is_none());
    match (no_sprints, no_load) {
        (true, true) => Some(texts.figures.no_sprints_and_load_in_part),
        (true, false) => Some(texts.figures.no_sprints_in_part),
        (false, true) => Some(texts.figures.no_load_in_part),
        (false, false) => None,
    }
}

fn high_speed_m(figures: &Figures) -> Option<f64> {
    let mut fast =
        figures.speed_zones.iter().filter(|zone| zone.index >= Figure::HIGH_SPEED_ZONE).peekable();
    fast.peek()?;
    Some(fast.map(|zone| zone.in_zone_m).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::SpeedZone,
        preferences::{Language, SpeedUnit},
    };

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
    fn only_what_is_missing_is_explained() {
        let all = Figures { sprints: Some(3), training_load: Some(40.0), ..Figures::default() };
        let no_sprints = Figures { sprints: None, ..all.clone() };
        let texts = Locale::default().texts();
        assert_eq!(missing_in_part(texts, [&all].into_iter()), None);
        let why = missing_in_part(texts, [&all, &no_sprints].into_iter());
        assert_eq!(why, Some(texts.figures.no_sprints_in_part));
        assert_eq!(missing_in_part(texts, [].into_iter()), None);
    }

    #[test]
    fn what_was_not_measured_is_a_dash() {
        let figures = Figures {
            speed_max_kmh: Some(30.46),
            duration_ms: Some(951_000),
            ..Figures::default()
        };
        let locale = Locale::default();
        assert_eq!(Figure::TopSpeed.text(locale, &figures), "30.5");
        assert_eq!(Figure::Time.text(locale, &figures), "15:51");
        assert_eq!(Figure::Sprints.text(locale, &figures), "–");
    }

    #[test]
    fn a_speed_is_in_the_unit_that_its_head_names() {
        let figures = Figures { speed_max_kmh: Some(30.46), ..Figures::default() };
        let locale = Locale { language: Language::German, speed_unit: SpeedUnit::MetresPerSecond };
        assert_eq!(Figure::TopSpeed.text(locale, &figures), "8,46");
        assert_eq!(Figure::TopSpeed.column_unit(locale), "m/s");
        assert_eq!(Figure::Intensity.unit(locale), "m/min", "which is no speed of a moment");
    }
}

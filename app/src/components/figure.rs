//! How figures are shown: what each is called, and in which unit.

pub(crate) use crate::model::Figure;
use crate::{
    format,
    model::{DemandLimits, Figures},
    preferences::Locale,
    texts::Texts,
};

impl Figure {
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
            Self::SprintDistance => texts.sprint_distance,
            Self::Accelerations => texts.accelerations_short,
            Self::Decelerations => texts.decelerations_short,
            Self::TrimpEdwards => texts.trimp,
        }
    }

    /// Its unit, as written after a value; empty for a count, a time or a score.
    pub(crate) fn unit(self, locale: Locale) -> &'static str {
        match self {
            Self::Time
            | Self::Sprints
            | Self::Accelerations
            | Self::Decelerations
            | Self::Load
            | Self::TrimpEdwards => "",
            Self::Distance | Self::HighSpeed | Self::SprintDistance => "m",
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
            Self::Sprints | Self::Accelerations | Self::Decelerations => texts.count,
            Self::Load | Self::TrimpEdwards => texts.score,
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
            Self::Intensity | Self::HighSpeed | Self::SprintDistance | Self::TopSpeed => {
                "hue-speed"
            }
            Self::Distance => "hue-distance",
            Self::Accelerations | Self::Decelerations => "hue-acceleration",
            Self::Time | Self::Sprints | Self::Load | Self::TrimpEdwards => "hue-none",
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

/// By which limits the demands among the figures are counted: numbers without them say nothing.
pub(crate) fn limits_of_demands(
    locale: Locale,
    shown: &[Figure],
    limits: DemandLimits,
) -> Option<String> {
    let texts = &locale.texts().figures;
    let has_column = |figure: Figure| shown.contains(&figure);
    let speed =
        |kmh: f64| format!("{}\u{a0}{}", format::speed(locale, kmh), locale.speed_unit.symbol());
    let seconds = |ms: u32| format::number(locale, f64::from(ms) / 1_000.0, 1);
    let sprints =
        has_column(Figure::SprintDistance).then(|| (texts.sprint_limit)(&speed(limits.sprint_kmh)));
    let accelerations = (has_column(Figure::Accelerations) || has_column(Figure::Decelerations))
        .then(|| {
            (texts.acceleration_limit)(
                &format::number(locale, limits.acceleration_ms2, 1),
                &seconds(limits.acceleration_ms),
            )
        });
    let trimp = has_column(Figure::TrimpEdwards).then(|| texts.trimp_is.to_owned());
    let sentences: Vec<String> = [sprints, accelerations, trimp].into_iter().flatten().collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// Why a part of a session has no sprints or no load, when one of these players' figures lacks them.
pub(crate) fn missing_in_part<'a>(
    texts: &Texts,
    shown: &[Figure],
    figures: impl Iterator<Item = &'a Figures> + Clone,
) -> Option<&'static str> {
    let lacks = |figure: Figure| {
        shown.contains(&figure) && figures.clone().any(|figures| figure.of(figures).is_none())
    };
    let (no_sprints, no_load) = (lacks(Figure::Sprints), lacks(Figure::Load));
    match (no_sprints, no_load) {
        (true, true) => Some(texts.figures.no_sprints_and_load_in_part),
        (true, false) => Some(texts.figures.no_sprints_in_part),
        (false, true) => Some(texts.figures.no_load_in_part),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preferences::{Language, SpeedUnit};

    #[test]
    fn only_what_is_missing_is_explained() {
        let all = Figures { sprints: Some(3), training_load: Some(40.0), ..Figures::default() };
        let no_sprints = Figures { sprints: None, ..all.clone() };
        let texts = Locale::default().texts();
        assert_eq!(missing_in_part(texts, &Figure::ALL, [&all].into_iter()), None);
        let why = missing_in_part(texts, &Figure::ALL, [&all, &no_sprints].into_iter());
        assert_eq!(why, Some(texts.figures.no_sprints_in_part));
        let load_alone = missing_in_part(texts, &[Figure::Load], [&no_sprints].into_iter());
        assert_eq!(load_alone, None, "nobody asks about sprints");
        assert_eq!(missing_in_part(texts, &Figure::ALL, [].into_iter()), None);
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
    fn demands_are_told_with_their_limits() {
        let limits = DemandLimits {
            high_speed_kmh: 19.8,
            sprint_kmh: 25.2,
            sprint_ms: 1_000,
            acceleration_ms2: 2.5,
            acceleration_ms: 500,
        };
        let told = |shown: &[Figure]| limits_of_demands(Locale::default(), shown, limits);
        assert_eq!(told(&[Figure::Distance, Figure::Load]), None);
        let sprints = told(&[Figure::SprintDistance]).unwrap();
        assert!(sprints.contains("25.2\u{a0}km/h") && !sprints.contains("2.5\u{a0}m"), "{sprints}");
        let all = told(&Figure::ALL).unwrap();
        assert!(all.contains("2.5\u{a0}m/s²") && all.contains("Edwards"), "{all}");
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

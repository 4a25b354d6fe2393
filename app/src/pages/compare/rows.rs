//! The figures of recordings side by side, and how far they are from the first one's.

use crate::{
    components::{Figure, ZoneKind},
    format,
    model::{Channel, Demands, Figures, Peak, PeakDemand},
    preferences::Locale,
    texts::Texts,
};

/// Figures that belong together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub(super) title: &'static str,
    pub(super) rows: Vec<Row>,
}

/// One figure of every recording.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) label: String,
    pub(super) unit: &'static str,
    pub(super) hue: &'static str,
    pub(super) cells: Vec<Cell>,
}

/// The figure of one recording.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    /// A dash when it was not measured.
    pub(super) value: String,
    /// The difference to the first recording, with its sign and unit; `None` for the first one, and where one of the
    /// two was not measured.
    pub(super) difference: Option<String>,
}

/// How values of a figure are told.
#[derive(Clone, Copy, Debug)]
enum Telling {
    /// A number of what people read, so many for each unit of the value.
    Number { per_value: f64, decimals: usize },
    /// A time; the value is in ms.
    Time,
}

/// What a difference says besides its amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relative {
    /// How many percent of the first one it is.
    Percent,
    /// Nothing: of what does not start at nothing, percents mislead.
    Nothing,
}

const WHOLE_NUMBER: Telling = Telling::Number { per_value: 1.0, decimals: 0 };

impl Telling {
    /// The value as it is told, rounded: so the difference is the one between the numbers that people see.
    fn told(self, value: f64) -> f64 {
        match self {
            Self::Number { per_value, decimals } => {
                let tens = 10_f64.powi(decimals as i32);
                (value * per_value * tens).round() / tens
            }
            Self::Time => (value / 1_000.0).round(),
        }
    }

    fn write(self, locale: Locale, told: f64) -> String {
        match self {
            Self::Number { decimals, .. } => format::number(locale, told, decimals),
            Self::Time => format::duration((told * 1_000.0) as u32),
        }
    }

    fn difference(
        self,
        locale: Locale,
        first: f64,
        value: f64,
        unit: &str,
        relative: Relative,
    ) -> String {
        let [from, to] = [first, value].map(|value| self.told(value));
        let signed = |difference: f64, written: String| {
            format!("{}{written}", if difference < 0.0 { "−" } else { "+" })
        };
        let unit = if unit.is_empty() { String::new() } else { format!("\u{a0}{unit}") };
        let nothing = self.write(locale, 0.0);
        let amount = self.write(locale, (to - from).abs());
        if amount == nothing {
            return format!("±{nothing}{unit}");
        }
        let amount = format!("{}{unit}", signed(to - from, amount));
        let percent = (value / first - 1.0) * 100.0;
        if relative == Relative::Nothing || first <= 0.0 || percent.abs() < 0.5 {
            return amount;
        }
        let percent = signed(percent, format::number(locale, percent.abs(), 0));
        format!("{amount}, {percent}\u{a0}%")
    }
}

/// What the tiles of one player show.
const FIGURES: [Figure; 11] = [
    Figure::Time,
    Figure::Distance,
    Figure::Intensity,
    Figure::HighSpeed,
    Figure::TopSpeed,
    Figure::Sprints,
    Figure::HeartRateAvg,
    Figure::HeartRateAvgPercent,
    Figure::HeartRateMax,
    Figure::HeartRateMaxPercent,
    Figure::Load,
];

/// All that one player's page tells, for each of the recordings; `None` for one without figures.
pub(super) fn groups(locale: Locale, each: &[Option<Figures>]) -> Vec<Group> {
    let texts = locale.texts();
    let table = Rows { locale, each };
    [
        (texts.session.figures, table.figures()),
        (texts.figures.demands, table.demands()),
        (texts.compare.peaks, table.peaks()),
        (texts.figures.heart_rate_zones, table.zones(ZoneKind::HeartRate)),
        (texts.figures.speed_zones, table.zones(ZoneKind::Speed)),
    ]
    .into_iter()
    .filter(|(_, rows)| !rows.is_empty())
    .map(|(title, rows)| Group { title, rows })
    .collect()
}

#[derive(Clone, Copy)]
struct Rows<'a> {
    locale: Locale,
    each: &'a [Option<Figures>],
}

impl<'a> Rows<'a> {
    fn row(
        self,
        (label, unit, hue): (String, &'static str, &'static str),
        telling: Telling,
        relative: Relative,
        of: &dyn Fn(&Figures) -> Option<f64>,
    ) -> Row {
        let values: Vec<Option<f64>> =
            self.each.iter().map(|figures| figures.as_ref().and_then(of)).collect();
        let first = values.first().copied().flatten();
        let cell = |(place, value): (usize, &Option<f64>)| Cell {
            value: value.map_or_else(
                || format::NONE.to_owned(),
                |value| telling.write(self.locale, telling.told(value)),
            ),
            difference: first.zip(*value).filter(|_| place > 0).map(|(first, value)| {
                telling.difference(self.locale, first, value, unit, relative)
            }),
        };
        let cells = values.iter().enumerate().map(cell).collect();
        Row { label, unit, hue, cells }
    }

    /// The mean speed follows the highest, and the lowest heart rate those that have a share of the maximum.
    fn figures(self) -> Vec<Row> {
        let texts = &self.locale.texts().figures;
        let beside = |figure: Figure| match figure {
            Figure::TopSpeed => {
                Some(self.told_as(figure, texts.speed_avg, &|figures| figures.speed_avg_kmh))
            }
            Figure::HeartRateMaxPercent => {
                Some(self.told_as(Figure::HeartRateMax, texts.heart_rate_min, &|figures| {
                    figures.heart_rate_min_bpm
                }))
            }
            _ => None,
        };
        FIGURES
            .into_iter()
            .flat_map(|it| [Some(self.of_figure(it)), beside(it)])
            .flatten()
            .collect()
    }

    fn of_figure(self, figure: Figure) -> Row {
        self.told_as(figure, figure.label(self.locale), &|figures| figure.of(figures))
    }

    /// Something that is told as a figure is.
    fn told_as(
        self,
        figure: Figure,
        label: &'static str,
        of: &dyn Fn(&Figures) -> Option<f64>,
    ) -> Row {
        let speed = self.locale.speed_unit;
        let telling = match figure {
            Figure::Time => Telling::Time,
            Figure::TopSpeed => {
                Telling::Number { per_value: speed.per_kmh(), decimals: speed.decimals() }
            }
            _ => WHOLE_NUMBER,
        };
        let relative = match figure {
            Figure::HeartRateAvg
            | Figure::HeartRateAvgPercent
            | Figure::HeartRateMax
            | Figure::HeartRateMaxPercent => Relative::Nothing,
            _ => Relative::Percent,
        };
        let name = (label.to_owned(), figure.unit(self.locale), figure.hue());
        self.row(name, telling, relative, of)
    }

    /// Nothing when there are no samples to count from.
    fn demands(self) -> Vec<Row> {
        if self.demanded().next().is_none() {
            return Vec::new();
        }
        let texts = &self.locale.texts().figures;
        let (sprint, high) = (Figure::SprintDistance, Figure::HighSpeed);
        let of = |name: (&str, &'static str, &'static str),
                  of: &dyn Fn(&Demands) -> Option<f64>| {
            let (label, unit, hue) = name;
            self.row((label.to_owned(), unit, hue), WHOLE_NUMBER, Relative::Percent, &|figures| {
                of(figures.demands.as_ref()?)
            })
        };
        vec![
            of((high.label(self.locale), "m", high.hue()), &|demands| demands.high_speed_m),
            self.of_figure(sprint),
            of((texts.sprint_efforts, "", sprint.hue()), &|demands| {
                demands.sprint_efforts.map(f64::from)
            }),
            self.of_figure(Figure::Accelerations),
            self.of_figure(Figure::Decelerations),
            self.of_figure(Figure::TrimpEdwards),
            of((texts.rmssd, texts.milliseconds, Figure::HeartRateAvg.hue()), &|demands| {
                demands.rmssd_ms
            }),
        ]
    }

    fn demanded(self) -> impl Iterator<Item = &'a Demands> {
        self.each.iter().flatten().filter_map(|figures| figures.demands.as_ref())
    }

    /// The hardest stretches: of each quantity a row for each length that any of them has.
    fn peaks(self) -> Vec<Row> {
        let texts: &Texts = self.locale.texts();
        let mut lengths_ms: Vec<u32> =
            self.demanded().flat_map(|demands| &demands.peaks).map(|peak| peak.length_ms).collect();
        lengths_ms.sort_unstable();
        lengths_ms.dedup();
        let bpm = texts.kinds.unit(Channel::HeartRate, self.locale.speed_unit);
        let [distance, high, heart_rate] =
            [Figure::Distance, Figure::HighSpeed, Figure::HeartRateAvg].map(Figure::hue);
        let quantities: [Quantity; 3] = [
            (texts.figures.distance, "m/min", distance, Relative::Percent, |demand| {
                let minutes = f64::from(demand.length_ms) / 60_000.0;
                demand.distance_m.map(|Peak { amount, .. }| amount / minutes)
            }),
            (texts.figures.high_speed, "m", high, Relative::Percent, |demand| {
                demand.high_speed_m.map(|peak| peak.amount)
            }),
            (texts.kinds.heart_rate, bpm, heart_rate, Relative::Nothing, |demand| {
                demand.heart_rate_bpm.map(|peak| peak.amount)
            }),
        ];
        let row = |(name, unit, hue, relative, of): Quantity, length_ms: u32| {
            let length = (texts.time.minutes)(length_ms / 60_000);
            let label = (texts.compare.peak)(name, &length);
            self.row((label, unit, hue), WHOLE_NUMBER, relative, &|figures| {
                let mut peaks = figures.demands.as_ref()?.peaks.iter();
                of(peaks.find(|peak| peak.length_ms == length_ms)?)
            })
        };
        let of_each = |quantity| lengths_ms.iter().map(move |length_ms| row(quantity, *length_ms));
        quantities.into_iter().flat_map(of_each).collect()
    }

    /// A row for each zone that any of them has.
    fn zones(self, kind: ZoneKind) -> Vec<Row> {
        let zones = |figures: &Figures| kind.of(figures);
        let mut indexes: Vec<u8> =
            self.each.iter().flatten().flat_map(zones).map(|zone| zone.index).collect();
        indexes.sort_unstable();
        indexes.dedup();
        let (telling, unit, hue) = match kind {
            ZoneKind::HeartRate => (Telling::Time, "", "hue-hr"),
            ZoneKind::Speed => (WHOLE_NUMBER, "m", "hue-speed"),
        };
        let texts = &self.locale.texts().figures;
        let row = |index: u8| {
            let name = ((texts.numbered_zone)(index), unit, hue);
            self.row(name, telling, Relative::Percent, &|figures| {
                zones(figures).into_iter().find(|zone| zone.index == index).map(|zone| zone.amount)
            })
        };
        indexes.into_iter().rev().map(row).collect()
    }
}

/// What there are peaks of: name, unit, colour, how differences are told, and the amount.
type Quantity =
    (&'static str, &'static str, &'static str, Relative, fn(&PeakDemand) -> Option<f64>);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::HeartRateZone,
        preferences::{Language, SpeedUnit},
    };

    const EN: Locale =
        Locale { language: Language::English, speed_unit: SpeedUnit::KilometresPerHour };

    fn rows(locale: Locale, each: &[Option<Figures>]) -> Vec<(String, Vec<String>)> {
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
        let cell = |cell: &Cell| match &cell.difference {
            Some(difference) => plain(&format!("{} ({difference})", cell.value)),
            None => cell.value.clone(),
        };
        groups(locale, each)
            .iter()
            .flat_map(|group| &group.rows)
            .map(|row| (plain(&row.label), row.cells.iter().map(cell).collect()))
            .collect()
    }

    fn row(rows: &[(String, Vec<String>)], label: &str) -> Vec<String> {
        rows.iter().find(|row| row.0 == label).unwrap().1.clone()
    }

    fn figures(distance_m: f64, duration_ms: u32) -> Figures {
        Figures {
            distance_m: Some(distance_m),
            duration_ms: Some(duration_ms),
            ..Figures::default()
        }
    }

    #[test]
    fn differences_have_sign_unit_and_percent() {
        let each = [
            Some(figures(10_000.0, 5_400_000)),
            Some(figures(11_234.0, 5_040_000)),
            Some(figures(9_000.0, 5_400_400)),
            None,
        ];
        let rows = rows(EN, &each);
        let distance = row(&rows, "Distance");
        assert_eq!(distance[1..3], ["11 234 (+1 234 m, +12 %)", "9 000 (−1 000 m, −10 %)"]);
        assert_eq!(distance[3], "–");
        let time = row(&rows, "Time");
        assert_eq!(time, ["1:30:00", "1:24:00 (−6:00, −7 %)", "1:30:00 (±0:00)", "–"]);
    }

    #[test]
    fn a_difference_is_that_of_the_numbers_that_are_told() {
        let of = |bpm| Some(Figures { heart_rate_avg_bpm: Some(bpm), ..Figures::default() });
        let rows = rows(EN, &[of(157.6), of(164.4), of(157.9)]);
        assert_eq!(row(&rows, "HR avg"), ["158", "164 (+6 bpm)", "158 (±0 bpm)"]);
    }

    #[test]
    fn of_nothing_there_is_no_percent_and_of_what_is_missing_no_difference() {
        let of = |sprints| Some(Figures { sprints, ..Figures::default() });
        let from_nothing = rows(EN, &[of(Some(0)), of(Some(3)), of(None)]);
        assert_eq!(row(&from_nothing, "Sprints"), ["0", "3 (+3)", "–"]);
        let from_unknown = rows(EN, &[of(None), of(Some(3))]);
        assert_eq!(row(&from_unknown, "Sprints"), ["–", "3"]);
    }

    #[test]
    fn speeds_are_in_the_persons_unit() {
        let of = |kmh| Some(Figures { speed_max_kmh: Some(kmh), ..Figures::default() });
        let german = Locale { language: Language::German, speed_unit: SpeedUnit::MetresPerSecond };
        let rows = rows(german, &[of(28.8), of(30.6)]);
        let speed = rows.iter().find(|row| row.1[0] == "8,00").unwrap();
        assert_eq!(speed.1[1], "8,50 (+0,50 m/s, +6 %)");
    }

    #[test]
    fn the_mean_speed_and_the_lowest_heart_rate_are_told_as_their_likes() {
        let of = |kmh, bpm| {
            Some(Figures {
                speed_avg_kmh: Some(kmh),
                heart_rate_min_bpm: Some(bpm),
                ..Figures::default()
            })
        };
        let rows = rows(EN, &[of(6.0, 90.0), of(6.6, 81.0)]);
        assert_eq!(row(&rows, "Avg speed"), ["6.0", "6.6 (+0.6 km/h, +10 %)"]);
        assert_eq!(row(&rows, "HR min"), ["90", "81 (−9 bpm)"]);
        let place = |label: &str| rows.iter().position(|row| row.0 == label).unwrap();
        assert_eq!(place("Avg speed"), place("Top speed") + 1);
    }

    #[test]
    fn demands_peaks_and_zones_are_there_when_any_has_them() {
        let peak = |length_ms, amount| PeakDemand {
            length_ms,
            distance_m: Some(Peak { from_ms: 0, amount }),
            high_speed_m: None,
            heart_rate_bpm: None,
        };
        let of = |sprint_efforts, peaks, in_zone_ms| {
            let zone = |in_zone_ms| HeartRateZone {
                index: 5,
                lower_bpm: None,
                upper_bpm: None,
                in_zone_ms,
            };
            Some(Figures {
                demands: Some(Demands { sprint_efforts, peaks, ..Demands::default() }),
                heart_rate_zones: vec![zone(in_zone_ms)],
                ..Figures::default()
            })
        };
        let each = [
            of(Some(4), vec![peak(60_000, 150.0)], 60_000),
            of(Some(6), vec![peak(60_000, 180.0), peak(300_000, 600.0)], 90_000),
        ];
        let rows = rows(EN, &each);
        assert_eq!(row(&rows, "Sprint efforts"), ["4", "6 (+2, +50 %)"]);
        assert_eq!(row(&rows, "Distance, 1 min"), ["150", "180 (+30 m/min, +20 %)"]);
        assert_eq!(row(&rows, "Distance, 5 min"), ["–", "120"]);
        assert_eq!(row(&rows, "Zone 5"), ["1:00", "1:30 (+0:30, +50 %)"]);
        let none = [Some(Figures::default()), Some(Figures::default())];
        let titles: Vec<_> = groups(EN, &none).iter().map(|group| group.title).collect();
        assert_eq!(titles, [EN.texts().session.figures]);
    }
}

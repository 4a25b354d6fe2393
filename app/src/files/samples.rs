//! The rows of a recording's samples.

use chrono::NaiveDateTime;

use super::{Cell, head};
use crate::{format, model::Channel, preferences::Locale};

/// What can be in a row of samples. Times between beats come without instants, so that no row has them.
pub const SAMPLES: [Channel; 9] = [
    Channel::HeartRate,
    Channel::Speed,
    Channel::ForwardAcceleration,
    Channel::Distance,
    Channel::Cadence,
    Channel::Altitude,
    Channel::Power,
    Channel::Latitude,
    Channel::Longitude,
];

/// The heads of the columns: the time of day at the venue, the seconds since the team's recording started, and each of
/// the channels with its unit.
pub fn sample_heads(locale: Locale, channels: &[Channel]) -> Vec<String> {
    let texts = locale.texts();
    let times = [texts.file_heads.local_time.to_owned(), head(texts.file_heads.since_start, "s")];
    let channels = channels.iter().map(|channel| {
        head(texts.kinds.channel(*channel), texts.kinds.unit(*channel, locale.speed_unit))
    });
    times.into_iter().chain(channels).collect()
}

/// A row: when, in ms of the session clock whose zero was at this wall time, and what was measured of each channel, in the
/// unit in which it travels.
pub fn sample_row(
    locale: Locale,
    recorded_from: Option<NaiveDateTime>,
    at_ms: i32,
    values: impl IntoIterator<Item = (Channel, Option<f64>)>,
) -> Vec<Cell> {
    let wall = format::wall(recorded_from, at_ms);
    let time = wall
        .map(|at| format!("{}.{:03}", format::machine(at), at.and_utc().timestamp_subsec_millis()));
    let values = values.into_iter().map(|(channel, value)| {
        let factor = if channel == Channel::Speed { locale.speed_unit.per_kmh() } else { 1.0 };
        Cell::number(value.map(|value| value * factor))
    });
    [Cell::text(time), Cell::Number(f64::from(at_ms) / 1_000.0)].into_iter().chain(values).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preferences::{Language, SpeedUnit};

    #[test]
    fn a_row_is_in_the_units_of_its_heads() {
        let locale = Locale { language: Language::English, speed_unit: SpeedUnit::MetresPerSecond };
        let channels = [Channel::Speed, Channel::HeartRate];
        assert_eq!(
            sample_heads(locale, &channels),
            [
                "Local time",
                "Since the start of the recording (s)",
                "Speed (m/s)",
                "Heart rate (bpm)"
            ]
        );
        let from = "2025-09-14T17:58:20".parse().ok();
        let values = [(Channel::Speed, Some(36.0)), (Channel::HeartRate, None)];
        assert_eq!(
            sample_row(locale, from, 100_100, values),
            [
                Cell::Text("2025-09-14T18:00:00.100".to_owned()),
                Cell::Number(100.1),
                Cell::Number(10.0),
                Cell::Nothing,
            ]
        );
        assert_eq!(sample_row(locale, None, 0, [])[0], Cell::Nothing);
    }
}

//! Durations as the API writes them.

use serde::{Serialize, Serializer};

use crate::{
    recording::write::digits,
    season::plan::{SECOND, Tick},
};

const MINUTE: Tick = 60 * SECOND;
const HOUR: Tick = 60 * MINUTE;

/// An ISO 8601 duration such as `PT0S`, `PT4.2S` or `PT1H0.1S`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct IsoDuration(pub(crate) Tick);

impl Serialize for IsoDuration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = Vec::new();
        write(&mut text, self.0);
        serializer.serialize_str(&String::from_utf8_lossy(&text))
    }
}

/// Appends a duration, as short as ISO 8601 allows.
pub(crate) fn write(out: &mut Vec<u8>, duration: Tick) {
    out.extend(b"PT");
    let mut part = |number: Tick, unit: u8| {
        if number > 0 {
            digits(out, u64::from(number));
            out.push(unit);
        }
    };
    part(duration / HOUR, b'H');
    part(duration % HOUR / MINUTE, b'M');
    let seconds = duration % MINUTE;
    if seconds > 0 || duration == 0 {
        digits(out, u64::from(seconds / SECOND));
        if !seconds.is_multiple_of(SECOND) {
            out.push(b'.');
            digits(out, u64::from(seconds % SECOND));
        }
        out.push(b'S');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_as_short_as_iso_allows() {
        for (ticks, expected) in [
            (0, "PT0S"),
            (1, "PT0.1S"),
            (40, "PT4S"),
            (599, "PT59.9S"),
            (600, "PT1M"),
            (601, "PT1M0.1S"),
            (36_000, "PT1H"),
            (36_610, "PT1H1M1S"),
            (Tick::MAX, "PT119304H38M49.5S"),
        ] {
            assert_eq!(serde_json::to_value(IsoDuration(ticks)).unwrap(), expected);
        }
    }
}

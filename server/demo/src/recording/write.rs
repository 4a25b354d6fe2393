//! Samples as JSON: `trainingSessionSamples` in the documentation.
//!
//! A match has 80,000 rows and 700,000 values, so they are written straight from the columns into
//! the body. All numbers are kept in the decimals that are printed, which makes that simple.

use std::io::Write as _;

use crate::{
    iso_duration,
    season::{
        clubs::Edition,
        plan::{SECOND, Tick},
    },
};

use super::{Beat, Motion, Recording};

/// What can be asked for. `time` comes with everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Channel {
    Distance,
    HeartRate,
    Speed,
    Cadence,
    Location,
    Altitude,
    ForwardAcceleration,
    /// Cannot be asked for by name: it comes with all the others.
    Power,
}

/// The fields in the order of the documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Time,
    Distance,
    HeartRate,
    Speed,
    Cadence,
    Latitude,
    Longitude,
    Altitude,
    ForwardAcceleration,
    Power,
}

impl Field {
    const ALL: [Self; 10] = [
        Self::Time,
        Self::Distance,
        Self::HeartRate,
        Self::Speed,
        Self::Cadence,
        Self::Latitude,
        Self::Longitude,
        Self::Altitude,
        Self::ForwardAcceleration,
        Self::Power,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Distance => "distance",
            Self::HeartRate => "hr",
            Self::Speed => "speed",
            Self::Cadence => "cadence",
            Self::Latitude => "lat",
            Self::Longitude => "lon",
            Self::Altitude => "altitude",
            Self::ForwardAcceleration => "forward_acceleration",
            Self::Power => "power",
        }
    }

    fn channel(self) -> Option<Channel> {
        match self {
            Self::Time => None,
            Self::Distance => Some(Channel::Distance),
            Self::HeartRate => Some(Channel::HeartRate),
            Self::Speed => Some(Channel::Speed),
            Self::Cadence => Some(Channel::Cadence),
            Self::Latitude | Self::Longitude => Some(Channel::Location),
            Self::Altitude => Some(Channel::Altitude),
            Self::ForwardAcceleration => Some(Channel::ForwardAcceleration),
            Self::Power => Some(Channel::Power),
        }
    }
}

/// The samples of a recording, cut down to what was asked for.
pub(crate) struct Samples<'a> {
    recording: &'a Recording,
    edition: Edition,
    fields: Vec<Field>,
}

/// How far a row departs from the list of fields. Real rows do now and then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raggedness {
    AsListed,
    WithoutTrailingNulls,
    OneMore,
}

impl<'a> Samples<'a> {
    /// A gym has no place and no speed: those fields are left out there.
    pub(crate) fn new(recording: &'a Recording, edition: Edition, asked: &[Channel]) -> Self {
        let recorded = |field: &Field| match (field, &recording.motion) {
            (Field::Time | Field::HeartRate, _) => true,
            (Field::Power, Some(motion)) => motion.power_w.is_some(),
            (_, motion) => motion.is_some(),
        };
        let fields = Field::ALL
            .into_iter()
            .filter(|field| field.channel().is_none_or(|channel| asked.contains(&channel)))
            .filter(recorded)
            .collect();
        Self { recording, edition, fields }
    }

    /// Appends `{"fields":[…],"values":[…]}`.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend(b"{\"fields\":[");
        for (index, field) in self.fields.iter().enumerate() {
            separate(out, index);
            out.push(b'"');
            out.extend(field.name().as_bytes());
            out.push(b'"');
        }
        out.extend(b"],\"values\":[");
        // Rows that would hold nothing but their time are not sent.
        if self.fields.len() > 1 {
            for (index, tick) in self.recording.rows().enumerate() {
                separate(out, index);
                self.row(out, tick);
            }
        }
        out.extend(b"]}");
    }

    fn row(&self, out: &mut Vec<u8>, tick: Tick) {
        out.push(b'[');
        let mut end_of_last_value = out.len();
        for (index, field) in self.fields.iter().enumerate() {
            separate(out, index);
            if self.value(out, *field, tick).is_some() {
                end_of_last_value = out.len();
            } else {
                out.extend(b"null");
            }
        }
        match self.raggedness(tick) {
            Raggedness::AsListed => {}
            Raggedness::WithoutTrailingNulls => out.truncate(end_of_last_value),
            Raggedness::OneMore => out.extend(b",0"),
        }
        out.push(b']');
    }

    fn raggedness(&self, tick: Tick) -> Raggedness {
        let mixed = tick.wrapping_mul(0x9e37_79b1) >> 16;
        match (mixed % 2_048, self.edition) {
            (0..64, _) => Raggedness::WithoutTrailingNulls,
            (64, Edition::Later) => Raggedness::OneMore,
            _ => Raggedness::AsListed,
        }
    }

    /// Appends one value; none if there is none at this instant.
    fn value(&self, out: &mut Vec<u8>, field: Field, tick: Tick) -> Option<()> {
        let second = tick.is_multiple_of(SECOND).then_some((tick / SECOND) as usize);
        match field {
            Field::Time => {
                out.push(b'"');
                iso_duration::write(out, tick);
                out.push(b'"');
            }
            Field::HeartRate => self.whole(out, u32::from(self.recording.heart_rate[second?]?)),
            _ => self.motion_value(out, self.recording.motion.as_ref()?, field, tick, second)?,
        }
        Some(())
    }

    fn motion_value(
        &self,
        out: &mut Vec<u8>,
        motion: &Motion,
        field: Field,
        tick: Tick,
        second: Option<usize>,
    ) -> Option<()> {
        let at = tick as usize;
        match field {
            Field::Time | Field::HeartRate => return None,
            Field::Distance => decimal(out, i64::from(motion.distance_cm[at]), 2),
            Field::Speed => decimal(out, i64::from(motion.speed[at]), 2),
            Field::ForwardAcceleration => decimal(out, i64::from(motion.acceleration[at]?), 2),
            Field::Cadence => self.whole(out, u32::from(motion.cadence[second?])),
            Field::Latitude => degrees(out, motion.position[second?].0),
            Field::Longitude => degrees(out, motion.position[second?].1),
            Field::Altitude => {
                decimal(out, i64::from(motion.altitude_dm.as_ref()?[second?]), 1);
            }
            Field::Power => digits(out, u64::from(motion.power_w.as_ref()?[second?])),
        }
        Some(())
    }

    /// The editions differ in whether whole numbers show a fraction.
    fn whole(&self, out: &mut Vec<u8>, number: u32) {
        digits(out, u64::from(number));
        if self.edition == Edition::Later {
            out.extend(b".0");
        }
    }
}

/// Appends the intervals between beats in milliseconds: `rr_intervals`.
pub(crate) fn write_intervals(beats: &[Beat], out: &mut Vec<u8>) {
    out.push(b'[');
    for (index, beat) in beats.iter().enumerate() {
        separate(out, index);
        match beat.rr_ms {
            Some(interval_ms) => digits(out, u64::from(interval_ms)),
            None => out.extend(b"null"),
        }
    }
    out.push(b']');
}

fn separate(out: &mut Vec<u8>, index: usize) {
    if index > 0 {
        out.push(b',');
    }
}

/// Single precision printed as double, as the service does.
fn degrees(out: &mut Vec<u8>, degrees: f32) {
    let _ = write!(out, "{:?}", f64::from(degrees));
}

/// A number that is kept in units of its last decimal, without zeros at its end but the first.
fn decimal(out: &mut Vec<u8>, mut number: i64, mut decimals: u32) {
    while decimals > 1 && number % 10 == 0 {
        number /= 10;
        decimals -= 1;
    }
    if number < 0 {
        out.push(b'-');
    }
    let unit = 10_u64.pow(decimals);
    let magnitude = number.unsigned_abs();
    digits(out, magnitude / unit);
    out.push(b'.');
    let mut rest = magnitude % unit;
    let mut place = unit / 10;
    while place > 0 {
        out.push(b'0' + (rest / place) as u8);
        rest %= place;
        place /= 10;
    }
}

/// A whole number.
pub(crate) fn digits(out: &mut Vec<u8>, number: u64) {
    let mut power = 1;
    while number / power >= 10 {
        power *= 10;
    }
    while power > 0 {
        out.push(b'0' + (number / power % 10) as u8);
        power /= 10;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_look_like_those_of_the_service() {
        assert_eq!(text(|out| decimal(out, 0, 2)), "0.0");
        assert_eq!(text(|out| decimal(out, -4, 2)), "-0.04");
        assert_eq!(text(|out| decimal(out, 1_230, 2)), "12.3");
        assert_eq!(text(|out| degrees(out, 55.673_367)), "55.67336654663086");
        assert_eq!(text(|out| digits(out, 0)), "0");
    }

    proptest! {
        #[test]
        fn decimals_read_back_exactly(number in -10_000_000_i64..10_000_000) {
            let text = text(|out| decimal(out, number, 2));
            prop_assert_eq!(text, format!("{:?}", number as f64 / 100.0));
        }
    }
}

//! What a chart draws: lines of several channels over one window, and their forms on the wire.

mod bits;
mod json;
mod wire;

use base64::prelude::{BASE64_STANDARD_NO_PAD, Engine};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

pub use json::FrameJson;
pub use wire::FrameError;

use super::{Channel, Window};

/// The lines of several channels over one window, reduced for a certain width.
///
/// It has three forms outside the program: compact bytes ([`Frame::encode`]), the same bytes as base64 text where
/// serde wants text (the data of a page), and JSON for people's own scripts ([`Frame::json`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The window that the lines cover; each may reach one point beyond it on either side.
    pub window: Window,
    /// Of how much time up to four points are kept: the first, the smallest, the largest and the last one. Such buckets
    /// begin at multiples of it on the session clock, in ms.
    pub bucket_ms: u32,
    /// Which state of the recording and of its session the lines are of: another number after each change; 0 when
    /// nobody can tell, and then the same question may have another answer next time.
    pub state: i64,
    /// One for each channel that was asked for and recorded, in the order asked for.
    pub lanes: Vec<Lane>,
}

/// One channel's lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Which channel.
    pub channel: Channel,
    /// Unbroken stretches; between two of them nothing was measured.
    pub lines: Vec<Line>,
}

/// Points to be joined, in order of time.
pub type Line = Vec<Point>;

/// One value at one instant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The instant on the session clock, in ms.
    pub at_ms: i32,
    /// The value in the channel's unit, rounded to the channel's decimals.
    pub value: f64,
}

/// A measured value that cannot be true: an error of the sensor.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spike {
    /// Of which channel.
    pub channel: Channel,
    /// When, on the session clock, in ms.
    pub at_ms: i32,
    /// The value in the channel's unit.
    pub value: f64,
}

impl Frame {
    /// The lines of a channel, if it is among them.
    pub fn lane(&self, channel: Channel) -> Option<&Lane> {
        self.lanes.iter().find(|lane| lane.channel == channel)
    }

    /// All of it so much later, in ms. Its buckets begin at multiples of their length no more, so it is not for the
    /// wire.
    #[must_use]
    pub fn shifted(mut self, by_ms: i32) -> Self {
        let ends = [&mut self.window.from_ms, &mut self.window.to_ms];
        let points = self.lanes.iter_mut().flat_map(|lane| &mut lane.lines).flatten();
        for at_ms in ends.into_iter().chain(points.map(|point| &mut point.at_ms)) {
            *at_ms = at_ms.saturating_add(by_ms);
        }
        self
    }

    /// The media type of the compact form.
    pub const MEDIA_TYPE: &'static str = "application/vnd.touchline.frame";

    /// The compact form: about a byte a point. Values are rounded to their channel's decimals. Where a bucket holds more
    /// than is kept of it, its points come back in order and evenly spread over it.
    pub fn encode(&self) -> Vec<u8> {
        wire::encode(self)
    }

    /// The frame of its compact form. Bytes from anywhere are safe: what is read is never larger than a small
    /// multiple of `bytes`.
    pub fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        wire::decode(bytes)
    }

    /// What an address has to name so that its answer never changes: the compact form's version, and the state of the
    /// recording. `None` when that is not known.
    pub fn edition(&self) -> Option<String> {
        (self.state != 0).then(|| format!("{}-{}", wire::VERSION, self.state))
    }

    /// A view of the frame that serialises as plain JSON.
    pub fn json(&self) -> FrameJson<'_> {
        FrameJson::of(self)
    }
}

impl Serialize for Frame {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64_STANDARD_NO_PAD.encode(self.encode()))
    }
}

impl<'de> Deserialize<'de> for Frame {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = BASE64_STANDARD_NO_PAD.decode(text).map_err(D::Error::custom)?;
        Self::decode(&bytes).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Frame {
        let point = |at_ms, value| Point { at_ms, value };
        Frame {
            window: Window { from_ms: -1_000, to_ms: 60_000 },
            bucket_ms: 100,
            state: 1_763_320_000_000,
            lanes: vec![
                Lane {
                    channel: Channel::HeartRate,
                    lines: vec![
                        vec![point(-900, 92.0), point(100, 93.0)],
                        vec![point(30_000, 151.0)],
                    ],
                },
                Lane { channel: Channel::Latitude, lines: vec![vec![point(0, 69.649_208)]] },
                Lane { channel: Channel::Speed, lines: Vec::new() },
            ],
        }
    }

    #[test]
    fn all_of_it_can_be_moved() {
        let moved = frame().shifted(1_000);
        assert_eq!(moved.window, Window { from_ms: 0, to_ms: 61_000 });
        let instants: Vec<i32> =
            moved.lanes[0].lines.iter().flatten().map(|point| point.at_ms).collect();
        assert_eq!(instants, [100, 1_100, 31_000]);
        assert_eq!(moved.shifted(-1_000), frame());
    }

    #[test]
    fn inside_a_page_it_is_a_short_text() {
        let text = serde_json::to_string(&frame()).unwrap();
        assert!(text.starts_with('"') && text.len() < 110, "{text}");
        assert_eq!(serde_json::from_str::<Frame>(&text).unwrap(), frame());
        assert!(serde_json::from_str::<Frame>("\"AAAA\"").is_err());
        assert!(serde_json::from_str::<Frame>("\"not base64!\"").is_err());
    }

    #[test]
    fn for_scripts_it_is_plain_json_with_units() {
        assert_eq!(
            serde_json::to_value(frame().json()).unwrap(),
            serde_json::json!({
                "from_ms": -1_000,
                "to_ms": 60_000,
                "channels": [
                    {"channel": "hr", "unit": "bpm", "lines": [[[-900, 92.0], [100, 93.0]], [[30_000, 151.0]]]},
                    {"channel": "lat", "unit": "°", "lines": [[[0, 69.649_208]]]},
                    {"channel": "speed", "unit": "km/h", "lines": []},
                ],
            })
        );
    }
}

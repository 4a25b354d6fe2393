//! A recording with its samples, read without keeping a document of them.

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeSeed, IntoDeserializer, MapAccess};
use series::{Recording, json, rr};

use crate::model::PlayerSessionDetails;

/// A player's recording with its samples.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedSession {
    /// What the API says about it.
    pub details: PlayerSessionDetails,
    /// What was measured, heartbeats included. Empty for what was not asked for or not recorded.
    pub recording: Recording,
}

impl RecordedSession {
    /// In the answer samples and heartbeats stand between the details, so all of them are read in one pass: the two
    /// big ones go to their own readers, the rest to that of the details.
    pub(super) fn read(json: &mut json::Json<'_>) -> Result<Self, json::Stop> {
        let mut recording = Recording::default();
        let mut rr_intervals_ms = Vec::new();
        let mut details = PlayerSessionDetails::default();
        if let Some(members) = json.members("a player's session")? {
            let rest = DetailsOnly { members, recording: &mut recording, rr: &mut rr_intervals_ms };
            details = PlayerSessionDetails::deserialize(MapAccessDeserializer::new(rest))?;
        }
        recording.rr_intervals_ms = rr_intervals_ms;
        Ok(Self { details, recording })
    }
}

/// An object without the members for samples and heartbeats, which it puts aside.
struct DetailsOnly<'a, 'r> {
    members: json::Items<'a, 'r>,
    recording: &'a mut Recording,
    rr: &'a mut Vec<Option<u16>>,
}

impl<'de> MapAccess<'de> for DetailsOnly<'_, '_> {
    type Error = json::Stop;

    fn next_key_seed<K>(&mut self, seed: K) -> Result<Option<K::Value>, json::Stop>
    where
        K: DeserializeSeed<'de>,
    {
        while let Some(name) = self.members.name()? {
            match name.as_str() {
                "samples" => *self.recording = Recording::read(self.members.value()?)?,
                "rr_intervals" => *self.rr = rr::deserialize(self.members.value()?)?,
                _ => return seed.deserialize(name.into_deserializer()).map(Some),
            }
        }
        Ok(None)
    }

    fn next_value_seed<V>(&mut self, seed: V) -> Result<V::Value, json::Stop>
    where
        V: DeserializeSeed<'de>,
    {
        seed.deserialize(self.members.value()?)
    }
}

#[cfg(test)]
mod tests {
    use series::Channel;

    use super::*;

    /// The example of the documentation.
    const DOCUMENTED: &str = r#"{
        "id": "wp9DQ9ln", "type": "TEAM", "name": "Rowing", "feeling": "AWESOME,",
        "start_time": "2017-04-14T09:20:06", "duration_ms": 180000,
        "samples": {
            "fields": ["time", "distance", "hr", "speed", "cadence", "lat", "lon", "altitude", "forward_acceleration"],
            "values": [
                ["PT0S", 0, 94, 0, 0, 55.67336654663086, 12.49395084381104, null, 0],
                ["PT0.1S", 0, null, 0, null, null, null, null, 0.04],
                ["PT0.2S", 0, null, 0, null, null, null, null, -0.02]
            ]
        },
        "rr_intervals": [485, 483, null, 800],
        "sport": "SOCCER", "unknown": {"deep": [1, 2, {"x": null}]}, "product": "Polar Pro"
    }"#;

    fn read(json: &str) -> RecordedSession {
        json::read(&mut json.as_bytes(), RecordedSession::read)
            .unwrap_or_else(|error| panic!("{json}: {error}"))
    }

    fn values(session: &RecordedSession, channel: Channel) -> Vec<(i32, f64)> {
        session.recording.column(channel).map_or_else(Vec::new, |column| column.iter().collect())
    }

    #[test]
    fn the_documented_example_is_read() {
        let session = read(DOCUMENTED);
        assert_eq!(session.details.id.as_deref(), Some("wp9DQ9ln"));
        assert_eq!(session.details.product.as_deref(), Some("Polar Pro"));
        assert_eq!(session.details.duration_ms, Some(180_000));
        assert_eq!(values(&session, Channel::HeartRate), [(0, 94.0)]);
        assert_eq!(
            values(&session, Channel::ForwardAcceleration),
            [(0, 0.0), (100, 0.04), (200, -0.02)]
        );
        assert_eq!(session.recording.column(Channel::Altitude), None);
        assert_eq!(session.recording.rr_intervals_ms, [Some(485), Some(483), None, Some(800)]);
    }

    #[test]
    fn heartbeats_may_come_before_the_samples_or_alone() {
        let before =
            read(r#"{"rr_intervals": [485], "samples": {"fields": ["hr"], "values": [[90]]}}"#);
        assert_eq!(before.recording.rr_intervals_ms, [Some(485)]);
        assert_eq!(values(&before, Channel::HeartRate), [(0, 90.0)]);
        assert_eq!(read(r#"{"rr_intervals": [485]}"#).recording.rr_intervals_ms, [Some(485)]);
    }

    #[test]
    fn rows_may_be_ragged() {
        let session = read(
            r#"{"samples": {"fields": ["time", "speed", "power"], "values": [
                ["PT0S", 1.5], ["PT0.1S", 2.5, 125, 7, "x"], [], ["PT0.3S"]
            ]}}"#,
        );
        assert_eq!(values(&session, Channel::Speed), [(0, 1.5), (100, 2.5)]);
        assert_eq!(values(&session, Channel::Power), [(100, 125.0)]);
    }

    #[test]
    fn without_samples_the_recording_is_empty() {
        for json in ["{}", r#"{"samples": null, "rr_intervals": null}"#] {
            assert_eq!(read(json).recording, Recording::default());
        }
    }
}

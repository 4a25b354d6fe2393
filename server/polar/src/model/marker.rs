//! What a coach marked in a session.

use std::ops::RangeInclusive;

use chrono::NaiveDateTime;
use serde::Deserialize;

use super::{MarkerType, tolerant};
use crate::{LocalStamp, utc_to_local};

/// A named part or instant of a session.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Marker {
    /// What it marks.
    #[serde(deserialize_with = "tolerant::word")]
    pub marker_type: Option<MarkerType>,
    /// Its name.
    #[serde(deserialize_with = "tolerant::text")]
    pub name: Option<String>,
    /// What the coach wrote about it.
    #[serde(deserialize_with = "tolerant::text")]
    pub note: Option<String>,
    /// Where it starts, as it was sent: a `Z` may not be meant, so use [`place_markers`].
    #[serde(deserialize_with = "tolerant::stamp")]
    pub start_time: Option<LocalStamp>,
    /// Where it ends; the start for an instant.
    #[serde(deserialize_with = "tolerant::stamp")]
    pub end_time: Option<LocalStamp>,
}

/// A marker on the venue's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedMarker {
    /// Where it starts, inside the recording.
    pub start: NaiveDateTime,
    /// Where it ends, never before the start.
    pub end: NaiveDateTime,
}

/// Where each marker of a session is on the venue's clock; `None` for one that is not inside `recording` (which is
/// venue-local, too).
///
/// Stamps that carry an offset are wall time in one session and true instants in another. They are read in the way in
/// which more markers fall inside the recording, as wall time if both ways are as good. This is decided for the whole
/// session: in a long one, the wrong reading of a single marker can fall inside by chance. As instants they can only
/// be read when the venue's offset is known (`timezone_offset_min`, see
/// [`PlayerSession`](super::PlayerSession::timezone_offset_min)).
pub fn place_markers(
    markers: &[Marker],
    recording: &RangeInclusive<NaiveDateTime>,
    timezone_offset_min: Option<i32>,
) -> Vec<Option<PlacedMarker>> {
    let wall_time = |stamp: LocalStamp| Some(stamp.wall);
    let instant = |stamp: LocalStamp| match stamp.offset {
        Some(_) => utc_to_local(stamp.as_utc(), timezone_offset_min?),
        None => Some(stamp.wall),
    };
    let as_wall_time = place(markers, recording, wall_time);
    let as_instants = place(markers, recording, instant);
    let inside = |placed: &[Option<PlacedMarker>]| placed.iter().flatten().count();
    if inside(&as_instants) > inside(&as_wall_time) { as_instants } else { as_wall_time }
}

fn place(
    markers: &[Marker],
    recording: &RangeInclusive<NaiveDateTime>,
    read: impl Fn(LocalStamp) -> Option<NaiveDateTime>,
) -> Vec<Option<PlacedMarker>> {
    let place_one = |marker: &Marker| {
        let start = read(marker.start_time?).filter(|start| recording.contains(start))?;
        let end = marker.end_time.and_then(&read).unwrap_or(start);
        Some(PlacedMarker { start, end: end.max(start) })
    };
    markers.iter().map(place_one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wall(text: &str) -> NaiveDateTime {
        LocalStamp::parse(&format!("2017-04-14T{text}")).unwrap().wall
    }

    fn marker(start: &str, end: &str) -> Marker {
        let stamp = |text: &str| LocalStamp::parse(&format!("2017-04-14T{text}"));
        Marker { start_time: stamp(start), end_time: stamp(end), ..Marker::default() }
    }

    fn placed(start: &str, end: &str) -> PlacedMarker {
        PlacedMarker { start: wall(start), end: wall(end) }
    }

    /// In Copenhagen in summer.
    const OFFSET: Option<i32> = Some(120);

    #[test]
    fn a_stamp_is_read_as_what_falls_inside_the_recording() {
        let recording = wall("09:17:22")..=wall("09:56:47");
        let expected = placed("09:20:00", "09:30:00.500");
        for (start, end) in [
            ("09:20:00", "09:30:00.500"),
            ("09:20:00Z", "09:30:00.500Z"),
            ("07:20:00Z", "07:30:00.500Z"),
            ("03:20:00-04:00", "03:30:00.500-04:00"),
        ] {
            let markers = [marker(start, end)];
            assert_eq!(place_markers(&markers, &recording, OFFSET), [Some(expected)], "{start}");
        }
    }

    #[test]
    fn the_clock_is_chosen_for_the_whole_session() {
        // Two hours and a half. Read as wall time, the second of these true instants falls inside by chance.
        let recording = wall("09:00:00")..=wall("11:30:00");
        let markers = [marker("07:05:00Z", "07:50:00Z"), marker("09:10:00Z", "09:20:00Z")];
        assert_eq!(
            place_markers(&markers, &recording, OFFSET),
            [Some(placed("09:05:00", "09:50:00")), Some(placed("11:10:00", "11:20:00"))]
        );
        // As good either way.
        assert_eq!(
            place_markers(&markers[1..], &recording, OFFSET),
            [Some(placed("09:10:00", "09:20:00"))]
        );
    }

    #[test]
    fn stamps_without_an_offset_are_wall_time_among_instants() {
        let recording = wall("09:17:22")..=wall("09:56:47");
        let markers = [marker("07:20:00Z", "07:21:00Z"), marker("09:30:00", "09:31:00")];
        assert_eq!(
            place_markers(&markers, &recording, OFFSET),
            [Some(placed("09:20:00", "09:21:00")), Some(placed("09:30:00", "09:31:00"))]
        );
    }

    #[test]
    fn the_ends_of_the_recording_belong_to_it() {
        let recording = wall("09:17:22")..=wall("09:56:47");
        let markers = [marker("09:17:22", ""), marker("09:56:47", ""), marker("09:56:48", "")];
        assert_eq!(
            place_markers(&markers, &recording, None),
            [Some(placed("09:17:22", "09:17:22")), Some(placed("09:56:47", "09:56:47")), None]
        );
    }

    #[test]
    fn an_end_is_never_before_its_start() {
        let recording = wall("09:17:22")..=wall("09:56:47");
        let backwards = [marker("09:20:00", "09:19:00")];
        assert_eq!(
            place_markers(&backwards, &recording, None),
            [Some(placed("09:20:00", "09:20:00"))]
        );
    }

    #[test]
    fn what_cannot_be_placed_is_none() {
        let recording = wall("09:17:22")..=wall("09:56:47");
        let instant = [marker("07:20:00Z", "07:30:00Z")];
        assert_eq!(place_markers(&instant, &recording, None), [None]);
        assert_eq!(place_markers(&[Marker::default()], &recording, OFFSET), [None]);
        assert_eq!(place_markers(&[], &recording, OFFSET), []);
    }
}

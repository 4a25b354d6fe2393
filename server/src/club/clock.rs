//! The session clock: milliseconds since the team's recording started, the same for every player.

use app::model::{Marker, MarkerKind, Timeline, Window};
use chrono::NaiveDateTime;

use crate::store;

/// A session's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SessionClock {
    /// The venue's wall time at 0.
    zero: NaiveDateTime,
}

impl SessionClock {
    /// The clock of a session; `None` when Polar does not say when it was.
    pub(super) fn of(session: &store::TrainingSession) -> Option<Self> {
        session.zero().map(|zero| Self { zero })
    }

    /// What the clock shows at a wall time.
    pub(super) fn at_ms(self, wall: NaiveDateTime) -> i32 {
        let ms = (wall - self.zero).num_milliseconds();
        i32::try_from(ms).unwrap_or(if ms < 0 { i32::MIN } else { i32::MAX })
    }
}

/// When what happened in a session; `None` when Polar does not say from when to when it was.
pub(super) fn timeline(
    session: &store::TrainingSession,
    markers: &[store::Marker],
) -> Option<Timeline> {
    let clock = SessionClock::of(session)?;
    let recording = Window::new(0, clock.at_ms(*session.recorded()?.end()))?;
    let trimmed = session
        .start
        .zip(session.end)
        .and_then(|(start, end)| Window::new(clock.at_ms(start), clock.at_ms(end)))
        .unwrap_or(recording);
    let mut markers: Vec<Marker> = markers.iter().map(|marker| on_clock(clock, marker)).collect();
    markers.sort_by_key(|marker| marker.start_ms);
    Some(Timeline { recording, trimmed, markers })
}

fn on_clock(clock: SessionClock, marker: &store::Marker) -> Marker {
    let kind = match marker.kind.as_deref() {
        Some("PHASE") => MarkerKind::Phase,
        Some("RECOVERY") => MarkerKind::Recovery,
        Some("NOTE") | None => MarkerKind::Note,
        Some(other) => MarkerKind::Unknown(other.to_owned()),
    };
    Marker {
        kind,
        name: marker.name.clone(),
        note: marker.note.clone(),
        start_ms: clock.at_ms(marker.start),
        end_ms: clock.at_ms(marker.end),
    }
}

/// Where a player's recording lies on the session clock. Its columns have a clock of their own, which started when
/// the player's sensor did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Placement {
    offset_ms: i32,
}

impl Placement {
    /// The placement of a recording; one whose start is not known started with the team's.
    pub(super) fn of(session: &store::TrainingSession, recording: &store::Recording) -> Self {
        let offset_ms = SessionClock::of(session)
            .zip(recording.start)
            .map_or(0, |(clock, start)| clock.at_ms(start));
        Self { offset_ms }
    }

    /// An instant of the recording's clock on the session clock.
    pub(super) fn to_session_ms(self, recording_ms: i32) -> i32 {
        recording_ms.saturating_add(self.offset_ms)
    }

    /// An instant of the session clock on the recording's clock.
    pub(super) fn to_recording_ms(self, session_ms: i32) -> i32 {
        session_ms.saturating_sub(self.offset_ms)
    }

    /// A window of the session clock on the recording's clock.
    pub(super) fn to_recording(self, window: Window) -> std::ops::Range<i32> {
        self.to_recording_ms(window.from_ms)..self.to_recording_ms(window.to_ms)
    }
}

#[cfg(test)]
mod tests {
    use app::model::PlayerSessionId;
    use chrono::{NaiveDate, TimeDelta};

    use super::*;

    fn at(hour: u32, minute: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 6, 1).unwrap().and_hms_opt(hour, minute, 0).unwrap()
    }

    fn session() -> store::TrainingSession {
        store::TrainingSession {
            id: "s".into(),
            team_id: "t".into(),
            name: None,
            session_type: None,
            note: None,
            sport: None,
            arena: None,
            record_start: Some(at(10, 0)),
            record_end: Some(at(12, 0)),
            start: Some(at(10, 5)),
            end: Some(at(11, 50)),
            modified: None,
            details: None,
        }
    }

    fn marker(kind: Option<&str>, start: NaiveDateTime) -> store::Marker {
        let end = start + TimeDelta::milliseconds(1_500);
        store::Marker { kind: kind.map(str::to_owned), name: None, note: None, start, end }
    }

    const MINUTE_MS: i32 = 60_000;

    #[test]
    fn zero_is_the_start_of_the_recording() {
        let timeline = timeline(&session(), &[]).unwrap();
        assert_eq!(timeline.recording, Window { from_ms: 0, to_ms: 120 * MINUTE_MS });
        assert_eq!(timeline.trimmed, Window { from_ms: 5 * MINUTE_MS, to_ms: 110 * MINUTE_MS });
    }

    #[test]
    fn the_trimmed_session_stands_in_for_a_recording_that_polar_does_not_tell() {
        let timeline = timeline(
            &store::TrainingSession { record_start: None, record_end: None, ..session() },
            &[],
        )
        .unwrap();
        assert_eq!(timeline.recording, Window { from_ms: 0, to_ms: 105 * MINUTE_MS });
        assert_eq!(timeline.trimmed, timeline.recording);
    }

    #[test]
    fn a_session_is_its_recording_when_nothing_was_trimmed_or_the_trim_makes_no_sense() {
        for (start, end) in
            [(None, None), (Some(at(10, 5)), None), (Some(at(11, 0)), Some(at(10, 0)))]
        {
            let timeline =
                timeline(&store::TrainingSession { start, end, ..session() }, &[]).unwrap();
            assert_eq!(timeline.trimmed, timeline.recording);
        }
    }

    #[test]
    fn without_times_there_is_no_timeline() {
        let timeless = store::TrainingSession {
            record_start: None,
            record_end: None,
            start: None,
            end: None,
            ..session()
        };
        assert_eq!(timeline(&timeless, &[]), None);
        let backwards = store::TrainingSession { record_end: Some(at(9, 0)), ..session() };
        assert_eq!(timeline(&backwards, &[]), None);
    }

    #[test]
    fn markers_are_in_order_and_of_a_known_kind_where_possible() {
        let markers = [
            marker(Some("PHASE"), at(11, 0)),
            marker(Some("HYDRATION"), at(10, 30)),
            marker(None, at(10, 20)),
            marker(Some("RECOVERY"), at(10, 40)),
        ];
        let markers = timeline(&session(), &markers).unwrap().markers;
        let kinds: Vec<_> = markers.iter().map(|marker| marker.kind.clone()).collect();
        let unknown = MarkerKind::Unknown("HYDRATION".to_owned());
        assert_eq!(kinds, [MarkerKind::Note, unknown, MarkerKind::Recovery, MarkerKind::Phase]);
        assert_eq!(
            (markers[3].start_ms, markers[3].end_ms),
            (60 * MINUTE_MS, 60 * MINUTE_MS + 1_500)
        );
    }

    fn recording(start: Option<NaiveDateTime>) -> store::Recording {
        store::Recording {
            player_session_id: PlayerSessionId::from("ps"),
            session_modified: None,
            start,
            speed_unit: None,
            dropped_rows: 0,
            channels: Vec::new(),
        }
    }

    #[test]
    fn a_player_who_started_later_or_earlier_lies_there_on_the_session_clock() {
        for (start, offset_ms) in [(at(10, 7), 7 * MINUTE_MS), (at(9, 55), -5 * MINUTE_MS)] {
            let placement = Placement::of(&session(), &recording(Some(start)));
            assert_eq!(placement.to_session_ms(100), offset_ms + 100);
            let window = Window { from_ms: offset_ms, to_ms: offset_ms + 1_000 };
            assert_eq!(placement.to_recording(window), 0..1_000);
        }
    }

    #[test]
    fn a_player_whose_start_is_not_known_started_with_the_team() {
        assert_eq!(Placement::of(&session(), &recording(None)), Placement { offset_ms: 0 });
        let timeless = store::TrainingSession { record_start: None, start: None, ..session() };
        assert_eq!(
            Placement::of(&timeless, &recording(Some(at(10, 7)))),
            Placement { offset_ms: 0 }
        );
    }

    #[test]
    fn the_ends_of_time_are_no_special_case() {
        let placement = Placement::of(&session(), &recording(Some(at(10, 7))));
        let everything = Window { from_ms: i32::MIN, to_ms: i32::MAX };
        assert_eq!(placement.to_recording(everything).start, i32::MIN);
        assert_eq!(placement.to_session_ms(i32::MAX), i32::MAX);
        let clock = SessionClock::of(&session()).unwrap();
        assert_eq!(clock.at_ms(NaiveDateTime::MAX), i32::MAX);
        assert_eq!(clock.at_ms(NaiveDateTime::MIN), i32::MIN);
    }
}

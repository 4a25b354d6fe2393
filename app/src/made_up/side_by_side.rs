//! Recordings side by side: `recording-6` in the cup tie, and `unnamed-6` in the session without a name, whose clock is
//! a minute further.

use crate::{
    model::{
        Neighbour, OtherSession, PlayerSessionId, PlayerSessionPage, RecordingBeside, SideBySide,
        SideBySidePage, Timeline, Window,
    },
    preferences::Lanes,
};

use super::season;

const LATER_MS: i32 = 60_000;

pub fn page(
    chosen: &SideBySide,
    phase: Option<String>,
    window: Option<Window>,
    lanes: Lanes,
) -> Option<SideBySidePage> {
    let pages: Vec<(PlayerSessionPage, PlayerSessionId)> = chosen
        .ids()
        .iter()
        .map(|id| Some((player_session(id, window, lanes)?, id.clone())))
        .collect::<Option<_>>()?;
    let first = pages.first()?.0.clone();
    let one_session = pages.iter().all(|(page, _)| page.head.id == first.head.id);
    let phase = phase.filter(|name| !one_session && name == "First half");
    let zero_ms = |page: &PlayerSessionPage| match (&page.timeline, &phase) {
        (Some(timeline), Some(_)) => timeline.markers.first().map_or(0, |phase| phase.start_ms),
        (Some(timeline), None) if !one_session => timeline.trimmed.from_ms,
        _ => 0,
    };
    let timeline = first.timeline.clone()?;
    let by_ms = -zero_ms(&first);
    let mut markers = timeline.markers;
    for marker in &mut markers {
        marker.start_ms += by_ms;
        marker.end_ms += by_ms;
    }
    let timeline = Timeline {
        recording: timeline.recording.shifted(by_ms)?,
        trimmed: timeline.trimmed.shifted(by_ms)?,
        markers,
    };
    let window = timeline.part(window);
    Some(SideBySidePage {
        chosen: chosen.clone(),
        recorded_from: first.head.recorded_from.filter(|_| one_session),
        phases: if one_session { Vec::new() } else { vec!["First half".to_owned()] },
        team_mates: first.next.clone().into_iter().filter(|mate| is_other(chosen, mate)).collect(),
        other_sessions: vec![OtherSession {
            session: season::sessions().pop()?,
            player_session_id: "unnamed-5".into(),
        }],
        recordings: pages
            .into_iter()
            .map(|(page, id)| {
                let offset_ms = zero_ms(&page);
                let part = page
                    .timeline
                    .as_ref()
                    .and_then(|timeline| timeline.trimmed.shifted(-offset_ms));
                RecordingBeside {
                    start: page.head.recorded_from,
                    offset_ms,
                    part,
                    summary: page.summary,
                    window_figures: page.window_figures.filter(|_| window.is_some()),
                    channels: page.channels,
                    spikes: page.spikes,
                    frame: page.frame,
                    player: page.player,
                    player_session_id: id,
                    head: page.head,
                }
            })
            .collect(),
        timeline: Some(timeline),
        phase,
        window,
        fetching: None,
    })
}

fn is_other(chosen: &SideBySide, mate: &Neighbour) -> bool {
    !chosen.ids().contains(&mate.player_session_id)
}

fn player_session(
    id: &PlayerSessionId,
    window: Option<Window>,
    lanes: Lanes,
) -> Option<PlayerSessionPage> {
    let Some(place) = id.as_str().strip_prefix("unnamed-") else {
        return season::player_session(&season::CUP_TIE.into(), id, window, lanes);
    };
    let id = PlayerSessionId(format!("recording-{place}"));
    let mut page = season::player_session(&"unnamed".into(), &id, window, lanes)?;
    let timeline = page.timeline.as_mut()?;
    timeline.trimmed = timeline.trimmed.shifted(LATER_MS)?;
    for marker in &mut timeline.markers {
        marker.start_ms += LATER_MS;
        marker.end_ms += LATER_MS;
    }
    page.frame = page.frame.map(|frame| frame.shifted(LATER_MS));
    Some(page)
}

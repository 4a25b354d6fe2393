//! When what happened in a session.

use serde::{Deserialize, Serialize};

use super::Window;

/// The parts of a session on its clock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// Everything that was recorded; starts at 0.
    pub recording: Window,
    /// The part that Polar's summaries are about.
    pub trimmed: Window,
    /// Phases, recoveries and notes, in order of their start.
    pub markers: Vec<Marker>,
}

impl Timeline {
    /// The part of the trimmed session that is asked for; `None` for the whole of it, also when what is asked for
    /// has nothing of it: an address can say anything.
    pub fn part(&self, asked: Option<Window>) -> Option<Window> {
        asked?.intersection(self.trimmed).filter(|part| *part != self.trimmed)
    }

    /// The part of a session that an address asks for, as far as its timeline is known.
    pub fn part_of(timeline: Option<&Self>, asked: Option<Window>) -> Option<Window> {
        timeline.map_or(asked, |timeline| timeline.part(asked))
    }

    /// The phases, in order, each with what it has of the trimmed session: nothing else of it is shown. Those that
    /// have nothing of it are left out.
    pub fn phases(&self) -> impl Iterator<Item = (&Marker, Window)> {
        self.markers.iter().filter_map(|marker| Some((marker, self.phase(marker)?)))
    }

    /// What a marker has of the trimmed session, when it is a phase.
    pub fn phase(&self, marker: &Marker) -> Option<Window> {
        let window = marker.window().filter(|_| marker.kind == MarkerKind::Phase)?;
        window.intersection(self.trimmed)
    }
}

/// A named part or instant of a session, set by the coach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Marker {
    /// What it marks.
    pub kind: MarkerKind,
    /// Its name, when the coach gave one.
    pub name: Option<String>,
    /// What the coach wrote about it.
    pub note: Option<String>,
    /// Where it starts, on the session clock, in ms.
    pub start_ms: i32,
    /// Where it ends, in ms; the same as the start for an instant.
    pub end_ms: i32,
}

impl Marker {
    /// The part that it covers; `None` for an instant.
    pub fn window(&self) -> Option<Window> {
        Window::new(self.start_ms, self.end_ms)
    }
}

/// What a marker marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MarkerKind {
    /// A part of the session: a half, a drill.
    Phase,
    /// A break.
    Recovery,
    /// A remark.
    Note,
    /// A kind that this version does not know, as Polar names it.
    Unknown(String),
}

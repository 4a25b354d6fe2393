//! The frames at hand. Panning and zooming never wait: what is there is drawn, details come when they come.

use std::collections::HashMap;

use super::scale::Range;
use crate::model::{Channel, Frame, Lane, Point, Window};

/// The frames at hand: the whole recording, coarse, and the details of one window.
#[derive(Clone, Debug)]
pub struct Loaded {
    whole: Window,
    coarse: Option<Frame>,
    detail: Option<Frame>,
    /// What there is to fetch; `None` when whatever is asked for may be there.
    recorded: Option<Vec<Channel>>,
    /// In the order of lanes.
    channels: Vec<Channel>,
    /// What has been seen of each channel. It only grows, so that lanes do not jump while the window moves.
    extents: HashMap<Channel, Range>,
}

/// A frame, and the part of a window that it is to be drawn in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece<'a> {
    /// Whose lines.
    pub frame: &'a Frame,
    /// Where.
    pub part: Window,
}

impl Loaded {
    /// Starts with the frame that came with the page. Its channels are the chart's lanes; positions are left out.
    pub fn new(first: Frame, whole: Window) -> Self {
        let channels = first.lanes.iter().map(|lane| lane.channel);
        let channels = channels.filter(|channel| Channel::LANES.contains(channel)).collect();
        let mut loaded = Self {
            whole,
            coarse: None,
            detail: None,
            recorded: None,
            channels,
            extents: HashMap::new(),
        };
        loaded.add(first);
        loaded
    }

    /// The same, of a recording that has these channels and no others.
    #[must_use]
    pub fn of(self, recorded: Vec<Channel>) -> Self {
        Self { recorded: Some(recorded), ..self }
    }

    /// Takes a frame in: as the whole recording when it covers that, else as the details.
    pub fn add(&mut self, frame: Frame) {
        for lane in &frame.lanes {
            let seen = self.extents.get(&lane.channel).copied();
            if let Some(extent) = widened(seen, lane.lines.iter().flatten()) {
                self.extents.insert(lane.channel, extent);
            }
        }
        if frame.window.intersection(self.whole) == Some(self.whole) {
            self.coarse = Some(frame);
        } else {
            self.detail = Some(frame);
        }
    }

    /// Has other lanes from now on: those of them that were recorded. What is at hand of them is drawn; the rest is
    /// wanted.
    pub fn show(&mut self, lanes: &[Channel]) {
        let recorded = self.recorded.as_ref();
        let has = |channel: &&Channel| recorded.is_none_or(|recorded| recorded.contains(channel));
        self.channels = lanes.iter().filter(has).copied().collect();
    }

    /// What counts as the whole recording.
    pub fn whole(&self) -> Window {
        self.whole
    }

    /// The channels, in the order of lanes.
    pub fn channels(&self) -> &[Channel] {
        &self.channels
    }

    /// The lowest and the highest value that has been seen of a channel.
    pub fn extent(&self, channel: Channel) -> Option<Range> {
        self.extents.get(&channel).copied()
    }

    /// The lowest and the highest value at hand of a channel inside a window.
    pub fn range_in(&self, window: Window, channel: Channel) -> Option<Range> {
        self.pieces(window, channel).into_iter().fold(None, |range, Piece { frame, part }| {
            let points = lines_of(frame, channel).flatten();
            widened(range, points.filter(|point| part.contains(point.at_ms)))
        })
    }

    /// The windows that must be fetched so that `shown` has its details, and so that there is something to fall back
    /// on beside it.
    pub fn wanted(&self, shown: Window) -> Vec<Window> {
        if self.channels.is_empty() {
            return Vec::new();
        }
        // Other recordings in the chart may reach further.
        let shown = shown.intersection(self.whole).unwrap_or(self.whole);
        let complete =
            |frame: &&Frame| self.channels.iter().all(|channel| frame.lane(*channel).is_some());
        let (coarse, detail) = (self.coarse.as_ref(), self.detail.as_ref());
        let there = |window| {
            if window == self.whole {
                coarse.is_some_and(|frame| complete(&frame))
            } else {
                detail.is_some_and(|frame| frame.window == window && complete(&frame))
            }
        };
        let mut wanted: Vec<Window> =
            [shown, self.whole].into_iter().filter(|window| !there(*window)).collect();
        wanted.dedup();
        wanted
    }

    /// What to draw of a channel in a window, from left to right: details where they are, else the whole recording.
    pub fn pieces(&self, window: Window, channel: Channel) -> Vec<Piece<'_>> {
        let Some(window) = window.intersection(self.whole) else { return Vec::new() };
        let detail = having(self.detail.as_ref(), channel)
            .and_then(|frame| Some(Piece { frame, part: frame.window.intersection(window)? }));
        let Some(coarse) = having(self.coarse.as_ref(), channel) else {
            return detail.into_iter().collect();
        };
        let piece = |part: Option<Window>| part.map(|part| Piece { frame: coarse, part });
        match detail {
            // In the whole recording the details of a part would only look different from the rest.
            Some(detail) if window != self.whole => [
                piece(Window::new(window.from_ms, detail.part.from_ms)),
                Some(detail),
                piece(Window::new(detail.part.to_ms, window.to_ms)),
            ]
            .into_iter()
            .flatten()
            .collect(),
            _ => piece(Some(window)).into_iter().collect(),
        }
    }

    /// Of which edition what is at hand is.
    pub fn edition(&self) -> Option<String> {
        self.coarse.as_ref().or(self.detail.as_ref()).and_then(Frame::edition)
    }

    /// The whole recording, coarse, once it is there.
    pub fn coarse(&self) -> Option<&Frame> {
        self.coarse.as_ref()
    }

    /// The finest frame of a channel that covers an instant.
    pub fn frame_at(&self, at_ms: i32, channel: Channel) -> Option<&Frame> {
        let frames = [self.detail.as_ref(), self.coarse.as_ref()];
        frames
            .into_iter()
            .filter_map(|frame| having(frame, channel))
            .find(|frame| frame.window.contains(at_ms))
    }
}

/// The frame, if it has a lane of the channel.
fn having(frame: Option<&Frame>, channel: Channel) -> Option<&Frame> {
    frame.filter(|frame| frame.lane(channel).is_some())
}

/// The range that also holds these values.
fn widened<'a>(range: Option<Range>, points: impl Iterator<Item = &'a Point>) -> Option<Range> {
    points.map(|point| point.value).filter(|value| value.is_finite()).fold(range, |range, value| {
        let range = range.unwrap_or(Range { low: value, high: value });
        Some(Range { low: range.low.min(value), high: range.high.max(value) })
    })
}

/// The lines of a channel in a frame; none when it is not in there.
pub fn lines_of(frame: &Frame, channel: Channel) -> impl Iterator<Item = &[Point]> {
    let lane: Option<&Lane> = frame.lanes.iter().find(|lane| lane.channel == channel);
    lane.into_iter().flat_map(|lane| &lane.lines).map(Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(from_ms: i32, to_ms: i32) -> Window {
        Window { from_ms, to_ms }
    }

    fn frame(from_ms: i32, to_ms: i32, value: f64) -> Frame {
        let lane = |channel| Lane { channel, lines: vec![vec![Point { at_ms: from_ms, value }]] };
        Frame {
            window: window(from_ms, to_ms),
            bucket_ms: 100,
            state: 0,
            lanes: vec![lane(Channel::Speed), lane(Channel::Latitude), lane(Channel::HeartRate)],
        }
    }

    fn parts(loaded: &Loaded, shown: Window) -> Vec<(Window, Window)> {
        loaded
            .pieces(shown, Channel::Speed)
            .into_iter()
            .map(|piece| (piece.frame.window, piece.part))
            .collect()
    }

    #[test]
    fn lanes_are_those_of_the_first_frame_and_positions_are_none() {
        let loaded = Loaded::new(frame(0, 100, 5.0), window(0, 100));
        assert_eq!(loaded.channels(), [Channel::Speed, Channel::HeartRate]);
    }

    #[test]
    fn a_lane_that_is_not_at_hand_is_wanted_and_the_others_stay() {
        let whole = window(0, 100);
        let mut loaded = Loaded::new(frame(0, 100, 5.0), whole);
        loaded.add(frame(40, 60, 5.0));
        loaded.show(&[Channel::Power, Channel::Speed]);
        assert_eq!(loaded.wanted(window(40, 60)), [window(40, 60), whole]);
        assert_eq!(parts(&loaded, whole), [(whole, whole)]);
        assert_eq!(loaded.pieces(whole, Channel::Power), []);
        assert_eq!(loaded.frame_at(50, Channel::Power), None);
        let power = Lane { channel: Channel::Power, lines: Vec::new() };
        let mut with_power = frame(0, 100, 5.0);
        with_power.lanes.push(power);
        loaded.add(with_power);
        assert_eq!(loaded.wanted(window(40, 60)), [window(40, 60)]);
        let of_power = loaded.frame_at(50, Channel::Power).map(|frame| frame.window);
        assert_eq!(of_power, Some(whole), "the details do not have it yet");
        loaded.show(&[Channel::HeartRate]);
        assert_eq!(loaded.wanted(window(40, 60)), [], "one less is nothing new");
    }

    #[test]
    fn details_are_drawn_where_they_are_and_the_whole_elsewhere() {
        let whole = window(0, 100);
        let mut loaded = Loaded::new(frame(0, 100, 5.0), whole);
        loaded.add(frame(40, 60, 5.0));
        assert_eq!(parts(&loaded, window(42, 58)), [(window(40, 60), window(42, 58))]);
        assert_eq!(
            parts(&loaded, window(30, 70)),
            [(whole, window(30, 40)), (window(40, 60), window(40, 60)), (whole, window(60, 70)),]
        );
        assert_eq!(
            parts(&loaded, window(50, 70)),
            [(window(40, 60), window(50, 60)), (whole, window(60, 70))]
        );
        assert_eq!(parts(&loaded, window(70, 80)), [(whole, window(70, 80))]);
        assert_eq!(parts(&loaded, whole), [(whole, whole)]);
    }

    #[test]
    fn a_page_that_opens_at_a_window_has_only_that_at_first() {
        let mut loaded = Loaded::new(frame(40, 60, 5.0), window(0, 100));
        assert_eq!(parts(&loaded, window(30, 50)), [(window(40, 60), window(40, 50))]);
        assert_eq!(parts(&loaded, window(70, 80)), []);
        assert_eq!(parts(&loaded, window(0, 100)), [(window(40, 60), window(40, 60))]);
        assert_eq!(loaded.frame_at(70, Channel::Speed), None);
        loaded.add(frame(0, 100, 5.0));
        assert_eq!(
            loaded.frame_at(70, Channel::Speed).map(|frame| frame.window),
            Some(window(0, 100))
        );
        assert_eq!(
            loaded.frame_at(50, Channel::Speed).map(|frame| frame.window),
            Some(window(40, 60))
        );
        assert_eq!(loaded.frame_at(100, Channel::Speed), None);
    }

    #[test]
    fn only_what_is_not_there_is_wanted() {
        let mut loaded = Loaded::new(frame(40, 60, 5.0), window(0, 100));
        assert_eq!(loaded.wanted(window(40, 60)), [window(0, 100)]);
        assert_eq!(loaded.wanted(window(41, 60)), [window(41, 60), window(0, 100)]);
        assert_eq!(loaded.wanted(window(0, 100)), [window(0, 100)]);
        loaded.add(frame(0, 100, 5.0));
        assert_eq!(loaded.wanted(window(0, 100)), []);
        assert_eq!(loaded.wanted(window(40, 60)), []);
        assert_eq!(loaded.wanted(window(41, 60)), [window(41, 60)]);
    }

    #[test]
    fn a_frame_may_reach_beyond_the_whole() {
        let loaded = Loaded::new(frame(-50, 150, 5.0), window(0, 100));
        assert_eq!(loaded.wanted(window(0, 100)), []);
        assert_eq!(parts(&loaded, window(0, 100)), [(window(-50, 150), window(0, 100))]);
    }

    #[test]
    fn a_window_that_reaches_beyond_the_recording_is_shown_and_wanted_as_far_as_it_goes() {
        let loaded = Loaded::new(frame(-50, 150, 5.0), window(0, 100));
        assert_eq!(parts(&loaded, window(60, 300)), [(window(-50, 150), window(60, 100))]);
        assert_eq!(loaded.wanted(window(60, 300)), [window(60, 100)]);
        assert_eq!(parts(&loaded, window(200, 300)), []);
        assert_eq!(loaded.wanted(window(200, 300)), []);
    }

    #[test]
    fn extents_only_grow() {
        let mut loaded = Loaded::new(frame(0, 100, 5.0), window(0, 100));
        assert_eq!(loaded.extent(Channel::Speed), Some(Range { low: 5.0, high: 5.0 }));
        loaded.add(frame(40, 60, 9.0));
        loaded.add(frame(50, 60, 7.0));
        assert_eq!(loaded.extent(Channel::HeartRate), Some(Range { low: 5.0, high: 9.0 }));
        assert_eq!(loaded.extent(Channel::Power), None);
    }
}

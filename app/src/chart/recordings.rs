//! The recordings in a chart: one alone, or several over each other in the same lanes.

use super::{ink::Ink, loaded::Loaded, scale::Range};
use crate::model::Channel;

/// What tells a recording from the others in the same chart: a letter, and a colour of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The first one.
    A,
    /// The second one.
    B,
    /// The third one.
    C,
    /// The fourth one.
    D,
}

impl Mark {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// Its letter, the same in every language.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }

    /// The colour of the recording's lines.
    pub const fn ink(self) -> Ink {
        match self {
            Self::A => Ink::RecordingA,
            Self::B => Ink::RecordingB,
            Self::C => Ink::RecordingC,
            Self::D => Ink::RecordingD,
        }
    }
}

/// A recording in a chart.
#[derive(Clone, Debug)]
pub struct Recording {
    /// Its values at hand.
    pub loaded: Loaded,
    /// What tells it from the others; `None` for one alone.
    pub mark: Option<Mark>,
}

impl Recording {
    /// The colour of its line in a lane: the channel's when it is alone.
    pub fn ink(&self, of_channel: Ink) -> Ink {
        self.mark.map_or(of_channel, Mark::ink)
    }
}

/// The lanes of a chart, and the recordings that each of them shows.
#[derive(Clone, Debug)]
pub struct Recordings {
    lanes: Vec<Channel>,
    each: Vec<Recording>,
}

impl From<Loaded> for Recordings {
    /// A recording alone, in its own lanes.
    fn from(loaded: Loaded) -> Self {
        let lanes = loaded.channels().to_vec();
        Self { lanes, each: vec![Recording { loaded, mark: None }] }
    }
}

impl Recordings {
    /// Several recordings in the same lanes.
    pub fn new(each: Vec<Recording>, lanes: Vec<Channel>) -> Self {
        let mut recordings = Self { lanes: Vec::new(), each };
        recordings.show(lanes);
        recordings
    }

    /// Has other lanes from now on; each recording has those of them that it can have.
    pub fn show(&mut self, lanes: Vec<Channel>) {
        for recording in &mut self.each {
            recording.loaded.show(&lanes);
        }
        self.lanes = lanes;
    }

    /// The lanes, from top to bottom.
    pub fn lanes(&self) -> &[Channel] {
        &self.lanes
    }

    /// The recordings, the first one first.
    pub fn each(&self) -> &[Recording] {
        &self.each
    }

    /// The same, to take frames in.
    pub fn each_mut(&mut self) -> &mut [Recording] {
        &mut self.each
    }

    /// The lowest and the highest value that has been seen of a channel, in any of them.
    pub fn extent(&self, channel: Channel) -> Option<Range> {
        let extents = self.each.iter().filter_map(|recording| recording.loaded.extent(channel));
        extents.reduce(|a, b| Range { low: a.low.min(b.low), high: a.high.max(b.high) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{chart::made_up, model::Window};

    const TWO: [Channel; 2] = [Channel::HeartRate, Channel::Speed];

    fn recording(mark: Mark, channels: &[Channel], whole: Window) -> Recording {
        let recorded = channels.to_vec();
        let loaded = Loaded::new(made_up::frame(channels, 100), whole).of(recorded);
        Recording { loaded, mark: Some(mark) }
    }

    #[test]
    fn each_has_the_lanes_that_it_can_have() {
        let whole = made_up::WHOLE;
        let with_power = [Channel::Speed, Channel::Power];
        let mut recordings = Recordings::new(
            vec![recording(Mark::A, &TWO, whole), recording(Mark::B, &with_power, whole)],
            TWO.to_vec(),
        );
        let lanes = |recordings: &Recordings| -> Vec<Vec<Channel>> {
            recordings.each().iter().map(|it| it.loaded.channels().to_vec()).collect()
        };
        assert_eq!(lanes(&recordings), [TWO.to_vec(), vec![Channel::Speed]]);
        recordings.show(vec![Channel::Power]);
        assert_eq!(recordings.lanes(), [Channel::Power]);
        assert_eq!(lanes(&recordings), [vec![], vec![Channel::Power]]);
        assert_eq!(recordings.each()[0].loaded.wanted(whole), [], "there is nothing to fetch");
    }

    #[test]
    fn one_alone_has_its_channels_colour_and_several_have_their_own() {
        let alone = Recordings::from(Loaded::new(made_up::frame(&TWO, 100), made_up::WHOLE));
        assert_eq!(alone.each()[0].ink(Ink::Speed), Ink::Speed);
        let inks: Vec<Ink> =
            Mark::ALL.map(|mark| recording(mark, &TWO, made_up::WHOLE).ink(Ink::Speed)).to_vec();
        assert_eq!(inks, [Ink::RecordingA, Ink::RecordingB, Ink::RecordingC, Ink::RecordingD]);
    }

    #[test]
    fn a_lane_holds_what_any_of_them_has() {
        let whole = made_up::WHOLE;
        let one = recording(Mark::A, &TWO, whole);
        let mut other = recording(Mark::B, &TWO, whole);
        let mut frame = made_up::frame(&TWO, 100);
        for point in frame.lanes.iter_mut().flat_map(|lane| &mut lane.lines).flatten() {
            point.value += 500.0;
        }
        other.loaded.add(frame);
        let (low, high) = (
            one.loaded.extent(Channel::HeartRate).unwrap().low,
            other.loaded.extent(Channel::HeartRate).unwrap().high,
        );
        let both = Recordings::new(vec![one, other], TWO.to_vec());
        assert_eq!(both.extent(Channel::HeartRate), Some(Range { low, high }));
        assert_eq!(both.extent(Channel::Power), None);
    }
}

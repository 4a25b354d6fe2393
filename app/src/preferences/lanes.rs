//! Which lanes the chart of a recording shows, and in which order.

use serde::{Deserialize, Serialize};

use crate::model::Channel;

/// Lanes of a chart, from top to bottom: at least one, and none twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Lanes {
    order: [Option<Channel>; Channel::LANES.len()],
}

/// What most people look at.
const USUAL: Lanes = Lanes {
    order: [Some(Channel::HeartRate), Some(Channel::Speed), None, None, None, None, None, None],
};

impl Default for Lanes {
    fn default() -> Self {
        USUAL
    }
}

impl Lanes {
    /// The name of a lane in forms.
    pub const FIELD: &str = "lane";
    /// The name of a button that moves a lane up in forms.
    pub const UP: &str = "lane_up";
    /// The name of a button that moves a lane down in forms.
    pub const DOWN: &str = "lane_down";
    /// In the cookie, what follows is lanes.
    const MARK: &str = "lanes";

    /// These, in this order: what is no lane is left out; `None` when nothing is left.
    pub fn of(channels: impl IntoIterator<Item = Channel>) -> Option<Self> {
        let mut order = [None; Channel::LANES.len()];
        let mut count = 0;
        for channel in channels {
            if Channel::LANES.contains(&channel) && !order.contains(&Some(channel)) {
                order[count] = Some(channel);
                count += 1;
            }
        }
        (count > 0).then_some(Self { order })
    }

    /// Those that a form names, in its order, after what its button does; `None` when it names none.
    pub(super) fn from_form(fields: &[(String, String)]) -> Option<Self> {
        let values = |name: &str| {
            let named = fields.iter().filter(move |(field, _)| field == name);
            named.filter_map(|(_, key)| key.parse::<Channel>().ok()).collect::<Vec<_>>()
        };
        let mut lanes = Self::of(values(Self::FIELD))?;
        for channel in values(Self::UP) {
            lanes = lanes.moved(channel, Way::Up);
        }
        for channel in values(Self::DOWN) {
            lanes = lanes.moved(channel, Way::Down);
        }
        Some(lanes)
    }

    /// As the fields of a form.
    #[cfg(any(feature = "hydrate", test))]
    pub(crate) fn fields(self) -> String {
        let fields: Vec<String> =
            self.channels().map(|channel| format!("{}={channel}", Self::FIELD)).collect();
        fields.join("&")
    }

    /// As a part of the cookie: a digit for each, which is its place in [`Channel::LANES`].
    pub(crate) fn key(self) -> String {
        let place = |channel| Channel::LANES.iter().position(|lane| *lane == channel);
        let digits: String = self.channels().filter_map(place).map(|at| at.to_string()).collect();
        format!("{}{digits}", Self::MARK)
    }

    /// The lanes of a part of the cookie.
    pub(super) fn from_key(key: &str) -> Option<Self> {
        let lane = |digit: char| Channel::LANES.get(digit.to_digit(10)? as usize).copied();
        Self::of(key.strip_prefix(Self::MARK)?.chars().map(lane).collect::<Option<Vec<_>>>()?)
    }

    /// The lanes from top to bottom.
    pub fn channels(self) -> impl Iterator<Item = Channel> + Clone {
        self.order.into_iter().flatten()
    }

    /// Whether there is a lane of a channel.
    pub(crate) fn contains(self, channel: Channel) -> bool {
        self.order.contains(&Some(channel))
    }

    /// The lanes of a recording: those of them that it has; when it has none, the usual ones, or whatever there is.
    pub fn of_recording(self, recorded: &[Channel]) -> Vec<Channel> {
        let among = |lanes: Self| -> Vec<Channel> {
            lanes.channels().filter(|channel| recorded.contains(channel)).collect()
        };
        let any = Self::of(recorded.iter().copied());
        [Some(self), Some(Self::default()), any]
            .into_iter()
            .flatten()
            .map(among)
            .find(|lanes| !lanes.is_empty())
            .unwrap_or_default()
    }

    /// With the lanes that a recording has before those that it lacks: so they are moved past one another.
    #[must_use]
    pub(crate) fn arranged(self, recorded: &[Channel]) -> Self {
        let shown = self.of_recording(recorded);
        Self::of(shown.into_iter().chain(self.channels())).unwrap_or(self)
    }

    /// With a channel as the last lane when it is none, without it when it is one. The last lane that a recording has
    /// stays.
    #[must_use]
    pub(crate) fn toggled(self, channel: Channel, recorded: &[Channel]) -> Self {
        if self.of_recording(recorded) == [channel] {
            return self;
        }
        let lanes = self.arranged(recorded);
        let changed = if lanes.contains(channel) {
            Self::of(lanes.channels().filter(|lane| *lane != channel))
        } else {
            Self::of(
                lanes.of_recording(recorded).into_iter().chain([channel]).chain(lanes.channels()),
            )
        };
        changed.unwrap_or(self)
    }

    /// With a lane one place further up or down, if there is one.
    #[must_use]
    pub(crate) fn moved(self, channel: Channel, way: Way) -> Self {
        let mut order = self.order;
        let Some(at) = order.iter().position(|lane| *lane == Some(channel)) else { return self };
        let other = match way {
            Way::Up => at.checked_sub(1),
            Way::Down => at.checked_add(1),
        };
        match other.filter(|other| order.get(*other).copied().flatten().is_some()) {
            Some(other) => {
                order.swap(at, other);
                Self { order }
            }
            None => self,
        }
    }
}

/// Where a lane is moved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Towards the first.
    Up,
    /// Towards the last.
    Down,
}

impl From<Lanes> for String {
    fn from(lanes: Lanes) -> Self {
        lanes.key()
    }
}

/// A text that names no lanes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” names no lanes of a chart")]
pub struct NoLanes(String);

impl TryFrom<String> for Lanes {
    type Error = NoLanes;

    fn try_from(key: String) -> Result<Self, Self::Error> {
        Self::from_key(&key).ok_or(NoLanes(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HR: Channel = Channel::HeartRate;
    const SPEED: Channel = Channel::Speed;
    const POWER: Channel = Channel::Power;

    fn lanes<const N: usize>(channels: [Channel; N]) -> Lanes {
        Lanes::of(channels).unwrap()
    }

    #[test]
    fn lanes_come_back_from_the_cookie_from_a_form_and_from_an_address() {
        for chosen in [Lanes::default(), lanes([POWER]), Lanes::of(Channel::LANES).unwrap()] {
            assert_eq!(Lanes::from_key(&chosen.key()), Some(chosen));
            let fields: Vec<_> = chosen
                .fields()
                .split('&')
                .filter_map(|field| field.split_once('='))
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            assert_eq!(Lanes::from_form(&fields), Some(chosen));
            let text = serde_json::to_string(&chosen).unwrap();
            assert_eq!(serde_json::from_str::<Lanes>(&text).unwrap(), chosen);
        }
        for key in ["lanes", "lanes9", "lanes0x", "0", ""] {
            assert_eq!(Lanes::from_key(key), None, "{key}");
        }
    }

    #[test]
    fn each_is_there_once_and_positions_are_none() {
        let chosen = lanes([SPEED, HR, SPEED, Channel::Latitude]);
        assert_eq!(chosen.channels().collect::<Vec<_>>(), [SPEED, HR]);
        assert_eq!(Lanes::of([Channel::Longitude]), None);
        assert_eq!(Lanes::default().channels().collect::<Vec<_>>(), [HR, SPEED]);
    }

    #[test]
    fn a_forms_button_moves_a_lane() {
        let form = |fields: &[(&str, &str)]| {
            let fields: Vec<_> =
                fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
            Lanes::from_form(&fields)
        };
        let three = [("lane", "hr"), ("lane", "speed"), ("lane", "power")];
        let with = |button| form(&[three[0], three[1], three[2], button]);
        assert_eq!(with(("lane_up", "power")), Some(lanes([HR, POWER, SPEED])));
        assert_eq!(with(("lane_down", "hr")), Some(lanes([SPEED, HR, POWER])));
        assert_eq!(with(("lane_up", "hr")), Some(lanes([HR, SPEED, POWER])));
        assert_eq!(with(("lane_down", "power")), Some(lanes([HR, SPEED, POWER])));
        assert_eq!(with(("lane_up", "cadence")), Some(lanes([HR, SPEED, POWER])));
        assert_eq!(form(&[("lane_up", "hr")]), None);
    }

    #[test]
    fn a_recording_shows_what_it_has_and_always_something() {
        let chosen = lanes([POWER, SPEED]);
        assert_eq!(chosen.of_recording(&Channel::ALL), [POWER, SPEED]);
        assert_eq!(chosen.of_recording(&[HR, SPEED]), [SPEED]);
        assert_eq!(chosen.of_recording(&[HR, Channel::Cadence]), [HR]);
        assert_eq!(chosen.of_recording(&[Channel::Altitude]), [Channel::Altitude]);
        assert_eq!(chosen.of_recording(&[Channel::Latitude]), []);
    }

    #[test]
    fn a_lane_is_moved_past_those_that_are_shown() {
        let chosen = lanes([HR, POWER, SPEED]).arranged(&[HR, SPEED]);
        assert_eq!(chosen, lanes([HR, SPEED, POWER]));
        assert_eq!(chosen.moved(SPEED, Way::Up), lanes([SPEED, HR, POWER]));
    }

    #[test]
    fn what_stands_in_for_lanes_that_are_not_there_can_be_changed() {
        let chosen = lanes([POWER]).arranged(&[HR, SPEED]);
        assert_eq!(chosen, lanes([HR, SPEED, POWER]));
    }

    #[test]
    fn the_last_lane_stays() {
        let both = [HR, SPEED];
        assert_eq!(Lanes::default().toggled(HR, &both), lanes([SPEED]));
        assert_eq!(lanes([SPEED]).toggled(SPEED, &both), lanes([SPEED]));
        let also_power = lanes([SPEED, POWER]);
        assert_eq!(also_power.toggled(SPEED, &both), also_power, "there is no power here");
        assert_eq!(also_power.toggled(HR, &both), lanes([SPEED, HR, POWER]));
    }
}

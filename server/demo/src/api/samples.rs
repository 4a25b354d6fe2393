//! The `samples` parameter of a player session.

use crate::recording::write::Channel;

use super::error::ApiError;

/// What of a recording belongs into the answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Selection {
    pub(super) channels: Vec<Channel>,
    pub(super) rr_intervals: bool,
}

const BY_NAME: [(&str, Channel); 7] = [
    ("distance", Channel::Distance),
    ("location", Channel::Location),
    ("hr", Channel::HeartRate),
    ("speed", Channel::Speed),
    ("cadence", Channel::Cadence),
    ("altitude", Channel::Altitude),
    ("forward_acceleration", Channel::ForwardAcceleration),
];

impl Selection {
    /// Reads a list such as `hr,speed,rr`; no parameter asks for nothing.
    pub(super) fn read(samples: Option<&str>) -> Result<Self, ApiError> {
        let mut selection = Self::default();
        for name in samples.iter().flat_map(|names| names.split(',')) {
            match name.trim() {
                "all" => {
                    selection.channels = BY_NAME.iter().map(|(_, channel)| *channel).collect();
                    selection.channels.push(Channel::Power);
                    selection.rr_intervals = true;
                }
                "rr" => selection.rr_intervals = true,
                name => match BY_NAME.iter().find(|(known, _)| *known == name) {
                    Some((_, channel)) => selection.channels.push(*channel),
                    None => return Err(ApiError::BadRequest(format!("unknown samples: {name}"))),
                },
            }
        }
        Ok(selection)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_asked_for() {
        let read = |names| Selection::read(names).unwrap();
        assert_eq!(read(None), Selection::default());
        let some = read(Some("rr, hr"));
        assert_eq!(some, Selection { channels: vec![Channel::HeartRate], rr_intervals: true });
        assert_eq!(read(Some("all")).channels.len(), 8);
        for wrong in ["power", "", "hr,", "HR", "lat"] {
            assert!(Selection::read(Some(wrong)).is_err(), "{wrong}");
        }
    }
}

//! Ids in Polar's style: eight letters and digits that tell nothing.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LENGTH: u32 = 8;
const SPACE: u128 = 62_u128.pow(LENGTH);
/// Shares no factor with the space, so different numbers always give different ids.
const STEP: u128 = 131_071_997_753_527;
const _: () = assert!(!STEP.is_multiple_of(2) && !STEP.is_multiple_of(31));

/// What an id stands for. All kinds share one space without clashes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Team,
    Player,
    TeamSession,
    PlayerSession,
}

/// The ids of one season.
pub(super) struct Ids {
    offset: u128,
}

impl Ids {
    pub(super) fn new(seed: u64) -> Self {
        Self { offset: u128::from(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)) }
    }

    /// The id of the entity with this number among those of its kind.
    pub(super) fn id(&self, kind: Kind, number: usize) -> String {
        let ordinal = ((kind as u128) << 40) + number as u128;
        let mut rest = (ordinal * STEP + self.offset) % SPACE;
        let mut id = String::new();
        for _ in 0..LENGTH {
            id.push(char::from(DIGITS[(rest % 62) as usize]));
            rest /= 62;
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_are_distinct_across_kinds_and_look_alike() {
        let ids = Ids::new(42);
        let kinds = [Kind::Team, Kind::Player, Kind::TeamSession, Kind::PlayerSession];
        let all: HashSet<String> =
            kinds.iter().flat_map(|kind| (0..5_000).map(|number| ids.id(*kind, number))).collect();
        assert_eq!(all.len(), 20_000);
        assert!(all.iter().all(|id| id.len() == 8));
        assert!(!all.contains(&Ids::new(43).id(Kind::Team, 0)));
    }
}

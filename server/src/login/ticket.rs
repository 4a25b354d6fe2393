//! Tickets: what opens a pass, once.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::entropy::{Entropy, NoEntropy};

/// Crockford's base 32: no letter that looks like a digit, or like another letter.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many signs 128 bits take, with five bits each.
const LENGTH: usize = 26;

/// How many of them stand together when they are to be typed.
const GROUP: usize = 4;

/// 128 random bits. They are a secret: it is shown to the coach who made the pass, and never kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Ticket(u128);

/// It is never printed by accident.
impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ticket")
    }
}

impl Ticket {
    pub(super) fn new(entropy: &dyn Entropy) -> Result<Self, NoEntropy> {
        let mut bytes = [0; 16];
        entropy.fill(&mut bytes)?;
        Ok(Self(u128::from_be_bytes(bytes)))
    }

    /// As it stands in a link.
    pub fn text(self) -> String {
        let signs = (0..LENGTH).rev().map(|place| {
            let five_bits = (self.0 >> (5 * place)) & 31;
            char::from(ALPHABET[five_bits as usize])
        });
        signs.collect()
    }

    /// As people type it: in groups.
    pub fn groups(self) -> String {
        let text = self.text();
        let groups: Vec<&str> =
            (0..LENGTH).step_by(GROUP).map(|at| &text[at..LENGTH.min(at + GROUP)]).collect();
        groups.join("-")
    }

    /// Reads it as it was typed or copied; `None` when it cannot be one.
    pub(super) fn read(typed: &str) -> Option<Self> {
        let signs = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-');
        let mut value: u128 = 0;
        let mut length = 0;
        for sign in signs {
            // More than 128 bits are nobody's ticket.
            value = value.checked_mul(32)? | u128::from(five_bits(sign)?);
            length += 1;
        }
        (length == LENGTH).then_some(Self(value))
    }

    /// What is kept of it. With 128 random bits there is nothing to guess, so that no slow hash is needed.
    pub(super) fn hash(self) -> Vec<u8> {
        Sha256::digest(self.0.to_be_bytes()).to_vec()
    }
}

fn five_bits(sign: char) -> Option<u8> {
    let sign = match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|known| char::from(*known) == sign)?;
    u8::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entropy::SeededEntropy;

    #[test]
    fn a_ticket_is_short_enough_to_be_typed() {
        let ticket = Ticket(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef);
        assert_eq!(ticket.text(), "014D2PF2DBSQQG28T5CY4TQKFF");
        assert_eq!(ticket.groups(), "014D-2PF2-DBSQ-QG28-T5CY-4TQK-FF");
        assert_eq!(Ticket::read("oi4d 2pf2 dbsq qg28 t5cy 4tqk ff"), Some(ticket));
        assert!(!format!("{ticket:?}").contains('0'));
    }

    #[test]
    fn what_is_none_is_told() {
        let zeros = "0".repeat(LENGTH);
        assert!(Ticket::read(&zeros).is_some());
        for typed in ["", "-", &zeros[1..], &format!("{zeros}0"), &format!("U{}", &zeros[1..])] {
            assert_eq!(Ticket::read(typed), None, "{typed}");
        }
        assert_eq!(Ticket::read(&"Z".repeat(LENGTH)), None, "that is more than 128 bits");
        assert_eq!(Ticket::read(&"é".repeat(LENGTH)), None);
    }

    #[test]
    fn two_tickets_differ() {
        let entropy = SeededEntropy::new(1);
        let [one, other] = [Ticket::new(&entropy).unwrap(), Ticket::new(&entropy).unwrap()];
        assert_ne!(one, other);
        assert_ne!(one.hash(), other.hash());
    }

    proptest! {
        #[test]
        fn a_ticket_is_read_as_it_was_written(bits: u128) {
            let ticket = Ticket(bits);
            prop_assert_eq!(Ticket::read(&ticket.text()), Some(ticket));
            prop_assert_eq!(Ticket::read(&ticket.groups().to_lowercase()), Some(ticket));
        }

        #[test]
        fn whatever_is_typed_is_one_ticket_or_none(typed in "[0-9A-Za-z \\-]{20,34}|.*") {
            if let Some(ticket) = Ticket::read(&typed) {
                prop_assert_eq!(Ticket::read(&ticket.text()), Some(ticket));
            }
        }
    }
}

//! Replays the seeds of a fuzz target, and thousands of small changes to each of them: on any compiler, in a test.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its seeds stops here")]

use std::{fs, path::Path};

/// How many changed forms of each seed are tried.
const CHANGES: u64 = 3_000;

/// Hands the target each file of the folder and changed forms of it, the same ones every time.
///
/// # Panics
///
/// When the target does, or when there are no two seeds in the folder.
pub fn replay(folder: &Path, target: fn(&[u8])) {
    let mut seeds = 0;
    for file in fs::read_dir(folder).unwrap() {
        let seed = fs::read(file.unwrap().path()).unwrap();
        target(&seed);
        for number in 0..CHANGES {
            target(&changed(&seed, &mut Dice(number)));
        }
        seeds += 1;
    }
    assert!(seeds > 1, "{} has no seeds", folder.display());
}

/// Pieces that mean something to one of the formats that we read.
const PIECES: [&[u8]; 18] = [
    b"null",
    b"[",
    b"]",
    b"{\"a\":",
    b"\"",
    b",",
    b"-",
    b"1e99",
    b".5",
    b"\\ud83d",
    b"\xff\xff\x7f",
    b"\0",
    b"&a=",
    b"%C3%28",
    b"+",
    b"PT1H",
    b"2024-02-30T24:00:60Z",
    b"-2147483648",
];

/// The seed with one to four small changes.
fn changed(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + dice.below(16)).min(bytes.len());
        match dice.below(5) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            3 => {
                let piece = PIECES[dice.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
    }
    bytes
}

/// Numbers without a pattern, the same every time: the generator known as `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn each_seed_is_tried_as_it_is_and_changed() {
        static TRIED: AtomicU64 = AtomicU64::new(0);
        static AS_IT_IS: AtomicU64 = AtomicU64::new(0);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        replay(&folder, |bytes| {
            TRIED.fetch_add(1, Ordering::Relaxed);
            if bytes == b"one" || bytes == b"two" {
                AS_IT_IS.fetch_add(1, Ordering::Relaxed);
            }
        });
        assert_eq!(TRIED.load(Ordering::Relaxed), 2 * (CHANGES + 1));
        let as_it_is = AS_IT_IS.load(Ordering::Relaxed);
        assert!((2..CHANGES).contains(&as_it_is), "{as_it_is}");
    }
}

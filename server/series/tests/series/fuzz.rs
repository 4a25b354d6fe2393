//! The fuzz targets' seeds and thousands of small changes to them, on any compiler.

use std::{fs, path::Path};

#[expect(unreachable_pub, reason = "public for the fuzz targets")]
#[path = "../../fuzz/src/lib.rs"]
mod targets;

/// How many changed forms of each seed are tried.
const CHANGES: u64 = 3_000;

#[test]
fn columns() {
    run("column", targets::column);
}

#[test]
fn outlines() {
    run("outline", targets::outline);
}

#[test]
fn rr_intervals() {
    run("rr", targets::rr);
}

#[test]
fn samples() {
    run("samples", targets::samples);
}

fn run(name: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let mut seeds = 0;
    for file in fs::read_dir(folder).unwrap() {
        let seed = fs::read(file.unwrap().path()).unwrap();
        target(&seed);
        for number in 0..CHANGES {
            target(&changed(&seed, &mut Dice(number)));
        }
        seeds += 1;
    }
    assert!(seeds > 1, "{name} has no seeds");
}

/// Pieces that mean something to one of the formats.
const PIECES: [&[u8]; 12] = [
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

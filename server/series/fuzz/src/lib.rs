//! What must hold for any bytes: for the fuzz targets, and for the tests that run their seeds.

use std::io::Read;

use serde::{Deserialize, de::IgnoredAny};
use serde_json::Value;
use series::{Column, Outline, Recording, json, rr};

/// Decodes a column of these bytes, and of the same with a checksum that matches.
pub fn column(bytes: &[u8]) {
    for bytes in [bytes.to_vec(), sealed(bytes)] {
        let Ok(column) = Column::decode(&bytes) else { continue };
        assert_eq!(column.iter().count(), column.len());
        assert!(column.iter().all(|(_, value)| value.is_finite()));
        assert!(column.iter().is_sorted_by(|before, after| before.0 < after.0));
        assert_eq!(Column::decode(&column.encode()), Ok(column));
    }
}

/// Decodes an outline of these bytes, and of the same with a checksum that matches.
pub fn outline(bytes: &[u8]) {
    for bytes in [bytes.to_vec(), sealed(bytes)] {
        let Ok(outline) = Outline::decode(&bytes) else { continue };
        let lines = outline.lines(i32::MIN..i32::MAX, Outline::grid(60_000));
        assert!(lines.iter().all(|line| !line.points.is_empty()));
        assert_eq!(Outline::decode(&outline.encode()), Ok(outline));
    }
}

/// Decodes RR intervals of these bytes, and of the same with a checksum that matches.
pub fn rr(bytes: &[u8]) {
    for bytes in [bytes.to_vec(), sealed(bytes)] {
        let Ok(intervals_ms) = rr::decode(&bytes) else { continue };
        assert_eq!(rr::decode(&rr::encode(&intervals_ms)), Ok(intervals_ms));
    }
}

/// Reads a recording of these bytes, and a document: as `serde_json` does, and however they arrive.
pub fn samples(bytes: &[u8]) {
    let document = read(bytes, bytes.len(), |json| Value::deserialize(json));
    assert_eq!(document, serde_json::from_slice(bytes).ok());
    let recording = read(bytes, bytes.len(), Recording::read);
    let is_well_formed = serde_json::from_slice::<IgnoredAny>(bytes).is_ok();
    assert!(recording.is_none() || is_well_formed, "what is no JSON holds no recording");
    for step in [1, 7] {
        assert_eq!(read(bytes, step, |json| Value::deserialize(json)), document);
        assert_eq!(read(bytes, step, Recording::read), recording);
    }
    for column in recording.iter().flat_map(Recording::columns) {
        assert!(!column.is_empty());
        assert_eq!(Column::decode(&column.encode()).as_ref(), Ok(column));
    }
}

/// The bytes with the last four replaced by the checksum of the others.
fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes[..bytes.len().saturating_sub(4)].to_vec();
    bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
    bytes
}

fn read<T>(
    bytes: &[u8],
    step: usize,
    value: impl FnOnce(&mut json::Json<'_>) -> Result<T, json::Stop>,
) -> Option<T> {
    json::read(&mut Pieces { bytes, step }, value).ok()
}

/// A reader that hands over `step` bytes at a time.
struct Pieces<'a> {
    bytes: &'a [u8],
    step: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let step = self.step.min(buffer.len());
        self.bytes.read(&mut buffer[..step])
    }
}

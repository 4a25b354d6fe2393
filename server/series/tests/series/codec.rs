//! Columns and RR intervals survive the database; damage does not go unnoticed.

use std::sync::Arc;

use proptest::{collection::vec, prelude::*};
use series::{Channel, CodecError, Column, Outline, Recording, rr};

use crate::arbitrary;

/// The same content under a checksum that matches it.
fn resealed(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len().saturating_sub(4));
    let checksum = crc32fast::hash(&bytes);
    bytes.extend(checksum.to_le_bytes());
    bytes
}

#[test]
fn ninety_minutes_take_few_bytes() {
    let rows = 0..54_000;
    let speed_at = |row: i32| 14.0 + 13.0 * (f64::from(row) / 173.0).sin();
    let speed = rows.clone().map(|row| (row * 100, (speed_at(row) * 10.0).round() / 10.0));
    let speed = Column::from_samples(Channel::Speed, speed);
    assert_eq!((speed.len(), speed.decimals()), (54_000, Some(1)));
    assert!(speed.encode().len() < 54_000 / 2, "{} bytes", speed.encode().len());

    let still = Column::from_samples(Channel::Cadence, rows.map(|row| (row * 100, 0.0)));
    assert!(still.encode().len() < 100, "{} bytes", still.encode().len());
}

#[test]
fn short_columns_are_stored_as_they_are() {
    let column = Column::from_samples(Channel::Power, [(0, 200.0), (100, 210.0)]);
    let bytes = column.encode();
    assert_eq!(bytes.len(), 2 + 1 + 1 + 1 + 3 + 1 + 8 + 4);
    assert_eq!(Column::decode(&bytes), Ok(column));
}

#[test]
fn the_limits_are_read_back() {
    for finest in [1.0, 0.1, 0.01, 0.001] {
        let values = [finest, 2_147_483.0, -2_147_483.0, 0.0, -finest];
        for repeated in [1, 200] {
            let values = values.repeat(repeated);
            let instants = (0..).map(|row| i32::MIN + row * 2_000_000).take(values.len());
            let column = Column::from_samples(Channel::Distance, instants.zip(values));
            assert_eq!(column.len(), 5 * repeated);
            assert_eq!(Column::decode(&column.encode()), Ok(column));
        }
    }
    let ends = Column::from_samples(Channel::Power, [(i32::MIN, 0.0), (i32::MAX, 0.0)]);
    assert_eq!(Column::decode(&ends.encode()), Ok(ends));
}

#[test]
fn columns_share_their_instants_again() {
    let rows = (0..6_000).filter(|row| !(1_000..3_000).contains(row)).map(|row| (row * 100, 1.5));
    let columns = [Channel::Speed, Channel::Distance, Channel::ForwardAcceleration]
        .map(|channel| Column::from_samples(channel, rows.clone()));
    for column in &columns {
        assert!(column.encode().len() < 60, "instants with a hole take a few bytes");
    }
    let decoded = columns.map(|column| Column::decode(&column.encode()).unwrap());
    let recording = Recording::from_columns(decoded);
    let first = recording.columns()[0].timebase();
    assert!(recording.columns().iter().all(|column| Arc::ptr_eq(column.timebase(), first)));
}

#[test]
fn each_kind_of_damage_has_its_name() {
    let column = Column::from_samples(Channel::Latitude, [(0, 55.673_366), (100, 55.673_37)]);
    let bytes = column.encode();
    assert_eq!(Column::decode(&[]), Err(CodecError::Truncated));
    assert_eq!(Column::decode(&bytes[..3]), Err(CodecError::Truncated));
    assert_eq!(Column::decode(&bytes[..bytes.len() - 1]), Err(CodecError::Checksum));
    let changed = |from: usize, new: &[u8]| {
        let mut changed = bytes.clone();
        changed[from..from + new.len()].copy_from_slice(new);
        Column::decode(&resealed(changed))
    };
    assert_eq!(changed(0, &[2]), Err(CodecError::Version(2)));
    for (from, new, rule) in [
        (1, &[9][..], "its kind is unknown"),
        (1, &[255], "it is no column"),
        (2, &[4], "its decimals are out of range"),
        (3, &[3], "its instants are not as many as its values"),
        (3, &[0xff, 0xff, 0xff, 0x01], "a length is out of range"),
        (3, &[0xff; 10], "an integer is out of range"),
        (4, &[3], "a length is out of range"),
        (6, &[0], "a run of instants is out of range"),
        (8, &[7], "its packing is unknown"),
        (11, &[0xff, 0x7f], "a value is not a number"),
    ] {
        assert_eq!(changed(from, new), Err(CodecError::Malformed(rule)), "{new:?} at {from}");
    }
    let mut longer = bytes.clone();
    longer.insert(9, 0);
    assert_eq!(
        Column::decode(&resealed(longer)),
        Err(CodecError::Malformed("it has another number of values than announced"))
    );
    assert_eq!(rr::decode(&bytes), Err(CodecError::Malformed("these are no RR intervals")));
    assert_eq!(Column::decode(&rr::encode(&[None])), Err(CodecError::Malformed("it is no column")));
}

#[test]
fn an_outline_of_ninety_minutes_takes_few_bytes() {
    let rows = (0..54_000).map(|row| {
        let noise = f64::from(row * 7_919 % 601) / 100.0;
        (row * 100, ((14.0 + 8.0 * (f64::from(row) / 173.0).sin() + noise) * 10.0).round() / 10.0)
    });
    let column = Column::from_samples(Channel::Speed, rows);
    let bytes = Outline::of(&column).encode().len();
    assert!(bytes < 4_000, "{bytes} bytes");
}

#[test]
fn each_kind_of_damage_of_an_outline_has_its_name() {
    let column = Column::from_samples(Channel::Speed, [(0, 1.0), (100, 2.0), (90_000, 3.0)]);
    let outline = Outline::of(&column);
    let bytes = outline.encode();
    assert_eq!(bytes.len(), 2 + 1 + 1 + 1 + 2 + 1 + 1 + 12 + 1 + 12 + 4);
    assert_eq!(Outline::decode(&bytes), Ok(outline));
    for (from, new, rule) in [
        (1, &[Channel::Speed as u8][..], "it is no outline"),
        (1, &[128 + 9], "its kind is unknown"),
        (5, &[0], "a stretch has no values"),
        (5, &[1], "its stretches do not cover its values"),
        (6, &[2], "a length is out of range"),
        (7, &[200, 1], "a length is out of range"),
        (8, &[9], "its packing is unknown"),
        (13, &[0], "an instant is not after the one before"),
    ] {
        let mut changed = bytes.clone();
        changed[from..from + new.len()].copy_from_slice(new);
        assert_eq!(
            Outline::decode(&resealed(changed)),
            Err(CodecError::Malformed(rule)),
            "{new:?} at {from}"
        );
    }
    assert_eq!(Column::decode(&bytes), Err(CodecError::Malformed("it is no column")));
}

proptest! {
    #[test]
    fn an_outline_is_read_back_as_it_was(column in arbitrary::column(700)) {
        let outline = Outline::of(&column);
        prop_assert_eq!(Outline::decode(&outline.encode()), Ok(outline));
    }

    #[test]
    fn a_column_is_read_back_as_it_was(column in arbitrary::column(700)) {
        prop_assert_eq!(Column::decode(&column.encode()), Ok(column));
    }

    #[test]
    fn rr_intervals_are_read_back_as_they_were(intervals_ms in vec(any::<Option<u16>>(), 0..700)) {
        prop_assert_eq!(rr::decode(&rr::encode(&intervals_ms)), Ok(intervals_ms));
    }

    #[test]
    fn any_flipped_bit_is_noticed(column in arbitrary::column(300), place: prop::sample::Index, bit in 0..8_u8) {
        let mut bytes = column.encode();
        let index = place.index(bytes.len());
        bytes[index] ^= 1 << bit;
        prop_assert!(Column::decode(&bytes).is_err());
    }

    #[test]
    fn random_bytes_never_panic(bytes in vec(any::<u8>(), 0..200), version_is_known: bool) {
        let mut bytes = bytes;
        if let (true, Some(version)) = (version_is_known, bytes.first_mut()) {
            *version = 1;
        }
        let bytes = resealed(bytes);
        let _ = Column::decode(&bytes);
        let _ = Outline::decode(&bytes);
        let _ = rr::decode(&bytes);
    }

    #[test]
    fn damage_under_a_matching_checksum_never_panics(
        column in arbitrary::column(300),
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = column.encode();
        for (place, byte) in changes {
            let index = place.index(bytes.len());
            bytes[index] = byte;
        }
        if let Ok(decoded) = Column::decode(&resealed(bytes)) {
            prop_assert_eq!(decoded.iter().count(), decoded.len());
            prop_assert!(decoded.iter().all(|(_, value)| value.is_finite()));
            prop_assert!(decoded.iter().is_sorted_by(|before, after| before.0 < after.0));
        }
    }
}

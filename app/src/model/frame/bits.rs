//! Many small numbers in few bits: Golomb-Rice codes (Rice and Plaunt 1971), which suit numbers the rarer the larger
//! they are.
//!
//! A list is one byte with the number `k` of low bits, and then for each number its bits above those as so many zeros
//! and a one, and its low bits as they are. A number with more than [`MOST_ZEROS`] above is told by that many zeros and
//! a one, and all its 64 bits. Bits fill bytes from the lowest one on; the last byte is filled up with zeros.

/// What would take more zeros is told in full.
const MOST_ZEROS: u32 = 24;

/// More low bits are never useful.
const MOST_LOW_BITS: u8 = 48;

/// Appends a list of numbers.
pub(super) fn write(bytes: &mut Vec<u8>, numbers: &[u64]) {
    let low_bits = low_bits(numbers);
    bytes.push(low_bits);
    let mut writer = Writer { bytes, filled: 0, count: 0 };
    for number in numbers {
        let above = number >> low_bits;
        if above < u64::from(MOST_ZEROS) {
            writer.put(1 << above, above as u32 + 1);
            writer.put(number & mask(low_bits.into()), low_bits.into());
        } else {
            writer.put(1 << MOST_ZEROS, MOST_ZEROS + 1);
            writer.put(number & mask(32), 32);
            writer.put(number >> 32, 32);
        }
    }
    writer.finish();
}

/// Takes a list of so many numbers off the front of the bytes; `None` when they end too early.
pub(super) fn read(bytes: &mut &[u8], count: usize) -> Option<Vec<u64>> {
    let (&low_bits, rest) = bytes.split_first()?;
    if low_bits > MOST_LOW_BITS {
        return None;
    }
    // Each number takes this many bits at least, so that no count reserves more than the bytes can hold.
    let least_bits = count.checked_mul(1 + usize::from(low_bits))?;
    if least_bits.div_ceil(8) > rest.len() {
        return None;
    }
    let mut reader = Reader { all: rest, next: 0, filled: 0, count: 0 };
    let mut numbers = Vec::with_capacity(count);
    for _ in 0..count {
        let zeros = reader.zeros()?;
        numbers.push(if zeros < MOST_ZEROS {
            u64::from(zeros) << low_bits | reader.take(low_bits.into())?
        } else {
            reader.take(32)? | reader.take(32)? << 32
        });
    }
    *bytes = reader.rest();
    Some(numbers)
}

/// About the number of low bits with which the numbers take the fewest: those of their mean.
fn low_bits(numbers: &[u64]) -> u8 {
    let sum: u128 = numbers.iter().map(|number| u128::from(*number)).sum();
    let mean = sum / numbers.len().max(1) as u128;
    mean.checked_ilog2().map_or(0, |bits| bits as u8).min(MOST_LOW_BITS)
}

fn mask(bits: u32) -> u64 {
    (1 << bits) - 1
}

struct Writer<'a> {
    bytes: &'a mut Vec<u8>,
    /// Bits that have not been appended yet, fewer than 64 between two calls.
    filled: u64,
    count: u32,
}

impl Writer<'_> {
    /// Appends up to 48 bits.
    fn put(&mut self, bits: u64, count: u32) {
        self.filled |= bits << self.count;
        self.count += count;
        if let Some(left) = self.count.checked_sub(u64::BITS) {
            self.bytes.extend_from_slice(&self.filled.to_le_bytes());
            self.filled = bits >> (count - left);
            self.count = left;
        }
    }

    fn finish(self) {
        let bytes = self.count.div_ceil(8) as usize;
        self.bytes.extend_from_slice(&self.filled.to_le_bytes()[..bytes]);
    }
}

struct Reader<'a> {
    all: &'a [u8],
    /// The byte that is next to be filled in.
    next: usize,
    filled: u64,
    count: u32,
}

impl<'a> Reader<'a> {
    /// Fills up to more than 56 bits, as long as there are any.
    fn fill(&mut self) {
        while self.count <= 56
            && let Some(&byte) = self.all.get(self.next)
        {
            self.filled |= u64::from(byte) << self.count;
            self.count += 8;
            self.next += 1;
        }
    }

    /// How many zeros stand before the next one, which is taken with them.
    fn zeros(&mut self) -> Option<u32> {
        self.fill();
        let zeros = self.filled.trailing_zeros();
        // More than that are never written.
        if zeros > MOST_ZEROS || zeros >= self.count {
            return None;
        }
        self.skip(zeros + 1);
        Some(zeros)
    }

    /// The next so many bits, up to 48.
    fn take(&mut self, count: u32) -> Option<u64> {
        self.fill();
        if count > self.count {
            return None;
        }
        let bits = self.filled & mask(count);
        self.skip(count);
        Some(bits)
    }

    fn skip(&mut self, count: u32) {
        self.filled >>= count;
        self.count -= count;
    }

    /// The bytes of which nothing has been taken.
    fn rest(&self) -> &'a [u8] {
        &self.all[self.next - self.count as usize / 8..]
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn written(numbers: &[u64]) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(&mut bytes, numbers);
        bytes
    }

    proptest! {
        #[test]
        fn numbers_come_back_and_what_follows_is_left(
            numbers in vec(prop_oneof![0..4_u64, 0..5_000_u64, any::<u64>()], 0..300),
            tail in vec(any::<u8>(), 0..20),
        ) {
            let bytes = [written(&numbers), tail.clone()].concat();
            let mut left = &bytes[..];
            prop_assert_eq!(read(&mut left, numbers.len()), Some(numbers));
            prop_assert_eq!(left, &tail[..]);
        }

        #[test]
        fn any_bytes_give_numbers_or_nothing(bytes in vec(any::<u8>(), 0..100), count in 0..1_000_usize) {
            let mut left = &bytes[..];
            if let Some(numbers) = read(&mut left, count) {
                prop_assert_eq!(numbers.len(), count);
                prop_assert!(left.len() < bytes.len());
            } else {
                prop_assert_eq!(left.len(), bytes.len());
            }
        }

        #[test]
        fn a_part_is_nothing(numbers in vec(0..500_u64, 1..100), cut in 1..20_usize) {
            let bytes = written(&numbers);
            let mut left = &bytes[..bytes.len().saturating_sub(cut)];
            prop_assert_eq!(read(&mut left, numbers.len()), None);
        }
    }

    #[test]
    fn a_count_that_the_bytes_cannot_hold_reserves_nothing() {
        for count in [9, 1_000_000_000, usize::MAX] {
            assert_eq!(read(&mut &[0, 0xff][..], count), None);
        }
        assert_eq!(read(&mut &[49, 0xff, 0xff][..], 1), None, "no such number of low bits");
    }

    #[test]
    fn small_numbers_take_few_bits() {
        assert_eq!(written(&[0; 800]).len(), 101);
        // The mean is 31.5, its entropy 6 bits.
        let even: Vec<u64> = (0..800).map(|number| number % 64).collect();
        assert!(written(&even).len() < 660, "{}", written(&even).len());
    }
}

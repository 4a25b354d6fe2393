//! Chance that repeats itself.

/// A small random generator (`SplitMix64`). It is written out here because the season must not
/// change when a library changes how it draws, and because it is fast without optimisation too.
#[derive(Debug, Clone)]
pub(crate) struct Dice {
    state: u64,
}

impl Dice {
    /// The dice for one subject: its own stream, whatever else was drawn before.
    pub(crate) fn new(seed: u64, subject: &str, numbers: &[u64]) -> Self {
        let mut dice = Self { state: seed };
        for byte in subject.bytes() {
            dice.stir(u64::from(byte));
        }
        for number in numbers {
            dice.stir(*number);
        }
        dice
    }

    fn stir(&mut self, value: u64) {
        self.state ^= value.wrapping_mul(0xd6e8_feb8_6659_fd93);
        self.state = self.next();
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// At least 0 and below 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// At least `low` and below `high`.
    pub(crate) fn range(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// `low` to `high`, both possible.
    pub(crate) fn whole(&mut self, low: u32, high: u32) -> u32 {
        low + (self.unit() * f64::from(high - low + 1)) as u32
    }

    /// True in this share of the cases.
    pub(crate) fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// Around 0 with a standard deviation of 1, never beyond 3.
    pub(crate) fn noise(&mut self) -> f64 {
        // Three uniform values have a variance of 3/12.
        2.0 * (self.unit() + self.unit() + self.unit() - 1.5)
    }

    /// One of `items`, which must not be empty.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[(self.unit() * items.len() as f64) as usize]
    }

    /// A random order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.whole(0, last as u32) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_subject_gives_the_same_values_and_another_one_others() {
        let draw = |seed, subject, numbers: &[u64]| Dice::new(seed, subject, numbers).next();
        assert_eq!(draw(1, "roster", &[2]), draw(1, "roster", &[2]));
        let others = [draw(2, "roster", &[2]), draw(1, "rooster", &[2]), draw(1, "roster", &[3])];
        assert!(!others.contains(&draw(1, "roster", &[2])));
    }

    #[test]
    fn values_have_the_promised_shape() {
        let mut dice = Dice::new(7, "shape", &[]);
        let mut squares = 0.0;
        let mut seen = [0; 3];
        for _ in 0..30_000 {
            assert!((0.0..1.0).contains(&dice.unit()));
            let noise = dice.noise();
            assert!(noise.abs() <= 3.0);
            squares += noise * noise;
            seen[dice.whole(0, 2) as usize] += 1;
        }
        assert!((0.97..1.03).contains(&(squares / 30_000.0)));
        assert!(seen.iter().all(|count| (9_500..10_500).contains(count)), "{seen:?}");
        let mut cards: Vec<u32> = (0..50).collect();
        dice.shuffle(&mut cards);
        assert_ne!(cards, (0..50).collect::<Vec<_>>());
        cards.sort_unstable();
        assert_eq!(cards, (0..50).collect::<Vec<_>>());
    }
}

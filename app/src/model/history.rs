//! What a player usually does.

use serde::{Deserialize, Serialize};

use super::{Figure, PerFigure};

/// What a figure usually is: its mean and standard deviation over a player's sessions before.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// The mean, in the figure's unit.
    pub mean: f64,
    /// The standard deviation of a sample (n − 1), in the figure's unit.
    pub sd: f64,
    /// Over how many sessions.
    pub sessions: u32,
}

/// On which side of what is usual a value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// More than a standard deviation below the mean.
    Below,
    /// More than a standard deviation above the mean.
    Above,
}

impl Reference {
    /// Over how many sessions at most.
    pub const SESSIONS: usize = 10;

    /// From how many sessions on there is one: fewer say nothing about what is usual.
    pub const LEAST_SESSIONS: usize = 4;

    /// Of the values of a figure in so many sessions; `None` for too few.
    pub fn of(values: &[f64]) -> Option<Self> {
        let (mean, sd) = mean_and_sd(values)?;
        let sessions = u32::try_from(values.len()).ok()?;
        (values.len() >= Self::LEAST_SESSIONS).then_some(Self { mean, sd, sessions })
    }

    /// For each value in the order of time, what was usual before it: of the last [`Self::SESSIONS`] that were measured.
    pub fn rolling(values: &[Option<f64>]) -> Vec<Option<Self>> {
        let mut before: Vec<f64> = Vec::with_capacity(values.len());
        values
            .iter()
            .map(|value| {
                let last = &before[before.len().saturating_sub(Self::SESSIONS)..];
                let reference = Self::of(last);
                before.extend(value);
                reference
            })
            .collect()
    }

    /// For each figure, of the values in a player's sessions, last first.
    pub fn per_figure(sessions: &[PerFigure<f64>]) -> PerFigure<Self> {
        PerFigure::of(|figure: Figure| {
            let values = sessions.iter().filter_map(|session| session.get(figure));
            Self::of(&values.take(Self::SESSIONS).collect::<Vec<_>>())
        })
    }

    /// Where a value lies that is further from the mean than one standard deviation; what differs by less than numbers
    /// are exact does not.
    pub fn side(&self, value: f64) -> Option<Side> {
        let rounding = self.mean.abs() * 1e-9;
        let beyond = (value - self.mean).abs() > self.sd + rounding;
        beyond.then_some(if value < self.mean { Side::Below } else { Side::Above })
    }
}

/// The mean, and the standard deviation of a sample (n − 1), of at least two values.
pub fn mean_and_sd(values: &[f64]) -> Option<(f64, f64)> {
    if values.len() < 2 {
        return None;
    }
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Some((mean, (squares / (values.len() - 1) as f64).sqrt()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_deviation_is_that_of_a_sample() {
        let (mean, sd) = mean_and_sd(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).unwrap();
        assert!((mean - 5.0).abs() < 1e-12);
        assert!((sd - (32.0_f64 / 7.0).sqrt()).abs() < 1e-12);
        assert_eq!(mean_and_sd(&[1.0]), None);
        assert_eq!(mean_and_sd(&[]), None);
    }

    #[test]
    fn too_few_sessions_have_no_reference() {
        assert_eq!(Reference::of(&[1.0, 2.0, 3.0]), None);
        assert_eq!(Reference::of(&[1.0, 2.0, 3.0, 4.0]).map(|it| it.sessions), Some(4));
    }

    #[test]
    fn a_session_is_compared_with_those_before_it() {
        let mut values: Vec<_> = (0..12).map(|n| Some(f64::from(n))).collect();
        values[1] = None;
        let references = Reference::rolling(&values);
        assert!(references[..5].iter().all(Option::is_none), "{references:?}");
        assert_eq!(references[5], Reference::of(&[0.0, 2.0, 3.0, 4.0]));
        let ten: Vec<f64> = [0.0].into_iter().chain((2..11).map(f64::from)).collect();
        assert_eq!(references[11], Reference::of(&ten));
    }

    #[test]
    fn only_the_last_sessions_that_have_the_figure_count() {
        let session = |distance| {
            PerFigure::of(|figure| if figure == Figure::Distance { distance } else { None })
        };
        let mut sessions = vec![session(None), session(None)];
        sessions.extend((1..=11).map(|n| session(Some(f64::from(n)))));
        let references = Reference::per_figure(&sessions);
        let expected: Vec<f64> = (1..=10).map(f64::from).collect();
        assert_eq!(references.get(Figure::Distance), Reference::of(&expected));
        assert_eq!(references.get(Figure::Load), None);
    }

    #[test]
    fn what_is_always_the_same_stands_out_when_it_changes() {
        let reference = Reference::of(&[0.1 + 0.2; 7]).unwrap();
        assert_eq!(reference.side(0.3), None);
        assert_eq!(reference.side(0.31), Some(Side::Above));
        assert_eq!(reference.side(0.29), Some(Side::Below));
    }

    proptest! {
        #[test]
        fn a_reference_moves_and_grows_with_its_values(
            values in prop::collection::vec(-1e4..1e4_f64, 4..30),
            shift in -1e4..1e4_f64,
            factor in 0.1..10.0_f64,
        ) {
            let plain = Reference::of(&values).unwrap();
            let changed: Vec<f64> = values.iter().map(|value| value * factor + shift).collect();
            let changed = Reference::of(&changed).unwrap();
            prop_assert!((changed.mean - (plain.mean * factor + shift)).abs() < 1e-6);
            prop_assert!((changed.sd - plain.sd * factor).abs() < 1e-6);
            let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
            let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            prop_assert!((lowest - 1e-9..=highest + 1e-9).contains(&plain.mean));
            prop_assert!(plain.sd >= 0.0 && plain.sd <= highest - lowest + 1e-9);
        }

        #[test]
        fn what_comes_later_changes_no_reference(
            values in prop::collection::vec(prop::option::of(0.0..1e4_f64), 0..40),
            cut in 0..40_usize,
        ) {
            let cut = cut.min(values.len());
            let references = Reference::rolling(&values);
            prop_assert_eq!(references.len(), values.len());
            let early = Reference::rolling(&values[..cut]);
            prop_assert_eq!(&references[..cut], early.as_slice());
        }
    }
}

//! What a session cost the body, from the heart rate.

use crate::season::{clubs::Sex, roster::Physique};

/// Sums over time.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Load {
    /// Banister's training impulse, summed over the samples: minutes · x · a · e^(b·x) for the
    /// share x of the heart rate reserve, a and b by sex (Banister 1991).
    pub(crate) cardio: f64,
    /// Keytel's estimate from heart rate, mass and age (Keytel et al. 2005), at least at rest.
    pub(crate) kilocalories: f64,
}

/// What a body needs doing nothing.
const REST_KCAL_PER_MINUTE: f64 = 1.2;
const KILOJOULES_PER_KILOCALORIE: f64 = 4.184;

impl Load {
    /// Adds `minutes` at this heart rate.
    pub(super) fn add(&mut self, rate: f64, minutes: f64, physique: &Physique) {
        let Physique { sex, age_years, mass_kg, hr_max, hr_rest, .. } = physique;
        let share = ((rate - hr_rest) / (hr_max - hr_rest)).max(0.0);
        let age = f64::from(*age_years);
        let (a, b, kilojoules) = match sex {
            Sex::Male => (0.64, 1.92, -55.0969 + 0.6309 * rate + 0.1988 * mass_kg + 0.2017 * age),
            Sex::Female => (0.86, 1.67, -20.4022 + 0.4472 * rate - 0.1263 * mass_kg + 0.074 * age),
        };
        self.cardio += minutes * share * a * (b * share).exp();
        let kilocalories = kilojoules / KILOJOULES_PER_KILOCALORIE;
        self.kilocalories += minutes * kilocalories.max(REST_KCAL_PER_MINUTE);
    }

    /// How long to rest, by a rule of thumb: ten minutes for each point of cardio load.
    pub(crate) fn recovery_ms(&self) -> u64 {
        (self.cardio * 600_000.0) as u64
    }
}

/// The share of fat in the burnt energy, by a rule of thumb: 60 percent at rest, 10 at the maximum.
pub(crate) fn fat_percentage(rate: f64, physique: &Physique) -> f64 {
    let share = (rate - physique.hr_rest) / (physique.hr_max - physique.hr_rest);
    60.0 - 50.0 * share.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_at_half_of_the_reserve() {
        let physique = Physique {
            sex: Sex::Male,
            age_years: 25,
            mass_kg: 75.0,
            hr_max: 190.0,
            hr_rest: 50.0,
            top_speed_ms: 9.0,
            engine: 1.0,
        };
        let mut load = Load::default();
        for _ in 0..3_600 {
            load.add(120.0, 1.0 / 60.0, &physique);
        }
        // 60 · 0.5 · 0.64 · e^0.96, and 60 · (−55.0969 + 75.708 + 14.91 + 5.0425) / 4.184.
        assert!((load.cardio - 50.145).abs() < 0.01, "{}", load.cardio);
        assert!((load.kilocalories - 581.70).abs() < 0.1, "{}", load.kilocalories);
    }
}

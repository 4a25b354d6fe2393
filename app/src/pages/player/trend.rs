//! One figure over time: points, and the band of what was usual.

use chrono::NaiveDate;

use crate::{
    components::round_up,
    model::{Figure, PlayedSession, Reference, Side},
};

/// A figure of a player's sessions, placed on a picture whose sides are 1 long, with the origin at its lower left.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Trend {
    /// Round values at the same distance from each other, from the bottom to the top.
    pub(super) ticks: Vec<f64>,
    /// The first and the last day.
    pub(super) days: (NaiveDate, NaiveDate),
    /// The sessions in which it was measured, in the order of time.
    pub(super) points: Vec<Point>,
    /// What was usual before these sessions, from the first one on before which there was anything usual.
    pub(super) band: Vec<Usual>,
}

/// A session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// Which of the sessions.
    pub(super) session: usize,
    pub(super) value: f64,
    pub(super) x: f64,
    pub(super) y: f64,
    /// Where it lies when that is not usual.
    pub(super) side: Option<Side>,
}

/// Mean and mean ± SD before a session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Usual {
    pub(super) x: f64,
    pub(super) low: f64,
    pub(super) mean: f64,
    pub(super) high: f64,
}

impl Trend {
    /// Of sessions that come newest first; `None` when the figure was measured in none of them.
    pub(super) fn of(figure: Figure, sessions: &[PlayedSession]) -> Option<Self> {
        let dated = sessions.iter().enumerate().rev().filter_map(|(session, played)| {
            Some((session, played.session.start?, played.value(figure)?))
        });
        let dated: Vec<_> = dated.collect();
        let values: Vec<Option<f64>> = dated.iter().map(|(_, _, value)| Some(*value)).collect();
        let references = Reference::rolling(&values);
        let (first, last) = (dated.first()?.1, dated.last()?.1);
        let length_s = (last - first).num_seconds() as f64;
        let scale = Scale::of(dated.iter().zip(&references).flat_map(|((_, _, value), usual)| {
            let band =
                usual.iter().flat_map(|usual| [usual.mean - usual.sd, usual.mean + usual.sd]);
            std::iter::once(*value).chain(band)
        }));
        let (mut points, mut band) = (Vec::with_capacity(dated.len()), Vec::new());
        for ((session, at, value), usual) in dated.into_iter().zip(references) {
            let x = if length_s > 0.0 { (at - first).num_seconds() as f64 / length_s } else { 0.5 };
            points.push(Point {
                session,
                value,
                x,
                y: scale.share(value),
                side: usual.and_then(|usual| usual.side(value)),
            });
            band.extend(usual.map(|Reference { mean, sd, .. }| Usual {
                x,
                low: scale.share(mean - sd),
                mean: scale.share(mean),
                high: scale.share(mean + sd),
            }));
        }
        Some(Self { ticks: scale.ticks(), days: (first.date(), last.date()), points, band })
    }
}

/// From one round value to another, in a few round steps.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Scale {
    low: f64,
    step: f64,
    steps: u32,
}

impl Scale {
    const MOST_STEPS: f64 = 4.0;

    fn of(values: impl Iterator<Item = f64> + Clone) -> Self {
        let low = values.clone().fold(f64::INFINITY, f64::min);
        let high = values.fold(f64::NEG_INFINITY, f64::max);
        // What is always the same is between two values, too.
        let least = (low.abs() * 1e-3).max(1e-3);
        let mut step = round_up(((high - low) / Self::MOST_STEPS).max(least));
        loop {
            let (bottom, top) = ((low / step).floor(), (high / step).ceil());
            let steps = (top - bottom).max(1.0);
            if steps <= Self::MOST_STEPS {
                return Self { low: bottom * step, step, steps: steps as u32 };
            }
            step = round_up(step * 1.01);
        }
    }

    fn share(self, value: f64) -> f64 {
        (value - self.low) / (f64::from(self.steps) * self.step)
    }

    fn ticks(self) -> Vec<f64> {
        (0..=self.steps).map(|steps| self.low + f64::from(steps) * self.step).collect()
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Figures, PerFigure, SessionRow};

    /// A session a day, newest first.
    fn sessions(distances_m: &[Option<f64>]) -> Vec<PlayedSession> {
        let first = NaiveDate::from_ymd_opt(2025, 9, 1).unwrap();
        let played = |(place, distance_m): (usize, &Option<f64>)| {
            let day = first.checked_add_days(Days::new(place as u64)).unwrap();
            let figures = Figures { distance_m: *distance_m, ..Figures::default() };
            PlayedSession {
                session: SessionRow {
                    id: format!("{place}").into(),
                    name: None,
                    session_type: None,
                    start: day.and_hms_opt(18, 0, 0),
                    duration_ms: None,
                },
                player_session_id: None,
                values: Some(PerFigure::values(&figures)),
            }
        };
        distances_m.iter().enumerate().map(played).rev().collect()
    }

    fn trend(distances_m: &[f64]) -> Trend {
        let distances_m: Vec<_> = distances_m.iter().copied().map(Some).collect();
        Trend::of(Figure::Distance, &sessions(&distances_m)).unwrap()
    }

    #[test]
    fn points_go_from_the_first_to_the_last_day_on_a_round_scale() {
        let trend = trend(&[5_200.0, 7_900.0, 6_000.0]);
        let ticks: Vec<_> = trend.ticks.iter().map(|tick| tick.round() as i32).collect();
        assert_eq!(ticks, [5_000, 6_000, 7_000, 8_000]);
        let points: Vec<_> =
            trend.points.iter().map(|it| (it.session, it.x, (it.y * 1e3).round() as i32)).collect();
        assert_eq!(points, [(2, 0.0, 67), (1, 0.5, 967), (0, 1.0, 333)]);
        assert_eq!(trend.days.0.to_string(), "2025-09-01");
        assert_eq!(trend.band, [], "nothing is usual yet");
    }

    #[test]
    fn what_is_beyond_the_band_stands_out() {
        let trend = trend(&[10.0, 12.0, 10.0, 12.0, 30.0, 11.0, 1.0]);
        let sides: Vec<_> = trend.points.iter().map(|point| point.side).collect();
        assert_eq!(sides[..4], [None; 4], "there is no band yet");
        assert_eq!(sides[4..], [Some(Side::Above), None, Some(Side::Below)]);
        assert_eq!((trend.band.len(), trend.band[0].x), (3, trend.points[4].x));
    }

    #[test]
    fn what_was_not_measured_has_no_point() {
        let played = sessions(&[Some(1.0), None, Some(2.0)]);
        let trend = Trend::of(Figure::Distance, &played).unwrap();
        assert_eq!(trend.points.iter().map(|it| it.session).collect::<Vec<_>>(), [2, 0]);
        assert_eq!(Trend::of(Figure::Load, &played), None);
        assert_eq!(Trend::of(Figure::Distance, &[]), None);
    }

    #[test]
    fn a_single_session_is_in_the_middle() {
        let trend = trend(&[500.0]);
        assert!((trend.points[0].x - 0.5).abs() < 1e-9);
        assert!((0.0..=1.0).contains(&trend.points[0].y));
        assert!((0.0..=1.0).contains(&super::tests::trend(&[0.0, 0.0]).points[1].y));
    }

    proptest! {
        #[test]
        fn everything_is_inside(values in prop::collection::vec(0.0..20_000.0_f64, 1..60)) {
            let trend = trend(&values);
            let inside = |share: f64| (-1e-9..=1.0 + 1e-9).contains(&share);
            prop_assert!(trend.points.iter().all(|point| inside(point.x) && inside(point.y)));
            let is_inside = |it: &Usual| {
                inside(it.low) && inside(it.high) && it.low <= it.mean && it.mean <= it.high
            };
            prop_assert!(trend.band.iter().all(is_inside));
            prop_assert_eq!(trend.points.len(), values.len());
            prop_assert_eq!(trend.band.len(), values.len().saturating_sub(4));
        }
    }
}

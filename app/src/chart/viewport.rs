//! Which window of the recording is shown, and how it moves.

use crate::model::Window;

/// The window that is shown, always inside of the whole recording and never narrower than
/// [`Viewport::MIN_WIDTH_MS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewport {
    whole: Window,
    window: Window,
}

/// An instant that is held at a place of the chart, as a finger holds it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pin {
    /// The instant, in ms.
    pub at_ms: f64,
    /// The place: 0 at the chart's left edge, 1 at its right one.
    pub share: f64,
}

impl Viewport {
    /// The narrowest window, in ms: 20 samples at 10 Hz.
    pub const MIN_WIDTH_MS: u32 = 2_000;

    /// A window of a recording; moved inside when it lies beyond the ends.
    pub fn new(whole: Window, window: Window) -> Self {
        Self { whole, window: whole }
            .fitted(f64::from(window.from_ms), f64::from(window.duration_ms()))
    }

    /// The window that is shown.
    pub fn window(self) -> Window {
        self.window
    }

    /// The whole recording.
    pub fn whole(self) -> Window {
        self.whole
    }

    /// Whether less than the whole recording is shown.
    pub fn is_zoomed(self) -> bool {
        self.window != self.whole
    }

    /// Showing the whole recording.
    #[must_use]
    pub fn reset(self) -> Self {
        Self { window: self.whole, ..self }
    }

    /// Another window of the same recording.
    #[must_use]
    pub fn showing(self, window: Window) -> Self {
        Self::new(self.whole, window)
    }

    /// Wider by `factor` (narrower below 1); what is at `about_ms` stays where it is, unless an end is met.
    #[must_use]
    pub fn zoomed(self, about_ms: f64, factor: f64) -> Self {
        let width_ms = self.allowed_width_ms(self.width_ms() * factor);
        let share = (about_ms - self.start_ms()) / self.width_ms();
        self.fitted(about_ms - share * width_ms, width_ms)
    }

    /// Moved towards later instants, by so many ms.
    #[must_use]
    pub fn panned(self, by_ms: f64) -> Self {
        self.fitted(self.start_ms() + by_ms, self.width_ms())
    }

    /// Moved so that a pin's instant is at its place.
    #[must_use]
    pub fn held(self, pin: Pin) -> Self {
        self.fitted(pin.at_ms - pin.share * self.width_ms(), self.width_ms())
    }

    /// Moved and stretched so that the instants of both pins are at their places. Where that would be too narrow or
    /// too wide, the middle between the pins stays in its place.
    #[must_use]
    pub fn pinched(self, a: Pin, b: Pin) -> Self {
        let stretched_ms = (b.at_ms - a.at_ms) / (b.share - a.share);
        // Fingers on one spot, or on the wrong side of each other: as narrow as can be.
        let width_ms = if stretched_ms > 0.0 { stretched_ms } else { 0.0 };
        let width_ms = self.allowed_width_ms(width_ms);
        let middle =
            Pin { at_ms: f64::midpoint(a.at_ms, b.at_ms), share: f64::midpoint(a.share, b.share) };
        self.fitted(middle.at_ms - middle.share * width_ms, width_ms)
    }

    /// From one instant to another, in any order; widened evenly when that is too narrow.
    #[must_use]
    pub fn selected(self, a_ms: f64, b_ms: f64) -> Self {
        let width_ms = self.allowed_width_ms((b_ms - a_ms).abs());
        self.fitted(f64::midpoint(a_ms, b_ms) - width_ms / 2.0, width_ms)
    }

    /// Moved as little as needed so that an instant is shown.
    #[must_use]
    pub fn revealing(self, at_ms: i32) -> Self {
        let at_ms = f64::from(at_ms);
        let latest_ms = self.start_ms() + self.width_ms() - 1.0;
        self.panned((at_ms - latest_ms).max(0.0) + (at_ms - self.start_ms()).min(0.0))
    }

    /// The nearest instant of the recording.
    pub fn nearest_instant(self, at_ms: f64) -> i32 {
        (at_ms.round() as i32).clamp(self.whole.from_ms, self.whole.to_ms - 1)
    }

    fn start_ms(self) -> f64 {
        self.window.from_ms.into()
    }

    fn width_ms(self) -> f64 {
        self.window.duration_ms().into()
    }

    fn allowed_width_ms(self, width_ms: f64) -> f64 {
        let whole_ms = f64::from(self.whole.duration_ms());
        width_ms.max(f64::from(Self::MIN_WIDTH_MS)).min(whole_ms)
    }

    /// The window of this width, nearest to `from_ms`, that lies inside the recording.
    fn fitted(self, from_ms: f64, width_ms: f64) -> Self {
        let width_ms = self.allowed_width_ms(width_ms).round();
        let earliest_ms = f64::from(self.whole.from_ms);
        let latest_ms = f64::from(self.whole.to_ms) - width_ms;
        let from_ms = from_ms.round().max(earliest_ms).min(latest_ms);
        Self {
            window: Window { from_ms: from_ms as i32, to_ms: (from_ms + width_ms) as i32 },
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WHOLE: Window = Window { from_ms: -600_000, to_ms: 5_400_000 };

    fn viewport(from_ms: i32, to_ms: i32) -> Viewport {
        Viewport::new(WHOLE, Window { from_ms, to_ms })
    }

    fn shown(viewport: Viewport) -> (i32, i32) {
        (viewport.window().from_ms, viewport.window().to_ms)
    }

    #[test]
    fn zooming_keeps_the_instant_in_its_place() {
        assert_eq!(shown(viewport(0, 100_000).zoomed(25_000.0, 0.5)), (12_500, 62_500));
        assert_eq!(shown(viewport(12_500, 62_500).zoomed(25_000.0, 2.0)), (0, 100_000));
    }

    #[test]
    fn the_ends_stop_every_movement() {
        let all = (WHOLE.from_ms, WHOLE.to_ms);
        assert_eq!(shown(viewport(0, 100_000).zoomed(50_000.0, 1e9)), all);
        assert_eq!(shown(viewport(0, 100_000).panned(-1e9)), (-600_000, -500_000));
        assert_eq!(shown(viewport(0, 100_000).panned(1e9)), (5_300_000, 5_400_000));
        assert_eq!(shown(viewport(0, 100_000).zoomed(50_000.0, 0.0)), (49_000, 51_000));
        assert_eq!(shown(viewport(5_399_000, 9_000_000)), (1_799_000, 5_400_000));
        assert_eq!(shown(viewport(0, 100_000).reset()), all);
    }

    #[test]
    fn a_selection_may_be_made_backwards_and_has_a_least_width() {
        assert_eq!(shown(viewport(0, 100_000).selected(60_000.0, 30_000.0)), (30_000, 60_000));
        assert_eq!(shown(viewport(0, 100_000).selected(30_000.0, 30_100.0)), (29_050, 31_050));
    }

    #[test]
    fn an_instant_is_revealed_by_moving_as_little_as_needed() {
        assert_eq!(shown(viewport(0, 10_000).revealing(5_000)), (0, 10_000));
        assert_eq!(shown(viewport(0, 10_000).revealing(-100)), (-100, 9_900));
        assert_eq!(shown(viewport(0, 10_000).revealing(10_000)), (1, 10_001));
    }

    #[test]
    fn a_recording_shorter_than_the_least_width_is_shown_as_a_whole() {
        let whole = Window { from_ms: 0, to_ms: 500 };
        assert_eq!(Viewport::new(whole, Window { from_ms: 100, to_ms: 200 }).window(), whole);
    }

    fn any_viewport() -> impl Strategy<Value = Viewport> {
        (any::<i32>(), 1..2_000_000_000_u32, any::<i32>(), 1..2_000_000_000_u32).prop_filter_map(
            "beyond the numbers",
            |(whole_from, whole_width, from, width)| {
                let whole = Window::new(whole_from, whole_from.checked_add_unsigned(whole_width)?)?;
                Some(Viewport::new(whole, Window::new(from, from.checked_add_unsigned(width)?)?))
            },
        )
    }

    proptest! {
        #[test]
        fn whatever_happens_the_window_stays_inside(
            start in any_viewport(), kind in 0..6_u8, a in any::<f64>(), b in any::<f64>(), c in any::<f64>(), d in any::<f64>(),
        ) {
            let moved = match kind {
                0 => start.zoomed(a, b),
                1 => start.panned(a),
                2 => start.held(Pin { at_ms: a, share: b }),
                3 => start.pinched(Pin { at_ms: a, share: b }, Pin { at_ms: c, share: d }),
                4 => start.selected(a, b),
                _ => start.revealing(a as i32),
            };
            let Window { from_ms, to_ms } = moved.window();
            prop_assert!(start.whole.from_ms <= from_ms && to_ms <= start.whole.to_ms);
            let width = moved.window().duration_ms();
            prop_assert!(width >= Viewport::MIN_WIDTH_MS.min(start.whole.duration_ms()));
        }

        #[test]
        fn both_fingers_keep_what_they_hold(
            a_share in 0.0..0.45_f64, b_share in 0.55..1.0_f64, a_ms in 1_000_000.0..2_000_000.0_f64, width_ms in 10_000.0..200_000.0_f64,
        ) {
            let [a, b] = [a_share, b_share].map(|share| Pin { at_ms: a_ms + share * width_ms, share });
            let window = viewport(0, 100_000).pinched(a, b).window();
            for pin in [a, b] {
                let at_place_ms = f64::from(window.from_ms) + pin.share * f64::from(window.duration_ms());
                prop_assert!((at_place_ms - pin.at_ms).abs() <= 1.5);
            }
        }

        #[test]
        fn zooming_in_and_out_again_comes_back(about_ms in 1_000_000.0..2_000_000.0_f64, factor in 0.3..1.0_f64) {
            let start = viewport(1_000_000, 2_000_000);
            let back = start.zoomed(about_ms, factor).zoomed(about_ms, 1.0 / factor).window();
            prop_assert!(back.from_ms.abs_diff(start.window().from_ms) <= 5);
            prop_assert!(back.to_ms.abs_diff(start.window().to_ms) <= 5);
        }
    }
}

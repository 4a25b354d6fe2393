//! Where the parts of a chart are: a strip of markers, stacked lanes, and the time axis below.

use crate::model::Window;

/// Where the parts of a chart are, in CSS px from its top left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Its width.
    pub width_px: f64,
    /// Its height.
    pub height_px: f64,
    /// From left to right, where the lines are.
    pub plot: Span,
    /// From top to bottom, where phases and other markers are named.
    pub marker_strip: (f64, f64),
    /// The lanes, from top to bottom.
    pub lanes: Vec<LanePlace>,
    /// The top of the time labels.
    pub time_labels_px: f64,
}

/// Where a lane is, in CSS px from the chart's top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LanePlace {
    /// The top of the row with the lane's name.
    pub title_px: f64,
    /// Where its highest value is.
    pub top_px: f64,
    /// Where its lowest value is.
    pub bottom_px: f64,
}

/// The part of the chart's width that shows a window of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Where the window starts, in CSS px from the chart's left.
    pub left_px: f64,
    /// Where it ends.
    pub right_px: f64,
}

const LEFT_GUTTER_PX: f64 = 48.0;
const RIGHT_GUTTER_PX: f64 = 16.0;
const MARKER_STRIP_PX: f64 = 20.0;
const TITLE_PX: f64 = 20.0;
const TIME_LABELS_PX: f64 = 20.0;
const LANE_GAP_PX: f64 = 6.0;
const MIN_LANE_PX: f64 = 24.0;

impl Layout {
    /// The width for which a chart is drawn when nobody knows the page's.
    pub const NATURAL_WIDTH_PX: f64 = 1_000.0;

    /// The height at the natural width: fewer lanes are higher. The SVG gives the chart on the page the same shape.
    pub fn natural_height_px(lanes: usize) -> f64 {
        let lanes = lanes.max(1) as f64;
        // On a tablet eight of the lowest fit on the screen; on a phone, where charts are narrower, they are 64 px.
        let row_px = (372.0 / lanes).clamp(84.0, 226.0).round();
        MARKER_STRIP_PX + TIME_LABELS_PX + lanes * row_px
    }

    /// The parts of a chart of a certain size, all lanes of one height.
    pub fn new(width_px: f64, height_px: f64, lanes: usize) -> Self {
        let rows = lanes.max(1) as f64;
        let row_px = ((height_px - MARKER_STRIP_PX - TIME_LABELS_PX) / rows)
            .max(TITLE_PX + MIN_LANE_PX + LANE_GAP_PX);
        let lanes = (0..lanes).map(|index| {
            let title_px = MARKER_STRIP_PX + index as f64 * row_px;
            LanePlace {
                title_px,
                top_px: title_px + TITLE_PX,
                bottom_px: title_px + row_px - LANE_GAP_PX,
            }
        });
        Self {
            width_px,
            height_px,
            plot: Span {
                left_px: LEFT_GUTTER_PX,
                right_px: (width_px - RIGHT_GUTTER_PX).max(LEFT_GUTTER_PX + 1.0),
            },
            marker_strip: (0.0, MARKER_STRIP_PX - 4.0),
            lanes: lanes.collect(),
            time_labels_px: MARKER_STRIP_PX + rows * row_px,
        }
    }

    /// The top of the first lane, with its name, and the foot of the last; `None` without lanes.
    pub fn lanes_px(&self) -> Option<(f64, f64)> {
        Some((self.lanes.first()?.title_px, self.lanes.last()?.bottom_px))
    }
}

impl Span {
    /// Its width, in CSS px.
    pub fn width_px(self) -> f64 {
        self.right_px - self.left_px
    }

    /// How far from its left edge to its right one a place is: 0 to 1 inside.
    pub fn share_at(self, x_px: f64) -> f64 {
        (x_px - self.left_px) / self.width_px()
    }

    /// The instant that is shown at a place, in ms.
    pub fn instant_at(self, x_px: f64, window: Window) -> f64 {
        f64::from(window.from_ms) + self.share_at(x_px) * f64::from(window.duration_ms())
    }

    /// Where an instant is shown, in CSS px from the chart's left.
    pub fn x_of(self, at_ms: f64, window: Window) -> f64 {
        let share = (at_ms - f64::from(window.from_ms)) / f64::from(window.duration_ms());
        self.left_px + share * self.width_px()
    }
}

/// About how wide a label is, in CSS px. A guess on the safe side, because measuring is not possible on the server
/// and not cheap in the browser.
pub fn label_width_px(text: &str) -> f64 {
    7.0 * text.chars().count() as f64
}

/// The text, cut with an ellipsis so that it fits; `None` when not even two letters do.
pub fn fitted(text: &str, width_px: f64) -> Option<String> {
    if label_width_px(text) <= width_px {
        return Some(text.to_owned());
    }
    let room = (width_px / label_width_px("n")).floor() as usize;
    (room > 2).then(|| text.chars().take(room - 1).chain(['…']).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_follow_each_other_and_fill_the_chart() {
        for lanes in 1..=8 {
            let height_px = Layout::natural_height_px(lanes);
            let layout = Layout::new(Layout::NATURAL_WIDTH_PX, height_px, lanes);
            assert_eq!(layout.lanes.len(), lanes);
            let mut above_px = layout.marker_strip.1;
            for lane in &layout.lanes {
                assert!(
                    above_px <= lane.title_px
                        && lane.title_px < lane.top_px
                        && lane.top_px < lane.bottom_px
                );
                above_px = lane.bottom_px;
            }
            assert!(above_px < layout.time_labels_px);
            assert!((layout.time_labels_px + TIME_LABELS_PX - height_px).abs() < 1e-9);
        }
    }

    #[test]
    fn a_chart_without_room_still_has_a_plot() {
        let layout = Layout::new(10.0, 10.0, 2);
        assert!(layout.plot.width_px() >= 1.0);
        assert!(layout.lanes.iter().all(|lane| lane.bottom_px - lane.top_px >= MIN_LANE_PX));
    }

    #[test]
    fn places_and_instants_belong_together() {
        let plot = Span { left_px: 40.0, right_px: 140.0 };
        let window = Window { from_ms: 1_000, to_ms: 2_000 };
        assert!((plot.instant_at(65.0, window) - 1_250.0).abs() < 1e-9);
        assert!((plot.x_of(1_250.0, window) - 65.0).abs() < 1e-9);
        assert!((plot.share_at(140.0) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn long_names_are_cut_and_hopeless_ones_left_out() {
        assert_eq!(fitted("Second spell", 100.0).as_deref(), Some("Second spell"));
        assert_eq!(fitted("Second spell", 50.0).as_deref(), Some("Second…"));
        assert_eq!(fitted("Second spell", 20.0), None);
        assert_eq!(fitted("Ås", 15.0).as_deref(), Some("Ås"));
    }
}

//! The lines of a pitch.

use std::fmt::Write;

/// The pitch that the measures are of; on another one they are longer or shorter with it.
const LENGTH_M: f64 = 105.0;
const WIDTH_M: f64 = 68.0;
const CIRCLE_M: f64 = 9.15;
const SPOT_M: f64 = 11.0;
/// Boxes: from the goal line, and across.
const BOXES_M: [(f64, f64); 2] = [(16.5, 40.32), (5.5, 18.32)];
const GOAL_M: (f64, f64) = (-2.0, 7.32);
/// A spot, as wide as lines are.
const DOT_M: f64 = 0.2;

/// The lines of a pitch of so many metres, as the path of an SVG in decimetres from the middle.
pub(super) fn markings(length_m: f64, width_m: f64) -> String {
    let mut path = outline(length_m, width_m);
    let (along, across) = (length_m / LENGTH_M, width_m / WIDTH_M);
    let radius_m = CIRCLE_M * along.min(across);
    let half_m = length_m / 2.0;
    circle(&mut path, 0.0, radius_m);
    circle(&mut path, 0.0, DOT_M);
    // Writing to a string cannot fail.
    let _ = write!(path, "M0 {:.0}V{:.0}", dm(-width_m / 2.0), dm(width_m / 2.0));
    for side in [-1.0, 1.0] {
        let inwards = |metres: f64| dm(side * (half_m - metres * along));
        for (depth_m, box_width_m) in BOXES_M.into_iter().chain([GOAL_M]) {
            let half_box = dm(box_width_m / 2.0 * across);
            let _ = write!(
                path,
                "M{0:.0} {1:.0}H{2:.0}V{3:.0}H{0:.0}",
                dm(side * half_m),
                -half_box,
                inwards(depth_m),
                half_box
            );
        }
        circle(&mut path, side * (half_m - SPOT_M * along), DOT_M);
        let to_box_m = (BOXES_M[0].0 - SPOT_M) * along;
        let half_arc_m = (radius_m * radius_m - to_box_m * to_box_m).max(0.0).sqrt();
        let sweep = u8::from(side < 0.0);
        let _ = write!(
            path,
            "M{0:.0} {1:.0}A{2:.0} {2:.0} 0 0 {sweep} {0:.0} {3:.0}",
            inwards(BOXES_M[0].0),
            dm(-half_arc_m),
            dm(radius_m),
            dm(half_arc_m)
        );
    }
    path
}

/// The outer lines alone.
pub(super) fn outline(length_m: f64, width_m: f64) -> String {
    let (x, y) = (dm(length_m / 2.0), dm(width_m / 2.0));
    format!("M{0:.0} {1:.0}H{x:.0}V{y:.0}H{0:.0}Z", -x, -y)
}

fn circle(path: &mut String, x_m: f64, radius_m: f64) {
    let (left, right, radius) = (dm(x_m - radius_m), dm(x_m + radius_m), dm(radius_m));
    let _ = write!(
        path,
        "M{left:.0} 0A{radius:.0} {radius:.0} 0 1 0 {right:.0} 0A{radius:.0} {radius:.0} 0 1 0 {left:.0} 0"
    );
}

fn dm(metres: f64) -> f64 {
    metres * 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pitch_has_its_lines_boxes_circle_and_arcs_at_the_right_places() {
        let path = markings(105.0, 68.0);
        assert!(path.starts_with("M-525 -340H525V340H-525Z"), "outer lines: {path}");
        for (part, what) in [
            ("M-92 0A92 92 0 1 0 92 0", "centre circle"),
            ("M0 -340V340", "halfway line"),
            ("M-525 -202H-360V202H-525", "left penalty area"),
            ("M525 -92H470V92H525", "right goal area"),
            ("M525 -37H545V37H525", "right goal"),
            ("M-360 -73A92 92 0 0 1 -360 73", "left arc"),
            ("M360 -73A92 92 0 0 0 360 73", "right arc"),
        ] {
            assert!(path.contains(part), "{what}: {path}");
        }
    }

    #[test]
    fn on_a_smaller_pitch_everything_is_smaller() {
        let path = markings(52.5, 34.0);
        assert!(path.contains("M-262 -101H-180V101H-262"), "{path}");
        assert!(path.contains("M-46 0A46 46 0 1 0 46 0"), "{path}");
        assert!(!path.contains("NaN"));
    }
}

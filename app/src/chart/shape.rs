//! What a scene is made of.

use super::ink::Ink;

/// A place in the chart, right and down from its top left corner, in tenths of a CSS pixel. Plotters' coordinates are
/// whole numbers; whole pixels would make lines jagged.
pub type At = (i32, i32);

/// How many units of [`At`] a CSS pixel has.
pub const UNITS_PER_PX: f64 = 10.0;

/// The place of a pair of CSS pixels.
pub fn at(x_px: f64, y_px: f64) -> At {
    ((x_px * UNITS_PER_PX).round() as i32, (y_px * UNITS_PER_PX).round() as i32)
}

/// One thing to be drawn. Shapes are drawn in order, later ones over earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Area {
        /// Its top left corner.
        from: At,
        /// Its bottom right corner.
        to: At,
        /// Its colour.
        ink: Ink,
        /// From 0 to 1.
        opacity: f64,
    },
    /// A hairline.
    Rule {
        /// Where it starts.
        from: At,
        /// Where it ends.
        to: At,
        /// Its colour.
        ink: Ink,
        /// From 0 to 1.
        opacity: f64,
    },
    /// Measured values, joined.
    Trace {
        /// At least two.
        points: Vec<At>,
        /// Its colour.
        ink: Ink,
    },
    /// A measured value without neighbours, or one that is pointed at.
    Dot {
        /// Its middle.
        at: At,
        /// Its radius, in the units of [`At`].
        radius: u32,
        /// Its colour.
        ink: Ink,
    },
    /// An arrow head that points up: the value is higher than the lane.
    Beyond {
        /// Its tip.
        at: At,
        /// Its colour.
        ink: Ink,
    },
    /// A short text.
    Label {
        /// The text.
        text: String,
        /// Where its anchor is.
        at: At,
        /// Which of its points the anchor is, across.
        across: Across,
        /// Which of its points the anchor is, down.
        down: Down,
        /// Its colour.
        ink: Ink,
    },
}

/// Which point of a text its place is about, across.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Across {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// Which point of a text its place is about, down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Down {
    /// Its top.
    Top,
    /// Its middle.
    Middle,
    /// Its foot.
    Bottom,
}

/// What a whole chart looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Its width, in the units of [`At`].
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// What is on it, from back to front.
    pub shapes: Vec<Shape>,
}

//! The chart of one player's recording, or of several over each other: stacked lanes over one time axis, with a window
//! that is zoomed and moved.
//!
//! One code draws it everywhere. [`scene()`](scene::scene) turns the frames at hand into shapes, and
//! [`draw()`](draw::draw) puts shapes onto any of plotters' drawing backends:
//! - the server draws an SVG for the first paint, for pages without scripts and for screen readers (`svg`);
//! - the browser draws on a canvas, which takes the SVG's place, follows gestures and fetches details (`canvas`,
//!   `live`).
//!
//! Colours come from the theme on both sides: a shape names an [`Ink`](ink::Ink), and the side that draws it looks
//! the ink's CSS custom property up.
//!
//! What it does not do: no smoothing and no interpolation over gaps, because both show what was not measured; no
//! animation; no measuring of text, because plotters does that in a browser by inserting styled elements, which is
//! slow in a frame loop and against the content security policy. Labels are placed by [`layout`] instead.

pub mod cursor;
pub mod draw;
pub mod gesture;
pub mod ink;
pub mod lane_range;
pub mod layout;
pub mod loaded;
pub mod overview;
mod problem;
pub mod reading;
pub mod recordings;
pub mod scale;
pub mod scene;
pub mod shape;
pub mod time_axis;
pub mod trace;
pub mod viewport;

#[cfg(feature = "hydrate")]
mod canvas;
#[cfg(feature = "hydrate")]
mod live;
#[cfg(test)]
mod made_up;
#[cfg(feature = "hydrate")]
mod refine;
#[cfg(feature = "ssr")]
mod svg;
pub mod view;

pub use recordings::Mark;
#[cfg(feature = "ssr")]
pub use svg::{svg, svg_with};
pub use view::{Charted, SeriesChart};

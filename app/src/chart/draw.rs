//! Puts shapes onto any of plotters' drawing backends.

use std::convert::Infallible;

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontFamily,
    text_anchor::{HPos, Pos, VPos},
};

use super::{
    ink::Ink,
    shape::{Across, At, Down, Shape},
};

/// The size of labels, in the units of [`At`].
pub const LABEL_SIZE: f64 = 115.0;
/// The width of traces, in the units of [`At`]: a CSS px. Without a graphics processor, Chromium draws lines that are
/// wider than a pixel of the screen about ten times as slowly.
pub const TRACE_WIDTH: u32 = 10;

const RULE_WIDTH: u32 = 10;
const ARROW_HALF_WIDTH: i32 = 45;
const ARROW_HEIGHT: i32 = 80;
/// Plotters' text sizes are heights of lines; its backends divide by this to get the size of the letters.
const LINE_HEIGHT: f64 = 1.24;

/// Draws shapes in order. A backend is given stand-ins for colours, see [`Ink::stand_in`], and places in the units
/// of [`At`].
pub fn draw<DB: DrawingBackend>(
    shapes: &[Shape],
    backend: &mut DB,
) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
    for shape in shapes {
        match shape {
            Shape::Area { from, to, ink, opacity } => {
                backend.draw_rect(*from, *to, &ink.stand_in(*opacity), true)?;
            }
            Shape::Rule { from, to, ink, opacity } => {
                backend.draw_line(
                    *from,
                    *to,
                    &Stroke { color: ink.stand_in(*opacity), width: RULE_WIDTH },
                )?;
            }
            Shape::Trace { points, ink } => {
                let stroke = Stroke { color: ink.stand_in(1.0), width: TRACE_WIDTH };
                backend.draw_path(points.iter().copied(), &stroke)?;
            }
            Shape::Dot { at, radius, ink } => {
                backend.draw_circle(*at, *radius, &ink.stand_in(1.0), true)?;
            }
            Shape::Beyond { at, ink } => backend.fill_polygon(arrow(*at), &ink.stand_in(1.0))?,
            Shape::Label { text, at, across, down, ink } => {
                backend.draw_text(
                    text,
                    &LabelStyle { ink: *ink, across: *across, down: *down },
                    *at,
                )?;
            }
        }
    }
    Ok(())
}

fn arrow((x, y): At) -> [At; 3] {
    [(x, y), (x - ARROW_HALF_WIDTH, y + ARROW_HEIGHT), (x + ARROW_HALF_WIDTH, y + ARROW_HEIGHT)]
}

struct Stroke {
    color: BackendColor,
    width: u32,
}

impl BackendStyle for Stroke {
    fn color(&self) -> BackendColor {
        self.color
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

struct LabelStyle {
    ink: Ink,
    across: Across,
    down: Down,
}

/// For backends that write text themselves. There is no font here to measure or to paint with.
impl BackendTextStyle for LabelStyle {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        self.ink.stand_in(1.0)
    }

    fn size(&self) -> f64 {
        LABEL_SIZE * LINE_HEIGHT
    }

    fn anchor(&self) -> Pos {
        let across = match self.across {
            Across::Start => HPos::Left,
            Across::Middle => HPos::Center,
            Across::End => HPos::Right,
        };
        let down = match self.down {
            Down::Top => VPos::Top,
            Down::Middle => VPos::Center,
            Down::Bottom => VPos::Bottom,
        };
        Pos::new(across, down)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name("inherit")
    }

    fn layout_box(&self, _: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        Ok(((0, 0), (0, 0)))
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: F,
    ) -> Result<Result<(), E>, Self::FontError> {
        Ok(Ok(()))
    }
}

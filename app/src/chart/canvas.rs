//! Plotters' drawing backend over a canvas.

use leptos::prelude::window;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    text_anchor::{HPos, VPos},
};
use wasm_bindgen::JsValue;
use web_sys::{CanvasRenderingContext2d, Element};

use super::{draw::LABEL_SIZE, ink::Ink};

/// What the page's style sheets say about the chart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Theme {
    /// CSS colours in the order of [`Ink::ALL`].
    colours: Vec<String>,
    font: String,
    /// By how much lines are thicker than usual.
    thickness: f64,
}

impl Theme {
    /// The theme at an element.
    pub(super) fn of(element: &Element) -> Self {
        let style = window().get_computed_style(element).ok().flatten();
        let property = |name: &str| {
            let value = style.as_ref().and_then(|style| style.get_property_value(name).ok());
            value.unwrap_or_default().trim().to_owned()
        };
        Self {
            colours: Ink::ALL.into_iter().map(|ink| property(ink.css_property())).collect(),
            font: format!("{LABEL_SIZE}px {}", property("font-family")),
            thickness: thickness(&property("--chart-thickness")),
        }
    }

    fn colour(&self, stand_in: BackendColor) -> &str {
        let ink = Ink::of_stand_in(stand_in).unwrap_or(Ink::Text);
        self.colours.get(ink as usize).map_or("", String::as_str)
    }
}

/// By how much lines are thicker than usual. The browser reads the number: Rust's reader and its tables would have to be
/// loaded for it.
fn thickness(text: &str) -> f64 {
    let thickness = js_sys::parse_float(text);
    if thickness.is_finite() { thickness } else { 1.0 }
}

/// A canvas whose context is scaled to the units of [`At`](super::shape::At).
pub(super) struct Canvas<'a> {
    context: &'a CanvasRenderingContext2d,
    theme: &'a Theme,
    size: (u32, u32),
    set: State,
}

/// What the context was told and need not be told again: text takes long on its way to the browser.
#[derive(Debug, Default)]
struct State {
    alpha: Option<f64>,
    fill: Option<(u8, u8, u8)>,
    stroke: Option<(u8, u8, u8)>,
    width: Option<f64>,
    align: Option<&'static str>,
}

/// Notes a value, and whether it is another one than before.
fn is_news<T: PartialEq>(known: &mut Option<T>, value: T) -> bool {
    let is_news = known.as_ref() != Some(&value);
    *known = Some(value);
    is_news
}

/// What the browser says when it does not draw.
#[derive(Debug, thiserror::Error)]
#[error("the browser does not draw: {0}")]
pub(super) struct CanvasError(String);

type Drawn = Result<(), DrawingErrorKind<CanvasError>>;

impl<'a> Canvas<'a> {
    /// Starts a drawing of `size` units.
    pub(super) fn new(
        context: &'a CanvasRenderingContext2d,
        theme: &'a Theme,
        size: (u32, u32),
    ) -> Self {
        context.set_font(&theme.font);
        context.set_text_baseline("alphabetic");
        context.set_line_join("round");
        Self { context, theme, size, set: State::default() }
    }

    fn alpha(&mut self, alpha: f64) {
        if is_news(&mut self.set.alpha, alpha) {
            self.context.set_global_alpha(alpha);
        }
    }

    fn fill(&mut self, color: BackendColor) {
        self.alpha(color.alpha);
        if is_news(&mut self.set.fill, color.rgb) {
            self.context.set_fill_style_str(self.theme.colour(color));
        }
    }

    fn stroke<S: BackendStyle>(&mut self, style: &S, thickness: f64) {
        let color = style.color();
        self.alpha(color.alpha);
        if is_news(&mut self.set.stroke, color.rgb) {
            self.context.set_stroke_style_str(self.theme.colour(color));
        }
        let width = f64::from(style.stroke_width()) * thickness;
        if is_news(&mut self.set.width, width) {
            self.context.set_line_width(width);
        }
    }

    fn path(&self, points: impl IntoIterator<Item = BackendCoord>) {
        self.context.begin_path();
        // The first line_to of a path only moves.
        for (x, y) in points {
            self.context.line_to(x.into(), y.into());
        }
    }
}

impl DrawingBackend for Canvas<'_> {
    type ErrorType = CanvasError;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.fill(color);
        self.context.fill_rect(x.into(), y.into(), 1.0, 1.0);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.stroke(style, 1.0);
        self.path([from, to]);
        self.context.stroke();
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let [x, y, width, height] = [left, top, right - left, bottom - top].map(f64::from);
        if fill {
            self.fill(style.color());
            self.context.fill_rect(x, y, width, height);
        } else {
            self.stroke(style, 1.0);
            self.context.stroke_rect(x, y, width, height);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.stroke(style, self.theme.thickness);
        self.path(path);
        self.context.stroke();
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.context.begin_path();
        self.context
            .arc(x.into(), y.into(), radius.into(), 0.0, std::f64::consts::TAU)
            .map_err(refused)?;
        if fill {
            self.fill(style.color());
            self.context.fill();
        } else {
            self.stroke(style, 1.0);
            self.context.stroke();
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.fill(style.color());
        self.path(corners);
        self.context.fill();
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        let anchor = style.anchor();
        let align = match anchor.h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        };
        if is_news(&mut self.set.align, align) {
            self.context.set_text_align(align);
        }
        // As far below the anchor as plotters' SVG puts the feet of the letters.
        let down = LABEL_SIZE
            * match anchor.v_pos {
                VPos::Top => 0.76,
                VPos::Center => 0.26,
                VPos::Bottom => -0.26,
            };
        self.fill(style.color());
        self.context.fill_text(text, x.into(), f64::from(y) + down).map_err(refused)
    }
}

fn refused(error: JsValue) -> DrawingErrorKind<CanvasError> {
    DrawingErrorKind::DrawingError(CanvasError(format!("{error:?}")))
}

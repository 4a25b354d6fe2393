//! A canvas to draw on.

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::chart::{
    canvas::{Canvas, Theme},
    draw::draw,
    shape::{Shape, UNITS_PER_PX},
};

/// A canvas of the page.
pub(super) struct Sheet {
    pub(super) canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Sheet {
    /// `None` when the browser cannot draw.
    pub(super) fn on(canvas: HtmlCanvasElement) -> Option<Self> {
        let context =
            canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
        Some(Self { canvas, context })
    }

    /// Width and height in pixels of the screen.
    pub(super) fn size(&self) -> (u32, u32) {
        (self.canvas.width(), self.canvas.height())
    }

    /// Gives it another size, which also clears it.
    pub(super) fn resize(&self, (width, height): (u32, u32)) {
        self.canvas.set_width(width);
        self.canvas.set_height(height);
    }

    /// Clears it.
    pub(super) fn clear(&self) {
        // It cannot fail with finite numbers; nor can the one below.
        let _ = self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        self.context.clear_rect(0.0, 0.0, self.canvas.width().into(), self.canvas.height().into());
    }

    /// Draws shapes over what is there.
    pub(super) fn draw(&self, shapes: &[Shape], theme: &Theme) {
        let scale = window().device_pixel_ratio() / UNITS_PER_PX;
        let _ = self.context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0);
        let mut canvas = Canvas::new(&self.context, theme, self.size());
        if let Err(error) = draw(shapes, &mut canvas) {
            leptos::logging::error!("{error}");
        }
    }
}

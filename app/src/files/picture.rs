//! A drawing that stands alone: with a title, a legend, colours and a font of its own, and nothing that only a page has.

use std::fmt::Write;

use super::light;
use crate::chart::{draw::LABEL_SIZE, ink::Ink, layout::label_width_px, shape::Scene, svg_with};

/// How wide every picture is, in CSS px.
const WIDTH_PX: f64 = 1_200.0;
const MARGIN_PX: f64 = 24.0;
const TITLE_PX: f64 = 22.0;
const LINE_PX: f64 = 22.0;
const TEXT_PX: f64 = 13.0;
const SWATCH_PX: (f64, f64) = (20.0, 14.0);
const BETWEEN_PX: f64 = 18.0;
/// Labels of charts are written a little smaller than the legend.
const WIDER_THAN_LABELS: f64 = 1.25;

/// How wide a drawing in a picture is, in CSS px.
pub(crate) const fn drawing_width_px() -> f64 {
    WIDTH_PX - 2.0 * MARGIN_PX
}

/// A picture as SVG.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    svg: String,
}

/// What a colour stands for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Swatch {
    pub(crate) colour: &'static str,
    pub(crate) opacity: f64,
    pub(crate) label: String,
}

impl Swatch {
    pub(crate) fn new(ink: Ink, label: String) -> Self {
        Self { colour: light(ink.css_property()), opacity: 1.0, label }
    }
}

impl Picture {
    /// Puts a drawing under its title, a line that says what it is of, and a legend.
    pub(crate) fn new(title: &str, of: &str, legend: &[Swatch], drawing: Drawing) -> Self {
        let mut all = Drawing::new(0.0);
        let mut y_px = MARGIN_PX + TITLE_PX;
        all.write(MARGIN_PX, y_px, Anchor::Start, TITLE_PX, "--text", title);
        y_px += LINE_PX;
        all.write(MARGIN_PX, y_px, Anchor::Start, TEXT_PX, "--text-quiet", of);
        if !legend.is_empty() {
            y_px += LINE_PX;
            y_px = all.legend(y_px, legend);
        }
        y_px += LINE_PX - TEXT_PX / 2.0;
        let height_px = y_px + drawing.height_px + MARGIN_PX;
        let mut svg = String::with_capacity(all.body.len() + drawing.body.len() + 512);
        // Writing to a string cannot fail.
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH_PX}\" height=\"{height_px:.0}\" \
             viewBox=\"0 0 {WIDTH_PX} {height_px:.0}\" font-family=\"DejaVu Sans, Verdana, sans-serif\">\
             <title>{}</title><rect width=\"100%\" height=\"100%\" fill=\"{}\"/>{}\
             <g transform=\"translate({MARGIN_PX} {y_px:.1})\">{}</g></svg>",
            escaped(&format!("{title}, {of}")),
            light("--surface"),
            all.body,
            drawing.body,
        );
        Self { svg }
    }

    /// The document.
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// The document.
    pub fn into_svg(self) -> String {
        self.svg
    }
}

/// Where a text is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// What is drawn, [`drawing_width_px`] wide. Places are in CSS px from its top left corner; colours are custom properties
/// of the theme.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Drawing {
    height_px: f64,
    body: String,
}

impl Drawing {
    pub(crate) fn new(height_px: f64) -> Self {
        Self { height_px, body: String::new() }
    }

    /// A whole scene, as the charts of pages are drawn.
    pub(crate) fn of_scene(scene: &Scene, height_px: f64) -> Self {
        let content = svg_with(scene, |ink| light(ink.css_property()).to_owned());
        let scale = height_px / f64::from(scene.height);
        let body =
            format!("<g transform=\"scale({scale:.5})\" font-size=\"{LABEL_SIZE}\">{content}</g>");
        Self { height_px, body }
    }

    pub(crate) fn write(
        &mut self,
        x_px: f64,
        y_px: f64,
        anchor: Anchor,
        size_px: f64,
        colour: &str,
        text: &str,
    ) {
        let _ = write!(
            self.body,
            "<text x=\"{x_px:.1}\" y=\"{y_px:.1}\" text-anchor=\"{}\" font-size=\"{size_px}\" fill=\"{}\">{}</text>",
            anchor.name(),
            light(colour),
            escaped(text)
        );
    }

    pub(crate) fn area(
        &mut self,
        x_px: f64,
        y_px: f64,
        size_px: (f64, f64),
        colour: &str,
        opacity: f64,
    ) {
        let _ = write!(
            self.body,
            "<rect x=\"{x_px:.1}\" y=\"{y_px:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{}\" fill-opacity=\"{opacity}\"/>",
            size_px.0,
            size_px.1,
            light(colour)
        );
    }

    /// A line along a path.
    pub(crate) fn line(&mut self, at_px: (f64, f64), path: &str, colour: &str, width_px: f64) {
        if path.is_empty() {
            return;
        }
        let _ = write!(
            self.body,
            "<path transform=\"translate({:.1} {:.1})\" d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{width_px}\" \
             stroke-linejoin=\"round\" stroke-linecap=\"round\"/>",
            at_px.0,
            at_px.1,
            light(colour)
        );
    }

    /// What a path goes around.
    pub(crate) fn shape(&mut self, at_px: (f64, f64), path: &str, colour: &str, opacity: f64) {
        if path.is_empty() {
            return;
        }
        let _ = write!(
            self.body,
            "<path transform=\"translate({:.1} {:.1})\" d=\"{path}\" fill=\"{}\" fill-opacity=\"{opacity}\"/>",
            at_px.0,
            at_px.1,
            light(colour)
        );
    }

    /// Puts another drawing on this one, scaled, with its origin at a place.
    pub(crate) fn put(&mut self, at_px: (f64, f64), scale: f64, drawing: &Self) {
        let _ = write!(
            self.body,
            "<g transform=\"translate({:.1} {:.1}) scale({scale:.5})\">{}</g>",
            at_px.0, at_px.1, drawing.body
        );
    }

    /// Swatches beside each other, in as many lines as they need; the foot of the last line.
    fn legend(&mut self, y_px: f64, legend: &[Swatch]) -> f64 {
        let (mut x_px, mut y_px) = (MARGIN_PX, y_px);
        for Swatch { colour, opacity, label } in legend {
            let width_px = SWATCH_PX.0 + 6.0 + label_width_px(label) * WIDER_THAN_LABELS;
            if x_px > MARGIN_PX && x_px + width_px > WIDTH_PX - MARGIN_PX {
                (x_px, y_px) = (MARGIN_PX, y_px + LINE_PX);
            }
            let _ = write!(
                self.body,
                "<rect x=\"{x_px:.1}\" y=\"{:.1}\" width=\"{}\" height=\"{}\" rx=\"3\" fill=\"{colour}\" fill-opacity=\"{opacity}\"/>",
                y_px - SWATCH_PX.1 + 2.0,
                SWATCH_PX.0,
                SWATCH_PX.1,
            );
            let text_px = x_px + SWATCH_PX.0 + 6.0;
            self.write(text_px, y_px, Anchor::Start, TEXT_PX, "--text-quiet", label);
            x_px += width_px + BETWEEN_PX;
        }
        y_px
    }
}

/// As text in XML, which knows no control characters.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !letter.is_control()) {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_stays_text() {
        let picture = Picture::new("<b>", "A & \"B\"\u{1}", &[], Drawing::new(10.0));
        assert!(
            picture.svg().contains("&lt;b&gt;") && picture.svg().contains("A &amp; &quot;B&quot;")
        );
        assert!(!picture.svg().contains('\u{1}'));
    }

    #[test]
    fn a_legend_that_is_too_long_goes_on_in_the_next_line() {
        let swatch = Swatch::new(Ink::Speed, "x".repeat(40));
        let height = |count: usize| {
            let legend = vec![swatch.clone(); count];
            Picture::new("t", "o", &legend, Drawing::new(0.0)).svg().matches("<text").count()
        };
        assert_eq!(height(9), 11);
        let mut drawing = Drawing::new(0.0);
        assert!(drawing.legend(50.0, &vec![swatch; 9]) > 50.0);
    }
}

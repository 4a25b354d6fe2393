//! The chart as SVG: for the first paint, for pages without scripts, and for print.

use plotters::prelude::SVGBackend;
use plotters_backend::BackendColor;

use super::{draw::draw, ink::Ink, shape::Scene};

/// What goes inside of an `<svg>` with the scene's size as its `viewBox`, [`LABEL_SIZE`](super::draw::LABEL_SIZE) as
/// its `font-size`, and fonts and colours from the page. There are no `style` attributes in it, which the content
/// security policy forbids.
pub fn svg(scene: &Scene) -> String {
    svg_with(scene, |ink| ["var(", ink.css_property(), ")"].concat())
}

/// The same, with other colours than the theme's.
pub fn svg_with(scene: &Scene, colour: impl Fn(Ink) -> String) -> String {
    let size = (scene.width.unsigned_abs(), scene.height.unsigned_abs());
    let mut document = String::new();
    // Writing to a string cannot fail.
    let _ = draw(&scene.shapes, &mut SVGBackend::with_string(&mut document, size));
    coloured(content(&document), colour)
}

/// What is between the tags of the document's only root.
fn content(document: &str) -> &str {
    let (_, inside) = document.split_once('>').unwrap_or_default();
    inside.rsplit_once("</").map_or(inside, |(inside, _)| inside)
}

/// With colours for their stand-ins, and without what every element would repeat. Quotes inside of labels
/// are escaped, so that whatever follows a quote here is an attribute.
fn coloured(content: &str, colour: impl Fn(Ink) -> String) -> String {
    let mut coloured = String::with_capacity(content.len());
    let mut parts = content.split("=\"#");
    coloured.extend(parts.next());
    for part in parts {
        coloured.push_str("=\"");
        let (number, rest) = part.split_at_checked(6).unwrap_or((part, ""));
        if let Some(ink) = Ink::of_stand_in(color(number)) {
            coloured.push_str(&colour(ink));
        }
        coloured.push_str(rest);
    }
    let font = format!(" font-family=\"inherit\" font-size=\"{}\"", super::draw::LABEL_SIZE);
    [font.as_str(), " opacity=\"1\"", " stroke=\"none\"", "\n"]
        .iter()
        .fold(coloured, |svg, same| svg.replace(same, ""))
}

fn color(hex: &str) -> BackendColor {
    let [_, red, green, blue] = u32::from_str_radix(hex, 16).unwrap_or(u32::MAX).to_be_bytes();
    BackendColor { alpha: 1.0, rgb: (red, green, blue) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        chart::{
            layout::Layout,
            loaded::Loaded,
            made_up,
            recordings::Recordings,
            scene::{View, scene},
        },
        model::{Channel, Frame, Window},
    };

    fn drawn(frame: &Frame, window: Window) -> String {
        let recordings: Recordings = Loaded::new(frame.clone(), made_up::WHOLE).into();
        let lanes = recordings.lanes().len();
        let layout = Layout::new(Layout::NATURAL_WIDTH_PX, Layout::natural_height_px(lanes), lanes);
        svg(&scene(View {
            window,
            layout: &layout,
            recordings: &recordings,
            backdrop: &made_up::backdrop(),
        }))
    }

    const TWO: [Channel; 2] = [Channel::HeartRate, Channel::Speed];

    #[test]
    fn colours_are_the_themes_and_nothing_needs_a_style_attribute() {
        let svg = drawn(&made_up::frame(&TWO, 500), made_up::WHOLE);
        for ink in
            [Ink::Text, Ink::Grid, Ink::Phase, Ink::HeartRate, Ink::Speed, Ink::Zone1, Ink::Zone5]
        {
            assert!(svg.contains(&format!("\"var({})\"", ink.css_property())), "{ink:?}");
        }
        assert!(!svg.contains("=\"#") && !svg.contains("style="));
    }

    #[test]
    fn what_coaches_write_stays_text() {
        let svg = drawn(&made_up::frame(&TWO, 500), made_up::WHOLE);
        assert!(svg.contains(">Break &quot;&lt;…<"));
        let zoomed =
            drawn(&made_up::frame(&TWO, 500), Window { from_ms: 2_460_000, to_ms: 2_900_000 });
        assert!(zoomed.contains(">Break &quot;&lt;tea&gt;&quot; #000003<"));
    }

    #[test]
    fn tags_are_balanced() {
        let svg = drawn(&made_up::frame(&TWO, 500), made_up::WHOLE);
        let count = |what: &str| svg.matches(what).count();
        assert_eq!(count("<text"), count("</text>"));
        assert_eq!(count("<"), count("</") + count("/>") + count("<text"));
        assert!(!svg.contains("<svg") && !svg.contains("</svg"));
    }

    #[test]
    fn sizes() {
        let eight = &Channel::ALL[..8];
        for (columns, channels) in [(500, &TWO[..]), (1_000, &TWO[..]), (1_000, eight)] {
            let frame = made_up::frame(channels, columns);
            let (svg, bytes) = (drawn(&frame, frame.window), frame.encode());
            let points: usize = frame.lanes.iter().flat_map(|lane| &lane.lines).map(Vec::len).sum();
            println!(
                "{columns} columns, {} channels: {points} points, frame {} B, SVG {} B",
                channels.len(),
                bytes.len(),
                svg.len(),
            );
            assert_eq!(Frame::decode(&bytes).as_ref(), Ok(&frame));
        }
    }
}

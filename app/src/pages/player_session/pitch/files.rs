//! The pitch as pictures: the way, and the heat map.

use super::{
    heat::{HeatMap, STEPS},
    markings::{markings, outline},
    sheet::{Extent, Sheet},
    speed_zones, trace,
};
use crate::{
    chart::ink::Ink,
    components::ZoneKind,
    files::{Asked, Drawing, Picture, Swatch, drawing_width_px, light},
    format,
    model::{FieldOrigin, Figures, PlayerSessionPage, Track},
    pages::player_session::files::of,
};

/// How much ground is drawn around the field.
const MARGIN_M: f64 = 6.0;
const LINES_PX: f64 = 1.5;
/// How thick the way is in each zone, as on the page: what is fast must not drown in what is slow.
const WAYS_PX: [f64; trace::ZONES + 1] = [1.5, 2.0, 2.0, 2.0, 2.5, 3.0];
/// How much of its hue a step of the heat map has, as on the page.
const SHADES: [f64; STEPS] = [0.1, 0.24, 0.4, 0.58, 0.78, 1.0];

/// The way, coloured by speed.
pub(crate) fn trace(page: &PlayerSessionPage, asked: &Asked) -> Option<Picture> {
    let locale = asked.locale();
    let texts = &locale.texts().pitch;
    let track = page.track.as_ref()?;
    let zones = speed_zones(page);
    let sheet = Sheet::of(track.field);
    let paths = trace::paths(track, sheet, &zones);
    let picture = draw(track, |drawing, px_dm| {
        lines(drawing, track, px_dm);
        for (slot, path) in paths.iter().enumerate() {
            drawing.line((0.0, 0.0), path, way_colour(slot), WAYS_PX[slot] * px_dm);
        }
    });
    let kind = ZoneKind::Speed;
    let of_player = kind.of(&Figures { speed_zones: zones, ..Figures::default() });
    let slower =
        Swatch { colour: light(way_colour(0)), opacity: 1.0, label: texts.slower.to_owned() };
    let legend = of_player.iter().enumerate().map(|(i, zone)| {
        let limits = kind.limits(locale, zone, i + 1 == of_player.len()).unwrap_or_default();
        Swatch::new(Ink::of_zone(zone.index), format!("{limits} {}", kind.limit_unit(locale)))
    });
    let legend: Vec<Swatch> = [slower].into_iter().chain(legend).collect();
    let title = format!("{}: {}", texts.title, texts.trace);
    Some(Picture::new(&title, &of(page, locale), &legend, picture))
}

/// The time in each part of the field.
pub(crate) fn heat_map(page: &PlayerSessionPage, asked: &Asked) -> Option<Picture> {
    let locale = asked.locale();
    let texts = &locale.texts().pitch;
    let track = page.track.as_ref()?;
    let extent = Extent::around(track.field, MARGIN_M);
    let heat = HeatMap::of(track, Sheet::of(track.field), track.field, extent);
    let hue = Ink::Speed.css_property();
    let picture = draw(track, |drawing, px_dm| {
        for (path, shade) in heat.paths.iter().zip(SHADES) {
            drawing.shape((0.0, 0.0), path, hue, shade);
        }
        lines(drawing, track, px_dm);
    });
    let used = (0..STEPS).filter(|step| !heat.paths[*step].is_empty());
    let legend: Vec<Swatch> = used
        .map(|step| {
            let (from_s, to_s) = heat.limits_s(step);
            Swatch { colour: light(hue), opacity: SHADES[step], label: (texts.step)(from_s, to_s) }
        })
        .collect();
    let title = format!("{}: {}", texts.title, texts.heat_map);
    let cells = (texts.cells)(&format::number(locale, heat.cell_m, 0));
    // On the page the legend follows in the same line.
    let of = format!("{} · {}", of(page, locale), cells.trim_end_matches(':'));
    Some(Picture::new(&title, &of, &legend, picture))
}

fn way_colour(slot: usize) -> &'static str {
    match slot {
        0 => "--hairline",
        zone => Ink::of_zone(zone as u8).css_property(),
    }
}

/// The ground, and on it what is drawn in dm from the middle of the field; so many dm are a px.
fn draw(track: &Track, draw: impl FnOnce(&mut Drawing, f64)) -> Drawing {
    let extent = Extent::around(track.field, MARGIN_M);
    let scale = drawing_width_px() / extent.width_dm();
    let height_px = extent.height_dm() * scale;
    let mut on_ground = Drawing::new(0.0);
    draw(&mut on_ground, 1.0 / scale);
    let mut drawing = Drawing::new(height_px);
    drawing.area(0.0, 0.0, (drawing_width_px(), height_px), "--raised", 1.0);
    drawing.put((drawing_width_px() / 2.0, height_px / 2.0), scale, &on_ground);
    drawing
}

/// The field's lines; of an area that is no pitch only its edge.
fn lines(drawing: &mut Drawing, track: &Track, px_dm: f64) {
    let (length_m, width_m) = (track.field.length_m, track.field.width_m);
    let path = match track.origin {
        FieldOrigin::FittedArea => outline(length_m, width_m),
        FieldOrigin::Kept | FieldOrigin::FittedPitch => markings(length_m, width_m),
    };
    drawing.line((0.0, 0.0), &path, "--control-line", LINES_PX * px_dm);
}

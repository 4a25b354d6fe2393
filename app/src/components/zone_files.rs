//! Zones as a table and as a picture.

use super::zones::{Zone, ZoneKind, total};
use crate::{
    chart::ink::Ink,
    files::{Anchor, Cell, Drawing, Picture, Swatch, Table, drawing_width_px, head},
    preferences::Locale,
};

/// Somebody's zones.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ZonesOf {
    pub(crate) name: String,
    pub(crate) zones: Vec<Zone>,
}

const ROW_PX: f64 = 30.0;
const BAR_PX: f64 = 20.0;
const NAME_PX: f64 = 210.0;
const AMOUNT_PX: f64 = 90.0;
/// The narrowest segment that carries its index.
const LABELLED_PX: f64 = 16.0;
const TEXT_PX: f64 = 13.0;

impl ZoneKind {
    /// An amount in the unit of [`ZoneKind::file_unit`].
    fn in_file(self, amount: f64) -> f64 {
        match self {
            Self::HeartRate => amount / 1_000.0,
            Self::Speed => amount,
        }
    }

    /// The unit of amounts that are to be reckoned with.
    fn file_unit(self) -> &'static str {
        match self {
            Self::HeartRate => "s",
            Self::Speed => "m",
        }
    }

    /// A limit in the unit of [`ZoneKind::limit_unit`].
    fn limit_in_file(self, locale: Locale, limit: f64) -> f64 {
        match self {
            Self::HeartRate => limit,
            Self::Speed => limit * locale.speed_unit.per_kmh(),
        }
    }
}

/// A row for each of several players, a column for each zone; nothing when nobody has zones.
pub(crate) fn table_of_squad(locale: Locale, kind: ZoneKind, squad: &[ZonesOf]) -> Option<Table> {
    let texts = locale.texts();
    let longest = squad.iter().max_by_key(|of| of.zones.len()).filter(|of| !of.zones.is_empty())?;
    let indices: Vec<u8> = longest.zones.iter().map(|zone| zone.index).collect();
    let unit = kind.file_unit();
    let zones = indices.iter().map(|index| head(&(texts.figures.numbered_zone)(*index), unit));
    let heads = [texts.general.player.to_owned()]
        .into_iter()
        .chain(zones)
        .chain([head(texts.file_heads.total, unit)])
        .collect();
    let row = |of: &ZonesOf| {
        let amount = |index: &u8| {
            let zone = of.zones.iter().find(|zone| zone.index == *index);
            Cell::number(zone.map(|zone| kind.in_file(zone.amount)))
        };
        let name = Cell::Text(of.name.clone());
        let sum = Cell::Number(kind.in_file(total(&of.zones)));
        [name].into_iter().chain(indices.iter().map(amount)).chain([sum]).collect()
    };
    Some(Table { heads, rows: squad.iter().map(row).collect() })
}

/// A row for each zone, with its limits; nothing when there are none.
pub(crate) fn table_of_player(locale: Locale, kind: ZoneKind, zones: &[Zone]) -> Option<Table> {
    let texts = locale.texts();
    if zones.is_empty() {
        return None;
    }
    let limits = kind.limit_unit(locale);
    let heads = vec![
        texts.figures.zone.to_owned(),
        head(texts.file_heads.lower_limit, limits),
        head(texts.file_heads.upper_limit, limits),
        head(kind.amount(locale), kind.file_unit()),
    ];
    let limit = |limit: Option<f64>| Cell::number(limit.map(|it| kind.limit_in_file(locale, it)));
    let row = |zone: &Zone| {
        vec![
            Cell::Number(zone.index.into()),
            limit(zone.lower),
            limit(zone.upper),
            Cell::Number(kind.in_file(zone.amount)),
        ]
    };
    Some(Table { heads, rows: zones.iter().map(row).collect() })
}

/// A bar for each of several players, the longest one over the whole width; nothing when nobody has zones.
pub(crate) fn picture(
    locale: Locale,
    kind: ZoneKind,
    of: &str,
    players: &[ZonesOf],
) -> Option<Picture> {
    let texts = &locale.texts().figures;
    let longest =
        players.iter().max_by_key(|of| of.zones.len()).filter(|of| !of.zones.is_empty())?;
    let everybody: Vec<Vec<Zone>> = players.iter().map(|of| of.zones.clone()).collect();
    let common = super::zones::common_limits(&everybody);
    let legend: Vec<Swatch> = longest
        .zones
        .iter()
        .enumerate()
        .map(|(i, zone)| {
            let name = (texts.numbered_zone)(zone.index);
            let limits =
                common.and_then(|zones| kind.limits(locale, zones.get(i)?, i + 1 == zones.len()));
            let label = match limits {
                Some(limits) => format!("{name}: {limits} {}", kind.limit_unit(locale)),
                None => name,
            };
            Swatch::new(Ink::of_zone(zone.index), label)
        })
        .collect();
    let most = everybody.iter().map(|zones| total(zones)).fold(0.0, f64::max);
    let room_px = drawing_width_px() - NAME_PX - AMOUNT_PX;
    let mut drawing = Drawing::new(players.len() as f64 * ROW_PX);
    for (row, ZonesOf { name, zones }) in players.iter().enumerate() {
        let top_px = row as f64 * ROW_PX;
        let text_px = top_px + ROW_PX / 2.0 + TEXT_PX / 3.0;
        drawing.write(0.0, text_px, Anchor::Start, TEXT_PX, "--text", name);
        let mut x_px = NAME_PX;
        for zone in zones.iter().filter(|zone| zone.amount > 0.0) {
            let ink = Ink::of_zone(zone.index).css_property();
            let width_px = zone.amount / most * room_px;
            drawing.area(x_px, top_px + (ROW_PX - BAR_PX) / 2.0, (width_px, BAR_PX), ink, 1.0);
            if width_px >= LABELLED_PX {
                let middle_px = x_px + width_px / 2.0;
                let on = format!("{ink}-ink");
                let index = zone.index.to_string();
                drawing.write(middle_px, text_px, Anchor::Middle, TEXT_PX - 2.0, &on, &index);
            }
            x_px += width_px;
        }
        let amount = kind.write(locale, total(zones));
        drawing.write(drawing_width_px(), text_px, Anchor::End, TEXT_PX, "--text", &amount);
    }
    Some(Picture::new(kind.title(locale), of, &legend, drawing))
}

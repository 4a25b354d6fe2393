//! What the session page shows, as files.

use async_trait::async_trait;

use super::{
    accelerations,
    squad_chart::{called, drawn_of},
};
use crate::{
    chart::{ink::Ink, reading::value_label},
    components::{
        Plot, ZoneKind,
        zone_files::{self, ZonesOf},
    },
    error::AppError,
    files::{
        Anchor, Asked, Cell, Drawing, FilePage, PageFile, Picture, Table, about_session,
        drawing_width_px, figure_head, head, session_line,
    },
    model::{Channel, SessionPage, SquadRow},
    pages::sort::Sort,
    port::Club,
    preferences::Locale,
};

#[async_trait]
impl FilePage for SessionPage {
    const PATH: &'static str = "/sessions/{training_session_id}";
    const FILES: &'static [PageFile<Self>] = &[
        PageFile::table("squad", |page, asked| Some(squad(page, asked))),
        PageFile::picture("squad-heart-rate", |page, asked| lines(page, asked, Channel::HeartRate)),
        PageFile::picture("squad-speed", |page, asked| lines(page, asked, Channel::Speed)),
        PageFile::table("heart-rate-zones", |page, asked| zones(page, asked, ZoneKind::HeartRate)),
        PageFile::table("speed-zones", |page, asked| zones(page, asked, ZoneKind::Speed)),
        PageFile::picture("heart-rate-zones", |page, asked| bars(page, asked, ZoneKind::HeartRate)),
        PageFile::picture("speed-zones", |page, asked| bars(page, asked, ZoneKind::Speed)),
        PageFile::table("accelerations", counts),
    ];

    async fn load(club: &dyn Club, asked: &Asked) -> Result<Self, AppError> {
        let mut page = club.session(&asked.id("training_session_id"), asked.window()).await?;
        Sort::from_query(asked.query("sort"), asked.query("dir")).apply(&mut page.squad);
        Ok(page)
    }

    fn is_fetching(&self) -> bool {
        self.fetching.is_some()
    }

    fn about(&self, locale: Locale) -> Vec<String> {
        about_session(locale, &self.head)
    }
}

/// Everybody's figures, in the columns that the person has chosen. Without the average: whoever reckons with the column
/// would count it among the players.
fn squad(page: &SessionPage, asked: &Asked) -> Table {
    let locale = asked.locale();
    let texts = locale.texts();
    let figures = asked.preferences.columns.figures();
    let names = [texts.general.number, texts.general.player, texts.teams.role].map(str::to_owned);
    let heads = names
        .into_iter()
        .chain(figures.iter().map(|figure| figure_head(locale, *figure)))
        .collect();
    let row = |row: &SquadRow| {
        let names = [
            Cell::number(row.player.number),
            Cell::Text(row.player.name.clone()),
            Cell::text(row.player.role.clone()),
        ];
        let value = |figure: &crate::model::Figure| {
            let value = row.figures.as_ref().and_then(|figures| figure.of(figures));
            Cell::figure(locale, *figure, value)
        };
        names.into_iter().chain(figures.iter().map(value)).collect()
    };
    Table { heads, rows: page.squad.iter().map(row).collect() }
}

const COLUMNS: usize = 4;
const GAP_PX: f64 = 24.0;
const LINE_PX: f64 = 64.0;
const ROW_PX: f64 = 104.0;
const TEXT_PX: f64 = 13.0;

/// A small chart for each player, all with the same axes.
fn lines(page: &SessionPage, asked: &Asked, channel: Channel) -> Option<Picture> {
    let locale = asked.locale();
    let texts = locale.texts();
    let drawn = drawn_of(&page.squad, channel);
    let range = Plot::range_of(channel, drawn.iter().map(|drawn| &drawn.frame))?;
    let ink = Ink::of_channel(channel)?.css_property();
    let gaps_px = GAP_PX * (COLUMNS as f64 - 1.0);
    let width_px = ((drawing_width_px() - gaps_px) / COLUMNS as f64).floor();
    // In tenths of px, in which whole numbers are fine enough.
    let plot =
        Plot { width: (width_px * 10.0) as u32, height: (LINE_PX * 10.0) as u32, step: 5, range };
    let mut drawing = Drawing::new(drawn.len().div_ceil(COLUMNS) as f64 * ROW_PX);
    for (place, drawn) in drawn.iter().enumerate() {
        let left_px = (place % COLUMNS) as f64 * (width_px + GAP_PX);
        let top_px = (place / COLUMNS) as f64 * ROW_PX + TEXT_PX;
        drawing.write(left_px, top_px, Anchor::Start, TEXT_PX, "--text", &called(&drawn.player));
        if let Some((_, high)) = Plot::range_of(channel, [&drawn.frame]) {
            let highest = (texts.session.highest)(&value_label(locale, channel, high));
            let right_px = left_px + width_px;
            drawing.write(right_px, top_px, Anchor::End, TEXT_PX - 2.0, "--text-quiet", &highest);
        }
        let Some(lane) = drawn.frame.lane(channel) else { continue };
        let chart_px = top_px + 8.0;
        drawing.area(left_px, chart_px + LINE_PX, (width_px, 1.0), "--chart-grid", 1.0);
        let mut trace = Drawing::new(0.0);
        trace.line((0.0, 0.0), &plot.path(&lane.lines, drawn.frame.window), ink, 12.0);
        drawing.put((left_px, chart_px), 0.1, &trace);
    }
    let [low, high] = [range.0, range.1].map(|value| value_label(locale, channel, value));
    let title = format!("{}: {}", texts.session.squad_over_time, texts.kinds.channel(channel));
    let of = session_line(locale, &page.head, page.timeline.as_ref(), page.window);
    let of = format!("{of} · {}", (texts.session.all_from_to)(&low, &high));
    Some(Picture::new(&title, &of, &[], drawing))
}

/// Those who have zones of this kind.
fn zones_of(page: &SessionPage, kind: ZoneKind) -> Vec<ZonesOf> {
    let zones = page.squad.iter().filter_map(|row| {
        let zones = kind.of(row.figures.as_ref()?);
        (!zones.is_empty()).then(|| ZonesOf { name: row.player.name.clone(), zones })
    });
    zones.collect()
}

fn zones(page: &SessionPage, asked: &Asked, kind: ZoneKind) -> Option<Table> {
    zone_files::table_of_squad(asked.locale(), kind, &zones_of(page, kind))
}

fn bars(page: &SessionPage, asked: &Asked, kind: ZoneKind) -> Option<Picture> {
    let locale = asked.locale();
    let of = session_line(locale, &page.head, page.timeline.as_ref(), page.window);
    zone_files::picture(locale, kind, &of, &zones_of(page, kind))
}

/// How often players braked and accelerated, in the columns of the page.
fn counts(page: &SessionPage, asked: &Asked) -> Option<Table> {
    let locale = asked.locale();
    let texts = &locale.texts().figures;
    let rows = accelerations::rows(locale, &page.squad);
    let columns = accelerations::columns(locale, &rows);
    let heads = columns.iter().map(|column| {
        let kind = if column.braking { texts.decelerations_ms2 } else { texts.accelerations_ms2 };
        format!("{kind}: {}", column.strength)
    });
    let heads: Vec<String> =
        [head(locale.texts().general.player, "")].into_iter().chain(heads).collect();
    let row = |row: &accelerations::CountRow| {
        let count = |i: usize| Cell::number(row.bands.get(i).map(|band| band.count));
        [Cell::Text(row.name.clone())].into_iter().chain((0..columns.len()).map(count)).collect()
    };
    (!rows.is_empty()).then(|| Table { heads, rows: rows.iter().map(row).collect() })
}

//! What the page of a player over time shows, as files.

use async_trait::async_trait;

use super::{
    calendar::{Measure, days},
    sessions::{COLUMNS, title_of},
    trend::Trend,
    trends::{FIGURES, inset},
};
use crate::{
    components::calendar_picture::{self, CalendarOf},
    error::AppError,
    files::{
        Anchor, Asked, Cell, Drawing, FilePage, PageFile, Picture, Table, drawing_width_px,
        figure_head, head,
    },
    format,
    model::{Figure, PlayedSession, PlayerFilter, PlayerPage, Reference, Side, Week},
    port::Club,
    preferences::Locale,
};

#[async_trait]
impl FilePage for PlayerPage {
    const PATH: &'static str = "/teams/{team_id}/players/{player_id}";
    const FILES: &'static [PageFile<Self>] = &[
        PageFile::table("sessions", |page, asked| Some(sessions(page, asked))),
        PageFile::picture("trends", trends),
        PageFile::picture("calendar", calendar),
    ];

    async fn load(club: &dyn Club, asked: &Asked) -> Result<Self, AppError> {
        let filter = PlayerFilter::from_query(|name| asked.query(name));
        club.player(&asked.id("team_id"), &asked.id("player_id"), filter).await
    }

    fn is_fetching(&self) -> bool {
        self.fetching.is_some()
    }

    fn about(&self, _: Locale) -> Vec<String> {
        let until = self.until.map(|day| day.to_string());
        let name = self.player.name.clone();
        [Some(self.team.name.clone()), until, Some(name)].into_iter().flatten().collect()
    }
}

fn of(page: &PlayerPage, locale: Locale) -> String {
    let until =
        page.until.map(|day| (locale.texts().season.player.until)(&format::day(locale, day)));
    let parts = [Some(page.player.name.clone()), Some(page.team.name.clone()), until];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// All sessions that pass the filter, not only those of one page of the table.
fn sessions(page: &PlayerPage, asked: &Asked) -> Table {
    let locale = asked.locale();
    let texts = locale.texts();
    let list = &texts.teams.list;
    let heads =
        [texts.file_heads.local_time, list.session, texts.teams.filter.kind].map(str::to_owned);
    let figures = COLUMNS.map(|figure| figure_head(locale, figure));
    let row = |played: &PlayedSession| {
        let session = &played.session;
        let kind = session.session_type.as_ref().map(|kind| texts.kinds.session_type(kind));
        let what = [
            Cell::instant(session.start),
            Cell::Text(title_of(locale, session).to_owned()),
            Cell::text(kind),
        ];
        let figures = COLUMNS.map(|figure| Cell::figure(locale, figure, played.value(figure)));
        what.into_iter().chain(figures).collect()
    };
    Table {
        heads: heads.into_iter().chain(figures).collect(),
        rows: page.sessions.iter().map(row).collect(),
    }
}

const GAP_PX: f64 = 32.0;
const VALUES_PX: f64 = 56.0;
const CHART_PX: f64 = 180.0;
const TITLE_PX: f64 = 26.0;
const ROW_PX: f64 = TITLE_PX + CHART_PX + 36.0;
const TEXT_PX: f64 = 13.0;
const BAND_OPACITY: f64 = 0.18;

/// The figures over time, with what was usual.
fn trends(page: &PlayerPage, asked: &Asked) -> Option<Picture> {
    let locale = asked.locale();
    let texts = &locale.texts().season.trend;
    let drawn: Vec<(Figure, Trend)> = FIGURES
        .into_iter()
        .filter_map(|figure| Some((figure, Trend::of(figure, &page.sessions)?)))
        .collect();
    if drawn.is_empty() {
        return None;
    }
    let mut drawing = Drawing::new(drawn.len().div_ceil(2) as f64 * ROW_PX);
    let width_px = (drawing_width_px() - GAP_PX) / 2.0;
    for (place, (figure, trend)) in drawn.iter().enumerate() {
        let at_px = ((place % 2) as f64 * (width_px + GAP_PX), (place / 2) as f64 * ROW_PX);
        draw_trend(&mut drawing, at_px, width_px, locale, (*figure, trend));
    }
    let explained = (texts.band)(Reference::SESSIONS as u32, Reference::LEAST_SESSIONS as u32);
    let of = format!("{} · ▲ {}, ▼ {}", of(page, locale), texts.above, texts.below);
    let mut foot = Drawing::new(ROW_PX * drawn.len().div_ceil(2) as f64 + TEXT_PX);
    foot.put((0.0, 0.0), 1.0, &drawing);
    let foot_px = ROW_PX * drawn.len().div_ceil(2) as f64;
    foot.write(0.0, foot_px, Anchor::Start, TEXT_PX - 2.0, "--text-quiet", &explained);
    Some(Picture::new(texts.title, &of, &[], foot))
}

fn draw_trend(
    drawing: &mut Drawing,
    (left_px, top_px): (f64, f64),
    width_px: f64,
    locale: Locale,
    (figure, trend): (Figure, &Trend),
) {
    let hue = hue_of(figure);
    let title = head(figure.label(locale), figure.column_unit(locale));
    drawing.write(left_px, top_px + TEXT_PX, Anchor::Start, TEXT_PX, "--text", &title);
    let (plot_px, plot_width_px) = (left_px + VALUES_PX, width_px - VALUES_PX);
    let x_of = |share: f64| plot_px + inset(share) * plot_width_px;
    let y_of = |share: f64| top_px + TITLE_PX + inset(1.0 - share) * CHART_PX;
    let steps = trend.ticks.len().saturating_sub(1).max(1) as f64;
    for (i, tick) in trend.ticks.iter().enumerate() {
        let y_px = y_of(i as f64 / steps);
        drawing.area(plot_px, y_px, (plot_width_px, 1.0), "--chart-grid", 1.0);
        let value = figure.write(locale, *tick);
        let label_px = plot_px - 8.0;
        drawing.write(label_px, y_px + 4.0, Anchor::End, TEXT_PX - 2.0, "--chart-text", &value);
    }
    let path = |places: &mut dyn Iterator<Item = (f64, f64)>| {
        let places: Vec<_> =
            places.map(|(x, y)| format!("{:.1} {:.1}", x_of(x), y_of(y))).collect();
        if places.is_empty() { String::new() } else { format!("M{}", places.join("L")) }
    };
    let upper = trend.band.iter().map(|usual| (usual.x, usual.high));
    let lower = trend.band.iter().rev().map(|usual| (usual.x, usual.low));
    drawing.shape((0.0, 0.0), &path(&mut upper.chain(lower)), hue, BAND_OPACITY);
    let mut means = trend.band.iter().map(|usual| (usual.x, usual.mean));
    drawing.line((0.0, 0.0), &path(&mut means), hue, 1.0);
    for point in &trend.points {
        let shape = match point.side {
            None => "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z",
            Some(Side::Above) => "M0 -6L5.5 4H-5.5z",
            Some(Side::Below) => "M0 6L5.5 -4H-5.5z",
        };
        let at_px = (x_of(point.x), y_of(point.y));
        drawing.shape(at_px, shape, hue, 1.0);
        if point.side.is_some() {
            drawing.line(at_px, shape, "--text", 1.5);
        }
    }
    let days_px = top_px + TITLE_PX + CHART_PX + TEXT_PX;
    let (first, last) = trend.days;
    let day = |day| format::day(locale, day);
    let size_px = TEXT_PX - 2.0;
    drawing.write(plot_px, days_px, Anchor::Start, size_px, "--chart-text", &day(first));
    if first != last {
        let right_px = left_px + width_px;
        drawing.write(right_px, days_px, Anchor::End, size_px, "--chart-text", &day(last));
    }
}

/// The colour of a figure's channel.
fn hue_of(figure: Figure) -> &'static str {
    match figure.hue() {
        "hue-hr" => "--chart-hr",
        "hue-speed" => "--chart-speed",
        "hue-distance" => "--chart-distance",
        "hue-acceleration" => "--chart-acceleration",
        _ => "--control-line",
    }
}

fn calendar(page: &PlayerPage, asked: &Asked) -> Option<Picture> {
    let locale = asked.locale();
    let texts = &locale.texts().season.calendar;
    let measure = Measure::of(&page.sessions);
    let days = days(locale, measure, &page.sessions);
    let first = days.last().and_then(|day| Week::of(day.date))?;
    let last = days.first().map(|day| day.date).max(page.until).and_then(Week::of)?;
    let measure = match measure {
        Measure::Load => texts.by_load,
        Measure::Minutes => texts.by_minutes,
    };
    let calendar = CalendarOf { first, last, of: &of(page, locale), measure };
    Some(calendar_picture::picture(locale, calendar, &days))
}

//! What the page of a player's session shows, as files. Its samples are a file as well, but so long that the server writes
//! them row by row.

use async_trait::async_trait;

use super::{peaks, pitch, traces};
use crate::{
    chart::{
        layout::Layout,
        loaded::Loaded,
        recordings::Recordings,
        scene::{View, scene},
    },
    components::{
        ZoneKind, bands,
        zone_files::{self, ZonesOf},
    },
    error::AppError,
    files::{
        Asked, Cell, Drawing, FilePage, PageFile, Picture, Table, about_session, drawing_width_px,
        figure_rows, head, session_line,
    },
    format,
    model::{Figures, PlayerSessionPage},
    port::Club,
    preferences::Locale,
};

#[async_trait]
impl FilePage for PlayerSessionPage {
    const PATH: &'static str = "/sessions/{training_session_id}/players/{player_session_id}";
    const FILES: &'static [PageFile<Self>] = &[
        PageFile::picture("chart", chart),
        PageFile::picture("pitch-trace", pitch::files::trace),
        PageFile::picture("pitch-heat-map", pitch::files::heat_map),
        PageFile::table("figures", figures),
        PageFile::table("peaks", peaks::table),
        PageFile::table("heart-rate-zones", |page, asked| zones(page, asked, ZoneKind::HeartRate)),
        PageFile::table("speed-zones", |page, asked| zones(page, asked, ZoneKind::Speed)),
        PageFile::picture("heart-rate-zones", |page, asked| bars(page, asked, ZoneKind::HeartRate)),
        PageFile::picture("speed-zones", |page, asked| bars(page, asked, ZoneKind::Speed)),
        PageFile::table("accelerations", counts),
    ];

    async fn load(club: &dyn Club, asked: &Asked) -> Result<Self, AppError> {
        let session_id = asked.id("training_session_id");
        let lanes = asked.preferences.lanes;
        club.player_session(&session_id, &asked.id("player_session_id"), asked.window(), lanes)
            .await
    }

    fn is_fetching(&self) -> bool {
        self.fetching.is_some()
    }

    fn about(&self, locale: Locale) -> Vec<String> {
        let mut about = about_session(locale, &self.head);
        about.push(self.player.name.clone());
        about
    }
}

/// The figures of the part that is shown.
fn shown(page: &PlayerSessionPage) -> Option<&Figures> {
    if page.window.is_some() { page.window_figures.as_ref() } else { page.summary.as_ref() }
}

/// What stands under the title of a picture.
pub(super) fn of(page: &PlayerSessionPage, locale: Locale) -> String {
    let line = session_line(locale, &page.head, page.timeline.as_ref(), page.window);
    format!("{} · {line}", page.player.name)
}

/// The lanes over the part that is shown, as the page draws them.
fn chart(page: &PlayerSessionPage, asked: &Asked) -> Option<Picture> {
    let locale = asked.locale();
    let frame = page.frame.clone().filter(|frame| !frame.lanes.is_empty())?;
    let whole = page.timeline.as_ref().map_or(frame.window, |timeline| timeline.trimmed);
    let window = page.window.and_then(|window| window.intersection(whole)).unwrap_or(whole);
    let backdrop = traces::backdrop(page, locale);
    let recordings = Recordings::from(Loaded::new(frame, whole));
    let lanes = recordings.lanes().len();
    let height_px = Layout::natural_height_px(lanes);
    let layout = Layout::new(drawing_width_px(), height_px, lanes);
    let scene =
        scene(View { window, layout: &layout, recordings: &recordings, backdrop: &backdrop });
    let drawing = Drawing::of_scene(&scene, height_px);
    Some(Picture::new(locale.texts().session.over_time, &of(page, locale), &[], drawing))
}

/// A row for each figure, and for what only samples tell.
fn figures(page: &PlayerSessionPage, asked: &Asked) -> Option<Table> {
    let locale = asked.locale();
    let texts = locale.texts();
    let rows = figure_rows(locale, Some(shown(page)?));
    let heads =
        [texts.file_heads.figure, texts.file_heads.value, texts.file_heads.unit].map(str::to_owned);
    Some(Table { heads: heads.to_vec(), rows: rows.into_iter().map(Vec::from).collect() })
}

fn zones(page: &PlayerSessionPage, asked: &Asked, kind: ZoneKind) -> Option<Table> {
    zone_files::table_of_player(asked.locale(), kind, &kind.of(shown(page)?))
}

fn bars(page: &PlayerSessionPage, asked: &Asked, kind: ZoneKind) -> Option<Picture> {
    let locale = asked.locale();
    let zones = ZonesOf { name: page.player.name.clone(), zones: kind.of(shown(page)?) };
    zone_files::picture(locale, kind, &of(page, locale), &[zones])
}

/// A row for each strength.
fn counts(page: &PlayerSessionPage, asked: &Asked) -> Option<Table> {
    let locale = asked.locale();
    let texts = locale.texts();
    let counts = &shown(page)?.accelerations;
    let heads = vec![
        texts.figures.accelerations.to_owned(),
        head(texts.file_heads.lower_limit, "m/s²"),
        head(texts.figures.count, ""),
    ];
    let row = |(band, count): (crate::components::Band, &crate::model::AccelerationCount)| {
        let kind = if band.braking {
            texts.figures.decelerations_short
        } else {
            texts.figures.accelerations_short
        };
        vec![
            Cell::Text(format!("{kind} {}", band.strength)),
            Cell::Number(count.limit_ms2),
            Cell::Number(count.count.into()),
        ]
    };
    let rows: Vec<_> = bands(locale, counts).into_iter().zip(counts).map(row).collect();
    (!rows.is_empty()).then_some(Table { heads, rows })
}

/// When an instant of the session clock was.
pub(super) fn instant(page: &PlayerSessionPage, at_ms: i32) -> Cell {
    Cell::instant(format::wall(page.head.recorded_from, at_ms))
}

//! Recordings side by side, as files.

use async_trait::async_trait;

use super::{called, title, traces};
use crate::{
    chart::{
        Mark,
        layout::Layout,
        recordings::Recordings,
        scene::{View, scene},
        view::Charted,
    },
    error::AppError,
    files::{
        Asked, Drawing, FilePage, PageFile, Picture, Swatch, Table, about_session,
        drawing_width_px, figure_rows, session_line,
    },
    model::{Figures, PlayerSessionId, RecordingBeside, SideBySide, SideBySidePage},
    pages::chart_card::recorded,
    port::Club,
    preferences::Locale,
};

#[async_trait]
impl FilePage for SideBySidePage {
    const PATH: &'static str = "/compare";
    const FILES: &'static [PageFile<Self>] =
        &[PageFile::picture("chart", chart), PageFile::table("figures", figures)];

    async fn load(club: &dyn Club, asked: &Asked) -> Result<Self, AppError> {
        let ids = asked.queries("of").map(|id| PlayerSessionId(id.to_owned()));
        let chosen = SideBySide::new(ids).map_err(|_| AppError::NotFound)?;
        let phase = asked.query("align").filter(|name| !name.is_empty()).map(str::to_owned);
        club.side_by_side(&chosen, phase, asked.window(), asked.preferences.lanes).await
    }

    fn is_fetching(&self) -> bool {
        self.fetching.is_some()
    }

    fn about(&self, locale: Locale) -> Vec<String> {
        let mut about =
            self.recordings.first().map(|it| about_session(locale, &it.head)).unwrap_or_default();
        about.push(locale.texts().compare.title.to_owned());
        about
    }
}

/// The figures of the part that is shown.
fn shown<'a>(page: &SideBySidePage, recording: &'a RecordingBeside) -> Option<&'a Figures> {
    match page.window {
        Some(_) => recording.window_figures.as_ref(),
        None => recording.summary.as_ref(),
    }
}

/// The lanes over the part that is shown, as the page draws them.
fn chart(page: &SideBySidePage, asked: &Asked) -> Option<Picture> {
    let locale = asked.locale();
    let charted = traces::charted(page);
    let whole = traces::whole(page, &charted)?;
    let window = page.window.and_then(|window| window.intersection(whole)).unwrap_or(whole);
    let lanes = asked.preferences.lanes.of_recording(&recorded(&charted));
    let height_px = Layout::natural_height_px(lanes.len());
    let layout = Layout::new(drawing_width_px(), height_px, lanes.len());
    let backdrop = traces::backdrop(page, locale);
    let each = charted.into_iter().map(Charted::recording).collect();
    let recordings = Recordings::new(each, lanes);
    let scene =
        scene(View { window, layout: &layout, recordings: &recordings, backdrop: &backdrop });
    let legend: Vec<Swatch> = page
        .recordings
        .iter()
        .zip(Mark::ALL)
        .map(|(recording, mark)| {
            let label = format!("{} {}", mark.letter(), called(locale, page, recording));
            Swatch::new(mark.ink(), label)
        })
        .collect();
    let first = page.recordings.first()?;
    let of = session_line(locale, &first.head, page.timeline.as_ref(), page.window);
    let drawing = Drawing::of_scene(&scene, height_px);
    Some(Picture::new(&title(locale.texts(), page), &of, &legend, drawing))
}

/// A row for each figure, a column for each recording.
fn figures(page: &SideBySidePage, asked: &Asked) -> Option<Table> {
    let locale = asked.locale();
    let texts = locale.texts();
    if page.recordings.iter().all(|recording| shown(page, recording).is_none()) {
        return None;
    }
    let names = page.recordings.iter().map(|recording| called(locale, page, recording));
    let heads = [texts.file_heads.figure, texts.file_heads.unit].map(str::to_owned);
    let mut rows: Vec<Vec<_>> = Vec::new();
    for recording in &page.recordings {
        for (place, row) in figure_rows(locale, shown(page, recording)).into_iter().enumerate() {
            let [name, value, unit] = row;
            match rows.get_mut(place) {
                Some(cells) => cells.push(value),
                None => rows.push(vec![name, unit, value]),
            }
        }
    }
    Some(Table { heads: heads.into_iter().chain(names).collect(), rows })
}

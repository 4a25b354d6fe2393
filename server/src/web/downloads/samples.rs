//! Everything that was sampled in the part that is shown. A match has 54 000 rows, so that they are written while they are
//! sent.

use std::{convert::Infallible, sync::Arc};

use app::{
    error::AppError,
    files::{Asked, FilePage, SAMPLES, sample_heads, sample_row},
    model::PlayerSessionPage,
    port::Club,
};
use axum::{Extension, body::Body, response::Response};
use futures::stream;

use super::{
    AskedFor,
    answer::{Kind, file, refused},
    csv::Rows,
    nothing,
};
use crate::{
    club::{ClubDesk, Samples},
    web::Addresses,
};

/// So many rows are written at once: some tens of kilobytes, and far less than a millisecond's work.
const ROWS_AT_ONCE: usize = 500;

pub(super) fn router() -> Addresses {
    Addresses::new().get(&format!("{}/samples.csv", PlayerSessionPage::PATH), answer)
}

async fn answer(
    AskedFor(asked): AskedFor,
    Extension(club): Extension<Arc<dyn Club>>,
    Extension(desk): Extension<ClubDesk>,
) -> Response {
    match found(&asked, &*club, &desk).await {
        Ok((page, samples)) => {
            let about = page.about(asked.locale());
            file(
                &about,
                "samples",
                Kind::Csv,
                Body::from_stream(stream::iter(pieces(&asked, &page, samples))),
            )
        }
        Err(error) => refused(asked.locale(), &error),
    }
}

/// The page whose part it is, and the samples.
async fn found(
    asked: &Asked,
    club: &dyn Club,
    desk: &ClubDesk,
) -> Result<(PlayerSessionPage, Samples), AppError> {
    let page = PlayerSessionPage::load(club, asked).await?;
    let whole = page.timeline.as_ref().map(|timeline| timeline.trimmed);
    let part = page.window.or(whole).or(page.frame.as_ref().map(|frame| frame.window));
    // Without samples nothing says of which part they could be.
    let part = part.filter(|_| !page.channels.is_empty()).ok_or_else(|| nothing(&page))?;
    let channels = SAMPLES.into_iter().filter(|channel| page.channels.contains(channel));
    let channels: Vec<_> = channels.collect();
    let samples = desk.samples(&page.player_session_id, &channels, part).await?;
    Ok((page, samples))
}

fn pieces(
    asked: &Asked,
    page: &PlayerSessionPage,
    mut samples: Samples,
) -> impl Iterator<Item = Result<Vec<u8>, Infallible>> + use<> {
    let (locale, recorded_from) = (asked.locale(), page.head.recorded_from);
    let heads = sample_heads(locale, &samples.channels());
    let mut rows = Rows::beginning_with(locale.language, &heads);
    std::iter::from_fn(move || {
        for (at_ms, values) in samples.by_ref().take(ROWS_AT_ONCE) {
            rows.push(&sample_row(locale, recorded_from, at_ms, values));
        }
        let piece = rows.take();
        (!piece.is_empty()).then_some(Ok(piece))
    })
}

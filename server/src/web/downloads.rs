//! What pages show, as files to keep: tables as CSV, charts as SVG and PNG.
//!
//! A file is below its page, `/sessions/{id}/squad.csv`, and takes the page's query: part, order, filter. It is made of the
//! same page of the same port, so that one rule says who sees it and one truth what is in it ([`app::files`]).

mod answer;
mod csv;
mod export;
mod png;
mod samples;

use std::{collections::HashMap, sync::Arc};

use app::{
    error::AppError,
    files::{Asked, Content, FilePage, ForEachPage, PageFile, Picture},
    port::Club,
    preferences::Preferences,
};
use axum::{
    Extension,
    extract::{FromRequestParts, Path, Query},
    http::request::Parts,
    response::Response,
};

pub(super) use self::answer::ZIP;
use self::{
    answer::{Kind, file, refused},
    png::Painter,
};
use super::addresses::Addresses;

/// The addresses of all files.
pub(super) fn router() -> Addresses {
    let mut routes = Routes(samples::router().merge(export::router()));
    routes.all();
    routes.0.layer(Extension(Painter::new()))
}

struct Routes(Addresses);

impl ForEachPage for Routes {
    fn page<P: FilePage>(&mut self) {
        let mut addresses = std::mem::take(&mut self.0);
        for page_file in P::FILES {
            for kind in kinds(&page_file.content) {
                let address = format!("{}/{}.{}", P::PATH, page_file.name, kind.ending());
                addresses = addresses.get(&address, move |asked: AskedFor, club, painter| {
                    answer(page_file, *kind, asked.0, club, painter)
                });
            }
        }
        self.0 = addresses;
    }
}

/// As what a content can be saved.
fn kinds<P>(content: &Content<P>) -> &'static [Kind] {
    match content {
        Content::Table(_) => &[Kind::Csv],
        Content::Picture(_) => &[Kind::Svg, Kind::Png],
    }
}

/// One file of one page.
async fn answer<P: FilePage>(
    page_file: &'static PageFile<P>,
    kind: Kind,
    asked: Asked,
    Extension(club): Extension<Arc<dyn Club>>,
    Extension(painter): Extension<Painter>,
) -> Response {
    let locale = asked.locale();
    match made(page_file, kind, asked, &*club, painter).await {
        Ok((about, body)) => file(&about, page_file.name, kind, body),
        Err(error) => refused(locale, &error),
    }
}

/// What the file's page is about, and what is in the file.
async fn made<P: FilePage>(
    page_file: &'static PageFile<P>,
    kind: Kind,
    asked: Asked,
    club: &dyn Club,
    painter: Painter,
) -> Result<(Vec<String>, Vec<u8>), AppError> {
    let page = P::load(club, &asked).await?;
    let locale = asked.locale();
    let (about, nothing) = (page.about(locale), nothing(&page));
    let body = match &page_file.content {
        Content::Table(table) => {
            let table = table(&page, &asked).ok_or(nothing)?;
            csv::written(locale.language, &table)
        }
        Content::Picture(picture) => {
            let draw = move || picture(&page, &asked);
            let drawn = match kind {
                Kind::Png => painter.work(move || draw().map(|it| png::painted(it.svg()))).await,
                _ => painter.work(move || draw().map(Picture::into_svg).map(svg)).await,
            };
            drawn?.ok_or(nothing)??
        }
    };
    Ok((about, body))
}

/// Why a page has nothing of a file: it is on its way, or there is none.
fn nothing<P: FilePage>(page: &P) -> AppError {
    if page.is_fetching() { AppError::NotYet } else { AppError::NotFound }
}

#[expect(clippy::unnecessary_wraps, reason = "a painted picture, which can fail, takes its place")]
fn svg(document: String) -> Result<Vec<u8>, AppError> {
    Ok(document.into_bytes())
}

/// What a request asks for. Nothing about it can be wrong: a query is read as pages read it.
struct AskedFor(Asked);

impl<S: Send + Sync> FromRequestParts<S> for AskedFor {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let ids = Path::<HashMap<String, String>>::from_request_parts(parts, state).await;
        let query = Query::<Vec<(String, String)>>::from_request_parts(parts, state).await;
        Ok(Self(Asked {
            preferences: Preferences::of_request(&parts.headers),
            ids: ids.map(|Path(ids)| ids).unwrap_or_default(),
            query: query.map(|Query(query)| query).unwrap_or_default(),
        }))
    }
}

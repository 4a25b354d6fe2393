//! What pages show, as files: tables as rows, charts as pictures that stand alone.
//!
//! A file is made of the same page that the port answers with, for the same query and the same preferences, so that it
//! cannot say anything else. What each page has is listed beside its route, in `pages`; this module has what they share.
//! How rows and pictures become bytes is the server's affair. Browsers have none of this, only links to it.

mod colour;
mod picture;
mod samples;
mod table;

use std::collections::HashMap;

use async_trait::async_trait;

pub(crate) use self::{
    colour::light,
    picture::{Anchor, Drawing, Swatch, drawing_width_px},
    table::{figure_head, figure_rows},
};
pub use self::{
    picture::Picture,
    samples::{SAMPLES, sample_heads, sample_row},
    table::{Cell, Table},
};
use crate::{
    error::AppError,
    model::{
        PlayerPage, PlayerSessionPage, SessionHead, SessionPage, SideBySidePage, TeamPage,
        Timeline, Window,
    },
    port::Club,
    preferences::{Locale, Preferences},
};

/// What an address asks for, besides the page: the part, the order and the filter in its query, and how the person reads.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What the person prefers.
    pub preferences: Preferences,
    /// What the address names, by the names in [`FilePage::PATH`].
    pub ids: HashMap<String, String>,
    /// The page's query; a name can be there several times.
    pub query: Vec<(String, String)>,
}

impl Asked {
    /// How the person reads.
    pub fn locale(&self) -> Locale {
        self.preferences.locale
    }

    /// The part of the session that is asked for.
    pub fn window(&self) -> Option<Window> {
        Window::from_query(self.query("from"), self.query("to"))
    }

    /// What the query says.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All that the query says of one name.
    pub fn queries<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.query.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// What the address names; an id that nothing has when it does not.
    pub fn id<T: From<String>>(&self, name: &str) -> T {
        self.ids.get(name).cloned().unwrap_or_default().into()
    }
}

/// A page of which there are files.
#[async_trait]
pub trait FilePage: Sized + Send + Sync + 'static {
    /// Where the page is; its files are below it.
    const PATH: &'static str;
    /// What there is of it.
    const FILES: &'static [PageFile<Self>];

    /// The page as it is shown for this address.
    async fn load(club: &dyn Club, asked: &Asked) -> Result<Self, AppError>;

    /// Whether something of it is still on its way.
    fn is_fetching(&self) -> bool;

    /// What the page is about, for the names of its files: team, day, player.
    fn about(&self, locale: Locale) -> Vec<String>;
}

/// One file of a page.
#[derive(Debug)]
pub struct PageFile<P> {
    /// Its name in addresses, without what it ends in.
    pub name: &'static str,
    /// What is in it.
    pub content: Content<P>,
}

/// What is in a file, and how it is made; `None` when the page has nothing of it.
#[derive(Debug)]
pub enum Content<P> {
    /// Rows.
    Table(fn(&P, &Asked) -> Option<Table>),
    /// A drawing.
    Picture(fn(&P, &Asked) -> Option<Picture>),
}

impl<P> PageFile<P> {
    pub(crate) const fn table(name: &'static str, of: fn(&P, &Asked) -> Option<Table>) -> Self {
        Self { name, content: Content::Table(of) }
    }

    pub(crate) const fn picture(name: &'static str, of: fn(&P, &Asked) -> Option<Picture>) -> Self {
        Self { name, content: Content::Picture(of) }
    }
}

/// All pages that have files, for who does the same for each.
pub trait ForEachPage {
    /// Does it for one.
    fn page<P: FilePage>(&mut self);

    /// Does it for all.
    fn all(&mut self) {
        self.page::<SessionPage>();
        self.page::<PlayerSessionPage>();
        self.page::<PlayerPage>();
        self.page::<TeamPage>();
        self.page::<SideBySidePage>();
    }
}

/// Why there is no file, for the person who asked for it.
pub fn refusal(locale: Locale, error: &AppError) -> &'static str {
    locale.texts().problems.of(error).sentence
}

/// Team, day and name of a session.
pub(crate) fn about_session(locale: Locale, head: &SessionHead) -> Vec<String> {
    let day = head.recorded_from.map(|from| from.date().to_string());
    let title = locale.texts().kinds.title_of_session(head).to_owned();
    [Some(head.team_name.clone()), day, Some(title)].into_iter().flatten().collect()
}

/// What stands under the title of a picture of a session: team, session, day and part.
pub(crate) fn session_line(
    locale: Locale,
    head: &SessionHead,
    timeline: Option<&Timeline>,
    window: Option<Window>,
) -> String {
    let texts = locale.texts();
    let part = window.or_else(|| Some(timeline?.trimmed));
    let parts = [
        Some(head.team_name.clone()),
        Some(texts.kinds.title_of_session(head).to_owned()),
        head.recorded_from.map(|from| crate::format::day(locale, from.date())),
        Some(crate::components::part_label(texts, timeline, window)),
        part.map(|part| crate::format::part(head.recorded_from, part)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A name with the unit of its values, as the head of a column.
pub(crate) fn head(name: &str, unit: &str) -> String {
    if unit.is_empty() { name.to_owned() } else { format!("{name} ({unit})") }
}

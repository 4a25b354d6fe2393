//! Everything that pages say, in each language: the catalogue.
//!
//! Each area of the pages has a struct with a field for every text, and one constant of it for each language, side by
//! side in one file. A text that lacks a translation, or that is given other values in one language than in another,
//! does not compile; one that no page says any more is dead code. A text with values in it is a function of them, so
//! that each language may have its own order and its own plural.

#[cfg(feature = "ssr")]
pub(crate) mod answers;
mod audit;
mod bar;
mod browsers;
mod chart;
mod compare;
mod count;
#[cfg(feature = "ssr")]
mod design;
mod figures;
#[cfg(feature = "ssr")]
mod file_heads;
mod files;
mod general;
mod home;
mod kinds;
mod passes;
mod pitch;
mod problems;
mod rights;
mod season;
mod session;
mod sync;
mod teams;
mod time;

pub(crate) use self::count::Count;

/// Everything that pages say.
#[derive(Debug)]
pub(crate) struct Texts {
    /// Answers that are no page of the router.
    #[cfg(feature = "ssr")]
    pub(crate) answers: answers::Answers,
    /// The audit log.
    pub(crate) audit: audit::Audit,
    /// Around every page: the bar, the menu, the state of fetching.
    pub(crate) bar: bar::Bar,
    /// The browsers in which coaches are signed in.
    pub(crate) browsers: browsers::Browsers,
    /// The chart of a recording.
    pub(crate) chart: chart::Chart,
    /// Recordings side by side.
    pub(crate) compare: compare::Compare,
    /// The page with every part of the pages, which only the server renders.
    #[cfg(feature = "ssr")]
    pub(crate) design: design::Design,
    /// Figures, zones and accelerations.
    pub(crate) figures: figures::Figures,
    /// Heads of columns in files, which only the server writes.
    #[cfg(feature = "ssr")]
    pub(crate) file_heads: file_heads::FileHeads,
    /// Saving pages.
    pub(crate) files: files::Files,
    /// What several pages say.
    pub(crate) general: general::General,
    /// The way in.
    pub(crate) home: home::Home,
    /// The names of kinds of things.
    pub(crate) kinds: kinds::Kinds,
    /// Passes for staff.
    pub(crate) passes: passes::Passes,
    /// The pitch of a player's session.
    pub(crate) pitch: pitch::Pitch,
    /// What went wrong, and what to do about it.
    pub(crate) problems: problems::Problems,
    /// What somebody may ask of who holds the data about them.
    pub(crate) rights: rights::Rights,
    /// A player and a team over time.
    pub(crate) season: season::Season,
    /// The pages of a session, for the squad and for one player.
    pub(crate) session: session::Session,
    /// The page about the data from Polar.
    pub(crate) sync: sync::Sync,
    /// The list of teams, and a team with its sessions.
    pub(crate) teams: teams::Teams,
    /// Dates and spans of time.
    pub(crate) time: time::Time,
}

/// In English.
pub(crate) static ENGLISH: Texts = Texts {
    #[cfg(feature = "ssr")]
    answers: answers::ENGLISH,
    audit: audit::ENGLISH,
    bar: bar::ENGLISH,
    browsers: browsers::ENGLISH,
    chart: chart::ENGLISH,
    compare: compare::ENGLISH,
    #[cfg(feature = "ssr")]
    design: design::ENGLISH,
    figures: figures::ENGLISH,
    #[cfg(feature = "ssr")]
    file_heads: file_heads::ENGLISH,
    files: files::ENGLISH,
    general: general::ENGLISH,
    home: home::ENGLISH,
    kinds: kinds::ENGLISH,
    passes: passes::ENGLISH,
    pitch: pitch::ENGLISH,
    problems: problems::ENGLISH,
    rights: rights::ENGLISH,
    season: season::ENGLISH,
    session: session::ENGLISH,
    sync: sync::ENGLISH,
    teams: teams::ENGLISH,
    time: time::ENGLISH,
};

/// In German.
pub(crate) static GERMAN: Texts = Texts {
    #[cfg(feature = "ssr")]
    answers: answers::GERMAN,
    audit: audit::GERMAN,
    bar: bar::GERMAN,
    browsers: browsers::GERMAN,
    chart: chart::GERMAN,
    compare: compare::GERMAN,
    #[cfg(feature = "ssr")]
    design: design::GERMAN,
    figures: figures::GERMAN,
    #[cfg(feature = "ssr")]
    file_heads: file_heads::GERMAN,
    files: files::GERMAN,
    general: general::GERMAN,
    home: home::GERMAN,
    kinds: kinds::GERMAN,
    passes: passes::GERMAN,
    pitch: pitch::GERMAN,
    problems: problems::GERMAN,
    rights: rights::GERMAN,
    season: season::GERMAN,
    session: session::GERMAN,
    sync: sync::GERMAN,
    teams: teams::GERMAN,
    time: time::GERMAN,
};

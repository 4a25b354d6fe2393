//! Answers to what is no page of the router: what became of a form, and why a request was refused. Documents without
//! scripts, so that nothing of them is kept or shown twice.

use chrono::NaiveDate;
use http::HeaderMap;
use leptos::prelude::*;
use leptos_meta::HashedStylesheet;

use crate::{
    address,
    document::frame_colours,
    error::AppError,
    format,
    model::{PlayerFilter, PlayerId, TeamId},
    preferences::{Preferences, locale, texts},
    texts::{Count, answers::Told},
};

/// What there is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A pass was made. Nobody will be shown its ticket again.
    PassMade(PassMade),
    /// A pass needs a name and a team.
    PassIncomplete,
    /// A ticket opens nothing: it is not known, was used, has expired or was revoked. Which of them is nobody's business.
    PassRefused,
    /// Somebody tries too often.
    TooOften {
        /// The page to try again from.
        from: &'static str,
    },
    /// Whether everything that is held about a player is to be deleted.
    DeletionAsked(HeldPlayer),
    /// As for a page.
    Failed(AppError),
}

/// A new pass, to be handed over.
#[derive(Clone, PartialEq, Eq)]
pub struct PassMade {
    /// What the coach calls it.
    pub label: String,
    /// The address that opens it.
    pub link: String,
    /// Its ticket, in groups to be typed.
    pub ticket: String,
    /// The address as a picture.
    pub picture: QrPicture,
}

/// It is a secret: of all its parts only the label may be printed.
impl std::fmt::Debug for PassMade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PassMade").field("label", &self.label).finish_non_exhaustive()
    }
}

/// What is held about a player.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldPlayer {
    /// The team.
    pub team: TeamId,
    /// What it is called.
    pub team_name: String,
    /// The player.
    pub player: PlayerId,
    /// What the player is called.
    pub name: String,
    /// In how many sessions the player took part.
    pub sessions: u32,
    /// The day of the first one, if its date is known.
    pub since: Option<NaiveDate>,
}

/// A QR code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrPicture {
    /// How many modules wide and high it is, with the quiet zone around it.
    pub side: usize,
    /// The dark modules, as the path of an SVG whose unit is a module.
    pub path: String,
}

impl Answer {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::PassMade(_) | Self::DeletionAsked(_) => 200,
            Self::PassIncomplete => 422,
            Self::PassRefused => 403,
            Self::TooOften { .. } => 429,
            Self::Failed(error) => error.status(),
        }
    }

    /// The document, for whoever sent a request with these headers.
    pub fn document(self, options: LeptosOptions, headers: &HeaderMap) -> String {
        let preferences = Preferences::of_request(headers);
        Owner::new().with(|| {
            provide_context(preferences);
            view! { <Document options preferences answer=self/> }.to_html()
        })
    }
}

#[component]
fn Document(options: LeptosOptions, preferences: Preferences, answer: Answer) -> impl IntoView {
    let Preferences { locale, theme, .. } = preferences;
    let all = texts();
    let told = told(&answer);
    let title = told.title;
    let title = format!("{title} · Touchline");
    let (to, label) = match &answer {
        Answer::PassMade(_) => (address::PASSES.to_owned(), all.answers.back_to_passes),
        Answer::PassIncomplete => (address::PASSES.to_owned(), all.problems.try_again),
        Answer::PassRefused => (address::PASS.to_owned(), all.problems.try_again),
        Answer::TooOften { from } => ((*from).to_owned(), all.problems.try_again),
        Answer::DeletionAsked(held) => {
            let player = address::player(&held.team, &held.player, &PlayerFilter::default());
            (player, all.answers.deletion.back)
        }
        Answer::Failed(_) => (address::TEAMS.to_owned(), all.problems.go_to_teams),
    };
    let more = match answer {
        Answer::PassMade(made) => Some(view! { <Made made/> }.into_any()),
        Answer::DeletionAsked(held) => Some(view! { <Deletion held/> }.into_any()),
        _ => None,
    };
    view! {
        <!DOCTYPE html>
        <html lang=locale.language.key() data-theme=theme.attribute()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content=theme.color_scheme()/>
                {frame_colours(theme)}
                <title>{title}</title>
                <link rel="icon" type="image/svg+xml" href="/favicon.svg"/>
                <HashedStylesheet options/>
            </head>
            <body>
                <main id="main" class="page page--answer">
                    <h1>{told.title}</h1>
                    <p class="answer__text">{told.text}</p>
                    {more}
                    <p><a class="button button--primary" href=to>{label}</a></p>
                </main>
            </body>
        </html>
    }
}

/// What an answer says.
fn told(answer: &Answer) -> Told {
    let all = texts();
    let texts = &all.answers;
    match answer {
        Answer::PassMade(_) => texts.made,
        Answer::PassIncomplete => texts.incomplete,
        Answer::PassRefused => texts.refused,
        Answer::TooOften { .. } => texts.too_often,
        Answer::DeletionAsked(_) => texts.deletion.asked,
        Answer::Failed(error) => {
            let failure = all.problems.of(error);
            Told { title: failure.title, text: failure.explanation }
        }
    }
}

/// The pass, to be scanned, sent or typed.
#[component]
fn Made(made: PassMade) -> impl IntoView {
    let texts = &texts().answers;
    let PassMade { label, link, ticket, picture: QrPicture { side, path } } = made;
    view! {
        <section class="card pass-made" aria-labelledby="pass-made">
            <h2 id="pass-made">{label}</h2>
            <svg class="pass-made__code" viewBox=format!("0 0 {side} {side}") role="img" aria-label=texts.qr_code shape-rendering="crispEdges">
                <path class="pass-made__light" d=format!("M0 0h{side}v{side}h-{side}z")/>
                <path class="pass-made__dark" d=path/>
            </svg>
            <label class="field">
                <span class="field__label">{texts.link}</span>
                <input class="pass-made__link" readonly=true value=link/>
            </label>
            <p>{texts.or_type} " " <code class="pass-made__ticket">{ticket}</code></p>
        </section>
    }
}

/// What will be deleted, and the button that does it.
#[component]
fn Deletion(held: HeldPlayer) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().answers.deletion;
    let count = Count::new(locale, held.sessions);
    let sessions = match held.since {
        Some(since) => (texts.sessions_since)(count, &format::day(locale, since)),
        None => (texts.sessions)(count),
    };
    let action = address::deletion(&held.team, &held.player);
    let who = format!("{}, {}", held.name, held.team_name);
    view! {
        <section class="card held-player" aria-labelledby="deletion">
            <h2 id="deletion">{who}</h2>
            <ul>
                <li>{texts.who}</li>
                <li>{sessions}</li>
                <li>{texts.recordings}</li>
            </ul>
            <p class="quiet">{texts.stays}</p>
            <form method="post" action=action>
                <button class="button button--danger" type="submit">{texts.delete}</button>
            </form>
        </section>
    }
}

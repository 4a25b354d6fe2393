//! The way in the part that is shown, which changes while the page stays.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::get_track,
    error::AppError,
    model::{PlayerSessionId, PlayerSessionPage, Track, Window},
};

/// What is asked for. It changes with the field, too, on which ways are drawn.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    player_session_id: PlayerSessionId,
    window: Option<Window>,
    /// How often a field was saved on this page.
    edition: u32,
}

/// The way to show.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shown {
    /// The way that is there; while another one is on its way, the one that was shown before. `None` without positions.
    pub(super) track: Option<Track>,
    /// Whether another one is on its way.
    pub(super) loading: bool,
    /// Why there is none.
    pub(super) problem: Option<AppError>,
}

type Fetched = (Asked, Result<Option<Track>, AppError>);

/// Follows the window and the field: the way is the one that came with the page, or is asked for on its own. An answer
/// to what is not asked for any more is dropped.
pub(super) fn shown_track(
    page: Memo<PlayerSessionPage>,
    window: Memo<Option<Window>>,
    edition: RwSignal<u32>,
) -> Memo<Shown> {
    let asked = Memo::new(move |_| Asked {
        player_session_id: page.with(|page| page.player_session_id.clone()),
        window: window.get(),
        edition: edition.get(),
    });
    let fetched = RwSignal::new(None::<Fetched>);
    Effect::new(move |_| {
        let wanted = asked.get();
        if page.with(|page| came_with(page, &wanted)) {
            return;
        }
        spawn_local(async move {
            let answer = get_track(wanted.player_session_id.clone(), wanted.window).await;
            // The page may be gone by now.
            if asked.try_get_untracked().as_ref() == Some(&wanted) {
                fetched.set(Some((wanted, answer)));
            }
        });
    });
    Memo::new(move |last: Option<&Shown>| {
        page.with(|page| {
            fetched.with(|fetched| asked.with(|asked| shown(page, asked, fetched.as_ref(), last)))
        })
    })
}

/// Whether what is asked for is what came with the page.
fn came_with(page: &PlayerSessionPage, asked: &Asked) -> bool {
    asked.edition == 0 && asked.window == page.window
}

fn shown(
    page: &PlayerSessionPage,
    asked: &Asked,
    fetched: Option<&Fetched>,
    last: Option<&Shown>,
) -> Shown {
    if came_with(page, asked) {
        return Shown { track: page.track.clone(), ..Shown::default() };
    }
    match fetched {
        Some((of, Ok(track))) if of == asked => Shown { track: track.clone(), ..Shown::default() },
        Some((of, Err(error))) if of == asked => {
            let track = last.and_then(|last| last.track.clone());
            Shown { track, loading: false, problem: Some(error.clone()) }
        }
        _ => {
            Shown { track: last.and_then(|last| last.track.clone()), loading: true, problem: None }
        }
    }
}

//! The way in the part that is shown, which changes while the page stays.

use leptos::prelude::*;

use crate::{
    api::get_track,
    error::AppError,
    model::{PlayerSessionId, PlayerSessionPage, Track, Window},
    pages::asking::answers,
};

/// What is asked for. It changes with the field, too, on which ways are drawn.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    player_session_id: PlayerSessionId,
    window: Option<Window>,
    /// How often a field was saved on this page.
    edition: u32,
    /// How often one had been when the way to this player was taken: the page came with these fields.
    edition_of_page: u32,
}

impl Asked {
    fn of(
        player_session_id: PlayerSessionId,
        window: Option<Window>,
        edition: u32,
        last: Option<&Self>,
    ) -> Self {
        let of_player = last.filter(|last| last.player_session_id == player_session_id);
        let edition_of_page = of_player.map_or(edition, |last| last.edition_of_page);
        Self { player_session_id, window, edition, edition_of_page }
    }

    /// Whether it came with the page.
    fn is_of(&self, page: &PlayerSessionPage) -> bool {
        self.edition == self.edition_of_page && self.window == page.window
    }
}

/// The way to show.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    /// Whose it is.
    player_session_id: PlayerSessionId,
    /// The way that is there; while another one of this player is on its way, the one that was shown before. `None`
    /// without positions.
    pub(super) track: Option<Track>,
    /// Whether another one is on its way.
    pub(super) loading: bool,
    /// Why there is none.
    pub(super) problem: Option<AppError>,
}

impl Shown {
    /// What is there, if anything is. As long as nothing else is, what was shown last stays, but under no other name.
    fn of(
        player_session_id: PlayerSessionId,
        there: Option<Result<Option<Track>, AppError>>,
        last: Option<&Self>,
    ) -> Self {
        let kept = || {
            let last = last.filter(|last| last.player_session_id == player_session_id);
            last.and_then(|last| last.track.clone())
        };
        let (track, loading, problem) = match there {
            Some(Ok(track)) => (track, false, None),
            Some(Err(error)) => (kept(), false, Some(error)),
            None => (kept(), true, None),
        };
        Self { player_session_id, track, loading, problem }
    }
}

/// Follows the window and the field: the way is the one that came with the page, or is asked for on its own.
pub(super) fn shown_track(
    page: Memo<PlayerSessionPage>,
    window: Memo<Option<Window>>,
    edition: RwSignal<u32>,
) -> Memo<Shown> {
    let asked = Memo::new(move |last: Option<&Asked>| {
        let player_session_id = page.with(|page| page.player_session_id.clone());
        Asked::of(player_session_id, window.get(), edition.get(), last)
    });
    let wanted = Memo::new(move |_| {
        let asked = asked.get();
        (!page.with(|page| asked.is_of(page))).then_some(asked)
    });
    let answer = answers(wanted, |wanted: &Asked| {
        get_track(wanted.player_session_id.clone(), wanted.window)
    });
    Memo::new(move |last: Option<&Shown>| {
        asked.with(|asked| {
            let came = page.with(|page| asked.is_of(page).then(|| Ok(page.track.clone())));
            let there = came.or_else(|| {
                answer.with(|answer| {
                    answer.as_ref().filter(|(of, _)| of == asked).map(|(_, answer)| answer.clone())
                })
            });
            Shown::of(asked.player_session_id.clone(), there, last)
        })
    })
}

/// The way with which the card is built, which follows it from then on. Only whether there is one is followed here.
pub(super) fn first_track(shown: Memo<Shown>, is_there: Memo<bool>) -> Option<Track> {
    // In this order: what is not read is not followed.
    is_there.get().then(|| shown.with_untracked(|shown| shown.track.clone())).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, FieldOrigin, GeoPoint};

    fn track() -> Track {
        Track {
            reference: GeoPoint { latitude_deg: 69.65, longitude_deg: 18.93 },
            field: Field {
                east_m: 0.0,
                north_m: 0.0,
                bearing_deg: 17.0,
                length_m: 105.0,
                width_m: 68.0,
            },
            origin: FieldOrigin::FittedPitch,
            stretches: Vec::new(),
        }
    }

    #[test]
    fn a_way_stays_while_another_one_of_the_same_player_is_on_its_way() {
        let there = Shown::of("seven".into(), Some(Ok(Some(track()))), None);
        let waiting = Shown::of("seven".into(), None, Some(&there));
        assert_eq!((&waiting.track, waiting.loading), (&Some(track()), true));
        let failed = Shown::of("seven".into(), Some(Err(AppError::Unreachable)), Some(&waiting));
        assert_eq!((&failed.track, failed.loading), (&Some(track()), false));
        assert_eq!(failed.problem, Some(AppError::Unreachable));
    }

    #[test]
    fn nobody_has_the_way_of_somebody_else() {
        let there = Shown::of("seven".into(), Some(Ok(Some(track()))), None);
        for answer in [None, Some(Err(AppError::Unreachable))] {
            assert_eq!(Shown::of("eight".into(), answer, Some(&there)).track, None);
        }
    }

    #[test]
    fn the_page_of_another_player_comes_with_all_fields_that_were_saved() {
        let came = |asked: &Asked| asked.edition == asked.edition_of_page;
        let first = Asked::of("seven".into(), None, 0, None);
        assert!(came(&first));
        let saved = Asked::of("seven".into(), None, 1, Some(&first));
        assert!(!came(&saved), "its way is to be drawn on the new field");
        let next = Asked::of("eight".into(), None, 1, Some(&saved));
        assert!(came(&next));
        let saved_again = Asked::of("eight".into(), None, 2, Some(&next));
        assert!(!came(&saved_again));
    }

    #[test]
    fn a_way_is_seen_to_come_after_there_was_none() {
        Owner::new().with(|| {
            let indoors = Shown::of("seven".into(), Some(Ok(None)), None);
            let now = RwSignal::new(indoors);
            let shown = Memo::new(move |_| now.get());
            let is_there = Memo::new(move |_| shown.with(|shown| shown.track.is_some()));
            let first = Memo::new(move |_| first_track(shown, is_there));
            assert_eq!(first.get(), None);
            now.set(Shown::of("eight".into(), Some(Ok(Some(track()))), None));
            assert_eq!(first.get(), Some(track()));
        });
    }
}

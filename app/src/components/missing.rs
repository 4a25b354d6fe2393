//! What a page shows in place of something that it does not have.

use leptos::{either::EitherOf3, prelude::*};

use crate::{model::Fetching, preferences::texts};

/// Why a page does not have something. Only what is known not to be there may be said not to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// It is on its way.
    OnItsWay,
    /// It did not come, for the reason that the page's progress line gives; nobody knows yet whether there is any.
    DidNotCome,
    /// All of the page has come: there is none.
    NotThere,
}

impl Missing {
    /// What is in a page's place for something that it lacks while this is still being fetched.
    pub(crate) fn of(fetching: Option<&Fetching>) -> Self {
        match fetching {
            Some(fetching) if fetching.is_under_way() => Self::OnItsWay,
            Some(_) => Self::DidNotCome,
            None => Self::NotThere,
        }
    }

    /// The same, following a page.
    pub(crate) fn follow(fetching: Memo<Option<Fetching>>) -> Memo<Self> {
        Memo::new(move |_| fetching.with(|fetching| Self::of(fetching.as_ref())))
    }

    /// Fills the place: with the layout of what will come, a note, or what is to be said when there is none.
    pub(crate) fn view<S, N>(
        self,
        skeleton: impl FnOnce() -> S,
        nothing: impl FnOnce() -> N,
    ) -> EitherOf3<S, AnyView, N> {
        match self {
            Self::OnItsWay => EitherOf3::A(skeleton()),
            Self::DidNotCome => {
                EitherOf3::B(view! { <p class="empty">{texts().general.not_yet}</p> }.into_any())
            }
            Self::NotThere => EitherOf3::C(nothing()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FetchProblem;

    #[test]
    fn only_when_all_has_come_is_it_known_that_there_is_none() {
        let fetching =
            |remaining_s, problem| Fetching { done: 12, total: 25, remaining_s, problem };
        assert_eq!(Missing::of(None), Missing::NotThere);
        assert_eq!(Missing::of(Some(&fetching(Some(20), None))), Missing::OnItsWay);
        assert_eq!(Missing::of(Some(&fetching(None, None))), Missing::OnItsWay);
        for problem in [
            FetchProblem::ConnectAgain,
            FetchProblem::PolarUnavailable,
            FetchProblem::Unreadable,
            FetchProblem::Internal,
        ] {
            let failed = fetching(None, Some(problem));
            assert_eq!(Missing::of(Some(&failed)), Missing::DidNotCome, "{problem:?}");
            let in_part = fetching(Some(20), Some(problem));
            assert_eq!(Missing::of(Some(&in_part)), Missing::OnItsWay, "{problem:?}");
        }
    }
}

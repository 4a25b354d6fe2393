//! The state in the bar of every page, quietly: a link to the page that says more.

use leptos::{either::Either, prelude::*};

use super::SyncFeed;
use crate::{
    address,
    components::here,
    error::AppError,
    format,
    model::{SyncActivity, SyncStatus},
    preferences::{Locale, locale, texts},
    texts::Count,
};

/// How much is here, for who is signed in, and the way back for who was until now. Nothing at all when that is not
/// known.
#[component]
pub(crate) fn SyncIndicator(feed: SyncFeed) -> impl IntoView {
    let lost = feed.lost();
    let locale = locale();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let status = feed.status().await;
                let nobody =
                    status.with_untracked(|status| matches!(status, Err(AppError::NotSignedIn)));
                (!nobody).then(|| {
                    let shown = Memo::new(move |_| status.with(|status| Shown::of(locale, status, lost.get())));
                    // Numbers would be read out all the time; what is done changes rarely.
                    let said = Memo::new(move |_| status.with(|status| said(locale, status)));
                    view! {
                        {move || shown.get().map(|shown| view! { <State shown/> })}
                        <p class="visually-hidden" role="status">{said}</p>
                    }
                })
            })}
        </Suspense>
    }
}

/// One state of it.
#[component]
pub(crate) fn State(shown: Shown) -> impl IntoView {
    match shown {
        Shown::Told(told) => Either::Left(view! { <Indicator told/> }),
        Shown::SignedOut => Either::Right(view! { <SignedOut/> }),
    }
}

#[component]
fn Indicator(told: Told) -> impl IntoView {
    let Told { sign, before, short, after } = told;
    view! {
        <a class="sync" href=address::SYNC>
            <Icon sign/>
            <span class="sync__text">
                <span class="visually-hidden">{texts().bar.indicator.about}</span>
                <span class="sync__more">{before}</span>
                <span class="sync__short">{short}</span>
                <span class="sync__more">{after}</span>
            </span>
        </a>
    }
}

/// Where the state was as long as somebody was signed in.
#[component]
fn SignedOut() -> impl IntoView {
    let here = here();
    let [short, more] = texts().bar.indicator.sign_in_again;
    view! {
        <a class="sync" href=move || address::login(&here.get()) rel="external">
            <Icon sign=Sign::Mark/>
            <span class="sync__text">{short}<span class="sync__more">{more}</span></span>
        </a>
    }
}

/// What is in the bar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shown {
    Told(Told),
    /// Somebody was signed in when the page was loaded, and is not any more.
    SignedOut,
}

impl Shown {
    pub(crate) fn of(
        locale: Locale,
        status: &Result<SyncStatus, AppError>,
        lost: bool,
    ) -> Option<Self> {
        match status {
            Ok(status) => Some(Self::Told(Told::of(locale, status, lost))),
            Err(AppError::NotSignedIn) => Some(Self::SignedOut),
            Err(_) => None,
        }
    }
}

/// The text of the indicator. On a phone there is room for the middle only; the rest is for who hears it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told {
    sign: Sign,
    before: String,
    short: String,
    after: String,
}

/// What the icon shows, which differs in shape.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Sign {
    Tick,
    /// How much is here, from 0 to 1.
    Ring(f64),
    Bars,
    Hands,
    Mark,
    /// The server does not tell any more.
    Dash,
}

impl Told {
    fn of(locale: Locale, status: &SyncStatus, lost: bool) -> Self {
        let texts = &locale.texts().bar.indicator;
        let count = |n| Count::new(locale, n);
        // Of nothing, nothing is a part.
        let part =
            (status.total > 0).then(|| (texts.part)(count(status.done), count(status.total)));
        let none = String::new;
        let (sign, before, short, mut after) = match status.activity {
            SyncActivity::UpToDate => (Sign::Tick, texts.up_to_date.to_owned(), none(), none()),
            SyncActivity::Fetching => {
                let sign = Sign::Ring(f64::from(status.done) / f64::from(status.total.max(1)));
                let syncing = match part {
                    Some(part) => format!("{} {part}", texts.syncing),
                    None => texts.syncing.to_owned(),
                };
                let requests = (texts.requests_left)(count(status.requests_left));
                match status.remaining_s {
                    Some(seconds) => {
                        let [before, after] = texts.around_time_left;
                        (
                            sign,
                            format!("{syncing}{before}"),
                            format::span(locale, seconds),
                            format!("{after}, {requests}"),
                        )
                    }
                    None => (sign, syncing, none(), format!(", {requests}")),
                }
            }
            SyncActivity::SomeMissing => {
                let missing = status.total.saturating_sub(status.done);
                let (before, short) = part.filter(|_| missing > 0).map_or_else(
                    || (texts.announced.some_missing.to_owned(), none()),
                    |part| (format!("{}, ", (texts.here)(&part)), (texts.missing)(count(missing))),
                );
                (Sign::Mark, before, short, none())
            }
            SyncActivity::Paused => {
                let here = part.map_or_else(none, |part| format!(", {}", (texts.here)(&part)));
                (Sign::Bars, none(), texts.paused.to_owned(), here)
            }
            SyncActivity::WaitsForPolar(seconds) => (
                Sign::Hands,
                texts.polar_does_not_answer.to_owned(),
                format::in_time(locale, seconds),
                none(),
            ),
            SyncActivity::ConnectAgain => {
                let [short, after] = texts.connect_again.map(str::to_owned);
                (Sign::Mark, none(), short, after)
            }
        };
        if lost {
            after.push_str(texts.not_live);
        }
        Self { sign: if lost { Sign::Dash } else { sign }, before, short, after }
    }
}

/// What is read out when it is not what it was before.
fn said(locale: Locale, status: &Result<SyncStatus, AppError>) -> Option<&'static str> {
    let texts = &locale.texts().bar.indicator.announced;
    match status {
        Ok(status) => Some(match status.activity {
            SyncActivity::UpToDate => texts.up_to_date,
            SyncActivity::Fetching => texts.fetching,
            SyncActivity::SomeMissing => texts.some_missing,
            SyncActivity::Paused => texts.paused,
            SyncActivity::WaitsForPolar(_) => texts.polar_does_not_answer,
            SyncActivity::ConnectAgain => texts.connect_again,
        }),
        Err(AppError::NotSignedIn) => Some(texts.signed_out),
        Err(_) => None,
    }
}

/// A circle with something in it.
#[component]
fn Icon(sign: Sign) -> impl IntoView {
    let (class, inside, share) = match sign {
        Sign::Tick => ("sync__sign sync__sign--good", "M5.2 8.3l2 2 3.6-4.3", None),
        Sign::Ring(share) => ("sync__sign sync__sign--part", "", Some(share)),
        Sign::Bars => ("sync__sign", "M6.4 5.6v4.8M9.6 5.6v4.8", None),
        Sign::Hands => ("sync__sign sync__sign--warning", "M8 4.6V8l2.2 1.6", None),
        Sign::Mark => ("sync__sign sync__sign--warning", "M8 4.4v4.2M8 11.2v.2", None),
        Sign::Dash => ("sync__sign sync__sign--warning", "M5.4 8h5.2", None),
    };
    let arc = share.map(|share| {
        let dashes = format!("{:.1} {CIRCUMFERENCE:.1}", share.clamp(0.0, 1.0) * CIRCUMFERENCE);
        // Begins at the top.
        view! {
            <circle class="sync__arc" cx="8" cy="8" r="6.5" stroke-dasharray=dashes transform="rotate(-90 8 8)"/>
        }
    });
    view! {
        <svg class=class viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
            <circle class="sync__ring" cx="8" cy="8" r="6.5"/>
            {arc}
            <path d=inside/>
        </svg>
    }
}

/// Of a circle of radius 6.5.
const CIRCUMFERENCE: f64 = 2.0 * std::f64::consts::PI * 6.5;

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::preferences::Language;

    fn status(activity: SyncActivity, remaining_s: Option<u32>) -> SyncStatus {
        SyncStatus {
            activity,
            done: 1_204,
            total: 15_300,
            remaining_s,
            requests_left: 63,
            teams_problem: None,
            teams: Vec::new(),
        }
    }

    fn told(status: &SyncStatus, lost: bool) -> (String, String) {
        let Told { before, short, after, .. } = Told::of(Locale::default(), status, lost);
        let plain = |text: String| text.replace(['\u{a0}', '\u{202f}'], " ");
        (plain(format!("{before}{short}{after}")), plain(short))
    }

    #[test]
    fn a_phone_shows_a_part_of_what_is_said() {
        for (activity, remaining_s, whole, short) in [
            (SyncActivity::UpToDate, None, "Up to date", ""),
            (
                SyncActivity::Fetching,
                Some(740),
                "Syncing 1 204 of 15 300, about 12 min left, 63 requests left",
                "12 min",
            ),
            (SyncActivity::Fetching, None, "Syncing 1 204 of 15 300, 63 requests left", ""),
            (
                SyncActivity::SomeMissing,
                None,
                "1 204 of 15 300 here, 14 096 missing",
                "14 096 missing",
            ),
            (SyncActivity::Paused, Some(740), "Paused, 1 204 of 15 300 here", "Paused"),
            (
                SyncActivity::WaitsForPolar(45),
                Some(740),
                "Polar does not answer, tried again in 45 s",
                "in 45 s",
            ),
            (SyncActivity::ConnectAgain, None, "Connect with Polar again", "Connect"),
        ] {
            assert_eq!(
                told(&status(activity, remaining_s), false),
                (whole.to_owned(), short.to_owned()),
                "{activity:?}"
            );
        }
    }

    #[test]
    fn what_is_not_live_any_more_says_so() {
        let status = status(SyncActivity::UpToDate, None);
        assert_eq!(told(&status, true).0, "Up to date, not live");
    }

    #[test]
    fn who_is_not_signed_in_any_more_can_be_again() {
        for lost in [false, true] {
            let signed_out = Err(AppError::NotSignedIn);
            assert_eq!(
                Shown::of(Locale::default(), &signed_out, lost),
                Some(Shown::SignedOut),
                "not the server’s fault"
            );
            assert_eq!(
                said(Locale::default(), &signed_out),
                Some("You are not signed in any more")
            );
        }
        assert_eq!(Shown::of(Locale::default(), &Err(AppError::Internal), false), None);
        assert_eq!(said(Locale::default(), &Err(AppError::Internal)), None);
    }

    #[test]
    fn only_what_is_complete_has_a_tick() {
        let sign = |activity| Told::of(Locale::default(), &status(activity, None), false).sign;
        assert_eq!(sign(SyncActivity::UpToDate), Sign::Tick);
        assert_eq!(sign(SyncActivity::SomeMissing), Sign::Mark);
    }

    #[test]
    fn without_a_total_there_is_no_amount() {
        for (activity, whole) in [
            (SyncActivity::Fetching, "Syncing, 63 requests left"),
            (SyncActivity::SomeMissing, "Some parts did not come from Polar"),
            (SyncActivity::Paused, "Paused"),
        ] {
            let nothing = SyncStatus { done: 0, total: 0, ..status(activity, None) };
            assert_eq!(told(&nothing, false).0, whole, "{activity:?}");
        }
        // What did not come may be a list, which is no part of a session.
        let lists = SyncStatus { done: 15_300, ..status(SyncActivity::SomeMissing, None) };
        assert_eq!(told(&lists, false).0, "Some parts did not come from Polar");
    }

    #[test]
    fn each_activity_is_read_out_in_words_of_its_own() {
        let all = [
            SyncActivity::UpToDate,
            SyncActivity::Fetching,
            SyncActivity::SomeMissing,
            SyncActivity::Paused,
            SyncActivity::WaitsForPolar(45),
            SyncActivity::ConnectAgain,
        ];
        for language in Language::ALL {
            let locale = Locale { language, ..Locale::default() };
            let words: HashSet<_> =
                all.into_iter().map(|activity| said(locale, &Ok(status(activity, None)))).collect();
            assert_eq!(words.len(), all.len());
        }
    }
}

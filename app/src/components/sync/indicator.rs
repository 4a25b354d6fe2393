//! The state in the bar of every page, quietly: a link to the page that says more.

use leptos::{either::Either, prelude::*};

use super::SyncFeed;
use crate::{
    address,
    components::here,
    error::AppError,
    format,
    model::{SyncActivity, SyncStatus},
};

/// How much is here, for who is signed in, and the way back for who was until now. Nothing at all when that is not
/// known.
#[component]
pub(crate) fn SyncIndicator(feed: SyncFeed) -> impl IntoView {
    let lost = feed.lost();
    let here = here();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let status = feed.status().await;
                let nobody =
                    status.with_untracked(|status| matches!(status, Err(AppError::NotSignedIn)));
                (!nobody).then(|| {
                    let shown = Memo::new(move |_| status.with(|status| Shown::of(status, lost.get())));
                    // Numbers would be read out all the time; what is done changes rarely.
                    let said = Memo::new(move |_| status.with(said));
                    view! {
                        {move || shown.get().map(|shown| match shown {
                            Shown::Told(told) => Either::Left(view! { <Indicator told/> }),
                            Shown::SignedOut => Either::Right(view! { <SignedOut here/> }),
                        })}
                        <p class="visually-hidden" role="status">{said}</p>
                    }
                })
            })}
        </Suspense>
    }
}

#[component]
fn Indicator(told: Told) -> impl IntoView {
    let Told { sign, before, short, after } = told;
    view! {
        <a class="sync" href=address::SYNC>
            <Icon sign/>
            <span class="sync__text">
                <span class="visually-hidden">"Data from Polar: "</span>
                <span class="sync__more">{before}</span>
                <span class="sync__short">{short}</span>
                <span class="sync__more">{after}</span>
            </span>
        </a>
    }
}

/// Where the state was as long as somebody was signed in.
#[component]
fn SignedOut(here: Signal<String>) -> impl IntoView {
    view! {
        <a class="sync" href=move || address::login(&here.get()) rel="external">
            <Icon sign=Sign::Mark/>
            <span class="sync__text">"Sign in"<span class="sync__more">" again"</span></span>
        </a>
    }
}

/// What is in the bar.
#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Told(Told),
    /// Somebody was signed in when the page was loaded, and is not any more.
    SignedOut,
}

impl Shown {
    fn of(status: &Result<SyncStatus, AppError>, lost: bool) -> Option<Self> {
        match status {
            Ok(status) => Some(Self::Told(Told::of(status, lost))),
            Err(AppError::NotSignedIn) => Some(Self::SignedOut),
            Err(_) => None,
        }
    }
}

/// The text of the indicator. On a phone there is room for the middle only; the rest is for who hears it.
#[derive(Clone, Debug, PartialEq)]
struct Told {
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
    fn of(status: &SyncStatus, lost: bool) -> Self {
        let number = |n: u32| format::number(f64::from(n), 0);
        // Of nothing, nothing is a part.
        let here = (status.total > 0)
            .then(|| format!("{} of {}", number(status.done), number(status.total)));
        let (sign, before, short, mut after) = match status.activity {
            SyncActivity::UpToDate => {
                (Sign::Tick, "Up to date".to_owned(), String::new(), String::new())
            }
            SyncActivity::Fetching => {
                let sign = Sign::Ring(f64::from(status.done) / f64::from(status.total.max(1)));
                let syncing =
                    here.map_or_else(|| "Syncing".to_owned(), |here| format!("Syncing {here}"));
                let requests = match status.requests_left {
                    1 => "1 request left".to_owned(),
                    n => format!("{} requests left", number(n)),
                };
                match status.remaining_s {
                    Some(seconds) => (
                        sign,
                        format!("{syncing}, about "),
                        format::span(seconds),
                        format!(" left, {requests}"),
                    ),
                    None => (sign, syncing, String::new(), format!(", {requests}")),
                }
            }
            SyncActivity::SomeMissing => {
                let missing = status.total.saturating_sub(status.done);
                let (before, short) = here.filter(|_| missing > 0).map_or_else(
                    || (announcement(SyncActivity::SomeMissing).to_owned(), String::new()),
                    |here| (format!("{here} here, "), format!("{} missing", number(missing))),
                );
                (Sign::Mark, before, short, String::new())
            }
            SyncActivity::Paused => {
                let here = here.map_or_else(String::new, |here| format!(", {here} here"));
                (Sign::Bars, String::new(), "Paused".to_owned(), here)
            }
            SyncActivity::WaitsForPolar(seconds) => (
                Sign::Hands,
                "Polar does not answer, tried again ".to_owned(),
                format::in_time(seconds),
                String::new(),
            ),
            SyncActivity::ConnectAgain => {
                (Sign::Mark, String::new(), "Connect".to_owned(), " with Polar again".to_owned())
            }
        };
        if lost {
            after.push_str(", not live");
        }
        Self { sign: if lost { Sign::Dash } else { sign }, before, short, after }
    }
}

/// What is read out when it is not what it was before.
fn said(status: &Result<SyncStatus, AppError>) -> Option<&'static str> {
    match status {
        Ok(status) => Some(announcement(status.activity)),
        Err(AppError::NotSignedIn) => Some("You are not signed in any more"),
        Err(_) => None,
    }
}

fn announcement(activity: SyncActivity) -> &'static str {
    match activity {
        SyncActivity::UpToDate => "Everything that Polar has is here",
        SyncActivity::Fetching => "Fetching from Polar",
        SyncActivity::SomeMissing => "Some parts did not come from Polar",
        SyncActivity::Paused => "Fetching from Polar is paused",
        SyncActivity::WaitsForPolar(_) => "Polar does not answer",
        SyncActivity::ConnectAgain => "Polar does not accept the club’s sign-in any more",
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
        let Told { before, short, after, .. } = Told::of(status, lost);
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
                Shown::of(&signed_out, lost),
                Some(Shown::SignedOut),
                "not the server’s fault"
            );
            assert_eq!(said(&signed_out), Some("You are not signed in any more"));
        }
        assert_eq!(Shown::of(&Err(AppError::Internal), false), None);
        assert_eq!(said(&Err(AppError::Internal)), None);
    }

    #[test]
    fn only_what_is_complete_has_a_tick() {
        let sign = |activity| Told::of(&status(activity, None), false).sign;
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
        let words: HashSet<_> = all.into_iter().map(announcement).collect();
        assert_eq!(words.len(), all.len());
        assert!(announcement(SyncActivity::UpToDate).starts_with("Everything"));
    }
}

//! How much is here, as a bar and in words.

use leptos::prelude::*;

use crate::{
    format,
    preferences::{Locale, locale},
    texts::Count,
};

/// So many parts of so many; nothing as long as there are none.
#[component]
pub(super) fn Amount(
    done: u32,
    total: u32,
    /// How long the rest takes, in s.
    #[prop(default = None)]
    remaining_s: Option<u32>,
    /// What the bar is about, for who does not see it.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let locale = locale();
    (total > 0).then(|| {
        view! {
            <div class="sync-amount">
                <progress class="progress__bar sync-amount__bar" max=total value=done aria-label=label></progress>
                <p class="sync-amount__text">{words(locale, done, total, remaining_s)}</p>
            </div>
        }
    })
}

fn words(locale: Locale, done: u32, total: u32, remaining_s: Option<u32>) -> String {
    let left = remaining_s.map(|seconds| format::span(locale, seconds));
    let count = |n| Count::new(locale, n);
    (locale.texts().sync.amount)(count(done), count(total), left.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_says_how_long_the_rest_takes() {
        let plain = |text: String| text.replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(
            plain(words(Locale::default(), 1_204, 15_300, Some(7_500))),
            "1 204 of 15 300 parts are here, about 2 h 5 min left"
        );
        assert_eq!(
            plain(words(Locale::default(), 15_300, 15_300, None)),
            "15 300 of 15 300 parts are here"
        );
    }
}

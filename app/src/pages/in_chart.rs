//! Which part of the session is shown: the one of the address, or while a gesture goes on, the one in the chart.

use std::time::Duration;

use leptos::prelude::*;

use crate::{model::Window, timer::Timer};

/// What a chart shows. The chart is ahead of the address until its gesture ends.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct InChart {
    /// Of whose recordings, as a text that is theirs alone.
    pub(super) of: String,
    /// `None` for the whole.
    pub(super) window: Option<Window>,
}

/// How often what is shown may change during a gesture: each time figures are asked for.
const AT_MOST_EVERY: Duration = Duration::from_millis(500);

/// The part that is shown of the page's recordings; `None` for the whole.
pub(super) fn shown_part(
    of: Memo<String>,
    asked: Memo<Option<Window>>,
    in_chart: RwSignal<Option<InChart>>,
) -> Memo<Option<Window>> {
    let passed_on = RwSignal::new(None::<InChart>);
    // Once, in the browser alone.
    Effect::new(move |_| {
        let slowly = Slowly { news: in_chart, passed_on, resting: StoredValue::new_local(None) };
        Effect::new(move |_| {
            slowly.news.track();
            slowly.take_in();
        });
    });
    Memo::new(move |_| {
        passed_on.with(|in_chart| {
            let in_chart = in_chart.as_ref().filter(|in_chart| of.with(|of| in_chart.of == *of));
            in_chart.map_or_else(|| asked.get(), |in_chart| in_chart.window)
        })
    })
}

/// Passes news on: the first at once, later ones when it has rested, and then only the latest.
#[derive(Clone, Copy)]
struct Slowly {
    news: RwSignal<Option<InChart>>,
    passed_on: RwSignal<Option<InChart>>,
    resting: StoredValue<Option<Timer>, LocalStorage>,
}

impl Slowly {
    fn take_in(self) {
        if self.resting.with_value(Option::is_none) {
            self.pass_on();
        }
    }

    fn pass_on(self) {
        let news = self.news.get_untracked();
        let changed = self.passed_on.with_untracked(|before| *before != news);
        self.resting.set_value(
            changed.then(|| Timer::start(AT_MOST_EVERY, move || self.pass_on())).flatten(),
        );
        if changed {
            self.passed_on.set(news);
        }
    }
}

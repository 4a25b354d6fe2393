//! The parts of a session to choose from: the whole, its phases, or a window that the chart set.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use crate::{
    format,
    model::{Timeline, Window},
    preferences::texts,
    texts::Texts,
};

/// Links to the parts of a session. The one that is shown is marked.
#[component]
pub(crate) fn Parts<H>(
    #[prop(into)] timeline: Signal<Option<Timeline>>,
    /// The zero of the session clock.
    #[prop(into)]
    recorded_from: Signal<Option<NaiveDateTime>>,
    /// The part that is shown; `None` for the whole.
    #[prop(into)]
    window: Signal<Option<Window>>,
    /// The address of the page with another part.
    href: H,
) -> impl IntoView
where
    H: Fn(Option<Window>) -> String + Clone + Send + Sync + 'static,
{
    let texts = texts();
    let links = move || {
        let shown = window.get();
        let recorded_from = recorded_from.get();
        timeline
            .with(|timeline| parts(texts, timeline.as_ref(), shown))
            .into_iter()
            .map(|part| {
                let current = part.window == shown;
                let span = part
                    .span
                    .map(|span| view! { <span class="part__span">{format::part(recorded_from, span)}</span> });
                view! {
                    <li>
                        <a
                            class="part"
                            href=href(part.window)
                            data-noscroll="true"
                            aria-current=current.then_some("true")
                        >
                            <span class="part__label">{part.label}" "</span>
                            {span}
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <nav class="parts" aria-label=texts.general.parts>
            <ul>{links}</ul>
        </nav>
    }
}

/// What the part is called: the whole session, the name of a phase, or a selection.
pub(crate) fn part_label(
    texts: &Texts,
    timeline: Option<&Timeline>,
    window: Option<Window>,
) -> String {
    let Some(window) = window else { return texts.general.whole_session.to_owned() };
    timeline
        .and_then(|timeline| timeline.phases().find(|(_, phase)| *phase == window))
        .map_or(texts.general.selection, |(marker, _)| texts.kinds.marker(marker))
        .to_owned()
}

/// The same, with when it was.
pub(crate) fn part_in_full(
    texts: &Texts,
    timeline: Option<&Timeline>,
    recorded_from: Option<NaiveDateTime>,
    window: Option<Window>,
) -> String {
    let name = part_label(texts, timeline, window);
    let Some(window) = window else { return name };
    (texts.session.window)(
        &name,
        &format::instant(recorded_from, window.from_ms),
        &format::instant(recorded_from, window.to_ms),
        &format::duration(window.duration_ms()),
    )
}

#[derive(Clone, Debug, PartialEq)]
struct Part {
    label: String,
    /// The window in the address.
    window: Option<Window>,
    /// When it was, where that is known.
    span: Option<Window>,
}

/// The whole, the phases, and the window that is shown when it is none of them.
fn parts(texts: &Texts, timeline: Option<&Timeline>, shown: Option<Window>) -> Vec<Part> {
    let whole = Part {
        label: part_label(texts, timeline, None),
        window: None,
        span: timeline.map(|timeline| timeline.trimmed),
    };
    let phases = timeline.into_iter().flat_map(Timeline::phases).map(|(marker, phase)| Part {
        label: texts.kinds.marker(marker).to_owned(),
        window: Some(phase),
        span: Some(phase),
    });
    let mut parts: Vec<Part> = std::iter::once(whole).chain(phases).collect();
    if parts.iter().all(|part| part.window != shown) {
        parts.push(Part { label: part_label(texts, timeline, shown), window: shown, span: shown });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Marker, MarkerKind},
        preferences::Language,
    };

    fn english() -> &'static Texts {
        Language::English.texts()
    }

    fn timeline() -> Timeline {
        let marker = |kind, name: &str, start_ms, end_ms| Marker {
            kind,
            name: Some(name.to_owned()),
            note: None,
            start_ms,
            end_ms,
        };
        Timeline {
            recording: Window { from_ms: 0, to_ms: 1_000 },
            trimmed: Window { from_ms: 100, to_ms: 900 },
            markers: vec![
                marker(MarkerKind::Phase, "First half", 100, 400),
                marker(MarkerKind::Recovery, "Break", 400, 500),
                marker(MarkerKind::Phase, "An instant", 450, 450),
            ],
        }
    }

    fn labels(shown: Option<Window>) -> Vec<String> {
        parts(english(), Some(&timeline()), shown).into_iter().map(|part| part.label).collect()
    }

    #[test]
    fn the_whole_comes_first_and_phases_follow() {
        assert_eq!(labels(None), ["Whole session", "First half"]);
        assert_eq!(labels(Window::new(100, 400)), ["Whole session", "First half"]);
    }

    #[test]
    fn a_phase_is_as_long_as_what_is_shown_of_it() {
        let mut timeline = timeline();
        timeline.markers[0].start_ms = 20;
        let phase = parts(english(), Some(&timeline), Window::new(100, 400)).remove(1);
        assert_eq!((phase.window, phase.span), (Window::new(100, 400), Window::new(100, 400)));
        timeline.trimmed.from_ms = 400;
        assert_eq!(parts(english(), Some(&timeline), None).len(), 1, "nothing of it is shown");
    }

    #[test]
    fn a_window_of_its_own_is_a_part_too() {
        assert_eq!(labels(Window::new(150, 400)), ["Whole session", "First half", "Selection"]);
    }

    #[test]
    fn without_a_timeline_there_is_the_whole() {
        assert_eq!(parts(english(), None, None).len(), 1);
        assert_eq!(parts(english(), None, Window::new(0, 5)).len(), 2);
    }
}

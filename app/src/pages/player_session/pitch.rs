//! Where: the player's way over the pitch.

mod draft;
mod drawing;
mod editor;
#[cfg(feature = "ssr")]
pub(super) mod files;
mod heat;
mod instant;
mod markings;
mod sheet;
mod shown;
mod trace;
mod words;

use leptos::{either::Either, prelude::*};

use self::{
    draft::Draft,
    drawing::{Drawing, Picture, step_class},
    editor::Editor,
    heat::STEPS,
    shown::{Shown, first_track, shown_track},
    words::facts as facts_of,
};
use crate::{
    components::{ForCoaches, Missing, Save, SkeletonCard, ZoneKind, ZoneLegend},
    format,
    model::{Figures, PlayerSessionPage, SpeedZone, Track, Window},
    pages::shown::is_late,
    preferences::{locale, texts},
};

/// The way in the part that is shown, on the field of the session. It shares the instant that is pointed at with the
/// chart.
#[component]
pub(in crate::pages) fn Pitch(
    page: Memo<PlayerSessionPage>,
    window: Memo<Option<Window>>,
    cursor: RwSignal<Option<i32>>,
    missing: Memo<Missing>,
) -> impl IntoView {
    let texts = &texts().pitch;
    let edition = RwSignal::new(0);
    let shown = shown_track(page, window, edition);
    let draft = RwSignal::new(None::<Draft>);
    // A draft for another ground than the one that is shown is over.
    Effect::new(move |_| {
        let reference = shown.with(|shown| shown.track.as_ref().map(|track| track.reference));
        if draft
            .with_untracked(|draft| draft.is_some_and(|draft| Some(draft.reference) != reference))
        {
            draft.set(None);
        }
    });
    let is_there = Memo::new(move |_| shown.with(|shown| shown.track.is_some()));
    let has_samples = Memo::new(move |_| {
        page.with(|page| page.frame.as_ref().is_some_and(|frame| !frame.lanes.is_empty()))
    });
    let card = move || {
        if let Some(first) = first_track(shown, is_there) {
            let track = Memo::new(move |last: Option<&Track>| {
                shown.with(|shown| shown.track.as_ref().or(last).unwrap_or(&first).clone())
            });
            return Either::Left(view! { <Card page shown track draft edition cursor/> });
        }
        Either::Right(if has_samples.get() {
            Either::Left(view! { <p class="empty">{texts.no_positions}</p> })
        } else {
            Either::Right(missing.get().view(|| view! { <SkeletonCard lines=10/> }, || ()))
        })
    };
    let loading = Memo::new(move |_| shown.with(|shown| shown.loading));
    view! {
        <section
            class="section pitch"
            class:section--busy=is_late(loading)
            class:pitch--adjusting=move || draft.with(Option::is_some)
            aria-busy=move || loading.get().then_some("true")
            aria-labelledby="pitch"
            hidden=move || !is_there.get() && !has_samples.get() && missing.get() == Missing::NotThere
        >
            <h2 id="pitch">{texts.title}</h2>
            {move || is_there.get().then(|| {
                let files = [
                    ("pitch-trace.svg", texts.trace),
                    ("pitch-trace.png", texts.trace),
                    ("pitch-heat-map.svg", texts.heat_map),
                    ("pitch-heat-map.png", texts.heat_map),
                ];
                view! { <Save what=texts.title files/> }
            })}
            {card}
        </section>
    }
}

#[component]
fn Card(
    page: Memo<PlayerSessionPage>,
    shown: Memo<Shown>,
    track: Memo<Track>,
    draft: RwSignal<Option<Draft>>,
    /// How often a field was saved.
    edition: RwSignal<u32>,
    cursor: RwSignal<Option<i32>>,
) -> impl IntoView {
    let locale = locale();
    let all = locale.texts();
    let texts = &all.pitch;
    let zones = Memo::new(move |_| page.with(speed_zones));
    let picture = Picture::of(track, draft);
    let facts = move || track.with(|track| facts_of(locale, track.field, track.origin));
    let nothing = move || {
        track
            .with(|track| track.stretches.is_empty())
            .then(|| view! { <p class="pitch__note" role="status">{texts.none_in_part}</p> })
    };
    let problem = move || {
        let error = shown.with(|shown| shown.problem.clone());
        error.map(|error| view! { <p class="pitch__note" role="status">{all.problems.of(&error).sentence}</p> })
    };
    // The editor stays while the draft changes: it would lose what is being typed.
    let adjusting = Memo::new(move |_| draft.with(Option::is_some));
    let adjust = move |_| {
        draft.update(|draft| {
            *draft = draft.is_none().then(|| track.with_untracked(Draft::of));
        });
    };
    let player_session_id =
        Signal::derive(move || page.with(|page| page.player_session_id.clone()));
    view! {
        <div class="card pitch__card">
            <fieldset class="pitch__views">
                <legend class="visually-hidden">{texts.view}</legend>
                <ViewChoice id="pitch-trace" label=texts.trace checked=true/>
                <ViewChoice id="pitch-heat" label=texts.heat_map checked=false/>
            </fieldset>
            <Drawing picture zones cursor/>
            <div class="pitch__trace-legend"><TraceLegend zones/></div>
            <div class="pitch__heat-legend"><HeatLegend picture/></div>
            {nothing}
            {problem}
            <div class="pitch__foot">
                <p class="pitch__note">{facts}</p>
                <ForCoaches><button
                    class="button pitch__adjust"
                    type="button"
                    aria-expanded=move || adjusting.get().to_string()
                    on:click=adjust
                >
                    {texts.adjust}
                </button></ForCoaches>
            </div>
            {move || adjusting.get().then(|| view! { <Editor track player_session_id draft edition/> })}
        </div>
    }
}

/// One of the two views. What is shown of the drawing is chosen by the style sheet, so that it works without scripts.
#[component]
fn ViewChoice(id: &'static str, label: &'static str, checked: bool) -> impl IntoView {
    view! {
        <input class="pitch__view visually-hidden" type="radio" name="pitch-view" id=id checked=checked/>
        <label class="button" for=id>{label}</label>
    }
}

/// Which speeds have which colour.
#[component]
fn TraceLegend(zones: Memo<Vec<SpeedZone>>) -> impl IntoView {
    let texts = &texts().pitch;
    move || {
        let of_player = Figures { speed_zones: zones.get(), ..Figures::default() };
        view! {
            <ZoneLegend kind=ZoneKind::Speed everybody=vec![ZoneKind::Speed.of(&of_player)]/>
            <p class="pitch__note">
                <svg class="legend__swatch" width="20" height="16" aria-hidden="true">
                    <path class="pitch__way way-0" d="M0 8h20"/>
                </svg>
                " " {texts.slower} ". " <span class="pitch__hint">{texts.point_at_trace}</span>
            </p>
        }
    }
}

/// How long which colour stands for.
#[component]
fn HeatLegend(picture: Picture) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().pitch;
    move || {
        let (steps, cell_m) = picture.heat.with(|heat| {
            let used = (0..STEPS).filter(|step| !heat.paths[*step].is_empty());
            let steps: Vec<_> = used.map(|step| (step, heat.limits_s(step))).collect();
            (steps, heat.cell_m)
        });
        let items = steps
            .into_iter()
            .map(|(step, (from_s, to_s))| {
                view! {
                    <li>
                        <svg class="legend__swatch" width="20" height="16" aria-hidden="true">
                            <rect class=step_class(step) width="100%" height="100%" rx="3"/>
                        </svg>
                        {(texts.step)(from_s, to_s)}
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="legend"><li>{(texts.cells)(&format::number(locale, cell_m, 0))}</li>{items}</ul> }
    }
}

/// The player's speed zones, as far as any figures tell them.
fn speed_zones(page: &PlayerSessionPage) -> Vec<SpeedZone> {
    let figures = page.summary.as_ref().or(page.window_figures.as_ref());
    figures.map(|figures| figures.speed_zones.clone()).unwrap_or_default()
}

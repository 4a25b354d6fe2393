//! Everybody's heart rate or speed over the part that is shown: one small chart each, or all lines in one.

use leptos::{either::Either, prelude::*};

use crate::{
    address,
    chart::reading::value_label,
    components::{Plot, Save},
    format,
    model::{Channel, Frame, PlayerName, PlayerSessionId, SessionHead, SquadRow, Window},
    pages::sort::Sort,
    preferences::locale,
};

/// What the lines can be of.
const CHANNELS: [Channel; 2] = [Channel::HeartRate, Channel::Speed];

/// How large a chart of one player is, and one of all, in units of its own.
const SMALL: (u32, u32) = (240, 64);
const LARGE: (u32, u32) = (960, 280);

/// How the lines are arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arrangement {
    /// A small chart for each player, all with the same axes.
    Each,
    /// All lines in one chart, with one of them in front.
    Together,
}

/// A player with lines.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drawn {
    pub(super) player: PlayerName,
    id: PlayerSessionId,
    pub(super) frame: Frame,
}

/// The lines of the whole squad, in the order of its table. While samples are fetched there is nothing to say here that
/// the table does not say.
#[component]
pub(in crate::pages) fn SquadChart(
    head: Memo<SessionHead>,
    squad: Memo<Vec<SquadRow>>,
    window: Memo<Option<Window>>,
    sort: Memo<Sort>,
) -> impl IntoView {
    let anybody = Memo::new(move |_| {
        squad.with(|squad| CHANNELS.iter().any(|channel| !drawn_of(squad, *channel).is_empty()))
    });
    move || anybody.get().then(|| view! { <Card head squad window sort/> })
}

#[component]
fn Card(
    head: Memo<SessionHead>,
    squad: Memo<Vec<SquadRow>>,
    window: Memo<Option<Window>>,
    sort: Memo<Sort>,
) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().session;
    let channel = RwSignal::new(Channel::HeartRate);
    let arrangement = RwSignal::new(Arrangement::Each);
    let chosen = RwSignal::new(None::<PlayerSessionId>);
    let drawn = Memo::new(move |_| squad.with(|squad| drawn_of(squad, channel.get())));
    let href = move |id: &PlayerSessionId| {
        head.with(|head| address::player_session(&head.id, id, window.get(), sort.get().query()))
    };
    let range = move || {
        drawn.with(|drawn| Plot::range_of(channel.get(), drawn.iter().map(|drawn| &drawn.frame)))
    };
    let charts = move || {
        let channel = channel.get();
        let range = range()?;
        Some(match arrangement.get() {
            Arrangement::Each => {
                let small = drawn
                    .get()
                    .into_iter()
                    .map(|drawn| {
                        let href = href(&drawn.id);
                        view! { <Small drawn channel range href/> }
                    })
                    .collect_view();
                Either::Left(view! { <ul class="multiples">{small}</ul> })
            }
            Arrangement::Together => {
                Either::Right(view! { <Together drawn=drawn.get() channel range chosen/> })
            }
        })
    };
    let axes = move || {
        let (low, high) = range()?;
        let channel = channel.get();
        let [low, high] = [low, high].map(|value| value_label(locale, channel, value));
        Some((texts.all_from_to)(&low, &high))
    };
    let channels = CHANNELS
        .map(|choice| {
            let name = locale.texts().kinds.channel(choice);
            view! { <Choice name chosen=move || channel.get() == choice on_choose=move || channel.set(choice)/> }
        })
        .collect_view();
    let arrangements = [(Arrangement::Each, texts.each), (Arrangement::Together, texts.together)]
        .map(|(choice, name)| {
            view! { <Choice name chosen=move || arrangement.get() == choice on_choose=move || arrangement.set(choice)/> }
        })
        .collect_view();
    view! {
            <section class="section" aria-labelledby="squad-chart">
                <div class="section__head">
                    <h2 id="squad-chart">{texts.squad_over_time}</h2>
                    <div class="choices" role="group" aria-label=texts.what_is_drawn>{channels}</div>
                    <div class="choices" role="group" aria-label=texts.how_it_is_drawn>{arrangements}</div>
                    {move || drawn.with(|drawn| !drawn.is_empty()).then(|| view! {
                        <Save what=texts.squad_over_time files=files_of(channel.get())/>
                    })}
                </div>
                <div class="card squad-chart" data-channel=move || channel.get().key()>
                    {charts}
                    <p class="squad-chart__axes">{axes}</p>
                </div>
            </section>
    }
}

/// The files of the channel that is drawn.
fn files_of(channel: Channel) -> &'static [(&'static str, &'static str)] {
    if channel == Channel::Speed {
        &[("squad-speed.svg", ""), ("squad-speed.png", "")]
    } else {
        &[("squad-heart-rate.svg", ""), ("squad-heart-rate.png", "")]
    }
}

/// Those who have lines of the channel.
pub(super) fn drawn_of(squad: &[SquadRow], channel: Channel) -> Vec<Drawn> {
    squad
        .iter()
        .filter_map(|row| {
            let frame = row.frame.clone()?;
            let has_values = frame.lane(channel).is_some_and(|lane| !lane.lines.is_empty());
            has_values.then_some(Drawn {
                player: row.player.clone(),
                id: row.player_session_id.clone()?,
                frame,
            })
        })
        .collect()
}

/// One of several ways to look at it.
#[component]
fn Choice(
    name: &'static str,
    #[prop(into)] chosen: Signal<bool>,
    on_choose: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="choices__choice"
            aria-pressed=move || if chosen.get() { "true" } else { "false" }
            on:click=move |_| on_choose()
        >
            {name}
        </button>
    }
}

/// One player's line, which leads to the player's page.
#[component]
fn Small(drawn: Drawn, channel: Channel, range: (f64, f64), href: String) -> impl IntoView {
    let locale = locale();
    let (width, height) = SMALL;
    let plot = Plot { width, height, step: 2, range };
    let path = drawn.frame.lane(channel).map(|lane| plot.path(&lane.lines, drawn.frame.window));
    let highest = Plot::range_of(channel, [&drawn.frame])
        .map(|(_, high)| (locale.texts().session.highest)(&value_label(locale, channel, high)));
    view! {
        <li>
            <a class="multiple" href=href>
                <span class="multiple__name">{called(&drawn.player)}</span>
                <svg
                    class="multiple__chart"
                    data-channel=channel.key()
                    viewBox=format!("0 -1 {width} {}", height + 2)
                    preserveAspectRatio="none"
                    aria-hidden="true"
                >
                    <path d=path/>
                </svg>
                <span class="multiple__note">{highest}</span>
            </a>
        </li>
    }
}

/// Everybody's line in one chart; one of them can be chosen, and then stands in front.
#[component]
fn Together(
    drawn: Vec<Drawn>,
    channel: Channel,
    range: (f64, f64),
    chosen: RwSignal<Option<PlayerSessionId>>,
) -> impl IntoView {
    let (width, height) = LARGE;
    let plot = Plot { width, height, step: 2, range };
    let path_of = move |drawn: &Drawn| {
        let lane = drawn.frame.lane(channel);
        lane.map(|lane| plot.path(&lane.lines, drawn.frame.window)).unwrap_or_default()
    };
    let behind = drawn
        .iter()
        .map(|drawn| view! { <path class="together__line" d=path_of(drawn)/> })
        .collect_view();
    let players = drawn
        .iter()
        .map(|drawn| {
            let id = drawn.id.clone();
            let is_chosen = {
                let id = id.clone();
                move || chosen.with(|chosen| chosen.as_ref() == Some(&id))
            };
            let pressed = is_chosen.clone();
            let choose = move |_| {
                let was_chosen = is_chosen();
                chosen.set((!was_chosen).then(|| id.clone()));
            };
            view! {
                <li>
                    <button
                        type="button"
                        class="choices__choice"
                        aria-pressed=move || if pressed() { "true" } else { "false" }
                        on:click=choose
                    >
                        {called(&drawn.player)}
                    </button>
                </li>
            }
        })
        .collect_view();
    let front = move || {
        let chosen = chosen.get()?;
        let drawn = drawn.iter().find(|drawn| drawn.id == chosen)?;
        Some(view! { <path class="together__chosen" d=path_of(drawn)/> })
    };
    view! {
        <svg
            class="together"
            data-channel=channel.key()
            viewBox=format!("0 -2 {width} {}", height + 4)
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            {behind}
            {front}
        </svg>
        <ul class="together__players" aria-label=locale().texts().session.player_in_front>{players}</ul>
    }
}

/// A player by number and name.
pub(super) fn called(player: &PlayerName) -> String {
    let number = player.number.map_or_else(|| format::NONE.to_owned(), |number| number.to_string());
    format!("{number}\u{a0} {}", player.name)
}

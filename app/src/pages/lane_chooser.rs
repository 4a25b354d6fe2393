//! Which lanes the chart shows, and in which order: a form whose answer leads back to the page. With scripts each change
//! takes effect at once and is kept in the background.

use leptos::{prelude::*, web_sys::HtmlInputElement};

use crate::{
    address,
    components::here,
    model::Channel,
    preferences::{Lanes, Way, keep_lanes, preferences, texts},
};

/// A panel with a box to tick and a way up and down for each recorded channel; the lanes that are shown come first.
#[component]
pub(super) fn LaneChooser(
    /// What the recording has.
    recorded: StoredValue<Vec<Channel>>,
    lanes: RwSignal<Lanes>,
) -> impl IntoView {
    let texts = texts();
    let arranged =
        Memo::new(move |_| recorded.with_value(|recorded| lanes.get().arranged(recorded)));
    let rows = move || recorded.with_value(|recorded| rows(arranged.get(), recorded));
    let elsewhere = move || {
        let missing = |channel: &Channel| recorded.with_value(|has| !has.contains(channel));
        let missing = arranged.get().channels().filter(missing);
        missing
            .map(|channel| view! { <input type="hidden" name=Lanes::FIELD value=channel.key()/> })
            .collect_view()
    };
    view! {
        <details class="settings settings--lanes">
            <summary class="settings__open">{texts.chart.lanes}</summary>
            <form class="settings__form" method="post" action=address::PREFERENCES autocomplete="off">
                <input type="hidden" name="return_to" value=here()/>
                <ul class="lanes__list">
                    <For each=rows key=|channel| *channel let:channel>
                        <Row channel recorded lanes arranged/>
                    </For>
                </ul>
                {elsewhere}
                <button class="button button--primary lanes__apply" type="submit">{texts.bar.menu.apply}</button>
            </form>
        </details>
    }
}

/// What there is to choose from: the lanes from top to bottom, then the rest.
fn rows(lanes: Lanes, recorded: &[Channel]) -> Vec<Channel> {
    let shown = lanes.of_recording(recorded);
    let rest = Channel::LANES
        .into_iter()
        .filter(|channel| recorded.contains(channel) && !shown.contains(channel));
    shown.iter().copied().chain(rest).collect()
}

#[component]
fn Row(
    channel: Channel,
    recorded: StoredValue<Vec<Channel>>,
    lanes: RwSignal<Lanes>,
    /// The lanes in the order of the rows.
    arranged: Memo<Lanes>,
) -> impl IntoView {
    let locale = preferences().locale;
    let texts = locale.texts();
    let name = texts.kinds.channel(channel);
    let choose = move |changed: Lanes, focus: String| {
        lanes.set(changed);
        keep_lanes(changed);
        // A row that is moved loses the focus.
        request_animation_frame(move || give_focus(&focus));
    };
    let box_id = format!("lane-{channel}");
    let on_change = {
        let box_id = box_id.clone();
        move |event| {
            let changed =
                recorded.with_value(|recorded| lanes.get_untracked().toggled(channel, recorded));
            // The last one stays ticked.
            event_target::<HtmlInputElement>(&event).set_checked(changed.contains(channel));
            choose(changed, box_id.clone());
        }
    };
    let step = move |way: Way| {
        let (field, label, sign) = match way {
            Way::Up => (Lanes::UP, (texts.chart.lane_up)(name), "M3 10l5-5 5 5"),
            Way::Down => (Lanes::DOWN, (texts.chart.lane_down)(name), "M3 6l5 5 5-5"),
        };
        let id = format!("{field}-{channel}");
        let (focus, title) = (id.clone(), label.clone());
        view! {
            <button
                id=id
                type="submit"
                class="lanes__step"
                name=field
                value=channel.key()
                title=title
                disabled=move || {
                    recorded.with_value(|recorded| !can_move(arranged.get(), recorded, channel, way))
                }
                on:click=move |event| {
                    event.prevent_default();
                    choose(arranged.get_untracked().moved(channel, way), focus.clone());
                }
            >
                <svg class="lanes__arrow" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d=sign/></svg>
                <span class="visually-hidden">{label}</span>
            </button>
        }
    };
    let checked = move || arranged.get().contains(channel);
    view! {
        <li class="lanes__row">
            <label class="choice lanes__choice">
                <input
                    id=box_id
                    type="checkbox"
                    name=Lanes::FIELD
                    value=channel.key()
                    checked=checked
                    prop:checked=checked
                    on:change=on_change
                />
                <span>
                    {name}
                    <span class="choice__unit">" " {texts.kinds.unit(channel, locale.speed_unit)}</span>
                </span>
            </label>
            {step(Way::Up)}
            {step(Way::Down)}
        </li>
    }
}

/// Whether a channel is a lane that has another one above or below.
fn can_move(lanes: Lanes, recorded: &[Channel], channel: Channel, way: Way) -> bool {
    let shown = lanes.of_recording(recorded);
    let end = match way {
        Way::Up => shown.first(),
        Way::Down => shown.last(),
    };
    shown.contains(&channel) && end != Some(&channel)
}

/// Gives an element the focus; when it takes none any more, because a lane is at its end, the one beside it.
fn give_focus(id: &str) {
    use leptos::{wasm_bindgen::JsCast, web_sys::HtmlElement};

    let Some(element) = document().get_element_by_id(id) else { return };
    let enabled = |element: &leptos::web_sys::Element| !element.has_attribute("disabled");
    let beside = || {
        [element.previous_element_sibling(), element.next_element_sibling()]
            .into_iter()
            .flatten()
            .find(|beside| beside.tag_name() == element.tag_name() && enabled(beside))
    };
    let target = if enabled(&element) { Some(element.clone()) } else { beside() };
    if let Some(target) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        // An element that takes no focus stays without: nothing to do about it.
        let _ = target.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORDED: [Channel; 4] =
        [Channel::HeartRate, Channel::Speed, Channel::Cadence, Channel::Latitude];

    #[test]
    fn lanes_come_first_and_positions_are_none() {
        let lanes = Lanes::of([Channel::Cadence, Channel::Power, Channel::HeartRate]).unwrap();
        let lanes = lanes.arranged(&RECORDED);
        assert_eq!(rows(lanes, &RECORDED), [Channel::Cadence, Channel::HeartRate, Channel::Speed]);
    }

    #[test]
    fn only_lanes_move_and_not_beyond_the_ends() {
        let lanes = Lanes::default().arranged(&RECORDED);
        let ways =
            |channel| [Way::Up, Way::Down].map(|way| can_move(lanes, &RECORDED, channel, way));
        assert_eq!(ways(Channel::HeartRate), [false, true]);
        assert_eq!(ways(Channel::Speed), [true, false]);
        assert_eq!(ways(Channel::Cadence), [false, false]);
    }
}

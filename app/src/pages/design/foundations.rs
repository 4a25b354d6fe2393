//! Colours, sizes and spaces: the tokens of `style/tokens.css`.

use leptos::prelude::*;

use super::{Part, Sample};
use crate::{
    chart::{Mark, ink::Ink},
    model::Channel,
    preferences::{locale, texts},
};

const SURFACES: [&str; 5] = ["--ground", "--surface", "--raised", "--hairline", "--control-line"];

const TEXTS: [&str; 3] = ["--text", "--text-quiet", "--chart-text"];

const MEANINGS: [&str; 9] = [
    "--accent",
    "--accent-strong",
    "--on-accent",
    "--accent-wash",
    "--warning",
    "--warning-wash",
    "--danger",
    "--danger-wash",
    "--focus",
];

const CHART: [&str; 2] = ["--chart-grid", "--chart-phase"];

/// The channels that have a hue of their own.
const CHANNELS: [(Ink, Channel); 7] = [
    (Ink::HeartRate, Channel::HeartRate),
    (Ink::Speed, Channel::Speed),
    (Ink::Acceleration, Channel::ForwardAcceleration),
    (Ink::Distance, Channel::Distance),
    (Ink::Cadence, Channel::Cadence),
    (Ink::Altitude, Channel::Altitude),
    (Ink::Power, Channel::Power),
];

const SIZES: [&str; 5] = ["--size-s", "--size-m", "--size-l", "--size-xl", "--size-xxl"];

/// Tokens that need a class, since only a style sheet can make a length of them.
const SPACES: [&str; 6] =
    ["--space-1", "--space-2", "--space-3", "--space-4", "--space-6", "--space-8"];

const CORNERS: [&str; 2] = ["--radius-control", "--radius-card"];

#[component]
pub(super) fn Foundations() -> impl IntoView {
    let locale = locale();
    let all = locale.texts();
    let texts = &all.design;
    let plain = |tokens: &'static [&'static str]| {
        let swatches =
            tokens.iter().map(|token| view! { <Swatch token=*token name=String::new()/> });
        view! { <ul class="swatches">{swatches.collect_view()}</ul> }
    };
    let channels = CHANNELS
        .map(|(ink, channel)| {
            view! { <Swatch token=ink.css_property() name=all.kinds.channel(channel).to_owned()/> }
        })
        .collect_view();
    let recordings = Mark::ALL
        .map(|mark| {
            view! { <Swatch token=mark.ink().css_property() name=mark.letter().to_owned()/> }
        })
        .collect_view();
    let zones = (1..=5).map(|index| view! { <ZoneSwatch index/> }).collect_view();
    view! {
        <Part id="colours" title=texts.colours>
            <Sample name=texts.surfaces>{plain(&SURFACES)}</Sample>
            <Sample name=texts.inks>{plain(&TEXTS)}</Sample>
            <Sample name=texts.meanings>{plain(&MEANINGS)}</Sample>
            <Sample name=texts.in_charts>{plain(&CHART)}</Sample>
            <Sample name=texts.channels><ul class="swatches">{channels}</ul></Sample>
            <Sample name=all.compare.title><ul class="swatches">{recordings}</ul></Sample>
            <Sample name=texts.zones>
                <ul class="swatches">{zones}</ul>
                <p class="footnote">{texts.zones_note}</p>
            </Sample>
        </Part>
        <Measures/>
    }
}

#[component]
fn Measures() -> impl IntoView {
    let texts = &texts().design;
    let sizes = SIZES
        .map(|token| {
            view! {
                <li>
                    <code class="design__token">{token}</code>
                    <svg class="design__line" width="100%" height="40" aria-hidden="true">
                        <text y="30" font-size=css_value(token)>{texts.specimen}</text>
                    </svg>
                </li>
            }
        })
        .collect_view();
    let measures = |kind: &'static str, tokens: &'static [&'static str]| {
        let items = tokens.iter().map(|token| {
            let name = token.trim_start_matches("--");
            let class = format!("design__{kind} design__{kind}--{name}");
            view! {
                <li>
                    <code class="design__token">{*token}</code>
                    <span class=class></span>
                </li>
            }
        });
        view! { <ul class="design__measures">{items.collect_view()}</ul> }
    };
    view! {
        <Part id="type" title=texts.type_sizes><ul class="design__measures">{sizes}</ul></Part>
        <Part id="space" title=texts.space>
            {measures("space", &SPACES)}
            {measures("corner", &CORNERS)}
        </Part>
    }
}

/// A colour with its token and, where it belongs to something, with what that is called.
#[component]
fn Swatch(token: &'static str, name: String) -> impl IntoView {
    view! {
        <li>
            <svg class="swatch" width="100%" height="48" aria-hidden="true">
                <rect width="100%" height="100%" fill=css_value(token)/>
            </svg>
            <code class="design__token">{token}</code>
            {(!name.is_empty()).then(|| view! { <span class="quiet">{name}</span> })}
        </li>
    }
}

/// A zone's colour with the index on it.
#[component]
fn ZoneSwatch(index: u8) -> impl IntoView {
    let zone = format!("--zone-{index}");
    let ink = format!("{zone}-ink");
    view! {
        <li>
            <svg class="swatch" width="100%" height="48" aria-hidden="true">
                <rect width="100%" height="100%" fill=css_value(&zone)/>
                <text class="zone-bar__index" x="50%" y="50%" fill=css_value(&ink)>{index}</text>
            </svg>
            <code class="design__token">{zone}</code>
            <code class="design__token">{ink}</code>
            <span class="quiet">{(texts().figures.numbered_zone)(index)}</span>
        </li>
    }
}

fn css_value(token: &str) -> String {
    format!("var({token})")
}

//! A drawing of what a player's page looks like.

use std::fmt::Write;

use leptos::prelude::*;

use crate::{format, preferences::locale};

/// A drawing of a player's traces, for people who have not seen one yet.
#[component]
pub(super) fn Picture() -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let speed: Vec<f64> = (0..=STEPS).map(speed).collect();
    let heart_rate = heart_rate(&speed);
    let lanes = [
        Lane {
            class: "hue-hr",
            name: texts.kinds.heart_rate,
            value: format!("164\u{a0}{}", texts.kinds.bpm),
            base: 112.0,
            height: 84.0,
            trace: heart_rate,
        },
        Lane {
            class: "hue-speed",
            name: texts.kinds.speed,
            value: format!("{}\u{a0}{}", format::speed(locale, 21.3), locale.speed_unit.symbol()),
            base: 208.0,
            height: 72.0,
            trace: speed,
        },
    ];
    let phases = [(0.0, HALF_TIME.0, texts.home.first_half), (HALF_TIME.1, 1.0, texts.home.second_half)]
        .map(|(from, to, name)| {
            let x = LEFT + from * WIDTH;
            view! {
                <g>
                    <rect class="picture__phase" x=x y="228" width=(to - from) * WIDTH height="28" rx="6"/>
                    <text class="picture__label" x=x + 10.0 y="246">{name}</text>
                </g>
            }
        })
        .collect_view();
    let zones = [0.14, 0.27, 0.29, 0.21, 0.09]
        .into_iter()
        .zip(1..)
        .scan(LEFT, |x, (share, zone)| {
            let from = *x;
            *x += share * WIDTH;
            Some(view! {
                <rect class=format!("zone-{zone}") x=from y="272" width=share * WIDTH - 2.0 height="18" rx="3"/>
                <text class=format!("zone-bar__index zone-{zone}-ink") x=from + share * WIDTH / 2.0 - 1.0 y="281">{zone}</text>
            })
        })
        .collect_view();
    let cursor = LEFT + CURSOR * WIDTH;
    view! {
        <svg
            class="picture"
            viewBox="0 0 560 312"
            role="img"
            aria-label=texts.home.picture
        >
            <rect class="picture__card" x="0.5" y="0.5" width="559" height="311" rx="14"/>
            <path class="picture__cursor" d=format!("M{cursor} 12V212")/>
            {lanes.into_iter().map(|lane| view! { <LaneView lane/> }).collect_view()}
            {phases}
            {zones}
        </svg>
    }
}

struct Lane {
    class: &'static str,
    name: &'static str,
    /// What stands at the cursor.
    value: String,
    base: f64,
    height: f64,
    /// From 0 to 1, one value for each step.
    trace: Vec<f64>,
}

#[component]
fn LaneView(lane: Lane) -> impl IntoView {
    let Lane { class, name, value, base, height, trace } = lane;
    let mut line = String::new();
    for (step, level) in trace.iter().enumerate() {
        let command = if step == 0 { 'M' } else { 'L' };
        let (x, y) = (LEFT + step as f64 / f64::from(STEPS) * WIDTH, base - level * height);
        // Writing into a string does not fail.
        let _ = write!(line, "{command}{x:.1} {y:.1}");
    }
    let (x, top) = (LEFT + CURSOR * WIDTH, base - height);
    view! {
        <g class=class>
            <path class="picture__floor" d=format!("M{LEFT} {base}h{WIDTH}")/>
            <path class="picture__area" d=format!("{line}V{base}H{LEFT}Z")/>
            <path class="picture__line" d=line/>
            <text class="picture__name" x=LEFT y=top - 8.0>{name}</text>
            <text class="picture__value" x=x + 8.0 y=top - 8.0>{value}</text>
        </g>
    }
}

const LEFT: f64 = 24.0;
const WIDTH: f64 = 512.0;
const STEPS: u32 = 256;
const HALF_TIME: (f64, f64) = (0.45, 0.56);
const CURSOR: f64 = 0.735;

/// Jogging with bursts, and walking at half-time.
fn speed(step: u32) -> f64 {
    let at = f64::from(step) / f64::from(STEPS);
    let jitter = (f64::from(step) * 12.9898).sin().abs();
    if (HALF_TIME.0..HALF_TIME.1).contains(&at) {
        return 0.04 + jitter * 0.05;
    }
    let pace = 0.16 + 0.1 * (at * 47.0).sin() + jitter * 0.2;
    let burst = (at * 59.0 + 2.1).sin().max(0.0).powi(10) * (0.35 + 0.35 * (at * 17.0).sin().abs());
    (pace + burst).clamp(0.02, 1.0)
}

/// The heart follows what the legs do, late and smoothly.
fn heart_rate(speed: &[f64]) -> Vec<f64> {
    speed
        .iter()
        .scan(0.12, |level, speed| {
            let wanted = if *speed < 0.1 { 0.2 } else { (0.62 + speed * 0.75).min(1.0) };
            *level += (wanted - *level) * 0.07;
            Some(*level)
        })
        .collect()
}

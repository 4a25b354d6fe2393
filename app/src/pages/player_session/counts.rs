//! How often the player accelerated and braked.

use leptos::{either::Either, prelude::*};

use super::Shown;
use crate::{
    components::{Band, NoAccelerations, Save, bands},
    format,
    model::Window,
    preferences::locale,
};

/// Braking and accelerating by strength, as columns. Nothing when nothing was counted, but for a part of the session,
/// where nothing ever is.
#[component]
pub(super) fn Counts(shown: Memo<Shown>, window: Memo<Option<Window>>) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().figures;
    let bands = Memo::new(move |_| {
        shown.with(|shown| {
            shown.figures().map(|figures| bands(locale, &figures.accelerations)).unwrap_or_default()
        })
    });
    let is_part = Memo::new(move |_| window.with(Option::is_some));
    move || {
        let (braking, accelerating): (Vec<Band>, Vec<Band>) =
            bands.get().into_iter().partition(|band| band.braking);
        let Some(largest) = braking.iter().chain(&accelerating).map(|band| band.count).max() else {
            return Either::Left(is_part.get().then(|| view! { <NoAccelerations/> }));
        };
        Either::Right(view! {
            <section class="section" aria-labelledby="accelerations">
                <h2 id="accelerations">{texts.accelerations}</h2>
                <Save what=texts.accelerations files=[("accelerations.csv", "")]/>
                <div class="card counts-pair">
                    <Group caption=texts.decelerations_ms2 bands=braking largest/>
                    <Group caption=texts.accelerations_ms2 bands=accelerating largest/>
                </div>
            </section>
        })
    }
}

#[component]
fn Group(caption: &'static str, bands: Vec<Band>, largest: u32) -> impl IntoView {
    let heads = bands
        .iter()
        .map(|band| view! { <th scope="col">{band.strength.clone()}</th> })
        .collect_view();
    let cells = bands
        .iter()
        .map(|band| {
            let height = f64::from(band.count) / f64::from(largest.max(1));
            view! {
                <td>
                    <svg class="counts__bar" width="100%" height="56" aria-hidden="true">
                        <rect width="100%" y=format::svg_share(1.0 - height) height=format::svg_share(height) rx="3"/>
                    </svg>
                    {band.count}
                </td>
            }
        })
        .collect_view();
    (!bands.is_empty()).then(|| {
        view! {
            <table class="counts counts--player">
                <caption>{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody><tr>{cells}</tr></tbody>
            </table>
        }
    })
}

//! The player's time in heart-rate zones and distance in speed zones.

use leptos::prelude::*;

use super::Shown;
use crate::{
    components::{Save, Zone, ZoneKind, zone_class, zone_total},
    format,
    preferences::locale,
};

/// A table with a bar for each zone, highest zone first; nothing when there are none.
#[component]
pub(super) fn PlayerZones(kind: ZoneKind, shown: Memo<Shown>) -> impl IntoView {
    let zones = Memo::new(move |_| {
        shown.with(|shown| shown.figures().map(|figures| kind.of(figures)).unwrap_or_default())
    });
    // The table stays while a gesture changes the amounts, several times a second.
    let limits = Memo::new(move |_| {
        zones.with(|zones| zones.iter().cloned().map(Zone::emptied).collect::<Vec<_>>())
    });
    move || {
        let limits = limits.get();
        (!limits.is_empty()).then(|| view! { <Card kind limits zones/> })
    }
}

#[component]
fn Card(
    kind: ZoneKind,
    /// The same zones, with nothing in them.
    limits: Vec<Zone>,
    zones: Memo<Vec<Zone>>,
) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().figures;
    let total = Memo::new(move |_| zones.with(|zones| zone_total(zones)));
    let largest = Memo::new(move |_| {
        zones.with(|zones| zones.iter().map(|zone| zone.amount).fold(0.0, f64::max))
    });
    let count = limits.len();
    let rows = limits
        .into_iter()
        .enumerate()
        .rev()
        .map(|(i, zone)| {
            let limits = kind.limits(locale, &zone, i + 1 == count);
            let amount = Memo::new(move |_| zones.with(|zones| zones.get(i).map_or(0.0, |zone| zone.amount)));
            let share = move || {
                let largest = largest.get();
                format::svg_share(if largest > 0.0 { amount.get() / largest } else { 0.0 })
            };
            view! {
                <tr>
                    <th scope="row" class="zone-table__zone">
                        <svg class="legend__swatch" width="24" height="20" aria-hidden="true">
                            <rect class=zone_class(zone.index) width="100%" height="100%" rx="4"/>
                            <text class=format!("zone-bar__index {}-ink", zone_class(zone.index)) x="50%" y="50%">{zone.index}</text>
                        </svg>
                        <span class="visually-hidden">{(texts.numbered_zone)(zone.index)}</span>
                    </th>
                    <td class="zone-table__limits">
                        {limits.map_or_else(|| format::NONE.to_owned(), |limits| format!("{limits}\u{a0}{}", kind.limit_unit(locale)))}
                    </td>
                    <td class="zone-table__bar">
                        <svg class="zone-bar" width="100%" height="16" aria-hidden="true">
                            <rect class="zone-bar__track" width="100%" height="100%" rx="3"/>
                            <rect class=zone_class(zone.index) width=share height="100%" rx="3"/>
                        </svg>
                    </td>
                    <td class="number">{move || kind.write(locale, amount.get())}</td>
                    <td class="number zone-table__share">{move || format::share(locale, amount.get(), total.get())}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="section" aria-labelledby=kind.id()>
            <h2 id=kind.id()>{kind.title(locale)}</h2>
            <Save what=kind.title(locale) files=kind.files()/>
            <div class="card">
                <table class="zone-table">
                    <colgroup>
                        <col class="zone-table__column-zone"/>
                        <col class="zone-table__column-limits"/>
                        <col/>
                        <col class="zone-table__column-amount"/>
                        <col class="zone-table__column-share"/>
                    </colgroup>
                    <thead class="visually-hidden">
                        <tr>
                            <th scope="col">{texts.zone}</th>
                            <th scope="col">{texts.limits}</th>
                            <td></td>
                            <th scope="col">{kind.amount(locale)}</th>
                            <th scope="col">{texts.share}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

//! The zones of the whole squad, a bar for each player.

use leptos::prelude::*;

use crate::{
    components::{Save, Zone, ZoneBar, ZoneKind, ZoneLegend, zone_total},
    format,
    model::{Figures, SquadRow},
    preferences::{Locale, locale},
};

/// A card with everybody's zones; nothing when nobody has any.
#[component]
pub(in crate::pages) fn SquadZones(kind: ZoneKind, squad: Memo<Vec<SquadRow>>) -> impl IntoView {
    let locale = locale();
    move || {
        let rows = squad.with(|squad| rows(locale, kind, squad));
        (!rows.is_empty()).then(|| view! { <Card kind rows/> })
    }
}

#[component]
fn Card(kind: ZoneKind, rows: Vec<ZoneRow>) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let longest = rows.iter().map(|row| zone_total(&row.zones)).fold(0.0, f64::max);
    let everybody = rows.iter().filter(|row| !row.average).map(|row| row.zones.clone()).collect();
    let bars = rows
        .iter()
        .map(|row| {
            view! {
                <tr class:zones__average=row.average>
                    <th scope="row">{row.name.clone()}</th>
                    <td class="zones__bar"><ZoneBar kind zones=row.zones.clone() longest/></td>
                    <td class="number">{kind.write(locale, zone_total(&row.zones))}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="section" aria-labelledby=kind.id()>
            <h2 id=kind.id()>{kind.title(locale)}</h2>
            <Save what=kind.title(locale) files=kind.files()/>
            <div class="card">
                <ZoneLegend kind everybody/>
                <table class="zones">
                    <colgroup>
                        <col class="zones__player"/>
                        <col/>
                        <col class="zones__amount"/>
                    </colgroup>
                    <thead class="visually-hidden">
                        <tr>
                            <th scope="col">{texts.general.player}</th>
                            <th scope="col">{kind.title(locale)}</th>
                            <th scope="col">{kind.amount(locale)}</th>
                        </tr>
                    </thead>
                    <tbody>{bars}</tbody>
                </table>
                <Exact kind rows/>
            </div>
        </section>
    }
}

/// The same in numbers.
#[component]
fn Exact(kind: ZoneKind, rows: Vec<ZoneRow>) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let count = rows.iter().map(|row| row.zones.len()).max().unwrap_or(0);
    let heads = (1..=count)
        .map(|i| (texts.figures.numbered_zone)(i as u8))
        .map(|zone| view! { <th scope="col" class="number">{zone}</th> })
        .collect_view();
    let rows = rows
        .into_iter()
        .map(|row| {
            let cells = (0..count)
                .map(|i| {
                    let amount = row.zones.get(i).map_or_else(
                        || format::NONE.to_owned(),
                        |zone| kind.write(locale, zone.amount),
                    );
                    view! { <td class="number">{amount}</td> }
                })
                .collect_view();
            view! { <tr><th scope="row">{row.name}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <details class="exact">
            <summary>{texts.session.exact_values}</summary>
            <div class="exact__scroll" tabindex="0" role="group" aria-label=(texts.session.exact_values_of)(kind.title(locale))>
                <table class="figures-table">
                    <thead><tr><th scope="col">{texts.general.player}</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

#[derive(Clone, Debug, PartialEq)]
struct ZoneRow {
    name: String,
    zones: Vec<Zone>,
    average: bool,
}

/// The team's average first, then the players who have zones; nothing when nobody has.
fn rows(locale: Locale, kind: ZoneKind, squad: &[SquadRow]) -> Vec<ZoneRow> {
    let players: Vec<ZoneRow> = squad
        .iter()
        .filter_map(|row| {
            let zones = kind.of(row.figures.as_ref()?);
            (!zones.is_empty()).then(|| ZoneRow {
                name: row.player.name.clone(),
                zones,
                average: false,
            })
        })
        .collect();
    if players.is_empty() {
        return players;
    }
    let average = Figures::average(squad.iter().filter_map(|row| row.figures.as_ref()));
    let name = locale.texts().general.team_average.to_owned();
    let average = ZoneRow { name, zones: kind.of(&average), average: true };
    std::iter::once(average).chain(players).collect()
}

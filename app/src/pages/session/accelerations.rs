//! How often players accelerated and braked.

use leptos::{either::EitherOf3, prelude::*};

use crate::{
    components::{Band, NoAccelerations, Save, bands, heat},
    format,
    model::{SquadRow, Window},
    preferences::{Locale, locale},
};

/// A table with everybody's counts by strength. Nothing when nobody has any, but for a part of the session, which
/// never has.
#[component]
pub(in crate::pages) fn Accelerations(
    squad: Memo<Vec<SquadRow>>,
    window: Memo<Option<Window>>,
) -> impl IntoView {
    let locale = locale();
    move || {
        let rows = squad.with(|squad| rows(locale, squad));
        match (rows.is_empty(), window.get()) {
            (false, _) => EitherOf3::A(view! { <Card rows/> }),
            (true, Some(_)) => EitherOf3::B(view! { <NoAccelerations/> }),
            (true, None) => EitherOf3::C(()),
        }
    }
}

#[component]
fn Card(rows: Vec<CountRow>) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().figures;
    let columns = columns(locale, &rows);
    let braking = columns.iter().filter(|column| column.braking).count();
    let groups = [(braking, texts.decelerations_ms2), (columns.len() - braking, texts.accelerations_ms2)]
        .into_iter()
        .filter(|(span, _)| *span > 0)
        .map(|(span, label)| view! { <th scope="colgroup" colspan=span class="counts__group">{label}</th> })
        .collect_view();
    let heads = columns
        .iter()
        .map(|column| view! { <th scope="col" class="number">{column.strength.clone()}</th> })
        .collect_view();
    let rows = rows
        .into_iter()
        .map(|row| {
            let cells = columns
                .iter()
                .enumerate()
                .map(|(i, column)| match row.bands.get(i) {
                    Some(band) => {
                        let class = format!("number {}", heat(band.count, column.largest));
                        view! { <td class=class>{format::number(locale, f64::from(band.count), 0)}</td> }
                    }
                    None => view! { <td class="number".to_owned()>{format::NONE.to_owned()}</td> },
                })
                .collect_view();
            view! { <tr><th scope="row">{row.name}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <section class="section" aria-labelledby="accelerations">
            <h2 id="accelerations">{texts.accelerations}</h2>
            <Save what=texts.accelerations files=[("accelerations.csv", "")]/>
            <div class="card card--flush exact__scroll" tabindex="0" role="group" aria-labelledby="accelerations">
                <table class="counts">
                    <thead>
                        <tr><th scope="col" rowspan="2">{locale.texts().general.player}</th>{groups}</tr>
                        <tr>{heads}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[derive(Clone, Debug)]
pub(super) struct CountRow {
    pub(super) name: String,
    pub(super) bands: Vec<Band>,
}

pub(super) fn rows(locale: Locale, squad: &[SquadRow]) -> Vec<CountRow> {
    squad
        .iter()
        .filter_map(|row| {
            let bands = bands(locale, &row.figures.as_ref()?.accelerations);
            (!bands.is_empty()).then(|| CountRow { name: row.player.name.clone(), bands })
        })
        .collect()
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CountColumn {
    /// The strength where it is the same for everybody, else which band it is.
    pub(super) strength: String,
    pub(super) braking: bool,
    largest: u32,
}

pub(super) fn columns(locale: Locale, rows: &[CountRow]) -> Vec<CountColumn> {
    let Some(longest) = rows.iter().max_by_key(|row| row.bands.len()) else { return Vec::new() };
    let numbered = locale.texts().figures.numbered_band;
    longest
        .bands
        .iter()
        .enumerate()
        .map(|(i, band)| {
            let all = || rows.iter().filter_map(|row| row.bands.get(i));
            let same = all().all(|other| other.strength == band.strength);
            CountColumn {
                strength: if same { band.strength.clone() } else { numbered(i + 1) },
                braking: band.braking,
                largest: all().map(|band| band.count).max().unwrap_or(0),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_names_its_strength_only_when_it_is_the_same_for_everybody() {
        let row = |strength: &str, count| CountRow {
            name: String::new(),
            bands: vec![Band { strength: strength.to_owned(), braking: true, count }],
        };
        let same = columns(Locale::default(), &[row("from 3.0", 2), row("from 3.0", 5)]);
        assert_eq!(
            same,
            [CountColumn { strength: "from 3.0".to_owned(), braking: true, largest: 5 }]
        );
        assert_eq!(
            columns(Locale::default(), &[row("from 3.0", 2), row("from 2.8", 5)])[0].strength,
            "band 1"
        );
        assert_eq!(columns(Locale::default(), &[]), []);
    }
}

//! One figure of one player, and how it compares.

use leptos::prelude::*;

use super::FIVE;
use crate::{
    components::Figure,
    format,
    model::{Figures, PerFigure, Reference, Side, SquadRow},
    preferences::{Comparison, Locale},
};

/// What the figures of a row are compared with.
pub(super) fn references(
    comparison: Comparison,
    row: &SquadRow,
    team: &PerFigure<Reference>,
) -> PerFigure<Reference> {
    match comparison {
        Comparison::Nothing => PerFigure::default(),
        Comparison::Team => *team,
        Comparison::Own => row.usual,
    }
}

/// What the figures of a squad are like: of those that enough players have.
pub(super) fn of_team(squad: &[SquadRow]) -> PerFigure<Reference> {
    PerFigure::of(|figure| {
        let figures = squad.iter().filter_map(|row| row.figures.as_ref());
        Reference::of(&figures.filter_map(|figures| figure.of(figures)).collect::<Vec<_>>())
    })
}

/// A row's figures.
pub(super) fn cells(
    locale: Locale,
    columns: &[Figure],
    figures: &Figures,
    references: &PerFigure<Reference>,
) -> impl IntoView + use<> {
    columns
        .iter()
        .map(|figure| {
            let figure = *figure;
            let value = figure.of(figures);
            // Written after the value where the column has no head to say it; a dash has none.
            let unit = value.map(|_| figure.unit(locale));
            let difference = value
                .zip(references.get(figure))
                .map(|(value, reference)| difference(locale, value, reference));
            view! {
                <td class=column_class(figure) data-label=figure.label(locale) data-unit=unit>
                    {figure.text(locale, figures)}
                    {difference}
                </td>
            }
        })
        .collect_view()
}

/// How far a value is from what is usual, marked when it is unusual.
fn difference(locale: Locale, value: f64, reference: Reference) -> impl IntoView {
    let texts = &locale.texts().session;
    let side = reference.side(value);
    let (class, sign, said) = match side {
        Some(Side::Above) => ("diff diff--above", "▲\u{a0}", Some(texts.unusually_high)),
        Some(Side::Below) => ("diff diff--below", "▼\u{a0}", Some(texts.unusually_low)),
        None => ("diff", "", None),
    };
    let percent = percent(locale, value, reference.mean);
    let said = said.map(|said| view! { <span class="visually-hidden">" "{said}</span> });
    view! {
        <span class=class>
            <span aria-hidden="true">{sign}</span>
            {percent}
            {said}
        </span>
    }
}

/// By how many percent a value is more or less than another; of nothing there are no percents.
fn percent(locale: Locale, value: f64, mean: f64) -> Option<String> {
    let percent = (value - mean) / mean * 100.0;
    percent.is_finite().then(|| {
        let plus = if percent.round() > 0.0 { "+" } else { "" };
        format!("{plus}{}\u{a0}%", format::number(locale, percent, 0))
    })
}

/// The class of a figure's column: its colour, and whether it is one of the five that a phone shows.
pub(super) fn column_class(figure: Figure) -> String {
    let five = if FIVE.contains(&figure) { " squad__five" } else { "" };
    format!("number {}{five}", figure.hue())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PlayerName;

    fn row(distance_m: f64) -> SquadRow {
        SquadRow {
            player: PlayerName { id: "p".into(), number: None, name: String::new(), role: None },
            player_session_id: None,
            figures: Some(Figures { distance_m: Some(distance_m), ..Figures::default() }),
            usual: PerFigure::of(|_| Reference::of(&[1.0, 1.0, 3.0, 3.0])),
            frame: None,
        }
    }

    #[test]
    fn a_row_is_compared_with_what_was_chosen() {
        let squad: Vec<_> = [10.0, 20.0, 30.0, 40.0].map(row).into();
        let team = of_team(&squad);
        let mean = |comparison| {
            references(comparison, &squad[0], &team).get(Figure::Distance).map(|it| it.mean)
        };
        assert_eq!(mean(Comparison::Nothing), None);
        assert_eq!(mean(Comparison::Team), Some(25.0));
        assert_eq!(mean(Comparison::Own), Some(2.0));
        assert_eq!(team.get(Figure::Load), None, "nobody has it");
    }

    #[test]
    fn differences_have_a_sign() {
        let locale = Locale::default();
        let of = |value, mean| percent(locale, value, mean);
        assert_eq!(of(112.4, 100.0).as_deref(), Some("+12\u{a0}%"));
        assert_eq!(of(88.0, 100.0).as_deref(), Some("−12\u{a0}%"));
        assert_eq!(of(100.1, 100.0).as_deref(), Some("0\u{a0}%"));
        assert_eq!(of(1.0, 0.0), None);
    }
}

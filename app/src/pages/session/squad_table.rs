//! The squad in one table.

use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};

use crate::{
    address::{self, Order},
    components::{Figure, Missing, PendingCell, SkeletonTable, missing_in_part},
    format,
    model::{Figures, SessionHead, SquadRow, TrainingSessionId, Window},
    pages::sort::{Column, Sort},
    preferences::{Locale, locale, texts},
};

/// The figures that a phone shows of everybody, and offers to sort by.
const FIVE: [Figure; 5] =
    [Figure::Distance, Figure::Intensity, Figure::TopSpeed, Figure::HeartRateAvg, Figure::Load];

/// Everybody's figures, in the order in which they are given, and the team's average below.
#[component]
pub(super) fn SquadTable(
    head: Memo<SessionHead>,
    squad: Memo<Vec<SquadRow>>,
    window: Memo<Option<Window>>,
    sort: Memo<Sort>,
    missing: Memo<Missing>,
) -> impl IntoView {
    let texts = texts();
    let session_id = Signal::derive(move || head.with(|head| head.id.clone()));
    let rows = move || {
        squad
            .get()
            .into_iter()
            .map(|row| view! { <Row row session_id=session_id.get() window=window.get() order=sort.get().query() missing=missing.get()/> })
            .collect_view()
    };
    let footnote = move || {
        window.get()?;
        squad.with(|squad| {
            missing_in_part(texts, squad.iter().filter_map(|row| row.figures.as_ref()))
        })
    };
    view! {
        <section class="section" aria-labelledby="squad">
            <h2 id="squad">
                {texts.session.squad} " "
                {move || Some(squad.with(Vec::len)).filter(|count| *count > 0).map(|count| view! { <span class="count">{count}</span> })}
            </h2>
            {move || if squad.with(Vec::is_empty) {
                Either::Left(missing.get().view(
                    || view! { <SkeletonTable rows=14/> },
                    || view! { <p class="empty">{texts.session.nobody_took_part}</p> },
                ))
            } else {
                Either::Right(view! {
                    <div class="card card--flush squad-scroll">
                        <SortBy session_id window sort/>
                        <table class="squad">
                            <Heads session_id window sort/>
                            <tbody>{rows}</tbody>
                            <Average squad/>
                        </table>
                    </div>
                    {move || footnote().map(|footnote| view! { <p class="footnote">{footnote}</p> })}
                })
            }}
        </section>
    }
}

/// The address of the order that a click on a column leads to.
fn order_by(
    column: Column,
    session_id: Signal<TrainingSessionId>,
    window: Memo<Option<Window>>,
    sort: Memo<Sort>,
) -> String {
    session_id.with(|id| address::session(id, window.get(), sort.get().toggled(column).query()))
}

/// Stands in for the heads of the columns on a phone, where there are no columns.
#[component]
fn SortBy(
    session_id: Signal<TrainingSessionId>,
    window: Memo<Option<Window>>,
    sort: Memo<Sort>,
) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let way = move |column: Column, label: &'static str| {
        let direction =
            move || Some(sort.get().aria(column)).filter(|direction| *direction != "none");
        let said = move || match sort.get() {
            Sort { descending: true, .. } => texts.session.descending,
            Sort { descending: false, .. } => texts.session.ascending,
        };
        view! {
            <li>
                <a
                    class="sort-by__way"
                    href=move || order_by(column, session_id, window, sort)
                    aria-current=move || direction().map(|_| "true")
                    data-direction=direction
                    data-noscroll="true"
                >
                    {label}
                    {move || direction().map(|_| view! {
                        <span class="visually-hidden">" "{said()}</span>
                    })}
                </a>
            </li>
        }
    };
    let figures =
        FIVE.map(|figure| way(Column::Figure(figure), figure.label(locale))).collect_view();
    view! {
        <nav class="sort-by" aria-labelledby="sort-by">
            <p id="sort-by" class="sort-by__label">{texts.session.sort_by}</p>
            <ul class="sort-by__ways">
                {way(Column::Number, texts.general.number)}
                {figures}
            </ul>
        </nav>
    }
}

/// The heads of the columns, each a link to the order by it.
#[component]
fn Heads(
    session_id: Signal<TrainingSessionId>,
    window: Memo<Option<Window>>,
    sort: Memo<Sort>,
) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let head = move |column: Column, class: String, label: &'static str, unit: &'static str| {
        let href = move || order_by(column, session_id, window, sort);
        view! {
            <th scope="col" class=class aria-sort=move || sort.get().aria(column)>
                <a href=href data-noscroll="true">
                    <span class="squad__label">{label}</span>
                    <span class="squad__unit">{unit}</span>
                </a>
            </th>
        }
    };
    let figures = Column::FIGURES
        .map(|figure| {
            let (label, unit) = (figure.label(locale), figure.column_unit(locale));
            head(Column::Figure(figure), column_class(figure), label, unit)
        })
        .collect_view();
    view! {
        <thead>
            <tr>
                {head(Column::Number, "squad__number".to_owned(), texts.session.number_short, "")}
                {head(Column::Name, "squad__name".to_owned(), texts.general.player, "")}
                {figures}
            </tr>
        </thead>
    }
}

#[component]
fn Row(
    row: SquadRow,
    session_id: TrainingSessionId,
    window: Option<Window>,
    order: Order,
    missing: Missing,
) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let SquadRow { player, player_session_id, figures, .. } = row;
    let absent = |reason: &'static str| {
        EitherOf3::C(
            view! { <td class="squad__absent" colspan=Column::FIGURES.len()>{reason}</td> },
        )
    };
    let cells = match (figures, &player_session_id, missing) {
        (Some(figures), ..) => EitherOf3::A(cells(locale, &figures)),
        (None, None, _) => absent(texts.session.no_recording),
        (None, Some(_), Missing::OnItsWay) => EitherOf3::B(
            Column::FIGURES
                .map(|figure| view! { <td class=column_class(figure)><PendingCell/></td> })
                .collect_view(),
        ),
        (None, Some(_), Missing::DidNotCome) => absent(texts.general.not_yet),
        (None, Some(_), Missing::NotThere) => absent(texts.session.no_figures_in_part),
    };
    let name = view! {
        <span class="squad__player">{player.name}" "</span>
        <span class="squad__role">{player.role}</span>
    };
    let name = match player_session_id {
        Some(id) => EitherOf3::A(
            view! { <a href=address::player_session(&session_id, &id, window, order)>{name}</a> },
        ),
        None => EitherOf3::<_, _, ()>::B(view! { <span class="squad__no-link">{name}</span> }),
    };
    view! {
        <tr class="squad__row">
            <td class="squad__number">{player.number.map_or_else(|| format::NONE.to_owned(), |n| n.to_string())}</td>
            <th scope="row" class="squad__name">{name}</th>
            {cells}
        </tr>
    }
}

/// The average over those who have the figure.
#[component]
fn Average(squad: Memo<Vec<SquadRow>>) -> impl IntoView {
    let locale = locale();
    move || {
        let average = squad
            .with(|squad| Figures::average(squad.iter().filter_map(|row| row.figures.as_ref())));
        view! {
            <tfoot>
                <tr class="squad__average">
                    <td class="squad__number"></td>
                    <th scope="row" class="squad__name">{locale.texts().general.team_average}</th>
                    {cells(locale, &average)}
                </tr>
            </tfoot>
        }
    }
}

fn cells(locale: Locale, figures: &Figures) -> impl IntoView + use<> {
    Column::FIGURES
        .map(|figure| {
            // Written after the value where the column has no head to say it; a dash has none.
            let unit = figure.of(figures).map(|_| figure.unit(locale));
            view! {
                <td class=column_class(figure) data-label=figure.label(locale) data-unit=unit>
                    {figure.text(locale, figures)}
                </td>
            }
        })
        .collect_view()
}

/// The class of a figure's column: its colour, and whether it is one of the five that a phone shows.
fn column_class(figure: Figure) -> String {
    let five = if FIVE.contains(&figure) { " squad__five" } else { "" };
    format!("number {}{five}", figure.hue())
}

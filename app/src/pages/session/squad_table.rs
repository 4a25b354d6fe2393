//! The squad in one table.

mod cell;
mod settings;
mod sort_by;

use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};

use self::{
    cell::{cells, column_class, of_team, references},
    settings::Settings,
    sort_by::SortBy,
};
use crate::{
    address::{self, Order},
    components::{
        CompareForm, Figure, Missing, PendingCell, Plot, Save, SkeletonTable, Sparkline,
        limits_of_demands, missing_in_part,
    },
    format,
    model::{
        Channel, Figures, Frame, PerFigure, PlayerSessionId, Reference, SessionHead, SquadRow,
        TrainingSessionId, Window,
    },
    pages::sort::{Column, Sort},
    preferences::{Comparison, Preferences, locale, preferences},
};

/// What the small lines in the table show.
const SPARKS: [Channel; 2] = [Channel::HeartRate, Channel::Speed];

/// The figures that a phone shows of everybody, and offers to sort by.
const FIVE: [Figure; 5] =
    [Figure::Distance, Figure::Intensity, Figure::TopSpeed, Figure::HeartRateAvg, Figure::Load];

/// As many columns fit on a tablet; a table with more scrolls in its card.
const FITTING: usize = 8;

/// Everybody's figures, in the order in which they are given, and the team's average below.
#[component]
pub(in crate::pages) fn SquadTable(
    head: Memo<SessionHead>,
    squad: Memo<Vec<SquadRow>>,
    window: Memo<Option<Window>>,
    sort: Memo<Sort>,
    missing: Memo<Missing>,
) -> impl IntoView {
    let Preferences { locale, columns, comparison, .. } = preferences();
    let texts = locale.texts();
    let columns = columns.figures();
    let session_id = Signal::derive(move || head.with(|head| head.id.clone()));
    let shown = columns.clone();
    let rows = move || {
        let squad = squad.get();
        let around = Around {
            session_id: session_id.get(),
            window: window.get(),
            order: sort.get().query(),
            missing: missing.get(),
            comparison,
            team: of_team(&squad),
            ranges: ranges(&squad),
        };
        squad
            .into_iter()
            .map(|row| view! { <Row row columns=shown.clone() around=around.clone()/> })
            .collect_view()
    };
    let shown = columns.clone();
    let footnotes = move || {
        squad.with(|squad| {
            let figures = squad.iter().filter_map(|row| row.figures.as_ref());
            let missing =
                window.get().and_then(|_| missing_in_part(texts, &shown, figures.clone()));
            let limits = figures.clone().find_map(|figures| Some(figures.demands.as_ref()?.limits));
            let limits = limits.and_then(|limits| limits_of_demands(locale, &shown, limits));
            let compared = match comparison {
                Comparison::Nothing => None,
                Comparison::Team => Some(texts.session.compared_with_team),
                Comparison::Own => Some(texts.session.compared_with_own),
            };
            [compared.map(str::to_owned), limits, missing.map(str::to_owned)]
                .into_iter()
                .flatten()
                .map(|footnote| view! { <p class="footnote">{footnote}</p> })
                .collect_view()
        })
    };
    let wide = columns.len() > FITTING;
    let recorded =
        Memo::new(move |_| squad.with(|squad| squad.iter().filter_map(recorded).collect()));
    view! {
        <section class="section" aria-labelledby="squad">
            <h2 id="squad">
                {texts.session.squad} " "
                {move || Some(squad.with(Vec::len)).filter(|count| *count > 0).map(|count| view! { <span class="count">{count}</span> })}
            </h2>
            {move || (!squad.with(Vec::is_empty)).then(|| view! {
                <Save what=texts.session.squad files=[("squad.csv", "")] print=true/>
            })}
            {move || if squad.with(Vec::is_empty) {
                Either::Left(missing.get().view(
                    || view! { <SkeletonTable rows=14/> },
                    || view! { <p class="empty">{texts.session.nobody_took_part}</p> },
                ))
            } else {
                Either::Right(view! {
                    <div class="card card--flush squad-scroll" class:squad-scroll--wide=wide>
                        <SortBy session_id window sort/>
                        <table class="squad">
                            <Heads columns=columns.clone() session_id window sort/>
                            <tbody>{rows.clone()}</tbody>
                            <Average columns=columns.clone() squad/>
                        </table>
                    </div>
                    <CompareForm title=texts.compare.players choices=recorded window/>
                    <Settings/>
                    {footnotes.clone()}
                })
            }}
        </section>
    }
}

/// The recording of a row, and what it is called: `7 Åge Næss`.
fn recorded(row: &SquadRow) -> Option<(PlayerSessionId, String)> {
    let SquadRow { player, player_session_id, .. } = row;
    let number = player.number.map_or_else(String::new, |number| format!("{number} "));
    Some((player_session_id.clone()?, format!("{number}{}", player.name)))
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

/// The heads of the columns, each a link to the order by it.
#[component]
fn Heads(
    columns: Vec<Figure>,
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
    let sparks = SPARKS
        .map(|channel| {
            view! {
                <th scope="col" class="squad__spark" data-channel=channel.key()>
                    <span class="squad__label">{locale.texts().kinds.channel(channel)}</span>
                </th>
            }
        })
        .collect_view();
    let figures = columns
        .into_iter()
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
                {sparks}
                {figures}
            </tr>
        </thead>
    }
}

/// What is the same for all rows.
#[derive(Clone)]
struct Around {
    session_id: TrainingSessionId,
    window: Option<Window>,
    order: Order,
    missing: Missing,
    comparison: Comparison,
    team: PerFigure<Reference>,
    /// The values at the bottom and at the top of each of [`SPARKS`].
    ranges: [Option<(f64, f64)>; SPARKS.len()],
}

/// Small lines share one range, so that players can be compared.
fn ranges(squad: &[SquadRow]) -> [Option<(f64, f64)>; SPARKS.len()] {
    let frames: Vec<&Frame> = squad.iter().filter_map(|row| row.frame.as_ref()).collect();
    SPARKS.map(|channel| Plot::range_of(channel, frames.iter().copied()))
}

#[component]
fn Row(row: SquadRow, columns: Vec<Figure>, around: Around) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let references = references(around.comparison, &row, &around.team);
    let SquadRow { player, player_session_id, figures, frame, .. } = row;
    let absent = |reason: &'static str| {
        EitherOf3::C(
            view! { <td class="squad__absent" colspan=SPARKS.len() + columns.len()>{reason}</td> },
        )
    };
    let sparks = SPARKS
        .iter()
        .zip(around.ranges)
        .map(|(channel, range)| {
            let line = frame
                .clone()
                .zip(range)
                .map(|(frame, range)| view! { <Sparkline frame channel=*channel range/> });
            view! { <td class="squad__spark">{line}</td> }
        })
        .collect_view();
    let cells = match (figures, &player_session_id, around.missing) {
        (Some(figures), ..) => {
            EitherOf3::A((sparks, cells(locale, &columns, &figures, &references)))
        }
        (None, None, _) => absent(texts.session.no_recording),
        (None, Some(_), Missing::OnItsWay) => EitherOf3::B((
            sparks,
            columns
                .iter()
                .map(|figure| view! { <td class=column_class(*figure)><PendingCell/></td> })
                .collect_view(),
        )),
        (None, Some(_), Missing::DidNotCome) => absent(texts.general.not_yet),
        (None, Some(_), Missing::NotThere) => absent(texts.session.no_figures_in_part),
    };
    let name = view! {
        <span class="squad__player">{player.name}" "</span>
        <span class="squad__role">{player.role}</span>
    };
    let name = match player_session_id {
        Some(id) => {
            let href =
                address::player_session(&around.session_id, &id, around.window, around.order);
            Either::Left(view! { <a href=href>{name}</a> })
        }
        None => Either::Right(view! { <span class="squad__no-link">{name}</span> }),
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
fn Average(columns: Vec<Figure>, squad: Memo<Vec<SquadRow>>) -> impl IntoView {
    let locale = locale();
    move || {
        let average = squad
            .with(|squad| Figures::average(squad.iter().filter_map(|row| row.figures.as_ref())));
        view! {
            <tfoot>
                <tr class="squad__average">
                    <td class="squad__number"></td>
                    <th scope="row" class="squad__name">{locale.texts().general.team_average}</th>
                    {SPARKS.map(|_| view! { <td class="squad__spark"></td> }).collect_view()}
                    {cells(locale, &columns, &average, &PerFigure::default())}
                </tr>
            </tfoot>
        }
    }
}

//! The five figures that say most about the team.

use leptos::{either::Either, prelude::*};

use crate::{
    components::{Figure, Missing, SkeletonTiles, Spread, Tile, ZoneKind, part_label},
    model::{Figures, SquadRow, Timeline, Window},
    preferences::{Locale, locale},
};

/// What the headline chooses from: the first five that somebody has.
const CANDIDATES: [Figure; 7] = [
    Figure::Distance,
    Figure::Intensity,
    Figure::HighSpeed,
    Figure::TopSpeed,
    Figure::HeartRateAvg,
    Figure::Sprints,
    Figure::Load,
];

/// The averages of the squad, and how the players are spread around them.
#[component]
pub(in crate::pages) fn Headline(
    squad: Memo<Vec<SquadRow>>,
    timeline: Memo<Option<Timeline>>,
    window: Memo<Option<Window>>,
    missing: Memo<Missing>,
) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let part = move || timeline.with(|timeline| part_label(texts, timeline.as_ref(), window.get()));
    view! {
        <section class="section" aria-labelledby="averages">
            <h2 id="averages">{texts.general.team_average} " " <span class="section__part">{part}</span></h2>
            {move || squad.with(|squad| {
                let players: Vec<&Figures> = squad.iter().filter_map(|row| row.figures.as_ref()).collect();
                match headline(locale, &players) {
                    tiles if !tiles.is_empty() => {
                        let tiles = tiles
                            .into_iter()
                            .map(|HeadlineFigure { figure, average, values, note }| view! {
                                <Tile figure value=Some(average)>
                                    <Below figure values average note/>
                                </Tile>
                            })
                            .collect_view();
                        Either::Left(view! { <dl class="tiles tiles--headline">{tiles}</dl> })
                    }
                    _ => Either::Right(missing.get().view(
                        || view! { <SkeletonTiles count=5/> },
                        || view! { <p class="empty">{texts.session.no_figures}</p> },
                    )),
                }
            })}
        </section>
    }
}

/// The spread of the players below their average.
#[component]
fn Below(figure: Figure, values: Vec<f64>, average: f64, note: Option<String>) -> impl IntoView {
    let locale = locale();
    let spread = |(low, high)| {
        (locale.texts().session.spread)(&figure.write(locale, low), &figure.write(locale, high))
    };
    let low = values.iter().copied().reduce(f64::min);
    let high = values.iter().copied().reduce(f64::max);
    view! {
        <Spread values average/>
        <p class="tile__range">
            {low.zip(high).map(spread)}
            {note.map(|note| view! { <span class="tile__note">{note}</span> })}
        </p>
    }
}

struct HeadlineFigure {
    figure: Figure,
    average: f64,
    values: Vec<f64>,
    note: Option<String>,
}

fn headline(locale: Locale, players: &[&Figures]) -> Vec<HeadlineFigure> {
    let average = Figures::average(players.iter().copied());
    CANDIDATES
        .into_iter()
        .filter_map(|figure| {
            let values: Vec<f64> =
                players.iter().filter_map(|figures| figure.of(figures)).collect();
            let note = match figure {
                Figure::HighSpeed => high_speed_note(locale, &average),
                Figure::HeartRateAvg => Figure::HeartRateAvgPercent.of(&average).map(|percent| {
                    let percent = Figure::HeartRateAvgPercent.write(locale, percent);
                    (locale.texts().session.percent_of_maximum)(&percent)
                }),
                _ => None,
            };
            Some(HeadlineFigure { figure, average: figure.of(&average)?, values, note })
        })
        .take(5)
        .collect()
}

/// Which zones count as high speed, with the limit where it is known: a distance without it says nothing.
fn high_speed_note(locale: Locale, average: &Figures) -> Option<String> {
    let zones = ZoneKind::Speed.of(average);
    let fast = zones.iter().find(|zone| zone.index >= Figure::HIGH_SPEED_ZONE)?;
    Some(match ZoneKind::Speed.limits(locale, fast, true) {
        Some(limits) => format!("{limits}\u{a0}{}", locale.speed_unit.symbol()),
        None => (locale.texts().figures.from_zone)(fast.index),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SpeedZone;

    #[test]
    fn what_nobody_has_makes_room_for_the_next() {
        let polar = Figures {
            duration_ms: Some(60_000),
            distance_m: Some(120.0),
            speed_max_kmh: Some(28.0),
            heart_rate_avg_bpm: Some(150.0),
            sprints: Some(3),
            ..Figures::default()
        };
        let figures = |players: &[&Figures]| {
            headline(Locale::default(), players).iter().map(|tile| tile.figure).collect::<Vec<_>>()
        };
        let without_zones = [
            Figure::Distance,
            Figure::Intensity,
            Figure::TopSpeed,
            Figure::HeartRateAvg,
            Figure::Sprints,
        ];
        assert_eq!(figures(&[&polar]), without_zones);
        let zone =
            SpeedZone { index: 4, lower_kmh: Some(19.8), upper_kmh: Some(25.2), in_zone_m: 80.0 };
        let with_zones = Figures { speed_zones: vec![zone], ..polar.clone() };
        assert_eq!(figures(&[&with_zones])[2], Figure::HighSpeed);
        assert_eq!(figures(&[]), []);
    }

    #[test]
    fn high_speed_names_its_limit() {
        let zone =
            |lower_kmh| SpeedZone { index: 4, lower_kmh, upper_kmh: Some(25.2), in_zone_m: 80.0 };
        let figures = |zone| Figures { speed_zones: vec![zone], ..Figures::default() };
        assert_eq!(
            high_speed_note(Locale::default(), &figures(zone(Some(19.8)))).as_deref(),
            Some("from 19.8\u{a0}km/h")
        );
        assert_eq!(high_speed_note(Locale::default(), &Figures::default()), None);
    }
}

//! The hardest stretches of the session, as ways to them.

use leptos::prelude::*;

use crate::{
    components::Save,
    format,
    model::{Channel, Demands, Peak, PeakDemand, PlayerSessionPage, Window},
    preferences::{Locale, locale},
};

/// For each quantity and length a link to the stretch in which the player had the most of it. The one that is shown is
/// marked. Nothing without samples.
#[component]
pub(in crate::pages) fn Peaks<H>(
    page: Memo<PlayerSessionPage>,
    /// The part that is shown; `None` for the whole.
    window: Memo<Option<Window>>,
    /// The address of the page with another part.
    href: H,
) -> impl IntoView
where
    H: Fn(Option<Window>) -> String + Clone + Send + Sync + 'static,
{
    let locale = locale();
    let texts = &locale.texts().session;
    let demands = Memo::new(move |_| {
        page.with(|page| page.summary.as_ref().and_then(|summary| summary.demands.clone()))
    });
    move || {
        let recorded_from = page.with(|page| page.head.recorded_from);
        let groups = demands.with(|demands| demands.as_ref().map(|it| groups(locale, it)));
        let groups = groups.unwrap_or_default();
        if groups.is_empty() {
            return None;
        }
        let groups = groups
            .into_iter()
            .map(|Group { name, hue, stretches }| {
                let links = stretches
                    .into_iter()
                    .map(|Stretch { window: stretch, length, amount, .. }| {
                        let current = move || (window.get() == Some(stretch)).then_some("true");
                        let href = href.clone();
                        let at = format::instant_to_minute(recorded_from, stretch.from_ms);
                        view! {
                            <li>
                                <a
                                    class="peak"
                                    href=move || href(Some(stretch))
                                    data-noscroll="true"
                                    aria-current=current
                                >
                                    <span class="peak__length">{length} " · "</span>
                                    <strong class="peak__amount">{amount}</strong>
                                    <span class="peak__at">" · " {at}</span>
                                </a>
                            </li>
                        }
                    })
                    .collect_view();
                view! {
                    <div class=format!("peaks__group {hue}")>
                        <h3 class="peaks__name">{name}</h3>
                        <ul class="peaks__list">{links}</ul>
                    </div>
                }
            })
            .collect_view();
        Some(view! {
            <section class="section" aria-labelledby="peaks">
                <h2 id="peaks">{texts.peaks} " " <span class="section__part">{texts.peaks_are}</span></h2>
                <Save what=texts.peaks files=[("peaks.csv", "")]/>
                <nav class="peaks" aria-labelledby="peaks">{groups}</nav>
            </section>
        })
    }
}

/// The hardest stretches as a table.
#[cfg(feature = "ssr")]
pub(super) fn table(
    page: &PlayerSessionPage,
    asked: &crate::files::Asked,
) -> Option<crate::files::Table> {
    use super::files::instant;
    use crate::files::{Cell, Table, head};

    let locale = asked.locale();
    let texts = locale.texts();
    let groups = groups(locale, page.summary.as_ref()?.demands.as_ref()?);
    let heads = vec![
        texts.file_heads.figure.to_owned(),
        head(texts.file_heads.length, "s"),
        texts.file_heads.value.to_owned(),
        texts.file_heads.unit.to_owned(),
        texts.file_heads.local_time.to_owned(),
        head(texts.file_heads.since_start, "s"),
    ];
    let row = |name: &'static str, stretch: &Stretch| {
        let (amount, unit) = stretch.exact;
        vec![
            Cell::Text(name.to_owned()),
            Cell::Number(f64::from(stretch.window.duration_ms()) / 1_000.0),
            Cell::Number(amount),
            Cell::Text(unit.to_owned()),
            instant(page, stretch.window.from_ms),
            Cell::Number(f64::from(stretch.window.from_ms) / 1_000.0),
        ]
    };
    let rows = groups
        .iter()
        .flat_map(|group| group.stretches.iter().map(|stretch| row(group.name, stretch)));
    (!groups.is_empty()).then(|| Table { heads, rows: rows.collect() })
}

/// The hardest stretches by one quantity, shortest first.
#[derive(Clone, Debug, PartialEq)]
struct Group {
    name: &'static str,
    hue: &'static str,
    stretches: Vec<Stretch>,
}

#[derive(Clone, Debug, PartialEq)]
struct Stretch {
    window: Window,
    length: String,
    amount: String,
    /// The amount as it is, and its unit.
    exact: (f64, &'static str),
}

/// A peak, and how much it is told to be, with the unit.
type Told = (Peak, (f64, &'static str));

fn groups(locale: Locale, demands: &Demands) -> Vec<Group> {
    let texts = locale.texts();
    let bpm = texts.kinds.unit(Channel::HeartRate, locale.speed_unit);
    let per_minute =
        |peak: Peak, length_ms: u32| (peak.amount / (f64::from(length_ms) / 60_000.0), "m/min");
    let group = |name, hue, of: &dyn Fn(&PeakDemand) -> Option<Told>| {
        let stretch = |demand: &PeakDemand| {
            let (peak, (amount, unit)) = of(demand)?;
            let to_ms = peak.from_ms.checked_add_unsigned(demand.length_ms)?;
            Some(Stretch {
                window: Window::new(peak.from_ms, to_ms)?,
                length: (texts.time.minutes)(demand.length_ms / 60_000),
                amount: format!("{}\u{a0}{unit}", format::number(locale, amount, 0)),
                exact: (amount, unit),
            })
        };
        Group { name, hue, stretches: demands.peaks.iter().filter_map(stretch).collect() }
    };
    let groups = [
        group(texts.figures.distance, "hue-distance", &|demand| {
            demand.distance_m.map(|peak| (peak, per_minute(peak, demand.length_ms)))
        }),
        group(texts.figures.high_speed, "hue-speed", &|demand| {
            // Where nobody ran, every stretch is as good as the next.
            let peak = demand.high_speed_m.filter(|peak| peak.amount > 0.0);
            peak.map(|peak| (peak, (peak.amount, "m")))
        }),
        group(texts.kinds.heart_rate, "hue-hr", &|demand| {
            demand.heart_rate_bpm.map(|peak| (peak, (peak.amount, bpm)))
        }),
    ];
    groups.into_iter().filter(|group| !group.stretches.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_is_per_minute_and_what_was_not_run_has_no_way() {
        let peak = |amount| Some(Peak { from_ms: 60_000, amount });
        let demands = Demands {
            peaks: vec![
                PeakDemand {
                    length_ms: 60_000,
                    distance_m: peak(182.4),
                    high_speed_m: peak(0.0),
                    heart_rate_bpm: None,
                },
                PeakDemand {
                    length_ms: 300_000,
                    distance_m: peak(700.0),
                    high_speed_m: peak(87.3),
                    heart_rate_bpm: None,
                },
            ],
            ..Demands::default()
        };
        let groups = groups(Locale::default(), &demands);
        let told: Vec<Vec<(&str, &str, i32)>> = groups
            .iter()
            .map(|group| {
                let stretches = group.stretches.iter();
                stretches.map(|it| (&*it.length, &*it.amount, it.window.to_ms)).collect()
            })
            .collect();
        let one = ("1\u{a0}min", "182\u{a0}m/min", 120_000);
        let five = ("5\u{a0}min", "140\u{a0}m/min", 360_000);
        assert_eq!(told, [vec![one, five], vec![("5\u{a0}min", "87\u{a0}m", 360_000)]]);
        assert_eq!(super::groups(Locale::default(), &Demands::default()), []);
    }
}

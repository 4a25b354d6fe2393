//! Time in heart-rate zones and distance in speed zones, as stacked bars.

use leptos::prelude::*;

use crate::{
    format,
    model::Figures,
    preferences::{Locale, locale},
};

/// What the zones are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ZoneKind {
    /// Time by heart rate.
    HeartRate,
    /// Distance by speed.
    Speed,
}

impl ZoneKind {
    /// What the zones divide, as a heading.
    pub(crate) fn title(self, locale: Locale) -> &'static str {
        let texts = &locale.texts().figures;
        match self {
            Self::HeartRate => texts.heart_rate_zones,
            Self::Speed => texts.speed_zones,
        }
    }

    /// The id of that heading.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::HeartRate => "heart-rate-zones",
            Self::Speed => "speed-zones",
        }
    }

    /// What can be kept of them.
    pub(crate) const fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::HeartRate => &[
                ("heart-rate-zones.csv", ""),
                ("heart-rate-zones.svg", ""),
                ("heart-rate-zones.png", ""),
            ],
            Self::Speed => {
                &[("speed-zones.csv", ""), ("speed-zones.svg", ""), ("speed-zones.png", "")]
            }
        }
    }

    /// What their amounts are.
    pub(crate) fn amount(self, locale: Locale) -> &'static str {
        let texts = &locale.texts().figures;
        match self {
            Self::HeartRate => texts.time,
            Self::Speed => texts.distance,
        }
    }

    /// The unit of the limits.
    pub(crate) fn limit_unit(self, locale: Locale) -> &'static str {
        match self {
            Self::HeartRate => locale.texts().kinds.bpm,
            Self::Speed => locale.speed_unit.symbol(),
        }
    }

    /// An amount with its unit: `12:05`, `1 204 m`.
    pub(crate) fn write(self, locale: Locale, amount: f64) -> String {
        match self {
            Self::HeartRate => format::duration(amount.max(0.0).round() as u32),
            Self::Speed => format!("{}\u{a0}m", format::number(locale, amount, 0)),
        }
    }

    /// The zones of these figures, lowest first.
    pub(crate) fn of(self, figures: &Figures) -> Vec<Zone> {
        match self {
            Self::HeartRate => figures
                .heart_rate_zones
                .iter()
                .map(|zone| Zone {
                    index: zone.index,
                    lower: zone.lower_bpm,
                    upper: zone.upper_bpm,
                    amount: f64::from(zone.in_zone_ms),
                })
                .collect(),
            Self::Speed => figures
                .speed_zones
                .iter()
                .map(|zone| Zone {
                    index: zone.index,
                    lower: zone.lower_kmh,
                    upper: zone.upper_kmh,
                    amount: zone.in_zone_m,
                })
                .collect(),
        }
    }

    /// The limits of a zone. The topmost has no upper one worth telling: Polar sends a figure that nobody reaches.
    pub(crate) fn limits(self, locale: Locale, zone: &Zone, topmost: bool) -> Option<String> {
        let write = |limit| match self {
            Self::HeartRate => format::number(locale, limit, 0),
            Self::Speed => format::speed(locale, limit),
        };
        format::band(locale, zone.lower, zone.upper.filter(|_| !topmost), write)
    }
}

/// What fell into one zone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Zone {
    /// 1 for the lowest.
    pub(crate) index: u8,
    /// Lower limit, in bpm or km/h.
    pub(crate) lower: Option<f64>,
    /// Upper limit, in bpm or km/h.
    pub(crate) upper: Option<f64>,
    /// The time inside, in ms, or the distance, in m.
    pub(crate) amount: f64,
}

impl Zone {
    /// The zone with nothing in it.
    pub(crate) fn emptied(self) -> Self {
        Self { amount: 0.0, ..self }
    }
}

/// The sum of what fell into the zones.
pub(crate) fn total(zones: &[Zone]) -> f64 {
    zones.iter().map(|zone| zone.amount).sum()
}

/// The class that gives a zone its colour; what lies above the fifth shares the fifth's.
pub(crate) fn class(index: u8) -> &'static str {
    match index {
        0 | 1 => "zone-1",
        2 => "zone-2",
        3 => "zone-3",
        4 => "zone-4",
        _ => "zone-5",
    }
}

/// A stacked bar. Its full width stands for `longest`, so that bars below each other can be compared.
#[component]
pub(crate) fn ZoneBar(kind: ZoneKind, zones: Vec<Zone>, longest: f64) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().figures;
    let exact = zones
        .iter()
        .map(|zone| (texts.zone_in_list)(zone.index, &kind.write(locale, zone.amount)))
        .collect::<Vec<_>>()
        .join(", ");
    let segments = segments(&zones, longest)
        .into_iter()
        .map(|segment| {
            let x = format::svg_share(segment.from);
            let name = (texts.numbered_zone)(segment.index);
            let title = format!("{name}: {}", kind.write(locale, segment.amount));
            view! {
                <svg x=x width=format::svg_share(segment.width) height="100%">
                    <title>{title}</title>
                    <rect class=format!("zone-bar__segment {}", class(segment.index)) width="100%" height="100%"/>
                    {segment.labelled.then(|| view! {
                        <text class=format!("zone-bar__index {}-ink", class(segment.index)) x="50%" y="50%">
                            {segment.index}
                        </text>
                    })}
                </svg>
            }
        })
        .collect_view();
    view! {
        <svg class="zone-bar" width="100%" height="20" role="img" aria-label=exact>
            <rect class="zone-bar__track" width="100%" height="100%"/>
            {segments}
        </svg>
    }
}

/// What the colours stand for; with the limits where they are the same for everybody.
#[component]
pub(crate) fn ZoneLegend(
    kind: ZoneKind,
    /// The zones of everybody who is shown.
    everybody: Vec<Vec<Zone>>,
) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().figures;
    let common = common_limits(&everybody);
    let limits_differ = common.is_none();
    let indices: Vec<u8> = everybody
        .iter()
        .max_by_key(|zones| zones.len())
        .map(|zones| zones.iter().map(|zone| zone.index).collect())
        .unwrap_or_default();
    let items = indices
        .iter()
        .enumerate()
        .map(|(i, index)| {
            let limits = common.and_then(|zones| kind.limits(locale, zones.get(i)?, i + 1 == indices.len()));
            view! {
                <li>
                    <svg class="legend__swatch" width="20" height="16" aria-hidden="true">
                        <rect class=class(*index) width="100%" height="100%" rx="3"/>
                        <text class=format!("zone-bar__index {}-ink", class(*index)) x="50%" y="50%">{*index}</text>
                    </svg>
                    {match limits {
                        Some(limits) => format!("{limits}\u{a0}{}", kind.limit_unit(locale)),
                        None => (texts.numbered_zone)(*index),
                    }}
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="legend">
            {items}
            {limits_differ.then(|| view! { <li class="legend__note">{texts.limits_differ}</li> })}
        </ul>
    }
}

/// One segment of a bar, in shares of its width.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Segment {
    index: u8,
    from: f64,
    width: f64,
    amount: f64,
    /// Whether it is wide enough for its index.
    labelled: bool,
}

/// The narrowest segment that carries its index: about 15 px of the narrowest bar, which a phone shows.
const LABELLED_FROM: f64 = 0.07;

fn segments(zones: &[Zone], longest: f64) -> Vec<Segment> {
    if longest <= 0.0 {
        return Vec::new();
    }
    let mut from = 0.0;
    zones
        .iter()
        .filter(|zone| zone.amount > 0.0)
        .map(|zone| {
            let width = zone.amount / longest;
            let segment = Segment {
                index: zone.index,
                from,
                width,
                amount: zone.amount,
                labelled: width >= LABELLED_FROM,
            };
            from += width;
            segment
        })
        .collect()
}

/// The zones whose limits hold for everybody; `None` when they differ, or when nobody has limits.
pub(super) fn common_limits(everybody: &[Vec<Zone>]) -> Option<&Vec<Zone>> {
    let limits = |zones: &[Zone]| {
        zones.iter().map(|zone| (zone.index, zone.lower, zone.upper)).collect::<Vec<_>>()
    };
    let mut all = everybody.iter().filter(|zones| !zones.is_empty());
    let first = all.next()?;
    let known = first.iter().any(|zone| zone.lower.is_some() || zone.upper.is_some());
    (known && all.all(|zones| limits(zones) == limits(first))).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preferences::{Language, SpeedUnit};

    const EN: Locale =
        Locale { language: Language::English, speed_unit: SpeedUnit::KilometresPerHour };

    #[test]
    fn limits_of_speeds_are_in_the_persons_unit() {
        let locale = Locale { language: Language::German, speed_unit: SpeedUnit::MetresPerSecond };
        let zone = Zone { index: 4, lower: Some(19.8), upper: Some(25.2), amount: 1.0 };
        assert_eq!(ZoneKind::Speed.limits(locale, &zone, false).as_deref(), Some("5,50–7,00"));
        assert_eq!(ZoneKind::Speed.limits(locale, &zone, true).as_deref(), Some("ab 5,50"));
        assert_eq!(ZoneKind::HeartRate.limits(locale, &zone, false).as_deref(), Some("20–25"));
    }

    fn zone(index: u8, lower: f64, amount: f64) -> Zone {
        Zone { index, lower: Some(lower), upper: Some(lower + 10.0), amount }
    }

    #[test]
    fn segments_follow_each_other_and_fill_their_share() {
        let zones =
            [zone(1, 0.0, 25.0), zone(2, 10.0, 0.0), zone(3, 20.0, 12.5), zone(4, 30.0, 6.25)];
        let segments = segments(&zones, 100.0);
        let places: Vec<_> =
            segments.iter().map(|s| (s.index, s.from, s.width, s.labelled)).collect();
        assert_eq!(
            places,
            [(1, 0.0, 0.25, true), (3, 0.25, 0.125, true), (4, 0.375, 0.0625, false)]
        );
    }

    #[test]
    fn nothing_has_no_segments() {
        assert_eq!(segments(&[zone(1, 0.0, 0.0)], 0.0), []);
        assert_eq!(segments(&[], 10.0), []);
    }

    #[test]
    fn limits_are_told_only_when_they_hold_for_everybody() {
        let own = vec![zone(1, 100.0, 5.0), zone(2, 120.0, 7.0)];
        let same = vec![zone(1, 100.0, 1.0), zone(2, 120.0, 2.0)];
        let other = vec![zone(1, 95.0, 1.0), zone(2, 115.0, 2.0)];
        assert_eq!(common_limits(&[own.clone(), Vec::new(), same]), Some(&own));
        assert_eq!(common_limits(&[own, other]), None);
        assert_eq!(common_limits(&[]), None);
    }

    #[test]
    fn the_topmost_zone_is_open() {
        let top = Zone { index: 5, lower: Some(25.2), upper: Some(399.0), amount: 1.0 };
        assert_eq!(ZoneKind::Speed.limits(EN, &top, true).as_deref(), Some("from 25.2"));
        assert_eq!(ZoneKind::Speed.limits(EN, &top, false).as_deref(), Some("25.2–399.0"));
        assert_eq!(
            ZoneKind::HeartRate.limits(EN, &zone(2, 120.0, 1.0), false).as_deref(),
            Some("120–130")
        );
    }

    #[test]
    fn amounts_carry_their_unit() {
        assert_eq!(ZoneKind::HeartRate.write(EN, 725_000.0), "12:05");
        assert_eq!(ZoneKind::Speed.write(EN, 1_204.4), "1\u{202f}204\u{a0}m");
    }
}

//! How the load of the last weeks is spread.

use leptos::prelude::*;

use crate::{
    format,
    model::{Monotony, TrainingLoad},
    preferences::{Locale, locale, texts},
    texts::Texts,
};

/// Acute and chronic load, monotony and strain, each with its definition.
#[component]
pub(in crate::pages) fn LoadTiles(load: TrainingLoad) -> impl IntoView {
    let locale = locale();
    let texts = &texts().season.load;
    let tiles = values(locale, &load)
        .into_iter()
        .map(|(label, value, means)| {
            view! {
                <div class="tile hue-none">
                    <dt class="tile__label">{label}</dt>
                    <dd class=if value.is_number { "tile__value" } else { "tile__none" }>{value.text}</dd>
                    <dd class="tile__below">{means}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="section" aria-labelledby="load">
            <h2 id="load">
                {texts.title}" "
                <span class="section__part">{(texts.until)(&format::day(locale, load.until))}</span>
            </h2>
            <dl class="tiles tiles--load">{tiles}</dl>
            <p class="footnote"><strong>{texts.describes}" "</strong>{texts.days}</p>
        </section>
    }
}

/// What stands in a tile: a number, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Value {
    text: String,
    is_number: bool,
}

impl Value {
    fn number(locale: Locale, number: f64, decimals: usize) -> Self {
        Self { text: format::number(locale, number, decimals), is_number: true }
    }

    fn none(why: &str) -> Self {
        Self { text: why.to_owned(), is_number: false }
    }
}

/// Each value with its name and what it means.
fn values(locale: Locale, load: &TrainingLoad) -> [(&'static str, Value, &'static str); 5] {
    let Texts { season, .. } = locale.texts();
    let texts = &season.load;
    let known = |number: Option<f64>, decimals| match number {
        Some(number) => Value::number(locale, number, decimals),
        None => Value::none(texts.too_little),
    };
    let ratio = match (load.chronic, load.ratio) {
        (Some(_), None) => Value::none(texts.no_ratio),
        (_, ratio) => known(ratio, 2),
    };
    let monotony = match load.monotony {
        Monotony::NotKnown => Value::none(texts.too_little),
        Monotony::NoVariation => Value::none(texts.no_variation),
        Monotony::Of(monotony) => Value::number(locale, monotony, 2),
    };
    let strain = match (load.monotony, load.strain) {
        (Monotony::NoVariation, None) => Value::none(texts.no_variation),
        (_, strain) => known(strain, 0),
    };
    [
        (texts.acute, known(load.acute, 0), texts.acute_means),
        (texts.chronic, known(load.chronic, 0), texts.chronic_means),
        (texts.ratio, ratio, texts.ratio_means),
        (texts.monotony, monotony, texts.monotony_means),
        (texts.strain, strain, texts.strain_means),
    ]
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn written(load: &TrainingLoad) -> [String; 5] {
        values(Locale::default(), load).map(|(_, value, _)| value.text)
    }

    #[test]
    fn what_there_is_not_says_why() {
        let full = TrainingLoad {
            until: NaiveDate::MAX,
            acute: Some(64.3),
            chronic: Some(51.0),
            ratio: Some(1.2608),
            monotony: Monotony::Of(1.4),
            strain: Some(1_234.4),
        };
        assert_eq!(written(&full), ["64", "51", "1.26", "1.40", "1\u{202f}234"]);
        let rest = TrainingLoad {
            acute: Some(0.0),
            chronic: Some(0.0),
            ratio: None,
            monotony: Monotony::NoVariation,
            strain: None,
            ..full
        };
        assert_eq!(written(&rest), ["0", "0", "no load", "no variation", "no variation"]);
        let young = TrainingLoad {
            acute: None,
            chronic: None,
            ratio: None,
            monotony: Monotony::NotKnown,
            strain: None,
            ..full
        };
        assert_eq!(written(&young), ["not enough data"; 5]);
    }
}

//! What a person prefers: the language, the unit of speeds, the theme, and what the squad table
//! and the chart of a recording show.
//!
//! The server reads them from the request and writes them into the document; the browser reads them from there, so
//! both render the same. They do not change while a page is open: choosing others is a form and a new page. Only
//! lanes also change at once, and then the document does, too.

mod columns;
mod comparison;
mod lanes;
mod language;
mod speed_unit;
mod theme;

use leptos::prelude::{provide_context, use_context};

pub(crate) use self::lanes::Way;
pub use self::{
    columns::Columns,
    comparison::Comparison,
    lanes::{Lanes, NoLanes},
    language::Language,
    speed_unit::SpeedUnit,
    theme::Theme,
};
use crate::texts::Texts;

/// What a person prefers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// In which language and in which units pages are written.
    pub locale: Locale,
    /// In which colours.
    pub theme: Theme,
    /// Which figures the squad table shows.
    pub columns: Columns,
    /// What it compares them with.
    pub comparison: Comparison,
    /// What the chart of a recording shows.
    pub lanes: Lanes,
}

/// How a person reads: in which language, and speeds in which unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Locale {
    /// The language.
    pub language: Language,
    /// The unit of speeds.
    pub speed_unit: SpeedUnit,
}

impl Locale {
    /// Everything that pages say.
    pub(crate) fn texts(self) -> &'static Texts {
        self.language.texts()
    }
}

impl Preferences {
    /// The cookie that keeps them.
    pub const COOKIE: &str = "touchline_preferences";

    /// From the text of the cookie, in which each part tells by itself what it is: what is not understood counts as not
    /// chosen. Without a choice the language is the one that the browser asks for.
    pub fn parse(cookie: &str, accept_language: &str) -> Self {
        let parts = || cookie.split(BETWEEN_PARTS);
        Self {
            locale: Locale {
                language: parts()
                    .find_map(Language::from_key)
                    .unwrap_or_else(|| Language::negotiate(accept_language)),
                speed_unit: parts().find_map(SpeedUnit::from_key).unwrap_or_default(),
            },
            theme: parts().find_map(Theme::from_key).unwrap_or_default(),
            columns: parts().find_map(Columns::from_key).unwrap_or_default(),
            comparison: parts().find_map(Comparison::from_key).unwrap_or_default(),
            lanes: parts().find_map(Lanes::from_key).unwrap_or_default(),
        }
    }

    /// The text of the cookie.
    pub fn to_cookie(self) -> String {
        let Self { locale: Locale { language, speed_unit }, theme, columns, comparison, lanes } =
            self;
        let (columns, lanes) = (columns.key(), lanes.key());
        [language.key(), speed_unit.key(), theme.key(), &columns, comparison.key(), &lanes]
            .join(BETWEEN_PARTS)
    }

    /// The columns as the document names them.
    #[cfg(feature = "ssr")]
    pub(crate) fn columns_key(self) -> String {
        self.columns.key()
    }

    /// After a form with these fields: what it has no field for, or one that is not understood, stays as it is.
    #[must_use]
    pub fn changed_by(self, fields: &[(String, String)]) -> Self {
        fn chosen<T>(
            fields: &[(String, String)],
            name: &str,
            from_key: impl Fn(&str) -> Option<T>,
            now: T,
        ) -> T {
            let mut values = fields.iter().filter(|(field, _)| field == name);
            values.find_map(|(_, value)| from_key(value)).unwrap_or(now)
        }
        let columns = fields.iter().filter(|(field, _)| field == Columns::FIELD);
        Self {
            locale: Locale {
                language: chosen(fields, "language", Language::from_key, self.locale.language),
                speed_unit: chosen(
                    fields,
                    "speed_unit",
                    SpeedUnit::from_key,
                    self.locale.speed_unit,
                ),
            },
            theme: chosen(fields, "theme", Theme::from_key, self.theme),
            columns: Columns::from_form(columns.map(|(_, key)| key.as_str()))
                .unwrap_or(self.columns),
            comparison: chosen(fields, "comparison", Comparison::from_key, self.comparison),
            lanes: Lanes::from_form(fields).unwrap_or(self.lanes),
        }
    }

    /// Lets all components below have those of the page.
    pub(crate) fn provide() {
        provide_context(Self::of_page());
    }

    /// Those of the request that the server answers; the usual ones when there is none.
    #[cfg(feature = "ssr")]
    pub(crate) fn of_page() -> Self {
        use http::request::Parts;

        use_context::<Parts>().map_or_else(Self::default, |parts| Self::of_request(&parts.headers))
    }

    /// Those of whoever sends a request with these headers.
    #[cfg(feature = "ssr")]
    pub fn of_request(headers: &http::HeaderMap) -> Self {
        use http::header;

        let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let cookie = header(header::COOKIE).and_then(|cookies| {
            cookies
                .split(';')
                .find_map(|cookie| cookie.trim().strip_prefix(Self::COOKIE)?.strip_prefix('='))
        });
        Self::parse(cookie.unwrap_or_default(), header(header::ACCEPT_LANGUAGE).unwrap_or_default())
    }

    /// Those that the server wrote into the document.
    #[cfg(not(feature = "ssr"))]
    pub(crate) fn of_page() -> Self {
        let root = leptos::prelude::document().document_element();
        let attribute = |name| root.as_ref().and_then(|root| root.get_attribute(name));
        Self {
            locale: Locale {
                language: attribute("lang")
                    .and_then(|key| Language::from_key(&key))
                    .unwrap_or_default(),
                speed_unit: attribute("data-speed-unit")
                    .and_then(|key| SpeedUnit::from_key(&key))
                    .unwrap_or_default(),
            },
            theme: attribute("data-theme")
                .and_then(|key| Theme::from_key(&key))
                .unwrap_or_default(),
            columns: attribute("data-columns")
                .and_then(|key| Columns::from_key(&key))
                .unwrap_or_default(),
            comparison: attribute("data-comparison")
                .and_then(|key| Comparison::from_key(&key))
                .unwrap_or_default(),
            lanes: attribute(LANES_ATTRIBUTE)
                .and_then(|key| Lanes::from_key(&key))
                .unwrap_or_default(),
        }
    }
}

const BETWEEN_PARTS: &str = ".";
#[cfg(not(feature = "ssr"))]
const LANES_ATTRIBUTE: &str = "data-lanes";

/// Keeps lanes that were chosen while the page is open: in the document, where the next page of this visit finds them,
/// and on the server, in the background. When that cannot be reached, they are forgotten with the visit.
#[cfg(feature = "hydrate")]
pub(crate) fn keep_lanes(lanes: Lanes) {
    use gloo_net::http::Request;
    use web_sys::RequestRedirect;

    if let Some(root) = leptos::prelude::document().document_element()
        && root.set_attribute(LANES_ATTRIBUTE, &lanes.key()).is_err()
    {
        leptos::logging::error!("{LANES_ATTRIBUTE}");
    }
    // The answer leads to a page, which nobody needs.
    let request = Request::post(crate::address::PREFERENCES)
        .header("content-type", "application/x-www-form-urlencoded")
        .redirect(RequestRedirect::Manual)
        .body(lanes.fields());
    leptos::task::spawn_local(async move {
        let kept = async { request?.send().await }.await;
        if let Err(error) = kept {
            leptos::logging::warn!("{error}");
        }
    });
}

/// Only a browser has a page that stays open.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn keep_lanes(_: Lanes) {}

/// What the person who looks at the page prefers.
pub(crate) fn preferences() -> Preferences {
    use_context().unwrap_or_default()
}

/// How the person who looks at the page reads.
pub(crate) fn locale() -> Locale {
    preferences().locale
}

/// Everything that pages say, in the language of the person who looks at the page.
pub(crate) fn texts() -> &'static Texts {
    locale().texts()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Channel;

    #[test]
    fn the_cookie_comes_back_as_the_same_preferences() {
        for language in Language::ALL {
            for speed_unit in SpeedUnit::ALL {
                for theme in Theme::ALL {
                    for comparison in Comparison::ALL {
                        let locale = Locale { language, speed_unit };
                        let columns = Columns::from_form(["load"].into_iter()).unwrap();
                        let lanes = Lanes::of([Channel::Power, Channel::Speed]).unwrap();
                        let chosen = Preferences { locale, theme, columns, comparison, lanes };
                        assert_eq!(Preferences::parse(&chosen.to_cookie(), "fr"), chosen);
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_not_understood_counts_as_not_chosen() {
        let german = Preferences {
            locale: Locale { language: Language::German, speed_unit: SpeedUnit::default() },
            ..Preferences::default()
        };
        for cookie in ["", "xx", "..", "tlh.knots.plaid", "de", "de.knots", "\"de\""] {
            assert_eq!(Preferences::parse(cookie, "de"), german, "{cookie:?}");
        }
        let dark = Preferences::parse("knots.dark", "");
        assert_eq!(dark, Preferences { theme: Theme::Dark, ..Preferences::default() });
    }

    #[test]
    fn a_form_changes_what_it_has_fields_for() {
        let before = Preferences { theme: Theme::Dark, ..Preferences::default() };
        let form = |fields: &[(&str, &str)]| {
            let fields = fields.iter().map(|(name, value)| ((*name).into(), (*value).into()));
            before.changed_by(&fields.collect::<Vec<_>>())
        };
        let german = form(&[("language", "de"), ("speed_unit", "knots")]);
        assert_eq!(german.locale.language, Language::German);
        assert_eq!(Preferences { locale: Locale::default(), ..german }, before);
        let table = form(&[("column", "load"), ("column", "time"), ("comparison", "team")]);
        assert_eq!(table.columns, Columns::from_form(["load", "time"].into_iter()).unwrap());
        assert_eq!((table.comparison, table.theme), (Comparison::Team, Theme::Dark));
        assert_eq!(form(&[("column", "shoe-size")]), before);
        let chart = form(&[("lane", "power"), ("lane", "hr"), ("lane_up", "hr")]);
        let lanes = Lanes::of([Channel::HeartRate, Channel::Power]).unwrap();
        assert_eq!(chart, Preferences { lanes, ..before });
        assert_eq!(form(&[("lane", "lat"), ("lane_up", "hr")]), before);
    }

    #[test]
    fn the_cookie_needs_no_escapes() {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '.';
        assert!(Preferences::default().to_cookie().chars().all(plain));
    }
}

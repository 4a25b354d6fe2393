//! What a person prefers: the language, the unit of speeds and the theme.
//!
//! The server reads them from the request and writes them into the document; the browser reads them from there, so
//! both render the same. They do not change while a page is open: choosing others is a form and a new page.

mod language;
mod speed_unit;
mod theme;

use leptos::prelude::{provide_context, use_context};

pub use self::{language::Language, speed_unit::SpeedUnit, theme::Theme};
use crate::texts::Texts;

/// What a person prefers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// In which language and in which units pages are written.
    pub locale: Locale,
    /// In which colours.
    pub theme: Theme,
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
        }
    }

    /// The text of the cookie.
    pub fn to_cookie(self) -> String {
        let Self { locale: Locale { language, speed_unit }, theme } = self;
        [language.key(), speed_unit.key(), theme.key()].join(BETWEEN_PARTS)
    }

    /// Lets all components below have those of the page.
    pub(crate) fn provide() {
        provide_context(Self::of_page());
    }

    /// Those of the request that the server answers; the usual ones when there is none.
    #[cfg(feature = "ssr")]
    pub(crate) fn of_page() -> Self {
        use http::{header, request::Parts};

        let Some(parts) = use_context::<Parts>() else { return Self::default() };
        let header = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
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
        }
    }
}

const BETWEEN_PARTS: &str = ".";

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

    #[test]
    fn the_cookie_comes_back_as_the_same_preferences() {
        for language in Language::ALL {
            for speed_unit in SpeedUnit::ALL {
                for theme in Theme::ALL {
                    let chosen = Preferences { locale: Locale { language, speed_unit }, theme };
                    assert_eq!(Preferences::parse(&chosen.to_cookie(), "fr"), chosen);
                }
            }
        }
    }

    #[test]
    fn what_is_not_understood_counts_as_not_chosen() {
        let german = Preferences {
            locale: Locale { language: Language::German, speed_unit: SpeedUnit::default() },
            theme: Theme::default(),
        };
        for cookie in ["", "xx", "..", "tlh.knots.plaid", "de", "de.knots", "\"de\""] {
            assert_eq!(Preferences::parse(cookie, "de"), german, "{cookie:?}");
        }
        let dark = Preferences::parse("knots.dark", "");
        assert_eq!(dark, Preferences { theme: Theme::Dark, ..Preferences::default() });
    }

    #[test]
    fn the_cookie_needs_no_escapes() {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '.';
        assert!(Preferences::default().to_cookie().chars().all(plain));
    }
}

//! The languages that pages are written in.

use crate::texts::{self, Texts};

/// A language that pages are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its tag (BCP 47), which is also its name in forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The language of that tag.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.key() == key)
    }

    /// What its speakers call it.
    pub(crate) const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// Everything that pages say.
    pub(crate) const fn texts(self) -> &'static Texts {
        match self {
            Self::English => &texts::ENGLISH,
            Self::German => &texts::GERMAN,
        }
    }

    /// The language that a browser prefers by its `Accept-Language`; English when there is none of those.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut best = None;
        for wish in accept_language.split(',') {
            let Some((language, weight)) = wished(wish) else { continue };
            // Of equals the first counts.
            if weight > best.map_or(0.0, |(_, weight)| weight) {
                best = Some((language, weight));
            }
        }
        best.map(|(language, _)| language).unwrap_or_default()
    }
}

/// One wish, such as `de-CH;q=0.9`: the language without its region, if there is one, and its weight.
fn wished(wish: &str) -> Option<(Language, f32)> {
    let (tag, parameters) = wish.split_once(';').unwrap_or((wish, ""));
    let primary = tag.trim().split('-').next()?.to_ascii_lowercase();
    let weight = match parameters.trim().strip_prefix("q=") {
        Some(weight) => weight.trim().parse().ok()?,
        None => 1.0,
    };
    Some((Language::from_key(&primary)?, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_wish_is_granted_where_it_can_be() {
        for (accept_language, language) in [
            ("de", Language::German),
            ("de-CH,de;q=0.9,en;q=0.8", Language::German),
            ("en-GB,en;q=0.9,de;q=0.8", Language::English),
            ("en;q=0.5, de;q=0.7", Language::German),
            ("fr,nb;q=0.9,de;q=0.3", Language::German),
            ("DE-at", Language::German),
            ("de;q=0", Language::English),
            ("de;q=much, en;q=0.1", Language::English),
            ("en,de", Language::English),
            ("de,en", Language::German),
            ("den", Language::English),
            ("fr", Language::English),
            ("*", Language::English),
            (",;=,", Language::English),
            ("", Language::English),
        ] {
            assert_eq!(Language::negotiate(accept_language), language, "{accept_language:?}");
        }
    }

    #[test]
    fn every_language_comes_back_from_its_key() {
        for language in Language::ALL {
            assert_eq!(Language::from_key(language.key()), Some(language));
        }
    }
}

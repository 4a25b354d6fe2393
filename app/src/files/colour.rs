//! The colours of pictures: those of the light theme, whatever theme the page has. A picture goes onto paper and into
//! documents.

use std::{collections::HashMap, sync::LazyLock};

/// The light theme comes first in the style sheet; others begin with a rule of their own.
static LIGHT: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let tokens = include_str!("../../../style/tokens.css");
    let light = tokens.split_once('}').map_or(tokens, |(light, _)| light);
    let colour = |line: &'static str| {
        let (name, value) = line.trim().split_once(": ")?;
        let value = value.trim_end_matches(';');
        value.starts_with('#').then_some((name, value))
    };
    light.lines().filter_map(colour).collect()
});

/// The colour of a custom property in the light theme; black for one that has none.
pub(crate) fn light(property: &str) -> &'static str {
    LIGHT.get(property).copied().unwrap_or("#000000")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::ink::Ink;

    #[test]
    fn every_ink_has_its_light_colour() {
        for ink in Ink::ALL {
            let property = ink.css_property();
            assert!(LIGHT.contains_key(property), "{property}");
        }
        assert_eq!(light("--surface"), "#ffffff");
        assert_eq!(light("--no-such-colour"), "#000000");
    }
}

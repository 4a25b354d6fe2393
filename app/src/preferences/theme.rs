//! The themes; `style/tokens.css` says what each looks like.

/// In which colours pages are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Light or dark, as the device says.
    #[default]
    Device,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Black on white, with thicker lines.
    Sunlight,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Device, Self::Light, Self::Dark, Self::Sunlight];

    /// Its name in forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Sunlight => "sunlight",
        }
    }

    /// The theme of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.key() == key)
    }

    /// The value of `data-theme` in the document; none where the device decides.
    #[cfg(feature = "ssr")]
    pub(crate) fn attribute(self) -> Option<&'static str> {
        (self != Self::Device).then_some(self.key())
    }

    /// What the browser's own parts (scroll bars, fields) are drawn for.
    #[cfg(feature = "ssr")]
    pub(crate) const fn color_scheme(self) -> &'static str {
        match self {
            Self::Device => "light dark",
            Self::Light | Self::Sunlight => "light",
            Self::Dark => "dark",
        }
    }

    /// The colours of the browser's frame, each with when it holds.
    #[cfg(feature = "ssr")]
    pub(crate) const fn frame_colours(self) -> &'static [(&'static str, &'static str)] {
        const LIGHT: &str = "#f4f6f8";
        const DARK: &str = "#0d1014";
        match self {
            Self::Device => {
                &[(LIGHT, "(prefers-color-scheme: light)"), (DARK, "(prefers-color-scheme: dark)")]
            }
            Self::Light => &[(LIGHT, "all")],
            Self::Dark => &[(DARK, "all")],
            Self::Sunlight => &[("#ffffff", "all")],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_choice_is_in_the_document() {
        assert_eq!(Theme::default().attribute(), None);
        assert_eq!(Theme::Sunlight.attribute(), Some("sunlight"));
    }
}

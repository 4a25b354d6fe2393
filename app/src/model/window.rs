//! A part of a session.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The part `[from_ms, to_ms)` of a session, on the session clock. Never empty: `from_ms < to_ms`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Bounds")]
pub struct Window {
    /// First instant inside, in ms.
    pub from_ms: i32,
    /// First instant after it, in ms.
    pub to_ms: i32,
}

/// What a window is read from: whatever somebody asks for.
#[derive(Deserialize)]
struct Bounds {
    from_ms: i32,
    to_ms: i32,
}

/// Two instants with nothing between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("from_ms must be less than to_ms")]
pub struct EmptyWindow;

impl TryFrom<Bounds> for Window {
    type Error = EmptyWindow;

    fn try_from(Bounds { from_ms, to_ms }: Bounds) -> Result<Self, EmptyWindow> {
        Self::new(from_ms, to_ms).ok_or(EmptyWindow)
    }
}

impl Window {
    /// The window from `from_ms` to `to_ms`, or `None` when nothing would be inside.
    pub fn new(from_ms: i32, to_ms: i32) -> Option<Self> {
        (from_ms < to_ms).then_some(Self { from_ms, to_ms })
    }

    /// The window of the two query parameters of an address, when both are there and make sense.
    pub fn from_query(from_ms: Option<&str>, to_ms: Option<&str>) -> Option<Self> {
        Self::new(from_ms?.parse().ok()?, to_ms?.parse().ok()?)
    }

    /// How long it is, in ms.
    pub fn duration_ms(self) -> u32 {
        self.from_ms.abs_diff(self.to_ms)
    }

    /// Whether the instant lies inside.
    pub fn contains(self, at_ms: i32) -> bool {
        (self.from_ms..self.to_ms).contains(&at_ms)
    }

    /// So much later, in ms; `None` beyond the end of time.
    pub fn shifted(self, by_ms: i32) -> Option<Self> {
        Some(Self {
            from_ms: self.from_ms.checked_add(by_ms)?,
            to_ms: self.to_ms.checked_add(by_ms)?,
        })
    }

    /// The smallest window that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { from_ms: self.from_ms.min(other.from_ms), to_ms: self.to_ms.max(other.to_ms) }
    }

    /// The part that both windows share.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.from_ms.max(other.from_ms), self.to_ms.min(other.to_ms))
    }
}

/// As the query of an address: `from=0&to=5400000`.
impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "from={}&to={}", self.from_ms, self.to_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_is_empty_or_backwards_is_none() {
        assert_eq!(Window::new(5, 5), None);
        assert_eq!(Window::new(6, 5), None);
        assert_eq!(Window::from_query(Some("6"), Some("x")), None);
        assert_eq!(Window::from_query(Some("6"), None), None);
    }

    #[test]
    fn nobody_can_ask_for_an_empty_window() {
        let read = |json| serde_json::from_str::<Window>(json).ok();
        assert_eq!(read(r#"{"from_ms":5,"to_ms":8}"#), Window::new(5, 8));
        assert_eq!(read(r#"{"from_ms":5,"to_ms":5}"#), None);
        assert_eq!(read(r#"{"from_ms":8,"to_ms":5}"#), None);
    }

    #[test]
    fn windows_are_moved_and_joined() {
        let window = Window { from_ms: 5, to_ms: 8 };
        assert_eq!(window.shifted(-10), Window::new(-5, -2));
        assert_eq!(window.shifted(i32::MAX), None);
        assert_eq!(
            window.union(Window { from_ms: 20, to_ms: 30 }),
            Window { from_ms: 5, to_ms: 30 }
        );
    }

    #[test]
    fn the_query_form_comes_back_as_the_same_window() {
        let window = Window::new(-100, 5_400_000);
        assert_eq!(window.map(|w| w.to_string()).as_deref(), Some("from=-100&to=5400000"));
        assert_eq!(Window::from_query(Some("-100"), Some("5400000")), window);
    }
}

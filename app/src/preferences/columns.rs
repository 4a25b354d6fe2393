//! Which figures the squad table shows.

use crate::components::Figure;

/// Figures of the squad table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    /// A bit for each of [`Figure::ALL`], the first one lowest.
    bits: u32,
}

/// What most people look at first, and as much as fits on a tablet.
const USUAL: [Figure; 8] = [
    Figure::Time,
    Figure::Distance,
    Figure::Intensity,
    Figure::HighSpeed,
    Figure::TopSpeed,
    Figure::HeartRateAvg,
    Figure::HeartRateMax,
    Figure::Load,
];

impl Default for Columns {
    fn default() -> Self {
        Self::of(USUAL)
    }
}

impl Columns {
    /// The name of a figure in forms.
    pub const FIELD: &str = "column";
    /// In the cookie, what follows is columns.
    const MARK: &str = "columns";

    fn of(figures: impl IntoIterator<Item = Figure>) -> Self {
        let bits = figures.into_iter().filter_map(Self::bit).fold(0, |bits, bit| bits | bit);
        Self { bits }
    }

    fn bit(figure: Figure) -> Option<u32> {
        Figure::ALL.iter().position(|known| *known == figure).map(|place| 1 << place)
    }

    /// Those that a form names; `None` when it names none.
    pub(super) fn from_form<'a>(keys: impl Iterator<Item = &'a str>) -> Option<Self> {
        let figure_of = |key| Figure::ALL.into_iter().find(|figure| figure.key() == key);
        let columns = Self::of(keys.filter_map(figure_of));
        (columns.bits != 0).then_some(columns)
    }

    /// As a part of the cookie.
    pub(super) fn key(self) -> String {
        format!("{}{:x}", Self::MARK, self.bits)
    }

    /// The columns of a part of the cookie.
    pub(super) fn from_key(key: &str) -> Option<Self> {
        let bits = u32::from_str_radix(key.strip_prefix(Self::MARK)?, 16).ok()?;
        let columns = Self { bits: bits & ((1 << Figure::ALL.len()) - 1) };
        (columns.bits != 0).then_some(columns)
    }

    /// Whether a figure is among them.
    pub(crate) fn contains(self, figure: Figure) -> bool {
        Self::bit(figure).is_some_and(|bit| self.bits & bit != 0)
    }

    /// The figures, in the order of the table.
    pub(crate) fn figures(self) -> Vec<Figure> {
        Figure::ALL.into_iter().filter(|figure| self.contains(*figure)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_back_from_the_cookie_and_from_a_form() {
        let two = Columns::from_form(["distance", "trimp", "shoe-size"].into_iter()).unwrap();
        assert_eq!(two.figures(), [Figure::Distance, Figure::TrimpEdwards]);
        for columns in [two, Columns::default(), Columns::of(Figure::ALL)] {
            assert_eq!(Columns::from_key(&columns.key()), Some(columns));
        }
        assert_eq!(Columns::default().figures(), USUAL);
    }

    #[test]
    fn a_table_has_columns() {
        assert_eq!(Columns::from_form(["shoe-size"].into_iter()), None);
        for key in ["columns", "columns0", "columnsxyz", "columns80000000", "2ff"] {
            assert_eq!(Columns::from_key(key), None, "{key}");
        }
    }
}

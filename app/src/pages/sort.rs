//! The order of the squad table, which lives in the address and goes along to the pages of its players.

use std::cmp::Ordering;

use crate::{address::Order, components::Figure, model::SquadRow};

/// By what the squad is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The number on the shirt.
    Number,
    /// The name.
    Name,
    /// One of the figures.
    Figure(Figure),
}

impl Column {
    /// The figures that the table shows, in its order.
    pub(super) const FIGURES: [Figure; 15] = Figure::ALL;

    /// Its name in addresses.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Figure(figure) => figure.key(),
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        [Self::Number, Self::Name]
            .into_iter()
            .chain(Self::FIGURES.map(Self::Figure))
            .find(|column| column.key() == key)
    }

    /// Whether people want the largest first when they ask for this order.
    fn starts_descending(self) -> bool {
        matches!(self, Self::Figure(_))
    }
}

/// The order of the squad table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sort {
    /// By what.
    pub(super) column: Column,
    /// Whether the largest comes first.
    pub(super) descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { column: Column::Number, descending: false }
    }
}

impl Sort {
    /// The order of an address's query; by number when it names none.
    pub(super) fn from_query(column: Option<&str>, direction: Option<&str>) -> Self {
        column.and_then(Column::from_key).map_or_else(Self::default, |column| Self {
            column,
            descending: match direction {
                Some("asc") => false,
                Some("desc") => true,
                _ => column.starts_descending(),
            },
        })
    }

    /// The values of the query's `sort` and `dir`; `None` for the order that needs no mention.
    pub(super) fn query(self) -> Order {
        (self != Self::default())
            .then_some((self.column.key(), if self.descending { "desc" } else { "asc" }))
    }

    /// The order after a click on the column's head: the other direction of the same column, or the direction
    /// that people want first.
    pub(super) fn toggled(self, column: Column) -> Self {
        let descending =
            if self.column == column { !self.descending } else { column.starts_descending() };
        Self { column, descending }
    }

    /// The value of `aria-sort` in the column's head.
    pub(super) fn aria(self, column: Column) -> &'static str {
        match (self.column == column, self.descending) {
            (false, _) => "none",
            (true, true) => "descending",
            (true, false) => "ascending",
        }
    }

    /// Puts the rows in this order. Rows without the value come last either way, those without a recording at the
    /// very end; rows that are equal keep the order in which the server sent them.
    pub(super) fn apply(self, rows: &mut [SquadRow]) {
        let directed = |order: Ordering| if self.descending { order.reverse() } else { order };
        rows.sort_by(|a, b| {
            let by_recording = a.player_session_id.is_none().cmp(&b.player_session_id.is_none());
            by_recording.then_with(|| match self.column {
                Column::Number => {
                    missing_last(a.player.number, b.player.number, |a, b| directed(a.cmp(b)))
                }
                Column::Name => directed(letters(&a.player.name).cmp(letters(&b.player.name))),
                Column::Figure(figure) => {
                    let value = |row: &SquadRow| {
                        row.figures.as_ref().and_then(|figures| figure.of(figures))
                    };
                    missing_last(value(a), value(b), |a, b| directed(a.total_cmp(b)))
                }
            })
        });
    }
}

/// A name without the case of its letters. That of others than ASCII's stays, because browsers would have to load tables
/// for it.
fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().map(|letter| letter.to_ascii_lowercase())
}

fn missing_last<T>(a: Option<T>, b: Option<T>, compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => compare(&a, &b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Figures, PerFigure, PlayerName};

    fn row(name: &str, number: Option<i32>, distance_m: Option<f64>, recorded: bool) -> SquadRow {
        SquadRow {
            player: PlayerName { id: name.into(), number, name: name.to_owned(), role: None },
            player_session_id: recorded.then(|| name.into()),
            figures: recorded.then(|| Figures { distance_m, ..Figures::default() }),
            usual: PerFigure::default(),
            frame: None,
        }
    }

    fn names(sort: Sort) -> Vec<String> {
        let mut rows = vec![
            row("Bo", Some(7), Some(100.0), true),
            row("absent", Some(1), None, false),
            row("Åse", None, Some(300.0), true),
            row("Cy", Some(3), None, true),
            row("anna", Some(9), Some(200.0), true),
        ];
        sort.apply(&mut rows);
        rows.into_iter().map(|row| row.player.name).collect()
    }

    #[test]
    fn missing_values_come_last_in_both_directions() {
        let column = Column::Figure(Figure::Distance);
        assert_eq!(names(Sort { column, descending: true }), ["Åse", "anna", "Bo", "Cy", "absent"]);
        assert_eq!(
            names(Sort { column, descending: false }),
            ["Bo", "anna", "Åse", "Cy", "absent"]
        );
        assert_eq!(names(Sort::default()), ["Cy", "Bo", "anna", "Åse", "absent"]);
    }

    #[test]
    fn names_ignore_case() {
        assert_eq!(
            names(Sort { column: Column::Name, descending: false }),
            ["anna", "Bo", "Cy", "Åse", "absent"]
        );
    }

    #[test]
    fn the_query_comes_back_as_the_same_order() {
        for column in
            [Column::Number, Column::Name].into_iter().chain(Column::FIGURES.map(Column::Figure))
        {
            for descending in [true, false] {
                let sort = Sort { column, descending };
                let query = sort.query();
                assert_eq!(Sort::from_query(query.map(|q| q.0), query.map(|q| q.1)), sort);
            }
        }
        assert_eq!(Sort::from_query(Some("nonsense"), Some("desc")), Sort::default());
        assert_eq!(Sort::from_query(Some("distance"), None).query(), Some(("distance", "desc")));
    }

    #[test]
    fn a_second_click_turns_the_order_around() {
        let column = Column::Figure(Figure::Load);
        let once = Sort::default().toggled(column);
        assert_eq!(
            (once.descending, once.aria(column), once.aria(Column::Name)),
            (true, "descending", "none")
        );
        assert!(!once.toggled(column).descending);
        assert!(!once.toggled(Column::Name).descending);
    }
}

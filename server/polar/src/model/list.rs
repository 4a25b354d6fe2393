//! A list that survives bad elements.

use std::fmt;
use std::ops::Deref;
use std::{slice, vec};

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, SeqAccess, Visitor};

use super::document::Document;

/// The most elements that a list may have. Pages have a hundred.
const MAX_ELEMENTS: usize = 100_000;

/// What could be read of a list: the good elements in order, and how many bad ones were left out.
#[derive(Clone, Debug, PartialEq)]
pub struct List<T> {
    /// The elements that could be read.
    pub items: Vec<T>,
    /// How many could not.
    pub skipped: usize,
}

impl<T> List<T> {
    /// How many elements were sent, good and bad.
    pub fn sent(&self) -> usize {
        self.items.len() + self.skipped
    }

    /// Appends the next part of the same list.
    pub(crate) fn append(&mut self, next: Self) {
        self.items.extend(next.items);
        self.skipped += next.skipped;
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { items: Vec::new(), skipped: 0 }
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

/// Takes an array, and `null` for an empty one. Each element is read whole before it is looked at, so that a bad one
/// leaves the parser where the next one starts; keep long lists of numbers out of this type. A list or an element
/// that is larger than anything the service has is an error.
impl<'de, T: DeserializeOwned> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Elements<T>(List<T>);

        impl<'de, T: DeserializeOwned> Visitor<'de> for Elements<T> {
            type Value = List<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_unit<E>(self) -> Result<List<T>, E> {
                Ok(self.0)
            }

            fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<List<T>, A::Error> {
                while let Some(Document(element)) = seq.next_element()? {
                    if self.0.sent() == MAX_ELEMENTS {
                        return Err(A::Error::custom("a list without end"));
                    }
                    match T::deserialize(element) {
                        Ok(item) => self.0.items.push(item),
                        Err(_) => self.0.skipped += 1,
                    }
                }
                Ok(self.0)
            }
        }

        deserializer.deserialize_any(Elements(Self::default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_elements_are_left_out_and_counted() {
        let list: List<u8> =
            serde_json::from_str(r#"[1, "x", 2, null, {"a": [1]}, 300, 3]"#).unwrap();
        assert_eq!(list.items, [1, 2, 3]);
        assert_eq!((list.skipped, list.sent()), (4, 7));
    }

    #[test]
    fn null_is_empty_and_no_list_is_an_error() {
        assert_eq!(serde_json::from_str::<List<u8>>("null").unwrap(), List::default());
        assert!(serde_json::from_str::<List<u8>>(r#"{"a": 1}"#).is_err());
        assert!(serde_json::from_str::<List<u8>>("[1, 2").is_err());
    }

    #[test]
    fn a_list_has_an_end() {
        let json = |count| format!("[{}]", vec!["{}"; count].join(","));
        assert_eq!(
            serde_json::from_str::<List<u8>>(&json(MAX_ELEMENTS)).unwrap().skipped,
            MAX_ELEMENTS
        );
        assert!(serde_json::from_str::<List<u8>>(&json(MAX_ELEMENTS + 1)).is_err());
    }
}

//! Form-encoded parameters, each at most once (RFC 6749, 3.1 and 3.2).

use std::collections::HashMap;

use url::form_urlencoded;

/// Parameters by name. One without a value counts as not sent, as RFC 6749 asks.
#[derive(Debug, Default)]
pub(super) struct Params {
    values: HashMap<String, String>,
    repeated: Vec<String>,
}

impl Params {
    pub(super) fn parse(encoded: &[u8]) -> Self {
        let mut params = Self::default();
        for (name, value) in form_urlencoded::parse(encoded) {
            if value.is_empty() {
                continue;
            }
            if params.values.insert(name.to_string(), value.into_owned()).is_some() {
                params.repeated.push(name.into_owned());
            }
        }
        params
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// Whether any parameter came twice.
    pub(super) fn has_repeated(&self) -> bool {
        !self.repeated.is_empty()
    }

    /// Whether this parameter came twice.
    pub(super) fn is_repeated(&self, name: &str) -> bool {
        self.repeated.iter().any(|repeated| repeated == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_and_notices_repetition() {
        let params = Params::parse(b"a=1&b=x%20y+z&a=2&empty=&flag");
        assert_eq!(params.get("b"), Some("x y z"));
        assert_eq!(params.get("empty"), None);
        assert_eq!(params.get("flag"), None);
        assert!(params.has_repeated() && params.is_repeated("a") && !params.is_repeated("b"));
    }
}

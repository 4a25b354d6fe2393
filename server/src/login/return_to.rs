//! Where to go after signing in.

/// Where a coach goes who asked for nothing in particular.
const DEFAULT: &str = "/teams";

/// The page to return to: a path of our own, or the teams.
///
/// Anything that a browser could take for another host (`//host`, `/\host`, control characters that it drops)
/// is not our own.
pub(super) fn own_path(wanted: Option<&str>) -> &str {
    wanted.filter(|path| is_own_path(path)).unwrap_or(DEFAULT)
}

fn is_own_path(path: &str) -> bool {
    let mut chars = path.chars();
    chars.next() == Some('/')
        && !matches!(chars.next(), Some('/' | '\\'))
        && path.chars().all(|c| c.is_ascii_graphic() && c != '\\')
        && path.len() <= 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_paths_are_kept() {
        for path in [
            "/",
            "/teams/abc",
            "/sessions/a/players/b?from=1&to=2#top",
            "/teams?type=STRENGTH%20AND",
        ] {
            assert_eq!(own_path(Some(path)), path);
        }
    }

    #[test]
    fn everything_else_becomes_the_teams() {
        for path in [
            "",
            "teams",
            "//evil.example",
            "/\\evil.example",
            "/a\\b",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/teams\r\nSet-Cookie: a=b",
            "/ä",
        ] {
            assert_eq!(own_path(Some(path)), DEFAULT, "{path:?}");
        }
        assert_eq!(own_path(None), DEFAULT);
        assert_eq!(own_path(Some(&format!("/{}", "a".repeat(1000)))), DEFAULT);
    }
}

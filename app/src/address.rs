//! The addresses of pages: how they are written, so that no page writes one by hand.

use crate::model::{
    PlayerFilter, PlayerId, PlayerSessionId, Range, SessionFilter, SideBySide, TeamId,
    TrainingSessionId, Window,
};

/// The list of teams.
pub const TEAMS: &str = "/teams";

/// The page that says how much of what Polar has is here.
pub(crate) const SYNC: &str = "/sync";

/// The page that says what Touchline is and offers to sign in.
pub const HOME: &str = "/";

/// The passes that a coach has handed out. A form that is sent there makes a new one.
pub const PASSES: &str = "/passes";

/// The browsers in which coaches are signed in.
pub(crate) const BROWSERS: &str = "/browsers";

/// A page of the audit log; 0 has the newest entries.
pub(crate) fn audit(page: u32) -> String {
    Address::new("/audit".to_owned()).with("page", (page > 0).then(|| page.to_string())).0
}

/// Where a pass is opened: the ticket stands behind a `#`, and goes into a form.
pub const PASS: &str = "/pass";

/// The passes, with a new one for this team.
pub(crate) fn passes_for(team: &TeamId) -> String {
    Address::new(PASSES.to_owned()).with("team", Some(team.0.clone())).0
}

/// Takes what a person prefers, and leads back to the page.
pub const PREFERENCES: &str = "/preferences";

/// A team, with the sessions that pass the filter.
pub(crate) fn team(id: &TeamId, filter: &SessionFilter) -> String {
    Address::new(format!("/teams/{}", encode(id.as_str())))
        .with("type", filter.session_type.as_ref().map(|kind| kind.name().to_owned()))
        .with("since", filter.since.map(|day| day.to_string()))
        .with("until", filter.until.map(|day| day.to_string()))
        .with("q", filter.text.clone())
        .with("page", (filter.page > 0).then(|| filter.page.to_string()))
        .with("week", filter.week.map(|week| week.to_string()))
        .0
}

/// A player over time, with the sessions that pass the filter.
pub(crate) fn player(team: &TeamId, player: &PlayerId, filter: &PlayerFilter) -> String {
    let path = format!("/teams/{}/players/{}", encode(team.as_str()), encode(player.as_str()));
    Address::new(path)
        .with("type", filter.session_type.as_ref().map(|kind| kind.name().to_owned()))
        .with("range", (filter.range != Range::default()).then(|| filter.range.key().to_owned()))
        .with("page", (filter.page > 0).then(|| filter.page.to_string()))
        .0
}

/// Everything that is held about a player, as a file.
pub(crate) fn export(team: &TeamId, player_id: &PlayerId) -> String {
    file(&player(team, player_id, &PlayerFilter::default()), "export.zip")
}

/// Asks whether everything about a player is to be deleted, and takes the answer. A plain server route: links to it need
/// `rel="external"`.
pub(crate) fn deletion(team: &TeamId, player_id: &PlayerId) -> String {
    file(&player(team, player_id, &PlayerFilter::default()), "delete")
}

/// The team, which says that everything about one of its players was deleted.
pub fn after_deletion(id: &TeamId) -> String {
    Address(team(id, &SessionFilter::default())).with(DELETED, Some("yes".to_owned())).0
}

/// What the team's query says then.
pub(crate) const DELETED: &str = "deleted";

/// The order of the squad as the query names it: sort key and direction; `None` for the usual one.
pub(crate) type Order = Option<(&'static str, &'static str)>;

/// A session: the whole, or a window of it.
pub(crate) fn session(id: &TrainingSessionId, window: Option<Window>, order: Order) -> String {
    Address::new(format!("/sessions/{}", encode(id.as_str())))
        .with_window(window)
        .with_order(order)
        .0
}

/// A player in a session: the whole, or a window of it. The order is that of the squad, to come back to.
pub(crate) fn player_session(
    session: &TrainingSessionId,
    player_session: &PlayerSessionId,
    window: Option<Window>,
    order: Order,
) -> String {
    let path = format!(
        "/sessions/{}/players/{}",
        encode(session.as_str()),
        encode(player_session.as_str())
    );
    Address::new(path).with_window(window).with_order(order).0
}

/// A file of a page: below the page, with its query.
pub(crate) fn file(page: &str, name: &str) -> String {
    let (path, query) =
        page.split_once('?').map_or((page, None), |(path, query)| (path, Some(query)));
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}/{name}{query}", path.trim_end_matches('/'))
}

/// Where forms send the recordings that are to be put side by side, each as a field `of`.
pub(crate) const COMPARE: &str = "/compare";

/// Recordings side by side, aligned at a phase or at the start of their sessions: the whole, or a window of it.
pub(crate) fn compare(chosen: &SideBySide, phase: Option<&str>, window: Option<Window>) -> String {
    chosen
        .ids()
        .iter()
        .fold(Address::new(COMPARE.to_owned()), |address, id| {
            address.with("of", Some(id.as_str().to_owned()))
        })
        .with("align", phase.map(str::to_owned))
        .with_window(window)
        .0
}

/// The sign-in with Polar that comes back to `return_to`. A plain server route: links to it need `rel="external"`.
pub(crate) fn login(return_to: &str) -> String {
    Address::new("/login".to_owned()).with("return_to", Some(return_to.to_owned())).0
}

/// Where to go after signing in: the page that was wanted, or the teams when that is none of this installation's own.
pub fn return_to(wanted: Option<&str>) -> &str {
    wanted.filter(|path| is_own(path)).unwrap_or(TEAMS)
}

/// Whether a browser that is sent to the path stays here. It takes `//host` and `/\host` for another site, and drops
/// control characters before it looks.
fn is_own(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'\\';
    path.strip_prefix('/').is_some_and(|inside| !inside.starts_with('/'))
        && path.bytes().all(plain)
        && path.len() <= LONGEST_RETURN
}

/// The longest path to come back to, in bytes; the pages' own are far shorter.
const LONGEST_RETURN: usize = 1000;

struct Address(String);

impl Address {
    fn new(path: String) -> Self {
        Self(path)
    }

    fn with(mut self, key: &str, value: Option<String>) -> Self {
        if let Some(value) = value {
            self.0.push(if self.0.contains('?') { '&' } else { '?' });
            self.0.push_str(key);
            self.0.push('=');
            self.0.push_str(&encode(&value));
        }
        self
    }

    fn with_window(self, window: Option<Window>) -> Self {
        self.with("from", window.map(|w| w.from_ms.to_string()))
            .with("to", window.map(|w| w.to_ms.to_string()))
    }

    fn with_order(self, order: Order) -> Self {
        self.with("sort", order.map(|(key, _)| key.to_owned()))
            .with("dir", order.map(|(_, direction)| direction.to_owned()))
    }
}

/// Percent-encodes everything but the unreserved characters of RFC 3986.
fn encode(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(char::from(HEX[usize::from(byte >> 4)]));
            encoded.push(char::from(HEX[usize::from(byte & 0x0f)]));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SessionType;

    #[test]
    fn ids_cannot_leave_their_segment() {
        assert_eq!(session(&"a/b?c#é".into(), None, None), "/sessions/a%2Fb%3Fc%23%C3%A9");
    }

    #[test]
    fn a_window_and_an_order_travel_in_the_query() {
        let window = Window::new(-100, 5000);
        assert_eq!(
            session(&"s".into(), window, Some(("distance", "desc"))),
            "/sessions/s?from=-100&to=5000&sort=distance&dir=desc"
        );
        assert_eq!(
            player_session(&"s".into(), &"p".into(), window, Some(("name", "asc"))),
            "/sessions/s/players/p?from=-100&to=5000&sort=name&dir=asc"
        );
        assert_eq!(player_session(&"s".into(), &"p".into(), None, None), "/sessions/s/players/p");
    }

    #[test]
    fn a_filter_writes_what_it_can_read() {
        let filter = SessionFilter {
            session_type: Some(SessionType::StrengthAndCondition),
            since: "2025-09-01".parse().ok(),
            until: None,
            text: Some("Ørn & co".to_owned()),
            page: 2,
            week: "2025-W37".parse().ok(),
        };
        assert_eq!(
            team(&"t".into(), &filter),
            "/teams/t?type=STRENGTH%20AND%20CONDITION&since=2025-09-01&q=%C3%98rn%20%26%20co&page=2&week=2025-W37"
        );
        assert_eq!(team(&"t".into(), &SessionFilter::default()), "/teams/t");
    }

    #[test]
    fn a_players_filter_writes_what_it_can_read() {
        let filter = PlayerFilter {
            session_type: Some(SessionType::Match),
            range: Range::TwelveWeeks,
            page: 1,
        };
        let written = player(&"t".into(), &"p/q".into(), &filter);
        assert_eq!(written, "/teams/t/players/p%2Fq?type=MATCH&range=12-weeks&page=1");
        let query = |key: &str| match key {
            "type" => Some("MATCH"),
            "range" => Some("12-weeks"),
            "page" => Some("1"),
            _ => None,
        };
        assert_eq!(PlayerFilter::from_query(query), filter);
        assert_eq!(
            player(&"t".into(), &"p".into(), &PlayerFilter::default()),
            "/teams/t/players/p"
        );
        let nonsense = PlayerFilter::from_query(|_| Some(""));
        assert_eq!(nonsense, PlayerFilter::default());
    }

    #[test]
    fn a_file_is_below_its_page_and_has_its_query() {
        assert_eq!(file("/sessions/s", "squad.csv"), "/sessions/s/squad.csv");
        assert_eq!(file("/teams/t/?page=1", "a.csv"), "/teams/t/a.csv?page=1");
    }

    #[test]
    fn recordings_side_by_side_are_named_as_a_form_names_them() {
        let chosen = SideBySide::new(["a".into(), "b,c".into()]).unwrap();
        assert_eq!(compare(&chosen, None, None), "/compare?of=a&of=b%2Cc");
        assert_eq!(
            compare(&chosen, Some("First half"), Window::new(-5, 90)),
            "/compare?of=a&of=b%2Cc&align=First%20half&from=-5&to=90"
        );
    }

    #[test]
    fn own_paths_are_returned_to() {
        for path in [
            "/",
            "/teams/abc",
            "/sessions/a/players/b?from=1&to=2#top",
            "/teams?type=STRENGTH%20AND",
        ] {
            assert_eq!(return_to(Some(path)), path);
        }
    }

    #[test]
    fn everything_else_becomes_the_teams() {
        let too_long = format!("/{}", "a".repeat(1000));
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
            &too_long,
        ] {
            assert_eq!(return_to(Some(path)), TEAMS, "{path:?}");
        }
        assert_eq!(return_to(None), TEAMS);
    }

    #[test]
    fn the_way_back_is_one_parameter() {
        assert_eq!(
            login("/sessions/s?from=1&to=2"),
            "/login?return_to=%2Fsessions%2Fs%3Ffrom%3D1%26to%3D2"
        );
    }
}

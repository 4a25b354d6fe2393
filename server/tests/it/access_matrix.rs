//! Every address that the router has, asked by everybody there is. An address without an expectation is a failure, so
//! that nobody adds one without saying who may see it.

use std::collections::BTreeSet;

use app::{
    error::AppError,
    model::{BrowsersPage, PassesPage},
    preferences::Lanes,
};
use reqwest::{Method, Response, header};
use server::web::Address;

use crate::{
    pitch::a_way,
    support::{Browser, Stage, ids_in_links, location, until},
};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Nobody,
    /// Signed in a week ago.
    Expired,
    /// The coach whose team it is.
    Coach,
    /// A coach of other teams.
    OtherCoach,
    /// Staff with a pass for the team.
    HealthPass,
    /// The same, but for movement only.
    MovementPass,
    /// Staff with a pass of the same coach for another team.
    OtherTeamsPass,
    /// A pass for the team that is over.
    ExpiredPass,
    RevokedPass,
}

use Who::{
    Coach, Expired, ExpiredPass, HealthPass, MovementPass, Nobody, OtherCoach, OtherTeamsPass,
    RevokedPass,
};

/// What an address answers to whom.
#[derive(Clone, Copy, Debug)]
enum Rule {
    /// The same to everybody, with this status.
    Everybody(u16),
    /// Something to whoever is let in.
    SignedIn,
    /// Something to whoever sees the team.
    OfTeam,
    /// A file to whoever sees the team, if there is something to put into it.
    File,
    /// The same, of what the heart tells.
    HealthFile,
    /// Something to coaches.
    Coaches,
    /// Something to coaches who see the team, with this status.
    CoachesOfTeam(u16),
}

impl Rule {
    /// What it answers to somebody, when the coach of the team gets an answer with the status `found`.
    fn status_for(self, who: Who, found: u16) -> u16 {
        const SIGN_IN: u16 = 401;
        const COACHES_ONLY: u16 = 403;
        const NOT_FOUND: u16 = 404;
        match (self, who) {
            (Self::Everybody(status), _) | (Self::CoachesOfTeam(status), Coach) => status,
            (_, Nobody | Expired | ExpiredPass | RevokedPass) => SIGN_IN,
            (Self::SignedIn, _)
            | (_, Coach)
            | (Self::Coaches, OtherCoach)
            | (Self::OfTeam | Self::File, HealthPass | MovementPass)
            | (Self::HealthFile, HealthPass) => found,
            (Self::OfTeam | Self::File | Self::HealthFile, OtherCoach | OtherTeamsPass)
            | (Self::CoachesOfTeam(_), OtherCoach)
            | (Self::HealthFile, MovementPass) => NOT_FOUND,
            (
                Self::Coaches | Self::CoachesOfTeam(_),
                HealthPass | MovementPass | OtherTeamsPass,
            ) => COACHES_ONLY,
        }
    }
}

/// What is asked for, of the coach's team.
struct Target {
    team: String,
    session: String,
    player: String,
    member: String,
    /// A pass that nobody has opened.
    pass: String,
    /// Another browser of the coach.
    browser: String,
}

/// How to ask for it.
enum Question {
    Get(String),
    Form(String, Vec<(&'static str, String)>),
    Json(String, serde_json::Value),
}

impl Target {
    /// Something of the coach's team, with everything in the store that the addresses answer with.
    async fn of(coach: &Browser) -> Self {
        let browsers = coach.get("/api/ui/browsers").await.json::<BrowsersPage>().await.unwrap();
        let other = browsers.browsers.into_iter().find(|browser| !browser.is_this).unwrap();
        let team = teams_of(coach).await.remove(0);
        // Only what has positions has a field to save.
        let (session, player, _) = a_way(coach).await;
        let (page, members) = (format!("/teams/{team}"), format!("/teams/{team}/players/"));
        let member =
            until(async || ids_in_links(&coach.page(&page).await, &members).into_iter().next())
                .await;
        make_pass(coach, &team, false).await;
        let passes = coach.get("/api/ui/passes").await.json::<PassesPage>().await.unwrap();
        let pass = passes.passes[0].id.to_string();
        Self { team, session, player, member, pass, browser: other.id.to_string() }
    }

    /// What is asked, and who gets it; `None` for an address that nobody has decided about.
    #[expect(clippy::match_same_arms, reason = "the addresses stand together by what they are")]
    fn question(&self, address: &Address) -> Option<(Rule, Question)> {
        use Rule::{Coaches, CoachesOfTeam, Everybody, File, HealthFile, OfTeam, SignedIn};
        let path = address
            .path
            .replace("{team_id}", &self.team)
            .replace("{training_session_id}", &self.session)
            .replace("{player_session_id}", &self.player)
            .replace("{player_id}", &self.member);
        let get = |query: &str| Question::Get(format!("{path}{query}"));
        let form = |fields: &[(&'static str, &str)]| {
            let fields = fields.iter().map(|(name, value)| (*name, (*value).to_owned()));
            Question::Form(path.clone(), fields.collect())
        };
        let Self { team, session, player, member, pass, browser } = self;
        let recording = format!("session_id={session}&player_session_id={player}");
        let window = "window[from_ms]=0&window[to_ms]=60000";
        let lanes = String::from(Lanes::default());
        // Only the page of recordings side by side names them in its query.
        let of = if path.starts_with("/compare") { format!("?of={player}") } else { String::new() };
        let file = |name: &str| path.rsplit('/').next() == Some(name);
        Some(match (address.method.as_str(), address.path.as_str()) {
            // Pages.
            ("GET", "/") => (Everybody(200), get("?problem=denied")),
            ("GET", "/offline" | "/pass") => (Everybody(200), get("")),
            ("GET", "/teams" | "/sync") => (SignedIn, get("")),
            ("GET", "/passes" | "/browsers" | "/audit") => (Coaches, get("")),
            (
                "GET",
                "/teams/{team_id}"
                | "/teams/{team_id}/players/{player_id}"
                | "/sessions/{training_session_id}"
                | "/sessions/{training_session_id}/players/{player_session_id}",
            ) => (OfTeam, get("")),
            ("GET", "/compare") => (OfTeam, get(&of)),
            ("GET", slashed) if slashed.len() > 1 && slashed.ends_with('/') => {
                (Everybody(308), get(""))
            }
            ("GET", "/{*rest}") => (Everybody(404), Question::Get("/no/such/page".to_owned())),

            // What pages ask for.
            ("GET", "/api/ui/viewer") => (Everybody(200), get("")),
            ("GET", "/api/ui/teams" | "/api/ui/sync_status") => (SignedIn, get("")),
            ("GET", "/api/ui/team") => (OfTeam, get(&format!("?team_id={team}&filter[page]=0"))),
            ("GET", "/api/ui/player") => {
                let player = format!("team_id={team}&player_id={member}");
                (OfTeam, get(&format!("?{player}&filter[range]=All&filter[page]=0")))
            }
            ("GET", "/api/ui/session") => (OfTeam, get(&format!("?session_id={session}"))),
            ("GET", "/api/ui/player-session") => {
                (OfTeam, get(&format!("?{recording}&lanes={lanes}")))
            }
            ("GET", "/api/ui/side-by-side") => {
                (OfTeam, get(&format!("?chosen[0]={player}&lanes={lanes}")))
            }
            ("GET", "/api/ui/figures-side-by-side") => {
                (OfTeam, get(&format!("?chosen[0]={player}&{window}")))
            }
            ("GET", "/api/ui/player-figures") => (OfTeam, get(&format!("?{recording}&{window}"))),
            ("GET", "/api/ui/track") => (OfTeam, get(&format!("?player_session_id={player}"))),
            ("GET", "/api/ui/passes" | "/api/ui/browsers") => (Coaches, get("")),
            ("GET", "/api/ui/audit") => (Coaches, get("?page=0")),
            ("POST", "/api/ui/pause_sync") => (Coaches, form(&[("paused", "false")])),
            ("POST", "/api/ui/retry_sync") => (Coaches, form(&[])),
            ("POST", "/api/ui/revoke_pass") => (CoachesOfTeam(200), form(&[("pass_id", pass)])),
            ("POST", "/api/ui/end_browser") => {
                (CoachesOfTeam(200), form(&[("browser_id", browser)]))
            }
            ("POST", END_OTHERS) => (Coaches, form(&[])),
            ("POST", "/api/ui/save_field") => {
                let body = serde_json::json!({ "player_session_id": player, "field": null });
                (CoachesOfTeam(200), Question::Json(path, body))
            }

            // What a player may ask for.
            ("GET", EXPORT) => (CoachesOfTeam(200), get("")),
            ("GET", DELETION) => (CoachesOfTeam(200), get("")),
            ("POST", DELETION) => (CoachesOfTeam(303), form(&[])),

            // Passes.
            ("POST", "/pass") => (Everybody(403), form(&[("ticket", "nonsense")])),
            ("POST", "/passes") => {
                (CoachesOfTeam(200), form(&[("label", "Physio"), ("team", team), ("days", "1")]))
            }

            // Data for scripts.
            ("GET", "/api/v1/openapi.json") => (Everybody(200), get("")),
            ("GET", "/api/v1/progress" | "/api/v1/progress/events") => (SignedIn, get("")),
            ("GET", "/api/v1/player-sessions/{player_session_id}/series") => (OfTeam, get("")),

            // Files.
            ("GET", _) if FILES.into_iter().any(file) => (File, get(&of)),
            ("GET", _) if HEALTH_FILES.into_iter().any(file) => (HealthFile, get(&of)),

            // Signing in and out, and what needs no sign-in.
            ("GET", "/login" | "/auth/callback") => (Everybody(303), get("")),
            ("POST", LOGOUT | "/preferences") => (Everybody(303), form(&[])),
            ("GET", "/healthz" | "/readyz") => (Everybody(200), get("")),
            ("GET", "/pkg/{*rest}") => (Everybody(404), Question::Get("/pkg/nothing".to_owned())),
            _ => return None,
        })
    }
}

const EXPORT: &str = "/teams/{team_id}/players/{player_id}/export.zip";
const DELETION: &str = "/teams/{team_id}/players/{player_id}/delete";
const LOGOUT: &str = "/logout";
const END_OTHERS: &str = "/api/ui/end_other_browsers";

/// What can be saved of a page. It is below the page, which is of a team.
const FILES: [&str; 22] = [
    "accelerations.csv",
    "calendar.png",
    "calendar.svg",
    "chart.png",
    "chart.svg",
    "figures.csv",
    "peaks.csv",
    "pitch-heat-map.png",
    "pitch-heat-map.svg",
    "pitch-trace.png",
    "pitch-trace.svg",
    "roster.csv",
    "samples.csv",
    "sessions.csv",
    "speed-zones.csv",
    "speed-zones.png",
    "speed-zones.svg",
    "squad-speed.png",
    "squad-speed.svg",
    "squad.csv",
    "trends.png",
    "trends.svg",
];

/// The same, with nothing in it but what the heart tells.
const HEALTH_FILES: [&str; 5] = [
    "heart-rate-zones.csv",
    "heart-rate-zones.png",
    "heart-rate-zones.svg",
    "squad-heart-rate.png",
    "squad-heart-rate.svg",
];

async fn ask(browser: &Browser, question: &Question) -> Response {
    let request = match question {
        Question::Get(path) => browser.client.get(browser.url(path)),
        Question::Form(path, fields) => browser.client.post(browser.url(path)).form(fields),
        Question::Json(path, body) => browser.client.post(browser.url(path)).json(body),
    };
    // As our own scripts ask: then a server function tells its error in the answer.
    let request =
        request.header("sec-fetch-site", "same-origin").header(header::ACCEPT, "application/json");
    request.send().await.unwrap()
}

/// The status of an answer, which is that of the error that it tells, and its text.
async fn outcome(answer: Response) -> (u16, String) {
    let status = answer.status().as_u16();
    if answer.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream") {
        return (status, String::new());
    }
    let text = answer.bytes().await.unwrap();
    let text = String::from_utf8_lossy(&text).into_owned();
    if let Ok(error) = serde_json::from_str::<AppError>(&text) {
        assert_eq!(status, error.status(), "{error:?}");
    }
    (status, text)
}

/// Addresses whose answers may be kept: what is the same for everybody, and what only this browser keeps for the one who
/// is signed in.
const KEPT: [(&str, &str); 2] = [
    ("/api/v1/openapi.json", "no-cache"),
    ("/api/v1/player-sessions/{player_session_id}/series", "private, no-cache"),
];

/// What an answer says about caching when that is wrong, or which header it lacks.
fn unguarded(address: &Address, answer: &Response) -> Option<String> {
    let headers = answer.headers();
    for needed in ["content-security-policy", "x-content-type-options", "x-request-id"] {
        if !headers.contains_key(needed) {
            return Some(format!("no {needed}"));
        }
    }
    let keeps =
        headers.get(header::CACHE_CONTROL).map_or("no word", |keeps| keeps.to_str().unwrap());
    let kept = KEPT.iter().find(|(path, _)| *path == address.path);
    let is_right =
        keeps.contains("no-store") || kept.is_some_and(|(_, expected)| keeps == *expected);
    (!is_right).then(|| keeps.to_owned())
}

async fn teams_of(coach: &Browser) -> Vec<String> {
    ids_in_links(&coach.page("/teams").await, "/teams/")
}

/// Makes a pass, and tells its ticket.
async fn make_pass(coach: &Browser, team: &str, sees_health: bool) -> String {
    let mut fields = vec![("label", "Tablet"), ("team", team), ("days", "1")];
    fields.extend(sees_health.then_some(("health", "yes")));
    let answer = coach.post_form("/passes", &fields).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
    let html = answer.text().await.unwrap();
    let link = html.split("/pass#").nth(1).unwrap();
    link.chars().take_while(char::is_ascii_alphanumeric).collect()
}

/// A browser that has opened a new pass for the team.
async fn with_pass(stage: &Stage, coach: &Browser, team: &str, sees_health: bool) -> Browser {
    let ticket = make_pass(coach, team, sees_health).await;
    let browser = stage.browser();
    let answer = browser.post_form("/pass", &[("ticket", &ticket)]).await;
    assert_eq!(location(&answer), "/teams");
    browser
}

/// Whether a text has values that tell of somebody's health, by the names that they have in all our JSON, also in that
/// which is inside of pages.
fn tells_of_health(text: &str) -> Option<String> {
    if text.starts_with("<svg") || text.starts_with("<?xml") {
        return text.contains("bpm").then(|| "a picture of heart rate".to_owned());
    }
    if let Some(column) = column_of_health(text) {
        return Some(column);
    }
    let plain = text.replace('\\', "");
    let names = [
        "heart_rate_min_bpm",
        "heart_rate_avg_bpm",
        "heart_rate_max_bpm",
        "heart_rate_avg_percent",
        "heart_rate_max_percent",
        "heart_rate_bpm",
        "heart_rate_zones",
        "training_load",
        "trimp_edwards",
        "rmssd_ms",
    ];
    if ["hr", "rr"].iter().any(|lane| plain.contains(&format!("\"channel\":\"{lane}\""))) {
        return Some("lines".to_owned());
    }
    names.into_iter().find_map(|name| {
        let field = format!("\"{name}\":");
        let values = plain.split(&field).skip(1);
        let mut told = values.filter(|rest| !rest.starts_with("null") && !rest.starts_with("[]"));
        told.next().map(|rest| format!("{name}: {}", rest.chars().take(40).collect::<String>()))
    })
}

/// A column of a table that has values of somebody's health.
fn column_of_health(text: &str) -> Option<String> {
    let mut rows = text.lines().map(|row| row.split(',').collect::<Vec<_>>());
    let heads = rows.next()?;
    let of_health = |head: &str| {
        let head = head.to_lowercase();
        ["bpm", "heart", "load", "trimp", "rmssd"].iter().any(|word| head.contains(word))
    };
    let is_table = heads.len() > 1 && !heads[0].starts_with(['<', '{', '[']);
    let columns = heads.iter().enumerate().filter(|(_, head)| is_table && of_health(head));
    let columns: Vec<_> = columns.collect();
    rows.find_map(|row| {
        let told = columns.iter().find(|(at, _)| row.get(*at).is_some_and(|cell| !cell.is_empty()));
        told.map(|(_, head)| (**head).to_owned())
    })
}

#[tokio::test]
async fn every_address_answers_everybody_as_expected() {
    let stage = Stage::new().await;
    // What is to have expired comes first.
    let expired = stage.signed_in(0).await;
    let team = teams_of(&expired).await.remove(0);
    let expired_pass = with_pass(&stage, &expired, &team, true).await;
    assert_eq!(expired_pass.status("/teams").await, 200);
    stage.advance(7 * 24 * 60 * 60 + 1);

    let (coach, other_coach) = (stage.signed_in(0).await, stage.signed_in(1).await);
    let teams = teams_of(&coach).await;
    let revoked = with_pass(&stage, &coach, &team, true).await;
    assert_eq!(revoked.status("/teams").await, 200);
    let passes = coach.get("/api/ui/passes").await.json::<PassesPage>().await.unwrap();
    let id = passes.passes[0].id.to_string();
    coach.post_form("/api/ui/revoke_pass", &[("pass_id", &id)]).await;
    stage.signed_in(0).await.page("/teams").await;
    let target = Target::of(&coach).await;
    assert_eq!(target.team, team);
    let people = [
        (Nobody, stage.browser()),
        (Expired, expired),
        (OtherCoach, other_coach),
        (HealthPass, with_pass(&stage, &coach, &team, true).await),
        (MovementPass, with_pass(&stage, &coach, &team, false).await),
        (OtherTeamsPass, with_pass(&stage, &coach, &teams[1], true).await),
        (ExpiredPass, expired_pass),
        (RevokedPass, revoked),
        // Last: the coach revokes a pass that others try to revoke.
        (Coach, coach),
    ];

    let mut addresses = stage.addresses.clone();
    let undecided: Vec<_> =
        addresses.iter().filter(|address| target.question(address).is_none()).collect();
    assert!(undecided.is_empty(), "who may see these addresses? {undecided:#?}");
    let paths: BTreeSet<&str> = addresses.iter().map(|address| address.path.as_str()).collect();
    for known in ["/teams/{team_id}", "/api/ui/team", "/api/v1/progress/events", "/healthz"] {
        assert!(paths.contains(known), "{known} is no address of {paths:?}");
    }
    // Whoever has signed out is nobody, and what has ended or was deleted cannot be ended or deleted.
    addresses.sort_by_key(|address| {
        let last = [DELETION, END_OTHERS, LOGOUT].iter().position(|last| address.path == *last);
        (last.map_or(0, |at| at + 1), address.method == Method::POST)
    });

    // What the addresses answer with has to be fetched first.
    let coach = &people[8].1;
    let session = format!("/api/ui/session?session_id={}", target.session);
    until(async || coach.page(&session).await.contains(r#""fetching":null"#).then_some(())).await;
    let (mut wrong, mut healthy, mut files) = (Vec::new(), 0, 0);
    for address in &addresses {
        let (rule, question) = target.question(address).unwrap();
        let found = match rule {
            Rule::OfTeam => {
                until(async || (outcome(ask(coach, &question).await).await.0 == 200).then_some(200))
                    .await
            }
            Rule::File | Rule::HealthFile => outcome(ask(coach, &question).await).await.0,
            Rule::Everybody(_) | Rule::SignedIn | Rule::Coaches | Rule::CoachesOfTeam(_) => 200,
        };
        files += usize::from(found == 200 && matches!(rule, Rule::File | Rule::HealthFile));
        for (who, browser) in &people {
            let answer = ask(browser, &question).await;
            if let Some(keeps) = unguarded(address, &answer) {
                wrong.push(format!("{address:?} answers {who:?} with {keeps}"));
            }
            let (status, text) = outcome(answer).await;
            if status != rule.status_for(*who, found) {
                wrong.push(format!("{address:?} answers {who:?} with {status}: {rule:?}"));
            }
            match (who, tells_of_health(&text)) {
                (Coach | HealthPass, Some(_)) => healthy += 1,
                (_, None) => {}
                (_, Some(told)) => wrong.push(format!("{address:?} tells {who:?} {told}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(healthy > 4, "what is looked for is hardly ever there: {healthy}");
    assert!(files > 15, "hardly any file has something in it: {files}");
}

#[tokio::test]
async fn a_new_address_needs_an_expectation() {
    let target = Target {
        team: String::new(),
        session: String::new(),
        player: String::new(),
        member: String::new(),
        pass: String::new(),
        browser: String::new(),
    };
    for (method, path) in [
        (Method::GET, "/teams/{team_id}/medical"),
        (Method::POST, "/teams/{team_id}"),
        (Method::GET, "/api/v1/teams"),
        (Method::POST, "/api/ui/team"),
    ] {
        let address = Address { method, path: path.to_owned() };
        assert!(target.question(&address).is_none(), "{address:?}");
    }
}

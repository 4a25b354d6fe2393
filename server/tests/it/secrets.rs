//! A run of the real binary with everything that it logs, asked for every secret that was used in it.

use std::{
    collections::BTreeSet,
    fs::File,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::Duration,
};

use app::model::{AuditAction, AuditPage};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    middleware::{self, Next},
    response::Response,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::NaiveDate;
use demo::{Client, Demo, DemoSettings};
use reqwest::{StatusCode, header};
use tempfile::TempDir;

use crate::support::{Browser, CLIENT_ID, CLIENT_SECRET, ids_in_links, listen, location, until};

const KEY: &str = "c2VjcmV0IG9mIHRoZSBsb2cgdGVzdCwgMzIgYnl0ZSE=";
const OLD_KEY: &str = "YW4gb2xkZXIga2V5IG9mIHRoZSB0ZXN0LCAzMiBieXQ=";

/// The binary over a stand-in service that notes which secrets pass.
struct Run {
    browser_origin: String,
    child: Child,
    data: TempDir,
    demo: Demo,
    /// What travels between the two, and must be told nowhere else.
    told_to_polar: Arc<Mutex<BTreeSet<String>>>,
    /// Codes, which Polar itself puts into the address of the way back.
    codes: Arc<Mutex<BTreeSet<String>>>,
}

impl Drop for Run {
    fn drop(&mut self) {
        // It may have ended by itself; then the test has said so.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Run {
    async fn start() -> Self {
        let (polar_listener, polar_address) = listen().await;
        let (listener, address) = listen().await;
        let origin = format!("http://{address}");
        let client = Client {
            id: CLIENT_ID.to_owned(),
            secret: CLIENT_SECRET.to_owned(),
            redirect_uris: vec![format!("{origin}/auth/callback")],
        };
        let season_end = NaiveDate::from_ymd_opt(2025, 11, 16).unwrap();
        // Tokens that are refreshed each time they are needed.
        let settings =
            DemoSettings { token_lifetime_s: 30, ..DemoSettings::new(7, season_end, client) };
        let demo = Demo::new(settings, Arc::new(|| Duration::ZERO));
        let told_to_polar = Arc::new(Mutex::new(BTreeSet::new()));
        let codes = Arc::new(Mutex::new(BTreeSet::new()));
        let (told, seen) = (Arc::clone(&told_to_polar), Arc::clone(&codes));
        let router = demo.router().layer(middleware::from_fn(move |request, next| {
            note(Arc::clone(&told), Arc::clone(&seen), request, next)
        }));
        tokio::spawn(async move { axum::serve(polar_listener, router).await });

        let data = TempDir::new().unwrap();
        let log = File::create(data.path().join("log")).unwrap();
        // The port is free: it was ours until now.
        drop(listener);
        let child = binary(&data)
            .args(["serve", "--polar-client-id", CLIENT_ID])
            .arg(format!("--polar-auth-url=http://{polar_address}"))
            .arg(format!("--polar-api-url=http://{polar_address}"))
            .arg(format!("--public-url={origin}"))
            .arg(format!("--site-addr={address}"))
            .env("TOUCHLINE_POLAR_CLIENT_SECRET", CLIENT_SECRET)
            .env("TOUCHLINE_SECRET_KEY", format!("{KEY} {OLD_KEY}"))
            .env("RUST_LOG", "trace")
            .stderr(log)
            .spawn()
            .unwrap();
        let run = Self { browser_origin: origin, child, data, demo, told_to_polar, codes };
        until(async || {
            let health = reqwest::get(format!("{}/healthz", run.browser_origin)).await;
            health.is_ok_and(|answer| answer.status() == StatusCode::OK).then_some(())
        })
        .await;
        run
    }

    fn log(&self) -> String {
        let log = std::fs::read(self.data.path().join("log")).unwrap();
        String::from_utf8_lossy(&log).into_owned()
    }
}

/// The binary with a data folder, knowing nothing of this process's surroundings.
fn binary(data: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_touchline"));
    command.env_clear().env("TOUCHLINE_DATA_DIR", data.path());
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command
}

/// Notes the secrets of a request to the stand-in service and of its answer.
async fn note(
    told: Arc<Mutex<BTreeSet<String>>>,
    codes: Arc<Mutex<BTreeSet<String>>>,
    request: Request,
    next: Next,
) -> Response {
    let is_token = request.uri().path() == "/oauth/token";
    let (parts, body) = request.into_parts();
    if let Some(proof) = parts.headers.get(header::AUTHORIZATION) {
        let (_, proof) = proof.to_str().unwrap().split_once(' ').unwrap();
        told.lock().unwrap().insert(proof.to_owned());
    }
    let body = to_bytes(body, 1 << 16).await.unwrap();
    if is_token {
        for (name, value) in url::form_urlencoded::parse(&body) {
            let _is_new = match &*name {
                "code" => codes.lock().unwrap().insert(value.into_owned()),
                "code_verifier" | "refresh_token" => {
                    told.lock().unwrap().insert(value.into_owned())
                }
                _ => false,
            };
        }
    }
    let answer = next.run(Request::from_parts(parts, Body::from(body))).await;
    if !is_token {
        return answer;
    }
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, 1 << 16).await.unwrap();
    if let Ok(tokens) = serde_json::from_slice::<serde_json::Value>(&body) {
        for name in ["access_token", "refresh_token"] {
            let token = tokens[name].as_str().map(str::to_owned);
            told.lock().unwrap().extend(token);
        }
    }
    Response::from_parts(parts, Body::from(body))
}

/// What the dashboard has shown, and where it has sent browsers.
#[derive(Default)]
struct Seen {
    pages: Vec<(String, String)>,
    locations: Vec<String>,
    session_ids: BTreeSet<String>,
}

impl Seen {
    /// Takes an answer in, and gives its text.
    async fn take(&mut self, answer: reqwest::Response) -> String {
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            if let Some(id) = cookie.strip_prefix("touchline=") {
                let id = id.split(';').next().unwrap();
                self.session_ids.extend((!id.is_empty()).then(|| id.to_owned()));
            }
        }
        if let Some(location) = answer.headers().get(header::LOCATION) {
            self.locations.push(location.to_str().unwrap().to_owned());
        }
        let url = answer.url().to_string();
        let text = answer.text().await.unwrap();
        self.pages.push((url, text.clone()));
        text
    }

    async fn get(&mut self, browser: &Browser, path: &str) -> String {
        self.take(browser.get(path).await).await
    }

    async fn post(&mut self, browser: &Browser, path: &str, fields: &[(&str, &str)]) -> String {
        self.take(browser.post_form(path, fields).await).await
    }

    /// The whole way through Polar, or to where it was refused.
    async fn sign_in(&mut self, browser: &Browser, decision: &str) {
        let started = browser.get("/login").await;
        let authorize = location(&started);
        self.take(started).await;
        let form = [("coach", demo::Coach::ALL[0].id()), ("decision", decision)];
        let answer = browser.client.post(authorize).form(&form).send().await.unwrap();
        let callback = location(&answer);
        self.get(browser, &callback).await;
        // The same once more is nobody's answer any more.
        self.get(browser, &callback).await;
    }
}

#[tokio::test]
async fn no_secret_is_in_the_log_in_pages_or_in_addresses() {
    let run = Run::start().await;
    let (mut seen, coach) = (Seen::default(), Browser::at(&run.browser_origin));
    seen.sign_in(&coach, "deny").await;
    seen.sign_in(&coach, "grant").await;
    let team = until(async || {
        ids_in_links(&seen.get(&coach, "/teams").await, "/teams/").into_iter().next()
    })
    .await;
    let page = format!("/teams/{team}");
    let session =
        until(async || ids_in_links(&seen.get(&coach, &page).await, "/sessions/").pop()).await;
    let page = format!("/sessions/{session}");
    let players = format!("{page}/players/");
    let player = until(async || ids_in_links(&seen.get(&coach, &page).await, &players).pop()).await;
    let series = format!("/api/v1/player-sessions/{player}/series");
    until(async || (coach.status(&series).await == 200).then_some(())).await;

    let fields = [("label", "Tablet"), ("team", &team), ("days", "1"), ("health", "yes")];
    let made = coach.post_form("/passes", &fields).await.text().await.unwrap();
    let ticket = made.split("/pass#").nth(1).unwrap();
    let ticket: String = ticket.chars().take_while(char::is_ascii_alphanumeric).collect();
    let tablet = Browser::at(&run.browser_origin);
    for typed in ["a wrong one", &ticket, &ticket] {
        seen.post(&tablet, "/pass", &[("ticket", typed)]).await;
    }
    for path in ["/teams", "/sync", "/passes", "/no/such/page", "/teams/no-such-team"] {
        seen.get(&coach, path).await;
        seen.get(&tablet, path).await;
    }
    seen.post(&coach, "/api/ui/retry_sync", &[]).await;
    run.demo.revoke_all_tokens();
    seen.get(&coach, "/api/ui/sync_status").await;
    seen.post(&coach, "/logout", &[]).await;
    seen.get(&coach, "/auth/callback?state=a&state=b").await;

    let (told, codes) = (run.told_to_polar.lock().unwrap(), run.codes.lock().unwrap());
    let basic = BASE64_STANDARD.encode(format!("{CLIENT_ID}:{CLIENT_SECRET}"));
    assert!(told.contains(&basic) && told.len() > 6, "tokens were refreshed: {told:?}");
    assert!(!codes.is_empty());
    assert!(seen.session_ids.len() >= 3, "{:?}", seen.session_ids);
    let groups: Vec<&str> = (0..26).step_by(4).map(|at| &ticket[at..26.min(at + 4)]).collect();
    let mut secrets: BTreeSet<String> = told.iter().cloned().collect();
    secrets.extend([CLIENT_SECRET, KEY, OLD_KEY, &ticket].map(str::to_owned));
    secrets.insert(groups.join("-"));
    secrets.extend(seen.session_ids.iter().cloned());

    let log = run.log();
    for known in ["TRACE", "/auth/callback", "a sign-in did not work", "sqlx"] {
        assert!(log.contains(known), "the log is not the whole of it: no {known}");
    }
    let mut leaks = Vec::new();
    for secret in secrets.iter().chain(codes.iter()) {
        leaks.extend(log.lines().filter(|line| line.contains(&**secret)).map(|line| {
            format!("the log tells {secret}: {}", line.chars().take(300).collect::<String>())
        }));
    }
    for secret in &secrets {
        leaks.extend(
            seen.pages
                .iter()
                .filter(|(url, text)| url.contains(&**secret) || text.contains(&**secret))
                .map(|(url, _)| format!("{url} tells {secret}")),
        );
        leaks.extend(
            seen.locations
                .iter()
                .filter(|to| to.contains(&**secret))
                .map(|to| format!("sent to {to} with {secret}")),
        );
    }
    for code in codes.iter() {
        leaks.extend(
            seen.pages
                .iter()
                .filter(|(_, text)| text.contains(&**code))
                .map(|(url, _)| format!("{url} shows the code {code}")),
        );
        leaks.extend(
            seen.locations
                .iter()
                .filter(|to| to.contains(&**code))
                .map(|to| format!("sent on to {to} with the code {code}")),
        );
    }
    leaks.truncate(10);
    assert!(leaks.is_empty(), "{leaks:#?}");
}

/// Runs a command of the binary to its end: whether it worked, and what it said.
fn command(data: &TempDir, keys: &str, arguments: &[&str]) -> (bool, String) {
    let done = binary(data)
        .args(arguments)
        .env("TOUCHLINE_SECRET_KEY", keys)
        .env("TOUCHLINE_POLAR_CLIENT_ID", CLIENT_ID)
        .env("TOUCHLINE_POLAR_CLIENT_SECRET", CLIENT_SECRET)
        .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    (done.status.success(), String::from_utf8(done.stderr).unwrap())
}

#[tokio::test]
async fn keys_are_rotated_and_a_wrong_one_is_refused_with_what_to_do() {
    let run = Run::start().await;
    Seen::default().sign_in(&Browser::at(&run.browser_origin), "grant").await;

    let (worked, said) = command(&run.data, OLD_KEY, &["serve"]);
    assert!(!worked, "{said}");
    for told in ["the database holds what the key", "Nothing was changed", "keys forget"] {
        assert!(said.contains(told), "{said}");
    }
    let (worked, said) = command(&run.data, OLD_KEY, &["keys", "rotate"]);
    assert!(!worked && said.contains("Nothing was changed"), "{said}");

    let both = format!("{OLD_KEY} {KEY}");
    let (worked, said) = command(&run.data, &both, &["keys", "rotate"]);
    assert!(worked && said.contains("sealed 3 tokens, sessions and tickets anew"), "{said}");
    let (worked, said) = command(&run.data, &both, &["keys", "rotate"]);
    assert!(
        worked && said.contains("sealed 0 tokens, sessions and tickets anew, and had sealed 3"),
        "{said}"
    );
    // The server that still runs knows both keys.
    let (worked, said) = command(&run.data, OLD_KEY, &["keys", "forget"]);
    assert!(worked && said.contains("0 connections of coaches, 0 sessions"), "{said}");
    for _ in 0..2 {
        let (worked, said) = command(&run.data, KEY, &["keys", "forget"]);
        assert!(!worked && said.contains("1 connections of coaches, 1 sessions"), "{said}");
        assert!(said.contains("nothing was changed") && said.contains("--yes"), "{said}");
    }
    let (worked, said) = command(&run.data, KEY, &["keys", "forget", "--yes"]);
    assert!(worked && said.contains("1 connections of coaches, 1 sessions"), "{said}");
    let coach = Browser::at(&run.browser_origin);
    Seen::default().sign_in(&coach, "grant").await;
    let log: AuditPage = coach.get("/api/ui/audit?page=0").await.json().await.unwrap();
    let actions: Vec<_> = log.entries.iter().map(|row| row.action).collect();
    assert!(actions.contains(&AuditAction::KeysForgotten), "{actions:?}");
}

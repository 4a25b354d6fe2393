//! What a player may ask for.

use std::{
    fs,
    io::{Cursor, Read},
};

use app::model::{AuditAction, AuditPage};
use reqwest::{StatusCode, header};
use serde_json::Value;
use zip::ZipArchive;

use crate::{
    downloads::pages,
    support::{Stage, location, until},
};

/// What is between two texts.
fn between<'a>(html: &'a str, before: &str, after: &str) -> &'a str {
    html.split_once(before).unwrap().1.split_once(after).unwrap().0
}

#[tokio::test]
async fn a_player_is_deleted_and_does_not_come_back() {
    let stage = Stage::new().await;
    let coach = stage.signed_in(0).await;
    let [team, session, _, member] = pages(&coach).await;
    let (deletion, id) = (format!("{member}/delete"), member.rsplit('/').next().unwrap());
    assert!(coach.page(&member).await.contains(&format!("href=\"{deletion}\"")));
    let question = coach.page(&deletion).await;
    let name = between(&question, "<h2 id=\"deletion\">", ", ").to_owned();
    assert!(coach.page(&team).await.contains(&name) && coach.page(&session).await.contains(&name));
    // Of the others nobody has looked at, it is not known yet who took part.
    assert!(between(&question, "The part in ", "</li>").starts_with("1 session, on "));
    assert!(!question.contains("<script"));

    let strange = coach.client.post(coach.url(&deletion)).header("sec-fetch-site", "cross-site");
    assert_eq!(strange.send().await.unwrap().status(), StatusCode::FORBIDDEN);
    assert_eq!(coach.status(&member).await, 200);
    let answer = coach.post(&deletion).await;
    assert_eq!(location(&answer), format!("{team}?deleted=yes"));
    assert!(answer.headers().contains_key("clear-site-data"), "what it kept for reading offline");
    let shown = coach.page(&location(&answer)).await;
    assert!(shown.contains("Everything about the player was deleted here"));
    assert!(!coach.page(&team).await.contains("Everything about the player was deleted here"));

    // Everything is old, and read again.
    for seconds in [0, 24 * 60 * 60] {
        stage.advance(seconds);
        let others = pages(&coach).await;
        assert_ne!(others[3], member);
        for page in [&team, &session] {
            let html = coach.page(page).await;
            assert!(!html.contains(&name) && !html.contains(id), "{page}");
        }
        assert_eq!(coach.status(&member).await, 404);
        assert_eq!(coach.status(&deletion).await, 404);
    }
    assert_eq!(coach.post(&deletion).await.status(), StatusCode::NOT_FOUND);

    let log = coach.get("/api/ui/audit?page=0").await.json::<AuditPage>().await.unwrap();
    let entries: Vec<_> =
        log.entries.iter().filter(|entry| entry.action == AuditAction::PlayerDeleted).collect();
    let [entry] = entries.as_slice() else { panic!("{log:?}") };
    assert_eq!(entry.subject.as_deref(), Some(id));
    assert!(!format!("{log:?}").contains(&name));
    for file in fs::read_dir(stage.data.path()).unwrap() {
        let file = file.unwrap().path();
        let bytes = fs::read(&file).unwrap_or_default();
        assert!(!bytes.windows(name.len()).any(|it| it == name.as_bytes()), "{}", file.display());
    }
}

struct Files(ZipArchive<Cursor<Vec<u8>>>);

impl Files {
    fn text(&mut self, name: &str) -> String {
        let mut text = String::new();
        self.0.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    fn json(&mut self, name: &str) -> Value {
        serde_json::from_str(&self.text(name)).unwrap()
    }
}

#[tokio::test]
async fn everything_that_is_held_about_a_player_is_one_file() {
    let stage = Stage::new().await;
    let coach = stage.signed_in(0).await;
    let [_, _, _, member] = pages(&coach).await;
    let (link, html) = (format!("{member}/export.zip"), coach.page(&member).await);
    assert!(html.contains(&format!("href=\"{link}\"")));
    // One recording is fetched, since somebody looks at it.
    let links = html.split("href=\"").filter_map(|rest| Some(rest.split_once(['"', '?'])?.0));
    let mut recordings =
        links.filter(|link| link.starts_with("/sessions/") && link.contains("/players/"));
    let looked_at = format!("{}/samples.csv", recordings.next().unwrap());
    let answer = until(async || {
        let answer = coach.get(&looked_at).await;
        answer.status().is_success().then_some(answer)
    });
    let shown = answer.await.text().await.unwrap();
    let question = coach.page(&format!("{member}/delete")).await;
    let sessions = between(&question, "The part in ", " session").parse::<usize>().unwrap();
    let name = between(&question, "<h2 id=\"deletion\">", ", ").to_owned();

    let answer = coach.get(&link).await;
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/zip");
    let kind = answer.headers()[header::CONTENT_DISPOSITION].to_str().unwrap().to_owned();
    assert!(kind.starts_with("attachment") && kind.contains("export.zip"), "{kind}");
    let bytes = answer.bytes().await.unwrap().to_vec();
    let mut files = Files(ZipArchive::new(Cursor::new(bytes)).unwrap());

    let player = files.json("player.json");
    let held = &player["on_the_roster"];
    let parts = [&held["first_name"], &held["last_name"]].map(|part| part.as_str().unwrap());
    assert_eq!(parts.join(" "), name);
    assert_eq!(player["player_id"].as_str(), member.rsplit('/').next());
    let rows = coach.page(&format!("{member}/sessions.csv")).await;
    assert_eq!(files.text("sessions.csv"), rows);

    let inside: Vec<String> = files.0.file_names().map(str::to_owned).collect();
    let told: Vec<&String> = inside.iter().filter(|name| name.ends_with("session.json")).collect();
    assert_eq!(told.len(), sessions, "{inside:?}");
    let mut recordings = Vec::new();
    for name in told {
        let session = files.json(name);
        assert_eq!(session["participant"]["player_id"], player["player_id"]);
        let samples = name.replace("session.json", "samples.csv");
        assert_eq!(inside.contains(&samples), !session["recording"].is_null(), "{name}");
        recordings.extend(inside.contains(&samples).then_some(samples));
    }
    // The file of the page has the trimmed session, the archive all that was sampled.
    let whole = files.text(recordings.last().unwrap());
    assert_eq!(whole.lines().next(), shown.lines().next());
    assert!(whole.lines().count() >= shown.lines().count());
    assert!(shown.lines().skip(1).step_by(500).all(|row| whole.contains(row)));

    let log = coach.get("/api/ui/audit?page=0").await.json::<AuditPage>().await.unwrap();
    assert_eq!(log.entries[0].action, AuditAction::PlayerExported);
    assert!(!format!("{log:?}").contains(&name));
}

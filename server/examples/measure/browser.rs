//! A browser in which a coach is signed in.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use app::model::SyncStatus;
use demo::Coach;
use reqwest::{
    Response,
    cookie::{CookieStore, Jar},
    header, redirect,
};

use crate::Outcome;

pub(crate) struct Browser {
    client: reqwest::Client,
    cookies: Arc<Jar>,
    origin: String,
}

impl Browser {
    /// Signs a coach in.
    pub(crate) async fn signed_in(origin: &str, coach: Coach) -> Outcome<Self> {
        let cookies = Arc::<Jar>::default();
        let client = reqwest::Client::builder()
            .cookie_provider(Arc::clone(&cookies))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()?;
        let browser = Self { client, cookies, origin: origin.to_owned() };
        let authorize = location(&browser.get("/login").await?)?;
        let form = [("coach", coach.id()), ("decision", "grant")];
        let callback = location(&browser.client.post(authorize).form(&form).send().await?)?;
        let page = location(&browser.client.get(callback).send().await?)?;
        if page.contains("problem") {
            return Err(format!("the sign-in ends at {page}").into());
        }
        Ok(browser)
    }

    pub(crate) async fn get(&self, path: &str) -> Outcome<Response> {
        Ok(self.client.get(format!("{}{path}", self.origin)).send().await?)
    }

    /// The cookies that it sends, for others that ask in its name.
    pub(crate) fn cookies(&self) -> String {
        let header = self.origin.parse().ok().and_then(|url| self.cookies.cookies(&url));
        header.and_then(|header| header.to_str().map(str::to_owned).ok()).unwrap_or_default()
    }

    /// A page that must be there.
    pub(crate) async fn page(&self, path: &str) -> Outcome<String> {
        Ok(self.get(path).await?.error_for_status()?.text().await?)
    }

    /// Asks until the page lacks nothing any more, as it does by itself in a browser; tells how long that took.
    pub(crate) async fn whole_page(&self, path: &str) -> Outcome<(String, Duration)> {
        let started = Instant::now();
        loop {
            let answer = self.get(path).await?;
            let is_there = answer.status().is_success();
            let page = answer.text().await?;
            if is_there && !page.contains("class=\"progress") {
                return Ok((page, started.elapsed()));
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// The ids of players' recordings of the first team's matches, each with that of its session: so many, if there are.
    /// The matches' pages are opened for that, and the background is paused, so that nothing else is fetched.
    pub(crate) async fn recordings_of_matches(
        &self,
        count: usize,
    ) -> Outcome<Vec<(String, String)>> {
        self.pause().await?;
        let teams = self.whole_page("/teams").await?.0;
        let team = ids(&teams, "/teams/").into_iter().next().ok_or("no team")?;
        let (list, _) = self.whole_page(&format!("/teams/{team}?type=MATCH")).await?;
        let mut recordings = Vec::new();
        for session in listed_sessions(&list) {
            let (page, _) = self.whole_page(&format!("/sessions/{session}")).await?;
            let players = ids(&page, &format!("/sessions/{session}/players/"));
            recordings.extend(players.into_iter().map(|player| (session.clone(), player)));
            if recordings.len() >= count {
                break;
            }
        }
        recordings.truncate(count);
        Ok(recordings)
    }

    pub(crate) async fn status(&self) -> Outcome<SyncStatus> {
        Ok(self.get("/api/v1/progress").await?.error_for_status()?.json().await?)
    }

    /// Pauses fetching in the background.
    async fn pause(&self) -> Outcome {
        let pause = self.client.post(format!("{}/api/ui/pause_sync", self.origin));
        let pause = pause.header("sec-fetch-site", "same-origin").form(&[("paused", "true")]);
        pause.send().await?;
        Ok(())
    }
}

fn location(answer: &Response) -> Outcome<String> {
    let location = answer.headers().get(header::LOCATION);
    let location = location.ok_or_else(|| format!("{} answers {}", answer.url(), answer.status()));
    Ok(location?.to_str()?.to_owned())
}

/// The ids in a page's links that begin like this, in order, each once.
pub(crate) fn ids(page: &str, prefix: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for rest in page.split(&format!("href=\"{prefix}")).skip(1) {
        let id: String =
            rest.chars().take_while(|c| c.is_alphanumeric() || "-_".contains(*c)).collect();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// The ids of the sessions in the list of a team's page, which has links to others above it.
pub(crate) fn listed_sessions(page: &str) -> Vec<String> {
    ids(page.split_once("class=\"sessions\"").map_or("", |(_, list)| list), "/sessions/")
}

/// The value below which this share of them lies.
pub(crate) fn percentile(values: &mut [Duration], share: f64) -> Duration {
    values.sort_unstable();
    let place = ((values.len() as f64 * share).ceil() as usize).clamp(1, values.len().max(1)) - 1;
    values.get(place).copied().unwrap_or_default()
}

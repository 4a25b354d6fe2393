//! How long people wait while a season comes.

use std::{
    num::NonZeroU32,
    time::{Duration, Instant},
};

use clap::Parser;
use demo::{Coach, LoggedRequest};

use crate::{
    Outcome,
    browser::{Browser, ids, listed_sessions, percentile},
    process::{Process, sqlite},
    stand_in::{Polar, free_addresses, refused},
};

/// How long each answer of the stand-in service takes at least.
const LATENCY: Duration = Duration::from_millis(300);

#[derive(Parser)]
pub(crate) struct Args {
    /// How many single requests to measure.
    #[arg(long, default_value = "40")]
    requests: usize,
    /// How many whole sessions to open cold.
    #[arg(long, default_value = "3")]
    sessions: usize,
}

pub(crate) async fn run(args: Args) -> Outcome {
    let folder = tempfile::tempdir()?;
    let [address] = free_addresses().await?;
    let polar = Polar::start(NonZeroU32::MIN, LATENCY, &[address]).await?;
    let process = Process::start(&polar, &sqlite(folder.path()), address).await?;
    let browser = Browser::signed_in(&process.origin, Coach::First).await?;
    let teams = browser.whole_page("/teams").await?.0;
    let team = ids(&teams, "/teams/").into_iter().next().ok_or("no team")?;
    let (list, _) = browser.whole_page(&format!("/teams/{team}")).await?;
    let mut sessions = listed_sessions(&list);
    let newest = format!("/sessions/{}", sessions.first().ok_or("no session")?);
    browser.whole_page(&newest).await?;
    eprintln!("until the background has spent its part of the budget …");
    while browser.status().await?.requests_left > 56 {
        tokio::time::sleep(Duration::from_secs(1)).await;
    }

    let mut starts = Vec::new();
    while starts.len() < args.requests {
        // The oldest ones come last by themselves.
        let session = sessions.pop().ok_or("too few sessions")?;
        for player in player_sessions(&browser, &polar, &session).await? {
            if starts.len() < args.requests {
                starts.push(start_of(&browser, &polar, &player).await?);
                tokio::time::sleep(Duration::from_millis(1_500)).await;
            }
        }
    }
    println!(
        "one request starts     p50 {:.0?}, p95 {:.0?} ({} requests)",
        percentile(&mut starts, 0.5),
        percentile(&mut starts, 0.95),
        starts.len()
    );

    let mut pages = Vec::new();
    for _ in 0..500 {
        let started = Instant::now();
        browser.page(&newest).await?;
        pages.push(started.elapsed());
    }
    println!(
        "a session that is here p50 {:.1?}, p99 {:.1?} ({} pages)",
        percentile(&mut pages, 0.5),
        percentile(&mut pages, 0.99),
        pages.len()
    );

    for _ in 0..args.sessions {
        while browser.status().await?.requests_left < 52 {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        let session = sessions.pop().ok_or("too few sessions")?;
        let before = polar.requests().len();
        let (page, took) = browser.whole_page(&format!("/sessions/{session}")).await?;
        let players = ids(&page, &format!("/sessions/{session}/players/"));
        // Each player's page brings the recording.
        let started = Instant::now();
        let recordings = players.iter().map(|player| {
            let path = format!("/sessions/{session}/players/{player}");
            let browser = &browser;
            async move { browser.whole_page(&path).await }
        });
        futures::future::try_join_all(recordings).await?;
        println!(
            "a cold session         {} players: the session after {took:.1?}, all recordings after {:.1?} ({} requests)",
            players.len(),
            took + started.elapsed(),
            polar.requests().len() - before
        );
    }
    println!("refused (429)          {}", refused(&polar.requests()));
    Ok(())
}

/// Opens a session that nobody has fetched; tells the ids of its player sessions once all their summaries are here.
async fn player_sessions(browser: &Browser, polar: &Polar, session: &str) -> Outcome<Vec<String>> {
    browser.whole_page(&format!("/sessions/{session}")).await?;
    let details = format!("/v1/teams/training_sessions/{session}");
    let summaries = polar
        .requests()
        .into_iter()
        .skip_while(|request| !request.uri.starts_with(&details))
        .filter_map(|request| {
            let rest = request.uri.strip_prefix("/v1/training_sessions/")?;
            rest.strip_suffix("/session_summary").map(str::to_owned)
        });
    Ok(summaries.collect())
}

/// How long it takes until the only request that somebody waits for, for a recording, arrives at Polar.
async fn start_of(browser: &Browser, polar: &Polar, player_session: &str) -> Outcome<Duration> {
    let asked = format!("/v1/training_sessions/{player_session}?");
    let started = Instant::now();
    let arrived = async {
        let is_it = |request: &LoggedRequest| request.uri.starts_with(&asked);
        while !polar.demo.requests().iter().rev().take(20).any(is_it) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        started.elapsed()
    };
    let address = format!("/api/v1/player-sessions/{player_session}/series?points=100");
    tokio::select! {
        took = arrived => Ok(took),
        answer = browser.get(&address) => {
            Err(format!("{address} was here already: {}", answer?.status()).into())
        }
    }
}

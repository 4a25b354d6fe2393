//! Killing the process at random moments.

use std::{collections::HashSet, num::NonZeroU32, path::Path, time::Duration};

use clap::Parser;
use demo::{Coach, LoggedRequest};
use rand::{Rng, SeedableRng};
use sqlx::{Connection, SqliteConnection};

use crate::{
    Outcome,
    browser::Browser,
    process::{Process, sqlite},
    stand_in::{Polar, free_addresses, refused},
};

#[derive(Parser)]
pub(crate) struct Args {
    /// How often.
    #[arg(long, default_value = "200")]
    kills: usize,
    /// How many times as fast the clocks run.
    #[arg(long, default_value = "5")]
    factor: NonZeroU32,
    /// Decides the moments.
    #[arg(long, default_value = "1")]
    seed: u64,
}

pub(crate) async fn run(args: Args) -> Outcome {
    let folder = tempfile::tempdir()?;
    let database = sqlite(folder.path());
    let [address] = free_addresses().await?;
    let polar = Polar::start(args.factor, Duration::from_millis(300), &[address]).await?;
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(args.seed);
    let mut process = Process::start(&polar, &database, address).await?;
    for coach in Coach::ALL {
        Browser::signed_in(&process.origin, coach).await?;
    }
    let (mut damaged, mut lost, mut in_vain, mut most_in_vain) = (0, 0, 0, 0);
    let (mut kept, mut open) = (HashSet::new(), HashSet::new());
    for kill in 1..=args.kills {
        tokio::time::sleep(Duration::from_millis(random.random_range(50..2_000))).await;
        process.kill()?;
        let (whole, now_kept) = look(folder.path()).await?;
        damaged += usize::from(!whole);
        lost += kept.difference(&now_kept).count();
        kept = now_kept;
        // What was asked for and is not here was asked for in vain, by this kill or by one before.
        let asked: HashSet<String> = polar.requests().iter().filter_map(part).collect();
        let now_open: HashSet<String> = asked.difference(&kept).cloned().collect();
        let by_this_kill = now_open.difference(&open).count();
        in_vain += by_this_kill;
        most_in_vain = most_in_vain.max(by_this_kill);
        open = now_open;
        process = Process::start(&polar, &database, address).await?;
        eprint!("\r{kill} kills, {} parts are here    ", kept.len());
    }
    eprintln!();
    println!("kills                  {}", args.kills);
    println!("damaged databases      {damaged}");
    println!("parts lost             {lost} of {}", kept.len());
    println!("asked for in vain      {in_vain}, at most {most_in_vain} by one kill");
    println!("refused (429)          {}", refused(&polar.requests()));
    Ok(())
}

/// Which part of a session a request is for, as [`look`] names it.
fn part(request: &LoggedRequest) -> Option<String> {
    if let Some(session) = request.uri.strip_prefix("/v1/teams/training_sessions/") {
        return Some(format!("session {session}"));
    }
    let rest = request.uri.strip_prefix("/v1/training_sessions/")?;
    let (player_session, what) = rest.split_once(['/', '?'])?;
    let kind = match what {
        "session_summary" => "summary",
        "phase_summaries" => "phases",
        _ => "samples",
    };
    Some(format!("{kind} {player_session}"))
}

/// Whether the database is whole, and what is in it.
async fn look(folder: &Path) -> Outcome<(bool, HashSet<String>)> {
    let mut database = SqliteConnection::connect(&sqlite(folder)).await?;
    let check: String =
        sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut database).await?;
    let parts = sqlx::query_scalar(
        "SELECT 'session ' || id FROM training_sessions WHERE details_read_at IS NOT NULL
         UNION ALL SELECT 'summary ' || player_session_id FROM summaries
         UNION ALL SELECT 'phases ' || player_session_id FROM phase_summaries
         UNION ALL SELECT 'samples ' || player_session_id FROM recordings",
    );
    let parts: Vec<String> = parts.fetch_all(&mut database).await?;
    database.close().await?;
    Ok((check == "ok", parts.into_iter().collect()))
}

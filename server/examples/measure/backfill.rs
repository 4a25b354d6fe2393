//! A whole season of three teams.

use std::{num::NonZeroU32, time::Duration};

use app::model::SyncActivity;
use clap::Parser;
use demo::Coach;

use crate::{
    Outcome,
    browser::Browser,
    process::{Process, sqlite},
    stand_in::{Polar, free_addresses, refused, repeated},
};

/// Up to where background work may fill the bucket: what it may send at once before the leak decides.
const BURST: f64 = 40.0;

#[derive(Parser)]
pub(crate) struct Args {
    /// How many times as fast the clocks run.
    #[arg(long, default_value = "15")]
    factor: NonZeroU32,
    /// Stop after so many minutes of the faster clock, even when something is still missing.
    #[arg(long)]
    minutes: Option<u32>,
}

pub(crate) async fn run(args: Args) -> Outcome {
    let folder = tempfile::tempdir()?;
    let [address] = free_addresses().await?;
    let polar = Polar::start(args.factor, Duration::from_millis(300), &[address]).await?;
    let process = Process::start(&polar, &sqlite(folder.path()), address).await?;
    let mut browsers = Vec::new();
    for coach in Coach::ALL {
        browsers.push(Browser::signed_in(&process.origin, coach).await?);
    }
    let limit_s = args.minutes.map(|minutes| f64::from(minutes) * 60.0);
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let mut missing = 0;
        let mut all = true;
        for browser in &browsers {
            let status = browser.status().await?;
            missing += status.total - status.done;
            all &= matches!(status.activity, SyncActivity::UpToDate | SyncActivity::SomeMissing);
        }
        let (requests, elapsed_s) = sent(&polar);
        eprint!("\r{requests} requests in {elapsed_s:.0} s, about {missing} are missing    ");
        if all || limit_s.is_some_and(|limit_s| elapsed_s > limit_s) {
            break;
        }
    }
    eprintln!();
    let (sent, elapsed_s) = sent(&polar);
    let requests = polar.requests();
    println!("requests               {sent}");
    println!("time                   {elapsed_s:.0} s of a clock {} times as fast", args.factor);
    println!("refused (429)          {}", refused(&requests));
    println!("asked for twice        {}", repeated(&requests));
    println!("of the budget used     {:.1} %", 100.0 * sent as f64 / (BURST + elapsed_s));
    println!("most memory            {:.0} MB", process.peak_memory_mb()?);
    Ok(())
}

/// How many requests went out, and from the first to the last of them in how many seconds.
fn sent(polar: &Polar) -> (usize, f64) {
    let requests = polar.requests();
    let ends = requests.first().zip(requests.last());
    let elapsed = ends.map_or(Duration::ZERO, |(first, last)| last.at.saturating_sub(first.at));
    (requests.len(), elapsed.as_secs_f64())
}

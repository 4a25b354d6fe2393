//! The recordings of thirty players at once.

use std::{num::NonZeroU32, time::Duration};

use clap::Parser;
use demo::Coach;
use futures::future::try_join_all;

use crate::{
    Outcome,
    browser::Browser,
    process::{Process, sqlite},
    stand_in::{Polar, free_addresses},
};

#[derive(Parser)]
pub(crate) struct Args {
    /// How many recordings.
    #[arg(long, default_value = "30")]
    recordings: usize,
}

pub(crate) async fn run(args: Args) -> Outcome {
    let folder = tempfile::tempdir()?;
    let [address] = free_addresses().await?;
    let polar = Polar::start(NonZeroU32::MIN, Duration::ZERO, &[address]).await?;
    let process = Process::start(&polar, &sqlite(folder.path()), address).await?;
    let browser = Browser::signed_in(&process.origin, Coach::First).await?;
    let recordings = browser.recordings_of_matches(args.recordings).await?;
    let before_mb = process.peak_memory_mb()?;
    let series = recordings.iter().map(|(_, player)| {
        let path = format!("/api/v1/player-sessions/{player}/series");
        let browser = &browser;
        async move {
            while !browser.get(&path).await?.status().is_success() {
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
            Outcome::Ok(())
        }
    });
    try_join_all(series).await?;
    println!("recordings             {}", recordings.len());
    println!("most memory before     {before_mb:.0} MB");
    println!("most memory            {:.0} MB", process.peak_memory_mb()?);
    Ok(())
}

//! How many windows of a recording a server answers a second.

use std::{num::NonZeroU32, process::Command, time::Duration};

use clap::Parser;
use demo::Coach;

use crate::{
    Outcome,
    browser::Browser,
    process::{Process, sqlite},
    stand_in::{Polar, free_addresses},
};

#[derive(Parser)]
pub(crate) struct Args {
    /// For how many seconds each.
    #[arg(long, default_value = "10")]
    seconds: u32,
    /// How many connections.
    #[arg(long, default_value = "16")]
    connections: u32,
}

/// Needs `wrk`, and gives the server the first processor and `wrk` the second one.
pub(crate) async fn run(args: Args) -> Outcome {
    let folder = tempfile::tempdir()?;
    let [address] = free_addresses().await?;
    let polar = Polar::start(NonZeroU32::MIN, Duration::ZERO, &[address]).await?;
    let process = Process::start(&polar, &sqlite(folder.path()), address).await?;
    let browser = Browser::signed_in(&process.origin, Coach::First).await?;
    let recordings = browser.recordings_of_matches(1).await?;
    let (session, player) = recordings.first().ok_or("no recording")?;
    browser.whole_page(&format!("/sessions/{session}/players/{player}")).await?;
    let series = format!("/api/v1/player-sessions/{player}/series?points=1000");
    println!("the whole frame        {} bytes", browser.get(&series).await?.bytes().await?.len());

    pin(process.id(), 0)?;
    for (what, channels) in [("of two channels", "&channels=hr,speed"), ("of all channels", "")] {
        let script = folder.path().join("windows.lua");
        std::fs::write(&script, windows(&format!("{series}{channels}")))?;
        let measured = Command::new("taskset")
            .args(["-c", "1", "wrk", "-t1", "--latency"])
            .arg(format!("-c{}", args.connections))
            .arg(format!("-d{}s", args.seconds))
            .args(["-H", &format!("Cookie: {}", browser.cookies()), "-s"])
            .arg(&script)
            .arg(&process.origin)
            .output()?;
        println!("random windows {what}\n{}", String::from_utf8_lossy(&measured.stdout));
    }
    Ok(())
}

/// Lets all threads of a process run on one processor alone.
fn pin(process: u32, processor: u32) -> Outcome {
    let pinned = Command::new("taskset")
        .args(["-a", "-c", "-p", &processor.to_string(), &process.to_string()])
        .output()?;
    if pinned.status.success() { Ok(()) } else { Err("taskset does not work here".into()) }
}

/// A script for `wrk` that asks for windows of one to forty minutes of a match.
fn windows(series: &str) -> String {
    format!(
        "math.randomseed(1)
request = function()
  local from = math.random(0, 3000000)
  local to = from + math.random(60000, 2400000)
  return wrk.format('GET', '{series}&from_ms=' .. from .. '&to_ms=' .. to)
end
"
    )
}

//! Measures how Touchline fetches: `script/measure --help`.
//!
//! Everything runs on this machine, against the stand-in service, which is as strict as Polar about its limit. Both
//! sides' clocks can run faster, so that hours of traffic take minutes; what is told in seconds is then told in the
//! seconds of that clock.

#![expect(clippy::print_stdout, reason = "what was measured is what it is for")]

mod backfill;
mod browser;
mod kill;
mod memory;
mod pair;
mod process;
mod stand_in;
mod waiting;
mod windows;

use std::{error::Error, process::ExitCode};

use clap::{Parser, Subcommand};

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Measures how Touchline fetches.
#[derive(Parser)]
#[command(name = "script/measure", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// A whole season of three teams: how many requests, how many refused, how much of the budget is used.
    Backfill(backfill::Args),
    /// While such a season comes: how long people wait.
    Waiting(waiting::Args),
    /// Killing the process at random moments: what is lost, what is fetched twice.
    Kill(kill::Args),
    /// The recordings of thirty players at once: how much memory that takes.
    Memory(memory::Args),
    /// Two processes on one PostgreSQL: whether they share the work and the limit.
    Pair(pair::Args),
    /// Windows of a recording: how many a second, on one processor.
    Windows(windows::Args),
    /// A dashboard that the others start.
    #[command(hide = true)]
    Process(process::Args),
}

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match Cli::parse().what {
        What::Backfill(args) => backfill::run(args).await,
        What::Waiting(args) => waiting::run(args).await,
        What::Kill(args) => kill::run(args).await,
        What::Memory(args) => memory::run(args).await,
        What::Pair(args) => pair::run(args).await,
        What::Windows(args) => windows::run(args).await,
        What::Process(args) => process::run(args).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

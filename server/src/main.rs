//! The `touchline` binary.

use std::process::ExitCode;

use clap::Parser;
use server::commands::{self, Command};

/// Touchline: review your team's Polar Team Pro sessions on your own server.
#[derive(Parser)]
#[command(name = "touchline", version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match commands::run(cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            tracing::error!("{problem}");
            ExitCode::FAILURE
        }
    }
}

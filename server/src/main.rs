//! The `touchline` binary.

use std::process::ExitCode;

use clap::Parser;
use server::commands::{self, Command, LogFormat};

/// Touchline: review your team's Polar Team Pro sessions on your own server.
#[derive(Parser)]
#[command(name = "touchline", version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// How the log is written, on standard error.
    #[arg(long, global = true, env = "TOUCHLINE_LOG_FORMAT", value_enum, default_value_t)]
    log_format: LogFormat,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match commands::run(cli.command, cli.log_format) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            tracing::error!("{problem}");
            ExitCode::FAILURE
        }
    }
}

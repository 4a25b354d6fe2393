//! What the binary can do.

mod backup;
mod demo;
mod doctor;
mod healthcheck;
mod keys;
mod migrate;
mod serve;

use std::{
    backtrace::{Backtrace, BacktraceStatus},
    future::Future,
    io,
    panic::{self, PanicHookInfo},
};

use clap::{Subcommand, ValueEnum};

use tracing_subscriber::{
    Registry,
    fmt::{
        self,
        format::{Format, Json, JsonFields},
    },
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

use crate::settings::{ServeArgs, StorageArgs};
pub use backup::BackupArgs;
pub use demo::DemoArgs;
pub use healthcheck::HealthcheckArgs;
pub use keys::KeysArgs;

/// What the binary can do.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Serve the dashboard.
    Serve(Box<ServeArgs>),
    /// Try everything without Polar: a stand-in service with a made-up season, and the dashboard over it.
    Demo(DemoArgs),
    /// Look at everything that an installation needs, and say what to do about what is wrong.
    Doctor(Box<ServeArgs>),
    /// Bring the database to this version's form; `serve` does it by itself.
    Migrate(StorageArgs),
    /// Copy the database of an installation, also while its server runs.
    Backup(BackupArgs),
    /// Look after the keys that seal tokens and sessions in the database.
    Keys(KeysArgs),
    /// Ask a running server whether it is well; fails when it is not.
    Healthcheck(HealthcheckArgs),
}

/// How the log is written, on standard error.
#[derive(ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// An object a line, for programs.
    Json,
}

/// Why a command failed, as a sentence for whoever runs it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failure(String);

impl Failure {
    fn of(error: impl std::fmt::Display) -> Self {
        Self(error.to_string())
    }
}

/// Does what was asked.
pub fn run(command: Command, log_format: LogFormat) -> Result<(), Failure> {
    start_log(log_format);
    match command {
        Command::Serve(args) => on_runtime(serve::run(*args)),
        Command::Demo(args) => on_runtime(demo::run(args)),
        Command::Doctor(args) => on_runtime(doctor::run(*args)),
        Command::Migrate(args) => on_runtime(migrate::run(args)),
        Command::Backup(args) => on_runtime(backup::run(args)),
        Command::Keys(args) => on_runtime(keys::run(args)),
        Command::Healthcheck(args) => on_runtime(healthcheck::run(args)),
    }
}

fn start_log(format: LogFormat) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let log = Registry::default().with(filter);
    // A second call (from a test) leaves the first in place.
    let _ = match format {
        LogFormat::Text => log.with(fmt::layer().with_writer(io::stderr)).try_init(),
        LogFormat::Json => log.with(log_as_json().with_writer(io::stderr)).try_init(),
    };
    panic::set_hook(Box::new(log_panic));
}

/// Lines of the log as objects, with all that they stand in: the request is not always the innermost.
pub(crate) fn log_as_json<S>() -> fmt::Layer<S, JsonFields, Format<Json>> {
    fmt::layer().json().flatten_event(true).with_current_span(false).with_span_list(true)
}

/// A panic is a line of the log like others, in its format and with the request that it belongs to.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let backtrace = Backtrace::capture();
    let backtrace = (backtrace.status() == BacktraceStatus::Captured).then_some(backtrace);
    let backtrace = backtrace.as_ref().map(tracing::field::display);
    tracing::error!(
        location = panic.location().map(tracing::field::display),
        backtrace,
        "panicked: {}",
        panic.payload_as_str().unwrap_or("for no reason told")
    );
}

fn on_runtime(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    // A page that is being rendered may wait on blocking work: on a machine with one core, one worker is too few.
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores.max(4))
        .enable_all()
        .build()
        .map_err(Failure::of)?;
    let outcome = runtime.block_on(work);
    // What still runs has been given up: a client that does not hang up, a file that cannot be read.
    runtime.shutdown_background();
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_log;

    #[test]
    fn a_panic_is_a_line_of_the_log() {
        let before = panic::take_hook();
        panic::set_hook(Box::new(log_panic));
        let lines = test_log::lines(|| {
            let _request = tracing::info_span!("request", id = "r1").entered();
            assert!(panic::catch_unwind(|| panic!("two\nlines")).is_err());
        });
        panic::set_hook(before);
        let [line] = lines.as_slice() else { panic!("{lines:?}") };
        assert_eq!(
            (line["level"].as_str(), line["spans"][0]["id"].as_str()),
            (Some("ERROR"), Some("r1"))
        );
        assert_eq!(line["message"], "panicked: two\nlines");
        assert!(line["location"].as_str().unwrap().contains("commands.rs"), "{line}");
    }
}

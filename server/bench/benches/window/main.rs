//! Windows of a recording as a browser asks for them: through all of the server's router, sign-in and access included,
//! against a database in a file; from columns in memory, and read, checked and decoded first. Beside it what the same router takes for an address behind which is nothing, and for
//! a window in which nothing was measured; and the lines and their bytes alone.
//!
//! ```sh
//! cargo bench -p bench --bench window
//! ```

mod club;

use std::sync::{LazyLock, OnceLock};

use app::model::{Channel, Window};
use axum::Router;
use bench::Outcome;
use divan::Bencher;

use club::Club;

/// How wide the chart is.
const COLUMNS: u32 = 1_000;

const MINUTE_MS: i32 = 60_000;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
enum Lanes {
    /// What a chart shows first.
    HeartRateAndSpeed,
    /// Everything that was recorded.
    All,
}

impl Lanes {
    const EITHER: [Self; 2] = [Self::HeartRateAndSpeed, Self::All];

    fn query(self) -> &'static str {
        match self {
            Self::HeartRateAndSpeed => "&channels=hr,speed",
            Self::All => "",
        }
    }

    fn includes(self, channel: Channel) -> bool {
        match self {
            Self::HeartRateAndSpeed => matches!(channel, Channel::HeartRate | Channel::Speed),
            Self::All => true,
        }
    }
}

static CLUB: OnceLock<Club> = OnceLock::new();

/// A server that runs for a while.
static WARM: LazyLock<Router> = LazyLock::new(|| club().started());

fn main() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let club = Club::open(folder.path())?;
    CLUB.get_or_init(|| club);
    divan::main();
    Ok(())
}

fn club() -> &'static Club {
    match CLUB.get() {
        Some(club) => club,
        None => panic!("the club opens before anything is measured"),
    }
}

/// An address behind which is nothing.
#[divan::bench]
fn health(bencher: Bencher) {
    bencher.bench(|| club().get(&WARM, "/healthz"));
}

/// A window before anything was measured: everything is looked up, and there are no lines.
#[divan::bench]
fn empty_window(bencher: Bencher) {
    let window = Window { from_ms: -2 * MINUTE_MS, to_ms: -MINUTE_MS };
    bencher.bench(|| club().get(&WARM, &address(window, Lanes::All)));
}

/// Windows as a browser gets them.
#[divan::bench(args = Lanes::EITHER)]
fn window(bencher: Bencher, lanes: Lanes) {
    let mut windows = windows();
    bencher
        .with_inputs(|| windows.next().map(|window| address(window, lanes)))
        .bench_local_values(|address| address.map(|address| club().get(&WARM, &address)));
}

/// The first window after the start, of the whole recording: its columns are read from the database, too.
#[divan::bench(args = Lanes::EITHER)]
fn first_window(bencher: Bencher, lanes: Lanes) {
    let whole = address(Window { from_ms: 0, to_ms: 95 * MINUTE_MS }, lanes);
    bencher.with_inputs(|| club().started()).bench_local_refs(|router| club().get(router, &whole));
}

/// The lines of the windows, and their bytes, from columns in memory.
#[divan::bench(args = Lanes::EITHER)]
fn lines_and_bytes(bencher: Bencher, lanes: Lanes) {
    let mut windows = windows();
    bencher.with_inputs(|| windows.next()).bench_local_values(|window| {
        window
            .map(|window| club().frame(window, COLUMNS, |channel| lanes.includes(channel)).encode())
    });
}

/// Windows of one to forty minutes, again and again the same ones.
fn windows() -> impl Iterator<Item = Window> {
    (0..64).cycle().map(|place: i32| {
        let from_ms = place * 37 % 50 * MINUTE_MS + place * 997;
        Window { from_ms, to_ms: from_ms + (1 + place * 23 % 40) * MINUTE_MS }
    })
}

fn address(window: Window, lanes: Lanes) -> String {
    let (from_ms, to_ms) = (window.from_ms, window.to_ms);
    let (series, channels) = (Club::SERIES, lanes.query());
    format!("{series}?points={COLUMNS}&from_ms={from_ms}&to_ms={to_ms}{channels}")
}

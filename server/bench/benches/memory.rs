//! How much memory a body takes on its way into columns, besides itself: see `max alloc`. The times
//! that are shown mean nothing, since counting allocations takes time, too.
//!
//! ```sh
//! cargo bench -p bench --bench memory
//! ```

use std::sync::LazyLock;

use divan::{AllocProfiler, black_box};

#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

static BODY: LazyLock<Vec<u8>> = LazyLock::new(|| match bench::body() {
    Ok(body) => body,
    Err(error) => panic!("no recording: {error}"),
});

fn main() {
    LazyLock::force(&BODY);
    divan::main();
}

#[divan::bench(sample_count = 3)]
fn ours() {
    let _ = black_box(bench::recording(&BODY));
}

#[divan::bench(sample_count = 3)]
fn serde_json_value() {
    let _ = black_box(serde_json::from_slice::<serde_json::Value>(&BODY));
}

//! The fuzz targets' seeds and thousands of small changes to them, on any compiler.

use std::path::Path;

use replay::replay;

#[expect(unreachable_pub, reason = "public for the fuzz targets")]
#[expect(clippy::expect_used, reason = "what fails here is what a target looks for")]
#[path = "../../fuzz/src/lib.rs"]
mod targets;

#[test]
fn callbacks() {
    run("callback", targets::callback);
}

#[test]
fn documents() {
    run("documents", targets::documents);
}

#[test]
fn texts() {
    run("texts", targets::texts);
}

fn run(name: &str, target: fn(&[u8])) {
    replay(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name), target);
}

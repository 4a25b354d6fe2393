//! The fuzz targets' seeds and thousands of small changes to them, on any compiler.

use std::path::Path;

use replay::replay;

#[expect(unreachable_pub, reason = "public for the fuzz targets")]
#[expect(clippy::expect_used, reason = "what fails here is what a target looks for")]
#[path = "../fuzz/src/lib.rs"]
mod targets;

#[test]
fn cookies() {
    run("cookie", targets::cookie);
}

#[test]
fn fields() {
    run("field", targets::field);
}

#[test]
fn frames() {
    run("frame", targets::frame);
}

#[test]
fn queries() {
    run("query", targets::query);
}

fn run(name: &str, target: fn(&[u8])) {
    replay(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name), target);
}

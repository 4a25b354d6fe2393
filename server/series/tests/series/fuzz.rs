//! The fuzz targets' seeds and thousands of small changes to them, on any compiler.

use std::path::Path;

use replay::replay;

#[expect(unreachable_pub, reason = "public for the fuzz targets")]
#[path = "../../fuzz/src/lib.rs"]
mod targets;

#[test]
fn columns() {
    run("column", targets::column);
}

#[test]
fn outlines() {
    run("outline", targets::outline);
}

#[test]
fn rr_intervals() {
    run("rr", targets::rr);
}

#[test]
fn samples() {
    run("samples", targets::samples);
}

fn run(name: &str, target: fn(&[u8])) {
    replay(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name), target);
}

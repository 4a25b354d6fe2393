#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| series_fuzz::outline(bytes));

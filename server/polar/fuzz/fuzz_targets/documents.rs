#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| polar_fuzz::documents(bytes));

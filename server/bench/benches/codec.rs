//! Columns to bytes and back, and how many bytes: ours against zstd and Parquet.
//!
//! ```sh
//! cargo bench -p bench --bench codec
//! ```
//!
//! Parquet gets the same integers that we store, once as it encodes them by default and once with its
//! delta encoding, with zstd in both. Its rows have no time: a timebase costs us a few bytes a
//! column, and would cost it more.

use std::{
    collections::BTreeSet,
    hint::black_box,
    sync::{Arc, LazyLock},
};

use divan::{Bencher, counter::ItemsCount};
use parquet::{
    basic::{Compression, Encoding, Repetition, Type as PhysicalType, ZstdLevel},
    data_type::{FloatType, Int32Type},
    errors::ParquetError,
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::types::Type,
};
use series::{Channel, Column, Outline, Recording};

/// How many recordings are measured for size.
const RECORDINGS: usize = 8;
/// Of which channels outlines are stored, too.
const OUTLINED: [Channel; 2] = [Channel::HeartRate, Channel::Speed];
/// What they have at least.
const LEAST_ROWS: usize = 45_000;

static BODIES: LazyLock<Vec<Vec<u8>>> =
    LazyLock::new(|| must(bench::bodies(RECORDINGS, LEAST_ROWS)));

static RECORDING: LazyLock<Recording> = LazyLock::new(|| must(bench::recording(&BODIES[0])));

fn must<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{error}"))
}

fn main() {
    sizes();
    divan::main();
}

/// Prints bytes a row, of all channels.
#[expect(clippy::print_stdout, reason = "what a benchmark is for")]
fn sizes() {
    let (mut rows, mut totals) = (0, [0; 6]);
    let mut by_channel = [0; Channel::ALL.len()];
    let mut outlines = 0;
    for body in BODIES.iter() {
        let recording = must(bench::recording(body));
        rows += recording.column(Channel::Speed).map_or(0, Column::len);
        for column in recording.columns() {
            by_channel[column.channel() as usize] += column.encode().len();
            if OUTLINED.contains(&column.channel()) {
                outlines += Outline::of(column).encode().len();
            }
        }
        let bytes = [
            encode(&recording).iter().map(Vec::len).sum(),
            must(parquet(&recording, true)).len(),
            must(parquet(&recording, false)).len(),
            zstd_of_numbers(&recording).len(),
            must(zstd::encode_all(&body[..], 3)).len(),
            body.len(),
        ];
        for (total, bytes) in totals.iter_mut().zip(bytes) {
            *total += bytes;
        }
    }
    println!("{rows} rows of {} recordings, bytes a row:", BODIES.len());
    let names = [
        "ours",
        "Parquet with deltas",
        "Parquet",
        "zstd -3 of the integers",
        "zstd -3 of the JSON",
        "JSON",
    ];
    for (name, total) in names.into_iter().zip(totals) {
        println!("  {name:<24}{:8.3}", f64::from(total as u32) / rows as f64);
    }
    println!("    ours, outlines in addition {:.3}", outlines as f64 / rows as f64);
    for (channel, total) in Channel::ALL.into_iter().zip(by_channel) {
        println!(
            "    ours, {:<18}{:8.3}",
            channel.field_name(),
            f64::from(total as u32) / rows as f64
        );
    }
}

#[divan::bench]
fn encode_ours(bencher: Bencher) {
    bencher.counter(values()).bench(|| black_box(encode(&RECORDING)));
}

#[divan::bench]
fn encode_parquet(bencher: Bencher) {
    bencher.counter(values()).bench(|| black_box(parquet(&RECORDING, true)));
}

#[divan::bench]
fn encode_zstd(bencher: Bencher) {
    bencher.counter(values()).bench(|| black_box(zstd_of_numbers(&RECORDING)));
}

#[divan::bench]
fn decode_ours(bencher: Bencher) {
    let encoded = encode(&RECORDING);
    bencher.counter(values()).bench(|| {
        let columns: Vec<_> = encoded.iter().map(|bytes| Column::decode(bytes)).collect();
        black_box(columns)
    });
}

#[divan::bench]
fn decode_zstd(bencher: Bencher) {
    let encoded = zstd_of_numbers(&RECORDING);
    bencher.counter(values()).bench(|| black_box(zstd::decode_all(&encoded[..])));
}

fn values() -> ItemsCount {
    ItemsCount::new(RECORDING.columns().iter().map(Column::len).sum::<usize>())
}

fn encode(recording: &Recording) -> Vec<Vec<u8>> {
    recording.columns().iter().map(Column::encode).collect()
}

/// A column's values as they are stored.
enum Stored {
    Integers(Vec<i32>),
    Floats(Vec<f32>),
}

fn stored(column: &Column) -> Stored {
    let values = column.iter().map(|(_, value)| value);
    match column.decimals() {
        Some(decimals) => {
            let scale = 10_f64.powi(i32::from(decimals));
            Stored::Integers(values.map(|value| (value * scale).round() as i32).collect())
        }
        None => Stored::Floats(values.map(|value| value as f32).collect()),
    }
}

fn zstd_of_numbers(recording: &Recording) -> Vec<u8> {
    let bytes: Vec<u8> = recording
        .columns()
        .iter()
        .flat_map(|column| match stored(column) {
            Stored::Integers(values) => values.into_iter().flat_map(i32::to_le_bytes).collect(),
            Stored::Floats(values) => {
                values.into_iter().flat_map(f32::to_le_bytes).collect::<Vec<_>>()
            }
        })
        .collect();
    must(zstd::encode_all(&bytes[..], 3))
}

/// One file of all columns, a row for each instant; a value that is missing there is null.
fn parquet(recording: &Recording, with_deltas: bool) -> Result<Vec<u8>, ParquetError> {
    let mut fields = Vec::new();
    for column in recording.columns() {
        let kind = match column.decimals() {
            Some(_) => PhysicalType::INT32,
            None => PhysicalType::FLOAT,
        };
        let field = Type::primitive_type_builder(column.channel().field_name(), kind)
            .with_repetition(Repetition::OPTIONAL)
            .build()?;
        fields.push(Arc::new(field));
    }
    let schema = Arc::new(Type::group_type_builder("samples").with_fields(fields).build()?);
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_dictionary_enabled(!with_deltas);
    let whole = recording.columns().iter().filter(|column| column.decimals().is_some());
    for column in whole.filter(|_| with_deltas) {
        let path = column.channel().field_name().into();
        properties = properties.set_column_encoding(path, Encoding::DELTA_BINARY_PACKED);
    }
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties.build()))?;
    let rows: BTreeSet<i32> =
        recording.columns().iter().flat_map(Column::iter).map(|(at_ms, _)| at_ms).collect();
    let mut group = file.next_row_group()?;
    for column in recording.columns() {
        let mut instants = column.iter().map(|(at_ms, _)| at_ms).peekable();
        let present: Vec<i16> =
            rows.iter().map(|row| i16::from(instants.next_if_eq(row).is_some())).collect();
        let Some(mut writer) = group.next_column()? else { break };
        match stored(column) {
            Stored::Integers(values) => {
                writer.typed::<Int32Type>().write_batch(&values, Some(&present), None)?;
            }
            Stored::Floats(values) => {
                writer.typed::<FloatType>().write_batch(&values, Some(&present), None)?;
            }
        }
        writer.close()?;
    }
    group.close()?;
    file.into_inner()
}

//! A body into columns: ours against a document tree and against typed visitors into the same columns.
//!
//! ```sh
//! cargo bench -p bench --bench parse
//! ```

use std::{fmt, sync::LazyLock};

use divan::{Bencher, black_box, counter::BytesCount};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, IgnoredAny, SeqAccess, Visitor},
};
use series::{Channel, ColumnBuilder, Recording, parse_duration_ms};

static BODY: LazyLock<Vec<u8>> = LazyLock::new(|| match bench::body() {
    Ok(body) => body,
    Err(error) => panic!("no recording: {error}"),
});

#[expect(clippy::print_stdout, reason = "what a benchmark is for")]
fn main() {
    let ours = bench::recording(&BODY).map_err(|error| error.to_string());
    for theirs in [visit_serde_json(), visit_sonic()] {
        assert_eq!(ours.as_ref().map(Recording::columns), Ok(theirs.columns()));
    }
    println!("{} bytes of JSON", BODY.len());
    divan::main();
}

fn run<T>(bencher: Bencher, read: impl Fn() -> T + Sync) {
    // Whoever reads has to drop as well.
    bencher.counter(BytesCount::of_slice(&BODY[..])).bench(|| drop(black_box(read())));
}

#[divan::bench]
fn ours(bencher: Bencher) {
    run(bencher, || bench::recording(&BODY));
}

#[divan::bench]
fn serde_json_value(bencher: Bencher) {
    run(bencher, || serde_json::from_slice::<serde_json::Value>(&BODY));
}

#[divan::bench]
fn serde_json_visitor(bencher: Bencher) {
    run(bencher, visit_serde_json);
}

#[divan::bench]
fn serde_json_visitor_of_a_stream(bencher: Bencher) {
    run(bencher, || {
        let stream = std::io::BufReader::with_capacity(64 * 1024, &BODY[..]);
        serde_json::from_reader::<_, Answer>(stream)
    });
}

#[divan::bench]
fn sonic_rs_visitor(bencher: Bencher) {
    run(bencher, visit_sonic);
}

fn visit_serde_json() -> Recording {
    match serde_json::from_slice::<Answer>(&BODY) {
        Ok(answer) => answer.data.samples.0,
        Err(error) => panic!("{error}"),
    }
}

fn visit_sonic() -> Recording {
    match sonic_rs::from_slice::<Answer>(&BODY) {
        Ok(answer) => answer.data.samples.0,
        Err(error) => panic!("{error}"),
    }
}

#[derive(Deserialize)]
struct Answer {
    data: Session,
}

#[derive(Deserialize)]
struct Session {
    samples: Samples,
}

/// What a straightforward visitor makes of `samples`.
#[derive(Deserialize)]
#[serde(from = "Table")]
struct Samples(Recording);

/// `fields` comes first in the stand-in's answers, but serde cannot hand it to `values`: the places are
/// those of the first club.
#[derive(Deserialize)]
struct Table {
    #[serde(rename = "fields")]
    _fields: IgnoredAny,
    #[serde(deserialize_with = "rows")]
    values: Vec<ColumnBuilder>,
}

impl From<Table> for Samples {
    fn from(table: Table) -> Self {
        Self(Recording::from_columns(table.values.into_iter().map(ColumnBuilder::finish)))
    }
}

/// In the order of `fields` behind the time.
const FIELDS: [Channel; bench::CHANNELS] = [
    Channel::Distance,
    Channel::HeartRate,
    Channel::Speed,
    Channel::Cadence,
    Channel::Latitude,
    Channel::Longitude,
    Channel::Altitude,
    Channel::ForwardAcceleration,
];

fn rows<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<ColumnBuilder>, D::Error> {
    struct Rows;

    impl<'de> Visitor<'de> for Rows {
        type Value = Vec<ColumnBuilder>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("rows")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Self::Value, A::Error> {
            let mut builders = FIELDS.map(ColumnBuilder::new).to_vec();
            while rows.next_element_seed(Row(&mut builders))?.is_some() {}
            Ok(builders)
        }
    }

    deserializer.deserialize_seq(Rows)
}

struct Row<'a>(&'a mut [ColumnBuilder]);

impl<'de> DeserializeSeed<'de> for Row<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Row<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a row")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut cells: A) -> Result<(), A::Error> {
        let Some(Time(at_ms)) = cells.next_element()? else { return Ok(()) };
        for builder in self.0 {
            match cells.next_element::<Option<f64>>()? {
                Some(Some(value)) => {
                    builder.push(at_ms, value);
                }
                Some(None) => {}
                None => return Ok(()),
            }
        }
        while cells.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

struct Time(i32);

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TimeVisitor;

        impl Visitor<'_> for TimeVisitor {
            type Value = Time;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a duration")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Time, E> {
                let at_ms = parse_duration_ms(text).and_then(|ms| i32::try_from(ms).ok());
                at_ms.map(Time).ok_or_else(|| E::custom("no duration"))
            }
        }

        deserializer.deserialize_str(TimeVisitor)
    }
}

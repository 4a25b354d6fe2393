//! What is known of real payloads, one test for each thing.

use series::{
    Channel, FigureSettings, Grid, Recording, SpeedUnit, Zone, ZoneShares, bucket_ms, figures,
    json, lines, rr,
};

fn parse(fields: &str, rows: impl IntoIterator<Item = String>) -> Recording {
    let rows: Vec<String> = rows.into_iter().collect();
    read(&format!(r#"{{"fields": {fields}, "values": [{}]}}"#, rows.join(",")))
}

fn read(text: &str) -> Recording {
    json::read(&mut text.as_bytes(), Recording::read).unwrap()
}

fn samples(recording: &Recording, channel: Channel) -> Vec<(i32, f64)> {
    recording.column(channel).map(|column| column.iter().collect()).unwrap_or_default()
}

/// The time cell of a 10 Hz row, as Polar writes it.
fn time(row: i32) -> String {
    let (minutes, tenths) = (row / 600, row % 600);
    let seconds = if tenths % 10 == 0 {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    if minutes == 0 { format!("\"PT{seconds}S\"") } else { format!("\"PT{minutes}M{seconds}S\"") }
}

/// One 10 Hz row of time, distance, speed and, once a second, heart rate.
fn sparse_row(row: i32, distance_m: f64, speed: f64, heart_rate: i32) -> String {
    let heart_rate = if row % 10 == 0 { heart_rate.to_string() } else { "null".to_owned() };
    format!("[{}, {distance_m:.1}, {speed:.1}, {heart_rate}]", time(row))
}

const SPARSE: &str = r#"["time", "distance", "speed", "hr"]"#;

#[test]
fn the_documented_example_is_read() {
    let recording = read(
        r#"{
            "fields": ["time", "distance", "hr", "speed", "cadence", "lat", "lon", "altitude", "forward_acceleration", "power"],
            "values": [
                ["PT0S", 0.0, 94.0, 0.0, 0, 55.67336654663086, 12.49395084381104, null, 0.0],
                ["PT0.1S", 0.0, null, 0.0, 0, null, null, null, 0.04],
                ["PT0.2S", 0.0, null, 0.0, 0, null, null, null, -0.02, 125, 7]
            ]
        }"#,
    );
    assert_eq!(recording.dropped_rows(), 0);
    assert_eq!(samples(&recording, Channel::HeartRate), [(0, 94.0)]);
    assert_eq!(samples(&recording, Channel::Distance), [(0, 0.0), (100, 0.0), (200, 0.0)]);
    assert_eq!(
        samples(&recording, Channel::ForwardAcceleration),
        [(0, 0.0), (100, 0.04), (200, -0.02)]
    );
    assert_eq!(samples(&recording, Channel::Power), [(200, 125.0)]);
    assert_eq!(recording.column(Channel::Altitude), None);
    let decimals = |channel| recording.column(channel).unwrap().decimals();
    assert_eq!(
        (decimals(Channel::HeartRate), decimals(Channel::ForwardAcceleration)),
        (Some(0), Some(2))
    );
    assert_eq!(decimals(Channel::Latitude), None);
}

#[test]
fn positions_are_kept_to_the_last_bit_that_was_sent() {
    let recording =
        parse(r#"["lat", "lon"]"#, ["[55.67336654663086, 12.49395084381104]".to_owned()]);
    let latitude = recording.column(Channel::Latitude).unwrap().value(0).unwrap();
    let longitude = recording.column(Channel::Longitude).unwrap().value(0).unwrap();
    assert!((latitude - 55.673_366_546_630_86).abs() <= 0.0);
    assert!((longitude - 12.493_950_843_811_04).abs() < 1e-14);
}

#[test]
fn nulls_between_heart_rates_are_neither_zeros_nor_gaps() {
    let rows = (0..=600).map(|row| sparse_row(row, 0.0, 0.0, 120 + row / 300));
    let recording = parse(SPARSE, rows);
    let heart_rate = recording.column(Channel::HeartRate).unwrap();
    assert_eq!((heart_rate.len(), heart_rate.value_range()), (61, Some((120.0, 122.0))));
    assert_eq!(lines(heart_rate, 0..60_100, Grid::new(bucket_ms(60_100, 1_000))).len(), 1);
}

#[test]
fn time_in_zone_is_time_and_not_rows() {
    // Half a minute at 120, then half a minute at 170, in 61 of 601 rows.
    let rows = (0..=600).map(|row| sparse_row(row, 0.0, 0.0, if row <= 300 { 120 } else { 170 }));
    let settings = FigureSettings {
        heart_rate_zones: vec![
            Zone { lower: 100.0, upper: 140.0 },
            Zone { lower: 140.0, upper: 200.0 },
        ],
        ..FigureSettings::default()
    };
    let figures = figures(&parse(SPARSE, rows), 0..60_100, &settings);
    assert_eq!(
        figures.heart_rate_zones_ms,
        Some(ZoneShares { in_zone: vec![30_000, 30_000], outside: 0 })
    );
    assert_eq!(figures.heart_rate_mean_bpm, Some(145.0));
}

#[test]
fn a_real_hole_is_a_gap_and_nothing_counts_across_it() {
    // A minute of 5 m/s, three minutes of nothing, a minute of 5 m/s: the distance went on.
    let rows = (0..=600).chain(2_400..=3_000);
    let rows = rows.map(|row| sparse_row(row, f64::from(row) * 0.5, 5.0, 150));
    let recording = parse(SPARSE, rows);
    for channel in [Channel::HeartRate, Channel::Speed, Channel::Distance] {
        let column = recording.column(channel).unwrap();
        assert_eq!(lines(column, 0..400_000, Grid::new(1_000)).len(), 2, "{channel:?}");
    }
    let settings = FigureSettings {
        speed_unit: Some(SpeedUnit::MetresPerSecond),
        heart_rate_zones: vec![Zone { lower: 100.0, upper: 200.0 }],
        ..FigureSettings::default()
    };
    let figures = figures(&recording, 0..400_000, &settings);
    assert_eq!(figures.duration_ms, 120_000);
    assert!(figures.distance_m.is_some_and(|distance_m| (distance_m - 600.0).abs() < 1e-6));
    assert!(figures.m_per_min.is_some_and(|m_per_min| (m_per_min - 300.0).abs() < 1e-6));
    assert_eq!(figures.heart_rate_zones_ms.unwrap().in_zone, [120_000]);
}

#[test]
fn a_hole_may_also_be_rows_of_nulls() {
    let rows = (0..=3_000).map(|row| match row {
        601..2_400 => format!("[{}, null, null, null]", time(row)),
        _ => sparse_row(row, f64::from(row) * 0.5, 5.0, 150),
    });
    let recording = parse(SPARSE, rows);
    assert_eq!(recording.column(Channel::Speed).unwrap().segments().count(), 2);
    assert_eq!(figures(&recording, 0..400_000, &FigureSettings::default()).duration_ms, 120_000);
}

#[test]
fn rows_are_shorter_or_longer_than_the_fields_and_fields_may_be_new() {
    let rows =
        [r#"["PT0S"]"#, r#"["PT0.1S", 7, 90, 1, 2, "x", {}]"#, r#"["PT0.2S", {"deep": [1]}, 91]"#];
    let recording = parse(r#"["time", "body_temperature", "hr"]"#, rows.map(str::to_owned));
    assert_eq!(samples(&recording, Channel::HeartRate), [(100, 90.0), (200, 91.0)]);
    assert_eq!(recording.columns().len(), 1);
}

#[test]
fn whole_numbers_and_decimals_mix_in_one_field() {
    let recording = parse(r#"["hr"]"#, ["[94]", "[94.0]", "[94.5]"].map(str::to_owned));
    assert_eq!(samples(&recording, Channel::HeartRate), [(0, 94.0), (100, 94.0), (200, 94.5)]);
}

#[test]
fn durations_have_fractions_minutes_and_hours() {
    let times = ["PT4S", "PT4.2S", "PT1M0.1S", "PT59M59.9S", "PT1H", "PT1H0M0.1S", "P1DT0.5S"];
    let recording = parse(r#"["time", "hr"]"#, times.map(|time| format!(r#"["{time}", 90]"#)));
    let instants: Vec<i32> =
        samples(&recording, Channel::HeartRate).iter().map(|sample| sample.0).collect();
    assert_eq!(instants, [4_000, 4_200, 60_100, 3_599_900, 3_600_000, 3_600_100, 86_400_500]);
}

#[test]
fn rr_intervals_contain_nulls() {
    let json = "[485, 483, null, 800, 483, 486, 483, null, 950, 281]";
    let intervals_ms = rr::deserialize(&mut serde_json::Deserializer::from_str(json)).unwrap();
    assert_eq!(intervals_ms.len(), 10);
    assert_eq!(intervals_ms[1..4], [Some(483), None, Some(800)]);
    assert_eq!(rr::decode(&rr::encode(&intervals_ms)), Ok(intervals_ms));
}

#[test]
fn zones_need_not_start_at_zero_nor_end_with_the_data() {
    let speeds = [0.0, 2.0, 7.9, 17.1, 25.0, 41.0];
    let rows = speeds.iter().zip(0..).map(|(speed, row)| format!("[{}, {speed}]", time(row)));
    let settings = FigureSettings {
        speed_unit: Some(SpeedUnit::KilometresPerHour),
        speed_zones: vec![
            Zone { lower: 3.0, upper: 17.1 },
            Zone { lower: 17.1, upper: 25.0 },
            Zone { lower: 25.0, upper: 39.9 },
        ],
        ..FigureSettings::default()
    };
    let figures = figures(&parse(r#"["time", "speed"]"#, rows), 0..1_000, &settings);
    let zones = figures.speed_zones.unwrap();
    let times_ms: Vec<u32> = zones.in_zone.iter().map(|share| share.time_ms).collect();
    assert_eq!((times_ms, zones.outside.time_ms), (vec![100, 100, 200], 100));
    assert_eq!(figures.speed_max_kmh, Some(41.0), "spikes are not hidden");
}

#[test]
fn a_spike_stays_visible_at_every_zoom() {
    let rows =
        (0..6_000).map(|row| sparse_row(row, 0.0, if row == 3_333 { 44.4 } else { 5.0 }, 150));
    let recording = parse(SPARSE, rows);
    let speed = recording.column(Channel::Speed).unwrap();
    for columns in [2, 10, 100, 1_000] {
        let lines = lines(speed, 0..600_000, Grid::new(bucket_ms(600_000, columns)));
        let spikes = lines.iter().flat_map(|line| &line.points).filter(|point| point.value > 40.0);
        assert_eq!(spikes.map(|point| point.at_ms).collect::<Vec<_>>(), [333_300], "{columns}");
    }
}

#[test]
fn the_unit_of_speed_is_told_from_the_data() {
    for (factor, unit) in [(1.0, SpeedUnit::MetresPerSecond), (3.6, SpeedUnit::KilometresPerHour)] {
        let rows = (0..=600).map(|row| sparse_row(row, f64::from(row) * 0.4, 4.0 * factor, 150));
        let recording = parse(SPARSE, rows);
        assert_eq!(SpeedUnit::tell(&recording), Some(unit));
    }
}

#[test]
fn a_players_clock_is_moved_onto_the_teams() {
    let rows = (0..100).map(|row| sparse_row(row, 0.0, 1.0, 150));
    let recording = parse(SPARSE, rows).shifted(-4_200).unwrap();
    assert_eq!(recording.extent_ms(), Some((-4_200, 5_700)));
    let figures = figures(&recording, -4_200..0, &FigureSettings::default());
    assert_eq!((figures.duration_ms, figures.distance_m), (4_200, Some(0.0)));
}

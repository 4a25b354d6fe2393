//! The colours of the zones, and those of recordings side by side, can be told apart by everybody, on a screen and on
//! paper.

#![expect(clippy::unwrap_used, reason = "tokens that cannot be read are a failed test")]

use std::{collections::HashMap, fs, path::Path};

/// A colour in linear light.
type Rgb = [f64; 3];

/// How people with the three kinds of colour blindness see, after Machado, Oliveira and Fernandes (2009), at full
/// severity; and how it looks in grey.
const EYES: [(&str, [Rgb; 3]); 5] = [
    ("any", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
    ("grey", [LUMINANCE, LUMINANCE, LUMINANCE]),
];

const LUMINANCE: Rgb = [0.2126, 0.7152, 0.0722];

/// Two colours that differ by less are taken for the same when they are not side by side.
const APART: f64 = 15.0;

/// Neighbours must differ by so much also in grey.
const NEIGHBOURS_APART: f64 = 12.0;

/// What WCAG 2 asks of text at level AA.
const READABLE: f64 = 4.5;

#[test]
fn zones_can_be_told_apart() {
    for (theme, tokens) in themes() {
        let zones: Vec<Rgb> = (1..=5).map(|i| tokens[&format!("--zone-{i}")]).collect();
        for (eye, matrix) in EYES {
            let seen: Vec<Rgb> = zones.iter().map(|zone| lab(seen_with(matrix, *zone))).collect();
            for (i, a) in seen.iter().enumerate() {
                for (j, b) in seen.iter().enumerate().skip(i + 1) {
                    let needed = match (eye, j == i + 1) {
                        (_, true) => NEIGHBOURS_APART,
                        ("grey", false) => 0.0,
                        (_, false) => APART,
                    };
                    let difference = distance(*a, *b);
                    assert!(
                        difference >= needed,
                        "{theme}, {eye}: zones {} and {} differ by {difference:.0}",
                        i + 1,
                        j + 1
                    );
                }
            }
        }
    }
}

#[test]
fn recordings_side_by_side_can_be_told_apart() {
    for (theme, tokens) in themes() {
        let colours = ["a", "b", "c", "d"].map(|letter| tokens[&format!("--chart-{letter}")]);
        // In grey their letters are left.
        for (eye, matrix) in EYES.into_iter().filter(|(eye, _)| *eye != "grey") {
            let seen = colours.map(|colour| lab(seen_with(matrix, colour)));
            for (i, a) in seen.iter().enumerate() {
                for (j, b) in seen.iter().enumerate().skip(i + 1) {
                    let difference = distance(*a, *b);
                    assert!(
                        difference >= APART,
                        "{theme}, {eye}: colours {i} and {j} differ by {difference:.0}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_index_on_a_zone_can_be_read() {
    for (theme, tokens) in themes() {
        for i in 1..=5 {
            let contrast =
                contrast(tokens[&format!("--zone-{i}")], tokens[&format!("--zone-{i}-ink")]);
            assert!(
                contrast >= READABLE,
                "{theme}: the index of zone {i} has a contrast of {contrast:.1}"
            );
        }
    }
}

#[test]
fn text_can_be_read_on_everything_it_stands_on() {
    let pairs = [
        (
            "--text",
            [
                "--ground",
                "--surface",
                "--raised",
                "--accent-wash",
                "--warning-wash",
                "--danger-wash",
            ]
            .as_slice(),
        ),
        ("--text-quiet", &["--ground", "--surface", "--raised", "--accent-wash"]),
        ("--accent", &["--surface", "--raised", "--accent-wash"]),
        ("--warning", &["--surface", "--warning-wash"]),
        ("--on-accent", &["--accent", "--accent-strong"]),
        ("--chart-text", &["--surface"]),
        ("--chart-hr", &["--surface"]),
        ("--chart-speed", &["--surface"]),
        ("--chart-acceleration", &["--surface"]),
        ("--chart-altitude", &["--surface"]),
        ("--chart-cadence", &["--surface"]),
        ("--chart-power", &["--surface"]),
        ("--chart-distance", &["--surface"]),
        ("--chart-a", &["--surface"]),
        ("--chart-b", &["--surface"]),
        ("--chart-c", &["--surface"]),
        ("--chart-d", &["--surface"]),
    ];
    for (theme, tokens) in themes() {
        for (text, grounds) in pairs {
            for ground in grounds {
                let contrast = contrast(tokens[text], tokens[*ground]);
                assert!(
                    contrast >= READABLE,
                    "{theme}: {text} on {ground} has a contrast of {contrast:.1}"
                );
            }
        }
    }
}

#[test]
fn the_dark_theme_is_the_same_by_device_and_by_choice() {
    let css = tokens();
    let [by_device, by_choice] = [DARK_BY_DEVICE, DARK_BY_CHOICE].map(|rule| block(&css, rule));
    assert_eq!(by_choice.replace("    color-scheme: dark;\n\n", ""), by_device);
}

#[test]
fn in_sunlight_everything_has_more_contrast() {
    let [(_, light), _, (_, sunlight)] = themes();
    for (name, colour) in &sunlight {
        let strength = |theme: &HashMap<String, Rgb>| contrast(theme[name], theme["--surface"]);
        if name.starts_with("--chart") || name.starts_with("--text") || name.ends_with("line") {
            assert!(strength(&sunlight) >= strength(&light), "{name}");
        }
        if name.starts_with("--text") || name.ends_with("line") {
            assert!(contrast(*colour, sunlight["--surface"]) > 20.0, "{name}");
        }
    }
}

const DARK_BY_DEVICE: &str =
    "@media screen and (prefers-color-scheme: dark) {\n  :root:where(:not([data-theme])) {\n";
const DARK_BY_CHOICE: &str = "@media screen {\n  :root:where([data-theme=\"dark\"]) {\n";
const SUNLIGHT: &str = ":root:where([data-theme=\"sunlight\"]) {\n";

fn tokens() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../style/tokens.css")).unwrap()
}

/// What a rule says.
fn block<'a>(css: &'a str, rule: &str) -> &'a str {
    css.split_once(rule).unwrap().1.split_once('}').unwrap().0
}

/// The colours of all themes; what one does not name it has from the light one.
fn themes() -> [(&'static str, HashMap<String, Rgb>); 3] {
    let css = tokens();
    let light = colours(block(&css, ":root {\n"));
    let other = |rule| {
        let own = colours(block(&css, rule));
        let mut all = light.clone();
        all.extend(own);
        assert_eq!(all.len(), light.len(), "{rule} names a colour that the light theme lacks");
        all
    };
    let (dark, sunlight) = (other(DARK_BY_DEVICE), other(SUNLIGHT));
    [("light", light), ("dark", dark), ("sunlight", sunlight)]
}

fn colours(css: &str) -> HashMap<String, Rgb> {
    css.lines()
        .filter_map(|line| {
            let (name, value) = line.trim().trim_end_matches(';').split_once(": #")?;
            let channel = |i: usize| u8::from_str_radix(value.get(i..i + 2)?, 16).ok().map(linear);
            Some((name.to_owned(), [channel(0)?, channel(2)?, channel(4)?]))
        })
        .collect()
}

fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

fn luminance(colour: Rgb) -> f64 {
    dot(LUMINANCE, colour)
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn seen_with(matrix: [Rgb; 3], colour: Rgb) -> Rgb {
    matrix.map(|row| dot(row, colour).clamp(0.0, 1.0))
}

/// CIE L*a*b* under D65, in which equal distances look about equally different.
fn lab(colour: Rgb) -> Rgb {
    let to_xyz = [
        [0.412_456, 0.357_576, 0.180_437],
        [0.212_673, 0.715_152, 0.072_175],
        [0.019_334, 0.119_192, 0.950_304],
    ];
    let white = [0.950_47, 1.0, 1.088_83];
    let mut xyz = to_xyz.map(|row| dot(row, colour));
    for (value, white) in xyz.iter_mut().zip(white) {
        let share = *value / white;
        *value = if share > 216.0 / 24_389.0 {
            share.cbrt()
        } else {
            (24_389.0 / 27.0 * share + 16.0) / 116.0
        };
    }
    let [x, y, z] = xyz;
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn distance(a: Rgb, b: Rgb) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

fn dot(a: Rgb, b: Rgb) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

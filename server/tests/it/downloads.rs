//! What pages show, as files.

use std::collections::BTreeMap;

use reqwest::{Response, header};
use resvg::{
    tiny_skia::Pixmap,
    usvg::roxmltree::{Document, Node},
};

use crate::support::{Browser, Stage, ids_in_links, until};

/// The pages of a coach's first team that have files, with everything on them: the team, a session, a player in it, and a
/// player over time.
pub(crate) async fn pages(browser: &Browser) -> [String; 4] {
    let whole = async |page: &str| {
        until(async || {
            let html = browser.page(page).await;
            (!html.contains("class=\"progress")).then_some(html)
        })
        .await
    };
    let team = ids_in_links(&browser.page("/teams").await, "/teams/").remove(0);
    let team = format!("/teams/{team}");
    let shown = whole(&team).await;
    let session = format!("/sessions/{}", ids_in_links(&shown, "/sessions/").remove(0));
    let players = format!("{session}/players/");
    let recording = ids_in_links(&whole(&session).await, &players).remove(0);
    let player = format!("{players}{recording}");
    whole(&player).await;
    let roster = format!("{team}/players/");
    for id in ids_in_links(&shown, &roster) {
        let member = format!("{roster}{id}");
        if browser.page(&member).await.contains("trends.svg") {
            return [team, session, player, member];
        }
    }
    panic!("nobody of the roster has played");
}

/// The addresses of a page's links to files.
fn files(html: &str) -> Vec<String> {
    let links = html.split("<a ").skip(1).filter_map(|link| link.split_once('>'));
    let files = links.filter(|(tag, _)| tag.contains("class=\"save__way\""));
    let address = |(tag, _): (&str, &str)| {
        assert!(tag.contains("download") && tag.contains("rel=\"external\""), "{tag}");
        let (_, rest) = tag.split_once("href=\"").unwrap();
        rest.split_once('"').unwrap().0.replace("&amp;", "&")
    };
    files.map(address).collect()
}

fn header_of(answer: &Response, name: header::HeaderName) -> &str {
    answer.headers()[name].to_str().unwrap()
}

#[tokio::test]
async fn every_link_leads_to_a_file_that_stands_alone() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    let mut kinds = BTreeMap::<String, usize>::new();
    for page in pages(&browser).await {
        let links = files(&browser.page(&page).await);
        assert!(!links.is_empty(), "{page} has no files");
        for link in links {
            let answer = browser.get(&link).await;
            assert_eq!(answer.status(), 200, "{link}");
            assert_eq!(header_of(&answer, header::CACHE_CONTROL), "no-store", "{link}");
            assert_eq!(header_of(&answer, header::X_CONTENT_TYPE_OPTIONS), "nosniff", "{link}");
            let ending = link.rsplit('.').next().unwrap();
            let name = header_of(&answer, header::CONTENT_DISPOSITION);
            assert!(name.starts_with("attachment; filename=\""), "{name}");
            assert!(name.ends_with(ending), "{name}");
            *kinds.entry(ending.to_owned()).or_default() += 1;
            let body = answer.bytes().await.unwrap();
            match ending {
                "csv" => csv_is_sound(&link, &body),
                "svg" => svg_stands_alone(&link, &body),
                "png" => png_is_not_blank(&link, &body),
                other => panic!("{link} is a {other}"),
            }
        }
    }
    assert_eq!(kinds["svg"], kinds["png"]);
    assert!(kinds["csv"] >= 11 && kinds["svg"] >= 10, "{kinds:?}");
}

fn csv_is_sound(link: &str, body: &[u8]) {
    let text = body.strip_prefix("\u{feff}".as_bytes()).unwrap();
    let mut reader = csv::Reader::from_reader(text);
    let columns = reader.headers().unwrap().len();
    let rows = reader.records().map(Result::unwrap).count();
    assert!(columns > 1 && rows > 0, "{link}: {rows} rows of {columns}");
}

fn svg_stands_alone(link: &str, body: &[u8]) {
    let text = std::str::from_utf8(body).unwrap();
    let document = Document::parse(text).unwrap();
    let elements = || document.descendants().filter(Node::is_element);
    for element in elements() {
        let kind = element.tag_name().name();
        assert!(!["style", "script", "image", "use"].contains(&kind), "{link}: {kind}");
        for attribute in element.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(!["class", "style", "href", "src"].contains(&name), "{link}: {name}={value}");
            assert!(!value.contains("var(") && !value.contains("url("), "{link}: {name}={value}");
        }
    }
    let fonts = document.root_element().attribute("font-family").unwrap();
    assert!(fonts.starts_with("DejaVu Sans"), "{link}: {fonts}");
    assert!(elements().filter(|element| element.tag_name().name() == "text").count() > 2, "{link}");
}

fn png_is_not_blank(link: &str, body: &[u8]) {
    assert!(body.starts_with(b"\x89PNG\r\n\x1a\n"), "{link}");
    let picture = Pixmap::decode_png(body).unwrap();
    assert_eq!(picture.width(), 2_400, "{link}");
    let mut counts = BTreeMap::<(u8, u8, u8), usize>::new();
    for pixel in picture.pixels() {
        *counts.entry((pixel.red(), pixel.green(), pixel.blue())).or_default() += 1;
    }
    let painted = picture.pixels().len() - counts[&(255, 255, 255)];
    assert!(painted > 5_000, "{link}");
    if link.contains("/chart.png") {
        // The light theme's colours of heart rate and speed.
        for colour in [(0xc2, 0x26, 0x4b), (0x1f, 0x66, 0xcc)] {
            assert!(counts[&colour] > 500, "{link}: {colour:?}");
        }
    }
}

#[tokio::test]
async fn a_file_holds_what_its_page_shows() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    let [_, session, player, _] = pages(&browser).await;
    let text = async |address: &str| {
        let text = browser.page(address).await;
        text.trim_start_matches('\u{feff}').to_owned()
    };

    let page = browser.page(&session).await;
    let squad = text(&format!("{session}/squad.csv?sort=distance&dir=desc")).await;
    let mut reader = csv::Reader::from_reader(squad.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let distance = heads.iter().position(|head| head == "Distance (m)").unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), page.matches("class=\"squad__row\"").count());
    let distances: Vec<f64> = rows.iter().filter_map(|row| row[distance].parse().ok()).collect();
    assert!(distances.len() > 5 && distances.is_sorted_by(|a, b| a >= b), "{distances:?}");

    let seconds_of = |samples: &str| -> Vec<f64> {
        let mut reader = csv::Reader::from_reader(samples.as_bytes());
        assert_eq!(&reader.headers().unwrap()[1], "Since the start of the recording (s)");
        reader.records().map(|row| row.unwrap()[1].parse().unwrap()).collect()
    };
    let minute = text(&format!("{player}/samples.csv?from=1200000&to=1260000")).await;
    let seconds = seconds_of(&minute);
    // At 10 Hz, with some rows that the stand-in service loses.
    assert!((500..=600).contains(&seconds.len()), "{} rows", seconds.len());
    assert!(seconds.iter().all(|second| (1_200.0..1_260.0).contains(second)));
    assert!(seconds.is_sorted_by(|a, b| a < b));
    let whole = text(&format!("{player}/samples.csv")).await;
    assert!(seconds_of(&whole).len() > 6_000);

    let german = browser.client.get(format!("{}{session}/squad.csv", stage.origin));
    let german = german.header(header::ACCEPT_LANGUAGE, "de").send().await.unwrap();
    let german = german.text().await.unwrap();
    assert!(german.starts_with("\u{feff}Nummer;Name;Rolle;Zeit (s);Distanz (m);"), "{german:.80}");
}

//! Passes: handing them out, opening them, and what they do not show.

use app::{
    answers::{Answer, PassMade, QrPicture},
    model::Role,
};
use axum::http::{HeaderMap, HeaderValue, header};
use leptos::config::LeptosOptions;
use scraper::Html;

use crate::{
    Fixture,
    browser::{get_as, post},
    fixture::Wish,
    get,
};

const MOVEMENT: Role = Role::Pass { sees_health: false };

#[tokio::test]
async fn each_pass_says_what_it_sees_and_whether_it_works() {
    let page = get(&Fixture::default(), "/passes").await;
    let passes = page.texts(".access__one");
    assert_eq!(passes.len(), 5);
    for (pass, parts) in passes.iter().zip([
        [
            "Physio",
            "with heart rate",
            "not opened yet, ends in 24 h",
            "never used",
            "made 2 days ago",
            "Revoke",
        ],
        [
            "Tablet",
            "movement only",
            "open, ends in 5 h",
            "last used 2 min ago",
            "A-lag herrer",
            "Revoke",
        ],
    ]) {
        for part in parts {
            assert!(pass.replace('\u{a0}', " ").contains(part), "{part}: {pass}");
        }
    }
    assert_eq!(page.texts(".access__one button").len(), 2, "what is over cannot be revoked");
}

#[tokio::test]
async fn a_button_revokes_a_pass_without_scripts() {
    let club = Fixture::default();
    let answer = post(&club, "/api/ui/revoke_pass", "pass_id=open", "/passes").await;
    let location = answer.location.unwrap();
    assert_eq!(location.trim_end_matches('?'), "http://touchline.test/passes");
    assert_eq!(*club.wishes.lock().unwrap(), [Wish::Revoke("open".into())]);
}

#[tokio::test]
async fn the_form_shows_little_unless_more_is_chosen() {
    let page = get(&Fixture::default(), "/passes?team=women").await;
    assert_eq!(page.all("input[name=health][checked]").len(), 0);
    let checked = page.all("input[name=team][checked]");
    let values: Vec<_> = checked.iter().map(|team| team.attr("value").unwrap()).collect();
    assert_eq!(values, ["women"]);
    let page = get(&Fixture::default(), "/passes").await;
    assert_eq!(page.all("input[name=team][checked]").len(), 0);
    assert_eq!(page.texts("option[selected]")[3..], ["7 days"]);
}

#[tokio::test]
async fn who_looks_through_a_pass_is_offered_nothing_to_change() {
    let through_pass = Fixture { pass: Some(MOVEMENT), ..Fixture::default() };
    for path in ["/sync", "/sessions/cup-tie", "/sessions/cup-tie/players/recording-6"] {
        let [pass, coach] = [get(&through_pass, path).await, get(&Fixture::default(), path).await];
        let controls = ".sync-controls, .share-pass, .pitch__adjust, .menu a";
        assert_eq!(pass.all(controls).len(), 0, "{path}");
        assert!(coach.all(controls).len() > 1, "{path}");
    }
    let page = get(&through_pass, "/passes").await;
    assert_eq!(page.status, 403);
    assert_eq!(page.text("h1"), "This is for coaches");
    assert_eq!(page.text(".coach__only"), "Movement only");
}

#[tokio::test]
async fn a_pass_is_opened_by_a_form() {
    let nobody = Fixture { signed_out: true, ..Fixture::default() };
    let page = get_as(&nobody, "/pass", "", "de").await;
    assert_eq!((page.status.as_u16(), page.text("h1")), (200, "Zugang öffnen".to_owned()));
    let form = page.all("form.open-pass__form")[0];
    assert_eq!((form.attr("method"), form.attr("action")), (Some("post"), Some("/pass")));
    assert_eq!(page.all("form.open-pass__form input[name=ticket]").len(), 1);
}

fn document(answer: Answer, language: &'static str) -> Html {
    let options =
        LeptosOptions::builder().output_name("touchline").site_root("no-such-folder").build();
    let headers =
        HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, HeaderValue::from_static(language))]);
    Html::parse_document(&answer.document(options, &headers))
}

fn texts(document: &Html, selector: &str) -> Vec<String> {
    let selector = scraper::Selector::parse(selector).unwrap();
    document.select(&selector).map(|element| element.text().collect()).collect()
}

#[test]
fn what_became_of_a_form_needs_no_script() {
    let made = PassMade {
        label: "<Physio>".to_owned(),
        link: "http://touchline.test/pass#ABC".to_owned(),
        ticket: "AB-C".to_owned(),
        picture: QrPicture { side: 29, path: "M4 4h7v1h-7z".to_owned() },
    };
    assert!(!format!("{made:?}").contains("AB"), "it is a secret");
    let page = document(Answer::PassMade(made), "en");
    assert_eq!(texts(&page, "h2"), ["<Physio>"]);
    assert_eq!(texts(&page, ".pass-made__ticket"), ["AB-C"]);
    assert_eq!(texts(&page, "input[value='http://touchline.test/pass#ABC']").len(), 1);
    assert_eq!(texts(&page, "path[d='M4 4h7v1h-7z']").len(), 1);
    for (answer, language, title, href) in [
        (Answer::PassRefused, "en", "This pass cannot be opened", "/pass"),
        (Answer::PassRefused, "de", "Dieser Zugang lässt sich nicht öffnen", "/pass"),
        (Answer::PassIncomplete, "en", "The pass was not made", "/passes"),
        (Answer::TooOften { from: "/" }, "en", "Too many attempts", "/"),
    ] {
        let page = document(answer, language);
        assert_eq!(texts(&page, "h1"), [title]);
        assert_eq!(texts(&page, &format!("html[lang={language}] a[href='{href}']")).len(), 1);
        assert_eq!(texts(&page, "script, style, [style]").len(), 0);
        assert!(texts(&page, "link[rel=stylesheet]").len() == 1, "{title}");
    }
}

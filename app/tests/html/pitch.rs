//! A player's way over the pitch.

use app::{
    error::AppError,
    model::{DrawnField, Field, FieldError, GeoPoint, PlayerSessionId},
};
use axum::http::StatusCode;

use crate::{
    Fixture,
    browser::{get, post_json},
};

const WHOLE: &str = "/sessions/cup-tie/players/recording-6";

#[tokio::test]
async fn the_way_is_drawn_without_scripts_in_few_paths() {
    let page = get(&Fixture::default(), WHOLE).await;
    assert_eq!(page.text("#pitch"), "Pitch");
    let ways = page.all(".pitch__trace path");
    assert_eq!(ways.len(), 6);
    let drawn = ways.iter().filter(|way| way.attr("d").is_some_and(|d| d.starts_with('M'))).count();
    assert_eq!(drawn, 5, "one for each zone");
    assert_eq!(page.all(".pitch__svg [style], .pitch__svg [fill], .pitch__svg [stroke]").len(), 0);
    let lines = page.all(".pitch__lines")[0].attr("d").unwrap();
    assert!(lines.starts_with("M-525 -340H525V340H-525Z"), "{lines}");
    assert!(page.all(".pitch__dot")[0].attr("hidden").is_some());
}

#[tokio::test]
async fn the_drawing_is_told_in_words_and_its_colours_in_numbers() {
    let page = get(&Fixture::default(), WHOLE).await;
    let label = page.all(".pitch__svg")[0].attr("aria-label").unwrap();
    assert!(label.replace('\u{a0}', " ").contains("105 × 68 m"), "{label}");
    let zones = page.texts(".pitch__trace-legend .legend li");
    assert_eq!(zones[1], "2 7.1–14.4 km/h");
    let steps = page.texts(".pitch__heat-legend li");
    assert_eq!(steps[0], "Time in squares of 3 m:");
    assert!(steps[1].starts_with("under ") && steps.len() > 4, "{steps:?}");
    let cells = page.all(".pitch__heat path");
    assert!(cells.iter().filter(|cell| cell.attr("d") != Some("")).count() >= steps.len() - 1);
    assert_eq!(page.texts(".pitch__views label"), ["Trace", "Heat map"]);
}

#[tokio::test]
async fn a_window_has_the_way_of_the_window() {
    let part = get(&Fixture::default(), &format!("{WHOLE}?from=600000&to=900000")).await;
    let whole = get(&Fixture::default(), WHOLE).await;
    let way = |page: &crate::browser::Page| {
        page.all(".pitch__trace path").iter().map(|way| way.attr("d").unwrap().len()).sum::<usize>()
    };
    assert!(way(&part) > 0 && way(&part) < way(&whole));
    let hole = get(&Fixture::default(), &format!("{WHOLE}?from=2410000&to=2500000")).await;
    assert_eq!(way(&hole), 0);
    assert_eq!(hole.text(".pitch__card [role=status]"), "No positions in this part.");
}

#[tokio::test]
async fn a_recording_without_positions_says_so_and_one_without_samples_says_nothing_more() {
    let indoors = get(&Fixture { indoors: true, ..Fixture::default() }, WHOLE).await;
    assert!(indoors.text(".pitch .empty").starts_with("There are no positions"));
    assert_eq!(indoors.all(".pitch__svg").len(), 0);
    let empty = get(&Fixture { empty: true, ..Fixture::default() }, WHOLE).await;
    assert!(empty.all(".pitch")[0].attr("hidden").is_some());
}

#[tokio::test]
async fn a_field_that_cannot_be_one_is_refused() {
    let save = async |fixture: &Fixture, length_m: f64| {
        let field = Field { east_m: 0.0, north_m: 0.0, bearing_deg: 17.0, length_m, width_m: 68.0 };
        let reference = GeoPoint { latitude_deg: 69.65, longitude_deg: 18.93 };
        let body = serde_json::json!({
            "player_session_id": PlayerSessionId::from("recording-6"),
            "field": DrawnField { reference, field },
        });
        let answer = post_json(fixture, "/api/ui/save_field", &body).await;
        if answer.status == StatusCode::OK {
            return Ok(());
        }
        Err(serde_json::from_str::<FieldError>(&answer.html).unwrap())
    };
    let club = Fixture::default();
    assert_eq!(save(&club, 105.0).await, Ok(()));
    assert_eq!(save(&club, 500.0).await, Err(FieldError::Implausible));
    let signed_out = Fixture { signed_out: true, ..Fixture::default() };
    assert_eq!(save(&signed_out, 105.0).await, Err(AppError::NotSignedIn.into()));
}

//! What must hold for any bytes: for the fuzz targets, and for the tests that run their seeds.

use app::{
    address::return_to,
    model::{
        DrawnField, Frame, NewPass, PlayerFilter, PlayerSessionId, SessionFilter, SideBySide,
        Window,
    },
    preferences::{Lanes, Preferences},
};

/// Decodes a frame, as the browser does.
pub fn frame(bytes: &[u8]) {
    let Ok(frame) = Frame::decode(bytes) else { return };
    // Values and places in buckets are rounded, so that no more than this comes back of any bytes.
    let again = Frame::decode(&frame.encode()).expect("what we write we read");
    let channels = |frame: &Frame| frame.lanes.iter().map(|lane| lane.channel).collect::<Vec<_>>();
    assert_eq!((again.window, channels(&again)), (frame.window, channels(&frame)));
    let json = serde_json::to_string(&frame.json()).expect("a frame is plain data");
    assert!(json.starts_with('{'));
}

/// Reads a query or a form as all of those that we have.
pub fn query(bytes: &[u8]) {
    let Ok(fields) = serde_urlencoded::from_bytes::<Vec<(String, String)>>(bytes) else { return };
    let get = |name: &str| {
        fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    };
    let own = return_to(get("return_to"));
    assert!(own.starts_with('/') && !own.starts_with("//") && !own.contains(['\\', '\n']), "{own}");
    let window = Window::from_query(get("from"), get("to"));
    assert!(
        window.is_none_or(|window| window.duration_ms() > 0 && window.contains(window.from_ms))
    );
    let sessions = SessionFilter::from_query(get);
    assert!(!sessions.cleared().is_active());
    sessions.finds(["Kickoff"]);
    PlayerFilter::from_query(get);
    let chosen = fields.iter().filter(|(name, _)| name == "of");
    if let Ok(chosen) = SideBySide::new(chosen.map(|(_, id)| PlayerSessionId::from(id.as_str()))) {
        assert!((1..=SideBySide::MOST).contains(&chosen.ids().len()));
    }
    if let Some(pass) = NewPass::from_form(&fields) {
        assert!(!pass.label.is_empty() && !pass.teams.is_empty());
        assert!(NewPass::DAYS.contains(&pass.days));
    }
    kept(Preferences::default().changed_by(&fields));
}

/// Reads the cookie with what a person prefers, and after a line feed the languages that the browser asks for.
pub fn cookie(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let (cookie, languages) = text.split_once('\n').unwrap_or((text, ""));
    kept(Preferences::parse(cookie, languages));
    if let Ok(lanes) = Lanes::try_from(cookie.to_owned()) {
        assert_eq!(Lanes::try_from(String::from(lanes)), Ok(lanes));
    }
}

/// Reads a field that somebody drew, or a window, from JSON.
pub fn field(bytes: &[u8]) {
    if let Ok(drawn) = serde_json::from_slice::<DrawnField>(bytes)
        && drawn.field.is_plausible()
    {
        let json = serde_json::to_vec(&drawn).expect("a field is plain data");
        assert!(serde_json::from_slice::<DrawnField>(&json).is_ok());
    }
    if let Ok(window) = serde_json::from_slice::<Window>(bytes) {
        assert!(window.from_ms < window.to_ms, "nothing is inside of {window:?}");
    }
}

/// What is kept comes back.
fn kept(preferences: Preferences) {
    let cookie = preferences.to_cookie();
    assert!(
        cookie.bytes().all(|byte| byte.is_ascii_graphic() && !b";,\"\\".contains(&byte)),
        "{cookie}"
    );
    assert_eq!(Preferences::parse(&cookie, ""), preferences);
}

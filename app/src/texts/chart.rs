//! The chart of a recording.

#[derive(Debug)]
pub(crate) struct Chart {
    pub(crate) no_data: &'static str,
    pub(crate) loading: &'static str,
    /// The name of a channel inside a sentence.
    pub(crate) in_sentence: fn(channel: &str) -> String,
    /// The window, with its duration.
    pub(crate) window: fn(from: &str, to: &str, duration: &str) -> String,
    /// What was measured, from the lowest to the highest value.
    pub(crate) range: fn(channel: &str, low: &str, high: &str) -> String,
    /// Between the names of channels.
    pub(crate) and: &'static str,
    /// How the canvas is used.
    pub(crate) canvas: fn(channels: &str) -> String,
    /// The label of the buttons.
    pub(crate) tools: &'static str,
    pub(crate) zoom_in: &'static str,
    pub(crate) zoom_out: &'static str,
    pub(crate) whole: &'static str,

    pub(crate) unreachable: &'static str,
    pub(crate) signed_out: &'static str,
    pub(crate) refused: fn(status: u16) -> String,
    pub(crate) unreadable: &'static str,
}

pub(super) const ENGLISH: Chart = Chart {
    no_data: "no data",
    loading: "loading",
    in_sentence: str::to_lowercase,
    window: |from, to, duration| format!("{from} to {to} ({duration})"),
    range: |channel, low, high| format!("{channel} {low} to {high}"),
    and: " and ",
    canvas: |channels| {
        format!(
            "{channels} over time. Left and right move the crosshair, plus and minus zoom, 0 shows the whole session."
        )
    },
    tools: "Window",
    zoom_in: "Zoom in",
    zoom_out: "Zoom out",
    whole: "Whole",
    unreachable: "The server cannot be reached; showing what was loaded.",
    signed_out: "You are signed out; showing what was loaded. Reload the page to sign in.",
    refused: |status| format!("The server answered with status {status}; showing what was loaded."),
    unreadable: "The server’s answer cannot be shown; showing what was loaded.",
};

pub(super) const GERMAN: Chart = Chart {
    no_data: "keine Daten",
    loading: "wird geladen",
    in_sentence: str::to_owned,
    window: |from, to, duration| format!("{from} bis {to} ({duration})"),
    range: |channel, low, high| format!("{channel} {low} bis {high}"),
    and: " und ",
    canvas: |channels| {
        format!(
            "{channels} im Zeitverlauf. Links und rechts bewegen das Fadenkreuz, Plus und Minus zoomen, 0 zeigt die \
             ganze Einheit."
        )
    },
    tools: "Ausschnitt",
    zoom_in: "Hineinzoomen",
    zoom_out: "Herauszoomen",
    whole: "Ganz",
    unreachable: "Der Server ist nicht erreichbar; zu sehen ist, was geladen wurde.",
    signed_out: "Niemand ist mehr angemeldet; zu sehen ist, was geladen wurde. Neu laden führt zur Anmeldung.",
    refused: |status| {
        format!("Der Server hat mit Status {status} geantwortet; zu sehen ist, was geladen wurde.")
    },
    unreadable: "Die Antwort des Servers lässt sich nicht zeigen; zu sehen ist, was geladen wurde.",
};

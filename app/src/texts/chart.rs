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
    /// Where the times between beats are, and which are left out.
    pub(crate) beats_are: &'static str,
    /// The strip of the whole recording.
    pub(crate) overview: &'static str,
    /// How many values cannot be true, after the sign that marks them.
    pub(crate) spikes: fn(count: usize) -> String,
    /// What the chart shows, to be chosen.
    pub(crate) lanes: &'static str,
    pub(crate) lane_up: fn(channel: &str) -> String,
    pub(crate) lane_down: fn(channel: &str) -> String,

    pub(crate) unreachable: &'static str,
    pub(crate) signed_out: &'static str,
    pub(crate) refused: fn(status: u16) -> String,
    pub(crate) unreadable: &'static str,
}

pub(super) const ENGLISH: Chart = Chart {
    no_data: "no data",
    loading: "loading",
    in_sentence: lowercase_but_abbreviations,
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
    beats_are: "RR intervals come without instants: they are laid end to end from the start of the recording, and anew \
                after each gap of the heart rate, so late ones may be some beats off. Missed beats are left out, and so \
                are intervals below 250 or above 2000\u{a0}ms or more than 20\u{a0}% off the one before.",
    overview: "Window in the whole session",
    spikes: |count| match count {
        1 => "✕ 1 value that cannot be true".to_owned(),
        count => format!("✕ {count} values that cannot be true"),
    },
    lanes: "Choose lanes",
    lane_up: |channel| format!("{channel}: move up"),
    lane_down: |channel| format!("{channel}: move down"),
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
    beats_are: "RR-Intervalle kommen ohne Zeitpunkte: Sie sind vom Anfang der Aufzeichnung an aneinandergelegt, nach jeder \
                Lücke der Herzfrequenz von neuem; späte können um einige Schläge daneben liegen. Verpasste Schläge \
                fehlen, ebenso Intervalle unter 250 oder über 2000\u{a0}ms und solche, die um mehr als 20\u{a0}% vom \
                vorigen abweichen.",
    overview: "Ausschnitt in der ganzen Einheit",
    spikes: |count| match count {
        1 => "✕ 1 unmöglicher Wert".to_owned(),
        count => format!("✕ {count} unmögliche Werte"),
    },
    lanes: "Spuren wählen",
    lane_up: |channel| format!("{channel}: nach oben"),
    lane_down: |channel| format!("{channel}: nach unten"),
    unreachable: "Der Server ist nicht erreichbar; zu sehen ist, was geladen wurde.",
    signed_out: "Niemand ist mehr angemeldet; zu sehen ist, was geladen wurde. Neu laden führt zur Anmeldung.",
    refused: |status| {
        format!("Der Server hat mit Status {status} geantwortet; zu sehen ist, was geladen wurde.")
    },
    unreadable: "Die Antwort des Servers lässt sich nicht zeigen; zu sehen ist, was geladen wurde.",
};

/// In English the first letter alone is written otherwise inside of a sentence; abbreviations are not.
fn lowercase_but_abbreviations(name: &str) -> String {
    let words = name.split(' ').map(|word| {
        let is_abbreviation = word.len() > 1 && word.chars().all(char::is_uppercase);
        if is_abbreviation { word.to_owned() } else { word.to_lowercase() }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_stays_one_inside_of_a_sentence() {
        let told = ["Heart rate", "Speed", "RR interval"].map(|name| (ENGLISH.in_sentence)(name));
        assert_eq!(told, ["heart rate", "speed", "RR interval"]);
    }
}

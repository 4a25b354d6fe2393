//! The pitch of a player's session.

/// What the pitch says.
#[derive(Debug)]
pub(crate) struct Pitch {
    pub(crate) title: &'static str,
    pub(crate) no_positions: &'static str,
    pub(crate) none_in_part: &'static str,
    pub(crate) view: &'static str,
    pub(crate) trace: &'static str,
    pub(crate) heat_map: &'static str,
    pub(crate) slower: &'static str,
    pub(crate) point_at_trace: &'static str,
    /// What the drawing shows, for people who do not see it.
    pub(crate) summary: fn(facts: &str) -> String,
    /// How large the field is, and who says so.
    pub(crate) kept_field: fn(size: &str) -> String,
    pub(crate) fitted_ground: fn(size: &str) -> String,
    pub(crate) fitted_area: fn(size: &str) -> String,
    /// How coarse the heat map is.
    pub(crate) cells: fn(cell_m: &str) -> String,
    /// A step of the heat map.
    pub(crate) step: fn(from_s: u32, to_s: Option<u32>) -> String,
    pub(crate) adjust: &'static str,
    pub(crate) editor: Editor,
}

/// Where the coach says where the field is.
#[derive(Debug)]
pub(crate) struct Editor {
    pub(crate) name: &'static str,
    pub(crate) hint: &'static str,
    pub(crate) east: &'static str,
    pub(crate) north: &'static str,
    pub(crate) bearing: &'static str,
    pub(crate) length: &'static str,
    pub(crate) width: &'static str,
    /// The buttons that make a number smaller and larger.
    pub(crate) less: fn(label: &str) -> String,
    pub(crate) more: fn(label: &str) -> String,
    pub(crate) save: &'static str,
    pub(crate) back_to_fitted: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) implausible: &'static str,
}

pub(super) const ENGLISH: Pitch = Pitch {
    title: "Pitch",
    no_positions: "There are no positions in this recording: it was indoors, or the sensor saw no satellites.",
    none_in_part: "No positions in this part.",
    view: "View",
    trace: "Trace",
    heat_map: "Heat map",
    slower: "slower, or not measured",
    point_at_trace: "Tap the trace to see its instant in the chart.",
    summary: |facts| format!("The player’s way over the field, coloured by speed zone. {facts}."),
    kept_field: |size| format!("Field of this venue, {size}"),
    fitted_ground: |size| format!("Field fitted to where the team was, {size}"),
    fitted_area: |size| format!("Area that the team used, {size}"),
    cells: |cell_m| format!("Time in squares of {cell_m}\u{a0}m:"),
    step: |from_s, to_s| match (from_s, to_s) {
        (0, Some(to_s)) => format!("under {to_s}\u{a0}s"),
        (_, Some(to_s)) => format!("{from_s}–{to_s}\u{a0}s"),
        (_, None) => format!("from {from_s}\u{a0}s"),
    },
    adjust: "Adjust field",
    editor: Editor {
        name: "Field",
        hint: "Drag the field to move it, a corner to change its size, the round handle to turn it. It holds for all \
               sessions of the team at this venue.",
        east: "To the east, m",
        north: "To the north, m",
        bearing: "Angle, °",
        length: "Length, m",
        width: "Width, m",
        less: |label| format!("Less: {label}"),
        more: |label| format!("More: {label}"),
        save: "Save",
        back_to_fitted: "Back to fitted",
        cancel: "Cancel",
        implausible: "A field is 20 to 150 m long, 10 to 120 m wide, and within 2 km of the players.",
    },
};

pub(super) const GERMAN: Pitch = Pitch {
    title: "Spielfeld",
    no_positions: "Diese Aufzeichnung hat keine Positionen: Sie war in der Halle, oder der Sensor hatte keine Satelliten.",
    none_in_part: "Keine Positionen in diesem Teil.",
    view: "Ansicht",
    trace: "Laufweg",
    heat_map: "Heatmap",
    slower: "langsamer oder nicht gemessen",
    point_at_trace: "Ein Tippen auf den Laufweg zeigt den Augenblick im Diagramm.",
    summary: |facts| {
        format!("Der Laufweg über das Feld, gefärbt nach Geschwindigkeitszone. {facts}.")
    },
    kept_field: |size| format!("Feld dieses Orts, {size}"),
    fitted_ground: |size| format!("Feld, angepasst an die Positionen der Mannschaft, {size}"),
    fitted_area: |size| format!("Fläche, die die Mannschaft genutzt hat, {size}"),
    cells: |cell_m| format!("Zeit in Quadraten von {cell_m}\u{a0}m:"),
    step: |from_s, to_s| match (from_s, to_s) {
        (0, Some(to_s)) => format!("unter {to_s}\u{a0}s"),
        (_, Some(to_s)) => format!("{from_s}–{to_s}\u{a0}s"),
        (_, None) => format!("ab {from_s}\u{a0}s"),
    },
    adjust: "Feld anpassen",
    editor: Editor {
        name: "Feld",
        hint: "Am Feld ziehen verschiebt es, an einer Ecke ändert die Größe, am runden Griff dreht es. Es gilt für alle \
               Einheiten der Mannschaft an diesem Ort.",
        east: "Nach Osten, m",
        north: "Nach Norden, m",
        bearing: "Winkel, °",
        length: "Länge, m",
        width: "Breite, m",
        less: |label| format!("Weniger: {label}"),
        more: |label| format!("Mehr: {label}"),
        save: "Sichern",
        back_to_fitted: "Zurück zur Anpassung",
        cancel: "Abbrechen",
        implausible: "Ein Feld ist 20 bis 150 m lang, 10 bis 120 m breit und höchstens 2 km von den Positionen entfernt.",
    },
};

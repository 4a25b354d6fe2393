//! Heads of columns that files have besides those of pages.

#[derive(Debug)]
pub(crate) struct FileHeads {
    pub(crate) local_time: &'static str,
    pub(crate) since_start: &'static str,
    pub(crate) figure: &'static str,
    pub(crate) value: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) length: &'static str,
    pub(crate) total: &'static str,
    pub(crate) lower_limit: &'static str,
    pub(crate) upper_limit: &'static str,
}

pub(super) const ENGLISH: FileHeads = FileHeads {
    local_time: "Local time",
    since_start: "Since the start of the recording",
    figure: "Figure",
    value: "Value",
    unit: "Unit",
    length: "Length",
    total: "Total",
    lower_limit: "Lower limit",
    upper_limit: "Upper limit",
};

pub(super) const GERMAN: FileHeads = FileHeads {
    local_time: "Ortszeit",
    since_start: "Seit Beginn der Aufzeichnung",
    figure: "Größe",
    value: "Wert",
    unit: "Einheit",
    length: "Länge",
    total: "Summe",
    lower_limit: "Untere Grenze",
    upper_limit: "Obere Grenze",
};

//! What is saved of pages, and what stands in it besides what pages say.

#[derive(Debug)]
pub(crate) struct Files {
    /// The menu of a chart or a table; what it is of follows for who does not see that.
    pub(crate) save: &'static str,
    pub(crate) print: &'static str,
    // Heads of columns.
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

pub(super) const ENGLISH: Files = Files {
    save: "Save",
    print: "Print page",
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

pub(super) const GERMAN: Files = Files {
    save: "Sichern",
    print: "Seite drucken",
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

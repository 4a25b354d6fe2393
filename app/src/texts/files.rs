//! What pages say of what can be saved of them.

#[derive(Debug)]
pub(crate) struct Files {
    /// The menu of a chart or a table; what it is of follows for who does not see that.
    pub(crate) save: &'static str,
    pub(crate) print: &'static str,
}

pub(super) const ENGLISH: Files = Files { save: "Save", print: "Print page" };

pub(super) const GERMAN: Files = Files { save: "Sichern", print: "Seite drucken" };

//! What somebody may ask of who holds the data about them: on the pages of a player and of a team.

#[derive(Debug)]
pub(crate) struct Rights {
    pub(crate) title: &'static str,
    pub(crate) export: &'static str,
    pub(crate) delete: &'static str,
    /// After it was done.
    pub(crate) deleted: &'static str,
}

pub(super) const ENGLISH: Rights = Rights {
    title: "Personal data",
    export: "Export all data",
    delete: "Delete all data",
    deleted: "Everything about the player was deleted here, and is not fetched from Polar again.",
};

pub(super) const GERMAN: Rights = Rights {
    title: "Personenbezogene Daten",
    export: "Alle Daten exportieren",
    delete: "Alle Daten löschen",
    deleted: "Hier ist alles über die Person gelöscht, und von Polar wird es nicht wieder geholt.",
};

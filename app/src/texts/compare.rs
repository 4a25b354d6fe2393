//! Recordings side by side.

#[derive(Debug)]
pub(crate) struct Compare {
    pub(crate) title: &'static str,
    /// Of which session, or of which player.
    pub(crate) title_of: fn(what: &str) -> String,
    /// The way here from one recording.
    pub(crate) with_others: &'static str,
    /// What is chosen from: those of a session, or those of a player.
    pub(crate) players: &'static str,
    pub(crate) sessions: &'static str,
    pub(crate) how_many: &'static str,
    pub(crate) submit: &'static str,

    /// What is side by side.
    pub(crate) recordings: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) lead_by: fn(whose: &str) -> String,
    pub(crate) remove: &'static str,
    pub(crate) remove_one: fn(whose: &str) -> String,
    pub(crate) add: &'static str,
    pub(crate) from_session: fn(session: &str) -> String,
    pub(crate) other_sessions: fn(player: &str) -> String,
    pub(crate) all_sessions: &'static str,

    pub(crate) aligned_at: &'static str,
    pub(crate) start: &'static str,
    /// From where times count, and whose phases are shown.
    pub(crate) times_count_from: fn(from: &str, letter: &str) -> String,

    /// What stands below each figure.
    pub(crate) differences: fn(letter: &str) -> String,
    pub(crate) peaks: &'static str,
    /// A quantity over so much time.
    pub(crate) peak: fn(quantity: &str, length: &str) -> String,

    pub(crate) nothing_chosen: &'static str,
    pub(crate) nothing_chosen_why: &'static str,
    pub(crate) too_many: &'static str,
    pub(crate) too_many_why: fn(chosen: usize) -> String,
}

pub(super) const ENGLISH: Compare = Compare {
    title: "Side by side",
    title_of: |what| format!("Side by side: {what}"),
    with_others: "Compare\u{a0}+",
    players: "Compare players",
    sessions: "Compare sessions",
    how_many: "Two to four. The others are compared with the first one.",
    submit: "Compare",
    recordings: "Recordings",
    lead: "Put first",
    lead_by: |whose| format!("Put first: {whose}"),
    remove: "Remove",
    remove_one: |whose| format!("Remove: {whose}"),
    add: "Add another",
    from_session: |session| format!("Others in {session}"),
    other_sessions: |player| format!("Other sessions of {player}"),
    all_sessions: "All sessions",
    aligned_at: "Aligned at",
    start: "Start of the session",
    times_count_from: |from, letter| {
        format!("Times count from here: {from}. The phases that are marked are those of {letter}.")
    },
    differences: |letter| format!("Below each figure is its difference to {letter}."),
    peaks: "Peaks",
    peak: |quantity, length| format!("{quantity}, {length}"),
    nothing_chosen: "Nothing is chosen",
    nothing_chosen_why: "Choose two to four players in a session, or two to four sessions of a player.",
    too_many: "Too many are chosen",
    too_many_why: |chosen| {
        format!(
            "{chosen} are chosen, and at most four can be put side by side. Go back and choose fewer."
        )
    },
};

pub(super) const GERMAN: Compare = Compare {
    title: "Vergleich",
    title_of: |what| format!("Vergleich: {what}"),
    with_others: "Vergleichen\u{a0}+",
    players: "Kader vergleichen",
    sessions: "Einheiten vergleichen",
    how_many: "Zwei bis vier. Die anderen werden mit der ersten Wahl verglichen.",
    submit: "Vergleichen",
    recordings: "Aufzeichnungen",
    lead: "Nach vorn",
    lead_by: |whose| format!("Nach vorn: {whose}"),
    remove: "Entfernen",
    remove_one: |whose| format!("Entfernen: {whose}"),
    add: "Weitere hinzufügen",
    from_session: |session| format!("Andere in {session}"),
    other_sessions: |player| format!("Andere Einheiten: {player}"),
    all_sessions: "Alle Einheiten",
    aligned_at: "Ausgerichtet an",
    start: "Beginn der Einheit",
    times_count_from: |from, letter| {
        format!("Zeiten zählen ab hier: {from}. Markiert sind die Phasen von {letter}.")
    },
    differences: |letter| format!("Unter jedem Wert steht der Unterschied zu {letter}."),
    peaks: "Spitzen",
    peak: |quantity, length| format!("{quantity}, {length}"),
    nothing_chosen: "Nichts ist ausgewählt",
    nothing_chosen_why: "Zwei bis vier Personen aus einer Einheit wählen, oder zwei bis vier Einheiten einer Person.",
    too_many: "Zu viele sind ausgewählt",
    too_many_why: |chosen| {
        format!(
            "{chosen} sind ausgewählt, und höchstens vier passen nebeneinander. Zurückgehen und weniger wählen."
        )
    },
};

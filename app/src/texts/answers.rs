//! What became of a form, and why a request was refused, on pages of their own.

use super::Count;

#[derive(Debug)]
pub(crate) struct Answers {
    pub(crate) made: Told,
    pub(crate) qr_code: &'static str,
    pub(crate) link: &'static str,
    /// The code follows.
    pub(crate) or_type: &'static str,
    pub(crate) incomplete: Told,
    pub(crate) refused: Told,
    pub(crate) too_often: Told,
    pub(crate) back_to_passes: &'static str,
    pub(crate) deletion: Deletion,
}

/// Whether everything about a player is to be deleted.
#[derive(Debug)]
pub(crate) struct Deletion {
    pub(crate) asked: Told,
    pub(crate) who: &'static str,
    pub(crate) sessions: fn(Count) -> String,
    pub(crate) sessions_since: fn(Count, day: &str) -> String,
    pub(crate) recordings: &'static str,
    pub(crate) stays: &'static str,
    pub(crate) delete: &'static str,
    pub(crate) back: &'static str,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Told {
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
}

pub(super) const ENGLISH: Answers = Answers {
    made: Told {
        title: "The pass is ready",
        text: "Scan the code with the device that is to have it, or send the link. Both open the pass once, and are \
               shown only now.",
    },
    qr_code: "QR code of the link",
    link: "Link",
    or_type: "Or open /pass and type:",
    incomplete: Told {
        title: "The pass was not made",
        text: "It needs a name of at most 60 characters and at least one team. Go back, or start again.",
    },
    refused: Told {
        title: "This pass cannot be opened",
        text: "Its code is mistyped, was used before, or has ended. Ask the coach for a new one.",
    },
    too_often: Told {
        title: "Too many attempts",
        text: "Somebody has tried this too often just now. Wait a minute, then try again.",
    },
    back_to_passes: "Back to the passes",
    deletion: Deletion {
        asked: Told {
            title: "Delete everything about this player?",
            text: "It cannot be undone, not even a mistake: from then on Touchline fetches nothing about this player from \
                   Polar, whoever signs in.",
        },
        who: "Name, number and role on the team",
        sessions: |count| match count.n {
            0 => "No session: none is held here".to_owned(),
            1 => "The part in 1 session".to_owned(),
            _ => format!("The part in {count} sessions"),
        },
        sessions_since: |count, day| match count.n {
            1 => format!("The part in 1 session, on {day}"),
            _ => format!("The part in {count} sessions since {day}"),
        },
        recordings: "All recordings and figures of these sessions: heart rate, positions, speed, zones, loads",
        stays: "What stays: notes about whole sessions, which name nobody by themselves; backups that were made before; \
                the id that Polar has given the player, to know who is left out; and everything at Polar itself.",
        delete: "Delete for good",
        back: "Back to the player",
    },
};

pub(super) const GERMAN: Answers = Answers {
    made: Told {
        title: "Der Zugang ist bereit",
        text: "Den Code mit dem Gerät scannen, das ihn bekommen soll, oder den Link senden. Beides öffnet den Zugang \
               einmal und ist nur jetzt zu sehen.",
    },
    qr_code: "QR-Code des Links",
    link: "Link",
    or_type: "Oder /pass öffnen und eintippen:",
    incomplete: Told {
        title: "Der Zugang wurde nicht erstellt",
        text: "Er braucht einen Namen mit höchstens 60 Zeichen und mindestens eine Mannschaft.",
    },
    refused: Told {
        title: "Dieser Zugang lässt sich nicht öffnen",
        text: "Der Code ist vertippt, schon benutzt oder beendet. Einen neuen gibt es dort, wo er herkam.",
    },
    too_often: Told {
        title: "Zu viele Versuche",
        text: "Das wurde gerade zu oft versucht. In einer Minute geht es wieder.",
    },
    back_to_passes: "Zurück zu den Zugängen",
    deletion: Deletion {
        asked: Told {
            title: "Alles über diese Person löschen?",
            text: "Das lässt sich nicht rückgängig machen, auch kein Versehen: Touchline holt danach nichts mehr über diese \
                   Person von Polar, wer immer sich anmeldet.",
        },
        who: "Name, Nummer und Rolle in der Mannschaft",
        sessions: |count| match count.n {
            0 => "Keine Einheit: hier ist keine gespeichert".to_owned(),
            1 => "Die Teilnahme an 1 Einheit".to_owned(),
            _ => format!("Die Teilnahme an {count} Einheiten"),
        },
        sessions_since: |count, day| match count.n {
            1 => format!("Die Teilnahme an 1 Einheit, am {day}"),
            _ => format!("Die Teilnahme an {count} Einheiten seit {day}"),
        },
        recordings: "Alle Aufzeichnungen und Werte dieser Einheiten: Herzfrequenz, Positionen, Tempo, Zonen, Belastungen",
        stays: "Es bleiben: Notizen zu ganzen Einheiten, die von sich aus niemanden nennen; Sicherungen von früher; die \
                Kennung der Person bei Polar, damit sie ausgelassen wird; und alles bei Polar selbst.",
        delete: "Endgültig löschen",
        back: "Zurück zur Person",
    },
};

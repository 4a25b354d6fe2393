//! The audit log.

use crate::model::{AuditAction, AuditActor};

#[derive(Debug)]
pub(crate) struct Audit {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) none: &'static str,
    /// An instant in UTC.
    pub(crate) at: fn(day: &str, time: &str) -> String,
    pub(crate) action: fn(AuditAction) -> &'static str,
    pub(crate) actor: fn(AuditActor) -> &'static str,
    /// Who, with the name of the browser or of the pass.
    pub(crate) named: fn(actor: &str, name: &str) -> String,
    pub(crate) newer: &'static str,
    pub(crate) older: &'static str,
    /// The links to newer and older entries.
    pub(crate) pages: &'static str,
}

pub(super) const ENGLISH: Audit = Audit {
    title: "Log of access",
    lead: "What was done with these teams’ data and with the installation in the last year. It names browsers and passes, \
           and nothing of anybody’s health.",
    none: "Nothing has been written down for these teams.",
    at: |day, time| format!("{day}, {time} UTC"),
    action: |action| match action {
        AuditAction::SignedIn => "Signed in",
        AuditAction::SignInRefused => "Sign-in refused",
        AuditAction::SignedOut => "Signed out",
        AuditAction::AccessLost => "Access lost",
        AuditAction::SessionEnded => "Browser signed out",
        AuditAction::PassMade => "Pass made",
        AuditAction::PassOpened => "Pass opened",
        AuditAction::PassRevoked => "Pass revoked",
        AuditAction::SyncPaused => "Fetching paused",
        AuditAction::SyncResumed => "Fetching resumed",
        AuditAction::SyncRetried => "Fetching tried again",
        AuditAction::PlayerExported => "Player’s data exported",
        AuditAction::PlayerDeleted => "Player’s data deleted",
        AuditAction::KeysRotated => "Key of the installation changed",
        AuditAction::KeysForgotten => "Connections ended whose key is lost",
    },
    actor: |actor| match actor {
        AuditActor::Coach => "Coach",
        AuditActor::Pass => "Pass",
        AuditActor::Nobody => "Somebody without a sign-in",
        AuditActor::Operator => "Whoever runs the server",
        AuditActor::Polar => "Polar",
    },
    named: |actor, name| format!("{actor}: {name}"),
    newer: "Newer",
    older: "Older",
    pages: "Pages of the log",
};

pub(super) const GERMAN: Audit = Audit {
    title: "Zugriffsprotokoll",
    lead: "Was im letzten Jahr mit den Daten dieser Mannschaften und mit der Installation geschehen ist. Es nennt Browser \
           und Zugänge, aber nichts zu jemandes Gesundheit.",
    none: "Für diese Mannschaften ist nichts verzeichnet.",
    at: |day, time| format!("{day}, {time} UTC"),
    action: |action| match action {
        AuditAction::SignedIn => "Angemeldet",
        AuditAction::SignInRefused => "Anmeldung abgelehnt",
        AuditAction::SignedOut => "Abgemeldet",
        AuditAction::AccessLost => "Zugriff verloren",
        AuditAction::SessionEnded => "Browser abgemeldet",
        AuditAction::PassMade => "Zugang erstellt",
        AuditAction::PassOpened => "Zugang geöffnet",
        AuditAction::PassRevoked => "Zugang widerrufen",
        AuditAction::SyncPaused => "Abruf angehalten",
        AuditAction::SyncResumed => "Abruf fortgesetzt",
        AuditAction::SyncRetried => "Abruf erneut versucht",
        AuditAction::PlayerExported => "Spielerdaten exportiert",
        AuditAction::PlayerDeleted => "Spielerdaten gelöscht",
        AuditAction::KeysRotated => "Schlüssel der Installation gewechselt",
        AuditAction::KeysForgotten => "Verbindungen mit verlorenem Schlüssel beendet",
    },
    actor: |actor| match actor {
        AuditActor::Coach => "Anmeldung bei Polar",
        AuditActor::Pass => "Zugang",
        AuditActor::Nobody => "Ohne Anmeldung",
        AuditActor::Operator => "Betrieb des Servers",
        AuditActor::Polar => "Polar",
    },
    named: |actor, name| format!("{actor}: {name}"),
    newer: "Neuere",
    older: "Ältere",
    pages: "Seiten des Protokolls",
};

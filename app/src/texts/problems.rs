//! What went wrong, and what to do about it.

use crate::{
    error::AppError,
    model::{FetchProblem, SignInProblem},
};

#[derive(Debug)]
pub(crate) struct Problems {
    pub(crate) not_signed_in: Failure,
    pub(crate) coaches_only: Failure,
    pub(crate) not_found: Failure,
    pub(crate) not_understood: Failure,
    pub(crate) not_yet: Failure,
    pub(crate) unreadable: Failure,
    pub(crate) unreachable: Failure,
    pub(crate) unavailable: Failure,
    pub(crate) internal: Failure,
    pub(crate) fetching: Fetching,
    pub(crate) sign_in: SignIn,
    pub(crate) sign_in_with_polar: &'static str,
    pub(crate) connect_with_polar: &'static str,
    pub(crate) go_to_teams: &'static str,
    pub(crate) try_again: &'static str,
}

/// Why a page, or something that a page asked for, cannot be shown.
#[derive(Debug)]
pub(crate) struct Failure {
    /// Among other things on a page.
    pub(crate) sentence: &'static str,
    /// On a page of its own.
    pub(crate) title: &'static str,
    pub(crate) explanation: &'static str,
}

/// Why fetching from Polar does not go on.
#[derive(Debug)]
pub(crate) struct Fetching {
    pub(crate) connect_again: Setback,
    pub(crate) polar_unavailable: Setback,
    pub(crate) unreadable: Setback,
    pub(crate) internal: Setback,
    pub(crate) not_there: &'static str,
}

#[derive(Debug)]
pub(crate) struct Setback {
    /// What happened, as a sentence.
    pub(crate) what_happened: &'static str,
    /// What comes of it, and what to do about it.
    pub(crate) what_comes: &'static str,
}

/// Why a sign-in did not work.
#[derive(Debug)]
pub(crate) struct SignIn {
    pub(crate) denied: Refusal,
    pub(crate) refused: Refusal,
    pub(crate) stale: Refusal,
    pub(crate) expired: Refusal,
    pub(crate) misconfigured: Refusal,
    pub(crate) polar_unavailable: Refusal,
    pub(crate) internal: Refusal,
}

#[derive(Debug)]
pub(crate) struct Refusal {
    /// What happened, for a heading.
    pub(crate) what_happened: &'static str,
    /// Why, and what to do about it.
    pub(crate) what_to_do: &'static str,
}

impl Problems {
    pub(crate) fn of(&self, error: &AppError) -> &Failure {
        match error {
            AppError::NotSignedIn => &self.not_signed_in,
            AppError::CoachesOnly => &self.coaches_only,
            AppError::NotFound => &self.not_found,
            AppError::NotUnderstood => &self.not_understood,
            AppError::NotYet => &self.not_yet,
            AppError::Unreadable => &self.unreadable,
            AppError::Unreachable => &self.unreachable,
            AppError::Unavailable => &self.unavailable,
            AppError::Internal => &self.internal,
        }
    }
}

impl Fetching {
    pub(crate) fn of(&self, problem: FetchProblem) -> &Setback {
        match problem {
            FetchProblem::ConnectAgain => &self.connect_again,
            FetchProblem::PolarUnavailable => &self.polar_unavailable,
            FetchProblem::Unreadable => &self.unreadable,
            FetchProblem::Internal => &self.internal,
        }
    }
}

impl SignIn {
    pub(crate) fn of(&self, problem: SignInProblem) -> &Refusal {
        match problem {
            SignInProblem::Denied => &self.denied,
            SignInProblem::Refused => &self.refused,
            SignInProblem::Stale => &self.stale,
            SignInProblem::Expired => &self.expired,
            SignInProblem::Misconfigured => &self.misconfigured,
            SignInProblem::PolarUnavailable => &self.polar_unavailable,
            SignInProblem::Internal => &self.internal,
        }
    }
}

pub(super) const ENGLISH: Problems = Problems {
    not_signed_in: Failure {
        sentence: "You are not signed in.",
        title: "Sign in to see this page",
        explanation: "You are not signed in, or not any more. You come back here afterwards.",
    },
    coaches_only: Failure {
        sentence: "Only coaches can do this.",
        title: "This is for coaches",
        explanation: "This device looks through a pass, which shows some teams and changes nothing. Ask a coach who is \
                      signed in with Polar.",
    },
    not_found: Failure {
        sentence: "There is nothing here that you can see.",
        title: "There is nothing here",
        explanation: "The page does not exist, or it belongs to a team that your account does not see. The link may be \
                      old, or mistyped.",
    },
    not_understood: Failure {
        sentence: "The server does not understand this question.",
        title: "The server does not understand this question",
        explanation: "The server may have been updated since this page was opened. Load the page again.",
    },
    not_yet: Failure {
        sentence: "This is still being fetched from Polar. Try again in a few seconds.",
        title: "This is on its way from Polar",
        explanation: "Polar takes its time to answer, or cannot be reached right now. The page is tried again every \
                      few seconds.",
    },
    unreadable: Failure {
        sentence: "Polar sent something that Touchline cannot read. It will be asked for again in some minutes.",
        title: "Polar sent something that cannot be read",
        explanation: "Without it there is nothing to show. It will be asked for again in some minutes.",
    },
    unreachable: Failure {
        sentence: "The Touchline server cannot be reached.",
        title: "The Touchline server cannot be reached",
        explanation: "Check the network of this device; the server may also be starting again. The page is tried again \
                      every few seconds.",
    },
    unavailable: Failure {
        sentence: "Touchline’s database does not answer.",
        title: "Touchline’s database does not answer",
        explanation: "What it keeps is not lost. The page is tried again every few seconds; if this lasts, tell whoever \
                      runs this server.",
    },
    internal: Failure {
        sentence: "Something went wrong on the server. It has been logged.",
        title: "Something went wrong on the server",
        explanation: "It has been logged. Trying again may help; if it does not, tell whoever runs this server.",
    },
    fetching: Fetching {
        connect_again: Setback {
            what_happened: "Polar does not accept the club’s sign-in any more.",
            what_comes: "Connect again to fetch what is missing.",
        },
        polar_unavailable: Setback {
            what_happened: "Polar does not answer right now.",
            what_comes: "What is missing will be fetched as soon as it does.",
        },
        unreadable: Setback {
            what_happened: "Polar sent something that Touchline cannot read.",
            what_comes: "It will be asked for again in some minutes.",
        },
        internal: Setback {
            what_happened: "Touchline could not keep what Polar sent.",
            what_comes: "The server’s log says why. It will be tried again.",
        },
        not_there: "Polar does not have it, or does not show it.",
    },
    sign_in: SignIn {
        denied: Refusal {
            what_happened: "Access was not granted",
            what_to_do: "You chose not to let Touchline read your teams. Without that it has nothing to show. Sign in \
                         again when you want to grant access.",
        },
        refused: Refusal {
            what_happened: "Polar refused the sign-in",
            what_to_do: "Polar sent you back without access. Try again; if it happens again, tell whoever runs this \
                         server.",
        },
        stale: Refusal {
            what_happened: "This sign-in cannot be continued",
            what_to_do: "It was already used, or it was started in another browser or tab. Nothing is lost: start \
                         again from here.",
        },
        expired: Refusal {
            what_happened: "The sign-in took too long",
            what_to_do: "The code from Polar is valid for a short time only and has expired. Start again from here.",
        },
        misconfigured: Refusal {
            what_happened: "Polar does not accept this installation",
            what_to_do: "The client id, the secret or the redirect address of this installation do not match what is \
                         registered at Polar. Whoever runs this server must check TOUCHLINE_POLAR_CLIENT_ID, \
                         TOUCHLINE_POLAR_CLIENT_SECRET and TOUCHLINE_PUBLIC_URL.",
        },
        polar_unavailable: Refusal {
            what_happened: "Polar cannot be reached right now",
            what_to_do: "Its sign-in service does not answer. Your data here is safe. Try again in a few minutes.",
        },
        internal: Refusal {
            what_happened: "Something went wrong on the server",
            what_to_do: "The details are in the server's log. Try again; if it happens again, tell whoever runs this \
                         server.",
        },
    },
    sign_in_with_polar: "Sign in with Polar",
    connect_with_polar: "Connect with Polar",
    go_to_teams: "Go to the teams",
    try_again: "Try again",
};

pub(super) const GERMAN: Problems = Problems {
    not_signed_in: Failure {
        sentence: "Niemand ist angemeldet.",
        title: "Für diese Seite ist eine Anmeldung nötig",
        explanation: "Niemand ist angemeldet, oder nicht mehr. Nach der Anmeldung geht es hier weiter.",
    },
    coaches_only: Failure {
        sentence: "Das geht nur mit einer Anmeldung bei Polar.",
        title: "Das ist Trainerinnen und Trainern vorbehalten",
        explanation: "Dieses Gerät hat einen Zugang, der einige Mannschaften zeigt und nichts ändert. Weiter hilft, wer \
                      bei Polar angemeldet ist.",
    },
    not_found: Failure {
        sentence: "Hier ist nichts, was dieses Konto sehen kann.",
        title: "Hier ist nichts",
        explanation: "Die Seite gibt es nicht, oder sie gehört zu einer Mannschaft, die dieses Konto nicht sieht. \
                      Vielleicht ist der Link alt oder vertippt.",
    },
    not_understood: Failure {
        sentence: "Der Server versteht diese Frage nicht.",
        title: "Der Server versteht diese Frage nicht",
        explanation: "Vielleicht ist der Server neuer als diese Seite. Neu laden hilft.",
    },
    not_yet: Failure {
        sentence: "Das wird noch von Polar geholt. In ein paar Sekunden kann es da sein.",
        title: "Das ist von Polar unterwegs",
        explanation: "Polar lässt sich mit der Antwort Zeit oder ist gerade nicht erreichbar. Die Seite wird alle paar \
                      Sekunden neu versucht.",
    },
    unreadable: Failure {
        sentence: "Polar hat etwas gesendet, das Touchline nicht lesen kann. In einigen Minuten wird erneut danach \
                   gefragt.",
        title: "Polar hat etwas Unlesbares gesendet",
        explanation: "Ohne das gibt es nichts zu zeigen. In einigen Minuten wird erneut danach gefragt.",
    },
    unreachable: Failure {
        sentence: "Der Touchline-Server ist nicht erreichbar.",
        title: "Der Touchline-Server ist nicht erreichbar",
        explanation: "Ist dieses Gerät mit dem Netz verbunden? Vielleicht startet auch der Server gerade neu. Die Seite \
                      wird alle paar Sekunden neu versucht.",
    },
    unavailable: Failure {
        sentence: "Die Datenbank von Touchline antwortet nicht.",
        title: "Die Datenbank von Touchline antwortet nicht",
        explanation: "Was sie enthält, ist nicht verloren. Alle paar Sekunden wird es erneut versucht; wenn das nicht \
                      vorübergeht, sollte es erfahren, wer diesen Server betreibt.",
    },
    internal: Failure {
        sentence: "Auf dem Server ist etwas schiefgegangen. Es steht im Protokoll.",
        title: "Auf dem Server ist etwas schiefgegangen",
        explanation: "Es steht im Protokoll. Ein neuer Versuch kann helfen; wenn nicht, sollte es erfahren, wer diesen \
                      Server betreibt.",
    },
    fetching: Fetching {
        connect_again: Setback {
            what_happened: "Polar akzeptiert die Anmeldung des Vereins nicht mehr.",
            what_comes: "Um das Fehlende zu holen, ist eine neue Verbindung nötig.",
        },
        polar_unavailable: Setback {
            what_happened: "Polar antwortet gerade nicht.",
            what_comes: "Was fehlt, wird geholt, sobald Polar wieder antwortet.",
        },
        unreadable: Setback {
            what_happened: "Polar hat etwas gesendet, das Touchline nicht lesen kann.",
            what_comes: "In einigen Minuten wird erneut danach gefragt.",
        },
        internal: Setback {
            what_happened: "Touchline konnte nicht speichern, was Polar gesendet hat.",
            what_comes: "Das Protokoll des Servers sagt, warum. Es wird erneut versucht.",
        },
        not_there: "Polar hat das nicht oder zeigt es nicht.",
    },
    sign_in: SignIn {
        denied: Refusal {
            what_happened: "Der Zugriff wurde nicht erlaubt",
            what_to_do: "Touchline darf die Mannschaften nicht lesen und hat damit nichts zu zeigen. Eine neue \
                         Anmeldung ist jederzeit möglich.",
        },
        refused: Refusal {
            what_happened: "Polar hat die Anmeldung abgelehnt",
            what_to_do: "Polar hat keinen Zugriff gewährt. Wenn das bei einem neuen Versuch wieder geschieht, sollte es \
                         erfahren, wer diesen Server betreibt.",
        },
        stale: Refusal {
            what_happened: "Diese Anmeldung kann nicht fortgesetzt werden",
            what_to_do: "Sie wurde schon benutzt oder in einem anderen Browser oder Tab begonnen. Nichts ist verloren: \
                         Von hier aus geht es neu.",
        },
        expired: Refusal {
            what_happened: "Die Anmeldung hat zu lange gedauert",
            what_to_do: "Der Code von Polar gilt nur kurze Zeit und ist abgelaufen. Von hier aus geht es neu.",
        },
        misconfigured: Refusal {
            what_happened: "Polar akzeptiert diese Installation nicht",
            what_to_do: "Client-ID, Secret oder Rücksprungadresse dieser Installation sind nicht die, die bei Polar \
                         eingetragen sind. Wer diesen Server betreibt, muss TOUCHLINE_POLAR_CLIENT_ID, \
                         TOUCHLINE_POLAR_CLIENT_SECRET und TOUCHLINE_PUBLIC_URL prüfen.",
        },
        polar_unavailable: Refusal {
            what_happened: "Polar ist gerade nicht erreichbar",
            what_to_do: "Der Anmeldedienst von Polar antwortet nicht. Die Daten hier sind sicher. In ein paar Minuten \
                         kann es wieder gehen.",
        },
        internal: Refusal {
            what_happened: "Auf dem Server ist etwas schiefgegangen",
            what_to_do: "Näheres steht im Protokoll des Servers. Wenn das bei einem neuen Versuch wieder geschieht, \
                         sollte es erfahren, wer diesen Server betreibt.",
        },
    },
    sign_in_with_polar: "Mit Polar anmelden",
    connect_with_polar: "Mit Polar verbinden",
    go_to_teams: "Zu den Mannschaften",
    try_again: "Noch einmal versuchen",
};

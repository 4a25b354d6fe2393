//! What became of a form, and why a request was refused, on pages of their own.

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
};

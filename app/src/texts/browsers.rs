//! The page with the browsers in which coaches are signed in.

#[derive(Debug)]
pub(crate) struct Browsers {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    /// A browser that does not say what it is.
    pub(crate) unknown: &'static str,
    pub(crate) this_one: &'static str,
    pub(crate) opened: fn(ago: &str) -> String,
    pub(crate) used: fn(ago: &str) -> String,
    pub(crate) ends: fn(when: &str) -> String,
    pub(crate) end: &'static str,
    /// The same, for who does not see which browser the button is beside.
    pub(crate) end_this: fn(device: &str) -> String,
    pub(crate) end_others: &'static str,
}

pub(super) const ENGLISH: Browsers = Browsers {
    title: "Signed-in browsers",
    lead: "Where coaches are signed in who see these teams and no others. Polar does not tell who they are. End what is \
           not known here, or was lost; devices with a pass are on the page of the passes.",
    unknown: "Unknown browser",
    this_one: "this browser",
    opened: |ago| format!("signed in {ago}"),
    used: |ago| format!("last used {ago}"),
    ends: |when| format!("ends {when} at the latest"),
    end: "End",
    end_this: |device| format!("End {device}"),
    end_others: "End all others",
};

pub(super) const GERMAN: Browsers = Browsers {
    title: "Angemeldete Browser",
    lead: "Wo jemand über Polar angemeldet ist und diese Mannschaften sieht, aber keine anderen. Wer es ist, sagt Polar \
           nicht. Was hier niemand kennt oder verloren ging, lässt sich beenden; Geräte mit einem Zugang stehen bei den \
           Zugängen.",
    unknown: "Unbekannter Browser",
    this_one: "dieser Browser",
    opened: |ago| format!("angemeldet {ago}"),
    used: |ago| format!("zuletzt benutzt {ago}"),
    ends: |when| format!("endet spätestens {when}"),
    end: "Beenden",
    end_this: |device| format!("{device} beenden"),
    end_others: "Alle anderen beenden",
};

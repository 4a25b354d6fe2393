use clap::Parser;

use super::*;
use crate::{clock::ManualClock, sync::testing::DemoPolar};
use report::Verdict;

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    serve: ServeArgs,
}

async fn report_on(more: &[&str], clock: &dyn Clock) -> (Report, String) {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().display().to_string();
    let args = [&["touchline", "--data-dir", &folder], more].concat();
    let report = examine(&Cli::try_parse_from(args).unwrap().serve, clock).await;
    let mut text = Vec::new();
    report.write(&mut text).unwrap();
    (report, String::from_utf8(text).unwrap())
}

#[tokio::test]
async fn an_installation_that_works_is_told_so() {
    let polar = DemoPolar::start().await;
    let url = polar.url.as_str();
    let good = |secret| {
        [
            "--polar-client-id",
            "touchline",
            "--polar-client-secret",
            secret,
            "--polar-auth-url",
            url,
            "--polar-api-url",
            url,
            "--public-url",
            "https://club.example",
        ]
    };
    let (report, text) = report_on(&good("secret"), &SystemClock).await;
    assert_eq!(report.failed(), 0, "{text}");
    assert!(text.lines().all(|line| line.starts_with("ok ")), "{text}");

    let (report, text) = report_on(&good("another"), &SystemClock).await;
    assert_eq!(report.failed(), 1, "{text}");
    assert!(text.contains("compare TOUCHLINE_POLAR_CLIENT_ID"), "{text}");

    let early = ManualClock::new(chrono::DateTime::UNIX_EPOCH);
    let (report, text) = report_on(&good("secret"), &early).await;
    assert!(matches!(report.of("clock").verdict, Verdict::Wrong { .. }), "{text}");
}

#[tokio::test]
async fn what_is_missing_is_told_with_what_to_do() {
    // Nothing listens there.
    let nowhere = "http://127.0.0.1:9";
    let settings = [
        "--polar-auth-url",
        nowhere,
        "--polar-api-url",
        nowhere,
        "--secret-key",
        "short",
        "--database-url",
        "mysql://somewhere",
    ];
    let (report, text) = report_on(&settings, &SystemClock).await;
    for name in ["Polar client", "secret key", "database", "Polar sign-in", "Polar data"] {
        assert!(matches!(report.of(name).verdict, Verdict::Wrong { .. }), "{name}: {text}");
    }
    for name in ["public address", "clock"] {
        assert!(matches!(report.of(name).verdict, Verdict::Doubtful { .. }), "{name}: {text}");
    }
    assert!(text.contains("https://admin.polaraccesslink.com"), "{text}");
}

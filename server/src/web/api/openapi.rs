//! The description of `/api/v1`.

use axum::{http::header, response::IntoResponse};

const DOCUMENT: &str = include_str!("openapi.json");

/// The OpenAPI document.
pub(super) async fn document() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")], DOCUMENT)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use app::model::{FetchProblem, SyncActivity, SyncStatus};
    use serde_json::{Value, json};

    use super::*;

    fn names(values: &Value) -> BTreeSet<&str> {
        values.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect()
    }

    #[test]
    fn the_status_is_described_as_it_is_told() {
        let document: Value = serde_json::from_str(DOCUMENT).unwrap();
        let schemas = &document["components"]["schemas"];
        let described = &schemas["SyncStatus"];
        let status = SyncStatus {
            activity: SyncActivity::UpToDate,
            done: 0,
            total: 0,
            remaining_s: None,
            requests_left: 0,
            teams_problem: None,
            teams: Vec::new(),
        };
        let told = json!(status);
        let told: BTreeSet<_> = told.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names(&described["required"]), told);
        let properties = described["properties"].as_object().unwrap();
        assert_eq!(properties.keys().map(String::as_str).collect::<BTreeSet<_>>(), told);

        let activities = [
            SyncActivity::UpToDate,
            SyncActivity::Fetching,
            SyncActivity::SomeMissing,
            SyncActivity::Paused,
            SyncActivity::ConnectAgain,
        ];
        let told = json!(activities);
        assert_eq!(names(&properties["activity"]["oneOf"][0]["enum"]), names(&told));
        let problems = [
            FetchProblem::ConnectAgain,
            FetchProblem::PolarUnavailable,
            FetchProblem::Unreadable,
            FetchProblem::Internal,
        ];
        assert_eq!(names(&schemas["FetchProblem"]["enum"]), names(&json!(problems)));
    }
}

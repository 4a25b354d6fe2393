//! For whoever watches the server.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode};

use super::addresses::Addresses;
use crate::{
    login::Grants,
    store::{Form, Store, StoreError},
};

/// `/healthz` and `/readyz`.
pub(super) fn router(store: Arc<dyn Store>, grants: Grants) -> Addresses {
    Addresses::new()
        .get("/healthz", alive)
        .get("/readyz", ready)
        .with_state(Readiness { store, grants })
}

/// What pages need before they can show anything.
#[derive(Clone, Debug)]
struct Readiness {
    store: Arc<dyn Store>,
    grants: Grants,
}

/// The process answers.
async fn alive() -> &'static str {
    "alive\n"
}

/// Pages can be shown: the database can be read, its tables are those of this version, and the key opens what it must.
/// A database that cannot be written is ready, since everything that is in it can be shown.
async fn ready(State(readiness): State<Readiness>) -> (StatusCode, &'static str) {
    match readiness.obstacle().await {
        Ok(None) => (StatusCode::OK, "ready\n"),
        Ok(Some(obstacle)) => {
            tracing::error!("not ready: {}", obstacle.trim_end());
            (StatusCode::SERVICE_UNAVAILABLE, obstacle)
        }
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}

impl Readiness {
    async fn obstacle(&self) -> Result<Option<&'static str>, StoreError> {
        Ok(match self.store.form().await {
            Ok(Form::Current) if self.grants.can_be_opened().await? => None,
            Ok(Form::Current) => Some("the key opens none of the coaches' tokens\n"),
            Ok(Form::Empty | Form::Older) => {
                Some("the database's tables are of an older version\n")
            }
            Err(StoreError::NewerSchema { .. }) => {
                Some("the database's tables are of a newer version\n")
            }
            Err(error) => return Err(error),
        })
    }
}

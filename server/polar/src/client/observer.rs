//! Somebody who watches what comes of requests.

use std::fmt::Debug;

use super::Endpoint;
use crate::ApiError;

/// Is told what came of each request, those that are tried again one by one: for whoever counts them.
///
/// A request that was dropped before its answer was read is not told.
pub trait Observer: Debug + Send + Sync {
    /// A request ended: its answer was read, or did not come.
    fn ended(&self, endpoint: Endpoint, outcome: Result<(), &ApiError>);
}

//! Lists come in pages (`paginationQuery` and `paginationResponse`).

use axum::{
    Json,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;

use super::{error::ApiError, query::Query};

/// Which page was asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paging {
    page: usize,
    per_page: usize,
}

/// A list answer.
#[derive(Debug, Serialize)]
struct PageBody<T> {
    data: Vec<T>,
    page: PageInfo,
}

#[derive(Debug, Serialize)]
struct PageInfo {
    per_page: usize,
    total_elements: usize,
    page_number: usize,
    total_pages: usize,
}

impl Paging {
    const DEFAULT_PER_PAGE: usize = 20;
    const MAX_PER_PAGE: usize = 100;

    pub(super) fn read(query: &Query) -> Result<Self, ApiError> {
        let number = |name: &str, default: usize| match query.get(name) {
            None => Ok(default),
            Some(text) => text
                .parse::<usize>()
                .map_err(|_| ApiError::BadRequest(format!("{name} must be a whole number"))),
        };
        let page = number("page", 0)?;
        let per_page = number("per_page", Self::DEFAULT_PER_PAGE)?;
        if !(1..=Self::MAX_PER_PAGE).contains(&per_page) {
            return Err(ApiError::BadRequest("per_page must be between 1 and 100".into()));
        }
        Ok(Self { page, per_page })
    }

    /// The asked page of `all`, each item made into its body. A page past the end is empty.
    pub(super) fn cut<'a, I, T: Serialize>(
        self,
        all: &'a [I],
        body: impl Fn(&'a I) -> T,
    ) -> Response {
        let start = self.page.saturating_mul(self.per_page).min(all.len());
        let end = start.saturating_add(self.per_page).min(all.len());
        Json(PageBody {
            data: all[start..end].iter().map(body).collect(),
            page: PageInfo {
                per_page: self.per_page,
                total_elements: all.len(),
                page_number: self.page,
                total_pages: all.len().div_ceil(self.per_page),
            },
        })
        .into_response()
    }
}

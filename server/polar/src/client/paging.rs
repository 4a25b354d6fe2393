//! Lists that come page by page.

use futures::StreamExt;
use futures::stream::{self, BoxStream};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tracing::warn;

use super::request::Call;
use super::{PolarClient, body};
use crate::model::{List, tolerant};
use crate::{AccessToken, ApiError, Urgency};

/// A list, page by page; each page is requested when it is asked for. Ends after the last page or the first error.
pub type Pages<T> = BoxStream<'static, Result<List<T>, ApiError>>;

/// The largest page that the service sends. It has to be asked for on every page.
const PER_PAGE: u32 = 100;

/// A page as it is answered.
#[derive(Deserialize)]
#[serde(bound = "T: DeserializeOwned")]
struct Page<T> {
    data: List<T>,
    #[serde(default, deserialize_with = "tolerant::object")]
    page: Option<PageInfo>,
}

/// What the answer says about pages. The first one is page 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct PageInfo {
    #[serde(deserialize_with = "tolerant::integer")]
    per_page: Option<u32>,
    #[serde(deserialize_with = "tolerant::integer")]
    total_pages: Option<u32>,
}

impl PageInfo {
    /// Whether there is a page after `page`, which had `sent` elements: until the announced number of pages, or, if
    /// none was announced, until a page that is not full. Nothing ever follows an empty page.
    fn has_next(self, page: u32, sent: usize) -> bool {
        let full = self.per_page.filter(|per_page| *per_page > 0).unwrap_or(PER_PAGE);
        match self.total_pages.filter(|total| *total > 0) {
            _ if sent == 0 => false,
            Some(total) => page + 1 < total,
            None => sent >= full as usize,
        }
    }
}

impl PolarClient {
    /// All pages of a list.
    pub(super) fn pages<T>(&self, token: &AccessToken, urgency: &Urgency, call: Call) -> Pages<T>
    where
        T: DeserializeOwned + Send + 'static,
    {
        let (client, token, urgency) = (self.clone(), token.clone(), urgency.clone());
        stream::try_unfold(Some(0), move |page| {
            let (client, token, urgency, call) =
                (client.clone(), token.clone(), urgency.clone(), call.clone());
            async move {
                let Some(page) = page else { return Ok(None) };
                let (list, has_next) = client.page(&token, &urgency, call, page).await?;
                Ok(Some((list, has_next.then_some(page + 1))))
            }
        })
        .boxed()
    }

    /// One page, and whether there is another one.
    async fn page<T: DeserializeOwned>(
        &self,
        token: &AccessToken,
        urgency: &Urgency,
        call: Call,
        page: u32,
    ) -> Result<(List<T>, bool), ApiError> {
        let endpoint = call.endpoint;
        let settings = &self.inner.settings;
        if page >= settings.max_pages {
            return Err(ApiError::EndlessList { endpoint, pages: page });
        }
        let call = call.with("page", page.to_string()).with("per_page", PER_PAGE.to_string());
        let limit_bytes = settings.max_body_bytes;
        let read = |response| body::read::<Page<T>>(response, endpoint, limit_bytes);
        let Page { data, page: info } = self.send(token, urgency, &call, read).await?;
        if data.skipped > 0 {
            warn!(%endpoint, page, skipped = data.skipped, "a list has elements that cannot be read");
        }
        let has_next = info.unwrap_or_default().has_next(page, data.sent());
        Ok((data, has_next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info(json: &str) -> PageInfo {
        let page: Page<u8> = serde_json::from_str(json).unwrap();
        page.page.unwrap_or_default()
    }

    #[test]
    fn the_announced_number_of_pages_decides() {
        let info = info(
            r#"{"data": [], "page": {"per_page": 20, "total_elements": 41, "page_number": 0, "total_pages": 3}}"#,
        );
        assert_eq!([0, 1, 2, 3].map(|page| info.has_next(page, 20)), [true, true, false, false]);
        // A short page before the last one is no end: the service may send smaller pages than it was asked for.
        assert!(info.has_next(0, 7));
    }

    #[test]
    fn nothing_follows_an_empty_page() {
        assert!(!info(r#"{"data": [], "page": {"total_pages": 1000000}}"#).has_next(0, 0));
        assert!(!info(r#"{"data": []}"#).has_next(0, 0));
    }

    #[test]
    fn without_an_announcement_a_page_that_is_not_full_is_the_last() {
        for json in [
            r#"{"data": []}"#,
            r#"{"data": [], "page": null}"#,
            r#"{"data": [], "page": 3}"#,
            r#"{"data": [], "page": {"total_pages": null, "per_page": 0}}"#,
            r#"{"data": [], "page": {"total_pages": 0, "per_page": "100"}}"#,
        ] {
            assert!(info(json).has_next(4, 100), "{json}");
            assert!(!info(json).has_next(4, 99), "{json}");
        }
        let smaller = info(r#"{"data": [], "page": {"per_page": 20}}"#);
        assert!(smaller.has_next(0, 20));
        assert!(!smaller.has_next(0, 19));
    }

    #[test]
    fn data_that_is_no_list_is_an_error() {
        assert!(serde_json::from_str::<Page<u8>>(r#"{"data": {"id": 1}}"#).is_err());
        assert!(serde_json::from_str::<Page<u8>>("{}").is_err());
    }
}

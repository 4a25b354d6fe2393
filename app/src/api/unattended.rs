//! What pages ask for by themselves, also when nobody is there. They say so, since that is no use of a session.

#[cfg(not(feature = "hydrate"))]
pub use leptos::server_fn::client::browser::BrowserClient as Asking;

#[cfg(feature = "hydrate")]
pub use browser::Asking;
#[cfg(feature = "hydrate")]
pub(crate) use browser::asked;

/// What says so: a header where a script loads a page's data again, and a field of the query where a page is reloaded
/// without scripts.
pub const UNATTENDED: &str = "unattended";

const FIELD: &str = "unattended=yes";

/// Whether a query says that nobody had the page reloaded.
pub fn is_unattended(query: &str) -> bool {
    query.split('&').any(|field| field == FIELD)
}

/// The address of a page, for the page to reload itself.
pub(crate) fn unattended(address: &str) -> String {
    match address.split_once('?') {
        None => format!("{address}?{FIELD}"),
        Some((_, query)) if is_unattended(query) => address.to_owned(),
        Some(_) => format!("{address}&{FIELD}"),
    }
}

/// Only a browser has a page that loads its data again.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn asked<F: Future>(_: bool, loading: F) -> F {
    loading
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::{cell::Cell, future::poll_fn, pin::pin};

    use futures::{Sink, Stream};
    use leptos::server_fn::{
        Bytes,
        client::{Client, browser::BrowserClient},
        error::FromServerFnError,
        request::browser::BrowserRequest,
        response::browser::BrowserResponse,
    };

    use super::UNATTENDED;

    thread_local! {
        /// Whether the page asks by itself for what is being asked for now.
        static BY_ITSELF: Cell<bool> = const { Cell::new(false) };
    }

    /// Loads. Whatever is sent for it says when the page does so by itself.
    pub(crate) async fn asked<F: Future>(by_itself: bool, loading: F) -> F::Output {
        let mut loading = pin!(loading);
        poll_fn(|context| {
            BY_ITSELF.set(by_itself);
            let polled = loading.as_mut().poll(context);
            BY_ITSELF.set(false);
            polled
        })
        .await
    }

    /// Sends what pages load.
    #[derive(Debug)]
    pub struct Asking;

    impl<Error, Input, Output> Client<Error, Input, Output> for Asking
    where
        Error: FromServerFnError,
        Input: FromServerFnError,
        Output: FromServerFnError,
    {
        type Request = BrowserRequest;
        type Response = BrowserResponse;

        fn send(
            request: BrowserRequest,
        ) -> impl Future<Output = Result<BrowserResponse, Error>> + Send {
            if BY_ITSELF.get() {
                request.headers().set(UNATTENDED, "yes");
            }
            <BrowserClient as Client<Error, Input, Output>>::send(request)
        }

        fn open_websocket(
            path: &str,
        ) -> impl Future<
            Output = Result<
                (
                    impl Stream<Item = Result<Bytes, Bytes>> + Send + 'static,
                    impl Sink<Bytes> + Send + 'static,
                ),
                Error,
            >,
        > + Send {
            <BrowserClient as Client<Error, Input, Output>>::open_websocket(path)
        }

        fn spawn(future: impl Future<Output = ()> + Send + 'static) {
            <BrowserClient as Client<Error, Input, Output>>::spawn(future);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_once_that_nobody_asks() {
        for (address, expected) in [
            ("/teams", "/teams?unattended=yes"),
            ("/teams/t?q=cup", "/teams/t?q=cup&unattended=yes"),
        ] {
            assert_eq!(unattended(address), expected);
            assert_eq!(unattended(expected), expected);
            assert!(is_unattended(expected.split_once('?').unwrap().1));
        }
        for query in ["", "q=unattended", "q=cup&unattended=yes2"] {
            assert!(!is_unattended(query), "{query}");
        }
    }
}

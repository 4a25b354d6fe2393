//! Every address there is.

use std::{
    any::Any,
    sync::{Arc, LazyLock},
    time::Duration,
};

use app::{App, design, model::Frame, port::Club, shell};
use axum::{
    Router,
    extract::{FromRef, Request},
    http::{Method, StatusCode, Uri, request::Parts},
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
};
use leptos::{
    config::LeptosOptions, context::provide_context, nonce::Nonce, prelude::use_context,
    server_fn::axum::server_fn_paths,
};
use leptos_axum::{
    AxumRouteListing, ErrorHandler, LeptosRoutes, generate_route_list,
    render_app_async_with_context,
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, DefaultPredicate,
        predicate::{NotForContentType, Predicate},
    },
    limit::RequestBodyLimitLayer,
    trace::TraceLayer,
};

use super::{
    addresses::{Address, Addresses},
    api, club, downloads, functions, health, metrics, origin,
    passes::{self, PassState},
    preferences, request_id, rights, security, static_files,
};
use crate::{
    club::ClubDesk,
    entropy::Entropy,
    login::{self, LoginState, Passes, WebSessions, session_layer},
    metrics::Metrics,
    store::Store,
};

/// The longest body of a request, in bytes: forms are all that anybody sends.
const LONGEST_QUESTION: usize = 1 << 16;

/// How long making an answer may take at most; sending it may take longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The pages' addresses. Listed once: while it lists them, Leptos loads no resource in the whole process.
static ROUTES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));

/// What the web server needs.
#[derive(Clone, Debug)]
pub struct WebState {
    /// Where the built site is and how its files are named.
    pub leptos: LeptosOptions,
    /// The public address, without a trailing slash.
    pub public_origin: Arc<str>,
    /// Whether there is the page with every part of the pages.
    pub shows_design: bool,
    /// The club's data; each request gets it as its own person may see it.
    pub desk: ClubDesk,
    /// Signing in.
    pub login: LoginState,
    /// Passes for staff.
    pub passes: Passes,
    /// Browsers' sessions.
    pub sessions: WebSessions,
    /// The database, for the readiness check.
    pub store: Arc<dyn Store>,
    /// What is counted.
    pub metrics: Metrics,
    /// Randomness for the names of requests.
    pub entropy: Arc<dyn Entropy>,
}

impl FromRef<WebState> for LeptosOptions {
    fn from_ref(state: &WebState) -> Self {
        state.leptos.clone()
    }
}

/// All addresses, with what holds for each of them around it.
pub fn router(state: WebState) -> Addresses {
    let passes = PassState {
        passes: state.passes.clone(),
        leptos: state.leptos.clone(),
        public_origin: Arc::clone(&state.public_origin),
    };
    let door = club::Door {
        desk: state.desk.clone(),
        passes: state.passes.clone(),
        sessions: state.sessions.clone(),
    };
    let sessions = session_layer(state.sessions.clone(), &state.public_origin);
    let signed_in = pages(&state)
        .merge(with_a_slash())
        .merge(if state.shows_design { design_page(&state) } else { Addresses::new() })
        .merge(api::router(state.metrics.clone()))
        .merge(downloads::router())
        .merge(passes::router(passes))
        .merge(rights::router(state.leptos.clone()))
        .layer(middleware::from_fn_with_state(door, club::provide))
        .layer(sessions.clone());
    let signing_in =
        login::router(state.login.clone()).layer(sessions).layer(middleware::from_fn(login::told));

    let (store, grants) = (Arc::clone(&state.store), state.login.grants.clone());
    Addresses::new()
        .merge(health::router(store, grants))
        .below("/pkg", static_files::pkg(&state.leptos))
        .merge(signed_in)
        .merge(signing_in)
        .merge(preferences::router(Arc::clone(&state.public_origin)))
        .layer(middleware::from_fn(functions::with_status))
        .layer(middleware::from_fn(in_time))
        .layer(RequestBodyLimitLayer::new(LONGEST_QUESTION))
        .layer(CatchPanicLayer::custom(broken))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&state.public_origin),
            origin::same_origin_only,
        ))
        .layer(middleware::from_fn_with_state(Arc::clone(&state.public_origin), security::headers))
        .layer(
            CompressionLayer::new().compress_when(
                // Neither has any redundance left.
                DefaultPredicate::new()
                    .and(NotForContentType::const_new(Frame::MEDIA_TYPE))
                    .and(NotForContentType::const_new(downloads::ZIP)),
            ),
        )
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(request_id::span)
                .on_failure(request_id::log_failure),
        )
        .layer(middleware::from_fn_with_state(state.metrics, metrics::count))
        .layer(middleware::from_fn_with_state(state.entropy, request_id::identify))
}

/// The page with every part of the pages: no page of the app, so that browsers load nothing of it.
fn design_page(state: &WebState) -> Addresses {
    let options = state.leptos.clone();
    let page = render_app_async_with_context(page_context, move || design(options.clone()));
    Addresses::new().get("/design", page)
}

/// The pages, what they ask the server for, and the site's files.
fn pages(state: &WebState) -> Addresses {
    let options = state.leptos.clone();
    let router = Router::new().leptos_routes_with_context(state, ROUTES.clone(), page_context, {
        let options = options.clone();
        move || shell(options.clone())
    });
    let pages = ROUTES.iter().flat_map(|page| {
        let address =
            |method: String| Some((Method::from_bytes(method.as_bytes()).ok()?, page.path()));
        page.methods().filter_map(move |method| address(format!("{method:?}").to_uppercase()))
    });
    let functions = server_fn_paths().map(|(path, method)| (method, path));
    let addresses = pages
        .chain(functions)
        .map(|(method, path)| Address { method, path: path.to_owned() })
        .collect();
    Addresses::of(router, addresses)
        .otherwise(static_files::site(&options).fallback(ErrorHandler::new_with_context(
            page_context,
            shell,
            options,
        )))
        .with_state(state.clone())
}

/// The answer when making one came to grief: whoever asked is told, and the connection stays.
fn broken(_: Box<dyn Any + Send>) -> Response {
    let text = "Something went wrong on the server. It has been logged.\n";
    (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
}

/// The answer to a request, or that it takes too long: whatever it waits for, it does not wait for ever.
async fn in_time(request: Request, next: Next) -> Response {
    let text = "The server takes too long to answer right now. Try again in a minute.\n";
    tokio::time::timeout(PATIENCE, next.run(request))
        .await
        .unwrap_or_else(|_| (StatusCode::SERVICE_UNAVAILABLE, text).into_response())
}

/// The pages' addresses with a slash at the end, as people type them: they lead to the page.
fn with_a_slash() -> Addresses {
    ROUTES
        .iter()
        .filter_map(|page| page.path().strip_prefix('/').filter(|rest| !rest.is_empty()))
        .fold(Addresses::new(), |addresses, rest| {
            addresses.get(&format!("/{rest}/"), without_the_slash)
        })
}

/// Leads to the same address, query and all, without the slash at the end of its path. It stays on this site: the
/// paths that come here begin with the name of a page.
async fn without_the_slash(address: Uri) -> Redirect {
    let path = address.path().trim_end_matches('/');
    let query = address.query().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::permanent(&format!("{path}{query}"))
}

/// Hands each page what the request brought: the nonce of its scripts and the club as its person may see it.
fn page_context() {
    let Some(parts) = use_context::<Parts>() else { return };
    if let Some(nonce) = parts.extensions.get::<Nonce>() {
        provide_context(nonce.clone());
    }
    if let Some(club) = parts.extensions.get::<Arc<dyn Club>>() {
        provide_context(Arc::clone(club));
    }
}

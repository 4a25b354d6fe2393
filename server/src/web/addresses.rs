//! A router that knows its addresses, so that nobody has to keep a list of them: tests ask it which there are.

use std::convert::Infallible;

use axum::{
    Router,
    extract::Request,
    handler::Handler,
    http::Method,
    response::IntoResponse,
    routing::{Route, get, post},
};
use tower::{Layer, Service};

/// An address, as the router has it: `{…}` stands for a segment, `{*…}` for all that is left.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    /// How it is asked.
    pub method: Method,
    /// Its path.
    pub path: String,
}

/// An axum router whose every route is written down.
#[derive(Debug)]
pub struct Addresses<S = ()> {
    router: Router<S>,
    addresses: Vec<Address>,
}

impl<S: Clone + Send + Sync + 'static> Default for Addresses<S> {
    fn default() -> Self {
        Self { router: Router::new(), addresses: Vec::new() }
    }
}

impl<S: Clone + Send + Sync + 'static> Addresses<S> {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The addresses of a router that others have put together.
    pub(super) fn of(router: Router<S>, addresses: Vec<Address>) -> Self {
        Self { router, addresses }
    }

    pub(crate) fn get<H: Handler<T, S>, T: 'static>(mut self, path: &str, handler: H) -> Self {
        self.note(Method::GET, path);
        Self { router: self.router.route(path, get(handler)), ..self }
    }

    pub(crate) fn post<H: Handler<T, S>, T: 'static>(mut self, path: &str, handler: H) -> Self {
        self.note(Method::POST, path);
        Self { router: self.router.route(path, post(handler)), ..self }
    }

    /// Everything below a path.
    pub(super) fn below<V>(mut self, path: &str, service: V) -> Self
    where
        V: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        V::Response: IntoResponse,
        V::Future: Send + 'static,
    {
        self.note(Method::GET, &format!("{path}/{{*rest}}"));
        Self { router: self.router.nest_service(path, service), ..self }
    }

    /// Everything that has no address.
    pub(super) fn otherwise<V>(mut self, service: V) -> Self
    where
        V: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        V::Response: IntoResponse,
        V::Future: Send + 'static,
    {
        self.note(Method::GET, "/{*rest}");
        Self { router: self.router.fallback_service(service), ..self }
    }

    pub(super) fn merge(mut self, other: Self) -> Self {
        self.addresses.extend(other.addresses);
        Self { router: self.router.merge(other.router), ..self }
    }

    pub(super) fn layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        Self { router: self.router.layer(layer), ..self }
    }

    pub(crate) fn with_state<S2>(self, state: S) -> Addresses<S2> {
        Addresses { router: self.router.with_state(state), addresses: self.addresses }
    }

    fn note(&mut self, method: Method, path: &str) {
        self.addresses.push(Address { method, path: path.to_owned() });
    }
}

impl Addresses {
    /// The router, and each of its addresses once.
    pub(crate) fn into_parts(self) -> (Router, Vec<Address>) {
        (self.router, self.addresses)
    }
}

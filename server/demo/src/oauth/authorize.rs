//! The authorization endpoint (RFC 6749, 3.1 and 4.1).

use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use url::form_urlencoded;

use crate::{page::page, season::coaches::Coach, service::Shared, settings::Client};

use super::{SCOPE, codes::Grant, consent, params::Params, pkce::Challenge};

/// A sound authorization request.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    pub(super) client: &'a Client,
    target: Target<'a>,
    challenge: Option<Challenge>,
}

/// Where the browser goes back to, and with which state.
#[derive(Debug)]
struct Target<'a> {
    /// As it was registered: the token endpoint compares with it.
    redirect_uri: &'a str,
    was_sent: bool,
    state: Option<String>,
}

impl Target<'_> {
    fn back_with(&self, pairs: &[(&str, &str)]) -> Response {
        let separator = if self.redirect_uri.contains('?') { '&' } else { '?' };
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .extend_pairs(self.state.iter().map(|state| ("state", state)))
            .finish();
        let location = format!("{}{separator}{query}", self.redirect_uri);
        (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
    }
}

/// What is wrong with a request.
#[derive(Debug)]
enum Fault<'a> {
    /// Nobody can say where the browser should go: it stays here.
    Unanswerable(&'static str),
    /// The application gets to know.
    Redirected { target: Target<'a>, error: &'static str, description: &'static str },
}

impl Fault<'_> {
    fn into_response(self) -> Response {
        match self {
            Self::Unanswerable(description) => {
                let main = format!(
                    "<p>The application asked for access in a way that cannot be answered: \
                     {description}. Go back to it and tell whoever runs it.</p>"
                );
                page(StatusCode::BAD_REQUEST, "This request cannot be answered", &main)
            }
            Self::Redirected { target, error, description } => {
                target.back_with(&[("error", error), ("error_description", description)])
            }
        }
    }
}

/// GET: shows the consent page.
pub(super) async fn ask(State(service): State<Shared>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    match read(&service, &Params::parse(query.as_bytes())) {
        Ok(asked) => consent::page(&asked, &query),
        Err(fault) => fault.into_response(),
    }
}

/// POST: the coach decided. The form repeats the request in its address, so it is checked again.
pub(super) async fn decide(
    State(service): State<Shared>,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    let query = query.unwrap_or_default();
    let asked = match read(&service, &Params::parse(query.as_bytes())) {
        Ok(asked) => asked,
        Err(fault) => return fault.into_response(),
    };
    let form = Params::parse(&body);
    let coach = form.get("coach").and_then(Coach::from_id);
    match (form.get("decision"), coach) {
        (Some("grant"), Some(coach)) => {
            let Asked { client, target, challenge } = asked;
            let grant = Grant {
                client_id: client.id.clone(),
                coach,
                redirect_uri: target.redirect_uri.to_owned(),
                redirect_uri_was_sent: target.was_sent,
                challenge,
            };
            let code = service.codes.issue(grant, service.now());
            target.back_with(&[("code", &code)])
        }
        (Some("deny"), _) => Fault::Redirected {
            target: asked.target,
            error: "access_denied",
            description: "the coach said no",
        }
        .into_response(),
        _ => {
            Fault::Unanswerable("the form came back without a coach or a decision").into_response()
        }
    }
}

fn read<'a>(service: &'a Shared, params: &Params) -> Result<Asked<'a>, Fault<'a>> {
    let (client, target) = target(service, params).map_err(Fault::Unanswerable)?;
    match request(params) {
        Ok(challenge) => Ok(Asked { client, target, challenge }),
        Err((error, description)) => Err(Fault::Redirected { target, error, description }),
    }
}

/// Who asks and where to answer. Unless both are beyond doubt, nothing is redirected.
fn target<'a>(
    service: &'a Shared,
    params: &Params,
) -> Result<(&'a Client, Target<'a>), &'static str> {
    if params.is_repeated("client_id") || params.is_repeated("redirect_uri") {
        return Err("client_id or redirect_uri came more than once");
    }
    let client = params
        .get("client_id")
        .and_then(|id| service.client(id))
        .ok_or("its client_id is not registered")?;
    let sent = params.get("redirect_uri");
    let redirect_uri = match sent {
        Some(uri) => client.redirect_uris.iter().find(|registered| *registered == uri),
        None => client.redirect_uris.first(),
    }
    .ok_or("its redirect_uri is not registered")?;
    let state = params.get("state").filter(|_| !params.is_repeated("state")).map(str::to_owned);
    Ok((client, Target { redirect_uri, was_sent: sent.is_some(), state }))
}

/// The rest of the request: an error code with its description, or the PKCE challenge.
fn request(params: &Params) -> Result<Option<Challenge>, (&'static str, &'static str)> {
    if params.has_repeated() {
        return Err(("invalid_request", "a parameter came more than once"));
    }
    match params.get("response_type") {
        Some("code") => {}
        Some(_) => return Err(("unsupported_response_type", "response_type must be code")),
        None => return Err(("invalid_request", "response_type is missing")),
    }
    if params.get("scope") != Some(SCOPE) {
        return Err(("invalid_scope", "scope must be team_read"));
    }
    Challenge::read(params.get("code_challenge"), params.get("code_challenge_method"))
        .map_err(|description| ("invalid_request", description))
}

//! The front page: what this service is and how to reach it.

use std::fmt::Write as _;

use axum::{Router, extract::State, http::StatusCode, response::Response, routing::get};

use crate::{
    endpoint::Endpoint,
    page::{escape, page},
    season::coaches::Coach,
    service::Shared,
};

pub(crate) fn router() -> Router<Shared> {
    Router::new().route("/", get(landing))
}

async fn landing(State(service): State<Shared>) -> Response {
    let mut main = String::from(
        "<p>This service answers as the Polar Team Pro service does, so that Touchline can be tried \
         and tested without Polar credentials. Its clubs, players and sessions are made up.</p>\n\
         <h2>Coaches</h2>\n<dl>\n",
    );
    for coach in Coach::ALL {
        let teams = coach.team_names().join(", ");
        let _ = writeln!(main, "<dt>{}</dt><dd>sees {}</dd>", escape(coach.name()), escape(&teams));
    }
    main.push_str("</dl>\n<h2>Registered applications</h2>\n<dl>\n");
    for client in &service.settings.clients {
        let uris: Vec<String> = client
            .redirect_uris
            .iter()
            .map(|uri| format!("<code>{}</code>", escape(uri)))
            .collect();
        let _ = writeln!(
            main,
            "<dt>client_id <code>{}</code></dt><dd>may redirect to {}</dd>",
            escape(&client.id),
            uris.join(", ")
        );
    }
    main.push_str(
        "</dl>\n<h2>Endpoints</h2>\n<ul>\n\
         <li><code>GET /oauth/authorize</code></li>\n<li><code>POST /oauth/token</code></li>\n",
    );
    for endpoint in Endpoint::api() {
        let _ = writeln!(main, "<li><code>GET {}</code></li>", endpoint.path());
    }
    main.push_str("</ul>");
    page(StatusCode::OK, "A stand-in for the Polar service", &main)
}

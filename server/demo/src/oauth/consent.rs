//! The page on which a coach grants or denies access.

use std::fmt::Write as _;

use axum::{http::StatusCode, response::Response};

use crate::{page, season::coaches::Coach};

use super::authorize::Asked;

/// The form posts to the address of the page, so that the request travels with it.
pub(super) fn page(asked: &Asked<'_>, query: &str) -> Response {
    let mut main = format!(
        "<p><strong>{}</strong> asks to read the teams, players and training sessions of a coach. \
         It can change nothing.</p>\n\
         <form method=\"post\" action=\"/oauth/authorize?{}\">\n\
         <fieldset>\n<legend>Which coach are you?</legend>\n",
        page::escape(&asked.client.id),
        page::escape(query),
    );
    for (index, coach) in Coach::ALL.into_iter().enumerate() {
        let checked = if index == 0 { " checked" } else { "" };
        let _ = writeln!(
            main,
            "<label class=\"choice\"><input type=\"radio\" name=\"coach\" value=\"{}\"{checked}>\
             <span>{}<small>sees {}</small></span></label>",
            coach.id(),
            page::escape(coach.name()),
            page::escape(&coach.team_names().join(" and ")),
        );
    }
    main.push_str(
        "</fieldset>\n<div class=\"actions\">\n\
         <button class=\"grant\" name=\"decision\" value=\"grant\">Grant access</button>\n\
         <button name=\"decision\" value=\"deny\">Deny</button>\n\
         </div>\n</form>",
    );
    page::page(StatusCode::OK, "Grant access to your teams?", &main)
}

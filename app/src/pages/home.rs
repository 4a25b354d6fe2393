//! The way in: what Touchline is, for whoever is not signed in.

mod picture;

use leptos::{either::Either, prelude::*};
use leptos_meta::{Meta, Title};
use leptos_router::{components::Redirect, hooks::use_query_map};

use self::picture::Picture;
use crate::{address, components::ViewerResource, model::SignInProblem};

/// Says what Touchline is and offers to sign in; whoever is signed in goes on to the teams.
#[component]
pub(crate) fn Home() -> impl IntoView {
    let viewer = expect_context::<ViewerResource>();
    let query = use_query_map();
    let return_to = Memo::new(move |_| {
        query.with(|query| address::return_to(query.get_str("return_to")).to_owned())
    });
    let problem = Memo::new(move |_| {
        query.with(|query| query.get_str("problem").and_then(SignInProblem::from_key))
    });
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let signed_in = viewer.await.is_ok_and(|viewer| viewer.is_some());
                match problem.get() {
                    None if signed_in => Either::Left(view! { <Redirect path=return_to.get()/> }),
                    problem => Either::Right(view! { <Landing return_to=return_to.get() problem signed_in/> }),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Landing(return_to: String, problem: Option<SignInProblem>, signed_in: bool) -> impl IntoView {
    view! {
        <Title text="Polar Team Pro sessions, read in seconds"/>
        <Meta
            name="description"
            content="Touchline shows a club’s Polar Team Pro sessions: the squad in one table, every phase on a \
                     timeline, every player’s heart rate and speed."
        />
        <div class="landing">
            <div class="landing__text">
                {problem.map(|problem| view! { <Problem problem/> })}
                <h1 class="landing__title">"What happened in the session, and to whom."</h1>
                <p class="landing__lead">
                    "Touchline shows your club’s Polar Team Pro sessions at the touchline, in the dressing room and the \
                     morning after. It runs on a machine of your own, and your players’ data stays on it."
                </p>
                <p class="landing__action">
                    <a class="button button--primary button--large" href=address::login(&return_to) rel="external">
                        {if problem.is_some() { "Sign in with Polar again" } else { "Sign in with Polar" }}
                    </a>
                    {signed_in.then(|| view! { <a class="button button--large" href=address::TEAMS>"Go to the teams"</a> })}
                </p>
                <p class="landing__fine">
                    "You sign in at Polar and choose to let Touchline read your teams. It never writes to Polar."
                </p>
            </div>
            <Picture/>
            <ul class="landing__points">
                <li>
                    <h2>"The squad in one table"</h2>
                    <p>"Distance, intensity, sprints, heart rate and load for everybody, in any order, with the team’s average."</p>
                </li>
                <li>
                    <h2>"Every phase on its own"</h2>
                    <p>"Choose a half or a drill on the timeline and every figure, zone and trace is about that part."</p>
                </li>
                <li>
                    <h2>"Every tenth of a second"</h2>
                    <p>"Zoom into a player’s heart rate and speed; holes in the recording stay holes."</p>
                </li>
            </ul>
        </div>
    }
}

/// Why the last sign-in did not work.
#[component]
fn Problem(problem: SignInProblem) -> impl IntoView {
    view! {
        <section class="notice notice--problem" role="alert" aria-labelledby="problem">
            <h2 id="problem">{problem.what_happened()}</h2>
            <p>{problem.what_to_do()}</p>
        </section>
    }
}

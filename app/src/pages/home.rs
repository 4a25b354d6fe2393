//! The way in: what Touchline is, for whoever is not signed in.

mod picture;

use leptos::{either::Either, prelude::*};
use leptos_meta::{Meta, Title};
use leptos_router::{components::Redirect, hooks::use_query_map};

use self::picture::Picture;
use crate::{address, components::ViewerResource, model::SignInProblem, preferences::texts};

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
    let all = texts();
    let texts = &all.home;
    let points = texts
        .points
        .map(|(heading, text)| view! { <li><h2>{heading}</h2><p>{text}</p></li> })
        .collect_view();
    view! {
        <Title text=texts.page_title/>
        <Meta name="description" content=texts.description/>
        <div class="landing">
            <div class="landing__text">
                {problem.map(|problem| view! { <Problem problem/> })}
                <h1 class="landing__title">{texts.title}</h1>
                <p class="landing__lead">{texts.lead}</p>
                <p class="landing__action">
                    <a class="button button--primary button--large" href=address::login(&return_to) rel="external">
                        {if problem.is_some() { texts.sign_in_again } else { all.problems.sign_in_with_polar }}
                    </a>
                    {signed_in.then(|| view! { <a class="button button--large" href=address::TEAMS>{all.problems.go_to_teams}</a> })}
                </p>
                <p class="landing__fine">{texts.fine_print}</p>
            </div>
            <Picture/>
            <ul class="landing__points">{points}</ul>
        </div>
    }
}

/// Why the last sign-in did not work.
#[component]
fn Problem(problem: SignInProblem) -> impl IntoView {
    let texts = texts().problems.sign_in.of(problem);
    view! {
        <section class="notice notice--problem" role="alert" aria-labelledby="problem">
            <h2 id="problem">{texts.what_happened}</h2>
            <p>{texts.what_to_do}</p>
        </section>
    }
}

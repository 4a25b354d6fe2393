//! Who belongs to the team.

use leptos::{either::Either, prelude::*};

use crate::{
    address,
    components::{Missing, Save, SkeletonCard},
    format,
    model::{PlayerFilter, PlayerName, TeamId},
    preferences::texts,
};

/// The roster by number.
#[component]
pub(in crate::pages) fn Roster(
    team_id: Signal<TeamId>,
    #[prop(into)] roster: Signal<Vec<PlayerName>>,
    missing: Memo<Missing>,
) -> impl IntoView {
    let all = texts();
    let texts = &all.teams;
    let count = move || roster.with(Vec::len);
    view! {
        <section class="roster" aria-labelledby="roster">
            <h2 id="roster">
                {texts.roster}
                {move || (count() > 0).then(|| view! { <span class="count">{count()}</span> })}
            </h2>
            {move || (count() > 0).then(|| view! {
                <Save what=texts.roster files=[("roster.csv", "")]/>
            })}
            {move || match roster.get() {
                people if !people.is_empty() => Either::Left(view! {
                    <div class="card card--flush">
                        <table class="list">
                            <thead class="visually-hidden">
                                <tr>
                                    <th scope="col">{all.general.number}</th>
                                    <th scope="col">{texts.name}</th>
                                    <th scope="col">{texts.role}</th>
                                </tr>
                            </thead>
                            <tbody>{people.into_iter().map(|person| view! { <Person team_id=team_id.get() person/> }).collect_view()}</tbody>
                        </table>
                    </div>
                }),
                _ => Either::Right(missing.get().view(
                    || view! { <SkeletonCard lines=8/> },
                    || view! { <p class="empty">{texts.empty_roster}</p> },
                )),
            }}
        </section>
    }
}

#[component]
fn Person(team_id: TeamId, person: PlayerName) -> impl IntoView {
    let href = address::player(&team_id, &person.id, &PlayerFilter::default());
    view! {
        <tr>
            <td class="list__number">{person.number.map_or_else(|| format::NONE.to_owned(), |n| n.to_string())}</td>
            <th scope="row" class="list__name"><a href=href>{person.name}</a></th>
            <td class="list__role">{person.role}</td>
        </tr>
    }
}

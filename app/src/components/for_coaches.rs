//! What only coaches can use.

use leptos::prelude::*;

use super::ViewerResource;
use crate::model::Role;

/// Shows something to coaches, and not to who looks through a pass. The server refuses what a pass may not do all the
/// same: this only spares people buttons that do nothing.
#[component]
pub(crate) fn ForCoaches(children: ChildrenFn) -> impl IntoView {
    let viewer = expect_context::<ViewerResource>();
    view! {
        <Suspense>
            {move || {
                let children = children.clone();
                Suspend::new(async move {
                    let is_coach = viewer.await.ok().flatten().is_some_and(|viewer| viewer.role == Role::Coach);
                    is_coach.then(|| children())
                })
            }}
        </Suspense>
    }
}

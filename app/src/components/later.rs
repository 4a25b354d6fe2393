//! Sections of a page that the browser takes over one after the other, so that no finger waits for all of them.

use leptos::prelude::*;

/// A section of a page. When the browser takes over what the server rendered, the section's turn comes after the frame and
/// the beginning of the page, in a task of its own; at the latest when somebody does something. In a page that the
/// browser makes itself it is there at once.
///
/// A section must not ask for data itself: what came with the page is handed out by then. All that it shows is the page's.
#[component]
pub(crate) fn Later(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    let children = match browser::enqueue(children) {
        Ok(root) => return view! { <div class="later" node_ref=root/> }.into_any(),
        Err(children) => children,
    };
    view! { <div class="later">{children()}</div> }.into_any()
}

#[cfg(feature = "hydrate")]
pub use browser::take_over;
#[cfg(feature = "hydrate")]
pub(super) use browser::take_over_now;

#[cfg(feature = "hydrate")]
mod browser {
    use std::{cell::RefCell, collections::VecDeque};

    use leptos::{html::Div, prelude::*, tachys::view::any_view::AnyViewState};
    use wasm_bindgen::{JsCast, closure::Closure};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::Element;

    type Section = Box<dyn FnOnce()>;

    thread_local! {
        /// What waits for its turn, in the page's order; `None` once the whole page is taken over.
        static WAITING: RefCell<Option<VecDeque<Section>>> = const { RefCell::new(Some(VecDeque::new())) };
    }

    /// Whoever does something finds the whole page taken over.
    const ACTS: [&str; 7] =
        ["pointerdown", "click", "keydown", "wheel", "input", "change", "popstate"];

    /// Has a section wait, whose element is to be the one that is returned; the section again when the page is taken over.
    pub(super) fn enqueue(children: Children) -> Result<NodeRef<Div>, Children> {
        WAITING.with_borrow_mut(|waiting| {
            let (Some(waiting), Some(owner)) = (waiting, Owner::current()) else {
                return Err(children);
            };
            let root = NodeRef::<Div>::new();
            let state = StoredValue::new_local(None);
            waiting.push_back(Box::new(move || {
                // Unless the page is gone.
                if let Some(root) = root.try_get_untracked().flatten() {
                    state.set_value(Some(owner.with(|| fill(&root, children()))));
                }
            }));
            Ok(root)
        })
    }

    /// Takes over what the server rendered. Somebody may have left for another page already: what the browser makes
    /// itself meanwhile is empty yet.
    fn fill(root: &Element, section: AnyView) -> AnyViewState {
        if root.has_child_nodes() {
            return section.hydrate_from::<true>(root);
        }
        let mut state = section.build();
        state.mount(root, None);
        state
    }

    /// Takes over what waits, with time for the browser in between: the last step of taking over a page.
    pub async fn take_over() {
        let acted = Closure::<dyn Fn()>::new(take_over_now);
        let listener = acted.as_ref().unchecked_ref();
        let window = window();
        // Before the listeners of any element. That these could not be added is not possible.
        for act in ACTS {
            let _ = window.add_event_listener_with_callback_and_bool(act, listener, true);
        }
        while let Some(section) = next() {
            section();
            pause().await;
        }
        for act in ACTS {
            let _ = window.remove_event_listener_with_callback_and_bool(act, listener, true);
        }
    }

    /// Takes over all that still waits.
    pub(in crate::components) fn take_over_now() {
        while let Some(section) = next() {
            section();
        }
    }

    fn next() -> Option<Section> {
        WAITING.with_borrow_mut(|waiting| {
            let section = waiting.as_mut()?.pop_front();
            if section.is_none() {
                *waiting = None;
            }
            section
        })
    }

    /// Lets the browser paint, and answer to fingers.
    async fn pause() {
        let pause = js_sys::Promise::new(&mut |resolve, _| {
            // Without a timer it goes on at once.
            if window().set_timeout_with_callback(&resolve).is_err() {
                let _ = resolve.call0(&resolve);
            }
        });
        let _ = JsFuture::from(pause).await;
    }
}

//! What follows a pointer until it lets go.

use leptos::{
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, PointerEvent},
};

/// Something that one pointer at a time drags. A second finger neither takes it over nor moves it.
#[derive(Debug)]
pub(crate) struct Grab<T: 'static>(RwSignal<Option<Held<T>>>);

#[derive(Clone, Copy, Debug)]
struct Held<T> {
    pointer_id: i32,
    what: T,
}

impl<T: 'static> Clone for Grab<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> Copy for Grab<T> {}

impl<T: Copy + Send + Sync + 'static> Grab<T> {
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Has the pointer that is pressed hold something, also beyond the element that hears of it. Whether it does: not
    /// with another button than the first one, nor while another pointer holds something.
    pub(crate) fn take(self, event: &PointerEvent, what: T) -> bool {
        let taken = self.taken_by(event.pointer_id(), event.button(), what);
        let element = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(element) = element.filter(|_| taken) {
            // Without it a drag that leaves the element would end there; nothing else is lost.
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        taken
    }

    /// What the pointer holds.
    pub(crate) fn held(self, event: &PointerEvent) -> Option<T> {
        self.held_by(event.pointer_id())
    }

    /// The pointer lets go of what it holds.
    pub(crate) fn let_go(self, event: &PointerEvent) -> Option<T> {
        self.let_go_by(event.pointer_id())
    }

    /// Whether any pointer holds something.
    pub(crate) fn is_taken(self) -> bool {
        self.0.with(Option::is_some)
    }

    fn taken_by(self, pointer_id: i32, button: i16, what: T) -> bool {
        let is_free =
            self.0.with_untracked(|held| held.is_none_or(|held| held.pointer_id == pointer_id));
        let taken = is_free && button == 0;
        if taken {
            self.0.set(Some(Held { pointer_id, what }));
        }
        taken
    }

    fn held_by(self, pointer_id: i32) -> Option<T> {
        let held = self.0.get_untracked().filter(|held| held.pointer_id == pointer_id);
        held.map(|held| held.what)
    }

    fn let_go_by(self, pointer_id: i32) -> Option<T> {
        let what = self.held_by(pointer_id);
        if what.is_some() {
            self.0.set(None);
        }
        what
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: i32 = 1;
    const SECOND: i32 = 2;
    const MAIN_BUTTON: i16 = 0;
    const RIGHT_BUTTON: i16 = 2;

    #[test]
    fn a_second_finger_changes_nothing() {
        Owner::new().with(|| {
            let grab = Grab::new();
            assert!(grab.taken_by(FIRST, MAIN_BUTTON, 'a'));
            assert!(!grab.taken_by(SECOND, MAIN_BUTTON, 'b'));
            assert_eq!((grab.held_by(FIRST), grab.held_by(SECOND)), (Some('a'), None));
            assert_eq!(grab.let_go_by(SECOND), None);
            assert!(grab.is_taken());
            assert_eq!(grab.let_go_by(FIRST), Some('a'));
            assert!(!grab.is_taken());
            assert!(grab.taken_by(SECOND, MAIN_BUTTON, 'b'));
        });
    }

    #[test]
    fn a_pointer_whose_end_was_missed_takes_hold_anew() {
        Owner::new().with(|| {
            let grab = Grab::new();
            assert!(
                grab.taken_by(FIRST, MAIN_BUTTON, 'a') && grab.taken_by(FIRST, MAIN_BUTTON, 'b')
            );
            assert_eq!(grab.held_by(FIRST), Some('b'));
        });
    }

    #[test]
    fn another_button_takes_nothing() {
        Owner::new().with(|| {
            let grab = Grab::new();
            assert!(!grab.taken_by(FIRST, RIGHT_BUTTON, 'a'));
            assert!(!grab.is_taken());
        });
    }
}

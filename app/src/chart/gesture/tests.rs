use proptest::prelude::*;

use super::*;

/// A recording of 100 s in a plot of 1,000 px: 1 px is 100 ms.
const WHOLE: Window = Window { from_ms: 0, to_ms: 100_000 };
const PLOT: Span = Span { left_px: 40.0, right_px: 1_040.0 };

fn gestures(window: Window) -> Gestures {
    Gestures::new(Viewport::new(WHOLE, window))
}

fn mouse(x_px: f64) -> Pointer {
    Pointer { id: 1, touch: false, x_px, y_px: 50.0, time_ms: 0.0 }
}

fn finger(id: PointerId, x_px: f64) -> Pointer {
    Pointer { id, touch: true, x_px, y_px: 50.0, time_ms: 0.0 }
}

fn shown(gestures: &Gestures) -> (i32, i32) {
    (gestures.window().from_ms, gestures.window().to_ms)
}

fn handle_all(gestures: &mut Gestures, inputs: &[Input<'_>]) -> Reaction {
    inputs.iter().fold(Reaction::default(), |_, input| gestures.handle(*input, PLOT))
}

fn key(key: &str) -> Input<'_> {
    Input::Key { key, shift: false }
}

#[test]
fn dragging_the_mouse_selects_a_window() {
    let mut gestures = gestures(WHOLE);
    let reaction = handle_all(
        &mut gestures,
        &[Input::Press(mouse(540.0), Button::Main), Input::Move(mouse(340.0))],
    );
    assert_eq!(gestures.selection(), Some(Window { from_ms: 30_000, to_ms: 50_000 }));
    assert_eq!((reaction.change, reaction.ended), (Change::Over, false));
    let reaction = gestures.handle(Input::Release(mouse(340.0)), PLOT);
    assert_eq!(shown(&gestures), (30_000, 50_000));
    assert_eq!(reaction, Reaction { change: Change::Window, used: true, ended: true });
    assert_eq!(gestures.selection(), None);
    // The mouse has not moved, but it is over another instant now.
    assert_eq!(gestures.crosshair(), Some(36_000));
}

#[test]
fn a_selection_that_leaves_the_chart_ends_at_the_recording() {
    let mut gestures = gestures(WHOLE);
    handle_all(
        &mut gestures,
        &[
            Input::Press(mouse(840.0), Button::Main),
            Input::Move(mouse(3_000.0)),
            Input::Release(mouse(3_000.0)),
        ],
    );
    assert_eq!(shown(&gestures).1, 100_000);
}

#[test]
fn a_hand_that_shakes_selects_nothing() {
    let mut gestures = gestures(WHOLE);
    let reaction = handle_all(
        &mut gestures,
        &[
            Input::Press(mouse(540.0), Button::Main),
            Input::Move(mouse(543.0)),
            Input::Release(mouse(543.0)),
        ],
    );
    assert_ne!(reaction.change, Change::Window);
    assert_eq!(gestures.crosshair(), Some(50_300));
}

#[test]
fn escape_drops_a_selection_before_it_resets() {
    let mut gestures = gestures(Window { from_ms: 0, to_ms: 50_000 });
    handle_all(
        &mut gestures,
        &[
            Input::Press(mouse(540.0), Button::Main),
            Input::Move(mouse(340.0)),
            key("Escape"),
            Input::Release(mouse(340.0)),
        ],
    );
    assert_eq!(shown(&gestures), (0, 50_000));
    gestures.handle(key("Escape"), PLOT);
    assert_eq!(gestures.window(), WHOLE);
}

#[test]
fn the_moving_button_moves_the_window() {
    let mut gestures = gestures(Window { from_ms: 40_000, to_ms: 50_000 });
    let reaction = handle_all(
        &mut gestures,
        &[Input::Press(mouse(540.0), Button::Moving), Input::Move(mouse(640.0))],
    );
    assert_eq!(shown(&gestures), (39_000, 49_000));
    assert_eq!(reaction.change, Change::Window);
    assert!(gestures.is_busy());
    assert!(gestures.handle(Input::Release(mouse(640.0)), PLOT).ended);
}

#[test]
fn other_buttons_are_not_for_the_chart() {
    let mut gestures = gestures(WHOLE);
    assert_eq!(
        gestures.handle(Input::Press(mouse(540.0), Button::Other), PLOT),
        Reaction::default()
    );
}

#[test]
fn the_mouse_takes_the_crosshair_along_and_away() {
    let mut gestures = gestures(WHOLE);
    assert_eq!(gestures.handle(Input::Move(mouse(140.0)), PLOT).change, Change::Over);
    assert_eq!(gestures.crosshair(), Some(10_000));
    gestures.handle(Input::Move(mouse(20.0)), PLOT);
    assert_eq!(gestures.crosshair(), None);
    handle_all(&mut gestures, &[Input::Move(mouse(140.0)), Input::Leave]);
    assert_eq!(gestures.crosshair(), None);
}

#[test]
fn the_wheel_zooms_at_the_pointer_until_there_is_no_more() {
    let mut gestures = gestures(WHOLE);
    let wheel = |down_px| Input::Wheel { x_px: 290.0, right_px: 0.0, down_px, pinch: false };
    // At the whole the page scrolls on.
    assert_eq!(gestures.handle(wheel(100.0), PLOT), Reaction::default());
    assert!(gestures.handle(wheel(-100.0), PLOT).used);
    let (from_ms, to_ms) = shown(&gestures);
    assert!((f64::from(25_000 - from_ms) / f64::from(to_ms - from_ms) - 0.25).abs() < 1e-3);
    assert!((80_000..84_000).contains(&(to_ms - from_ms)));
}

#[test]
fn a_sideways_wheel_moves_the_window() {
    let mut gestures = gestures(Window { from_ms: 40_000, to_ms: 50_000 });
    let wheel = |right_px| Input::Wheel { x_px: 290.0, right_px, down_px: 3.0, pinch: false };
    assert!(gestures.handle(wheel(100.0), PLOT).used);
    assert_eq!(shown(&gestures), (41_000, 51_000));
}

#[test]
fn a_trackpads_pinch_never_zooms_the_page() {
    let mut gestures = gestures(WHOLE);
    let wheel = Input::Wheel { x_px: 290.0, right_px: 0.0, down_px: 5.0, pinch: true };
    assert_eq!(gestures.handle(wheel, PLOT), Reaction { used: true, ..Reaction::default() });
}

#[test]
fn one_finger_moves_a_zoomed_window_and_else_the_crosshair() {
    let mut zoomed = gestures(Window { from_ms: 40_000, to_ms: 50_000 });
    handle_all(
        &mut zoomed,
        &[Input::Press(finger(1, 540.0), Button::Main), Input::Move(finger(1, 440.0))],
    );
    assert_eq!(shown(&zoomed), (41_000, 51_000));
    assert_eq!(zoomed.crosshair(), None);

    let mut whole = gestures(WHOLE);
    handle_all(
        &mut whole,
        &[Input::Press(finger(1, 540.0), Button::Main), Input::Move(finger(1, 440.0))],
    );
    assert_eq!((whole.window(), whole.crosshair()), (WHOLE, Some(40_000)));
}

#[test]
fn two_fingers_pinch_and_the_one_that_stays_moves_on() {
    let mut gestures = gestures(WHOLE);
    handle_all(
        &mut gestures,
        &[
            Input::Press(finger(1, 440.0), Button::Main),
            Input::Press(finger(2, 640.0), Button::Main),
            Input::Move(finger(1, 240.0)),
            Input::Move(finger(2, 840.0)),
        ],
    );
    // 40 s and 60 s are still under the fingers, now 600 px apart.
    let window = gestures.window();
    assert!((PLOT.instant_at(240.0, window) - 40_000.0).abs() < 2.0);
    assert!((PLOT.instant_at(840.0, window) - 60_000.0).abs() < 2.0);

    assert!(!gestures.handle(Input::Release(finger(1, 240.0)), PLOT).ended);
    gestures.handle(Input::Move(finger(2, 740.0)), PLOT);
    assert!((PLOT.instant_at(740.0, gestures.window()) - 60_000.0).abs() < 50.0);
    let reaction = gestures.handle(Input::Release(finger(2, 740.0)), PLOT);
    assert!(reaction.ended);
    // Not a tap: the crosshair is left alone.
    assert_eq!(gestures.crosshair(), None);
}

#[test]
fn a_third_finger_changes_nothing() {
    let mut gestures = gestures(Window { from_ms: 40_000, to_ms: 50_000 });
    handle_all(
        &mut gestures,
        &[
            Input::Press(finger(1, 440.0), Button::Main),
            Input::Press(finger(2, 640.0), Button::Main),
            Input::Press(finger(3, 740.0), Button::Main),
            Input::Move(finger(3, 940.0)),
            Input::Release(finger(3, 940.0)),
        ],
    );
    assert_eq!(shown(&gestures), (40_000, 50_000));
    assert!(gestures.is_busy());
}

#[test]
fn a_page_that_scrolls_takes_the_finger_away() {
    let mut gestures = gestures(WHOLE);
    handle_all(&mut gestures, &[Input::Press(finger(1, 440.0), Button::Main), Input::Cancel(1)]);
    assert!(!gestures.is_busy());
    assert_eq!(gestures.crosshair(), None);
}

#[test]
fn two_quick_taps_reset_and_two_slow_ones_do_not() {
    let tap = |time_ms, x_px| {
        let pointer = Pointer { time_ms, ..finger(1, x_px) };
        [Input::Press(pointer, Button::Main), Input::Release(pointer)]
    };
    let window = Window { from_ms: 40_000, to_ms: 50_000 };
    let mut slow = gestures(window);
    handle_all(&mut slow, &tap(0.0, 540.0));
    assert_eq!(slow.crosshair(), Some(45_000));
    handle_all(&mut slow, &tap(600.0, 540.0));
    assert_eq!(slow.window(), window);

    let mut apart = gestures(window);
    handle_all(&mut apart, &tap(0.0, 540.0));
    handle_all(&mut apart, &tap(200.0, 640.0));
    assert_eq!(apart.window(), window);

    let mut quick = gestures(window);
    handle_all(&mut quick, &tap(0.0, 540.0));
    let reaction = handle_all(&mut quick, &tap(200.0, 545.0));
    assert_eq!(quick.window(), WHOLE);
    assert_eq!((reaction.change, reaction.ended), (Change::Window, true));
}

#[test]
fn keys_move_the_crosshair_and_the_window_follows_it() {
    let mut gestures = gestures(Window { from_ms: 40_000, to_ms: 50_000 });
    assert!(gestures.handle(key("ArrowRight"), PLOT).used);
    assert_eq!(gestures.crosshair(), Some(45_000));
    gestures.handle(key("ArrowRight"), PLOT);
    assert_eq!(gestures.crosshair(), Some(45_100));
    gestures.handle(Input::Key { key: "ArrowLeft", shift: true }, PLOT);
    assert_eq!(gestures.crosshair(), Some(44_100));
    gestures.handle(key("End"), PLOT);
    assert_eq!((gestures.crosshair(), shown(&gestures)), (Some(99_999), (90_000, 100_000)));
    gestures.handle(key("ArrowRight"), PLOT);
    assert_eq!(gestures.crosshair(), Some(99_999));
    gestures.handle(key("Home"), PLOT);
    assert_eq!((gestures.crosshair(), shown(&gestures)), (Some(0), (0, 10_000)));
}

#[test]
fn keys_zoom_at_the_crosshair_or_in_the_middle() {
    let mut gestures = gestures(WHOLE);
    gestures.handle(key("+"), PLOT);
    assert_eq!(shown(&gestures), (16_667, 83_334));
    handle_all(&mut gestures, &[key("-"), key("Home"), key("+")]);
    assert_eq!(shown(&gestures), (0, 66_667));
    gestures.handle(key("0"), PLOT);
    assert_eq!(gestures.window(), WHOLE);
    assert_eq!(gestures.handle(key("Tab"), PLOT), Reaction::default());
}

#[test]
fn the_page_can_show_another_window_at_any_time() {
    let mut gestures = gestures(WHOLE);
    handle_all(
        &mut gestures,
        &[Input::Press(mouse(540.0), Button::Main), Input::Move(mouse(340.0))],
    );
    gestures.show(Window { from_ms: 10_000, to_ms: 20_000 });
    assert!(!gestures.is_busy());
    gestures.handle(Input::Release(mouse(340.0)), PLOT);
    assert_eq!(shown(&gestures), (10_000, 20_000));
}

fn any_pointer() -> impl Strategy<Value = Pointer> {
    (1..4_i32, any::<bool>(), -500.0..2_000.0_f64, 0.0..500.0_f64, 0.0..10_000.0_f64)
        .prop_map(|(id, touch, x_px, y_px, time_ms)| Pointer { id, touch, x_px, y_px, time_ms })
}

const KEYS: &[&str] = &["ArrowLeft", "ArrowRight", "Home", "End", "+", "-", "0", "Escape", "x"];

fn any_input() -> impl Strategy<Value = Input<'static>> {
    let button = prop_oneof![Just(Button::Main), Just(Button::Moving), Just(Button::Other)];
    prop_oneof![
        (any_pointer(), button).prop_map(|(pointer, button)| Input::Press(pointer, button)),
        any_pointer().prop_map(Input::Move),
        any_pointer().prop_map(Input::Release),
        (1..4_i32).prop_map(Input::Cancel),
        Just(Input::Leave),
        (-500.0..2_000.0_f64, -500.0..500.0_f64, -500.0..500.0_f64, any::<bool>()).prop_map(
            |(x_px, right_px, down_px, pinch)| Input::Wheel { x_px, right_px, down_px, pinch }
        ),
        (prop::sample::select(KEYS), any::<bool>())
            .prop_map(|(key, shift)| Input::Key { key, shift }),
    ]
}

proptest! {
    #[test]
    fn no_sequence_of_inputs_leaves_the_recording(inputs in prop::collection::vec(any_input(), 0..60)) {
        let mut gestures = gestures(Window { from_ms: 40_000, to_ms: 50_000 });
        for input in inputs {
            let before = gestures.window();
            let reaction = gestures.handle(input, PLOT);
            let window = gestures.window();
            prop_assert_eq!(window.intersection(WHOLE), Some(window));
            prop_assert!(window.duration_ms() >= Viewport::MIN_WIDTH_MS);
            prop_assert_eq!(reaction.change == Change::Window, before != window);
            prop_assert!(gestures.crosshair().is_none_or(|at_ms| WHOLE.contains(at_ms)));
            if let Some(selection) = gestures.selection() {
                prop_assert_eq!(selection.intersection(WHOLE), Some(selection));
            }
        }
    }
}

#[test]
fn the_page_can_point_at_an_instant_and_keys_go_on_from_there() {
    let mut gestures = gestures(WHOLE);
    assert!(gestures.point(Some(20_000)));
    assert!(!gestures.point(Some(20_000)), "it only repeats");
    gestures.handle(key("ArrowRight"), PLOT);
    assert_eq!(gestures.crosshair(), Some(21_000));
    assert!(gestures.point(None));
    assert_eq!((gestures.crosshair(), shown(&gestures)), (None, (0, 100_000)));
}

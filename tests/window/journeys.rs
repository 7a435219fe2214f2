//! What people come to do, by keyboard.

use super::support::*;
fn stay() -> String {
    format!("{}, welfare", ParameterId::LengthOfStayMeanDays(Stream::Welfare).spec().label)
}

fn stay_days(window: &Window) -> f64 {
    let document = window.state().state().document.as_ref().unwrap();
    ParameterId::LengthOfStayMeanDays(Stream::Welfare).value(&document.scenario).unwrap()
}

/// Types into a field that is come to by keyboard.
fn enter(window: &mut Window, field: &str, text: &str) {
    window.get_by_role_and_label(Role::SpinButton, field).focus();
    window.step();
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    window.get_by_role_and_label(Role::SpinButton, field).type_text(text);
    window.step();
    press(window, Key::Enter);
}

#[test]
fn what_if_stays_were_six_months_and_put_it_back() {
    let mut window = open(&small_review());
    settle(&mut window);
    let (days, first) = (stay_days(&window), placed(&window));
    ctrl(&mut window, Key::Num2);
    enter(&mut window, &stay(), "182");
    settle(&mut window);
    assert_eq!(stay_days(&window), 182.0);
    assert!(placed(&window) < first, "longer stays leave fewer places");
    let label = window.state().state().document.as_ref().unwrap().history.undo_label().unwrap().to_owned();
    assert!(label.ends_with("welfare: 127.75 to 182 days"), "{label}");
    press(&mut window, Key::Escape);
    ctrl(&mut window, Key::Z);
    settle(&mut window);
    assert_eq!(stay_days(&window), days);
    assert_eq!(placed(&window), first);
}

#[test]
fn the_list_of_changes_goes_back_and_forward() {
    let mut window = open(&small_review());
    settle(&mut window);
    let before = requests(&window);
    ctrl(&mut window, Key::Num2);
    for value in ["130", "140", "150"] {
        type_into(&mut window, REQUESTS, value);
    }
    settle(&mut window);
    let jump = |window: &mut Window, label: &str| {
        // A list that is still open from the last jump closes at the first press.
        for _ in 0..3 {
            if window.query_by_label_contains(label).is_none() {
                window.get_by_role_and_label(Role::Button, "Changes").click();
                window.run_ok();
            }
        }
        window.get_by_label_contains(label).click();
        window.step();
        window.step();
    };
    jump(&mut window, "Go to: As opened");
    assert_eq!(requests(&window), before);
    jump(&mut window, "130 to 140");
    assert_eq!(requests(&window), 140.0);
    settle(&mut window);
    jump(&mut window, "140 to 150");
    assert_eq!(requests(&window), 150.0);
}

#[test]
fn before_and_after_is_one_key() {
    let mut window = open(&small_review());
    settle(&mut window);
    let first = placed(&window);
    ctrl(&mut window, Key::Num2);
    type_into(&mut window, REQUESTS, "200");
    settle(&mut window);
    let after = placed(&window);
    assert_ne!(first, after);
    ctrl(&mut window, Key::Num4);
    press(&mut window, Key::B);
    window.get_by_label("Before");
    let shown = window.state().state().results.shown.clone().unwrap();
    assert_eq!(shown.scenario, window.state().state().document.as_ref().unwrap().opened);
    window.run_ok();
    assert_eq!(placed(&window), first);
    assert_eq!(requests(&window), 200.0, "the changes are kept");
    press(&mut window, Key::B);
    settle(&mut window);
    assert!(window.query_by_label("Before").is_none());
    assert_eq!(placed(&window), after);
}

#[test]
fn the_palette_finds_and_does() {
    let mut window = open(&small_review());
    settle(&mut window);
    ctrl(&mut window, Key::K);
    window.get_by_label("Find a command").type_text("could build");
    window.step();
    window.step();
    press(&mut window, Key::Enter);
    assert_eq!(window.state().state().view.room, sufficiency::app::state::Room::Options);
    assert_eq!(window.state().state().view.overlay, None);
    let options = &window.state().state().document.as_ref().unwrap().scenario.options;
    let (name, id) = (options[2].name.clone(), options[2].id.clone());
    ctrl(&mut window, Key::K);
    window.get_by_label("Find a command").type_text(&name);
    window.step();
    window.step();
    press(&mut window, Key::Enter);
    assert_eq!(window.state().state().view.option, id);
    // The word on a room's tab, and a word of what a command does, find it too.
    ctrl(&mut window, Key::K);
    window.get_by_label("Find a command").type_text("demand");
    window.step();
    window.step();
    press(&mut window, Key::Enter);
    assert_eq!(window.state().state().view.room, sufficiency::app::state::Room::Demand);
    ctrl(&mut window, Key::K);
    window.get_by_label("Find a command").type_text("glossary");
    window.step();
    window.step();
    press(&mut window, Key::Enter);
    assert_eq!(window.state().state().view.overlay, Some(sufficiency::app::state::Overlay::Help));
    press(&mut window, Key::Escape);
    press(&mut window, Key::F1);
    window.run_ok();
    window.get_by_label("Ctrl+K");
    press(&mut window, Key::Escape);
    assert_eq!(window.state().state().view.overlay, None);
}

#[test]
fn presenting_goes_through_the_options_with_the_arrow_keys() {
    let mut window = open(&small_review());
    settle(&mut window);
    let at = |window: &Window| {
        let state = window.state().state();
        state.document.as_ref().unwrap().option(&state.view.option).unwrap().0
    };
    let first = at(&window);
    press(&mut window, Key::F11);
    window.get_by(|node| node.role() == Role::Row && node.label().is_some_and(|label| label.starts_with("Requests placed: ")));
    press(&mut window, Key::ArrowLeft);
    assert_eq!(at(&window), first - 1);
    press(&mut window, Key::ArrowRight);
    press(&mut window, Key::ArrowRight);
    assert_eq!(at(&window), first + 1);
    press(&mut window, Key::Escape);
    assert!(!window.state().state().view.presenting);
    assert_eq!(at(&window), first, "what was looked at before is looked at again");
}

//! What somebody who comes to the window for the first time looks for.

use egui::{Event, MouseWheelSource, MouseWheelUnit, TouchPhase, pos2, vec2};

use super::support::*;

fn head(window: &Window, name: &str) -> egui::Rect {
    let ends = |label: &str| label.ends_with(&format!(": {name}")) || label.ends_with(&format!(": {name}, the baseline"));
    window
        .get_by(|node| node.role() == Role::RadioButton && node.label().is_some_and(|label| label.starts_with("Option ") && ends(&label)))
        .rect()
}

fn scroll(window: &mut Window, by: f32) {
    let screen = window.ctx.content_rect();
    window.event(Event::PointerMoved(pos2(screen.center().x, screen.bottom() - 120.0)));
    window.run_ok();
    window.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -by),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    window.run_ok();
}

#[test]
fn the_heads_of_the_table_stay_while_its_rows_are_scrolled() {
    let mut window = open(&small_review());
    settle(&mut window);
    window.set_size(vec2(1280.0, 800.0));
    go(&mut window, COMPARISON);
    window.run_ok();
    let row = |window: &Window| window.get_by_label("Measure: Mean wait").rect().top();
    let (before, measure) = (head(&window, "One home of 24"), row(&window));
    scroll(&mut window, 260.0);
    let (after, scrolled) = (head(&window, "One home of 24"), row(&window));
    assert!(scrolled < measure - 100.0, "the rows have gone up from {measure} to {scrolled}");
    // The toolbar above the table is out of sight, the heads are not, and no wider or narrower.
    let baseline = window.get_by_label("Baseline").rect();
    assert!(after.top() > baseline.bottom(), "{after:?} is below what has gone, {baseline:?}");
    assert!(after.top() < before.top() && after.height() < before.height(), "{before:?}, {after:?}");
    assert_eq!((after.left(), after.width()), (before.left(), before.width()));
    let answer = window.get_by_label("Option looked at").rect();
    assert!(after.top() > answer.bottom(), "{after:?} is in sight");
    // They can still be pressed.
    let state = window.state().state();
    let options = &state.document.as_ref().unwrap().scenario.options;
    let chosen = options.iter().position(|option| option.id == state.view.option).unwrap();
    let (id, name) = (options[chosen - 1].id.clone(), options[chosen - 1].name.clone());
    let beside = head(&window, &name);
    window.event(Event::PointerMoved(beside.center()));
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        window.event(Event::PointerButton { pos: beside.center(), button, pressed, modifiers: Modifiers::NONE });
    }
    window.run_ok();
    assert_eq!(window.state().state().view.option, id);
}

#[test]
fn the_value_before_stands_beside_the_present_one() {
    let mut window = open(&small_review());
    settle(&mut window);
    assert!(window.query_by_label("Before beside now").is_none(), "nothing was changed");
    let as_opened = cells(&window, "One home of 24");
    go(&mut window, DEMAND);
    type_into(&mut window, REQUESTS, "150");
    settle(&mut window);
    go(&mut window, COMPARISON);
    assert!(!cells(&window, "One home of 24")[0].contains("Before your changes"), "only where it is asked for");
    window.get_by_role_and_label(Role::CheckBox, "Before beside now").click();
    window.run_ok();
    let beside = cells(&window, "One home of 24");
    for (cell, opened) in beside.iter().zip(&as_opened) {
        // “Waiting for a place: 9.9 (±0.4, 95% interval).” in both, once as what it was.
        let (_, value) = opened.split_once(": ").unwrap();
        let (value, _) = value.split_once(").").unwrap();
        assert!(cell.contains(&format!("Before your changes {value}).")), "{cell} does not say {value}");
        assert!(!cell.contains("Difference from"), "the difference from the baseline would be taken for the change since: {cell}");
    }
    assert_ne!(beside[0].split(" Before").next(), as_opened[0].split(" Difference").next(), "the value now is another");
    assert!(
        beside[1].contains("Change since: +") && beside[1].contains("for the worse"),
        "more requests, more children waiting: {}",
        beside[1]
    );
    // The presenter has it too, and a key takes it away.
    press(&mut window, Key::F11);
    assert_eq!(window.query_all_by_label_contains("(before ").count(), 4, "each measure");
    window.key_press_modifiers(Modifiers::SHIFT, Key::B);
    window.run_ok();
    assert_eq!(window.query_all_by_label_contains("(before ").count(), 0);
    press(&mut window, Key::Escape);
    // As it was opened, there is nothing to set beside it.
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert!(window.query_by_label("Before beside now").is_none());
}

#[test]
fn the_presenter_says_how_sure_it_is_and_what_it_costs() {
    let mut window = open(&small_review());
    settle(&mut window);
    press(&mut window, Key::F11);
    window.run_ok();
    let rows: Vec<String> = window.query_all_by_role(Role::Row).filter_map(|row| row.accesskit_node().label()).collect();
    let placed = rows.iter().find(|row| row.starts_with("Requests placed: ")).unwrap();
    assert!(placed.ends_with(" of 100 possible futures"), "{placed}");
    assert!(rows.iter().any(|row| row.starts_with("Cost a year: ") && row.contains("£")), "{rows:?}");
    window.get_by_label_contains("(95% interval)");
}

#[test]
fn where_both_streams_stand_side_by_side_there_is_no_switch_between_them() {
    let mut window = open(&small_review());
    settle(&mut window);
    for (room, switch) in [(COMPARISON, true), ("What would my borough pay?", false), ("Which option does most?", false), (DEMAND, true)] {
        go(&mut window, room);
        assert_eq!(window.query_by_label("Results for: Justice").is_some(), switch, "{room}");
    }
}

#[test]
fn a_list_opens_at_what_is_chosen() {
    let mut window = open(&small_review());
    settle(&mut window);
    window.set_size(vec2(1280.0, 800.0));
    go(&mut window, "What would my borough pay?");
    window.run_ok();
    let last = sufficiency::model::geography::BOROUGHS.last().unwrap().name.clone();
    // Of some boroughs the room has a button of its own; the list lies over it, and comes last.
    let first = &sufficiency::model::geography::BOROUGHS[0].name;
    let elsewhere = window.query_all_by_role_and_label(Role::Button, first).count();
    let entry = |window: &Window| window.query_all_by_role_and_label(Role::Button, &last).last().map(|entry| entry.rect());
    window.get_by_label("Borough looked at").click();
    window.run_ok();
    let screen = window.ctx.content_rect();
    assert_eq!(window.query_all_by_role_and_label(Role::Button, first).count(), elsewhere + 1, "the list is open");
    assert!(!screen.contains_rect(entry(&window).unwrap()), "nothing is chosen, and the list begins at its top");
    window.query_all_by_role_and_label(Role::Button, &last).last().unwrap().click_accesskit();
    window.run_ok();
    // Pressed by a screen reader, an entry leaves the list open.
    press(&mut window, Key::Escape);
    window.run_ok();
    assert_eq!(window.query_all_by_role_and_label(Role::Button, first).count(), elsewhere, "the list has closed");
    window.get_by_label("Borough looked at").click();
    window.run_ok();
    let chosen = entry(&window).unwrap();
    assert!(screen.contains_rect(chosen), "{chosen:?} is not in sight");
}

#[test]
fn what_is_wrong_is_told_by_the_names_of_the_fields() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, DEMAND);
    type_into(&mut window, REQUESTS, "10");
    settle(&mut window);
    let problem = window.state().state().document.as_ref().unwrap().problems[0].path.clone();
    let links: Vec<String> = window.query_all_by_role(Role::Link).filter_map(|link| link.accesskit_node().label()).collect();
    let told = links.iter().find(|link| link.starts_with('•')).unwrap();
    assert!(told.starts_with("•  Patience, welfare: "), "{told}");
    assert!(!told.contains(&problem), "{told}");
}

/// Whoever knows the name of a figure finds it where commands are found.
#[test]
fn a_figure_is_found_by_its_name() {
    let mut window = open(&small_review());
    settle(&mut window);
    ctrl(&mut window, Key::K);
    window.get_by_label("Find a command").type_text("length of stay welfare");
    window.run_ok();
    window.get_by_role_and_label(Role::ListBoxOption, "Mean length of stay, welfare").click();
    window.run_ok();
    assert_eq!(focused(&window), "Mean length of stay, welfare");
}

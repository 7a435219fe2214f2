//! Changing figures and taking changes back.

use super::support::*;

#[test]
fn a_typed_value_gives_new_results_and_is_undone() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, DEMAND);
    let before = requests(&window);
    let first = placed(&window);
    type_into(&mut window, REQUESTS, "150");
    settle(&mut window);
    assert_eq!(requests(&window), 150.0);
    assert_ne!(placed(&window), first);
    window.get_by_label(&format!("Source of {REQUESTS}: changed"));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.step();
    settle(&mut window);
    assert_eq!(requests(&window), before);
    assert_eq!(placed(&window), first, "the same figures and seed give the same answer");
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    window.step();
    settle(&mut window);
    assert_eq!(requests(&window), 150.0);
    window.get_by_label(&format!("Reset {REQUESTS}")).click();
    window.step();
    settle(&mut window);
    assert_eq!(requests(&window), before);
}

#[test]
fn one_drag_is_one_step() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, DEMAND);
    let before = requests(&window);
    let slider = window.get_by_role_and_label(Role::Slider, &format!("{REQUESTS} (slider)")).rect();
    let at = |share: f32| egui::pos2(slider.left() + slider.width() * share, slider.center().y);
    window.drag_at(at(0.5));
    window.step();
    for share in [0.55, 0.6, 0.7] {
        window.hover_at(at(share));
        window.step();
    }
    window.drop_at(at(0.7));
    window.step();
    settle(&mut window);
    assert!(requests(&window) > before);
    window.get_by_label("Undo").click();
    window.step();
    settle(&mut window);
    assert_eq!(requests(&window), before);
    assert!(window.state().state().document.as_ref().unwrap().history.undo_label().is_none());
}

#[test]
fn as_now_cannot_be_changed_and_others_can() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, OPTIONS);
    let beds = |window: &Window| {
        window.query_all_by_label_contains("Welfare beds, ").filter(|node| node.accesskit_node().role() == Role::SpinButton).count()
    };
    assert!(beds(&window) > 0);
    go(&mut window, COMPARISON);
    window.get_by_role_and_label(Role::Tab, COMPARISON).focus();
    window.step();
    window.key_press(Key::Escape);
    window.step();
    // With nothing in focus the arrow keys go through the options.
    for _ in 0..20 {
        window.key_press(Key::ArrowLeft);
        window.step();
    }
    window.run_ok();
    assert_eq!(window.state().state().view.option, window.state().state().document.as_ref().unwrap().scenario.options[0].id);
    go(&mut window, OPTIONS);
    assert_eq!(beds(&window), 0);
    window.get_by_label_contains("so it cannot be changed");
}

#[test]
fn figures_that_cannot_be_run_are_listed_and_results_kept() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, DEMAND);
    let good = placed(&window);
    // Fewer genuine requests than offers: no patience gives the review's open requests.
    type_into(&mut window, REQUESTS, "10");
    settle(&mut window);
    let state = window.state().state();
    assert_eq!(placed(&window), good, "the last good results stay");
    assert!(!state.document.as_ref().unwrap().problems.is_empty());
    assert!(!state.results.are_for(&state.document.as_ref().unwrap().scenario), "and are dimmed");
    window.get_by_label("These figures cannot be run");
    window.get_by_label_contains("Not up to date");
    window.get_by_label_contains("Undo requests, welfare").click();
    window.step();
    settle(&mut window);
    assert!(window.query_by_label("These figures cannot be run").is_none());
}

#[test]
fn beds_of_a_home_change_its_option_and_undo_restores_it() {
    let scenario = small_review();
    let mut window = open(&scenario);
    settle(&mut window);
    let rows = |window: &Window| scenario.options.iter().map(|option| cells(window, &option.name)).collect::<Vec<_>>();
    let at = scenario.options.iter().position(|option| option.id == "two-12").unwrap();
    window
        .get_by(|node| node.role() == Role::RadioButton && node.label().is_some_and(|l| l.ends_with(": Two homes of 12")))
        .click_accesskit();
    window.run_ok();
    let before = rows(&window);
    go(&mut window, OPTIONS);
    type_into(&mut window, "Welfare beds, North home", "4");
    go(&mut window, COMPARISON);
    settle(&mut window);
    let after = rows(&window);
    for index in 0..before.len() {
        assert_eq!(before[index] == after[index], index != at, "{:?}", after[index]);
    }
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.step();
    settle(&mut window);
    assert_eq!(rows(&window), before);
}

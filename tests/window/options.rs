//! Building options.

use std::sync::Arc;

use sufficiency::model::{OptionColour, ProvisionOption};

use super::support::*;

fn options(window: &Window) -> Vec<ProvisionOption> {
    window.state().state().document.as_ref().unwrap().scenario.options.clone()
}

fn names(window: &Window) -> Vec<String> {
    options(window).into_iter().map(|option| option.name).collect()
}

fn undo(window: &mut Window) -> String {
    let label = window.state().state().document.as_ref().unwrap().history.undo_label().unwrap_or_default().to_owned();
    window.get_by_label("Undo").click();
    window.step();
    window.step();
    label
}

fn press(window: &mut Window, label: &str) {
    window.get_by_role_and_label(Role::Button, label).click();
    window.step();
    window.step();
}

fn choose(window: &mut Window, start: &str) {
    window.get_by(|node| node.role() == Role::RadioButton && node.label().is_some_and(|label| label.contains(start))).click();
    window.step();
    window.step();
}

fn only_as_now() -> Window {
    let mut scenario = small_review();
    scenario.options.truncate(1);
    let mut window = open(&scenario);
    settle(&mut window);
    go(&mut window, OPTIONS);
    window
}

#[test]
fn an_option_is_built_from_nothing_and_seen_in_the_comparison() {
    let mut window = only_as_now();
    window.get_by_label_contains("There is only “As now”");
    window.get_by_label_contains("it cannot be changed, moved or removed");
    press(&mut window, "Build: Blank");
    // While an answer is out of date a line more stands above the room.
    settle(&mut window);
    window.get_by_label("This cannot work yet");
    write(&mut window, "Name of option", "A home by the river");
    assert_eq!(names(&window), ["As now", "A home by the river"], "{:?}", window.state().state().view.draft);
    press(&mut window, "Add a home of 12");
    for block in ["+ 6 justice beds, North home", "+ Step-down unit, North home", "One more, Welfare beds, North home"] {
        settle(&mut window);
        press(&mut window, block);
    }
    settle(&mut window);
    type_into(&mut window, "Step-down places, North step-down", "4");
    settle(&mut window);
    let built = options(&window)[1].clone();
    assert_eq!(built.name, "A home by the river");
    assert_eq!((built.homes[0].welfare_beds, built.homes[0].justice_beds, built.step_down_units[0].places), (13, 6, 4));
    window.get_by_label("13 welfare beds, 6 justice beds, 4 step-down places");
    all_named(&window);
    go(&mut window, COMPARISON);
    window.get_all_by_label_contains("A home by the river").next().unwrap();
    go(&mut window, OPTIONS);
    let steps: Vec<String> = (0..7).map(|_| undo(&mut window)).collect();
    assert_eq!(names(&window), ["As now"], "{steps:?}");
    assert!(steps[0].contains("6 to 4") && steps[1].contains("12 to 13") && steps[6].contains("new option"), "{steps:?}");
}

#[test]
fn options_are_renamed_duplicated_moved_hidden_and_coloured_and_each_is_undone() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, OPTIONS);
    choose(&mut window, ": One home of 12;");
    let before = options(&window);
    let after = |window: &mut Window, say: &str| {
        let changed = options(window);
        assert_ne!(changed, before, "{say}");
        let label = undo(window);
        assert!(label.contains(say), "“{label}” does not say “{say}”");
        assert_eq!(options(window), before, "{say}");
        changed
    };
    write(&mut window, "Name of option", "Twelve beds");
    assert_eq!(after(&mut window, "“One home of 12” to “Twelve beds”")[2].name, "Twelve beds");
    press(&mut window, "Duplicate option");
    assert_eq!(after(&mut window, "new option")[3].name, "One home of 12 (2)");
    choose(&mut window, ": One home of 12;");
    press(&mut window, "Move option later");
    assert_eq!(after(&mut window, "order of options")[3].name, "One home of 12");
    press(&mut window, "Hide option");
    assert!(after(&mut window, "hiding of")[2].hidden);
    window.get_by_label("Colour of option: Plum").click();
    window.step();
    assert_eq!(after(&mut window, "plum")[2].colour, Some(OptionColour::Plum));
    press(&mut window, "Remove option");
    assert_eq!(after(&mut window, "removal of").len(), before.len() - 1);
    // By keyboard: Alt and an arrow move the option in focus.
    choose(&mut window, ": One home of 12;");
    window.get_by(|node| node.role() == Role::RadioButton && node.label().is_some_and(|label| label.contains(": One home of 12;"))).focus();
    window.step();
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowUp);
    window.step();
    window.step();
    assert_eq!(after(&mut window, "order of options")[1].name, "One home of 12");
}

#[test]
fn two_options_never_have_one_name() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, OPTIONS);
    choose(&mut window, ": One home of 12;");
    let before = names(&window);
    write(&mut window, "Name of option", "one home of 24");
    assert!(window.query_all_by_label_contains("Another option is called “one home of 24” already").next().is_some());
    assert_eq!(names(&window), before);
}

#[test]
fn what_only_people_read_runs_nothing_again() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, OPTIONS);
    choose(&mut window, ": One home of 12;");
    let job = |window: &Window| window.state().state().results.run.as_ref().unwrap().job;
    let first = job(&window);
    write(&mut window, "Name of option", "Twelve beds");
    window.get_by_label("Colour of option: Orange").click();
    window.step();
    press(&mut window, "Hide option");
    press(&mut window, "Move option later");
    window.run_ok();
    let state = window.state().state();
    assert_eq!(job(&window), first, "nothing is run again");
    assert!(state.results.are_for(&state.document.as_ref().unwrap().scenario), "and the answer is that of the document");
    let shown = state.results.shown.as_ref().unwrap();
    let summary = shown.summary.as_ref().unwrap();
    assert!(summary.options.iter().any(|option| option.name == "Twelve beds"), "under the new name");
    assert!(Arc::ptr_eq(&shown.scenario, &state.document.as_ref().unwrap().scenario));
    press(&mut window, "One more, Welfare beds, London home");
    settle(&mut window);
    assert_ne!(job(&window), first, "a bed more is another question");
}

#[test]
fn an_option_at_the_limit_says_so() {
    let mut scenario = small_review();
    scenario.run.replications = 2;
    let home = scenario.options[2].homes[0].clone();
    scenario.options.truncate(3);
    scenario.options[2].homes = (0..50)
        .map(|number| {
            let name = format!("A home with so long a name that nobody could ever read it to the end in a list of homes, number {number}");
            sufficiency::model::Home { id: format!("home-{number}"), name, ..home.clone() }
        })
        .collect();
    scenario.options[2].homes[7].welfare_beds = 2_000;
    let mut window = open(&scenario);
    settle(&mut window);
    go(&mut window, OPTIONS);
    choose(&mut window, ": One home of 12;");
    window.get_by_label("and 1,940 more");
    let button = window.get_by_role_and_label(Role::Button, "+ Home");
    assert!(button.accesskit_node().is_disabled(), "no 51st home");
    all_named(&window);
}

#[test]
fn an_option_is_dragged_to_another_place() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, OPTIONS);
    let at = |window: &Window, part: &str| {
        window.get_by(|node| node.role() == Role::RadioButton && node.label().is_some_and(|label| label.contains(part))).rect().center()
    };
    let (from, to) = (at(&window, ": One home of 8;"), at(&window, ": One home of 20;"));
    let before = names(&window);
    window.drag_at(from);
    window.step();
    for share in [0.3, 0.7, 1.0] {
        window.hover_at(from + (to - from) * share);
        window.step();
    }
    window.drop_at(to);
    window.step();
    window.step();
    assert_eq!(names(&window)[1..4], ["One home of 12", "One home of 20", "One home of 8"]);
    assert!(undo(&mut window).contains("order of options: “One home of 8”"));
    assert_eq!(names(&window), before);
    // Nothing goes before as now.
    window.drag_at(from);
    window.step();
    window.hover_at(at(&window, ": As now;"));
    window.step();
    let now = at(&window, ": As now;");
    window.drop_at(now);
    window.step();
    window.step();
    assert_eq!(names(&window), before);
}

/// Waits until the children of the option on screen have been followed.
fn follow(window: &mut Window) {
    wait(window, "where requests go", |window| {
        let app = window.state();
        let state = app.state();
        let document = state.document.as_ref().unwrap();
        document.option(&state.view.option).is_some_and(|(index, _)| state.results.closer.closer_for(&document.scenario, index).is_some())
    });
    window.run_ok();
}

#[test]
fn it_is_said_where_too_few_step_down_places_take_up_secure_beds() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, OPTIONS);
    choose(&mut window, ": One home of 24 + 4 transition places;");
    follow(&mut window);
    window.get_by_label_contains("nobody else can have that bed");
    choose(&mut window, ": One home of 24;");
    follow(&mut window);
    assert!(window.query_by_label_contains("nobody else can have that bed").is_none(), "there is no step-down");
}

#[test]
fn a_number_of_beds_that_is_not_one_is_refused() {
    let mut window = open(&small_review());
    settle(&mut window);
    window
        .get_by(|node| node.role() == Role::RadioButton && node.label().is_some_and(|label| label.ends_with(": Two homes of 12")))
        .click();
    window.step();
    go(&mut window, OPTIONS);
    let field = "Welfare beds, North home";
    let beds = |window: &Window| options(window).iter().find(|option| option.id == "two-12").unwrap().homes[0].welfare_beds;
    for text in ["-3", "1e9", "9999", "many", "2.5"] {
        type_into(&mut window, field, text);
        window.get_by_label_contains(&format!("“{text}” was not taken: a whole number from 0 to 2,000"));
        assert_eq!(beds(&window), 12);
        window.key_press(Key::Escape);
        window.step();
        window.step();
    }
    type_into(&mut window, field, "30");
    assert_eq!(beds(&window), 30);
    press(&mut window, "One more, Welfare beds, North home");
    assert_eq!(beds(&window), 31);
    all_large_enough(&window);
    go(&mut window, COMPARISON);
    settle(&mut window);
    window.get_by(|node| node.label().is_some_and(|label| label.ends_with("Two homes of 12, changed")));
}

//! How many beds? An option made larger and smaller, what rules cost, what cannot be known.

use sufficiency::analysis::beds::Sweep;
use sufficiency::app::beds::Picture;
use sufficiency::app::state::Room;
use sufficiency::app::studies::Found;

use super::support::*;

const BEDS: &str = "How many beds?";

/// The review with few options, over few and short futures.
fn few() -> Scenario {
    let mut scenario = small_review();
    scenario.options.retain(|option| ["as-now", "two-12-justice"].contains(&option.id.as_str()));
    scenario.run.replications = 12;
    scenario
}

fn open_in_the_room() -> Window {
    let mut window = open(&few());
    settle(&mut window);
    go(&mut window, BEDS);
    window
}

/// What the study of the picture shown has found.
fn found(window: &Window) -> Option<std::sync::Arc<Found>> {
    let state = window.state().state();
    let document = state.document.as_ref().unwrap();
    let option = document.option(&state.view.option).unwrap().0;
    let ask = state.view.beds.ask(&document.scenario, option, state.view.stream);
    state.results.studies.of(&ask).filter(|study| study.phase == Phase::Finished).and_then(|study| study.found.clone())
}

fn work_out(window: &mut Window) {
    window.get_by_label_contains("Work out").click();
    window.step();
    wait(window, "the study is over", |window| found(window).is_some());
    window.run_ok();
}

fn picture(window: &mut Window, label: &str) {
    window.get_by_role_and_label(Role::RadioButton, &format!("Question: {label}")).click();
    window.step();
    window.step();
}

#[test]
fn a_goal_is_set_and_answered_without_working_anything_out_again() {
    let mut window = open_in_the_room();
    window.get_by_label_contains("Not worked out yet");
    work_out(&mut window);
    let sweep = |window: &Window| -> Sweep {
        match found(window).as_deref() {
            Some(Found::Beds(Ok(sweep))) => sweep.clone(),
            other => panic!("{other:?}"),
        }
    };
    let before = sweep(&window);
    assert!(before.tried.len() > 10 && before.options.len() == 2);
    type_into(&mut window, "Goal: requests placed in London", "30");
    type_into(&mut window, "within", "14");
    let goal = window.state().state().view.beds.goal;
    assert_eq!((goal.share, goal.days), (0.3, 14));
    let smallest = before.smallest(goal).expect("30 in 100 within a fortnight can be met");
    let said = |words: &str| window.query_all_by_label_contains(words).count() > 0;
    assert!(said("would be enough on average") && said(&format!("{} in all", smallest.tried.beds)));
    let chart = window.get_all_by_role(Role::GraphicsObject).filter_map(|node| node.accesskit_node().label());
    assert!(chart.into_iter().any(|label| label.contains("placed in London within 14 days") && label.contains("enough on average")));
    // What it costs stands beside it, and can be drawn; a price changed is answered without working anything out again.
    let per_year = |window: &Window| {
        let labels = window.query_all_by_label_contains("All placements cost").filter_map(|node| node.accesskit_node().value());
        labels.into_iter().next().expect("a cost")
    };
    let cost = per_year(&window);
    assert!(cost.contains("million") || cost.contains("m ±"), "{cost}");
    go(&mut window, "What does it cost?");
    type_into(&mut window, "Welfare placement elsewhere", "£9,000");
    go(&mut window, BEDS);
    assert!(per_year(&window) != cost && sweep(&window).futures == before.futures, "{cost}");
    window.get_by_role_and_label(Role::ComboBox, "Measure drawn").click();
    window.step();
    window.step();
    window.get_by_label("Cost a year, buildings in it").click();
    window.step();
    window.step();
    let chart = window.get_all_by_role(Role::GraphicsObject).filter_map(|node| node.accesskit_node().label());
    assert!(chart.into_iter().any(|label| label.starts_with("Chart. Cost a year")));
    assert_eq!(
        charts_are_saved_as_papers_have_them(&mut window),
        ["Cost a year, buildings in it, by welfare beds in London, all homes together"]
    );
    // Out of reach of any number of beds, and said so.
    type_into(&mut window, "Goal: requests placed in London", "99");
    assert!(window.query_all_by_label_contains("No number of beds can do it").count() > 0);
    assert_eq!(sweep(&window).futures, before.futures);
    all_named(&window);
    all_large_enough(&window);
}

#[test]
fn beds_and_step_down_are_a_table_that_can_be_read_out() {
    let mut window = open_in_the_room();
    picture(&mut window, "Beds and step-down");
    assert_eq!(window.state().state().view.beds.picture, Picture::Together);
    work_out(&mut window);
    let fields: Vec<String> = window.get_all_by_role(Role::Cell).filter_map(|cell| cell.accesskit_node().label()).collect();
    let fields: Vec<&String> = fields.iter().filter(|label| label.ends_with("the goal")).collect();
    assert!(fields.len() >= 28 && fields.iter().any(|label| label.contains("24 step-down places")), "{fields:?}");
    // Any measure can be put in the table's place.
    window.get_by_role_and_label(Role::ComboBox, "Measure drawn").click();
    window.step();
    window.step();
    window.get_by_label("Cost a year, buildings in it").click();
    window.step();
    window.step();
    let fields = window.get_all_by_role(Role::Cell).filter_map(|cell| cell.accesskit_node().label());
    assert!(fields.filter(|label| label.contains("Cost a year, buildings in it £")).count() >= 28);
    all_named(&window);
}

#[test]
fn rules_and_the_unknown_have_their_sentences_and_are_kept() {
    let mut window = open_in_the_room();
    picture(&mut window, "Who may have which bed");
    work_out(&mut window);
    window.get_by_label_contains("With all rules together");
    window.get_by_label("Each home takes only its own part of London");
    picture(&mut window, "What cannot be known");
    work_out(&mut window);
    assert!(window.query_all_by_label_contains("withdrawn requests needed a bed").count() > 0);
    window.get_by_label("When each option is no longer enough on average");
    assert_eq!(charts_are_saved_as_papers_have_them(&mut window).len(), 1);
    all_named(&window);
    // Back at once: nothing is worked out twice.
    picture(&mut window, "Who may have which bed");
    window.get_by_label_contains("With all rules together");
    assert_eq!(window.state().state().view.room, Room::Beds);
}

#[test]
fn what_cannot_be_worked_out_says_why() {
    let mut scenario = few();
    scenario.demand.welfare.patience = sufficiency::model::Patience::MeanDays(100.0);
    let mut window = open(&scenario);
    settle(&mut window);
    ctrl(&mut window, Key::Num6);
    picture(&mut window, "What cannot be known");
    work_out(&mut window);
    window.get_by_label_contains("let the patience be solved from the open requests");
}

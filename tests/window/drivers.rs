//! What could change the answer? What is uncertain can be changed and taken back; long analyses begin, stop and are kept.

use sufficiency::analysis::uncertainty::{judged_measures, places};
use sufficiency::app::studies::Found;
use sufficiency::model::ValidScenario;
use sufficiency::report::figure::{Plot, Unsourced};
use sufficiency::report::studies::{About, finding_out, worlds};

use super::support::*;

const DRIVERS: &str = "What could change the answer?";

fn open_in_the_room(scenario: &Scenario) -> Window {
    let mut window = open(scenario);
    settle(&mut window);
    go(&mut window, DRIVERS);
    window
}

fn show(window: &mut Window, page: &str) {
    window.get_by_role_and_label(Role::RadioButton, &format!("Page: {page}")).click();
    window.step();
    window.step();
}

fn ranges(window: &Window) -> usize {
    window.state().state().document.as_ref().unwrap().scenario.ranges.len()
}

fn chart(window: &Window) -> Option<String> {
    let charts = window.query_all_by_role(Role::GraphicsObject).filter_map(|node| node.accesskit_node().label());
    charts.into_iter().find(|label| label.starts_with("Chart. What moves"))
}

#[test]
fn what_is_uncertain_can_be_changed_and_taken_back() {
    let mut window = open_in_the_room(&small_review());
    show(&mut window, "What is uncertain");
    let before = ranges(&window);
    let removes = |name: &Option<String>| name.as_ref().is_some_and(|name| name.starts_with("Remove the range of "));
    // The first: a button that is scrolled out of sight cannot be pressed.
    window.query_all_by_role(Role::Button).find(|node| removes(&node.accesskit_node().label())).unwrap().click();
    window.step();
    window.step();
    assert_eq!(ranges(&window), before - 1);
    ctrl(&mut window, Key::Z);
    assert_eq!(ranges(&window), before);
    all_named(&window);
    all_large_enough(&window);
}

#[test]
fn figures_are_worked_out_and_kept() {
    let mut scenario = small_review();
    scenario.options.truncate(2);
    scenario.ranges.retain(|id, _| matches!(id, ParameterId::NotProceedingShare(_) | ParameterId::StaffedShare));
    (scenario.run.horizon_years, scenario.run.warm_up_years) = (0.5, 0.1);
    let mut window = open_in_the_room(&scenario);
    assert_eq!(chart(&window), None);
    window.get_by_role_and_label(Role::Button, "Work out what moves the answer").click();
    let is_over = |window: &Window| chart(window).is_some() && window.query_by_role_and_label(Role::Button, "Stop").is_none();
    wait(&mut window, "what moves the answer", is_over);
    let told = chart(&window).unwrap();
    assert!(charts_can_leave(&window) >= 1);
    assert_eq!(charts_are_saved_as_papers_have_them(&mut window).len(), 1);
    assert!(told.contains("Requests that never need a place, welfare") && told.contains("of 100 of the differences"), "{told}");
    // Another page and back: nothing is worked out again. Its chart is the figure that papers have.
    show(&mut window, "Other worlds");
    let state = window.state().state();
    let scenario = &state.document.as_ref().unwrap().scenario;
    let study = state.results.studies.of(&state.view.drivers.drivers(scenario)).unwrap();
    let Some(Found::Drivers(variations, Some(global))) = study.found.as_deref() else { panic!("{:?}", study.found) };
    let measures = judged_measures(&ValidScenario::new(scenario.clone()).unwrap());
    let spec = measures.iter().find(|measure| measure.key == "welfare_placed_share").unwrap();
    let rule = state.view.drivers.rule(Stream::Welfare);
    let focus = scenario.options.iter().position(|option| option.id == state.view.option).unwrap();
    let about = About { scenario, focus, spec, rule: &rule };
    let of = |drawn: Unsourced| {
        let Plot::Ranges(ranges) = &drawn.figure.plot else { panic!("{:?}", drawn.figure.plot) };
        format!("Chart. {} {}", drawn.figure.generated_text(), ranges.told())
    };
    let in_worlds = worlds(&about, variations).map(of).unwrap();
    let worth = global.worth(&spec.key, rule.aim, &places(scenario, &global.options)).unwrap();
    let found_out = finding_out(&about, global, &worth).map(of);
    assert!(window.query_by_label(&in_worlds).is_some(), "no chart that says: {in_worlds}");
    assert!(charts_can_leave(&window) >= 1);
    show(&mut window, "Where the choice turns");
    assert_eq!(found_out.as_deref().map(|label| window.query_by_label(label).is_some()), found_out.as_deref().map(|_| true));
    show(&mut window, "Which figures matter");
    assert_eq!(chart(&window).as_ref(), Some(&told));
    all_named(&window);
}

#[test]
fn the_saved_chart_has_the_figures_that_are_on_screen() {
    let mut scenario = small_review();
    scenario.options.truncate(2);
    (scenario.run.horizon_years, scenario.run.warm_up_years) = (0.5, 0.1);
    let count = scenario.ranges.len();
    assert!(count > 20, "{count}");
    let mut window = open_in_the_room(&scenario);
    window.get_by_role_and_label(Role::Button, "Work out what moves the answer").click();
    // Enough to draw is enough.
    wait(&mut window, "20 figures", |window| window.query_by_label_contains("Drawn are the 20 figures").is_some());
    window.get_by_role_and_label(Role::Button, "Stop").click();
    wait(&mut window, "the study stops", |window| window.query_by_role_and_label(Role::Button, "Stop").is_none());
    let menus = window.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
    let title = menus.into_iter().find_map(|label| label.strip_prefix("Copy or save chart: What moves").map(str::to_owned)).unwrap();
    let title = format!("What moves{title}");
    // Each row has a bar for either end, on paper as on screen.
    let rows = |window: &Window| chart(window).unwrap().matches(" at ").count() / 2;
    assert_eq!(rows(&window), 20);
    let short = saved_chart(&mut window, &title);
    window.get_by_label_contains("Drawn are the 20 figures that move it most, here and in the chart as it is saved");
    let all = window.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
    let all = all.into_iter().find(|label| label.starts_with("Show all ")).unwrap();
    window.get_by_role_and_label(Role::Button, &all).click();
    window.step();
    window.step();
    let drawn = rows(&window);
    assert!(drawn > 20 && all == format!("Show all {drawn}"), "{drawn}: {all}");
    let long = saved_chart(&mut window, &title);
    // A name and the values at both ends, at least.
    let texts = |svg: &str| svg.matches("<text").count();
    assert!(texts(&long) >= texts(&short) + 3 * (drawn - 20), "{} and {}", texts(&long), texts(&short));
    window.get_by_label("Show the 20 that move it most").click();
    window.step();
    window.step();
    assert_eq!(rows(&window), 20);
}

#[test]
fn a_scenario_without_ranges_says_what_to_do() {
    let mut scenario = small_review();
    scenario.ranges.clear();
    let window = open_in_the_room(&scenario);
    assert!(window.query_by_label_contains("Nothing in this scenario counts as uncertain").is_some());
}

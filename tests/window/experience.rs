//! What would it feel like? The chosen option over time, one future to be watched, where requests go.

use sufficiency::app::PlannerApp;
use sufficiency::app::closer_job::Closer;
use sufficiency::model::YearMonth;

use super::support::*;

const EXPERIENCE: &str = "What would it feel like?";

/// Steps until something holds.
fn wait_for(window: &mut Window, what: &str, holds: impl Fn(&PlannerApp) -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !holds(window.state()) {
        assert!(Instant::now() < deadline, "{what} did not come");
        window.step();
        std::thread::sleep(Duration::from_millis(5));
    }
    window.step();
}

/// The look that belongs to the figures and the option on screen.
fn current(app: &PlannerApp) -> Option<&Closer> {
    let state = app.state();
    let document = state.document.as_ref().ok()?;
    state.results.closer.closer_for(&document.scenario, document.option(&state.view.option)?.0)
}

/// Waits until every future of the run has been looked at.
fn look_closely(window: &mut Window) {
    settle(window);
    wait_for(window, "the closer look", |app| {
        let done = app.state().results.run.as_ref().map_or(0, |run| run.done);
        current(app).is_some_and(|closer| closer.look.futures == done)
    });
    window.run_ok();
}

fn open_in_the_room(scenario: &Scenario) -> Window {
    let mut window = open(scenario);
    settle(&mut window);
    go(&mut window, EXPERIENCE);
    look_closely(&mut window);
    window
}

fn choose(window: &mut Window, combo: &str, choice: &str) {
    window.get_by_role_and_label(Role::ComboBox, combo).click();
    window.step();
    window.step();
    window.get_by_role_and_label(Role::Button, choice).click();
    window.step();
    window.run_ok();
}

/// What the one chart says whose label starts so.
fn chart(window: &Window, start: &str) -> String {
    let charts = window.get_all_by_role(Role::GraphicsObject).filter_map(|node| node.accesskit_node().label());
    charts.into_iter().find(|label| label.starts_with(start)).unwrap_or_else(|| panic!("no chart {start}"))
}

#[test]
fn beds_waiting_weeks_and_waits_are_told_in_numbers() {
    let mut window = open_in_the_room(&small_review());
    let beds = chart(&window, "Chart. How full would the welfare beds be?");
    assert!(beds.contains("On an average day") && beds.contains("In the last month, in nine futures of ten"), "{beds}");
    assert!(chart(&window, "Chart. How many would be waiting?").contains("welfare requests wait"));
    assert!(chart(&window, "Chart. A year of weeks. Full in").contains("room in"));
    assert!(chart(&window, "Chart. Of 100 children placed").contains("At once: "));
    window.get_by_label_contains("30 futures, all those of the run");
    // The mean said is the run's.
    let state = window.state().state();
    let summary = state.results.shown.as_ref().unwrap().summary.clone().unwrap();
    let option = summary.options.iter().position(|option| option.id == state.view.option).unwrap();
    let waiting = summary.estimate(option, "welfare_waiting").unwrap().mean;
    let looked = current(window.state()).unwrap().look.stream(Some(Stream::Welfare)).unwrap().mean_waiting;
    assert!((waiting - looked).abs() < 1e-9 * waiting.max(1.0), "{waiting} and {looked}");
    all_named(&window);
    window.get_by_role_and_label(Role::RadioButton, "Children looked at: All children").click();
    window.step();
    window.run_ok();
    chart(&window, "Chart. How full would the beds be?");
    window.get_by_role_and_label(Role::RadioButton, "Years drawn: First year").click();
    window.step();
    assert_eq!(window.state().state().view.experience.years, Some(1));
}

#[test]
fn a_home_and_a_pool_can_be_looked_at() {
    let mut scenario = small_review();
    let option = scenario.options.iter_mut().find(|option| !option.step_down_units.is_empty()).unwrap();
    option.homes[0].either_beds = 2;
    let home = option.homes[0].name.clone();
    let mut window = open_in_the_room(&scenario);
    choose(&mut window, "Beds looked at", &home);
    assert!(chart(&window, "Chart. How full would the welfare beds be?").contains(&format!("in {home} are in use")));
    choose(&mut window, "Beds looked at", &format!("{home}: beds for either"));
    chart(&window, "Chart. How full would the beds for either be?");
    // Another option has no such pool: all its homes are shown.
    choose(&mut window, "Option looked at", "One home of 8");
    look_closely(&mut window);
    chart(&window, "Chart. How full would the welfare beds be?");
}

#[test]
fn without_london_beds_the_room_says_so_and_shows_the_waiting() {
    let mut window = open_in_the_room(&small_review());
    choose(&mut window, "Option looked at", "As now");
    look_closely(&mut window);
    window.get_by_label("No London beds to fill");
    chart(&window, "Chart. How many would be waiting?");
    chart(&window, "Chart. Of 100 children placed");
}

#[test]
fn a_home_that_opens_later_does_not_count_as_full_before() {
    let mut scenario = small_review();
    let start = scenario.run.start;
    let option = scenario.options.iter_mut().find(|option| !option.step_down_units.is_empty()).unwrap();
    for home in &mut option.homes {
        home.opens = YearMonth::new(start.year() + 1, start.month());
    }
    let window = open_in_the_room(&scenario);
    window.get_by_label_contains("Before a bed opens in All homes, 12 months go by");
}

#[test]
fn a_change_makes_the_look_out_of_date_until_it_is_new() {
    let mut window = open_in_the_room(&small_review());
    let before = current(window.state()).unwrap().look.clone();
    go(&mut window, DEMAND);
    type_into(&mut window, REQUESTS, "150");
    assert!(current(window.state()).is_none(), "a look at other figures is never the current one");
    go(&mut window, EXPERIENCE);
    look_closely(&mut window);
    assert_ne!(current(window.state()).unwrap().look, before);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.step();
    look_closely(&mut window);
    assert_eq!(current(window.state()).unwrap().look, before, "the same figures give the same look");
}

#[test]
fn too_few_futures_are_said_to_be_too_few() {
    let mut scenario = small_review();
    scenario.run.replications = 5;
    let window = open_in_the_room(&scenario);
    window.get_by_label_contains("Only 5 futures: too few");
}

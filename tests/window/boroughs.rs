//! What would my borough pay? Two presses from anywhere, then the rule, the map, the list and the sites.

use sufficiency::app::boroughs::{MapFigure, Page};
use sufficiency::model::Membership;

use super::support::*;

const BOROUGHS: &str = "What would my borough pay?";

fn little_review() -> Scenario {
    let mut scenario = small_review();
    scenario.run.replications = 12;
    scenario
}

/// Waits until the bills shown are of the figures on screen and of every future asked for.
fn reckoned(window: &mut Window) {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        window.step();
        let state = window.state().state();
        let document = state.document.as_ref().unwrap();
        let option = document.option(&state.view.option).unwrap().0;
        if state.results.bills.as_deref().is_some_and(|bills| bills.are_for(&document.scenario, option) && bills.futures == 12) {
            break;
        }
        assert!(Instant::now() < deadline, "no bills");
        std::thread::sleep(Duration::from_millis(5));
    }
    window.run_ok();
}

/// The words of the square of a borough.
fn square(window: &Window, borough: &str) -> String {
    let squares = window.get_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
    squares.into_iter().find(|label| label.starts_with(&format!("{borough}: "))).unwrap_or_else(|| panic!("no square of {borough}"))
}

fn press_square(window: &mut Window, borough: &str) {
    let words = square(window, borough);
    window.get_by_role_and_label(Role::Button, &words).click();
    window.step();
    window.run_ok();
}

/// "What do we pay in a bad year, and what would we pay without this?": press the room, press the borough, read one sentence.
#[test]
fn a_finance_officer_has_the_answer_in_two_presses() {
    let mut window = open(&little_review());
    settle(&mut window);
    go(&mut window, BOROUGHS);
    reckoned(&mut window);
    press_square(&mut window, "Camden");
    window.get_by_label_contains("In a bad year Camden pays £");
    let state = window.state().state();
    let bill = &state.results.bills.as_ref().unwrap().bills.as_ref().unwrap().boroughs[state.view.boroughs.borough.unwrap()];
    let pounds = sufficiency::report::boroughs::pounds;
    let said = format!("and would pay {} without it", pounds(bill.as_now.bad_year));
    window.get_by_label_contains(&said);
    all_named(&window);
    all_large_enough(&window);
}

#[test]
fn a_rule_answers_at_once_and_is_undone() {
    let mut window = open(&little_review());
    settle(&mut window);
    go(&mut window, BOROUGHS);
    reckoned(&mut window);
    let shared = |window: &Window, borough: usize| {
        window.state().state().results.bills.as_ref().unwrap().bills.as_ref().unwrap().boroughs[borough].shared.average_year
    };
    let equal = shared(&window, 0);
    window.get_by_role_and_label(Role::RadioButton, "How the homes are shared: By use").click();
    window.step();
    // The children are those played before: nothing is played again for a rule.
    reckoned(&mut window);
    assert!(shared(&window, 0) < equal / 2.0, "the City hardly uses the homes");
    let scenario = window.state().state().document.as_ref().unwrap().scenario.clone();
    assert_eq!(scenario.membership.word(), Some("use"));
    window.get_by_role_and_label(Role::RadioButton, "Cap: At most 2 × the equal share").click();
    window.step();
    reckoned(&mut window);
    assert_eq!(window.state().state().document.as_ref().unwrap().scenario.membership.most_times_equal_share, Some(2.0));
    ctrl(&mut window, Key::Z);
    ctrl(&mut window, Key::Z);
    reckoned(&mut window);
    assert_eq!(window.state().state().document.as_ref().unwrap().scenario.membership, Membership::default());
    assert_eq!(shared(&window, 0), equal);
}

#[test]
fn the_map_the_list_and_the_sites_say_their_numbers() {
    let mut window = open(&little_review());
    settle(&mut window);
    go(&mut window, BOROUGHS);
    reckoned(&mut window);
    window.get_by_label_contains("authorities pay less than as now");
    assert!(square(&window, "Croydon").contains("in a bad year with the option £"), "{}", square(&window, "Croydon"));
    window.get_by_role_and_label(Role::RadioButton, "The squares show: Requests").click();
    window.step();
    window.run_ok();
    assert_eq!(window.state().state().view.boroughs.figure, MapFigure::Requests);
    assert!(square(&window, "Croydon").contains("welfare requests a year"));
    window.get_by_role_and_label(Role::RadioButton, "Boroughs: Where homes would be near").click();
    window.step();
    window.run_ok();
    assert_eq!(window.state().state().view.boroughs.page, Page::Sites);
    assert!(window.query_all_by_label_contains("miles from home on average").count() > 5);
    window.get_by_label_contains("illustrative");
    window.get_by_role_and_label(Role::RadioButton, "Homes to be sited: One home").click();
    window.step();
    window.run_ok();
    assert!(!window.state().state().view.boroughs.two_homes);
    all_named(&window);
}

#[test]
fn without_prices_the_room_says_what_is_missing() {
    let mut scenario = little_review();
    scenario.costs = None;
    let mut window = open(&scenario);
    settle(&mut window);
    go(&mut window, BOROUGHS);
    reckoned(&mut window);
    window.get_by_label_contains("There are no prices");
}

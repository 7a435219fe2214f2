//! What do we know?

use super::support::*;

pub const EVIDENCE: &str = "What do we know?";

/// What the row of a figure says.
fn figure(window: &Window, label: &str) -> String {
    let start = format!("{label}: the review ");
    let rows = window.get_all_by_role(Role::Row).filter_map(|row| row.accesskit_node().label());
    rows.into_iter().find(|label| label.starts_with(&start)).unwrap_or_else(|| panic!("no row for {label}"))
}

/// The review's own years, with fewer replications than it asks for.
fn review(replications: u32) -> Scenario {
    let mut scenario = Scenario::clone(&document::london_review().unwrap().scenario);
    scenario.options.truncate(2);
    scenario.run.replications = replications;
    scenario
}

#[test]
fn the_gate_passes_for_the_review_and_not_for_doubled_requests() {
    let mut window = open(&review(400));
    settle(&mut window);
    go(&mut window, EVIDENCE);
    window.get_by_label("The model gives all 15 figures of the review back");
    assert!(figure(&window, "Welfare requests in a year").starts_with("Welfare requests in a year: the review 121 requests, the model 12"));
    assert!(figure(&window, "Open welfare requests").ends_with(": agrees"));
    all_named(&window);
    go(&mut window, DEMAND);
    type_into(&mut window, REQUESTS, "242");
    settle(&mut window);
    go(&mut window, EVIDENCE);
    window.get_by_label_contains("of the review's 15 figures back; ");
    for label in ["Welfare requests in a year", "Welfare requests that led to a placement"] {
        assert!(figure(&window, label).ends_with(": differs"), "{}", figure(&window, label));
    }
    assert!(figure(&window, "Children in justice placements").ends_with(": agrees"));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.step();
    settle(&mut window);
    window.get_by_label("The model gives all 15 figures of the review back");
}

#[test]
fn another_year_than_the_reviews_says_what_is_not_compared() {
    let mut scenario = review(60);
    scenario.demand.welfare.annual_growth = 0.03;
    let mut window = open(&scenario);
    settle(&mut window);
    go(&mut window, EVIDENCE);
    window.get_by_label_contains("Requests change from year to year here (welfare 3.0%, justice 0.0% a year)");
    assert!(figure(&window, "Welfare requests in a year").ends_with(": not compared"));
    let why = "Here, unlike in the review's year, requests change from year to year.";
    assert!(window.query_all_by_label(why).count() > 1);
    assert!(!figure(&window, "Distance from home of welfare placements").ends_with(": not compared"));
}

#[test]
fn a_question_leads_to_its_figure() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, EVIDENCE);
    window.get_by_label("Whose are the 18 open referrals?");
    window.get_by_label("How many withdrawn requests ever needed a place");
    window.get_by_label("See the figure: How many withdrawn requests ever needed a place").click();
    window.step();
    window.step();
    assert_eq!(window.state().state().view.find, "never need a place");
    window.get_by_role_and_label(Role::SpinButton, "Requests that never need a place, welfare");
    window.get_by_label("Clear the search for a figure").click();
    window.step();
    window.step();
    window.get_by_role_and_label(Role::SpinButton, REQUESTS);
}

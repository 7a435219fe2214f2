//! What does it cost? Prices are answered at once, and everything said of money can be read out.

use sufficiency::analysis::costs::{CostAnswer, CostMeasure};
use sufficiency::model::CostFigure;
use sufficiency::model::costs::BespokePaid;
use sufficiency::report::costs::CostParts;

use super::support::*;

const COSTS: &str = "What does it cost?";

fn scenario(window: &Window) -> Scenario {
    Scenario::clone(&window.state().state().document.as_ref().unwrap().scenario)
}

/// What the room says of an option's money, by the heading of the column.
fn cell(window: &Window, option: &str, heading: &str) -> String {
    let start = format!("{option}, {heading}: ");
    let cells = window.get_all_by_role(Role::Cell).filter_map(|cell| cell.accesskit_node().label());
    cells.filter_map(|label| label.strip_prefix(&start).map(str::to_owned)).next().unwrap_or_default()
}

#[test]
fn a_fee_of_9_000_is_answered_at_once_and_without_a_run() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, COSTS);
    let usage = |window: &Window| {
        let shown = window.state().state().results.shown.clone().unwrap();
        std::sync::Arc::clone(&shown.summary.as_ref().unwrap().usage)
    };
    let (before, used) = (cell(&window, "As now", "A year"), usage(&window));
    assert!(before.starts_with('£') && before.contains('±'), "{before}");
    type_into(&mut window, "Welfare placement elsewhere", "£9,000");
    // The very next frames have the answer, from the nights that were there before.
    assert_ne!(cell(&window, "As now", "A year"), before);
    settle(&mut window);
    assert_eq!(*usage(&window), *used, "nothing was simulated again");
    assert_eq!(scenario(&window).costs.unwrap().figure(CostFigure::ElsewhereWelfareWeek), 9_000.0);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run_ok();
    assert_eq!(cell(&window, "As now", "A year"), before, "and back");
}

#[test]
fn the_room_has_the_numbers_of_the_analysis_and_says_who_pays() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, COSTS);
    let shown = window.state().state().results.shown.clone().unwrap();
    let answer = CostAnswer::new(&shown.scenario, shown.summary.as_ref().unwrap()).unwrap();
    for option in &answer.options {
        let expected = sufficiency::report::costs::estimate(option.estimate(CostMeasure::NetPresent).unwrap(), true);
        assert_eq!(cell(&window, &option.name, "Whole period"), expected);
    }
    // What the picture says is what its value holds, the one that papers draw.
    let drawn = sufficiency::report::costs::beside_access(&shown.scenario, &answer).unwrap();
    let sufficiency::report::figure::Plot::Scatter(drawn) = drawn.figure.plot else { panic!("no marks") };
    assert_eq!(drawn.points.len(), answer.options.len());
    for point in &drawn.points {
        let unmet = sufficiency::report::wording::number(point.at[0], 1);
        let cost = sufficiency::report::costs::pounds(point.at[1] * 1e6);
        window.get_by_label_contains(&format!("{}: {cost} and {unmet} requests a year without a place", point.name));
    }
    window.get_by_label_contains("Chart. Net present cost and requests without a place.");
    let by_kind = window.query_all_by_label_contains("Empty London beds £").count();
    assert!(by_kind >= 9, "empty beds are named as such: {by_kind}");
    window.get_by_role_and_label(Role::RadioButton, "Parts of the cost: By payer").click();
    window.run_ok();
    assert_eq!(window.state().state().view.cost_parts, CostParts::Payer);
    assert!(window.query_all_by_label_contains("Ministry of Justice £").count() >= 11);
    let titles = charts_are_saved_as_papers_have_them(&mut window);
    assert_eq!(titles, ["Who pays? Millions of pounds a year", "What does the money buy?"]);
    all_named(&window);
    all_large_enough(&window);
}

#[test]
fn the_printed_price_of_bespoke_care_is_flagged_and_switched() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, COSTS);
    window.get_by_label_contains("The review prints £10,000 to £15,000");
    window.get_by_role_and_label(Role::RadioButton, "The price of bespoke care pays for: A year, as printed").click();
    window.run_ok();
    assert_eq!(scenario(&window).costs.unwrap().bespoke_paid, BespokePaid::PerYear);
    window.get_by_label_contains("less than foster care");
    window.get_by_label("Who pays?").click();
    window.run_ok();
    window.get_by_role_and_label(Role::SpinButton, "NHS, Who pays for step-down places");
    all_named(&window);
    all_large_enough(&window);
}

#[test]
fn a_scenario_without_prices_is_offered_those_supplied() {
    let mut unpriced = small_review();
    unpriced.costs = None;
    unpriced.sources.retain(|id, _| !id.is_of_costs());
    unpriced.register.clear();
    let mut window = open(&unpriced);
    settle(&mut window);
    go(&mut window, COSTS);
    window.get_by_label("This scenario has no prices");
    window.get_by_label("Take the prices supplied").click();
    settle(&mut window);
    assert_eq!(scenario(&window).costs, small_review().costs);
    assert_eq!(scenario(&window).sources, small_review().sources);
    assert!(cell(&window, "As now", "A year").starts_with('£'));
}

#[test]
fn dominated_is_said_with_what_it_counts_and_what_not() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, COSTS);
    let counted = "is on average worse in nothing that is measured of access";
    window.get_by_label_contains(counted);
    window.get_by_label_contains("Not counted: care and education");
    let recommended = "Two homes of 12 + 6 with step-down";
    assert_eq!(window.query_all_by_label_contains(&format!("“{recommended}” is dominated")).count(), 0);
}

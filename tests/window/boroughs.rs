//! What would my borough pay? Two presses from anywhere, then the rule, the map, the list and the sites.

use sufficiency::app::boroughs::{MapFigure, Page};
use sufficiency::model::{BoroughCount, BoroughMix, Membership, geography};

use super::support::*;

const COLUMN: &str = "Paste a column: a name and a count a line, or 33 counts in the order below";
const BOROUGHS: &str = "What would my borough pay?";

fn little_review() -> Scenario {
    let mut scenario = small_review();
    scenario.run.replications = 12;
    scenario
}

/// Waits until the bills shown are of the figures on screen and of every future asked for.
fn reckoned(window: &mut Window) {
    window.step();
    wait(window, "the bills are reckoned", |window| {
        let state = window.state().state();
        let document = state.document.as_ref().unwrap();
        let option = document.option(&state.view.option).unwrap().0;
        state.results.bills.as_deref().is_some_and(|bills| bills.are_for(&document.scenario, option) && bills.futures == 12)
    });
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
    window.get_by_label_contains("In an average year Camden pays £");
    let state = window.state().state();
    let bill = &state.results.bills.as_ref().unwrap().bills.as_ref().unwrap().boroughs[state.view.boroughs.borough.unwrap()];
    let pounds = sufficiency::report::boroughs::pounds;
    let said =
        format!("and would pay {} without it; in a bad year {}", pounds(bill.as_now.average_year), pounds(bill.with_option.bad_year));
    window.get_by_label_contains(&said);
    // What the two bills buy, and what is in neither, stands beside them.
    window.get_by_label_contains("children a year are placed for welfare, and as now");
    window.get_by_label_contains("Not in the bills: what authorities pay for a child for whom no place is found");
    window.get_by_label_contains("The risk of Camden alone: a bad year costs £");
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
    for figure in ["Bad year", "Change", "Miles", "Requests"] {
        window.get_by_role_and_label(Role::RadioButton, &format!("The squares show: {figure}")).click();
        window.step();
        window.run_ok();
        let titles = charts_are_saved_as_papers_have_them(&mut window);
        assert!(titles.len() == 1 && titles[0].starts_with(&format!("{figure}, borough by borough")), "{titles:?}");
    }
    let titles = charts_are_saved_as_papers_have_them(&mut window);
    let svg = saved_chart(&mut window, &titles[0]);
    assert!(svg.contains("Croydon") && svg.contains("Welfare requests a year are between"), "the map has no names or no finding");
    window.get_by_role_and_label(Role::RadioButton, "Boroughs: Where homes would be near").click();
    window.step();
    window.run_ok();
    assert_eq!(window.state().state().view.boroughs.page, Page::Sites);
    assert!(window.query_all_by_label_contains("miles from home on average").count() > 5);
    window.get_by_label_contains("illustrative");
    // Every candidate can be put on the map, and so can a pair of one's own.
    window.get_by_label_contains("No other of the 528 pairs of boroughs is nearer on average");
    assert_eq!(charts_are_saved_as_papers_have_them(&mut window), ["How far would it be from each borough?"]);
    press_square(&mut window, "Hillingdon");
    window.get_by_label_contains("In order of nearness it is number");
    assert!(square(&window, "Hillingdon").ends_with("a home would be here"));
    press_square(&mut window, "Bexley");
    let own = window.get_all_by_label_contains("Bexley and Hillingdon: ").count();
    assert_eq!(own, 2, "the sentence and the map");
    window.get_by_role_and_label(Role::Link, "Back to the nearest").click();
    window.step();
    window.run_ok();
    window.get_by_label_contains("No other of the 528 pairs");
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

fn mix(window: &Window) -> BoroughMix {
    window.state().state().document.as_ref().unwrap().scenario.demand.borough_mix.clone()
}

fn click(window: &mut Window, role: Role, label: &str) {
    window.get_by_role_and_label(role, label).click();
    window.step();
    window.step();
}

/// From the room of the boroughs to the form; a column is pasted, mended, used, undone, and reset to the unknown mix.
#[test]
fn own_counts_are_pasted_banded_and_undone() {
    let mut window = open(&little_review());
    settle(&mut window);
    let unknown = mix(&window);
    go(&mut window, BOROUGHS);
    reckoned(&mut window);
    click(&mut window, Role::Link, "Enter your own counts");
    window.run_ok();
    assert_eq!(window.state().state().view.room, sufficiency::app::state::Room::Demand);
    click(&mut window, Role::RadioButton, "What is known of the boroughs: Own counts");
    assert_eq!(mix(&window), unknown, "nothing is changed until the counts are used");
    // A column as a spreadsheet gives it: a heading, names, tabs, and a name misspelt.
    let name = |index: usize| geography::BOROUGHS[index].name.clone();
    let mut lines = vec!["Borough\tRequests".to_owned()];
    lines.extend((0..33).map(|i| format!("{}\t{}", if i == 4 { "Brentt".to_owned() } else { name(i) }, if i == 9 { 3 } else { 11 })));
    window.get_by_role_and_label(Role::MultilineTextInput, COLUMN).click();
    window.step();
    window.event(egui::Event::Paste(lines.join("\n")));
    window.step();
    window.step();
    window.get_by_label_contains("32 authorities read; the other one is as it was");
    window.get_by_label_contains("did you mean Brent?");
    write(&mut window, "Requests counted, Brent", "lots");
    assert!(window.query_all_by_label_contains("a whole number from 0 to 100,000, <6 or 6+").count() > 0);
    assert!(window.get_by_role_and_label(Role::Button, "Use these counts").accesskit_node().is_disabled());
    let field = window.query_all_by_role(Role::TextInput).filter_map(|node| node.accesskit_node().label());
    let field = field.into_iter().find(|label| label.starts_with("Requests counted, Brent")).unwrap();
    write(&mut window, &field, "11");
    window.get_by_label_contains("In all 355 requests; the scenario has 121 welfare requests a year");
    window.get_by_label_contains("They do not agree");
    all_named(&window);
    all_large_enough(&window);
    click(&mut window, Role::Button, "Use these counts");
    let BoroughMix::Counted(counts) = mix(&window) else { panic!("{:?}", mix(&window)) };
    assert_eq!(counts[&name(9)], BoroughCount::FewerThanSix);
    assert_eq!(counts.values().filter(|count| **count == BoroughCount::SixOrMore).count(), 2);
    assert_eq!(counts.values().filter(|count| **count == BoroughCount::Requests(11)).count(), 30);
    assert_eq!(window.state().state().document.as_ref().unwrap().problems, [], "it can be run");
    // Nothing of the count is left anywhere: not in what would be saved, nor in what is kept to be undone.
    let saved = store::to_ron(&window.state().state().document.as_ref().unwrap().scenario);
    assert!(!saved.contains("Requests(3)") && saved.contains("FewerThanSix"));
    assert_eq!(window.state().state().view.counts, sufficiency::app::counts::CountsView::default());
    go(&mut window, BOROUGHS);
    reckoned(&mut window);
    press_square(&mut window, &name(9));
    window.get_by_label_contains("These figures rest on a count of fewer than six");
    ctrl(&mut window, Key::Z);
    assert_eq!(mix(&window), unknown, "one step takes all counts back");
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    window.step();
    window.step();
    click(&mut window, Role::Link, "Change the counts");
    window.run_ok();
    click(&mut window, Role::RadioButton, "What is known of the boroughs: Not known");
    assert_eq!(mix(&window), unknown, "back to the unknown mix");
}

/// A problem with a count leads to its field.
#[test]
fn a_problem_of_counts_leads_to_the_form() {
    let mut scenario = little_review();
    let count = |index: usize| if index == 3 { BoroughCount::FewerThanSix } else { BoroughCount::Requests(9) };
    let counts = geography::BOROUGHS.iter().enumerate().map(|(index, borough)| (borough.name.clone(), count(index)));
    scenario.demand.borough_mix = BoroughMix::Counted(counts.collect());
    let refused = sufficiency::model::ValidScenario::new(std::sync::Arc::new(scenario)).unwrap_err();
    assert_eq!(refused[0].path, "demand.borough_mix");
    let mut window = open(&little_review());
    settle(&mut window);
    go_to(&mut window, &format!("demand.borough_mix.{}", geography::BOROUGHS[30].name));
    click(&mut window, Role::RadioButton, "What is known of the boroughs: Own counts");
    go_to(&mut window, &format!("demand.borough_mix.{}", geography::BOROUGHS[30].name));
    let wanted = format!("Requests counted, {}", geography::BOROUGHS[30].name);
    let field = window.get_by_role_and_label(Role::TextInput, &wanted);
    assert!(field.accesskit_node().is_focused(), "the keyboard is in the field");
}

fn go_to(window: &mut Window, path: &str) {
    window.state_mut().wish(sufficiency::app::files::FileAction::GoToField(path.to_owned()));
    window.step();
    window.run_ok();
}

/// With the option that is as now there is nothing to compare, and the room says so.
#[test]
fn as_now_beside_itself_is_said_once() {
    let mut scenario = little_review();
    scenario.options.truncate(1);
    let mut window = open(&scenario);
    settle(&mut window);
    go(&mut window, BOROUGHS);
    reckoned(&mut window);
    window.get_by_label_contains("with “As now” as without it");
}

//! A start from today: turned on with an average day, counted anew, put right where something is wrong, turned off, and all of it undone.

use sufficiency::model::{PlaceToday, Today};

use super::support::*;

const SECTION: &str = "Where does the run start?";

fn scenario(window: &Window) -> &Scenario {
    &window.state().state().document.as_ref().unwrap().scenario
}

fn today(window: &Window) -> Option<&Today> {
    scenario(window).today.as_ref()
}

fn open_section(window: &mut Window) {
    go(window, DEMAND);
    window.get_by_label(SECTION).click();
    window.step();
    window.run_ok();
}

fn push(window: &mut Window, button: &str) {
    window.get_by_role_and_label(Role::Button, button).click();
    window.step();
    window.step();
}

/// The field of a band, by its number from 1.
fn field(part: &str, band: usize, group: &str) -> String {
    format!("{part}, band {band} of children in placement today, {group}")
}

#[test]
fn a_start_from_today_is_turned_on_counted_anew_and_taken_back() {
    let mut window = open(&small_review());
    settle(&mut window);
    open_section(&mut window);
    let (before, warm) = (scenario(&window).clone(), "Start from today instead");
    push(&mut window, warm);
    let counted = |window: &Window, stream| today(window).map(|today| (today.placed_children(stream), today.open_requests(stream)));
    assert_eq!((counted(&window, Stream::Welfare), counted(&window, Stream::Justice)), (Some((21, 18)), Some((11, 0))));
    assert_eq!(scenario(&window).run.warm_up_years, 0.0);
    assert!(window.state().state().document.as_ref().unwrap().problems.is_empty());
    window.get_by_label_contains("32 children in placement and 18 open requests. There is no warm-up.");
    window.get_by_role_and_label(Role::Button, "Source of Children in placement today: assumed");
    all_named(&window);
    all_large_enough(&window);
    settle(&mut window);
    // Somebody has counted: the numbers are theirs now, and nobody says any more that they are assumed.
    type_into(&mut window, &field("How many", 1, "Welfare, elsewhere"), "9");
    assert_eq!(counted(&window, Stream::Welfare), Some((25, 18)));
    assert!(!scenario(&window).sources.contains_key(&ParameterId::TodayPlaced));
    assert!(scenario(&window).sources.contains_key(&ParameterId::TodayOpen));
    // More bands, and fewer.
    let bands = |window: &Window| today(window).unwrap().placed[0].bands.len();
    let some = bands(&window);
    push(&mut window, "One more band, Welfare, elsewhere");
    assert_eq!((bands(&window), today(&window).unwrap().placed[0].bands.last().unwrap().from_days), (some + 1, 730.0));
    let last = format!("Remove band {} of children in placement today, Welfare, elsewhere", some + 1);
    push(&mut window, &last);
    assert_eq!(bands(&window), some);
    push(&mut window, "Remove Justice, elsewhere");
    assert_eq!(counted(&window, Stream::Justice), Some((0, 0)));
    // Children may be in a home that is open on the first day.
    window.get_by_role_and_label(Role::ComboBox, "Children elsewhere or in another home").click();
    window.step();
    window.step();
    window.get_by_label("Justice, in North home").click();
    window.step();
    window.step();
    assert_eq!(today(&window).unwrap().placed[1].place, PlaceToday::Home("north".to_owned()));
    // Off again, on again, all of it undone.
    push(&mut window, "Start with a warm-up instead");
    assert_eq!((today(&window), scenario(&window).run.warm_up_years), (None, before.run.warm_up_years));
    for _ in 0..7 {
        ctrl(&mut window, Key::Z);
    }
    assert_eq!(*scenario(&window), before);
}

#[test]
fn what_is_wrong_with_a_census_leads_to_its_field() {
    let mut window = open(&small_review());
    settle(&mut window);
    open_section(&mut window);
    push(&mut window, "Start from today instead");
    let wrong = field("To day", 2, "Welfare, elsewhere");
    type_into(&mut window, &wrong, "31");
    assert_eq!(window.state().state().document.as_ref().unwrap().problems.len(), 1);
    go(&mut window, COMPARISON);
    let links: Vec<String> = window.query_all_by_role(Role::Link).filter_map(|link| link.accesskit_node().label()).collect();
    let link = links.iter().find(|label| label.starts_with('•')).expect("what is wrong leads somewhere").clone();
    window.get_by_role_and_label(Role::Link, &link).click();
    window.step();
    window.run_ok();
    assert_eq!(focused(&window), wrong);
    assert_eq!(window.state().state().view.sought, None, "the field is in sight");
}

/// What it feels like from the first day on: no warm-up before it, and the month in which homes open is marked.
#[test]
fn the_month_in_which_a_home_opens_is_marked_over_time() {
    let mut scenario = small_review();
    scenario.run.horizon_years = 2.0;
    let option = scenario.options.iter_mut().find(|option| option.id == "two-12").unwrap();
    option.homes[0].opens = Some("2021-04".parse().unwrap());
    option.homes[1].opens = Some("2021-10".parse().unwrap());
    scenario.options.retain(|option| ["as-now", "two-12"].contains(&option.id.as_str()));
    let mut window = open(&scenario);
    settle(&mut window);
    go(&mut window, "What would it feel like?");
    let charts = |window: &Window| -> Vec<String> {
        window.query_all_by_role(Role::GraphicsObject).filter_map(|node| node.accesskit_node().label()).collect()
    };
    let told = "North home opens in April 2021. South home opens in October 2021.";
    wait(&mut window, told, |window| charts(window).iter().any(|label| label.contains(told)));
}

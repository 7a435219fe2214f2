//! What would it feel like? The chosen option over time, one future to be watched, where requests go.

use sufficiency::app::PlannerApp;
use sufficiency::app::closer_job::Closer;
use sufficiency::app::wording;
use sufficiency::model::{Offers, Patience, YearMonth};

use super::support::*;

const EXPERIENCE: &str = "What would it feel like?";

/// The look that belongs to the figures and the option on screen.
fn current(app: &PlannerApp) -> Option<&Closer> {
    let state = app.state();
    let document = state.document.as_ref().ok()?;
    state.results.closer.closer_for(&document.scenario, document.option(&state.view.option)?.0)
}

/// Waits until every future of the run has been looked at.
fn look_closely(window: &mut Window) {
    settle(window);
    wait(window, "the closer look", |window| {
        let app = window.state();
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
    assert!(beds.contains("On an average day") && beds.contains("In the last month, in nine in ten possible futures"), "{beds}");
    assert!(chart(&window, "Chart. How many would be waiting?").contains("welfare requests wait"));
    assert!(chart(&window, "Chart. A year of weeks. Full in").contains("room in"));
    assert!(chart(&window, "Chart. Of 100 children placed: ").contains("At once: "));
    let done = window.state().state().results.run.as_ref().unwrap().done;
    window.get_by_label_contains(&format!("{} possible futures, all those of the run", wording::number(f64::from(done), 0)));
    // The mean said is the run's.
    let state = window.state().state();
    let summary = state.results.shown.as_ref().unwrap().summary.clone().unwrap();
    let option = summary.options.iter().position(|option| option.id == state.view.option).unwrap();
    let waiting = summary.estimate(option, "welfare_waiting").unwrap().mean;
    let looked = current(window.state()).unwrap().look.stream(Some(Stream::Welfare)).unwrap().mean_waiting;
    assert!((waiting - looked).abs() < 1e-9 * waiting.max(1.0), "{waiting} and {looked}");
    all_named(&window);
    let titles = charts_are_saved_as_papers_have_them(&mut window);
    assert_eq!(titles.len(), 4, "{titles:?}");
    window.get_by_role_and_label(Role::RadioButton, "Children looked at: All children").click();
    window.step();
    window.run_ok();
    chart(&window, "Chart. How full would the beds be?");
    window.get_by_role_and_label(Role::RadioButton, "Years drawn: 1 year").click();
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
    chart(&window, "Chart. Of 100 children placed: ");
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
    window.get_by_label_contains("No bed is open for 12 months of these years");
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
    // Everybody is placed in every future, so the run is as sharp as can be at once.
    for stream in Stream::ALL {
        let demand = scenario.demand.stream_mut(stream);
        (demand.not_proceeding_share, demand.patience) = (0.0, Patience::Unlimited);
    }
    (scenario.elsewhere.welfare, scenario.elsewhere.justice) = (Offers::Unlimited, Offers::Unlimited);
    let window = open_in_the_room(&scenario);
    window.get_by_label_contains("Only 5 possible futures: too few");
}

/// Every control of the room is big enough to be hit.
fn all_large_enough(window: &Window) {
    for role in [Role::Button, Role::SpinButton, Role::Slider, Role::RadioButton, Role::ComboBox, Role::Tab] {
        for node in window.query_all_by_role(role) {
            let (size, label) = (node.rect().size(), node.accesskit_node().label().unwrap_or_default());
            assert!(size.x >= 23.9 && size.y >= 23.9, "{role:?} {label} is {size:?}");
        }
    }
}

fn watched_day(window: &Window) -> f64 {
    window.state().state().view.experience.watch.day
}

/// Opens the room on a future to be watched.
fn watch(scenario: &Scenario) -> Window {
    let mut window = open_in_the_room(scenario);
    window.get_by_role_and_label(Role::RadioButton, "Picture: Watch one possible year").click();
    window.step();
    wait(&mut window, "the future to be watched", |window| window.state().state().results.closer.watched.is_some());
    window.run_ok();
    window
}

#[test]
fn a_future_is_played_stepped_and_sought() {
    let mut window = watch(&small_review());
    assert!(window.query_all_by_label_contains("Day 1 (").next().is_some());
    chart(&window, "Waiting for a place: ");
    chart(&window, "Welfare beds: ");
    chart(&window, "Placed elsewhere: ");
    all_named(&window);
    all_large_enough(&window);
    window.get_by_label("Next event").click();
    window.step();
    window.run_ok();
    let first = watched_day(&window);
    assert!(first > 0.0);
    window.get_by_label("Next event").click();
    window.step();
    window.run_ok();
    let second = watched_day(&window);
    assert!(second > first);
    window.get_by_label("Event before").click();
    window.step();
    window.run_ok();
    assert_eq!(watched_day(&window), first);
    window.get_by_label("+1 day").click();
    window.step();
    window.run_ok();
    assert_eq!(watched_day(&window), first + 1.0);
    let slider = window.get_by_role(Role::Slider).rect();
    window.drag_at(slider.left_center());
    window.step();
    window.drop_at(slider.center());
    window.step();
    window.run_ok();
    let middle = watched_day(&window);
    assert!((150.0..220.0).contains(&middle), "the middle of the first year, not day {middle}");
    window.get_by_label("Play").click();
    window.step();
    for _ in 0..30 {
        window.step();
    }
    let playing = &window.state().state().view.experience.watch;
    assert!(playing.playing && playing.day > middle, "days pass");
    window.get_by_label("Pause").click();
    window.step();
    window.run_ok();
    let paused = watched_day(&window);
    for _ in 0..10 {
        window.step();
    }
    assert_eq!(watched_day(&window), paused, "and then they do not");
    window.get_by_label("Year after").click();
    window.step();
    window.run_ok();
    assert_eq!(watched_day(&window), 365.0);
    window.get_by_label("Year 2 of 2");
}

/// On paper a day is homes as bars of children and beds, with the same counts as on screen.
#[test]
fn a_day_that_is_watched_leaves_as_a_chart_of_that_day() {
    let mut window = watch(&small_review());
    window.get_by_role_and_label(Role::Button, "Next event").click();
    window.step();
    window.run_ok();
    assert_eq!(charts_are_saved_as_papers_have_them(&mut window), ["One possible future"]);
    let svg = saved_chart(&mut window, "One possible future");
    let labels = window.get_all_by_role(Role::GraphicsObject).filter_map(|node| node.accesskit_node().label());
    let labels: Vec<String> = labels.into_iter().collect();
    let day = watched_day(&window);
    let app = window.state();
    let scene = app.state().results.closer.watched.as_ref().unwrap().story.state_at(day);
    for words in [
        format!("Day {} (", day.floor() + 1.0),
        format!("{} placed elsewhere", wording::number(scene.elsewhere.len() as f64, 0)).replace(" placed", " children placed"),
        "One possible future, not a forecast.".to_owned(),
        "possible future 1 alone".to_owned(),
    ] {
        assert!(svg.contains(&words), "“{words}” is not on the page");
    }
    assert!(labels.iter().any(|label| label.starts_with("Placed elsewhere: ")), "{labels:?}");
}

#[test]
fn the_keyboard_plays_and_steps() {
    let mut window = watch(&small_review());
    // Nothing has the keyboard.
    window.key_press(Key::Escape);
    window.step();
    let focused = window.ctx.memory(|memory| memory.focused());
    window.ctx.memory_mut(|memory| focused.into_iter().for_each(|id| memory.surrender_focus(id)));
    window.key_press(Key::Period);
    window.step();
    window.run_ok();
    let first = watched_day(&window);
    assert!(first > 0.0);
    window.key_press(Key::Space);
    window.step();
    window.step();
    assert!(window.state().state().view.experience.watch.playing);
    window.key_press(Key::Space);
    window.step();
    window.run_ok();
    assert!(!window.state().state().view.experience.watch.playing);
    window.key_press(Key::Comma);
    window.step();
    window.run_ok();
    assert!(watched_day(&window) < first + 1.0);
}

#[test]
fn another_future_is_other_children_on_the_same_day() {
    let mut window = watch(&small_review());
    let story = |window: &Window| window.state().state().results.closer.watched.clone().unwrap();
    let before = story(&window);
    assert_eq!(before.replication, 0);
    window.get_by_label("Next possible future").click();
    window.step();
    wait(&mut window, "the second future", |window| {
        let app = window.state();
        app.state().results.closer.watched.as_ref().is_some_and(|watched| watched.replication == 1)
    });
    window.run_ok();
    assert_ne!(before.story, story(&window).story);
    type_into(&mut window, "Possible future, number", "17");
    wait(&mut window, "future 17", |window| {
        window.state().state().results.closer.watched.as_ref().is_some_and(|watched| watched.replication == 16)
    });
    // Another option plays the same children.
    window.run_ok();
    choose(&mut window, "Option looked at", "One home of 8");
    wait(&mut window, "the other option", |window| {
        window.state().state().results.closer.watched.as_ref().is_some_and(|watched| watched.option == 1)
    });
    let now = story(&window);
    assert_eq!((now.replication, now.scenario.options[now.option].name.as_str()), (16, "One home of 8"));
}

#[test]
fn where_requests_go_is_drawn_and_said() {
    let mut window = open_in_the_room(&small_review());
    window.get_by_role_and_label(Role::RadioButton, "Picture: Where requests go").click();
    window.step();
    window.run_ok();
    let said = chart(&window, "Chart. Where would welfare requests go? ");
    for flow in ["a year need a place", "are placed in London homes", "From London homes, ", "move to step-down", "leave secure care"] {
        assert!(said.contains(flow), "{flow} in {said}");
    }
    all_named(&window);
    all_large_enough(&window);
    assert_eq!(charts_are_saved_as_papers_have_them(&mut window), ["Where would welfare requests go?"]);
    window.get_by_role_and_label(Role::RadioButton, "Children looked at: All children").click();
    window.step();
    window.run_ok();
    chart(&window, "Chart. Where would requests go? ");
}

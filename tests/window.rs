//! The window, driven through its widgets without a screen. Runs are small: what is tested is the window, not the numbers.

use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use sufficiency::app::document::NotOpened;
use sufficiency::app::jobs::Phase;
use sufficiency::app::{PlannerApp, document};
use sufficiency::model::{ParameterId, Scenario, Stream};
use sufficiency::store::{self, LoadedScenario};

type Window = Harness<'static, PlannerApp>;

const REQUESTS: &str = "Requests, welfare";

fn small_review() -> Scenario {
    let mut scenario = Scenario::clone(&document::london_review().unwrap().scenario);
    scenario.run.replications = 30;
    scenario.run.horizon_years = 2.0;
    scenario.run.warm_up_years = 0.5;
    scenario
}

/// Opens the window on a scenario, as if from its file.
fn open(scenario: &Scenario) -> Window {
    open_loaded(Ok(store::load_bytes(store::to_ron(scenario).as_bytes()).unwrap()))
}

fn open_loaded(loaded: Result<LoadedScenario, NotOpened>) -> Window {
    Harness::builder().with_size(egui::vec2(1600.0, 2400.0)).build_eframe(move |context| PlannerApp::new(&context.egui_ctx, loaded))
}

/// Waits until the run of the document as it stands is over.
fn settle(window: &mut Window) {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        window.step();
        let state = window.state().state();
        let document = state.document.as_ref().unwrap();
        let over = state.results.run.as_ref().is_some_and(|run| run.phase == Phase::Finished);
        if !document.problems.is_empty() || (over && state.results.are_for(&document.scenario)) {
            break;
        }
        assert!(Instant::now() < deadline, "the run did not finish: {:?}", state.results.run.as_ref().map(|run| &run.phase));
        std::thread::sleep(Duration::from_millis(5));
    }
    window.run_ok();
}

fn requests(window: &Window) -> f64 {
    let document = window.state().state().document.as_ref().unwrap();
    ParameterId::RequestsPerYear(Stream::Welfare).value(&document.scenario).unwrap()
}

/// The mean shown for the share of welfare requests placed, second option.
fn placed(window: &Window) -> f64 {
    let shown = window.state().state().results.shown.clone().unwrap();
    shown.summary.as_ref().unwrap().estimate(1, "welfare_placed_share").unwrap().mean
}

fn type_into(window: &mut Window, field: &str, text: &str) {
    window.get_by_role_and_label(Role::SpinButton, field).click();
    window.step();
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    window.get_by_role_and_label(Role::SpinButton, field).type_text(text);
    window.step();
    window.key_press(Key::Enter);
    window.step();
    window.step();
}

#[test]
fn opens_on_the_review_with_results() {
    let mut window = open(&small_review());
    settle(&mut window);
    let options = window.state().state().document.as_ref().unwrap().scenario.options.len();
    assert!(options > 1);
    assert_eq!(
        window.get_all_by_role(Role::RadioButton).filter(|row| row.accesskit_node().label().is_some_and(|l| l.contains("Placed"))).count(),
        options
    );
    window.get_by_label_contains("no London beds; Occupancy");
    window.get_by_label_contains("30 of 30 replications done");
    window.get_by_label_contains("Chart. How full would the beds be over time? On an average day");
    window.get_by_label_contains("Chart. How often would every bed be taken? All");
}

#[test]
fn a_typed_value_gives_new_results_and_is_undone() {
    let mut window = open(&small_review());
    settle(&mut window);
    let before = requests(&window);
    let first = placed(&window);
    type_into(&mut window, REQUESTS, "150");
    settle(&mut window);
    assert_eq!(requests(&window), 150.0);
    assert_ne!(placed(&window), first);
    window.get_by_label(&format!("Source of {REQUESTS}: changed"));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.step();
    settle(&mut window);
    assert_eq!(requests(&window), before);
    assert_eq!(placed(&window), first, "the same figures and seed give the same answer");
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    window.step();
    settle(&mut window);
    assert_eq!(requests(&window), 150.0);
    window.get_by_label(&format!("Reset {REQUESTS}")).click();
    window.step();
    settle(&mut window);
    assert_eq!(requests(&window), before);
}

#[test]
fn one_drag_is_one_step() {
    let mut window = open(&small_review());
    settle(&mut window);
    let before = requests(&window);
    let slider = window.get_by_role_and_label(Role::Slider, &format!("{REQUESTS} (slider)")).rect();
    let at = |share: f32| egui::pos2(slider.left() + slider.width() * share, slider.center().y);
    window.drag_at(at(0.5));
    window.step();
    for share in [0.55, 0.6, 0.7] {
        window.hover_at(at(share));
        window.step();
    }
    window.drop_at(at(0.7));
    window.step();
    settle(&mut window);
    assert!(requests(&window) > before);
    window.get_by_label("Undo").click();
    window.step();
    settle(&mut window);
    assert_eq!(requests(&window), before);
    assert!(window.state().state().document.as_ref().unwrap().history.undo_label().is_none());
}

#[test]
fn as_now_cannot_be_changed_and_others_can() {
    let mut window = open(&small_review());
    settle(&mut window);
    let beds = |window: &Window| {
        window.query_all_by_label_contains("Welfare beds, ").filter(|node| node.accesskit_node().role() == Role::SpinButton).count()
    };
    assert!(beds(&window) > 0);
    // With nothing in focus the arrow keys go through the options.
    for _ in 0..20 {
        window.key_press(Key::ArrowUp);
        window.step();
    }
    window.run_ok();
    assert_eq!(window.state().state().view.option, window.state().state().document.as_ref().unwrap().scenario.options[0].id);
    assert_eq!(beds(&window), 0);
    window.get_by_label_contains("so it cannot be changed");
    window.get_by_label_contains("No London beds to fill");
}

#[test]
fn figures_that_cannot_be_run_are_listed_and_results_kept() {
    let mut window = open(&small_review());
    settle(&mut window);
    // Fewer genuine requests than offers: no patience gives the review's open requests.
    type_into(&mut window, REQUESTS, "10");
    settle(&mut window);
    let state = window.state().state();
    assert!(!state.document.as_ref().unwrap().problems.is_empty());
    assert!(state.results.shown.is_some());
    window.get_by_label("These figures cannot be run");
    window.get_by_label_contains("Not up to date");
    window.get_by_label_contains("Undo requests, welfare").click();
    window.step();
    settle(&mut window);
    assert!(window.query_by_label("These figures cannot be run").is_none());
}

#[test]
fn escape_stops_a_run_and_keeps_what_is_done() {
    let mut scenario = small_review();
    scenario.run.replications = 500_000;
    let mut window = open(&scenario);
    let deadline = Instant::now() + Duration::from_secs(60);
    let wait = |window: &mut Window, done: &dyn Fn(&PlannerApp) -> bool| {
        while !done(window.state()) {
            assert!(Instant::now() < deadline);
            window.step();
            std::thread::sleep(Duration::from_millis(5));
        }
    };
    wait(&mut window, &|app| app.state().results.shown.is_some());
    window.key_press(Key::Escape);
    window.step();
    wait(&mut window, &|app| app.state().results.run.as_ref().is_some_and(|run| run.phase == Phase::Stopped));
    window.run_ok();
    let shown = window.state().state().results.shown.clone().unwrap();
    assert!(shown.done > 0 && shown.done < 500_000);
    assert_eq!(shown.summary.as_ref().unwrap().replications, shown.done);
    window.get_by_label_contains("Stopped after");
}

#[test]
fn a_file_that_cannot_be_read_says_so_and_offers_the_review() {
    let mut window = open(Err("Line 12: 'mean_stay' is not a field of a stream".to_owned()));
    window.run_ok();
    window.get_by_label_contains("mean_stay");
    window.get_by_label("Open the London review instead").click();
    window.step();
    window.step();
    assert!(window.state().state().document.is_ok());
}

#[test]
fn scenarios_with_little_in_them_are_shown() {
    let mut none = small_review();
    none.options.clear();
    let mut window = open(Ok(none));
    window.step();
    window.step();
    window.step();
    if window.state().state().document.as_ref().unwrap().problems.is_empty() {
        window.get_by_label("There is no option to compare");
    }

    let mut bare = small_review();
    bare.options.truncate(2);
    bare.options[1].homes.clear();
    bare.options[1].step_down_units.clear();
    let mut window = open(&bare);
    settle(&mut window);
    window.get_by_label("This option has no home in London.");
}

#[test]
fn every_control_has_a_name() {
    let mut window = open(&small_review());
    settle(&mut window);
    for fold in ["More welfare figures", "The rest of the country"] {
        window.get_by_label(fold).click();
        window.step();
        settle(&mut window);
    }
    for role in [Role::Button, Role::SpinButton, Role::Slider, Role::CheckBox, Role::RadioButton, Role::ComboBox] {
        for node in window.query_all_by_role(role) {
            let label = node.accesskit_node().label().unwrap_or_default();
            assert!(!label.trim().is_empty(), "a {role:?} at {:?} has no name", node.rect());
        }
    }
}

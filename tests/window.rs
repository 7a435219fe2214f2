//! The window, driven through its widgets without a screen. Runs are small: what is tested is the window, not the numbers.

use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use sufficiency::analysis::Experiment;
use sufficiency::app::document::NotOpened;
use sufficiency::app::jobs::Phase;
use sufficiency::app::{PlannerApp, document, wording};
use sufficiency::model::{ParameterId, Scenario, Stream, ValidScenario};
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

/// Goes to the room that answers a question.
fn go(window: &mut Window, question: &str) {
    window.get_by_role_and_label(Role::Tab, question).click();
    window.step();
    window.step();
}

const DEMAND: &str = "Who needs a place?";
const OPTIONS: &str = "What could we build?";
const COMPARISON: &str = "How do they compare?";

fn requests(window: &Window) -> f64 {
    let document = window.state().state().document.as_ref().unwrap();
    ParameterId::RequestsPerYear(Stream::Welfare).value(&document.scenario).unwrap()
}

/// The mean shown for the share of welfare requests placed, second option.
fn placed(window: &Window) -> f64 {
    let shown = window.state().state().results.shown.clone().unwrap();
    shown.summary.as_ref().unwrap().estimate(1, "welfare_placed_share").unwrap().mean
}

/// What the row of an option says.
fn row(window: &Window, name: &str) -> String {
    let start = format!("{name}; ");
    let rows = window.get_all_by_role(Role::RadioButton).filter_map(|row| row.accesskit_node().label());
    rows.into_iter().find(|label| label.starts_with(&start)).unwrap_or_else(|| panic!("no row for {name}"))
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
    go(&mut window, DEMAND);
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
    go(&mut window, DEMAND);
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
    go(&mut window, OPTIONS);
    let beds = |window: &Window| {
        window.query_all_by_label_contains("Welfare beds, ").filter(|node| node.accesskit_node().role() == Role::SpinButton).count()
    };
    assert!(beds(&window) > 0);
    go(&mut window, COMPARISON);
    window.get_by_role_and_label(Role::Tab, COMPARISON).focus();
    window.step();
    window.key_press(Key::Escape);
    window.step();
    // With nothing in focus the arrow keys go through the options.
    for _ in 0..20 {
        window.key_press(Key::ArrowUp);
        window.step();
    }
    window.run_ok();
    assert_eq!(window.state().state().view.option, window.state().state().document.as_ref().unwrap().scenario.options[0].id);
    window.get_by_label_contains("No London beds to fill");
    go(&mut window, OPTIONS);
    assert_eq!(beds(&window), 0);
    window.get_by_label_contains("so it cannot be changed");
}

#[test]
fn figures_that_cannot_be_run_are_listed_and_results_kept() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, DEMAND);
    let good = placed(&window);
    // Fewer genuine requests than offers: no patience gives the review's open requests.
    type_into(&mut window, REQUESTS, "10");
    settle(&mut window);
    let state = window.state().state();
    assert_eq!(placed(&window), good, "the last good results stay");
    assert!(!state.document.as_ref().unwrap().problems.is_empty());
    assert!(!state.results.are_for(&state.document.as_ref().unwrap().scenario), "and are dimmed");
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
    scenario.run.replications = 100_000;
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
    assert!(shown.done > 0 && shown.done < 100_000);
    assert_eq!(shown.summary.as_ref().unwrap().replications, shown.done);
    window.get_by_label_contains("Stopped after");
}

#[test]
fn a_file_that_cannot_be_opened_says_why_and_offers_the_review() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.ron");
    let text = store::to_ron(&small_review());
    let bad = text.replacen("road_factor: ", "road_factor: 9", 1).replacen("horizon_years: ", "horizon_years: -", 1);
    std::fs::write(&file, bad).unwrap();
    let mut window = open_loaded(document::initial(Some(&file)));
    window.run_ok();
    window.get_by_label("This scenario could not be opened");
    window.get_by_label_contains("plan.ron");
    window.get_by_label("2 things in it are wrong");
    window.get_by_label_contains("elsewhere.road_factor: must be between 1 and 3");
    window.get_by_label_contains("run.horizon_years: must be between");
    all_named(&window);

    std::fs::write(&file, [0xFF, 0xFE, 0x00]).unwrap();
    let mut window = open_loaded(document::initial(Some(&file)));
    window.run_ok();
    window.get_by_label_contains("not text that can be read");
    window.get_by_label("Open the London review").click();
    window.step();
    window.step();
    assert!(window.state().state().document.is_ok());

    let missing = document::initial(Some(&folder.path().join("none.ron"))).unwrap_err();
    assert!(!missing.readable);
    assert!(missing.reasons[0].contains("no such file"));
    assert!(document::initial(Some("police-custody".as_ref())).is_ok(), "the name of a scenario supplied will do");
}

#[test]
fn an_option_without_homes_is_shown() {
    let mut bare = small_review();
    bare.options.truncate(2);
    bare.options[1].homes.clear();
    bare.options[1].step_down_units.clear();
    let mut window = open(&bare);
    settle(&mut window);
    window.get_by_label("No London beds to fill");
    go(&mut window, OPTIONS);
    window.get_by_label("This option has no home in London.");
}

#[test]
fn the_table_has_the_numbers_of_the_experiment() {
    let scenario = small_review();
    let mut window = open(&scenario);
    settle(&mut window);
    let options: Vec<usize> = (0..scenario.options.len()).collect();
    let mut experiment = Experiment::new(&ValidScenario::new(scenario.clone()).unwrap(), &options, 0, 1);
    experiment.advance(scenario.run.replications, &AtomicBool::new(false));
    let summary = experiment.summary();
    for (stream, of_stream) in [("welfare", "Welfare"), ("justice", "Justice")] {
        window.get_by_label(&format!("Results for: {of_stream}")).click();
        window.run_ok();
        for (index, option) in scenario.options.iter().enumerate() {
            let spoken = row(&window, &option.name);
            for (title, key) in [
                ("Placed", format!("{stream}_placed_share")),
                ("In London", format!("{stream}_london_share")),
                ("Waiting", format!("{stream}_waiting")),
                ("Mean wait", format!("{stream}_mean_wait_days")),
                ("Beds in use", format!("census_london_{stream}")),
                ("Occupancy", format!("{stream}_occupancy")),
                ("All full", format!("{stream}_all_full_share")),
                ("Distance", format!("{stream}_mean_distance_miles")),
            ] {
                let cell = spoken.split("; ").find(|cell| cell.starts_with(title));
                let Some(cell) = cell else {
                    // What needs London beds is said in one cell where there is none.
                    assert!(spoken.contains("no London beds"), "{title} of {spoken}");
                    continue;
                };
                if cell.ends_with("no London beds") || cell.ends_with("not available") {
                    continue;
                }
                let unit = summary.measures[summary.measure_index(&key).unwrap()].unit;
                let written = wording::estimate(unit, summary.estimate(index, &key).unwrap()).unwrap();
                assert!(cell.starts_with(&format!("{title} {} ", written.value)), "{cell}, not {written:?}");
                assert!(cell.ends_with(&format!(", {}", written.interval)), "{cell}, not {written:?}");
            }
        }
    }
}

#[test]
fn beds_of_a_home_change_its_option_and_undo_restores_it() {
    let scenario = small_review();
    let mut window = open(&scenario);
    settle(&mut window);
    let rows = |window: &Window| scenario.options.iter().map(|option| row(window, &option.name)).collect::<Vec<_>>();
    let at = scenario.options.iter().position(|option| option.id == "two-12").unwrap();
    window.get_by(|node| node.role() == Role::RadioButton && node.label().is_some_and(|l| l.starts_with("Two homes of 12;"))).click();
    window.run_ok();
    let before = rows(&window);
    go(&mut window, OPTIONS);
    type_into(&mut window, "Welfare beds, North home", "4");
    go(&mut window, COMPARISON);
    settle(&mut window);
    let after = rows(&window);
    for index in 0..before.len() {
        assert_eq!(before[index] == after[index], index != at, "{}", after[index]);
    }
    assert!(after[at].contains(" of 16 of London beds"), "{}", after[at]);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.step();
    settle(&mut window);
    assert_eq!(rows(&window), before);
}

#[test]
fn answers_follow_a_drag() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, DEMAND);
    let first = requests(&window);
    let slider = window.get_by_role_and_label(Role::Slider, &format!("{REQUESTS} (slider)")).rect();
    let at = |share: f32| egui::pos2(slider.left() + slider.width() * share, slider.center().y);
    window.drag_at(at(0.5));
    window.step();
    let deadline = Instant::now() + Duration::from_secs(60);
    let mut moved = 0_u16;
    // The pointer never rests, and yet answers to where it was come in.
    loop {
        moved += 1;
        window.hover_at(at(0.6 + 0.3 * f32::from(moved % 20) / 20.0));
        window.step();
        let shown = window.state().state().results.shown.clone().unwrap();
        if ParameterId::RequestsPerYear(Stream::Welfare).value(&shown.scenario) != Some(first) {
            break;
        }
        assert!(Instant::now() < deadline, "no answer came during the drag");
    }
    // The far end is twice the scenario's value however long the pointer stays there.
    for _ in 0..10 {
        window.hover_at(at(1.5));
        window.step();
    }
    assert_eq!(requests(&window), 2.0 * first);
    window.drop_at(at(1.5));
    window.step();
    settle(&mut window);
    assert_eq!(requests(&window), 2.0 * first);
}

#[test]
fn every_control_has_a_name() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, DEMAND);
    for fold in ["More welfare figures", "The rest of the country"] {
        window.get_by_label(fold).click();
        window.step();
        settle(&mut window);
    }
    all_named(&window);
}

/// Everything that can be handled or read out has a name.
fn all_named(window: &Window) {
    for role in [
        Role::Button,
        Role::SpinButton,
        Role::Slider,
        Role::CheckBox,
        Role::RadioButton,
        Role::ComboBox,
        Role::TextInput,
        Role::GraphicsObject,
        Role::ProgressIndicator,
    ] {
        for node in window.query_all_by_role(role) {
            let label = node.accesskit_node().label().unwrap_or_default();
            assert!(!label.trim().is_empty(), "a {role:?} at {:?} has no name", node.rect());
        }
    }
}

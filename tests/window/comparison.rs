//! The options side by side.

use std::sync::atomic::AtomicBool;

use sufficiency::analysis::Experiment;
use sufficiency::app::wording;
use sufficiency::model::ValidScenario;

use super::support::*;

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
    window.get_by_label("This cannot work yet");
    window.get_by_label("Add a home of 12").click();
    settle(&mut window);
    assert!(window.query_by_label("This cannot work yet").is_none());
    window.get_by_role_and_label(Role::SpinButton, "Welfare beds, North home");
}

#[test]
fn the_table_has_the_numbers_of_the_experiment() {
    let scenario = small_review();
    let mut window = open(&scenario);
    settle(&mut window);
    let done = window.state().state().results.run.as_ref().unwrap().done;
    let options: Vec<usize> = (0..scenario.options.len()).collect();
    let mut experiment = Experiment::new(&ValidScenario::new(scenario.clone()).unwrap(), &options, 0, 1);
    experiment.advance(done, &AtomicBool::new(false));
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

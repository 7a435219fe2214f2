//! The options side by side.

use std::sync::atomic::AtomicBool;

use sufficiency::analysis::Experiment;
use sufficiency::app::compare::{self, Verdict};
use sufficiency::app::wording;
use sufficiency::model::{Offers, Patience, ValidScenario};
use sufficiency::report::figure::Plot;
use sufficiency::report::figures::futures::{Told, figure};

use super::support::*;

#[test]
fn an_option_without_homes_is_shown() {
    let mut bare = small_review();
    bare.options.truncate(2);
    bare.options[1].homes.clear();
    bare.options[1].step_down_units.clear();
    let mut window = open(&bare);
    settle(&mut window);
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
    let shown = window.state().state().view.compare.shown.clone();
    for (stream, of_stream) in [(Stream::Welfare, "Welfare"), (Stream::Justice, "Justice")] {
        window.get_by_label(&format!("Results for: {of_stream}")).click();
        window.run_ok();
        let measures: Vec<_> = compare::measures(&summary, stream).into_iter().filter(|measure| shown.contains(measure.name)).collect();
        assert!(measures.len() >= 8 && measures[0].name == "placed_share");
        for (index, option) in scenario.options.iter().enumerate() {
            let cells = cells(&window, &option.name);
            assert_eq!(cells.len(), measures.len(), "{cells:?}");
            for (cell, measure) in cells.iter().zip(&measures) {
                let Some(written) = wording::estimate(measure.unit, summary.estimate(index, &measure.key).unwrap()) else {
                    assert!(cell.contains("no value"), "{cell}");
                    continue;
                };
                assert!(
                    cell.starts_with(&format!("{}: {} ({}, 95% interval).", measure.title(), written.value, written.interval)),
                    "{cell}"
                );
                let Some(difference) = summary.difference(index, 0, &measure.key) else { continue };
                let Some(written) = wording::difference(measure.unit, &difference) else { continue };
                match Verdict::on(&difference, measure.better, done) {
                    Verdict::Same => assert!(cell.contains("The same as “As now”"), "{cell}"),
                    Verdict::Unclear => assert!(cell.contains(&written.value) && cell.contains("may be chance"), "{cell}"),
                    Verdict::Better => assert!(cell.contains(&written.value) && cell.contains("; better in "), "{cell}"),
                    Verdict::Worse => assert!(cell.contains(&written.value) && cell.contains("; worse in "), "{cell}"),
                    Verdict::Different => assert!(cell.contains(&written.value), "{cell}"),
                }
            }
        }
    }
}

fn baseline(window: &Window) -> &str {
    &window.state().state().view.baseline
}

#[test]
fn the_baseline_is_switched_by_menu_and_by_key() {
    let mut window = open(&small_review());
    settle(&mut window);
    let before = cells(&window, "One home of 24");
    assert!(before[1].contains("Difference from “As now”"), "{before:?}");
    let job = window.state().state().results.run.as_ref().unwrap().job;
    window.get_by_label("Menu of One home of 12").click();
    window.run_ok();
    window.get_by_label("Compare the others with this").click();
    window.run_ok();
    assert_eq!(baseline(&window), "small-12");
    let after = cells(&window, "One home of 24");
    assert!(after[1].contains("Difference from “One home of 12”"), "{after:?}");
    assert!(cells(&window, "As now")[1].contains("worse in 100 of 100"), "{:?}", cells(&window, "As now"));
    assert!(!cells(&window, "One home of 12")[1].contains("Difference"));
    assert!(window.query_all_by_label_contains("is the median of “One home of 12”").next().is_some());
    // Back with the keyboard: to the first option, then M.
    window.get_by(|node| node.role() == Role::RadioButton && node.label().is_some_and(|l| l == "Option 0: As now")).focus();
    window.run_ok();
    window.get_by(|node| node.role() == Role::RadioButton && node.label().is_some_and(|l| l == "Option 0: As now")).click();
    window.step();
    window.key_press(Key::M);
    window.run_ok();
    assert_eq!(baseline(&window), "as-now");
    assert_eq!(cells(&window, "One home of 24"), before);
    assert_eq!(window.state().state().results.run.as_ref().unwrap().job, job, "nothing is run again");
}

#[test]
fn measures_are_picked_sorted_by_and_shown_large() {
    let mut window = open(&small_review());
    settle(&mut window);
    // Who does best is said in a sentence, and who cannot be told from it.
    let best = window.get_by_label_contains("Waiting for a place: lowest under “").accesskit_node().value().unwrap();
    assert!(best.contains("not clearly different") || best.contains("clearly apart"), "{best}");
    window.get_by_label("Sort options by waiting for a place").click();
    window.run_ok();
    let left = |window: &Window, name: &str| {
        let end = format!(": {name}");
        window
            .get_by(|node| {
                node.role() == Role::RadioButton
                    && node
                        .label()
                        .is_some_and(|l| l.starts_with("Option") && (l.ends_with(&end) || l.ends_with(&format!("{end}, the baseline"))))
            })
            .rect()
            .left()
    };
    assert!(left(&window, "One home of 24") < left(&window, "One home of 12"), "fewest waiting first");
    assert!(left(&window, "One home of 12") < left(&window, "As now"));
    window.get_by_label("Own order of options").click();
    window.run_ok();
    assert!(left(&window, "As now") < left(&window, "One home of 12"));
    window.get_by_label("Measure: Mean wait").click();
    window.run_ok();
    window
        .get_by(|node| node.label().is_some_and(|label| label.starts_with("Chart. Dot plot, ") && label.contains("Mean wait, welfare: ")));
    window.get_by_label("Range told: 40 of 50 possible futures").click();
    window.run_ok();
    assert!(cells(&window, "As now")[0].contains("in 40 of 50 possible futures"), "{:?}", cells(&window, "As now"));
    let shown = cells(&window, "As now").len();
    window.get_by_label_contains("Measures: ").click();
    window.run_ok();
    window.get_by_role_and_label(Role::CheckBox, "Mean wait").click();
    window.run_ok();
    window.key_press(Key::Escape);
    window.run_ok();
    assert_eq!(cells(&window, "As now").len(), shown - 1);
    all_named(&window);
}

#[test]
fn hidden_options_are_left_out_and_only_as_now_invites_to_build() {
    let mut scenario = small_review();
    scenario.options.truncate(3);
    scenario.options[1].hidden = true;
    let mut window = open(&scenario);
    settle(&mut window);
    assert!(cells(&window, "One home of 8").is_empty());
    assert!(!cells(&window, "One home of 12").is_empty());
    scenario.options.truncate(1);
    let mut window = open(&scenario);
    settle(&mut window);
    window.get_by_label("There is only “As now”");
    window.get_by_label("Build an option").click();
    window.run_ok();
    window.get_by_label("Build: One home of 24");
}

#[test]
fn too_few_replications_tell_nothing() {
    // Every child is placed at once, so that five replications know the share placed and the run ends there.
    let mut scenario = small_review();
    scenario.run.replications = 5;
    scenario.demand.welfare.not_proceeding_share = 0.0;
    scenario.demand.welfare.patience = Patience::Unlimited;
    scenario.elsewhere.welfare = Offers::Unlimited;
    let mut window = open(&scenario);
    settle(&mut window);
    window.get_by_label_contains("5 replications are too few to tell a difference from chance");
    let cells = cells(&window, "One home of 24");
    assert!(cells.iter().any(|cell| cell.starts_with("Distance from home") && cell.contains("may be chance")), "{cells:?}");
}

/// The edges of the column of an option, by its head.
fn head(window: &Window, name: &str) -> egui::Rect {
    let start = format!(": {name}");
    window
        .get_by(|node| node.role() == Role::RadioButton && node.label().is_some_and(|l| l.starts_with("Option") && l.contains(&start)))
        .rect()
}

#[test]
fn the_chosen_column_comes_into_sight_and_arrow_keys_of_a_row_go_through_the_options() {
    let scenario = small_review();
    let mut window = open(&scenario);
    settle(&mut window);
    window.set_size(egui::vec2(1_000.0, 700.0));
    let last = scenario.options.last().unwrap();
    let before = &scenario.options[scenario.options.len() - 2];
    go(&mut window, COMPARISON);
    window.run_ok();
    let in_sight = |window: &Window, name: &str| {
        let rect = head(window, name);
        rect.left() > 190.0 && rect.right() <= 1_000.0
    };
    assert!(!in_sight(&window, &last.name), "the last column is out of sight to begin with");
    for _ in 0..scenario.options.len() {
        ctrl(&mut window, Key::ArrowDown);
    }
    window.run_ok();
    assert_eq!(window.state().state().view.option, last.id);
    assert!(in_sight(&window, &last.name), "{:?}", head(&window, &last.name));
    // From a measure's name the arrow keys choose the option before, and the one after.
    window.get_by_label("Measure: Mean wait").focus();
    window.run_ok();
    press(&mut window, Key::ArrowLeft);
    assert_eq!(window.state().state().view.option, before.id);
    for _ in 0..scenario.options.len() {
        press(&mut window, Key::ArrowLeft);
    }
    window.run_ok();
    assert_eq!(window.state().state().view.option, scenario.options[0].id);
    assert!(in_sight(&window, &scenario.options[0].name));
    let focused = window.get_by_label("Measure: Mean wait").accesskit_node().is_focused();
    assert!(focused, "the measure keeps the keyboard");
    // The whole name is told to whoever comes by keyboard.
    let node = window.get_by(|node| node.role() == Role::RadioButton && node.label().is_some_and(|l| l.starts_with("Option 0: As now")));
    assert!(node.accesskit_node().description().is_some_and(|description| description.starts_with("As now")));
}

/// The chart of one measure is the figure that papers have, told in the same words.
#[test]
fn the_large_measure_is_the_figure_of_papers() {
    let scenario = small_review();
    let mut window = open(&scenario);
    settle(&mut window);
    let done = window.state().state().results.run.as_ref().unwrap().done;
    let options: Vec<usize> = (0..scenario.options.len()).collect();
    let mut experiment = Experiment::new(&ValidScenario::new(scenario.clone()).unwrap(), &options, 0, 1);
    experiment.advance(done, &AtomicBool::new(false));
    let summary = experiment.summary();
    let measure = summary.measures.iter().find(|measure| measure.key == "welfare_waiting").unwrap();
    let about = scenario.options.iter().position(|option| option.id == window.state().state().view.option);
    let figure = figure(&scenario, &summary, measure, &Told { options: &options, baseline: 0, about }).unwrap().figure;
    let Plot::Futures(futures) = &figure.plot else { panic!("{:?}", figure.plot) };
    assert!(futures.rows.iter().all(|row| row.dots.len() == 50) && futures.rows.len() == options.len());
    let chart = window.get_by(|node| node.label().is_some_and(|label| label.starts_with("Chart. Dot plot, ")));
    assert_eq!(chart.accesskit_node().label().unwrap(), format!("Chart. {} {}", figure.generated_text(), futures.told()));
    assert!(figure.generated_text().contains(&figure.title) && figure.title.contains(" of 50 possible futures"), "{}", figure.title);
    window.get_by_label(&format!("{}.", figure.title));
    // A row is chosen by its name.
    window.get_by_role_and_label(Role::RadioButton, "Look at As now").click();
    window.run_ok();
    assert_eq!(window.state().state().view.option, scenario.options[0].id);
}

/// With beds their use over time and how often all are taken; without, the children who wait.
#[test]
fn the_charts_of_the_chosen_option_leave_as_papers_have_them() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, COMPARISON);
    let open_charts = |window: &mut Window| {
        window.get_by_label_contains("Beds over time: ").click();
        window.step();
        window.run_ok();
    };
    open_charts(&mut window);
    let titles = charts_are_saved_as_papers_have_them(&mut window);
    for title in ["How full would the beds be over time?", "How often would every bed be taken?"] {
        assert!(titles.iter().any(|offered| offered == title), "{titles:?}");
    }
    let mut without = small_review();
    without.options.truncate(2);
    without.options[1].homes.clear();
    without.options[1].step_down_units.clear();
    without.demand.welfare.patience = Patience::MeanDays(190.0);
    let mut window = open(&without);
    settle(&mut window);
    go(&mut window, COMPARISON);
    open_charts(&mut window);
    let titles = charts_are_saved_as_papers_have_them(&mut window);
    assert!(titles.iter().any(|title| title == "How many children would be waiting over time?"), "{titles:?}");
}

//! Runs: first answers, stopping, following the pointer.

use super::support::*;

#[test]
fn escape_stops_a_run_and_keeps_what_is_done() {
    let mut scenario = small_review();
    scenario.run.replications = 100_000;
    let mut window = open(&scenario);
    wait(&mut window, "the first answer", |window| window.state().state().results.shown.is_some());
    window.key_press(Key::Escape);
    window.step();
    wait(&mut window, "the run stops", has_stopped);
    window.run_ok();
    let shown = window.state().state().results.shown.clone().unwrap();
    assert!(shown.done > 0 && shown.done < 100_000);
    assert_eq!(shown.summary.as_ref().unwrap().replications, shown.done);
    window.get_by(|node| node.role() == Role::Label && node.value().is_some_and(|text| text.starts_with("Stopped after")));
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

fn goal_is_met(window: &Window) -> bool {
    window.state().state().results.run.as_ref().is_some_and(|run| run.phase == Phase::Finished)
}

fn has_stopped(window: &Window) -> bool {
    window.state().state().results.run.as_ref().is_some_and(|run| run.phase == Phase::Stopped)
}

#[test]
fn a_run_sharpens_until_it_is_precise_and_is_extended_from_there() {
    let scenario = small_review();
    let mut window = open(&scenario);
    settle(&mut window);
    let done = |window: &Window| window.state().state().results.run.as_ref().unwrap().done;
    let half = |window: &Window| {
        let shown = window.state().state().results.shown.clone().unwrap();
        let placed = *shown.summary.as_ref().unwrap().estimate(1, "welfare_placed_share").unwrap();
        (placed.high - placed.low) / 2.0
    };
    assert_eq!(done(&window), 30, "as many as the scenario says");
    window.get_by_role_and_label(Role::Button, "Extend").click();
    window.step();
    wait(&mut window, "60 replications", |window| done(window) == 60 && goal_is_met(window));
    let before = half(&window);
    window.get_by_label_contains("How sure is this?").click();
    window.run_ok();
    window.get_by_label("Sharpen until every option is within ±0.5 percentage points").click();
    window.step();
    wait(&mut window, "a precise answer", |window| goal_is_met(window) && half(window) <= 0.005);
    assert!(half(&window) < before);
    let doublings = f64::from(done(&window)) / 30.0;
    assert_eq!(doublings.log2().fract(), 0.0, "{} does not depend on the clock", done(&window));
    // A coarser one has nothing to do.
    window.get_by_label("Run the replications that the scenario says").click();
    window.step();
    window.step();
    assert!(goal_is_met(&window) && half(&window) <= 0.005, "what is done is kept");
}

#[test]
fn an_answer_gone_back_to_is_there_at_once() {
    let scenario = small_review();
    let mut window = open(&scenario);
    settle(&mut window);
    go(&mut window, DEMAND);
    type_into(&mut window, REQUESTS, "150");
    settle(&mut window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.step();
    window.step();
    assert!(goal_is_met(&window), "nothing is run again");
    let state = window.state().state();
    assert!(state.results.are_for(&state.document.as_ref().unwrap().scenario));
}

#[test]
fn a_stopped_run_is_carried_on() {
    let mut scenario = small_review();
    scenario.run.replications = 4_000;
    let mut window = open(&scenario);
    wait(&mut window, "the first answer", |window| window.state().state().results.shown.is_some());
    window.get_by_role_and_label(Role::Button, "Stop").click();
    window.step();
    wait(&mut window, "the run stops", has_stopped);
    window.run_ok();
    let kept = window.state().state().results.run.as_ref().unwrap().done;
    assert!(kept > 0 && kept < 4_000);
    window.get_by_role_and_label(Role::Button, "Carry on").click();
    window.step();
    window.step();
    assert!(window.state().state().results.run.as_ref().unwrap().done >= kept, "it does not begin again");
    settle(&mut window);
    assert_eq!(window.state().state().results.run.as_ref().unwrap().done, 4_000);
}

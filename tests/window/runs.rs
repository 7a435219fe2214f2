//! Runs: first answers, stopping, following the pointer.

use sufficiency::app::PlannerApp;

use super::support::*;

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

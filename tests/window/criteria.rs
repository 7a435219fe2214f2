//! The room of the eight criteria: from nothing shipped to a locked ranking, and back.

use sufficiency::model::appraisal::{Appraisal, Criterion};

use super::support::*;

const CRITERIA: &str = "Which option does most?";

fn appraisal(window: &Window) -> Appraisal {
    window.state().state().document.as_ref().unwrap().scenario.appraisal.clone()
}

/// The review with three options, in the room.
fn opened() -> Window {
    let mut scenario = small_review();
    scenario.options.truncate(3);
    let mut window = open(&scenario);
    window.set_size(egui::vec2(1600.0, 9000.0));
    settle(&mut window);
    go(&mut window, CRITERIA);
    window
}

/// Chooses how a criterion is scored.
fn score_by(window: &mut Window, criterion: &str, by: &str) {
    window.get_by_label(&format!("{criterion}: scored by")).click();
    window.step();
    window.step();
    window.get_by_label(by).click();
    window.step();
    window.step();
}

fn press(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    window.step();
    window.step();
}

fn says(window: &Window, words: &str) -> bool {
    window.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn nothing_is_shipped_and_the_consequences_come_first() {
    let window = opened();
    window.get_by_label_contains("No option is preferred yet: nothing has been judged");
    window.get_by_label("Nothing can be ranked yet");
    let top = |words: &str| window.get_by_label(words).rect().top();
    let order = [
        "1. What each option would do",
        "2. The ends of each scale",
        "3. What people judge",
        "4. Weights, member by member",
        "5. Legal and safety minimums",
        "6. Effects that could be counted twice",
        "7. What follows, and how robust it is",
    ]
    .map(top);
    assert!(order.is_sorted(), "{order:?}");
    // The raw table says what is measured, with its range, and what is not.
    let cells: Vec<String> = window.get_all_by_role(Role::Cell).filter_map(|cell| cell.accesskit_node().label()).collect();
    assert!(
        cells.iter().any(|cell| cell.starts_with("One home of 12, Requests placed: ") && cell.contains("nine in ten possible futures")),
        "{cells:?}"
    );
    assert!(cells.contains(&"As now, Care and education in the placement, people’s judgement: not judged".to_owned()));
    all_named(&window);
    all_large_enough(&window);
}

#[test]
fn a_whole_journey_from_scales_to_a_lock_and_back() {
    let mut window = opened();
    score_by(&mut window, "Continuity of care and relationships", "Measured: Distance from home");
    score_by(&mut window, "Care and education in the placement", "People’s judgement");
    assert_eq!(appraisal(&window).scales.len(), 2);

    // No weight before both ends have numbers and words.
    write(&mut window, "Role of a new member", "Head of placements");
    assert!(window.query_by_label("Weight of continuity, Head of placements").is_none());
    write(&mut window, "Worst end of continuity, number", "250");
    write(&mut window, "Worst end of continuity, in words", "a day's travel");
    write(&mut window, "Best end of continuity, number", "0");
    assert!(window.query_by_label("Weight of continuity, Head of placements").is_none());
    write(&mut window, "Best end of continuity, in words", "in the home borough");
    write(&mut window, "Worst end of care and education, in words", "no school");
    write(&mut window, "Best end of care and education, in words", "a full day's school");
    let scale = appraisal(&window).scales[&Criterion::Continuity].clone();
    assert!(scale.is_complete() && scale.worst.value == Some(250.0), "{scale:?}");
    press(&mut window, "Matters most: continuity, Head of placements");
    press(&mut window, "Matters most: care and education, Head of placements");
    assert_eq!(appraisal(&window).members[0].weights.len(), 2);

    // People are named by role.
    write(&mut window, "Role of a new member", "Councillor Smith");
    assert!(says(&window, "name the post or role, not the person"));
    window.key_press(Key::Escape);
    window.step();
    window.step();
    assert_eq!(appraisal(&window).members.len(), 1);

    // Scores need a role and a reason.
    write(&mut window, "Role in which you judge", "Head of placements");
    for (option, score) in [("As now", "30"), ("One home of 8", "60"), ("One home of 12", "70")] {
        write(&mut window, &format!("Score of {option} for care and education"), score);
        assert!(says(&window, &format!("“{option}” is not ranked")), "a score without a reason is not counted: {option}");
        write(&mut window, &format!("Why {option} has this score for care and education"), "visits");
    }
    assert!(says(&window, "ranks first in"), "{:?}", appraisal(&window));
    assert!(says(&window, "Illustrative: scores and weights are not locked"));
    window.get_by_label_contains("Chart. Worth from 0 to 100 by the mean");
    window.get_by_label_contains("Chart. Lines of worth as the weight of");
    let titles = charts_are_saved_as_papers_have_them(&mut window);
    assert_eq!(titles.len(), 3, "{titles:?}");
    assert!(saved_chart(&mut window, &titles[1]).contains("<title id=\"title\">Illustrative: scores and weights are not locked. "));
    all_named(&window);
    all_large_enough(&window);

    // Another end makes the weight stale; confirming it, or going back, makes it good again.
    write(&mut window, "Worst end of continuity, number", "200");
    assert!(says(&window, "The scale has changed since"));
    ctrl(&mut window, Key::Z);
    assert!(!says(&window, "The scale has changed since"));
    ctrl(&mut window, Key::Y);
    press(&mut window, "Still right: weight of continuity, Head of placements");
    assert!(!says(&window, "The scale has changed since"));

    // An option that fails a minimum is not ranked.
    write(&mut window, "A new minimum", "Can be registered");
    press(&mut window, "Can be registered, One home of 12: fails");
    assert!(says(&window, "“One home of 12” is not ranked: it fails “Can be registered”"));
    press(&mut window, "Where distance from home counts: under access");
    assert!(says(&window, "the scales and weights count it under continuity too"));

    // Locked, nothing changes but with a reason, which is kept.
    press(&mut window, "Lock scores and weights");
    let locked = appraisal(&window);
    assert!(locked.lock.is_some() && !says(&window, "Illustrative"));
    press(&mut window, "Matters most: continuity, Head of placements");
    assert_eq!(appraisal(&window), locked);
    write(&mut window, "Why it is opened again", "new evidence");
    press(&mut window, "Open again for this reason");
    press(&mut window, "Where distance from home counts: under continuity");
    let log = appraisal(&window).log;
    let last = log.last().unwrap();
    assert_eq!((last.what.as_str(), last.why.as_str()), ("where distance from home counts: continuity", "new evidence"));

    // Everything is undone, one step after the other.
    for _ in 0..60 {
        ctrl(&mut window, Key::Z);
    }
    assert!(appraisal(&window).is_empty(), "{:?}", appraisal(&window));
}

#[test]
fn critical_success_factors_come_as_gates_that_people_judge() {
    let mut window = opened();
    press(&mut window, "Add the Green Book’s critical success factors");
    assert_eq!(appraisal(&window).gates.len(), 5);
    assert!(appraisal(&window).gates.iter().all(|gate| gate.results.is_empty()), "nobody has judged them");
    assert!(window.query_by_label("Add the Green Book’s critical success factors").is_none());
    assert!(says(&window, "judged by people, not measured"));
    write(&mut window, "Role in which you judge", "Finance director");
    press(&mut window, "Potential affordability, One home of 12: fails");
    assert!(says(&window, "“One home of 12” is not ranked: it fails “Potential affordability”") || !says(&window, "ranks first"));
    all_named(&window);
    all_large_enough(&window);
    for _ in 0..3 {
        ctrl(&mut window, Key::Z);
    }
    assert!(appraisal(&window).gates.is_empty(), "one step for all five");
}

/// All options of the review side by side in a small window; where there is no room for them, the names stay and it is said how many more.
#[test]
fn no_option_is_out_of_sight_unsaid() {
    let scenario = small_review();
    let mut window = open(&scenario);
    window.set_size(egui::vec2(1280.0, 800.0));
    settle(&mut window);
    go(&mut window, CRITERIA);
    settle(&mut window);
    let cell = |window: &Window, option: &str| {
        let words = format!("{option}, Accessibility of a secure placement, people’s judgement: not judged");
        window.get_by_role_and_label(Role::Cell, &words).rect()
    };
    let last = &scenario.options[scenario.options.len() - 1].name;
    assert!(cell(&window, last).right() <= 1280.0, "{:?}", cell(&window, last));
    assert!(window.query_by_label_contains("to the right").is_none());

    window.set_size(egui::vec2(640.0, 700.0));
    window.run_ok();
    // Of all that is called so, what is in the table comes first.
    let name = |window: &Window| {
        let named = window.query_all_by_label("Early intervention and prevention").map(|node| node.rect());
        named.min_by(|a, b| a.top().total_cmp(&b.top())).unwrap()
    };
    let at_first = name(&window).left();
    assert!(cell(&window, last).left() > 640.0);
    for _ in 0..4 {
        window.get_by_label_contains("more options to the right").click();
        window.run_ok();
        if window.query_by_label_contains("to the right").is_none() {
            break;
        }
    }
    assert!(cell(&window, last).right() <= 640.0, "{:?}", cell(&window, last));
    assert_eq!(name(&window).left(), at_first);
    window.get_by_label_contains("more options to the left");
}

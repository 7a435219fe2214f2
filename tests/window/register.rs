//! The assumption register in the window: judged, filtered, sorted, and run out.

use sufficiency::app::files::pages::label;
use sufficiency::model::{Rating, RegisterEntry, Role as Judge};

use super::desk::{Desk, command, files, menu, press};
use super::support::*;

#[test]
fn a_figure_is_judged_and_its_judgement_runs_out() {
    let desk = Desk::new();
    let mut window = desk.open(&desk.plan());
    menu(&mut window, "Assumption register");
    all_named(&window);
    // Nothing is judged in the scenarios supplied: nobody has.
    let reds = |window: &Window| window.query_all_by_label("▲ red").count();
    assert_eq!(reds(&window), 0);
    press(&mut window, "Patience, welfare");
    press(&mut window, "Quality of the evidence: red");
    window.get_by_role_and_label(Role::MultilineTextInput, "Why").click();
    window.step();
    window.step();
    window.get_by_role_and_label(Role::MultilineTextInput, "Why").type_text("nobody has counted");
    window.step();
    window.step();
    assert_eq!(files(&window).register.draft.as_ref().unwrap().why, "nobody has counted");
    press(&mut window, "Keep this judgement");
    let entry = |window: &Window| {
        let document = window.state().state().document.as_ref().unwrap();
        document.scenario.register.get(&ParameterId::Patience(Stream::Welfare)).cloned()
    };
    let judged = entry(&window).unwrap();
    assert_eq!((judged.why.as_str(), judged.judged_on), ("nobody has counted", files(&window).today));
    assert_eq!(reds(&window), 1);
    press(&mut window, "← Back");
    command(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(entry(&window), None);

    let mut scenario = small_review();
    let past = files(&window).today.yesterday().unwrap();
    let entry = sufficiency::model::RegisterEntry { judged_on: past, review_by: Some(past), ..judged };
    scenario.register.insert(ParameterId::Patience(Stream::Welfare), entry);
    std::fs::write(desk.plan(), store::to_ron(&scenario)).unwrap();
    let mut window = desk.open(&desk.plan());
    window.step();
    window.get_by_label("The judgement of one figure has run out: Patience, welfare.");
    press(&mut window, "Open the register");
    press(&mut window, "Show: Run out");
    window.get_by_label_contains(": run out");
    window.get_by_label("Patience, welfare");
    assert!(window.query_by_label("Latent requests, welfare").is_none(), "filtered");
}

#[test]
fn a_judgement_of_another_value_is_never_shown_as_of_this_one() {
    let mut scenario = small_review();
    let id = ParameterId::RequestsPerYear(Stream::Welfare);
    let entry = RegisterEntry {
        quality: Rating::Green,
        impact: Rating::Amber,
        judged_by: Judge::Assurer,
        judged_on: jiff::civil::date(2026, 1, 5),
        why: "counted twice".to_owned(),
        review_by: None,
        note: String::new(),
    };
    scenario.register.insert(id, entry);
    let mut window = open(&scenario);
    settle(&mut window);
    go(&mut window, DEMAND);
    window.get_by_label("Judged: quality ● green, impact ■ amber");
    type_into(&mut window, REQUESTS, "140");
    press(&mut window, "Judged when it was 121 a year: quality ● green, impact ■ amber");
    window.get_by_label("⚠ when it was 121 a year: judge it again");
    window.get_by_label_contains("Judged when the figure was 121 a year. Keep it only if");
    // It is among those still to be judged, until somebody judges the figure as it is.
    press(&mut window, "Show: Still to be judged");
    assert!(rows(&window).contains(&label(id)));
    press(&mut window, "Keep this judgement");
    assert!(!rows(&window).contains(&label(id)));
    let kept = window.state().state().document.as_ref().unwrap().scenario.register[&id].clone();
    assert_eq!((kept.judged_at(), kept.note.as_str(), kept.why.as_str()), (None, "", "counted twice"));
}

/// The figures in the table, from the top.
fn rows(window: &Window) -> Vec<String> {
    let figures: Vec<String> = ParameterId::all().map(label).collect();
    let buttons = window.query_all_by_role(Role::Button);
    let named = buttons.filter_map(|node| Some((node.rect().top(), node.accesskit_node().label()?)));
    let mut rows: Vec<(f32, String)> = named.filter(|(_, label)| figures.contains(label)).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, label)| label).collect()
}

/// Types over what is looked for.
fn look_for(window: &mut Window, words: &str) {
    window.get_by_role_and_label(Role::TextInput, "Find").click();
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    match words {
        "" => window.key_press(Key::Delete),
        words => window.get_by_role_and_label(Role::TextInput, "Find").type_text(words),
    }
    window.step();
    window.step();
}

#[test]
fn the_register_filters_and_sorts_by_every_column() {
    let desk = Desk::new();
    let mut scenario = small_review();
    let judged = |quality, impact, judged_by, judged_on: &str, review_by: Option<&str>, why: &str| RegisterEntry {
        quality,
        impact,
        judged_by,
        judged_on: judged_on.parse().unwrap(),
        why: why.to_owned(),
        review_by: review_by.map(|day| day.parse().unwrap()),
        note: String::new(),
    };
    let (patience, road) = (ParameterId::Patience(Stream::Welfare), ParameterId::RoadFactor);
    let (share, cost) = (ParameterId::NotProceedingShare(Stream::Welfare), ParameterId::BespokeShare);
    scenario.register = [
        (patience, judged(Rating::Amber, Rating::Green, Judge::Approver, "2026-03-01", None, "nobody has counted")),
        (road, judged(Rating::Green, Rating::Amber, Judge::Analyst, "2026-01-01", Some("2999-12-31"), "measured on the map")),
        (share, judged(Rating::Red, Rating::Red, Judge::Assurer, "2026-02-01", Some("2999-01-31"), "a judgement")),
        (cost, judged(Rating::Green, Rating::Green, Judge::Commissioner, "2025-12-01", Some("2026-01-31"), "talked of")),
    ]
    .into();
    std::fs::write(desk.plan(), store::to_ron(&scenario)).unwrap();
    let mut window = desk.open(&desk.plan());
    menu(&mut window, "Assumption register");
    all_named(&window);
    all_large_enough(&window);
    let all = rows(&window).len();
    assert!(all > 20, "{all} uncertain figures");
    let [patience, road, share, cost] = [patience, road, share, cost].map(label);
    let names = |of: [&String; 4]| of.map(String::clone).to_vec();

    // Those judged come first in every order but that of the form.
    for (order, expected) in [
        ("Sort: poorest evidence first", [&share, &patience, &road, &cost]),
        ("Sort: greatest impact first", [&share, &road, &patience, &cost]),
        ("Sort: oldest judgement first", [&cost, &road, &share, &patience]),
        ("Sort: next review first", [&cost, &share, &road, &patience]),
    ] {
        press(&mut window, order);
        let first = rows(&window);
        let expected = names(expected);
        // Among equals the order is that of the form.
        let is_sorted = if order.contains("evidence") { first[..2] == expected[..2] } else { first[..4] == expected[..] };
        assert!(is_sorted || order.contains("review") && first[..3] == expected[..3], "{order}: {:?}", &first[..4]);
        assert_eq!(first.len(), all, "{order}: a table sorted loses nothing");
    }
    for (order, expected) in [("by who judged", [&cost, &road, &share, &patience]), ("gravest first", [&share, &patience, &road, &cost])] {
        window.get_by_label("Order of the register").click();
        window.step();
        window.step();
        press(&mut window, order);
        assert_eq!(rows(&window)[0], *expected[0], "{order}");
        assert_eq!(rows(&window)[3], *expected[3], "{order}");
    }
    press(&mut window, "Sort: as in the form");
    let place = |name: &String| rows(&window).iter().position(|row| row == name);
    assert!(place(&share).is_some() && [&share, &patience, &road, &cost].map(place).is_sorted(), "the order of the form");

    // Filters: by what is judged, by colour, role, day and reason, and by several at once.
    press(&mut window, "Show: Judged");
    assert_eq!(rows(&window).len(), 4);
    for (words, found) in [
        ("red", vec![&share]),
        ("AMBER", vec![&patience, &road]),
        ("analyst", vec![&road]),
        ("2999", vec![&road, &share]),
        ("2026-03-01", vec![&patience]),
        ("counted", vec![&patience]),
        ("map analyst", vec![&road]),
        ("map approver", vec![]),
    ] {
        look_for(&mut window, words);
        let mut rows = rows(&window);
        let mut found: Vec<String> = found.into_iter().cloned().collect();
        rows.sort();
        found.sort();
        assert_eq!(rows, found, "“{words}”");
    }
    window.get_by_label_contains("No figure fits");
    look_for(&mut window, "");
    press(&mut window, "Show: Run out");
    assert_eq!(rows(&window), std::slice::from_ref(&cost));
    press(&mut window, "Show: Still to be judged");
    assert_eq!(rows(&window).len(), all - 4);
}

/// A figure that was changed is cited to nobody, wherever one asks where it comes from, and once it is changed back all is as before.
#[test]
fn a_changed_figure_is_cited_to_nobody() {
    let desk = Desk::new();
    let mut window = desk.open(&desk.plan());
    settle(&mut window);
    let stay = "set in the program in place of 127.75 days (derived: 4.2 months × 365 / 12 = 127.75 days";
    let beds = "set in the program in place of 24 welfare beds (stated in the review, ";
    go(&mut window, DEMAND);
    type_into(&mut window, "Mean length of stay, welfare", "182.5");
    window.get_by_label("Source of Mean length of stay, welfare: changed").click();
    window.step();
    window.step();
    window.get_by_label_contains(&format!("You changed this. Assumed: {stay}"));
    window.key_press(Key::Escape);
    window.step();
    settle(&mut window);
    go(&mut window, COMPARISON);
    let option = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.role() == Role::RadioButton && node.label().is_some_and(|label| label.ends_with(": Two homes of 12"))
    };
    window.get_by(option).click_accesskit();
    window.run_ok();
    go(&mut window, OPTIONS);
    type_into(&mut window, "Welfare beds, North home", "30");
    window.get_by_label("Source of Two homes of 12: changed");

    menu(&mut window, "Assumption register");
    window.get_by_label_contains(stay);
    press(&mut window, "← Back");
    menu(&mut window, "What differs…");
    window.get_by_label_contains(stay);
    window.get_by_label_contains(beds);
    assert_eq!(window.query_all_by_label_contains("set in the program").count(), 2, "each difference is told once");

    let document = |window: &Window| window.state().state().document.as_ref().unwrap().clone();
    let file = store::to_ron(&document(&window).scenario);
    assert!(file.contains(stay) && file.contains(beds));
    command(&mut window, Modifiers::COMMAND, Key::Z);
    command(&mut window, Modifiers::COMMAND, Key::Z);
    let document = document(&window);
    assert!(!document.is_changed() && store::to_ron(&document.scenario) == store::to_ron(&document.opened));
}

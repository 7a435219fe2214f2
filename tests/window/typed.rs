//! What is typed for a number or a month is understood to its last letter and within what is permitted, or refused in a sentence; and
//! Escape leaves a field, a menu or a dialog, and nothing else.

use sufficiency::analysis::uncertainty::Aim;
use sufficiency::model::appraisal::{Anchor, Basis, Criterion, Member, Scale};
use sufficiency::model::{Home, YearMonth};

use super::support::*;

const DRIVERS: &str = "What could change the answer?";
const CRITERIA: &str = "Which option does most?";
const EXPERIENCE: &str = "What would it feel like?";

/// The first home of the option of two homes.
fn home(window: &Window) -> Home {
    let document = window.state().state().document.as_ref().unwrap();
    document.scenario.options.iter().find(|option| option.id == "two-12").unwrap().homes[0].clone()
}

fn press(window: &mut Window, role: Role, label: &str) {
    window.get_by_role_and_label(role, label).click();
    window.step();
    window.step();
}

/// Types what is not to be taken: it stays for mending under a sentence that names what is permitted, until Escape.
fn refused(window: &mut Window, field: &str, text: &str, permitted: &str) {
    type_into(window, field, text);
    window.get_by_label_contains(&format!("“{text}” was not taken: {permitted}"));
    let kept = window.get_by_role_and_label(Role::TextInput, field).accesskit_node().value();
    assert_eq!(kept.as_deref(), Some(text), "{field}");
    super::support::press(window, Key::Escape);
    assert!(window.query_by_label_contains("was not taken").is_none(), "{field}");
    window.get_by_role_and_label(Role::SpinButton, field);
}

fn open_options() -> Window {
    let mut window = open(&small_review());
    settle(&mut window);
    window
        .get_by(|node| node.role() == Role::RadioButton && node.label().is_some_and(|label| label.ends_with(": Two homes of 12")))
        .click();
    window.step();
    go(&mut window, OPTIONS);
    window
}

#[test]
fn months_ages_and_places_of_homes_are_not_cut_to_size() {
    let mut window = open_options();
    window.get_by(|node| node.label().as_deref() == Some("More about North home") && node.role() != Role::Label).click();
    window.step();
    window.run_ok();
    for never in ["Open throughout, North home", "Never closes, North home"] {
        let open = window.get_by_role_and_label(Role::CheckBox, never).accesskit_node().toggled();
        if open == Some(egui::accesskit::Toggled::True) {
            press(&mut window, Role::CheckBox, never);
        }
    }
    let before = home(&window);
    let months = "a month from January 1950 to December 2150";
    for (field, wrong, permitted) in [
        ("Opens month, North home", "Sep 1900", months),
        ("Opens month, North home", "soon", months),
        ("Closes month, North home", "2199-01", months),
        ("Youngest age, North home", "9", "a whole number from 10 to 17 years"),
        ("Youngest age, North home", "12.5", "a whole number from 10 to 17 years"),
        ("Oldest age, North home", "18", "a whole number from 10 to 17 years"),
        ("Degrees north, site of North home", "5.15", "from 49 to 61° north"),
        ("Degrees north, site of North home", "51 or so", "from 49 to 61° north"),
        ("Degrees east, site of North home", "30", "from −9 to 3° east"),
    ] {
        refused(&mut window, field, wrong, permitted);
        assert_eq!(home(&window), before, "{field}");
    }
    type_into(&mut window, "Opens month, North home", "Sep 2027");
    type_into(&mut window, "Youngest age, North home", "12 years");
    refused(&mut window, "Oldest age, North home", "11", "a whole number from 12 to 17 years");
    type_into(&mut window, "Degrees north, site of North home", "51.5074");
    type_into(&mut window, "Degrees east, site of North home", "−0.128");
    let after = home(&window);
    assert_eq!(after.opens, YearMonth::new(2027, 9));
    assert_eq!((after.accepts.youngest_years, after.site.latitude, after.site.longitude), (12, 51.5074, -0.128));
    all_named(&window);
    all_large_enough(&window);
}

#[test]
fn the_year_in_which_offers_end_is_not_cut_to_size() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, DEMAND);
    window.get_by(|node| node.label().as_deref() == Some("What does the rest of the country offer?") && node.role() != Role::Label).click();
    window.step();
    window.run_ok();
    let end = |window: &Window| window.state().state().document.as_ref().unwrap().scenario.elsewhere.scottish_offers_end;
    let before = end(&window);
    for wrong in ["203", "2030-05"] {
        refused(&mut window, "Year in which Scottish offers end", wrong, "a whole number from 1950 to 2150");
    }
    assert_eq!(end(&window), before);
}

#[test]
fn the_rule_of_choice_is_not_cut_to_size() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, DRIVERS);
    press(&mut window, Role::RadioButton, "Page: Where the choice turns");
    let aim = |window: &Window| window.state().state().view.drivers.aim;
    let before = aim(&window);
    let field = window.query_all_by_role(Role::SpinButton).filter_map(|node| node.accesskit_node().label());
    let field = field.into_iter().find(|label| label.starts_with("Difference that is not worth")).unwrap();
    refused(&mut window, &field, "150", "from 0 to 100 points");
    refused(&mut window, &field, "2 weeks", "from 0 to 100 points");
    assert_eq!(aim(&window), before);
    type_into(&mut window, &field, "3 points");
    assert_eq!(aim(&window), Aim::Best { margin: 0.03 });
}

#[test]
fn the_future_watched_is_not_cut_to_size() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, EXPERIENCE);
    press(&mut window, Role::RadioButton, "Picture: Watch one possible year");
    wait(&mut window, "the future to be watched", |window| window.state().state().results.closer.watched.is_some());
    refused(&mut window, "Possible future, number", "31", "a whole number from 1 to 30");
    assert_eq!(window.state().state().view.experience.watch.replication, 0);
}

#[test]
fn a_weight_is_not_cut_to_size() {
    let mut scenario = small_review();
    scenario.options.truncate(3);
    let end = |value, text: &str| Anchor { value: Some(value), text: text.to_owned() };
    let scale = Scale { basis: Basis::Judged, worst: end(0.0, "no school"), best: end(100.0, "a full day's school") };
    scenario.appraisal.scales.insert(Criterion::CareAndEducation, scale);
    scenario.appraisal.members.push(Member { role: "Head of placements".to_owned(), weights: Default::default() });
    let mut window = open(&scenario);
    window.set_size(egui::vec2(1600.0, 9000.0));
    settle(&mut window);
    go(&mut window, CRITERIA);
    let weights = |window: &Window| window.state().state().document.as_ref().unwrap().scenario.appraisal.members[0].weights.clone();
    let field = "Weight of care and education, Head of placements";
    refused(&mut window, field, "101", "a whole number from 0 to 100");
    assert!(weights(&window).is_empty());
    type_into(&mut window, field, "40");
    assert_eq!(weights(&window)[&Criterion::CareAndEducation].swing, 40.0);
    window.get_by_role_and_label(Role::Slider, &format!("{field} (slider)"));
}

#[test]
fn escape_leaves_what_has_the_keyboard_and_stops_no_run() {
    let mut scenario = small_review();
    scenario.run.replications = 100_000;
    let mut window = open(&scenario);
    wait(&mut window, "the first answer", |window| window.state().state().results.shown.is_some());
    let runs = |window: &Window| window.state().state().results.is_running();
    go(&mut window, DEMAND);
    let escape = |window: &mut Window, where_it_was: &str| {
        super::support::press(window, Key::Escape);
        assert!(runs(window), "the run was stopped from {where_it_was}");
    };
    // A number that is being typed, and one that was refused.
    window.get_by_role_and_label(Role::SpinButton, REQUESTS).click();
    window.step();
    window.step();
    window.get_by_role_and_label(Role::SpinButton, REQUESTS).type_text("7");
    window.step();
    escape(&mut window, "a number");
    assert_eq!(requests(&window), 121.0);
    type_into(&mut window, REQUESTS, "-5");
    window.get_by_label_contains("“-5” was not taken");
    escape(&mut window, "a number that was refused");
    assert!(window.query_by_label_contains("was not taken").is_none());
    // A text.
    window.get_by_role_and_label(Role::TextInput, "Find a figure").click();
    window.step();
    window.step();
    escape(&mut window, "a text");
    // A menu.
    press(&mut window, Role::Button, "Help");
    assert!(egui::Popup::is_any_open(&window.ctx));
    escape(&mut window, "a menu");
    assert!(!egui::Popup::is_any_open(&window.ctx));
    // What is laid over the window.
    ctrl(&mut window, Key::K);
    assert!(window.state().state().view.overlay.is_some());
    escape(&mut window, "the palette");
    assert!(window.state().state().view.overlay.is_none());
    // A button that the keyboard has come to.
    super::support::press(&mut window, Key::Tab);
    assert!(window.ctx.memory(|memory| memory.focused()).is_some());
    escape(&mut window, "a button");
    super::support::press(&mut window, Key::Escape);
    wait(&mut window, "the run to stop", |window| {
        window.state().state().results.run.as_ref().is_some_and(|run| run.phase == Phase::Stopped)
    });
}

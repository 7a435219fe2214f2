//! Everything can be read out and handled by everybody.

use super::support::*;
use sufficiency::app::files::{FileAction, Next, Page};
use sufficiency::app::state::Room;

/// Rooms by the key that goes there.
const ROOMS: [(Key, Room); 10] = [
    (Key::Num1, Room::Evidence),
    (Key::Num2, Room::Demand),
    (Key::Num3, Room::Options),
    (Key::Num4, Room::Comparison),
    (Key::Num5, Room::Experience),
    (Key::Num6, Room::Beds),
    (Key::Num7, Room::Costs),
    (Key::Num8, Room::Criteria),
    (Key::Num9, Room::Boroughs),
    (Key::D, Room::Drivers),
];

/// Goes to every room there is, by keyboard.
fn in_every_room(window: &mut Window, mut look: impl FnMut(&mut Window, Room)) {
    let mut seen = 0;
    for (key, room) in ROOMS {
        ctrl(window, key);
        assert_eq!(window.state().state().view.room, room, "a key for every room");
        settle(window);
        look(window, room);
        seen += 1;
    }
    assert_eq!(seen, ROOMS.len());
}

#[test]
fn every_control_has_a_name_and_can_be_hit() {
    let mut window = open(&small_review());
    settle(&mut window);
    in_every_room(&mut window, |window, _| {
        for fold in ["Who are the children?", "What does the rest of the country offer?"] {
            if window.query_by_label(fold).is_some() {
                window.get_by_label(fold).click();
                window.step();
            }
        }
        settle(window);
        all_named(window);
        all_large_enough(window);
    });
    for key in [Key::F1, Key::F11] {
        press(&mut window, key);
        all_named(&window);
        all_large_enough(&window);
        press(&mut window, Key::Escape);
    }
    ctrl(&mut window, Key::K);
    all_named(&window);
    all_large_enough(&window);
}

/// The pages about files.
const PAGES: [Page; 6] = [Page::Mending, Page::Differences, Page::Register, Page::Pack, Page::About, Page::Selftest];

#[test]
fn every_page_question_and_menu_can_be_read_out_and_hit() {
    let mut window = open(&small_review());
    settle(&mut window);
    for page in PAGES {
        window.state_mut().wish(FileAction::Show(Some(page)));
        window.run_ok();
        all_named(&window);
        all_large_enough(&window);
    }
    press(&mut window, Key::Escape);
    window.state_mut().wish(FileAction::Show(None));
    window.run_ok();
    for menu in ["Scenario", "View", "Help", "Changes"] {
        window.get_by_role_and_label(Role::Button, menu).click();
        window.run_ok();
        all_named(&window);
        all_large_enough(&window);
        press(&mut window, Key::Escape);
    }
    // What is asked before work is lost.
    go(&mut window, DEMAND);
    type_into(&mut window, REQUESTS, "140");
    window.state_mut().wish(FileAction::Start(Next::Blank));
    window.run_ok();
    window.get_by_label_contains("not saved");
    all_named(&window);
    all_large_enough(&window);
    window.state_mut().wish(FileAction::Leave);
    window.run_ok();
    // What is in error: every room says so and can be handled.
    go(&mut window, DEMAND);
    type_into(&mut window, REQUESTS, "10");
    in_every_room(&mut window, |window, _| {
        all_named(window);
        all_large_enough(window);
    });
}

#[test]
fn every_control_in_every_fold_can_be_hit() {
    let mut window = open(&small_review());
    settle(&mut window);
    let options = window.state().state().document.as_ref().unwrap().scenario.options.clone();
    let mut opened = std::collections::BTreeSet::new();
    for (key, room) in &ROOMS[2..] {
        ctrl(&mut window, *key);
        for option in &options {
            if *room == Room::Options {
                window
                    .get_by(|node| {
                        node.role() == Role::RadioButton && node.label().is_some_and(|label| label.contains(&format!(": {};", option.name)))
                    })
                    .click();
                window.run_ok();
            }
            let folds: Vec<String> =
                window.query_all_by_role(Role::DisclosureTriangle).filter_map(|node| node.accesskit_node().label()).collect();
            for fold in folds {
                if opened.insert((option.id.clone(), fold.clone())) {
                    window.get_all_by_label(&fold).next().unwrap().click();
                    window.run_ok();
                }
            }
            all_named(&window);
            all_large_enough(&window);
        }
    }
    assert!(opened.len() > options.len(), "{opened:?}");
}

#[test]
fn tab_comes_round_in_every_room() {
    let mut window = open(&small_review());
    settle(&mut window);
    in_every_room(&mut window, |window, room| {
        let mut seen = Vec::new();
        for _ in 0..600 {
            window.key_press(Key::Tab);
            window.step();
            let at = window.ctx.memory(|memory| memory.focused());
            if let Some(at) = at {
                if seen.first() == Some(&at) {
                    break;
                }
                assert!(!seen.contains(&at), "Tab goes in a circle that leaves controls out, in {room:?}");
                seen.push(at);
            }
        }
        assert!(seen.len() > 5, "{room:?}: {} controls by keyboard", seen.len());
        assert!(seen.len() < 600, "{room:?}: Tab never comes round");
        press(window, Key::Escape);
    });
}

#[test]
fn text_is_twice_as_large_without_losing_anything() {
    let mut window = open(&small_review());
    settle(&mut window);
    for _ in 0..8 {
        ctrl(&mut window, Key::Plus);
    }
    assert_eq!(window.ctx.zoom_factor(), 2.0);
    in_every_room(&mut window, |window, _| {
        all_named(window);
        all_large_enough(window);
    });
    for page in PAGES {
        window.state_mut().wish(FileAction::Show(Some(page)));
        window.run_ok();
        all_named(&window);
        all_large_enough(&window);
    }
    ctrl(&mut window, Key::Num0);
    assert_eq!(window.ctx.zoom_factor(), 1.0);
}

/// What can be handled stands between the edges at the left and the right, but for a table that is scrolled sideways.
fn nothing_is_cut(window: &Window, room: Room) {
    let width = window.ctx.content_rect().width();
    let mut cut = Vec::new();
    for role in CONTROLS.into_iter().chain([Role::Label, Role::Term]) {
        for node in window.query_all_by_role(role) {
            let (rect, label) = (node.rect(), node.accesskit_node().label().unwrap_or_default());
            let of_table = role == Role::RadioButton && label.starts_with("Option") || label.starts_with("Menu of ");
            if (rect.left() < -0.5 || rect.right() > width + 0.5) && !(room == Room::Comparison && of_table) {
                cut.push(format!("{role:?} “{label}” from {} to {} of {width}", rect.left(), rect.right()));
            }
        }
    }
    assert!(cut.is_empty(), "{room:?}:\n{}", cut.join("\n"));
}

#[test]
fn nothing_runs_out_at_the_right() {
    let mut window = open(&small_review());
    settle(&mut window);
    for (width, height) in [(1_280.0, 800.0), (960.0, 540.0), (640.0, 400.0)] {
        window.set_size(egui::vec2(width, height));
        window.step();
        in_every_room(&mut window, |window, room| {
            // The rooms after these hold tables that are scrolled sideways.
            if ROOMS[..5].iter().any(|(_, narrow)| *narrow == room) {
                nothing_is_cut(window, room);
            }
        });
    }
}

#[test]
fn every_key_of_a_frame_counts() {
    let mut window = open(&small_review());
    settle(&mut window);
    for field in [REQUESTS, "Mean length of stay, welfare"] {
        go(&mut window, DEMAND);
        type_into(&mut window, field, "90");
        settle(&mut window);
    }
    press(&mut window, Key::Escape);
    let undo = egui::Event::Key { key: Key::Z, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::COMMAND };
    let fourth = egui::Event::Key { key: Key::Num4, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::COMMAND };
    window.input_mut().events.extend([undo.clone(), undo, fourth]);
    window.step();
    window.step();
    let state = window.state().state();
    assert!(!state.document.as_ref().unwrap().is_changed(), "both changes are taken back");
    assert_eq!(state.view.room, Room::Comparison);
}

/// The pages of a room, by what their radio buttons begin with.
fn pages(window: &Window, start: &str) -> Vec<String> {
    let labels = window.query_all_by_role(Role::RadioButton).filter_map(|node| node.accesskit_node().label());
    labels.filter(|label| label.starts_with(start)).collect()
}

#[test]
fn what_long_analyses_find_can_be_read_out_and_hit() {
    let mut scenario = small_review();
    scenario.options.retain(|option| ["as-now", "two-12-justice"].contains(&option.id.as_str()));
    scenario.ranges.retain(|id, _| matches!(id, ParameterId::NotProceedingShare(_) | ParameterId::StaffedShare));
    (scenario.run.horizon_years, scenario.run.warm_up_years, scenario.run.replications) = (0.5, 0.1, 12);
    let mut window = open(&scenario);
    settle(&mut window);
    let works_out = |window: &Window| {
        window.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label()).find(|label| label.starts_with("Work out"))
    };
    let mut worked_out = 0;
    for (key, start, least) in [(Key::Num6, "Question: ", 6), (Key::D, "Page: ", 5)] {
        ctrl(&mut window, key);
        settle(&mut window);
        let pages = pages(&window, start);
        assert!(pages.len() >= least, "{pages:?}");
        for page in pages {
            window.get_by_role_and_label(Role::RadioButton, &page).click();
            window.step();
            window.step();
            if let Some(label) = works_out(&window) {
                window.get_by_role_and_label(Role::Button, &label).click();
                window.step();
                worked_out += 1;
            }
            wait(&mut window, &page, |window| window.query_all_by_role_and_label(Role::Button, "Stop").count() == 0);
            window.run_ok();
            all_named(&window);
            all_large_enough(&window);
        }
    }
    assert!(worked_out >= 7, "{worked_out} analyses");
}

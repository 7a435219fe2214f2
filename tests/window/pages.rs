//! Pages follow the keyboard, and nothing on them moves when something is told.

use egui::Rect;

use super::desk::{Desk, files};
use super::support::*;

/// The window as large as a small screen.
fn small() -> Window {
    let mut window = open(&small_review());
    window.set_size(egui::vec2(1280.0, 800.0));
    settle(&mut window);
    window
}

/// Where what has the keyboard is, and what of it is in sight.
fn focus(window: &Window) -> Option<(Rect, Rect)> {
    let focused = window.ctx.memory(|memory| memory.focused())?;
    window.ctx.read_response(focused).map(|response| (response.rect, response.interact_rect))
}

fn press_and_settle(window: &mut Window, key: Key) {
    press(window, key);
    window.run_ok();
}

#[test]
fn what_gets_the_keyboard_is_in_sight() {
    let mut window = small();
    for (room, presses) in [(DEMAND, 60), ("What does it cost?", 60), ("Which option does most?", 60), (OPTIONS, 80)] {
        go(&mut window, room);
        settle(&mut window);
        let mut lowest: f32 = 0.0;
        for at in 0..presses {
            press_and_settle(&mut window, Key::Tab);
            let Some((rect, seen)) = focus(&window) else { continue };
            assert!(seen.contains_rect(rect.shrink(2.0)), "{room} {at}: {rect:?} {seen:?}");
            lowest = lowest.max(rect.bottom());
        }
        assert!(lowest > 600.0, "{room} goes down to {lowest}");
    }
}

#[test]
fn page_keys_scroll_the_page() {
    let mut window = small();
    go(&mut window, "What do we know?");
    settle(&mut window);
    let top = |window: &Window| window.get_by_label("What the review does not say").rect().top();
    let at_first = top(&window);
    press_and_settle(&mut window, Key::PageDown);
    let below = top(&window);
    assert!(at_first - below > 300.0, "{at_first} {below}");
    press_and_settle(&mut window, Key::End);
    let last = top(&window);
    assert!(last < below);
    press_and_settle(&mut window, Key::PageUp);
    assert!(top(&window) > last);
    press_and_settle(&mut window, Key::Home);
    assert!((top(&window) - at_first).abs() < 1.0);

    // Only what lies over the page.
    press_and_settle(&mut window, Key::F1);
    let words = |window: &Window| window.get_by_label("Words").rect().top();
    let first = words(&window);
    press_and_settle(&mut window, Key::PageDown);
    assert!(first - words(&window) > 200.0, "{first} {}", words(&window));
    assert!((top(&window) - at_first).abs() < 1.0);
    press_and_settle(&mut window, Key::Home);
    assert!((words(&window) - first).abs() < 1.0);
    press_and_settle(&mut window, Key::Escape);

    // Home and End are for the text that is typed.
    go(&mut window, DEMAND);
    settle(&mut window);
    window.get_by_role_and_label(Role::TextInput, "Find a figure").click();
    window.run_ok();
    let field = window.get_by_label("Find a figure").rect();
    press_and_settle(&mut window, Key::End);
    assert_eq!(window.get_by_label("Find a figure").rect(), field);
    press_and_settle(&mut window, Key::PageDown);
    assert!(window.get_by_label("Find a figure").rect().top() < field.top() - 300.0);
}

#[test]
fn what_is_told_moves_nothing_and_goes_by_itself() {
    let desk = Desk::new();
    let mut window = desk.open(&desk.plan());
    window.set_size(egui::vec2(1280.0, 800.0));
    settle(&mut window);
    let tab = |window: &Window| window.get_by_label("Extend").rect();
    let before = tab(&window);
    let save = |window: &mut Window| {
        window.key_press_modifiers(Modifiers::COMMAND, Key::S);
        window.step();
        wait(window, "saved", |window| files(window).notice.is_some());
        window.run_ok();
    };
    save(&mut window);
    let words = files(&window).notice.as_ref().unwrap().text.clone();
    assert_eq!(tab(&window), before);
    assert!(window.get_by_label(&words).rect().bottom() < 770.0);
    assert_eq!(window.get_by_label(&words).accesskit_node().live(), egui::accesskit::Live::Polite);
    window.get_by_label("Close").click();
    window.run_ok();
    assert_eq!(files(&window).notice, None);
    // Not closed, it goes when its time is over, and not before.
    window.get_by_label("Extend").hover();
    save(&mut window);
    let pass = |window: &mut Window, seconds: f64| {
        let until = window.ctx.input(|input| input.time) + seconds;
        while window.ctx.input(|input| input.time) < until {
            window.step();
        }
    };
    pass(&mut window, 4.0);
    assert!(files(&window).notice.is_some());
    pass(&mut window, 5.0);
    assert_eq!(files(&window).notice, None);
}

#[test]
fn lists_show_what_is_new() {
    let mut window = small();
    // The latest of many changes.
    go(&mut window, DEMAND);
    for requests in 122..142 {
        type_into(&mut window, REQUESTS, &requests.to_string());
    }
    window.get_by_role_and_label(Role::Button, "Changes").click();
    window.run_ok();
    let latest = window.get_by_role_and_label(Role::ListBoxOption, "Go to: requests, welfare: 140 to 141 a year").rect();
    assert!(latest.bottom() < 600.0, "{latest:?}");
    press_and_settle(&mut window, Key::Escape);
    // An option that has just been built.
    go(&mut window, OPTIONS);
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "New option").click();
    window.run_ok();
    window.get_by_role_and_label(Role::Button, "Blank").click();
    window.run_ok();
    let built = window.get_by_label_contains("Option K:").rect();
    assert!(built.bottom() < 770.0, "{built:?}");
}

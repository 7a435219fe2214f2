//! Everything that can be asked for by name: one table for menus, buttons, the command palette, keys and the list of shortcuts.

use egui::{Event, Key, KeyboardShortcut, Modifiers};

use super::action::Action;
use super::compare::CompareWish;
use super::files::{FileAction, Next, Page};
use super::jobs::Phase;
use super::state::{AppState, Overlay, Room};
use super::theme::{Appearance, ZOOMS};
use super::views::{OPEN, ROOMS, SAVE, SAVE_AS};
use crate::model::Stream;

/// Where a command stands in the menus and in the list of shortcuts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The scenario as a whole.
    Scenario,
    /// Taking changes back.
    Changes,
    /// Rooms of the window.
    Rooms,
    /// What is looked at, and the run.
    Answer,
    /// How the window looks.
    View,
    /// Finding one's way.
    Help,
}

/// The groups with their names, in order.
pub const GROUPS: [(Group, &str); 6] = [
    (Group::Scenario, "Scenario"),
    (Group::Changes, "Changes"),
    (Group::Rooms, "Rooms"),
    (Group::Answer, "Answer"),
    (Group::View, "View"),
    (Group::Help, "Help"),
];

/// Something that can be asked for.
pub struct Command {
    /// Where it stands.
    pub group: Group,
    /// What it is called everywhere.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub tip: &'static str,
    /// Its keys; the first is the one that is shown.
    pub keys: &'static [KeyboardShortcut],
    /// What it asks for now; none: it would do nothing.
    pub action: fn(&AppState) -> Option<Action>,
    /// Whether it is on, for those that are one of several.
    pub is_on: Option<fn(&AppState) -> bool>,
}

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

const fn command(
    group: Group,
    name: &'static str,
    tip: &'static str,
    keys: &'static [KeyboardShortcut],
    action: fn(&AppState) -> Option<Action>,
) -> Command {
    Command { group, name, tip, keys, action, is_on: None }
}

const fn choice(
    group: Group,
    name: &'static str,
    tip: &'static str,
    action: fn(&AppState) -> Option<Action>,
    is_on: fn(&AppState) -> bool,
) -> Command {
    Command { group, name, tip, keys: &[], action, is_on: Some(is_on) }
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const NONE: Modifiers = Modifiers::NONE;

/// Go back one edit.
pub const UNDO: Command = command(Group::Changes, "Undo", "Take the last change back.", &[key(CTRL, Key::Z)], |state| {
    let document = state.document.as_ref().ok()?;
    document.history.undo_label().map(|_| Action::Undo)
});
/// Go forward one edit.
pub const REDO: Command =
    command(Group::Changes, "Redo", "Make the change again that was taken back.", &[key(CTRL_SHIFT, Key::Z), key(CTRL, Key::Y)], |state| {
        let document = state.document.as_ref().ok()?;
        document.history.redo_label().map(|_| Action::Redo)
    });
/// Flip to the scenario as it was opened and back.
pub const BEFORE: Command = command(
    Group::Answer,
    "Before and after",
    "Flip between the scenario as it was opened and as it stands.",
    &[key(NONE, Key::B)],
    |state| {
        let document = state.document.as_ref().ok()?;
        (state.view.before || document.is_changed()).then_some(Action::Before(!state.view.before))
    },
);
/// The value before the changes beside the present one.
pub const BESIDE: Command = Command {
    is_on: Some(|state| state.view.compare.beside),
    ..command(
        Group::Answer,
        "Before beside now",
        "In the comparison and the presenter view, each value as it was before your changes beside the present one.",
        &[key(Modifiers::SHIFT, Key::B)],
        |state| state.before().map(|_| Action::Compare(CompareWish::Beside(!state.view.compare.beside))),
    )
};
/// Big type, one option against another.
pub const PRESENT: Command = command(
    Group::View,
    "Presenter view",
    "One option against another, in type that is read from the back of a room.",
    &[key(NONE, Key::F11)],
    |state| state.document.is_ok().then_some(Action::Present(!state.view.presenting)),
);
/// Look at the next option.
pub const NEXT_OPTION: Command =
    command(Group::Answer, "Next option", "Look at the next option.", &[key(CTRL, Key::ArrowDown)], |state| neighbour(state, 1));
/// Look at the option before.
pub const PREVIOUS_OPTION: Command =
    command(Group::Answer, "Previous option", "Look at the option before.", &[key(CTRL, Key::ArrowUp)], |state| neighbour(state, -1));
/// Find a command or an option by its name.
pub const PALETTE: Command =
    command(Group::Help, "Find a command", "Type a few letters of anything that can be done.", &[key(CTRL, Key::K)], |_| {
        Some(Action::Show(Overlay::Palette { query: String::new(), at: 0 }))
    });
/// Keys and words.
pub const HELP: Command = command(
    Group::Help,
    "Keys and words",
    "Every key, and a glossary: what the words mean.",
    &[key(NONE, Key::F1), key(NONE, Key::Questionmark)],
    |_| Some(Action::Show(Overlay::Help)),
);

/// The program tested on this machine.
pub const SELFTEST: Command = command(
    Group::Help,
    "Is it right?",
    "Test the program on this machine, and whether the scenario is run long and often enough.",
    &[],
    |state| state.document.is_ok().then_some(Action::File(FileAction::Show(Some(Page::Selftest)))),
);

/// Go back to the scenario as it was opened.
pub const RESET: Command =
    command(Group::Scenario, "Reset all changes", "Go back to the scenario as it was opened; can be undone.", &[], |state| {
        state.document.as_ref().is_ok_and(super::state::Document::is_changed).then_some(Action::ResetAll)
    });

const fn page(name: &'static str, tip: &'static str, action: fn(&AppState) -> Option<Action>) -> Command {
    command(Group::Scenario, name, tip, &[], action)
}

fn on_page(state: &AppState, page: Page) -> Option<Action> {
    state.document.is_ok().then_some(Action::File(FileAction::Show(Some(page))))
}

/// Every command.
pub const COMMANDS: &[Command] = &[
    command(Group::Scenario, "Open the London review", "The scenario that comes with the program.", &[], |_| Some(Action::OpenReview)),
    command(Group::Scenario, "Open…", "A scenario file; unsaved changes are asked about first.", &[OPEN], |_| {
        Some(Action::File(FileAction::Start(Next::AskOpen)))
    }),
    command(Group::Scenario, "Save", "Save the scenario to its file.", &[SAVE], |state| save(state, FileAction::Save)),
    command(Group::Scenario, "Save as…", "Save the scenario under another name.", &[SAVE_AS], |state| save(state, FileAction::SaveAs)),
    command(
        Group::Scenario,
        "Make a committee pack…",
        "The paper, its charts and tables, and what is needed to check them.",
        &[],
        |state| save(state, FileAction::Show(Some(Page::Pack))),
    ),
    page("Name, question and note", "About the scenario: what it is called, the question it asks, what you want to remember.", |state| {
        on_page(state, Page::About)
    }),
    page("What differs…", "Every figure that differs from another scenario, or between two options.", |state| {
        on_page(state, Page::Differences)
    }),
    page("Assumption register", "How good the evidence for each uncertain figure is, and who judged so until when.", |state| {
        on_page(state, Page::Register)
    }),
    RESET,
    UNDO,
    REDO,
    room(Room::Evidence, "What do we know?", &[key(CTRL, Key::Num1)], |state| go(state, Room::Evidence)),
    room(Room::Demand, "Who needs a place?", &[key(CTRL, Key::Num2)], |state| go(state, Room::Demand)),
    room(Room::Options, "What could we build?", &[key(CTRL, Key::Num3)], |state| go(state, Room::Options)),
    room(Room::Comparison, "How do they compare?", &[key(CTRL, Key::Num4)], |state| go(state, Room::Comparison)),
    room(Room::Experience, "What would it feel like?", &[key(CTRL, Key::Num5)], |state| go(state, Room::Experience)),
    room(Room::Beds, "How many beds?", &[key(CTRL, Key::Num6)], |state| go(state, Room::Beds)),
    room(Room::Costs, "What does it cost?", &[key(CTRL, Key::Num7)], |state| go(state, Room::Costs)),
    room(Room::Criteria, "Which option does most?", &[key(CTRL, Key::Num8)], |state| go(state, Room::Criteria)),
    room(Room::Boroughs, "What would my borough pay?", &[key(CTRL, Key::Num9)], |state| go(state, Room::Boroughs)),
    room(Room::Drivers, "What could change the answer?", &[key(CTRL, Key::D)], |state| go(state, Room::Drivers)),
    NEXT_OPTION,
    PREVIOUS_OPTION,
    BEFORE,
    BESIDE,
    command(Group::Answer, "Welfare or justice", "Look at the other kind of placement.", &[key(Modifiers::ALT, Key::S)], |state| {
        let other = if state.view.stream == Stream::Welfare { Stream::Justice } else { Stream::Welfare };
        state.document.is_ok().then_some(Action::ChooseStream(other))
    }),
    command(
        Group::Answer,
        "Carry on or extend the run",
        "Carry on after a stop; when all is done, run twice as many.",
        &[key(NONE, Key::F5)],
        |state| {
            let runs = state.document.as_ref().is_ok_and(|document| document.problems.is_empty());
            (runs && !state.results.is_running()).then_some(Action::Run)
        },
    ),
    command(
        Group::Answer,
        "Close what is open, or stop the run",
        "One step back; what is done is kept.",
        &[key(NONE, Key::Escape)],
        |state| {
            let view = &state.view;
            match state.results.run.as_ref().map(|run| &run.phase) {
                _ if view.overlay.is_some() => Some(Action::Dismiss),
                _ if view.presenting => Some(Action::Present(false)),
                _ if state.files.page.is_some() => Some(Action::File(FileAction::Show(None))),
                _ if view.before => Some(Action::Before(false)),
                Some(Phase::Running) => Some(Action::Stop),
                _ => None,
            }
        },
    ),
    PRESENT,
    command(
        Group::View,
        "Larger text",
        "Everything a step larger, up to twice the size.",
        &[key(CTRL, Key::Plus), key(CTRL, Key::Equals)],
        |state| zoom(state, 1),
    ),
    command(Group::View, "Smaller text", "Everything a step smaller.", &[key(CTRL, Key::Minus)], |state| zoom(state, -1)),
    command(Group::View, "Text at 100%", "Everything at its own size.", &[key(CTRL, Key::Num0)], |state| {
        (state.view.zoom != ZOOMS[0]).then_some(Action::Zoom(ZOOMS[0]))
    }),
    appearance(
        "As the system has it",
        "Light or dark, as the desktop is set.",
        |_| Some(Action::Appearance(Appearance::System)),
        |state| state.view.appearance == Appearance::System,
    ),
    appearance(
        "Light",
        "Dark type on a light page; a projector shows it best.",
        |_| Some(Action::Appearance(Appearance::Light)),
        |state| state.view.appearance == Appearance::Light,
    ),
    appearance(
        "Dark",
        "Light type on a dark page.",
        |_| Some(Action::Appearance(Appearance::Dark)),
        |state| state.view.appearance == Appearance::Dark,
    ),
    appearance(
        "High contrast",
        "White and yellow on black, with strong edges.",
        |_| Some(Action::Appearance(Appearance::HighContrast)),
        |state| state.view.appearance == Appearance::HighContrast,
    ),
    PALETTE,
    HELP,
    SELFTEST,
];

const fn room(at: Room, name: &'static str, keys: &'static [KeyboardShortcut], action: fn(&AppState) -> Option<Action>) -> Command {
    command(Group::Rooms, name, at.about(), keys, action)
}

const fn appearance(
    name: &'static str,
    tip: &'static str,
    action: fn(&AppState) -> Option<Action>,
    is_on: fn(&AppState) -> bool,
) -> Command {
    choice(Group::View, name, tip, action, is_on)
}

fn save(state: &AppState, wish: FileAction) -> Option<Action> {
    (state.document.is_ok() && state.files.newer_version.is_none()).then_some(Action::File(wish))
}

fn go(state: &AppState, room: Room) -> Option<Action> {
    (state.document.is_ok() && ROOMS.iter().any(|(there, _)| *there == room)).then_some(Action::GoTo(room))
}

fn neighbour(state: &AppState, step: isize) -> Option<Action> {
    let document = state.document.as_ref().ok()?;
    let options = &document.scenario.options;
    let at = document.option(&state.view.option).map_or(0, |(at, _)| at);
    let next = at.checked_add_signed(step)?;
    options.get(next).map(|option| Action::ChooseOption(option.id.clone()))
}

fn zoom(state: &AppState, step: isize) -> Option<Action> {
    let at = ZOOMS.iter().position(|zoom| *zoom == state.view.zoom).unwrap_or(0);
    ZOOMS.get(at.checked_add_signed(step)?).map(|zoom| Action::Zoom(*zoom))
}

/// What has the keyboard at the end of a frame. At the beginning of the next one Escape has already taken it away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Held {
    /// Nothing: keys are for the window.
    #[default]
    Nothing,
    /// A button, a slider, something else without text.
    Control,
    /// A field in which something is typed.
    Text,
}

/// What has the keyboard now.
pub fn held(ctx: &egui::Context) -> Held {
    match ctx.memory(|memory| memory.focused()) {
        None => Held::Nothing,
        Some(_) if ctx.text_edit_focused() => Held::Text,
        Some(_) => Held::Control,
    }
}

/// The wish of the first key pressed that is a command's, and takes that key from what was pressed: called until there is none, it gives
/// every wish of a frame in order, each for the state that the one before left. While text is being typed only keys that type nothing count, and
/// a run is not stopped by the Escape that leaves what had the keyboard.
pub fn pressed(ctx: &egui::Context, state: &AppState, before: Held) -> Option<Action> {
    let typing = ctx.text_edit_focused();
    // A menu or list that is open closes itself.
    let popup = egui::Popup::is_any_open(ctx);
    let mut keys: Vec<(&KeyboardShortcut, &Command)> =
        COMMANDS.iter().flat_map(|command| command.keys.iter().map(move |key| (key, command))).collect();
    // The longer shortcut first, or the shorter one takes its key.
    keys.sort_by_key(|(key, _)| std::cmp::Reverse(u8::from(key.modifiers.shift) + u8::from(key.modifiers.alt)));
    if state.files.question.is_some() {
        return None;
    }
    let asking = state.view.overlay.is_some();
    keys.retain(|(shortcut, _)| {
        let is_function_key = shortcut.logical_key.name().starts_with('F') && shortcut.logical_key.name().len() > 1;
        let edits_text = matches!(shortcut.logical_key, Key::Z | Key::Y);
        let is_plain = matches!(shortcut.modifiers, NONE | Modifiers::SHIFT) && !is_function_key;
        let escape = shortcut.logical_key == Key::Escape;
        let typing = typing || (escape && before == Held::Text);
        !((typing && (is_plain || edits_text) && !(escape && asking)) || (popup && escape) || (asking && !escape))
    });
    let (at, action) = ctx.input(|input| {
        input.events.iter().enumerate().find_map(|(at, event)| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
            let is_meant = |shortcut: &KeyboardShortcut| shortcut.logical_key == *key && modifiers.matches_logically(shortcut.modifiers);
            let mut meant = keys.iter().filter(|(shortcut, _)| is_meant(shortcut));
            let action = meant.find_map(|(_, command)| (command.action)(state))?;
            let leaves_a_control = *key == Key::Escape && before != Held::Nothing && matches!(action, Action::Stop);
            (!leaves_a_control).then_some((at, action))
        })
    })?;
    ctx.input_mut(|input| input.events.remove(at));
    Some(action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_name_or_a_key() {
        for (index, command) in COMMANDS.iter().enumerate() {
            assert!(command.tip.ends_with('.'), "{}", command.name);
            for other in &COMMANDS[index + 1..] {
                assert_ne!(command.name, other.name);
                for shortcut in command.keys {
                    assert!(!other.keys.contains(shortcut), "{} and {} share {shortcut:?}", command.name, other.name);
                }
            }
        }
    }

    #[test]
    fn rooms_are_called_by_their_questions() {
        let early = [Room::Evidence, Room::Demand, Room::Options, Room::Comparison, Room::Experience];
        for room in early.into_iter().chain([Room::Beds, Room::Costs, Room::Criteria, Room::Boroughs, Room::Drivers]) {
            assert!(COMMANDS.iter().any(|command| command.name == room.question() && command.tip == room.about()));
        }
    }
}

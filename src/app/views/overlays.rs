//! What lies over the window until it is answered: the command palette, keys and words.

use egui::{Align, Button, Grid, Id, Key, Layout, Modal, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::ROOMS;
use crate::app::action::{Action, Actions};
use crate::app::commands::{COMMANDS, GROUPS, Group};
use crate::app::files::FileAction;
use crate::app::files::places::place_of;
use crate::app::glossary::GLOSSARY;
use crate::app::state::{AppState, Overlay};
use crate::app::theme::{self, Palette};
use crate::app::widgets::page::main_area_of;
use crate::model::ParameterId;

/// Most matches that the palette lists, and the height that one takes.
const MOST_MATCHES: usize = 9;
const MATCH: f32 = 38.0;

/// Whatever lies over the window.
pub fn overlay_ui(ui: &Ui, state: &AppState, actions: &mut Actions) {
    let Some(overlay) = &state.view.overlay else { return };
    let room = ui.ctx().content_rect();
    let modal = Modal::new(Id::unique("overlay")).show(ui.ctx(), |ui| {
        ui.set_width((room.width() - 64.0).min(620.0));
        ui.set_max_height(room.height() - 96.0);
        match overlay {
            Overlay::Palette { query, at } => palette_ui(ui, state, query, *at, actions),
            Overlay::Help => help_ui(ui, room.height() - 180.0, actions),
        }
    });
    if modal.should_close() {
        actions.push(Action::Dismiss);
    }
}

/// A name that can be found, a word beside it, and what choosing it asks for.
struct Entry {
    name: String,
    /// Other words by which it is found, behind those that are found by their names.
    also: String,
    beside: String,
    action: Action,
}

fn entries(ui: &Ui, state: &AppState, query: &str) -> Vec<Entry> {
    let commands = COMMANDS.iter().filter_map(|command| {
        let keys = command.keys.first().map(|key| ui.ctx().format_shortcut(key)).unwrap_or_default();
        let action = (command.action)(state).filter(|action| *action != Action::Dismiss)?;
        let word = if let Action::GoTo(room) = action { room.word() } else { "" };
        Some(Entry { name: command.name.to_owned(), also: format!("{word} {}", command.tip), beside: keys, action })
    });
    let options = state.document.iter().flat_map(|document| &document.scenario.options);
    let options = options.map(|option| Entry {
        name: option.name.clone(),
        also: String::new(),
        beside: "option".to_owned(),
        action: Action::ChooseOption(option.id.clone()),
    });
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let holds = |text: &str| {
        let text = text.to_lowercase();
        words.iter().all(|word| text.contains(word.as_str()))
    };
    // No more than there is room for in a low window: the rest is found by typing on.
    let room = ((ui.max_rect().height() - 60.0) / MATCH).floor().max(3.0) as usize;
    let scenario = state.document.iter().map(|document| &document.scenario);
    let figures = scenario.flat_map(|scenario| ParameterId::of(scenario)).filter(|id| place_of(state, &id.path()).is_some());
    let figures = figures.map(|id| Entry {
        name: id.full_label(),
        also: String::new(),
        beside: "figure".to_owned(),
        action: Action::File(FileAction::GoToField(id.path())),
    });
    let (named, others): (Vec<Entry>, Vec<Entry>) = commands.chain(options).chain(figures).partition(|entry| holds(&entry.name));
    let others = others.into_iter().filter(|entry| holds(&entry.also));
    named.into_iter().chain(others).take(MOST_MATCHES.min(room)).collect()
}

/// Type a few letters, choose with the arrow keys, Enter does it.
fn palette_ui(ui: &mut Ui, state: &AppState, query: &str, at: usize, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let mut typed = query.to_owned();
    let field = TextEdit::singleline(&mut typed).hint_text("Type what you want to do").desired_width(f32::INFINITY);
    let field = ui.add(field).accessible_name("Find a command");
    let at = if typed == query { at } else { 0 };
    let entries = entries(ui, state, &typed);
    let last = entries.len().saturating_sub(1);
    let (down, up, enter) =
        ui.input(|input| (input.key_pressed(Key::ArrowDown), input.key_pressed(Key::ArrowUp), input.key_pressed(Key::Enter)));
    let next = if down {
        (at + 1).min(last)
    } else if up {
        at.saturating_sub(1)
    } else {
        at.min(last)
    };
    ui.add_space(6.0);
    let mut done = None;
    for (index, entry) in entries.iter().enumerate() {
        let response = ui
            .with_layout(Layout::top_down_justified(Align::Min), |ui| {
                let beside = RichText::new(&entry.beside).color(palette.muted);
                ui.add(Button::selectable(index == next, entry.name.as_str()).right_text(beside).min_size(egui::vec2(0.0, 30.0)))
            })
            .inner;
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, index == next, &entry.name));
        if response.clicked() || (enter && index == at) {
            done = Some(entry.action.clone());
        }
    }
    if entries.is_empty() {
        ui.label(RichText::new("Nothing is called that.").color(palette.muted));
    }
    if let Some(action) = done {
        actions.extend([Action::Dismiss, action]);
        return;
    }
    field.request_focus();
    if typed != query || next != at {
        actions.push(Action::Show(Overlay::Palette { query: typed, at: next }));
    }
}

/// Every key, every word.
fn help_ui(ui: &mut Ui, height: f32, actions: &mut Actions) {
    let palette = Palette::of(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Keys and words").font(theme::bold(20.0)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.button("Close");
            if ui.memory(|memory| memory.focused().is_none()) {
                close.request_focus();
            }
            if close.clicked() {
                actions.push(Action::Dismiss);
            }
        });
    });
    let area = ScrollArea::vertical().max_height(height.max(120.0)).auto_shrink([false, true]);
    main_area_of(ui, area, |ui| {
        for (group, title) in GROUPS {
            let mut commands = COMMANDS.iter().filter(|command| command.group == group && !command.keys.is_empty()).peekable();
            if commands.peek().is_none() {
                continue;
            }
            ui.add_space(8.0);
            ui.label(RichText::new(title).font(theme::bold(theme::BODY)));
            Grid::new(title).num_columns(2).min_col_width(150.0).show(ui, |ui| {
                for command in commands {
                    let keys: Vec<String> = command.keys.iter().map(|key| ui.ctx().format_shortcut(key)).collect();
                    ui.label(RichText::new(keys.join(" or ")).color(palette.accent));
                    let room = ROOMS.iter().find(|(room, _)| group == Group::Rooms && room.question() == command.name);
                    let name = room.map_or_else(|| command.name.to_owned(), |(room, _)| format!("{}: {}", room.word(), command.name));
                    ui.add(egui::Label::new(name)).on_hover_text(command.tip);
                    ui.end_row();
                }
            });
        }
        ui.add_space(8.0);
        ui.add(
            egui::Label::new(
                "Tab and Shift+Tab go from control to control, Space or Enter presses, arrow keys move a slider or the choice of an option. \
                 In the presenter view ← and → go through the options.",
            )
            .wrap(),
        );
        ui.add_space(12.0);
        ui.label(RichText::new("Words").font(theme::bold(theme::BODY)));
        for (word, meaning) in GLOSSARY {
            ui.add_space(4.0);
            ui.label(RichText::new(word).font(theme::bold(14.0)).color(palette.accent));
            ui.add(egui::Label::new(meaning).wrap());
        }
    });
}

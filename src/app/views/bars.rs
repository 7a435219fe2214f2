//! The bar above and the line below.

use egui::{Align, Button, Layout, MenuBar, RichText, Role, Ui, WidgetInfo};

use super::{changes, files};
use crate::app::action::Actions;
use crate::app::commands::{COMMANDS, Command, Group, PRESENT, REDO, RESET, UNDO};
use crate::app::jobs::Phase;
use crate::app::state::AppState;
use crate::app::theme::{self, Palette};
use crate::app::widgets::describe::describe;
use crate::app::widgets::term::term;
use crate::app::wording::{month, number, short_number};

/// The least width in which the names of program and scenario have a place.
const WIDE: f32 = 900.0;

/// The least width in which the line below has a place for the names at its right.
const NAMES: f32 = 170.0;

/// Name, menus, what is open, undo and redo.
pub fn top_ui(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let wide = ui.available_width() >= WIDE;
    MenuBar::new().ui(ui, |ui| {
        if wide {
            ui.label(RichText::new("Sufficiency Planner").font(theme::bold(17.0)).color(palette.accent));
            ui.add_space(10.0);
        }
        ui.menu_button("Scenario", |ui| {
            files::menu_ui(ui, state, actions);
            ui.separator();
            entry_ui(ui, &RESET, state, actions);
        });
        for (group, title) in [(Group::View, "View"), (Group::Help, "Help")] {
            ui.menu_button(title, |ui| {
                for command in COMMANDS.iter().filter(|command| command.group == group) {
                    entry_ui(ui, command, state, actions);
                }
            });
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Ok(document) = &state.document {
                command_button(ui, &PRESENT, "Present", PRESENT.tip, state, actions);
                ui.menu_button("Changes", |ui| changes::changes_ui(ui, document, actions));
                for (command, label) in [(&REDO, document.history.redo_label()), (&UNDO, document.history.undo_label())] {
                    let tip = label.map_or_else(|| command.tip.to_owned(), |label| format!("{} {label}", command.name));
                    command_button(ui, command, command.name, &tip, state, actions);
                }
                if wide {
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        ui.add_space(10.0);
                        let mark = if state.has_unsaved_changes() { " (changed)" } else { "" };
                        let name = RichText::new(format!("{}{mark}", document.scenario.name)).color(palette.text);
                        let response = ui.add(egui::Label::new(name).truncate());
                        if !document.scenario.description.is_empty() {
                            response.on_hover_text(&document.scenario.description);
                        }
                    });
                }
            }
        });
    });
}

/// A button for a command, with its keys in the tip.
fn command_button(ui: &mut Ui, command: &Command, word: &str, tip: &str, state: &AppState, actions: &mut Actions) {
    let action = (command.action)(state);
    let keys = command.keys.first().map(|key| format!(" ({})", ui.ctx().format_shortcut(key))).unwrap_or_default();
    let response = ui.add_enabled(action.is_some(), Button::new(word).frame_when_inactive(false));
    if describe(ui, response, &format!("{tip}{keys}")).clicked() {
        actions.extend(action);
    }
}

/// A command in a menu.
fn entry_ui(ui: &mut Ui, command: &Command, state: &AppState, actions: &mut Actions) {
    let action = (command.action)(state);
    let keys = command.keys.first().map(|key| ui.ctx().format_shortcut(key)).unwrap_or_default();
    let on = command.is_on.map(|is_on| is_on(state));
    let name = match on {
        Some(true) => format!("●  {}", command.name),
        Some(false) => format!("○  {}", command.name),
        None => command.name.to_owned(),
    };
    let response = ui.add_enabled(action.is_some(), Button::new(name).shortcut_text(keys));
    if let Some(on) = on {
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, command.name));
    }
    if describe(ui, response, command.tip).clicked() {
        actions.extend(action);
        ui.close();
    }
}

/// How the run stands: replications, seed, horizon, time, version.
pub fn status_ui(ui: &mut Ui, state: &AppState) {
    let palette = Palette::of(ui);
    let mut parts = Vec::new();
    if let Ok(document) = &state.document {
        let run = &document.scenario.run;
        if let Some(now) = &state.results.run {
            let word = match &now.phase {
                Phase::Running => "running",
                Phase::Finished => "done",
                Phase::Stopped => "stopped",
                Phase::Failed(_) => "failed",
            };
            let done = format!("{} of {} replications {word}", number(f64::from(now.done), 0), number(f64::from(now.wanted), 0));
            parts.push((done, Some("Replication")));
            parts.push((format!("{} s", number(now.elapsed.as_secs_f64(), 1)), None));
        }
        parts.push((format!("seed {}", run.seed), Some("Seed")));
        parts.push((format!("{} years from {}", short_number(run.horizon_years, 2), month(run.start)), None));
        let file = document.sha256.get(..12).unwrap_or(&document.sha256);
        let changed = if document.scenario == document.opened { "" } else { ", changed" };
        parts.push((format!("file {file}{changed}"), None));
    }
    ui.horizontal(|ui| {
        for (at, (text, word)) in parts.into_iter().enumerate() {
            if at > 0 {
                ui.label(RichText::new("·").small().color(palette.muted));
            }
            let text = RichText::new(text).small().color(palette.muted);
            match word {
                Some(word) => term(ui, text, word),
                None => ui.label(text),
            };
        }
        if ui.available_width() < NAMES {
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(concat!("Sufficiency Planner ", env!("CARGO_PKG_VERSION"))).small().color(palette.muted));
            if let Ok(document) = &state.document {
                ui.add(egui::Label::new(RichText::new(format!("{}   ·", document.scenario.name)).small().color(palette.muted)).truncate());
            }
        });
    });
}

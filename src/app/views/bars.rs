//! The bar above and the line below.

use egui::{Align, Button, Layout, MenuBar, RichText, ThemePreference, Ui};

use super::{changes, files};
use crate::app::action::{Action, Actions};
use crate::app::jobs::Phase;
use crate::app::planner_app::{REDO, UNDO};
use crate::app::state::AppState;
use crate::app::theme::{self, Palette};
use crate::app::wording::{month, number, short_number};

/// Name, menus, undo and redo, run and stop.
pub fn top_ui(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    let palette = Palette::of(ui);
    MenuBar::new().ui(ui, |ui| {
        ui.label(RichText::new("Sufficiency Planner").font(theme::bold(17.0)).color(palette.accent));
        ui.add_space(10.0);
        menus(ui, state, actions);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Ok(document) = &state.document {
                ui.menu_button("Changes", |ui| changes::changes_ui(ui, document, actions));
                let (undo, redo) = (document.history.undo_label(), document.history.redo_label());
                for (word, label, shortcut, action) in [("Redo", redo, REDO, Action::Redo), ("Undo", undo, UNDO, Action::Undo)] {
                    let tip = label.map(|label| format!("{word} {label} ({})", ui.ctx().format_shortcut(&shortcut)));
                    let response = ui.add_enabled(tip.is_some(), Button::new(word).frame_when_inactive(false));
                    if response.on_hover_text(tip.unwrap_or_default()).clicked() {
                        actions.push(action);
                    }
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add_space(10.0);
                    let name = RichText::new(&document.scenario.name).color(palette.text);
                    let response = ui.add(egui::Label::new(name).truncate());
                    if !document.scenario.description.is_empty() {
                        response.on_hover_text(&document.scenario.description);
                    }
                });
            }
        });
    });
}

fn menus(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    ui.menu_button("Scenario", |ui| {
        files::menu_ui(ui, state, actions);
        ui.separator();
        let changed = state.document.as_ref().is_ok_and(|document| document.scenario != document.opened);
        if ui.add_enabled(changed, Button::new("Reset all changes")).clicked() {
            actions.push(Action::ResetAll);
            ui.close();
        }
    });
    ui.menu_button("View", |ui| {
        for (theme, label) in [
            (ThemePreference::System, "Light or dark as the system has it"),
            (ThemePreference::Light, "Light"),
            (ThemePreference::Dark, "Dark"),
        ] {
            if ui.radio(state.view.theme == theme, label).clicked() {
                actions.push(Action::Theme(theme));
                ui.close();
            }
        }
        ui.separator();
        ui.label(RichText::new("Larger or smaller: Ctrl + and Ctrl −").small().weak());
    });
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
            parts.push(format!("{} of {} replications {word}", number(f64::from(now.done), 0), number(f64::from(now.wanted), 0)));
            parts.push(format!("{} s", number(now.elapsed.as_secs_f64(), 1)));
        }
        parts.push(format!("seed {}", run.seed));
        parts.push(format!("{} years from {}", short_number(run.horizon_years, 2), month(run.start)));
        let file = document.sha256.get(..12).unwrap_or(&document.sha256);
        let changed = if document.scenario == document.opened { "" } else { ", changed" };
        parts.push(format!("file {file}{changed}"));
    }
    ui.horizontal(|ui| {
        ui.label(RichText::new(parts.join("   ·   ")).small().color(palette.muted));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(concat!("Sufficiency Planner ", env!("CARGO_PKG_VERSION"))).small().color(palette.muted));
            if let Ok(document) = &state.document {
                ui.add(egui::Label::new(RichText::new(format!("{}   ·", document.scenario.name)).small().color(palette.muted)).truncate());
            }
        });
    });
}

//! What is on screen: a file each, read from top to bottom like the screen. Views read the state and wish; they change nothing.

mod bars;
mod charts;
mod demand;
mod notices;
mod parameter;
mod provision;
mod results;
mod run;
mod table;

use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};

use super::action::Actions;
use super::state::AppState;
use super::theme::Palette;

/// The whole window.
pub fn window_ui(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(16, 8));
    Panel::top("bar").frame(bar).show(ui, |ui| bars::top_ui(ui, state, actions));
    Panel::bottom("status").frame(bar.inner_margin(Margin::symmetric(16, 4))).show(ui, |ui| bars::status_ui(ui, state));
    let page = Frame::new().fill(palette.page).inner_margin(Margin { left: 20, right: 12, top: 10, bottom: 6 });
    match &state.document {
        Err(fault) => {
            CentralPanel::default().frame(page).show(ui, |ui| notices::not_opened_ui(ui, fault, actions));
        }
        Ok(document) => {
            let form = Frame::new().fill(palette.panel).inner_margin(Margin { left: 14, right: 6, top: 10, bottom: 8 });
            Panel::left("form").frame(form).default_size(324.0).size_range(300.0..=460.0).show(ui, |ui| {
                ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                    Frame::new().inner_margin(Margin { right: 10, ..Margin::ZERO }).show(ui, |ui| {
                        demand::demand_ui(ui, state, document, actions);
                        provision::provision_ui(ui, state, document, actions);
                        run::rest_ui(ui, document, actions);
                        run::run_ui(ui, document, actions);
                    });
                });
            });
            CentralPanel::default().frame(page).show(ui, |ui| results::results_ui(ui, state, document, actions));
        }
    }
}

/// A heading of the form, with a line above.
fn section(ui: &mut Ui, question: &str, first: bool) {
    if !first {
        ui.add_space(10.0);
        ui.separator();
        ui.add_space(6.0);
    }
    ui.heading(question);
    ui.add_space(6.0);
}

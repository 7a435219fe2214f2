//! Who needs a place? The figures of demand at the left, what they say at the right.

mod charts;
mod counts;
mod figures;
mod form;
mod map;
mod several;
mod today;

pub use form::note;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use crate::app::action::Actions;
use crate::app::state::{AppState, Document};
use crate::app::widgets::page::{main_area, side_area};

/// The least width in which figures and charts stand side by side.
const LEAST_WIDTH: f32 = 820.0;

/// The room of demand.
pub fn room_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    if ui.available_width() < LEAST_WIDTH {
        main_area(ui, |ui| {
            Frame::new().inner_margin(Margin { right: 14, ..Margin::ZERO }).show(ui, |ui| {
                form::form_ui(ui, state, document, actions);
                ui.add_space(12.0);
                charts::charts_ui(ui, document, state.view.figures_for, actions);
            });
        });
        return;
    }
    let form = Frame::new().inner_margin(Margin { right: 8, ..Margin::ZERO });
    Panel::left("figures").frame(form).default_size(352.0).size_range(320.0..=480.0).show(ui, |ui| {
        main_area(ui, |ui| {
            Frame::new().inner_margin(Margin { right: 14, ..Margin::ZERO }).show(ui, |ui| form::form_ui(ui, state, document, actions));
        });
    });
    CentralPanel::default().frame(Frame::new().inner_margin(Margin { left: 14, ..Margin::ZERO })).show(ui, |ui| {
        side_area(ui, |ui| {
            Frame::new().inner_margin(Margin { right: 14, ..Margin::ZERO }).show(ui, |ui| {
                charts::charts_ui(ui, document, state.view.figures_for, actions);
            });
        });
    });
}

/// Whether words lead to a figure.
#[cfg(test)]
pub fn finds_something(words: &str) -> bool {
    let review = crate::app::document::london_review().unwrap().scenario;
    !form::found(words, crate::model::Stream::Welfare, &review).is_empty()
}

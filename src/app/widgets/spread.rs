//! A line with something at its right end and something in what is left.

use egui::{Align, Layout, Ui};

/// Draws `right` at the right end of a line, then `left` from its left end.
pub fn spread<R>(ui: &mut Ui, right: impl FnOnce(&mut Ui) -> R, left: impl FnOnce(&mut Ui)) -> R {
    let inner = ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let right = right(ui);
            ui.with_layout(Layout::left_to_right(Align::Center), left);
            right
        })
    });
    inner.inner.inner
}

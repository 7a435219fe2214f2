//! The list of changes: what was done and undone, to go back and forward in.

use egui::{RichText, ScrollArea, Ui};

use crate::app::action::{Action, Actions};
use crate::app::state::Document;
use crate::app::theme::{self, Palette};
use crate::app::widgets::entry::entry;

/// Every change since the scenario was opened; pressing one goes to just after it.
pub fn changes_ui(ui: &mut Ui, document: &Document, actions: &mut Actions) {
    let palette = Palette::of(ui);
    ui.set_max_width(420.0);
    ui.label(RichText::new("Changes").font(theme::bold(theme::BODY)));
    let history = &document.history;
    let (past, future) = (history.past().len(), history.future().len());
    if past + future == 0 {
        ui.label(RichText::new("Nothing has been changed yet.").color(palette.muted));
        return;
    }
    ScrollArea::vertical().max_height(ui.ctx().content_rect().height() * 0.6).show(ui, |ui| {
        let start = if history.is_complete() { "As opened" } else { "The earliest that is kept" };
        let steps = std::iter::once(start).chain(history.past()).chain(history.future());
        for (index, label) in steps.enumerate() {
            let here = index == past;
            let text = RichText::new(format!("{}  {label}", if here { "●" } else { "○" }));
            let text = if index > past { text.color(palette.muted) } else { text };
            let response = entry(ui, here, text);
            response.widget_info(|| {
                let undone = if index > past { ", undone" } else { "" };
                egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, here, format!("Go to: {label}{undone}"))
            });
            if response.clicked() && !here {
                actions.push(Action::Jump(index as isize - past as isize));
                ui.close();
            }
        }
    });
}

//! A choice of a few, side by side.

use egui::{Button, CornerRadius, Frame, Margin, RichText, Ui};

use crate::app::theme::{self, Palette};

/// A row of choices; gives the one picked. `name` tells a screen reader what is chosen between.
pub fn segmented<T: Copy + PartialEq>(ui: &mut Ui, name: &str, current: T, choices: &[(T, &str)]) -> Option<T> {
    let palette = Palette::of(ui);
    let mut picked = None;
    Frame::new().fill(palette.panel).corner_radius(8).inner_margin(Margin::same(2)).stroke((1.0, palette.line)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.horizontal(|ui| {
            for &(value, label) in choices {
                let chosen = value == current;
                let text = if chosen {
                    RichText::new(label).font(theme::bold(theme::BODY)).color(palette.accent)
                } else {
                    RichText::new(label).color(palette.muted)
                };
                let fill = if chosen { palette.card } else { egui::Color32::TRANSPARENT };
                let stroke = if chosen { egui::Stroke::new(1.0, palette.accent) } else { egui::Stroke::NONE };
                let response = ui.add(Button::new(text).fill(fill).stroke(stroke).corner_radius(CornerRadius::same(6)));
                response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, format!("{name}: {label}")));
                if response.clicked() && !chosen {
                    picked = Some(value);
                }
            }
        });
    });
    picked
}

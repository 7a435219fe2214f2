//! A choice of a few, side by side.

use egui::{Button, Frame, Margin, RichText, Ui};

use crate::app::theme::{self, Palette};

/// Between choices, and around them.
const GAP: f32 = 2.0;
const MARGIN: i8 = 2;

/// A row of choices; gives the one picked. `name` tells a screen reader what is chosen between.
pub fn segmented<T: Copy + PartialEq>(ui: &mut Ui, name: &str, current: T, choices: &[(T, &str)]) -> Option<T> {
    let palette = Palette::of(ui);
    let mut picked = None;
    // Where the rest of a line is too short for all of them, they begin the next one.
    let padding = 2.0 * ui.spacing().button_padding.x + GAP;
    let wanted: f32 = ui.fonts_mut(|fonts| {
        let mut width = |label: &str| fonts.layout_no_wrap(label.to_owned(), theme::bold(theme::BODY), palette.text).size().x;
        choices.iter().map(|(_, label)| width(label) + padding).sum()
    });
    if wanted + 2.0 * f32::from(MARGIN) > ui.available_size_before_wrap().x {
        ui.end_row();
    }
    Frame::new().fill(palette.panel).corner_radius(theme::ROUND).inner_margin(Margin::same(MARGIN)).stroke((1.0, palette.line)).show(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            ui.horizontal_wrapped(|ui| {
                for &(value, label) in choices {
                    let chosen = value == current;
                    let response = ui.add(segment(palette, label, chosen));
                    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, format!("{name}: {label}")));
                    if response.clicked() && !chosen {
                        picked = Some(value);
                    }
                }
            });
        },
    );
    picked
}

/// One of several choices.
pub fn segment<'a>(palette: &Palette, label: &'a str, chosen: bool) -> Button<'a> {
    let text = if chosen {
        RichText::new(label).font(theme::bold(theme::BODY)).color(palette.accent)
    } else {
        RichText::new(label).color(palette.muted)
    };
    let fill = if chosen { palette.card } else { egui::Color32::TRANSPARENT };
    let stroke = if chosen { egui::Stroke::new(1.0, palette.accent) } else { egui::Stroke::NONE };
    Button::new(text).fill(fill).stroke(stroke).corner_radius(theme::ROUND)
}

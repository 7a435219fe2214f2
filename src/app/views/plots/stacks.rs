//! A bar of parts a row, with its mark, its name and the sum.

use egui::{Align2, Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::theme::{self, Palette};
use crate::app::views::mark::{Mark, fill, ink};
use crate::model::OptionColour;
use crate::report::figure::Stacks;
use crate::report::wording::number;

/// Height of a bar's row.
const ROW: f32 = 30.0;
/// Least room for mark and name, the share of a row that they take at most, and the least width of a row in which there is room for a name.
const NAME: f32 = 120.0;
const NAME_SHARE: f32 = 0.37;
const NAMED: f32 = 640.0;
/// The parts as papers colour them; neighbours differ in lightness.
const COLOURS: [OptionColour; 4] = [OptionColour::Blue, OptionColour::Teal, OptionColour::Plum, OptionColour::Orange];

/// The key, then a bar for each of `marks`, in the order of the rows. `said` writes a number of the chart.
pub fn stacks_ui(ui: &mut Ui, stacks: &Stacks, marks: &[Mark], said: fn(f64) -> String) {
    let dark = ui.visuals().dark_mode;
    ui.horizontal_wrapped(|ui| {
        for (name, colour) in stacks.drawn().filter_map(|part| Some((stacks.parts.get(part)?, COLOURS.get(part)?))) {
            let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
            ui.painter().rect_filled(rect, 2.0, fill(*colour, dark));
            ui.label(RichText::new(name).size(13.0));
            ui.add_space(6.0);
        }
    });
    ui.add_space(4.0);
    let widest = stacks.rows.iter().map(|(name, _)| super::text_width(ui, name.clone(), theme::regular(13.5))).fold(0.0, f32::max);
    let names = (widest + 44.0).clamp(NAME, (ui.available_width() * NAME_SHARE).max(NAME));
    for ((name, values), mark) in stacks.rows.iter().zip(marks) {
        row_ui(ui, stacks, (name, values), (mark, names), said);
    }
}

fn row_ui(ui: &mut Ui, stacks: &Stacks, (name, values): (&str, &[f64]), (mark, names): (&Mark, f32), said: fn(f64) -> String) {
    let palette = Palette::of(ui);
    let dark = ui.visuals().dark_mode;
    let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let total: f64 = values.iter().sum();
    mark.paint(ui, Rect::from_center_size(pos2(row.left() + 10.0, row.center().y), vec2(18.0, 18.0)));
    let right = row.right() - 64.0;
    // Where there is room the name stands beside the mark.
    let named = row.width() >= NAMED;
    let left = row.left() + if named { names } else { 28.0 };
    if named {
        super::name_in(ui, name, Rect::from_min_max(pos2(row.left() + 26.0, row.top()), pos2(left, row.bottom())), 1);
    }
    let sum = format!("£{}m", number(total, 1));
    ui.painter().text(pos2(row.right(), row.center().y), Align2::RIGHT_CENTER, sum, theme::bold(13.5), palette.text);
    let mut from = left;
    for (value, colour) in values.iter().zip(COLOURS) {
        let width = (right - left) * stacks.axis.along(*value) as f32;
        if width < 0.5 {
            continue;
        }
        let part = Rect::from_min_max(pos2(from, row.top() + 5.0), pos2(from + (width - 1.0).max(0.5), row.bottom() - 5.0));
        let colour = fill(colour, dark);
        ui.painter().rect_filled(part, 1.0, colour);
        if width > 34.0 {
            ui.painter().text(part.center(), Align2::CENTER_CENTER, number(*value, 1), theme::bold(12.5), ink(colour));
        }
        from += width;
    }
    let parts = stacks.parts.iter().zip(values).filter(|(_, value)| **value != 0.0);
    let told: Vec<String> = parts.map(|(part, value)| format!("{part} {}", said(*value))).collect();
    let spoken = format!("{name}: {} a year; {}", said(total), told.join(", "));
    response.widget_info(|| WidgetInfo::labeled(Role::GraphicsObject, true, format!("Chart. {spoken}")));
    response.on_hover_text(spoken);
}

//! A mark an option, by two numbers.

use egui::{Rect, Stroke, Ui, pos2, vec2};

use super::{Frame, NAME, NUMBERS, area};
use crate::app::theme::Palette;
use crate::app::views::mark::Mark;
use crate::model::Scenario;
use crate::report::figure::{Axis, Scatter};
use crate::report::layout::scatter::placed;
use crate::report::wording::short_number;

/// Side of a mark.
const MARK: f32 = 20.0;

/// How far the line through a mark reaches in from either end.
const STRIKE: f32 = 0.3;

/// The marks of a scenario's options in their places; where they would lie on each other, beside them and tied to them by a line.
pub fn scatter_ui(ui: &mut Ui, scatter: &Scatter, scenario: &Scenario, described: &str, height: f32) {
    let (area, response) = area(ui, height, described);
    if !ui.is_rect_visible(area) {
        return;
    }
    let palette = Palette::of(ui);
    let frame = Frame::new(ui, area, [&scatter.across, &scatter.upright], 12.0, NUMBERS + NAME);
    frame.levels(ui);
    frame.below(ui, true);
    let of = |at: egui::Pos2| [f64::from(at.x), f64::from(at.y)];
    let places: Vec<[f64; 2]> = scatter.points.iter().map(|point| of(frame.at(point.at))).collect();
    let moved = placed(&places, f64::from(MARK), [of(frame.rect.min), of(frame.rect.max)]);
    let on_screen = |[x, y]: [f64; 2]| pos2(x as f32, y as f32);
    for (place, moved) in places.iter().zip(&moved).filter(|(place, moved)| place != moved) {
        ui.painter().line_segment([on_screen(*place), on_screen(*moved)], Stroke::new(1.0, palette.muted));
        ui.painter().circle_filled(on_screen(*place), 2.5, palette.muted);
    }
    let mut under = None;
    for (point, at) in scatter.points.iter().zip(moved) {
        let square = Rect::from_center_size(on_screen(at), vec2(MARK, MARK));
        Mark::of(scenario, point.option).paint(ui, square);
        if point.is_struck {
            let [from, to] = [square.left_bottom() + vec2(-3.0, 3.0), square.right_top() + vec2(3.0, -3.0)];
            // Not over its letter.
            for ends in [[from, from.lerp(to, STRIKE)], [to, to.lerp(from, STRIKE)]] {
                ui.painter().line_segment(ends, Stroke::new(2.0, palette.worse));
            }
        }
        if response.hover_pos().is_some_and(|pointer| square.contains(pointer)) {
            under = Some(point);
        }
    }
    if let Some(point) = under {
        let said = |axis: &Axis, value: f64| format!("{}: {}", axis.label, short_number(value, 1));
        let struck = if point.is_struck { format!("\n{}", scatter.struck) } else { String::new() };
        let numbers = [said(&scatter.upright, point.at[1]), said(&scatter.across, point.at[0])].join("\n");
        response.on_hover_text_at_pointer(format!("{}\n{numbers}{struck}", point.name));
    }
}

//! How often exactly so many.

use egui::{Align2, Color32, Rect, Shape, Stroke, Ui, pos2, vec2};

use super::{ABOVE, Frame, NAME, NUMBERS, SMALL, area, text_width};
use crate::app::theme::{self, Palette};
use crate::report::figure::{Axis, Columns};
use crate::report::wording::{percent, short_number};

/// Height of the words of a mark.
const MARK: f32 = 17.0;

/// Columns; those that are marked in a colour of their own, with what they are above them.
pub fn columns_ui(ui: &mut Ui, columns: &Columns, colour: Color32, described: &str, height: f32) {
    let (area, response) = area(ui, height, described);
    if !ui.is_rect_visible(area) {
        return;
    }
    let palette = Palette::of(ui);
    let greatest = columns.percents.iter().copied().fold(1.0, f64::max);
    let room = if columns.marks.is_empty() { 1.12 } else { 1.0 };
    let (across, upright) = (columns.across(), Axis::percent("", 0.0, greatest * room));
    ui.painter().text(area.min + vec2(0.0, 1.0), Align2::LEFT_TOP, &columns.upright, theme::regular(SMALL), palette.text);
    // Below that name stand the words of the marks, and the frame begins below them.
    let above = MARK * columns.marks.len() as f32;
    let under = Rect::from_min_max(area.min + vec2(0.0, above), area.max);
    let frame = Frame::new(ui, under, [&across, &upright], 4.0, NUMBERS + NAME);
    frame.levels(ui);
    frame.below(ui, false);
    let pointed = frame.pointed(&response).and_then(|at| columns.at(at));
    let gap = if columns.each.is_some() { 0.5 } else { 0.0 };
    for (n, share) in columns.percents.iter().enumerate() {
        let [from, to] = columns.ends(n);
        let column = Rect::from_two_pos(frame.at([from, *share]), frame.at([to, 0.0])).shrink2(vec2(gap, 0.0));
        let fill = if n >= columns.marked_from { palette.full } else { colour.gamma_multiply(0.8) };
        ui.painter().rect_filled(column, 0.0, fill);
        if pointed == Some(n) {
            ui.painter().rect_stroke(column, 0.0, Stroke::new(1.0, palette.text), egui::StrokeKind::Outside);
        }
    }
    if columns.marks.is_empty() {
        marked(ui, columns, &frame);
    } else {
        marks(ui, columns, &frame, area.top() + ABOVE - 4.0);
    }
    if let Some((n, share)) = pointed.and_then(|n| Some((n, columns.percents.get(n)?))) {
        let (share, label) = (percent(share / 100.0), &columns.label);
        response.on_hover_text_at_pointer(match columns.each {
            Some(_) => {
                let [from, to] = columns.ends(n).map(|end| short_number(end, 2));
                format!("{label} {from} to {to}: {share}")
            }
            None => format!("{label}: {n}\n{share} of the time"),
        });
    }
}

/// Places along the axis, each with a line and its words above the chart; those further left stand higher, so that no line runs through
/// words.
fn marks(ui: &Ui, columns: &Columns, frame: &Frame<'_>, top: f32) {
    let palette = Palette::of(ui);
    let mut order: Vec<_> = columns.marks.iter().collect();
    order.sort_by(|one, other| one.at.total_cmp(&other.at));
    for (row, mark) in order.into_iter().enumerate() {
        let (foot, middle) = (frame.at([mark.at, 0.0]), top + MARK * (row as f32 + 0.5));
        let ends = [foot, pos2(foot.x, middle - 6.0)];
        let stroke = Stroke::new(1.8, palette.text);
        if mark.is_dashed {
            ui.painter().extend(Shape::dashed_line(&ends, stroke, 5.0, 4.0));
        } else {
            ui.painter().line_segment(ends, stroke);
        }
        let width = text_width(ui, mark.words.clone(), theme::bold(SMALL));
        let (align, gap) =
            if foot.x + 5.0 + width > frame.rect.right() { (Align2::RIGHT_CENTER, -5.0) } else { (Align2::LEFT_CENTER, 5.0) };
        ui.painter().text(pos2(foot.x + gap, middle), align, &mark.words, theme::bold(SMALL), palette.text);
    }
}

/// What marked columns are, above them and above what else the words reach over.
fn marked(ui: &Ui, columns: &Columns, frame: &Frame<'_>) {
    if columns.marked_from >= columns.percents.len() {
        return;
    }
    let width = text_width(ui, columns.marked_label.clone(), theme::bold(SMALL));
    let right = frame.rect.right();
    let below = columns.percents.iter().enumerate().filter(|(n, _)| frame.at([columns.ends(*n)[1], 0.0]).x > right - width);
    let top = below.map(|(_, share)| frame.at([0.0, *share]).y).fold(frame.rect.bottom(), f32::min);
    let at = pos2(right, (top - 3.0).max(frame.rect.top() + 14.0));
    ui.painter().text(at, Align2::RIGHT_BOTTOM, &columns.marked_label, theme::bold(SMALL), Palette::of(ui).full);
}

//! Fifty dots a row, each a future as possible as any other, all on one axis.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{NAME, NUMBERS, SMALL, area};
use crate::app::theme::{self, Palette};
use crate::app::views::mark::Mark;
use crate::report::figure::{FutureRow, Futures};

/// Least and greatest height of a row, and that of all rows where they fit in between.
const ROW: (f32, f32) = (46.0, 84.0);
const ROWS: f32 = 460.0;
/// Height of the line that names the dashed line.
const TOP: f32 = 20.0;
/// Least and greatest diameter of a dot.
const DOT: [f64; 2] = [4.4, 9.0];
/// Height of a row that dots leave free.
const FREE: f32 = 6.0;

/// Where the dots of all rows lie.
struct Place<'a> {
    futures: &'a Futures,
    left: f32,
    right: f32,
    /// Width of the names at the left and of the words at the right.
    names: f32,
    words: f32,
    /// Diameter of a dot.
    dot: f64,
}

impl Place<'_> {
    fn across(&self, value: f64) -> f64 {
        f64::from(self.x(value) - self.left)
    }

    fn x(&self, value: f64) -> f32 {
        self.left + (self.right - self.left) * self.futures.axis.along(value) as f32
    }
}

/// The rows, each with its mark; the place of the one that is pressed. `chosen` is the place of the row that stands on a ground of its own.
pub fn futures_ui(ui: &mut Ui, futures: &Futures, marks: &[Mark], chosen: Option<usize>, described: &str) -> Option<usize> {
    let palette = Palette::of(ui);
    let row = (ROWS / futures.rows.len().max(1) as f32).clamp(ROW.0, ROW.1);
    let (area, _) = area(ui, TOP + row * futures.rows.len() as f32 + NUMBERS + NAME, described);
    let (names, words) = ((area.width() * 0.2).clamp(150.0, 240.0), (area.width() * 0.2).clamp(120.0, 210.0));
    let mut place = Place { futures, left: area.left() + names + 12.0, right: area.right() - words - 16.0, names, words, dot: DOT[1] };
    place.dot = futures.dot(|value| place.across(value), f64::from(row - FREE), DOT);
    let (top, floor) = (area.top() + TOP, area.bottom() - NUMBERS - NAME);
    let rect_of = |at: usize| Rect::from_min_size(pos2(area.left(), top + row * at as f32), vec2(area.width(), row));
    if let Some(at) = chosen {
        ui.painter().rect_filled(rect_of(at), 4.0, palette.chosen.gamma_multiply(0.6));
    }
    axis_ui(ui, &place, [top, floor]);
    if let Some((value, words)) = &futures.line {
        let x = place.x(*value);
        ui.painter().extend(Shape::dashed_line(&[pos2(x, top), pos2(x, floor)], Stroke::new(1.5, palette.text), 5.0, 4.0));
        let galley = ui.painter().layout_no_wrap(words.clone(), theme::regular(13.0), palette.text);
        // Beside the line, and not beyond the end of the axis.
        let left = (x - galley.size().x / 2.0).clamp(place.left, (place.right - galley.size().x).max(place.left));
        ui.painter().galley(pos2(left, area.top()), galley, palette.text);
    }
    let mut pressed = None;
    for (at, (of, mark)) in futures.rows.iter().zip(marks).enumerate() {
        let rect = rect_of(at);
        if name_ui(ui, of, mark, chosen == Some(at), rect, place.names) {
            pressed = Some(at);
        }
        row_ui(ui, of, mark, &place, rect);
    }
    pressed
}

fn axis_ui(ui: &Ui, place: &Place<'_>, [top, floor]: [f32; 2]) {
    let palette = Palette::of(ui);
    let axis = &place.futures.axis;
    let (ticks, decimals) = axis.ticks(((place.right - place.left) / 70.0).clamp(2.0, 10.0) as usize);
    for tick in ticks {
        let x = place.x(tick);
        ui.painter().vline(x, top..=floor, Stroke::new(1.0, palette.line));
        let written = axis.written(tick, decimals);
        ui.painter().text(pos2(x, floor + 4.0), Align2::CENTER_TOP, written, theme::regular(13.0), palette.muted);
    }
    ui.painter().hline(place.left..=place.right, floor, Stroke::new(1.0, palette.muted));
    let at = pos2((place.left + place.right) / 2.0, floor + NUMBERS + 1.0);
    ui.painter().text(at, Align2::CENTER_TOP, &axis.label, theme::regular(13.0), palette.text);
}

/// Sizes of type of a name, and in how many lines: the first in which it has room.
const NAME_SIZES: [(f32, usize); 4] = [(14.0, 2), (12.5, 2), (12.0, 3), (11.0, 4)];

/// The mark and the name of a row; whether it is pressed.
fn name_ui(ui: &Ui, row: &FutureRow, mark: &Mark, chosen: bool, rect: Rect, width: f32) -> bool {
    let palette = Palette::of(ui);
    let label = Rect::from_min_size(rect.min, vec2(width, rect.height()));
    let response = ui.interact(label, ui.scope_id().with(("row of futures", row.option)), Sense::click());
    if response.has_focus() {
        ui.painter().rect_stroke(label.shrink(1.0), 3.0, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
    }
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, format!("Look at {}", row.label)));
    mark.paint(ui, Rect::from_center_size(pos2(rect.left() + 16.0, rect.center().y), vec2(20.0, 20.0)));
    let galley_of = |(size, rows): (f32, usize)| {
        let mut job = LayoutJob::default();
        let font = if chosen { theme::bold(size) } else { theme::regular(size) };
        job.append(&row.label, 0.0, TextFormat::simple(font, palette.text));
        job.wrap = TextWrapping { max_width: width - 36.0, max_rows: rows, ..TextWrapping::default() };
        ui.painter().layout_job(job)
    };
    // Two names may begin alike: rather smaller than cut.
    let fits = NAME_SIZES.into_iter().map(galley_of).find(|galley| !galley.elided && galley.size().y <= rect.height());
    let galley = fits.unwrap_or_else(|| galley_of(NAME_SIZES[0]));
    ui.painter().galley(pos2(rect.left() + 32.0, rect.center().y - galley.size().y / 2.0), galley, palette.text);
    response.on_hover_text(&row.label).clicked()
}

/// The dots of a row, its limit, and its words.
fn row_ui(ui: &Ui, row: &FutureRow, mark: &Mark, place: &Place<'_>, rect: Rect) {
    let palette = Palette::of(ui);
    let (painter, fill) = (ui.painter(), mark.fill(ui));
    let foot = rect.bottom() - 3.0;
    for [x, above] in row.places(|value| place.across(value), place.dot, f64::from(rect.height() - FREE)) {
        let at = pos2(place.left + x as f32, foot - above as f32);
        painter.circle_filled(at, place.dot as f32 / 2.0 - 0.3, fill);
    }
    painter.hline(place.left..=place.right, rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
    if let Some((value, words)) = &row.limit {
        let x = place.x(*value);
        painter.vline(x, rect.top() + 6.0..=rect.bottom() - 1.0, Stroke::new(2.5, palette.text));
        painter.text(pos2(x - 5.0, rect.top() + 3.0), Align2::RIGHT_TOP, words, theme::regular(SMALL), palette.text);
    }
    let mut job = LayoutJob::default();
    job.append(&format!("{}\n", row.written), 0.0, TextFormat::simple(theme::bold(13.0), palette.text));
    job.append(&row.remark, 0.0, TextFormat::simple(theme::regular(13.0), palette.muted));
    job.wrap.max_width = place.words;
    let galley = painter.layout_job(job);
    painter.galley(pos2(rect.right() - place.words, rect.center().y - galley.size().y / 2.0), galley, palette.text);
}

//! A number over time in all futures: bands, a median, some futures drawn whole, and the beds there are. Words stand beside what they name.

use egui::{Align2, Color32, Mesh, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::closely::fan::{Fan, FanMonth};
use crate::app::theme::{self, Palette};
use crate::model::{DAYS_PER_YEAR, YearMonth};
use crate::report::wording::{month as month_in_words, number};

/// What is drawn.
pub struct FanChart<'a> {
    /// What a screen reader hears.
    pub described: String,
    /// What is counted, after a number.
    pub unit: &'a str,
    /// The number over time.
    pub fan: &'a Fan,
    /// Usable beds by week, if beds are what is counted.
    pub beds: Option<&'a [f64]>,
    /// Colour of the number.
    pub colour: Color32,
    /// First month of the horizon.
    pub start: YearMonth,
    /// Years drawn.
    pub years: f64,
    /// Whether there are futures enough for bands.
    pub bands: bool,
    /// What happens when: years from the first month, and words.
    pub moments: &'a [(f64, String)],
}

/// Bands: the percentiles below and above, how dark, and what it holds.
const BANDS: [(usize, usize, f32, &str); 3] = [(0, 6, 0.16, "9 in 10"), (1, 5, 0.20, "8 in 10"), (2, 4, 0.26, "half")];
const MEDIAN: usize = 3;
/// Room for numbers at the left, for words at the right, for years below.
const LEFT: f32 = 34.0;
const RIGHT: f32 = 122.0;
const BELOW: f32 = 22.0;

/// Where years and numbers lie on screen.
struct Frame {
    rect: Rect,
    years: f64,
    top: f64,
}

impl Frame {
    fn at(&self, years: f64, number: f64) -> Pos2 {
        let x = self.rect.left() + (years / self.years) as f32 * self.rect.width();
        pos2(x, self.rect.bottom() - (number / self.top) as f32 * self.rect.height())
    }
}

/// Draws the chart over the whole width.
pub fn fan_ui(ui: &mut Ui, chart: &FanChart<'_>, height: f32) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| {
        let mut info = WidgetInfo::new(Role::GraphicsObject);
        info.label = Some(chart.described.clone());
        info
    });
    if !ui.is_rect_visible(rect) {
        return;
    }
    let palette = Palette::of(ui);
    let months = drawn_months(chart);
    let inner = Rect::from_min_max(rect.min + vec2(LEFT, 6.0), rect.max - vec2(RIGHT, BELOW));
    let weeks = ((chart.years * DAYS_PER_YEAR / 7.0).ceil() as usize).max(1);
    let paths: Vec<&[u32]> = chart.fan.paths.iter().take(path_count(chart.years)).map(|path| &path[..path.len().min(weeks)]).collect();
    let beds = chart.beds.map(|beds| &beds[..beds.len().min(weeks)]);
    let highest = months.iter().map(|month| month.percentiles[6]).fold(0.0, f64::max);
    let highest = paths.iter().flat_map(|path| path.iter()).map(|n| f64::from(*n)).fold(highest, f64::max);
    let highest = beds.into_iter().flatten().copied().fold(highest, f64::max).max(1.0);
    let step = nice_step(highest, (inner.height() / 32.0).max(2.0) as usize);
    let frame = Frame { rect: inner, years: chart.years, top: highest * 1.06 };
    grid(ui, &frame, step, chart.start);
    let painter = ui.painter().with_clip_rect(inner.expand(1.0));
    if chart.bands {
        for (low, high, alpha, _) in BANDS {
            painter.add(band(&frame, months, low, high, chart.colour.gamma_multiply(alpha)));
        }
    }
    for path in &paths {
        let points = bends(path).map(|week| frame.at(week_in_years(week), f64::from(path[week]))).collect();
        painter.add(Shape::line(points, Stroke::new(1.0, chart.colour.gamma_multiply(0.5))));
    }
    painter.add(Shape::line(along(&frame, months, MEDIAN), Stroke::new(2.5, chart.colour)));
    if let Some(beds) = beds {
        let points: Vec<Pos2> = steps(beds).into_iter().map(|(years, beds)| frame.at(years.min(chart.years), beds)).collect();
        painter.extend(Shape::dashed_line(&points, Stroke::new(1.75, palette.text), 6.0, 3.0));
    }
    moments(ui, chart, &frame);
    words_beside(ui, chart, &frame, months, beds);
    if let Some(pointer) = response.hover_pos().filter(|pointer| inner.contains(*pointer)) {
        let month = (((pointer.x - inner.left()) / inner.width()) as f64 * chart.years * 12.0) as usize;
        if let Some(found) = months.get(month) {
            let x = frame.at((month as f64 + 0.5) / 12.0, 0.0).x;
            ui.painter().vline(x, inner.y_range(), Stroke::new(1.0, palette.muted));
            response.on_hover_text_at_pointer(month_text(chart, month, found));
        }
    }
}

/// A line where something happens, with its words on the side that has more room.
fn moments(ui: &Ui, chart: &FanChart<'_>, frame: &Frame) {
    let palette = Palette::of(ui);
    for (index, (years, words)) in chart.moments.iter().filter(|(years, _)| *years < chart.years).enumerate() {
        let top = frame.at(*years, frame.top);
        let dotted = [top, frame.at(*years, 0.0)];
        ui.painter().extend(Shape::dotted_line(&dotted, palette.text, 5.0, 1.0));
        let to_left = *years > chart.years / 2.0;
        let (anchor, gap) = if to_left { (Align2::RIGHT_TOP, -5.0) } else { (Align2::LEFT_TOP, 5.0) };
        // One under the other: they may be near.
        let at = top + vec2(gap, 2.0 + 15.0 * (index % 4) as f32);
        ui.painter().text(at, anchor, words, theme::bold(12.5), palette.text);
    }
}

fn drawn_months<'a>(chart: &FanChart<'a>) -> &'a [FanMonth] {
    let months = &chart.fan.months;
    &months[..months.len().min(((chart.years * 12.0).ceil() as usize).max(1))]
}

/// Fewer futures are drawn whole where there are many years: lines must be told apart.
fn path_count(years: f64) -> usize {
    match years {
        years if years <= 2.0 => 5,
        years if years <= 5.0 => 3,
        _ => 2,
    }
}

fn week_in_years(week: usize) -> f64 {
    (7.0 * week as f64 + 3.5) / DAYS_PER_YEAR
}

/// The weeks in which a line through weekly numbers begins, bends or ends: between them it is straight.
fn bends(path: &[u32]) -> impl Iterator<Item = usize> {
    let is_straight = |week: usize| week > 0 && path.get(week + 1).is_some_and(|next| 2 * path[week] == path[week - 1] + next);
    (0..path.len()).filter(move |week| !is_straight(*week))
}

fn along(frame: &Frame, months: &[FanMonth], percentile: usize) -> Vec<Pos2> {
    let middle = |(index, month): (usize, &FanMonth)| frame.at((index as f64 + 0.5) / 12.0, month.percentiles[percentile]);
    let mut points: Vec<Pos2> = months.iter().enumerate().map(middle).collect();
    // From the first day to the last.
    if let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) {
        points.insert(0, pos2(frame.rect.left(), first.y));
        points.push(pos2(frame.rect.right(), last.y));
    }
    points
}

fn band(frame: &Frame, months: &[FanMonth], low: usize, high: usize, colour: Color32) -> Shape {
    let mut mesh = Mesh::default();
    for (low, high) in along(frame, months, low).into_iter().zip(along(frame, months, high)) {
        let next = mesh.vertices.len() as u32;
        mesh.colored_vertex(low, colour);
        mesh.colored_vertex(high, colour);
        if next >= 2 {
            mesh.add_triangle(next - 2, next - 1, next);
            mesh.add_triangle(next - 1, next, next + 1);
        }
    }
    Shape::mesh(mesh)
}

/// A line of steps through weekly values, with a corner only where the value changes: years, and the value.
fn steps(values: &[f64]) -> Vec<(f64, f64)> {
    let week = 7.0 / DAYS_PER_YEAR;
    let mut corners = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let years = index as f64 * week;
        match corners.last().copied() {
            Some((_, before)) if before == *value => {}
            Some((_, before)) => corners.extend([(years, before), (years, *value)]),
            None => corners.push((years, *value)),
        }
    }
    corners.extend(values.last().map(|last| (values.len() as f64 * week, *last)));
    corners
}

fn grid(ui: &Ui, frame: &Frame, step: f64, start: YearMonth) {
    let palette = Palette::of(ui);
    let painter = ui.painter();
    let font = theme::regular(12.5);
    let mut number_at = 0.0;
    while number_at <= frame.top {
        let y = frame.at(0.0, number_at).y;
        painter.hline(frame.rect.x_range(), y, Stroke::new(1.0, if number_at == 0.0 { palette.muted } else { palette.line }));
        painter.text(pos2(frame.rect.left() - 6.0, y), Align2::RIGHT_CENTER, number(number_at, 0), font.clone(), palette.muted);
        number_at += step;
    }
    let months = (frame.years * 12.0).round() as i32;
    let by = month_step(months, frame.rect.width());
    for month in 0..=months {
        let calendar = start.month() - 1 + month;
        if calendar.rem_euclid(12) % by.min(12) != 0 || (by > 12 && (start.year() + calendar.div_euclid(12)) % (by / 12) != 0) {
            continue;
        }
        let at = frame.at(f64::from(month) / 12.0, 0.0);
        painter.vline(at.x, at.y..=at.y + 4.0, Stroke::new(1.0, palette.muted));
        let Some(of_year) = YearMonth::new(start.year() + calendar.div_euclid(12), calendar.rem_euclid(12) + 1) else { continue };
        let text = if by >= 12 { of_year.year().to_string() } else { short_month(of_year) };
        painter.text(at + vec2(0.0, 5.0), Align2::CENTER_TOP, text, font.clone(), palette.muted);
    }
}

fn short_month(month: YearMonth) -> String {
    let words = month_in_words(month);
    let (name, year) = words.split_once(' ').unwrap_or((&words, ""));
    format!("{} {year}", name.chars().take(3).collect::<String>())
}

/// Months between marks, so that words do not touch.
fn month_step(months: i32, width: f32) -> i32 {
    let most = (width / 74.0).max(1.0) as i32;
    [1, 2, 3, 6, 12, 24, 60, 120].into_iter().find(|step| months / step <= most).unwrap_or(240)
}

fn nice_step(top: f64, most: usize) -> f64 {
    let mut steps = (0..9).flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * 10_f64.powi(power)));
    steps.find(|step| top / step <= most as f64).unwrap_or(1e9)
}

/// Words at the right end, beside what they name, moved apart where they would touch.
fn words_beside(ui: &Ui, chart: &FanChart<'_>, frame: &Frame, months: &[FanMonth], beds: Option<&[f64]>) {
    let palette = Palette::of(ui);
    let Some(last) = months.last() else { return };
    let mut words: Vec<(f64, String, Color32, bool)> = Vec::new();
    if let Some(beds) = beds.and_then(|beds| beds.last()) {
        let whole = (beds - beds.round()).abs() < 0.05;
        let text = if whole { format!("{} usable", number(*beds, 0)) } else { format!("{} usable, mean", number(*beds, 1)) };
        words.push((*beds, text, palette.text, true));
    }
    if chart.bands {
        // On the side on which the bands are wider.
        let of = last.percentiles;
        let above = of[6] - of[MEDIAN] >= of[MEDIAN] - of[0];
        let edges = BANDS.map(|(low, high, ..)| of[if above { high } else { low }]);
        let inner = [edges[1], edges[2], of[MEDIAN]];
        for ((edge, inner), (.., word)) in edges.into_iter().zip(inner).zip(BANDS) {
            words.push(((edge + inner) / 2.0, word.to_owned(), palette.muted, false));
        }
    }
    words.push((last.percentiles[MEDIAN], "middle".to_owned(), chart.colour, true));
    words.sort_by(|one, other| other.0.total_cmp(&one.0));
    let line = 15.0;
    let mut heights: Vec<f32> = words.iter().map(|word| frame.at(0.0, word.0).y).collect();
    for index in 1..heights.len() {
        heights[index] = heights[index].max(heights[index - 1] + line);
    }
    let over = heights.last().map_or(0.0, |last| (last - frame.rect.bottom() + line / 2.0).max(0.0));
    if over > 0.0 {
        let mut limit = frame.rect.bottom() - line / 2.0;
        for height in heights.iter_mut().rev() {
            *height = height.min(limit);
            limit = *height - line;
        }
    }
    let right = frame.rect.right();
    for ((value, word, colour, strong), height) in words.into_iter().zip(heights) {
        let from = pos2(right + 2.0, frame.at(0.0, value).y);
        ui.painter().line_segment([from, pos2(right + 12.0, height)], Stroke::new(1.0, palette.line));
        let font = if strong { theme::bold(12.5) } else { theme::regular(12.5) };
        ui.painter().text(pos2(right + 15.0, height), Align2::LEFT_CENTER, word, font, colour);
    }
}

fn month_text(chart: &FanChart<'_>, month: usize, found: &FanMonth) -> String {
    let calendar = chart.start.month() - 1 + month as i32;
    let of_year = YearMonth::new(chart.start.year() + calendar.div_euclid(12), calendar.rem_euclid(12) + 1);
    let whole = |index: usize| number(found.percentiles[index].round(), 0);
    let mut text = format!("{}\nmean {} {}", of_year.map(month_in_words).unwrap_or_default(), number(found.mean, 1), chart.unit);
    if chart.bands {
        text.push_str(&format!("\nmiddle {}\nhalf of the possible futures: {} to {}", whole(MEDIAN), whole(2), whole(4)));
        text.push_str(&format!("\n8 in 10: {} to {}\n9 in 10: {} to {}", whole(1), whole(5), whole(0), whole(6)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_do_not_crowd() {
        assert_eq!(month_step(120, 700.0), 24);
        assert_eq!(month_step(12, 700.0), 2);
        assert_eq!(bends(&[2, 2, 2, 4, 6, 7, 7]).collect::<Vec<_>>(), [0, 2, 4, 5, 6]);
        assert_eq!(nice_step(24.0, 6), 5.0);
        assert_eq!(nice_step(1.0, 6), 1.0);
        let beds: Vec<f64> = steps(&[2.0, 2.0, 3.0]).into_iter().map(|(_, beds)| beds).collect();
        assert_eq!(beds, [2.0, 2.0, 3.0, 3.0]);
    }
}

//! Lines over a number, with options marked by their letters.

use egui::{Align2, Color32, Pos2, Shape, Stroke, Ui, vec2};

use super::{Frame, NAME, NUMBERS, Sample, area, band, key_ui, text_width, words_at_right};
use crate::app::theme::{self, Palette};
use crate::report::figure::{Axis, Lines, PlotLine};
use crate::report::wording::short_number;

/// How much of the colour each band adds, from the widest to the narrowest.
const SHADES: [f32; 2] = [0.16, 0.3];

/// The key, then the lines, under a title that says what they measure; `colour` is that of the strong ones.
pub fn lines_ui(ui: &mut Ui, lines: &Lines, colour: Color32, described: &str, height: f32) {
    let palette = Palette::of(ui);
    let strong = lines.lines.iter().find(|line| line.is_strong);
    let mut entries = Vec::new();
    if let Some(strong) = strong {
        entries.push((Sample::Line, colour, lines.strong.as_str()));
        let bands = strong.bands.iter().enumerate().filter(|(_, band)| band.is_finite());
        // A band that lies within another shows both colours.
        entries.extend(bands.map(|(index, band)| (Sample::Surface(SHADES[..=index.min(1)].iter().sum()), colour, band.label.as_str())));
    }
    if lines.lines.iter().any(|line| !line.is_strong) {
        entries.push((Sample::Thin, palette.edge, "options, by their letters"));
    }
    if lines.level.is_some() {
        entries.push((Sample::Dashes, palette.text, "the goal"));
    }
    key_ui(ui, &entries);
    let (area, response) = area(ui, height, described);
    if !ui.is_rect_visible(area) {
        return;
    }
    let ends = lines.ends();
    let words = ends.iter().map(|end| text_width(ui, end.label.clone(), theme::bold(super::SMALL))).fold(0.0, f32::max);
    let right = if ends.is_empty() { 8.0 } else { words + 18.0 };
    // What the upright axis measures is the title of the chart.
    let upright = Axis { label: String::new(), ..lines.upright.clone() };
    let frame = Frame::new(ui, area, [&lines.across, &upright], right, NUMBERS + NAME);
    frame.levels(ui);
    frame.below(ui, true);
    let painter = ui.painter().with_clip_rect(frame.rect.expand(1.0));
    if let Some((level, _)) = &lines.level {
        let ends = [lines.across.low, lines.across.high].map(|x| frame.at([x, *level]));
        painter.extend(Shape::dashed_line(&ends, Stroke::new(1.5, palette.text), 6.0, 3.0));
    }
    for is_strong in [false, true] {
        for line in lines.lines.iter().filter(|line| line.is_strong == is_strong) {
            draw_line(&painter, &frame, line, if is_strong { (colour, 3.0) } else { (palette.edge, 1.3) });
        }
    }
    moments(ui, lines, &frame);
    for mark in &lines.marks {
        for (option, at) in &mark.options {
            // The option that stands for today is grey here as everywhere.
            ui.painter().circle_filled(frame.at(*at), 5.0, if *option == 0 { palette.muted } else { colour });
        }
        let (at, label) = (frame.at(mark.top()) - vec2(0.0, 7.0), mark.label());
        let half = text_width(ui, label.clone(), theme::bold(13.0)) / 2.0;
        let at = Pos2::new(at.x.max(frame.rect.left() + half + 2.0), at.y.max(frame.rect.top() + 10.0));
        ui.painter().text(at, Align2::CENTER_BOTTOM, label, theme::bold(13.0), palette.text);
    }
    words_at_right(
        ui,
        &frame,
        ends.into_iter()
            .map(|end| (frame.at(end.at), end.label, if end.is_strong { colour } else { palette.text }, end.is_strong))
            .collect(),
    );
    let nearest = frame.pointed(&response).and_then(|pointed| nearest(strong?, pointed));
    if let Some((strong, point)) = strong.zip(nearest) {
        let at = frame.at(strong.points[point]);
        ui.painter().vline(at.x, frame.rect.y_range(), Stroke::new(1.0, palette.muted));
        ui.painter().circle_filled(at, 4.0, colour);
        response.on_hover_text_at_pointer(text_of(lines, strong, point));
    }
}

/// Upright lines where something happens, with their words at the top, one below the other.
fn moments(ui: &Ui, lines: &Lines, frame: &Frame<'_>) {
    let palette = Palette::of(ui);
    for (index, moment) in lines.moments.iter().enumerate() {
        let ends = [lines.upright.high, lines.upright.low].map(|y| frame.at([moment.at, y]));
        let stroke = Stroke::new(1.5, palette.text);
        if moment.is_dashed {
            ui.painter().extend(Shape::dashed_line(&ends, stroke, 5.0, 4.0));
        } else {
            ui.painter().line_segment(ends, stroke);
        }
        let font = theme::bold(super::SMALL);
        let width = text_width(ui, moment.words.clone(), font.clone());
        let (align, gap) = if ends[0].x + 4.0 + width > frame.rect.right() { (Align2::RIGHT_TOP, -4.0) } else { (Align2::LEFT_TOP, 4.0) };
        ui.painter().text(ends[0] + vec2(gap, super::LINE * (index % 4) as f32), align, &moment.words, font, palette.text);
    }
}

fn draw_line(painter: &egui::Painter, frame: &Frame<'_>, line: &PlotLine, (colour, width): (Color32, f32)) {
    for (found, shade) in line.bands.iter().zip(SHADES).filter(|(found, _)| found.is_finite()) {
        let end =
            |which: usize| line.points.iter().zip(&found.ends).map(move |([x, _], ends)| frame.at([*x, ends[which]])).collect::<Vec<_>>();
        painter.add(band(&end(0), &end(1), colour.gamma_multiply(shade)));
    }
    let points: Vec<Pos2> = line.points.iter().map(|at| frame.at(*at)).collect();
    match points.as_slice() {
        [only] => {
            painter.circle_filled(*only, 4.0, colour);
        }
        _ => {
            painter.add(Shape::line(points, Stroke::new(width, colour)));
        }
    }
}

/// The point of a line nearest to a number on the axis below.
fn nearest(line: &PlotLine, at: f64) -> Option<usize> {
    let distance = |point: &usize| (line.points[*point][0] - at).abs();
    (0..line.points.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

fn text_of(lines: &Lines, line: &PlotLine, point: usize) -> String {
    let said = |axis: &Axis, value: f64| format!("{}{}{}", axis.before, short_number(value, 1), axis.behind);
    let [x, y] = line.points[point];
    let mut text = format!(
        "{}: {}\n{}\n{}: {}",
        lines.across.label,
        said(&lines.across, x),
        lines.upright.label,
        lines.strong,
        said(&lines.upright, y)
    );
    for found in line.bands.iter().rev().filter(|found| found.is_finite()) {
        if let Some([low, high]) = found.ends.get(point) {
            text += &format!("\n{}: {} to {}", found.label, said(&lines.upright, *low), said(&lines.upright, *high));
        }
    }
    text
}

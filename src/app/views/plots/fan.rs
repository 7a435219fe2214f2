//! A number over time in all futures: bands, a median, some futures drawn whole, and the beds there are. Words stand beside what they name.

use egui::{Align2, Color32, Pos2, Shape, Stroke, Ui, pos2, vec2};

use super::{Frame, NUMBERS, SMALL, area, band, text_width, words_at_right};
use crate::app::theme::{self, Palette};
use crate::model::YearMonth;
use crate::report::figure::{Axis, Fan, FanLine, FanPart};
use crate::report::wording::{month as month_in_words, number};

/// How much of the colour each band adds, from the widest to the narrowest.
const SHADES: [f32; 3] = [0.16, 0.20, 0.26];

/// Draws the chart over the whole width.
pub fn fan_ui(ui: &mut Ui, fan: &Fan, colour: Color32, described: &str, height: f32) {
    let (area, response) = area(ui, height, described);
    if !ui.is_rect_visible(area) {
        return;
    }
    let palette = Palette::of(ui);
    let time = Axis::new("", 0.0, fan.years);
    let ends = fan.ends();
    let font = |part: FanPart| if part == FanPart::Band { theme::regular(SMALL) } else { theme::bold(SMALL) };
    let words = ends.iter().map(|(_, words, part)| text_width(ui, words.clone(), font(*part))).fold(0.0, f32::max);
    let frame = Frame::new(ui, area, [&time, &fan.axis], words + 18.0, NUMBERS);
    frame.levels(ui);
    months_below(ui, &frame, fan);
    let painter = ui.painter().with_clip_rect(frame.rect.expand(1.0));
    let line = |numbers: &mut dyn Iterator<Item = f64>| fan.line(numbers).into_iter().map(|at| frame.at(at)).collect::<Vec<Pos2>>();
    for (found, shade) in fan.bands.iter().zip(SHADES) {
        let low = line(&mut found.ends.iter().map(|[low, _]| *low));
        let high = line(&mut found.ends.iter().map(|[_, high]| *high));
        painter.add(band(&low, &high, colour.gamma_multiply(shade)));
        if palette.page == egui::Color32::BLACK {
            // On black the faint bands are told from the page by their edges.
            painter.extend([low, high].map(|edge| Shape::line(edge, Stroke::new(1.0, colour.gamma_multiply(0.6)))));
        }
    }
    for path in &fan.paths {
        let points = path.iter().map(|at| frame.at(*at)).collect();
        painter.add(Shape::line(points, Stroke::new(1.0, colour.gamma_multiply(0.5))));
    }
    painter.add(Shape::line(line(&mut fan.median.iter().copied()), Stroke::new(2.5, colour)));
    let beds: Vec<Pos2> = fan.beds.iter().map(|[year, beds]| frame.at([year.min(fan.years), *beds])).collect();
    painter.extend(Shape::dashed_line(&beds, Stroke::new(1.75, palette.text), 6.0, 3.0));
    moments(ui, fan, &frame);
    let words = ends.into_iter().map(|(at, words, part)| {
        let (colour, strong) = match part {
            FanPart::Beds => (palette.text, true),
            FanPart::Median => (colour, true),
            FanPart::Band => (palette.muted, false),
        };
        (frame.at([fan.years, at]), words, colour, strong)
    });
    words_at_right(ui, &frame, words.collect());
    if let Some(years) = frame.pointed(&response) {
        let point = (years * 12.0 / f64::from(fan.months_each)) as usize;
        if let Some(text) = text_of(fan, point) {
            let middle = (point as f64 + 0.5) * f64::from(fan.months_each) / 12.0;
            let x = frame.at([middle.min(fan.years), 0.0]).x;
            ui.painter().vline(x, frame.rect.y_range(), Stroke::new(1.0, palette.muted));
            response.on_hover_text_at_pointer(text);
        }
    }
}

/// A line where something happens, with its words on the side that has more room.
fn moments(ui: &Ui, fan: &Fan, frame: &Frame<'_>) {
    let palette = Palette::of(ui);
    for (index, (years, words)) in fan.moments.iter().enumerate() {
        let top = frame.at([*years, fan.axis.high]);
        ui.painter().extend(Shape::dotted_line(&[top, frame.at([*years, 0.0])], palette.text, 5.0, 1.0));
        let to_left = *years > fan.years / 2.0;
        let (anchor, gap) = if to_left { (Align2::RIGHT_TOP, -5.0) } else { (Align2::LEFT_TOP, 5.0) };
        // One under the other: they may be near.
        let at = top + vec2(gap, 2.0 + 15.0 * (index % 4) as f32);
        ui.painter().text(at, anchor, words, theme::bold(SMALL), palette.text);
    }
}

fn months_below(ui: &Ui, frame: &Frame<'_>, fan: &Fan) {
    let palette = Palette::of(ui);
    let months = (fan.years * 12.0).round() as i32;
    let by = month_step(months, frame.rect.width());
    for month in 0..=months {
        let of_year = fan.start.plus_months(month);
        if (of_year.month() - 1) % by.min(12) != 0 || (by > 12 && of_year.year() % (by / 12) != 0) {
            continue;
        }
        let at = frame.at([f64::from(month) / 12.0, fan.axis.low]);
        ui.painter().vline(at.x, at.y..=at.y + 4.0, Stroke::new(1.0, palette.muted));
        let text = if by >= 12 { of_year.year().to_string() } else { short_month(of_year) };
        ui.painter().text(pos2(at.x, at.y + 5.0), Align2::CENTER_TOP, text, theme::regular(SMALL), palette.muted);
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

/// What a point says: its month or months, the mean, the median and the bands. Averages of a quarter have a decimal, counts have none.
fn text_of(fan: &Fan, point: usize) -> Option<String> {
    let (mean, median) = (fan.mean.get(point)?, fan.median.get(point)?);
    let each = fan.months_each as i32;
    let first = fan.start.plus_months(point as i32 * each);
    let mut text = month_in_words(first);
    if each > 1 {
        text += &format!(" to {}", month_in_words(first.plus_months(each - 1)));
    }
    let said = |value: f64| number(value, usize::from(each > 1));
    text += &format!("\nmean {} {}", number(*mean, 1), fan.unit);
    if !fan.bands.is_empty() && fan.line == FanLine::Median {
        text += &format!("\nmedian {}", said(*median));
    }
    for found in fan.bands.iter().rev() {
        let [low, high] = found.ends.get(point)?;
        text += &format!("\n{}: {} to {}", found.label, said(*low), said(*high));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_do_not_crowd() {
        assert_eq!(month_step(120, 700.0), 24);
        assert_eq!(month_step(12, 700.0), 2);
    }
}

//! Chance and not knowing, apart: for each option the range of all futures, the range that comes from not knowing alone, and the error of
//! the computation.

use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::{Subject, finding, muted, spoken};
use crate::analysis::uncertainty::Split;
use crate::app::action::Actions;
use crate::app::drivers::DriversView;
use crate::app::studies::Found;
use crate::app::theme::{self, Palette};
use crate::app::views::pictures;
use crate::report::uncertain::{draws_sentence, mean, split_sentence, step, value};
use crate::report::wording::hundredths;

/// Height of an option.
const ROW: f32 = 44.0;
/// Height of the axis.
const AXIS: f32 = 28.0;

/// The page.
pub fn spread_ui(ui: &mut Ui, subject: &Subject<'_>, actions: &mut Actions) {
    let state = subject.state;
    let ask = DriversView::levels(&subject.document.scenario, &state.view.baseline, state.view.stream);
    let why = "The uncertain figures are drawn from their ranges again and again, with the review's open requests solved for each time, and each \
               draw is played on possible futures of its own. It goes on until the average share of requests placed is known to half a \
               percentage point, and takes as long as about thirty ordinary runs.";
    let Some(found) = super::study_ui(ui, state, subject.document, &ask, "chance and not knowing", why, actions) else { return };
    let Found::Levels(levels) = found.as_ref() else { return };
    let rows: Vec<(usize, &Split)> = (0..levels.options.len())
        .filter_map(|place| Some((place, levels.value(place, &subject.spec.key).filter(|split| split.total_low.is_finite())?)))
        .collect();
    if rows.is_empty() {
        super::notices::empty_ui(ui, "Nothing to draw yet", "No option has a value of this measure so far.");
        return;
    }
    let sentence = subject
        .chosen(&levels.options)
        .and_then(|(place, name)| split_sentence(name, &subject.spec, rows.iter().find(|(row, _)| *row == place)?.1));
    let (top, title) = (ui.cursor().top(), format!("Chance and not knowing: {}", subject.spec.label));
    pictures::title_ui(ui, &title);
    if let Some(sentence) = &sentence {
        finding(ui, sentence);
    }
    muted(
        ui,
        "Pale: where nine in ten possible futures lie, chance and not knowing together. Dark: where nine in ten averages lie when only the \
         figures differ. Line: the average over everything; the cross-bar is its error (95%), which more draws make smaller.",
    );
    ui.add_space(4.0);
    let drawn = ui.cursor().top();
    chart_ui(ui, subject, &levels.options, &rows, sentence.as_deref().unwrap_or_default());
    pictures::offer(ui, [top, drawn], &title, sentence.as_deref().unwrap_or_default());
    muted(ui, &draws_sentence(levels));
}

fn chart_ui(ui: &mut Ui, subject: &Subject<'_>, options: &[usize], rows: &[(usize, &Split)], sentence: &str) {
    let palette = Palette::of(ui);
    let unit = subject.spec.unit;
    let (area, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW * rows.len() as f32 + AXIS), Sense::hover());
    let (names, words) = ((area.width() * 0.24).clamp(130.0, 280.0), (area.width() * 0.24).clamp(150.0, 280.0));
    let (left, right) = (area.left() + names + 10.0, area.right() - words - 16.0);
    let least = rows.iter().map(|(_, split)| split.total_low).fold(f64::INFINITY, f64::min);
    let most = rows.iter().map(|(_, split)| split.total_high).fold(f64::NEG_INFINITY, f64::max);
    let room = (most - least).max(1e-9);
    let x = |value: f64| left + (right - left) * ((value - least) / room) as f32;
    let colour = if subject.state.view.stream.index() == 1 { palette.justice } else { palette.welfare };
    let painter = ui.painter();
    let floor = area.bottom() - AXIS;
    painter.hline(left..=right, floor, Stroke::new(1.0, palette.muted));
    for (at, align) in [(least, Align2::LEFT_TOP), (0.5 * (least + most), Align2::CENTER_TOP), (most, Align2::RIGHT_TOP)] {
        painter.text(pos2(x(at), floor + 5.0), align, value(unit, at), theme::regular(13.0), palette.muted);
    }
    let mut told = Vec::new();
    for (at, (place, split)) in rows.iter().enumerate() {
        let top = area.top() + ROW * at as f32;
        let middle = top + 0.5 * ROW;
        let name = subject.name(options, *place);
        let chosen = subject.document.scenario.options.get(options[*place]).is_some_and(|option| option.id == subject.state.view.option);
        if chosen {
            painter.rect_filled(Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), ROW)), 4.0, palette.chosen);
        }
        let mut job = egui::text::LayoutJob::simple(name.to_owned(), theme::regular(13.5), palette.text, names - 8.0);
        job.wrap.max_rows = 2;
        let galley = painter.layout_job(job);
        painter.galley(pos2(area.left() + 4.0, middle - 0.5 * galley.size().y), galley, palette.text);
        let bar = |low: f64, high: f64, half: f32, fill| {
            painter.rect_filled(Rect::from_min_max(pos2(x(low), middle - half), pos2(x(high).max(x(low) + 1.0), middle + half)), 3.0, fill);
        };
        bar(split.total_low, split.total_high, 12.0, colour.gamma_multiply(0.35));
        bar(split.knowing_low, split.knowing_high, 7.0, colour);
        painter.vline(x(split.mean), middle - 14.0..=middle + 14.0, Stroke::new(2.0, palette.text));
        if split.half_width.is_finite() {
            painter.hline(x(split.mean - split.half_width)..=x(split.mean + split.half_width), middle, Stroke::new(3.0, palette.text));
        }
        let not_knowing = hundredths(1.0 - split.chance_share());
        let share = not_knowing.map_or_else(|| "nothing varies".to_owned(), |count| format!("{count} of 100 not knowing"));
        painter.text(pos2(right + 16.0, middle - 8.0), Align2::LEFT_CENTER, mean(unit, split), theme::bold(13.5), palette.text);
        painter.text(pos2(right + 16.0, middle + 9.0), Align2::LEFT_CENTER, &share, theme::regular(12.0), palette.muted);
        told.push(format!(
            "{name}: {}, nine in ten futures {} to {}, by not knowing alone {} to {}, {share}, known to ±{}.",
            value(unit, split.mean),
            value(unit, split.total_low),
            value(unit, split.total_high),
            value(unit, split.knowing_low),
            value(unit, split.knowing_high),
            step(unit, split.half_width)
        ));
    }
    spoken(&response, format!("Chart. {sentence} {}", told.join(" ")));
}

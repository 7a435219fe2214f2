//! Each figure at its low and its high value, the widest first, and beside it what it causes when all figures move together.

use egui::{Align2, Color32, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::{Subject, finding, muted, spoken};
use crate::analysis::uncertainty::{Change, Effect, Shares};
use crate::app::action::Actions;
use crate::app::theme::{self, Palette};
use crate::app::views::pictures;
use crate::report::uncertain::{Moved, most_sentence, moved, signed_step, value};

/// Height of a figure.
const ROW: f32 = 40.0;
/// Height of the line above the figures, which says what the columns are.
const TOP: f32 = 40.0;

/// The page.
pub fn figures_ui(ui: &mut Ui, subject: &Subject<'_>, actions: &mut Actions) {
    let Some((variations, global)) = subject.drivers(ui, actions) else { return };
    let Some((place, name)) = subject.chosen(&variations.options) else {
        super::notices::empty_ui(ui, "The option looked at is hidden", "Choose another above.");
        return;
    };
    let key = &subject.spec.key;
    let Some(base) = variations.effect(Change::None, place, key).filter(|effect| effect.mean.is_finite()) else {
        super::notices::empty_ui(ui, "Nothing to draw yet", "The option looked at has no value of this measure so far.");
        return;
    };
    let (unit, scenario) = (subject.spec.unit, &subject.document.scenario);
    let rows = moved(scenario, &variations, global.as_ref(), place, key);
    let sentence = most_sentence(scenario, name, unit, base.mean, &rows);
    let (top, title) = (ui.cursor().top(), format!("What moves “{name}”: {}", subject.spec.label));
    pictures::title_ui(ui, &title);
    if let Some(sentence) = &sentence {
        finding(ui, sentence);
    }
    muted(
        ui,
        "Bars: one figure at its low value (upper bar, faint) and its high value (lower bar, strong), all else as it is, the same children. To the right: its share of the \
         differences when all figures move at once, alone and together with others, with the 95% interval (Sobol total order). Shares may \
         add up to more than 100, because figures act together.",
    );
    ui.add_space(4.0);
    let drawn = ui.cursor().top();
    chart_ui(ui, subject, &rows, base, name);
    pictures::offer(ui, [top, drawn], &title, sentence.as_deref().unwrap_or_default());
    if let Some(global) = &global {
        muted(
            ui,
            &format!(
                "{} possible futures each, the same for every bar; {} points of all figures together with {} futures each.",
                variations.futures,
                global.points(),
                global.futures
            ),
        );
    }
}

fn chart_ui(ui: &mut Ui, subject: &Subject<'_>, rows: &[Moved], base: &Effect, name: &str) {
    let palette = Palette::of(ui);
    let unit = subject.spec.unit;
    let (area, response) = ui.allocate_exact_size(vec2(ui.available_width(), TOP + ROW * rows.len() as f32), Sense::hover());
    let names = (area.width() * 0.26).clamp(150.0, 300.0);
    let share_width = (area.width() * 0.2).clamp(120.0, 240.0);
    let (left, right) = (area.left() + names + 70.0, area.right() - share_width - 84.0);
    let middle = 0.5 * (left + right);
    let widest = rows.iter().map(Moved::width).fold(1e-12, f64::max);
    let x = |change: f64| middle + (0.5 * (right - left)) * (change / widest) as f32;
    let painter = ui.painter();
    let head = |at: f32, align: Align2, text: &str| {
        painter.text(pos2(at, area.top() + 10.0), align, text, theme::bold(13.0), palette.text);
    };
    head(middle, Align2::CENTER_CENTER, &value(unit, base.mean));
    head(area.right() - share_width, Align2::LEFT_CENTER, "Share, all together");
    painter.vline(middle, area.top() + 22.0..=area.bottom(), Stroke::new(1.0, palette.muted));
    let ranges = &subject.document.scenario.ranges;
    let mut told = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let top = area.top() + TOP + ROW * at as f32;
        let centre = top + 0.5 * ROW;
        if at > 0 {
            painter.hline(area.x_range(), top, Stroke::new(1.0, palette.line));
        }
        let range = &ranges[&row.id];
        name_ui(ui, &row.id.full_label(), Rect::from_min_size(pos2(area.left(), top), vec2(names, ROW)), palette);
        let dark = subject.state.view.stream.index() == 1;
        let colour = if dark { palette.justice } else { palette.welfare };
        for (effect, written, fill, offset) in
            [(&row.low, row.id.written(range.low), colour.gamma_multiply(0.45), -8.0), (&row.high, row.id.written(range.high), colour, 8.0)]
        {
            let end = x(effect.change);
            let bar = Rect::from_two_pos(pos2(middle, centre + offset - 6.0), pos2(end, centre + offset + 6.0));
            ui.painter().rect_filled(bar, 2.0, fill);
            let (edge, align) =
                if effect.change < 0.0 { (bar.left() - 5.0, Align2::RIGHT_CENTER) } else { (bar.right() + 5.0, Align2::LEFT_CENTER) };
            ui.painter().text(pos2(edge, centre + offset), align, written, theme::regular(12.0), palette.muted);
        }
        share_ui(ui, row.share, Rect::from_min_size(pos2(area.right() - share_width, top), vec2(share_width, ROW)), palette);
        let share = row.share.map_or_else(String::new, |share| format!(" {:.0} of 100 of the differences.", share.total_of_100()[0]));
        let ends = [(row.low, range.low), (row.high, range.high)]
            .map(|(effect, at)| format!("{} at {}", signed_step(unit, effect.change), row.id.written(at)));
        let clear = if row.is_clear() { "" } else { " No clear difference." };
        told.push(format!("{}: {}, {}.{share}{clear}", row.id.full_label(), ends[0], ends[1]));
    }
    spoken(&response, format!("Chart. What moves {name}, from {}. {}", value(unit, base.mean), told.join(" ")));
}

/// A name in two lines at most.
fn name_ui(ui: &Ui, name: &str, rect: Rect, palette: &Palette) {
    let mut job = egui::text::LayoutJob::simple(name.to_owned(), theme::regular(13.5), palette.text, rect.width() - 8.0);
    job.wrap.max_rows = 2;
    let galley = ui.painter().layout_job(job);
    let top = rect.center().y - 0.5 * galley.size().y;
    ui.painter().galley(pos2(rect.left(), top), galley, palette.text);
}

/// A share of 100 as a bar with its interval.
fn share_ui(ui: &Ui, share: Option<Shares>, rect: Rect, palette: &Palette) {
    let Some(share) = share.filter(|share| share.total.is_finite()) else { return };
    let (left, room) = (rect.left(), rect.width() - 84.0);
    let x = |value: f64| left + room * value.clamp(0.0, 1.0) as f32;
    let middle = rect.center().y;
    let painter = ui.painter();
    let back: Color32 = palette.line;
    painter.rect_filled(Rect::from_min_max(pos2(left, middle - 5.0), pos2(left + room, middle + 5.0)), 2.0, back);
    painter.rect_filled(Rect::from_min_max(pos2(left, middle - 5.0), pos2(x(share.total), middle + 5.0)), 2.0, palette.accent);
    painter.hline(x(share.total_low)..=x(share.total_high), middle, Stroke::new(2.0, palette.text));
    let [total, low, high] = share.total_of_100();
    let text = format!("{total:.0} ({low:.0}–{high:.0})");
    painter.text(pos2(left + room + 6.0, middle), Align2::LEFT_CENTER, text, theme::regular(12.0), palette.text);
}

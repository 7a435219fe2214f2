//! Pictures of the result: worth by each member's weights, and worth as one weight moves from nothing to all.

use egui::{Align2, Pos2, Rect, RichText, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{Room, remark};
use crate::analysis::criteria::{CostAndWorth, Weighing};
use crate::app::theme::{self, Palette};
use crate::app::views::mark::Mark;
use crate::app::views::pictures;
use crate::app::wording::{number, percent};
use crate::report::criteria::{ILLUSTRATIVE, is_illustrative};

const ROW: f32 = 34.0;
const AXIS: f32 = 34.0;

/// Title of the chart of worth.
const WORTH: &str = "Worth, from 0 to 100, each member apart";
/// Title of the chart of benefit and cost.
const BENEFIT: &str = "Benefit against cost";

/// A title that leaves the window with the chart: scores that nobody has locked are said to be an illustration.
fn marked(room: &Room<'_>, title: &str) -> String {
    if is_illustrative(room.scenario) { format!("{ILLUSTRATIVE}. {title}") } else { title.to_owned() }
}

/// The mark of an option of the result.
fn mark(room: &Room<'_>, option: usize) -> Mark {
    let id = &room.appraised.options[option].id;
    Mark::of(room.scenario, room.scenario.options.iter().position(|option| option.id == *id).unwrap_or(0))
}

/// Worth of each option: a bar for the mean of the members' weights, a dot for each member.
pub fn worth_ui(ui: &mut Ui, room: &Room<'_>, group: &Weighing) {
    let (palette, appraised) = (Palette::of(ui), room.appraised);
    let top = ui.cursor().top();
    ui.label(RichText::new(WORTH).font(theme::bold(theme::HEADING)));
    remark(ui, "Bar: by the mean of the members’ weights. Each ring: by the weights of one member.");
    let order = appraised.order(group);
    let drawn = ui.cursor().top();
    let (area, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW * order.len() as f32 + AXIS), Sense::hover());
    let names = (area.width() * 0.28).clamp(150.0, 340.0);
    let plot = Rect::from_min_max(pos2(area.left() + names, area.top()), pos2(area.right() - 46.0, area.bottom() - AXIS));
    let x = |worth: f64| plot.left() + plot.width() * (worth / 100.0).clamp(0.0, 1.0) as f32;
    axis_ui(ui, plot, &palette.line, |share| number(share * 100.0, 0), "worth");
    let members: Vec<_> = appraised.members.iter().filter_map(|member| Some((&member.role, member.weighing.as_ref()?))).collect();
    let mut told = Vec::new();
    for (at, (option, rank)) in order.iter().enumerate() {
        let row = Rect::from_min_size(pos2(area.left(), plot.top() + ROW * at as f32), vec2(area.width(), ROW));
        let (mark, name) = (mark(room, *option), &appraised.options[*option].name);
        mark.paint(ui, Rect::from_min_size(pos2(row.left(), row.center().y - 10.0), vec2(20.0, 20.0)));
        let text = egui::text::LayoutJob {
            wrap: egui::text::TextWrapping::truncate_at_width(names - 36.0),
            ..egui::text::LayoutJob::simple_singleline(format!("{rank}. {name}"), theme::regular(14.0), palette.text)
        };
        let galley = ui.painter().layout_job(text);
        let height = galley.size().y;
        ui.painter().galley(pos2(row.left() + 28.0, row.center().y - height / 2.0), galley, palette.text);
        let worth = group.worth[*option];
        let bar = Rect::from_min_max(pos2(plot.left(), row.center().y - 8.0), pos2(x(worth), row.center().y + 8.0));
        ui.painter().rect_filled(bar, 2.0, mark.fill(ui));
        let mut parts = Vec::new();
        for (role, weighing) in &members {
            let own = weighing.worth[*option];
            ui.painter().circle(pos2(x(own), row.center().y), 6.0, palette.page, Stroke::new(2.0, palette.text));
            parts.push(format!("{role} {}", number(own, 0)));
        }
        let beside = pos2(plot.right() + 8.0, row.center().y);
        ui.painter().text(beside, Align2::LEFT_CENTER, number(worth, 0), theme::bold(theme::BODY), palette.text);
        told.push(format!("{rank}. {name}: {} ({}).", number(worth, 0), parts.join(", ")));
    }
    let alt = format!("Chart. Bars of worth from 0 to 100 by the mean of the members’ weights, with each member’s own. {}", told.join(" "));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::GraphicsObject, true, &alt));
    pictures::offer(ui, [top, drawn], &marked(room, WORTH), &told.join(" "));
}

/// Lines and labels at the quarters of an axis from 0 to 1.
fn axis_ui(ui: &Ui, plot: Rect, line: &egui::Color32, label: impl Fn(f64) -> String, unit: &str) {
    let palette = Palette::of(ui);
    for quarter in 0..=4 {
        let share = f64::from(quarter) / 4.0;
        let x = plot.left() + plot.width() * share as f32;
        ui.painter().vline(x, plot.y_range(), Stroke::new(1.0, *line));
        ui.painter().text(pos2(x, plot.bottom() + 3.0), Align2::CENTER_TOP, label(share), theme::regular(12.5), palette.muted);
    }
    let middle = pos2(plot.center().x, plot.bottom() + 17.0);
    ui.painter().text(middle, Align2::CENTER_TOP, unit, theme::regular(12.5), palette.muted);
}

/// Worth of each option as the weight of one criterion goes from 0 to 1, with the points at which the first place changes.
pub fn sweep_ui(ui: &mut Ui, room: &Room<'_>, criterion: usize, top: f32) {
    let (palette, appraised) = (Palette::of(ui), room.appraised);
    let (Some(group), Some(spans)) = (&appraised.group, appraised.spans.get(criterion)) else { return };
    let name = |option: usize| appraised.options[option].name.as_str();
    let told: Vec<String> =
        spans.iter().map(|span| format!("“{}” is first from {} to {}", name(span.option), percent(span.from), percent(span.to))).collect();
    remark(
        ui,
        format!(
            "{}. The members’ mean weight is {}; the other weights keep their proportions.",
            told.join("; "),
            percent(group.weights[criterion])
        ),
    );
    let drawn = ui.cursor().top();
    let (area, response) = ui.allocate_exact_size(vec2(ui.available_width(), 260.0 + AXIS), Sense::hover());
    let plot = Rect::from_min_max(pos2(area.left() + 36.0, area.top() + 8.0), pos2(area.right() - 40.0, area.bottom() - AXIS));
    axis_ui(ui, plot, &palette.line, percent, "weight of the criterion");
    for worth in [0.0, 50.0, 100.0] {
        let y = plot.bottom() - plot.height() * (worth / 100.0) as f32;
        ui.painter().hline(plot.x_range(), y, Stroke::new(1.0, palette.line));
        ui.painter().text(pos2(plot.left() - 6.0, y), Align2::RIGHT_CENTER, number(worth, 0), theme::regular(12.5), palette.muted);
    }
    let (own, rest) = (group.weights[criterion], 1.0 - group.weights[criterion]);
    let others = (group.weights.len() - 1).max(1) as f64;
    let at = |weight: f64, worth: f64| -> Pos2 {
        pos2(plot.left() + plot.width() * weight as f32, plot.bottom() - plot.height() * (worth / 100.0).clamp(0.0, 1.0) as f32)
    };
    for option in appraised.ranked() {
        let value = |k: usize| 100.0 * appraised.options[option].value(k).unwrap_or(0.0);
        let share = |k: usize| if rest > 1e-12 { group.weights[k] / rest } else { 1.0 / others };
        let without: f64 = (0..group.weights.len()).filter(|k| *k != criterion).map(|k| share(k) * value(k)).sum();
        let mark = mark(room, option);
        let is_first = spans.iter().any(|span| span.option == option);
        let (start, end) = (at(0.0, without), at(1.0, value(criterion)));
        ui.painter().line_segment([start, end], Stroke::new(if is_first { 3.0 } else { 1.5 }, mark.fill(ui)));
        mark.paint(ui, Rect::from_center_size(end + vec2(14.0, 0.0), vec2(16.0, 16.0)));
    }
    for span in spans.iter().filter(|span| span.from > 0.0) {
        let x = plot.left() + plot.width() * span.from as f32;
        ui.painter().vline(x, plot.y_range(), Stroke::new(1.5, palette.text));
        ui.painter().text(pos2(x + 4.0, plot.top()), Align2::LEFT_TOP, percent(span.from), theme::bold(13.0), palette.text);
    }
    let x = plot.left() + plot.width() * own as f32;
    ui.painter().extend(egui::Shape::dashed_line(
        &[pos2(x, plot.top()), pos2(x, plot.bottom())],
        Stroke::new(1.5, palette.accent),
        5.0,
        4.0,
    ));
    let alt = format!(
        "Chart. Lines of worth as the weight of {} goes from nothing to all. {}.",
        appraised.criteria.get(criterion).map_or("", |criterion| criterion.short()),
        told.join("; ")
    );
    response.widget_info(|| WidgetInfo::labeled(egui::Role::GraphicsObject, true, &alt));
    let title = format!(
        "Worth, as the weight of {} goes from nothing to all",
        appraised.criteria.get(criterion).map_or("", |criterion| criterion.short())
    );
    pictures::offer(ui, [top, drawn], &marked(room, &title), &told.join("; "));
}

/// Benefit against cost: who is both dearer and worth no more is named.
pub fn cost_ui(ui: &mut Ui, room: &Room<'_>, group: &Weighing) {
    let (palette, appraised) = (Palette::of(ui), room.appraised);
    let top = ui.cursor().top();
    ui.label(RichText::new(BENEFIT).font(theme::bold(theme::HEADING)));
    let points = appraised.cost_and_worth(group).filter(|points| points.iter().all(|point| point.cost_gbp_million.is_finite()));
    let Some(points) = points.filter(|points| !points.is_empty()) else {
        remark(ui, "The scenario has no prices, so the benefit cannot be set against a cost.");
        return;
    };
    let name = |option: usize| format!("“{}”", appraised.options[option].name);
    let worse = points
        .iter()
        .filter_map(|point| Some(format!("{} costs no less than {} and is worth no more", name(point.option), name(point.dominated_by?))));
    let mut words: Vec<String> = worse.collect();
    if words.is_empty() {
        words.push("More benefit costs more throughout: no option is both dearer and worth no more than another".to_owned());
    }
    remark(ui, format!("Net present cost at the scenario’s prices. {}.", words.join("; ")));
    let drawn = ui.cursor().top();
    let (area, response) = ui.allocate_exact_size(vec2(ui.available_width(), 280.0 + AXIS), Sense::hover());
    let plot = Rect::from_min_max(pos2(area.left() + 36.0, area.top() + 12.0), pos2(area.right() - 24.0, area.bottom() - AXIS));
    let most = points.iter().map(|point| point.cost_gbp_million).fold(1.0, f64::max) * 1.08;
    axis_ui(ui, plot, &palette.line, |share| format!("£{}m", number(share * most, 0)), "net present cost");
    for worth in [0.0, 50.0, 100.0] {
        let y = plot.bottom() - plot.height() * (worth / 100.0) as f32;
        ui.painter().hline(plot.x_range(), y, Stroke::new(1.0, palette.line));
        ui.painter().text(pos2(plot.left() - 6.0, y), Align2::RIGHT_CENTER, number(worth, 0), theme::regular(12.5), palette.muted);
    }
    let mut told = Vec::new();
    for CostAndWorth { option, cost_gbp_million: cost, worth, dominated_by: by } in &points {
        let at = pos2(
            plot.left() + plot.width() * (cost / most).clamp(0.0, 1.0) as f32,
            plot.bottom() - plot.height() * (worth / 100.0).clamp(0.0, 1.0) as f32,
        );
        let square = Rect::from_center_size(at, vec2(20.0, 20.0));
        if by.is_none() {
            ui.painter().rect_stroke(square.expand(3.0), 5.0, Stroke::new(2.0, palette.text), egui::StrokeKind::Outside);
        }
        mark(room, *option).paint(ui, square);
        told.push(format!("{}: £{} million, worth {}", name(*option), number(*cost, 0), number(*worth, 0)));
    }
    pictures::offer(ui, [top, drawn], &marked(room, BENEFIT), &format!("{}.", words.join("; ")));
    remark(ui, "Ringed: no other option costs no more and is worth no less.");
    let alt = format!("Chart. Points of worth against net present cost. {}. {}.", told.join("; "), words.join("; "));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::GraphicsObject, true, &alt));
}

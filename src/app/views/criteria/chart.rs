//! Pictures of the result: worth by each member's weights, worth as one weight moves from nothing to all, and benefit against cost.

use egui::{RichText, Ui};

use super::{Room, remark};
use crate::analysis::criteria::Weighing;
use crate::app::theme::{self, Palette};
use crate::app::views::{pictures, plots};
use crate::app::wording::{number, percent};
use crate::report::criteria::{ILLUSTRATIVE, cost_scatter, cost_words, is_illustrative, sweep_lines, sweep_words, worth_ranges};

/// Heights of the charts.
const SWEEP: f32 = 300.0;
const COST: f32 = 320.0;
/// Title of the chart of worth.
const WORTH: &str = "Worth, from 0 to 100, each member apart";
/// Title of the chart of benefit and cost.
const BENEFIT: &str = "Benefit against cost";

/// A title that leaves the window with the chart: scores that nobody has locked are said to be an illustration.
fn marked(room: &Room<'_>, title: &str) -> String {
    if is_illustrative(room.scenario) { format!("{ILLUSTRATIVE}. {title}") } else { title.to_owned() }
}

/// Worth of each option: a line for the mean of the members' weights, a ring for each member.
pub fn worth_ui(ui: &mut Ui, room: &Room<'_>, group: &Weighing) {
    let appraised = room.appraised;
    let top = ui.cursor().top();
    ui.label(RichText::new(WORTH).font(theme::bold(theme::HEADING)));
    remark(ui, "Upright line: by the mean of the members’ weights. Each ring: by the weights of one member, all of them within the band.");
    let drawn = ui.cursor().top();
    let worth = worth_ranges(appraised, group);
    let told = worth.rows.iter().map(|row| {
        let weighed = appraised.members.iter().filter(|member| member.weighing.is_some());
        let own: Vec<String> = weighed.zip(&row.rings).map(|(member, own)| format!("{} {}", member.role, number(*own, 0))).collect();
        format!("{}: {} ({}).", row.label, row.written, own.join(", "))
    });
    let told = told.collect::<Vec<_>>().join(" ");
    let described = format!("Chart. Worth from 0 to 100 by the mean of the members’ weights, with each member’s own. {told}");
    plots::ranges_ui(ui, &worth, Palette::of(ui).welfare, "", &described);
    pictures::offer(ui, [top, drawn], &marked(room, WORTH), &told);
}

/// Worth of each option as the weight of one criterion goes from 0 to 1, with the points at which the first place changes.
pub fn sweep_ui(ui: &mut Ui, room: &Room<'_>, criterion: usize, top: f32) {
    let appraised = room.appraised;
    let Some(lines) = sweep_lines(room.scenario, appraised, criterion) else { return };
    let (said, name) = (sweep_words(appraised, criterion), appraised.criteria.get(criterion).map_or("", |criterion| criterion.short()));
    let own = appraised.group.as_ref().and_then(|group| group.weights.get(criterion)).copied().unwrap_or_default();
    remark(ui, format!("{said}. The members’ mean weight is {}; the other weights keep their proportions.", percent(own)));
    let drawn = ui.cursor().top();
    let described = format!("Chart. Lines of worth as the weight of {name} goes from nothing to all. {said}.");
    plots::lines_ui(ui, &lines, Palette::of(ui).welfare, &described, SWEEP);
    let title = format!("Worth, as the weight of {name} goes from nothing to all");
    pictures::offer(ui, [top, drawn], &marked(room, &title), &said);
}

/// Benefit against cost: who is both dearer and worth no more is named.
pub fn cost_ui(ui: &mut Ui, room: &Room<'_>, group: &Weighing) {
    let top = ui.cursor().top();
    ui.label(RichText::new(BENEFIT).font(theme::bold(theme::HEADING)));
    let Some(scatter) = cost_scatter(room.scenario, room.appraised, group) else {
        remark(ui, "The scenario has no prices, so the benefit cannot be set against a cost.");
        return;
    };
    let words = cost_words(room.appraised, group);
    remark(ui, format!("Net present cost at the scenario’s prices. {words}. Struck out: {}.", scatter.struck));
    let drawn = ui.cursor().top();
    let told = scatter.points.iter().map(|point| {
        let [cost, worth] = point.at;
        format!("“{}”: £{} million, worth {}", point.name, number(cost, 0), number(worth, 0))
    });
    let described = format!("Chart. Marks of worth against net present cost. {}. {words}.", told.collect::<Vec<_>>().join("; "));
    plots::scatter_ui(ui, &scatter, room.scenario, &described, COST);
    pictures::offer(ui, [top, drawn], &marked(room, BENEFIT), &format!("{words}."));
}

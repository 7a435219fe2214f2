//! Pictures of the result: worth by each member's weights, worth as one weight moves from nothing to all, and benefit against cost.

use egui::{RichText, Ui};

use super::{Room, remark};
use crate::analysis::criteria::Weighing;
use crate::app::theme::{self, Palette};
use crate::app::views::{pictures, plots};
use crate::app::wording::{number, percent};
use crate::report::criteria::{cost_figure, cost_words, sweep_figure, sweep_words, worth_figure};
use crate::report::figure::Plot;

/// Heights of the charts.
const SWEEP: f32 = 300.0;
const COST: f32 = 320.0;
/// Title of the chart of worth.
const WORTH: &str = "Worth, from 0 to 100, each member apart";
/// Title of the chart of benefit and cost.
const BENEFIT: &str = "Benefit against cost";

/// Replications behind what is drawn.
fn runs(room: &Room<'_>) -> u32 {
    room.state.results.shown.as_ref().map_or(0, |shown| shown.done)
}

/// Worth of each option: a line for the mean of the members' weights, a ring for each member.
pub fn worth_ui(ui: &mut Ui, room: &Room<'_>) {
    let appraised = room.appraised;
    let Some(figure) = worth_figure(room.scenario, appraised, runs(room)) else { return };
    let Plot::Ranges(worth) = &figure.figure.plot else { return };
    let top = ui.cursor().top();
    ui.label(RichText::new(WORTH).font(theme::bold(theme::HEADING)));
    remark(ui, "Upright line: by the mean of the members’ weights. Each ring: by the weights of one member, all of them within the band.");
    let drawn = ui.cursor().top();
    let told = worth.rows.iter().map(|row| {
        let weighed = appraised.members.iter().filter(|member| member.weighing.is_some());
        let own: Vec<String> = weighed.zip(&row.rings).map(|(member, own)| format!("{} {}", member.role, number(*own, 0))).collect();
        format!("{}: {} ({}).", row.label, row.written, own.join(", "))
    });
    let told = told.collect::<Vec<_>>().join(" ");
    let described = format!("Chart. Worth from 0 to 100 by the mean of the members’ weights, with each member’s own. {told}");
    plots::ranges_ui(ui, worth, Palette::of(ui).welfare, "", &described);
    pictures::offer_figure(ui, [top, drawn], WORTH, figure);
}

/// Worth of each option as the weight of one criterion goes from 0 to 1, with the points at which the first place changes.
pub fn sweep_ui(ui: &mut Ui, room: &Room<'_>, criterion: usize, top: f32) {
    let appraised = room.appraised;
    let Some(figure) = sweep_figure(room.scenario, appraised, criterion, runs(room)) else { return };
    let Plot::Lines(lines) = &figure.figure.plot else { return };
    let (said, name) = (sweep_words(appraised, criterion), appraised.criteria.get(criterion).map_or("", |criterion| criterion.short()));
    let own = appraised.group.as_ref().and_then(|group| group.weights.get(criterion)).copied().unwrap_or_default();
    remark(ui, format!("{said}. The members’ mean weight is {}; the other weights keep their proportions.", percent(own)));
    let drawn = ui.cursor().top();
    let described = format!("Chart. Lines of worth as the weight of {name} goes from nothing to all. {said}.");
    plots::lines_ui(ui, lines, Palette::of(ui).welfare, &described, SWEEP);
    let title = format!("Worth, as the weight of {name} goes from nothing to all");
    pictures::offer_figure(ui, [top, drawn], &title, figure);
}

/// Benefit against cost: who is both dearer and worth no more is named.
pub fn cost_ui(ui: &mut Ui, room: &Room<'_>, group: &Weighing) {
    let top = ui.cursor().top();
    ui.label(RichText::new(BENEFIT).font(theme::bold(theme::HEADING)));
    let Some(figure) = cost_figure(room.scenario, room.appraised, runs(room)) else {
        remark(ui, "The scenario has no prices, so the benefit cannot be set against a cost.");
        return;
    };
    let Plot::Scatter(scatter) = &figure.figure.plot else { return };
    let words = cost_words(room.appraised, group);
    remark(ui, format!("Net present cost at the scenario’s prices. {words}. Struck out: {}.", scatter.struck));
    let drawn = ui.cursor().top();
    let told = scatter.points.iter().map(|point| {
        let [cost, worth] = point.at;
        format!("“{}”: £{} million, worth {}", point.name, number(cost, 0), number(worth, 0))
    });
    let described = format!("Chart. Marks of worth against net present cost. {}. {words}.", told.collect::<Vec<_>>().join("; "));
    plots::scatter_ui(ui, scatter, room.scenario, &described, COST);
    pictures::offer_figure(ui, [top, drawn], BENEFIT, figure);
}

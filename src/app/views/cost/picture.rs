//! Cost and access on one picture: net present cost upwards, requests without a place to the right. Nearer the corner is better in both.

use egui::{Label, RichText, Ui};

use crate::analysis::costs::CostAnswer;
use crate::app::theme::Palette;
use crate::app::views::{pictures, plots};
use crate::app::wording::number;
use crate::model::Scenario;
use crate::report::costs::{beside_access, counted, dominated, pounds};
use crate::report::figure::Plot;

const HEIGHT: f32 = 310.0;
const WIDEST: f32 = 760.0;

/// The picture, and which options are dominated.
pub fn picture_ui(ui: &mut Ui, answer: &CostAnswer, scenario: &Scenario) {
    let palette = Palette::of(ui);
    let (begins, title) = (ui.cursor().top(), "What does the money buy?");
    pictures::title_ui(ui, title);
    let finding = dominated(answer);
    ui.add(Label::new(RichText::new(&finding).size(13.5).color(palette.muted)).wrap());
    let Some(figure) = beside_access(scenario, answer) else { return };
    let Plot::Scatter(drawn) = &figure.figure.plot else { return };
    let told = drawn.points.iter().map(|point| {
        let [unmet, cost] = point.at;
        format!("{}: {} and {} requests a year without a place", point.name, pounds(cost * 1e6), number(unmet, 1))
    });
    let told: Vec<String> = told.collect();
    let described = format!("Chart. Net present cost and requests without a place. {finding} {}.", told.join("; "));
    let from = ui.cursor().top();
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width().min(WIDEST));
        plots::scatter_ui(ui, drawn, scenario, &described, HEIGHT);
    });
    let reading = format!(
        "Lower and further left is better in these two things. A mark that would hide another stands aside, tied to its place. A struck mark is a {}. {}",
        drawn.struck,
        counted(answer)
    );
    pictures::offer_figure(ui, [begins, from], title, figure);
    ui.add(Label::new(RichText::new(reading).size(13.0).color(palette.muted)).wrap());
}

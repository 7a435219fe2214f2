//! Two charts of the chosen option: how many beds are in use over time, and how often exactly so many are.

use egui::{Align, Layout, RichText, Ui};

use super::{notices, pictures, plots};
use crate::analysis::Summary;
use crate::app::state::ViewState;
use crate::app::theme::Palette;
use crate::model::{ProvisionOption, Scenario, Stream};
use crate::report::figure::{Plot, Unsourced};
use crate::report::figures::{beds_over_time, occupancy, waiting_over_time};
use crate::report::findings::{self, Beds, word};

/// Least height of the charts with title, finding and key: less cannot be read from the back of a room, so the page scrolls.
pub const LEAST_HEIGHT: f32 = 285.0;
/// Least height of a chart itself.
const LEAST_PLOT: f32 = 200.0;

/// Both charts side by side, or why there is nothing to draw.
pub fn charts_ui(ui: &mut Ui, summary: &Summary, scenario: &Scenario, view: &ViewState, height: f32) {
    let index = summary.options.iter().position(|option| option.id == view.option);
    let Some((index, option)) = index.zip(scenario.option(&view.option)) else {
        notices::empty_ui(ui, "No option is chosen", "Choose an option in the table to see its beds.");
        return;
    };
    let beds = Beds::of(option, view.stream);
    if beds.total() == 0 {
        waiting_ui(ui, summary, index, scenario, option, view.stream, height);
        return;
    }
    let (found, stream) = (&summary.options[index], view.stream);
    ui.spacing_mut().item_spacing.x = 20.0;
    ui.columns(2, |columns| {
        let sentence = findings::over_time(summary, index, stream, beds, option);
        let figure = beds_over_time(scenario, summary, index, stream, &[]);
        chart_ui(&mut columns[0], "How full would the beds be over time?", sentence, height, stream, figure);
        let shares = found.occupancy_distributions.iter().find(|of| of.key == stream.key());
        let sentence = shares.map(|of| findings::distribution(&of.shares, beds, stream, &scenario.run, option));
        let figure = occupancy(scenario, summary, index, std::iter::once(stream));
        chart_ui(&mut columns[1], "How often would every bed be taken?", sentence, height, stream, figure);
    });
}

/// Without London beds there is none to fill: the children who wait are what there is to see.
fn waiting_ui(ui: &mut Ui, summary: &Summary, index: usize, scenario: &Scenario, option: &ProvisionOption, stream: Stream, height: f32) {
    let text =
        format!("“{}” has no London beds for {} placements: children are placed elsewhere or not at all.", option.name, word(stream));
    let top = ui.cursor().top();
    notices::empty_ui(ui, "No London beds to fill", &text);
    let Some(figure) = waiting_over_time(scenario, summary, index, stream) else { return };
    ui.add_space(10.0);
    let sentence = format!("{}.", figure.figure.title);
    let left = height - (ui.cursor().top() - top);
    chart_ui(ui, "How many children would be waiting over time?", Some(sentence), left, stream, Some(figure));
}

/// Title, finding, chart. A screen reader hears title and finding in place of the picture.
fn chart_ui(ui: &mut Ui, title: &str, finding: Option<String>, height: f32, stream: Stream, figure: Option<Unsourced>) {
    ui.with_layout(Layout::top_down(Align::Min), |ui| {
        let palette = Palette::of(ui);
        let top = ui.cursor().top();
        pictures::title_ui(ui, title);
        let finding = finding.unwrap_or_default();
        if !finding.is_empty() {
            ui.add(egui::Label::new(RichText::new(&finding).size(13.5).color(palette.muted)).wrap());
        }
        let from = ui.cursor().top();
        match figure {
            Some(figure) => {
                let (said, height, colour) =
                    (format!("Chart. {title} {finding}"), (height - (from - top)).max(LEAST_PLOT), palette.stream(stream));
                match &figure.figure.plot {
                    Plot::Fan(fan) => plots::fan_ui(ui, fan, colour, &said, height),
                    Plot::Columns(panels) => panels.iter().for_each(|panel| plots::columns_ui(ui, panel, colour, &said, height)),
                    _ => {}
                }
                pictures::offer_figure(ui, [top, from], title, figure);
            }
            None => notices::empty_ui(ui, "Nothing to draw", "This run has no such series for this option."),
        }
    });
}

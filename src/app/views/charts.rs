//! Two charts of the chosen option: how many beds are in use over time, and how often exactly so many are.

use egui::{Align, Layout, RichText, Ui};

use super::{notices, pictures, plots};
use crate::analysis::Summary;
use crate::app::state::ViewState;
use crate::app::theme::Palette;
use crate::app::wording::number;
use crate::model::{ProvisionOption, Scenario, Stream};
use crate::report::figures::{Counted, quarterly};
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
    let colour = Palette::of(ui).stream(stream);
    ui.spacing_mut().item_spacing.x = 20.0;
    ui.columns(2, |columns| {
        let sentence = findings::over_time(summary, index, stream, beds, option);
        let series = findings::series(found, &format!("census_london_{}", stream.key()));
        let fan = series.map(|series| {
            let points = findings::points(series, f64::from(beds.total()));
            quarterly(&points, stream, &scenario.run, Counted::Beds(option), Vec::new())
        });
        chart_ui(&mut columns[0], "How full would the beds be over time?", sentence, height, fan, |ui, fan, said, height| {
            plots::fan_ui(ui, &fan, colour, said, height);
        });
        let drawn = crate::report::figures::columns(found, option, stream);
        let shares = found.occupancy_distributions.iter().find(|of| of.key == stream.key());
        let sentence = shares.map(|of| findings::distribution(&of.shares, beds, stream, &scenario.run, option));
        chart_ui(&mut columns[1], "How often would every bed be taken?", sentence, height, drawn, |ui, drawn, said, height| {
            plots::columns_ui(ui, &drawn, colour, said, height);
        });
    });
}

/// Without London beds there is none to fill: the children who wait are what there is to see.
fn waiting_ui(ui: &mut Ui, summary: &Summary, index: usize, scenario: &Scenario, option: &ProvisionOption, stream: Stream, height: f32) {
    let text =
        format!("“{}” has no London beds for {} placements: children are placed elsewhere or not at all.", option.name, word(stream));
    let top = ui.cursor().top();
    notices::empty_ui(ui, "No London beds to fill", &text);
    let key = format!("{}_waiting", stream.key());
    let waiting = summary.estimate(index, &key).filter(|estimate| estimate.mean >= 0.05);
    let series = findings::series(&summary.options[index], &key);
    let (Some(waiting), Some(series)) = (waiting, series) else { return };
    ui.add_space(10.0);
    let sentence = format!("On an average day {} children wait for a {} placement.", number(waiting.mean, 1), word(stream));
    let left = height - (ui.cursor().top() - top);
    let points = findings::points(series, f64::INFINITY);
    let fan = quarterly(&points, stream, &scenario.run, Counted::Waiting, Vec::new());
    let colour = Palette::of(ui).stream(stream);
    chart_ui(ui, "How many children would be waiting over time?", Some(sentence), left, Some(fan), |ui, fan, said, height| {
        plots::fan_ui(ui, &fan, colour, said, height);
    });
}

/// Title, finding, chart. A screen reader hears title and finding in place of the picture.
fn chart_ui<T>(ui: &mut Ui, title: &str, finding: Option<String>, height: f32, drawn: Option<T>, draw: impl FnOnce(&mut Ui, T, &str, f32)) {
    ui.with_layout(Layout::top_down(Align::Min), |ui| {
        let palette = Palette::of(ui);
        let top = ui.cursor().top();
        pictures::title_ui(ui, title);
        let finding = finding.unwrap_or_default();
        if !finding.is_empty() {
            ui.add(egui::Label::new(RichText::new(&finding).size(13.5).color(palette.muted)).wrap());
        }
        let from = ui.cursor().top();
        match drawn {
            Some(drawn) => {
                draw(ui, drawn, &format!("Chart. {title} {finding}"), (height - (from - top)).max(LEAST_PLOT));
                pictures::offer(ui, [top, from], title, &finding);
            }
            None => notices::empty_ui(ui, "Nothing to draw", "This run has no such series for this option."),
        }
    });
}

//! Two charts of the chosen option: how many beds are in use over time, and how often exactly so many are.

use egui::{Align, Color32, Layout, RichText, Role, Stroke, Ui, WidgetInfo, vec2};
use egui_plot::{AxisHints, Bar, BarChart, FilledArea, GridMark, HoverPosition, Line, LineStyle, Plot};

use super::{notices, pictures};
use crate::analysis::summary::QuarterPoint;
use crate::analysis::{OptionSummary, Summary};
use crate::app::state::ViewState;
use crate::app::theme::{self, Palette};
use crate::app::wording::{capital, number, percent, short_number};
use crate::model::{ProvisionOption, Scenario, Stream};
use crate::report::findings::{self, Beds, word};

/// Least height of the charts with title, finding and key: less cannot be read from the back of a room, so the page scrolls.
pub const LEAST_HEIGHT: f32 = 285.0;
/// Least height of a chart itself.
const LEAST_PLOT: f32 = 200.0;

/// What a chart is about.
struct Subject<'a> {
    found: &'a OptionSummary,
    stream: Stream,
    beds: Beds,
}

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
    let subject = Subject { found: &summary.options[index], stream: view.stream, beds };
    ui.spacing_mut().item_spacing.x = 20.0;
    ui.columns(2, |columns| {
        let sentence = findings::over_time(summary, index, view.stream, beds, option);
        chart_ui(&mut columns[0], "How full would the beds be over time?", sentence, height, |ui, height| {
            let series = findings::series(subject.found, &format!("census_london_{}", view.stream.key()))?;
            let line = findings::beds_over_time(option, view.stream, &scenario.run);
            let points = findings::points(series, f64::from(beds.total()));
            Some(over_time_ui(ui, scenario, &OverTime { points, stream: view.stream, unit: "beds in use", beds: Some(line) }, height))
        });
        let shares = shares(&subject);
        let sentence = shares.map(|shares| findings::distribution(shares, beds, view.stream, &scenario.run, option));
        chart_ui(&mut columns[1], "How often would every bed be taken?", sentence, height, |ui, height| {
            shares.map(|shares| distribution_ui(ui, &subject, shares, height))
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
    chart_ui(ui, "How many children would be waiting over time?", Some(sentence), left, |ui, height| {
        let points = findings::points(series, f64::INFINITY);
        Some(over_time_ui(ui, scenario, &OverTime { points, stream, unit: "children waiting", beds: None }, height))
    });
}

fn shares<'a>(subject: &Subject<'a>) -> Option<&'a [f64]> {
    let found = subject.found.occupancy_distributions.iter().find(|found| found.key == subject.stream.key())?;
    // Beds that only the other kind of placement may use never count here.
    let used = found.shares.iter().rposition(|share| *share > 0.0).unwrap_or(0).max(subject.beds.total() as usize);
    found.shares.get(..=used).or(Some(&found.shares)).filter(|shares| !shares.is_empty())
}

/// Title, finding, chart. A screen reader hears title and finding in place of the picture.
fn chart_ui(ui: &mut Ui, title: &str, finding: Option<String>, height: f32, draw: impl FnOnce(&mut Ui, f32) -> Option<egui::Response>) {
    ui.with_layout(Layout::top_down(Align::Min), |ui| titled_ui(ui, title, finding, height, draw));
}

fn titled_ui(ui: &mut Ui, title: &str, finding: Option<String>, height: f32, draw: impl FnOnce(&mut Ui, f32) -> Option<egui::Response>) {
    let palette = Palette::of(ui);
    let top = ui.cursor().top();
    ui.label(RichText::new(title).font(theme::bold(16.0)));
    if let Some(finding) = &finding {
        ui.add(egui::Label::new(RichText::new(finding).size(13.5).color(palette.muted)).wrap());
    }
    let drawn = ui.cursor().top();
    match draw(ui, height - (drawn - top)) {
        Some(response) => {
            pictures::offer(ui, [top, drawn], title, finding.as_deref().unwrap_or_default());
            response.widget_info(|| {
                let mut info = WidgetInfo::new(Role::GraphicsObject);
                info.label = Some(format!("Chart. {title} {}", finding.clone().unwrap_or_default()));
                info
            });
        }
        None => notices::empty_ui(ui, "Nothing to draw", "This run has no such series for this option."),
    }
}

/// A series to draw, with the beds there are if it is about beds.
struct OverTime {
    points: Vec<QuarterPoint>,
    stream: Stream,
    unit: &'static str,
    beds: Option<Vec<[f64; 2]>>,
}

fn over_time_ui(ui: &mut Ui, scenario: &Scenario, chart: &OverTime, height: f32) -> egui::Response {
    let palette = Palette::of(ui);
    let colour = palette.stream(chart.stream);
    let top_of_charts = ui.cursor().top();
    let mut entries = vec![
        (Mark::Line, colour, "median"),
        (Mark::Band(0.38), colour, "half of possible futures"),
        (Mark::Band(0.16), colour, "nine in ten"),
    ];
    if chart.beds.is_some() {
        entries.push((Mark::Dashes, palette.text, "beds"));
    }
    key_ui(ui, capital(chart.unit).as_str(), &entries);
    let height = height - (ui.cursor().top() - top_of_charts);
    let run = &scenario.run;
    let start = f64::from(run.start.year()) + f64::from(run.start.month() - 1) / 12.0;
    let end = start + run.horizon_years;
    let xs: Vec<f64> = (0..chart.points.len()).map(|quarter| start + 0.25 * quarter as f64 + 0.125).collect();
    let of = |value: fn(&QuarterPoint) -> f64| chart.points.iter().map(value).collect::<Vec<f64>>();
    let bands = [(of(|p| p.p05), of(|p| p.p95), 0.16), (of(|p| p.p25), of(|p| p.p75), 0.22)];
    let median: Vec<[f64; 2]> = xs.iter().copied().zip(of(|p| p.p50)).map(|(x, y)| [x, y]).collect();
    let beds: Option<Vec<[f64; 2]>> = chart.beds.as_ref().map(|line| line.iter().map(|&[years, beds]| [start + years, beds]).collect());
    let most_beds = beds.iter().flatten().map(|point| point[1]).fold(0.0, f64::max);
    let top = of(|p| p.p95).into_iter().fold(most_beds, f64::max);
    let years = AxisHints::new_x().formatter(year).label_spacing(8.0..=16.0);
    let counts = AxisHints::new_y().formatter(whole).label_spacing(8.0..=16.0);
    let plot = frame_plot(Plot::new("over_time"), palette, height, years, counts, top)
        .include_x(start)
        .include_x(end)
        .x_grid_spacer(marks(start, end, (ui.available_width() / 70.0) as usize))
        .label_formatter(|position| hover_text(position, chart, start));
    let drawn = plot.show(ui, |plot| {
        for (index, (low, high, alpha)) in bands.into_iter().enumerate() {
            let area = FilledArea::new(format!("band {index}"), &xs, &low, &high);
            plot.add(area.fill_color(colour.gamma_multiply(alpha)).stroke(Stroke::NONE).allow_hover(false));
        }
        if let Some(beds) = beds {
            plot.line(Line::new("beds", beds).color(palette.text).width(1.5).style(LineStyle::dashed_dense()).allow_hover(false));
        }
        plot.line(Line::new("median", median).color(colour).width(2.5));
    });
    drawn.response
}

fn distribution_ui(ui: &mut Ui, subject: &Subject<'_>, shares: &[f64], height: f32) -> egui::Response {
    let palette = Palette::of(ui);
    let colour = palette.stream(subject.stream);
    let full = subject.beds.total() as usize;
    let top_of_charts = ui.cursor().top();
    let entries = [(Mark::Band(0.8), colour, "some beds free"), (Mark::Band(1.0), palette.full, "all in use")];
    key_ui(ui, "Share of time, by beds in use", &entries);
    let height = height - (ui.cursor().top() - top_of_charts);
    let bars = shares.iter().enumerate().map(|(beds, &share)| {
        let fill = if beds >= full { palette.full } else { colour.gamma_multiply(0.8) };
        Bar::new(beds as f64, share * 100.0).width(0.78).fill(fill).stroke(Stroke::NONE)
    });
    let bars = bars.collect();
    let top = shares.iter().copied().fold(0.0, f64::max) * 100.0;
    let beds = AxisHints::new_x().formatter(whole).label_spacing(8.0..=16.0);
    let percents = AxisHints::new_y().formatter(|mark: GridMark, _| format!("{}%", short_number(mark.value, 1))).label_spacing(8.0..=16.0);
    let plot = frame_plot(Plot::new("distribution"), palette, height, beds, percents, top * 1.05)
        .include_x(-0.6)
        .include_x(full as f64 + 0.6)
        .x_grid_spacer(marks(0.0, full as f64, (ui.available_width() / 50.0) as usize))
        .show_grid([false, true])
        .label_formatter(|_| None);
    let chart = BarChart::new("share of time", bars)
        .element_formatter(Box::new(|bar, _| format!("{} beds in use\n{} of the time", bar.argument, percent(bar.value / 100.0))));
    plot.show(ui, |plot| plot.bar_chart(chart)).response
}

/// A plot in the style of every chart, that cannot be dragged or zoomed.
pub(super) fn frame_plot<'a>(plot: Plot<'a>, palette: &Palette, height: f32, x: AxisHints<'a>, y: AxisHints<'a>, top: f64) -> Plot<'a> {
    let ticks = theme::regular(13.0);
    plot.height(height.max(LEAST_PLOT))
        .custom_x_axes(vec![x.tick_label_font(ticks.clone()).tick_label_color(palette.muted)])
        .custom_y_axes(vec![y.tick_label_font(ticks).tick_label_color(palette.muted).min_thickness(40.0)])
        .grid_color(palette.line)
        .grid_fade(0.0)
        .include_y(0.0)
        .include_y(top * 1.04)
        .y_grid_spacer(marks(0.0, top * 1.04, (height / 36.0) as usize))
        .set_margin_fraction(vec2(0.0, 0.0))
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_crosshair(false)
        .show_background(false)
}

/// Marks at round numbers from `low` to `high`, no more than `most`.
pub(super) fn marks(low: f64, high: f64, most: usize) -> impl Fn(egui_plot::GridInput) -> Vec<GridMark> {
    let step = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0].into_iter().find(|step| (high - low) / step <= most.max(1) as f64).unwrap_or(500.0);
    let first = (low / step).ceil() * step;
    move |_| {
        let count = ((high - first) / step + 1e-6).floor().max(0.0) as usize;
        (0..=count).map(|index| GridMark { value: first + step * index as f64, step_size: step }).collect()
    }
}

fn whole(mark: GridMark, _: &std::ops::RangeInclusive<f64>) -> String {
    if (mark.value - mark.value.round()).abs() < 1e-6 { number(mark.value, 0) } else { String::new() }
}

fn year(mark: GridMark, _: &std::ops::RangeInclusive<f64>) -> String {
    if (mark.value - mark.value.round()).abs() < 1e-6 { format!("{}", mark.value.round()) } else { String::new() }
}

fn hover_text(position: &HoverPosition<'_>, chart: &OverTime, start: f64) -> Option<String> {
    let HoverPosition::NearDataPoint { position, .. } = position else { return None };
    let quarter = ((position.x - start) * 4.0).floor().max(0.0);
    let point = chart.points.get(quarter as usize)?;
    let (year, of_year) = ((start + quarter / 4.0 + 1e-6).floor(), ((start + quarter / 4.0 + 1e-6).fract() * 4.0).floor() + 1.0);
    let beds = |value| number(value, 1);
    Some(format!(
        "{year}, quarter {of_year}\nmedian {} {}\nhalf of possible futures: {} to {}\nnine in ten: {} to {}",
        beds(point.p50),
        chart.unit,
        beds(point.p25),
        beds(point.p75),
        beds(point.p05),
        beds(point.p95)
    ))
}

/// How a thing in a chart is drawn.
pub(super) enum Mark {
    /// A line.
    Line,
    /// A dashed line.
    Dashes,
    /// An area, with how much of its colour shows.
    Band(f32),
}

/// What the upright axis measures and what is what, in a line above a chart.
pub(super) fn key_ui(ui: &mut Ui, unit: &str, entries: &[(Mark, Color32, &str)]) {
    let palette = Palette::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 0.0);
        ui.spacing_mut().interact_size.y = 18.0;
        ui.label(RichText::new(unit).small().color(palette.text));
        for (mark, colour, label) in entries {
            ui.add_space(8.0);
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 12.0), egui::Sense::hover());
            let painter = ui.painter();
            match mark {
                Mark::Line => {
                    painter.hline(rect.x_range(), rect.center().y, Stroke::new(2.5, *colour));
                }
                Mark::Dashes => {
                    for step in 0..3 {
                        let from = rect.left() + 7.0 * step as f32;
                        painter.hline(from..=from + 4.0, rect.center().y, Stroke::new(1.5, *colour));
                    }
                }
                Mark::Band(alpha) => {
                    painter.rect_filled(rect, 2.0, colour.gamma_multiply(*alpha));
                }
            }
            ui.label(RichText::new(*label).small().color(palette.muted));
        }
    });
}

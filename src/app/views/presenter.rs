//! One option against another, in type that is read from the back of a room.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Button, CentralPanel, Color32, FontId, Frame, Key, Layout, Margin, Response, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::options::totals;
use super::{STREAMS, beside_ui, dim_unless};
use crate::analysis::costs::CostMeasure;
use crate::analysis::{MeasureUnit, Summary};
use crate::app::action::{Action, Actions};
use crate::app::commands::{Command, NEXT_OPTION, PREVIOUS_OPTION};
use crate::app::compare::Verdict;
use crate::app::standing::Standing;
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::widgets::page::main_area;
use crate::app::widgets::segmented::segmented;
use crate::app::wording::{self, number, out_of_100};
use crate::report::findings;

/// What is compared: what it is called, and the end of its measure's key.
const MEASURES: [(&str, &str); 4] = [
    ("Requests placed", "placed_share"),
    ("Children waiting on an average day", "waiting"),
    ("Days from request to placement", "mean_wait_days"),
    ("Miles from home", "mean_distance_miles"),
];

/// How much larger or smaller than in a window of 1280 by 720 everything is: as large as there is room for.
fn scale(ui: &Ui) -> f32 {
    let room = ui.ctx().content_rect().size();
    (room.x / 1_280.0).min(room.y / 720.0).clamp(0.62, 1.6)
}

/// The whole window as the presenter has it.
pub fn presenter_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    for (key, command) in [(Key::ArrowRight, &NEXT_OPTION), (Key::ArrowLeft, &PREVIOUS_OPTION)] {
        if ui.input(|input| input.key_pressed(key)) && state.view.overlay.is_none() {
            actions.extend((command.action)(state));
        }
    }
    let page = Frame::new().inner_margin(Margin::symmetric(36, 18));
    CentralPanel::default().frame(page).show(ui, |ui| {
        bar_ui(ui, state, document, actions);
        main_area(ui, |ui| {
            // Where it is more than fits, the bar stands beside it.
            ui.set_width(ui.available_width() - 12.0);
            let standing = Standing::of(state, document);
            let answer = state.results.shown.as_ref().and_then(|shown| {
                let summary = shown.summary.as_deref()?;
                Some((shown, summary, summary.option_index(&state.view.option)?))
            });
            let Some((shown, summary, option)) = answer else {
                ui.label(RichText::new(standing.sentence(state, document)).font(theme::bold(30.0 * scale(ui))));
                return;
            };
            dim_unless(ui, state.results.are_for(&document.scenario) || standing == Standing::Draft);
            let baseline = summary.option_index(&state.view.baseline).unwrap_or(summary.baseline);
            let headline = findings::headline(summary, option, baseline, state.view.stream, &shown.scenario).unwrap_or_default();
            ui.add_space(6.0);
            ui.add(egui::Label::new(RichText::new(headline).font(theme::bold(30.0 * scale(ui)))).wrap());
            ui.add_space(14.0 * scale(ui));
            ui.scope(|ui| measures_ui(ui, state, document, summary, option));
            ui.add_space(8.0);
            let palette = Palette::of(ui);
            let sentence = match standing {
                Standing::Done => {
                    format!("The same children in every option, in {} possible futures.", number(f64::from(shown.done), 0))
                }
                _ => standing.sentence(state, document),
            };
            let interval = surely(state, summary, option, baseline).map(|text| format!(" {text}")).unwrap_or_default();
            let rounding = if option == baseline { "" } else { " Differences are taken before rounding." };
            let sure = format!("{} {}. {sentence}{interval}{rounding}", standing.sign(), standing.word());
            ui.add(egui::Label::new(RichText::new(sure).size(18.0 * scale(ui)).color(palette.muted)).wrap());
        });
    });
}

fn bar_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    ui.horizontal(|ui| {
        if let Some(stream) = segmented(ui, "Results for", state.view.stream, &STREAMS) {
            actions.push(Action::ChooseStream(stream));
        }
        beside_ui(ui, state, actions);
        ui.label(RichText::new(&document.scenario.name).color(Palette::of(ui).muted));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button("Leave").on_hover_text("Back to the rooms (Esc)").clicked() {
                actions.push(Action::Present(false));
            }
            for (word, command) in [("▶", &NEXT_OPTION), ("◀", &PREVIOUS_OPTION)] {
                step_button(ui, state, word, command, actions);
            }
        });
    });
}

fn step_button(ui: &mut Ui, state: &AppState, word: &str, command: &Command, actions: &mut Actions) {
    let action = (command.action)(state);
    let response = ui.add_enabled(action.is_some(), Button::new(word).min_size(vec2(40.0, 0.0)));
    let response = response.on_hover_text(command.tip).accessible_name(command.name);
    if response.clicked() {
        actions.extend(action);
    }
}

/// Height of a row, points, and of one with a line more.
const ROW: (f32, f32) = (65.0, 80.0);

/// What stands in a row.
struct Row {
    label: String,
    /// The unit or what is counted, beneath.
    about: String,
    baseline: String,
    option: String,
    /// The value of the option before the changes.
    before: Option<String>,
    change: String,
    /// In how many futures it is so.
    often: String,
    /// Whether the change is for the better, or for the worse; none: neither, or not clear.
    better: Option<bool>,
}

/// The names of the two options over their columns.
struct Heads<'a> {
    baseline: &'a str,
    option: &'a str,
    same: bool,
}

/// A line a measure, and one for the cost: baseline, option, difference.
fn measures_ui(ui: &mut Ui, state: &AppState, document: &Document, summary: &Summary, option: usize) {
    let palette = Palette::of(ui);
    let baseline = summary.option_index(&state.view.baseline).unwrap_or(summary.baseline);
    let name = |index: usize| summary.options.get(index).map_or("", |option| option.name.as_str());
    let same = option == baseline;
    let heads = Heads { baseline: if same { "" } else { name(baseline) }, option: name(option), same };
    let rows: Vec<Row> = MEASURES
        .into_iter()
        .filter_map(|(label, end)| measure_row(state, summary, [option, baseline], label, end))
        .chain(cost_row(state, [&summary.options[option].id, &summary.options[baseline].id]))
        .collect();
    ui.spacing_mut().item_spacing.y = 0.0;
    let line = |text: &str, size: f32, colour: Color32| (text.to_owned(), theme::regular(size), colour);
    // What “12 + 6” beds are.
    let holds = |index: usize| document.option(&summary.options[index].id).map(|(_, option)| totals(option)).unwrap_or_default();
    let head = |index: usize, colour| vec![line(name(index), 19.0, colour), line(&holds(index), 13.0, palette.muted)];
    cells_ui(
        ui,
        46.0,
        [
            vec![],
            if same { Vec::new() } else { head(baseline, palette.muted) },
            head(option, palette.accent),
            vec![line(if same { "" } else { "Difference" }, 19.0, palette.muted)],
        ],
    );
    for row in &rows {
        row_ui(ui, row, &heads);
    }
}

/// The row of a measure of the stream looked at.
fn measure_row(state: &AppState, summary: &Summary, [option, baseline]: [usize; 2], label: &str, end: &str) -> Option<Row> {
    let key = format!("{}_{end}", state.view.stream.key());
    let measure = summary.measure_index(&key).and_then(|at| summary.measures.get(at))?;
    let value_in = |summary: &Summary, index: usize| {
        let written = summary.estimate(index, &key).and_then(|estimate| wording::estimate(measure.unit, estimate));
        written.map_or_else(|| "none".to_owned(), |written| written.value)
    };
    let before = state.before().filter(|_| state.view.compare.beside).and_then(|before| before.summary.as_deref());
    let before = before.map(|before| {
        let index = before.option_index(&summary.options[option].id);
        index.map_or_else(|| "not there before".to_owned(), |index| format!("before {}", value_in(before, index)))
    });
    let difference = summary.difference(option, baseline, &key).filter(|_| option != baseline);
    let written = difference.as_ref().and_then(|difference| wording::difference(measure.unit, difference));
    let verdict = difference.as_ref().map(|difference| Verdict::on(difference, measure.better, summary.replications));
    let of_100 = |share: f64, word: &str| out_of_100(share).map(|count| format!("{word} in {count} possible futures"));
    let often = match (&difference, verdict) {
        (None, _) => None,
        (Some(_), Some(Verdict::Same)) => Some("the same in 100 of 100 possible futures".to_owned()),
        (Some(difference), Some(Verdict::Worse)) => of_100(difference.worse_share, "worse"),
        (Some(difference), _) => of_100(difference.better_share, "better"),
    };
    Some(Row {
        label: label.to_owned(),
        about: String::new(),
        baseline: if option == baseline { String::new() } else { value_in(summary, baseline) },
        option: value_in(summary, option),
        before,
        change: written.map(|written| written.value).unwrap_or_default(),
        often: often.unwrap_or_default(),
        better: match verdict {
            Some(Verdict::Better) => Some(true),
            Some(Verdict::Worse) => Some(false),
            _ => None,
        },
    })
}

/// What both cost a year, where the scenario has prices and the costs are known.
fn cost_row(state: &AppState, [option, baseline]: [&String; 2]) -> Option<Row> {
    let answer = state.results.costs.value()?.as_ref().as_ref()?;
    let of = |id: &String| answer.options.iter().find(|option| option.id == *id);
    let millions = |pounds: f64| format!("£{}m", number(pounds / 1e6, 1));
    let (chosen, other) = (of(option)?.estimate(CostMeasure::PerYear)?, of(baseline)?.estimate(CostMeasure::PerYear)?);
    let less = chosen.mean - other.mean;
    let sign = if less < 0.0 { "\u{2212}" } else { "+" };
    let same = option == baseline;
    Some(Row {
        label: "Cost a year".to_owned(),
        about: "all payers, buildings spread over their life".to_owned(),
        baseline: if same { String::new() } else { millions(other.mean) },
        option: millions(chosen.mean),
        before: None,
        change: if same { String::new() } else { format!("{sign}{}", millions(less.abs())) },
        often: String::new(),
        better: None,
    })
}

fn row_ui(ui: &mut Ui, row: &Row, heads: &Heads<'_>) {
    let palette = Palette::of(ui);
    let (colour, sign) = match row.better {
        Some(true) => (palette.better, "✓ "),
        Some(false) => (palette.worse, "✗ "),
        None => (palette.text, ""),
    };
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(line.x_range(), line.top(), (1.0, palette.line));
    let mut label = vec![(row.label.clone(), theme::regular(23.0), palette.text)];
    if !row.about.is_empty() {
        label.push((row.about.clone(), theme::regular(16.0), palette.muted));
    }
    let mut option = vec![(row.option.clone(), theme::bold(44.0), palette.text)];
    option.extend(row.before.clone().map(|before| (before, theme::regular(20.0), palette.text)));
    let mut change = vec![(format!("{sign}{}", row.change), theme::bold(28.0), colour)];
    if !row.often.is_empty() {
        change.push((row.often.clone(), theme::regular(17.0), colour));
    }
    let height = if row.before.is_some() { ROW.1 } else { ROW.0 };
    let response = cells_ui(ui, height, [label, vec![(row.baseline.clone(), theme::regular(36.0), palette.muted)], option, change]);
    let before = row.before.as_ref().map(|before| format!(" ({before})")).unwrap_or_default();
    let mut spoken = format!("{}: {} {}{before}", row.label, heads.option, row.option);
    if !heads.same {
        let often = if row.often.is_empty() { String::new() } else { format!(", {}", row.often) };
        spoken.push_str(&format!(", {} {}. Difference {sign}{}{often}", heads.baseline, row.baseline, row.change));
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &spoken));
}

/// Lines of type, one below the other.
type Lines = Vec<(String, FontId, Color32)>;

/// Four cells side by side, the first at the left and the others at the right of their columns.
fn cells_ui(ui: &mut Ui, height: f32, cells: [Lines; 4]) -> Response {
    let scale = scale(ui);
    let height = height * scale;
    let jobs = cells.map(|lines| {
        let mut job = LayoutJob::default();
        for (at, (text, font, colour)) in lines.into_iter().enumerate() {
            let font = FontId::new(font.size * scale, font.family);
            let text = if at > 0 { format!("\n{text}") } else { text };
            job.append(&text, 0.0, TextFormat { line_height: Some(font.size * 1.15), ..TextFormat::simple(font, colour) });
        }
        job
    });
    let width = ui.available_width();
    let shares = [0.25, 0.19, 0.31, 0.25];
    let mut galleys = Vec::new();
    let mut tallest = height;
    for (at, (mut job, share)) in jobs.into_iter().zip(shares).enumerate() {
        job.wrap.max_width = width * share - 12.0;
        job.halign = if at == 0 { Align::Min } else { Align::Max };
        let galley = ui.painter().layout_job(job);
        tallest = tallest.max(galley.size().y + 8.0);
        galleys.push((galley, share));
    }
    let (rect, response) = ui.allocate_exact_size(vec2(width, tallest), Sense::hover());
    let mut left = rect.left();
    for (at, (galley, share)) in galleys.into_iter().enumerate() {
        let x = if at == 0 { left } else { left + width * share };
        let colour = Palette::of(ui).text;
        ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, colour);
        left += width * share;
    }
    response
}

/// How sure the share placed is, in plain words.
fn surely(state: &AppState, summary: &Summary, option: usize, baseline: usize) -> Option<String> {
    let (label, end) = MEASURES[0];
    let key = format!("{}_{end}", state.view.stream.key());
    let unit = summary.measure_index(&key).and_then(|at| summary.measures.get(at))?.unit;
    let ends = |low: f64, high: f64| [low, high].map(|end| number(end * 100.0, 1));
    let estimate = summary.estimate(option, &key).filter(|estimate| unit == MeasureUnit::Share && estimate.low.is_finite())?;
    let [low, high] = ends(estimate.low, estimate.high);
    let mut text = format!("{label}: between {low}% and {high}% (95% interval)");
    if let Some(difference) = summary.difference(option, baseline, &key).filter(|found| option != baseline && found.low.is_finite()) {
        let [low, high] = ends(difference.low, difference.high);
        text.push_str(&format!("; the difference between {low} and {high} points"));
    }
    Some(format!("{text}. It says how sure the simulation is, not how sure the evidence is."))
}

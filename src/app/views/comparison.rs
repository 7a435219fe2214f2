//! How do they compare? Measures as rows, options as columns, each against the baseline; one measure large beneath; beds over time folded.

mod cell;
mod dots;
mod header;
mod table;

use egui::{
    Align, CollapsingHeader, ComboBox, Key, Layout, PopupCloseBehavior, RichText, ScrollArea, Ui, containers::menu::MenuConfig, vec2,
};

pub use table::unit_line;

use super::options::totals;
use super::{beside_ui, charts, dim_unless, notices};
use crate::analysis::{Better, MeasureSpec, Summary};
use crate::app::action::{Action, Actions};
use crate::app::compare::{self, CompareView, CompareWish, ENOUGH, Range};
use crate::app::state::{AppState, Document, Room};
use crate::app::theme::{self, Palette};
use crate::app::widgets::describe::describe;
use crate::app::widgets::entry::{LIST, entry};
use crate::app::widgets::page::main_area;
use crate::app::widgets::segmented::segmented;
use crate::app::widgets::term::{meanings_ui, meant_by, term};
use crate::app::wording;
use crate::model::Scenario;
use crate::report::claims::leader;
use crate::report::criteria::listed;
use crate::report::wording::letter;

/// Height of the line of controls: that of its tallest, the choice between ranges.
const LINE: f32 = 42.0;

/// Less height than this shows hardly more than the controls, points.
const LOW: f32 = 380.0;

/// What the glossary explains of this room.
const TERMS: [&str; 3] = ["Difference", "95% interval (±)", "Withdrawn"];

/// What the parts of the room share.
struct Comparison<'a> {
    summary: &'a Summary,
    /// The answer before the changes, where it is asked for beside this one.
    before: Option<&'a Summary>,
    scenario: &'a Scenario,
    /// The scenario as it was opened.
    opened: &'a Scenario,
    view: &'a CompareView,
    /// Place of the baseline in the summary.
    baseline: usize,
    /// Id of the chosen option.
    chosen: &'a str,
    /// Places of the options shown, in the order shown.
    columns: Vec<usize>,
    /// The measures shown.
    rows: Vec<&'a MeasureSpec>,
    stream: crate::model::Stream,
}

impl Comparison<'_> {
    /// Place in the scenario of an option of the summary.
    fn place(&self, column: usize) -> usize {
        let id = &self.summary.options[column].id;
        self.scenario.options.iter().position(|option| option.id == *id).unwrap_or(0)
    }

    fn name(&self, column: usize) -> &str {
        &self.summary.options[column].name
    }
}

/// The room of results.
pub fn room_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    if document.scenario.options.is_empty() {
        notices::empty_ui(ui, "There is no option to compare", "Add an option to the scenario file; the first is always “As now”.");
        return;
    }
    let Some(shown) = &state.results.shown else {
        notices::empty_ui(ui, "No answer yet", "Results appear here after the first replications.");
        return;
    };
    let Some(summary) = &shown.summary else { return };
    let (stream, view) = (state.view.stream, &state.view.compare);
    let sort = view.sort.as_deref().and_then(|name| compare::measure(summary, name, stream));
    let all = compare::measures(summary, stream);
    let comparison = Comparison {
        summary,
        before: state.before().filter(|_| view.beside).and_then(|before| before.summary.as_deref()),
        scenario: &shown.scenario,
        opened: &document.opened,
        view,
        baseline: summary.option_index(&state.view.baseline).unwrap_or(summary.baseline),
        chosen: &state.view.option,
        columns: compare::columns(summary, &shown.scenario, &state.view.baseline, sort),
        rows: all.iter().copied().filter(|measure| view.shown.contains(measure.name)).collect(),
        stream,
    };
    keys(ui, state, actions);
    main_area(ui, |ui| {
        ui.set_width(ui.available_width() - 12.0);
        // Where little of the page is in sight at once, the numbers come before what is said of them.
        let is_low = ui.clip_rect().height() < LOW && summary.replications >= ENOUGH;
        toolbar(ui, &comparison, &all, is_low, (state, document), actions);
        if !is_low {
            meaning_ui(ui, &comparison);
        }
        if document.scenario.options.len() == 1 {
            notices::empty_ui(ui, "There is only “As now”", "Build an option to have something to compare it with.");
            if ui.button("Build an option").clicked() {
                actions.push(Action::GoTo(Room::Options));
            }
            ui.add_space(6.0);
        }
        ui.scope(|ui| {
            dim_unless(ui, state.results.are_for(&document.scenario));
            best_ui(ui, &comparison);
            table::table_ui(ui, &comparison, actions);
            if is_low {
                meanings_ui(ui, &TERMS);
                meaning_ui(ui, &comparison);
            }
            ui.add_space(12.0);
            dots::dots_ui(ui, &comparison, actions);
            ui.add_space(10.0);
            let name = shown.scenario.option(&state.view.option).map_or("the chosen option", |option| option.name.as_str());
            CollapsingHeader::new(format!("Beds over time: {name}")).id_salt("beds over time").show_unindented(ui, |ui| {
                charts::charts_ui(ui, summary, &shown.scenario, &state.view, charts::LEAST_HEIGHT + 40.0);
            });
        });
    });
}

/// Which option has the best value of the measure shown large, and which cannot be told from it.
fn best_ui(ui: &mut Ui, comparison: &Comparison<'_>) {
    let summary = comparison.summary;
    let Some(measure) = compare::measure(summary, &comparison.view.large, comparison.stream) else { return };
    if summary.replications < ENOUGH || comparison.columns.len() < 2 {
        return;
    }
    let Some(leader) = leader(summary, &measure.key, &comparison.columns) else { return };
    let Some(best) = summary.estimate(leader.best, &measure.key).and_then(|best| wording::estimate(measure.unit, best)) else { return };
    let end = if measure.better == Better::Higher { "highest" } else { "lowest" };
    let names: Vec<String> = leader.level.iter().map(|other| format!("“{}”", comparison.name(*other))).collect();
    let letters: Vec<String> = leader.level.iter().map(|other| letter(comparison.place(*other))).collect();
    let level = match leader.level.len() {
        0 => ", clearly apart from every other option".to_owned(),
        level if level + 1 == comparison.columns.len() => "; no option is clearly different".to_owned(),
        1 => format!("; {} is not clearly different", listed(&names)),
        2..=3 => format!("; {} are not clearly different", listed(&names)),
        level => format!("; {level} other options ({}) are not clearly different", letters.join(", ")),
    };
    let name = comparison.name(leader.best);
    let text = format!("{}: {end} under “{name}”, {} {}{level}.", measure.title(), best.value, best.interval);
    ui.add(egui::Label::new(RichText::new(text).font(theme::bold(theme::BODY))).wrap());
    ui.add_space(4.0);
}

/// M measures every option against the one chosen.
fn keys(ui: &Ui, state: &AppState, actions: &mut Actions) {
    let typing = ui.ctx().text_edit_focused();
    if !typing && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::M)) {
        actions.push(Action::ChooseBaseline(state.view.option.clone()));
    }
}

/// The baseline, the range told, the measures shown.
fn toolbar(
    ui: &mut Ui,
    comparison: &Comparison<'_>,
    all: &[&MeasureSpec],
    is_low: bool,
    (state, document): (&AppState, &Document),
    actions: &mut Actions,
) {
    let view = comparison.view;
    // With one control more, the others take less, so that all stay in one line where they can.
    let narrow = state.before().is_some();
    ui.horizontal_wrapped(|ui| {
        // One height for all that stands in this line, given by what stands first.
        ui.spacing_mut().interact_size.y = 36.0;
        ui.allocate_ui_with_layout(vec2(0.0, LINE), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_height(LINE);
            term(ui, RichText::new("Compared with"), "Baseline");
        });
        let combo = ComboBox::from_id_salt("baseline")
            .selected_text(comparison.name(comparison.baseline))
            .width(if narrow { 180.0 } else { 220.0 })
            .height(LIST)
            .truncate();
        let combo = combo.show_ui(ui, |ui| {
            for option in &document.scenario.options {
                if entry(ui, comparison.summary.options[comparison.baseline].id == option.id, &option.name)
                    .on_hover_text(totals(option))
                    .clicked()
                {
                    actions.push(Action::ChooseBaseline(option.id.clone()));
                }
            }
        });
        let response = combo.response.accessible_name("Baseline");
        describe(ui, response, "The option that the others are told against. M makes the option looked at the baseline.");
        ui.add_space(8.0);
        let ranges = [(Range::Interval, "± 95% interval"), (Range::Futures, "40 of 50 possible futures")];
        if let Some(range) = segmented(ui, "Range told", view.range, &ranges) {
            actions.push(Action::Compare(CompareWish::Range(range)));
        }
        ui.add_space(8.0);
        let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let label = format!("Measures: {} of {}", comparison.rows.len(), all.len());
        let menu = egui::containers::menu::MenuButton::new(label).config(config).ui(ui, |ui| {
            ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
                for measure in all {
                    let mut shown = view.shown.contains(measure.name);
                    let response = ui.checkbox(&mut shown, measure.title());
                    if describe(ui, response, measure.definition).changed() {
                        actions.push(Action::Compare(CompareWish::Show(measure.name.to_owned(), shown)));
                    }
                }
            });
            ui.separator();
            if ui.button("As at the start").clicked() {
                actions.push(Action::Compare(CompareWish::Reset));
            }
        });
        describe(ui, menu.0, "Choose the measures that the table shows.");
        beside_ui(ui, state, actions);
        if view.sort.is_some() && ui.button("Own order of options").clicked() {
            actions.push(Action::Compare(CompareWish::Sort(None)));
        }
        if !is_low {
            ui.add_space(8.0);
            meant_by(ui, if narrow { &["95% interval (±)"] } else { &TERMS });
        }
    });
}

/// What the lines of a cell are, and what its colours mean.
fn meaning_ui(ui: &mut Ui, comparison: &Comparison<'_>) {
    let (palette, view) = (Palette::of(ui), comparison.view);
    let replications = comparison.summary.replications;
    let (text, colour) = if replications < ENOUGH {
        let text = format!(
            "{replications} replications are too few to tell a difference from chance: nothing is marked better or worse before there are {ENOUGH}."
        );
        (text, palette.worse)
    } else {
        let range = match view.range {
            Range::Interval => "± is the 95% interval of the mean",
            Range::Futures => "the range holds 40 of 50 possible futures",
        };
        let baseline = comparison.name(comparison.baseline);
        let lower = if comparison.before.is_some() {
            "Below: the same before your changes, and the change since; green or orange only where it is more than chance.".to_owned()
        } else {
            format!(
                "Lower line: difference from “{baseline}” ± its 95% interval, taken before rounding, and in how many of 100 possible futures, \
                 with the same children, the option does better. Green or orange only where that interval leaves zero out."
            )
        };
        (format!("Upper line: mean; {range}. {lower}"), palette.muted)
    };
    ui.add(egui::Label::new(RichText::new(text).font(theme::regular(13.0)).color(colour)).wrap());
    ui.add_space(4.0);
}

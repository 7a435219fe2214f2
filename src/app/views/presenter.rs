//! One option against another, in type that is read from the back of a room.

use egui::{Align, Button, CentralPanel, Frame, Key, Layout, Margin, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::{STREAMS, dim_unless};
use crate::analysis::{Better, Summary};
use crate::app::action::{Action, Actions};
use crate::app::commands::{Command, NEXT_OPTION, PREVIOUS_OPTION};
use crate::app::standing::Standing;
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::widgets::segmented::segmented;
use crate::app::wording;
use crate::report::findings;

/// What is compared: what it is called, and the end of its measure's key.
const MEASURES: [(&str, &str); 4] = [
    ("Requests placed", "placed_share"),
    ("Children waiting on an average day", "waiting"),
    ("Days from request to placement", "mean_wait_days"),
    ("Miles from home", "mean_distance_miles"),
];

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
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            let standing = Standing::of(state, document);
            let answer = state.results.shown.as_ref().and_then(|shown| {
                let summary = shown.summary.as_deref()?;
                Some((shown, summary, summary.option_index(&state.view.option)?))
            });
            let Some((shown, summary, option)) = answer else {
                ui.label(RichText::new(standing.sentence(state, document)).font(theme::bold(30.0)));
                return;
            };
            dim_unless(ui, state.results.are_for(&document.scenario) || standing == Standing::Draft);
            let baseline = summary.option_index(&state.view.baseline).unwrap_or(summary.baseline);
            let headline = findings::headline(summary, option, baseline, state.view.stream, &shown.scenario).unwrap_or_default();
            ui.add_space(6.0);
            ui.add(egui::Label::new(RichText::new(headline).font(theme::bold(30.0))).wrap());
            ui.add_space(14.0);
            measures_ui(ui, state, summary, option);
            ui.add_space(8.0);
            let palette = Palette::of(ui);
            // No interval is shown here, so none is explained.
            let sentence = match standing {
                Standing::Done => {
                    format!("The same children in every option, in {} possible futures.", wording::number(f64::from(shown.done), 0))
                }
                _ => standing.sentence(state, document),
            };
            let sure = format!("{} {}. {sentence}", standing.sign(), standing.word());
            ui.add(egui::Label::new(RichText::new(sure).size(18.0).color(palette.muted)).wrap());
        });
    });
}

fn bar_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    ui.horizontal(|ui| {
        if let Some(stream) = segmented(ui, "Results for", state.view.stream, &STREAMS) {
            actions.push(Action::ChooseStream(stream));
        }
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

/// A line a measure: baseline, option, difference.
fn measures_ui(ui: &mut Ui, state: &AppState, summary: &Summary, option: usize) {
    let palette = Palette::of(ui);
    let baseline = summary.option_index(&state.view.baseline).unwrap_or(summary.baseline);
    let name = |index: usize| summary.options.get(index).map_or("", |option| option.name.as_str());
    let width = ui.available_width();
    let widths = [width * 0.34, width * 0.22, width * 0.22, width * 0.20];
    let same = option == baseline;
    let row = |ui: &mut Ui, height: f32, cells: [RichText; 4]| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for (index, (text, width)) in cells.into_iter().zip(widths).enumerate() {
                let layout = if index == 0 { Layout::left_to_right(Align::Center) } else { Layout::right_to_left(Align::Center) };
                ui.allocate_ui_with_layout(vec2(width, height), layout, |ui| {
                    ui.set_min_size(vec2(width, height));
                    ui.add(egui::Label::new(text).wrap());
                });
            }
        });
    };
    let head = |text: &str| RichText::new(text).size(20.0).color(palette.muted);
    let other = if same { "" } else { name(baseline) };
    row(ui, 52.0, [head(""), head(other), head(name(option)).color(palette.accent), head(if same { "" } else { "Difference" })]);
    for (label, end) in MEASURES {
        let key = format!("{}_{end}", state.view.stream.key());
        let Some(measure) = summary.measure_index(&key).and_then(|at| summary.measures.get(at)) else { continue };
        let value = |index: usize| {
            let written = summary.estimate(index, &key).and_then(|estimate| wording::estimate(measure.unit, estimate));
            written.map_or_else(|| "none".to_owned(), |written| written.value)
        };
        let difference = summary.difference(option, baseline, &key).filter(|_| !same);
        let written = difference.as_ref().and_then(|difference| wording::difference(measure.unit, difference));
        let colour = match (&difference, measure.better) {
            (Some(found), Better::Higher) if found.low > 0.0 => palette.better,
            (Some(found), Better::Lower) if found.high < 0.0 => palette.better,
            (Some(found), Better::Higher) if found.high < 0.0 => palette.worse,
            (Some(found), Better::Lower) if found.low > 0.0 => palette.worse,
            _ => palette.text,
        };
        let sign = if colour == palette.better {
            "✓ "
        } else if colour == palette.worse {
            "✗ "
        } else {
            ""
        };
        let change = written.map(|written| format!("{sign}{}", written.value)).unwrap_or_default();
        let (line, _) = ui.allocate_exact_size(vec2(width, 1.0), egui::Sense::hover());
        ui.painter().hline(line.x_range(), line.top(), (1.0, palette.line));
        let spoken = format!("{label}: {} {}, {other} {}. Difference {change}", name(option), value(option), value(baseline));
        let other = if same { String::new() } else { value(baseline) };
        let response = ui.scope(|ui| {
            row(
                ui,
                74.0,
                [
                    RichText::new(label).size(24.0),
                    RichText::new(other).size(38.0).color(palette.muted),
                    RichText::new(value(option)).font(theme::bold(50.0)),
                    RichText::new(change).font(theme::bold(30.0)).color(colour),
                ],
            );
        });
        response.response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &spoken));
    }
}

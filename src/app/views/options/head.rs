//! What an option is called, why it is here, how it is marked, and what it holds in all.

use egui::{Button, Rect, RichText, Sense, Stroke, StrokeKind, Ui, vec2};

use super::start::add;
use super::{Builder, fields::remark};
use crate::app::action::{Action, Actions};
use crate::app::building::{copy_of, totals};
use crate::app::edit::{Edit, OptionEdit, name_fault, same_provision};
use crate::app::theme::{self, Palette};
use crate::app::views::mark::{self, Mark};
use crate::app::widgets::describe::describe;
use crate::app::widgets::source_badge::source_badge;
use crate::app::widgets::text_field::TextField;
use crate::model::OptionColour;
use crate::model::validate::MOST_OPTIONS;

/// The head of the builder.
pub fn head_ui(ui: &mut Ui, build: &Builder<'_>, actions: &mut Actions) {
    let option = build.option;
    let scenario = &build.document.scenario;
    let narrow = ui.available_width() < 700.0;
    ui.horizontal(|ui| {
        Mark::of(scenario, build.at).show(ui, 30.0);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if !narrow {
                buttons(ui, build, actions);
            }
            let field = TextField {
                key: format!("option {}", option.id),
                name: "Name of option",
                text: &option.name,
                hint: "Name of the option",
                font: theme::bold(if narrow { 18.0 } else { 22.0 }),
                rows: 1,
            };
            ui.vertical(|ui| {
                if let Some(name) = field.show(ui, build.draft, |name| name_fault(scenario, &option.id, name), actions) {
                    build.wish(OptionEdit::Name(name), false, actions);
                }
            });
        });
    });
    if narrow {
        let line = vec2(ui.available_width(), ui.spacing().interact_size.y);
        // In the order in which they stand elsewhere.
        ui.allocate_ui_with_layout(line, egui::Layout::right_to_left(egui::Align::Center), |ui| buttons(ui, build, actions));
    }
    ui.add_space(4.0);
    let note = TextField {
        key: format!("note {}", option.id),
        name: "Why this option is here",
        text: &option.note,
        hint: "Why is this option here?",
        font: theme::regular(theme::BODY),
        rows: 2,
    };
    if let Some(note) = note.show(ui, build.draft, |_| None, actions) {
        build.wish(OptionEdit::Note(note), false, actions);
    }
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(totals(option)).font(theme::bold(theme::BODY)));
        let had = build.opened.filter(|opened| !same_provision(opened, option)).map(totals);
        source_badge(ui, &option.name, Some(&option.source), had.as_deref());
        ui.add_space(12.0);
        colours(ui, build, actions);
    });
    if option.hidden {
        remark(ui, "Hidden: left out of comparisons.");
    }
    ui.add_space(8.0);
}

/// What can be done with the whole option.
fn buttons(ui: &mut Ui, build: &Builder<'_>, actions: &mut Actions) {
    let (option, scenario) = (build.option, &build.document.scenario);
    let remove = ui.button("Remove").accessible_name("Remove option");
    if describe(ui, remove, "Takes this option out of the scenario. It can be undone.").clicked() {
        let next = scenario.options.get(build.at + 1).or_else(|| scenario.options.get(build.at - 1));
        actions.push(Action::Edit { edit: Edit::RemoveOption(option.id.clone()), dragging: false });
        actions.extend(next.map(|next| Action::ChooseOption(next.id.clone())));
    }
    let (word, tip) = if option.hidden {
        ("Show", "Shows this option in comparisons again.")
    } else {
        ("Hide", "Leaves this option out of comparisons; its blocks and its answer are kept.")
    };
    let hide = ui.button(word).accessible_name(format!("{word} option"));
    if describe(ui, hide, tip).clicked() {
        build.wish(OptionEdit::Hidden(!option.hidden), false, actions);
    }
    let free = scenario.options.len() < MOST_OPTIONS;
    let tip = if free {
        "Adds another option with the same blocks.".to_owned()
    } else {
        format!("A scenario may have at most {MOST_OPTIONS} options.")
    };
    let duplicate = ui.add_enabled(free, Button::new("Duplicate")).on_disabled_hover_text(&tip).accessible_name("Duplicate option");
    if describe(ui, duplicate, &tip).clicked() {
        add(build.document, copy_of(scenario, option), build.at + 1, actions);
    }
}

/// The palette to choose from.
fn colours(ui: &mut Ui, build: &Builder<'_>, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let now = Mark::of(&build.document.scenario, build.at).colour;
    ui.spacing_mut().item_spacing.x = 4.0;
    for colour in OptionColour::ALL {
        let (rect, response) = ui.allocate_exact_size(vec2(26.0, 26.0), Sense::click());
        let chosen = colour == now;
        let fill = mark::fill(colour, ui.visuals().dark_mode);
        let square = Rect::from_center_size(rect.center(), vec2(18.0, 18.0));
        ui.painter().rect_filled(square, 4.0, fill);
        if chosen {
            ui.painter().text(square.center(), egui::Align2::CENTER_CENTER, "✓", theme::bold(13.0), mark::ink(fill));
        }
        if response.has_focus() || response.hovered() {
            ui.painter().rect_stroke(rect, 5.0, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
        }
        let response = response.on_hover_text(format!("{} in charts and tables", colour.label()));
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, format!("Colour of option: {}", colour.label()))
        });
        if response.clicked() {
            build.wish(OptionEdit::Colour(Some(colour)), false, actions);
        }
    }
}

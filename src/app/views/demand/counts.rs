//! The boroughs' own counts: a column from a spreadsheet, a field for each borough, and what they add up to.

use egui::{Button, Event, Label, RichText, TextEdit, Ui, vec2};

use super::form::note;
use super::several::weight_ui;
use crate::app::action::{Action, Actions};
use crate::app::counts::{CountsView, MOST_CHARACTERS, Wish, sum_typed, to_keep, typed};
use crate::app::edit::Edit;
use crate::app::state::Document;
use crate::app::theme::Palette;
use crate::app::widgets::spread::spread;
use crate::app::wording::{number, short_number};
use crate::model::BoroughMix;
use crate::model::geography::BOROUGHS;

const COLUMN: &str = "Paste a column: a name and a count a line, or 33 counts in the order below";

/// The form.
pub fn counts_ui(ui: &mut Ui, document: &Document, view: &CountsView, sought: Option<&str>, actions: &mut Actions) {
    let texts = view.texts(&document.scenario);
    note(
        ui,
        "Welfare requests of a year. A count of 0 to 5 is kept as “<6”, never as a number; where there is one, the numbers of the two others \
         with the fewest children are kept as “6+”, or it could be worked out. Undo takes all counts back at once.",
    );
    column_ui(ui, view, actions);
    for sentence in &view.said {
        note(ui, sentence);
    }
    ui.add_space(4.0);
    total_ui(ui, document, &texts);
    buttons_ui(ui, document, view, &texts, actions);
    ui.add_space(4.0);
    for (index, (borough, text)) in BOROUGHS.iter().zip(&texts).enumerate() {
        weight_ui(ui, sought == Some(borough.name.as_str()), actions, |ui, actions| {
            count_ui(ui, index, text, actions);
        });
    }
}

fn column_ui(ui: &mut Ui, view: &CountsView, actions: &mut Actions) {
    let mut text = view.column.clone();
    let width = ui.available_width();
    let field = TextEdit::multiline(&mut text).id_salt("column of counts").desired_rows(2).hint_text(COLUMN).char_limit(MOST_CHARACTERS);
    // A long column must not push the list out of sight.
    let shown = egui::ScrollArea::vertical().id_salt("column").max_height(110.0).show(ui, |ui| ui.add(field.desired_width(width)));
    let response = shown.inner.accessible_name(COLUMN);
    if response.changed() {
        // What is pasted is read at once; what is typed, when its writer is done.
        let pasted = ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Paste(_))));
        actions.push(Action::Counts(if pasted { Wish::Fill(text.clone()) } else { Wish::Column(text.clone()) }));
    }
    if !view.column.trim().is_empty() && ui.button("Fill in the list").clicked() {
        actions.push(Action::Counts(Wish::Fill(view.column.clone())));
    }
}

/// What the counts add up to, beside the year's requests.
fn total_ui(ui: &mut Ui, document: &Document, texts: &[String]) {
    let (least, most) = sum_typed(texts);
    let whole = |value: u64| number(value as f64, 0);
    let sum = match most {
        Some(most) if most == least => whole(least),
        Some(most) => format!("{} to {}", whole(least), whole(most)),
        None => format!("{} or more", whole(least)),
    };
    let requests = document.scenario.demand.welfare.requests_per_year;
    ui.add(Label::new(format!("In all {sum} requests; the scenario has {} welfare requests a year.", short_number(requests, 1))).wrap());
    let agrees = requests >= least as f64 - 0.5 && most.is_none_or(|most| requests <= most as f64 + 0.5);
    if agrees {
        note(ui, "So each borough with a number may expect what it counted; the others share the rest.");
    } else {
        note(ui, "They do not agree, so only the proportions of the counts are used: the scenario's requests a year stay as they are.");
    }
}

fn buttons_ui(ui: &mut Ui, document: &Document, view: &CountsView, texts: &[String], actions: &mut Actions) {
    let kept = to_keep(texts);
    if let Err(fault) = &kept {
        ui.add(Label::new(RichText::new(fault).size(13.5).color(Palette::of(ui).worse)).wrap());
    }
    if view.cells.is_none() {
        return;
    }
    let mix = kept.ok().map(BoroughMix::Counted);
    let is_new = mix.as_ref().is_some_and(|mix| *mix != document.scenario.demand.borough_mix);
    let blank = texts.iter().filter(|text| text.trim().is_empty()).count();
    if blank > 0 && blank < BOROUGHS.len() {
        note(ui, &format!("{blank} without a count are taken as <6."));
    }
    ui.horizontal_wrapped(|ui| {
        let use_these = ui.add_enabled(is_new && blank < BOROUGHS.len(), Button::new("Use these counts").min_size(vec2(0.0, 28.0)));
        if use_these.clicked()
            && let Some(mix) = mix
        {
            actions.push(Action::Edit { edit: Edit::BoroughMix(mix), dragging: false });
            actions.push(Action::Counts(Wish::Forget));
        }
        let put_back = ui.add(Button::new("Forget what is typed").min_size(vec2(0.0, 28.0)));
        if put_back.clicked() {
            actions.push(Action::Counts(Wish::Forget));
        }
    });
}

fn count_ui(ui: &mut Ui, index: usize, text: &str, actions: &mut Actions) {
    let Some(borough) = BOROUGHS.get(index) else { return };
    let fault = typed(text).err();
    spread(
        ui,
        |ui| {
            let mut typed = text.to_owned();
            let field =
                TextEdit::singleline(&mut typed).id_salt(("count", index)).desired_width(64.0).char_limit(12).min_size(vec2(64.0, 24.0));
            let name = match &fault {
                Some(fault) => format!("Requests counted, {}. Permitted: {fault}", borough.name),
                None => format!("Requests counted, {}", borough.name),
            };
            if ui.add(field).accessible_name(name).changed() {
                actions.push(Action::Counts(Wish::Type(index, typed)));
            }
        },
        |ui| {
            ui.add(Label::new(&borough.name).truncate());
        },
    );
    if let Some(fault) = fault {
        ui.add(Label::new(RichText::new(format!("Permitted: {fault}")).size(13.0).color(Palette::of(ui).worse)).wrap());
    }
}

//! What could change the answer? Figures one at a time and together, chance and not knowing apart, where the choice turns, other worlds.

mod choice;
mod figures;
mod ranges;
mod spread;
mod worlds;

use std::sync::Arc;

use egui::{ComboBox, RichText, Ui};

use super::study::study_ui;
use super::{notices, pictures, plots};
use crate::analysis::MeasureSpec;
use crate::analysis::uncertainty::{Around, Global, Rule, Variations, judged_measures};
use crate::app::action::{Action, Actions};
use crate::app::drivers::{DriversView, Page, Wish};
use crate::app::state::{AppState, Document};
use crate::app::studies::Found;
use crate::app::theme::Palette;
use crate::app::widgets::entry::entry;
use crate::app::widgets::page::main_area;
use crate::app::widgets::segmented::segmented;
use crate::model::ValidScenario;
use crate::report::figure::{Plot, Unsourced};
use crate::report::studies::About;
use crate::report::wording::capital;

/// The pages of the room.
const PAGES: [(Page, &str); 5] = [
    (Page::Figures, "Which figures matter"),
    (Page::Spread, "Chance and not knowing"),
    (Page::Choice, "Where the choice turns"),
    (Page::Worlds, "Other worlds"),
    (Page::Ranges, "What is uncertain"),
];

/// Height of a row with choices side by side in it, points.
const ROW_HEIGHT: f32 = 34.0;

/// What a page is drawn from.
struct Subject<'a> {
    state: &'a AppState,
    document: &'a Document,
    view: &'a DriversView,
    /// The measure looked at.
    spec: MeasureSpec,
}

/// The room.
pub fn room_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    main_area(ui, |ui| {
        // Clear of the scroll bar.
        ui.set_max_width(ui.available_width() - 10.0);
        contents_ui(ui, state, document, actions);
    });
}

fn contents_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let view = &state.view.drivers;
    if let Some(page) = segmented(ui, "Page", view.page, &PAGES) {
        actions.push(Action::Drivers(Wish::Show(page)));
    }
    ui.add_space(8.0);
    if view.page == Page::Ranges {
        ranges::ranges_ui(ui, document, state.view.sought.as_deref(), actions);
        return;
    }
    if document.scenario.ranges.is_empty() {
        notices::empty_ui(
            ui,
            "Nothing in this scenario counts as uncertain",
            "Say under “What is uncertain” how low and how high a figure may be; the scenarios supplied have ranges already.",
        );
        return;
    }
    let measures = ValidScenario::new(Arc::clone(&document.scenario)).map(|scenario| judged_measures(&scenario)).unwrap_or_default();
    let key = view.key(state.view.stream);
    let Some(spec) = measures.iter().find(|measure| measure.key == key).cloned() else {
        notices::empty_ui(
            ui,
            "Something in the scenario needs mending first",
            "The list below says what. Nothing is worked out until then.",
        );
        return;
    };
    let of_stream = measures.iter().filter(|measure| measure.stream == Some(state.view.stream));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.set_row_height(ROW_HEIGHT);
        let combo = ComboBox::from_id_salt("measure").width(260.0).selected_text(spec.label.as_str());
        let response = combo.show_ui(ui, |ui| {
            for measure in of_stream {
                if entry(ui, measure.key == key, measure.label.as_str()).clicked() {
                    actions.push(Action::Drivers(Wish::Measure(measure.name.to_owned())));
                }
            }
        });
        response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Measure looked at"));
        if matches!(view.page, Page::Figures | Page::Worlds) {
            let around = [(Around::Scenario, "Others as in the scenario"), (Around::Central, "Others in the middle of their ranges")];
            if let Some(around) = segmented(ui, "Other figures", view.around, &around) {
                actions.push(Action::Drivers(Wish::Around(around)));
            }
        }
    });
    muted(ui, spec.definition);
    ui.add_space(6.0);
    let subject = Subject { state, document, view, spec };
    match view.page {
        Page::Figures => figures::figures_ui(ui, &subject, actions),
        Page::Spread => spread::spread_ui(ui, &subject, actions),
        Page::Choice => choice::choice_ui(ui, &subject, actions),
        Page::Worlds => worlds::worlds_ui(ui, &subject, actions),
        Page::Ranges => {}
    }
}

impl Subject<'_> {
    /// What moves the answer, as far as it is worked out, with the button that begins it.
    fn drivers(&self, ui: &mut Ui, actions: &mut Actions) -> Option<(Variations, Option<Global>)> {
        let ask = self.view.drivers(&self.document.scenario);
        let why = "Each uncertain figure is set to its low and its high value on the same children, then all are moved together. It takes as \
                   long as some twenty-five ordinary runs; results appear as they come.";
        let found = study_ui(ui, self.state, self.document, &ask, "what moves the answer", why, actions)?;
        match found.as_ref() {
            Found::Drivers(variations, global) => Some((variations.clone(), global.clone())),
            _ => None,
        }
    }

    /// The chosen option's place among those studied, and its name.
    fn chosen(&self, options: &[usize]) -> Option<(usize, &str)> {
        let (index, option) = self.document.option(&self.state.view.option)?;
        Some((options.iter().position(|other| *other == index)?, option.name.as_str()))
    }

    /// What figures of the choice are about, with the option at this place of the scenario looked at.
    fn about<'a>(&'a self, focus: usize, rule: &'a Rule) -> About<'a> {
        About { scenario: &self.document.scenario, focus, spec: &self.spec, rule }
    }

    /// Draws a figure of ranges, as papers have it: its heading, what it finds, the chart, how to read it.
    fn figure_ui(&self, ui: &mut Ui, heading: &str, drawn: Unsourced) {
        let Plot::Ranges(ranges) = &drawn.figure.plot else { return };
        let top = ui.cursor().top();
        pictures::title_ui(ui, heading);
        finding(ui, &format!("{}.", drawn.figure.title));
        ui.add_space(4.0);
        let from = ui.cursor().top();
        let described = format!("Chart. {} {}", drawn.figure.generated_text(), ranges.told());
        plots::ranges_ui(ui, ranges, self.colour(ui), "", &described);
        muted(ui, &format!("{} {}.", drawn.figure.note, capital(&drawn.runs)));
        pictures::offer_figure(ui, [top, from], heading, drawn);
    }

    /// The colour of the stream looked at.
    fn colour(&self, ui: &Ui) -> egui::Color32 {
        Palette::of(ui).stream(self.state.view.stream)
    }

    /// The name of an option by its place among those studied.
    fn name(&self, options: &[usize], place: usize) -> &str {
        options.get(place).and_then(|option| self.document.scenario.options.get(*option)).map_or("", |option| option.name.as_str())
    }
}

/// A line of second rank.
fn muted(ui: &mut Ui, text: &str) {
    let palette = Palette::of(ui);
    ui.add(egui::Label::new(RichText::new(text).size(13.0).color(palette.muted)).wrap());
}

/// A sentence that says what was found.
fn finding(ui: &mut Ui, text: &str) {
    ui.add(egui::Label::new(RichText::new(text).size(crate::app::theme::BODY)).wrap());
}

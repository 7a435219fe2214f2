//! What could we build? The options to the left; the blocks of the chosen one to the right.

mod blocks;
mod fields;
mod head;
mod homes;
mod list;
mod start;
mod units;

pub use crate::app::building::totals;

use std::cell::Cell;

use egui::{CollapsingHeader, Frame, Margin, Panel, RichText, Ui, vec2};

use super::{flow, notices};
use crate::app::action::{Action, Actions};
use crate::app::building::{new_home, new_open_facility};
use crate::app::edit::{Edit, OptionEdit};
use crate::app::state::{AppState, Document, Draft};
use crate::app::theme::{self, Palette};
use crate::app::widgets::page::main_area;
use crate::app::widgets::seek::seek;
use crate::app::wording::capital;
use crate::model::validate::{MOST_BEDS, MOST_HOMES};
use crate::model::{ParameterId as P, PlacementRule, ProvisionOption, WaitingList};

/// Least width of a block: as many stand side by side as have it.
const BLOCK_WIDTH: f32 = 410.0;

/// What the blocks of an option share.
struct Builder<'a> {
    document: &'a Document,
    option: &'a ProvisionOption,
    /// Place of the option in the scenario.
    at: usize,
    /// The option as the scenario was opened, if it was there.
    opened: Option<&'a ProvisionOption>,
    draft: Option<&'a Draft>,
    /// Path within the option of the field to go to.
    sought: Option<&'a str>,
    /// Whether that field is in sight.
    in_sight: Cell<bool>,
}

impl Builder<'_> {
    /// Draws a field, and goes to it if it is the one sought.
    fn seek(&self, ui: &mut Ui, sought: bool, contents: impl FnOnce(&mut Ui)) {
        if seek(ui, sought, contents) {
            self.in_sight.set(true);
        }
    }

    /// What the path sought says beyond a part of the option: “opens” beyond “homes.a”.
    fn beyond(&self, part: &str) -> Option<&str> {
        self.sought?.strip_prefix(part)?.strip_prefix('.')
    }

    /// Whether the path sought leads to a figure of the home or unit called that.
    fn seeks(&self, id: P, of: &str) -> bool {
        let Some(sought) = self.sought else { return false };
        let (path, mut segments) = (id.path(), sought.split('.'));
        let is_figure = path.split('.').skip(2).all(|part| segments.next().is_some_and(|segment| part == "*" || part == segment));
        let holder = sought.split('.').nth(1);
        let homes = self.option.homes.iter().map(|home| (&home.id, &home.name));
        let mut holders = homes.chain(self.option.step_down_units.iter().map(|unit| (&unit.id, &unit.name)));
        is_figure && (sought.starts_with("open_facility.") || holders.any(|(id, name)| holder == Some(id) && name == of))
    }

    fn wish(&self, edit: OptionEdit, dragging: bool, actions: &mut Actions) {
        actions.push(Action::Edit { edit: Edit::Option(self.option.id.clone(), edit), dragging });
    }
}

/// The least width in which the list of options stands beside the one looked at; in less, it is a fold above it, so high.
const LIST_BESIDE: f32 = 640.0;
const LIST_ABOVE: f32 = 240.0;

/// The room of options.
pub fn room_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let list = Frame::new().inner_margin(Margin { left: 0, right: 12, top: 0, bottom: 0 });
    let width = ui.available_width();
    let beside = width >= LIST_BESIDE;
    if beside {
        let width = if width < 900.0 { 220.0 } else { (width * 0.2).clamp(290.0, 380.0) };
        Panel::left("options").frame(list).default_size(width).size_range(200.0..=420.0).show(ui, |ui| {
            list::list_ui(ui, state, document, actions);
        });
    }
    let page = Frame::new().inner_margin(Margin { left: if beside { 16 } else { 0 }, right: 0, top: 0, bottom: 0 });
    egui::CentralPanel::default().frame(page).show(ui, |ui| {
        main_area(ui, |ui| {
            Frame::new().inner_margin(Margin { right: 14, bottom: 14, ..Margin::ZERO }).show(ui, |ui| {
                ui.set_width(ui.available_width());
                if !beside {
                    CollapsingHeader::new("All options").id_salt("all options").show_unindented(ui, |ui| {
                        ui.allocate_ui(vec2(ui.available_width(), LIST_ABOVE), |ui| list::list_ui(ui, state, document, actions));
                    });
                }
                match document.option(&state.view.option) {
                    None if document.scenario.options.is_empty() => {
                        let text = "A scenario needs a first option, “As now”, that the others are told against. Undo, or open a scenario that has one.";
                        notices::empty_ui(ui, "There is no option", text);
                    }
                    None => notices::empty_ui(ui, "No option is chosen", "Choose an option in the list, or build a new one."),
                    Some((0, _)) => start::as_now_ui(ui, document, actions),
                    Some((at, option)) => {
                        let opened = document.opened.option(&option.id);
                        let sought = state.view.sought.as_deref().and_then(|path| path.strip_prefix("options."));
                        let sought = sought.and_then(|path| path.strip_prefix(option.id.as_str())?.strip_prefix('.'));
                        let draft = state.view.draft.as_ref();
                        let build = Builder { document, option, at, opened, draft, sought, in_sight: Cell::new(false) };
                        ui.push_id(&option.id, |ui| builder_ui(ui, &build, actions));
                        if build.in_sight.get() {
                            actions.push(Action::Sought);
                        }
                    }
                }
                flow::section_ui(ui, state, document);
            });
        });
    });
}

fn builder_ui(ui: &mut Ui, build: &Builder<'_>, actions: &mut Actions) {
    let in_head = build.sought.is_some_and(|path| path == "name" || path == "note" || path.starts_with("source."));
    build.seek(ui, in_head, |ui| head::head_ui(ui, build, actions));
    let beds: u64 = build.option.homes.iter().map(|home| u64::from(home.total_beds())).sum();
    if beds == 0 {
        no_beds_ui(ui, build, actions);
    }
    let columns = ((ui.available_width() + 8.0) / (BLOCK_WIDTH + 8.0)).floor().clamp(1.0, 3.0) as usize;
    let homes = build.option.homes.len();
    if homes > 0 {
        ui.columns(columns.min(homes.max(2)), |columns| {
            let count = columns.len();
            for at in 0..homes {
                homes::home_ui(&mut columns[at % count], build, at, actions);
            }
        });
    }
    ui.horizontal_wrapped(|ui| {
        let full = homes >= MOST_HOMES || beds + 12 > MOST_BEDS;
        let tip = if full {
            format!("An option may have at most {MOST_HOMES} homes and {MOST_BEDS} beds.")
        } else {
            "Adds a home of 12.".to_owned()
        };
        if homes::add_button(ui, "+ Home", "", &tip, !full) {
            build.wish(OptionEdit::AddHome(Box::new(new_home(build.option)), homes), false, actions);
        }
        let tip = "Adds an open facility: not secure, for children who step down or who can be helped before a request.";
        if build.option.open_facility.is_none() && homes::add_button(ui, "+ Open facility", "", tip, true) {
            build.wish(OptionEdit::OpenFacility(Some(Box::new(new_open_facility()))), false, actions);
        }
    });
    ui.add_space(8.0);
    let half = if columns > 1 { 2 } else { 1 };
    ui.columns(half, |columns| {
        rules_ui(&mut columns[0], build, actions);
        let last = columns.len() - 1;
        units::shared_units_ui(&mut columns[last], build, actions);
        units::open_facility_ui(&mut columns[last], build, actions);
    });
}

/// Nothing here can take a child: what to do.
fn no_beds_ui(ui: &mut Ui, build: &Builder<'_>, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let frame =
        Frame::new().fill(palette.warning_fill).stroke((1.0, palette.worse)).corner_radius(theme::ROUND).inner_margin(Margin::same(14));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new("This cannot work yet").font(theme::bold(theme::BODY)));
        let text = if build.option.homes.is_empty() {
            "There is no home in this option, so no child can be placed in London. Add a home."
        } else {
            "No home in this option has a bed, so no child can be placed in London. Give a home beds."
        };
        ui.add(egui::Label::new(text).wrap());
        if build.option.homes.is_empty() && ui.button("Add a home of 12").clicked() {
            build.wish(OptionEdit::AddHome(Box::new(new_home(build.option)), 0), false, actions);
        }
    });
    ui.add_space(8.0);
}

fn rules_ui(ui: &mut Ui, build: &Builder<'_>, actions: &mut Actions) {
    let option = build.option;
    card(ui, "rules", |ui| {
        ui.label(RichText::new("How children are placed").font(theme::bold(theme::BODY)));
        let spec = P::PlacementRule.spec();
        let labels = [PlacementRule::Nearest, PlacementRule::MostFreeBeds].map(|rule| (rule, capital(rule.label())));
        let rules = labels.each_ref().map(|(rule, label)| (*rule, label.as_str()));
        if let Some(rule) = fields::choice(ui, spec.label, "", spec.help, &option.placement_rule, &rules) {
            build.wish(OptionEdit::PlacementRule(rule), false, actions);
        }
        let spec = P::WaitingList.spec();
        let labels = [WaitingList::Shared, WaitingList::SeparateCatchments].map(|list| (list, capital(list.label())));
        let lists = labels.each_ref().map(|(list, label)| (*list, label.as_str()));
        if let Some(list) = fields::choice(ui, spec.label, "", spec.help, &option.waiting_list, &lists) {
            build.wish(OptionEdit::WaitingList(list), false, actions);
        }
    });
}

/// The ground that a block stands on.
fn card(ui: &mut Ui, id: &str, contents: impl FnOnce(&mut Ui)) {
    let palette = Palette::of(ui);
    let frame =
        Frame::new().fill(palette.card_fill()).stroke((1.0, palette.line)).corner_radius(theme::ROUND).inner_margin(Margin::same(12));
    ui.push_id(id, |ui| {
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            // Columns would stretch every line of text to their width.
            ui.vertical(contents);
        })
    });
    ui.add_space(8.0);
}

//! Which option does most? The eight criteria, in the order in which they should be used: what each option would do in its own units
//! before any score, then the ends of the scales, what people judge, minimums, overlaps, weights, and last what follows and how robust it
//! is.

mod chart;
mod consequences;
mod gates;
mod results;
mod scales;
mod scores;
mod weights;

use std::sync::Arc;

use egui::{Frame, Label, Margin, RichText, Ui};

use super::mark::Mark;
use super::{dim_unless, notices, section};
use crate::analysis::criteria::Appraised;
use crate::app::action::{Action, Actions};
use crate::app::criteria::Wish;
use crate::app::edit::{AppraisalEdit, Edit, role_fault};
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::widgets::page::main_area;
use crate::app::widgets::seek::lead;
use crate::app::widgets::text_field::TextField;
use crate::model::appraisal::{Appraisal, Criterion};
use crate::model::{ProvisionOption, Scenario};

/// What the parts of the room share.
struct Room<'a> {
    state: &'a AppState,
    scenario: &'a Scenario,
    appraised: &'a Appraised,
}

impl Room<'_> {
    fn appraisal(&self) -> &Appraisal {
        &self.scenario.appraisal
    }

    /// The role in which things are judged; empty while nobody has said.
    fn role(&self) -> &str {
        self.state.view.criteria.role.trim()
    }

    /// The options that are not hidden, with their places in the scenario.
    fn described(&self) -> impl Iterator<Item = (usize, &ProvisionOption)> {
        self.scenario.options.iter().enumerate().filter(|(_, option)| !option.hidden)
    }

    /// Whether what is sought is in the part of the appraisal at this path.
    fn seeks(&self, part: &str) -> bool {
        let rest = self.state.view.sought.as_deref().and_then(|path| path.strip_prefix("appraisal.")?.strip_prefix(part));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// Whether a field is sought that only somebody with a role can change.
    fn seeks_judgement(&self) -> bool {
        let path = self.state.view.sought.as_deref().unwrap_or_default();
        let parts: Vec<&str> = path.split('.').collect();
        matches!(parts.as_slice(), ["appraisal", "scores" | "overlaps", ..] | ["appraisal", "gates", _, "results", ..])
    }

    /// The same of a field that is not there to be changed before a role is said.
    fn seeks_as_role(&self, part: &str) -> bool {
        !self.role().is_empty() && self.seeks(part)
    }

    /// Whether anything may be changed.
    fn is_open(&self) -> bool {
        self.appraisal().lock.is_none()
    }
}

/// The room of the eight criteria.
pub fn room_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let answered = state.results.shown.as_ref().is_some_and(|shown| shown.summary.is_some());
    let appraised = match state.results.criteria.value().filter(|_| answered) {
        Some(appraised) => Arc::clone(appraised),
        // What is wrong has to be mended before there can be an answer.
        None if !document.problems.is_empty() => Arc::new(Appraised::unanswered(&document.scenario, state.view.criteria.counting)),
        None if answered => return,
        None => {
            notices::empty_ui(ui, "No answer yet", "What each option would do appears here after the first replications.");
            return;
        }
    };
    if answered && appraised.options.is_empty() {
        notices::empty_ui(ui, "There is no option to judge", "Add an option to the scenario, or show one that is hidden.");
        return;
    }
    let room = Room { state, scenario: &document.scenario, appraised: &appraised };
    main_area(ui, |ui| {
        Frame::new().inner_margin(Margin { right: 14, ..Margin::ZERO }).show(ui, |ui| {
            section(ui, "1. What each option would do", true);
            if answered {
                ui.scope(|ui| {
                    dim_unless(ui, state.results.are_for(&document.scenario));
                    consequences::table_ui(ui, &room);
                });
            } else {
                let what = "What each option would do, and what follows, appears here once nothing in the scenario is wrong.";
                notices::empty_ui(ui, "Something in the scenario needs mending first", what);
            }
            if room.appraisal().is_empty() {
                begin_ui(ui);
            }
            ui.add_enabled_ui(room.is_open(), |ui| {
                section(ui, "2. The ends of each scale", false);
                scales::scales_ui(ui, &room, actions);
                section(ui, "3. What people judge", false);
                role_ui(ui, &room, actions);
                scores::scores_ui(ui, &room, actions);
                section(ui, "4. Weights, member by member", false);
                weights::weights_ui(ui, &room, actions);
                section(ui, "5. Legal and safety minimums", false);
                gates::gates_ui(ui, &room, actions);
                section(ui, "6. Effects that could be counted twice", false);
                gates::overlaps_ui(ui, &room, actions);
            });
            if answered {
                section(ui, "7. What follows, and how robust it is", false);
                ui.scope(|ui| {
                    dim_unless(ui, state.results.are_for(&document.scenario));
                    results::results_ui(ui, &room, actions);
                });
            }
            section(ui, "8. Lock and log", false);
            // The role stands above as well.
            ui.push_id("lock", |ui| {
                lead(ui, room.seeks("lock"), actions, |ui, actions| results::lock_ui(ui, &room, actions));
            });
            ui.add_space(20.0);
        });
    });
}

/// Nothing is shipped: what to do.
fn begin_ui(ui: &mut Ui) {
    ui.add_space(10.0);
    notices::empty_ui(
        ui,
        "No option is preferred yet: nothing has been judged",
        "The review names eight criteria and publishes no scores or weights, so none are supplied. Say below how each criterion is scored and what \
         the two ends of its scale mean; judge what only people can judge; then let each member weigh the criteria alone. Every step can be undone.",
    );
}

/// In which role scores are given and decisions made.
fn role_ui(ui: &mut Ui, room: &Room<'_>, actions: &mut Actions) {
    // Whatever is to be judged anew: nobody can before this is said.
    let sought = room.is_open() && room.role().is_empty() && room.seeks_judgement();
    lead(ui, sought, actions, |ui, actions| role_field_ui(ui, room, actions));
    if room.role().is_empty() {
        remark(ui, "Scores, minimums and decisions are kept with the role that gave them: say yours first. Never the name of a person.");
    }
    ui.add_space(6.0);
}

fn role_field_ui(ui: &mut Ui, room: &Room<'_>, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        ui.label("You judge as");
        let field = TextField {
            key: "criteria role".to_owned(),
            name: "Role in which you judge",
            text: room.role(),
            hint: "a post or role, such as Head of placements",
            font: theme::regular(theme::BODY),
            rows: 1,
        };
        ui.scope(|ui| {
            ui.set_max_width(360.0);
            if let Some(role) = field.show(ui, room.state.view.draft.as_ref(), role_fault, actions) {
                actions.push(Action::Criteria(Wish::Role(role)));
            }
        });
    });
}

/// The mark and the name of an option at the start of a line.
fn option_ui(ui: &mut Ui, room: &Room<'_>, at: usize, option: &ProvisionOption) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(22.0, 26.0), egui::Sense::hover());
    Mark::of(room.scenario, at).paint(ui, rect.shrink(2.0));
    let name = egui::vec2((ui.available_width() * 0.26).clamp(140.0, 300.0), 26.0);
    ui.allocate_ui_with_layout(name, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_min_width(name.x);
        ui.add(Label::new(&option.name).truncate()).on_hover_text(&option.name);
    });
}

/// A remark of second rank.
fn remark(ui: &mut Ui, text: impl Into<String>) {
    ui.add(Label::new(RichText::new(text).size(13.5).color(Palette::of(ui).muted)).wrap());
}

/// A remark that asks for attention.
fn warning(ui: &mut Ui, text: impl Into<String>) {
    ui.add(Label::new(RichText::new(format!("⚠ {}", text.into())).size(13.5).color(Palette::of(ui).worse)).wrap());
}

/// A block of its own.
fn card<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = Palette::of(ui);
    let frame = Frame::new().fill(palette.card).stroke((1.0, palette.line)).corner_radius(8).inner_margin(Margin::symmetric(14, 10));
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        contents(ui)
    });
    ui.add_space(8.0);
    inner.inner
}

/// The name of a criterion and the question it asks.
fn criterion_ui(ui: &mut Ui, criterion: Criterion) {
    ui.add(Label::new(RichText::new(criterion.label()).font(theme::bold(theme::BODY))).wrap())
        .on_hover_text(format!("The review, {}.", Criterion::PARAGRAPH));
}

fn edit(actions: &mut Actions, edit: AppraisalEdit, dragging: bool) {
    actions.push(Action::Edit { edit: Edit::Appraisal(edit), dragging });
}

/// A line of text that is typed and kept.
struct Line<'a> {
    /// What tells it from others.
    key: String,
    /// Its name for screen readers.
    name: &'a str,
    text: &'a str,
    hint: &'a str,
    width: f32,
}

impl Line<'_> {
    fn show(self, ui: &mut Ui, room: &Room<'_>, fault: impl Fn(&str) -> Option<String>, actions: &mut Actions) -> Option<String> {
        let field =
            TextField { key: self.key, name: self.name, text: self.text, hint: self.hint, font: theme::regular(theme::BODY), rows: 1 };
        let width = self.width.min(ui.available_width()).max(60.0);
        ui.vertical(|ui| {
            ui.set_width(width);
            field.show(ui, room.state.view.draft.as_ref(), fault, actions)
        })
        .inner
    }
}

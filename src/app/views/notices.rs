//! What is said instead of results, or above them: errors, problems, nothing there yet.

use egui::{Align, Button, Frame, Layout, Margin, RichText, ScrollArea, Ui};

use crate::app::action::{Action, Actions};
use crate::app::document::NotOpened;
use crate::app::files::FileAction;
use crate::app::files::names::field_name;
use crate::app::files::places::place_of;
use crate::app::jobs::Phase;
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::wording::{capital, number};

/// No scenario could be opened.
pub fn not_opened_ui(ui: &mut Ui, fault: &NotOpened, actions: &mut Actions) {
    let palette = Palette::of(ui);
    ui.vertical_centered(|ui| {
        ui.set_max_width(ui.available_width().min(760.0));
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.add_space(ui.available_height() * 0.1);
            ui.label(RichText::new("This scenario could not be opened").font(theme::bold(24.0)));
            let file = RichText::new(&fault.file).color(palette.muted);
            ui.add(egui::Label::new(file).wrap().selectable(true));
            ui.add_space(10.0);
            let most = (ui.available_height() - 140.0).max(80.0);
            card(ui, |ui| {
                if fault.readable {
                    let count = count_of(fault.reasons.len(), "thing in it is", "things in it are");
                    ui.label(RichText::new(format!("{count} wrong")).font(theme::bold(theme::BODY)));
                }
                ScrollArea::vertical().max_height(most).auto_shrink([false, true]).show(ui, |ui| {
                    for reason in &fault.reasons {
                        ui.add(egui::Label::new(sentence(reason)).wrap().selectable(true));
                    }
                });
            });
            ui.add_space(12.0);
            ui.horizontal_wrapped(|ui| {
                let open = Button::new(RichText::new("Open the London review").color(palette.page)).fill(palette.accent);
                if ui.add(open).clicked() {
                    actions.push(Action::OpenReview);
                }
                let untouched = if fault.readable { "; your file stays as it is" } else { "" };
                ui.label(RichText::new(format!("It comes with the program{untouched}.")).color(palette.muted));
            });
        });
    });
}

fn count_of(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {many}", number(count as f64, 0)) }
}

/// What is wrong with the figures as they stand.
pub fn problems_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    if document.problems.is_empty() {
        return;
    }
    card(ui, |ui| {
        ui.label(RichText::new("These figures cannot be run").font(theme::bold(theme::BODY)));
        for problem in document.problems.iter().take(6) {
            let text = format!("•  {}: {}", field_name(&document.scenario, &problem.path), stopped(&problem.message));
            if place_of(state, &problem.path).is_none() {
                let text = format!("{text} There is no form for this: mend it in the file, at {}.", problem.path);
                ui.add(egui::Label::new(text).wrap());
            } else if ui.link(text).on_hover_text(format!("Go to this figure. In the file: {}", problem.path)).clicked() {
                actions.push(Action::File(FileAction::GoToField(problem.path.clone())));
            }
        }
        if document.problems.len() > 6 {
            ui.label(format!("and {} more", document.problems.len() - 6));
        }
        ui.horizontal(|ui| {
            if let Some(label) = document.history.undo_label()
                && ui.button(format!("Undo {label}")).clicked()
            {
                actions.push(Action::Undo);
            }
            ui.label(RichText::new("Results stay as they were before.").small().weak());
        });
    });
    ui.add_space(8.0);
}

/// The scenario is shown as it was opened.
pub fn before_ui(ui: &mut Ui, actions: &mut Actions) {
    card(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new("Before").font(theme::bold(18.0)));
            ui.label("The scenario as it was opened, with its own answer; your changes are kept.");
            if ui.button("Back to your changes (B)").clicked() {
                actions.push(Action::Before(false));
            }
        });
    });
    ui.add_space(6.0);
}

/// How far a run has come: a line that is always there, so that nothing jumps.
pub fn progress_ui(ui: &mut Ui, state: &AppState) {
    let palette = Palette::of(ui);
    let (bar, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 3.0), egui::Sense::hover());
    let running = state.results.run.as_ref().filter(|run| run.phase == Phase::Running);
    if let Some(run) = running {
        let share = f64::from(run.done) / f64::from(run.wanted.max(1));
        ui.painter().rect_filled(bar, 1.5, palette.line);
        let done = egui::Rect::from_min_size(bar.min, egui::vec2(bar.width() * share as f32, bar.height()));
        ui.painter().rect_filled(done, 1.5, palette.accent);
        response.widget_info(|| {
            let name = format!("Progress of the run: {} of {} replications", run.done, run.wanted);
            let mut info = egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, name);
            info.value = Some(share * 100.0);
            info
        });
    }
}

/// A message where a chart or table would be.
pub fn empty_ui(ui: &mut Ui, title: &str, text: &str) {
    let palette = Palette::of(ui);
    Frame::new().fill(palette.panel).corner_radius(theme::ROUND).inner_margin(Margin::symmetric(16, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(title).font(theme::bold(theme::BODY)));
        ui.add(egui::Label::new(RichText::new(text).color(palette.muted)).wrap());
    });
}

fn card(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let palette = Palette::of(ui);
    let frame =
        Frame::new().fill(palette.warning_fill).stroke((1.0, palette.worse)).corner_radius(theme::ROUND).inner_margin(Margin::same(14));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        contents(ui);
    });
}

/// With a capital at the start and a full stop at the end, unless it asks something.
pub(super) fn sentence(text: &str) -> String {
    stopped(&capital(text))
}

fn stopped(text: &str) -> String {
    let stop = if text.ends_with(['.', '?']) { "" } else { "." };
    format!("{text}{stop}")
}

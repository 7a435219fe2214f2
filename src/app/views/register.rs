//! The assumption register: how good the evidence for each uncertain figure is, how much hangs on it, and who judged so until when.

use egui::{ComboBox, RichText, Ui};

use super::pages::{back_ui, heading, scroll, text_ui};
use super::{files::shortened, register_entry};
use crate::app::action::{Action, Actions};
use crate::app::edit::Edit;
use crate::app::files::pages::{Order, RegisterView, Shown, label, rows};
use crate::app::files::{FileAction, Files, Page};
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::widgets::entry::{LIST, entry};
use crate::app::widgets::seek::lead;
use crate::app::widgets::segmented::{segment, segmented};
use crate::app::widgets::wide::pinned;
use crate::app::wording::capital;
use crate::model::{Assurance, AssuranceState, ParameterId, Rating, RegisterEntry, Role, Source};

/// The page.
pub fn page_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    back_ui(ui, actions);
    heading(ui, "Assumption register");
    scroll(ui, |ui| {
        let sought = state.view.sought.as_deref();
        assurance_ui(ui, &document.scenario.assurance, sought, actions);
        ui.add_space(10.0);
        ui.separator();
        ui.add_space(6.0);
        filter_ui(ui, &state.files.register, actions);
        ui.add_space(6.0);
        table_ui(ui, &state.files, document, sought, actions);
    });
}

/// How far the scenario has been assured, and the posts that hold the roles.
fn assurance_ui(ui: &mut Ui, assurance: &Assurance, sought: Option<&str>, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let change = |assurance: Assurance, dragging: bool, actions: &mut Actions| {
        actions.push(Action::Edit { edit: Edit::Assurance(assurance), dragging });
    };
    lead(ui, sought == Some("assurance.state"), actions, |ui, actions| {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new("This scenario is").font(theme::bold(theme::BODY)));
            for state in AssuranceState::ALL {
                let missing: Vec<&str> =
                    state.needs().iter().filter(|role| assurance.post(**role).trim().is_empty()).map(|role| role.label()).collect();
                let possible = missing.is_empty() && !(state >= AssuranceState::Assured && assurance.checks_itself());
                let label = capital(state.label());
                let response = ui.add_enabled(possible || assurance.state == state, segment(palette, &label, assurance.state == state));
                if response.clicked() {
                    change(Assurance { state, ..assurance.clone() }, false, actions);
                }
                response.on_disabled_hover_text(if missing.is_empty() {
                    "The analyst cannot be the assurer".to_owned()
                } else {
                    format!("Name first the post of the {}", missing.join(" and of the "))
                });
            }
        });
    });
    ui.add_space(4.0);
    // Beside each other, or two and two in less width.
    let in_line = if ui.available_width() < NARROW { 2 } else { 4 };
    for roles in Role::ALL.chunks(in_line) {
        ui.columns(in_line, |columns| {
            for (role, ui) in roles.iter().copied().zip(columns) {
                let label = ui.label(RichText::new(capital(role.label())).color(palette.muted));
                lead(ui, sought == Some(format!("assurance.{}", role.label()).as_str()), actions, |ui, actions| {
                    text_ui(ui, assurance.post(role), 1, &label, |text, dragging| {
                        let mut changed = assurance.clone();
                        *changed.post_mut(role) = text;
                        change(changed, dragging, actions);
                    });
                });
            }
        });
    }
    let note = if assurance.checks_itself() {
        "The analyst cannot be the assurer: name the post of somebody who has not done the analysis."
    } else {
        "Name posts, not people: for example “Head of children’s commissioning”."
    };
    let colour = if assurance.checks_itself() { palette.worse } else { palette.muted };
    ui.add(egui::Label::new(RichText::new(note).small().color(colour)).wrap());
}

fn filter_ui(ui: &mut Ui, view: &RegisterView, actions: &mut Actions) {
    let mut wish = |view: RegisterView| actions.push(Action::File(FileAction::Register(view)));
    ui.horizontal_wrapped(|ui| {
        let name = ui.label("Find");
        let mut search = view.search.clone();
        let field = egui::TextEdit::singleline(&mut search).desired_width(260.0).hint_text("figure, reason, role, day, colour");
        if ui.add(field).labelled_by(name.id).changed() {
            wish(RegisterView { search, ..view.clone() });
        }
        let choices =
            [(Shown::All, "All"), (Shown::Judged, "Judged"), (Shown::Unjudged, "Still to be judged"), (Shown::Expired, "Run out")];
        if let Some(shown) = segmented(ui, "Show", view.shown, &choices) {
            wish(RegisterView { shown, ..view.clone() });
        }
        ComboBox::from_id_salt("order")
            .selected_text(view.order.label())
            .width(200.0)
            .height(LIST)
            .show_ui(ui, |ui| {
                for order in Order::ALL {
                    if entry(ui, view.order == order, order.label()).clicked() {
                        wish(RegisterView { order, ..view.clone() });
                    }
                }
            })
            .response
            .accessible_name("Order of the register");
    });
}

/// In less width a row of the table takes two lines.
const NARROW: f32 = 860.0;

/// The columns, and the order into which each brings the table.
const COLUMNS: [(&str, Option<Order>); 6] = [
    ("Figure", Some(Order::Catalogue)),
    ("Quality", Some(Order::Quality)),
    ("Impact", Some(Order::Impact)),
    ("Judged", Some(Order::When)),
    ("Review by", Some(Order::Review)),
    ("Why", None),
];

fn table_ui(ui: &mut Ui, files: &Files, document: &Document, sought: Option<&str>, actions: &mut Actions) {
    let view = &files.register;
    let rows = rows(&document.scenario, view, files.today);
    if rows.is_empty() {
        ui.label("No figure fits. Show all, or look for other words.");
        return;
    }
    // A table in parts, so that the figure being judged can have its form below its row.
    let columns = columns(ui.available_width());
    let mut sorting = Actions::new();
    let head = |ui: &mut Ui, _| header_ui(ui, &columns, view, &mut sorting);
    pinned(ui, [columns.head(); 2], head, |ui| {
        for id in rows {
            let entry = document.scenario.register.get(&id);
            ui.push_id(id, |ui| {
                row_ui(ui, &columns, id, entry, document, files, actions);
                if view.chosen == Some(id) {
                    let here = sought.is_some_and(|path| path.starts_with(&format!("register.{id:?}.")));
                    lead(ui, here, actions, |ui, actions| register_entry::form_ui(ui, id, entry, files, actions));
                }
            });
        }
    });
    actions.extend(sorting);
}

/// How wide the columns are.
struct Columns {
    widths: [f32; COLUMNS.len()],
    /// Columns of the first line of a row; the others stand below them.
    first_line: usize,
}

impl Columns {
    /// Height of the head.
    fn head(&self) -> f32 {
        if self.first_line < COLUMNS.len() { 68.0 } else { 38.0 }
    }
}

fn columns(all: f32) -> Columns {
    let (rating, judged, review, gaps) = (84.0, 150.0, 110.0, 60.0);
    if all < NARROW {
        let (name, why) = ((all - 2.0 * rating - gaps).max(120.0), (all - judged - review - gaps).max(120.0));
        return Columns { widths: [name, rating, rating, judged, review, why], first_line: 3 };
    }
    let name = 230.0;
    let why = all - name - 2.0 * rating - judged - review - gaps;
    Columns { widths: [name, rating, rating, judged, review, why], first_line: COLUMNS.len() }
}

fn header_ui(ui: &mut Ui, columns: &Columns, view: &RegisterView, actions: &mut Actions) {
    let palette = Palette::of(ui);
    cells(ui, columns, |ui, column| {
        let Some((name, order)) = COLUMNS.get(column) else { return };
        let Some(order) = *order else {
            ui.horizontal(|ui| {
                ui.set_min_height(24.0);
                ui.label(RichText::new(*name).font(theme::bold(theme::BODY)));
            });
            return;
        };
        let sorted = view.order == order;
        // A sign as well, so that colour alone does not tell.
        let text = RichText::new(if sorted { format!("{name} ↓") } else { (*name).to_owned() }).font(theme::bold(theme::BODY));
        let text = if sorted { text.color(palette.accent) } else { text };
        let button = egui::Button::new(text).frame(false).min_size(egui::vec2(24.0, 24.0));
        let response = ui.add(button).on_hover_text(capital(order.label()));
        if response.accessible_name(format!("Sort: {}", order.label())).clicked() {
            actions.push(Action::File(FileAction::Register(RegisterView { order, ..view.clone() })));
        }
    });
}

/// Cells of one row, each of its column's width.
fn cells(ui: &mut Ui, columns: &Columns, mut cell: impl FnMut(&mut Ui, usize)) {
    for line in [0..columns.first_line, columns.first_line..COLUMNS.len()] {
        ui.horizontal_top(|ui| {
            for column in line {
                ui.vertical(|ui| {
                    ui.set_width(columns.widths.get(column).copied().unwrap_or_default());
                    cell(ui, column);
                });
            }
        });
    }
}

fn row_ui(
    ui: &mut Ui,
    columns: &Columns,
    id: ParameterId,
    entry: Option<&RegisterEntry>,
    document: &Document,
    files: &Files,
    actions: &mut Actions,
) {
    cells(ui, columns, |ui, column| {
        // On the line of the name, which is a button.
        ui.add_space(if column == 0 { 0.0 } else { 2.0 });
        cell_ui(ui, (column, entry), id, document, files, actions);
    });
    ui.add_space(4.0);
}

fn cell_ui(ui: &mut Ui, at: (usize, Option<&RegisterEntry>), id: ParameterId, document: &Document, files: &Files, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let chosen = files.register.chosen == Some(id);
    match at {
        (0, _) => {
            ui.spacing_mut().button_padding = egui::Vec2::ZERO;
            ui.spacing_mut().item_spacing.y = 2.0;
            let name = label(id);
            let text = RichText::new(format!("{} {name}", if chosen { "▾" } else { "▸" })).color(palette.accent);
            let text = if chosen { text.font(theme::bold(theme::BODY)) } else { text };
            let button = egui::Button::new(text).frame(false).wrap().min_size(egui::vec2(24.0, 24.0));
            let tip = if chosen { "Close" } else { "Judge this figure" };
            let response = ui.add(button).on_hover_text(tip);
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, &name));
            if let Some(value) = id.value(&document.scenario) {
                ui.label(RichText::new(id.written(value)).size(13.5));
            }
            if response.clicked() {
                let view = RegisterView { chosen: (!chosen).then_some(id), draft: None, ..files.register.clone() };
                actions.push(Action::File(FileAction::Register(view)));
            }
        }
        (1, Some(entry)) => rating_ui(ui, entry.quality, entry.quality.quality()),
        (2, Some(entry)) => rating_ui(ui, entry.impact, entry.impact.impact()),
        (3, Some(entry)) => {
            ui.add(egui::Label::new(format!("{}, {}", entry.judged_by.label(), entry.judged_on)).wrap());
            if let Some(was) = entry.judged_at() {
                let text = RichText::new(format!("⚠ when it was {was}: judge it again")).size(13.5).color(palette.worse);
                ui.add(egui::Label::new(text).wrap());
            }
        }
        (4, Some(entry)) => match entry.review_by {
            Some(day) if entry.is_expired(files.today) => {
                ui.add(egui::Label::new(RichText::new(format!("⚠ {day}: run out")).color(palette.worse)).wrap());
            }
            Some(day) => {
                ui.label(day.to_string());
            }
            None => {
                ui.label(RichText::new("no day").color(palette.muted));
            }
        },
        (5, Some(entry)) => {
            ui.add(egui::Label::new(shortened(&entry.why)).wrap()).on_hover_text(&entry.why);
        }
        (5, None) => {
            let source = document.scenario.sources.get(&id).map_or_else(|| "No source is named".to_owned(), Source::sentence);
            ui.add(egui::Label::new(RichText::new(shortened(&source)).color(palette.muted)).wrap()).on_hover_text(source);
        }
        (1, None) => {
            ui.label(RichText::new("not judged").color(palette.muted));
        }
        _ => {}
    }
}

/// A rating: the word, its sign, and what it means.
pub fn rating_ui(ui: &mut Ui, rating: Rating, meaning: &str) {
    let palette = Palette::of(ui);
    let colour = match rating {
        Rating::Red => palette.worse,
        Rating::Amber => palette.muted,
        Rating::Green => palette.better,
    };
    ui.label(RichText::new(format!("{} {rating}", sign(rating))).color(colour)).on_hover_text(capital(meaning));
}

/// The mark beside a figure that has been judged: how, and the way to its entry.
pub fn register_mark(ui: &mut Ui, document: &Document, id: ParameterId, actions: &mut Actions) {
    let Some(entry) = document.scenario.register.get(&id) else { return };
    let palette = Palette::of(ui);
    let then = entry.judged_at().map_or_else(String::new, |was| format!(" when it was {was}"));
    let text = format!("Judged{then}: quality {} {}, impact {} {}", sign(entry.quality), entry.quality, sign(entry.impact), entry.impact);
    let colour = if entry.concern() >= 6 { palette.worse } else { palette.muted };
    let mark = egui::Button::new(RichText::new(text).size(12.0).color(colour)).frame(false).wrap();
    if ui.add(mark).on_hover_text(format!("{} Open the register.", capital(&entry.why))).clicked() {
        actions.push(Action::File(FileAction::Register(RegisterView { chosen: Some(id), ..RegisterView::default() })));
        actions.push(Action::File(FileAction::Show(Some(Page::Register))));
    }
}

/// A rating must not be told by its colour alone.
fn sign(rating: Rating) -> &'static str {
    match rating {
        Rating::Red => "▲",
        Rating::Amber => "■",
        Rating::Green => "●",
    }
}

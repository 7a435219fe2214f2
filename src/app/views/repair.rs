//! A file that could not be read in full: what is wrong, where, and what stands in its place until somebody agrees.

use egui::text::{LayoutJob, TextFormat};
use egui::{Button, FontId, Frame, Margin, RichText, Stroke, Ui};

use super::notices::sentence;
use super::pages::{back_ui, heading, scroll};
use crate::app::action::{Action, Actions};
use crate::app::files::names::field_name;
use crate::app::files::places::place_of;
use crate::app::files::{FileAction, name_of};
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::store::error::PUT_IN;

/// The problems are no wider.
const WIDEST: f32 = 1_000.0;

/// The page.
pub fn page_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let (palette, files) = (Palette::of(ui), &state.files);
    let file = files.path.as_deref().map_or_else(|| "The file".to_owned(), name_of);
    back_ui(ui, actions);
    let newer = files.newer_version.is_some();
    heading(ui, &if newer { format!("{file} comes from a newer program") } else { format!("{file} needs mending") });
    let text = if newer {
        "This is what the program does not know and leaves out. The file itself stays as it is."
    } else {
        "The file itself stays as it is until you save. A path leads to its figure; where it says so, only the file itself can be mended."
    };
    ui.add(egui::Label::new(RichText::new(text).color(palette.muted)).wrap());
    ui.add_space(8.0);
    scroll(ui, |ui| {
        // A line of a file is read from its start: no wider than that takes.
        ui.set_max_width(ui.available_width().min(WIDEST));
        if !files.mending.is_empty() {
            section(ui, if newer { "Left out" } else { "Could not be read" });
            for (index, problem) in files.mending.iter().enumerate() {
                let used = problem.used.as_deref().map(|used| match used.strip_suffix(PUT_IN) {
                    Some(what) => format!("Put in before the place marked: {what}"),
                    None if used == "left out" => "It is left out".to_owned(),
                    None => format!("In its place stands: {used}"),
                });
                let told = Told {
                    drawn: problem.drawn.as_deref(),
                    used: used.as_deref(),
                    ..Told::of(state, document, &problem.path, &problem.message)
                };
                ui.push_id(index, |ui| problem_ui(ui, &told, actions));
            }
            if !newer {
                let agree = Button::new(RichText::new("Use what stands in place of these").color(palette.page)).fill(palette.accent);
                if ui.add(agree).clicked() {
                    actions.push(Action::File(FileAction::AgreeToMends));
                }
                ui.add_space(14.0);
            }
        }
        if !document.problems.is_empty() {
            section(ui, "Wrong figures");
            for (index, problem) in document.problems.iter().enumerate() {
                // Where it stands, as long as it is what the file says.
                let located = files.located.iter().find(|other| other.path == problem.path && other.message == problem.message);
                let drawn = located.and_then(|located| located.drawn.as_deref());
                let told = Told { drawn, ..Told::of(state, document, &problem.path, &problem.message) };
                ui.push_id(("figure", index), |ui| problem_ui(ui, &told, actions));
            }
        } else if files.mending.is_empty() && !newer {
            section(ui, "Nothing is wrong any more");
            ui.label("Save the file to keep it mended.");
        }
    });
}

/// The line of a file with the place underlined: marks below it would not stand where they should in type of varying width.
fn marked(drawn: &str, palette: &Palette) -> LayoutJob {
    let (line, marks) = drawn.split_once('\n').unwrap_or((drawn, ""));
    let start = marks.chars().take_while(|c| *c != '^').count();
    let width = marks.chars().filter(|c| *c == '^').count();
    let part = |from: usize, count: usize| line.chars().skip(from).take(count).collect::<String>();
    let format = |color, stroke: Stroke| TextFormat {
        font_id: FontId::proportional(theme::BODY),
        color,
        underline: stroke,
        ..TextFormat::default()
    };
    let number = line.split_once('|').map_or("", |(number, _)| number.trim());
    let before = line.split_once('|').map_or(0, |(number, _)| number.chars().count() + 1);
    let mut job = LayoutJob::default();
    job.append(&format!("Line {number}:  "), 0.0, format(palette.muted, Stroke::NONE));
    job.append(part(before, start.saturating_sub(before)).trim_start(), 0.0, format(palette.muted, Stroke::NONE));
    job.append(&part(start, width), 0.0, format(palette.worse, Stroke::new(1.5, palette.worse)));
    job.append(&part(start + width, usize::MAX), 0.0, format(palette.muted, Stroke::NONE));
    job
}

fn section(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::bold(theme::HEADING)));
    ui.add_space(4.0);
}

/// What is told of a problem.
struct Told<'a> {
    /// What the field is called in the window.
    name: String,
    path: &'a str,
    message: &'a str,
    /// Whether the window has a form for it.
    has_form: bool,
    drawn: Option<&'a str>,
    used: Option<&'a str>,
}

impl<'a> Told<'a> {
    fn of(state: &AppState, document: &Document, path: &'a str, message: &'a str) -> Self {
        let name = field_name(&document.scenario, path);
        Self { name, path, message, has_form: place_of(state, path).is_some(), drawn: None, used: None }
    }
}

fn problem_ui(ui: &mut Ui, told: &Told<'_>, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let frame = Frame::new().fill(palette.panel).stroke((1.0, palette.line)).corner_radius(6).inner_margin(Margin::symmetric(12, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        if !told.path.is_empty() {
            ui.add(egui::Label::new(RichText::new(&told.name).font(theme::bold(theme::BODY))).wrap());
        }
        if told.has_form {
            if ui.link(told.path).on_hover_text("Go to this figure").clicked() {
                actions.push(Action::File(FileAction::GoToField(told.path.to_owned())));
            }
        } else if !told.path.is_empty() {
            ui.add(egui::Label::new(RichText::new(told.path).color(palette.muted)).wrap());
        }
        ui.add(egui::Label::new(sentence(told.message)).wrap());
        if let Some(drawn) = told.drawn {
            ui.add(egui::Label::new(marked(drawn, palette)).wrap());
        }
        if let Some(used) = told.used {
            ui.add(egui::Label::new(RichText::new(format!("{used}.")).color(palette.worse)).wrap());
        } else if !told.has_form {
            ui.add(
                egui::Label::new(RichText::new("There is no form for this: mend it in the file, and open it again.").color(palette.worse))
                    .wrap(),
            );
        }
    });
    ui.add_space(6.0);
}

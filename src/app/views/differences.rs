//! What differs: every figure in which two scenarios or options are not the same, with both values and where they come from.

use egui::{Button, ComboBox, Grid, RichText, Ui};

use super::files::{shortened, template_name};
use super::pages::{back_ui, heading, scroll};
use crate::app::action::{Action, Actions};
use crate::app::files::FileAction;
use crate::app::files::pages::With;
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::widgets::entry::entry;
use crate::store::SHIPPED;

/// The page.
pub fn page_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let palette = Palette::of(ui);
    back_ui(ui, actions);
    heading(ui, "What differs?");
    let Some(compared) = &state.files.compared else { return };
    choice_ui(ui, document, &compared.with, actions);
    ui.add_space(8.0);
    let count = match compared.found.len() {
        0 => "Nothing differs.".to_owned(),
        1 => "1 difference.".to_owned(),
        count => format!("{count} differences."),
    };
    ui.label(RichText::new(count).font(theme::bold(theme::BODY)));
    ui.add_space(4.0);
    if compared.found.is_empty() {
        return;
    }
    scroll(ui, |ui| {
        let width = ((ui.available_width() - 40.0) / 3.0).max(160.0);
        Grid::new("differences").num_columns(3).striped(true).spacing([16.0, 8.0]).max_col_width(width).min_col_width(width).show(
            ui,
            |ui| {
                for word in ["Figure", &compared.names[0], &compared.names[1]] {
                    ui.add(egui::Label::new(RichText::new(word).font(theme::bold(theme::BODY))).wrap());
                }
                ui.end_row();
                for difference in &compared.found {
                    ui.vertical(|ui| {
                        let name = difference.label.as_deref().unwrap_or(&difference.path);
                        ui.add(egui::Label::new(name).wrap()).on_hover_text(&difference.path);
                        if difference.label.is_some() && difference.path.contains('.') {
                            ui.add(egui::Label::new(RichText::new(place(&difference.path)).small().color(palette.muted)).wrap());
                        }
                    });
                    side_ui(ui, difference.first.as_deref(), difference.first_source.as_deref());
                    side_ui(ui, difference.second.as_deref(), difference.second_source.as_deref());
                    ui.end_row();
                }
            },
        );
    });
}

/// Where in the scenario a figure belongs, without its own name.
fn place(path: &str) -> String {
    path.rsplit_once('.').map_or(path, |(place, _)| place).replace('.', " › ").replace('_', " ")
}

fn side_ui(ui: &mut Ui, value: Option<&str>, source: Option<&str>) {
    let palette = Palette::of(ui);
    ui.vertical(|ui| {
        let text = value.map_or("not there", |value| if value.is_empty() { "empty" } else { value });
        ui.add(egui::Label::new(RichText::new(shortened(text)).color(palette.text)).wrap()).on_hover_text(text);
        if let Some(source) = source {
            ui.add(egui::Label::new(RichText::new(shortened(source)).small().color(palette.muted)).wrap()).on_hover_text(source);
        }
    });
}

/// What to compare with.
fn choice_ui(ui: &mut Ui, document: &Document, with: &With, actions: &mut Actions) {
    let mut wish = |with: With| actions.push(Action::File(FileAction::Compare(with)));
    let pick = |ui: &mut Ui, chosen: bool, text: &str| ui.add(Button::new(text).selected(chosen)).clicked();
    ui.horizontal_wrapped(|ui| {
        ui.label("This scenario, compared with");
        if pick(ui, *with == With::Opened, "itself as opened") {
            wish(With::Opened);
        }
        let supplied = SHIPPED.iter().find(|supplied| *with == With::Supplied(supplied.id));
        let shown = supplied.map_or_else(|| "a scenario supplied".to_owned(), |supplied| template_name(supplied.id));
        ComboBox::from_id_salt("supplied")
            .selected_text(shown)
            .show_ui(ui, |ui| {
                for other in SHIPPED {
                    if entry(ui, *with == With::Supplied(other.id), template_name(other.id)).clicked() {
                        wish(With::Supplied(other.id));
                    }
                }
            })
            .response
            .accessible_name("Compare with a scenario supplied");
        if pick(ui, matches!(with, With::File(..)), "another file…") {
            wish(With::AskFile);
        }
    });
    let options = &document.scenario.options;
    let [first, .., last] = options.as_slice() else { return };
    let (one, other) = match with {
        With::Options(one, other) => (one.clone(), other.clone()),
        _ => (first.id.clone(), last.id.clone()),
    };
    ui.horizontal_wrapped(|ui| {
        let chosen = matches!(with, With::Options(..));
        if pick(ui, chosen, "or one option with another:") {
            wish(With::Options(one.clone(), other.clone()));
        }
        let mut choose = |ui: &mut Ui, salt: &str, name: &str, now: &str, with: &dyn Fn(String) -> With| {
            let shown = document.scenario.option(now).map_or(now, |option| option.name.as_str());
            ComboBox::from_id_salt(salt)
                .selected_text(shown)
                .width(220.0)
                .truncate()
                .show_ui(ui, |ui| {
                    for option in options {
                        if entry(ui, option.id == now, &option.name).clicked() {
                            wish(with(option.id.clone()));
                        }
                    }
                })
                .response
                .accessible_name(name);
        };
        choose(ui, "one", "First option to compare", &one, &|id| With::Options(id, other.clone()));
        choose(ui, "other", "Second option to compare", &other, &|id| With::Options(one.clone(), id));
    });
}

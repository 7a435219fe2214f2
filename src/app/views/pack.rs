//! The page on which a committee pack is made: what goes in and how it looks, whether it may be published, and where it goes.

use std::path::Path;
use std::sync::Arc;

use egui::{Align, Button, ComboBox, Image, Label, Layout, RichText, TextEdit, Ui, vec2};

use super::pages::{back_ui, heading, text_ui};
use super::table_preview;
use crate::analysis::Progress;
use crate::app::action::{Action, Actions};
use crate::app::edit::Edit;
use crate::app::files::{FileAction, Purpose};
use crate::app::pack::job::{Known, Making, is_ready, refusal};
use crate::app::pack::{PackView, Wish};
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::widgets::entry::entry;
use crate::app::widgets::page::{main_area, side_area};
use crate::app::widgets::progress::progress;
use crate::app::wording::number;
use crate::report::figure::Figure;
use crate::report::pack::{Contents, Group, Item};
use crate::report::paper::{Length, Publication};
use crate::report::studies::stream;

/// The width from which choices and preview stand side by side.
const WIDE: f32 = 1000.0;
/// Room for the button beside the folder.
const BESIDE: f32 = 110.0;
/// A box to tick, and how far those of a subject stand to the right of its own.
const BOX: egui::Vec2 = vec2(24.0, 24.0);
const INDENT: f32 = 16.0;

/// The page.
pub fn page_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    back_ui(ui, actions);
    heading(ui, "Make a committee pack");
    let Some(contents) = &state.results.pack.contents else {
        let text = match () {
            () if document.scenario.options.is_empty() => "The scenario has no options yet; describe one under “What could we build?”.",
            () if !document.problems.is_empty() => "These figures cannot be run. Mend what is wrong with them first.",
            () if state.files.holds_run() || state.files.long_run_minutes.is_some() => "There is no answer yet; see above.",
            () if document.scenario.options.iter().all(|option| option.hidden) => "Every option is hidden; show at least one.",
            () => "Charts and tables are being drawn from the answer; they appear here in a moment.",
        };
        super::notices::empty_ui(ui, "Nothing to put in yet", text);
        return;
    };
    if ui.available_width() >= WIDE {
        // Side by side each scrolls by itself, so that what is picked far down is seen at once.
        ui.columns(2, |columns| {
            main_area(&mut columns[0], |ui| {
                ui.set_max_width(ui.available_width() - 12.0);
                // In a column of egui's a text would be set to both margins, with gaps between its words.
                ui.with_layout(Layout::top_down(Align::Min), |ui| choices_ui(ui, state, document, contents, actions));
            });
            // Columns do not tell their scroll areas apart.
            columns[1].push_id("preview", |ui| {
                side_area(ui, |ui| {
                    ui.with_layout(Layout::top_down(Align::Min), |ui| preview_ui(ui, state, document, contents, actions));
                });
            });
        });
    } else {
        main_area(ui, |ui| {
            choices_ui(ui, state, document, contents, actions);
            ui.add_space(12.0);
            preview_ui(ui, state, document, contents, actions);
        });
    }
}

fn wish(actions: &mut Actions, wish: Wish) {
    actions.push(Action::Pack(wish));
}

fn question(ui: &mut Ui, text: &str) {
    ui.add_space(8.0);
    ui.label(RichText::new(text).font(theme::bold(theme::HEADING)));
    ui.add_space(2.0);
}

fn muted(ui: &mut Ui, text: impl Into<String>) {
    let palette = Palette::of(ui);
    ui.add(Label::new(RichText::new(text).color(palette.muted)).wrap());
}

fn choices_ui(ui: &mut Ui, state: &AppState, document: &Document, contents: &Arc<Contents>, actions: &mut Actions) {
    let view = &state.view.pack;
    question(ui, "May it be published?");
    ui.horizontal_wrapped(|ui| {
        for (publication, label) in
            [(Publication::Public, "Public"), (Publication::Exempt, "Exempt"), (Publication::Undecided, "Not decided yet")]
        {
            if ui.radio(view.publication == Some(publication), label).clicked() {
                wish(actions, Wish::Publication(publication));
            }
        }
    });
    let refused = view.choices().and_then(|choices| refusal(&document.scenario, &choices));
    match (view.publication, &refused) {
        (None, _) => muted(ui, "Choose this first: it stands on each page."),
        (_, Some(why)) => {
            let palette = Palette::of(ui);
            ui.add(Label::new(RichText::new(why).color(palette.worse)).wrap());
        }
        (Some(publication), None) => muted(ui, format!("On each page: “{}”.", publication.mark())),
    }
    question(ui, "How long is the paper?");
    ui.horizontal_wrapped(|ui| {
        for (length, label) in [(Length::Full, "Full annex"), (Length::Summary, "Summary of two pages")] {
            if ui.radio(view.length == length, label).clicked() {
                wish(actions, Wish::Length(length));
            }
        }
    });
    if view.length == Length::Full {
        studies_ui(ui, state, document, actions);
    }
    folder_ui(ui, state, refused.is_some(), contents, actions);
    contents_ui(ui, view, contents, actions);
}

/// The long analyses: in or out, of which option, and worked out now to be looked at.
fn studies_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let view = &state.view.pack;
    question(ui, "What would change the answer?");
    let mut included = !view.quick;
    if ui.checkbox(&mut included, "Put the long analyses in").changed() {
        wish(actions, Wish::Quick(!included));
    }
    if view.quick {
        muted(ui, "The paper says NOT PROVIDED where they would stand.");
        return;
    }
    let options: Vec<_> = document.scenario.options.iter().filter(|option| !option.hidden).collect();
    let chosen = view.focus.as_ref().and_then(|id| options.iter().find(|option| option.id == *id));
    let by_itself = "The fewest places that come near the best";
    ui.horizontal_wrapped(|ui| {
        let label = ui.label("Option looked at closely");
        let combo = ComboBox::from_id_salt("focus").width(260.0).truncate().selected_text(chosen.map_or(by_itself, |option| &option.name));
        let combo = combo.show_ui(ui, |ui| {
            if entry(ui, chosen.is_none(), by_itself).clicked() {
                wish(actions, Wish::Focus(None));
            }
            for option in &options {
                let selected = chosen.is_some_and(|chosen| chosen.id == option.id);
                if entry(ui, selected, &option.name).clicked() {
                    wish(actions, Wish::Focus(Some(option.id.clone())));
                }
            }
        });
        combo.response.labelled_by(label.id);
    });
    let goal = state.view.beds.goal;
    if let Some(stream) = stream(&document.scenario) {
        muted(ui, format!("Goal, as in “How many beds?”: {}.", crate::report::beds::goal(goal, stream)));
    }
    if let Some(progress) = state.results.pack.studying {
        progress_ui(ui, "Long analyses", progress, actions);
    } else if state.results.pack.studies(&view.closer(goal)).is_some() {
        muted(ui, "Worked out: their charts and tables are in the list below.");
    } else {
        ui.horizontal_wrapped(|ui| {
            if ui.add_enabled(is_ready(state), Button::new("Work them out now")).clicked() {
                wish(actions, Wish::Study(goal));
            }
            muted(ui, "to see and pick their charts; else they are worked out when the pack is made. Some minutes on a slow machine.");
        });
    }
}

/// How far something is, with a button that stops it.
fn progress_ui(ui: &mut Ui, what: &str, come: Progress, actions: &mut Actions) {
    let share = f64::from(come.done) / f64::from(come.wanted.max(1));
    ui.horizontal(|ui| {
        if ui.button("Stop").clicked() {
            wish(actions, Wish::Stop);
        }
        let words = format!("{what}: {} of {} parts", come.done, come.wanted.max(1));
        progress(ui, share, (ui.available_width() - 220.0).clamp(60.0, 320.0), &format!("Making the pack. {words}"));
        ui.label(RichText::new(words).small().color(Palette::of(ui).muted));
    });
}

/// What goes in: a box to tick for each figure and table, and one for each subject, in the order of the paper.
fn contents_ui(ui: &mut Ui, view: &PackView, contents: &Contents, actions: &mut Actions) {
    question(ui, "What goes in?");
    let groups = contents.groups();
    let items: Vec<Item<'_>> = groups.iter().flat_map(|group| &group.items).copied().collect();
    let is_awaited = groups.iter().any(|group| group.is_awaited);
    let figures = counted(view, &items, |item| matches!(item, Item::Figure(_)));
    let tables = counted(view, &items, |item| matches!(item, Item::Table(_)));
    ui.horizontal_wrapped(|ui| {
        ui.label(format!("{} of {} charts, {} of {} tables", figures[0], figures[1], tables[0], tables[1]));
        for (label, all) in [("Everything", true), ("Nothing", false)] {
            // What is not in the list yet could not be left out.
            let button = ui.add_enabled(all || !is_awaited, Button::new(label));
            if button.on_disabled_hover_text("The boroughs are still being worked out.").clicked() {
                wish(actions, Wish::Include(items.iter().map(|item| item.key()).collect(), all));
            }
        }
    });
    let shown = view.shown(contents).map(Item::key).unwrap_or_default();
    for group in &groups {
        group_ui(ui, view, group, &shown, actions);
    }
    ui.add_space(4.0);
    muted(ui, "Tables go in as one workbook and one by one. The scenario file and what is needed to check the pack are always in it.");
}

/// How many of a kind go in, and how many there are.
fn counted(view: &PackView, items: &[Item<'_>], of: fn(&Item<'_>) -> bool) -> [usize; 2] {
    let all = || items.iter().filter(|item| of(item));
    [all().filter(|item| view.has(**item)).count(), all().count()]
}

fn group_ui(ui: &mut Ui, view: &PackView, group: &Group<'_>, shown: &str, actions: &mut Actions) {
    ui.add_space(6.0);
    let [included, all] = counted(view, &group.items, |_| true);
    ui.push_id(group.title, |ui| {
        ui.horizontal(|ui| {
            let mut every = included == all;
            let label = format!("Include all on: {}", group.title);
            let check = egui::Checkbox::without_text(&mut every).indeterminate(included > 0 && included < all);
            let check = ui.add_enabled_ui(all > 0, |ui| ui.add_sized(BOX, check)).inner;
            check.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, every, label.clone()));
            if check.changed() {
                wish(actions, Wish::Include(group.items.iter().map(|item| item.key()).collect(), every));
            }
            ui.add(Label::new(RichText::new(group.title).font(theme::bold(theme::BODY))).truncate());
        });
        if group.is_awaited {
            muted(ui, "Children are played again for maps and tables of the boroughs; they appear here in a moment.");
        }
        for item in &group.items {
            row_ui(ui, view, *item, item.key() == shown, actions);
        }
    });
}

fn row_ui(ui: &mut Ui, view: &PackView, item: Item<'_>, shown: bool, actions: &mut Actions) {
    ui.horizontal(|ui| {
        ui.add_space(INDENT);
        let (mut included, title) = (view.has(item), item.title());
        let check = ui.add_sized(BOX, egui::Checkbox::without_text(&mut included));
        check.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, included, format!("Include: {title}")));
        if check.changed() {
            wish(actions, Wish::Include(vec![item.key()], included));
        }
        let label = match item {
            Item::Figure(_) => title.to_owned(),
            Item::Table(_) => format!("Table: {title}"),
        };
        if ui.add(Button::selectable(shown, label).truncate()).on_hover_text(title).clicked() {
            wish(actions, Wish::Preview(item.key()));
        }
    });
}

fn folder_ui(ui: &mut Ui, state: &AppState, refused: bool, contents: &Contents, actions: &mut Actions) {
    let view = &state.view.pack;
    question(ui, "Where does it go?");
    let label = ui.label("The pack becomes this folder");
    let mut folder = view.folder.clone();
    ui.horizontal(|ui| {
        let width = (ui.available_width() - BESIDE).max(BESIDE);
        if ui.add(TextEdit::singleline(&mut folder).desired_width(width)).labelled_by(label.id).changed() {
            wish(actions, Wish::Folder(folder));
        }
        if ui.button("Choose…").clicked() {
            actions.push(Action::File(FileAction::AskPath(Purpose::PackFolder)));
        }
    });
    if view.has_no_dialog {
        muted(ui, "This system offers no dialog for folders: type the path, such as /home/me/Documents/pack.");
    }
    ui.add_space(8.0);
    let making = state.results.pack.making.as_ref();
    if let Some(Making::Running(part, progress)) = making {
        progress_ui(ui, part.label(), *progress, actions);
        return;
    }
    let missing = match () {
        () if view.publication.is_none() => Some("Say first whether it may be published."),
        () if refused => Some("See above why it may not be public."),
        () if view.folder.trim().is_empty() => Some("Say which folder it becomes."),
        () if state.results.pack.studying.is_some() => Some("The long analyses are under way."),
        () if !is_ready(state) => Some("The run is still under way, or was changed; wait until it is done."),
        () => None,
    };
    let palette = Palette::of(ui);
    let (text, fill) = if missing.is_none() { (palette.page, palette.accent) } else { (palette.muted, palette.panel) };
    let replaces = matches!(making, Some(Making::Exists(there)) if there == Path::new(view.folder.trim()));
    let label = if replaces { "Replace the pack that is there" } else { "Make the pack" };
    ui.horizontal(|ui| {
        if ui.add_enabled(missing.is_none(), Button::new(RichText::new(label).color(text)).fill(fill)).clicked() {
            wish(actions, Wish::Make(state.view.beds.goal, replaces));
        }
    });
    match missing {
        Some(missing) => muted(ui, missing),
        None if !contents.groups().iter().flat_map(|group| &group.items).any(|item| view.has(*item)) => {
            muted(ui, "Without charts and tables it is the paper and the scenario file alone.");
        }
        None => {}
    }
    made_ui(ui, &state.results.pack, actions);
}

/// What came of the last pack.
fn made_ui(ui: &mut Ui, known: &Known, actions: &mut Actions) {
    let palette = Palette::of(ui);
    match &known.making {
        Some(Making::Done(folder, files, bytes)) => {
            ui.add_space(4.0);
            let megabytes = number(*bytes as f64 / 1e6, 1);
            let text = format!("Made: {files} files, {megabytes} MB, in {}", folder.display());
            ui.add(Label::new(RichText::new(text).font(theme::bold(theme::BODY))).wrap());
            if ui.button("Open the folder").clicked() {
                wish(actions, Wish::ShowFolder(folder.clone()));
            }
        }
        Some(Making::Exists(folder)) => {
            let text = format!("There is a pack in {} already. Replace it, or give another name.", folder.display());
            ui.add(Label::new(RichText::new(text).color(palette.worse)).wrap());
        }
        Some(Making::Failed(why)) => {
            ui.add(Label::new(RichText::new(why).color(palette.worse)).wrap());
        }
        Some(Making::Running(..)) | None => {}
    }
}

/// The figure or table that is looked at, as it will stand in the pack.
fn preview_ui(ui: &mut Ui, state: &AppState, document: &Document, contents: &Arc<Contents>, actions: &mut Actions) {
    question(ui, "How does it look?");
    let shown = state.view.pack.shown(contents);
    let figure = match shown {
        Some(Item::Figure(figure)) => figure,
        Some(Item::Table(table)) => return table_preview::table_ui(ui, table),
        None => return muted(ui, "Choose a chart or a table to see it."),
    };
    let key = shown.map(Item::key).unwrap_or_default();
    let written = document.scenario.alternative_texts.get(&figure.id);
    match state.results.pack.picture_of(contents, &key).map(|picture| &picture.drawn) {
        Some(Ok(texture)) => {
            let words = written.cloned().unwrap_or_else(|| figure.generated_text());
            let image = Image::new(texture).max_width(ui.available_width()).corner_radius(4).alt_text(words);
            ui.add(image);
        }
        Some(Err(error)) => {
            let palette = Palette::of(ui);
            ui.add(Label::new(RichText::new(error.to_string()).color(palette.worse)).wrap());
        }
        None => muted(ui, "The chart is being drawn."),
    }
    alternative_text_ui(ui, figure, written, actions);
}

/// What readers are told who do not see the chart: the program's words, or an officer's.
fn alternative_text_ui(ui: &mut Ui, figure: &Figure, written: Option<&String>, actions: &mut Actions) {
    ui.add_space(8.0);
    let label = ui.label(RichText::new("For readers who do not see the chart").font(theme::bold(theme::BODY)));
    let generated = figure.generated_text();
    let text = written.unwrap_or(&generated);
    ui.push_id(&figure.id, |ui| {
        text_ui(ui, text, 5, &label, |text, dragging| {
            // The program's own words, left as they are, follow the answer.
            let text = if text == generated { String::new() } else { text };
            if written.is_some() || !text.is_empty() {
                actions.push(Action::Edit { edit: Edit::AlternativeText(figure.id.clone(), text), dragging });
            }
        });
    });
    if written.is_some() {
        ui.horizontal_wrapped(|ui| {
            if ui.button("Use the program’s words").clicked() {
                let edit = Edit::AlternativeText(figure.id.clone(), String::new());
                actions.push(Action::Edit { edit, dragging: false });
            }
            muted(ui, format!("Kept with the scenario; check its numbers. The program would say: {generated}"));
        });
    } else {
        muted(ui, "The program’s words. What you write instead is kept with the scenario.");
    }
}

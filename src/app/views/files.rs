//! Files on screen: the menu, what is said of the file above the room, and what is asked before anything is lost.

use std::path::Path;

use egui::{Button, Frame, Id, KeyboardShortcut, Margin, Modal, Modifiers, RichText, ScrollArea, Ui};

use crate::app::action::{Action, Actions};
use crate::app::files::{Fate, FileAction, Files, Next, Page, Purpose, Question, name_of};
use crate::app::state::AppState;
use crate::app::theme::{self, Palette};
use crate::model::register;
use crate::store::folders::typed_path;
use crate::store::{SHIPPED, backup_of};

/// Open a file.
pub const OPEN: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, egui::Key::O);
/// Save.
pub const SAVE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, egui::Key::S);
/// Save under another name.
pub const SAVE_AS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), egui::Key::S);

/// The part of the scenario menu about files.
pub fn menu_ui(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    ui.set_min_width(250.0);
    let files = &state.files;
    ui.menu_button("New from a template", |ui| {
        for supplied in SHIPPED {
            if ui.button(template_name(supplied.id)).clicked() {
                wish(actions, FileAction::Start(Next::New(supplied.id)));
                ui.close();
            }
        }
        ui.separator();
        if ui.button("Blank: no requests, no options").clicked() {
            wish(actions, FileAction::Start(Next::Blank));
            ui.close();
        }
    });
    entry(ui, "Open…", Some(&OPEN), true, FileAction::Start(Next::AskOpen), actions);
    ui.add_enabled_ui(!files.recent.is_empty(), |ui| {
        ui.menu_button("Opened last", |ui| {
            for path in &files.recent {
                if ui.button(name_of(path)).on_hover_text(path.display().to_string()).clicked() {
                    wish(actions, FileAction::Start(Next::Open(path.clone())));
                    ui.close();
                }
            }
        });
    });
    let is_open = state.document.is_ok();
    let savable = is_open && files.newer_version.is_none();
    ui.separator();
    entry(ui, "Save", Some(&SAVE), savable, FileAction::Save, actions);
    entry(ui, "Save as…", Some(&SAVE_AS), savable, FileAction::SaveAs, actions);
    ui.separator();
    entry(ui, "Make a committee pack…", None, savable, FileAction::Show(Some(Page::Pack)), actions);
    ui.separator();
    entry(ui, "Name, question and note", None, is_open, FileAction::Show(Some(Page::About)), actions);
    entry(ui, "What differs…", None, is_open, FileAction::Show(Some(Page::Differences)), actions);
    entry(ui, "Assumption register", None, is_open, FileAction::Show(Some(Page::Register)), actions);
    entry(ui, "Is it right?", None, is_open, FileAction::Show(Some(Page::Selftest)), actions);
    if files.undecided().next().is_some() {
        entry(ui, "Unsaved work left behind…", None, true, FileAction::AskLost, actions);
    }
    ui.separator();
    // The key is the window's own.
    let quit = KeyboardShortcut::new(Modifiers::COMMAND, egui::Key::Q);
    entry(ui, "Quit", Some(&quit), true, FileAction::Start(Next::Close), actions);
}

fn entry(ui: &mut Ui, label: &str, shortcut: Option<&KeyboardShortcut>, enabled: bool, action: FileAction, actions: &mut Actions) {
    let mut button = Button::new(label);
    if let Some(shortcut) = shortcut {
        button = button.shortcut_text(ui.ctx().format_shortcut(shortcut));
    }
    if ui.add_enabled(enabled, button).clicked() {
        wish(actions, action);
        ui.close();
    }
}

/// The name of a scenario supplied, made of its id.
pub fn template_name(id: &str) -> String {
    crate::app::wording::capital(&id.replace('-', " ")).replace("London review", "The London review")
}

fn wish(actions: &mut Actions, action: FileAction) {
    actions.push(Action::File(action));
}

/// Files dropped on the window.
pub fn dropped_files(ctx: &egui::Context, files: &Files, actions: &mut Actions) {
    let dropped = ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect::<Vec<_>>());
    if files.question.is_none() && !dropped.is_empty() {
        wish(actions, FileAction::Dropped(dropped));
    }
}

/// Whether there is nothing to say of the file.
pub fn is_quiet(state: &AppState) -> bool {
    let files = &state.files;
    let expired = state.document.as_ref().is_ok_and(|document| !register::expired(&document.scenario, files.today).is_empty());
    let agreed_on = !files.holds_run() && files.long_run_minutes.is_none() && files.fate.is_none();
    agreed_on && !files.is_kept_waiting && files.warnings.is_empty() && (!expired || files.page == Some(Page::Register))
}

/// What there is to say of the file, a line each, above the room.
pub fn banners_ui(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    let files = &state.files;
    if let Some(version) = files.newer_version {
        let text = format!(
            "Read only: this file has format version {version}, and this program knows version {}. It can be looked at, not run or \
             changed; open it with a newer version of the program.",
            crate::model::FORMAT_VERSION
        );
        banner(ui, &text, true, &[("What is left out", FileAction::Show(Some(Page::Mending)))], actions);
    } else if !files.mending.is_empty() && files.page != Some(Page::Mending) {
        let text = "Part of this file could not be read; nothing runs until you have looked at what stands in its place.";
        banner(ui, text, true, &[("Look", FileAction::Show(Some(Page::Mending)))], actions);
    }
    if let (Some(fate), Some(path)) = (files.fate, &files.path) {
        fate_ui(ui, fate, path, actions);
    }
    let is_typing = matches!(files.question, Some(Question::Path { .. }));
    if let Some(asked) = files.asked.filter(|_| files.is_kept_waiting && !is_typing) {
        let text = format!(
            "The system’s dialog for the {} has not answered yet. It may be behind this window; if none is to be seen, type the place.",
            asked.purpose.thing()
        );
        banner(ui, &text, true, &[("Type the place", FileAction::TypeInstead), ("Never mind", FileAction::StopWaiting)], actions);
    }
    if let Some(minutes) = files.long_run_minutes.filter(|_| !files.holds_run()) {
        let text = format!(
            "This run would keep one core busy for about {} minutes, so it was not started. Fewer replications, options or years take less.",
            crate::app::wording::number(minutes, 0)
        );
        banner(ui, &text, true, &[("Run it all the same", FileAction::AgreeToLongRun)], actions);
    }
    if let Some(first) = files.warnings.first() {
        let more = if files.warnings.len() > 1 { format!(" There are {} such places.", files.warnings.len()) } else { String::new() };
        let at = first.position.map(|(line, _)| format!(" (line {line})")).unwrap_or_default();
        let place = if first.path.is_empty() { at } else { format!(" ({})", first.path) };
        let text = format!("{}{place}.{more}", crate::app::wording::capital(&first.message));
        banner(ui, &text, true, &[("Close", FileAction::DropWarnings)], actions);
    }
    if let Ok(document) = &state.document
        && files.page != Some(Page::Register)
    {
        let expired = register::expired(&document.scenario, files.today);
        if let Some(first) = expired.first() {
            let name = crate::app::files::pages::label(*first);
            let text = match expired.len() {
                1 => format!("The judgement of one figure has run out: {name}."),
                count => format!("The judgement of {count} figures has run out, among them {name}."),
            };
            banner(ui, &text, true, &[("Open the register", FileAction::Show(Some(Page::Register)))], actions);
        }
    }
}

/// Somebody else has been at the file.
fn fate_ui(ui: &mut Ui, fate: Fate, path: &Path, actions: &mut Actions) {
    let name = name_of(path);
    match fate {
        Fate::Changed => {
            let text = format!("Somebody else has changed “{name}” since it was opened here. Nothing is replaced unless you say so.");
            let look = FileAction::PathChosen(Purpose::Compare, path.to_owned());
            let open = FileAction::Start(Next::Open(path.to_owned()));
            banner(ui, &text, true, &[("See what differs", look), ("Open theirs", open)], actions);
        }
        Fate::Gone => {
            let text = format!("“{name}” is no longer in its folder. What is open here is whole; saving puts it back.");
            banner(ui, &text, true, &[("Save", FileAction::Save)], actions);
        }
    }
}

fn banner(ui: &mut Ui, text: &str, urgent: bool, buttons: &[(&str, FileAction)], actions: &mut Actions) {
    let palette = Palette::of(ui);
    let (fill, colour) = if urgent { (palette.warning_fill, palette.text) } else { (palette.chosen, palette.text) };
    Frame::new().fill(fill).corner_radius(6).inner_margin(Margin::symmetric(12, 6)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            for (label, action) in buttons {
                if ui.button(*label).clicked() {
                    wish(actions, action.clone());
                }
            }
            ui.add(egui::Label::new(RichText::new(text).color(colour)).wrap());
        });
    });
    ui.add_space(4.0);
}

/// A file is held over the window.
pub fn hover_ui(ctx: &egui::Context) {
    let count = ctx.input(|input| input.raw.hovered_files.len());
    if count == 0 {
        return;
    }
    let text = if count == 1 { "Let go to open this file" } else { "One file at a time, please" };
    egui::Area::new(Id::unique("file held")).order(egui::Order::Foreground).anchor(egui::Align2::CENTER_CENTER, egui::Vec2::ZERO).show(
        ctx,
        |ui| {
            Frame::popup(ui.style()).inner_margin(Margin::same(20)).corner_radius(10).show(ui, |ui| {
                ui.label(RichText::new(text).font(theme::bold(19.0)));
            });
        },
    );
}

/// What is asked, above everything else.
pub fn question_ui(ui: &mut Ui, state: &AppState, actions: &mut Actions) {
    let Some(question) = &state.files.question else { return };
    let name = state.document.as_ref().map_or("The scenario", |document| document.scenario.name.as_str());
    let frame = Frame::popup(ui.style()).inner_margin(Margin::same(20)).corner_radius(10);
    let modal = Modal::new(Id::unique("file question")).frame(frame).show(ui.ctx(), |ui| {
        ui.set_max_width(620.0_f32.min(ui.ctx().content_rect().width() - 40.0));
        match question {
            Question::Unsaved(next) => {
                title(ui, &format!("“{name}” has changes that are not saved"));
                let file = state.files.path.as_ref().map(|path| format!(" Saving writes them to {}.", name_of(path)));
                ui.label(format!("If you go on without saving, they are lost.{}", file.unwrap_or_default()));
                let (saving, without) = match next {
                    Next::Close => ("Save and close", "Close without saving"),
                    _ => ("Save and go on", "Go on without saving"),
                };
                row(ui, &[("Keep working", FileAction::Leave), (without, FileAction::WithoutSaving), (saving, FileAction::SaveAndGoOn)], actions);
            }
            Question::Path { purpose, text } => path_ui(ui, (*purpose, text), state.files.asked.is_some(), actions),
            Question::Exists(path) => {
                title(ui, &format!("There is a file “{}” already", name_of(path)));
                ui.label(format!("If you replace it, it is kept as {}.", name_of(&backup_of(path))));
                row(ui, &[("Cancel", FileAction::Leave), ("Another name…", FileAction::SaveAs), ("Replace it", FileAction::SaveOver(path.clone()))], actions);
            }
            Question::Changed(path) => {
                title(ui, &format!("Somebody else has changed “{}”", name_of(path)));
                ui.label(format!(
                    "The file is not the one that was opened here, so “{name}” was not saved. If you replace it, the other version is kept as {}.",
                    name_of(&backup_of(path))
                ));
                let look = FileAction::PathChosen(Purpose::Compare, path.clone());
                row(
                    ui,
                    &[
                        ("Cancel", FileAction::Leave),
                        ("Replace it", FileAction::SaveOver(path.clone())),
                        ("Another name…", FileAction::SaveAs),
                        ("See what differs", look),
                    ],
                    actions,
                );
            }
            Question::Lost => lost_ui(ui, &state.files, actions),
        }
    });
    if modal.should_close() {
        wish(actions, FileAction::Leave);
    }
}

fn title(ui: &mut Ui, text: &str) {
    ui.add(egui::Label::new(RichText::new(text).font(theme::bold(19.0))).wrap());
    ui.add_space(6.0);
}

/// Buttons at the foot of a question; the last is what is most likely wanted.
fn row(ui: &mut Ui, buttons: &[(&str, FileAction)], actions: &mut Actions) {
    let palette = Palette::of(ui);
    ui.add_space(12.0);
    ui.horizontal_wrapped(|ui| {
        for (index, (label, action)) in buttons.iter().enumerate() {
            let button = if index + 1 == buttons.len() {
                Button::new(RichText::new(*label).color(palette.page)).fill(palette.accent)
            } else {
                Button::new(*label)
            };
            if ui.add(button).clicked() {
                wish(actions, action.clone());
            }
        }
    });
}

/// Why a path is typed, and what is absent.
const NO_DIALOG: &str = if cfg!(target_os = "linux") {
    "This computer shows no dialog for files: that needs a desktop portal, such as xdg-desktop-portal-gtk, or Zenity. Type the place here."
} else {
    "This computer shows no dialog for files. Type the place here."
};

/// A path to type, where the system has no dialog, or one that does not answer.
fn path_ui(ui: &mut Ui, (purpose, typed): (Purpose, &str), waits: bool, actions: &mut Actions) {
    let (heading, button) = match purpose {
        Purpose::Open => ("Open which file?", "Open"),
        Purpose::SaveAs => ("Save where?", "Save"),
        Purpose::Compare => ("Compare with which file?", "Compare"),
        Purpose::Picture => ("Save the chart where?", "Save"),
        Purpose::PackFolder => ("Make the pack in which folder?", "Choose"),
    };
    title(ui, heading);
    let why = if waits { "A dialog of the system is asked for already: choose there, or type the place here." } else { NO_DIALOG };
    let other_ways = if purpose == Purpose::Open { " A file can also be dragged onto the window." } else { "" };
    let why = format!("{why} “~” stands for your own folder.{other_ways}");
    ui.add(egui::Label::new(RichText::new(why).color(Palette::of(ui).muted)).wrap());
    ui.add_space(6.0);
    let label = ui.label("Folder and name of the file");
    let mut text = typed.to_owned();
    let field = ui.add(egui::TextEdit::singleline(&mut text).desired_width(f32::INFINITY)).labelled_by(label.id);
    // Asked before the field takes the keyboard again: then it has lost nothing.
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
    if text != typed {
        wish(actions, FileAction::PathTyped(text.clone()));
    }
    let choose = FileAction::PathChosen(purpose, typed_path(&text));
    let is_empty = text.trim().is_empty();
    if entered && !is_empty {
        wish(actions, choose);
        return;
    }
    if is_empty {
        row(ui, &[("Cancel", FileAction::Leave)], actions);
    } else {
        row(ui, &[("Cancel", FileAction::Leave), (button, choose)], actions);
    }
}

/// Work left behind by a crash.
fn lost_ui(ui: &mut Ui, files: &Files, actions: &mut Actions) {
    let palette = Palette::of(ui);
    title(ui, "Unsaved work was left behind");
    ui.add(egui::Label::new("The program ended without asking. Nothing is thrown away until you say so.").wrap());
    ui.add_space(6.0);
    let height = (ui.ctx().content_rect().height() - 260.0).max(120.0);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        for (index, lost) in files.undecided() {
            ui.push_id(index, |ui| {
                ui.separator();
                ui.label(RichText::new(format!("{}, {}", lost.name, lost.when)).font(theme::bold(theme::BODY)));
                let file = match lost.work.file.as_deref().map(|mark| files.marked(mark)) {
                    None => "Never saved".to_owned(),
                    Some(Some(path)) => format!("Of {}", path.display()),
                    Some(None) => "Of a file that is not among those opened last: saving asks where".to_owned(),
                };
                ui.add(egui::Label::new(RichText::new(file).color(palette.muted)).wrap());
                let count = match lost.differences.len() {
                    0 => "Nothing differs from the file as it was".to_owned(),
                    1 => "1 difference from the file as it was".to_owned(),
                    count => format!("{count} differences from the file as it was"),
                };
                ui.label(count);
                for difference in lost.differences.iter().take(8) {
                    let side = |value: &Option<String>| {
                        let text = value.as_deref().unwrap_or("not there");
                        shortened(if text.is_empty() { "empty" } else { text })
                    };
                    let name = difference.label.as_deref().unwrap_or(&difference.path);
                    let text = format!("•  {name}: {} → {}", side(&difference.first), side(&difference.second));
                    ui.add(egui::Label::new(RichText::new(text).color(palette.muted)).wrap());
                }
                if lost.differences.len() > 8 {
                    ui.label(RichText::new(format!("and {} more", lost.differences.len() - 8)).color(palette.muted));
                }
                row(ui, &[("Throw it away", FileAction::Discard(index)), ("Take it up", FileAction::Start(Next::Restore(index)))], actions);
            });
        }
    });
    ui.add_space(8.0);
    if ui.button("Decide later").clicked() {
        wish(actions, FileAction::Leave);
    }
}

/// A text cut to a length that a table can hold.
pub fn shortened(text: &str) -> String {
    const MOST: usize = 120;
    if text.chars().count() <= MOST { text.to_owned() } else { format!("{}…", text.chars().take(MOST).collect::<String>()) }
}

//! The answer, in sight in every room: a sentence on the chosen option, and how sure it is.

use egui::{Align, Button, ComboBox, Layout, Popup, PopupCloseBehavior, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::options::totals;
use super::{STREAMS, TALL, dim_unless, notices, run};
use crate::app::action::{Action, Actions};
use crate::app::jobs::Phase;
use crate::app::standing::{Standing, points};
use crate::app::state::{AppState, Document, Room};
use crate::app::theme::{self, Palette};
use crate::app::widgets::describe::describe;
use crate::app::widgets::entry::{LIST, entry};
use crate::app::widgets::segmented::segmented;
use crate::app::widgets::term::term;
use crate::report::findings;
use crate::report::wording::{number, uncapital};

/// The least width in which the first line has a place for the number of replications.
const WIDE: f32 = 900.0;

/// Room in the first line for how sure the answer is, and for the button beside it: in full, and in short.
const SURE: (f32, f32) = (390.0, 250.0);

/// Height of the first line, with a choice between streams or without: what is beneath stays where it is.
const LINE: f32 = 36.0;

/// About the length of the longest headline in one line, in heights of its type.
const HEADLINE: f32 = 112.0;

/// The chosen option and stream, the headline, how sure it is and how the run stands.
pub fn strip_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let standing = Standing::of(state, document);
    if ui.ctx().content_rect().height() < TALL {
        ui.spacing_mut().item_spacing.y = 3.0;
    }
    let line = egui::vec2(ui.available_width(), LINE);
    ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(line);
        choice_ui(ui, state, document, actions);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            run_button(ui, state, document, actions);
            sure_ui(ui, state, document, standing, actions);
        });
    });
    headline_ui(ui, state, document, standing);
    notices::progress_ui(ui, state);
}

/// What is looked at: the stream and the option.
fn choice_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    // Where both streams stand side by side it would change the headline alone, which says what it speaks of.
    if is_of_one_stream(state.view.room)
        && let Some(stream) = segmented(ui, "Results for", state.view.stream, &STREAMS)
    {
        actions.push(Action::ChooseStream(stream));
    }
    let chosen = document.option(&state.view.option).map_or("Choose an option", |(_, option)| option.name.as_str());
    let beside = if is_wide(ui) { SURE.0 } else { SURE.1 };
    let width = (ui.available_width() - beside).clamp(120.0, 340.0);
    let combo = ui.scope(|ui| {
        // A name is cut where the line ends, not where the list's own width does.
        ui.set_max_width(width);
        ComboBox::from_id_salt("option").selected_text(chosen).width(width).height(LIST).truncate().show_ui(ui, |ui| {
            for option in &document.scenario.options {
                if entry(ui, option.id == state.view.option, &option.name).on_hover_text(totals(option)).clicked() {
                    actions.push(Action::ChooseOption(option.id.clone()));
                }
            }
        })
    });
    let response = combo.inner.response.accessible_name("Option looked at");
    // Which beds “12 + 6” are is said wherever a name may say it so.
    let holds = document.option(&state.view.option).map(|(_, option)| format!(" It has: {}.", uncapital(&totals(option))));
    describe(ui, response, &format!("The option that the headline speaks of.{}", holds.unwrap_or_default()));
}

/// Whether what a room shows is of one stream at a time.
fn is_of_one_stream(room: Room) -> bool {
    match room {
        Room::Demand | Room::Options | Room::Comparison | Room::Experience | Room::Beds | Room::Drivers => true,
        Room::Evidence | Room::Costs | Room::Criteria | Room::Boroughs => false,
    }
}

fn is_wide(ui: &Ui) -> bool {
    ui.ctx().content_rect().width() >= WIDE
}

/// Stop, carry on, or run twice as many.
fn run_button(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let phase = state.results.run.as_ref().map(|run| &run.phase);
    let (word, tip, action) = match phase {
        Some(Phase::Running) => ("Stop", "Stop and keep what is done (Esc)", Action::Stop),
        Some(Phase::Finished) => ("Extend", "Run twice as many replications, for a narrower interval (F5)", Action::Run),
        _ => ("Carry on", "Carry on with the run (F5)", Action::Run),
    };
    let can = document.problems.is_empty() && !document.scenario.options.is_empty();
    let response = ui.add_enabled(can, Button::new(word).min_size(egui::vec2(82.0, 0.0)));
    if describe(ui, response, tip).clicked() {
        actions.push(action);
    }
}

/// The word for how the answer stands, the ± reached and the replications; pressed, it opens what decides them.
fn sure_ui(ui: &mut Ui, state: &AppState, document: &Document, standing: Standing, actions: &mut Actions) {
    let palette = Palette::of(ui);
    let colour = if standing.is_warning() { palette.worse } else { palette.muted };
    let mut text = format!("{}  {}", standing.sign(), standing.word());
    if let Some(reached) = reached(state, is_wide(ui)) {
        text.push_str(&format!("   {reached}"));
    }
    let sentence = standing.sentence(state, document);
    let response = ui.add(Button::new(RichText::new(&text).color(colour)).frame_when_inactive(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("How sure is this? {text}")));
    let response = describe(ui, response, &sentence);
    let sought = state.view.sought.as_deref().filter(|path| path.starts_with("run."));
    if sought.is_some() {
        Popup::open_id(ui.ctx(), Popup::default_response_id(&response));
    }
    Popup::from_toggle_button_response(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(360.0).show(|ui| {
        ui.set_max_width(360.0);
        let most = (ui.ctx().content_rect().height() * 0.7).max(160.0);
        ScrollArea::vertical().max_height(most).auto_shrink([false, true]).show(ui, |ui| {
            ui.add(egui::Label::new(sentence).wrap());
            ui.add_space(6.0);
            run::precision_ui(ui, state, actions);
            run::run_ui(ui, document, sought, actions);
        });
    });
}

/// The ± of the share placed and, in full, how many replications gave it.
fn reached(state: &AppState, in_full: bool) -> Option<String> {
    let shown = state.results.shown.as_ref()?;
    let summary = shown.summary.as_ref()?;
    let index = summary.options.iter().position(|option| option.id == state.view.option)?;
    let placed = summary.estimate(index, &format!("{}_placed_share", state.view.stream.key()))?;
    let half = (placed.high - placed.low) / 2.0;
    let replications = match shown.done {
        1 => "1 replication, too few for a ±".to_owned(),
        done => format!("{} replications", number(f64::from(done), 0)),
    };
    if !in_full {
        return half.is_finite().then(|| points(half));
    }
    Some(if half.is_finite() { format!("{} points   {replications}", points(half)) } else { replications })
}

fn headline_ui(ui: &mut Ui, state: &AppState, document: &Document, standing: Standing) {
    let headline = state.results.shown.as_ref().and_then(|shown| {
        let summary = shown.summary.as_ref()?;
        let index = summary.options.iter().position(|option| option.id == state.view.option)?;
        let baseline = summary.option_index(&state.view.baseline).unwrap_or(summary.baseline);
        findings::headline(summary, index, baseline, state.view.stream, &shown.scenario)
    });
    let low = ui.ctx().content_rect().height() < TALL;
    ui.scope(|ui| {
        dim_unless(ui, state.results.are_for(&document.scenario) || standing == Standing::Draft);
        let text = headline.unwrap_or_else(|| standing.sentence(state, document));
        let font = theme::bold(if low { 14.0 } else { 16.0 });
        // Room for the longest headline, so that nothing shifts beneath when another answer comes in; a low window has none to leave empty.
        let rows = if low { 1.0 } else { (HEADLINE * font.size / ui.available_width().max(1.0)).ceil().max(1.0) };
        let least = rows * ui.ctx().fonts_mut(|fonts| fonts.row_height(&font));
        let height = ui.add(egui::Label::new(RichText::new(text).font(font)).wrap()).rect.height();
        ui.add_space((least - height).max(0.0));
    });
    if low {
        // The word above says the same, and the sentence when it is pointed at.
        return;
    }
    // One line, there in every state, so that a warning moves nothing.
    let palette = Palette::of(ui);
    let colour = if standing.is_warning() { palette.worse } else { palette.muted };
    let text = if standing == Standing::Nothing { String::new() } else { standing.sentence(state, document) };
    let line = egui::vec2(ui.available_width(), 18.0);
    ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(line);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = words(state);
            if is_wide(ui) && !words.is_empty() {
                // The last word stands at the right.
                for word in words.iter().rev() {
                    term(ui, RichText::new(*word).small().color(palette.muted), word);
                }
                ui.label(RichText::new("What is meant by").small().color(palette.muted));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(RichText::new(text).size(13.0).color(colour)).truncate());
            });
        });
    });
}

/// Words of the glossary that a room uses and does not explain where they stand.
fn words(state: &AppState) -> &'static [&'static str] {
    match state.view.room {
        _ if state.files.page.is_some() => &[],
        Room::Evidence | Room::Demand | Room::Comparison | Room::Experience => &[],
        Room::Options => &["Placement", "Step-down", "Blocked"],
        Room::Beds => &["Request", "Placement", "Possible future", "Step-down"],
        Room::Costs => &["Whole period", "Dominated", "95% interval (±)"],
        Room::Criteria => &["Scale", "Weight", "Possible future"],
        Room::Boroughs => &["Bad year", "Possible future", "Placement"],
        Room::Drivers => &["Chance", "Not knowing", "Possible future"],
    }
}

//! Where a figure comes from: a word, and the citation behind it.

use egui::{Button, Label, Popup, PopupCloseBehavior, RichText, Ui};

use crate::app::theme::{self, Palette};
use crate::model::Source;

/// What is told of a figure besides its source.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Name on screen.
    pub label: &'a str,
    /// What it means, in a sentence.
    pub help: &'a str,
    /// Permitted values, in words.
    pub permitted: Option<&'a str>,
}

/// The badge beside a figure. Pointing shows the citation, and so does pressing it.
pub fn source_badge(ui: &mut Ui, figure: &str, source: Option<&Source>, changed_from: Option<&str>) {
    badge(ui, figure, None, source, changed_from);
}

/// A badge that also tells what the figure means and what is permitted.
pub fn facts_badge(ui: &mut Ui, figure: &str, facts: &Facts<'_>, source: Option<&Source>, changed_from: Option<&str>) {
    badge(ui, figure, Some(facts), source, changed_from);
}

fn badge(ui: &mut Ui, figure: &str, facts: Option<&Facts<'_>>, source: Option<&Source>, changed_from: Option<&str>) {
    let palette = Palette::of(ui);
    let origin = source.map_or_else(|| "Assumed: the scenario names no source.".to_owned(), |source| full_stop(source.sentence()));
    let (word, sentence, colour) = match (changed_from, source) {
        (Some(_), Some(set)) if set.is_set() => ("changed", format!("You changed this. {origin}"), palette.accent),
        (Some(before), _) => ("changed", format!("You changed this; the scenario has {before}. {origin}"), palette.accent),
        (None, None | Some(Source::Assumed { .. })) => ("assumed", origin, palette.worse),
        (None, Some(source)) => (source.label(), origin, palette.muted),
    };
    let button = Button::new(RichText::new(word).size(12.5).color(colour))
        .fill(egui::Color32::TRANSPARENT)
        .stroke(egui::Stroke::new(1.0, colour.gamma_multiply(0.45)))
        .min_size(egui::vec2(24.0, 24.0))
        .corner_radius(12);
    let button = ui.scope(|ui| {
        ui.spacing_mut().button_padding = egui::vec2(8.0, 2.0);
        ui.add(button)
    });
    let response = button.inner.on_hover_text(&sentence).accessible_name(format!("Source of {figure}: {word}"));
    let popup = Popup::from_toggle_button_response(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(340.0);
    popup.show(|ui| {
        if let Some(facts) = facts {
            ui.label(RichText::new(facts.label).font(theme::bold(theme::BODY)));
            ui.add(Label::new(facts.help).wrap());
            ui.add_space(4.0);
        }
        ui.add(Label::new(&sentence).wrap().selectable(true));
        if let Some(permitted) = facts.and_then(|facts| facts.permitted) {
            ui.add_space(4.0);
            ui.add(Label::new(RichText::new(format!("Permitted: {permitted}.")).color(palette.muted)).wrap());
        }
    });
}

fn full_stop(mut sentence: String) -> String {
    if !sentence.ends_with('.') {
        sentence.push('.');
    }
    sentence
}

//! Where a figure comes from: a word, and the citation behind it.

use egui::{Button, Popup, RichText, Ui};

use crate::app::theme::Palette;
use crate::model::Source;

/// The badge beside a figure. Pointing shows the citation, and so does pressing it. A figure that was changed is nobody's but the
/// user's, whatever the source of the one it replaced.
pub fn source_badge(ui: &mut Ui, figure: &str, source: Option<&Source>, changed_from: Option<&str>) {
    let palette = Palette::of(ui);
    let origin = source.map_or_else(|| "Assumed: the scenario names no source.".to_owned(), |source| full_stop(source.sentence()));
    let (word, sentence, colour) = match (changed_from, source) {
        (Some(before), _) => ("changed", format!("You changed this; the scenario has {before}. {origin}"), palette.accent),
        (None, None | Some(Source::Assumed { .. })) => ("assumed", origin, palette.worse),
        (None, Some(source)) => (source.label(), origin, palette.muted),
    };
    let button = Button::new(RichText::new(word).size(12.0).color(colour))
        .min_size(egui::vec2(0.0, 24.0))
        .fill(egui::Color32::TRANSPARENT)
        .stroke(egui::Stroke::new(1.0, colour.gamma_multiply(0.45)))
        .corner_radius(9);
    let response = ui.add(button).on_hover_text(&sentence).accessible_name(format!("Source of {figure}: {word}"));
    Popup::from_toggle_button_response(&response).width(320.0).show(|ui| {
        ui.label(&sentence);
    });
}

fn full_stop(mut sentence: String) -> String {
    if !sentence.ends_with('.') {
        sentence.push('.');
    }
    sentence
}

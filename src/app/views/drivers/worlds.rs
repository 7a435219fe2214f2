//! Worlds of another kind, side by side: what each does to the option looked at and to every other, and which option would be chosen in it.

use egui::{Grid, RichText, ScrollArea, Ui};

use super::{Subject, finding, muted};
use crate::analysis::uncertainty::{Change, Structural};
use crate::app::action::Actions;
use crate::app::theme::{self, Palette};
use crate::report::studies::worlds as worlds_figure;
use crate::report::uncertain::{choice, is_clear, signed_step, value, worlds_sentence};
use crate::report::wording::uncapital;

/// Width of a column.
const COLUMN: f32 = 128.0;

/// The page.
pub fn worlds_ui(ui: &mut Ui, subject: &Subject<'_>, actions: &mut Actions) {
    let Some((variations, _)) = subject.drivers(ui, actions) else { return };
    let (scenario, key, unit) = (&subject.document.scenario, &subject.spec.key, subject.spec.unit);
    let choice = |change| choice(scenario, &variations, change, &subject.view.rule(subject.state.view.stream), &subject.spec);
    let worlds: Vec<Structural> =
        Structural::ALL.into_iter().filter(|world| variations.means(Change::World(*world), key).is_some()).collect();
    if worlds.is_empty() {
        muted(ui, "Not worked out so far.");
        return;
    }
    let rule = subject.view.rule(subject.state.view.stream);
    let drawn = subject.chosen(&variations.options).and_then(|(place, name)| {
        let drawn = worlds_figure(&subject.about(*variations.options.get(place)?, &rule), &variations)?;
        Some((format!("“{name}” in other worlds: {}", uncapital(&subject.spec.label.replacen(": ", ", ", 1))), drawn))
    });
    if let Some((heading, drawn)) = drawn {
        subject.figure_ui(ui, &heading, drawn);
        ui.add_space(8.0);
    }
    if let Some(sentence) = worlds_sentence(scenario, &variations, &rule, &subject.spec) {
        finding(ui, &sentence);
    }
    muted(ui, "Under each world the change from the world as described, on the same children; bold where it is more than chance (95%).");
    ui.add_space(6.0);
    let palette = Palette::of(ui);
    ScrollArea::horizontal().show(ui, |ui| {
        Grid::new("worlds").striped(true).spacing([14.0, 8.0]).min_col_width(COLUMN).max_col_width(COLUMN).show(ui, |ui| {
            let head = |ui: &mut Ui, text: &str, tip: &str| {
                let label = ui.add(egui::Label::new(RichText::new(text).font(theme::bold(13.0))).wrap());
                if !tip.is_empty() {
                    label.on_hover_text(tip);
                }
            };
            head(ui, "Option", "");
            head(ui, "As described", "");
            worlds.iter().for_each(|world| head(ui, world.label(), world.meaning()));
            ui.end_row();
            for place in 0..variations.options.len() {
                ui.add(egui::Label::new(subject.name(&variations.options, place)).wrap());
                let base = variations.effect(Change::None, place, key).map_or(f64::NAN, |effect| effect.mean);
                ui.label(value(unit, base));
                for world in &worlds {
                    let Some(effect) = variations.effect(Change::World(*world), place, key).filter(|effect| effect.change.is_finite())
                    else {
                        ui.label("–");
                        continue;
                    };
                    let text = RichText::new(signed_step(unit, effect.change));
                    ui.label(if is_clear(effect) { text.font(theme::bold(theme::BODY)) } else { text.color(palette.muted) });
                }
                ui.end_row();
            }
            head(ui, "Option to choose", "");
            for change in std::iter::once(Change::None).chain(worlds.iter().map(|world| Change::World(*world))) {
                let name = choice(change).map_or("–", |place| subject.name(&variations.options, place));
                ui.add(egui::Label::new(RichText::new(name).size(13.0)).wrap());
            }
            ui.end_row();
        });
    });
    ui.add_space(8.0);
    for world in worlds {
        muted(ui, &format!("{}: {}", world.label(), world.meaning()));
    }
}

//! Each figure at its low and its high value, the widest first, and beside it what it causes when all figures move together.

use egui::Ui;

use super::{Subject, finding, muted};
use crate::analysis::uncertainty::Change;
use crate::app::action::Actions;
use crate::app::views::{pictures, plots};
use crate::report::studies::{Looked, drivers_figure, tornado};
use crate::report::uncertain::{most_sentence, moved, value};

/// The page.
pub fn figures_ui(ui: &mut Ui, subject: &Subject<'_>, actions: &mut Actions) {
    let Some((variations, global)) = subject.drivers(ui, actions) else { return };
    let Some((place, name)) = subject.chosen(&variations.options) else {
        super::notices::empty_ui(ui, "The option looked at is hidden", "Choose another above.");
        return;
    };
    let key = &subject.spec.key;
    let Some(base) = variations.effect(Change::None, place, key).filter(|effect| effect.mean.is_finite()) else {
        super::notices::empty_ui(ui, "Nothing to draw yet", "The option looked at has no value of this measure so far.");
        return;
    };
    let (unit, scenario) = (subject.spec.unit, &subject.document.scenario);
    let rows = moved(scenario, &variations, global.as_ref(), place, key);
    let sentence = most_sentence(scenario, name, unit, base.mean, &rows);
    let (top, title) = (ui.cursor().top(), format!("What moves “{name}”: {}", subject.spec.label));
    pictures::title_ui(ui, &title);
    if let Some(sentence) = &sentence {
        finding(ui, sentence);
    }
    muted(
        ui,
        "Bars: one figure at its low value (upper bar, faint) and its high value (lower bar, strong), all else as it is, the same children. To the right: its share of the \
         differences when all figures move at once, alone and together with others, with the 95% interval (Sobol total order). Shares may \
         add up to more than 100, because figures act together.",
    );
    ui.add_space(4.0);
    let drawn = ui.cursor().top();
    let described = format!("Chart. What moves {name}, from {}.", value(unit, base.mean));
    plots::tornado_ui(ui, &tornado(scenario, unit, base, &rows), subject.colour(ui), &described);
    let looked = Looked { scenario, place, name, spec: &subject.spec };
    if let Some(figure) = drivers_figure(&looked, &variations, global.as_ref(), &rows) {
        pictures::offer_figure(ui, [top, drawn], &title, figure);
    }
    if let Some(global) = &global {
        muted(
            ui,
            &format!(
                "{} possible futures each, the same for every bar; {} points of all figures together with {} futures each.",
                variations.futures,
                global.points(),
                global.futures
            ),
        );
    }
}

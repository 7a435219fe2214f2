//! Each figure at its low and its high value, the widest first, and beside it what it causes when all figures move together.

use egui::Ui;

use super::{Subject, finding, muted};
use crate::analysis::uncertainty::Change;
use crate::app::action::{Action, Actions};
use crate::app::drivers::Wish;
use crate::app::views::{pictures, plots};
use crate::report::figure::Plot;
use crate::report::studies::{Looked, WIDEST, drivers_figure};
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
    let looked = Looked { scenario, place, name, spec: &subject.spec };
    // What is saved is what is on screen.
    let most = if subject.view.all_figures { rows.len() } else { WIDEST };
    if let Some(figure) = drivers_figure(&looked, &variations, global.as_ref(), &rows, most) {
        if let Plot::Tornado(tornado) = &figure.figure.plot {
            plots::tornado_ui(ui, tornado, subject.colour(ui), &described);
        }
        pictures::offer_figure(ui, [top, drawn], &title, figure);
    }
    more_ui(ui, rows.len(), subject.view.all_figures, actions);
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

/// How many of the figures are drawn, and the way to the others and back.
fn more_ui(ui: &mut Ui, count: usize, all: bool, actions: &mut Actions) {
    let left_out = count.saturating_sub(WIDEST);
    if left_out == 0 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let (words, label) = if all {
            (
                format!("All {count} figures are drawn, here and in the chart as it is saved."),
                format!("Show the {WIDEST} that move it most"),
            )
        } else {
            let least = if left_out == 1 { "1 that moves it less is".to_owned() } else { format!("{left_out} that move it less are") };
            (
                format!("Drawn are the {WIDEST} figures that move it most, here and in the chart as it is saved; {least} left out."),
                format!("Show all {count}"),
            )
        };
        if ui.button(label).clicked() {
            actions.push(Action::Drivers(Wish::AllFigures(!all)));
        }
        muted(ui, &words);
    });
}

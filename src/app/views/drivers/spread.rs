//! Chance and not knowing, apart: for each option the range of all futures, the range that comes from not knowing alone, and the error of
//! the computation.

use egui::Ui;

use super::{Subject, finding, muted};
use crate::app::action::Actions;
use crate::app::drivers::DriversView;
use crate::app::studies::Found;
use crate::app::views::{pictures, plots};
use crate::report::figure::Plot;
use crate::report::studies::{Looked, spread_figure};
use crate::report::uncertain::{draws_sentence, split_sentence, step, value};

/// The page.
pub fn spread_ui(ui: &mut Ui, subject: &Subject<'_>, actions: &mut Actions) {
    let state = subject.state;
    let ask = DriversView::levels(&subject.document.scenario, &state.view.baseline, state.view.stream);
    let why = "The uncertain figures are drawn from their ranges again and again, with the review's open requests solved for each time, and each \
               draw is played on possible futures of its own. It goes on until the average share of requests placed is known to half a \
               percentage point, and takes as long as about thirty ordinary runs.";
    let Some(found) = super::study_ui(ui, state, subject.document, &ask, "chance and not knowing", why, actions) else { return };
    let Found::Levels(levels) = found.as_ref() else { return };
    let key = &subject.spec.key;
    let has_value = |place: &usize| levels.value(*place, key).is_some_and(|split| split.total_low.is_finite() && split.mean.is_finite());
    // Where the option looked at has no value, the figure is told of the first that has one.
    let chosen = subject.chosen(&levels.options).map(|(place, _)| place).filter(has_value);
    let figure = chosen.or_else(|| (0..levels.options.len()).find(has_value)).and_then(|place| {
        let (scenario, name) = (&subject.document.scenario, subject.name(&levels.options, place));
        spread_figure(&Looked { scenario, place, name, spec: &subject.spec }, levels)
    });
    let Some((figure, Plot::Ranges(drawn))) = figure.as_ref().map(|figure| (figure, &figure.figure.plot)) else {
        super::notices::empty_ui(ui, "Nothing to draw yet", "No option has a value of this measure so far.");
        return;
    };
    let sentence = subject
        .chosen(&levels.options)
        .and_then(|(place, name)| split_sentence(name, &subject.spec, levels.value(place, &subject.spec.key)?));
    let (top, title) = (ui.cursor().top(), format!("Chance and not knowing: {}", subject.spec.label));
    pictures::title_ui(ui, &title);
    if let Some(sentence) = &sentence {
        finding(ui, sentence);
    }
    muted(
        ui,
        "Pale: where nine in ten possible futures lie, chance and not knowing together. Dark: where nine in ten averages lie when only the \
         figures differ. Line: the average over everything; the cross-bar is its error (95%), which more draws make smaller.",
    );
    ui.add_space(4.0);
    let from = ui.cursor().top();
    let unit = subject.spec.unit;
    let told = (0..levels.options.len()).filter_map(|place| {
        let (split, name) = (levels.value(place, &subject.spec.key)?, subject.name(&levels.options, place));
        let row = drawn.rows.iter().find(|row| row.label == name)?;
        Some(format!(
            "{name}: {}, in nine in ten possible futures {} to {}, by not knowing alone {} to {}, {}, known to ±{}.",
            value(unit, split.mean),
            value(unit, split.total_low),
            value(unit, split.total_high),
            value(unit, split.knowing_low),
            value(unit, split.knowing_high),
            row.remark,
            step(unit, split.half_width)
        ))
    });
    let described = format!("Chart. {} {}", sentence.as_deref().unwrap_or_default(), told.collect::<Vec<_>>().join(" "));
    let chosen = subject.chosen(&levels.options).map_or("", |(_, name)| name);
    plots::ranges_ui(ui, drawn, subject.colour(ui), chosen, &described);
    pictures::offer_figure(ui, [top, from], &title, figure.clone());
    muted(ui, &draws_sentence(levels));
}

//! Is it right? The program tested on the reader's own machine, with what was found, what it was held to, and by whose reckoning.

use egui::{RichText, Ui};
use egui_plot::{HLine, Line, Plot, VLine};

use super::pages::{back_ui, heading};
use super::study::study_ui;
use crate::analysis::selftest::{Check, Found as Checked, STEP_DAYS, Subject, WarmUp};
use crate::app::action::Actions;
use crate::app::state::{AppState, Document};
use crate::app::studies::{Ask, Found};
use crate::app::theme::{self, Palette};
use crate::app::widgets::page::main_area;
use crate::model::DAYS_PER_YEAR;
use crate::report::selftest as words;

/// The page.
pub fn page_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    back_ui(ui, actions);
    heading(ui, "Is it right?");
    let ask = Ask::Selftest(crate::analysis::selftest::Ask::of((0..document.scenario.options.len()).collect()));
    let why = "The program plays cases whose exact answer is known, counts the children of each option in two ways, and looks at the \
               warm-up, the number of possible futures and other seeds. It takes some seconds; the window stays free.";
    let found = study_ui(ui, state, document, &ask, "whether it is right", why, actions);
    let Some(Found::Selftest(checked)) = found.as_deref() else { return };
    ui.add_space(6.0);
    ui.label(RichText::new(words::sentence(checked)).font(theme::bold(theme::HEADING)));
    ui.add_space(6.0);
    main_area(ui, |ui| checks_ui(ui, checked));
}

fn checks_ui(ui: &mut Ui, checked: &Checked) {
    for subject in Subject::ALL {
        let mut checks = checked.checks.iter().filter(|check| check.subject == subject).peekable();
        if checks.peek().is_none() {
            continue;
        }
        ui.add_space(10.0);
        ui.heading(words::heading(subject));
        ui.add_space(4.0);
        if let Some(warm_up) = checked.warm_up.as_ref().filter(|_| subject == Subject::WarmUp) {
            settling_ui(ui, warm_up);
        }
        checks.for_each(|check| check_ui(ui, check));
    }
}

fn check_ui(ui: &mut Ui, check: &Check) {
    let palette = Palette::of(ui);
    let (mark, colour) = if check.passed { ("✔ Passes", palette.better) } else { ("✖ Does not pass", palette.worse) };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(mark).color(colour).font(theme::bold(theme::BODY)));
        ui.label(&check.name);
    });
    let detail = format!("Found {}; held to {}. {}.", words::found(check), words::held(check), check.reference);
    ui.add(egui::Label::new(RichText::new(detail).small().color(palette.muted)).wrap());
    ui.add_space(4.0);
}

/// How the option with the most beds settles from empty.
fn settling_ui(ui: &mut Ui, warm_up: &WarmUp) {
    let palette = Palette::of(ui);
    let years = |point: usize| point as f64 * STEP_DAYS / DAYS_PER_YEAR;
    let points = |values: &[f64]| values.iter().enumerate().map(|(point, value)| [years(point), *value]).collect::<Vec<_>>();
    ui.label("Children waiting or in secure beds from an empty start, every five days, with Welch's moving average; the upright line ends the warm-up.");
    let plot = Plot::new("settling").height(180.0).allow_drag(false).allow_zoom(false).allow_scroll(false).allow_boxed_zoom(false);
    plot.x_axis_label("Years from empty").sense(egui::Sense::hover()).show(ui, |plot| {
        plot.line(Line::new("each five days", points(&warm_up.children)).color(palette.muted).width(1.0));
        plot.line(Line::new("moving average", points(&warm_up.smoothed)).color(palette.accent).width(2.0));
        plot.hline(HLine::new("level in the long run", warm_up.level).color(palette.text).width(1.0));
        plot.vline(VLine::new("end of the warm-up", warm_up.warm_up_days / DAYS_PER_YEAR).color(palette.text).width(1.0));
    });
    ui.add_space(6.0);
}

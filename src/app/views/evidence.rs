//! What do we know? Each figure of the review beside what the model gives back, where the review disagrees with itself, what it does
//! not say.

mod figures;
mod questions;

use egui::{Frame, Label, Margin, RichText, Ui};

use super::{dim_unless, notices};
use crate::analysis::gate::{self, Compared, Verdict};
use crate::app::action::Actions;
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::widgets::page::main_area;
use crate::app::widgets::term::meanings_ui;
use crate::model::evidence::{Departure, QuestionKind};
use crate::model::{Scenario, Stream};

/// The room of evidence.
pub fn room_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    main_area(ui, |ui| {
        Frame::new().inner_margin(Margin { right: 14, ..Margin::ZERO }).show(ui, |ui| {
            gate_ui(ui, state, document);
            ui.add_space(22.0);
            heading(ui, "Where the review can be read in two ways");
            questions::questions_ui(ui, QuestionKind::Inconsistency, actions);
            ui.add_space(22.0);
            heading(ui, "What the review does not say");
            questions::questions_ui(ui, QuestionKind::Silence, actions);
            ui.add_space(16.0);
        });
    });
}

fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::bold(20.0)));
    ui.add_space(8.0);
}

fn gate_ui(ui: &mut Ui, state: &AppState, document: &Document) {
    let shown = state.results.shown.as_ref().and_then(|shown| shown.summary.as_ref().map(|summary| (shown, summary)));
    let Some((shown, summary)) = shown else {
        heading(ui, "Does the model give the review's figures back?");
        notices::empty_ui(
            ui,
            "No answer yet",
            "The figures of the review are compared with the first replications as soon as they are run.",
        );
        return;
    };
    if summary.options.is_empty() {
        heading(ui, "Does the model give the review's figures back?");
        notices::empty_ui(ui, "There is nothing to compare with", "Add an option to the scenario: the first is always “As now”.");
        return;
    }
    let compared = gate::compare(&shown.scenario, summary);
    ui.scope(|ui| {
        dim_unless(ui, state.results.are_for(&document.scenario));
        heading(ui, &verdict_sentence(&compared));
        rule_ui(ui, summary.replications);
        for departure in gate::departures(&shown.scenario) {
            departure_ui(ui, &departure_sentence(departure, &shown.scenario));
        }
        ui.add_space(8.0);
        figures::figures_ui(ui, &compared);
    });
}

/// How the gate stands, in a sentence.
fn verdict_sentence(compared: &[Compared]) -> String {
    let count = |of: fn(&Verdict) -> bool| compared.iter().filter(|compared| of(&compared.verdict)).count();
    let agree = count(|verdict| *verdict == Verdict::Agrees);
    let differ = count(|verdict| *verdict == Verdict::Differs);
    let unclear = count(|verdict| *verdict == Verdict::Unclear || *verdict == Verdict::NoValue);
    let apart = count(|verdict| matches!(verdict, Verdict::NotComparable(_)));
    let all = compared.len();
    if agree == all {
        return format!("The model gives all {all} figures of the review back");
    }
    let mut parts = vec![format!("The model gives {agree} of the review's {all} figures back")];
    for (count, words) in [(differ, "differ"), (unclear, "cannot be told yet"), (apart, "do not apply to this scenario")] {
        let words = if count == 1 { words.replace("differ", "differs").replace("do not", "does not") } else { words.to_owned() };
        if count > 0 {
            parts.push(format!("{count} {words}"));
        }
    }
    parts.join("; ")
}

fn rule_ui(ui: &mut Ui, replications: u32) {
    let palette = Palette::of(ui);
    let count = crate::app::wording::number(f64::from(replications), 0);
    let rule = format!(
        "“As now” is simulated {count} times over. A figure agrees when the 95% interval of the model's mean reaches into the values that agree \
         with what the review prints; one that reaches them but is wider than they are cannot tell. The review saw one year of one city, and the scenarios \
         supplied were set from its figures: agreeing shows that the model is put together rightly, not that it predicts."
    );
    ui.add(Label::new(RichText::new(rule).size(14.0).color(palette.muted)).wrap());
    meanings_ui(ui, &["Request", "Placement", "95% interval (±)", "Not proceeding"]);
}

fn departure_ui(ui: &mut Ui, sentence: &str) {
    let palette = Palette::of(ui);
    ui.add_space(6.0);
    Frame::new().fill(palette.warning_fill).corner_radius(theme::ROUND).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(sentence).wrap());
    });
}

/// What the scenario describes that the review's year did not have, and what follows.
pub fn departure_sentence(departure: Departure, scenario: &Scenario) -> String {
    let shares = |of: fn(&crate::model::StreamDemand) -> f64| {
        [Stream::Welfare, Stream::Justice].map(|stream| crate::app::wording::percent(of(scenario.demand.stream(stream))))
    };
    match departure {
        Departure::Homes => {
            "The first option has places in London, which the review's year did not have: where children are placed, how long \
                             they wait and how far they go is not compared."
                .to_owned()
        }
        Departure::Growth => {
            let [welfare, justice] = shares(|demand| demand.annual_growth);
            format!(
                "Requests change from year to year here (welfare {welfare}, justice {justice} a year). The model's averages are over all years \
                 simulated, not over the year that the review saw: what depends on the number of requests is not compared."
            )
        }
        Departure::Repeats => {
            let [welfare, justice] = shares(|demand| demand.repeat_share_direct.max(demand.repeat_share_after_step_down));
            format!(
                "Children are requested for again here (up to {welfare} for welfare, {justice} for justice). These requests come on top of the \
                 review's: what depends on the number of requests is not compared."
            )
        }
        Departure::Scotland => {
            let month = scenario.elsewhere.scottish_offers_end.map(crate::app::wording::month).unwrap_or_default();
            format!(
                "Offers from Scotland end in {month}, within the years simulated; in the review's year they had not: placements, waiting and \
                 distance are not compared."
            )
        }
        Departure::PoliceCustody => {
            "Children in police custody are counted here; the review names them without a number: the number of all \
                                     children in secure homes is not compared."
                .to_owned()
        }
    }
}

//! The figures: the few that matter most, the others folded under plain questions, all of them found by their words.

use egui::{CollapsingHeader, Label, RichText, TextEdit, Ui};

use super::figures::figure_ui;
use super::today;
use crate::app::action::{Action, Actions};
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::widgets::seek::beyond;
use crate::app::widgets::segmented::segmented;
use crate::app::widgets::term::meanings_ui;
use crate::app::wording::capital;
use crate::model::{ParameterId as P, Scenario, Source, Stream, Today};
use crate::report::findings::word;

/// The streams whose figures can be looked at.
const STREAMS: [(Stream, &str); 3] =
    [(Stream::Welfare, "Welfare"), (Stream::Justice, "Justice"), (Stream::PoliceCustody, "Police custody")];

/// A figure that every stream has.
type OfStream = fn(Stream) -> P;

/// The figures that matter most, of a stream.
const MAIN: [OfStream; 5] = [P::RequestsPerYear, P::LengthOfStayMeanDays, P::NotProceedingShare, P::Patience, P::OffersPerYear];

/// Figures of a stream under a question.
const OF_STREAM: [(&str, &[OfStream]); 5] = [
    ("Do months and years differ?", &[P::AnnualGrowth, P::BetweenYearCv, P::Seasonality]),
    ("How do stays differ?", &[P::LengthOfStayFamily, P::LengthOfStayCv, P::LengthOfStayMinimumDays]),
    (
        "Who are the children?",
        &[
            P::FemaleShare,
            P::AgeWeights,
            P::UnsuitableForLondonShare,
            P::IntensiveSupportShare,
            P::BedsClosedEach,
            P::GangAffiliatedShareBoys,
            P::GangAffiliatedShareGirls,
        ],
    ),
    ("What comes after the stay?", &[P::StepDownNeedShare, P::RepeatShareDirect, P::RepeatShareAfterStepDown, P::RepeatDays]),
    ("Are there other requests?", &[P::NotProceedingDays, P::LatentRequestsPerYear]),
];

/// Figures of all streams under a question.
const COMMON: [(&str, &[P]); 5] = [
    ("Which boroughs do they come from?", &[P::BoroughMix]),
    ("What does the rest of the country offer?", &[P::ScottishOfferShare, P::ScottishOffersEnd, P::CompetingRequests, P::RoadFactor]),
    ("Who cannot live together?", &[P::RivalGroups, P::ConflictProbability]),
    ("Which rules hold for everybody?", &[P::PriorityUnder14, P::BespokeShare]),
    ("Where does the run start?", &[P::TodayPlaced, P::TodayOpen]),
];

/// A question and the figures under it.
struct Section {
    question: &'static str,
    figures: Vec<P>,
}

/// Every section for a stream; the first is always open.
fn sections(stream: Stream) -> Vec<Section> {
    let of_stream =
        OF_STREAM.iter().map(|(question, figures)| Section { question, figures: figures.iter().map(|id| id(stream)).collect() });
    let common = COMMON.iter().map(|(question, figures)| Section { question, figures: figures.to_vec() });
    let main = Section { question: "How many, how long, and what is offered?", figures: MAIN.iter().map(|id| id(stream)).collect() };
    std::iter::once(main).chain(of_stream).chain(common).collect()
}

/// The form.
pub fn form_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let stream = state.view.figures_for;
    if let Some(stream) = segmented(ui, "Figures for", stream, &STREAMS) {
        actions.push(Action::ChooseFigures(stream));
    }
    ui.add_space(4.0);
    find_ui(ui, &state.view.find, actions);
    ui.add_space(8.0);
    if !state.view.find.trim().is_empty() {
        found_ui(ui, state, document, stream, actions);
        return;
    }
    let sought = state.view.sought.as_deref();
    ui.push_id(stream, |ui| {
        let mut sections = sections(stream).into_iter();
        if let Some(main) = sections.next() {
            ui.heading(format!("{} requests", capital(word(stream))));
            if stream == Stream::PoliceCustody && document.scenario.demand.police_custody.requests_per_year == 0.0 {
                note(ui, "None are counted until a figure is given: these children then use justice beds.");
            }
            meanings_ui(ui, &["Request", "Length of stay", "Not proceeding", "Stream"]);
            ui.add_space(6.0);
            main.figures.into_iter().for_each(|id| figure_ui(ui, state, document, id, sought, actions));
        }
        for section in sections {
            let changed = section.figures.iter().filter(|id| is_changed(document, **id)).count();
            let mark = if changed == 0 { String::new() } else { format!("  ({changed} changed)") };
            let title = RichText::new(format!("{}{mark}", section.question)).font(theme::bold(theme::BODY));
            // The id leaves the mark out, or a fold would close when its first figure is changed.
            let holds = section.figures.iter().any(|id| beyond(*id, sought).is_some() || today::is_sought(*id, sought));
            CollapsingHeader::new(title).id_salt(section.question).open(holds.then_some(true)).show_unindented(ui, |ui| {
                ui.add_space(6.0);
                section.figures.into_iter().for_each(|id| figure_ui(ui, state, document, id, sought, actions));
            });
            ui.add_space(2.0);
        }
    });
}

fn find_ui(ui: &mut Ui, words: &str, actions: &mut Actions) {
    ui.horizontal(|ui| {
        let mut text = words.to_owned();
        let width = ui.available_width() - if words.is_empty() { 0.0 } else { 78.0 };
        let edit = TextEdit::singleline(&mut text).hint_text("Find a figure").desired_width(width - 16.0);
        if ui.add(edit).accessible_name("Find a figure").changed() {
            actions.push(Action::Find(text));
        }
        if !words.is_empty() && ui.button("Clear").accessible_name("Clear the search for a figure").clicked() {
            actions.push(Action::Find(String::new()));
        }
    });
}

fn found_ui(ui: &mut Ui, state: &AppState, document: &Document, stream: Stream, actions: &mut Actions) {
    let found = found(&state.view.find, stream, &document.scenario);
    if found.is_empty() {
        note(ui, "No figure has these words. Try “stay”, “girls” or “Scotland”, or another stream above.");
        return;
    }
    let count = if found.len() == 1 { "1 figure".to_owned() } else { format!("{} figures", found.len()) };
    note(ui, &format!("{count}: {} and all streams", word(stream)));
    ui.add_space(6.0);
    ui.push_id((stream, "found"), |ui| found.into_iter().for_each(|id| figure_ui(ui, state, document, id, None, actions)));
}

/// The figures that have all the words in name, meaning, question or source.
pub fn found(words: &str, stream: Stream, scenario: &Scenario) -> Vec<P> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let has_all = |question: &str, id: P| {
        let text = searched(question, id, scenario);
        words.iter().all(|word| text.contains(word.as_str()))
    };
    let all = sections(stream).into_iter().flat_map(|section| section.figures.into_iter().map(move |id| (section.question, id)));
    all.filter(|(question, id)| has_all(question, *id)).map(|(_, id)| id).collect()
}

fn searched(question: &str, id: P, scenario: &Scenario) -> String {
    let spec = id.spec();
    let more = match id {
        P::Patience(_) => "open requests withdrawn wait",
        P::Seasonality(_) => "months season january summer winter",
        P::AgeWeights(_) => "age years old",
        P::BoroughMix => "borough map weight count",
        P::TodayPlaced | P::TodayOpen => "census start warm-up band how long",
        P::LengthOfStayFamily(_) => "distribution lognormal gamma weibull exponential observed",
        _ => "",
    };
    let source = scenario.sources.get(&id).map(Source::sentence).unwrap_or_default();
    format!("{} {} {question} {more} {source}", spec.label, spec.help).to_lowercase()
}

/// Whether a figure is another than in the scenario as opened.
fn is_changed(document: &Document, id: P) -> bool {
    let (now, opened) = (&document.scenario, &document.opened);
    let demand = |stream| (now.demand.stream(stream), opened.demand.stream(stream));
    match id {
        P::Seasonality(stream) => demand(stream).0.seasonality != demand(stream).1.seasonality,
        P::AgeWeights(stream) => demand(stream).0.age_weights != demand(stream).1.age_weights,
        P::LengthOfStayFamily(stream) => demand(stream).0.length_of_stay.family != demand(stream).1.length_of_stay.family,
        P::BoroughMix => now.demand.borough_mix != opened.demand.borough_mix,
        P::TodayPlaced => census(now, |today| &today.placed) != census(opened, |today| &today.placed),
        P::TodayOpen => census(now, |today| &today.open) != census(opened, |today| &today.open),
        P::ScottishOffersEnd => now.elsewhere.scottish_offers_end != opened.elsewhere.scottish_offers_end,
        P::PriorityUnder14 => now.pathway.priority_under_14 != opened.pathway.priority_under_14,
        _ => id.value(now) != id.value(opened),
    }
}

fn census<T>(scenario: &Scenario, part: fn(&Today) -> &T) -> Option<&T> {
    scenario.today.as_ref().map(part)
}

/// A remark of second rank.
pub fn note(ui: &mut Ui, text: &str) {
    let palette = Palette::of(ui);
    ui.add(Label::new(RichText::new(text).size(13.0).color(palette.muted)).wrap());
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every parameter of demand, the rest of the country and the rules of all options has a place on the form, once.
    #[test]
    fn every_parameter_of_demand_is_on_the_form() {
        for stream in Stream::ALL {
            let mut expected: BTreeSet<P> = P::OF_STREAM.iter().map(|id| id(stream)).collect();
            // The rules that an option has for itself come after bespoke care, and belong to another room.
            expected.extend(P::COMMON.iter().take_while(|id| **id != P::WaitingList));
            expected.extend(crate::app::edit::OF_TODAY);
            let listed: Vec<P> = sections(stream).into_iter().flat_map(|section| section.figures).collect();
            assert_eq!(listed.len(), expected.len(), "nothing twice");
            assert_eq!(listed.into_iter().collect::<BTreeSet<P>>(), expected);
        }
    }

    #[test]
    fn figures_are_found_by_their_words() {
        let scenario = crate::app::document::london_review().unwrap().scenario;
        let finds = |words: &str, id: P| found(words, Stream::Welfare, &scenario).contains(&id);
        assert!(finds("4.2 months", P::LengthOfStayMeanDays(Stream::Welfare)), "by what its source says");
        assert!(finds("mean stay", P::LengthOfStayMeanDays(Stream::Welfare)));
        assert!(finds("Scotland", P::ScottishOffersEnd));
        assert!(finds("open requests", P::Patience(Stream::Welfare)));
        assert!(!finds("girls", P::RoadFactor));
        assert!(found("no such words", Stream::Welfare, &scenario).is_empty());
    }
}

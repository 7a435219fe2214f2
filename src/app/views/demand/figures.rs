//! One figure, whatever its kind: a number, a choice, a month, a list of weights.

use egui::{Button, ComboBox, Label, RichText, Ui, vec2};

use super::form::note;
use super::{several, today};
use crate::app::action::{Action, Actions};
use crate::app::edit::Edit;
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::views::parameter::{Weight, parameter_field};
use crate::app::widgets::entry::entry;
use crate::app::widgets::number_field::NumberField;
use crate::app::widgets::seek::{beyond, seek};
use crate::app::widgets::segmented::segmented;
use crate::app::widgets::source_badge::{Facts, facts_badge};
use crate::app::widgets::spread::spread;
use crate::app::wording::{MONTHS, capital, month, short_number, with_unit};
use crate::model::validate::YEARS;
use crate::model::{Offers, ParameterId as P, Patience, StayFamily, Stream, YearMonth, calibration};
use crate::report::findings::word;

/// A figure with all that belongs to it; `sought` is the path of a field to go to.
pub fn figure_ui(ui: &mut Ui, state: &AppState, document: &Document, id: P, sought: Option<&str>, actions: &mut Actions) {
    let rest = beyond(id, sought);
    // One of many weights is a field of its own.
    let weights = matches!(id, P::Seasonality(_) | P::AgeWeights(_) | P::BoroughMix | P::TodayPlaced | P::TodayOpen);
    let here = today::is_sought(id, sought) || rest.is_some_and(|rest| !weights || rest.is_empty() || rest == "shape");
    if seek(ui, here, |ui| kind_ui(ui, state, document, id, rest.filter(|_| !here), actions)) {
        actions.push(Action::Sought);
    }
}

fn kind_ui(ui: &mut Ui, state: &AppState, document: &Document, id: P, weight: Option<&str>, actions: &mut Actions) {
    ui.push_id(id, |ui| match id {
        P::Patience(stream) => patience_ui(ui, document, stream, actions),
        P::OffersPerYear(stream) => offers_ui(ui, document, stream, actions),
        P::LengthOfStayFamily(stream) => family_ui(ui, document, stream, actions),
        P::LengthOfStayMeanDays(stream) | P::LengthOfStayCv(stream) | P::LengthOfStayMinimumDays(stream) => {
            parameter_field(ui, document, id, Weight::Figure, actions);
            if let Some(why) = without_effect(&document.scenario.demand.stream(stream).length_of_stay.family, id) {
                note(ui, why);
                ui.add_space(4.0);
            }
            let has_changed = id.value(&document.scenario) != id.value(&document.opened);
            let limited = matches!(document.scenario.elsewhere.offers(stream), Offers::PerYear(_));
            let only_elsewhere = document.scenario.options.first().is_some_and(|as_now| as_now.homes.is_empty());
            if matches!(id, P::LengthOfStayMeanDays(_)) && has_changed && limited && only_elsewhere {
                let text = "By itself this does not change how many requests “As now” places: offers from elsewhere come however long children stay.";
                note(ui, text);
                ui.add_space(4.0);
            }
        }
        P::Seasonality(stream) => several::months_ui(ui, document, stream, weight, actions),
        P::AgeWeights(stream) => several::ages_ui(ui, document, stream, weight, actions),
        P::BoroughMix => several::boroughs_ui(ui, document, &state.view.counts, weight, actions),
        P::ScottishOffersEnd => scottish_end_ui(ui, document, actions),
        P::PriorityUnder14 => under_14_ui(ui, document, actions),
        P::TodayPlaced => today::placed_ui(ui, document, weight, actions),
        P::TodayOpen => today::open_ui(ui, document, weight, actions),
        _ => parameter_field(ui, document, id, Weight::Figure, actions),
    });
}

/// The badge of a figure that is not one number.
pub fn badge_ui(ui: &mut Ui, document: &Document, id: P, changed_from: Option<&str>) {
    let spec = id.spec();
    let name = id.stream().map_or_else(|| spec.label.to_owned(), |stream| format!("{}, {}", spec.label, word(stream)));
    let facts = Facts { label: spec.label, help: spec.help, permitted: None };
    facts_badge(ui, &name, &facts, document.scenario.sources.get(&id), changed_from);
}

/// The way back to the scenario's own, of a figure that is not one number.
pub fn reset_ui(ui: &mut Ui, name: &str, changed: bool) -> bool {
    let text = RichText::new("↺").color(Palette::of(ui).accent);
    changed
        && ui
            .add(Button::new(text).frame_when_inactive(false).min_size(vec2(24.0, 24.0)))
            .on_hover_text("Back to the scenario's own")
            .accessible_name(format!("Reset {name}"))
            .clicked()
}

/// The name of a figure, and what it says in bold.
fn said(ui: &mut Ui, id: P, value: &str) {
    let spec = id.spec();
    spread(
        ui,
        |ui| ui.label(RichText::new(value).font(theme::bold(theme::BODY))),
        |ui| {
            ui.add(Label::new(spec.label).wrap()).on_hover_text(spec.help);
        },
    );
}

fn without_effect(family: &StayFamily, id: P) -> Option<&'static str> {
    match (family, id) {
        (StayFamily::Empirical(_), _) => Some("Without effect: the observed stays have a mean, spread and shortest stay of their own."),
        (StayFamily::Exponential, P::LengthOfStayCv(_)) => {
            Some("Without effect: of exponential stays it follows from mean and shortest stay.")
        }
        (StayFamily::Fixed, P::LengthOfStayCv(_) | P::LengthOfStayMinimumDays(_)) => Some("Without effect: every stay is the mean."),
        _ => None,
    }
}

/// What is known of patience, as a choice.
#[derive(Clone, Copy, PartialEq)]
enum PatienceKind {
    Solved,
    Mean,
    Unlimited,
}

fn patience_ui(ui: &mut Ui, document: &Document, stream: Stream, actions: &mut Actions) {
    let id = P::Patience(stream);
    let scenario = &document.scenario;
    let patience = scenario.demand.stream(stream).patience;
    let opened = document.opened.demand.stream(stream).patience;
    let solved = calibration::patience_days(scenario.demand.stream(stream), &scenario.elsewhere, stream);
    match patience {
        Patience::Solved { open_requests } => {
            said(ui, id, &solved_words(&solved));
            note(
                ui,
                &match &solved {
                    Ok(_) => format!(
                        "Solved, not typed: “As now” then keeps {} requests open on an average day.",
                        short_number(open_requests, 1)
                    ),
                    Err(error) => format!("{}.", capital(&error.to_string())),
                },
            );
            open_requests_ui(ui, document, stream, open_requests, actions);
        }
        Patience::MeanDays(_) => parameter_field(ui, document, id, Weight::Figure, actions),
        Patience::Unlimited => {
            said(ui, id, "no limit");
            note(ui, "A request waits as long as it takes; none is withdrawn for want of a place.");
            ui.horizontal(|ui| badge_ui(ui, document, id, (opened != patience).then_some("another kind")));
        }
    }
    let kind = match patience {
        Patience::Solved { .. } => PatienceKind::Solved,
        Patience::MeanDays(_) => PatienceKind::Mean,
        Patience::Unlimited => PatienceKind::Unlimited,
    };
    let kinds = [(PatienceKind::Solved, "Solved"), (PatienceKind::Mean, "Stated"), (PatienceKind::Unlimited, "No limit")];
    let picked = segmented(ui, &format!("How patience is known, {}", word(stream)), kind, &kinds);
    if let Some(kind) = picked {
        let wish = match (kind, opened) {
            (PatienceKind::Solved, Patience::Solved { .. }) => opened,
            (PatienceKind::Solved, _) => Patience::Solved { open_requests: 1.0 },
            (PatienceKind::Mean, Patience::MeanDays(_)) => opened,
            (PatienceKind::Mean, _) => Patience::MeanDays(solved.ok().flatten().map_or(100.0, f64::round).max(1.0)),
            (PatienceKind::Unlimited, _) => Patience::Unlimited,
        };
        actions.push(Action::Edit { edit: Edit::Patience(stream, wish), dragging: false });
    }
    ui.add_space(8.0);
}

fn solved_words(solved: &Result<Option<f64>, calibration::CalibrationError>) -> String {
    match solved {
        Ok(Some(days)) => with_unit(&short_number(*days, 0), " days"),
        Ok(None) => "not needed".to_owned(),
        Err(_) => "no solution".to_owned(),
    }
}

fn open_requests_ui(ui: &mut Ui, document: &Document, stream: Stream, open_requests: f64, actions: &mut Actions) {
    let opened = match document.opened.demand.stream(stream).patience {
        Patience::Solved { open_requests } => Some(open_requests),
        Patience::MeanDays(_) | Patience::Unlimited => None,
    };
    let field = NumberField {
        label: "Open requests",
        context: word(stream),
        help: "Requests open today on an average day, those that never need a place included; the patience is solved from it.",
        unit: " requests",
        scale: 1.0,
        decimals: 2,
        grouped: true,
        range: (0.0, 100_000.0),
        value: open_requests,
        opened,
        source: Some(document.scenario.sources.get(&P::Patience(stream))),
        slider: true,
    };
    if let Some(change) = field.show(ui) {
        let patience = Patience::Solved { open_requests: change.value };
        actions.push(Action::Edit { edit: Edit::Patience(stream, patience), dragging: change.dragging });
    }
}

fn offers_ui(ui: &mut Ui, document: &Document, stream: Stream, actions: &mut Actions) {
    let id = P::OffersPerYear(stream);
    let offers = document.scenario.elsewhere.offers(stream);
    let opened = document.opened.elsewhere.offers(stream);
    let limited = matches!(offers, Offers::PerYear(_));
    if limited {
        parameter_field(ui, document, id, Weight::Figure, actions);
        note(ui, "So many come however long children stay: with longer stays “As now” places as many requests, in more places elsewhere.");
    } else {
        said(ui, id, "all that is needed");
        ui.horizontal(|ui| badge_ui(ui, document, id, (opened != offers).then_some("a number a year")));
    }
    let kinds = [(true, "So many a year"), (false, "All that is needed")];
    if let Some(limited) = segmented(ui, &format!("Kind of offers from elsewhere, {}", word(stream)), limited, &kinds) {
        let wish = match (limited, opened) {
            (true, Offers::PerYear(_)) => opened,
            (true, Offers::Unlimited) => Offers::PerYear(document.scenario.demand.stream(stream).requests_per_year.round()),
            (false, _) => Offers::Unlimited,
        };
        actions.push(Action::Edit { edit: Edit::Offers(stream, wish), dragging: false });
    }
    ui.add_space(8.0);
}

fn family_ui(ui: &mut Ui, document: &Document, stream: Stream, actions: &mut Actions) {
    let family = &document.scenario.demand.stream(stream).length_of_stay.family;
    let opened = &document.opened.demand.stream(stream).length_of_stay.family;
    let id = P::LengthOfStayFamily(stream);
    let spec = id.spec();
    let mut wish = None;
    spread(
        ui,
        |ui| {
            let combo = ComboBox::from_id_salt("family").selected_text(family.label()).show_ui(ui, |ui| {
                let choices = [StayFamily::Lognormal, StayFamily::Gamma, StayFamily::Weibull, StayFamily::Exponential, StayFamily::Fixed];
                let observed = matches!(opened, StayFamily::Empirical(_)).then_some(opened);
                for choice in choices.iter().chain(observed) {
                    if entry(ui, family == choice, choice.label()).clicked() && family != choice {
                        wish = Some(choice.clone());
                    }
                }
            });
            combo.response.accessible_name(format!("{}, {}", spec.label, word(stream)));
        },
        |ui| {
            ui.label(spec.label).on_hover_text(spec.help);
        },
    );
    ui.horizontal(|ui| {
        badge_ui(ui, document, id, (opened != family).then(|| opened.label()));
        if reset_ui(ui, &format!("{}, {}", spec.label, word(stream)), opened != family) {
            wish = Some(opened.clone());
        }
    });
    match family {
        StayFamily::Empirical(stays) => {
            let count = short_number(stays.len() as f64, 0);
            note(
                ui,
                &format!("{count} observed stays, each as likely as the next; they are listed in the scenario file and edited there."),
            );
        }
        StayFamily::Lognormal => note(ui, "Most stays are short, a few very long."),
        StayFamily::Gamma => note(ui, "Less extreme than lognormal: very long stays are rarer."),
        StayFamily::Weibull => note(ui, "Like gamma, with a tail that thins faster or slower as the spread says."),
        StayFamily::Exponential => note(ui, "However long a child has stayed, leaving tomorrow is as likely as before."),
        StayFamily::Fixed => note(ui, "Every stay is the mean."),
    }
    ui.add_space(4.0);
    if let Some(family) = wish {
        actions.push(Action::Edit { edit: Edit::StayFamily(stream, family), dragging: false });
    }
}

fn under_14_ui(ui: &mut Ui, document: &Document, actions: &mut Actions) {
    let mut first = document.scenario.pathway.priority_under_14;
    let opened = document.opened.pathway.priority_under_14;
    let spec = P::PriorityUnder14.spec();
    if ui.checkbox(&mut first, "Children under 14 go first on the waiting list").on_hover_text(spec.help).changed() {
        actions.push(Action::Edit { edit: Edit::PriorityUnder14(first), dragging: false });
    }
    let before = if opened { "yes" } else { "no" };
    ui.horizontal(|ui| {
        badge_ui(ui, document, P::PriorityUnder14, (first != opened).then_some(before));
        if reset_ui(ui, "under-14s first", first != opened) {
            actions.push(Action::Edit { edit: Edit::PriorityUnder14(opened), dragging: false });
        }
    });
    ui.add_space(4.0);
}

fn scottish_end_ui(ui: &mut Ui, document: &Document, actions: &mut Actions) {
    let end = document.scenario.elsewhere.scottish_offers_end;
    let opened = document.opened.elsewhere.scottish_offers_end;
    let mut wish = None;
    let mut ends = end.is_some();
    if ui.checkbox(&mut ends, "Offers from Scotland end").on_hover_text(P::ScottishOffersEnd.spec().help).changed() {
        wish = Some((ends.then(|| opened.unwrap_or(document.scenario.run.start)), false));
    }
    if let Some(month) = end
        && let Some((month, dragging)) = month_ui(ui, month)
    {
        wish = Some((Some(month), dragging));
    }
    let before = (end != opened).then(|| opened.map_or_else(|| "no end".to_owned(), month));
    ui.horizontal(|ui| {
        badge_ui(ui, document, P::ScottishOffersEnd, before.as_deref());
        if reset_ui(ui, "Scottish offers end", end != opened) {
            wish = Some((opened, false));
        }
    });
    ui.add_space(4.0);
    if let Some((end, dragging)) = wish {
        actions.push(Action::Edit { edit: Edit::ScottishOffersEnd(end), dragging });
    }
}

/// A month of the year and a year.
fn month_ui(ui: &mut Ui, now: YearMonth) -> Option<(YearMonth, bool)> {
    let mut wish = None;
    let field = NumberField {
        label: "Year in which Scottish offers end",
        context: "",
        help: "The year of the first month without offers from Scotland.",
        unit: "",
        scale: 1.0,
        decimals: 0,
        grouped: false,
        range: (f64::from(*YEARS.start()), f64::from(*YEARS.end())),
        value: f64::from(now.year()),
        opened: None,
        source: None,
        slider: false,
    };
    let change = field.show_amid(ui, |ui, number| {
        let line = ui.horizontal(|ui| {
            ui.label("First month without");
            let name = usize::try_from(now.month() - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default();
            let combo = ComboBox::from_id_salt("month").selected_text(name).width(104.0).show_ui(ui, |ui| {
                for (number, name) in (1..).zip(MONTHS) {
                    if entry(ui, now.month() == number, name).clicked() {
                        wish = YearMonth::new(now.year(), number).map(|month| (month, false));
                    }
                }
            });
            combo.response.accessible_name("Month in which Scottish offers end");
            number(ui)
        });
        line.inner
    });
    if let Some(change) = change {
        wish = YearMonth::new(change.value as i32, now.month()).map(|month| (month, change.dragging));
    }
    wish
}

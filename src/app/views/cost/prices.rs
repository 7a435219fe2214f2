//! The prices, each with its slider, permitted range and source; who pays; and between which ends each price may lie.

use egui::{CollapsingHeader, Label, RichText, Ui};

use crate::app::action::{Action, Actions};
use crate::app::edit::{Edit, OptionEdit};
use crate::app::state::{AppState, Document};
use crate::app::theme::{self, Palette};
use crate::app::views::demand::note;
use crate::app::views::parameter::{Weight, parameter_field};
use crate::app::views::section;
use crate::app::widgets::number_field::NumberField;
use crate::app::widgets::seek::lead;
use crate::app::widgets::segmented::segmented;
use crate::app::widgets::source_badge::source_badge;
use crate::app::wording::parameter_unit;
use crate::model::costs::{BespokePaid, Costs, Payer, Spread};
use crate::model::{CostFigure as F, CostGroup, ParameterId, Unit};

/// The questions of the form with their figures.
const SECTIONS: [(&str, &[F]); 4] = [
    ("What does a place in London cost?", &[F::LondonWelfareBedWeek, F::LondonJusticeBedWeek, F::LondonFixedShare]),
    ("What does a place elsewhere cost?", &[F::ElsewhereWelfareWeek, F::ElsewhereJusticeWeek]),
    ("And step-down, and the open facility?", &[F::StepDownPlaceWeek, F::OpenFacilityPlaceWeek, F::StepDownFixedShare]),
    (
        "What do buildings cost?",
        &[
            F::CapitalPerSecureBed,
            F::CapitalPerStepDownPlace,
            F::CapitalPerOpenPlace,
            F::NonStandardShare,
            F::OptimismNonStandard,
            F::OptimismStandard,
            F::AssetLifeYears,
        ],
    ),
];

/// The form.
pub fn prices_ui(ui: &mut Ui, state: &AppState, document: &Document, actions: &mut Actions) {
    let Some(costs) = &document.scenario.costs else { return };
    let sought = state.view.sought.as_deref().unwrap_or_default();
    note(ui, "A change of price is answered at once: nobody's story changes with it.");
    ui.add_space(6.0);
    for (index, (question, figures)) in SECTIONS.into_iter().enumerate() {
        section(ui, question, index == 0);
        figures.iter().for_each(|figure| price_ui(ui, document, ParameterId::Cost(*figure), sought, actions));
        if figures.contains(&F::CapitalPerSecureBed) {
            let own = sought.starts_with("options.") && sought.ends_with(".capital_pounds");
            lead(ui, own, actions, |ui, actions| of_option_ui(ui, state, document, costs, actions));
        }
    }
    section(ui, "And care without a place?", false);
    price_ui(ui, document, ParameterId::Cost(F::Bespoke), sought, actions);
    bespoke_ui(ui, costs, actions);
    section(ui, "In which pounds?", false);
    price_ui(ui, document, ParameterId::PriceYear, sought, actions);
    price_ui(ui, document, ParameterId::Cost(F::Inflation), sought, actions);
    ui.add_space(6.0);
    let of_payers = sought.starts_with("costs.paid_by.");
    fold(ui, "Who pays?", of_payers, |ui| payers_ui(ui, document, costs, sought, actions));
    let of_ends = sought.starts_with("costs.figures.") && (sought.ends_with(".low") || sought.ends_with(".high"));
    fold(ui, "Between which ends may prices lie?", of_ends, |ui| ranges_ui(ui, costs, sought, actions));
}

/// A fold; open if what is sought is in it.
fn fold(ui: &mut Ui, title: &str, holds: bool, contents: impl FnOnce(&mut Ui)) {
    let title_text = RichText::new(title).font(theme::bold(theme::BODY));
    CollapsingHeader::new(title_text).id_salt(title).open(holds.then_some(true)).show_unindented(ui, contents);
}

fn price_ui(ui: &mut Ui, document: &Document, id: ParameterId, sought: &str, actions: &mut Actions) {
    lead(ui, id.path() == sought, actions, |ui, actions| parameter_field(ui, document, id, Weight::Figure, actions));
}

/// The price that the review prints could pay for no such care: said where it stands.
fn bespoke_ui(ui: &mut Ui, costs: &Costs, actions: &mut Actions) {
    let palette = Palette::of(ui);
    ui.label("It pays for");
    if let Some(paid) =
        segmented(ui, "The price of bespoke care pays for", costs.bespoke_paid, &BespokePaid::ALL.map(|paid| (paid, paid.label())))
    {
        actions.push(Action::Edit { edit: Edit::BespokePaid(paid), dragging: false });
    }
    let (text, colour) = match costs.bespoke_paid {
        BespokePaid::PerWeek => (
            "The review prints £10,000 to £15,000 “per annum”. Every other source has such sums a week, and so it is reckoned.",
            palette.muted,
        ),
        BespokePaid::PerYear => {
            ("⚠ As printed: less than £300 a week, less than foster care. Nobody could be cared for by many staff for it.", palette.worse)
        }
    };
    ui.add(Label::new(RichText::new(text).size(13.0).color(colour)).wrap());
}

/// What building the option looked at costs as a whole, where so much a place will not do.
fn of_option_ui(ui: &mut Ui, state: &AppState, document: &Document, costs: &Costs, actions: &mut Actions) {
    let Some((at, option)) = document.option(&state.view.option).filter(|(at, _)| *at > 0) else { return };
    let mut own = option.capital_pounds.is_some();
    let wish = |pounds, dragging, actions: &mut Actions| {
        let edit = Edit::Option(option.id.clone(), OptionEdit::CapitalPounds(pounds));
        actions.push(Action::Edit { edit, dragging });
    };
    let label = format!("“{}” has its own building cost", option.name);
    if ui.checkbox(&mut own, label).changed() {
        wish(own.then(|| costs.capital_pounds(option)), false, actions);
    }
    let Some(value) = option.capital_pounds else { return };
    let spec = ParameterId::OptionCapital.spec();
    let field = NumberField {
        label: spec.label,
        context: &option.name,
        help: spec.help,
        unit: parameter_unit(ParameterId::OptionCapital),
        scale: 1.0,
        decimals: 0,
        grouped: true,
        range: (spec.min, spec.max),
        value,
        opened: document.opened.options.get(at).and_then(|option| option.capital_pounds),
        source: Some(document.scenario.sources.get(&ParameterId::OptionCapital)),
        slider: false,
    };
    if let Some(change) = ui.push_id("own building cost", |ui| field.show(ui)).inner {
        wish(Some(change.value), change.dragging, actions);
    }
}

fn payers_ui(ui: &mut Ui, document: &Document, costs: &Costs, sought: &str, actions: &mut Actions) {
    note(ui, "Boroughs pay what the others leave.");
    for group in CostGroup::ALL {
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.label(RichText::new(group.label()).font(theme::bold(14.0)));
            let id = ParameterId::PaidBy(group);
            let paid_by = |scenario: &crate::model::Scenario| scenario.costs.as_ref().and_then(|costs| costs.paid_by.get(&group).copied());
            let before = paid_by(&document.opened).filter(|before| Some(*before) != paid_by(&document.scenario));
            let before = before.map(|_| "other shares");
            source_badge(ui, group.bill(), document.scenario.sources.get(&id), before);
        });
        let Some(paid_by) = costs.paid_by.get(&group).copied() else { continue };
        let shares = paid_by.shares();
        for (payer, share) in Payer::ALL.into_iter().zip(shares).skip(1) {
            // No more than what the other two leave.
            let most = (1.0 - (shares.iter().skip(1).sum::<f64>() - share)).clamp(0.0, 1.0);
            let field = NumberField {
                label: payer.label(),
                context: group.bill(),
                help: "Share of the bill.",
                unit: "%",
                scale: 100.0,
                decimals: 2,
                grouped: false,
                range: (0.0, most),
                value: share,
                opened: None,
                source: None,
                slider: false,
            };
            // Shares that are too much together are those of the group: its first is where to begin.
            let (whole, first) = (ParameterId::PaidBy(group).path(), payer == Payer::DepartmentForEducation);
            let here = sought == format!("{whole}.{}", payer.key()) || first && sought == whole;
            lead(ui, here, actions, |ui, actions| {
                if let Some(change) = ui.push_id((group, payer), |ui| field.show(ui)).inner {
                    let edit = Edit::PaidBy(group, paid_by.with(payer, change.value));
                    actions.push(Action::Edit { edit, dragging: change.dragging });
                }
            });
        }
    }
}

fn ranges_ui(ui: &mut Ui, costs: &Costs, sought: &str, actions: &mut Actions) {
    note(ui, "What is reckoned with lies between them. The range of the answer comes from these ends, chance apart.");
    for (figure, spread) in &costs.figures {
        let spec = figure.spec();
        ui.add_space(6.0);
        ui.label(RichText::new(spec.label).font(theme::bold(14.0)));
        let share = if spec.unit == Unit::Share { 100.0 } else { 1.0 };
        for (end, value, range) in [("low", spread.low, (spec.min, spread.central)), ("high", spread.high, (spread.central, spec.max))] {
            let field = NumberField {
                label: if end == "low" { "At least" } else { "At most" },
                context: spec.label,
                help: "The end of the plausible range.",
                unit: parameter_unit(ParameterId::Cost(*figure)),
                scale: share,
                decimals: 2,
                grouped: true,
                range,
                value,
                opened: None,
                source: None,
                slider: false,
            };
            lead(ui, sought == format!("costs.figures.{figure:?}.{end}"), actions, |ui, actions| {
                if let Some(change) = ui.push_id((figure, end), |ui| field.show(ui)).inner {
                    let to = if end == "low" { Spread { low: change.value, ..*spread } } else { Spread { high: change.value, ..*spread } };
                    actions.push(Action::Edit { edit: Edit::CostRange(*figure, to), dragging: change.dragging });
                }
            });
        }
    }
}

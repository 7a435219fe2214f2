//! Every figure that costs depend on: one row each.

use serde::{Deserialize, Serialize};

use crate::model::parameter::{ParameterSpec, Unit, row};

/// Names a figure that costs depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is described in its row")]
pub enum CostFigure {
    LondonWelfareBedWeek,
    LondonJusticeBedWeek,
    LondonFixedShare,
    ElsewhereWelfareWeek,
    ElsewhereJusticeWeek,
    StepDownPlaceWeek,
    OpenFacilityPlaceWeek,
    StepDownFixedShare,
    Bespoke,
    CapitalPerSecureBed,
    CapitalPerStepDownPlace,
    CapitalPerOpenPlace,
    NonStandardShare,
    OptimismNonStandard,
    OptimismStandard,
    AssetLifeYears,
    Inflation,
}

impl CostFigure {
    /// Every figure, in the order of the form.
    pub const ALL: [CostFigure; 17] = [
        CostFigure::LondonWelfareBedWeek,
        CostFigure::LondonJusticeBedWeek,
        CostFigure::LondonFixedShare,
        CostFigure::ElsewhereWelfareWeek,
        CostFigure::ElsewhereJusticeWeek,
        CostFigure::StepDownPlaceWeek,
        CostFigure::OpenFacilityPlaceWeek,
        CostFigure::StepDownFixedShare,
        CostFigure::Bespoke,
        CostFigure::CapitalPerSecureBed,
        CostFigure::CapitalPerStepDownPlace,
        CostFigure::CapitalPerOpenPlace,
        CostFigure::NonStandardShare,
        CostFigure::OptimismNonStandard,
        CostFigure::OptimismStandard,
        CostFigure::AssetLifeYears,
        CostFigure::Inflation,
    ];

    /// Its row in the catalogue of parameters.
    pub fn spec(self) -> ParameterSpec {
        use CostFigure as F;
        use Unit::{Pounds, PoundsPerWeek, Share, Years};
        let week = |label, help| row(label, PoundsPerWeek, 0.0, 100_000.0, help);
        let capital = |label, help| row(label, Pounds, 0.0, 20_000_000.0, help);
        match self {
            F::LondonWelfareBedWeek => {
                week("London welfare bed", "A welfare bed in London for a week with a child in it; beds for either are priced alike.")
            }
            F::LondonJusticeBedWeek => week("London justice bed", "A justice bed in London for a week with a child in it."),
            F::LondonFixedShare => {
                row("Cost of an empty bed", Share, 0.0, 1.0, "Share of the price of a London bed that is due whether it is full or empty.")
            }
            F::ElsewhereWelfareWeek => week("Welfare placement elsewhere", "The fee for a week in the rest of the country."),
            F::ElsewhereJusticeWeek => {
                week("Justice placement elsewhere", "A week in the rest of the country, for justice and police custody.")
            }
            F::StepDownPlaceWeek => week("Step-down place", "A step-down place for a week with a child in it."),
            F::OpenFacilityPlaceWeek => week("Open facility place", "A place of the open facility for a week with a child in it."),
            F::StepDownFixedShare => row(
                "Cost of an empty step-down place",
                Share,
                0.0,
                1.0,
                "Share of the price of a place in step-down or the open facility that is due whether it is full or empty.",
            ),
            F::Bespoke => row("Bespoke care", Pounds, 0.0, 100_000.0, "Bespoke care with many staff, for a week or, as printed, a year."),
            F::CapitalPerSecureBed => capital("Building a secure bed", "Land and building for one secure bed, optimism bias left out."),
            F::CapitalPerStepDownPlace => {
                capital("Building a step-down place", "Land and building for one step-down place, optimism bias left out.")
            }
            F::CapitalPerOpenPlace => {
                capital("Building an open facility place", "Land and building for one place of the open facility, optimism bias left out.")
            }
            F::NonStandardShare => {
                row("Non-standard building", Share, 0.0, 1.0, "Share of the building cost that is for non-standard building.")
            }
            F::OptimismNonStandard => row(
                "Optimism bias, non-standard building",
                Share,
                0.0,
                2.0,
                "By how much non-standard building costs more than is first thought.",
            ),
            F::OptimismStandard => {
                row("Optimism bias, standard building", Share, 0.0, 2.0, "By how much standard building costs more than is first thought.")
            }
            F::AssetLifeYears => row("Life of a building", Years, 1.0, 100.0, "Years over which the cost of a building is spread evenly."),
            F::Inflation => {
                row("Inflation", Share, -0.05, 0.25, "Rise of all prices a year; only figures in cash depend on it, never the comparison.")
            }
        }
    }

    /// Whether more of it makes an option dearer; a longer life makes it cheaper, and inflation changes nothing in real terms.
    pub fn makes_dearer(self) -> bool {
        self != CostFigure::AssetLifeYears
    }
}

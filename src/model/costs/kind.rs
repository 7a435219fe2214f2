//! The kinds of cost, the groups of them that are paid alike, and who pays.

use serde::{Deserialize, Serialize};

/// A line of the bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CostKind {
    /// Children in welfare beds in London, and in beds for either.
    LondonWelfare,
    /// Those beds while empty.
    LondonWelfareEmpty,
    /// Children in justice beds in London.
    LondonJustice,
    /// Those beds while empty.
    LondonJusticeEmpty,
    /// Children in step-down units.
    StepDown,
    /// Step-down places while empty.
    StepDownEmpty,
    /// Children in the open facility.
    OpenFacility,
    /// Its places while empty.
    OpenFacilityEmpty,
    /// Welfare placements in the rest of the country.
    ElsewhereWelfare,
    /// Justice placements in the rest of the country, children from police custody among them.
    ElsewhereJustice,
    /// Bespoke care of children without a place.
    Bespoke,
    /// Buildings, spread evenly over their life.
    Capital,
}

impl CostKind {
    /// Every kind, in the order used everywhere.
    pub const ALL: [CostKind; 12] = [
        CostKind::LondonWelfare,
        CostKind::LondonWelfareEmpty,
        CostKind::LondonJustice,
        CostKind::LondonJusticeEmpty,
        CostKind::StepDown,
        CostKind::StepDownEmpty,
        CostKind::OpenFacility,
        CostKind::OpenFacilityEmpty,
        CostKind::ElsewhereWelfare,
        CostKind::ElsewhereJustice,
        CostKind::Bespoke,
        CostKind::Capital,
    ];

    /// Kinds that are paid by the night: all but capital.
    pub const NIGHTLY: usize = 11;

    /// Place in [`CostKind::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// Name on screen.
    pub fn label(self) -> &'static str {
        match self {
            CostKind::LondonWelfare => "London welfare beds in use",
            CostKind::LondonWelfareEmpty => "London welfare beds empty",
            CostKind::LondonJustice => "London justice beds in use",
            CostKind::LondonJusticeEmpty => "London justice beds empty",
            CostKind::StepDown => "Step-down places in use",
            CostKind::StepDownEmpty => "Step-down places empty",
            CostKind::OpenFacility => "Open facility places in use",
            CostKind::OpenFacilityEmpty => "Open facility places empty",
            CostKind::ElsewhereWelfare => "Welfare placements elsewhere",
            CostKind::ElsewhereJustice => "Justice placements elsewhere",
            CostKind::Bespoke => "Bespoke care",
            CostKind::Capital => "Buildings, spread over their life",
        }
    }

    /// Key in the machine-readable output.
    pub fn key(self) -> &'static str {
        match self {
            CostKind::LondonWelfare => "london_welfare",
            CostKind::LondonWelfareEmpty => "london_welfare_empty",
            CostKind::LondonJustice => "london_justice",
            CostKind::LondonJusticeEmpty => "london_justice_empty",
            CostKind::StepDown => "step_down",
            CostKind::StepDownEmpty => "step_down_empty",
            CostKind::OpenFacility => "open_facility",
            CostKind::OpenFacilityEmpty => "open_facility_empty",
            CostKind::ElsewhereWelfare => "elsewhere_welfare",
            CostKind::ElsewhereJustice => "elsewhere_justice",
            CostKind::Bespoke => "bespoke",
            CostKind::Capital => "capital",
        }
    }

    /// Those who pay for it, as a group of kinds.
    pub fn group(self) -> CostGroup {
        match self {
            CostKind::LondonWelfare | CostKind::LondonWelfareEmpty => CostGroup::LondonWelfare,
            CostKind::LondonJustice | CostKind::LondonJusticeEmpty => CostGroup::LondonJustice,
            CostKind::StepDown | CostKind::StepDownEmpty => CostGroup::StepDown,
            CostKind::OpenFacility | CostKind::OpenFacilityEmpty => CostGroup::OpenFacility,
            CostKind::ElsewhereWelfare => CostGroup::ElsewhereWelfare,
            CostKind::ElsewhereJustice => CostGroup::ElsewhereJustice,
            CostKind::Bespoke => CostGroup::Bespoke,
            CostKind::Capital => CostGroup::Capital,
        }
    }
}

/// Kinds of cost that are paid by the same people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CostGroup {
    /// Welfare beds in London.
    LondonWelfare,
    /// Justice beds in London.
    LondonJustice,
    /// Step-down units.
    StepDown,
    /// The open facility.
    OpenFacility,
    /// Welfare placements elsewhere.
    ElsewhereWelfare,
    /// Justice placements elsewhere.
    ElsewhereJustice,
    /// Bespoke care.
    Bespoke,
    /// Buildings.
    Capital,
}

impl CostGroup {
    /// Every group, in the order used everywhere.
    pub const ALL: [CostGroup; 8] = [
        CostGroup::LondonWelfare,
        CostGroup::LondonJustice,
        CostGroup::StepDown,
        CostGroup::OpenFacility,
        CostGroup::ElsewhereWelfare,
        CostGroup::ElsewhereJustice,
        CostGroup::Bespoke,
        CostGroup::Capital,
    ];

    /// Name on screen.
    pub fn label(self) -> &'static str {
        match self {
            CostGroup::LondonWelfare => "London welfare beds",
            CostGroup::LondonJustice => "London justice beds",
            CostGroup::StepDown => "Step-down places",
            CostGroup::OpenFacility => "The open facility",
            CostGroup::ElsewhereWelfare => "Welfare placements elsewhere",
            CostGroup::ElsewhereJustice => "Justice placements elsewhere",
            CostGroup::Bespoke => "Bespoke care",
            CostGroup::Capital => "Buildings",
        }
    }

    /// Name of its bill in the catalogue of parameters.
    pub fn bill(self) -> &'static str {
        match self {
            CostGroup::LondonWelfare => "Who pays for London welfare beds",
            CostGroup::LondonJustice => "Who pays for London justice beds",
            CostGroup::StepDown => "Who pays for step-down places",
            CostGroup::OpenFacility => "Who pays for the open facility",
            CostGroup::ElsewhereWelfare => "Who pays for welfare placements elsewhere",
            CostGroup::ElsewhereJustice => "Who pays for justice placements elsewhere",
            CostGroup::Bespoke => "Who pays for bespoke care",
            CostGroup::Capital => "Who pays for buildings",
        }
    }
}

/// Who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Payer {
    /// London boroughs.
    Boroughs,
    /// The Department for Education.
    DepartmentForEducation,
    /// The Ministry of Justice.
    MinistryOfJustice,
    /// The NHS.
    Nhs,
}

impl Payer {
    /// Every payer, in the order used everywhere.
    pub const ALL: [Payer; 4] = [Payer::Boroughs, Payer::DepartmentForEducation, Payer::MinistryOfJustice, Payer::Nhs];

    /// Name on screen.
    pub fn label(self) -> &'static str {
        match self {
            Payer::Boroughs => "London boroughs",
            Payer::DepartmentForEducation => "Department for Education",
            Payer::MinistryOfJustice => "Ministry of Justice",
            Payer::Nhs => "NHS",
        }
    }

    /// Key in the machine-readable output.
    pub fn key(self) -> &'static str {
        match self {
            Payer::Boroughs => "boroughs",
            Payer::DepartmentForEducation => "department_for_education",
            Payer::MinistryOfJustice => "ministry_of_justice",
            Payer::Nhs => "nhs",
        }
    }
}

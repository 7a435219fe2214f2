//! The critical success factors by which the Green Book sifts options before they are compared (HM Treasury, The Green Book, annex 1, box 18).
//! The review names none. People judge them; the model measures nothing of them.

use super::{Appraisal, Criterion};

/// A critical success factor of the Green Book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuccessFactor {
    /// Strategic fit and meets business needs.
    StrategicFit,
    /// Potential value for money.
    ValueForMoney,
    /// Supplier capacity and capability.
    SupplierCapacity,
    /// Potential affordability.
    Affordability,
    /// Potential achievability.
    Achievability,
}

impl SuccessFactor {
    /// Every factor, in the order of the Green Book.
    pub const ALL: [SuccessFactor; 5] = [
        SuccessFactor::StrategicFit,
        SuccessFactor::ValueForMoney,
        SuccessFactor::SupplierCapacity,
        SuccessFactor::Affordability,
        SuccessFactor::Achievability,
    ];

    /// Where the Green Book names it.
    pub const CITATION: &'static str = "HM Treasury, The Green Book, annex 1, box 18";

    /// The Green Book's name for it, which is the name of its gate too.
    pub fn label(self) -> &'static str {
        match self {
            SuccessFactor::StrategicFit => "Strategic fit and meets business needs",
            SuccessFactor::ValueForMoney => "Potential value for money",
            SuccessFactor::SupplierCapacity => "Supplier capacity and capability",
            SuccessFactor::Affordability => "Potential affordability",
            SuccessFactor::Achievability => "Potential achievability",
        }
    }

    /// The question it asks, in our words.
    pub fn asks(self) -> &'static str {
        match self {
            SuccessFactor::StrategicFit => "Does the option meet what London needs for these children, and fit the other plans for them?",
            SuccessFactor::ValueForMoney => "Could what the option does for children be worth what it costs and risks?",
            SuccessFactor::SupplierCapacity => "Are there providers who can and would run it?",
            SuccessFactor::Affordability => "Can it be paid for from the money there is?",
            SuccessFactor::Achievability => "Can it be brought about with the people and skills there are?",
        }
    }

    /// The criteria of the review that weigh the same thing again.
    pub fn criteria(self) -> &'static [Criterion] {
        match self {
            SuccessFactor::StrategicFit => &[
                Criterion::EarlyIntervention,
                Criterion::Accessibility,
                Criterion::Continuity,
                Criterion::CareAndEducation,
                Criterion::Transition,
            ],
            SuccessFactor::ValueForMoney => &[Criterion::ValueForMoney],
            SuccessFactor::Affordability => &[Criterion::InitialInvestment],
            SuccessFactor::SupplierCapacity | SuccessFactor::Achievability => &[Criterion::Deliverability],
        }
    }

    /// The factor that a gate of this name is for.
    pub fn of_gate(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|factor| factor.label() == name)
    }

    /// The factors that nobody judges in an appraisal: none of its gates is for them.
    pub fn without_gate(appraisal: &Appraisal) -> Vec<Self> {
        Self::ALL.into_iter().filter(|factor| appraisal.gates.iter().all(|gate| gate.name != factor.label())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_criterion_of_the_review_answers_to_one_factor_at_least() {
        for criterion in Criterion::ALL {
            assert!(SuccessFactor::ALL.into_iter().any(|factor| factor.criteria().contains(&criterion)), "{criterion:?}");
        }
    }
}

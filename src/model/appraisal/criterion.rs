//! The review's eight criteria: what each asks, which measures of the model show it, and what is left for people to judge.

use serde::{Deserialize, Serialize};

/// One of the eight criteria of the review's appendix 1, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Criterion {
    /// Early intervention and prevention.
    EarlyIntervention,
    /// Accessibility of a secure placement.
    Accessibility,
    /// Continuity of care and relationships.
    Continuity,
    /// Care and education in the placement.
    CareAndEducation,
    /// Transition from secure to community.
    Transition,
    /// Value for money.
    ValueForMoney,
    /// Initial investment.
    InitialInvestment,
    /// Deliverability.
    Deliverability,
}

/// A row of the catalogue.
struct Row {
    key: &'static str,
    label: &'static str,
    short: &'static str,
    asks: &'static str,
    measures: &'static [&'static str],
    judged: &'static str,
}

const fn row(
    (key, label, short): (&'static str, &'static str, &'static str),
    asks: &'static str,
    measures: &'static [&'static str],
    judged: &'static str,
) -> Row {
    Row { key, label, short, asks, measures, judged }
}

/// In the order of [`Criterion::ALL`].
const ROWS: [Row; 8] = [
    row(
        ("early_intervention", "Early intervention and prevention", "early help"),
        "Does the option prevent the need for a secure placement, and repeat requests?",
        &["requests_prevented_per_year"],
        "How much early help and support prevents. The model only counts what the scenario assumes of an open facility.",
    ),
    row(
        ("accessibility", "Accessibility of a secure placement", "access"),
        "Does the option make a secure welfare place easier to get: enough places, near enough, right for the child?",
        &[
            "welfare_placed_share",
            "welfare_open_requests",
            "welfare_waiting",
            "welfare_mean_wait_days",
            "welfare_placed_within_7_days_share",
            "welfare_london_share",
        ],
        "How well homes and children are matched, beyond the rules that the scenario states.",
    ),
    row(
        ("continuity", "Continuity of care and relationships", "continuity"),
        "Does the option keep care and relationships going? Placements closer to home help.",
        &["welfare_mean_distance_miles", "welfare_london_share"],
        "What visits, schools and workers that stay the same are worth, beyond distance.",
    ),
    row(
        ("care_and_education", "Care and education in the placement", "care and education"),
        "Does the option improve the care, education and support that children have in the home?",
        &[],
        "All of it: the model knows nothing about the quality of care.",
    ),
    row(
        ("transition", "Transition from secure to community", "transition"),
        "Does the option help children to move on and resettle in the community?",
        &["step_down_refused_per_year", "blocked_bed_days_per_year"],
        "How well step-down prepares children. An option without a step-down place has no value here: it refuses nobody and holds no bed for want of \
         one, which does not mean that all is well.",
    ),
    row(
        ("value_for_money", "Value for money", "value for money"),
        "What does the option cost London in all, and what is had for it?",
        &["net_present_cost_gbp_million", "cost_per_child_week_gbp"],
        "Whether the resources are better used.",
    ),
    row(
        ("initial_investment", "Initial investment", "investment"),
        "How much must commissioners invest once, at the start?",
        &["capital_gbp_million"],
        "Who could fund it, and how sure that is.",
    ),
    row(
        ("deliverability", "Deliverability", "deliverability"),
        "Are land, people, time, commissioning and governance to be had, and will it last?",
        &[],
        "All of it: the model takes an option as if it were there.",
    ),
];

impl Criterion {
    /// Every criterion, in the order of the review.
    pub const ALL: [Criterion; 8] = [
        Criterion::EarlyIntervention,
        Criterion::Accessibility,
        Criterion::Continuity,
        Criterion::CareAndEducation,
        Criterion::Transition,
        Criterion::ValueForMoney,
        Criterion::InitialInvestment,
        Criterion::Deliverability,
    ];

    /// Where the review states it.
    pub const PARAGRAPH: &'static str = "appendix 1";

    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// Its key in the machine-readable output.
    pub fn key(self) -> &'static str {
        self.row().key
    }

    /// The review's name for it.
    pub fn label(self) -> &'static str {
        self.row().label
    }

    /// A word or two for the middle of a sentence.
    pub fn short(self) -> &'static str {
        self.row().short
    }

    /// The question it asks, in our words.
    pub fn asks(self) -> &'static str {
        self.row().asks
    }

    /// Keys of the measures of the model that show it; none where only people can judge.
    pub fn measures(self) -> &'static [&'static str] {
        self.row().measures
    }

    /// What the model cannot say and people must judge.
    pub fn judged(self) -> &'static str {
        self.row().judged
    }

    /// Whether it is about money, which is set against the benefit and not added to it.
    pub fn is_money(self) -> bool {
        matches!(self, Criterion::ValueForMoney | Criterion::InitialInvestment)
    }
}

/// One effect that two criteria could both count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Overlap {
    /// Distance from home, under accessibility and under continuity.
    Distance,
    /// Requests prevented, under early intervention and, by shorter waits, under accessibility.
    Prevention,
    /// Repeat requests, under early intervention and under transition.
    Repeats,
    /// The investment, as its own criterion and inside the whole cost.
    Investment,
}

impl Overlap {
    /// Every overlap, in the order of the criteria.
    pub const ALL: [Overlap; 4] = [Overlap::Distance, Overlap::Prevention, Overlap::Repeats, Overlap::Investment];

    /// The two criteria that could count the effect.
    pub fn between(self) -> [Criterion; 2] {
        match self {
            Overlap::Distance => [Criterion::Accessibility, Criterion::Continuity],
            Overlap::Prevention => [Criterion::EarlyIntervention, Criterion::Accessibility],
            Overlap::Repeats => [Criterion::EarlyIntervention, Criterion::Transition],
            Overlap::Investment => [Criterion::ValueForMoney, Criterion::InitialInvestment],
        }
    }

    /// The effect, in a word or two.
    pub fn label(self) -> &'static str {
        match self {
            Overlap::Distance => "distance from home",
            Overlap::Prevention => "requests prevented",
            Overlap::Repeats => "repeat requests",
            Overlap::Investment => "the initial investment",
        }
    }

    /// Why it could be counted twice.
    pub fn warning(self) -> &'static str {
        match self {
            Overlap::Distance => "The review names distance under accessibility, and continuity is helped by placements closer to home.",
            Overlap::Prevention => "A request that is prevented leaves a place for another child, who then waits less.",
            Overlap::Repeats => "The review names repeat requests under early intervention, and a good transition is what prevents them.",
            Overlap::Investment => "The whole cost of an option holds what is invested in it.",
        }
    }

    /// Measures that show the effect under one of its criteria: chosen there while it is counted under the other, they contradict.
    pub fn measures(self) -> &'static [&'static str] {
        match self {
            Overlap::Distance => &["welfare_mean_distance_miles", "welfare_london_share"],
            Overlap::Prevention => &["requests_prevented_per_year"],
            Overlap::Repeats | Overlap::Investment => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_criterion_has_its_own_row() {
        for (index, criterion) in Criterion::ALL.into_iter().enumerate() {
            assert_eq!(criterion as usize, index);
        }
        assert_eq!(Criterion::Continuity.key(), "continuity");
        assert_eq!(Criterion::Deliverability.label(), "Deliverability");
        assert_eq!(Criterion::ALL.into_iter().filter(|criterion| criterion.is_money()).count(), 2);
    }
}

//! How the authorities share what the London homes cost them together.

use serde::{Deserialize, Serialize};

use super::source::Source;

/// How the yearly cost of what the authorities run together is split over the 33: a mix of three rules by weight, with or without a cap.
/// It changes no child's path, only who pays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// Weight of equal shares, 0 or more; only proportions of the three weights count.
    pub equal_weight: f64,
    /// Weight of shares by residents aged 10 to 17.
    pub population_weight: f64,
    /// Weight of shares by the nights that each authority's own children spend there in the year.
    pub use_weight: f64,
    /// Nobody pays more than so many times the equal share in a year, 1 to 33; none: no cap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_times_equal_share: Option<f64>,
    /// Where the rule comes from.
    pub source: Source,
}

/// Greatest weight of a rule.
pub const MOST_WEIGHT: f64 = 100.0;

impl Membership {
    /// Whether this is the rule of a scenario that says nothing.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The rules as the window, the papers and the command line name them.
    pub const RULES: [(&'static str, &'static str); 4] =
        [("equal", "Equal shares"), ("population", "By children aged 10 to 17"), ("use", "By use"), ("mixed", "Half equal, half by use")];

    /// One of [`Membership::RULES`] by its word, without a cap; none where there is no such rule.
    pub fn named(word: &str) -> Option<Self> {
        let weights = match word {
            "equal" => [1.0, 0.0, 0.0],
            "population" => [0.0, 1.0, 0.0],
            "use" => [0.0, 0.0, 1.0],
            "mixed" => [1.0, 0.0, 1.0],
            _ => return None,
        };
        let [equal_weight, population_weight, use_weight] = weights;
        Some(Self { equal_weight, population_weight, use_weight, ..Self::default() })
    }

    /// The word of the rule among [`Membership::RULES`] that has these weights, whatever the cap.
    pub fn word(&self) -> Option<&'static str> {
        let sum = self.equal_weight + self.population_weight + self.use_weight;
        let alike = |word: &str| {
            let named = Self::named(word)?;
            let other = named.equal_weight + named.population_weight + named.use_weight;
            let pairs = [
                (self.equal_weight, named.equal_weight),
                (self.population_weight, named.population_weight),
                (self.use_weight, named.use_weight),
            ];
            pairs.iter().all(|(own, theirs)| (own / sum - theirs / other).abs() < 1e-9).then_some(())
        };
        Self::RULES.iter().find(|(word, _)| alike(word).is_some()).map(|(word, _)| *word)
    }
}

impl Default for Membership {
    /// Equal shares: the review names no rule.
    fn default() -> Self {
        Self {
            equal_weight: 1.0,
            population_weight: 0.0,
            use_weight: 0.0,
            most_times_equal_share: None,
            source: Source::Assumed { why: "the review asks the authorities to share the homes and does not say by what rule".to_owned() },
        }
    }
}

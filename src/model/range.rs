//! What is not known of a figure: how low and how high it may be, what lies in the middle, and why.

use serde::{Deserialize, Serialize};

use super::parameter::{ParameterId, Unit};
use super::provision::Home;
use super::scenario::Scenario;
use super::source::Source;
use super::time::DAYS_PER_YEAR;

/// The 97.5th percentile of the standard normal distribution.
const NORMAL_975: f64 = 1.959_963_984_540_054;

/// What a figure may be. Low, central and high are in the figure's own unit; which value the scenario itself uses is another matter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The least it may be; of a count, what one in forty lies below.
    pub low: f64,
    /// The most plausible value; of a count, what was counted.
    pub central: f64,
    /// The most it may be; of a count, what one in forty lies above.
    pub high: f64,
    /// How likely the values between are.
    pub shape: RangeShape,
    /// Where the range comes from.
    pub source: Source,
}

/// How likely the values of a range are.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum RangeShape {
    /// Every value between low and high as likely as the next.
    Uniform,
    /// Most likely at the central value, falling in straight lines to nothing at the ends.
    Triangular,
    /// A smooth hump: the beta distribution of project planning, with weight 4 on the central value.
    Pert,
    /// A yearly rate of which only a count is known: gamma with shape count + 0.5 (Jeffreys' prior for a Poisson rate).
    Counted {
        /// Years over which the central value was counted.
        years: f64,
    },
}

impl RangeShape {
    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            RangeShape::Uniform => "even",
            RangeShape::Triangular => "triangle",
            RangeShape::Pert => "hump (PERT)",
            RangeShape::Counted { .. } => "from a count",
        }
    }
}

impl Range {
    /// The range of a yearly rate after so many were counted, a year on average, over so many years.
    pub fn counted(per_year: f64, years: f64, source: Source) -> Self {
        let shape = per_year * years + 0.5;
        let end = |z: f64| (gamma_percentile(shape, z) / years * 10.0).round() / 10.0;
        Self { low: end(-NORMAL_975), central: per_year, high: end(NORMAL_975), shape: RangeShape::Counted { years }, source }
    }

    /// Whether low and high are those that a count gives, to one in a hundred; true of every other shape.
    pub fn agrees_with_its_count(&self) -> bool {
        let RangeShape::Counted { years } = self.shape else { return true };
        let counted = Range::counted(self.central, years, self.source.clone());
        let near = |stated: f64, derived: f64| (stated - derived).abs() <= 0.01 * derived.abs() + 0.06;
        near(self.low, counted.low) && near(self.high, counted.high)
    }
}

/// Wilson and Hilferty's (1931) percentile of a gamma distribution with scale 1 at a standard normal deviate: within a part in a thousand
/// from shapes of about ten on, which is as near as a range is written.
fn gamma_percentile(shape: f64, z: f64) -> f64 {
    let cube = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * libm::sqrt(shape));
    shape * (cube * cube * cube).max(0.0)
}

/// Whether so many days are told in months.
fn is_long(days: f64) -> bool {
    days >= DAYS_PER_YEAR / 6.0
}

impl ParameterId {
    /// Whether a range may be given for it: whether it is a number of the world, and not of how the run is set.
    pub fn may_have_range(self) -> bool {
        use ParameterId as P;
        match self {
            P::WarmUpYears | P::HorizonYears | P::Replications | P::Seed => false,
            P::StaffedShare | P::DeclineShare | P::MeanClosureDays => true,
            P::RequestsPerYear(_) | P::AnnualGrowth(_) | P::BetweenYearCv(_) | P::LengthOfStayMeanDays(_) => true,
            P::LengthOfStayCv(_) | P::LengthOfStayMinimumDays(_) | P::NotProceedingShare(_) | P::NotProceedingDays(_) => true,
            P::Patience(_) | P::FemaleShare(_) | P::UnsuitableForLondonShare(_) | P::GangAffiliatedShareBoys(_) => true,
            P::GangAffiliatedShareGirls(_) | P::IntensiveSupportShare(_) | P::BedsClosedEach(_) | P::StepDownNeedShare(_) => true,
            P::RepeatShareDirect(_) | P::RepeatShareAfterStepDown(_) | P::RepeatDays(_) | P::LatentRequestsPerYear(_) => true,
            P::OffersPerYear(_) | P::BoroughMix | P::ScottishOfferShare | P::CompetingRequests | P::RoadFactor => true,
            P::RivalGroups | P::ConflictProbability | P::BespokeShare => true,
            _ => false,
        }
    }

    /// The figure that its range is about; what homes have each is their mean over all homes of all options. Nothing where the scenario
    /// has no such figure.
    pub fn ranged_value(self, scenario: &Scenario) -> Option<f64> {
        let Some(field) = self.of_each_home() else { return self.value(scenario) };
        let homes = || scenario.options.iter().flat_map(|option| &option.homes);
        let count = homes().count();
        (count > 0).then(|| homes().map(|home| *field(&mut home.clone())).sum::<f64>() / count as f64)
    }

    /// Sets the figure that its range is about: what homes have each, in every home of every option at once. Whether there was one to set.
    pub fn set_ranged(self, scenario: &mut Scenario, value: f64) -> bool {
        let Some(field) = self.of_each_home() else { return self.set(scenario, value) };
        let mut any = false;
        for home in scenario.options.iter_mut().flat_map(|option| &mut option.homes) {
            *field(home) = value;
            any = true;
        }
        any
    }

    /// A figure that every home has.
    fn of_each_home(self) -> Option<fn(&mut Home) -> &mut f64> {
        match self {
            ParameterId::StaffedShare => Some(|home| &mut home.staffed_share),
            ParameterId::DeclineShare => Some(|home| &mut home.decline_share),
            ParameterId::MeanClosureDays => Some(|home| &mut home.mean_closure_days),
            _ => None,
        }
    }

    /// Its name with its stream, for lists of several streams: `Mean length of stay, welfare`.
    pub fn full_label(self) -> String {
        let label = self.spec().label;
        self.stream().map_or_else(|| label.to_owned(), |stream| format!("{label}, {}", stream.label().to_lowercase()))
    }

    /// The two ends of a range as people read them, both in one unit.
    pub fn written_ends(self, low: f64, high: f64) -> [String; 2] {
        let months = |value: f64| format!("{:.1} months", value / (DAYS_PER_YEAR / 12.0));
        match self.spec().unit {
            Unit::Days if is_long(low) != is_long(high) && low.min(high) >= DAYS_PER_YEAR / 12.0 => [months(low), months(high)],
            Unit::Days if is_long(low) != is_long(high) => [low, high].map(|value| format!("{value:.0} days")),
            _ => [self.written(low), self.written(high)],
        }
    }

    /// A value as people read it: shares as percent, with its unit; long stays in months as well. No more digits than anybody knows.
    pub fn written(self, value: f64) -> String {
        let number = |digits: usize| {
            let text = format!("{value:.digits$}");
            if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
        };
        let text = match self.spec().unit {
            Unit::Share => format!("{:.0}%", 100.0 * value),
            Unit::PerYear => format!("{} a year", number(0)),
            Unit::Days if is_long(value) => format!("{:.1} months", value / (DAYS_PER_YEAR / 12.0)),
            Unit::Days => format!("{} days", number(0)),
            Unit::Months => format!("{} months", number(1)),
            Unit::Years => format!("{} years", number(1)),
            Unit::Number | Unit::None => number(2),
            Unit::Beds | Unit::Count => number(0),
            Unit::Pounds => format!("£{}", number(0)),
            Unit::PoundsPerWeek => format!("£{} a week", number(0)),
        };
        text.replace('-', "−")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 121 requests in one year: 95% of the gamma distribution with shape 121.5 lies between 100.9 and 144.0.
    #[test]
    fn a_count_of_121_may_stand_for_101_to_144_a_year() {
        let range = Range::counted(121.0, 1.0, Source::Assumed { why: "a test".into() });
        assert_eq!((range.low, range.high), (100.9, 144.0));
        assert!(range.agrees_with_its_count());
        assert!(!Range { high: 150.0, ..range }.agrees_with_its_count());
    }

    #[test]
    fn both_ends_of_a_range_are_told_in_one_unit() {
        let ends = |low, high| ParameterId::RepeatDays(crate::model::Stream::Welfare).written_ends(low, high).join(" to ");
        assert_eq!(ends(56.0, 97.0), "1.8 months to 3.2 months");
        assert_eq!(ends(14.0, 90.0), "14 days to 90 days");
        assert_eq!(ends(14.0, 30.0), "14 days to 30 days");
        assert_eq!(ends(90.0, 180.0), "3.0 months to 5.9 months");
    }

    #[test]
    fn every_figure_that_may_have_a_range_is_one_number() {
        for id in ParameterId::all().filter(|id| id.may_have_range()) {
            assert!(id.spec().max > id.spec().min, "{id:?}");
        }
    }
}

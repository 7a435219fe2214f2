//! Why a figure that is not known for sure has no range. Every assumed figure of the scenarios supplied has a range or a reason here.

use super::demand::Stream;
use super::parameter::ParameterId;
use super::scenario::Scenario;
use super::source::Source;

impl ParameterId {
    /// Why the figure is not drawn in an uncertainty run, where no range is given for it; none where a range is what it should have.
    pub fn without_range(self) -> Option<&'static str> {
        use ParameterId as P;
        if self.stream() == Some(Stream::PoliceCustody) {
            return Some("the review counts no requests from police custody; they have a scenario of their own");
        }
        Some(match self {
            P::RunStart | P::HorizonYears | P::Seed => "a setting of the run, not a figure of the world",
            P::WarmUpYears => "a setting of the run: “Is it right?” tests whether it is long enough",
            P::Replications => "a setting of the run: the intervals say whether there are enough",
            P::TodayPlaced | P::TodayOpen => "a count of one day; where nobody counted it is an average day of figures that have ranges",
            P::Seasonality(_) | P::AgeWeights(_) | P::BoroughMix => {
                "many numbers at once, each by itself of little weight; where children come from is drawn anew in every future"
            }
            P::LengthOfStayFamily(_) => "a shape, not a number; the mean and the spread of stays have ranges",
            P::LengthOfStayMinimumDays(_) => "the mean and the spread of stays, which have ranges, say nearly all of it",
            P::NotProceedingShare(Stream::Justice) => "a child who is remanded or sentenced needs a place, by what the words mean",
            P::NotProceedingDays(Stream::Justice) | P::Patience(Stream::Justice) | P::OffersPerYear(Stream::Justice) => {
                "without effect while the Youth Custody Service always finds a place"
            }
            P::StepDownNeedShare(Stream::Justice) | P::RepeatShareAfterStepDown(Stream::Justice) => {
                "the review speaks of step-down for welfare placements only"
            }
            P::AnnualGrowth(Stream::Justice) | P::BetweenYearCv(Stream::Justice) => {
                "the number of justice requests has a range that is wider than this would make it; nobody counted them"
            }
            P::Patience(_) => "solved from the open requests, anew in every draw",
            P::FemaleShare(_) => "counts only by way of rival groups, whose shares have ranges",
            P::GangAffiliatedShareGirls(Stream::Justice) => "one in ten of these children is a girl; the share of boys has a range",
            P::IntensiveSupportShare(_) | P::BedsClosedEach(_) => {
                "nothing was found that a range could be drawn round; to be tried by hand"
            }
            P::RepeatDays(_) => "counts only where children are requested for again, a share that has a range",
            P::LatentRequestsPerYear(_) => "a world of its own: “A London home brings new requests”",
            P::CompetingRequests => "with it the offers no longer give the review's placements back; to be tried by hand",
            P::ScottishOfferShare | P::RoadFactor => "changes miles only; “Scotland takes no London children” is a world of its own",
            P::ScottishOffersEnd => "a date, not a number; “Scotland takes no London children” is a world of its own",
            P::RivalGroups => "the chance of a conflict, which has a range, does the same work",
            P::BespokeShare => "only costs depend on it, and its price has a range",
            P::MeanClosureDays => "how many beds are closed for want of staff has a range; how long each closure lasts changes little",
            P::PriorityUnder14 | P::WaitingList | P::PlacementRule | P::HomeAccepts => {
                "a rule, to be chosen: “Who may have which bed” says what rules cost"
            }
            P::HomeSite => "a choice, not a number; sites are compared in “What would my borough pay?”",
            P::HomeOpens | P::HomeCloses | P::RampUpMonths => {
                "a date of an option; “Every London home opens a year late” is a world of its own"
            }
            P::StepDownPlaces | P::OpenFacilityPlaces => "what an option is: “How many beds?” tries more and fewer",
            P::StepDownStay | P::StepDownFromElsewhere | P::StepDownWhenFull | P::OpenFacilityStepDownStay => {
                "belongs to each unit of an option; more and fewer places are tried in “How many beds?”"
            }
            P::DivertibleShare | P::PreventsShare | P::PreventionStay => {
                "no figure was found; “What does it cost?” says how much must be prevented for the facility to pay for itself"
            }
            P::PriceYear | P::BespokePaid | P::PaidBy(_) | P::OptionCapital => {
                "a way of counting costs, to be tried in “What does it cost?”; prices carry their own ranges"
            }
            _ => return None,
        })
    }

    /// Whether a figure of a scenario is assumed.
    pub fn is_assumed(self, scenario: &Scenario) -> bool {
        matches!(scenario.sources.get(&self), None | Some(Source::Assumed { .. }))
    }

    /// Whether the figure's range is said: among the ranges, or with the price.
    pub fn has_range(self, scenario: &Scenario) -> bool {
        let has_spread = |figure| scenario.costs.as_ref().is_some_and(|costs| costs.figures.contains_key(&figure));
        scenario.ranges.contains_key(&self) || matches!(self, ParameterId::Cost(figure) if has_spread(figure))
    }
}

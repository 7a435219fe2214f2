//! The catalogue of parameters: one row each, feeding the form, the checks, the sources and later analyses.
//!
//! A scalar of demand, the rest of the country, the pathway or the run can be read and set by its id.
//! What an option holds many of (beds, sites, stays of step-down) has one row a kind, for its source.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::costs::{CostFigure, CostGroup};
use super::demand::{BoroughMix, Patience, Stream};
use super::elsewhere::Offers;
use super::scenario::Scenario;

/// Names a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each variant is the field of the same name, described there and in its catalogue row")]
pub enum ParameterId {
    RequestsPerYear(Stream),
    AnnualGrowth(Stream),
    Seasonality(Stream),
    BetweenYearCv(Stream),
    LengthOfStayFamily(Stream),
    LengthOfStayMeanDays(Stream),
    LengthOfStayCv(Stream),
    LengthOfStayMinimumDays(Stream),
    NotProceedingShare(Stream),
    NotProceedingDays(Stream),
    Patience(Stream),
    FemaleShare(Stream),
    AgeWeights(Stream),
    UnsuitableForLondonShare(Stream),
    GangAffiliatedShareBoys(Stream),
    GangAffiliatedShareGirls(Stream),
    IntensiveSupportShare(Stream),
    BedsClosedEach(Stream),
    StepDownNeedShare(Stream),
    RepeatShareDirect(Stream),
    RepeatShareAfterStepDown(Stream),
    RepeatDays(Stream),
    LatentRequestsPerYear(Stream),
    BoroughMix,
    OffersPerYear(Stream),
    ScottishOfferShare,
    ScottishOffersEnd,
    CompetingRequests,
    RoadFactor,
    RivalGroups,
    ConflictProbability,
    PriorityUnder14,
    BespokeShare,
    WaitingList,
    PlacementRule,
    HomeBeds,
    HomeSite,
    HomeOpens,
    HomeCloses,
    RampUpMonths,
    StaffedShare,
    MeanClosureDays,
    DeclineShare,
    HomeAccepts,
    StepDownPlaces,
    StepDownStay,
    StepDownFromElsewhere,
    StepDownWhenFull,
    OpenFacilityPlaces,
    OpenFacilityStepDownStay,
    DivertibleShare,
    PreventsShare,
    PreventionStay,
    RunStart,
    WarmUpYears,
    HorizonYears,
    Replications,
    Seed,
    TodayPlaced,
    TodayOpen,
    PriceYear,
    Cost(CostFigure),
    BespokePaid,
    PaidBy(CostGroup),
    OptionCapital,
}

/// How a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Requests or offers a year.
    PerYear,
    /// Days.
    Days,
    /// Months.
    Months,
    /// Years.
    Years,
    /// 0 to 1 in the file, percent on screen.
    Share,
    /// A plain number.
    Number,
    /// A whole number of beds or places.
    Beds,
    /// A whole number.
    Count,
    /// Pounds a week.
    PoundsPerWeek,
    /// Pounds.
    Pounds,
    /// Not one number.
    None,
}

/// One row of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct ParameterSpec {
    /// Name on screen, sentence case.
    pub label: &'static str,
    /// How it is written.
    pub unit: Unit,
    /// Least permitted value.
    pub min: f64,
    /// Greatest permitted value.
    pub max: f64,
    /// What it means, in a sentence.
    pub help: &'static str,
}

pub(super) const fn row(label: &'static str, unit: Unit, min: f64, max: f64, help: &'static str) -> ParameterSpec {
    ParameterSpec { label, unit, min, max, help }
}

impl ParameterId {
    /// Every parameter of demand that a stream has.
    pub const OF_STREAM: [fn(Stream) -> ParameterId; 24] = [
        ParameterId::RequestsPerYear,
        ParameterId::AnnualGrowth,
        ParameterId::Seasonality,
        ParameterId::BetweenYearCv,
        ParameterId::LengthOfStayFamily,
        ParameterId::LengthOfStayMeanDays,
        ParameterId::LengthOfStayCv,
        ParameterId::LengthOfStayMinimumDays,
        ParameterId::NotProceedingShare,
        ParameterId::NotProceedingDays,
        ParameterId::Patience,
        ParameterId::FemaleShare,
        ParameterId::AgeWeights,
        ParameterId::UnsuitableForLondonShare,
        ParameterId::GangAffiliatedShareBoys,
        ParameterId::GangAffiliatedShareGirls,
        ParameterId::IntensiveSupportShare,
        ParameterId::BedsClosedEach,
        ParameterId::StepDownNeedShare,
        ParameterId::RepeatShareDirect,
        ParameterId::RepeatShareAfterStepDown,
        ParameterId::RepeatDays,
        ParameterId::LatentRequestsPerYear,
        ParameterId::OffersPerYear,
    ];

    /// Every parameter that does not belong to a stream.
    pub const COMMON: [ParameterId; 36] = [
        ParameterId::BoroughMix,
        ParameterId::ScottishOfferShare,
        ParameterId::ScottishOffersEnd,
        ParameterId::CompetingRequests,
        ParameterId::RoadFactor,
        ParameterId::RivalGroups,
        ParameterId::ConflictProbability,
        ParameterId::PriorityUnder14,
        ParameterId::BespokeShare,
        ParameterId::WaitingList,
        ParameterId::PlacementRule,
        ParameterId::HomeBeds,
        ParameterId::HomeSite,
        ParameterId::HomeOpens,
        ParameterId::HomeCloses,
        ParameterId::RampUpMonths,
        ParameterId::StaffedShare,
        ParameterId::MeanClosureDays,
        ParameterId::DeclineShare,
        ParameterId::HomeAccepts,
        ParameterId::StepDownPlaces,
        ParameterId::StepDownStay,
        ParameterId::StepDownFromElsewhere,
        ParameterId::StepDownWhenFull,
        ParameterId::OpenFacilityPlaces,
        ParameterId::OpenFacilityStepDownStay,
        ParameterId::DivertibleShare,
        ParameterId::PreventsShare,
        ParameterId::PreventionStay,
        ParameterId::RunStart,
        ParameterId::WarmUpYears,
        ParameterId::HorizonYears,
        ParameterId::Replications,
        ParameterId::Seed,
        ParameterId::TodayPlaced,
        ParameterId::TodayOpen,
    ];

    /// Every parameter there is.
    pub fn all() -> impl Iterator<Item = ParameterId> {
        let streams = Stream::ALL.into_iter().flat_map(|stream| Self::OF_STREAM.into_iter().map(move |id| id(stream)));
        streams.chain(Self::COMMON).chain(Self::of_costs())
    }

    /// Every parameter of a scenario: of costs, and of where things stand today, only where it has any.
    pub fn of(scenario: &Scenario) -> impl Iterator<Item = ParameterId> {
        let (has_costs, has_today) = (scenario.costs.is_some(), scenario.today.is_some());
        let is_of_today = |id: &ParameterId| matches!(id, ParameterId::TodayPlaced | ParameterId::TodayOpen);
        Self::all().filter(move |id| (has_costs || !id.is_of_costs()) && (has_today || !is_of_today(id)))
    }

    /// Whether only costs depend on it.
    pub fn is_of_costs(self) -> bool {
        use ParameterId as P;
        matches!(self, P::PriceYear | P::Cost(_) | P::BespokePaid | P::PaidBy(_) | P::OptionCapital)
    }

    /// Every parameter of costs: none of them changes what is simulated.
    pub fn of_costs() -> impl Iterator<Item = ParameterId> {
        let paid_by = CostGroup::ALL.map(ParameterId::PaidBy);
        let figures = CostFigure::ALL.map(ParameterId::Cost);
        [ParameterId::PriceYear]
            .into_iter()
            .chain(figures)
            .chain([ParameterId::BespokePaid])
            .chain(paid_by)
            .chain([ParameterId::OptionCapital])
    }

    /// The stream it belongs to.
    pub fn stream(self) -> Option<Stream> {
        use ParameterId as P;
        match self {
            P::RequestsPerYear(s) | P::AnnualGrowth(s) | P::Seasonality(s) | P::BetweenYearCv(s) | P::LengthOfStayFamily(s) => Some(s),
            P::LengthOfStayMeanDays(s) | P::LengthOfStayCv(s) | P::LengthOfStayMinimumDays(s) | P::NotProceedingShare(s) => Some(s),
            P::NotProceedingDays(s) | P::Patience(s) | P::FemaleShare(s) | P::AgeWeights(s) | P::UnsuitableForLondonShare(s) => Some(s),
            P::GangAffiliatedShareBoys(s) | P::GangAffiliatedShareGirls(s) | P::IntensiveSupportShare(s) | P::BedsClosedEach(s) => Some(s),
            P::StepDownNeedShare(s) | P::RepeatShareDirect(s) | P::RepeatShareAfterStepDown(s) | P::RepeatDays(s) => Some(s),
            P::LatentRequestsPerYear(s) | P::OffersPerYear(s) => Some(s),
            _ => None,
        }
    }

    /// Its row in the catalogue.
    pub fn spec(self) -> ParameterSpec {
        use ParameterId as P;
        use Unit::{Beds, Count, Days, Months, None, Number, PerYear, Pounds, Share, Years};
        match self {
            P::RequestsPerYear(_) => row("Requests", PerYear, 0.0, 100_000.0, "Requests for a secure placement in a year."),
            P::AnnualGrowth(_) => row("Growth a year", Share, -0.5, 0.5, "How much requests rise (or fall) each year, compounding."),
            P::Seasonality(_) => row(
                "Seasonality",
                Number,
                0.0,
                100.0,
                "How requests are spread over the months: only proportions count, so 2 is twice an ordinary month of 1.",
            ),
            P::BetweenYearCv(_) => {
                row("Variation between years", Number, 0.0, 2.0, "How much good and bad years differ, beyond chance within a year.")
            }
            P::LengthOfStayFamily(_) => row("Shape of length of stay", None, 0.0, 0.0, "The family of the distribution of stays."),
            P::LengthOfStayMeanDays(_) => row("Mean length of stay", Days, 0.0, 3_650.0, "Admission to discharge, on average."),
            P::LengthOfStayCv(_) => {
                row("Spread of length of stay", Number, 0.0, 5.0, "Standard deviation of the whole stay divided by its mean.")
            }
            P::LengthOfStayMinimumDays(_) => row("Shortest stay", Days, 0.0, 3_650.0, "No stay is shorter."),
            P::NotProceedingShare(_) => row(
                "Requests that never need a place",
                Share,
                0.0,
                1.0,
                "Share of requests that end without a place being needed: order refused, child found.",
            ),
            P::NotProceedingDays(_) => row(
                "Days such a request stays open",
                Days,
                0.0,
                3_650.0,
                "How long, on average, a request that never needs a place stays open.",
            ),
            P::Patience(_) => {
                row("Patience", Days, 0.001, 100_000.0, "Mean days a genuine request waits before it is withdrawn for want of a place.")
            }
            P::FemaleShare(_) => row("Girls", Share, 0.0, 1.0, "Share of girls among the children requested for."),
            P::AgeWeights(_) => row("Ages 10 to 17", Number, 0.0, 1_000.0, "How ages are spread: only proportions count."),
            P::UnsuitableForLondonShare(_) => {
                row("Unsuitable for London", Share, 0.0, 1.0, "Share of children for whom a place in London would not be right.")
            }
            P::GangAffiliatedShareBoys(_) => row("Boys affiliated to a gang", Share, 0.0, 1.0, "Share of boys with a gang affiliation."),
            P::GangAffiliatedShareGirls(_) => row("Girls affiliated to a gang", Share, 0.0, 1.0, "Share of girls with a gang affiliation."),
            P::IntensiveSupportShare(_) => {
                row("Intensive support", Share, 0.0, 1.0, "Share of children who need the beds beside them kept empty.")
            }
            P::BedsClosedEach(_) => {
                row("Beds kept empty beside each", Beds, 0.0, 10.0, "Beds that cannot be used while such a child is there.")
            }
            P::StepDownNeedShare(_) => {
                row("Need for step-down", Share, 0.0, 1.0, "Share of children who need a step-down place at the end of the secure stay.")
            }
            P::RepeatShareDirect(_) => {
                row("Repeat after leaving directly", Share, 0.0, 0.9, "Chance of a further request after leaving without step-down.")
            }
            P::RepeatShareAfterStepDown(_) => {
                row("Repeat after step-down", Share, 0.0, 0.9, "Chance of a further request after step-down.")
            }
            P::RepeatDays(_) => row("Days to the further request", Days, 0.0, 3_650.0, "How long after leaving it comes, on average."),
            P::LatentRequestsPerYear(_) => {
                row("Latent requests", PerYear, 0.0, 100_000.0, "Requests not made today that would be if there were a London home.")
            }
            P::BoroughMix => row(
                "Spread over boroughs",
                Number,
                0.01,
                1_000.0,
                "How evenly requests are spread over the 33 authorities: a smaller figure is more uneven.",
            ),
            P::OffersPerYear(_) => {
                row("Offers from elsewhere", PerYear, 0.0, 100_000.0, "Places that the rest of the country offers to London children.")
            }
            P::ScottishOfferShare => row("Offers from Scotland", Share, 0.0, 1.0, "Share of welfare offers that come from Scotland."),
            P::ScottishOffersEnd => row("Scottish offers end", None, 0.0, 0.0, "First month without offers from Scotland."),
            P::CompetingRequests => {
                row("Competing requests", Number, 0.0, 100_000.0, "Requests from the rest of the country that compete for each offer.")
            }
            P::RoadFactor => row("Road miles per straight mile", Number, 1.0, 3.0, "Turns straight lines into road distance."),
            P::RivalGroups => row("Rival groups", Count, 1.0, 1_000.0, "Groups that affiliated children belong to."),
            P::ConflictProbability => row(
                "Chance of conflict",
                Share,
                0.0,
                1.0,
                "Chance that two affiliated children of different groups cannot live in one home.",
            ),
            P::PriorityUnder14 => row("Under-14s first", None, 0.0, 0.0, "Whether children under 14 go first on the waiting list."),
            P::BespokeShare => row("Bespoke care", Share, 0.0, 1.0, "Share of waiting and unplaced children in bespoke wraparound care."),
            P::WaitingList => row("Waiting list", None, 0.0, 0.0, "Whether homes share one waiting list or keep separate catchments."),
            P::PlacementRule => row("Placement rule", None, 0.0, 0.0, "Which home takes a child when several could."),
            P::HomeBeds => row("Beds", Beds, 0.0, 2_000.0, "Beds of a home by kind."),
            P::HomeSite => row("Site", None, 0.0, 0.0, "Where a home stands."),
            P::HomeOpens => row("Opens", None, 0.0, 0.0, "First month of a home."),
            P::HomeCloses => row("Closes", None, 0.0, 0.0, "First month without admissions."),
            P::RampUpMonths => row("Ramp-up", Months, 0.0, 120.0, "Months from opening until the last bed opens."),
            P::StaffedShare => row("Staffed share", Share, 0.05, 1.0, "Share of beds that can be used on average."),
            P::MeanClosureDays => row("Mean closure", Days, 1.0, 3_650.0, "Mean days a closed bed stays closed."),
            P::DeclineShare => row("Declines", Share, 0.0, 1.0, "Chance that a home declines a particular child."),
            P::HomeAccepts => row("Accepts", None, 0.0, 0.0, "Sexes and ages a home accepts."),
            P::StepDownPlaces => row("Step-down places", Beds, 0.0, 2_000.0, "Places of a step-down unit."),
            P::StepDownStay => row("Step-down stay", Days, 0.0, 3_650.0, "Days in step-down."),
            P::StepDownFromElsewhere => {
                row("Takes children from elsewhere", None, 0.0, 0.0, "Whether children leaving placements elsewhere may step down here.")
            }
            P::StepDownWhenFull => row(
                "When step-down is full",
                Days,
                0.0,
                3_650.0,
                "Whether a child leaves directly or stays in the secure bed, and for how long.",
            ),
            P::OpenFacilityPlaces => {
                row("Open facility places", Beds, 0.0, 2_000.0, "Places of the open facility, shared by step-down and prevention.")
            }
            P::OpenFacilityStepDownStay => {
                row("Step-down stay in the open facility", Days, 0.0, 3_650.0, "Days of a child who steps down there.")
            }
            P::DivertibleShare => row(
                "Could come here instead",
                Share,
                0.0,
                1.0,
                "Share of children about to be requested for welfare who could come to the open facility.",
            ),
            P::PreventsShare => row("Requests prevented", Share, 0.0, 1.0, "Share of those for whom no request follows."),
            P::PreventionStay => row("Prevention stay", Days, 0.0, 3_650.0, "Days of a child who comes instead of being requested."),
            P::RunStart => row("Start", None, 0.0, 0.0, "First month of the reported horizon."),
            P::WarmUpYears => row("Warm-up", Years, 0.0, 100.0, "Years simulated first and thrown away."),
            P::HorizonYears => row("Horizon", Years, 0.01, 100.0, "Years reported."),
            P::Replications => row("Replications", Count, 1.0, 1_000_000.0, "Possible futures that are simulated."),
            P::Seed => row("Seed", Count, 0.0, 9_007_199_254_740_992.0, "The same seed gives the same children."),
            P::TodayPlaced => {
                row("Children in placement today", Count, 0.0, 30_000.0, "Children in placement on the first day, and for how long.")
            }
            P::TodayOpen => row("Requests open today", Count, 0.0, 30_000.0, "Requests open on the first day, and for how long."),
            P::PriceYear => row("Price year", Count, 1990.0, 2100.0, "The year in whose pounds all prices are."),
            P::Cost(figure) => figure.spec(),
            P::BespokePaid => row("What the price of bespoke care pays for", None, 0.0, 0.0, "A week, or a year as the review prints it."),
            P::PaidBy(group) => row(group.bill(), Share, 0.0, 1.0, "Who pays: boroughs pay what the others leave."),
            P::OptionCapital => row(
                "Cost of building the option",
                Pounds,
                0.0,
                10_000_000_000.0,
                "Land and building of the whole option, optimism bias left out; without it, so much a place.",
            ),
        }
    }

    /// The field's path in the scenario file; options and homes stand as `*`.
    pub fn path(self) -> String {
        use ParameterId as P;
        let field = match self {
            P::RequestsPerYear(_) => "requests_per_year",
            P::AnnualGrowth(_) => "annual_growth",
            P::Seasonality(_) => "seasonality",
            P::BetweenYearCv(_) => "between_year_cv",
            P::LengthOfStayFamily(_) => "length_of_stay.family",
            P::LengthOfStayMeanDays(_) => "length_of_stay.mean_days",
            P::LengthOfStayCv(_) => "length_of_stay.cv",
            P::LengthOfStayMinimumDays(_) => "length_of_stay.minimum_days",
            P::NotProceedingShare(_) => "not_proceeding_share",
            P::NotProceedingDays(_) => "not_proceeding_days",
            P::Patience(_) => "patience",
            P::FemaleShare(_) => "female_share",
            P::AgeWeights(_) => "age_weights",
            P::UnsuitableForLondonShare(_) => "unsuitable_for_london_share",
            P::GangAffiliatedShareBoys(_) => "gang_affiliated_share_boys",
            P::GangAffiliatedShareGirls(_) => "gang_affiliated_share_girls",
            P::IntensiveSupportShare(_) => "intensive_support_share",
            P::BedsClosedEach(_) => "beds_closed_each",
            P::StepDownNeedShare(_) => "step_down_need_share",
            P::RepeatShareDirect(_) => "repeat_share_direct",
            P::RepeatShareAfterStepDown(_) => "repeat_share_after_step_down",
            P::RepeatDays(_) => "repeat_days",
            P::LatentRequestsPerYear(_) => "latent_requests_per_year",
            P::BoroughMix => "demand.borough_mix",
            P::OffersPerYear(stream) => return format!("elsewhere.{}", stream.key()),
            P::ScottishOfferShare => "elsewhere.scottish_offer_share",
            P::ScottishOffersEnd => "elsewhere.scottish_offers_end",
            P::CompetingRequests => "elsewhere.competing_requests",
            P::RoadFactor => "elsewhere.road_factor",
            P::RivalGroups => "pathway.rival_groups",
            P::ConflictProbability => "pathway.conflict_probability",
            P::PriorityUnder14 => "pathway.priority_under_14",
            P::BespokeShare => "pathway.bespoke_share",
            P::WaitingList => "options.*.waiting_list",
            P::PlacementRule => "options.*.placement_rule",
            P::HomeBeds => "options.*.homes.*.beds",
            P::HomeSite => "options.*.homes.*.site",
            P::HomeOpens => "options.*.homes.*.opens",
            P::HomeCloses => "options.*.homes.*.closes",
            P::RampUpMonths => "options.*.homes.*.ramp_up_months",
            P::StaffedShare => "options.*.homes.*.staffed_share",
            P::MeanClosureDays => "options.*.homes.*.mean_closure_days",
            P::DeclineShare => "options.*.homes.*.decline_share",
            P::HomeAccepts => "options.*.homes.*.accepts",
            P::StepDownPlaces => "options.*.step_down_units.*.places",
            P::StepDownStay => "options.*.step_down_units.*.stay",
            P::StepDownFromElsewhere => "options.*.step_down_units.*.accepts_from_elsewhere",
            P::StepDownWhenFull => "options.*.step_down_units.*.when_full",
            P::OpenFacilityPlaces => "options.*.open_facility.places",
            P::OpenFacilityStepDownStay => "options.*.open_facility.step_down_stay",
            P::DivertibleShare => "options.*.open_facility.divertible_share",
            P::PreventsShare => "options.*.open_facility.prevents_share",
            P::PreventionStay => "options.*.open_facility.prevention_stay",
            P::RunStart => "run.start",
            P::WarmUpYears => "run.warm_up_years",
            P::HorizonYears => "run.horizon_years",
            P::Replications => "run.replications",
            P::Seed => "run.seed",
            P::TodayPlaced => "today.placed",
            P::TodayOpen => "today.open",
            P::PriceYear => "costs.price_year",
            P::Cost(figure) => return format!("costs.figures.{figure:?}.central"),
            P::BespokePaid => "costs.bespoke_paid",
            P::PaidBy(group) => return format!("costs.paid_by.{group:?}"),
            P::OptionCapital => "options.*.capital_pounds",
        };
        match self.stream() {
            Some(stream) => format!("demand.{}.{field}", stream.key()),
            None => field.to_owned(),
        }
    }

    /// The figure in a scenario; nothing for parameters that are not one number there.
    pub fn value(self, scenario: &Scenario) -> Option<f64> {
        use ParameterId as P;
        let demand = self.stream().map(|stream| scenario.demand.stream(stream));
        let (elsewhere, pathway, run) = (&scenario.elsewhere, &scenario.pathway, &scenario.run);
        Some(match self {
            P::RequestsPerYear(_) => demand?.requests_per_year,
            P::AnnualGrowth(_) => demand?.annual_growth,
            P::BetweenYearCv(_) => demand?.between_year_cv,
            P::LengthOfStayMeanDays(_) => demand?.length_of_stay.mean_days,
            P::LengthOfStayCv(_) => demand?.length_of_stay.cv,
            P::LengthOfStayMinimumDays(_) => demand?.length_of_stay.minimum_days,
            P::NotProceedingShare(_) => demand?.not_proceeding_share,
            P::NotProceedingDays(_) => demand?.not_proceeding_days,
            P::Patience(_) => match demand?.patience {
                Patience::MeanDays(days) => days,
                Patience::Solved { .. } | Patience::Unlimited => return None,
            },
            P::FemaleShare(_) => demand?.female_share,
            P::UnsuitableForLondonShare(_) => demand?.unsuitable_for_london_share,
            P::GangAffiliatedShareBoys(_) => demand?.gang_affiliated_share_boys,
            P::GangAffiliatedShareGirls(_) => demand?.gang_affiliated_share_girls,
            P::IntensiveSupportShare(_) => demand?.intensive_support_share,
            P::BedsClosedEach(_) => f64::from(demand?.beds_closed_each),
            P::StepDownNeedShare(_) => demand?.step_down_need_share,
            P::RepeatShareDirect(_) => demand?.repeat_share_direct,
            P::RepeatShareAfterStepDown(_) => demand?.repeat_share_after_step_down,
            P::RepeatDays(_) => demand?.repeat_days,
            P::LatentRequestsPerYear(_) => demand?.latent_requests_per_year,
            P::OffersPerYear(stream) => match elsewhere.offers(stream) {
                Offers::PerYear(offers) => offers,
                Offers::Unlimited => return None,
            },
            P::BoroughMix => match scenario.demand.borough_mix {
                BoroughMix::Unknown { shape } => shape,
                BoroughMix::Known(_) | BoroughMix::Counted(_) => return None,
            },
            P::ScottishOfferShare => elsewhere.scottish_offer_share,
            P::CompetingRequests => elsewhere.competing_requests,
            P::RoadFactor => elsewhere.road_factor,
            P::RivalGroups => f64::from(pathway.rival_groups),
            P::ConflictProbability => pathway.conflict_probability,
            P::BespokeShare => pathway.bespoke_share,
            P::WarmUpYears => run.warm_up_years,
            P::HorizonYears => run.horizon_years,
            P::Replications => f64::from(run.replications),
            P::Seed => run.seed as f64,
            P::PriceYear => f64::from(scenario.costs.as_ref()?.price_year),
            P::Cost(figure) => scenario.costs.as_ref()?.figures.get(&figure)?.central,
            _ => return None,
        })
    }

    /// Sets the figure in a scenario; whether there was one to set.
    pub fn set(self, scenario: &mut Scenario, value: f64) -> bool {
        use ParameterId as P;
        if self.value(scenario).is_none() {
            return false;
        }
        if let Some(stream) = self.stream() {
            if let P::OffersPerYear(_) = self {
                *scenario.elsewhere.offers_mut(stream) = Offers::PerYear(value);
                return true;
            }
            let demand = scenario.demand.stream_mut(stream);
            match self {
                P::Patience(_) => demand.patience = Patience::MeanDays(value),
                P::BedsClosedEach(_) => demand.beds_closed_each = value.round() as u32,
                _ => {
                    let field = match self {
                        P::RequestsPerYear(_) => &mut demand.requests_per_year,
                        P::AnnualGrowth(_) => &mut demand.annual_growth,
                        P::BetweenYearCv(_) => &mut demand.between_year_cv,
                        P::LengthOfStayMeanDays(_) => &mut demand.length_of_stay.mean_days,
                        P::LengthOfStayCv(_) => &mut demand.length_of_stay.cv,
                        P::LengthOfStayMinimumDays(_) => &mut demand.length_of_stay.minimum_days,
                        P::NotProceedingShare(_) => &mut demand.not_proceeding_share,
                        P::NotProceedingDays(_) => &mut demand.not_proceeding_days,
                        P::FemaleShare(_) => &mut demand.female_share,
                        P::UnsuitableForLondonShare(_) => &mut demand.unsuitable_for_london_share,
                        P::GangAffiliatedShareBoys(_) => &mut demand.gang_affiliated_share_boys,
                        P::GangAffiliatedShareGirls(_) => &mut demand.gang_affiliated_share_girls,
                        P::IntensiveSupportShare(_) => &mut demand.intensive_support_share,
                        P::StepDownNeedShare(_) => &mut demand.step_down_need_share,
                        P::RepeatShareDirect(_) => &mut demand.repeat_share_direct,
                        P::RepeatShareAfterStepDown(_) => &mut demand.repeat_share_after_step_down,
                        P::RepeatDays(_) => &mut demand.repeat_days,
                        P::LatentRequestsPerYear(_) => &mut demand.latent_requests_per_year,
                        _ => return false,
                    };
                    *field = value;
                }
            }
            return true;
        }
        match self {
            P::BoroughMix => scenario.demand.borough_mix = BoroughMix::Unknown { shape: value },
            P::ScottishOfferShare => scenario.elsewhere.scottish_offer_share = value,
            P::CompetingRequests => scenario.elsewhere.competing_requests = value,
            P::RoadFactor => scenario.elsewhere.road_factor = value,
            P::RivalGroups => scenario.pathway.rival_groups = value.round() as u32,
            P::ConflictProbability => scenario.pathway.conflict_probability = value,
            P::BespokeShare => scenario.pathway.bespoke_share = value,
            P::WarmUpYears => scenario.run.warm_up_years = value,
            P::HorizonYears => scenario.run.horizon_years = value,
            P::Replications => scenario.run.replications = value.round() as u32,
            P::Seed => scenario.run.seed = value.round() as u64,
            P::PriceYear | P::Cost(_) => {
                if let Some(costs) = &mut scenario.costs {
                    match self {
                        P::Cost(figure) => costs.set(figure, value),
                        _ => costs.price_year = value.round() as u32,
                    }
                }
            }
            _ => return false,
        }
        true
    }
}

impl fmt::Display for ParameterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path())
    }
}

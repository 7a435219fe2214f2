//! Demand: how many children, why, from where, for how long.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::counts::{self, BoroughCounts};
use super::geography::BOROUGHS;

/// Why a child is placed. Each stream has demand of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stream {
    /// Section 25 of the Children Act 1989.
    #[default]
    Welfare,
    /// On sentence or on remand.
    Justice,
    /// Held between charge and court because no secure accommodation is available.
    PoliceCustody,
}

impl Stream {
    /// Every stream, in the order used everywhere.
    pub const ALL: [Stream; 3] = [Stream::Welfare, Stream::Justice, Stream::PoliceCustody];
    /// How many streams there are.
    pub const COUNT: usize = 3;

    /// Place in [`Stream::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// The word in keys of the machine-readable output and in parameter paths.
    pub fn key(self) -> &'static str {
        match self {
            Stream::Welfare => "welfare",
            Stream::Justice => "justice",
            Stream::PoliceCustody => "police_custody",
        }
    }

    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            Stream::Welfare => "Welfare",
            Stream::Justice => "Justice",
            Stream::PoliceCustody => "Police custody",
        }
    }
}

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// All requests for secure placements of London children.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// Welfare placements.
    pub welfare: StreamDemand,
    /// Justice placements.
    pub justice: StreamDemand,
    /// Children in police custody; 0 requests a year until someone supplies a figure.
    pub police_custody: StreamDemand,
    /// How requests are spread over the 33 authorities.
    pub borough_mix: BoroughMix,
}

impl Demand {
    /// The demand of one stream.
    pub fn stream(&self, stream: Stream) -> &StreamDemand {
        match stream {
            Stream::Welfare => &self.welfare,
            Stream::Justice => &self.justice,
            Stream::PoliceCustody => &self.police_custody,
        }
    }

    /// The demand of one stream, to be changed.
    pub fn stream_mut(&mut self, stream: Stream) -> &mut StreamDemand {
        match stream {
            Stream::Welfare => &mut self.welfare,
            Stream::Justice => &mut self.justice,
            Stream::PoliceCustody => &mut self.police_custody,
        }
    }
}

/// The demand of one stream. Shares are 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StreamDemand {
    /// Requests a year at the start of the horizon.
    pub requests_per_year: f64,
    /// Growth of requests a year, compounding from the start of the horizon; the warm-up stays at the start's level.
    pub annual_growth: f64,
    /// Twelve weights, January first; only their proportions count.
    pub seasonality: [f64; 12],
    /// Coefficient of variation of the gamma multiplier that each calendar year draws.
    pub between_year_cv: f64,
    /// Admission to discharge from the secure home.
    pub length_of_stay: LengthOfStay,
    /// Share of requests that never come to need a place (order refused, child found).
    pub not_proceeding_share: f64,
    /// Mean days such a request stays open, exponential.
    pub not_proceeding_days: f64,
    /// How long a genuine request waits before it is withdrawn for want of a place.
    pub patience: Patience,
    /// Share of girls.
    pub female_share: f64,
    /// Weights of ages 10 to 17.
    pub age_weights: [f64; 8],
    /// Share of children for whom a placement in London would not be suitable.
    pub unsuitable_for_london_share: f64,
    /// Share of boys affiliated to a gang.
    pub gang_affiliated_share_boys: f64,
    /// Share of girls affiliated to a gang.
    pub gang_affiliated_share_girls: f64,
    /// Share of children who need the beds beside them kept empty.
    pub intensive_support_share: f64,
    /// How many beds stay empty beside each such child.
    pub beds_closed_each: u32,
    /// Share of children who need a step-down place at the end of the secure stay.
    pub step_down_need_share: f64,
    /// Chance of a further request after leaving without step-down.
    pub repeat_share_direct: f64,
    /// Chance of a further request after step-down.
    pub repeat_share_after_step_down: f64,
    /// Mean days from leaving to the further request, exponential.
    pub repeat_days: f64,
    /// Requests a year that are not made today but would be if there were a London home.
    pub latent_requests_per_year: f64,
}

/// The lowest and highest age of a child in the model, years.
pub const AGES: std::ops::RangeInclusive<u8> = 10..=17;

/// A length of stay, given by what people know of it: its mean and spread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LengthOfStay {
    /// The shape of the distribution.
    pub family: StayFamily,
    /// Mean of the whole stay, minimum included, days.
    pub mean_days: f64,
    /// Coefficient of variation of the whole stay, minimum included. Exponential: follows from mean and minimum; fixed: none.
    pub cv: f64,
    /// Shortest stay, days.
    pub minimum_days: f64,
}

/// The families of length of stay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum StayFamily {
    /// Minimum plus an exponential time.
    Exponential,
    /// Minimum plus a gamma time.
    Gamma,
    /// Minimum plus a Weibull time.
    Weibull,
    /// Minimum plus a lognormal time.
    Lognormal,
    /// Every stay is the mean.
    Fixed,
    /// One of a list of observed stays, days, each as likely as the next; mean, spread and minimum are the list's own.
    Empirical(Vec<f64>),
}

impl StayFamily {
    /// The word on screen.
    pub fn label(&self) -> &'static str {
        match self {
            StayFamily::Exponential => "exponential",
            StayFamily::Gamma => "gamma",
            StayFamily::Weibull => "Weibull",
            StayFamily::Lognormal => "lognormal",
            StayFamily::Fixed => "fixed",
            StayFamily::Empirical(_) => "observed stays",
        }
    }
}

/// How long a genuine request waits for a place before it is withdrawn; exponential.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Patience {
    /// Solved so that *as now* keeps this many requests open on an average day; see [`crate::model::calibration`].
    Solved {
        /// Requests open on an average day, those that will not proceed included.
        open_requests: f64,
    },
    /// A stated mean, days.
    MeanDays(f64),
    /// A request waits as long as it takes.
    Unlimited,
}

/// How requests are spread over the boroughs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum BoroughMix {
    /// Shares by borough name; they need not add up to one, only their proportions count.
    Known(BTreeMap<String, f64>),
    /// Welfare requests that each borough counted in a year, as far as they may be written down: small counts only as a band.
    Counted(BoroughCounts),
    /// Each replication draws every borough's propensity from a gamma distribution times its population aged 10 to 17.
    Unknown {
        /// Shape of the gamma distribution: smaller means more uneven.
        shape: f64,
    },
}

impl BoroughMix {
    /// The weight of each borough in the order of [`BOROUGHS`], with so many requests a year; none where it is not known which ask.
    pub fn weights(&self, requests_per_year: f64) -> Option<Vec<f64>> {
        match self {
            BoroughMix::Known(shares) => Some(BOROUGHS.iter().map(|borough| shares.get(&borough.name).copied().unwrap_or(0.0)).collect()),
            BoroughMix::Counted(counts) => Some(counts::weights(counts, requests_per_year)),
            BoroughMix::Unknown { .. } => None,
        }
    }
}

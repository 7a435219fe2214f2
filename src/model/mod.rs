//! What is described: demand, provision, the pathway between them. Plain data and arithmetic; no chance, no files.

pub mod appraisal;
pub mod calibration;
pub mod costs;
pub mod counts;
pub mod demand;
pub mod elsewhere;
pub mod evidence;
pub mod geography;
pub mod membership;
pub mod parameter;
pub mod personal;
pub mod provision;
pub mod range;
pub mod register;
pub mod scenario;
pub mod source;
pub mod time;
pub mod today;
mod unranged;
pub mod validate;

pub use appraisal::{Appraisal, Criterion};
pub use costs::{CostFigure, CostGroup, CostKind, Costs, Payer};
pub use counts::{BoroughCount, BoroughCounts};
pub use demand::{BoroughMix, Demand, LengthOfStay, Patience, StayFamily, Stream, StreamDemand};
pub use elsewhere::{Elsewhere, Offers};
pub use membership::Membership;
pub use parameter::{ParameterId, ParameterSpec, Unit};
pub use provision::{
    Accepts, BedKind, Home, LinkedHome, OpenFacility, OptionColour, Outage, PlacementRule, ProvisionOption, Sexes, Site, StepDownUnit,
    WaitingList, WhenFull,
};
pub use range::{Range, RangeShape};
pub use register::{Assurance, AssuranceState, Rating, RegisterEntry, Role};
pub use scenario::{FORMAT_VERSION, Pathway, RunSettings, Scenario};
pub use source::Source;
pub use time::{DAYS_PER_MONTH, DAYS_PER_YEAR, YearMonth};
pub use today::{ElapsedBand, OpenToday, PlaceToday, PlacedToday, Today};
pub use validate::{Problem, ValidScenario};

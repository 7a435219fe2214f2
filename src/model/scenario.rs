//! A scenario: everything one file holds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::appraisal::Appraisal;
use super::costs::Costs;
use super::demand::Demand;
use super::elsewhere::Elsewhere;
use super::membership::Membership;
use super::parameter::ParameterId;
use super::provision::ProvisionOption;
use super::range::Range;
use super::register::{Assurance, RegisterEntry};
use super::source::Source;
use super::time::{DAYS_PER_YEAR, YearMonth};
use super::today::Today;

/// The version of the scenario format that this program writes.
pub const FORMAT_VERSION: u32 = 3;

/// Demand, the rest of the country, the options and how to run them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Version of the file format.
    pub format_version: u32,
    /// Name on screen and in every output.
    pub name: String,
    /// The question the scenario asks, in a sentence or two.
    #[serde(default)]
    pub description: String,
    /// What officers want to remember: remarks live here, because comments vanish at the first save.
    #[serde(default)]
    pub note: String,
    /// How far the scenario has been assured.
    #[serde(default)]
    pub assurance: Assurance,
    /// Requests for placements.
    pub demand: Demand,
    /// Offers from the rest of the country.
    pub elsewhere: Elsewhere,
    /// Rules that hold in every option.
    pub pathway: Pathway,
    /// The options; the first is *as now*.
    pub options: Vec<ProvisionOption>,
    /// How the authorities share what the London homes cost them together.
    #[serde(default, skip_serializing_if = "Membership::is_default")]
    pub membership: Membership,
    /// How the simulation is run.
    pub run: RunSettings,
    /// Where things stand on the day the run starts; without it a warm-up brings the run to where things stand in the long run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub today: Option<Today>,
    /// What things cost and who pays; none where nobody has said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub costs: Option<Costs>,
    /// Where each figure comes from; a figure without an entry counts as assumed.
    #[serde(default)]
    pub sources: BTreeMap<ParameterId, Source>,
    /// What the uncertain figures may be.
    #[serde(default)]
    pub ranges: BTreeMap<ParameterId, Range>,
    /// What is judged of the uncertain figures.
    #[serde(default)]
    pub register: BTreeMap<ParameterId, RegisterEntry>,
    /// How the options are judged against the review's eight criteria, once anybody has begun.
    #[serde(default, skip_serializing_if = "Appraisal::is_empty")]
    pub appraisal: Appraisal,
    /// What officers wrote for readers who do not see a chart, by the chart's id; without an entry the program's own words stand.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub alternative_texts: BTreeMap<String, String>,
}

impl Scenario {
    /// The option with this id.
    pub fn option(&self, id: &str) -> Option<&ProvisionOption> {
        self.options.iter().find(|option| option.id == id)
    }

    /// Indices of the options that are not hidden.
    pub fn shown_options(&self) -> Vec<usize> {
        (0..self.options.len()).filter(|option| !self.options[*option].hidden).collect()
    }

    /// What the answer depends on: the scenario without its names, notes, prices, sources, ranges, judgements, appraisal and colours, the
    /// options in the order of their ids.
    /// Two scenarios for which this is equal have the same answer, option by option.
    pub fn run_inputs(&self) -> Scenario {
        let mut inputs = self.clone();
        (inputs.name, inputs.description, inputs.note) = (String::new(), String::new(), String::new());
        (inputs.assurance, inputs.sources, inputs.register) = (Assurance::default(), BTreeMap::new(), BTreeMap::new());
        inputs.ranges = BTreeMap::new();
        inputs.costs = None;
        inputs.appraisal = Appraisal::default();
        inputs.membership = Membership::default();
        inputs.alternative_texts.clear();
        for option in &mut inputs.options {
            option.name.clear();
            option.note.clear();
            option.colour = None;
            option.hidden = false;
            option.capital_pounds = None;
            option.source = Source::Assumed { why: String::new() };
            option.homes.iter_mut().for_each(|home| {
                home.name.clear();
                home.site.name.clear();
            });
            option.step_down_units.iter_mut().for_each(|unit| unit.name.clear());
        }
        inputs.options.sort_by(|a, b| a.id.cmp(&b.id));
        inputs
    }

    /// What an assurance is of: what the answer depends on, and with it prices, ranges, the rule that shares bills and the marks of the appraisal.
    pub fn assured_inputs(&self) -> Scenario {
        let mut inputs = self.run_inputs();
        (inputs.costs, inputs.ranges) = (self.costs.clone(), self.ranges.clone());
        (inputs.membership, inputs.appraisal) = (self.membership.clone(), self.appraisal.clone());
        for option in &mut inputs.options {
            option.capital_pounds = self.option(&option.id).and_then(|described| described.capital_pounds);
        }
        inputs
    }
}

/// Rules that hold in every option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pathway {
    /// Groups that affiliated children belong to, each as likely as the next.
    pub rival_groups: u32,
    /// Chance that two affiliated children of different groups cannot live in one home.
    pub conflict_probability: f64,
    /// Whether children under 14 go before older ones on the waiting list.
    pub priority_under_14: bool,
    /// Share of waiting children, and of children whose request was withdrawn for want of a place, in bespoke wraparound care.
    pub bespoke_share: f64,
}

/// How the simulation is run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunSettings {
    /// First month of the reported horizon.
    pub start: YearMonth,
    /// Years simulated before it and thrown away.
    pub warm_up_years: f64,
    /// Years reported.
    pub horizon_years: f64,
    /// Simulated histories.
    pub replications: u32,
    /// First part of the key of every draw.
    pub seed: u64,
}

impl RunSettings {
    /// Days of warm-up: the horizon starts on this day of the clock.
    pub fn warm_up_days(&self) -> f64 {
        self.warm_up_years * DAYS_PER_YEAR
    }

    /// Days reported.
    pub fn horizon_days(&self) -> f64 {
        self.horizon_years * DAYS_PER_YEAR
    }

    /// Day of the clock on which everything ends.
    pub fn end_day(&self) -> f64 {
        self.warm_up_days() + self.horizon_days()
    }

    /// Day of the clock on which a calendar month starts; negative before the warm-up.
    pub fn clock_day(&self, month: YearMonth) -> f64 {
        self.warm_up_days() + month.days_since(self.start)
    }
}

//! Provision: what London could build.

use serde::{Deserialize, Serialize};

use super::demand::{LengthOfStay, Stream};
use super::source::Source;
use super::time::YearMonth;

/// One proposal for provision. The first option of a scenario is always *as now*.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProvisionOption {
    /// Short name for the command line and the output; lower-case letters, digits and hyphens.
    pub id: String,
    /// Name on screen.
    pub name: String,
    /// What the option is and why it is here.
    #[serde(default)]
    pub note: String,
    /// Its colour on screen; none: the next of the palette.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<OptionColour>,
    /// Whether it is left out of comparisons.
    #[serde(default, skip_serializing_if = "is_false")]
    pub hidden: bool,
    /// Where the option comes from.
    pub source: Source,
    /// Whether the homes share one waiting list.
    #[serde(default)]
    pub waiting_list: WaitingList,
    /// Which home a child goes to when several could take them.
    #[serde(default)]
    pub placement_rule: PlacementRule,
    /// Secure children's homes in or near London.
    #[serde(default)]
    pub homes: Vec<Home>,
    /// Step-down units.
    #[serde(default)]
    pub step_down_units: Vec<StepDownUnit>,
    /// A specialised open (not secure) facility.
    #[serde(default)]
    pub open_facility: Option<OpenFacility>,
    /// Pounds that land and building are said to cost, optimism bias left out; none: so much a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capital_pounds: Option<f64>,
}

impl ProvisionOption {
    /// Whether it has any place to step down to; the open facility takes such children too.
    pub fn has_step_down(&self) -> bool {
        self.step_down_units.iter().any(|unit| unit.places > 0) || self.open_facility.as_ref().is_some_and(|facility| facility.places > 0)
    }
}

fn is_false(value: &bool) -> bool {
    !value
}

/// A colour that tells options apart. The order is that of the palette: neighbours differ most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum OptionColour {
    /// Dark blue.
    Blue,
    /// Blue-green.
    Teal,
    /// Dark pink.
    Plum,
    /// Orange.
    Orange,
    /// Dark grey.
    Grey,
    /// Light purple.
    Lilac,
}

impl OptionColour {
    /// Every colour, in the order of the palette.
    pub const ALL: [OptionColour; 6] =
        [OptionColour::Blue, OptionColour::Teal, OptionColour::Plum, OptionColour::Orange, OptionColour::Grey, OptionColour::Lilac];

    /// The word on screen.
    pub fn label(self) -> &'static str {
        match self {
            OptionColour::Blue => "Blue",
            OptionColour::Teal => "Teal",
            OptionColour::Plum => "Plum",
            OptionColour::Orange => "Orange",
            OptionColour::Grey => "Grey",
            OptionColour::Lilac => "Lilac",
        }
    }
}

/// Whether homes share one waiting list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum WaitingList {
    /// Any home may take any child on the list.
    #[default]
    Shared,
    /// Each request may only use the home nearest its borough.
    SeparateCatchments,
}

impl WaitingList {
    /// What it is, within a sentence.
    pub fn label(self) -> &'static str {
        match self {
            WaitingList::Shared => "one shared by all homes",
            WaitingList::SeparateCatchments => "a catchment for each home",
        }
    }
}

/// Which home takes a child when several could.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlacementRule {
    /// The home nearest the child's borough.
    #[default]
    Nearest,
    /// The home with most free beds of the child's kind, ties to the first home.
    MostFreeBeds,
}

impl PlacementRule {
    /// What it is, within a sentence.
    pub fn label(self) -> &'static str {
        match self {
            PlacementRule::Nearest => "nearest home",
            PlacementRule::MostFreeBeds => "home with most free beds",
        }
    }
}

/// A secure children's home.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Home {
    /// Short name, unique within the option; the same id in two options is the same home and meets the same chance.
    pub id: String,
    /// Name on screen.
    pub name: String,
    /// Where it stands.
    pub site: Site,
    /// Beds for welfare placements only.
    #[serde(default)]
    pub welfare_beds: u32,
    /// Beds for justice placements and children from police custody only.
    #[serde(default)]
    pub justice_beds: u32,
    /// Beds that any stream may use once its own are full.
    #[serde(default)]
    pub either_beds: u32,
    /// First month; none means open throughout, warm-up included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<YearMonth>,
    /// First month without admissions; children already there stay to the end of their placement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<YearMonth>,
    /// A time without admissions, after which the home goes on as before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outage: Option<Outage>,
    /// Months from opening until the last bed opens; beds open one by one, evenly.
    #[serde(default)]
    pub ramp_up_months: f64,
    /// Share of beds that can be used on average; the rest are closed for a while, bed by bed.
    #[serde(default = "one")]
    pub staffed_share: f64,
    /// Mean days a closed bed stays closed, exponential.
    #[serde(default = "thirty")]
    pub mean_closure_days: f64,
    /// Chance that the home declines a particular child.
    #[serde(default)]
    pub decline_share: f64,
    /// Which children the home accepts.
    #[serde(default)]
    pub accepts: Accepts,
}

fn one() -> f64 {
    1.0
}

fn thirty() -> f64 {
    30.0
}

impl Home {
    /// A home open throughout that takes every child, at one of the illustrative sites.
    pub fn plain(id: &str, name: &str, site: Site, welfare_beds: u32, justice_beds: u32) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            site,
            welfare_beds,
            justice_beds,
            either_beds: 0,
            opens: None,
            closes: None,
            outage: None,
            ramp_up_months: 0.0,
            staffed_share: 1.0,
            mean_closure_days: 30.0,
            decline_share: 0.0,
            accepts: Accepts::default(),
        }
    }

    /// Beds of one kind.
    pub fn beds(&self, kind: BedKind) -> u32 {
        match kind {
            BedKind::Welfare => self.welfare_beds,
            BedKind::Justice => self.justice_beds,
            BedKind::Either => self.either_beds,
        }
    }

    /// All beds.
    pub fn total_beds(&self) -> u32 {
        self.welfare_beds + self.justice_beds + self.either_beds
    }
}

/// A time in which a home takes nobody; children already there stay to the end of their placement.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outage {
    /// First month without admissions.
    pub from: YearMonth,
    /// How long, months.
    pub months: f64,
}

/// Which children a bed is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum BedKind {
    /// Welfare placements.
    Welfare,
    /// Justice placements and children from police custody.
    Justice,
    /// Any stream.
    Either,
}

impl BedKind {
    /// Every kind, in the order used everywhere.
    pub const ALL: [BedKind; 3] = [BedKind::Welfare, BedKind::Justice, BedKind::Either];

    /// The kind that is a stream's own. Children from police custody are held on criminal matters, so their own kind is justice.
    pub fn own(stream: Stream) -> BedKind {
        match stream {
            Stream::Welfare => BedKind::Welfare,
            Stream::Justice | Stream::PoliceCustody => BedKind::Justice,
        }
    }

    /// The streams whose children may have such a bed.
    pub fn streams(self) -> &'static [Stream] {
        match self {
            BedKind::Welfare => &[Stream::Welfare],
            BedKind::Justice => &[Stream::Justice, Stream::PoliceCustody],
            BedKind::Either => &Stream::ALL,
        }
    }

    /// Place in [`BedKind::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// The word in keys of the machine-readable output.
    pub fn key(self) -> &'static str {
        match self {
            BedKind::Welfare => "welfare",
            BedKind::Justice => "justice",
            BedKind::Either => "either",
        }
    }
}

/// Where a home stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Name on screen; says "illustrative" where nobody has chosen the site.
    pub name: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

/// Which children a home accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepts {
    /// Girls, boys or both.
    pub sexes: Sexes,
    /// Youngest age.
    pub youngest_years: u8,
    /// Oldest age.
    pub oldest_years: u8,
}

impl Default for Accepts {
    fn default() -> Self {
        Self { sexes: Sexes::Both, youngest_years: 10, oldest_years: 17 }
    }
}

/// The sexes a home accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sexes {
    /// Girls and boys.
    Both,
    /// Girls only.
    Girls,
    /// Boys only.
    Boys,
}

/// A unit where children move on from a secure placement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepDownUnit {
    /// Short name, unique within the option.
    pub id: String,
    /// Name on screen.
    pub name: String,
    /// The home whose children it takes; a linked unit opens and closes with its home.
    pub linked_home: LinkedHome,
    /// Places.
    pub places: u32,
    /// Days in step-down.
    pub stay: LengthOfStay,
    /// Whether children leaving placements elsewhere may move here.
    #[serde(default)]
    pub accepts_from_elsewhere: bool,
    /// What happens to a child who is ready when the unit is full.
    pub when_full: WhenFull,
}

/// The home a step-down unit is linked to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkedHome {
    /// Children from any London home.
    Any,
    /// Children from the home with this id.
    Home(String),
}

/// What happens to a child ready for step-down when no place is free.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum WhenFull {
    /// Leaves without step-down.
    LeaveDirect,
    /// Stays in the secure bed until a place frees, then leaves without step-down after so many days; no limit if none is given.
    StayInSecure {
        /// Longest such stay, days.
        max_days: Option<f64>,
    },
}

/// A specialised open facility: not secure; its places serve step-down and prevention alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenFacility {
    /// Places.
    pub places: u32,
    /// Days of a child who steps down here.
    pub step_down_stay: LengthOfStay,
    /// Share of children about to be requested for welfare who could come here instead.
    pub divertible_share: f64,
    /// Share of those who come for whom no request follows.
    pub prevents_share: f64,
    /// Days of a child who comes instead of being requested.
    pub prevention_stay: LengthOfStay,
}

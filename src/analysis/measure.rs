//! What is measured: one row a measure, with its key, label, unit, better direction and formula.

use super::values::StreamSums;
use crate::model::{BedKind, Scenario, Stream, Today};

/// How a measure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureUnit {
    /// A number of children, requests or beds on an average day.
    Children,
    /// So many a year.
    PerYear,
    /// Days.
    Days,
    /// 0 to 1, percent on screen.
    Share,
    /// Miles.
    Miles,
    /// Pounds at the scenario's price year.
    Pounds,
    /// Millions of them.
    MillionPounds,
}

/// Which way is better for children.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither: an output to look at, not to judge by.
    Neither,
}

/// A measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureSpec {
    /// Key in the machine-readable output.
    pub key: String,
    /// Name on screen, sentence case.
    pub label: String,
    /// How it is written.
    pub unit: MeasureUnit,
    /// Which way is better.
    pub better: Better,
    /// The stream it is of; none: of all children, or of the option's beds.
    pub stream: Option<Stream>,
    /// The measure without its stream: the same word for each.
    pub name: &'static str,
    /// What it means, in a sentence.
    pub definition: &'static str,
    /// How one replication gives it.
    pub formula: &'static str,
}

impl MeasureSpec {
    /// Its label without the stream.
    pub fn title(&self) -> &str {
        match self.stream {
            Some(_) => self.label.rsplit_once(": ").map_or(&self.label, |(title, _)| title),
            None => &self.label,
        }
    }
}

/// The key of a stream's measure, from the measure's name.
pub fn stream_key(name: &str, stream: Stream) -> String {
    if name.starts_with("census_") { format!("{name}_{}", stream.key()) } else { format!("{}_{name}", stream.key()) }
}

/// A measure of a stream or of all together. NaN where there is no value.
pub(super) struct StreamMeasure {
    name: &'static str,
    label: &'static str,
    unit: MeasureUnit,
    better: Better,
    definition: &'static str,
    formula: &'static str,
    /// The formula in numbers.
    pub(super) of: fn(&StreamSums) -> f64,
}

const fn of_stream(
    (name, label): (&'static str, &'static str),
    unit: MeasureUnit,
    better: Better,
    (definition, formula): (&'static str, &'static str),
    of: fn(&StreamSums) -> f64,
) -> StreamMeasure {
    StreamMeasure { name, label, unit, better, definition, formula, of }
}

const STREAM_MEASURES: [StreamMeasure; 18] = [
    of_stream(
        ("requests_per_year", "Requests"),
        MeasureUnit::PerYear,
        Better::Neither,
        ("Requests made in the years reported.", "requests ÷ years"),
        |s| s.requests / s.years,
    ),
    of_stream(
        ("placements_per_year", "Children placed"),
        MeasureUnit::PerYear,
        Better::Higher,
        ("Children placed in a secure bed, in London or elsewhere.", "placements ÷ years"),
        |s| s.placements() / s.years,
    ),
    of_stream(
        ("withdrawn_per_year", "Requests withdrawn"),
        MeasureUnit::PerYear,
        Better::Lower,
        ("Requests that end without a placement, whatever the reason.", "requests withdrawn ÷ years"),
        |s| (s.not_proceeding + s.no_place) / s.years,
    ),
    of_stream(
        ("not_proceeding_per_year", "Withdrawn: no place needed"),
        MeasureUnit::PerYear,
        Better::Neither,
        ("Requests that end because a secure place is no longer needed; no option changes how many.", "requests not proceeding ÷ years"),
        |s| s.not_proceeding / s.years,
    ),
    of_stream(
        ("no_place_per_year", "Withdrawn for want of a place"),
        MeasureUnit::PerYear,
        Better::Lower,
        (
            "Requests that end because no place was found in the time the child could wait.",
            "requests withdrawn for want of a place ÷ years",
        ),
        |s| s.no_place / s.years,
    ),
    of_stream(
        ("placed_share", "Requests placed"),
        MeasureUnit::Share,
        Better::Higher,
        ("Requests that end in a placement, in London or elsewhere, of all requests.", "placements ÷ requests"),
        |s| s.placements() / s.requests,
    ),
    of_stream(
        ("london_share", "Placed in London"),
        MeasureUnit::Share,
        Better::Higher,
        ("Placements in a London home, of all placements.", "placements in London ÷ placements"),
        |s| s.placed_london / s.placements(),
    ),
    of_stream(
        ("open_requests", "Open requests"),
        MeasureUnit::Children,
        Better::Lower,
        (
            "Requests open on an average day, those that will not need a place included.",
            "(days waiting + days open of requests not proceeding) ÷ days",
        ),
        |s| s.on_average_day(s.not_proceeding_days + s.waiting_days),
    ),
    of_stream(
        ("waiting", "Waiting for a place"),
        MeasureUnit::Children,
        Better::Lower,
        ("Children waiting for a place on an average day.", "days waited by all children ÷ days"),
        |s| s.on_average_day(s.waiting_days),
    ),
    of_stream(
        ("mean_wait_days", "Mean wait"),
        MeasureUnit::Days,
        Better::Lower,
        ("Days from request to placement, on average over the children placed.", "days waited by children placed ÷ placements"),
        |s| s.wait_days / s.placements(),
    ),
    of_stream(
        ("p90_wait_days", "Wait of nine in ten"),
        MeasureUnit::Days,
        Better::Lower,
        ("Nine in ten of the children placed wait no longer than this.", "90th percentile of the waits of children placed"),
        |s| s.p90_wait_days,
    ),
    of_stream(
        ("placed_within_7_days_share", "Placed within 7 days"),
        MeasureUnit::Share,
        Better::Higher,
        ("Children placed within 7 days of the request, of all children placed.", "placements within 7 days ÷ placements"),
        |s| s.within_7_days / s.placements(),
    ),
    of_stream(
        ("mean_distance_miles", "Distance from home"),
        MeasureUnit::Miles,
        Better::Lower,
        ("Miles by road from the home borough to the placement, on average over the children placed.", "sum of miles ÷ placements"),
        |s| s.miles / s.placements(),
    ),
    of_stream(
        ("mean_stay_days", "Mean stay in a secure bed"),
        MeasureUnit::Days,
        Better::Neither,
        (
            "Days in secure beds for each placement made; days blocked for want of step-down are in it.",
            "days in London beds and in beds elsewhere ÷ placements",
        ),
        |s| (s.london_days + s.elsewhere_days) / s.placements(),
    ),
    of_stream(
        ("child_miles_per_year", "Miles from home, all children placed in a year"),
        MeasureUnit::PerYear,
        Better::Lower,
        ("Miles from home of all children placed in a year, added up.", "sum of miles ÷ years"),
        |s| s.miles / s.years,
    ),
    of_stream(
        ("bespoke_nights_per_year", "Nights in bespoke care"),
        MeasureUnit::PerYear,
        Better::Lower,
        (
            "Nights in bespoke care of children who wait or whose request was withdrawn for want of a place.",
            "share in bespoke care × (days waited + stays of children without a place) ÷ years",
        ),
        |s| s.bespoke_share * (s.waiting_days + s.unplaced_stay_days) / s.years,
    ),
    of_stream(
        ("all_full_share", "Nights with no London bed free"),
        MeasureUnit::Share,
        Better::Lower,
        ("Share of nights on which no London bed that the stream may use is free.", "days with every usable bed taken ÷ days"),
        |s| s.on_average_day(s.all_full_days),
    ),
    of_stream(
        ("census_london", "Children in London homes"),
        MeasureUnit::Children,
        Better::Higher,
        ("Children in London homes on an average day.", "days in London beds ÷ days"),
        |s| s.on_average_day(s.london_days),
    ),
];

/// The number of children in secure beds elsewhere and in all: written with the stream behind, like the census in London.
const CENSUS_MEASURES: [StreamMeasure; 2] = [
    of_stream(
        ("census_elsewhere", "Children placed elsewhere"),
        MeasureUnit::Children,
        Better::Lower,
        ("Children placed far away, in the rest of the country, on an average day.", "days in beds elsewhere ÷ days"),
        |s| s.on_average_day(s.elsewhere_days),
    ),
    of_stream(
        ("census_total", "Children in secure beds"),
        MeasureUnit::Children,
        Better::Neither,
        ("Children in secure beds on an average day, in London and elsewhere.", "(days in London beds + days in beds elsewhere) ÷ days"),
        |s| s.on_average_day(s.london_days + s.elsewhere_days),
    ),
];

pub(super) fn stream_measures() -> impl Iterator<Item = &'static StreamMeasure> {
    STREAM_MEASURES.iter().chain(&CENSUS_MEASURES)
}

/// Whether a measure has a value for all streams together.
pub(super) fn is_of_all(measure: &StreamMeasure) -> bool {
    measure.name != "all_full_share"
}

/// Pools by kind, and all together.
pub(super) const BED_SCOPES: [Option<BedKind>; 4] = [None, Some(BedKind::Welfare), Some(BedKind::Justice), Some(BedKind::Either)];

const OCCUPIED: (&str, &str) = (
    "Beds in use as a share of the beds that can be used; a bed blocked by a child who is ready to leave is in use.",
    "bed-days in use ÷ usable bed-days",
);
const BLOCKED: (&str, &str) =
    ("Days that secure beds are held by children who are ready for step-down and find no place there.", "bed-days blocked ÷ years");

fn occupancy_spec(kind: Option<BedKind>) -> MeasureSpec {
    let (name, label) = match kind {
        None => ("occupancy", "Occupancy"),
        Some(BedKind::Welfare) => ("welfare_occupancy", "Occupancy of welfare beds"),
        Some(BedKind::Justice) => ("justice_occupancy", "Occupancy of justice beds"),
        Some(BedKind::Either) => ("either_occupancy", "Occupancy of beds for either"),
    };
    spec(name, label, MeasureUnit::Share, Better::Neither, OCCUPIED)
}

fn spec(
    name: &'static str,
    label: &str,
    unit: MeasureUnit,
    better: Better,
    (definition, formula): (&'static str, &'static str),
) -> MeasureSpec {
    MeasureSpec { key: name.into(), label: label.into(), unit, better, stream: None, name, definition, formula }
}

/// What is measured of an option, for the streams reported.
pub fn option_measures(streams: &[Stream]) -> Vec<MeasureSpec> {
    let mut specs = Vec::new();
    for scope in std::iter::once(None).chain(streams.iter().copied().map(Some)) {
        for measure in stream_measures() {
            let StreamMeasure { name, label, unit, better, definition, formula, .. } = *measure;
            let of_all = spec(name, label, unit, better, (definition, formula));
            match scope {
                None if is_of_all(measure) => specs.push(of_all),
                None => {}
                Some(stream) => specs.push(MeasureSpec {
                    key: stream_key(name, stream),
                    label: format!("{label}: {}", stream.label().to_lowercase()),
                    stream: Some(stream),
                    ..of_all
                }),
            }
        }
    }
    specs.extend(BED_SCOPES.map(occupancy_spec));
    let mut push = |name, label, unit, better, meaning| specs.push(spec(name, label, unit, better, meaning));
    push("blocked_bed_days_per_year", "Bed-days blocked for want of step-down", MeasureUnit::PerYear, Better::Lower, BLOCKED);
    let meaning = ("Children in step-down units on an average day.", "days in step-down ÷ days");
    push("step_down_census", "Children in step-down", MeasureUnit::Children, Better::Neither, meaning);
    let meaning = (
        "Children who found no step-down place and left a secure bed without one; no value where there is no step-down.",
        "children refused step-down ÷ years",
    );
    push("step_down_refused_per_year", "Left without the step-down needed", MeasureUnit::PerYear, Better::Lower, meaning);
    let meaning =
        ("Children in the open facility who would otherwise have been requested a secure bed.", "days there in place of a request ÷ days");
    push("open_facility_census", "Children in the open facility instead", MeasureUnit::Children, Better::Neither, meaning);
    let meaning = ("Requests that are never made because the child was helped in the open facility.", "requests prevented ÷ years");
    push("requests_prevented_per_year", "Requests prevented", MeasureUnit::PerYear, Better::Higher, meaning);
    specs
}

/// What is measured of a home.
pub fn home_measures() -> Vec<MeasureSpec> {
    let mut specs: Vec<MeasureSpec> = BED_SCOPES.map(occupancy_spec).into();
    let mut push = |name, label, unit, better, meaning| specs.push(spec(name, label, unit, better, meaning));
    let meaning = ("Children in the home on an average day.", "days in its beds ÷ days");
    push("children", "Children in the home", MeasureUnit::Children, Better::Neither, meaning);
    let meaning = ("Beds of the home that can be used on an average day.", "usable bed-days ÷ days");
    push("usable_beds", "Usable beds", MeasureUnit::Children, Better::Neither, meaning);
    let meaning = ("Children placed in the home.", "placements in the home ÷ years");
    push("admissions_per_year", "Admissions", MeasureUnit::PerYear, Better::Neither, meaning);
    push("blocked_bed_days_per_year", "Bed-days blocked for want of step-down", MeasureUnit::PerYear, Better::Lower, BLOCKED);
    specs
}

/// The streams that are reported. Welfare and justice always are, so that keys stay the same; police custody once someone supplies a figure
/// or counts such children today.
pub(super) fn reported_streams(scenario: &Scenario) -> Vec<Stream> {
    let police_custody = &scenario.demand.police_custody;
    let is_there = |today: &Today| {
        let placed = today.placed.iter().map(|group| (group.stream, &group.bands));
        let mut groups = placed.chain(today.open.iter().map(|group| (group.stream, &group.bands)));
        groups.any(|(stream, bands)| stream == Stream::PoliceCustody && bands.iter().any(|band| band.children > 0))
    };
    let has_police_custody = police_custody.requests_per_year > 0.0
        || police_custody.latent_requests_per_year > 0.0
        || scenario.today.as_ref().is_some_and(is_there);
    Stream::ALL.into_iter().filter(|stream| *stream != Stream::PoliceCustody || has_police_custody).collect()
}

//! The method statement: the items that STRESS-DES (Monks and others 2019) asks of a discrete-event simulation, filled from the
//! scenario and the build, or marked as not provided.

use super::Answer;
use super::build::libraries;
use super::figures::replications;
use super::findings::Beds;
use super::paper::NOT_PROVIDED;
use super::register::sum_or_sign;
use super::tables::{Cell, Table};
use super::wording::{number, percent, short_number};
use crate::analysis::uncertainty::Structural;
use crate::model::{LinkedHome, PlacementRule, ProvisionOption, Stream, Today, WaitingList};

/// Items of the checklist.
pub const ITEMS: usize = 24;

/// The statement, one row an item.
pub fn statement(answer: &Answer) -> Table {
    let mut table = Table::new("method", "Method statement to the STRESS-DES checklist", &["Item", "Subject", "Statement"]);
    let items = items(answer);
    debug_assert_eq!(items.len(), ITEMS);
    for (item, subject, statement) in items {
        table.rows.push(vec![Cell::text(item), Cell::text(subject), Cell::text(statement)]);
    }
    table.notes.push(format!("{NOT_PROVIDED}: the scenario file does not say; the officer who owns the paper should."));
    table
}

/// Words, or in plain sight that there are none.
fn or_not_provided(text: &str, what: &str) -> String {
    if text.trim().is_empty() { format!("{NOT_PROVIDED}: {what}") } else { text.trim().to_owned() }
}

fn items(answer: &Answer) -> Vec<(&'static str, &'static str, String)> {
    let (scenario, summary) = (&answer.scenario, &answer.summary);
    let run = &scenario.run;
    let streams: Vec<&str> = answer.streams().map(super::findings::word).collect();
    let streams = streams.join(", ");
    let step_down = scenario.options.iter().any(|option| !option.step_down_units.is_empty() || option.open_facility.is_some());
    let described: Vec<&ProvisionOption> = summary.options.iter().filter_map(|option| scenario.option(&option.id)).collect();
    let each = |of: &dyn Fn(&ProvisionOption) -> String| {
        described.iter().map(|option| format!("{}: {}.", option.name, of(option))).collect::<Vec<_>>().join(" ")
    };
    vec![
        ("1.1", "Purpose", or_not_provided(&scenario.description, "background and objectives of the model.")),
        (
            "1.2",
            "Outputs",
            format!(
                "The table of definitions gives meaning and formula of each of the {} measures. Each is collected from the end of the warm-up to \
                 the end of the horizon, once a replication. Error: 95% interval of the mean over replications (Student t); differences between \
                 options are paired, replication by replication. Intervals are not adjusted for the number of comparisons.{}",
                summary.measures.len(),
                if scenario.costs.is_some() {
                    " Costs are prices times the nights that each replication used, discounted by the year of use; prices change nothing that is simulated."
                } else {
                    ""
                }
            ),
        ),
        (
            "1.3",
            "Aims of experiments",
            format!(
                "{} options are compared for the same simulated children. {} {} No option was found by optimisation.",
                described.len(),
                each(&|option| or_not_provided(option.note.trim_end_matches('.'), "reason for this option")),
                design(answer)
            ),
        ),
        (
            "2.1",
            "Diagram of the base model",
            format!(
                "As the figure above. In words: request, then waiting list, then a bed in a London home or an offer from elsewhere{}, then leaves. From the waiting \
                 list: withdrawn for want of a place. Beside it: requests that never come to need a place stay open for a while and end.",
                if step_down { ", then a step-down place where one is needed and free" } else { "" }
            ),
        ),
        (
            "2.2",
            "Logic of the base model",
            format!(
                "A child for whom a place is requested takes a suitable London bed if one is free, else waits. Offers from the rest of the country \
                 arrive at random and go to a waiting child; an offer nobody waits for lapses. A request that stays open longer than its patience is \
                 withdrawn. A placed child stays a random time, then leaves or steps down.{}",
                if repeats(answer) { " For some of those who have left a request is made again." } else { "" }
            ),
        ),
        ("2.3", "Logic of the options", each(&|option| difference(described.first().copied(), option))),
        ("2.4", "Algorithms", algorithms(&described, answer)),
        (
            "2.5.1",
            "Entities",
            format!(
                "Children, in these streams: {streams}. Attributes: sex, age 10 to 17, home borough, suitability for London, gang affiliation, \
                 intensive support, need for step-down, length of stay, patience."
            ),
        ),
        (
            "2.5.2",
            "Activities",
            "Secure stay in London or elsewhere, with the length of stay drawn for the child; blocked stay in a secure bed while a step-down place \
             is awaited, where the option says so; step-down stay; open request that never needs a place."
                .into(),
        ),
        ("2.5.3", "Resources", each(&beds)),
        (
            "2.5.4",
            "Queues",
            format!(
                "One waiting list a stream, longest wait first{}. Nobody is turned away for length of the list; a request is withdrawn when its \
                 patience ends. Homes may decline a child and accept certain ages and sexes (table of options).",
                if scenario.pathway.priority_under_14 { ", children under 14 before older ones" } else { "" }
            ),
        ),
        (
            "2.5.5",
            "Entry and exit",
            format!(
                "Requests arrive as a Poisson process with the stated rates, seasons and growth. The boundary is London: the rest of the country \
                 is a stream of offers. {} of welfare offers come from Scotland{}.",
                percent(scenario.elsewhere.scottish_offer_share),
                scenario.elsewhere.scottish_offers_end.map_or_else(String::new, |end| format!(" until {}", super::wording::month(end)))
            ),
        ),
        ("3.1", "Data sources", sources(answer)),
        ("3.2", "Pre-processing", format!("{NOT_PROVIDED}: the figures are used as given; how they were cleaned is for their owner to say.")),
        (
            "3.3",
            "Inputs",
            "Every parameter with its value, unit and source is in the register of assumptions; distributions of length of stay are named there. \
             What may be otherwise has its range, with its source, in the table of ranges. Demand and the rest of the country are the same in every \
             option. Why a distribution was chosen over its rivals: NOT PROVIDED beyond the reason in the register."
                .into(),
        ),
        ("3.4", "Assumptions", assumptions(answer)),
        (
            "4.1",
            "Initialisation",
            initialisation(answer),
        ),
        ("4.2", "Run length", format!("{} years, reported day by day and quarter by quarter; time in days on a grid of 2⁻³¹ day.", short_number(run.horizon_years, 2))),
        (
            "4.3",
            "Estimation",
            format!(
                "{} of each option, independent of each other: the number that the scenario or whoever made the paper asked for. {} Each of the \
                 long analyses says below its figure how many it rests on.",
                replications(summary.replications),
                precision(answer)
            ),
        ),
        (
            "5.1",
            "Software",
            format!(
                "Sufficiency Planner {}, written in Rust; libraries: {}. Results do not depend on the operating system, which is not recorded.",
                answer.version,
                libraries()
            ),
        ),
        (
            "5.2",
            "Random sampling",
            format!(
                "SplitMix64 by key: each draw follows from seed ({}), replication, purpose, child and attribute, so that every option meets the same \
                 children (common random numbers). Lengths of time are drawn by inverting their distribution function.",
                run.seed
            ),
        ),
        (
            "5.3",
            "Execution",
            "Next event; events of the same instant come in a fixed, written order (bed changes, ends of stays, releases, withdrawals, offers, \
             arrivals). Replications run in parallel and are added up in their order, so the number of threads changes nothing."
                .into(),
        ),
        ("5.4", "System", format!("{NOT_PROVIDED}: machine and run time are not recorded, so that the same file and seed give the same paper everywhere.")),
        (
            "6.1",
            "Code sharing",
            format!(
                "Version {}, free to use under the MIT or Apache 2.0 licence. Address of the code: {NOT_PROVIDED}. The scenario file is part of the pack.",
                answer.version
            ),
        ),
    ]
}

/// Whether a request may be made again for a child who has left.
fn repeats(answer: &Answer) -> bool {
    answer
        .streams()
        .map(|stream| answer.scenario.demand.stream(stream))
        .any(|demand| demand.repeat_share_direct > 0.0 || demand.repeat_share_after_step_down > 0.0)
}

/// What is varied beside the options, and how.
fn design(answer: &Answer) -> String {
    let Some(studies) = &answer.studies else { return format!("Design beyond that: {NOT_PROVIDED}; the long analyses were left out.") };
    let mut parts = Vec::new();
    if let Ok(sweep) = &studies.sweep {
        parts.push(format!("one option with {} other numbers of beds", sweep.tried.len()));
    }
    if let Ok(unknown) = &studies.unknown {
        parts.push(format!("{} shares of withdrawn requests that needed a bed", unknown.settings.len()));
    }
    if let Some(uncertain) = &studies.uncertain {
        let figures = uncertain.levels.figures.len();
        parts.push(format!("{figures} figures one at a time at both ends of their ranges, and at values between for turns"));
        parts.push(format!("{} worlds of another kind", Structural::ALL.len()));
        parts.push(format!(
            "all figures together in {} draws, and in {} pairs of draws with each figure exchanged in turn (Saltelli, Jansen)",
            uncertain.levels.draws,
            uncertain.global.points()
        ));
    }
    format!("Beside them are played: {}.", parts.join("; "))
}

/// Homes, beds and places of an option.
fn beds(option: &ProvisionOption) -> String {
    let of = |stream| Beds::of(option, stream);
    let step_down: u32 = option.step_down_units.iter().map(|unit| unit.places).sum();
    let linked = option.step_down_units.iter().any(|unit| matches!(unit.linked_home, LinkedHome::Home(_)));
    let step_down_places = if linked { "step-down places linked to homes" } else { "step-down places" };
    let counts = [
        (of(Stream::Welfare).own, "welfare beds"),
        (of(Stream::Justice).own, "justice beds"),
        (of(Stream::Welfare).either, "beds for either"),
        (step_down, step_down_places),
        (option.open_facility.as_ref().map_or(0, |facility| facility.places), "places in an open facility"),
    ];
    let homes = match option.homes.len() {
        0 => "no home in London".to_owned(),
        1 => "1 home".to_owned(),
        homes => format!("{homes} homes"),
    };
    std::iter::once(homes)
        .chain(counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What an option has that the first has not.
fn difference(first: Option<&ProvisionOption>, option: &ProvisionOption) -> String {
    match first {
        Some(first) if first.id == option.id => "the base case".into(),
        Some(first) => {
            let mut parts = Vec::new();
            if beds(first) != beds(option) {
                parts.push(beds(option));
            }
            if first.waiting_list != option.waiting_list {
                parts.push("another waiting list".into());
            }
            if first.placement_rule != option.placement_rule {
                parts.push("another placement rule".into());
            }
            if parts.is_empty() { "differs in sites, months or shares (table of options)".into() } else { parts.join("; ") }
        }
        None => String::new(),
    }
}

fn algorithms(options: &[&ProvisionOption], answer: &Answer) -> String {
    let separate = options.iter().filter(|option| option.waiting_list == WaitingList::SeparateCatchments).count();
    let most_free = options.iter().filter(|option| option.placement_rule == PlacementRule::MostFreeBeds).count();
    let rival = answer.scenario.pathway.conflict_probability;
    format!(
        "On a request: among homes that accept the child and have a free bed of its kind, take {}; else join the list. On a freed bed: offer it \
         down the list, first child who may have it. On an offer from elsewhere: the first child waiting. {} Chance that two affiliated children \
         of different groups cannot share a home: {}.",
        match most_free {
            0 => "the nearest".to_owned(),
            count => format!("the nearest (in {count} options the one with most free beds)"),
        },
        if separate == 0 {
            "Homes share one waiting list.".to_owned()
        } else {
            format!("In {separate} options each request may only use its nearest home; in the others homes share one list.")
        },
        percent(rival)
    )
}

/// How a run begins.
fn initialisation(answer: &Answer) -> String {
    let scenario = &answer.scenario;
    let tested = match &answer.selftest {
        Some(_) => "tested by MSER-5 and Welch's moving average in the verification record",
        None => "not tested by a formal method in this paper",
    };
    match &scenario.today {
        None => format!(
            "The model starts empty and runs {} years of warm-up, which are thrown away. Length of warm-up: set in the scenario, \
             {tested}.",
            short_number(scenario.run.warm_up_years, 2)
        ),
        Some(today) => {
            format!(
                "The model starts from where things stand, without a warm-up: {}, counted in bands of \
                 how long they have been so. What is left of a stay is drawn from the distribution of stays longer than what has passed; what is \
                 left of a patience, which has no memory, is drawn as new. Whether an open request will proceed is drawn from how many of each \
                 kind would still be open after so long if nobody were placed.",
                census_told(today)
            )
        }
    }
}

/// The same for whoever does not have the file: no number of one to five children, and no sum from which one follows.
pub fn census_told(today: &Today) -> String {
    let sum = |count: &dyn Fn(Stream) -> u32| sum_or_sign(&Stream::ALL.map(count));
    let (placed, open) = (sum(&|stream| today.placed_children(stream)), sum(&|stream| today.open_requests(stream)));
    format!("{placed} children in placement and {open} open requests")
}

/// Where things stand when a run starts from a census, in numbers.
pub fn census(today: &Today) -> String {
    let sum = |count: &dyn Fn(Stream) -> u32| Stream::ALL.into_iter().map(count).map(u64::from).sum::<u64>();
    let (placed, open) = (sum(&|stream| today.placed_children(stream)), sum(&|stream| today.open_requests(stream)));
    let counted = |number: u64, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    format!("{} and {}", counted(placed, "child in placement", "children in placement"), counted(open, "open request", "open requests"))
}

/// How many figures stand on what.
pub fn standing(answer: &Answer) -> [(&'static str, usize); 4] {
    let streams: Vec<Stream> = answer.streams().collect();
    let mut counts = [("stated", 0), ("derived", 0), ("published", 0), ("assumed", 0)];
    for id in crate::model::ParameterId::of(&answer.scenario).filter(|id| id.stream().is_none_or(|stream| streams.contains(&stream))) {
        let label = answer.scenario.sources.get(&id).map_or("assumed", crate::model::Source::label);
        counts.iter_mut().filter(|(name, _)| *name == label).for_each(|(_, count)| *count += 1);
    }
    counts
}

fn sources(answer: &Answer) -> String {
    let counts = standing(answer).map(|(name, count)| format!("{count} {name}"));
    let set = super::register::set_here(&answer.scenario).map_or_else(String::new, |set| format!(" {set}"));
    format!(
        "Of the parameters, {}; the register names the source of each.{set} Sample size and date range of the sources: {NOT_PROVIDED} beyond \
         what the register says.",
        counts.join(", ")
    )
}

fn assumptions(answer: &Answer) -> String {
    let [.., (_, assumed)] = standing(answer);
    format!("{assumed} parameters are assumed; the register gives the reason for each, or says that there is none.")
}

/// What the replications achieve.
pub fn precision(answer: &Answer) -> String {
    let widest = (0..answer.summary.options.len())
        .filter_map(|option| answer.summary.estimate(option, "welfare_placed_share"))
        .map(|estimate| (estimate.high - estimate.low) / 2.0 * 100.0)
        .filter(|half_width| half_width.is_finite())
        .fold(f64::NAN, f64::max);
    if widest.is_nan() {
        return "With one replication there is no interval.".into();
    }
    format!(
        "The mean share of welfare requests placed is known to {} percentage points either way or better in every option.",
        number(widest.max(0.01), 2)
    )
}

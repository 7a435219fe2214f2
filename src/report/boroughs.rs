//! The boroughs in words and tables: what each may expect, what it pays, and where homes would be near. What rests on few observed requests
//! is held back here, so that every way out of the program holds back the same.

mod beside;
pub mod maps;
mod overview;

use std::sync::atomic::{AtomicBool, Ordering};

use super::Answer;
use super::figure::Figure;
use super::tables::{Cell, Symbol, Table};
use super::wording::{number, short_number, uncapital};
use crate::analysis::boroughs::beside::Beside;
use crate::analysis::boroughs::bills::{Bill, Bills, BoroughBill, bills};
use crate::analysis::boroughs::charges::Charges;
use crate::analysis::boroughs::needs::{BoroughNeeds, needs};
use crate::analysis::boroughs::release::hidden;
use crate::analysis::boroughs::siting::{Siting, sitings};
use crate::analysis::boroughs::study::{BoroughAsk, study};
use crate::model::geography::BOROUGHS;
use crate::model::{Membership, ProvisionOption};
pub use beside::{placed_sentence, pooling_sentence, risk_sentence, without_place_sentence};

/// Pounds as people say them: three digits at most, since the prices support no more.
pub fn pounds(value: f64) -> String {
    let (size, word) = match value.abs() {
        size if size >= 999_500.0 => (size / 1e6, " million"),
        size => (size, ""),
    };
    let shown = if word.is_empty() {
        // Three digits: thousands above 100,000, hundreds above 10,000.
        let step = 10_f64.powi((size.max(1.0).log10().floor() as i32 - 2).max(0));
        number((size / step).round() * step, 0)
    } else {
        number(size, if size < 9.995 { 2 } else { usize::from(size < 99.95) })
    };
    let sign = if value < 0.0 && shown != "0" { "\u{2212}" } else { "" };
    format!("{sign}£{shown}{word}")
}

/// Pounds where there is very little room: two digits, with k for thousands and m for millions.
pub fn short_pounds(value: f64) -> String {
    let size = value.abs();
    let two = |scaled: f64| number(scaled, usize::from(scaled < 9.95));
    let shown = if size >= 999_500.0 {
        format!("{}m", two(size / 1e6))
    } else if size >= 999.5 {
        format!("{}k", number(size / 1e3, 0))
    } else {
        number(size, 0)
    };
    format!("{}£{shown}", if value < 0.0 && shown != "0" { "\u{2212}" } else { "" })
}

/// The rule in words.
pub fn rule_words(rule: &Membership) -> String {
    let named = rule.word().and_then(|word| Membership::RULES.iter().find(|(other, _)| *other == word));
    let sum = rule.equal_weight + rule.population_weight + rule.use_weight;
    let words = named.map_or_else(
        || {
            let part = |weight: f64, what: &str| (weight > 0.0).then(|| format!("{}% {what}", short_number(100.0 * weight / sum, 1)));
            let parts = [
                part(rule.equal_weight, "in equal shares"),
                part(rule.population_weight, "by children aged 10 to 17"),
                part(rule.use_weight, "by use"),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        },
        |(_, label)| uncapital(label),
    );
    match rule.most_times_equal_share {
        None => words,
        Some(times) => format!("{words}, nobody more than {} times the equal share", short_number(times, 2)),
    }
}

/// What a borough pays in an average and a bad year with an option, and what it would pay without: the answer in one sentence.
pub fn sentence(borough: &str, option: &ProvisionOption, bill: &BoroughBill) -> String {
    with_and_without(&format!("{borough} pays"), option, &bill.with_option, &bill.as_now)
}

/// The same of all authorities together.
pub fn sentence_of_all(option: &ProvisionOption, bills: &Bills) -> String {
    with_and_without("all 33 authorities together pay", option, &bills.with_option, &bills.as_now)
}

fn with_and_without(who_pays: &str, option: &ProvisionOption, with: &Bill, without: &Bill) -> String {
    if with == without {
        let (bad, average) = (pounds(with.bad_year), pounds(with.average_year));
        return format!("In an average year {who_pays} {average}, and in a bad year {bad}: with “{}” as without it.", option.name);
    }
    format!(
        "In an average year {who_pays} {} with “{}”, and would pay {} without it; in a bad year {}, and {} without it.",
        pounds(with.average_year),
        option.name,
        pounds(without.average_year),
        pounds(with.bad_year),
        pounds(without.bad_year)
    )
}

/// What a bad year is.
pub const BAD_YEAR: &str = "A bad year: of 20 years, 19 cost no more";

/// How many authorities clearly pay less than as now, how many more, and for how many the run cannot tell.
fn gainers(bills: &Bills) -> [usize; 3] {
    let clear = |sign: f64| bills.boroughs.iter().filter(|bill| bill.change.is_clear() && bill.change.mean * sign > 0.0).count();
    let (less, more) = (clear(-1.0), clear(1.0));
    [less, more, bills.boroughs.len() - less - more]
}

/// Who gains and who loses, in a sentence. Boroughs for which the run cannot tell are counted as such.
pub fn gainers_sentence(bills: &Bills) -> String {
    let [less, more, unclear] = gainers(bills);
    let change = bills.with_option.average_year - bills.as_now.average_year;
    let all = if change.abs() < 0.5 {
        "all 33 together pay the same".to_owned()
    } else {
        format!("all 33 together pay {} {}", pounds(change.abs()), if change < 0.0 { "less" } else { "more" })
    };
    let unclear = if unclear > 0 { format!(", and for {unclear} there is no clear difference") } else { String::new() };
    format!("In an average year {less} of 33 authorities pay less than as now and {more} pay more{unclear}; {all}.")
}

/// Where one or two homes would be near, in a sentence.
pub fn siting_sentence(siting: &Siting) -> String {
    let name = |index: usize| BOROUGHS.get(index).map_or("", |borough| borough.name.as_str());
    let sites: Vec<&str> = siting.sites.iter().map(|site| name(*site)).collect();
    format!(
        "{}: {} miles from home on average, {} at most (from {}).",
        sites.join(" and "),
        number(siting.mean_miles, 1),
        number(siting.worst_miles, 1),
        name(siting.worst_borough)
    )
}

/// Futures played for the table of a paper: with ten years each, a bad year is read from 1,000 years.
const PAPER_FUTURES: u32 = 100;
/// Sites and pairs of sites in a paper.
const SITES: usize = 10;

/// What a paper says of the boroughs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// The option that is looked at closely, or else the first beside *as now*, in words.
    pub sentence: Option<String>,
    /// A row for *as now* and for each option beside it; none without prices.
    pub overview: Option<Table>,
    /// Every borough with every option, then the sites; none without prices.
    pub tables: Vec<Table>,
    /// Maps of requests, and of what changes with each option; none without prices, or where all is held back.
    pub figures: Vec<Figure>,
}

/// Futures behind what a paper says of the boroughs.
fn futures(answer: &Answer) -> u32 {
    PAPER_FUTURES.min(answer.summary.replications)
}

/// Works out what a paper says of the boroughs, for the options of an answer. The very same children as in the answer.
pub fn told(answer: &Answer) -> Told {
    told_unless(answer, &AtomicBool::new(false)).unwrap_or_default()
}

/// The same, given up when somebody stops it.
pub fn told_unless(answer: &Answer, stop: &AtomicBool) -> Option<Told> {
    let scenario = &answer.scenario;
    let mut told = Told::default();
    let options = answer.summary.options.iter().filter_map(|found| scenario.options.iter().position(|option| option.id == found.id));
    let options: Vec<usize> = options.filter(|option| *option > 0).collect();
    let mut table = Table::new("boroughs", "Boroughs: what each may expect and pay a year, with each option and as now", &COLUMNS);
    let hidden = hidden(&scenario.demand);
    let mut overview = overview::Overview::new(scenario);
    let close = answer.studies.as_ref().map(|studies| studies.focus).filter(|focus| options.contains(focus)).or(options.first().copied());
    let mut years = 0;
    for index in options {
        let ask = BoroughAsk { futures: futures(answer), ..BoroughAsk::usual(index, &scenario.run) };
        let study = study(scenario, &ask, 0, stop, &mut |_, _| ());
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        let charges = Charges::of(scenario, &[index, 0]);
        let bills = charges.as_deref().and_then(|charges| match charges {
            [with, without] => bills(&study, with, without, &scenario.membership),
            _ => None,
        });
        let (Some(needs), Some(bills)) = (needs(&study), bills) else { return Some(told) };
        let option = &scenario.options[index];
        let beside = Beside::of_all(&bills, &needs);
        if close == Some(index) {
            let said = [
                gainers_sentence(&bills),
                placed_sentence(&beside, scenario),
                without_place_sentence(&beside, scenario),
                pooling_sentence(&bills),
            ];
            told.sentence = Some(format!("“{}”: {}", option.name, uncapital(&said.join(" "))));
        }
        overview.push(option, &bills, &beside);
        push_rows(&mut table, option, &needs, &bills, &hidden);
        maps::push(&mut told, answer, option, (&needs, &bills), &hidden);
        years = bills.years;
    }
    if table.rows.is_empty() {
        return Some(told);
    }
    table.notes.push(format!(
        "The very same children with and without each option, over {} years of possible futures. {BAD_YEAR}. Bad years do not come together, so \
         those of the boroughs do not add up. What is run together is shared: {}.",
        number(f64::from(years), 0),
        rule_words(&scenario.membership)
    ));
    told.overview = Some(overview.table(&table.notes));
    told.tables = vec![table, distances(answer), sites(scenario.elsewhere.road_factor)];
    Some(told)
}

const COLUMNS: [&str; 19] = [
    "Option",
    "Borough",
    "Requests a year",
    "9 years in 10 from",
    "to",
    "Placed a year",
    "9 years in 10 placed from",
    "placed to",
    "Placed as now",
    "9 years in 10 as now from",
    "as now to",
    "Miles from home",
    "Miles as now",
    "Average year, £",
    "of which shared, £",
    "As now, £",
    "Change, £",
    "Bad year, £",
    "Bad year as now, £",
];

/// A row for each borough, and one for all: requests and placements a year with the range of nine years in ten, miles, bills in whole pounds.
fn push_rows(table: &mut Table, option: &ProvisionOption, needs: &[BoroughNeeds], bills: &Bills, hidden: &[bool]) {
    let rows = BOROUGHS.iter().zip(needs).zip(&bills.boroughs).zip(hidden);
    for (((borough, needs), bill), hidden) in rows {
        let mut row = vec![Cell::text(&option.name), Cell::text(&borough.name)];
        if *hidden {
            row.resize(COLUMNS.len(), Cell::Missing(Symbol::Confidential));
        } else {
            let miles = |miles: Option<f64>| Cell::number(miles.unwrap_or(f64::NAN), 0);
            for yearly in [&needs.requests, &needs.placements, &needs.placements_as_now] {
                row.extend([yearly.mean, yearly.low, yearly.high].map(|value| Cell::number(value, 1)));
            }
            row.extend([miles(needs.mean_miles), miles(needs.mean_miles_as_now)]);
            row.extend(bill_cells(&bill.with_option, bill.shared.average_year, &bill.as_now));
        }
        table.rows.push(row);
    }
    let sum = |of: fn(&BoroughNeeds) -> f64| Cell::number(needs.iter().map(of).sum::<f64>(), 0);
    let none = || Cell::Missing(Symbol::NotApplicable);
    let mut all = vec![Cell::text(&option.name), Cell::text("All 33 together")];
    let sums: [fn(&BoroughNeeds) -> f64; 3] =
        [|needs| needs.requests.mean, |needs| needs.placements.mean, |needs| needs.placements_as_now.mean];
    sums.into_iter().for_each(|of| all.extend([sum(of), none(), none()]));
    all.extend([none(), none()]);
    all.extend(bill_cells(&bills.with_option, bills.income.average_year, &bills.as_now));
    table.rows.push(all);
}

/// How far each home of each option is from each borough.
fn distances(answer: &Answer) -> Table {
    let scenario = &answer.scenario;
    let title = "Distances: from each borough to each home of each option";
    let mut table = Table::new("distances", title, &["Option", "Home", "Place", "Borough", "Miles by road"]);
    for option in answer.summary.options.iter().filter_map(|found| scenario.option(&found.id)) {
        for home in &option.homes {
            for borough in BOROUGHS.iter() {
                let miles = borough.miles_to_site(&home.site) * scenario.elsewhere.road_factor;
                let names = [&option.name, &home.name, &home.site.name, &borough.name].map(Cell::text);
                table.rows.push(names.into_iter().chain([Cell::number(miles, 1)]).collect());
            }
        }
    }
    table.notes.push(
        "By road from the centre of each borough to the place named. Where a place is called illustrative, no site is known to be available."
            .to_owned(),
    );
    table
}

/// What a search among the centres of boroughs stands on.
const CENTRES: &str = "Centres of boroughs stand for sites: none is known to be available.";

/// Where one or two homes would be near, nearest first.
fn sites(road_factor: f64) -> Table {
    let columns = ["Homes", "At the centre of", "and of", "Miles from home, mean", "Miles, farthest borough", "Farthest borough"];
    let mut table = Table::new("sites", "Sites: where one or two homes would be nearest to children aged 10 to 17", &columns);
    let weights: Vec<f64> = BOROUGHS.iter().map(|borough| borough.population_10_17).collect();
    let name = |index: usize| BOROUGHS.get(index).map_or_else(|| Cell::Missing(Symbol::NotAvailable), |borough| Cell::text(&borough.name));
    for pairs in [false, true] {
        for siting in sitings(&weights, road_factor, pairs).iter().take(SITES) {
            let site = |at: usize| siting.sites.get(at).map_or(Cell::Missing(Symbol::NotApplicable), |index| name(*index));
            let miles = [siting.mean_miles, siting.worst_miles].map(|miles| Cell::number(miles, 1));
            let [mean, worst] = miles;
            let homes = Cell::whole(if pairs { 2 } else { 1 });
            table.rows.push(vec![homes, site(0), site(1), mean, worst, name(siting.worst_borough)]);
        }
    }
    table.notes.push(format!("By road from centre to centre. {CENTRES}"));
    table
}

fn bill_cells(with: &Bill, shared: f64, as_now: &Bill) -> [Cell; 6] {
    let change = with.average_year - as_now.average_year;
    [with.average_year, shared, as_now.average_year, change, with.bad_year, as_now.bad_year].map(|value| Cell::number(value, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pounds_have_three_digits() {
        let said = [0.0, 7.4, 940.0, 12_345.0, 123_456.0, 999_499.0, 999_600.0, 1_234_567.0, 23_456_789.0, 234_567_890.0, -45_678.0];
        let words =
            ["£0", "£7", "£940", "£12,300", "£123,000", "£999,000", "£1.00 million", "£1.23 million", "£23.5 million", "£235 million"];
        for (value, words) in said.into_iter().zip(words) {
            assert_eq!(pounds(value), words);
        }
        let short = [7.4, 12_345.0, 999_600.0, 1_234_567.0, 23_456_789.0].map(short_pounds);
        assert_eq!(short, ["£7", "£12k", "£1.0m", "£1.2m", "£23m"]);
        assert_eq!(pounds(-45_678.0), "\u{2212}£45,700");
        assert_eq!(pounds(-0.2), "£0");
    }

    #[test]
    fn rules_are_named_or_told_by_their_parts() {
        let mut rule = Membership::default();
        assert_eq!(rule_words(&rule), "equal shares");
        (rule.population_weight, rule.most_times_equal_share) = (3.0, Some(2.0));
        assert_eq!(rule_words(&rule), "25% in equal shares, 75% by children aged 10 to 17, nobody more than 2 times the equal share");
    }
}

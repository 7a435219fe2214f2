//! `sufficiency boroughs`: what each borough may expect and pay, with an option and without, and where homes would be near.

use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde::Serialize;

use super::run::prepare;
use super::{BoroughsArgs, Failure, list, print};
use crate::analysis::boroughs::beside::Beside;
use crate::analysis::boroughs::bills::{Bill, Bills, bills};
use crate::analysis::boroughs::charges::Charges;
use crate::analysis::boroughs::needs::{BoroughNeeds, Yearly, needs};
use crate::analysis::boroughs::release::hidden;
use crate::analysis::boroughs::siting::{Siting, sitings};
use crate::analysis::boroughs::study::{BoroughAsk, study};
use crate::analysis::boroughs::use_of::Night;
use crate::model::geography::BOROUGHS;
use crate::model::validate::did_you_mean;
use crate::model::{Membership, ProvisionOption, Scenario, ValidScenario};
use crate::report::boroughs::{
    BAD_YEAR, gainers_sentence, placed_sentence, pooling_sentence, pounds, risk_sentence, rule_words, sentence, siting_sentence,
    without_place_sentence,
};
use crate::report::tables::Symbol;
use crate::report::wording::number;

/// Sites and pairs of sites printed.
const SITES: usize = 5;

/// Everything worked out of one option.
struct Worked<'a> {
    scenario: &'a ValidScenario,
    option: &'a ProvisionOption,
    needs: Vec<BoroughNeeds>,
    bills: Bills,
    hidden: Vec<bool>,
    one_site: Vec<Siting>,
    two_sites: Vec<Siting>,
}

/// Works the boroughs out and prints them.
pub fn boroughs(args: &BoroughsArgs) -> Result<(), Failure> {
    let chosen = args.borough.as_ref().map(|name| borough_named(name)).transpose()?;
    let prepared = prepare(&args.play)?;
    let scenario = with_rule(&prepared.scenario, args)?;
    let option = match args.play.options.as_slice() {
        [] => option_shown(&scenario),
        [id] => scenario.options.iter().position(|option| option.id == *id).unwrap_or(0),
        _ => return Err(Failure::call("say one --option: bills are compared with those as now, of one option at a time")),
    };
    let ask = BoroughAsk::usual(option, &scenario.run);
    let found = study(&scenario, &ask, usize::from(args.play.threads), &AtomicBool::new(false), &mut |_, _| ());
    let described = &scenario.options[option];
    let what = args.play.file.display();
    let charges = Charges::of(&scenario, &[option, 0]).ok_or_else(|| {
        Failure::scenario(format!("{what}: costs: the scenario has no prices, so no borough has a bill; add them, as in london-review"))
    })?;
    let (Some(needs), Some(bills)) = (needs(&found), bills(&found, &charges[0], &charges[1], &scenario.membership)) else {
        return Err(Failure::scenario(format!("{what}: run.horizon_years: bills are for a year; make the horizon at least 1 year")));
    };
    let weights: Vec<f64> = BOROUGHS.iter().map(|borough| borough.population_10_17).collect();
    let sites = |pairs| sitings(&weights, scenario.elsewhere.road_factor, pairs).into_iter().take(SITES).collect();
    let worked = Worked {
        scenario: &scenario,
        option: described,
        needs,
        bills,
        hidden: hidden(&scenario.demand),
        one_site: sites(false),
        two_sites: sites(true),
    };
    if args.json { print(&worked.document(chosen)) } else { print(&worked.text(chosen)) }
}

/// The option looked at unless one is named: the one with most homes and beds of those shown, the last of equals.
fn option_shown(scenario: &Scenario) -> usize {
    let size = |option: &ProvisionOption| option.homes.iter().map(|home| home.total_beds()).sum::<u32>();
    let shown = scenario.options.iter().enumerate().filter(|(_, option)| !option.hidden);
    shown.max_by_key(|(_, option)| size(option)).map_or(0, |(index, _)| index)
}

fn borough_named(name: &str) -> Result<usize, Failure> {
    let names = || BOROUGHS.iter().flat_map(|borough| [borough.name.as_str(), borough.short_name.as_str()]);
    let found =
        BOROUGHS.iter().position(|borough| [&borough.name, &borough.short_name].iter().any(|known| known.eq_ignore_ascii_case(name)));
    found.ok_or_else(|| {
        let hint = did_you_mean(name, names()).map(|other| format!("; did you mean '{other}'?")).unwrap_or_default();
        Failure::call(format!("'{name}' is not one of the 33 London authorities{hint}"))
    })
}

/// The scenario with the rule of the command line in place of its own, checked again.
fn with_rule(scenario: &ValidScenario, args: &BoroughsArgs) -> Result<ValidScenario, Failure> {
    let mut changed = Scenario::clone(scenario);
    if let Some(rule) = args.rule.as_deref().and_then(Membership::named) {
        changed.membership = Membership { most_times_equal_share: changed.membership.most_times_equal_share, ..rule };
    }
    if args.cap.is_some() {
        changed.membership.most_times_equal_share = args.cap;
    }
    ValidScenario::new(Arc::new(changed)).map_err(|problems| {
        let what = format!("{}, with the rule of the command line", args.play.file.display());
        Failure::scenario(list(&what, "problem", problems.iter()))
    })
}

impl Worked<'_> {
    fn text(&self, chosen: Option<usize>) -> String {
        let run = &self.scenario.run;
        let mut out = format!(
            "{}\n{}, beside as now, the very same children; {} years of possible futures; seed {}\n",
            self.scenario.name,
            self.option.name,
            number(f64::from(self.bills.years), 0),
            run.seed
        );
        // Writing to a text in memory cannot fail.
        let _ = writeln!(out, "What is run together is shared: {}. {BAD_YEAR}.", rule_words(&self.scenario.membership));
        match chosen {
            Some(borough) => self.one(borough, &mut out),
            None => self.all(&mut out),
        }
        if self.hidden.contains(&true) {
            let _ = writeln!(out, "{}: {}.", Symbol::Confidential.sign(), Symbol::Confidential.meaning());
        }
        out
    }

    fn one(&self, index: usize, out: &mut String) {
        let name = BOROUGHS.get(index).map_or("", |borough| borough.name.as_str());
        let (needs, bill) = (&self.needs[index], &self.bills.boroughs[index]);
        if self.hidden[index] {
            let _ = writeln!(out, "\n{name}: {}", Symbol::Confidential.sign());
            return;
        }
        let _ = writeln!(out, "\n{}", sentence(name, self.option, bill));
        if let Some(sentence) = risk_sentence(name, bill) {
            let _ = writeln!(out, "{sentence}");
        }
        let beside = Beside::of(bill, needs);
        let _ = writeln!(out, "{}\n{}", placed_sentence(&beside, self.scenario), without_place_sentence(&beside, self.scenario));
        let range = |yearly: &Yearly| {
            format!("{} a year, {} to {} in nine years of ten", number(yearly.mean, 1), number(yearly.low, 0), number(yearly.high, 0))
        };
        let _ = writeln!(out, "Welfare requests: {}.", range(&needs.requests));
        let _ = writeln!(out, "Placed: {}; as now {}.", range(&needs.placements), range(&needs.placements_as_now));
        let _ = writeln!(out, "Child-nights a year, with it and as now:");
        for night in Night::ALL {
            let words = night.key().replace('_', " ");
            let (with, without) = (needs.nights[night as usize], needs.nights_as_now[night as usize]);
            let _ = writeln!(out, "  {words:28}{:>8}{:>8}", number(with, 0), number(without, 0));
        }
        for home in &self.option.homes {
            let miles = BOROUGHS[index].miles_to_site(&home.site) * self.scenario.elsewhere.road_factor;
            let _ = writeln!(out, "{} miles to {} (illustrative site).", number(miles, 1), home.name);
        }
    }

    fn all(&self, out: &mut String) {
        const COLUMNS: [&str; 7] = ["requests", "range", "placed", "average year", "as now", "bad year", "as now"];
        let _ = write!(out, "\n{:24}", "");
        for (heading, width) in COLUMNS.iter().zip(WIDTHS) {
            let _ = write!(out, "{heading:>width$}");
        }
        out.push('\n');
        for (index, borough) in BOROUGHS.iter().enumerate() {
            let (needs, bill) = (&self.needs[index], &self.bills.boroughs[index]);
            let cells = if self.hidden[index] {
                std::array::from_fn(|_| Symbol::Confidential.sign().to_owned())
            } else {
                let range = format!("{} to {}", number(needs.requests.low, 0), number(needs.requests.high, 0));
                cells([number(needs.requests.mean, 1), range, number(needs.placements.mean, 1)], &bill.with_option, &bill.as_now)
            };
            row(out, &borough.name, &cells);
        }
        let sum = |of: fn(&BoroughNeeds) -> f64| number(self.needs.iter().map(of).sum::<f64>(), 0);
        let together = [sum(|needs| needs.requests.mean), String::new(), sum(|needs| needs.placements.mean)];
        row(out, "All 33 together", &cells(together, &self.bills.with_option, &self.bills.as_now));
        let beside = Beside::of_all(&self.bills, &self.needs);
        let _ = writeln!(out, "\n{}\n{}", gainers_sentence(&self.bills), placed_sentence(&beside, self.scenario));
        let _ = writeln!(out, "{}\n{}", without_place_sentence(&beside, self.scenario), pooling_sentence(&self.bills));
        out.push_str("\nWhere homes would be near, at the centres of boroughs (illustrative; children aged 10 to 17 by borough)\n");
        for siting in self.one_site.iter().chain(&self.two_sites) {
            let _ = writeln!(out, "  {}", siting_sentence(siting));
        }
    }

    fn document(&self, chosen: Option<usize>) -> String {
        let entries = (0..BOROUGHS.len()).filter(|index| chosen.is_none_or(|chosen| chosen == *index)).map(|index| {
            let borough = &BOROUGHS[index];
            let needs = &self.needs[index];
            let bill = &self.bills.boroughs[index];
            let shown = (!self.hidden[index]).then(|| Figures {
                requests_per_year: needs.requests,
                placements_per_year: needs.placements,
                placements_per_year_as_now: needs.placements_as_now,
                mean_distance_miles: needs.mean_miles,
                mean_distance_miles_as_now: needs.mean_miles_as_now,
                nights_per_year: by_key(&needs.nights),
                nights_per_year_as_now: by_key(&needs.nights_as_now),
                bill: bill.with_option,
                shared: bill.shared,
                bill_as_now: bill.as_now,
                beside: Beside::of(bill, needs),
            });
            Entry { name: &borough.name, ons_code: &borough.ons_code, held_back: self.hidden[index], figures: shown }
        });
        let named = |siting: &Siting| Site {
            boroughs: siting.sites.iter().map(|site| BOROUGHS[*site].name.as_str()).collect(),
            mean_miles: siting.mean_miles,
            worst_miles: siting.worst_miles,
        };
        let document = Document {
            version: env!("CARGO_PKG_VERSION"),
            scenario: &self.scenario.name,
            seed: self.scenario.run.seed,
            option: &self.option.id,
            years: self.bills.years,
            rule: &self.scenario.membership,
            boroughs: entries.collect(),
            income: self.bills.income,
            beside: Beside::of_all(&self.bills, &self.needs),
            bespoke_share: self.scenario.pathway.bespoke_share,
            all: self.bills.with_option,
            all_as_now: self.bills.as_now,
            sites: self.one_site.iter().map(named).collect(),
            pairs_of_sites: self.two_sites.iter().map(named).collect(),
        };
        // Writing plain data to memory has no way to fail; nothing a user or a disk does comes into it.
        let mut text = serde_json::to_string_pretty(&document).expect("results are plain data, which always has a text");
        text.push('\n');
        text
    }
}

const WIDTHS: [usize; 7] = [9, 9, 8, 15, 15, 15, 15];

fn cells([requests, range, placed]: [String; 3], with: &Bill, as_now: &Bill) -> [String; 7] {
    let [average, now, bad, bad_now] = [with.average_year, as_now.average_year, with.bad_year, as_now.bad_year].map(pounds);
    [requests, range, placed, average, now, bad, bad_now]
}

fn row(out: &mut String, name: &str, cells: &[String; 7]) {
    let _ = write!(out, "{name:24}");
    for (cell, width) in cells.iter().zip(WIDTHS) {
        let _ = write!(out, "{cell:>width$}");
    }
    out.push('\n');
}

fn by_key(nights: &[f64; Night::COUNT]) -> std::collections::BTreeMap<&'static str, f64> {
    Night::ALL.iter().map(|night| (night.key(), nights[*night as usize])).collect()
}

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    scenario: &'a str,
    seed: u64,
    option: &'a str,
    years: u32,
    rule: &'a Membership,
    boroughs: Vec<Entry<'a>>,
    income: Bill,
    all: Bill,
    all_as_now: Bill,
    beside: Beside,
    bespoke_share: f64,
    sites: Vec<Site<'a>>,
    pairs_of_sites: Vec<Site<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    ons_code: &'a str,
    /// Whether the figures are held back, because single children could be told from them.
    held_back: bool,
    figures: Option<Figures>,
}

#[derive(Serialize)]
struct Figures {
    requests_per_year: Yearly,
    placements_per_year: Yearly,
    placements_per_year_as_now: Yearly,
    mean_distance_miles: Option<f64>,
    mean_distance_miles_as_now: Option<f64>,
    nights_per_year: std::collections::BTreeMap<&'static str, f64>,
    nights_per_year_as_now: std::collections::BTreeMap<&'static str, f64>,
    bill: Bill,
    shared: Bill,
    bill_as_now: Bill,
    /// What stands beside the two bills: children placed, their weeks, nights without a place.
    beside: Beside,
}

#[derive(Serialize)]
struct Site<'a> {
    boroughs: Vec<&'a str>,
    mean_miles: f64,
    worst_miles: f64,
}

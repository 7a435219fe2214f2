//! What a chart or table says, in a sentence with numbers. Screen readers hear the same sentences.

use crate::analysis::measure::stream_key;
use crate::analysis::summary::{QuarterPoint, QuarterlySeries};
use crate::analysis::{Estimate, MeasureUnit, OptionSummary, Summary};
use crate::model::{BedKind, Home, ProvisionOption, RunSettings, Scenario, Stream};

use super::wording::{self, hundredths, number, percent, short_number, supported_decimals};

/// London beds that children of a stream may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beds {
    /// The stream's own.
    pub own: u32,
    /// Those that any stream may use.
    pub either: u32,
}

impl Beds {
    /// The beds of an option once every home is open.
    pub fn of(option: &ProvisionOption, stream: Stream) -> Self {
        let sum = |kind| option.homes.iter().map(|home| home.beds(kind)).sum();
        Self { own: sum(BedKind::own(stream)), either: sum(BedKind::Either) }
    }

    /// All of them.
    pub fn total(self) -> u32 {
        self.own + self.either
    }
}

/// A stream in the middle of a sentence.
pub fn word(stream: Stream) -> &'static str {
    match stream {
        Stream::Welfare => "welfare",
        Stream::Justice => "justice",
        Stream::PoliceCustody => "police custody",
    }
}

/// Index and key of an estimate's mean, if it has a value.
fn mean(summary: &Summary, option: usize, key: &str) -> Option<f64> {
    summary.estimate(option, key).map(|estimate| estimate.mean).filter(|mean| mean.is_finite())
}

/// The headline: what an option does for children, against the baseline, with both sides out of one hundred.
pub fn headline(summary: &Summary, option: usize, baseline: usize, stream: Stream, scenario: &Scenario) -> Option<String> {
    let key = format!("{}_placed_share", stream.key());
    if mean(summary, option, &stream_key("requests_per_year", stream)) == Some(0.0) {
        return Some(format!("No {} requests are made in this scenario, so nobody needs a place.", word(stream)));
    }
    let of_100 = |option| mean(summary, option, &key).and_then(hundredths);
    let name = &summary.options.get(option)?.name;
    let placed = format!("{name}: {} of 100 {} requests placed", of_100(option)?, word(stream));
    let never = scenario.demand.stream(stream).not_proceeding_share;
    let never = match hundredths(never) {
        Some(count) if count > 0 => format!(" {count} of the 100 never need a place."),
        _ => String::new(),
    };
    let other = summary.options.get(baseline)?;
    let Some(difference) = summary.difference(option, baseline, &key) else {
        return Some(format!("{placed}.{never}"));
    };
    let under = format!("{} under “{}”", of_100(baseline)?, other.name);
    if difference.better_share == 0.0 && difference.worse_share == 0.0 {
        return Some(format!("{placed}, {under}: the same in 100 of 100 possible futures.{never}"));
    }
    // The side that is more often seen comes first.
    let (side, rest, share) = if difference.better_share >= difference.worse_share {
        ("more", "as many or fewer", difference.better_share)
    } else {
        ("fewer", "as many or more", difference.worse_share)
    };
    let count = hundredths(share)?;
    Some(format!("{placed}, {under}; {side} in {count} of 100 possible futures, {rest} in {}.{never}", 100 - count))
}

/// What the chart of occupancy over time says.
pub fn over_time(summary: &Summary, option: usize, stream: Stream, beds: Beds, described: &ProvisionOption) -> Option<String> {
    let key = format!("census_london_{}", stream.key());
    let in_use = summary.estimate(option, &key)?;
    let points = points(series(summary.options.get(option)?, &key)?, f64::from(beds.total()));
    let average = |of: fn(&QuarterPoint) -> f64| points.iter().map(of).sum::<f64>() / points.len().max(1) as f64;
    // What is usual can be said no more exactly than the mean.
    let decimals = supported_decimals((in_use.high - in_use.low) / 2.0).min(1);
    let occupancy = mean(summary, option, &format!("{}_occupancy", stream.key())).map(percent);
    let of_usable = if closed_beds(described, stream) > 0.0 { " of those that can be used" } else { "" };
    Some(format!(
        "On an average day {}{}; in nine quarters of ten, between {} and {}.",
        beds_in_use(in_use, beds, stream, described)?,
        occupancy.map_or_else(String::new, |share| format!(" ({share}{of_usable})")),
        number(average(|point| point.p05), decimals),
        number(average(|point| point.p95), decimals),
    ))
}

/// Beds of a stream that are closed on average for want of staff, once every home is open.
fn closed_beds(option: &ProvisionOption, stream: Stream) -> f64 {
    let beds = |home: &Home| f64::from(home.beds(BedKind::own(stream)) + home.beds(BedKind::Either));
    option.homes.iter().map(|home| beds(home) * (1.0 - home.staffed_share)).sum()
}

/// How many of the beds are in use, and how many are closed where some are: “20 of 24 welfare beds are in use and 2.9 closed for want of staff”.
pub fn beds_in_use(in_use: &Estimate, beds: Beds, stream: Stream, option: &ProvisionOption) -> Option<String> {
    let in_use = wording::estimate(MeasureUnit::Children, in_use)?.value;
    let closed = closed_beds(option, stream);
    let closed = if closed > 0.0 { format!(" and {} are closed for want of staff", short_number(closed, 1)) } else { String::new() };
    Some(format!("{in_use} of {} {} beds in London are in use{closed}", beds.total(), word(stream)))
}

/// Why step-down can cost secure beds: how long children who are ready for it hold them. None for an option where that does not happen.
pub fn blocked(summary: &Summary, option: usize) -> Option<String> {
    let days = summary.estimate(option, "blocked_bed_days_per_year").filter(|days| days.mean >= 0.5)?;
    let written = wording::estimate(MeasureUnit::PerYear, days)?;
    Some(format!(
        "Step-down here also takes up secure beds: a child who is ready and finds no step-down place stays in the secure bed meanwhile, {} days a \
         year in all ({}), and nobody else can have that bed. More step-down places make this less.",
        written.value, written.interval
    ))
}

/// What the chart of the distribution says.
pub fn distribution(shares: &[f64], beds: Beds, stream: Stream, run: &RunSettings, option: &ProvisionOption) -> String {
    let beds_count = beds.total() as usize;
    let full: f64 = shares.iter().skip(beds_count).sum();
    let three_free: f64 = shares.iter().take((beds_count + 1).saturating_sub(3)).sum();
    let mut sentence = format!("All {beds_count} {} beds are in use {} of the time", word(stream), percent(full));
    if beds_count > 3 {
        sentence.push_str(&format!("; three or more are free {} of the time", percent(three_free)));
    }
    sentence.push('.');
    if option.homes.iter().any(|home| home.opens.is_some_and(|month| month > run.start)) {
        sentence.push_str(" Time before a home opens counts as none in use.");
    }
    sentence
}

/// A quarterly series of an option, by its key.
pub fn series<'a>(option: &'a OptionSummary, key: &str) -> Option<&'a QuarterlySeries> {
    option.quarterly.iter().find(|series| series.key == key && !series.points.is_empty())
}

/// The points of a series, none above `most`: percentiles are read from cells of a histogram, and the last cell reaches a little
/// beyond the beds there are.
pub fn points(series: &QuarterlySeries, most: f64) -> Vec<QuarterPoint> {
    let capped = series.points.iter().map(|point| QuarterPoint {
        mean: point.mean,
        p05: point.p05.min(most),
        p25: point.p25.min(most),
        p50: point.p50.min(most),
        p75: point.p75.min(most),
        p95: point.p95.min(most),
    });
    capped.collect()
}

/// Beds planned to be open, as a line of steps: years since the start of the horizon, and beds.
pub fn beds_over_time(option: &ProvisionOption, stream: Stream, run: &RunSettings) -> Vec<[f64; 2]> {
    let mut changes: Vec<(f64, f64)> = Vec::new();
    let years = |month: crate::model::YearMonth| f64::from(month.months_since(run.start)) / 12.0;
    for home in &option.homes {
        let beds = f64::from(home.beds(BedKind::own(stream)) + home.beds(BedKind::Either));
        changes.push((home.opens.map_or(0.0, years).max(0.0), beds));
        if let Some(month) = home.closes {
            changes.push((years(month).max(0.0), -beds));
        }
    }
    changes.retain(|&(year, _)| year < run.horizon_years);
    changes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut beds = 0.0;
    let mut line = vec![[0.0, 0.0]];
    for (year, change) in changes {
        line.push([year, beds]);
        beds += change;
        line.push([year, beds]);
    }
    line.push([run.horizon_years, beds]);
    while line.len() > 2 && line[1][0] <= 0.0 {
        line.remove(0);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Home, PlacementRule, Site, Source, WaitingList, YearMonth};

    fn option() -> ProvisionOption {
        let site = || Site { name: "North (illustrative)".to_owned(), latitude: 51.6, longitude: -0.1 };
        let mut later = Home::plain("south", "South", site(), 12, 6);
        later.opens = YearMonth::new(2022, 4);
        ProvisionOption {
            id: "two".to_owned(),
            name: "Two homes".to_owned(),
            note: String::new(),
            colour: None,
            hidden: false,
            source: Source::Assumed { why: "a test".to_owned() },
            waiting_list: WaitingList::default(),
            placement_rule: PlacementRule::default(),
            homes: vec![Home::plain("north", "North", site(), 12, 6), later],
            step_down_units: Vec::new(),
            open_facility: None,
            capital_pounds: None,
        }
    }

    #[test]
    fn beds_open_in_steps() {
        let run =
            RunSettings { start: YearMonth::new(2020, 4).unwrap(), warm_up_years: 1.0, horizon_years: 5.0, replications: 10, seed: 1 };
        let line = beds_over_time(&option(), Stream::Welfare, &run);
        assert_eq!(line, vec![[0.0, 12.0], [2.0, 12.0], [2.0, 24.0], [5.0, 24.0]]);
        assert_eq!(Beds::of(&option(), Stream::Justice).total(), 12);
        let sentence = distribution(&[0.0, 0.1, 0.2, 0.3, 0.4], Beds { own: 4, either: 0 }, Stream::Welfare, &run, &option());
        assert_eq!(
            sentence,
            "All 4 welfare beds are in use 40% of the time; three or more are free 10% of the time. \
             Time before a home opens counts as none in use."
        );
    }
}

//! What the figures of demand say before anything is simulated: requests month by month, and lengths of stay.

use super::figure::{Axis, Band, ColumnMark, Columns, Fan, FanLine, Plot, Unsourced};
use super::figures::place_and_period_of;
use super::wording::{MONTHS, capital, month, number, percent, short_number, uncapital};
use crate::analysis::demand::{MonthOfRequests, StayPicture};
use crate::model::{DAYS_PER_YEAR, Scenario, StayFamily, Stream, StreamDemand};

/// Requests expected a month, and what nine months in ten bring; none without a month.
pub fn requests(months: &[MonthOfRequests]) -> Option<Fan> {
    let highest = months.iter().map(|month| month.high).fold(1.0, f64::max);
    let mean: Vec<f64> = months.iter().map(|month| month.mean).collect();
    Some(Fan {
        axis: Axis::new("Requests a month", 0.0, highest * 1.04),
        unit: "requests".to_owned(),
        start: months.first()?.month,
        years: months.len() as f64 / 12.0,
        months_each: 1,
        line: FanLine::Mean,
        median: mean.clone(),
        mean,
        bands: vec![Band { label: "nine months in ten".to_owned(), ends: months.iter().map(|month| [month.low, month.high]).collect() }],
        paths: Vec::new(),
        beds: Vec::new(),
        beds_label: String::new(),
        moments: Vec::new(),
    })
}

/// The same in a sentence.
pub fn requests_sentence(figures: &StreamDemand, months: &[MonthOfRequests]) -> String {
    let (Some(first), Some(last)) = (months.first(), months.last()) else { return String::new() };
    let spoken = |mean: f64| if mean < 9.95 { short_number(mean, 1) } else { number(mean, 0) };
    let mut text = if figures.annual_growth == 0.0 {
        format!("{} a month on average", capital(&spoken(figures.requests_per_year / 12.0)))
    } else {
        format!("From {} in {} to {} in {}", spoken(first.mean), month(first.month), spoken(last.mean), month(last.month))
    };
    let season = &figures.seasonality;
    let mean = season.iter().sum::<f64>() / 12.0;
    let index = |best: fn(f64, f64) -> bool| (1..12).fold(0, |kept, index| if best(season[index], season[kept]) { index } else { kept });
    let (most, fewest) = (index(|a, b| a > b), index(|a, b| a < b));
    if season[most] > season[fewest] && mean > 0.0 {
        text.push_str(&format!(", most in {} and fewest in {}", MONTHS[most], MONTHS[fewest]));
    }
    let low = months.iter().map(|month| month.low).fold(f64::INFINITY, f64::min);
    let high = months.iter().map(|month| month.high).fold(0.0, f64::max);
    text.push_str(&format!("; nine months in ten bring {} to {}.", number(low, 0), number(high, 0)));
    text
}

/// How long children stay: the share of stays by length, with the mean, the half and a year marked.
pub fn stays(picture: &StayPicture, stream: Stream) -> Columns {
    let end = picture.shares.len() as f64 * picture.bar_days;
    let mark = |at: f64, words: String, is_dashed: bool| (at < end).then_some(ColumnMark { at, words, is_dashed });
    let marks = [
        mark(picture.median_days, format!("half leave by {}", spoken_days(picture.median_days)), true),
        mark(picture.mean_days, format!("mean {}", spoken_days(picture.mean_days)), false),
        mark(DAYS_PER_YEAR, format!("a year: {} stay longer", percent(picture.over_a_year_share)), true),
    ];
    let from_year = (0..picture.shares.len()).find(|bar| *bar as f64 * picture.bar_days >= DAYS_PER_YEAR);
    Columns {
        name: stream.label().to_owned(),
        label: "Days".to_owned(),
        upright: format!("Percent of stays in each {} days", short_number(picture.bar_days, 2)),
        each: Some(picture.bar_days),
        percents: picture.shares.iter().map(|share| share * 100.0).collect(),
        marked_from: from_year.unwrap_or(picture.shares.len()),
        marked_label: "over a year".to_owned(),
        marks: marks.into_iter().flatten().collect(),
    }
}

/// On what figures rest that are worked out from what is described, without a run.
pub const NOTHING_PLAYED: &str = "worked out from the scenario’s figures without a run";

/// The figure of requests a month; none without a month.
pub fn requests_figure(scenario: &Scenario, stream: Stream, months: &[MonthOfRequests]) -> Option<Unsourced> {
    let drawn = requests(months)?;
    let title = requests_sentence(scenario.demand.stream(stream), months);
    let title = format!("{} requests: {}", stream.label(), uncapital(&title));
    let subtitle = format!("{} requests a month, {}", stream.label(), place_and_period_of(scenario));
    let note = "Line: the mean. Band: nine months in ten, by chance within a month and by how years differ. First requests only.";
    let data = drawn.numbers();
    Some(Unsourced::new("requests", [&title, &subtitle], (Plot::Fan(drawn), data), note, NOTHING_PLAYED.to_owned()))
}

/// The figure of lengths of stay; none where single stays that were observed could be told from it.
pub fn stays_figure(scenario: &Scenario, stream: Stream, picture: &StayPicture) -> Option<Unsourced> {
    if tells_single_stays(&scenario.demand.stream(stream).length_of_stay.family) {
        return None;
    }
    let drawn = stays(picture, stream);
    let title = format!("{} stays: {}", stream.label(), uncapital(&stays_sentence(picture)));
    let subtitle = format!("Length of stay in {} placements, percent of stays by days, London", stream.label().to_lowercase());
    let data = drawn.numbers();
    let plot = Plot::Columns(vec![drawn]);
    Some(Unsourced::new("stays", [&title, &subtitle], (plot, data), "", NOTHING_PLAYED.to_owned()))
}

/// The same in a sentence.
pub fn stays_sentence(picture: &StayPicture) -> String {
    let over = match picture.over_a_year_share {
        share if share < 0.0005 => "fewer than 1 in 1,000 stay over a year".to_owned(),
        share => format!("{} stay over a year", percent(share)),
    };
    format!(
        "Mean {}; half leave within {} and nine in ten within {}; {over}.",
        spoken_days(picture.mean_days),
        spoken_days(picture.median_days),
        spoken_days(picture.p90_days)
    )
}

/// Whether single stays that somebody observed could be told from the picture of a length of stay.
pub fn tells_single_stays(family: &StayFamily) -> bool {
    matches!(family, StayFamily::Empirical(_))
}

fn spoken_days(days: f64) -> String {
    let decimals = usize::from(days < 9.95);
    format!("{} days", short_number(days, decimals))
}

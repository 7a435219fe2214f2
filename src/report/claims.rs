//! Findings in plain English. No adjective without a number, no digit the run does not support, no claim where an interval spans zero.

use super::findings::{self, Beds, word};
use super::wording::{hundredths, number, supported_decimals};
use crate::analysis::measure::stream_key;
use crate::analysis::{Better, Difference, Estimate, MeasureUnit, Summary};
use crate::model::{Home, ProvisionOption, Scenario, Stream};

/// Which option does best in a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leader {
    /// Index of the first option that does not differ clearly from the one with the best mean.
    pub best: usize,
    /// Further options of which the same is true, by their indices.
    pub level: Vec<usize>,
    /// Whether it differs clearly from the baseline.
    pub is_clear: bool,
}

/// Which of some options does best in a measure; none where no option has a value, or neither direction is better.
pub fn leader(summary: &Summary, key: &str, among: &[usize]) -> Option<Leader> {
    let better = summary.measures.get(summary.measure_index(key)?)?.better;
    let mean = |option: usize| summary.estimate(option, key).map(|estimate| estimate.mean).filter(|mean| mean.is_finite());
    let means = among.iter().filter_map(|option| Some((*option, mean(*option)?)));
    let (best, _) = match better {
        Better::Higher => means.max_by(|a, b| a.1.total_cmp(&b.1))?,
        Better::Lower => means.min_by(|a, b| a.1.total_cmp(&b.1))?,
        Better::Neither => return None,
    };
    let is_clear = |a: usize, b: usize| summary.difference(a, b, key).is_some_and(|difference| difference.is_clear());
    let level: Vec<usize> = among.iter().copied().filter(|other| mean(*other).is_some() && !is_clear(best, *other)).collect();
    let (first, further) = level.split_first()?;
    Some(Leader { best: *first, level: further.to_vec(), is_clear: is_clear(*first, summary.baseline) })
}

/// A mean as a finding says it: shares out of 100, and no digit that its interval does not support.
pub fn value(unit: MeasureUnit, estimate: &Estimate) -> String {
    let half_width = (estimate.high - estimate.low) / 2.0;
    match unit {
        MeasureUnit::Share => format!("{} of 100", out_of_100(estimate.mean)),
        MeasureUnit::Miles => format!("{} miles", number(estimate.mean, 0)),
        MeasureUnit::Pounds => format!("£{}", number(estimate.mean, 0)),
        MeasureUnit::MillionPounds => format!("£{} million", number(estimate.mean, 0)),
        MeasureUnit::Days => {
            let decimals = supported_decimals(half_width).min(usize::from(estimate.mean < 10.0));
            format!("{} days", number(estimate.mean, decimals))
        }
        MeasureUnit::Children | MeasureUnit::PerYear => {
            number(estimate.mean, supported_decimals(half_width).min(usize::from(estimate.mean < 100.0)))
        }
    }
}

/// A share out of 100; only all is 100 and only none is 0.
pub fn out_of_100(share: f64) -> u32 {
    hundredths(share).unwrap_or(0)
}

/// Shares of better, the same and worse as whole numbers that add up to 100; the rest goes where most was cut off.
pub fn futures(difference: &Difference) -> Option<[u32; 3]> {
    let (better, worse) = (difference.better_share, difference.worse_share);
    if !better.is_finite() || !worse.is_finite() {
        return None;
    }
    let shares = [better, (1.0 - better - worse).max(0.0), worse].map(|share| share * 100.0);
    let mut whole = shares.map(|share| share.floor() as u32);
    let mut order = [0, 1, 2];
    order.sort_by(|a, b| (shares[*b].fract()).total_cmp(&shares[*a].fract()));
    for index in order.into_iter().cycle().take(100_u32.saturating_sub(whole.iter().sum()) as usize) {
        whole[index] += 1;
    }
    // Only all is 100: what is not seen in every future is seen in 99 at most.
    if let Some(all) = whole.iter().position(|count| *count == 100).filter(|all| shares[*all] < 100.0) {
        let next = (0..3).filter(|other| *other != all).max_by(|a, b| shares[*a].total_cmp(&shares[*b]))?;
        (whole[all], whole[next]) = (99, 1);
    }
    Some(whole)
}

/// What a chart of a measure says at its head.
pub struct Head<'a> {
    /// With the measure's best under it: “Most welfare requests are placed”.
    pub most: &'a str,
    /// What the numbers are of: “welfare requests placed”.
    pub of: &'a str,
    /// What follows the number where it is compared: “on an average day”, or nothing.
    pub after: &'a str,
}

/// The finding of a comparison of options in one measure.
pub fn comparison(summary: &Summary, key: &str, among: &[usize], head: &Head<'_>) -> Option<String> {
    let Leader { best, level, is_clear } = leader(summary, key, among)?;
    let unit = summary.measures.get(summary.measure_index(key)?)?.unit;
    let says = |option: usize| Some(value(unit, summary.estimate(option, key).filter(|estimate| estimate.mean.is_finite())?));
    let name = |option: usize| summary.options.get(option).map(|option| format!("“{}”", option.name));
    let (best_name, baseline_name) = (name(best)?, name(summary.baseline)?);
    let of = head.of;
    if among.len() == 1 {
        return Some(format!("{best_name}: {} {of}", says(best)?));
    }
    if level.len() + 1 == among.len() {
        return Some(format!("No clear difference between the {} options: {} {of}", among.len(), says(best)?));
    }
    let level = match level.len() {
        0 => String::new(),
        1 => " and 1 other not clearly different".to_owned(),
        more => format!(" and {more} others not clearly different"),
    };
    let after = if head.after.is_empty() { String::new() } else { format!(" {}", head.after) };
    match says(summary.baseline).filter(|_| among.contains(&summary.baseline) && best != summary.baseline) {
        Some(baseline) if is_clear => {
            let baseline = baseline.trim_end_matches(" of 100");
            Some(format!("{} under {best_name}{level}: {}{after}, against {baseline} under {baseline_name}", head.most, says(best)?))
        }
        Some(baseline) => Some(format!("No clear difference between {best_name} and {baseline_name}: {} and {baseline} {of}", says(best)?)),
        None => Some(format!("{} under {best_name}{level}: {} {of}", head.most, says(best)?)),
    }
}

/// What an option does for the children of a stream, in futures, beds and days: one sentence.
pub fn option_sentence(summary: &Summary, option: usize, scenario: &Scenario, stream: Stream) -> Option<String> {
    let described = scenario.option(&summary.options.get(option)?.id)?;
    let key = stream_key("placed_share", stream);
    let baseline = &summary.options.get(summary.baseline)?.name;
    let years = years(scenario.run.horizon_years);
    let mut parts = Vec::new();
    match summary.difference(option, summary.baseline, &key) {
        None => {
            let placed = summary.estimate(option, &key).filter(|estimate| estimate.mean.is_finite())?;
            parts.push(format!("“{}” places {} {} requests", described.name, value(MeasureUnit::Share, placed), word(stream)));
        }
        Some(difference) if difference.is_clear() => {
            // What is so on average comes first.
            let (side, other, sided) = if difference.low > 0.0 {
                ("larger", "a smaller one", difference)
            } else {
                ("smaller", "a larger one", difference.turned())
            };
            let counts = in_futures(&sided, ["as large a share", other])?;
            let london = more_in_london(summary, option, scenario, stream).unwrap_or_default();
            parts.push(format!(
                "in 100 plausible {years} futures, “{}” places a {side} share of {} requests than “{baseline}” in {counts}{london}",
                described.name,
                word(stream)
            ));
        }
        Some(_) => parts.push(format!(
            "no clear difference between “{}” and “{baseline}” in the share of {} requests placed",
            described.name,
            word(stream)
        )),
    }
    parts.extend(beds_in_use(summary, option, described, stream));
    Some(format!("{}.", super::wording::capital(&parts.join("; "))))
}

/// In how many of 100 futures it is so, as it is the same, and otherwise; they add up to 100.
fn in_futures(difference: &Difference, [same_words, worse_words]: [&str; 2]) -> Option<String> {
    let [better, same, worse] = futures(difference)?;
    let rest: Vec<String> = [(same, same_words), (worse, worse_words)]
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{words} in {count}"))
        .collect();
    let better = if better == 100 { "all 100".to_owned() } else { better.to_string() };
    Some(std::iter::once(better).chain(rest).collect::<Vec<_>>().join(", "))
}

/// Of the placements a larger share in London than under the option with the most beds of those that have fewer; none where there is no
/// such option, or the run cannot tell.
fn more_in_london(summary: &Summary, option: usize, scenario: &Scenario, stream: Stream) -> Option<String> {
    let key = stream_key("london_share", stream);
    let beds = |at: usize| Some(Beds::of(scenario.option(&summary.options.get(at)?.id)?, stream).total());
    let own = beds(option)?;
    let fewer =
        (0..summary.options.len()).filter(|other| *other != summary.baseline && beds(*other).is_some_and(|beds| beds > 0 && beds < own));
    // Of those alike in beds the first.
    let other = fewer.reduce(|most, other| if beds(other) > beds(most) { other } else { most })?;
    let difference = summary.difference(option, other, &key).filter(|difference| difference.low > 0.0)?;
    let words = in_futures(&difference, ["as large a share in London", "a smaller one"])?;
    Some(format!("; of its placements a larger share is in London than under “{}” in {words}", summary.options.get(other)?.name))
}

/// How many of the beds are in use, and on how many days all are: both sides of a hundred.
fn beds_in_use(summary: &Summary, option: usize, described: &ProvisionOption, stream: Stream) -> Vec<String> {
    let beds = Beds::of(described, stream);
    let estimate = |name: &str| summary.estimate(option, &stream_key(name, stream)).filter(|estimate| estimate.mean.is_finite());
    let mut parts = Vec::new();
    if beds.total() == 0 {
        return parts;
    }
    let in_use = estimate("census_london").and_then(|in_use| findings::beds_in_use(in_use, beds, stream, described));
    parts.extend(in_use.map(|in_use| format!("on an average day {in_use}")));
    if let Some(full) = estimate("all_full_share") {
        let full = out_of_100(full.mean);
        let taken = if described.homes.iter().all(is_always_open) { "every bed is taken" } else { "no bed that can be used is free" };
        parts.push(format!("{taken} on {full} days in 100, and at least one is free on {}", 100 - full));
    }
    parts
}

/// Whether every bed of a home can be used on every day.
fn is_always_open(home: &Home) -> bool {
    home.staffed_share >= 1.0 && home.ramp_up_months <= 0.0 && home.opens.is_none() && home.closes.is_none() && home.outage.is_none()
}

/// A number of years before a noun: “ten-year”.
pub fn years(years: f64) -> String {
    const WORDS: [&str; 11] = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let word = WORDS.get(years as usize).filter(|word| years.fract() == 0.0 && !word.is_empty());
    word.map_or_else(|| format!("{}-year", super::wording::short_number(years, 2)), |word| format!("{word}-year"))
}

/// An estimate for tests: a mean and the half-width of its interval.
#[cfg(test)]
pub fn estimate(mean: f64, half: f64) -> Estimate {
    let (low, high, standard_error) = (mean - half, mean + half, half / 1.96);
    Estimate { mean, standard_error, low, high, p05: mean, p25: mean, p50: mean, p75: mean, p95: mean }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn futures_add_up(better in 0.0..=1.0_f64, rest in 0.0..=1.0_f64) {
            let worse = (1.0 - better) * rest;
            let difference = Difference { mean: 1.0, low: 0.5, high: 1.5, better_share: better, worse_share: worse };
            let [more, same, less] = futures(&difference).unwrap();
            prop_assert_eq!(more + same + less, 100);
            // The sentence says the same three numbers, and no other.
            let words = in_futures(&difference, ["the same", "worse"]).unwrap();
            let said: Vec<u32> = words.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect();
            prop_assert_eq!(said.iter().sum::<u32>(), 100, "{}", &words);
            prop_assert_eq!(words.starts_with("all 100"), more == 100);
            prop_assert!(more < 100 || better == 1.0, "only all is 100");
            prop_assert!((f64::from(more) - better * 100.0).abs() <= 1.0 && (f64::from(less) - worse * 100.0).abs() <= 1.0);
        }
    }

    #[test]
    fn numbers_are_said_as_people_say_them() {
        assert_eq!((out_of_100(0.999), out_of_100(1.0), out_of_100(0.001), out_of_100(0.0)), (99, 100, 1, 0));
        assert_eq!((years(10.0).as_str(), years(2.5).as_str(), years(12.0).as_str()), ("ten-year", "2.5-year", "12-year"));
        assert_eq!(value(MeasureUnit::Share, &estimate(0.748, 0.01)), "75 of 100");
        assert_eq!(value(MeasureUnit::Days, &estimate(106.4, 0.2)), "106 days");
        assert_eq!(value(MeasureUnit::Children, &estimate(21.96, 0.09)), "22.0");
        assert_eq!(value(MeasureUnit::Children, &estimate(21.96, 1.3)), "22");
    }
}

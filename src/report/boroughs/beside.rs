//! What must be said beside the bills, so that two of them are fairly compared: how many children each places, what is in neither, and how much
//! of the risk of one authority sharing takes away.

use super::pounds;
use crate::analysis::boroughs::beside::{Beside, Side};
use crate::analysis::boroughs::bills::{Bills, BoroughBill, bad_to_average};
use crate::model::{CostKind, Payer, Scenario};
use crate::report::wording::{number, percent, short_number};

/// Days in a week.
pub(super) const WEEK: f64 = 7.0;

/// How many children each bill places, and what a week of one of them costs: an option that places more children costs more.
pub fn placed_sentence(beside: &Beside, scenario: &Scenario) -> String {
    let children = |side: &Side| number(side.placements, usize::from(side.placements < 99.5));
    let week = |side: &Side| side.pounds_a_child_week().map_or_else(|| "nothing, as nobody is placed".to_owned(), pounds);
    let Beside { with_option: with, as_now } = beside;
    format!(
        "With it {} children a year are placed for welfare, and as now {}. For a week of a child in a secure home authorities then pay {}, and as \
         now {}: {}.",
        children(with),
        children(as_now),
        week(with),
        week(as_now),
        in_bills(scenario)
    )
}

/// What is in the bills beside beds in use: buildings only where authorities pay for them.
pub(super) fn in_bills(scenario: &Scenario) -> &'static str {
    let paid = scenario.costs.as_ref().map_or(0.0, |costs| costs.shares(CostKind::Capital.group())[Payer::Boroughs as usize]);
    if paid > 0.0 {
        "step-down, empty beds and buildings are in it"
    } else {
        "step-down and empty beds are in it; others pay for buildings"
    }
}

/// What authorities pay for a night of bespoke care, pounds.
pub(super) fn bespoke_night(scenario: &Scenario) -> f64 {
    let kind = CostKind::Bespoke;
    scenario.costs.as_ref().map_or(0.0, |costs| costs.pounds_a_night(kind) * costs.shares(kind.group())[Payer::Boroughs as usize])
}

/// What an authority pays for a child without a place: how much of it is in the bills, and how much would make them equal.
pub fn without_place_sentence(beside: &Beside, scenario: &Scenario) -> String {
    let share = scenario.pathway.bespoke_share;
    let night = bespoke_night(scenario);
    let Beside { with_option: with, as_now } = beside;
    let nights = |side: &Side| number(side.nights_without_place, 0);
    let counted = if share > 0.0 {
        format!("The bills take {} of the nights without a place to be spent in bespoke care", percent(share))
    } else {
        "Not in the bills: what authorities pay for a child for whom no place is found; the scenario takes nobody to be in bespoke care"
            .to_owned()
    };
    let start = format!(
        "{counted}. Children who need a place are without one for {} nights a year with it, and for {} as now (waiting, and the stays of those who \
         get none).",
        nights(with),
        nights(as_now)
    );
    let dearer = with.pounds > as_now.pounds;
    let price = pounds(night * WEEK);
    match beside.even_share(share, night) {
        Some(even) if (0.0..=1.0).contains(&even) => format!(
            "{start} If {} of those nights were paid for at the {price} a week of bespoke care, an average year would cost the same with it and \
             as now.",
            percent(even)
        ),
        Some(_) if dearer => {
            let all = |side: &Side| side.pounds + (1.0 - share) * night * side.nights_without_place;
            format!(
                "{start} Even if all of them were paid for, at the {price} a week of bespoke care, an average year would cost {} more with it.",
                pounds(all(with) - all(as_now))
            )
        }
        _ => start,
    }
}

/// How much of the risk of one authority sharing takes away, in pounds and in proportion; nothing where nothing is paid.
pub fn risk_sentence(borough: &str, bill: &BoroughBill) -> Option<String> {
    let (with, without) = (bad_to_average(&bill.with_option)?, bad_to_average(&bill.as_now)?);
    let more = |bill: &crate::analysis::boroughs::bills::Bill| {
        let more = bill.bad_year - bill.average_year;
        format!("{} {}", pounds(more.abs()), if more < 0.0 { "less" } else { "more" })
    };
    Some(format!(
        "The risk of {borough} alone: a bad year costs {} than an average one with it, and {} without ({} and {} times an average year).",
        more(&bill.with_option),
        more(&bill.as_now),
        short_number(with, 1),
        short_number(without, 1)
    ))
}

/// How much of the risk lies in standing alone: the bad years of each, added, beside the bad year of all.
pub fn pooling_sentence(bills: &Bills) -> String {
    let sum = |of: fn(&BoroughBill) -> f64| pounds(bills.boroughs.iter().map(of).sum());
    format!(
        "Bad years do not come together: each one's own bad year adds up to {} as now and {} with it, but a bad year of all 33 together costs {} as \
         now and {} with it.",
        sum(|bill| bill.as_now.bad_year),
        sum(|bill| bill.with_option.bad_year),
        pounds(bills.as_now.bad_year),
        pounds(bills.with_option.bad_year)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario(bespoke_share: f64) -> Scenario {
        let text = include_str!("../../../scenarios/london-review.ron");
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let mut scenario: Scenario = options.from_str(text).unwrap();
        scenario.pathway.bespoke_share = bespoke_share;
        scenario
    }

    #[test]
    fn dearer_and_more_children_are_said_together() {
        let side = |pounds, placements, weeks, nights| Side { pounds, placements, child_weeks: weeks, nights_without_place: nights };
        let beside = Beside { with_option: side(400_000.0, 2.1, 40.0, 300.0), as_now: side(180_000.0, 1.4, 25.0, 420.0) };
        let said = placed_sentence(&beside, &scenario(0.0));
        assert!(said.ends_with("others pay for buildings."), "{said}");
        assert!(said.starts_with("With it 2.1 children a year are placed for welfare, and as now 1.4."), "{said}");
        assert!(said.contains("pay £10,000, and as now £7,200"), "{said}");
        let none = without_place_sentence(&beside, &scenario(0.0));
        assert!(none.starts_with("Not in the bills") && none.contains("300 nights a year with it, and for 420 as now"), "{none}");
        let some = without_place_sentence(&beside, &scenario(0.25));
        assert!(some.starts_with("The bills take 25% of the nights without a place"), "{some}");
    }
}

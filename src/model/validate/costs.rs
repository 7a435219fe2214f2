//! Checks of what things cost and who pays.

use super::super::costs::{CostFigure, CostGroup, Payer};
use super::super::parameter::ParameterId;
use super::super::scenario::Scenario;
use super::checker::{Checker, figure};

/// Checks prices, ranges and shares.
pub fn check(check: &mut Checker, scenario: &Scenario) {
    for option in &scenario.options {
        if let Some(pounds) = option.capital_pounds {
            check.range(&format!("options.{}.capital_pounds", option.id), ParameterId::OptionCapital, pounds);
        }
    }
    let Some(costs) = &scenario.costs else { return };
    check.parameter(ParameterId::PriceYear, scenario);
    for id in CostFigure::ALL {
        let path = format!("costs.figures.{id:?}");
        let Some(spread) = costs.figures.get(&id) else {
            let message = format!("'{id:?}' is missing: add it with central, low and high ({})", id.spec().label.to_lowercase());
            check.report("costs.figures", message);
            continue;
        };
        let parts = [("central", spread.central), ("low", spread.low), ("high", spread.high)];
        let inside = parts.map(|(part, value)| check.range(&format!("{path}.{part}"), ParameterId::Cost(id), value));
        if inside != [true; 3] {
            continue;
        }
        if spread.low > spread.central {
            let (low, central) = (figure(spread.low), figure(spread.central));
            check.report(format!("{path}.low"), format!("must not be above the central value ({central}), but is {low}"));
        }
        if spread.high < spread.central {
            let (high, central) = (figure(spread.high), figure(spread.central));
            check.report(format!("{path}.high"), format!("must not be below the central value ({central}), but is {high}"));
        }
    }
    for group in CostGroup::ALL {
        let path = format!("costs.paid_by.{group:?}");
        let Some(paid_by) = costs.paid_by.get(&group) else {
            let message = format!("'{group:?}' is missing: say who pays; boroughs pay what the others leave");
            check.report("costs.paid_by", message);
            continue;
        };
        let mut sum = 0.0;
        let mut inside = true;
        for (payer, share) in Payer::ALL.into_iter().zip(paid_by.shares()).skip(1) {
            inside &= check.range(&format!("{path}.{}", payer.key()), ParameterId::PaidBy(group), share);
            sum += share;
        }
        if inside && sum > 1.0 + 1e-9 {
            let message = format!("the shares must add up to at most 1 (100%), but add up to {}", figure((sum * 1e6).round() / 1e6));
            check.report(path, message);
        }
    }
}

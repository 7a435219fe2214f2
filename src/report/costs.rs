//! What options cost, in words and tables: the same on paper, on the command line and in the window.

mod figure;
mod overview;
mod paper;
mod sentences;
mod tables;

use super::Answer;
use super::wording::{number, short_number, supported_decimals};
use crate::analysis::Estimate;
use crate::analysis::costs::CostAnswer;
use crate::model::CostKind;

pub use figure::{CostParts, beside_access, figures, of_a_year};
pub use paper::section;
use sentences::prevention;
pub use sentences::{basis, counted, dominated, domination, not_counted, option_sentences, verdict};
pub use tables::tables;

/// Ids of the charts of costs: by kind, by payer, cost beside access. They stand with the costs, not with the other comparisons.
pub const FIGURES: [&str; 3] = ["costs-by-kind", "costs-by-payer", "costs-and-access"];

/// Lines of the bill that are told as one part of a chart, and what the part is called.
pub const PARTS: [(&str, &[CostKind]); 4] = [
    ("London homes", &[CostKind::LondonWelfare, CostKind::LondonJustice]),
    ("Empty London beds", &[CostKind::LondonWelfareEmpty, CostKind::LondonJusticeEmpty]),
    ("Placements elsewhere, and bespoke care", &[CostKind::ElsewhereWelfare, CostKind::ElsewhereJustice, CostKind::Bespoke]),
    (
        "Step-down, open facility and buildings",
        &[CostKind::StepDown, CostKind::StepDownEmpty, CostKind::OpenFacility, CostKind::OpenFacilityEmpty, CostKind::Capital],
    ),
];

impl Answer {
    /// What the options cost; none where the scenario has no prices.
    pub fn costs(&self) -> Option<CostAnswer> {
        CostAnswer::new(&self.scenario, &self.summary)
    }
}

/// Pounds as people say them: millions with one decimal, less in whole pounds.
pub fn pounds(value: f64) -> String {
    let sign = if value < 0.0 { "\u{2212}" } else { "" };
    let size = value.abs();
    if size >= 999_950.0 { format!("{sign}£{} million", number(size / 1e6, 1)) } else { format!("{sign}£{}", number(size, 0)) }
}

/// Pence as pounds in a table: thousands apart, to the penny.
pub fn pounds_of(pence: i64) -> String {
    let sign = if pence < 0 { "\u{2212}" } else { "" };
    let size = pence.unsigned_abs();
    format!("{sign}£{}.{:02}", number((size / 100) as f64, 0), size % 100)
}

/// Millions of pounds with the decimals that an interval supports, two at most.
pub fn millions(value: f64, half_width: f64) -> String {
    number(value / 1e6, supported_decimals(half_width / 1e6).clamp(1, 2))
}

/// An estimate in millions or in pounds, with half the width of its 95% interval.
pub fn estimate(estimate: &Estimate, in_millions: bool) -> String {
    let half_width = (estimate.high - estimate.low) / 2.0;
    let half = |text: String| if half_width.is_finite() { format!(" ±{text}") } else { String::new() };
    if in_millions {
        let decimals = supported_decimals(half_width / 1e6).clamp(1, 2);
        let least = 0.5 * 10_f64.powi(-(decimals as i32));
        let shown =
            if half_width / 1e6 < least { format!("<{}", short_number(2.0 * least, 2)) } else { number(half_width / 1e6, decimals) };
        format!("£{}m{}", number(estimate.mean / 1e6, decimals), half(shown))
    } else {
        format!("£{}{}", number(estimate.mean, 0), half(number(half_width.max(1.0), 0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_reads_well() {
        assert_eq!(pounds(7_000.4), "£7,000");
        assert_eq!(pounds(-13_240_000.0), "\u{2212}£13.2 million");
        assert_eq!(pounds(999_960.0), "£1.0 million");
        assert_eq!(pounds_of(-123_456_789), "\u{2212}£1,234,567.89");
        assert_eq!(pounds_of(5), "£0.05");
    }

    #[test]
    fn every_kind_of_cost_is_in_one_part() {
        for kind in CostKind::ALL {
            assert_eq!(PARTS.iter().filter(|(_, kinds)| kinds.contains(&kind)).count(), 1, "{kind:?}");
        }
    }
}

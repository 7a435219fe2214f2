//! All authorities together, one row an option: what a paper has room for.

use super::beside::{WEEK, bespoke_night, in_bills};
use super::{gainers, pounds};
use crate::analysis::boroughs::beside::{Beside, Side};
use crate::analysis::boroughs::bills::{Bill, Bills, BoroughBill};
use crate::model::{ProvisionOption, Scenario};
use crate::report::tables::{Cell, Symbol, Table};
use crate::report::wording::percent;

/// The table while options are added.
pub struct Overview {
    table: Table,
    /// Share of the nights without a place that the bills take to be spent in bespoke care.
    bespoke_share: f64,
    /// What authorities pay for a night of bespoke care.
    pounds_a_night: f64,
    /// What is in the bills beside beds in use.
    in_bills: &'static str,
}

impl Overview {
    /// A table without rows yet.
    pub fn new(scenario: &Scenario) -> Self {
        let columns = [
            "Option",
            "Pay less",
            "Pay more",
            "Not clear",
            "All 33, more than as now, £ million",
            "Placed for welfare",
            "Child’s week, £",
            "Nights without a place",
            "Bespoke nights to be even, %",
            "Own bad years added up, £ million",
            "One bad year of all, £ million",
        ];
        Self {
            table: Table::new("boroughs-overview", "What the 33 authorities pay in an average year, and what for", &columns),
            bespoke_share: scenario.pathway.bespoke_share,
            pounds_a_night: bespoke_night(scenario),
            in_bills: in_bills(scenario),
        }
    }

    /// Adds an option; *as now* before the first.
    pub fn push(&mut self, option: &ProvisionOption, bills: &Bills, beside: &Beside) {
        let millions = |pounds: f64| Cell::number(pounds / 1e6, 2);
        let none = || Cell::Missing(Symbol::NotApplicable);
        let children = |side: &Side| Cell::number(side.placements, 0);
        let week = |side: &Side| Cell::number(side.pounds_a_child_week().unwrap_or(f64::NAN), 0);
        let nights = |side: &Side| Cell::number(side.nights_without_place, 0);
        let bad = |of: fn(&BoroughBill) -> &Bill, all: &Bill| {
            [millions(bills.boroughs.iter().map(|bill| of(bill).bad_year).sum()), millions(all.bad_year)]
        };
        if self.table.rows.is_empty() {
            let now = &beside.as_now;
            let mut row = vec![Cell::text("As now"), none(), none(), none(), none(), children(now), week(now), nights(now), none()];
            row.extend(bad(|bill| &bill.as_now, &bills.as_now));
            self.table.rows.push(row);
        }
        let with = &beside.with_option;
        let even = match beside.even_share(self.bespoke_share, self.pounds_a_night) {
            Some(share) if (0.0..=1.0).contains(&share) => Cell::number(share * 100.0, 0),
            _ => Cell::text("none"),
        };
        let mut row = vec![Cell::text(&option.name)];
        row.extend(gainers(bills).map(|count| Cell::number(count as f64, 0)));
        row.push(millions(bills.with_option.average_year - bills.as_now.average_year));
        row.extend([children(with), week(with), nights(with), even]);
        row.extend(bad(|bill| &bill.with_option, &bills.with_option));
        self.table.rows.push(row);
    }

    /// The table with what its columns mean, and how the bills were reckoned.
    pub fn table(mut self, notes: &[String]) -> Table {
        let in_bills = if self.bespoke_share > 0.0 {
            format!("the bills take {} of them to be spent in bespoke care", percent(self.bespoke_share))
        } else {
            "the bills take none of them to be spent in bespoke care".to_owned()
        };
        self.table.notes.push(format!(
            "Pay less, more, not clear: authorities, beside what each would pay as now. Child’s week: what authorities pay for a week of a child in \
             a secure home; {}. Nights without a place: of children who need one, a year; {in_bills}. Bespoke nights to be even: of 100 \
             such nights, how many would have to be paid for, at {} a week, for the average year to cost what it costs as now; none: no share does it.",
            self.in_bills,
            pounds(self.pounds_a_night * WEEK)
        ));
        self.table.notes.extend_from_slice(notes);
        self.table
    }
}

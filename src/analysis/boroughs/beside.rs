//! What stands beside a bill: the children it places, and the nights for which no place is found. Two bills are fairly compared only with these
//! in view.

use serde::Serialize;

use super::bills::{Bills, BoroughBill};
use super::needs::BoroughNeeds;
use super::use_of::Night;

const DAYS_PER_WEEK: f64 = 7.0;

/// One side of a comparison, of one authority or of all, mean a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Side {
    /// What is paid, pounds.
    pub pounds: f64,
    /// Children placed for welfare.
    pub placements: f64,
    /// Weeks that children spend in secure homes in welfare beds, in London or elsewhere.
    pub child_weeks: f64,
    /// Nights for which a child who needs a place has none: waiting, or the stay of one who never got a place.
    pub nights_without_place: f64,
}

impl Side {
    /// Pounds for a week of a child in a secure home, all else that is paid in it; none where nobody is placed.
    pub fn pounds_a_child_week(&self) -> Option<f64> {
        (self.child_weeks > 0.0).then(|| self.pounds / self.child_weeks)
    }

    fn of(pounds: f64, placements: f64, nights: &[f64; Night::COUNT], nights_without_place: f64) -> Self {
        let placed = nights[Night::LondonWelfare as usize] + nights[Night::ElsewhereWelfare as usize];
        Self { pounds, placements, child_weeks: placed / DAYS_PER_WEEK, nights_without_place }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            pounds: self.pounds + other.pounds,
            placements: self.placements + other.placements,
            child_weeks: self.child_weeks + other.child_weeks,
            nights_without_place: self.nights_without_place + other.nights_without_place,
        }
    }
}

/// With the option and as now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Beside {
    /// With the option.
    pub with_option: Side,
    /// As now.
    pub as_now: Side,
}

impl Beside {
    /// Of one authority.
    pub fn of(bill: &BoroughBill, needs: &BoroughNeeds) -> Self {
        Self {
            with_option: Side::of(bill.with_option.average_year, needs.placements.mean, &needs.nights, needs.nights_without_place),
            as_now: Side::of(
                bill.as_now.average_year,
                needs.placements_as_now.mean,
                &needs.nights_as_now,
                needs.nights_without_place_as_now,
            ),
        }
    }

    /// Of all authorities together.
    pub fn of_all(bills: &Bills, needs: &[BoroughNeeds]) -> Self {
        bills.boroughs.iter().zip(needs).map(|(bill, needs)| Self::of(bill, needs)).fold(Self::default(), |sum, one| Self {
            with_option: sum.with_option.plus(one.with_option),
            as_now: sum.as_now.plus(one.as_now),
        })
    }

    /// The share of nights without a place at which an average year costs the same with the option and as now, if so much of them were spent in
    /// care at this price a night; `share` of them are in the bills already. May be below 0 or above 1: then no share makes them equal. None
    /// where the option changes no such night or they cost nothing.
    pub fn even_share(&self, share: f64, pounds_a_night: f64) -> Option<f64> {
        let fewer = self.as_now.nights_without_place - self.with_option.nights_without_place;
        let saved = fewer * pounds_a_night;
        (saved > 0.0).then(|| share + (self.with_option.pounds - self.as_now.pounds) / saved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// £1,000 and 10 nights without a place against £400 and 40: at £50 a night, 30 nights fewer are worth £1,500, so 40% of them make good £600.
    #[test]
    fn the_share_that_makes_good_the_difference_is_found_by_hand() {
        let side = |pounds, nights_without_place, child_weeks| Side { pounds, placements: 1.0, child_weeks, nights_without_place };
        let beside = Beside { with_option: side(1_000.0, 10.0, 4.0), as_now: side(400.0, 40.0, 0.0) };
        assert!((beside.even_share(0.0, 50.0).unwrap() - 0.4).abs() < 1e-12);
        assert_eq!((beside.with_option.pounds_a_child_week(), beside.as_now.pounds_a_child_week()), (Some(250.0), None));
        // A quarter of them paid for already, on both sides: the same share makes them equal.
        let paid = |side: Side| Side { pounds: side.pounds + 0.25 * 50.0 * side.nights_without_place, ..side };
        let paid = Beside { with_option: paid(beside.with_option), as_now: paid(beside.as_now) };
        assert!((paid.even_share(0.25, 50.0).unwrap() - 0.4).abs() < 1e-12);
        assert_eq!(beside.even_share(0.0, 0.0), None);
        assert_eq!(Beside { as_now: beside.with_option, ..beside }.even_share(0.0, 50.0), None);
    }
}

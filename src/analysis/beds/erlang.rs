//! What theory says of a pool of beds where whoever finds no free bed goes elsewhere at once (Erlang 1917).
//!
//! True of stays of any shape, for requests at random times. It has no waiting list and no offers from elsewhere, so it is a yardstick
//! for what a size of pool costs, never the answer.

/// The chance that a request finds no free bed: `beds` in one pool, `load` children on average if there were always a bed (requests a
/// year × mean stay in years).
pub fn refused_share(beds: u32, load: f64) -> f64 {
    (1..=beds).fold(1.0, |refused, bed| load * refused / (f64::from(bed) + load * refused))
}

/// The chance that a request finds no free bed in a pool that runs at a mean occupancy; none unless the occupancy is above 0 and below 1.
pub fn refused_share_at_occupancy(beds: u32, occupancy: f64) -> Option<f64> {
    if beds == 0 || !(occupancy > 0.0 && occupancy < 1.0) {
        return None;
    }
    let carried = occupancy * f64::from(beds);
    let carried_of = |load: f64| load * (1.0 - refused_share(beds, load));
    // What is carried grows with the load and tends to the beds: twice as often as need be, so that the load asked for is bracketed.
    let (mut low, mut high) = (carried, carried.max(1.0));
    while carried_of(high) < carried {
        high *= 2.0;
        if !high.is_finite() {
            return None;
        }
    }
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if carried_of(middle) < carried { low = middle } else { high = middle }
    }
    Some(refused_share(beds, high))
}

/// The fewest beds in one pool that refuse at most a share of requests; none if that share is 0 or less, or a million beds are not enough.
pub fn fewest_beds(load: f64, most_refused_share: f64) -> Option<u32> {
    // Beyond some hundred beds the chance is less than any number, yet never nothing.
    if most_refused_share.is_nan() || most_refused_share <= 0.0 {
        return None;
    }
    let mut refused = 1.0;
    for beds in 0..1_000_000 {
        if beds > 0 {
            refused = load * refused / (f64::from(beds) + load * refused);
        }
        if refused <= most_refused_share {
            return Some(beds);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_textbook_values_come_back() {
        for (beds, load, refused) in [(2, 1.0, 0.2), (5, 3.0, 0.110_054_347_8), (12, 10.5, 0.139_142_489_7), (24, 21.0, 0.084_543_543_6)] {
            assert!((refused_share(beds, load) - refused).abs() < 1e-10, "{beds} beds, load {load}");
        }
    }

    #[test]
    fn a_small_pool_pays_more_for_the_same_occupancy() {
        for (beds, percent) in [(6, 46.0), (8, 39.0), (12, 28.0), (24, 14.0), (36, 8.5), (100, 1.5)] {
            let refused = refused_share_at_occupancy(beds, 0.85).unwrap() * 100.0;
            assert!((refused - percent).abs() < 0.5, "{beds} beds at 85%: {refused}");
        }
        assert_eq!(refused_share_at_occupancy(12, 1.0), None);
        assert_eq!(refused_share_at_occupancy(0, 0.5), None);
    }

    #[test]
    fn staffing_is_the_first_size_below_the_goal() {
        assert_eq!(fewest_beds(21.0, 0.0846), Some(24));
        assert_eq!(fewest_beds(21.0, 0.0845), Some(25));
        assert_eq!(fewest_beds(21.0, 1.0), Some(0));
        assert_eq!(fewest_beds(21.0, 0.0), None);
    }
}

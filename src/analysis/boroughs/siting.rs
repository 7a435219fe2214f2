//! Where one or two homes would be nearest to the children: every centre of a borough, and every pair of them, tried in turn.
//! All are illustrative: no site is known to be available.

use serde::Serialize;

use crate::model::geography::{BOROUGHS, Borough, great_circle_miles};

/// Homes at the centres of one or two boroughs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Siting {
    /// Indices in [`BOROUGHS`], rising.
    pub sites: Vec<usize>,
    /// Miles by road from home to the nearest of them, mean over children.
    pub mean_miles: f64,
    /// Miles from the borough that is farthest from the nearest of them.
    pub worst_miles: f64,
    /// Index of that borough.
    pub worst_borough: usize,
}

/// Miles by road from the centre of each borough (rows) to the centre of each (columns).
fn miles_between(boroughs: &[Borough], road_factor: f64) -> Vec<Vec<f64>> {
    let at = |borough: &Borough| (borough.latitude, borough.longitude);
    let row = |from: &Borough| boroughs.iter().map(|to| road_factor * great_circle_miles(at(from), at(to))).collect();
    boroughs.iter().map(row).collect()
}

/// One home (`pairs` false) or two at the centres of boroughs, nearest on average first, ties by the worst. `weights`: children by borough,
/// in the order of [`BOROUGHS`]; boroughs without a weight count neither for the mean nor for the worst.
pub fn sitings(weights: &[f64], road_factor: f64, pairs: bool) -> Vec<Siting> {
    let miles = miles_between(&BOROUGHS, road_factor);
    let total: f64 = weights.iter().sum();
    let siting = |sites: Vec<usize>| {
        let nearest = |from: usize| sites.iter().map(|to| miles[from][*to]).fold(f64::INFINITY, f64::min);
        let counted =
            || weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0).map(|(from, weight)| (from, weight, nearest(from)));
        let mean_miles = counted().map(|(_, weight, miles)| weight * miles).sum::<f64>() / total;
        let worst = counted().fold((0, 0.0), |worst, (from, _, miles)| if miles > worst.1 { (from, miles) } else { worst });
        Siting { sites, mean_miles, worst_miles: worst.1, worst_borough: worst.0 }
    };
    let count = BOROUGHS.len();
    let mut all: Vec<Siting> = if total <= 0.0 {
        Vec::new()
    } else if pairs {
        (0..count).flat_map(|a| (a + 1..count).map(move |b| vec![a, b])).map(siting).collect()
    } else {
        (0..count).map(|a| siting(vec![a])).collect()
    };
    all.sort_by(|a, b| a.mean_miles.total_cmp(&b.mean_miles).then(a.worst_miles.total_cmp(&b.worst_miles)));
    all
}

/// Miles by road from the centre of each borough to the nearest of some centres, in the order of [`BOROUGHS`].
pub fn miles_to(sites: &[usize], road_factor: f64) -> Vec<f64> {
    let miles = miles_between(&BOROUGHS, road_factor);
    miles.iter().map(|row| nearest(row, sites)).collect()
}

fn nearest(row: &[f64], sites: &[usize]) -> f64 {
    sites.iter().filter_map(|site| row.get(*site)).copied().fold(f64::INFINITY, f64::min)
}

//! Boroughs, homes in the rest of the country, and the miles between them. The data are tables in `assets`, which carry their sources.

use std::sync::LazyLock;

use serde::Deserialize;

use super::provision::Site;

/// A London authority: 32 boroughs and the City.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Borough {
    /// Name as the Office for National Statistics spells it.
    pub name: String,
    /// Name where there is little room.
    pub short_name: String,
    /// Office for National Statistics code.
    pub ons_code: String,
    /// Centroid, degrees north.
    pub latitude: f64,
    /// Centroid, degrees east.
    pub longitude: f64,
    /// Residents aged 10 to 17, mid-2019.
    pub population_10_17: f64,
    /// Row of the square on the London grid map, 1 at the top.
    pub grid_row: u32,
    /// Column of the square on the London grid map, 1 at the left.
    pub grid_column: u32,
}

/// A secure home outside London that may offer a place.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ElsewhereHome {
    /// Name.
    pub name: String,
    /// Town.
    pub town: String,
    /// England, Wales or Scotland.
    pub nation: String,
    /// Degrees north, approximate by design.
    pub latitude: f64,
    /// Degrees east, approximate by design.
    pub longitude: f64,
    /// Beds for welfare placements about 2019.
    pub welfare_beds: f64,
    /// Beds under justice contract about 2019.
    pub justice_beds: f64,
    /// Where the row comes from.
    pub source: String,
}

impl ElsewhereHome {
    /// Whether offers from here end when Scottish offers do.
    pub fn is_scottish(&self) -> bool {
        self.nation == "Scotland"
    }
}

/// The 33 London authorities, in the order of their codes.
pub static BOROUGHS: LazyLock<Vec<Borough>> = LazyLock::new(|| table(include_str!("../../assets/london_boroughs.csv")));

/// The secure homes of England, Wales and Scotland about 2019.
pub static ELSEWHERE_HOMES: LazyLock<Vec<ElsewhereHome>> = LazyLock::new(|| table(include_str!("../../assets/secure_homes.csv")));

/// The rows of a table shipped inside the program. A row that does not parse is a defect of the build, found by this module's tests.
pub(super) fn table<T: for<'de> Deserialize<'de>>(text: &str) -> Vec<T> {
    csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes()).deserialize().filter_map(Result::ok).collect()
}

/// Mean radius of the Earth, miles.
const EARTH_RADIUS_MILES: f64 = 3_958.761;

/// Great-circle distance in miles between two points in degrees (haversine formula).
pub fn great_circle_miles(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (latitude_1, latitude_2) = (from.0.to_radians(), to.0.to_radians());
    let half_latitude = libm::sin((latitude_2 - latitude_1) / 2.0);
    let half_longitude = libm::sin((to.1 - from.1).to_radians() / 2.0);
    let h = half_latitude * half_latitude + libm::cos(latitude_1) * libm::cos(latitude_2) * half_longitude * half_longitude;
    2.0 * EARTH_RADIUS_MILES * libm::asin(libm::sqrt(h.min(1.0)))
}

impl Borough {
    /// Straight-line miles to a site.
    pub fn miles_to_site(&self, site: &Site) -> f64 {
        great_circle_miles((self.latitude, self.longitude), (site.latitude, site.longitude))
    }

    /// Straight-line miles to a home elsewhere.
    pub fn miles_to_home(&self, home: &ElsewhereHome) -> f64 {
        great_circle_miles((self.latitude, self.longitude), (home.latitude, home.longitude))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// Rows that the tables must have; a row lost to a typing error would show here.
    #[test]
    fn the_tables_are_whole() {
        assert_eq!(BOROUGHS.len(), 33);
        assert_eq!(BOROUGHS.iter().map(|b| b.population_10_17).sum::<f64>(), 823_431.0);
        let squares: HashSet<(u32, u32)> = BOROUGHS.iter().map(|b| (b.grid_row, b.grid_column)).collect();
        let names: HashSet<&str> = BOROUGHS.iter().map(|b| b.short_name.as_str()).collect();
        assert_eq!((squares.len(), names.len()), (33, 33), "a square and a short name each");
        assert!(BOROUGHS.iter().all(|b| (1..=7).contains(&b.grid_row) && (1..=8).contains(&b.grid_column) && b.short_name.len() <= 9));
        let sum = |scottish: bool, beds: fn(&ElsewhereHome) -> f64| {
            ELSEWHERE_HOMES.iter().filter(|h| h.is_scottish() == scottish).map(beds).sum::<f64>()
        };
        assert_eq!(sum(false, |h| h.welfare_beds), 137.0);
        assert_eq!(sum(false, |h| h.justice_beds), 117.0);
        assert!(sum(true, |h| h.welfare_beds) > 0.0);
    }

    /// Population-weighted, bed-weighted straight-line means: 148 miles to England and Wales. To Scotland 351 with the beds of the table,
    /// those of 2016; the 353 published with the evidence weigh by later beds, after Kenmure fell to 17 and Edinburgh to 6.
    #[test]
    fn distances_agree_with_the_published_means() {
        let mean = |scottish: bool, beds: fn(&ElsewhereHome) -> f64| {
            let (mut miles, mut weight) = (0.0, 0.0);
            for borough in BOROUGHS.iter() {
                for home in ELSEWHERE_HOMES.iter().filter(|h| h.is_scottish() == scottish) {
                    let w = borough.population_10_17 * beds(home);
                    miles += w * borough.miles_to_home(home);
                    weight += w;
                }
            }
            miles / weight
        };
        let later_beds = |home: &ElsewhereHome| match home.name.as_str() {
            "St Mary's Kenmure" => 17.0,
            "Edinburgh Secure Services" => 6.0,
            _ => home.welfare_beds,
        };
        for (miles, published) in
            [(mean(false, |h| h.welfare_beds), 148.0), (mean(true, |h| h.welfare_beds), 350.9), (mean(true, later_beds), 353.0)]
        {
            assert!((miles - published).abs() < 0.1, "{miles} instead of {published}");
        }
    }
}

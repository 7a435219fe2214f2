//! What the authorities pay for a night or a year of each kind of place.

use super::use_of::Night;

/// The authorities' part of the prices, pounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Charges {
    /// What must be paid for what is run together whether anybody is there or not, by year of the horizon.
    pub shared_fixed: Vec<f64>,
    /// What a night there costs besides, by [`Night`].
    pub shared_night: [f64; Night::COUNT],
    /// What an authority pays for a night that it buys on its own, by [`Night`].
    pub own_night: [f64; Night::COUNT],
}

impl Charges {
    /// The nights spent in what the authorities run together.
    pub fn shared_nights(&self) -> impl Iterator<Item = Night> {
        [Night::LondonWelfare, Night::LondonJustice, Night::StepDown, Night::OpenFacility].into_iter()
    }
}

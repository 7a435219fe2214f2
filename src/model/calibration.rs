//! Values solved from the review instead of typed in.

use thiserror::Error;

use super::demand::{Patience, Stream, StreamDemand};
use super::elsewhere::{Elsewhere, Offers};
use super::time::DAYS_PER_YEAR;

/// Why no patience agrees with the review's figures.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum CalibrationError {
    /// All offers would be taken up, so nobody would ever be withdrawn for want of a place.
    #[error(
        "{genuine:.1} genuine requests a year do not exceed the {offers:.1} places offered, so no patience gives {open_requests} open requests"
    )]
    NoShortage {
        /// Requests a year that proceed.
        genuine: f64,
        /// Offers a year.
        offers: f64,
        /// Open requests asked for.
        open_requests: f64,
    },
    /// Requests that will not proceed already fill the list.
    #[error(
        "requests that will not proceed keep {not_proceeding:.1} open on an average day, which leaves no room for waiting children among {open_requests} open requests"
    )]
    NobodyWaits {
        /// Open requests that will not proceed.
        not_proceeding: f64,
        /// Open requests asked for.
        open_requests: f64,
    },
    /// Places are always found at once.
    #[error("places elsewhere are unlimited, so nobody waits and patience cannot be solved; give a mean in days")]
    Unlimited,
}

/// The largest share of requests that never need a place with which the other figures still agree with the open requests stated: any
/// larger one would leave no shortage, or fill the list by itself. 1 where nothing stands in the way, 0 where no share agrees.
pub fn largest_not_proceeding_share(demand: &StreamDemand, elsewhere: &Elsewhere, stream: Stream) -> f64 {
    let (Patience::Solved { open_requests }, Offers::PerYear(offers)) = (demand.patience, elsewhere.offers(stream)) else { return 1.0 };
    if demand.requests_per_year <= 0.0 {
        return 1.0;
    }
    let shortage = 1.0 - offers / demand.requests_per_year;
    let list = open_requests * DAYS_PER_YEAR / (demand.requests_per_year * demand.not_proceeding_days);
    // NaN where nobody stays on the list for a moment: then the list never fills.
    shortage.min(if list.is_nan() { 1.0 } else { list }).clamp(0.0, 1.0)
}

/// Mean patience in days, or `None` where a request waits as long as it takes.
///
/// Solved patience: of `g = requests × (1 − not proceeding)` genuine requests a year, `g − offers` are withdrawn for want of a place;
/// `w = open − requests × not proceeding × days / 365` wait on an average day. With exponential patience the withdrawal rate is
/// w / patience, so patience = 365 w / (g − offers). With the review's figures this is 193 days. Without requests there is nothing to
/// solve, and nobody whose patience could matter.
///
/// # Errors
/// When no positive patience gives the stated number of open requests.
pub fn patience_days(demand: &StreamDemand, elsewhere: &Elsewhere, stream: Stream) -> Result<Option<f64>, CalibrationError> {
    let nobody_asks = demand.requests_per_year == 0.0 && demand.latent_requests_per_year == 0.0;
    let open_requests = match demand.patience {
        Patience::Solved { .. } if nobody_asks => return Ok(None),
        Patience::MeanDays(days) => return Ok(Some(days)),
        Patience::Unlimited => return Ok(None),
        Patience::Solved { open_requests } => open_requests,
    };
    let Offers::PerYear(offers) = elsewhere.offers(stream) else {
        return Err(CalibrationError::Unlimited);
    };
    let genuine = demand.requests_per_year * (1.0 - demand.not_proceeding_share);
    let not_proceeding = demand.requests_per_year * demand.not_proceeding_share * demand.not_proceeding_days / DAYS_PER_YEAR;
    let waiting = open_requests - not_proceeding;
    if genuine <= offers {
        return Err(CalibrationError::NoShortage { genuine, offers, open_requests });
    }
    if waiting <= 0.0 {
        return Err(CalibrationError::NobodyWaits { not_proceeding, open_requests });
    }
    Ok(Some(DAYS_PER_YEAR * waiting / (genuine - offers)))
}

//! What the rest of the country offers.

use serde::{Deserialize, Serialize};

use super::demand::Stream;
use super::time::YearMonth;

/// The rest of the country.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Elsewhere {
    /// Offers for welfare requests.
    pub welfare: Offers,
    /// Offers for justice requests.
    pub justice: Offers,
    /// Offers for children in police custody.
    pub police_custody: Offers,
    /// Share of welfare offers that come from Scotland.
    pub scottish_offer_share: f64,
    /// First month without offers from Scotland; none means they go on.
    pub scottish_offers_end: Option<YearMonth>,
    /// Requests from the rest of the country that compete for an offer: London's share is n / (n + this), n London requests waiting.
    pub competing_requests: f64,
    /// Miles by road for each mile in a straight line.
    pub road_factor: f64,
}

impl Elsewhere {
    /// The offers for one stream.
    pub fn offers(&self, stream: Stream) -> Offers {
        match stream {
            Stream::Welfare => self.welfare,
            Stream::Justice => self.justice,
            Stream::PoliceCustody => self.police_custody,
        }
    }

    /// The offers for one stream, to be changed.
    pub fn offers_mut(&mut self, stream: Stream) -> &mut Offers {
        match stream {
            Stream::Welfare => &mut self.welfare,
            Stream::Justice => &mut self.justice,
            Stream::PoliceCustody => &mut self.police_custody,
        }
    }
}

/// Offers of a place elsewhere for children of one stream.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Offers {
    /// This many a year, at random times; an offer nobody waits for lapses.
    PerYear(f64),
    /// A place is always found at once.
    Unlimited,
}

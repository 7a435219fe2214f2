//! Where things stand on the day the run starts: children in placement and requests open, counted in bands of time so that no child can be told.

use serde::{Deserialize, Serialize};

use super::demand::Stream;

/// Children in placement and open requests on the first day of the horizon. A run that starts from it has no warm-up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Today {
    /// Children in secure placements.
    #[serde(default)]
    pub placed: Vec<PlacedToday>,
    /// Requests for which no place has been found.
    #[serde(default)]
    pub open: Vec<OpenToday>,
}

/// Children of one stream in placement at one kind of place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlacedToday {
    /// Why they are placed.
    pub stream: Stream,
    /// Where they are.
    pub place: PlaceToday,
    /// How many have been there how long.
    pub bands: Vec<ElapsedBand>,
}

/// Where children are today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlaceToday {
    /// In homes elsewhere in the country.
    Elsewhere,
    /// In the London home with this id. In an option without that home they are elsewhere.
    Home(String),
}

/// Open requests of one stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenToday {
    /// Why a place is asked for.
    pub stream: Stream,
    /// How many have been open how long.
    pub bands: Vec<ElapsedBand>,
}

/// Children for whom about the same time has passed; within the band any time is as likely as another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElapsedBand {
    /// Least days that have passed since admission or request.
    pub from_days: f64,
    /// Most days that have passed; at least [`ElapsedBand::LEAST_SPAN_DAYS`] above the least.
    pub to_days: f64,
    /// How many children.
    pub children: u32,
}

impl ElapsedBand {
    /// A band is at least this wide, days: a narrower one would come near the dates of single children.
    pub const LEAST_SPAN_DAYS: f64 = 7.0;
}

impl Today {
    /// Children of a stream in placement.
    pub fn placed_children(&self, stream: Stream) -> u32 {
        let groups = self.placed.iter().filter(|group| group.stream == stream);
        groups.flat_map(|group| &group.bands).fold(0, |sum, band| sum.saturating_add(band.children))
    }

    /// Open requests of a stream.
    pub fn open_requests(&self, stream: Stream) -> u32 {
        let groups = self.open.iter().filter(|group| group.stream == stream);
        groups.flat_map(|group| &group.bands).fold(0, |sum, band| sum.saturating_add(band.children))
    }
}

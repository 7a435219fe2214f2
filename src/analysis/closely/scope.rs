//! Which beds are looked at.

use crate::model::{BedKind, ProvisionOption, Stream};

/// Some of the beds of a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Beds {
    /// Every bed.
    #[default]
    All,
    /// The beds that children of a stream may use: their own, and those for either.
    For(Stream),
    /// The beds of one kind.
    Kind(BedKind),
}

/// Beds of an option: in every home, or in one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    /// Index of the home in the option; none for all homes.
    pub home: Option<usize>,
    /// Which of their beds.
    pub beds: Beds,
}

impl Scope {
    /// Whether the beds of a kind in a home are among these.
    pub fn holds(self, home: usize, kind: BedKind) -> bool {
        let right_kind = match self.beds {
            Beds::All => true,
            Beds::For(stream) => kind == BedKind::Either || kind == BedKind::own(stream),
            Beds::Kind(of) => kind == of,
        };
        right_kind && self.home.is_none_or(|of| of == home)
    }

    /// How many beds of an option these are, once all are open.
    pub fn count(self, option: &ProvisionOption) -> u32 {
        let beds = |(index, home): (usize, &crate::model::Home)| {
            BedKind::ALL.into_iter().filter(|kind| self.holds(index, *kind)).map(|kind| home.beds(kind)).sum::<u32>()
        };
        option.homes.iter().enumerate().map(beds).sum()
    }
}

/// The beds of an option that are looked at, each with their number: of all homes and of each, all beds and those for each stream, and the
/// pools of a home that has more than one. Nothing without beds.
pub fn scopes(option: &ProvisionOption) -> Vec<(Scope, u32)> {
    let places = std::iter::once(None).chain((0..option.homes.len()).map(Some));
    let kinds = [Beds::All, Beds::For(Stream::Welfare), Beds::For(Stream::Justice), Beds::For(Stream::PoliceCustody)];
    let pools = BedKind::ALL.map(Beds::Kind);
    let scopes = places.flat_map(|home| kinds.into_iter().chain(pools).map(move |beds| Scope { home, beds }));
    scopes.map(|scope| (scope, scope.count(option))).filter(|(_, beds)| *beds > 0).collect()
}

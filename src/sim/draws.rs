//! Chance by key: (seed, replication, purpose, index, attribute) → number. No sequence is shared, so no child's draws depend on another's.
//!
//! The generator is the SplitMix64 finaliser (Steele, Lea, Flood 2014; constants of Stafford's variant 13) applied to sums of keys
//! and odd multiples of indices. It is written out here so that a seed means the same next year and on every machine.

/// 2⁶⁴ divided by the golden ratio, odd.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
/// An odd constant for attributes of one child.
const ATTRIBUTE: u64 = 0xD1B5_4A32_D192_ED03;

/// Scrambles a key: every bit of the result depends on every bit of the key.
#[inline]
pub fn scramble(mut key: u64) -> u64 {
    key = (key ^ (key >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    key = (key ^ (key >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    key ^ (key >> 31)
}

/// What a family of draws is for. The numbers are part of what a seed means: never reuse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Children of a stream, by its index, and the gaps before them.
    Children(usize),
    /// Children of latent requests, and the gaps before them.
    LatentChildren(usize),
    /// Offers to a stream, and the gaps before them.
    Offers(usize),
    /// Multipliers of calendar years of a stream.
    Years(usize),
    /// Propensities of boroughs.
    Boroughs,
    /// Closures of beds.
    Closures,
    /// Children of a stream who are in placement when the clock starts, and how long they have been there.
    AlreadyPlaced(usize),
    /// Children of a stream whose requests are open when the clock starts, and how long they have been.
    AlreadyOpen(usize),
    /// Weights of criteria: no child's business, but the same promise.
    Weights,
    /// Values of uncertain figures in one of several sets of draws; the draw stands in the place of the replication.
    Figures(usize),
}

impl Purpose {
    fn number(self) -> u64 {
        let (block, stream) = match self {
            Purpose::Children(stream) => (2, stream),
            Purpose::LatentChildren(stream) => (4, stream),
            Purpose::Offers(stream) => (6, stream),
            Purpose::Years(stream) => (7, stream),
            Purpose::Boroughs => (8, 0),
            Purpose::Closures => (9, 0),
            Purpose::AlreadyPlaced(stream) => (10, stream),
            Purpose::AlreadyOpen(stream) => (11, stream),
            Purpose::Weights => (12, 0),
            Purpose::Figures(set) => (13, set),
        };
        block * 16 + stream as u64
    }
}

/// An attribute of a child or offer. The numbers are part of what a seed means: never reuse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
#[allow(missing_docs, reason = "each is the attribute of `Request` or the question of `chance` of the same name")]
pub enum Attribute {
    Stay = 0,
    Patience = 1,
    StepDownStay = 2,
    StepDownNeed = 3,
    NotProceeding = 4,
    NotProceedingDays = 5,
    Borough = 6,
    Unsuitable = 7,
    Sex = 8,
    Age = 9,
    Gang = 10,
    GangGroup = 11,
    IntensiveSupport = 12,
    Divert = 13,
    Prevent = 14,
    PreventionStay = 15,
    Repeat = 16,
    RepeatDays = 17,
    ElsewhereHome = 18,
    Competing = 19,
}

/// A draw in units of 2⁻³²: a uniform quantile.
pub type Quantile = u32;

/// The key of one purpose in one replication.
pub fn purpose_key(seed: u64, replication: u32, purpose: Purpose) -> u64 {
    let replication_key = scramble(scramble(seed.wrapping_add(GOLDEN)).wrapping_add(u64::from(replication).wrapping_mul(GOLDEN)));
    scramble(replication_key ^ purpose.number().wrapping_mul(ATTRIBUTE))
}

/// The key of the item with this index.
#[inline]
pub fn item_key(purpose_key: u64, index: u64) -> u64 {
    scramble(purpose_key.wrapping_add(index.wrapping_add(1).wrapping_mul(GOLDEN)))
}

/// The draw that an item's key itself gives.
#[inline]
pub fn upper_half(item_key: u64) -> Quantile {
    (item_key >> 32) as u32
}

/// One attribute of an item.
#[inline]
pub fn attribute(item_key: u64, attribute: Attribute) -> Quantile {
    half(word(item_key, attribute), attribute)
}

/// The word that holds an attribute of an item. Two neighbouring attributes share a word.
#[inline(always)]
pub fn word(item_key: u64, attribute: Attribute) -> u64 {
    scramble(item_key.wrapping_add((attribute as u64 / 2 + 1).wrapping_mul(ATTRIBUTE)))
}

/// An attribute from its word: the even one of two neighbours takes the upper half.
#[inline(always)]
pub fn half(word: u64, attribute: Attribute) -> Quantile {
    if (attribute as u64).is_multiple_of(2) { (word >> 32) as u32 } else { word as u32 }
}

/// The key of the child's next request after this one.
pub fn repeat_key(child_key: u64) -> u64 {
    scramble(child_key ^ 0xA5A5_5A5A_C3C3_3C3C)
}

/// A draw for an unordered pair of children.
pub fn pair(one: u64, other: u64) -> Quantile {
    (scramble(one.wrapping_add(other) ^ scramble(one ^ other)) >> 32) as u32
}

/// A draw for a child and a home.
pub fn child_and_home(child_key: u64, home_key: u64) -> Quantile {
    (scramble(child_key ^ scramble(home_key)) >> 32) as u32
}

/// The key of a name, the same in every option and on every machine (FNV-1a, scrambled).
pub fn name_key(name: &str) -> u64 {
    scramble(name.bytes().fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)))
}

/// A share as the threshold below which a quantile falls: 0 never, 1 always.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share(u64);

impl Share {
    /// From a share of 0 to 1.
    pub fn new(share: f64) -> Self {
        Self((share.clamp(0.0, 1.0) * 4_294_967_296.0) as u64)
    }

    /// Whether a draw falls within the share.
    #[inline]
    pub fn holds(self, quantile: Quantile) -> bool {
        u64::from(quantile) < self.0
    }

    /// Whether any draw could.
    #[inline]
    pub fn is_possible(self) -> bool {
        self.0 > 0
    }
}

/// The middle of a quantile's cell, strictly between 0 and 1.
#[inline]
pub fn uniform(quantile: Quantile) -> f64 {
    (f64::from(quantile) + 0.5) * (1.0 / 4_294_967_296.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written down once: a seed must mean the same for ever.
    #[test]
    fn a_seed_means_the_same_for_ever() {
        let key = purpose_key(2020, 7, Purpose::Children(0));
        assert_eq!(key, 0x24E6_5BDE_3DA3_ECD9);
        assert_eq!(attribute(item_key(key, 41), Attribute::Stay), 797_870_851);
        assert_eq!(name_key("north"), 0x85F3_4330_5927_DC6D);
    }

    #[test]
    fn pairs_do_not_mind_their_order() {
        assert_eq!(pair(3, 99), pair(99, 3));
        assert_ne!(pair(3, 99), pair(3, 98));
    }

    #[test]
    fn shares_hold_at_their_ends() {
        assert!(!Share::new(0.0).holds(0));
        assert!(Share::new(1.0).holds(u32::MAX));
        assert!(Share::new(0.5).holds(0x7FFF_FFFF) && !Share::new(0.5).holds(0x8000_0000));
    }

    /// Attributes of consecutive children behave as independent uniforms: means, variances and neighbouring products.
    #[test]
    fn draws_are_uniform_and_uncorrelated() {
        let key = purpose_key(1, 0, Purpose::Children(0));
        let n = 200_000_u64;
        let draw = |i: u64, a: Attribute| uniform(attribute(item_key(key, i), a)) - 0.5;
        let (mut mean, mut variance, mut across, mut along) = (0.0, 0.0, 0.0, 0.0);
        for i in 0..n {
            let x = draw(i, Attribute::Stay);
            mean += x;
            variance += x * x;
            across += x * draw(i, Attribute::Patience);
            along += x * draw(i + 1, Attribute::Stay);
        }
        let n = n as f64;
        assert!((mean / n).abs() < 4.0 / (12.0 * n).sqrt());
        assert!((variance / n - 1.0 / 12.0).abs() < 4.0 / (180.0 * n).sqrt());
        assert!((across / n).abs() < 4.0 / (12.0 * n.sqrt()));
        assert!((along / n).abs() < 4.0 / (12.0 * n.sqrt()));
    }
}

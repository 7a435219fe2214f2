//! What is looked at in the room of beds, and what is worked out for it.

use crate::analysis::beds::{Goal, MOST_DAYS, Steps, Vary, restrictions, sweep, unknown};
use crate::model::{Scenario, Stream};

use super::studies::Ask;

/// Possible futures of each provision tried, at most: enough to tell shares apart by a point or two.
const MOST_FUTURES: u32 = 500;
/// Values tried of what the figures cannot tell.
const UNKNOWN_POINTS: u32 = 10;

/// What the room shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Picture {
    /// One number of the option varied.
    Along(Vary),
    /// Beds and step-down places together.
    Together,
    /// What rules about who may have which bed cost.
    Rules,
    /// What the figures cannot tell.
    Unknown,
}

/// What is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct BedsView {
    /// Which picture.
    pub picture: Picture,
    /// What is asked of provision.
    pub goal: Goal,
    /// Key of the measure drawn; none for what the goal is about.
    pub measure: Option<String>,
}

impl Default for BedsView {
    fn default() -> Self {
        Self { picture: Picture::Along(Vary::BedsPerHome), goal: Goal { share: 0.8, days: 7 }, measure: None }
    }
}

/// What the room may wish for.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Look at another picture.
    Show(Picture),
    /// Ask for another share, 0 to 1.
    Share(f64),
    /// Ask for it within other days.
    Days(u32),
    /// Draw another measure, by its key; none for what the goal is about.
    Measure(Option<String>),
}

impl BedsView {
    /// Grants a wish.
    pub fn grant(&mut self, wish: Wish) {
        match wish {
            Wish::Show(picture) => self.picture = picture,
            Wish::Share(share) => self.goal.share = share.clamp(0.0, 1.0),
            Wish::Days(days) => self.goal.days = days.min(MOST_DAYS),
            Wish::Measure(measure) => self.measure = measure,
        }
    }

    /// What is to be worked out for the picture.
    pub fn ask(&self, scenario: &Scenario, option: usize, stream: Stream) -> Ask {
        let futures = scenario.run.replications.min(MOST_FUTURES);
        let shown = || scenario.shown_options();
        let sweep = |vary, numbers, step_down_places| {
            Ask::Beds(sweep::Ask { option, stream, vary, numbers, step_down_places, beside: shown(), futures })
        };
        let varied = scenario.options.get(option);
        match self.picture {
            Picture::Along(vary) => sweep(vary, vary.numbers_to_try(varied, stream), None),
            Picture::Together => {
                let beds = Vary::BedsPerHome.numbers_to_try(varied, stream);
                let step = ((beds.to - beds.from) / 6).max(1);
                sweep(Vary::BedsPerHome, Steps { step, ..beds }, Some(Steps { from: 4, to: 28, step: 4 }))
            }
            Picture::Rules => Ask::Restrictions(restrictions::Ask { option, futures }),
            Picture::Unknown => Ask::Unknown(unknown::Ask { points: UNKNOWN_POINTS, futures, options: shown() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::shipped;

    #[test]
    fn every_picture_has_an_ask_of_its_own_and_a_goal_changes_none() {
        let review = shipped("london-review").expect("supplied").load().expect("valid").scenario;
        let mut view = BedsView::default();
        let mut asks = Vec::new();
        let pictures = Vary::ALL.map(Picture::Along).into_iter().chain([Picture::Together, Picture::Rules, Picture::Unknown]);
        for picture in pictures {
            view.grant(Wish::Show(picture));
            let ask = view.ask(&review, 6, Stream::Welfare);
            view.grant(Wish::Share(2.0));
            view.grant(Wish::Days(400));
            assert_eq!(ask, view.ask(&review, 6, Stream::Welfare));
            assert!(!asks.contains(&ask));
            asks.push(ask);
        }
        assert_eq!(view.goal, Goal { share: 1.0, days: MOST_DAYS });
    }
}

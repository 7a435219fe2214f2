//! What is looked at in the room of what could change the answer, what it asks to be worked out, and how wishes change it.

use crate::analysis::uncertainty::{Aim, Around, GlobalAsk, LevelsAsk, Rule, SwitchingAsk, VariationsAsk};
use crate::model::{Scenario, Stream};

use super::studies::Ask;

/// A page of the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    /// Each figure at its low and high value, and what causes the differences when all move together.
    Figures,
    /// Chance, not knowing, and the error of the computation.
    Spread,
    /// Where the choice turns, and what to find out.
    Choice,
    /// Worlds of another kind.
    Worlds,
    /// What the uncertain figures may be.
    Ranges,
}

/// What is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct DriversView {
    /// Which page.
    pub page: Page,
    /// Name of the measure; the same for each stream.
    pub measure: String,
    /// How an option is chosen.
    pub aim: Aim,
    /// Where the other figures are while one is changed.
    pub around: Around,
    /// Whether all figures are drawn, and not only those that move the answer most.
    pub all_figures: bool,
}

impl Default for DriversView {
    fn default() -> Self {
        Self {
            page: Page::Figures,
            measure: "placed_share".to_owned(),
            aim: Aim::Best { margin: MARGIN },
            around: Around::Scenario,
            all_figures: false,
        }
    }
}

/// What the room may wish for.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Look at another page.
    Show(Page),
    /// Look at another measure, by its name.
    Measure(String),
    /// Choose options in another way.
    Aim(Aim),
    /// Keep the other figures elsewhere.
    Around(Around),
    /// Draw all figures, or only those that move the answer most.
    AllFigures(bool),
}

/// Differences to the best that are not worth more places, to begin with: two percentage points.
pub const MARGIN: f64 = 0.02;
/// Futures of each variation.
const FUTURES: u32 = 100;
/// Points of the global measure, and futures of each.
const POINTS: (u32, u32) = (96, 10);
/// Most draws of the uncertain figures, and futures of each.
const DRAWS: (u32, u32) = (600, 50);
/// Draws go on until the average share of requests placed is known to this half-width for every option.
pub const KNOWN_TO: f64 = 0.005;

impl DriversView {
    /// Grants a wish.
    pub fn grant(&mut self, wish: Wish) {
        match wish {
            Wish::Show(page) => self.page = page,
            Wish::Measure(name) => {
                if name != self.measure {
                    // A margin or level of one measure means nothing in another.
                    self.aim = Aim::Best { margin: if name.ends_with("_share") { MARGIN } else { 0.0 } };
                }
                self.measure = name;
            }
            Wish::Aim(aim) => self.aim = aim,
            Wish::Around(around) => self.around = around,
            Wish::AllFigures(all) => self.all_figures = all,
        }
    }

    /// What moves the answer: figures one at a time, worlds, and all figures together.
    pub fn drivers(&self, scenario: &Scenario) -> Ask {
        let (options, ranges) = (scenario.shown_options(), scenario.ranges.clone());
        let variations = VariationsAsk { options: options.clone(), ranges: ranges.clone(), around: self.around, futures: FUTURES };
        Ask::Drivers(variations, GlobalAsk { options, ranges, points: POINTS.0, futures: POINTS.1 })
    }

    /// Chance and not knowing, apart; `baseline` is the id of the option that the others are compared with.
    pub fn levels(scenario: &Scenario, baseline: &str, stream: Stream) -> Ask {
        let options = scenario.shown_options();
        let baseline = options.iter().position(|option| scenario.options[*option].id == baseline).unwrap_or(0);
        let until = Some((format!("{}_placed_share", stream.key()), KNOWN_TO));
        Ask::Levels(LevelsAsk { options, baseline, ranges: scenario.ranges.clone(), draws: DRAWS.0, futures: DRAWS.1, until })
    }

    /// Where the choice turns.
    pub fn switching(&self, scenario: &Scenario, stream: Stream) -> Ask {
        let (options, ranges) = (scenario.shown_options(), scenario.ranges.clone());
        Ask::Switching(SwitchingAsk { options, ranges, rule: self.rule(stream), futures: FUTURES })
    }

    /// How an option is chosen for the children of a stream.
    pub fn rule(&self, stream: Stream) -> Rule {
        Rule { measure: self.key(stream), aim: self.aim }
    }

    /// Key of the measure for a stream.
    pub fn key(&self, stream: Stream) -> String {
        crate::analysis::measure::stream_key(&self.measure, stream)
    }
}

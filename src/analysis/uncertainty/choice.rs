//! Which option a reader would choose, once it is said by which measure and how.

use crate::analysis::measure::Better;
use crate::model::Scenario;

/// How an option is chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Key of the measure.
    pub measure: String,
    /// What is sought.
    pub aim: Aim,
}

/// What is sought of a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Aim {
    /// The best value; of options that come within so much of it, the one with fewest places.
    Best {
        /// In the measure's own unit, 0 or more.
        margin: f64,
    },
    /// The fewest places with which the value is at least as good as this; where none is, the best.
    Reach {
        /// In the measure's own unit.
        level: f64,
    },
}

impl Aim {
    /// The place of the option to choose, by the value and the number of places of each; none where no option has a value, or the measure
    /// has no better direction. Options alike in everything: the first.
    pub fn choose(self, better: Better, values: &[f64], places: &[u32]) -> Option<usize> {
        let sign = match better {
            Better::Higher => 1.0,
            Better::Lower => -1.0,
            Better::Neither => return None,
        };
        let known = || values.iter().enumerate().filter(|(_, value)| !value.is_nan()).map(|(option, value)| (option, sign * value));
        let best = known().map(|(_, value)| value).reduce(f64::max)?;
        let least = match self {
            Aim::Best { margin } => best - margin,
            Aim::Reach { level } => best.min(sign * level),
        };
        known().filter(|(_, value)| *value >= least).map(|(option, _)| option).min_by_key(|option| places[*option])
    }
}

/// How many places each of some options has: secure beds, step-down places and places of an open facility.
pub fn places(scenario: &Scenario, options: &[usize]) -> Vec<u32> {
    let places = |option: usize| {
        let option = &scenario.options[option];
        let beds: u32 = option.homes.iter().map(|home| home.total_beds()).sum();
        let step_down: u32 = option.step_down_units.iter().map(|unit| unit.places).sum();
        beds + step_down + option.open_facility.as_ref().map_or(0, |facility| facility.places)
    };
    options.iter().map(|option| places(*option)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_places_within_reach_are_chosen() {
        let (values, places) = ([0.49, 0.68, 0.73, 0.735], [0, 12, 24, 30]);
        let best = |margin| Aim::Best { margin }.choose(Better::Higher, &values, &places);
        assert_eq!((best(0.0), best(0.01), best(0.06), best(1.0)), (Some(3), Some(2), Some(1), Some(0)));
        let reach = |level| Aim::Reach { level }.choose(Better::Higher, &values, &places);
        assert_eq!((reach(0.6), reach(0.7), reach(0.9)), (Some(1), Some(2), Some(3)));
        let waits = [f64::NAN, 20.0, 4.0, 3.9];
        assert_eq!(Aim::Reach { level: 7.0 }.choose(Better::Lower, &waits, &places), Some(2));
        assert_eq!(Aim::Best { margin: 0.0 }.choose(Better::Neither, &values, &places), None);
    }
}

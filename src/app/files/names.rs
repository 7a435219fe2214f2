//! What a field of the file is called in the window: by the words that stand at its form, not by its path.

use super::places::parameter;
use crate::app::wording::{MONTHS, capital};
use crate::model::demand::AGES;
use crate::model::{CostFigure, CostGroup, Criterion, Scenario, Stream};
use crate::store::differences::label_at;

/// The name of the field at a path: that of the catalogue where it has a row, with the option, home or unit it belongs to.
pub fn field_name(scenario: &Scenario, path: &str) -> String {
    let segments: Vec<&str> = path.split('.').collect();
    let owner = owner(scenario, &segments).map(|owner| format!(" ({owner})")).unwrap_or_default();
    if let Some(name) = one_of_many(&segments).or_else(|| label_at(path)) {
        return format!("{name}{owner}");
    }
    let words: Vec<String> = segments.iter().map(|segment| words(scenario, segment)).collect();
    capital(&words.join(", "))
}

/// A month or an age among the weights of all of them.
fn one_of_many(segments: &[&str]) -> Option<String> {
    let ["demand", stream, field, number] = segments else { return None };
    let stream = Stream::ALL.into_iter().find(|other| other.key() == *stream)?;
    let at = number.strip_prefix('#')?.parse::<usize>().ok()?.checked_sub(1)?;
    let what = match *field {
        "seasonality" => (*MONTHS.get(at)?).to_owned(),
        "age_weights" => format!("age {}", usize::from(*AGES.start()) + at),
        _ => return None,
    };
    Some(format!("Weight of {what}, {}", stream.label().to_lowercase()))
}

/// The option, and the home or unit in it, that a field belongs to.
fn owner(scenario: &Scenario, segments: &[&str]) -> Option<String> {
    let ["options", option, rest @ ..] = segments else { return None };
    let option = scenario.option(option)?;
    let part = match rest {
        ["homes", id, ..] => option.homes.iter().find(|home| home.id == *id).map(|home| &home.name),
        ["step_down_units", id, ..] => option.step_down_units.iter().find(|unit| unit.id == *id).map(|unit| &unit.name),
        _ => None,
    };
    Some(part.map_or_else(|| format!("“{}”", option.name), |part| format!("{part} of “{}”", option.name)))
}

/// A step of a path in words.
fn words(scenario: &Scenario, segment: &str) -> String {
    if let Some(number) = segment.strip_prefix('#') {
        return format!("number {number}");
    }
    let label = parameter(segment)
        .map(|id| id.full_label())
        .or_else(|| {
            Criterion::ALL.into_iter().find(|criterion| format!("{criterion:?}") == segment).map(|criterion| criterion.label().into())
        })
        .or_else(|| CostFigure::ALL.iter().find(|figure| format!("{figure:?}") == segment).map(|figure| figure.spec().label.to_owned()))
        .or_else(|| CostGroup::ALL.iter().find(|group| format!("{group:?}") == segment).map(|group| group.label().to_owned()))
        .or_else(|| scenario.option(segment).map(|option| format!("“{}”", option.name)));
    label.unwrap_or_else(|| segment.replace('_', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_have_the_names_of_their_forms() {
        let scenario = crate::app::document::london_review().unwrap().scenario;
        let name = |path: &str| field_name(&scenario, path);
        assert_eq!(name("elsewhere.road_factor"), crate::model::ParameterId::RoadFactor.spec().label);
        assert_eq!(name("demand.welfare.seasonality.#3"), "Weight of March, welfare");
        let option = scenario.options.iter().find(|option| option.id == "two-12").unwrap();
        let beds = name("options.two-12.homes.north.welfare_beds");
        assert!(beds.ends_with(&format!("({} of “{}”)", option.homes[0].name, option.name)), "{beds}");
        for path in ["appraisal.members.#1.weights.CareAndEducation.swing", "costs.figures", "today.placed.#2.bands.#1.to_days"] {
            let name = name(path);
            assert!(!name.contains('.') && !name.contains('_') && !name.contains('#'), "{name}");
        }
    }
}

//! What an edit did, in words: what it is called under *undo* and in the list of changes.

use crate::model::{BedKind, Home, ParameterId, Patience, ProvisionOption, Scenario, Unit};

use super::edit::{Edit, OptionEdit};
use super::wording::{month, parameter_unit, short_number};

/// An edit and what it changed: *mean stay, welfare: 128 to 150 days*.
pub fn describe(edit: &Edit, before: &Scenario, after: &Scenario) -> String {
    let label = match edit {
        Edit::Option(id, _) => match after.option(id) {
            Some(option) => format!("{}, {}", edit.label(), option.name),
            None => edit.label(),
        },
        _ => edit.label(),
    };
    match (figure(edit, before), figure(edit, after)) {
        (Some(from), Some(to)) => format!("{label}: {}", from_to(&from, &to)),
        _ => label,
    }
}

/// What an edit is about, in a scenario.
#[derive(Clone, Debug, PartialEq)]
enum Figure {
    Number(f64, &'static str),
    Text(String),
}

fn from_to(from: &Figure, to: &Figure) -> String {
    match (from, to) {
        (Figure::Number(from, _), Figure::Number(to, unit)) => {
            let shown = |value: f64| short_number(value, if value.abs() >= 100.0 { 0 } else { 1 });
            let (short_from, short_to) = (shown(*from), shown(*to));
            if short_from == short_to {
                format!("{} to {}{unit}", short_number(*from, 3), short_number(*to, 3))
            } else {
                format!("{short_from} to {short_to}{unit}")
            }
        }
        (from, to) => format!("{} to {}", from.text(), to.text()),
    }
}

impl Figure {
    fn text(&self) -> String {
        match self {
            Figure::Number(value, unit) => format!("{}{unit}", short_number(*value, 1)),
            Figure::Text(text) => text.clone(),
        }
    }
}

fn figure(edit: &Edit, scenario: &Scenario) -> Option<Figure> {
    match edit {
        Edit::Parameter(id, _) => {
            let scale = if id.spec().unit == Unit::Share { 100.0 } else { 1.0 };
            let unit = if matches!(id, ParameterId::Replications) { " replications" } else { parameter_unit(*id) };
            id.value(scenario).map(|value| Figure::Number(value * scale, unit))
        }
        Edit::Patience(stream, _) => Some(match scenario.demand.stream(*stream).patience {
            Patience::Solved { open_requests } => Figure::Number(open_requests, " open requests"),
            Patience::MeanDays(days) => Figure::Number(days, " days"),
            Patience::Unlimited => Figure::Text("no limit".to_owned()),
        }),
        Edit::StayFamily(stream, _) => Some(Figure::Text(scenario.demand.stream(*stream).length_of_stay.family.label().to_lowercase())),
        Edit::ScottishOffersEnd(_) => Some(Figure::Text(scenario.elsewhere.scottish_offers_end.map_or_else(|| "no end".to_owned(), month))),
        Edit::Option(id, edit) => of_option(edit, scenario.option(id)?),
        // Tables of weights: which one was changed says more than a weight.
        _ => None,
    }
}

fn of_option(edit: &OptionEdit, option: &ProvisionOption) -> Option<Figure> {
    let home = |id: &String| option.homes.iter().find(|home| home.id == *id);
    let beds = |home: &Home, kind: BedKind| Figure::Number(f64::from(home.beds(kind)), "");
    match edit {
        OptionEdit::Beds(id, kind, _) => home(id).map(|home| beds(home, *kind)),
        OptionEdit::Opens(id, _) => home(id).map(|home| Figure::Text(home.opens.map_or_else(|| "open throughout".to_owned(), month))),
        OptionEdit::StepDownPlaces(id, _) => {
            let unit = option.step_down_units.iter().find(|unit| unit.id == *id);
            unit.map(|unit| Figure::Number(f64::from(unit.places), ""))
        }
        OptionEdit::OpenFacilityPlaces(_) => option.open_facility.as_ref().map(|facility| Figure::Number(f64::from(facility.places), "")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stream;

    #[test]
    fn an_edit_is_called_by_what_it_changed() {
        let before = Scenario::clone(&crate::app::document::london_review().unwrap().scenario);
        let told = |edit: Edit| {
            let mut after = before.clone();
            edit.clone().apply(&mut after);
            describe(&edit, &before, &after)
        };
        let stay = Edit::Parameter(ParameterId::LengthOfStayMeanDays(Stream::Welfare), 150.0);
        assert!(told(stay).ends_with(", welfare: 128 to 150 days"));
        let share = Edit::Parameter(ParameterId::NotProceedingShare(Stream::Welfare), 0.3);
        assert!(told(share).ends_with(", welfare: 25 to 30%"));
        let option = before.options.iter().find(|option| !option.homes.is_empty()).unwrap();
        let home = option.homes[0].clone();
        let beds = Edit::Option(option.id.clone(), OptionEdit::Beds(home.id, BedKind::Welfare, 99));
        assert!(told(beds).ends_with(&format!(", {}: {} to 99", option.name, home.welfare_beds)));
    }
}

//! Parts to build options with: homes, units and whole options, each with an id and a name that nothing else has yet.

use super::wording::number;
use crate::model::{
    BedKind, Home, LengthOfStay, LinkedHome, OpenFacility, PlacementRule, ProvisionOption, Scenario, Site, Source, StayFamily,
    StepDownUnit, WaitingList, WhenFull,
};

/// Justice beds of an expansion, and places of a step-down unit: what the review proposes for each home.
pub const EXPANSION: u32 = 6;
/// Beds of a new home.
const NEW_HOME: u32 = 12;
/// Longest id that a file may have, less room for a number behind.
const MOST_ID_CHARACTERS: usize = 34;

/// Places that nobody has chosen: id, name of a home there, part of London, degrees north and east.
const SITES: [(&str, &str, &str, f64, f64); 5] = [
    ("north", "North home", "North London", 51.62, -0.1),
    ("south", "South home", "South London", 51.4, -0.1),
    ("east", "East home", "East London", 51.54, 0.08),
    ("west", "West home", "West London", 51.51, -0.32),
    ("single", "London home", "Central London", 51.51, -0.1),
];

/// An option to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// One home of 12.
    One12,
    /// Two homes of 12, each with 6 justice beds and a step-down unit of 6.
    Two12,
    /// One home of 24.
    One24,
    /// No home yet.
    Blank,
}

impl Template {
    /// Every template.
    pub const ALL: [Template; 4] = [Template::One12, Template::Two12, Template::One24, Template::Blank];

    /// Its name, which is also the name of an option made from it.
    pub fn label(self) -> &'static str {
        match self {
            Template::One12 => "One home of 12",
            Template::Two12 => "Two homes of 12 + 6 + 6",
            Template::One24 => "One home of 24",
            Template::Blank => "New option",
        }
    }

    /// What is in it.
    pub fn description(self) -> &'static str {
        match self {
            Template::One12 => "12 welfare beds in one home.",
            Template::Two12 => "Two homes, each with 12 welfare beds, 6 justice beds and 6 step-down places.",
            Template::One24 => "24 welfare beds in one home.",
            Template::Blank => "No homes yet: put it together from blocks.",
        }
    }

    /// An option made from it.
    pub fn option(self, scenario: &Scenario) -> ProvisionOption {
        let mut option = ProvisionOption {
            id: String::new(),
            name: unique_name(scenario, self.label()),
            note: String::new(),
            colour: None,
            hidden: false,
            source: Source::Assumed { why: "built from blocks in this program".to_owned() },
            waiting_list: WaitingList::Shared,
            placement_rule: PlacementRule::Nearest,
            homes: Vec::new(),
            step_down_units: Vec::new(),
            open_facility: None,
            capital_pounds: None,
        };
        option.id = unique_id(&option.name, |id| scenario.option(id).is_some());
        let (single, north, south) = (4, 0, 1);
        match self {
            Template::One12 => option.homes.push(home_at(single, 12, 0)),
            Template::One24 => option.homes.push(home_at(single, 24, 0)),
            Template::Two12 => {
                for site in [north, south] {
                    option.homes.push(home_at(site, 12, EXPANSION));
                    let unit = new_unit(&option, option.homes.len() - 1);
                    option.step_down_units.push(unit);
                }
            }
            Template::Blank => {}
        }
        option
    }
}

fn home_at(site: usize, welfare_beds: u32, justice_beds: u32) -> Home {
    let (id, name, part, latitude, longitude) = SITES[site];
    Home::plain(id, name, Site { name: format!("{part} (illustrative)"), latitude, longitude }, welfare_beds, justice_beds)
}

/// Lower-case letters, digits and hyphens, from a name; with a number behind if that is taken.
fn unique_id(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut base = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            base.push(letter);
        } else if !base.is_empty() && !base.ends_with('-') {
            base.push('-');
        }
    }
    base.truncate(MOST_ID_CHARACTERS);
    let base = match base.trim_end_matches('-') {
        "" => "option",
        base => base,
    };
    numbered(base, |base, number| format!("{base}-{number}"), is_taken)
}

/// A name that no option has yet.
fn unique_name(scenario: &Scenario, name: &str) -> String {
    let taken = |name: &str| scenario.options.iter().any(|option| option.name.trim().to_lowercase() == name.to_lowercase());
    numbered(name, |name, number| format!("{name} ({number})"), taken)
}

fn numbered(base: &str, with: impl Fn(&str, u32) -> String, is_taken: impl Fn(&str) -> bool) -> String {
    let mut candidate = base.to_owned();
    let mut number = 1;
    while is_taken(&candidate) {
        number += 1;
        candidate = with(base, number);
    }
    candidate
}

/// Everything an option provides, in a line: “24 welfare beds, 12 justice beds, 12 step-down places”.
pub fn totals(option: &ProvisionOption) -> String {
    let sum = |kind: BedKind| option.homes.iter().map(|home| u64::from(home.beds(kind))).sum::<u64>();
    let step_down = option.step_down_units.iter().map(|unit| u64::from(unit.places)).sum();
    let open = option.open_facility.as_ref().map_or(0, |facility| u64::from(facility.places));
    let parts = [
        (sum(BedKind::Welfare), "welfare bed", "welfare beds"),
        (sum(BedKind::Justice), "justice bed", "justice beds"),
        (sum(BedKind::Either), "bed for either", "beds for either"),
        (step_down, "step-down place", "step-down places"),
        (open, "open place", "open places"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{} {}", number(count as f64, 0), if count == 1 { one } else { many }))
        .collect();
    if parts.is_empty() { "No beds in London".to_owned() } else { parts.join(", ") }
}

/// Another option with the same blocks.
pub fn copy_of(scenario: &Scenario, option: &ProvisionOption) -> ProvisionOption {
    // “Two homes (2)” copied is “Two homes (3)”.
    let base = option.name.rsplit_once(" (").filter(|(_, end)| end.trim_end_matches(')').parse::<u32>().is_ok());
    let name = unique_name(scenario, base.map_or(option.name.as_str(), |(base, _)| base));
    let id = unique_id(&name, |id| scenario.option(id).is_some());
    let source = Source::copied_from(&option.name, &option.source);
    ProvisionOption { id, name, colour: None, hidden: false, source, ..option.clone() }
}

/// One more home for an option, at a site where it has none.
pub fn new_home(option: &ProvisionOption) -> Home {
    let free = SITES.iter().position(|(id, ..)| option.homes.iter().all(|home| home.id != *id));
    match free {
        Some(site) => home_at(site, NEW_HOME, 0),
        None => Home {
            id: unique_id("home", |id| option.homes.iter().any(|home| home.id == id)),
            name: unique_home_name(option, "London home"),
            ..home_at(SITES.len() - 1, NEW_HOME, 0)
        },
    }
}

fn unique_home_name(option: &ProvisionOption, name: &str) -> String {
    numbered(name, |name, number| format!("{name} {number}"), |name| option.homes.iter().any(|home| home.name == name))
}

/// Another home like one that is there: at its site, with staff and chances of its own.
pub fn copy_of_home(option: &ProvisionOption, home: &Home) -> Home {
    let id = unique_id(&home.id, |id| option.homes.iter().any(|other| other.id == id));
    Home { id, name: unique_home_name(option, &home.name), ..home.clone() }
}

fn three_months() -> LengthOfStay {
    LengthOfStay { family: StayFamily::Lognormal, mean_days: 90.0, cv: 0.7, minimum_days: 0.0 }
}

/// A step-down unit for a home, by the home's place in the option.
pub fn new_unit(option: &ProvisionOption, home: usize) -> StepDownUnit {
    let (id, name) = option.homes.get(home).map_or(("any", "London"), |home| (home.id.as_str(), home.name.trim_end_matches(" home")));
    let linked_home = option.homes.get(home).map_or(LinkedHome::Any, |home| LinkedHome::Home(home.id.clone()));
    StepDownUnit {
        id: unique_id(&format!("{id}-step-down"), |id| option.step_down_units.iter().any(|unit| unit.id == id)),
        name: format!("{name} step-down"),
        linked_home,
        places: EXPANSION,
        stay: three_months(),
        accepts_from_elsewhere: false,
        when_full: WhenFull::StayInSecure { max_days: Some(60.0) },
    }
}

/// An open facility that only takes children who step down.
pub fn new_open_facility() -> OpenFacility {
    let prevention_stay = LengthOfStay { family: StayFamily::Exponential, mean_days: 60.0, cv: 1.0, minimum_days: 0.0 };
    OpenFacility { places: EXPANSION, step_down_stay: three_months(), divertible_share: 0.0, prevents_share: 0.0, prevention_stay }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::edit::{Edit, OptionEdit};
    use crate::model::validate::problems;

    fn review() -> Scenario {
        Scenario::clone(&crate::app::document::london_review().unwrap().scenario)
    }

    #[test]
    fn every_template_twice_over_is_a_valid_option_with_a_name_of_its_own() {
        let mut scenario = review();
        for template in Template::ALL.into_iter().chain(Template::ALL) {
            let before = scenario.options.len();
            Edit::AddOption(Box::new(template.option(&scenario)), usize::MAX).apply(&mut scenario);
            assert_eq!(scenario.options.len(), before + 1, "{template:?}");
        }
        let last = scenario.options.last().unwrap().clone();
        for _ in 0..3 {
            Edit::AddOption(Box::new(copy_of(&scenario, &last)), 1).apply(&mut scenario);
        }
        assert_eq!(problems(&scenario), []);
        let mut names: Vec<_> = scenario.options.iter().map(|option| option.name.to_lowercase()).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), scenario.options.len());
    }

    #[test]
    fn homes_and_units_can_be_added_up_to_the_limit() {
        let mut scenario = review();
        let blank = Template::Blank.option(&scenario);
        let id = blank.id.clone();
        Edit::AddOption(Box::new(blank), 1).apply(&mut scenario);
        for at in 0..crate::model::validate::MOST_HOMES {
            let option = scenario.option(&id).unwrap();
            let home = if at % 2 == 0 { new_home(option) } else { copy_of_home(option, option.homes.last().unwrap()) };
            Edit::Option(id.clone(), OptionEdit::AddHome(Box::new(home), at)).apply(&mut scenario);
            let unit = new_unit(scenario.option(&id).unwrap(), at);
            Edit::Option(id.clone(), OptionEdit::AddUnit(Box::new(unit))).apply(&mut scenario);
        }
        assert_eq!(problems(&scenario), []);
        let option = scenario.option(&id).unwrap();
        assert_eq!((option.homes.len(), option.step_down_units.len()), (50, 50));
    }

    #[test]
    fn ids_come_from_names_in_any_script() {
        assert_eq!(unique_id("Two homes of 12 + 6", |_| false), "two-homes-of-12-6");
        assert_eq!(unique_id("Дом", |_| false), "option");
        assert_eq!(unique_id(&"x".repeat(200), |id| id.len() == MOST_ID_CHARACTERS), format!("{}-2", "x".repeat(MOST_ID_CHARACTERS)));
    }
}

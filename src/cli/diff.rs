//! `sufficiency diff`: what two scenarios or options say that is not the same.

use std::fmt::Write;

use super::{DiffArgs, Failure, load, print};
use crate::model::Scenario;
use crate::model::validate::did_you_mean;
use crate::store::differences::{Difference, between_options, between_scenarios};

/// Prints every field that differs, with both values and where they come from.
pub fn diff(args: &DiffArgs) -> Result<(), Failure> {
    let first = load(&args.first)?;
    let second = args.second.as_ref().map(|file| load(file)).transpose()?;
    let (first_name, second_name) = (&first.scenario.name, second.as_ref().map_or(&first.scenario.name, |second| &second.scenario.name));
    let other = second.as_ref().map_or(&first.scenario, |second| &second.scenario);
    let (found, names) = match args.options.as_slice() {
        [] if second.is_some() => (between_scenarios(&first.scenario, other), [first_name.clone(), second_name.clone()]),
        [] => return Err(Failure::call("diff needs two files, or one file and two options: --option ID --option ID")),
        [one] if second.is_none() => {
            return Err(Failure::call(format!("'{one}' is one option: give a second, --option ID, or a second file")));
        }
        [one, rest @ ..] => {
            let another = rest.first().unwrap_or(one);
            let (one, another) = (known(&first.scenario, one)?, known(other, another)?);
            let name = |scenario: &Scenario, id: &str| if second.is_some() { format!("{id} ({})", scenario.name) } else { id.to_owned() };
            (between_options((&first.scenario, one), (other, another)), [name(&first.scenario, one), name(other, another)])
        }
    };
    print(&text(&found, &names))
}

/// The id of an option, if the scenario has it.
fn known<'a>(scenario: &Scenario, id: &'a str) -> Result<&'a str, Failure> {
    if scenario.option(id).is_some() {
        return Ok(id);
    }
    let hint = did_you_mean(id, scenario.options.iter().map(|option| option.id.as_str()));
    let hint = hint.map(|other| format!("; did you mean '{other}'?")).unwrap_or_default();
    Err(Failure::call(format!("'{}' has no option '{id}'{hint}", scenario.name)))
}

fn text(found: &[Difference], [first, second]: &[String; 2]) -> String {
    let count = match found.len() {
        0 => "nothing differs".to_owned(),
        1 => "1 difference".to_owned(),
        count => format!("{count} differences"),
    };
    let mut out = format!("A  {first}\nB  {second}\n{count}\n");
    for difference in found {
        // Writing to a text in memory cannot fail.
        let _ = match &difference.label {
            Some(label) => writeln!(out, "\n{label}  [{}]", difference.path),
            None => writeln!(out, "\n{}", difference.path),
        };
        for (side, value, source) in
            [("A", &difference.first, &difference.first_source), ("B", &difference.second, &difference.second_source)]
        {
            let value = value.as_deref().map_or("not there", |value| if value.is_empty() { "empty" } else { value });
            let source = source.as_ref().map(|source| format!("  ({source})")).unwrap_or_default();
            let _ = writeln!(out, "  {side}  {value}{source}");
        }
    }
    out
}

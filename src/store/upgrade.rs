//! Older versions of the format: one step a version, each bringing a file's text to the next. A step stays as it is for ever, and so do
//! the files of its version in the tests.

use super::draft::Draft;
use super::outline::Node;
use crate::model::FORMAT_VERSION;

/// The step from each version to the next, the first from version 1.
const STEPS: [fn(&mut Draft); FORMAT_VERSION as usize - 1] = [ages_carry_their_unit, room_for_what_it_costs];

/// Brings a text of an older version up to date.
pub fn to_current(draft: &mut Draft, version: u32) {
    let Some(steps) = STEPS.get(version.saturating_sub(1) as usize..).filter(|steps| !steps.is_empty()) else { return };
    for step in steps {
        step(draft);
    }
    let place = Node::outline(&draft.text).and_then(|outline| {
        let version = outline.find("format_version")?;
        Some(version.start..version.end())
    });
    if let Some(place) = place {
        draft.replace(place, &FORMAT_VERSION.to_string());
    }
}

/// Version 2 writes the ages that a home accepts with their unit, and has room for the assumption register, the scenario's assurance and
/// its note, which a file of version 1 leaves empty.
fn ages_carry_their_unit(draft: &mut Draft) {
    let mut names = Vec::new();
    if let Some(outline) = Node::outline(&draft.text) {
        outline.walk("", &mut |path, node| {
            if path.starts_with("options.") && path.ends_with(".accepts") {
                names.extend(node.fields().iter().map(|field| (field.start, field.name.to_owned())));
            }
        });
    }
    // From the back, so that places in front stay where they are.
    for (start, name) in names.into_iter().rev() {
        let new = match name.as_str() {
            "youngest" => "youngest_years",
            "oldest" => "oldest_years",
            _ => continue,
        };
        draft.replace(start..start + name.len(), new);
    }
}

/// Version 3 has room for prices, ranges and judgements, which a file of version 2 does not have: nothing of its text changes, and what is
/// not there stays unsaid.
fn room_for_what_it_costs(_: &mut Draft) {}

//! What the words mean, in plain sentences.

/// Every word that is explained, with its meaning, in the order of the alphabet.
pub const GLOSSARY: [(&str, &str); 27] = [
    (
        "40 of 50 possible futures",
        "Of fifty possible futures drawn as dots, the forty that are left without the five lowest and the five highest: what could happen, not how sure the average is.",
    ),
    (
        "95% interval (±)",
        "Where the average of ever more replications would lie, in 95 of 100 runs such as this one. It says how sure the simulation is, not how sure the evidence is.",
    ),
    ("Bad year", "A year in the life of a borough so costly that of 20 years 19 cost no more."),
    ("Baseline", "The option that the others are compared with; at first “As now”."),
    ("Blocked", "A child is ready to leave a secure bed but has no step-down place to go to, and so keeps the bed."),
    ("Chance", "What makes one possible future differ from another under the same figures: who is requested when, and for how long."),
    (
        "Common random numbers",
        "The same children, with the same needs on the same days, meet every option: a difference between options is a difference they make.",
    ),
    ("Difference", "An option’s figure less the baseline’s, for the same children."),
    (
        "Dominated",
        "Another option costs no more over the whole period, is on average worse in nothing that is measured of access, and is clearly better in one of these. Distance alone never decides.",
    ),
    (
        "In so many of 100 possible futures",
        "How many possible futures agree, out of 100; only all of them are 100, and only none is 0. Two options always meet the same children.",
    ),
    ("Length of stay", "Days from a child’s placement to the day the child is ready to leave the secure bed."),
    (
        "Nine in ten possible futures",
        "Where a figure lies in nine of ten possible futures; it is lower in one of twenty and higher in one of twenty. It says what could happen, not how sure the average is.",
    ),
    (
        "Not knowing",
        "What makes averages differ because a figure is not known exactly: it lies somewhere in a range, and no number of replications narrows that.",
    ),
    ("Not proceeding", "A request that ends because a secure place is no longer needed; no option changes how many do."),
    ("Occupancy", "Beds in use as a share of the beds that can be used, over the years reported."),
    ("Placement", "A child moves into a secure bed, in London or elsewhere."),
    (
        "Possible future",
        "The years ahead as they might turn out: the same figures, other chances. Each is as likely as any other, one of as many as were simulated.",
    ),
    ("Replication", "One possible future, simulated over all the years reported: the same figures, other chances."),
    ("Request", "A local authority or a court asks for a secure place for a child."),
    (
        "Scale",
        "Which value of a measure scores 0 and which scores 100, so that measures of different kinds can be weighed against each other.",
    ),
    ("Seed", "The number that chance starts from: the same seed gives the same children."),
    ("Step-down", "A place after the secure bed, in which a child gets ready for the community."),
    ("Stream", "The ground on which a child is placed: welfare (a court’s order for the child’s safety) or justice (remand or sentence)."),
    ("Waiting", "Children who need a secure place and have none yet."),
    (
        "Weight",
        "How much a criterion counts beside the others: what the step from 0 to 100 on its scale is worth to a member of the group.",
    ),
    ("Whole period", "All costs of the years reported in the money of one year, with later years counting for less: the net present cost."),
    ("Withdrawn", "A request that ends without a placement: for want of a place, or because none is needed any more."),
];

/// The meaning of a word, however it is capitalised.
pub fn meaning(word: &str) -> Option<&'static str> {
    GLOSSARY.iter().find(|(term, _)| term.eq_ignore_ascii_case(word)).map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_order_and_are_found() {
        assert!(GLOSSARY.is_sorted_by(|a, b| a.0 < b.0));
        assert!(meaning("step-down").is_some() && meaning("no such word").is_none());
    }
}

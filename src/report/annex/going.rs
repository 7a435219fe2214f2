//! Where requests go, in the paper itself: the other options follow in an appendix.

use super::Matter;
use crate::report::Answer;
use crate::report::figures::flow_id;
use crate::report::paper::Block;

/// Ids of the figures that show where requests go in the paper itself: as it is now, and with the option that is looked at closely.
pub fn shown(answer: &Answer) -> Vec<String> {
    let baseline = answer.summary.options.get(answer.summary.baseline).map(|option| flow_id(&option.id));
    let focus = answer.studies.as_ref().and_then(|studies| answer.scenario.options.get(studies.focus)).map(|option| flow_id(&option.id));
    let second = focus.filter(|focus| baseline.as_ref() != Some(focus));
    baseline.into_iter().chain(second).collect()
}

/// Where requests go.
pub fn section(answer: &Answer, matter: &Matter<'_>, blocks: &mut Vec<Block>) {
    let shown = shown(answer);
    let drawn: Vec<_> = matter.drawn.iter().filter(|drawn| shown.contains(&drawn.figure.id)).collect();
    if drawn.is_empty() {
        return;
    }
    blocks.push(Block::Heading(2, "Where requests go".to_owned()));
    for drawn in drawn {
        blocks.push(Block::Finding(format!("{}.", drawn.figure.title)));
        blocks.push(Block::Picture(drawn.picture.clone()));
    }
}

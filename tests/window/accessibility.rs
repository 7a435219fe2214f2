//! Everything can be read out and handled by everybody.

use super::support::*;

#[test]
fn every_control_has_a_name() {
    let mut window = open(&small_review());
    settle(&mut window);
    go(&mut window, DEMAND);
    for fold in ["Who are the children?", "What does the rest of the country offer?"] {
        window.get_by_label(fold).click();
        window.step();
        settle(&mut window);
    }
    all_named(&window);
}

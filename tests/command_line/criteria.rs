//! `criteria`: the raw consequences for people, everything for machines.

use super::*;

#[test]
fn criteria_are_printed_raw_and_written_for_machines() {
    let play = ["criteria", "london-review", "--replications", "10", "--option", "as-now", "--option", "two-12"];
    let (code, out, err) = call(&play);
    assert_eq!((code, err.as_str()), (0, ""));
    for words in [
        "what the model gives, in its own units",
        "no option is preferred here",
        "Critical success factors not judged yet",
        "is not decided",
    ] {
        assert!(out.contains(words), "{words} in {out}");
    }
    // Nobody prevents anything in the review: that is one sentence, not a table of zeros.
    assert!(out.contains("“Requests prevented” is 0 in every option.") && out.matches("Requests prevented").count() == 1, "{out}");
    let (_, out, _) = call(&[&play[..], &["--json"]].concat());
    let printed: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(printed["criteria"].as_array().unwrap().len(), 8);
    assert!(printed["members"].as_array().unwrap().is_empty() && printed["weightings"].is_null(), "nothing is shipped");
    let folder = Folder::new();
    let path = text(&folder.path("criteria.json"));
    let (code, _, _) = call(&[&play[..], &["--json", &path]].concat());
    assert_eq!(code, 0);
    assert_eq!(serde_json::from_str::<Value>(&std::fs::read_to_string(&path).unwrap()).unwrap(), printed);
    let (code, _, err) = call(&[&play[..], &["--json", &text(&folder.path("no/such/folder.json"))]].concat());
    assert!(code == 2 && err.contains("folder.json"), "{err}");
    for (rest, said) in [(["--option", "nowhere"], "nowhere"), (["--weights", "3"], "--weights"), (["--replications", "0"], "replications")]
    {
        let (code, _, err) = call(&[&play[..], &rest].concat());
        assert!(code != 0 && err.contains(said), "{code} {err}");
    }
}

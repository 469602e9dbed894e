//! The runner and drivers that die, hang, lie or talk nonsense.

#![expect(clippy::unwrap_used, reason = "whatever fails here fails the test")]

use dashlift_conformance::case::{Bytes, Case, Expectation};
use dashlift_conformance::driver::Recipe;
use dashlift_conformance::known::KnownFailures;
use dashlift_conformance::protocol::{Call, Document, Verb};
use dashlift_conformance::run::{Run, Tally, run};
use dashlift_conformance::verdict::Verdict;
use std::sync::Arc;
use std::time::Duration;

/// Five questions; the answer to question n, which is request n, is `{"n":n}`.
fn cases() -> Vec<Case> {
    let case = |number: usize| {
        let mut call = Call::new(if number == 5 { Verb::Validate } else { Verb::Detect });
        call.document = Some(Document::Bytes(Arc::from(vec![b' '; 20_000])));
        let out = Some(format!("{{\"n\":{number}}}").into_bytes());
        Case {
            suite: "fake".to_owned(),
            name: format!("question_{number}"),
            call: Some(call),
            expectation: Expectation::Bytes(Bytes { out, ..Bytes::default() }),
        }
    };
    (1..=5).map(case).collect()
}

fn run_fakes(modes: &[&str], known: &str) -> Run {
    let recipe = |mode: &&str| Recipe {
        name: (*mode).to_owned(),
        names_itself: false,
        command: vec![env!("CARGO_BIN_EXE_fake-driver").to_owned(), (*mode).to_owned()],
        folder: std::env::temp_dir(),
        patience: Duration::from_millis(1500),
    };
    let recipes: Vec<Recipe> = modes.iter().map(recipe).collect();
    run(&recipes, &cases(), &KnownFailures::parse(known).unwrap())
}

fn tally(passed: usize, failed: usize, crashed: usize) -> Tally {
    // Question 5 asks for a verb that the fake driver does not know.
    Tally { passed, failed, crashed, skipped: 1, optional: 0, waiting: 0 }
}

#[test]
fn a_good_driver_passes_and_an_unknown_verb_is_a_skip() {
    let run = run_fakes(&["good"], "");
    assert_eq!(run.tally(0, None), tally(4, 0, 0));
    assert!(run.is_good());
    let skip = Verdict::Skipped("the driver does not know the verb `validate`".to_owned());
    assert_eq!(run.rows[4].verdicts, [skip]);
}

#[test]
fn a_crash_costs_one_case_and_says_why() {
    for (mode, words) in [
        ("die", "something broke at request 3"),
        ("hang", "no answer within 1.5 s"),
        ("babble", "not a reply: Traceback"),
        ("wrong-id", "answered request 4 instead of 3"),
    ] {
        let run = run_fakes(&[mode], "");
        assert_eq!(run.tally(0, None), tally(3, 0, 1), "{mode}: {:?}", run.rows);
        let [Verdict::Crashed(why)] = run.rows[2].verdicts.as_slice() else {
            panic!("{mode}: {:?}", run.rows[2])
        };
        assert!(why.contains(words), "{mode}: {why}");
        assert!(!run.is_good());
    }
}

#[test]
fn a_driver_that_always_dies_crashes_everywhere() {
    let run = run_fakes(&["die-always"], "");
    assert_eq!(run.tally(0, None), tally(0, 0, 4));
}

#[test]
fn a_lie_is_a_failure_and_a_disagreement() {
    let run = run_fakes(&["good", "lie"], "");
    assert_eq!(run.tally(1, None), tally(3, 1, 0));
    assert_eq!(run.disagreements(), 1);
    assert!(!run.is_good());
    let Verdict::Failed(text) = &run.rows[2].verdicts[1] else { panic!("{:?}", run.rows[2]) };
    assert!(text.contains("out differs at byte 6, `/n`"), "{text}");
    assert!(text.contains("expected {\"n\":3»}(end)\n  found    {\"n\":3»3}(end)"), "{text}");
}

#[test]
fn a_known_failure_is_a_skip_until_it_passes() {
    let known = "[[known]]\ncase = \"fake/question_3\"\ndriver = \"lie\"\nreason = \"it lies\"\n";
    let run = run_fakes(&["good", "lie"], known);
    assert!(run.is_good(), "{run:?}");
    assert_eq!(run.tally(1, None), Tally { skipped: 2, ..tally(3, 0, 0) });
    let healed = run_fakes(&["good"], &known.replace("\"lie\"", "\"good\""));
    assert_eq!(healed.problems, ["known.toml says that good fails fake/question_3, but it passes"]);
    assert!(!healed.is_good());
}

#[test]
fn a_driver_that_cannot_start_fails_the_run() {
    for (mode, words) in [("deaf", "no answer within 1.5 s after `start`"), ("old", "speaks version 0")] {
        let run = run_fakes(&["good", mode], "");
        assert!(!run.is_good());
        let [(name, why)] = run.unavailable.as_slice() else { panic!("{:?}", run.unavailable) };
        assert_eq!(name, mode);
        assert!(why.contains(words), "{why}");
    }
}

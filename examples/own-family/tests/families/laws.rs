//! The laws: what holds for every document, every family and every step.

use crate::documents::{COMPACT, Json, board, document, layout, wall};
use crate::judge::{check_pointers, replay, same, value};
use crate::{migrate, migrator, text, to};
use dashlift::engine::{Down, Family, Step};
use dashlift::{Context, ErrorKind, Migrator, Options, Style, format};
use own_family::{ACME, ZETA};
use proptest::prelude::*;

/// The targets that the laws are tried with.
fn target() -> impl Strategy<Value = Option<String>> {
    let targets = ["5", "acme@latest", "acme@v1beta1", "zeta", "zeta@latest", "1.2.0", "v1.2.9", "acme 6.0"];
    proptest::option::of(proptest::sample::select(targets.to_vec()).prop_map(str::to_owned))
}

/// What callers say that a document is: mostly nothing.
fn stated() -> impl Strategy<Value = Option<String>> {
    let versions = ["1", "2", "3", "acme@4", "acme@5", "acme 6.0", "zeta@1.0.0", "1.1.0", "1.2.3"];
    prop_oneof![
        Just(None),
        proptest::sample::select(versions.to_vec()).prop_map(|from| Some(from.to_owned())),
    ]
}

fn asked(to: Option<String>) -> Options {
    Options { to, ..Options::default() }
}

/// Returns Zeta without the steps that shorten a chain.
fn zeta_without_direct_steps() -> Family {
    let steps: Vec<Step> = ZETA.steps.iter().filter(|step| !step.id.contains('-')).copied().collect();
    Family { steps: steps.leak(), ..ZETA }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_direct_step_does_what_its_chain_does(wall in wall(), layout in layout()) {
        let wall = wall.print(layout);
        let chain = Migrator::new(own_family::registry().with(zeta_without_direct_steps()), Context::default());
        match (migrate(&wall, &to("1.2.0")), chain.migrate(wall.as_bytes(), &to("1.2.0"))) {
            (Ok(direct), Ok(chain)) => {
                prop_assert_eq!(text(&direct), text(&chain));
                prop_assert!(direct.report.steps.len() <= chain.report.steps.len());
            }
            (Err(_), Err(_)) => {}
            (direct, chain) => prop_assert!(false, "{:?} but {:?}", direct, chain),
        }
    }

    #[test]
    fn at_the_target_the_same_bytes_come_back(document in document(), layout in layout(), to in target()) {
        let input = document.print(layout);
        let options = asked(to);
        let Ok(once) = migrate(&input, &options) else { return Ok(()) };
        let again = migrator().migrate(&once.document, &Options { to: Some(once.report.to.clone()), ..options });
        let again = again.unwrap();
        prop_assert_eq!(text(&again), text(&once));
        prop_assert!(!again.report.changed);
        prop_assert!(again.report.steps.is_empty());
        if !once.report.changed {
            prop_assert_eq!(text(&once), &input);
        }
    }

    #[test]
    fn the_operations_of_explain_rebuild_the_output(document in document(), to in target(), from in stated()) {
        let input = document.print(COMPACT);
        let options = Options { from, ..asked(to) };
        let explained = migrate(&input, &Options { explain: true, ..options.clone() });
        let Ok(explained) = explained else { return Ok(()) };
        let states = replay(&input, &explained);
        let output = value(text(&explained));
        prop_assert!(same(states.last().unwrap(), &output), "{:?} is not {output}", states.last());
        prop_assert_eq!(explained.report.changed, !same(&value(&input), &output));
        for step in &explained.report.steps {
            prop_assert!(step.changed || step.changes.as_deref() == Some(&[]), "{:?}", step);
        }
        check_pointers(&states, &explained);
        let plain = migrate(&input, &options).unwrap();
        prop_assert_eq!(text(&plain), text(&explained));
    }

    #[test]
    fn up_and_down_again_is_the_original_where_nothing_is_lost(document in document(), layout in layout()) {
        let input = document.print(layout);
        for (family, step) in lossless() {
            let asked = |from: String, to: String| Options {
                family: Some(family.id.to_owned()),
                from: Some(from),
                to: Some(to),
                ..Options::default()
            };
            let (low, high) = (step.from.qualified(family.id), step.to.qualified(family.id));
            let normal = Options { normalize: true, ..asked(low.clone(), low.clone()) };
            let Ok(before) = migrate(&input, &normal) else { continue };
            let Ok(up) = migrate(text(&before), &asked(low.clone(), high.clone())) else { continue };
            let down = migrate(text(&up), &asked(high, low)).unwrap();
            prop_assert!(up.report.losses.is_empty() && down.report.losses.is_empty());
            prop_assert!(same(&value(text(&down)), &value(&stamped(family, step, text(&before)))));
        }
    }

    #[test]
    fn a_document_says_of_itself_what_the_report_says(
        document in document(),
        to in target(),
        from in stated(),
        normalize: bool,
    ) {
        let input = document.print(COMPACT);
        let options = Options { from, normalize, ..asked(to) };
        let Ok(outcome) = migrate(&input, &options) else { return Ok(()) };
        // Who says that a board is a wall has a document that says both.
        let own = migrator().detect(input.as_bytes()).unwrap();
        if own.family.as_ref() == Some(&outcome.report.family) {
            let seen = migrator().detect(&outcome.document).unwrap();
            prop_assert_eq!(seen.version.as_ref(), Some(&outcome.report.to));
        }
        prop_assert_eq!(outcome.report.changed, !same(&value(&input), &value(text(&outcome))));
    }

    #[test]
    fn an_error_has_a_code_and_leads_to_its_place(document in document(), to in target()) {
        let input = document.print(COMPACT);
        let Err(error) = migrate(&input, &asked(to)) else { return Ok(()) };
        prop_assert!(ErrorKind::ALL.contains(&error.kind));
        prop_assert!(!error.message.is_empty() && !error.message.ends_with('.'));
        let placed = error.step.is_some() && error.at.is_some();
        match error.kind {
            ErrorKind::InvalidField | ErrorKind::FieldConflict => prop_assert!(placed, "{:?}", error),
            ErrorKind::UnrepresentableNumber => prop_assert!(error.at.is_some(), "{:?}", error),
            _ => prop_assert!(!placed, "{:?}", error),
        }
        let Some(step) = error.step.as_deref().and_then(step_of) else { return Ok(()) };
        if let Some(at) = error.at {
            let family = if ZETA.steps.iter().any(|known| known.id == step.id) { "zeta" } else { "acme" };
            let source = step.from_family.unwrap_or(family);
            let before = match migrate(&input, &crate::to(&step.from.qualified(source))) {
                Err(error) if error.kind == ErrorKind::UnrepresentableNumber => return Ok(()),
                before => before.unwrap(),
            };
            prop_assert!(value(text(&before)).pointer(&at).is_some(), "no `{at}` in {}", text(&before));
        }
    }

    #[test]
    fn a_board_in_an_answer_is_lifted_in_its_place(board in board(), to in target()) {
        let bare = board.print(COMPACT);
        let answer = Json::Object(vec![
            ("revision".to_owned(), Json::Leaf("7".to_owned())),
            ("board".to_owned(), board),
        ]);
        let answer = answer.print(COMPACT);
        let options = Options { explain: true, ..asked(to) };
        let (Ok(alone), Ok(inside)) = (migrate(&bare, &options), migrate(&answer, &options)) else {
            return Ok(());
        };
        // In another family there is no such answer: the board leaves it, and what stood beside it is lost.
        let stays = alone.report.to.starts_with("acme@");
        let expected = format!(r#"{{"revision":7,"board":{}}}"#, text(&alone));
        prop_assert_eq!(text(&inside), if stays { &expected } else { text(&alone) });
        prop_assert_eq!(inside.report.losses.len(), alone.report.losses.len() + usize::from(!stays));
        check_pointers(&replay(&answer, &inside), &inside);
    }

    #[test]
    fn a_style_changes_nothing_but_the_print(document in document(), layout in layout(), to in target()) {
        let input = document.print(layout);
        let Ok(plain) = migrate(&input, &asked(to.clone())) else { return Ok(()) };
        for style in [Style::Compact, Style::Pretty, Style::Canonical] {
            let styled = migrate(&input, &Options { style, ..asked(to.clone()) });
            match (styled, format(&plain.document, style)) {
                (Ok(styled), Ok(printed)) => {
                    prop_assert_eq!(text(&styled), str::from_utf8(&printed).unwrap());
                    prop_assert_eq!(&styled.report, &plain.report);
                }
                (Err(styled), Err(printed)) => prop_assert_eq!(styled.kind, printed.kind),
                (styled, _) => prop_assert!(false, "{:?}", styled),
            }
        }
    }

    #[test]
    fn a_report_names_the_steps_of_the_plan(document in document(), to in target()) {
        let input = document.print(COMPACT);
        let Ok(outcome) = migrate(&input, &asked(to)) else { return Ok(()) };
        let plan = migrator().plan(&outcome.report.from, &outcome.report.to).unwrap();
        let planned: Vec<&str> = plan.steps.iter().map(|step| step.id.as_str()).collect();
        let taken = outcome.report.steps.iter().map(|step| step.id.as_str());
        let taken: Vec<&str> = taken.filter(|id| step_of(id).is_some()).collect();
        prop_assert_eq!(taken, planned);
    }

    #[test]
    fn detect_and_migrate_see_the_same(document in document(), layout in layout()) {
        let input = document.print(layout);
        let seen = migrator().detect(input.as_bytes()).unwrap();
        match migrate(&input, &Options::default()) {
            Ok(outcome) => prop_assert_eq!(seen.version, Some(outcome.report.from)),
            Err(error) => {
                let unknown = error.kind == ErrorKind::UnknownFamily;
                prop_assert_eq!(seen.status.name() == "unknown", unknown);
                prop_assert_eq!(seen.status.name() == "too-new", error.kind == ErrorKind::TooNew);
                prop_assert_eq!(seen.status.name() == "unsupported", error.kind == ErrorKind::InvalidVersion);
            }
        }
    }
}

/// Returns the steps that lose nothing on the way up and nothing on the way down.
fn lossless() -> impl Iterator<Item = (&'static Family, &'static Step)> {
    let all =
        [&ACME, &ZETA].into_iter().flat_map(|family| family.steps.iter().map(move |step| (family, step)));
    all.filter(|(_, step)| !step.lossy && matches!(step.down, Down::Run { lossy: false, .. }))
}

fn step_of(id: &str) -> Option<&'static Step> {
    ACME.steps.iter().chain(ZETA.steps).find(|step| step.id == id)
}

/// Returns the document with the version that a step starts from.
fn stamped(family: &Family, step: &Step, document: &str) -> String {
    let arena = dashlift::json::Arena::new();
    let mut root = dashlift::json::parse(&arena, document.as_bytes()).unwrap().root;
    let form = family.form_of(step.from).unwrap();
    (form.stamp)(root.as_mut().into_object().unwrap(), step.from);
    root.to_json()
}

//! Acme boards: a board, with whole numbers as versions, and the resource that Acme Cloud makes of it.
//!
//! `{"acme": 5, "title": "Fleet", "refreshSeconds": 300, "widgets": [{"id": 1, "type": "graph"}]}`
//!
//! `{"apiVersion": "boards.acme.example/v1beta1", "kind": "Board", "spec": {"title": "Fleet", "widgets": []}}`

mod rules;
mod sight;
mod stages;
mod v02;
mod v03;
mod v04;
mod v05;
mod v1beta1;

use dashlift::engine::{Family, Form, Release, Stage, Step, Version, Versions};

/// The family.
pub const FAMILY: Family = Family {
    forms: &[BOARD, CLOUD],
    steps: STEPS,
    releases: &[
        Release { release: "acme 6.0", version: Version::Integer(3) },
        Release { release: "acme 7.2", version: Version::Integer(5) },
    ],
    rules: rules::RULES,
    ..Family::new("acme", sight::detect, sight::read)
};

/// The steps, rising; the last one leads from the board to the cloud.
const STEPS: &[Step] = &[v02::STEP, v03::STEP, v04::STEP, v05::STEP, v1beta1::STEP];

/// The one version of the cloud form.
const V1BETA1: Version = Version::Name("v1beta1");

const BOARD: Form = Form {
    prepare: Some(Stage {
        id: "acme/prepare",
        summary: "fills in the list of widgets",
        run: stages::prepare,
    }),
    finish: Some(Stage {
        id: "acme/finish",
        summary: "drops what viewers note in the board",
        run: stages::finish,
    }),
    ..Form::new("board", Versions::Integers { lowest: 1, latest: 5 }, "/acme", sight::stamp_board)
};

const CLOUD: Form = Form::new("cloud", Versions::Name("v1beta1"), "/apiVersion", sight::stamp_cloud);

//! Grafana dashboards: the classic form, schema versions 0 to 42.
//!
//! The stages before and after the steps are those of spec `grafana/00-pipeline`; a step is a file of its own.

mod api;
mod cloudwatch;
mod data_links;
mod datasource;
mod defaults;
mod finish;
mod forms;
mod grid;
mod library_panel;
mod lists;
mod losses;
mod mappings;
mod number_text;
mod panels;
mod place;
mod prepare;
mod readers;
mod releases;
mod row_layout;
mod sight;
mod tidy_panel;
mod unresolved;
mod v02;
mod v03;
mod v04;
mod v05;
mod v06;
mod v07;
mod v08;
mod v09;
mod v10;
mod v11;
mod v12;
mod v13;
mod v14;
mod v15;
mod v16;
mod v17;
mod v18;
mod v19;
mod v2;
mod v20;
mod v21;
mod v22;
mod v23;
mod v24;
mod v25;
mod v26;
mod v27;
mod v28;
mod v29;
mod v30;
mod v31;
mod v32;
mod v33;
mod v34;
mod v35;
mod v36;
mod v37;
mod v38;
mod v39;
mod v40;
mod v41;
mod v42;
mod validate;

use crate::engine::{Family, Step, joined};

/// The newest version of the classic form.
const LATEST: i64 = 42;

/// The family.
pub(crate) const FAMILY: Family = Family {
    forms: forms::FORMS,
    steps: STEPS,
    releases: releases::RELEASES,
    rules: validate::RULES,
    failure: api::failure::details,
    marks: v2::names::MARKS,
    reference: Some("12.4.0"),
    ..Family::new("grafana", sight::detect, sight::read)
};

/// The classic form alone, without Grafana's API, for programs that have to be small.
pub(crate) const CLASSIC: Family = Family {
    forms: &[forms::CLASSIC],
    steps: CLASSIC_STEPS,
    releases: releases::RELEASES,
    rules: validate::RULES,
    reference: FAMILY.reference,
    ..Family::new(FAMILY.id, sight::detect, sight::read)
};

/// All steps.
const STEPS: &[Step] = &joined::<{ CLASSIC_STEPS.len() + API_STEPS.len() }>(CLASSIC_STEPS, API_STEPS);

/// The steps of the classic form, rising.
const CLASSIC_STEPS: &[Step] = &[
    v02::STEP,
    v03::STEP,
    v04::STEP,
    v05::STEP,
    v06::STEP,
    v07::STEP,
    v08::STEP,
    v09::STEP,
    v10::STEP,
    v11::STEP,
    v12::STEP,
    v13::STEP,
    v14::STEP,
    v15::STEP,
    v16::STEP,
    v17::STEP,
    v18::STEP,
    v19::STEP,
    v20::STEP,
    v21::STEP,
    v22::STEP,
    v23::STEP,
    v24::STEP,
    v25::STEP,
    v26::STEP,
    v27::STEP,
    v28::STEP,
    v29::STEP,
    v30::STEP,
    v31::STEP,
    v32::STEP,
    v33::STEP,
    v34::STEP,
    v35::STEP,
    v36::STEP,
    v37::STEP,
    v38::STEP,
    v39::STEP,
    v40::STEP,
    v41::STEP,
    v42::STEP,
];

/// The steps between the versions of Grafana's API.
const API_STEPS: &[Step] = &[
    api::resource::STEP,
    api::v1beta1::STEP,
    api::v1::STEP,
    api::v2alpha1::STEP,
    api::v2beta1::STEP,
    api::v2::STEP,
];

#[cfg(test)]
mod tests;

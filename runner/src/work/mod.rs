//! The work on files: lifting what they hold, many at a time, and what may be lost on the way.

mod allowed;
mod complement;
mod detect;
mod hash;
mod interrupt;
mod lift;
mod pool;
mod record;
mod run;
mod versions;

pub(crate) use allowed::Allowed;
pub(crate) use complement::{Complement, beside};
pub(crate) use detect::detect;
pub(crate) use hash::hash;
pub(crate) use interrupt::{interrupted, waiting};
pub(crate) use lift::{LiftedFile, lift, lift_line};
pub(crate) use pool::Pool;
pub(crate) use record::{
    FINISHED_BY_GRAFANA, Problem, Record, Status, UNRESOLVED, Validated, blameless, named,
};
pub(crate) use run::{Files, lift_all};
pub(crate) use versions::reaches;

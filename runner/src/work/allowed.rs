//! Which losses a run accepts.

use super::versions::is_upgrade;
use crate::exit::Failure;
use dashlift::{Loss, LossCode, Report};

/// What may be lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Allowed {
    /// Everything on the way up inside a form, nothing on the way down or into another form.
    Upgrades,
    /// Everything.
    All,
    /// What has one of these codes.
    Codes(Vec<String>),
}

impl Allowed {
    /// Reads the codes of a flag; without any the default.
    ///
    /// # Errors
    /// If there is no such code.
    pub(crate) fn read(codes: Option<&[String]>) -> Result<Self, Failure> {
        let Some(codes) = codes else { return Ok(Self::Upgrades) };
        match codes {
            [all] if all == "all" => return Ok(Self::All),
            [none] if none == "none" => return Ok(Self::Codes(Vec::new())),
            _ => {}
        }
        let known = LossCode::ALL.map(LossCode::code);
        match codes.iter().find(|code| !known.contains(&code.as_str())) {
            None => Ok(Self::Codes(codes.to_vec())),
            Some(code) => {
                let message = format!(
                    "`{code}` is no code of a loss; there are {}, `all` and `none`",
                    known.join(", ")
                );
                Err(Failure::Usage { message })
            }
        }
    }

    /// Returns the losses of a migration that are not allowed.
    pub(crate) fn refused<'r>(&self, report: &'r Report) -> Vec<&'r Loss> {
        let all = report.losses.iter();
        match self {
            Self::All => Vec::new(),
            Self::Codes(codes) => {
                all.filter(|loss| !codes.iter().any(|code| code == loss.code.code())).collect()
            }
            Self::Upgrades if is_upgrade(&report.from, &report.to) => Vec::new(),
            Self::Upgrades => all.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        let read = |codes: &[&str]| {
            Allowed::read(Some(&codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>()))
        };
        assert_eq!(read(&["all"]).unwrap(), Allowed::All);
        assert_eq!(read(&["none"]).unwrap(), Allowed::Codes(Vec::new()));
        assert!(read(&["merged", "run-time-copy"]).is_ok());
        let message = read(&["merge"]).unwrap_err().to_string();
        assert!(message.contains("`merge`") && message.contains("not-representable"), "{message}");
    }
}

//! Checks a value against its AI's components.

use crate::{
    ai::Ai,
    date::Date,
    error::{Checked, ErrorCode, Flaw, flaw},
};

/// Length and stray carets first: a wrong check digit is no help when a value is too long.
pub(crate) fn check_length(ai: &Ai, value: &[u8]) -> Checked {
    if let Some(at) = value.iter().position(|byte| !byte.is_ascii()) {
        return flaw(ErrorCode::Cset82, at);
    }
    check_bounds(ai, value.len())?;
    match value.iter().position(|byte| *byte == b'^') {
        Some(at) => flaw(ErrorCode::IllegalCaret, at),
        None => Ok(()),
    }
}

/// Neither too short nor too long.
pub(crate) const fn check_bounds(ai: &Ai, length: usize) -> Checked {
    if length < ai.min_length() {
        flaw(ErrorCode::ValueTooShort, length)
    } else if length > ai.max_length() {
        flaw(ErrorCode::ValueTooLong, ai.max_length())
    } else {
        Ok(())
    }
}

/// Every component: its length, its character set, its rules.
pub(crate) fn check(ai: &Ai, value: &[u8], today: Date) -> Checked {
    if value.is_empty() {
        return flaw(ErrorCode::EmptyValue, 0);
    }
    let mut at = 0;
    for part in ai.components {
        let rest = &value[at..];
        let data = &rest[..rest.len().min(usize::from(part.max))];
        if part.optional && data.is_empty() {
            continue;
        }
        if data.len() < usize::from(part.min) {
            return flaw(ErrorCode::ValueLength, value.len());
        }
        if let Some(bad) = part.set.stray(data) {
            return stray(part.set, data, bad).map_err(|found| found.after(at));
        }
        for rule in part.rules {
            rule.check(data, today.year()).map_err(|found| found.after(at))?;
        }
        at += data.len();
    }
    if at < value.len() { flaw(ErrorCode::ValueTooLong, at) } else { Ok(()) }
}

/// A character outside the set; base64 alone may end in padding.
#[cold]
fn stray(set: crate::chars::CharSet, data: &[u8], at: usize) -> Checked {
    use crate::chars::CharSet::{N, X, Y, Z};
    match set {
        N => flaw(ErrorCode::NonDigit, at),
        X => flaw(ErrorCode::Cset82, at),
        Y => flaw(ErrorCode::Cset39, at),
        Z if data[at..].iter().all(|byte| *byte == b'=') => {
            let padding = data.len() - at;
            if padding <= 2 && data.len().is_multiple_of(3) {
                Ok(())
            } else {
                flaw(ErrorCode::Cset64Padding, at)
            }
        }
        Z => flaw(ErrorCode::Cset64, at),
    }
}

impl Flaw {
    const fn after(self, offset: usize) -> Self {
        Self { code: self.code, at: self.at + offset }
    }
}

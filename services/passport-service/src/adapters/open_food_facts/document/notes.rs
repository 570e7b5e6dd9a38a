//! Warnings gathered while reading.

use crate::domain::label::{Warning, WarningCode};

/// A hostile document shall not make a list of doubts without end.
const MOST: usize = 50;

/// Warnings gathered while reading one document.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<Warning>);

impl Notes {
    /// A part that cannot be read.
    pub(super) fn unreadable(&mut self, field: &str) {
        self.add(WarningCode::BadData, format!("{field} could not be read"));
    }

    /// A number that is none.
    pub(super) fn not_a_number(&mut self, field: &str, text: &str) {
        let text: String = text.chars().take(40).collect();
        self.add(WarningCode::NotANumber, format!("{field}: “{text}” is no number"));
    }

    pub(super) fn add(&mut self, code: WarningCode, detail: String) {
        if self.0.len() < MOST {
            self.0.push(Warning { code, detail });
        }
    }

    pub(super) fn into_warnings(self) -> Vec<Warning> {
        self.0
    }
}

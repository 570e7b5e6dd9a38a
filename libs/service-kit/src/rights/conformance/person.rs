//! Somebody whose records can be found again.

use std::sync::{Mutex, PoisonError};

use uuid::Uuid;

use crate::ids::{AccountId, VisitorId};

/// A person with an account and two browsers, and what they wrote.
#[derive(Debug)]
pub struct Planted {
    /// Their account.
    pub account: AccountId,
    /// Their browsers.
    pub visitors: [VisitorId; 2],
    name: &'static str,
    marks: Mutex<Vec<String>>,
}

impl Planted {
    pub(super) fn new(name: &'static str) -> Self {
        let visitors = [Uuid::new_v4(), Uuid::new_v4()].map(VisitorId::from_uuid);
        let account = AccountId::from_uuid(Uuid::now_v7());
        Self { account, visitors, name, marks: Mutex::default() }
    }

    /// A word that nobody else writes, to stand in a text of this kind; the export must hold it.
    #[must_use]
    pub fn mark(&self, kind: &str) -> String {
        let mark = format!("{}-{kind}-{}", self.name, Uuid::new_v4().simple());
        self.marks.lock().unwrap_or_else(PoisonError::into_inner).push(mark.clone());
        mark
    }

    /// A text that the service was given and the export must hold, such as a name.
    pub fn expect(&self, text: impl Into<String>) {
        self.marks.lock().unwrap_or_else(PoisonError::into_inner).push(text.into());
    }

    pub(super) fn marks(&self) -> Vec<String> {
        self.marks.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whatever gives the person away: ids and marks.
    pub(super) fn needles(&self) -> Vec<String> {
        let ids = self.visitors.iter().map(ToString::to_string).chain([self.account.to_string()]);
        ids.chain(self.marks()).collect()
    }
}

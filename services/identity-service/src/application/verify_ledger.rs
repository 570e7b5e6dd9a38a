//! Checks every consent chain, a page at a time.

use std::sync::Arc;

use service_kit::ids::AccountId;
use uuid::Uuid;

use super::ports::{ConsentLedger, StoreError};
use crate::domain::consent::{Break, BrokenEntry, ChainCheck, Entry, Head};

/// What was checked, and the first entry that cannot be believed in each broken chain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Chains with at least one entry.
    pub chains: u64,
    /// Entries in them.
    pub entries: u64,
    /// One a broken chain, in the order of accounts.
    pub broken: Vec<BrokenEntry>,
}

/// Checks the ledger.
#[derive(Clone)]
pub struct VerifyLedger(Arc<dyn ConsentLedger>);

/// The chain that is being read.
struct Walk {
    check: ChainCheck,
    noted: Option<Head>,
    broken: bool,
}

impl VerifyLedger {
    /// This one.
    pub fn new(ledger: Arc<dyn ConsentLedger>) -> Self {
        Self(ledger)
    }

    /// Reads all of it.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "verify_ledger", skip_all)]
    pub async fn run(&self) -> Result<Verdict, StoreError> {
        let mut verdict = Verdict::default();
        let mut walk = None;
        let mut after = (AccountId::from_uuid(Uuid::nil()), 0);
        loop {
            let page = self.0.all(after).await?;
            for (entry, noted) in &page.entries {
                verdict.read(&mut walk, entry, *noted);
                after = (entry.account, entry.position);
            }
            if !page.more {
                break;
            }
        }
        verdict.finish(walk.as_ref());
        let emptied = self.0.emptied().await?.into_iter();
        verdict.broken.extend(emptied.map(|account| BrokenEntry { account, position: 1, fault: Break::End }));
        Ok(verdict)
    }
}

impl Verdict {
    /// Whether every chain can be believed.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.broken.is_empty()
    }

    fn read(&mut self, walk: &mut Option<Walk>, entry: &Entry, noted: Option<Head>) {
        if walk.as_ref().is_none_or(|walk| walk.check.account() != entry.account) {
            self.finish(walk.take().as_ref());
            self.chains += 1;
        }
        let check = ChainCheck::start(entry.account);
        let walk = walk.get_or_insert(Walk { check, noted, broken: false });
        self.entries += 1;
        walk.noted = noted;
        if !walk.broken
            && let Err(broken) = walk.check.read(entry)
        {
            walk.broken = true;
            self.broken.push(broken);
        }
    }

    fn finish(&mut self, walk: Option<&Walk>) {
        if let Some(Walk { check, noted, broken: false }) = walk
            && let Err(broken) = check.end(*noted)
        {
            self.broken.push(broken);
        }
    }
}

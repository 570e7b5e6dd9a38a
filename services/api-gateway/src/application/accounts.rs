//! API clients' accounts, asked about once in a while and by one request at a time.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use moka::future::Cache;

use super::ports::{AccountsFault, Ask, Membership, Principals};

/// A change of roles or brand is seen after this.
const KNOWN_FOR: Duration = Duration::from_secs(30);
const REMEMBERED: u64 = 10_000;

/// Who is who among the callers by bearer token.
pub struct Accounts {
    principals: Arc<dyn Principals>,
    known: Cache<Box<str>, Arc<Membership>>,
}

impl Accounts {
    /// Asks `principals`.
    #[must_use]
    pub fn new(principals: Arc<dyn Principals>) -> Self {
        let known = Cache::builder().max_capacity(REMEMBERED).time_to_live(KNOWN_FOR).build();
        Self { principals, known }
    }

    /// The account of a subject, with a visitor of its own.
    ///
    /// # Errors
    /// [`AccountsFault`] when there is none or nobody answers.
    pub async fn of(&self, subject: &str, auth_time: Timestamp) -> Result<Arc<Membership>, AccountsFault> {
        let ask = async {
            self.principals.of(Ask { subject, visitor: None, auth_time, language: None }).await.map(Arc::new)
        };
        self.known.try_get_with(subject.into(), ask).await.map_err(|fault: Arc<AccountsFault>| *fault)
    }

    /// Forgets a subject.
    pub async fn forget(&self, subject: &str) {
        self.known.invalidate(subject).await;
    }
}

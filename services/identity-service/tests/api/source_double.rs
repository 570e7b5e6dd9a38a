//! Another service's part of an export, which can go away.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use anyhow::ensure;
use async_trait::async_trait;
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use identity_service::application::ports::{ExportSource, Part};
use service_kit::ids::AccountId;

/// The service, called `passport-service`.
#[derive(Clone, Default)]
pub(crate) struct SourceDouble {
    away: Arc<AtomicBool>,
    breaks: Arc<AtomicBool>,
}

impl SourceDouble {
    pub(crate) fn goes(&self, away: bool) {
        self.away.store(away, Ordering::SeqCst);
    }

    /// Breaks off within its answer from now on.
    pub(crate) fn breaks(&self) {
        self.breaks.store(true, Ordering::SeqCst);
    }
}

#[async_trait]
impl ExportSource for SourceDouble {
    fn name(&self) -> &str {
        "passport-service"
    }

    async fn part(&self, account: AccountId) -> anyhow::Result<Part> {
        ensure!(!self.away.load(Ordering::SeqCst), "away");
        let first = Bytes::from(format!(r#"{{"service":"passport-service","account":"{account}","#));
        let rest = Bytes::from_static(br#""scans":[]}"#);
        let last =
            if self.breaks.load(Ordering::SeqCst) { Err(anyhow::anyhow!("it broke off")) } else { Ok(rest) };
        Ok(stream::iter([Ok(first), last]).boxed())
    }
}

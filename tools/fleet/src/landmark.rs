//! A point of the start that others wait for.

use tokio::sync::watch;

/// Not reached at first, then reached for good.
#[derive(Debug, Default)]
pub(crate) struct Landmark(watch::Sender<bool>);

impl Landmark {
    pub(crate) fn reach(&self) {
        self.0.send_replace(true);
    }

    pub(crate) async fn reached(&self) {
        // Only a sender that is gone ends in an error, and it lives in `self`.
        let _ = self.0.subscribe().wait_for(|reached| *reached).await;
    }
}

//! Looks after tables that would grow: partitions made ahead and dropped, old rows forgotten.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use service_kit::clock::Clock;
use tokio_util::sync::CancellationToken;
use tracing::warn;

const PAUSE: Duration = Duration::from_secs(3600);
const AFTER_FAILURE: Duration = Duration::from_secs(10);

/// Does `once` every hour until stopped, and soon again after a failure.
///
/// # Errors
/// Never, today: what fails is tried again.
pub async fn look_after<F>(
    clock: Arc<dyn Clock>,
    stop: CancellationToken,
    once: impl Fn(Timestamp) -> F + Send,
) -> anyhow::Result<()>
where
    F: Future<Output = sqlx::Result<()>> + Send,
{
    while !stop.is_cancelled() {
        let pause = match once(clock.now()).await {
            Ok(()) => PAUSE,
            Err(error) => {
                warn!(error = &error as &dyn std::error::Error, "the tables could not be looked after");
                AFTER_FAILURE
            }
        };
        let _ = tokio::time::timeout(pause, stop.cancelled()).await;
    }
    Ok(())
}

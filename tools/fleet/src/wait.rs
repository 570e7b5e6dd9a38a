//! Waiting for conditions, always with a deadline.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::error::{FleetError, Result};

const BETWEEN_LOOKS: Duration = Duration::from_millis(40);

/// Looks until there is an answer or the deadline has passed.
pub async fn until<T, F, Fut>(what: &str, seconds: u64, mut look: F) -> Result<T>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Option<T>>,
{
    let deadline = Instant::now() + Duration::from_secs(seconds);
    loop {
        if let Some(answer) = look().await {
            return Ok(answer);
        }
        if Instant::now() >= deadline {
            return Err(FleetError::Late { what: what.to_owned(), seconds });
        }
        sleep(BETWEEN_LOOKS).await;
    }
}

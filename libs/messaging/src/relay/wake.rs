//! Wakes the leader: a notification from an append, or the next poll.

use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::{PgListener, PgPoolOptions};
use tokio_util::sync::CancellationToken;

pub(super) struct Waker {
    listener: PgListener,
    poll: Duration,
}

impl Waker {
    pub(super) async fn listen(pool: &PgPool, poll: Duration) -> sqlx::Result<Self> {
        let channel = sqlx::query_file_scalar!("queries/channel.sql").fetch_one(pool).await?;
        let own =
            PgPoolOptions::new().max_connections(1).connect_with((*pool.connect_options()).clone()).await?;
        let mut listener = PgListener::connect_with(&own).await?;
        listener.listen(&channel).await?;
        Ok(Self { listener, poll })
    }

    pub(super) async fn wait(&mut self, stop: &CancellationToken) -> sqlx::Result<()> {
        tokio::select! {
            () = stop.cancelled() => Ok(()),
            () = tokio::time::sleep(self.poll) => Ok(()),
            woken = self.listener.try_recv() => woken.map(|_| while self.listener.next_buffered().is_some() {}),
        }
    }
}

//! The service without its process: a database and a folder of keys that several instances share, and a clock that is set.

use std::{
    collections::BTreeSet,
    io,
    sync::{Arc, Mutex},
};

use jiff::Timestamp;
use measurement_pipeline::{
    adapters::{
        kafka,
        keys::KeyFolder,
        postgres::{self, MIGRATOR, PgBooks, PgHolder},
    },
    application::{
        close_days::CloseDays,
        ports::{DayKeys, Roots},
        replay::Keys,
    },
    domain::{
        day::Day,
        key::DayKey,
        policy::{K, ReleasePolicy},
    },
};
use messaging::{
    Event, Subscription,
    inbox::{Outcome, deliver},
    rights,
};
use serde_json::Value;
use service_kit::{
    clock::{Clock, FixedClock},
    test_database::TestDatabase,
    tombstones::Tombstones,
};
use sqlx::PgPool;
use tempfile::TempDir;

/// What all instances share.
pub(crate) struct Shared {
    pub(crate) database: TestDatabase,
    pub(crate) folder: TempDir,
    pub(crate) clock: FixedClock,
    keys: Option<Arc<dyn DayKeys>>,
}

/// One instance.
pub(crate) struct Instance {
    pub(crate) pool: PgPool,
    pub(crate) keys: Arc<dyn DayKeys>,
    pub(crate) roots: Roots,
    pub(crate) tombstones: Tombstones,
    pub(crate) closer: CloseDays,
    pub(crate) subscription: Subscription,
}

impl Shared {
    /// With keys in files, as they are.
    pub(crate) async fn new(now: Timestamp) -> Self {
        let database = TestDatabase::new("measurement", &MIGRATOR).await;
        let folder = tempfile::tempdir().unwrap();
        Self { database, folder, clock: FixedClock::at(now), keys: None }
    }

    /// With the keys of the command's `--seed`.
    pub(crate) async fn seeded(now: Timestamp, seed: u64) -> Self {
        Self { keys: Some(Arc::new(Guessable { seed, destroyed: Mutex::default() })), ..Self::new(now).await }
    }

    pub(crate) fn operator(&self) -> PgPool {
        PgPool::connect_lazy_with(self.database.as_operator())
    }

    pub(crate) fn set_clock(&self, now: Timestamp) {
        self.clock.advance(now.duration_since(self.clock.now()));
    }

    /// Another process with the same settings.
    pub(crate) fn instance(&self) -> Instance {
        let key = "00112233445566778899aabbccddeeff".parse().unwrap();
        let tombstones =
            Tombstones::open(&self.folder.path().join("tombstones"), "measurement-pipeline", key).unwrap();
        let folder = KeyFolder::open(&self.folder.path().join("keys")).unwrap();
        let roots = Roots::new(folder.history().unwrap(), tombstones.clone());
        let keys: Arc<dyn DayKeys> = self.keys.clone().unwrap_or_else(|| Arc::new(folder));
        let clock: Arc<dyn Clock> = Arc::new(self.clock.clone());
        let pool = postgres::pool(self.database.as_service());
        let closer = CloseDays {
            books: Arc::new(PgBooks::new(pool.clone())),
            keys: keys.clone(),
            policy: ReleasePolicy::Threshold(K::new(5).unwrap()),
            clock: clock.clone(),
        };
        let subscription = kafka::subscription(&keys, &roots, &tombstones, &clock);
        Instance { pool, keys, roots, tombstones, closer, subscription }
    }
}

impl Instance {
    pub(crate) async fn hear(&self, event: &Event) -> Outcome {
        deliver(&self.pool, &self.subscription, event).await.expect("an effect")
    }

    pub(crate) async fn close(&self) -> Vec<Day> {
        self.closer.run().await.expect("closed")
    }

    /// What happens before readiness.
    pub(crate) async fn start(&self) {
        let holder = PgHolder::new(self.keys.clone(), self.roots.clone());
        rights::reapply(&self.pool, &holder, &self.tombstones).await.expect("compared");
    }

    /// Everything that was told, in its order, as it is published.
    pub(crate) async fn told(&self) -> Vec<Value> {
        let rows: Vec<(Value,)> = sqlx::query_as(
            "SELECT json_build_object('id', event_id, 'type', event_type, 'subject', stream,
                 'streamVersion', stream_version, 'time', occurred_at AT TIME ZONE 'UTC', 'data', data)
             FROM outbox WHERE topic = 'packytrace.insights.v1' ORDER BY xid, id",
        )
        .fetch_all(&self.pool)
        .await
        .expect("rows");
        rows.into_iter().map(|(row,)| row).collect()
    }

    pub(crate) async fn count(&self, table: &'static str) -> i64 {
        let query = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        sqlx::query_scalar(query).fetch_one(&self.pool).await.expect("a count")
    }
}

/// Keys that anybody can guess.
struct Guessable {
    seed: u64,
    destroyed: Mutex<BTreeSet<Day>>,
}

impl DayKeys for Guessable {
    fn draw(&self, day: Day) -> io::Result<Option<DayKey>> {
        let key = Keys::seeded(self.seed).of(day, std::iter::empty());
        Ok((!self.are_destroyed(day)?).then_some(key))
    }

    fn find(&self, day: Day) -> io::Result<Option<DayKey>> {
        self.draw(day)
    }

    fn are_destroyed(&self, day: Day) -> io::Result<bool> {
        Ok(self.destroyed.lock().unwrap().last().is_some_and(|last| day <= *last))
    }

    fn destroy_through(&self, day: Day) -> io::Result<()> {
        self.destroyed.lock().unwrap().insert(day);
        Ok(())
    }
}

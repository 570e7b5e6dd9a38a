//! Days in PostgreSQL. One transaction closes a day; the lock on all that is told makes sure that nobody else does.

use std::collections::{HashMap, HashSet};

use async_trait::async_trait;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::{
    failure::{corrupt, outbox_error, store_error},
    outbox,
};
use service_kit::{ids::BrandId, store::StoreError};
use sqlx::{PgPool, PgTransaction};

use super::{
    apply::note_drops,
    rows::{self, Strange, bytes},
    telling,
};
use crate::{
    application::ports::{Book, Books, Chapter, StoredPerson},
    domain::{
        batch::Release,
        catalogue::{Catalogue, Change, Version},
        chain::{Hash, Head, Heads},
        day::Day,
        history::{Decider, Mark},
        key::{KeyCheck, Pseudonym, Sealed},
        policy::ReleasePolicy,
        standing::{Decision, Drops},
    },
};

/// What every brand's releases are locked by: days close one after the other.
const RELEASES: &str = "releases";

/// The days.
#[derive(Debug, Clone)]
pub struct PgBooks {
    pool: PgPool,
}

impl PgBooks {
    /// In this database.
    #[must_use]
    pub const fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    async fn lock(&self) -> Result<PgTransaction<'static>, StoreError> {
        let mut tx = self.pool.begin().await.map_err(store_error)?;
        outbox::lock_stream(&mut tx, RELEASES).await.map_err(outbox_error)?;
        Ok(tx)
    }
}

#[async_trait]
impl Books for PgBooks {
    async fn last_closed(&self) -> Result<Option<Day>, StoreError> {
        let last = sqlx::query_file_scalar!("queries/last_closed.sql").fetch_one(&self.pool).await;
        last.map_err(store_error)?.map(day).transpose()
    }

    async fn open_next(&self, last: Day) -> Result<Option<Box<dyn Book>>, StoreError> {
        let mut tx = self.lock().await?;
        let next = sqlx::query_file_scalar!("queries/next_day.sql").fetch_one(&mut *tx).await;
        let next = next.map_err(store_error)?.map(day).transpose()?;
        match next.filter(|next| *next <= last) {
            Some(next) => claim(tx, next).await,
            None => Ok(None),
        }
    }

    async fn open(&self, wanted: Day) -> Result<Option<Box<dyn Book>>, StoreError> {
        let mut tx = self.lock().await?;
        let last = sqlx::query_file_scalar!("queries/last_closed.sql").fetch_one(&mut *tx).await;
        let last = last.map_err(store_error)?.map(day).transpose()?;
        if last.is_some_and(|last| wanted <= last) { Ok(None) } else { claim(tx, wanted).await }
    }

    async fn told(&self, brand: BrandId, day: Day) -> Result<Option<Hash>, StoreError> {
        let hash = sqlx::query_file_scalar!("queries/told_hash.sql", brand.as_uuid(), day.date().to_sqlx())
            .fetch_optional(&self.pool)
            .await
            .map_err(store_error)?;
        hash.map(|hash| bytes(hash, "hash").map(Hash::from_bytes).map_err(corrupt)).transpose()
    }
}

fn day(date: jiff_sqlx::Date) -> Result<Day, StoreError> {
    Day::on(date.to_jiff()).ok_or_else(|| corrupt(Strange("day")))
}

async fn claim(mut tx: PgTransaction<'static>, day: Day) -> Result<Option<Box<dyn Book>>, StoreError> {
    let claimed =
        sqlx::query_file_scalar!("queries/claim_day.sql", day.date().to_sqlx(), day.closes_at().to_sqlx())
            .fetch_optional(&mut *tx)
            .await
            .map_err(store_error)?;
    let Some(check) = claimed else { return Ok(None) };
    let key_check = check
        .map(|check| bytes(check, "key_check").map(KeyCheck::from_bytes))
        .transpose()
        .map_err(corrupt)?;
    Ok(Some(Box::new(PgBook { tx, day, key_check })))
}

struct PgBook {
    tx: PgTransaction<'static>,
    day: Day,
    key_check: Option<KeyCheck>,
}

#[async_trait]
impl Book for PgBook {
    fn day(&self) -> Day {
        self.day
    }

    fn key_check(&self) -> Option<KeyCheck> {
        self.key_check
    }

    async fn catalogue(&mut self) -> Result<Catalogue, StoreError> {
        let rows = sqlx::query_file!("queries/catalogue_at.sql", self.day.closes_at().to_sqlx())
            .fetch_all(&mut *self.tx)
            .await
            .map_err(store_error)?;
        let mut catalogue = Catalogue::default();
        for row in rows {
            catalogue.learn(&Change {
                arrived: row.arrived.to_jiff(),
                gtin: row.gtin.parse().map_err(corrupt)?,
                version: Version { entry: row.entry, stream: row.stream },
                brand: row.brand_id.map(BrandId::from_uuid),
            });
        }
        Ok(catalogue)
    }

    async fn heads(&mut self) -> Result<Heads, StoreError> {
        let rows =
            sqlx::query_file!("queries/heads.sql").fetch_all(&mut *self.tx).await.map_err(store_error)?;
        let mut heads = Heads::new();
        for row in rows {
            let hash = Hash::from_bytes(bytes(row.hash, "hash").map_err(corrupt)?);
            heads.insert(BrandId::from_uuid(row.brand_id), Head { version: row.version, hash });
        }
        Ok(heads)
    }

    async fn people(&mut self, chapter: Chapter) -> Result<Vec<StoredPerson>, StoreError> {
        let (date, first, last) =
            (self.day.date().to_sqlx(), chapter.first().to_vec(), chapter.last().to_vec());
        let facts = sqlx::query_file!("queries/people.sql", date, &first, &last)
            .fetch_all(&mut *self.tx)
            .await
            .map_err(store_error)?;
        let mut people: Vec<StoredPerson> = Vec::new();
        for row in facts {
            let who = Pseudonym::from_bytes(bytes(row.who, "who").map_err(corrupt)?);
            let fact = rows::fact(row.event, row.at.to_jiff(), &row.gtin, &row.region, &row.kind);
            let fact = fact.map_err(corrupt)?;
            match people.last_mut().filter(|person| person.who == who) {
                Some(person) => person.facts.push(fact),
                None => {
                    let sealed = Sealed::from_bytes(bytes(row.sealed, "sealed").map_err(corrupt)?);
                    people.push(StoredPerson { who, sealed, facts: vec![fact], registered: Vec::new() });
                }
            }
        }
        let mut registered = self.registered(chapter).await?;
        for person in &mut people {
            person.registered = registered.remove(&person.who).unwrap_or_default();
        }
        Ok(people)
    }

    async fn decisions(&mut self, of: &[Decider]) -> Result<Vec<(Decider, Decision)>, StoreError> {
        let of: Vec<_> = of.iter().map(|decider| decider.as_bytes().to_vec()).collect();
        let rows = sqlx::query_file!("queries/decisions_of.sql", &of)
            .fetch_all(&mut *self.tx)
            .await
            .map_err(store_error)?;
        let decision = |at: jiff_sqlx::Timestamp, granted| Decision { at: at.to_jiff(), granted };
        rows.into_iter()
            .map(|row| Ok((Decider::from_bytes(bytes(row.who, "who")?), decision(row.at, row.granted))))
            .collect::<Result<_, Strange>>()
            .map_err(corrupt)
    }

    async fn known(&mut self, marks: &[(BrandId, Mark)]) -> Result<HashSet<(BrandId, Mark)>, StoreError> {
        let (brands, marks) = columns(marks);
        let rows = sqlx::query_file!("queries/known_marks.sql", &brands, &marks)
            .fetch_all(&mut *self.tx)
            .await
            .map_err(store_error)?;
        rows.into_iter()
            .map(|row| Ok((BrandId::from_uuid(row.brand_id), Mark::from_bytes(bytes(row.mark, "mark")?))))
            .collect::<Result<_, Strange>>()
            .map_err(corrupt)
    }

    async fn remember(&mut self, marks: &[(BrandId, Mark)]) -> Result<(), StoreError> {
        for some in marks.chunks(10_000) {
            let (brands, marks) = columns(some);
            sqlx::query_file!("queries/put_marks.sql", &brands, &marks)
                .execute(&mut *self.tx)
                .await
                .map_err(store_error)?;
        }
        Ok(())
    }

    async fn tell(&mut self, batch: &[Release], policy: ReleasePolicy) -> Result<(), StoreError> {
        telling::tell(&mut self.tx, self.day, batch, policy).await
    }

    async fn close(self: Box<Self>, drops: Drops, at: Timestamp) -> Result<(), StoreError> {
        let Self { mut tx, day, .. } = *self;
        for (why, facts) in drops.each().into_iter().filter(|(_, facts)| *facts > 0) {
            note_drops(&mut tx, why, facts, at).await.map_err(store_error)?;
        }
        sqlx::query_file!("queries/forget_superseded.sql", day.closes_at().to_sqlx())
            .execute(&mut *tx)
            .await
            .map_err(store_error)?;
        sqlx::query_file!("queries/forget_day.sql", day.date().to_sqlx())
            .fetch_one(&mut *tx)
            .await
            .map_err(store_error)?;
        tx.commit().await.map_err(store_error)
    }
}

impl PgBook {
    async fn registered(
        &mut self,
        chapter: Chapter,
    ) -> Result<HashMap<Pseudonym, Vec<Timestamp>>, StoreError> {
        let (date, first, last) =
            (self.day.date().to_sqlx(), chapter.first().to_vec(), chapter.last().to_vec());
        let rows = sqlx::query_file!("queries/registrations.sql", date, &first, &last)
            .fetch_all(&mut *self.tx)
            .await
            .map_err(store_error)?;
        let mut registered: HashMap<_, Vec<_>> = HashMap::new();
        for row in rows {
            let who = Pseudonym::from_bytes(bytes(row.who, "who").map_err(corrupt)?);
            registered.entry(who).or_default().push(row.at.to_jiff());
        }
        Ok(registered)
    }
}

fn columns(marks: &[(BrandId, Mark)]) -> (Vec<uuid::Uuid>, Vec<Vec<u8>>) {
    marks.iter().map(|(brand, mark)| (brand.as_uuid(), mark.as_bytes().to_vec())).unzip()
}

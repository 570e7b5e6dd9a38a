//! What this service holds about persons, all of it under pseudonyms, and how it forgets them.

use std::{collections::HashSet, sync::Arc};

use async_trait::async_trait;
use jiff_sqlx::ToSqlx as _;
use messaging::{
    Failure,
    rights::{Holder, Person, Removed},
};
use service_kit::tombstones::{Digest, Subject};
use sqlx::PgConnection;

use super::{
    apply::forget_marks,
    rows::{Strange, bytes},
};
use crate::{
    application::ports::{DayKeys, Roots},
    domain::{
        day::Day,
        history::Root,
        key::{DayKey, KeyCheck, Pseudonym, Sealed},
    },
};

/// Days that are open, decisions, marks.
pub struct PgHolder {
    keys: Arc<dyn DayKeys>,
    roots: Roots,
}

impl PgHolder {
    /// With the secrets that make pseudonyms.
    #[must_use]
    pub fn new(keys: Arc<dyn DayKeys>, roots: Roots) -> Self {
        Self { keys, roots }
    }

    /// The days of which something is held, with their keys. A day whose key is gone holds nobody any more.
    async fn open_days(&self, conn: &mut PgConnection) -> Result<Vec<(Day, DayKey)>, Failure> {
        let rows = sqlx::query_file!("queries/open_days.sql").fetch_all(conn).await?;
        let mut days = Vec::new();
        for row in rows {
            let day = Day::on(row.day.to_jiff()).ok_or(Strange("day")).map_err(sqlx::Error::from)?;
            let check = KeyCheck::from_bytes(bytes(row.key_check, "key_check").map_err(sqlx::Error::from)?);
            let key = self.keys.find(day).map_err(Failure::retry)?;
            match key.filter(|key| key.check() == check) {
                Some(key) => days.push((day, key)),
                None if self.keys.are_destroyed(day).map_err(Failure::retry)? => {}
                None => return Err(Failure::retry(anyhow::anyhow!("the key of an open day is missing"))),
            }
        }
        Ok(days)
    }
}

#[async_trait]
impl Holder for PgHolder {
    fn name(&self) -> &'static str {
        "measurement-pipeline"
    }

    /// Who takes facts meanwhile is waited for; who comes later finds the tombstone.
    async fn erase(&self, conn: &mut PgConnection, person: &Person) -> Result<Removed, Failure> {
        sqlx::query_file!("queries/wait_for_intake.sql").fetch_one(&mut *conn).await?;
        let days = self.open_days(conn).await?;
        let visitors: Vec<_> = days
            .iter()
            .flat_map(|(day, key)| person.visitors.iter().map(move |visitor| (*day, key.pseudonym(*visitor))))
            .collect();
        let accounts = days.iter().filter_map(|(day, key)| Some((*day, key.account(person.account?))));
        let everybody: Vec<_> = visitors.iter().copied().chain(accounts).collect();
        let roots: Vec<_> = person.visitors.iter().map(|visitor| self.roots.of(*visitor)).collect();
        Ok([
            ("facts", erase_facts(conn, &visitors).await?),
            ("registrations", erase_registrations(conn, &everybody).await?),
            ("decisions", erase_decisions(conn, &roots).await?),
            ("marks", forget_marks(conn, &roots).await?),
        ]
        .map(|(kind, count)| (kind.to_owned(), count))
        .into())
    }

    /// No id is held: nobody can be named. See [`Holder::erase_unnamed`].
    async fn held(
        &self,
        _conn: &mut PgConnection,
        _after: Option<Subject>,
        _limit: i64,
    ) -> Result<Vec<Subject>, Failure> {
        Ok(Vec::new())
    }

    /// Roots are made of what tombstones say. Of accounts made and linked there are no roots: they go as a whole.
    async fn erase_unnamed(&self, conn: &mut PgConnection, digests: &[Digest]) -> Result<(), Failure> {
        sqlx::query_file!("queries/wait_for_intake.sql").fetch_one(&mut *conn).await?;
        let roots: HashSet<_> =
            digests.iter().map(|digest| self.roots.of_digest(digest.as_bytes())).collect();
        for (day, key) in self.open_days(conn).await? {
            let people = sqlx::query_file!("queries/sealed_of_day.sql", day.date().to_sqlx())
                .fetch_all(&mut *conn)
                .await?;
            let mut erased = Vec::new();
            for row in people {
                let who = Pseudonym::from_bytes(bytes(row.who, "who").map_err(sqlx::Error::from)?);
                let sealed = Sealed::from_bytes(bytes(row.sealed, "sealed").map_err(sqlx::Error::from)?);
                if roots.contains(&key.open(who, &sealed)) {
                    erased.push((day, who));
                }
            }
            erase_facts(conn, &erased).await?;
        }
        sqlx::query_file!("queries/forget_registrations.sql").fetch_one(&mut *conn).await?;
        let roots: Vec<_> = roots.into_iter().collect();
        erase_decisions(conn, &roots).await?;
        forget_marks(conn, &roots).await?;
        Ok(())
    }
}

fn columns(named: &[(Day, Pseudonym)]) -> (Vec<jiff_sqlx::Date>, Vec<Vec<u8>>) {
    named.iter().map(|(day, who)| (day.date().to_sqlx(), who.as_bytes().to_vec())).unzip()
}

async fn erase_facts(conn: &mut PgConnection, named: &[(Day, Pseudonym)]) -> sqlx::Result<i64> {
    let (days, names) = columns(named);
    sqlx::query_file_scalar!("queries/erase_facts.sql", days as _, &names).fetch_one(conn).await
}

async fn erase_registrations(conn: &mut PgConnection, named: &[(Day, Pseudonym)]) -> sqlx::Result<i64> {
    let (days, names) = columns(named);
    sqlx::query_file_scalar!("queries/erase_registrations.sql", days as _, &names).fetch_one(conn).await
}

async fn erase_decisions(conn: &mut PgConnection, roots: &[Root]) -> sqlx::Result<i64> {
    let deciders: Vec<_> = roots.iter().map(|root| root.decider().as_bytes().to_vec()).collect();
    sqlx::query_file_scalar!("queries/erase_decisions.sql", &deciders).fetch_one(conn).await
}

//! Rows wait for the end of their day; a day that is not what was released is a dead letter, and what comes after it waits.

use anyhow::{Context as _, anyhow};
use async_trait::async_trait;
use contracts::events::{InsightReleased, WindowClosed};
use messaging::{Event, Failure, Handler};
use service_kit::ids::BrandId;
use sqlx::PgConnection;

use crate::{
    adapters::{metrics::Meters, postgres},
    domain::{
        policy::Policy,
        window::{Claim, Row},
    },
};

pub(super) struct TakeReleases(pub(super) Meters);

#[async_trait]
impl Handler for TakeReleases {
    async fn handle(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        let version = event.envelope.stream_version;
        if let Some(released) = event.data::<InsightReleased>()? {
            let brand = brand(event, released.brand_id)?;
            let row = row(&released).map_err(Failure::dead_letter)?;
            return postgres::arrive(conn, brand, released.day, &row, version).await.map_err(failure);
        }
        if let Some(closed) = event.data::<WindowClosed>()? {
            let claim = claim(brand(event, closed.brand_id)?, &closed).map_err(Failure::dead_letter)?;
            let verdict = postgres::close(conn, &claim, version).await;
            match &verdict {
                Ok(verdict) => self.0.closed(verdict),
                Err(postgres::CloseError::Refused(_)) => self.0.refused(),
                Err(_) => {}
            }
            verdict.map_err(failure)?;
        }
        Ok(())
    }
}

/// A brand is told of by its own stream alone: otherwise the order would mean nothing.
fn brand(event: &Event, id: uuid::Uuid) -> Result<BrandId, Failure> {
    let brand = BrandId::from_uuid(id);
    if event.envelope.subject == brand.to_string() {
        Ok(brand)
    } else {
        Err(Failure::dead_letter(anyhow!("the stream is another brand's")))
    }
}

fn row(released: &InsightReleased) -> anyhow::Result<Row> {
    Ok(Row {
        gtin: released.gtin.parse()?,
        region: released.region.parse()?,
        metric: released.metric.to_string().parse()?,
        visitors: u64::try_from(released.visitors).context("a number of visitors")?,
        policy: Policy {
            name: released.policy.as_str().into(),
            k: u64::try_from(released.k).context("k")?,
            sigma: released.sigma,
        },
    })
}

fn claim(brand: BrandId, closed: &WindowClosed) -> anyhow::Result<Claim> {
    Ok(Claim {
        brand,
        day: closed.day,
        rows: u64::try_from(closed.rows).context("a number of rows")?,
        previous_hash: closed.previous_hash.parse()?,
        hash: closed.hash.parse()?,
    })
}

fn failure(error: postgres::CloseError) -> Failure {
    match error {
        postgres::CloseError::Database(error) => error.into(),
        refused @ (postgres::CloseError::Refused(_) | postgres::CloseError::Corrupt(_)) => {
            Failure::dead_letter(refused)
        }
    }
}

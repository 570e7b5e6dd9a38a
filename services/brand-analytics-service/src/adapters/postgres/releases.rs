//! Released numbers, read at one instant in the name of one brand.

use async_trait::async_trait;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, store_error};
use service_kit::ids::BrandId;
use sqlx::{PgConnection, PgPool, Postgres, Transaction};

use crate::{
    application::ports::{Releases, Standing, StoreError, Told},
    domain::{
        figure::Sum,
        gtin::Gtin,
        metric::Metric,
        period::Period,
        region::Region,
        report::{ByDay, Sums},
    },
};

/// The stored releases.
#[derive(Clone)]
pub struct PgReleases(PgPool);

impl PgReleases {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }

    /// A transaction that sees this brand's rows and no other's, all of one instant.
    async fn as_brand(&self, brand: BrandId) -> Result<Transaction<'static, Postgres>, StoreError> {
        let begun = self.0.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await;
        let mut tx = begun.map_err(store_error)?;
        let acting = sqlx::query_file!("queries/act_as_brand.sql", brand.to_string());
        acting.fetch_one(&mut *tx).await.map_err(store_error)?;
        Ok(tx)
    }
}

#[async_trait]
impl Releases for PgReleases {
    #[tracing::instrument(name = "releases.through", skip_all)]
    async fn through(&self, brand: BrandId) -> Result<Option<Date>, StoreError> {
        through(&mut *self.as_brand(brand).await?, brand).await
    }

    #[tracing::instrument(name = "releases.knows", skip_all)]
    async fn knows(&self, brand: BrandId, gtin: Gtin) -> Result<bool, StoreError> {
        let mut tx = self.as_brand(brand).await?;
        sqlx::query_file_scalar!("queries/knows_product.sql", brand.as_uuid(), gtin.as_str())
            .fetch_one(&mut *tx)
            .await
            .map_err(store_error)
    }

    #[tracing::instrument(name = "releases.daily", skip_all)]
    async fn daily(
        &self,
        brand: BrandId,
        gtin: Option<Gtin>,
        period: Period,
    ) -> Result<Told<ByDay>, StoreError> {
        let mut tx = self.as_brand(brand).await?;
        let rows = match gtin {
            Some(gtin) => product_daily(&mut tx, brand, gtin, period).await,
            None => brand_daily(&mut tx, brand, period).await,
        };
        let read = |(day, metric, visitors): (Date, String, i64)| {
            let metric: Metric = metric.parse().map_err(corrupt)?;
            Ok(((metric, day), u64::try_from(visitors).map_err(corrupt)?))
        };
        let rows = rows.map_err(store_error)?.into_iter().map(read).collect::<Result<_, StoreError>>()?;
        Ok(standing(&mut tx, brand, period).await?.of(rows))
    }

    #[tracing::instrument(name = "releases.by_product", skip_all)]
    async fn by_product(
        &self,
        brand: BrandId,
        gtin: Option<Gtin>,
        period: Period,
    ) -> Result<Told<Sums<Gtin>>, StoreError> {
        let mut tx = self.as_brand(brand).await?;
        let (id, gtin) = (brand.as_uuid(), gtin.as_ref().map(Gtin::as_str));
        let (from, to) = (period.from().to_sqlx(), period.to().to_sqlx());
        let found = sqlx::query_file!("queries/by_product.sql", id, from, to, gtin);
        let found = found.fetch_all(&mut *tx).await.map_err(store_error)?;
        let read = |gtin: &str, metric: &str, visitors, days| {
            Ok(((gtin.parse().map_err(corrupt)?, metric.parse().map_err(corrupt)?), sum(visitors, days)?))
        };
        let rows = found.iter().map(|row| read(&row.gtin, &row.metric, row.visitors, row.days));
        let rows = rows.collect::<Result<_, StoreError>>()?;
        Ok(standing(&mut tx, brand, period).await?.of(rows))
    }

    #[tracing::instrument(name = "releases.by_region", skip_all)]
    async fn by_region(
        &self,
        brand: BrandId,
        gtin: Option<Gtin>,
        period: Period,
    ) -> Result<Told<Sums<Region>>, StoreError> {
        let mut tx = self.as_brand(brand).await?;
        let (id, gtin) = (brand.as_uuid(), gtin.as_ref().map(Gtin::as_str));
        let (from, to) = (period.from().to_sqlx(), period.to().to_sqlx());
        let found = sqlx::query_file!("queries/by_region.sql", id, from, to, gtin);
        let found = found.fetch_all(&mut *tx).await.map_err(store_error)?;
        let read = |region: &str, metric: &str, visitors, days| {
            Ok(((region.parse().map_err(corrupt)?, metric.parse().map_err(corrupt)?), sum(visitors, days)?))
        };
        let rows = found.iter().map(|row| read(&row.region, &row.metric, row.visitors, row.days));
        let rows = rows.collect::<Result<_, StoreError>>()?;
        Ok(standing(&mut tx, brand, period).await?.of(rows))
    }
}

fn sum(visitors: i64, days: i64) -> Result<Sum, StoreError> {
    Ok(Sum {
        visitors: u64::try_from(visitors).map_err(corrupt)?,
        days: u32::try_from(days).map_err(corrupt)?,
    })
}

type DayRow = (Date, String, i64);

async fn brand_daily(conn: &mut PgConnection, brand: BrandId, period: Period) -> sqlx::Result<Vec<DayRow>> {
    let (from, to) = (period.from().to_sqlx(), period.to().to_sqlx());
    let rows = sqlx::query_file!("queries/brand_daily.sql", brand.as_uuid(), from, to);
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.day.to_jiff(), row.metric, row.visitors)).collect())
}

async fn product_daily(
    conn: &mut PgConnection,
    brand: BrandId,
    gtin: Gtin,
    period: Period,
) -> sqlx::Result<Vec<DayRow>> {
    let (id, from, to) = (brand.as_uuid(), period.from().to_sqlx(), period.to().to_sqlx());
    let rows = sqlx::query_file!("queries/product_daily.sql", id, from, to, gtin.as_str());
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.day.to_jiff(), row.metric, row.visitors)).collect())
}

async fn through(conn: &mut PgConnection, brand: BrandId) -> Result<Option<Date>, StoreError> {
    let day = sqlx::query_file_scalar!("queries/through.sql", brand.as_uuid()).fetch_one(conn).await;
    Ok(day.map_err(store_error)?.map(jiff_sqlx::Date::to_jiff))
}

/// How far the releases go, and which of these days are released.
async fn standing(conn: &mut PgConnection, brand: BrandId, period: Period) -> Result<Told<()>, StoreError> {
    let (from, to) = (period.from().to_sqlx(), period.to().to_sqlx());
    let days = sqlx::query_file!("queries/released_days.sql", brand.as_uuid(), from, to);
    let days = days.fetch_all(&mut *conn).await.map_err(store_error)?;
    let mut named: Vec<(String, i64)> =
        days.iter().filter_map(|day| Some((day.policy.clone()?, day.k?))).collect();
    if named.is_empty() {
        let last = sqlx::query_file!("queries/last_policy.sql", brand.as_uuid());
        let last = last.fetch_optional(&mut *conn).await.map_err(store_error)?;
        named.extend(last.map(|last| (last.policy, last.k)));
    }
    let standing = Standing {
        through: through(conn, brand).await?,
        k: named.iter().map(|(_, k)| *k).max().and_then(|k| u64::try_from(k).ok()),
        policy: named.pop().map(|(policy, _)| policy.into()),
    };
    Ok(Told { standing, released: days.into_iter().map(|day| day.day.to_jiff()).collect(), rows: () })
}

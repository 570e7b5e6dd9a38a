use std::path::Path;

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row as _};

use crate::{
    service::Service,
    world::{PASTA, World, brand, november},
};

/// Transport, which knows events and no answers: written before the brand of an event is known.
const TRANSPORT: &str = "^(inbox|_migrations)";

#[test]
fn the_inbox_is_messagings_own() {
    messaging::schema::migrations_contain(Path::new("migrations"), messaging::schema::INBOX).expect("copied");
}

#[tokio::test]
async fn every_table_of_a_brand_is_behind_row_level_security_for_its_owner_too() {
    let service = Service::start().await;
    let tables = sqlx::query(
        "SELECT relname::text, relrowsecurity, relforcerowsecurity FROM pg_class
         WHERE relnamespace = 'brand_analytics'::regnamespace AND relkind IN ('r', 'p') AND relname !~ $1",
    )
    .bind(TRANSPORT)
    .fetch_all(&service.db)
    .await
    .expect("tables");
    assert!(tables.len() > 10, "five tables and their partitions");
    for table in tables {
        let name: String = table.get(0);
        assert!(table.get::<bool, _>(1) && table.get::<bool, _>(2), "{name}");
    }
    let bypasses: bool =
        sqlx::query_scalar("SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user")
            .fetch_one(&service.db)
            .await
            .expect("a role");
    assert!(!bypasses);
}

#[tokio::test]
async fn a_partition_is_reached_through_its_table_alone() {
    let service = Service::start().await;
    for table in ["brand_days_2026", "product_days_2026", "region_days_2026"] {
        let refused =
            sqlx::query(AssertSqlSafe(format!("SELECT * FROM {table}"))).fetch_all(&service.db).await;
        assert!(refused.expect_err("refused").to_string().contains("permission denied"), "{table}");
    }
}

#[tokio::test]
async fn what_was_told_is_never_changed_and_only_the_consumer_writes() {
    let (world, brand) = (World::new().await, brand());
    world.release(brand, november(18), &[(PASTA, "IT-25", "scanning_visitors", 12)]).await;
    for table in ["windows", "brand_days", "product_days", "region_days"] {
        for statement in [format!("UPDATE {table} SET day = day"), format!("DELETE FROM {table}")] {
            let refused = sqlx::query(AssertSqlSafe(statement)).execute(&world.service.db).await;
            assert!(refused.expect_err("refused").to_string().contains("permission denied"), "{table}");
        }
    }
    let mut tx = world.service.db.begin().await.expect("a transaction");
    sqlx::query("SELECT set_config('packytrace.brand', $1, true)")
        .bind(brand.to_string())
        .execute(&mut *tx)
        .await
        .expect("set");
    let forged = sqlx::query("INSERT INTO brand_days VALUES ($1, '2026-11-18', 'used_up', 99)")
        .bind(brand.as_uuid())
        .execute(&mut *tx)
        .await;
    assert!(forged.expect_err("refused").to_string().contains("row-level security"));
}

#[tokio::test]
async fn years_are_made_ahead_and_dropped_when_nobody_asks_for_them_any_more() {
    let service = Service::start().await;
    let years = async || -> Vec<String> {
        let names = "SELECT relname::text FROM pg_class WHERE relname ~ '^brand_days_[0-9]{4}$' ORDER BY 1";
        sqlx::query_scalar(names).fetch_all(&service.db).await.expect("names")
    };
    let later: Timestamp = "2031-05-01T00:00:00Z".parse().expect("an instant");
    brand_analytics_service::adapters::postgres::rotate(&service.db, later).await.expect("rotated");
    assert_eq!(years().await, ["2029", "2030", "2031", "2032"].map(|year| format!("brand_days_{year}")));
}

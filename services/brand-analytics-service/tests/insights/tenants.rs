//! Brand X × every route × brand Y's products: twice held, and each belt holds alone.

use jiff_sqlx::ToSqlx as _;
use serde_json::Value;
use service_kit::ids::BrandId;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use crate::world::{PASTA, SAUCE, World, brand, november};

pub(crate) const ROUTES: [&str; 8] = [
    "/api/v1/brand/insights/summary",
    "/api/v1/brand/insights/products",
    "/api/v1/brand/insights/regions",
    "/api/v1/brand/insights/series",
    "/api/v1/brand/insights.csv?view=summary",
    "/api/v1/brand/insights.csv?view=products",
    "/api/v1/brand/insights.csv?view=regions",
    "/api/v1/brand/insights.csv?view=series",
];

/// Every statement that answers a brand, as it is committed.
const STATEMENTS: [&str; 8] = [
    include_str!("../../queries/brand_daily.sql"),
    include_str!("../../queries/by_product.sql"),
    include_str!("../../queries/by_region.sql"),
    include_str!("../../queries/last_policy.sql"),
    include_str!("../../queries/product_daily.sql"),
    include_str!("../../queries/released_days.sql"),
    include_str!("../../queries/through.sql"),
    include_str!("../../queries/head.sql"),
];

/// Two brands on the same days: x sells pasta, y sauce, each in a region of its own.
async fn two() -> (World, BrandId, BrandId) {
    let (world, x, y) = (World::new().await, brand(), brand());
    world.release(x, november(18), &[(PASTA, "IT-25", "scanning_visitors", 1_111)]).await;
    world.release(y, november(18), &[(SAUCE, "DE-BY", "scanning_visitors", 2_222)]).await;
    world.release(y, november(19), &[(SAUCE, "DE-BY", "used_up", 2_223)]).await;
    (world, x, y)
}

/// What the brand is told on every route.
async fn everything(world: &World, brand: BrandId) -> Vec<String> {
    let mut told = Vec::new();
    for route in ROUTES {
        told.push(world.service.get(route, brand).await.text);
    }
    told
}

#[tokio::test]
async fn a_brand_sees_its_own_numbers_and_of_another_ones_not_even_that_they_are_there() {
    let (world, x, y) = two().await;
    for (own, other, foreign) in [(x, y, [SAUCE, "DE-BY", "222"]), (y, x, [PASTA, "IT-25", "1111"])] {
        for (route, told) in ROUTES.iter().zip(everything(&world, own).await) {
            assert!(foreign.iter().all(|word| !told.contains(word)), "{route}: {told}");
        }
        for route in ROUTES {
            let ask = async |gtin: &str, brand| {
                let path = format!("{route}{}gtin={gtin}", if route.contains('?') { '&' } else { '?' });
                world.service.get(&path, brand).await
            };
            let refused = ask(foreign[0], own).await;
            assert_eq!(refused.problem(), (404, "unknown-product".to_owned()), "{route}");
            let nobodys = ask("09506000134352", own).await;
            assert_eq!(refused.text, nobodys.text, "{route}: as if it were nobody's");
            assert_eq!(ask(foreign[0], other).await.status.as_u16(), 200, "{route}");
        }
    }
}

#[tokio::test]
async fn with_the_predicate_gone_from_the_sql_row_level_security_still_holds() {
    let (world, x, y) = two().await;
    for statement in STATEMENTS {
        let without = statement.replace("brand_id = $1", "$1::uuid IS NOT NULL");
        assert_ne!(without, statement, "names the brand: {statement}");
        for brand in [x, y] {
            let mut conn = world.service.db.acquire().await.expect("a connection");
            let whole = answered(&mut conn, statement, brand, gtin(statement, brand == x)).await;
            assert!(whole.as_array().is_some_and(|rows| !rows.is_empty()), "{statement}");
            let still = answered(&mut conn, &without, brand, gtin(statement, brand == x)).await;
            assert_eq!(still, whole, "{statement}");
        }
    }
    // The check can fail: who is not held back sees both.
    let mut operator = PgConnection::connect_with(&world.service.database.as_operator()).await.expect("up");
    let all = STATEMENTS[0].replace("brand_id = $1", "$1::uuid IS NOT NULL");
    assert_eq!(answered(&mut operator, &all, x, None).await.as_array().map(Vec::len), Some(3));
}

/// The product to ask about, where the statement is about one.
fn gtin(statement: &str, of_x: bool) -> Option<&'static str> {
    statement.contains("gtin = $4 AND").then_some(if of_x { PASTA } else { SAUCE })
}

/// The statement's rows as JSON, asked in the name of the brand.
async fn answered(conn: &mut PgConnection, statement: &str, brand: BrandId, gtin: Option<&str>) -> Value {
    let mut tx = conn.begin().await.expect("a transaction");
    sqlx::query("SELECT set_config('packytrace.brand', $1, true)")
        .bind(brand.to_string())
        .execute(&mut *tx)
        .await
        .expect("set");
    let whole =
        format!("SELECT coalesce(json_agg(row_to_json(t) ORDER BY t::text), '[]') FROM ({statement}) t");
    let mut query = sqlx::query_scalar(AssertSqlSafe(whole)).bind(brand.as_uuid());
    if statement.contains("$3") {
        let day = |text: &str| text.parse::<jiff::civil::Date>().expect("a day").to_sqlx();
        query = query.bind(day("2026-11-01")).bind(day("2026-11-30"));
    }
    if statement.contains("$4") {
        query = query.bind(gtin.map(str::to_owned));
    }
    query.fetch_one(&mut *tx).await.expect("rows")
}

#[tokio::test]
async fn with_row_level_security_off_the_predicate_still_holds() {
    let (world, x, y) = two().await;
    let (of_x, of_y) = (everything(&world, x).await, everything(&world, y).await);
    let mut owner = PgConnection::connect_with(&world.service.database.as_owner()).await.expect("up");
    for table in ["arriving", "windows", "brand_days", "product_days", "region_days"] {
        let off = format!("ALTER TABLE {table} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY");
        sqlx::query(AssertSqlSafe(off)).execute(&mut owner).await.expect("off");
    }
    let seen: i64 =
        sqlx::query_scalar("SELECT count(*) FROM windows").fetch_one(&world.service.db).await.expect("rows");
    assert_eq!(seen, 3, "nothing stands before the rows any more");
    assert_eq!(everything(&world, x).await, of_x);
    assert_eq!(everything(&world, y).await, of_y);
    world.release(x, november(19), &[(PASTA, "IT-25", "used_up", 7)]).await;
    assert_eq!(everything(&world, y).await, of_y, "nor does what is written for one touch the other");
}

#[tokio::test]
async fn without_a_brand_nobody_sees_a_row_the_owner_included() {
    let (world, ..) = two().await;
    let mut owner = PgConnection::connect_with(&world.service.database.as_owner()).await.expect("up");
    for table in ["windows", "brand_days", "product_days", "region_days"] {
        let count = || sqlx::query_scalar::<_, i64>(AssertSqlSafe(format!("SELECT count(*) FROM {table}")));
        assert_eq!(count().fetch_one(&world.service.db).await.expect("a count"), 0, "{table}");
        assert_eq!(count().fetch_one(&mut owner).await.expect("a count"), 0, "{table}");
    }
}

//! Two belts keep brands apart: the predicate in each statement, and row-level security below it. Each holds without the other.

use axum::http::Method;
use serde_json::{Value, json};
use service_kit::ids::BrandId;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, Row as _};
use uuid::Uuid;

use super::desk::{CHEESE, Desk, FOREIGN};
use crate::{service::Service, source_double::SourceDouble};

/// Tables whose rows are a brand's alone.
const OWN: [&str; 7] = [
    "brands",
    "brand_prefixes",
    "brand_products",
    "brand_journeys",
    "brand_imports",
    "brand_import_refusals",
    "product_changes",
];
/// Tables in which a brand sees its own rows, and others see theirs.
const SHARED: [&str; 5] = ["brand_links", "reports", "report_answers", "lots", "source_records"];

/// A row in every table for each of two brands; the import that the second has sent.
async fn two_brands(service: &Service) -> (Desk<'_>, Desk<'_>, String, String) {
    let (desk, other) = (Desk::valdoro(service).await, Desk::other(service).await);
    let (mut import, mut report) = (String::new(), String::new());
    for (desk, gtin) in [(&desk, CHEESE), (&other, FOREIGN)] {
        desk.publishes(gtin).await;
        let steps = json!({ "steps": [ { "kind": "origin", "place": { "name": "Somewhere" } } ] });
        let product = format!("/api/v1/brand/products/{gtin}");
        desk.put(&format!("{product}/journey?lot=L1"), &steps).await;
        let links = json!({ "items": [ { "linkType": "gs1:pip", "href": "https://valdoro.example/" } ] });
        desk.put(&format!("{product}/links"), &links).await;
        let filed = service.ask(Method::POST, &format!("/api/v1/products/{gtin}/reports"));
        let filed = filed.json(&json!({ "reason": "other" })).await;
        report = filed.body()["reportId"].as_str().expect("an id").to_owned();
        desk.put(&format!("/api/v1/brand/reports/{report}"), &json!({ "status": "closed" })).await;
        let taken = desk.ask(Method::POST, "/api/v1/brand/imports").content("text/csv", "gtin,x\n").await;
        import = taken.body()["importId"].as_str().expect("an id").to_owned();
        let at = format!("/api/v1/brand/imports/{import}");
        crate::service::eventually("the import ends", async || {
            desk.get(&at).await.body()["status"] != "running"
        })
        .await;
    }
    (desk, other, import, report)
}

async fn count(conn: &mut PgConnection, table: &str, condition: &str) -> i64 {
    let query = format!("SELECT count(*) FROM {table} WHERE {condition}");
    sqlx::query_scalar(AssertSqlSafe(query)).fetch_one(conn).await.expect("a count")
}

async fn act_as(conn: &mut PgConnection, brand: &str) {
    sqlx::query("SELECT set_config('packytrace.brand', $1, true)")
        .bind(brand)
        .execute(conn)
        .await
        .expect("set");
}

#[tokio::test]
async fn without_a_predicate_row_level_security_shows_a_brand_its_own_rows_alone() {
    let service = Service::start(SourceDouble::default()).await;
    let (desk, other, ..) = two_brands(&service).await;
    let mut tx = service.db.begin().await.expect("a transaction");
    act_as(&mut tx, &desk.brand.to_string()).await;
    for table in OWN.into_iter().chain(["brand_links", "reports", "report_answers"]) {
        assert!(count(&mut tx, table, "true").await > 0, "{table}");
        assert_eq!(count(&mut tx, table, &format!("brand_id <> '{}'", desk.brand)).await, 0, "{table}");
    }
    let query = include_str!("../../../queries/workspace/find_product.sql")
        .replace("brand_id = $1", "brand_id <> $1");
    let query = query
        .replace(r#" AS "statement: Json<Statement>""#, "")
        .replace(r#" AS "faults: Json<Vec<Fault>>""#, "")
        .replace(r#" AS "open_reports!""#, "");
    let seen = sqlx::query(AssertSqlSafe(query))
        .bind(Uuid::nil())
        .bind(FOREIGN)
        .fetch_all(&mut *tx)
        .await
        .expect("rows");
    assert!(seen.is_empty(), "a statement that names the wrong brand sees {} of {}", seen.len(), other.brand);
}

#[tokio::test]
async fn without_a_predicate_nobody_writes_another_brands_rows() {
    let service = Service::start(SourceDouble::default()).await;
    let (desk, other, ..) = two_brands(&service).await;
    for table in OWN.into_iter().chain(SHARED) {
        let mut tx = service.db.begin().await.expect("a transaction");
        act_as(&mut tx, &desk.brand.to_string()).await;
        let stolen =
            format!("UPDATE {table} SET brand_id = '{}' WHERE brand_id = '{}'", desk.brand, other.brand);
        let stolen = tx.execute(AssertSqlSafe(stolen)).await.map_or(0, |done| done.rows_affected());
        assert_eq!(stolen, 0, "{table}");
        drop(tx);
        let mut tx = service.db.begin().await.expect("a transaction");
        act_as(&mut tx, &desk.brand.to_string()).await;
        let given =
            format!("UPDATE {table} SET brand_id = '{}' WHERE brand_id = '{}'", other.brand, desk.brand);
        let given = tx.execute(AssertSqlSafe(given)).await.map_or(0, |done| done.rows_affected());
        assert_eq!(given, 0, "{table}");
    }
}

#[tokio::test]
async fn without_a_brand_nothing_of_a_workspace_is_seen() {
    let service = Service::start(SourceDouble::default()).await;
    two_brands(&service).await;
    let mut conn = service.db.acquire().await.expect("a connection");
    for table in OWN {
        assert_eq!(count(&mut conn, table, "true").await, 0, "{table}");
    }
    for table in SHARED {
        assert!(count(&mut conn, table, "true").await > 0, "{table} is read by shoppers and their rights");
    }
}

#[tokio::test]
async fn without_row_level_security_every_statement_asks_for_its_own_brand() {
    let service = Service::start(SourceDouble::default()).await;
    let (desk, _, import, report) = two_brands(&service).await;
    let mut operator =
        PgConnection::connect_with(&service.database.as_operator()).await.expect("a connection");
    for table in OWN.into_iter().chain(SHARED) {
        operator
            .execute(AssertSqlSafe(format!("ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")))
            .await
            .expect("off");
    }
    let seen: i64 = sqlx::query("SELECT count(*) FROM brand_products")
        .fetch_one(&service.db)
        .await
        .expect("a row")
        .get(0);
    assert_eq!(seen, 2, "row-level security is off");

    let gtins = |body: &Value| -> Vec<Value> {
        body["items"].as_array().expect("items").iter().map(|item| item["gtin"].clone()).collect()
    };
    assert_eq!(gtins(&desk.get("/api/v1/brand/products").await.body()), [CHEESE]);
    assert_eq!(gtins(&desk.get("/api/v1/brand/reports").await.body()), [CHEESE]);
    let attention = desk.get("/api/v1/brand/attention").await;
    assert!(!attention.text.contains(FOREIGN), "{}", attention.text);
    for path in ["", "/journey", "/journey?lot=L1", "/links", "/changes", "/code"] {
        let answer = desk.get(&format!("/api/v1/brand/products/{FOREIGN}{path}")).await;
        assert_eq!(answer.problem(), (404, "unknown-product".to_owned()), "{path}");
    }
    let steps = json!({ "steps": [] });
    assert_eq!(desk.put(&format!("/api/v1/brand/products/{FOREIGN}/journey"), &steps).await.problem().0, 404);
    assert_eq!(
        desk.put(&format!("/api/v1/brand/products/{FOREIGN}/links"), &json!({ "items": [] }))
            .await
            .problem()
            .0,
        404
    );
    assert_eq!(desk.get(&format!("/api/v1/brand/imports/{import}")).await.problem().0, 404);
    let settle = json!({ "status": "answered", "answer": "ours" });
    assert_eq!(desk.put(&format!("/api/v1/brand/reports/{report}"), &settle).await.problem().0, 404);
    let ours: i64 = sqlx::query("SELECT count(*) FROM report_answers WHERE answer = 'ours'")
        .fetch_one(&service.db)
        .await
        .expect("a row")
        .get(0);
    assert_eq!(ours, 0);
}

#[tokio::test]
async fn a_prefix_is_whose_it_was_told_of_last_and_the_longest_counts() {
    let service = Service::start(SourceDouble::default()).await;
    let first = Desk::of(&service, "First", "952123").await;
    let owner = async || {
        let id: Option<Uuid> = sqlx::query_scalar("SELECT brand_of_gtin($1)")
            .bind(CHEESE)
            .fetch_one(&service.db)
            .await
            .expect("an answer");
        id.map(BrandId::from_uuid)
    };
    assert_eq!(owner().await, Some(first.brand));
    let second = Desk::of(&service, "Second", "952123").await;
    assert_eq!(owner().await, Some(second.brand));
    let longer = Desk::of(&service, "Third", "95212345").await;
    assert_eq!(owner().await, Some(longer.brand));
}

use axum::http::Method;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

use super::desk::{CHEESE, Desk, FOREIGN, PASTA, pointers, sound, with};
use crate::{
    service::Service,
    source_double::{SourceDouble, stated},
};

fn product(gtin: &str) -> String {
    format!("/api/v1/brand/products/{gtin}")
}

fn at(gtin: &str) -> String {
    format!("{}/changes", product(gtin))
}

fn published(gtin: &str) -> Value {
    with(sound(gtin), "status", "published")
}

/// The changes as the brand reads them, newest first.
async fn told(desk: &Desk<'_>, gtin: &str) -> Vec<Value> {
    let answer = desk.get(&at(gtin)).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.body()["items"].as_array().expect("items").clone()
}

fn kinds(changes: &[Value]) -> Vec<Value> {
    changes.iter().map(|change| change["changes"].clone()).collect()
}

#[tokio::test]
async fn each_publication_that_changes_something_is_noted_with_what_it_changed() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.publishes(CHEESE).await;
    let salted = with(published(CHEESE), "/label/nutrition/salt", json!(0.4));
    desk.put_over("\"1\"", &product(CHEESE), &salted).await;
    let changes = told(&desk, CHEESE).await;
    assert_eq!(kinds(&changes), [json!(["label"]), json!(["created"])]);
    assert_eq!(changes[0]["labelVersion"], 2, "{changes:?}");
    let events: Vec<Value> =
        sqlx::query_scalar("SELECT data FROM outbox WHERE topic = 'packytrace.catalog.v1' ORDER BY id DESC")
            .fetch_all(&service.db)
            .await
            .expect("events");
    for (event, change) in events.iter().zip(&changes) {
        for member in ["version", "labelVersion", "changedAt", "changes"] {
            assert_eq!(event[member], change[member], "the event and the note are of the same change");
        }
    }
}

#[tokio::test]
async fn a_draft_and_a_publication_that_says_the_same_again_are_no_changes() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.publishes(CHEESE).await;
    desk.put_over("\"1\"", &product(CHEESE), &with(sound(CHEESE), "name", "Other")).await;
    let again = desk.put_over("\"2\"", &product(CHEESE), &published(CHEESE)).await;
    assert_eq!(again.body()["publishedVersion"], 3, "{}", again.text);
    assert_eq!(kinds(&told(&desk, CHEESE).await), [json!(["created"])]);
    desk.drafts(PASTA).await;
    assert!(told(&desk, PASTA).await.is_empty());
}

#[tokio::test]
async fn steps_files_and_what_others_state_change_a_product_too() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.publishes(CHEESE).await;
    let steps =
        json!({ "steps": [ { "kind": "origin", "place": { "name": "Paestum", "countryCode": "IT" } } ] });
    desk.put(&format!("{}/journey", product(CHEESE)), &steps).await;
    let row = format!("gtin,name,status\n{CHEESE},Mozzarella,published\n");
    let file = desk.ask(Method::POST, "/api/v1/brand/imports").content("text/csv", row).await;
    let import = format!("/api/v1/brand/imports/{}", file.body()["importId"].as_str().expect("an id"));
    crate::service::eventually("the import ends", async || {
        desk.get(&import).await.body()["status"] != "running"
    })
    .await;
    service.knows(stated(CHEESE, "mozarela")).await;
    let changes = told(&desk, CHEESE).await;
    let has =
        |change: &Value, kind: &str| change["changes"].as_array().expect("a list").contains(&json!(kind));
    assert_eq!(changes.len(), 4, "{changes:?}");
    assert!(has(&changes[0], "allergens"), "the community knows of gluten: {:?}", changes[0]);
    assert!(has(&changes[1], "name"), "by the file: {:?}", changes[1]);
    assert_eq!(changes[2]["changes"], json!(["journey"]));
}

#[tokio::test]
async fn a_new_recall_is_noted_and_everyone_hears_of_it_when_every_pack_is_meant() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.publishes(CHEESE).await;
    let links = format!("{}/links", product(CHEESE));
    let notice = json!({ "linkType": "gs1:recallStatus", "href": "https://valdoro.example/recall" });
    let of_lot = json!({ "lot": "L1", "linkType": "gs1:recallStatus", "href": "https://valdoro.example/l1" });
    let leaflet = json!({ "linkType": "gs1:recipeInfo", "href": "https://valdoro.example/recipes" });
    let events = async || {
        let recall = "SELECT count(*) FROM outbox WHERE (data -> 'changes')::jsonb = '[\"recall\"]'";
        service.count(recall).await
    };
    for (version, items, noted, told_everyone) in [
        (0, json!([leaflet]), 0, 0),
        (1, json!([leaflet, of_lot]), 1, 0),
        (2, json!([leaflet, of_lot, notice]), 2, 1),
        (3, json!([notice, of_lot]), 2, 1),
        (4, json!([]), 2, 1),
    ] {
        let stored = desk.put_over(&format!("\"{version}\""), &links, &json!({ "items": items })).await;
        assert_eq!(stored.status, 200, "{}", stored.text);
        let recalls =
            kinds(&told(&desk, CHEESE).await).into_iter().filter(|kinds| *kinds == json!(["recall"]));
        assert_eq!((recalls.count(), events().await), (noted, told_everyone), "{items}");
    }
}

#[tokio::test]
async fn changes_come_in_pages_and_by_day() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.publishes(CHEESE).await;
    for version in 1..4 {
        let renamed = with(published(CHEESE), "name", format!("Mozzarella {version}"));
        let put = desk.put_over(&format!("\"{version}\""), &product(CHEESE), &renamed).await;
        assert_eq!(put.status, 200, "{}", put.text);
    }
    let first = desk.get(&format!("{}?limit=3", at(CHEESE))).await.body();
    let next = first["next"].as_str().expect("more");
    let second = desk.get(&format!("{}?limit=3&cursor={next}", at(CHEESE))).await.body();
    assert_eq!(kinds(second["items"].as_array().expect("items")), [json!(["created"])]);
    assert_eq!(second["next"], Value::Null);

    let mut operator =
        PgConnection::connect_with(&service.database.as_operator()).await.expect("a connection");
    for (version, instant) in
        [(2, "2026-09-30T23:59:59Z"), (3, "2026-10-01T00:00:00Z"), (4, "2026-10-02T23:59:59Z")]
    {
        let moved = format!("UPDATE product_changes SET changed_at = '{instant}' WHERE version = {version}");
        operator.execute(AssertSqlSafe(moved)).await.expect("moved");
    }
    let days = desk.get(&format!("{}?from=2026-10-01&to=2026-10-02", at(CHEESE))).await.body();
    let versions: Vec<_> =
        days["items"].as_array().expect("items").iter().map(|item| &item["version"]).collect();
    assert_eq!(versions, [&json!(4), &json!(3)]);
    for (query, pointer) in [
        ("from=yesterday", "/from"),
        ("to=-002026-10-01", "/to"),
        ("from=2026-10-02&to=2026-10-01", "/to"),
        ("cursor=x", "/cursor"),
    ] {
        let refused = desk.get(&format!("{}?{query}", at(CHEESE))).await;
        assert_eq!((refused.problem().0, pointers(&refused)), (400, vec![pointer.to_owned()]), "{query}");
    }
    assert_eq!(desk.get(&format!("{}?limit=101", at(CHEESE))).await.problem().0, 400);
}

#[tokio::test]
async fn another_brands_product_has_no_changes_to_read() {
    let service = Service::start(SourceDouble::default()).await;
    let (desk, other) = (Desk::valdoro(&service).await, Desk::other(&service).await);
    other.publishes(FOREIGN).await;
    assert_eq!(desk.get(&at(FOREIGN)).await.problem(), (404, "unknown-product".to_owned()));
    assert_eq!(desk.get(&at(CHEESE)).await.problem(), (404, "unknown-product".to_owned()));
    assert_eq!(told(&other, FOREIGN).await.len(), 1);
}

/// The number was the first brand's, then the second's, and both have published it.
async fn handed_over(service: &Service) -> (Desk<'_>, Desk<'_>) {
    let first = Desk::valdoro(service).await;
    first.publishes(CHEESE).await;
    let second = Desk::of(service, "Heir", "9521234").await;
    second.post("/api/v1/brand/products", &with(published(CHEESE), "name", "Heirloom")).await;
    (first, second)
}

#[tokio::test]
async fn who_gets_a_number_from_another_brand_does_not_see_what_that_one_changed() {
    let service = Service::start(SourceDouble::default()).await;
    let (first, second) = handed_over(&service).await;
    let mut operator =
        PgConnection::connect_with(&service.database.as_operator()).await.expect("a connection");
    for belt in ["by both belts", "by the statement alone"] {
        assert_eq!(kinds(&told(&first, CHEESE).await), [json!(["created"])], "{belt}");
        assert_eq!(kinds(&told(&second, CHEESE).await), [json!(["name", "brand"])], "{belt}");
        operator.execute("ALTER TABLE product_changes DISABLE ROW LEVEL SECURITY").await.expect("off");
    }
}

#[tokio::test]
async fn what_was_noted_is_neither_rewritten_nor_noted_for_another_brand() {
    let service = Service::start(SourceDouble::default()).await;
    let (desk, other) = (Desk::valdoro(&service).await, Desk::other(&service).await);
    desk.publishes(CHEESE).await;
    for statement in ["UPDATE product_changes SET changes = '[]'", "DELETE FROM product_changes"] {
        let refused = service.db.execute(statement).await.expect_err(statement).to_string();
        assert!(refused.contains("permission denied"), "{refused}");
    }
    for acting in ["", &other.brand.to_string()] {
        let mut tx = service.db.begin().await.expect("a transaction");
        sqlx::query("SELECT set_config('packytrace.brand', $1, true)")
            .bind(acting)
            .execute(&mut *tx)
            .await
            .expect("set");
        let forged = format!(
            "INSERT INTO product_changes (brand_id, gtin, version, label_version, changed_at, changes) \
             VALUES ('{}', '{PASTA}', 1, 1, now(), '[]')",
            desk.brand
        );
        let refused = tx.execute(AssertSqlSafe(forged)).await.expect_err("refused").to_string();
        assert!(refused.contains("row-level security"), "{refused}");
    }
}

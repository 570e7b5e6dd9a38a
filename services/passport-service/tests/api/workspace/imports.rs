use std::sync::Arc;

use axum::http::Method;
use jiff::{SignedDuration, Timestamp};
use passport_service::{
    adapters::{agribalyse::table, brand_rows, postgres::PgWorkspace},
    application::workspace::imports::{
        Format, ImportWorker,
        ports::{Claimed, Imports as _, NewImport},
    },
    application::workspace::ports::Command,
};
use serde_json::{Value, json};
use service_kit::clock::SystemClock;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::desk::{CHEESE, Desk, PASTA, STRAY};
use crate::{
    service::{Answer, Service, eventually, visitor},
    source_double::SourceDouble,
};

const IMPORTS: &str = "/api/v1/brand/imports";

async fn send(desk: &Desk<'_>, query: &str, kind: &str, body: &str) -> Answer {
    desk.ask(Method::POST, &format!("{IMPORTS}{query}")).content(kind, body.to_owned()).await
}

/// The report once the file was dealt with.
async fn ended(desk: &Desk<'_>, taken: &Answer) -> Value {
    assert_eq!(taken.status, 202, "{}", taken.text);
    let path = taken.header("location").to_owned();
    eventually("the import ends", async || desk.get(&path).await.body()["status"] != "running").await;
    desk.get(&path).await.body()
}

const GOOD: &str = "gtin,status,name,label.nutrition.fat\n09521234500018,published,Mozzarella,21\n09521234500025,draft,Spaghetti,\n";
const BAD: &str = concat!(
    "gtin,status,name,label.nutrition.fat\n",
    "09521234500018,published,Mozzarella,21\n",
    "09521234500019,draft,Wrong digit,\n",
    "09521234500025,draft,Spaghetti,much\n",
    "08001505005707,draft,Somebody else's,\n",
    "09521234500018,draft,Again,\n",
    "09521234500032,published,Pesto,101\n",
);

#[tokio::test]
async fn a_table_is_taken_in_the_background() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    let report = ended(&desk, &send(&desk, "", "text/csv", GOOD).await).await;
    assert_eq!(
        (&report["status"], &report["rows"], &report["taken"]),
        (&json!("completed"), &json!(2), &json!(2))
    );
    assert_eq!(report["refused"], json!([]));
    let public = service.get(&format!("/api/v1/products/{CHEESE}")).send().await.body();
    assert_eq!(public["product"]["data"]["label"]["nutrition"]["fat"], 21.0);
    assert_eq!(desk.get(&format!("/api/v1/brand/products/{PASTA}")).await.body()["status"], "draft");
    assert_eq!(
        service.count_all("SELECT count(*) FROM brand_imports WHERE body IS NOT NULL").await,
        0,
        "the file is gone"
    );
}

#[tokio::test]
async fn a_broken_row_is_reported_with_line_and_column_and_the_others_are_taken() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    let report = ended(&desk, &send(&desk, "", "text/csv", BAD).await).await;
    assert_eq!(
        (&report["status"], &report["rows"], &report["taken"], &report["refusedRows"]),
        (&json!("completed"), &json!(6), &json!(1), &json!(5))
    );
    let refused: Vec<_> = report["refused"]
        .as_array()
        .expect("refused")
        .iter()
        .map(|row| (row["line"].clone(), row["column"].clone()))
        .collect();
    let expected =
        [(3, "gtin"), (4, "label.nutrition.fat"), (5, "gtin"), (6, "gtin"), (7, "label.nutrition.fat")];
    assert_eq!(refused, expected.map(|(line, column)| (json!(line), json!(column))));
    assert!(report["refused"].to_string().contains("stands in line 2 already"), "{report}");
    let stray = service.get(&format!("/api/v1/products/{STRAY}")).send().await;
    assert_eq!(stray.problem().0, 404);
}

#[tokio::test]
async fn all_or_nothing_is_nothing_when_a_row_is_broken() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    let report = ended(&desk, &send(&desk, "?allOrNothing=true", "text/csv", BAD).await).await;
    assert_eq!(
        (&report["status"], &report["taken"], &report["refusedRows"]),
        (&json!("refused"), &json!(0), &json!(5))
    );
    assert_eq!(service.count_all("SELECT count(*) FROM brand_products").await, 0);
    let report = ended(&desk, &send(&desk, "?allOrNothing=true", "text/csv", GOOD).await).await;
    assert_eq!((&report["status"], &report["taken"]), (&json!("completed"), &json!(2)));
}

#[tokio::test]
async fn json_lines_are_taken_and_another_kind_of_file_is_not() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    let lines = format!("{}\n{{\"gtin\":\"{PASTA}\",\"colour\":\"red\"}}\n", super::desk::sound(CHEESE));
    let report = ended(&desk, &send(&desk, "", "application/jsonl", &lines).await).await;
    assert_eq!((&report["taken"], &report["refused"][0]["column"]), (&json!(1), &json!("colour")));
    assert_eq!(
        send(&desk, "", "application/json", "{}").await.problem(),
        (415, "unsupported-media-type".to_owned())
    );
    let unknown = ended(&desk, &send(&desk, "", "text/csv", "gtin,protien\n").await).await;
    assert_eq!(
        (&unknown["refused"][0]["line"], &unknown["refused"][0]["column"]),
        (&json!(1), &json!("protien"))
    );
}

#[tokio::test]
async fn an_import_is_its_brands_alone_and_the_same_key_begins_one() {
    let service = Service::start(SourceDouble::default()).await;
    let (desk, other) = (Desk::valdoro(&service).await, Desk::other(&service).await);
    let begin = async |body: &str| {
        desk.ask(Method::POST, IMPORTS)
            .header("idempotency-key", "k")
            .content("text/csv", body.to_owned())
            .await
    };
    let (first, again) = (begin(GOOD).await, begin(GOOD).await);
    assert_eq!(first.body(), again.body());
    assert_eq!(begin(BAD).await.problem(), (409, "idempotency-key-reused".to_owned()));
    assert_eq!(other.get(first.header("location")).await.problem(), (404, "unknown-import".to_owned()));
    assert_eq!(desk.get(&format!("{IMPORTS}/x")).await.problem(), (404, "unknown-import".to_owned()));
    ended(&desk, &first).await;
}

/// A file of many products, kept but read by nobody yet.
async fn kept(
    service: &Service,
    desk: &Desk<'_>,
    stored: &PgWorkspace,
    rows: u32,
    all_or_nothing: bool,
) -> Claimed {
    let mut body = "gtin,status,name\n".to_owned();
    for number in 0..rows {
        body.push_str(&format!("{},published,Product {number}\n", gtin(number)));
    }
    let command = Command { brand: desk.brand, caller: visitor(), key: None, at: Timestamp::now() };
    let id = uuid::Uuid::now_v7();
    let import = NewImport { command, id, format: Format::Csv, all_or_nothing, body: body.into() };
    stored.begin(&import).await.expect("kept");
    assert_eq!(service.count_all("SELECT count(*) FROM brand_imports WHERE status = 'running'").await, 1);
    Claimed { id, brand: desk.brand }
}

fn gtin(number: u32) -> String {
    let body = format!("09521234{number:05}");
    format!("{body}{}", gs1::check_digit(&body).expect("digits"))
}

fn worker(stored: &Arc<PgWorkspace>) -> ImportWorker {
    let (clock, news) = (Arc::new(SystemClock), Arc::new(Notify::new()));
    ImportWorker::new(stored.clone(), stored.clone(), brand_rows::read, table::shipped(), clock, news)
}

#[tokio::test]
async fn an_import_that_is_interrupted_is_gone_on_with_and_never_stays_half() {
    let service = Service::without_imports(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    let stored = Arc::new(PgWorkspace::new(service.db.clone(), service.catalog.clone()));
    let import = kept(&service, &desk, &stored, 75, true).await;
    let products = "SELECT count(*) FROM brand_products";

    let first = tokio::spawn(worker(&stored).run(CancellationToken::new()));
    eventually("some rows are taken", async || service.count_all(products).await > 0).await;
    first.abort();
    let _ = first.await;
    let half = service.count_all(products).await;
    assert!(half < 75, "it was done before it could be interrupted: {half}");

    // What died holds its lease for a while; here that time is over.
    let later =
        stored.claim(Timestamp::now() + SignedDuration::from_mins(5), SignedDuration::from_mins(-10)).await;
    assert_eq!(later.expect("claimed").map(|claimed| claimed.id), Some(import.id));
    let stop = CancellationToken::new();
    let second = tokio::spawn(worker(&stored).run(stop.clone()));
    let report = async || stored.report(desk.brand, import.id).await.expect("a report").expect("there");
    eventually("the rest is taken", async || report().await.finished_at.is_some()).await;
    stop.cancel();
    second.await.expect("ended").expect("well");
    assert_eq!((report().await.taken, service.count_all(products).await), (75, 75), "each row once");
}

//! A planted word of a profile is found nowhere in plain text.

use std::{
    io,
    sync::{Arc, Mutex},
};

use axum::http::{Method, StatusCode};
use serde_json::json;
use sqlx::PgPool;
use tracing::instrument::WithSubscriber as _;

use crate::service::{MILK, PASTA, Service, label};

const WORD: &str = "xyzzyfruit";

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("a log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Every row of every table as text; `bytea` stands there in hexadecimal.
async fn dump(operator: &PgPool) -> String {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'personalization'::regnamespace AND relkind = 'r'",
    )
    .fetch_all(operator)
    .await
    .expect("tables");
    let mut dump = String::new();
    for table in tables {
        let sql = format!(r#"SELECT coalesce(string_agg(r::text, ' '), '') FROM "{table}" AS r"#);
        let rows: String =
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(operator).await.expect("rows");
        dump.push_str(&rows);
    }
    dump.to_lowercase()
}

async fn use_everything(service: &Service) {
    let mut stated = label(&["milk"]);
    stated["ingredients"]["items"][0]["name"] = json!("semolina");
    service.neighbours.knows(MILK, 1, &stated);
    let profile = json!({ "allergies": [{ "allergen": "milk" }], "avoidIngredients": [WORD] });
    let person = service.somebody_with(&profile).await;
    for gtin in [MILK, PASTA] {
        service.verdict(&person, gtin).await;
    }
    let compare = service.ask(Method::POST, "/api/v1/verdicts").by(&person).header("idempotency-key", "k");
    assert_eq!(compare.json(&json!({ "gtins": [MILK, PASTA] })).await.status, StatusCode::OK);
    let own = service.get("/api/v1/health-profile").by(&person).send().await;
    assert!(own.text.contains(WORD), "the person is told: {}", own.text);
    assert_eq!(service.get("/api/v1/verdicts").by(&person).send().await.status, StatusCode::OK);
    service.neighbours.passport_goes(true);
    service.passes(61);
    service.verdict(&person, PASTA).await;
    let wrong = json!({ "avoidIngredients": [WORD], "goals": [{ "nutrient": "protein", "atLeast": -1 }] });
    service.put("/api/v1/health-profile").by(&person).json(&wrong).await;
    let (old, new) = (service.again_with(crate::service::NEW_KEY), person);
    assert_eq!(
        old.get("/api/v1/health-profile").by(&new).send().await.problem().0,
        500,
        "an error is logged"
    );
}

#[tokio::test]
async fn a_planted_word_of_a_profile_is_found_nowhere() {
    let service = Service::start().await;
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .with_ansi(false)
        .finish();
    use_everything(&service).with_subscriber(subscriber).await;
    let operator = PgPool::connect_with(service.database.as_operator()).await.expect("the operator");
    let dump = dump(&operator).await;
    let mut metrics = String::new();
    prometheus_client::encoding::text::encode(&mut metrics, &service.registry).expect("text");
    let log = String::from_utf8(log.0.lock().expect("a log").clone()).expect("text").to_lowercase();
    assert!(dump.contains(MILK) && log.contains("the store failed") && metrics.contains("questions_total"));
    let hex: String = WORD.bytes().map(|byte| format!("{byte:02x}")).collect();
    for (place, text) in [("the database", &dump), ("the log", &log), ("the metrics", &metrics)] {
        assert!(!text.contains(WORD) && !text.contains(&hex), "{WORD} stands in {place}");
    }
}

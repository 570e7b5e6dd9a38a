//! Life-cycle rows that the shipped table lacks are asked for; whatever their keeper does costs nothing else.

use std::{sync::Arc, time::Duration};

use passport_service::{
    adapters::{
        agribalyse::{live::LiveAgribalyse, table},
        postgres::{ReadBudget, pool},
    },
    application::ports::{LifeCycleSource, SourceFailure, Urgency},
    domain::eco::{EcoStatement, LcaRow, QuotedLca},
};
use serde_json::{Value, json};
use service_kit::clock::SystemClock;

use crate::{
    database::Database,
    service::{Service, Sources, eventually, visitor},
    source_double::{OATS, PASTA, SourceDouble, stated},
    support::source::{Behaviour, Source},
};

/// The taxonomy leads to this row, which the shipped table lacks, and no wider category to another.
const LACKED: (&str, &str) = ("en:instant-chicory", "18152");
/// The taxonomy leads to this row of the shipped table.
const SHIPPED: (&str, &str) = ("en:garlic", "11000");

async fn service(keeper: &Source, products: &SourceDouble) -> Service {
    let database = Arc::new(Database::new().await);
    let budget = ReadBudget::new(pool(database.as_service()), "agribalyse", 1_000);
    let url = keeper.url().parse().expect("a URL");
    let rows = LiveAgribalyse::new(url, "tests", budget, Arc::new(SystemClock)).expect("a client");
    Service::with_sources(database, Sources { products: Arc::new(products.clone()), rows: Arc::new(rows) })
        .await
}

/// A source whose product is of these categories.
fn products(categories: &[&str]) -> SourceDouble {
    let source = SourceDouble::default();
    for gtin in [PASTA, OATS] {
        source.states(gtin.parse().expect("a GTIN"), stated(gtin, "Food"), statement(categories));
    }
    source
}

fn statement(categories: &[&str]) -> EcoStatement {
    EcoStatement {
        categories: categories.iter().map(|tag| (*tag).to_owned()).collect(),
        ..EcoStatement::default()
    }
}

fn lines(code: &str, footprint: f64) -> Behaviour {
    let line = json!({ "Code_AGB": code, "LCI_Name": "Herbal tea", "Score_unique_EF": footprint });
    Behaviour::json(200, json!({ "total": 1, "results": [line] }).to_string())
}

/// The eco section, once it is no longer pending, and whether the product was there all the time.
async fn eco(service: &Service, gtin: &str) -> Value {
    let who = visitor();
    let path = service.scan(gtin, who).await.header("location").to_owned();
    let passport = async || service.get(&path).by(who).send().await.body()["passport"].clone();
    eventually("the product is there", async || passport().await["product"]["status"] == "loaded").await;
    eventually("the eco section has ended", async || passport().await["eco"]["status"] != "pending").await;
    passport().await["eco"].clone()
}

#[test]
fn the_taxonomy_leads_where_these_tests_say() {
    let table = table::shipped();
    assert_eq!(statement(&[LACKED.0]).missing_codes(table), [LACKED.1]);
    assert!(statement(&[SHIPPED.0]).missing_codes(table).is_empty());
    assert_eq!(statement(&[SHIPPED.0]).codes(), [SHIPPED.1]);
}

#[tokio::test]
async fn a_row_that_the_shipped_table_lacks_is_asked_for_once_and_scored_with_its_date() {
    let keeper = Source::start_with(|path| {
        assert!(path.ends_with("/agribalyse-31-synthese/lines?Code_AGB_in=18152"), "{path}");
        lines(LACKED.1, 0.05)
    })
    .await;
    let service = service(&keeper, &products(&[LACKED.0])).await;
    for gtin in [PASTA, OATS] {
        let eco = eco(&service, gtin).await;
        assert_eq!(eco["data"]["source"], "Agribalyse (ADEME), 18152 Herbal tea", "{eco}");
        let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
        assert_eq!(eco["data"]["asOf"], today);
    }
    assert_eq!(keeper.asked(), 1, "what was heard is kept");
}

#[tokio::test]
async fn a_row_that_nobody_has_is_not_asked_for_again_and_gives_no_guess() {
    let keeper = Source::start(Behaviour::json(200, r#"{"total":0,"results":[]}"#)).await;
    let service = service(&keeper, &products(&[LACKED.0])).await;
    for gtin in [PASTA, OATS] {
        assert_eq!(eco(&service, gtin).await["status"], "not_available");
    }
    assert_eq!(keeper.asked(), 1);
}

#[tokio::test]
async fn whatever_the_keeper_does_only_the_eco_section_fails() {
    let huge = json!({ "results": [], "padding": "x".repeat(3_000_000) }).to_string();
    for (behaviour, reason) in [
        (Behaviour::Silent, "timeout"),
        (Behaviour::Drip, "timeout"),
        (Behaviour::late(Duration::from_secs(4), lines(LACKED.1, 0.05)), "timeout"),
        (Behaviour::HangUp, "source_unavailable"),
        (Behaviour::json(503, "{}"), "source_unavailable"),
        (Behaviour::json(404, "{}"), "source_unavailable"),
        (Behaviour::redirect("http://127.0.0.1:1/inner"), "bad_data"),
        (Behaviour::Endless, "bad_data"),
        (Behaviour::json(200, huge), "bad_data"),
        (Behaviour::json(200, "[".repeat(10_000)), "bad_data"),
        (Behaviour::json(200, r#"{"results":[{"Code_AGB":"18152","Score_unique_EF":["1"]}]}"#), "bad_data"),
        (Behaviour::json(200, r#"{"results":[{"Code_AGB":"18152","Score_unique_EF":-3}]}"#), "bad_data"),
        (Behaviour::json(200, r#"{"results":"none"}"#), "bad_data"),
    ] {
        let told = format!("{behaviour:.80?}");
        let keeper = Source::start(behaviour).await;
        let service = service(&keeper, &products(&[LACKED.0])).await;
        let eco = eco(&service, PASTA).await;
        assert_eq!((&eco["status"], &eco["reason"]), (&json!("failed"), &json!(reason)), "{told}");
        assert!(eco["retryAt"].is_string(), "{told}: {eco}");
    }
}

#[tokio::test]
async fn an_answer_about_other_foods_decides_nothing() {
    let keeper = Source::start(lines(SHIPPED.1, 9.0)).await;
    let service = service(&keeper, &products(&[LACKED.0])).await;
    assert_eq!(eco(&service, PASTA).await["status"], "not_available");
    let kept = "SELECT count(*) FROM agribalyse WHERE code = '11000'";
    assert_eq!(service.count(kept).await, 0);
}

/// A keeper that nobody ever hears from.
struct Mute;

#[async_trait::async_trait]
impl LifeCycleSource for Mute {
    async fn rows(&self, _: &[&str], _: Urgency) -> Result<Vec<LcaRow>, SourceFailure> {
        std::future::pending().await
    }
}

const SHIPPED_SOURCE: &str = "Agribalyse 3.1.1 (ADEME, 2023), 11000 Garlic, fresh";

#[tokio::test]
async fn nobody_waits_for_the_keeper_where_the_shipped_table_has_a_wider_row() {
    let sources = Sources { products: Arc::new(products(&[SHIPPED.0, LACKED.0])), rows: Arc::new(Mute) };
    let service = Service::with_sources(Arc::new(Database::new().await), sources).await;
    assert_eq!(eco(&service, PASTA).await["data"]["source"], SHIPPED_SOURCE);
}

#[tokio::test]
async fn a_dead_keeper_leaves_the_shipped_tables_score() {
    let keeper = Source::start(Behaviour::json(503, "{}")).await;
    let service = service(&keeper, &products(&[SHIPPED.0, LACKED.0])).await;
    assert_eq!(eco(&service, PASTA).await["data"]["source"], SHIPPED_SOURCE);
    eventually("the keeper is asked", async || keeper.asked() == 1).await;
    assert_eq!(eco(&service, PASTA).await["data"]["source"], SHIPPED_SOURCE);
}

#[tokio::test]
async fn a_row_from_the_keeper_outranks_one_quoted_in_a_document() {
    let keeper = Source::start(lines("99999", 0.1)).await;
    let row = LcaRow { code: "99999".into(), name: "Quoted".into(), footprint: 0.2, ..LcaRow::default() };
    let quoted = QuotedLca { row, table: "Agribalyse 3.2 (ADEME, quoted)".into(), stand_in: false };
    let source = SourceDouble::default();
    let statement = EcoStatement { quoted: Some(quoted), ..statement(&["en:unheard-of"]) };
    source.states(PASTA.parse().expect("a GTIN"), stated(PASTA, "Food"), statement);
    let service = service(&keeper, &source).await;
    eventually("the keeper's row is used", async || {
        eco(&service, PASTA).await["data"]["source"] == "Agribalyse (ADEME), 99999 Herbal tea"
    })
    .await;
}

#[tokio::test]
async fn an_old_row_is_asked_for_again_while_its_score_is_shown() {
    let keeper = Source::start(lines(SHIPPED.1, 0.5)).await;
    let service = service(&keeper, &products(&[SHIPPED.0])).await;
    let shipped = eco(&service, PASTA).await;
    assert_eq!(
        (&shipped["status"], keeper.asked()),
        (&json!("loaded"), 0),
        "the shipped edition grows no older"
    );
    let old = "INSERT INTO agribalyse (code, record, fetched_at)
               VALUES ('11000', '{\"code\":\"11000\",\"name\":\"Garlic\",\"footprint\":0.4}', now() - interval '40 days')";
    sqlx::query(old).execute(&service.db).await.expect("a row");
    let score = |eco: &Value| eco["data"]["score"].as_i64();
    let first = eco(&service, OATS).await;
    eventually("the new row is heard", async || {
        let now = eco(&service, OATS).await;
        score(&now) < score(&shipped) && score(&now) <= score(&first) && keeper.asked() == 1
    })
    .await;
}

//! The ledger is append-only for the role that serves, and whatever is forged past it is found.

use std::sync::Arc;

use identity_service::{
    adapters::{cli::verify_ledger, postgres::PgLedger},
    application::verify_ledger::{Verdict, VerifyLedger},
    domain::consent::Break,
};
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::service::{Service, SignedIn};

async fn decided(service: &Service, times: usize) -> SignedIn {
    let who = service.somebody().await;
    for n in 0..times {
        let body = json!({ "granted": n % 2 == 0, "textVersion": "2026-11" });
        let answer = service.put("/api/v1/consents/reminders").by(who.principal()).json(&body).await;
        assert!(answer.status.is_success(), "{}", answer.text);
    }
    who
}

async fn verdict(service: &Service) -> Verdict {
    VerifyLedger::new(Arc::new(PgLedger::new(service.db.clone()))).run().await.expect("read")
}

async fn forge(service: &Service, statement: &str) {
    let owner = PgPool::connect_with(service.database.as_owner()).await.expect("the owner");
    let done = sqlx::query(sqlx::AssertSqlSafe(statement.to_owned())).execute(&owner).await.expect("forged");
    assert!(done.rows_affected() > 0, "{statement}");
}

#[tokio::test]
async fn the_role_that_serves_can_change_and_delete_nothing() {
    let service = Service::start().await;
    decided(&service, 2).await;
    for statement in [
        "UPDATE consent_entries SET granted = NOT granted",
        "DELETE FROM consent_entries",
        "TRUNCATE consent_entries",
        "DELETE FROM consent_heads",
        "ALTER TABLE consent_entries DROP CONSTRAINT consent_entries_pkey",
        "DROP TABLE consent_entries",
    ] {
        let refused = sqlx::query(statement).execute(&service.db).await.expect_err(statement);
        let code =
            refused.as_database_error().and_then(|error| error.code().map(std::borrow::Cow::into_owned));
        assert_eq!(code.as_deref(), Some("42501"), "{statement}: {refused}");
    }
    assert_eq!(service.count("SELECT count(*) FROM consent_entries").await, 2);
}

#[tokio::test]
async fn untouched_chains_hold() {
    let service = Service::start().await;
    for times in [0, 1, 3] {
        decided(&service, times).await;
    }
    assert_eq!(verdict(&service).await, Verdict { chains: 2, entries: 4, broken: Vec::new() });
}

#[tokio::test]
async fn every_forgery_is_found_at_its_entry() {
    for (statement, position, fault) in [
        ("UPDATE consent_entries SET granted = NOT granted WHERE position = 2", 2, Break::Content),
        (
            "UPDATE consent_entries SET decided_at = decided_at + interval '1 microsecond' WHERE position = 2",
            2,
            Break::Content,
        ),
        ("UPDATE consent_entries SET text_version = '2026-12' WHERE position = 2", 2, Break::Content),
        ("UPDATE consent_entries SET locale = 'de' WHERE position = 2", 2, Break::Content),
        ("UPDATE consent_entries SET hash = sha256('x') WHERE position = 2", 2, Break::Content),
        ("UPDATE consent_entries SET previous_hash = sha256('x') WHERE position = 2", 2, Break::Link),
        ("DELETE FROM consent_entries WHERE position = 2", 3, Break::Gap),
        ("DELETE FROM consent_entries WHERE position = 1", 2, Break::Gap),
        ("DELETE FROM consent_entries WHERE position = 3", 2, Break::End),
        ("UPDATE consent_heads SET hash = sha256('x')", 3, Break::End),
        ("DELETE FROM consent_heads", 3, Break::End),
        ("DELETE FROM consent_entries", 1, Break::End),
    ] {
        let service = Service::start().await;
        let who = decided(&service, 3).await;
        forge(&service, statement).await;
        let broken = verdict(&service).await.broken;
        let found: Vec<_> = broken.iter().map(|one| (one.account, one.position, one.fault)).collect();
        assert_eq!(found, [(who.account, position, fault)], "{statement}");
    }
}

#[tokio::test]
async fn an_entry_that_moved_to_another_account_is_found() {
    let service = Service::start().await;
    let (one, two) = (decided(&service, 1).await, decided(&service, 2).await);
    forge(
        &service,
        &format!(
            "UPDATE consent_entries SET account_id = '{}', position = 2 WHERE account_id = '{}' AND position = 2",
            one.account, two.account
        ),
    )
    .await;
    assert_eq!(verdict(&service).await.broken.len(), 2, "in both chains");
}

#[tokio::test]
async fn the_command_names_the_entry_and_says_so_by_its_exit() {
    let service = Service::start().await;
    decided(&service, 2).await;
    let ledger = VerifyLedger::new(Arc::new(PgLedger::new(service.db.clone())));
    let run = async || {
        let mut out = Vec::new();
        let code = verify_ledger::run(&ledger, &mut out).await.expect("written");
        let text = String::from_utf8(out).expect("text");
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        (format!("{code:?}"), lines)
    };
    let (code, lines) = run().await;
    assert_eq!(code, format!("{:?}", std::process::ExitCode::SUCCESS));
    assert_eq!(lines, [json!({ "ok": true, "chains": 1, "entries": 2, "broken": 0 })]);
    forge(&service, "UPDATE consent_entries SET granted = NOT granted WHERE position = 1").await;
    let (code, lines) = run().await;
    assert_eq!(code, format!("{:?}", std::process::ExitCode::from(1)));
    assert_eq!(lines[0]["broken"]["position"], 1);
    assert_eq!(lines[1]["ok"], false);
}

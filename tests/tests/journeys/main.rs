//! Journeys through the gateway over one real fleet.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod events;
mod gtins;
mod known;
mod malformed;
mod privacy;
mod sources;
mod unknown;
mod visitor;
mod world;

#[path = "../../../services/passport-service/tests/support/source.rs"]
#[expect(dead_code, reason = "the service's own tests use the rest")]
mod source;

use std::{process::ExitCode, sync::Arc};

use futures_util::{FutureExt, future::BoxFuture};
use world::World;

type Journey = fn(Arc<World>) -> BoxFuture<'static, ()>;

macro_rules! journeys {
    ($($module:ident :: $name:ident),+ $(,)?) => {
        &[$((stringify!($name), |world| $module::$name(world).boxed())),+]
    };
}

const JOURNEYS: &[(&str, Journey)] = journeys![
    known::a_typed_code_of_a_known_product_shows_its_passport,
    known::a_deep_link_leads_to_the_page_with_lot_and_expiry_and_records_one_scan,
    known::the_page_tells_the_facts_without_script,
    known::search_forgives_a_typing_error,
    known::short_gtins_lead_to_the_long_form,
    unknown::a_product_nobody_knows_is_told_and_can_be_reported,
    unknown::a_product_that_only_the_source_knows_is_fetched_once_for_all,
    malformed::a_wrong_code_is_answered_with_reason_and_place,
    malformed::a_deep_link_with_a_wrong_check_digit_is_a_page_in_words,
    malformed::requests_with_unknown_fields_are_refused,
    sources::slow_sources_keep_the_promise_of_three_seconds,
    sources::a_dead_source_costs_its_sections_only,
    sources::a_hostile_document_fails_its_section_alone,
    privacy::another_visitors_scan_is_not_found,
    privacy::a_forged_cookie_silently_becomes_a_new_visitor,
    privacy::a_deleted_scan_is_gone,
    privacy::the_inside_is_not_reachable_from_outside,
    privacy::a_request_from_another_site_changes_nothing,
    privacy::link_previews_and_bots_leave_no_scan,
    events::a_scan_arrives_on_kafka_as_its_contract_says,
    events::a_report_arrives_on_kafka_as_its_contract_says,
];

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let filter: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if std::env::args().any(|argument| argument == "--list") {
        JOURNEYS.iter().for_each(|(name, _)| println!("{name}: test"));
        return ExitCode::SUCCESS;
    }
    runtime.block_on(run(&filter))
}

async fn run(filter: &[String]) -> ExitCode {
    let world = Arc::new(World::start().await);
    let mut failed = 0;
    for (name, journey) in chosen(filter) {
        let outcome = tokio::spawn(journey(world.clone())).await;
        failed += u32::from(outcome.is_err());
        println!("journey {name} ... {}", if outcome.is_ok() { "ok" } else { "FAILED" });
    }
    println!("{} journeys, {failed} failed", chosen(filter).count());
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn chosen(filter: &[String]) -> impl Iterator<Item = (&'static str, Journey)> {
    JOURNEYS
        .iter()
        .copied()
        .filter(move |(name, _)| filter.is_empty() || filter.iter().any(|part| name.contains(part.as_str())))
}

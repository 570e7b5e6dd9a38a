//! Journeys through the gateway over one real fleet.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod accounts;
mod api_client;
mod authorisation;
mod brands;
mod browser;
mod consents;
mod erasure;
mod events;
mod export;
mod fridge;
mod fridge_reminders;
mod gtins;
mod insights;
mod keycloak_admin;
mod known;
mod mailbox;
mod mails;
mod malformed;
mod measured;
mod operator;
mod outage;
mod person;
mod privacy;
mod resolver;
mod sign_in_faults;
mod sources;
mod traces;
mod unknown;
mod verdicts;
mod visitor;
mod visitor_rights;
mod world;

#[path = "../../../services/passport-service/tests/support/source.rs"]
#[expect(dead_code, reason = "the service's own tests use the rest")]
mod source;

use std::{fs, path::Path, process::ExitCode, sync::Arc, time::Instant};

use futures_util::{FutureExt, StreamExt, future::BoxFuture, stream};
use world::World;

type Journey = fn(Arc<World>) -> BoxFuture<'static, ()>;

macro_rules! journeys {
    ($($module:ident :: $name:ident),+ $(,)?) => {
        &[$((stringify!($name), |world| $module::$name(world).boxed())),+]
    };
}

/// They do not mind each other.
const SIDE_BY_SIDE: &[(&str, Journey)] = journeys![
    accounts::who_registers_is_signed_in_and_keeps_the_scans_made_before,
    accounts::whoever_knows_the_cookie_of_before_learns_nothing_of_after,
    accounts::who_signs_out_leaves_nothing_and_a_stolen_cookie_opens_nothing,
    accounts::who_signs_in_elsewhere_finds_the_scans_of_all_their_browsers,
    accounts::two_people_on_one_phone_see_their_own_scans,
    accounts::a_wrong_password_is_refused_in_the_words_for_an_unknown_address,
    accounts::a_password_cannot_be_guessed_for_long,
    sign_in_faults::a_sign_in_leads_back_to_this_site_alone,
    sign_in_faults::a_way_back_is_good_once_and_for_its_own_browser,
    sign_in_faults::nobody_can_be_signed_in_to_anothers_account,
    sign_in_faults::a_session_that_was_tampered_with_opens_nothing,
    sign_in_faults::a_request_from_another_site_changes_nothing_of_a_session,
    api_client::a_program_acts_for_the_person_who_signed_in,
    api_client::nothing_but_an_access_token_of_our_realm_opens_the_api,
    api_client::a_refresh_token_is_worth_nothing_once_its_session_ended,
    consents::a_consent_is_given_taken_back_and_remembered_in_a_chain,
    consents::a_yes_to_words_that_are_not_the_current_ones_is_not_taken,
    consents::a_decision_said_twice_under_one_key_stands_once,
    consents::a_ledger_that_was_touched_is_found_out,
    visitor_rights::measurement_is_switched_off_by_one_tap,
    visitor_rights::a_browser_that_objects_is_heard_in_every_scan,
    visitor_rights::a_region_is_told_and_taken_back,
    measured::a_scan_is_measured_under_a_pseudonym_until_its_visitor_objects,
    visitor_rights::a_visitor_without_an_account_is_erased_for_good,
    export::an_export_of_ten_thousand_scans_is_whole,
    export::an_export_holds_all_that_a_person_left_and_nothing_of_a_neighbour,
    verdicts::a_verdict_of_one_product_is_each_persons_own,
    verdicts::a_verdict_wants_consent_a_profile_and_a_product,
    verdicts::a_verdict_on_lactose_free_milk_tells_intolerance_from_allergy,
    verdicts::verdicts_are_compared_in_the_asked_order,
    verdicts::verdicts_end_with_the_consent_and_the_key_is_gone,
    verdicts::verdicts_and_profile_end_with_the_account,
    verdicts::the_rules_of_verdicts_are_published,
    fridge::a_scanned_pack_is_put_in_with_one_tap_and_what_to_use_first_stands_first,
    fridge::a_pack_is_opened_frozen_used_thrown_away_and_the_slip_undone,
    fridge::of_two_devices_the_one_that_has_not_seen_the_other_is_told,
    fridge::what_is_said_twice_under_one_key_happens_once,
    fridge::a_strangers_pack_is_not_found,
    fridge::what_happens_at_home_arrives_on_kafka_as_its_contracts_say,
    fridge_reminders::the_calendar_is_read_by_calendars_and_ends_with_its_address,
    erasure::an_erased_person_is_found_nowhere,
    erasure::who_comes_back_after_an_erasure_begins_anew,
    erasure::an_erasure_wants_a_sign_in_of_the_last_minutes,
    brands::a_brand_user_sees_their_own_brand_and_a_consumer_none,
    brands::a_brand_is_made_once_and_a_prefix_has_one_owner,
    insights::released_numbers_are_seen_by_their_own_brand_alone,
    resolver::a_recall_of_a_lot_is_told_to_who_holds_that_lot_alone,
    mails::a_new_account_is_mailed_a_link_that_confirms_its_address,
    mails::the_mail_that_confirms_an_address_is_sent_again_on_request,
    mails::the_link_in_the_mail_lets_choose_a_new_password_once,
    mails::asking_for_a_new_password_tells_nobody_who_has_an_account,
    authorisation::every_published_route_has_a_row_and_every_row_a_route,
    authorisation::everybody_may_do_what_the_table_says_and_nothing_else,
];

/// They measure time, count what a source was asked, or take something away: one after the other.
const ALONE: &[(&str, Journey)] = journeys![
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
    verdicts::a_verdict_while_passports_are_away_is_of_the_last_label_and_says_so,
    fridge::a_command_that_a_crash_interrupts_has_one_effect_when_it_is_said_again,
    fridge_reminders::who_agrees_is_mailed_once_a_day_and_who_does_not_never,
    erasure::an_erasure_waits_for_a_service_that_is_away,
    outage::without_keycloak_only_signing_in_has_to_wait,
    outage::who_signs_out_while_keycloak_is_away_is_signed_out,
];

/// As many as two cores turn without anybody waiting in vain.
const AT_ONCE: usize = 4;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let filter: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if std::env::args().any(|argument| argument == "--list") {
        chosen(ALONE, &[]).chain(chosen(SIDE_BY_SIDE, &[])).for_each(|(name, _)| println!("{name}: test"));
        return ExitCode::SUCCESS;
    }
    runtime.block_on(run(&filter))
}

async fn run(filter: &[String]) -> ExitCode {
    let world = Arc::new(World::start().await);
    let side_by_side = stream::iter(chosen(SIDE_BY_SIDE, filter)).map(|journey| go(&world, journey));
    let mut outcomes: Vec<bool> = side_by_side.buffer_unordered(AT_ONCE).collect().await;
    for journey in chosen(ALONE, filter) {
        outcomes.push(go(&world, journey).await);
    }
    let failed = outcomes.iter().filter(|succeeded| !**succeeded).count();
    println!("{} journeys, {failed} failed", outcomes.len());
    if failed > 0 {
        keep_logs(&world);
    }
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The fleet's folder goes with it, what its processes said stays.
fn keep_logs(world: &World) {
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("journeys-logs");
    let _ = fs::remove_dir_all(&kept);
    fs::create_dir_all(&kept).unwrap();
    for log in fs::read_dir(world.fleet.path("logs")).unwrap().flatten() {
        fs::copy(log.path(), kept.join(log.file_name())).unwrap();
    }
    println!("what the processes said: {}", kept.display());
}

/// Whether it went well.
async fn go(world: &Arc<World>, (name, journey): (&str, Journey)) -> bool {
    let began = Instant::now();
    let outcome = tokio::spawn(journey(world.clone())).await;
    let word = if outcome.is_ok() { "ok" } else { "FAILED" };
    println!("journey {name} ... {word} ({:.1} s)", began.elapsed().as_secs_f32());
    outcome.is_ok()
}

fn chosen<'a>(
    journeys: &'static [(&'static str, Journey)],
    filter: &'a [String],
) -> impl Iterator<Item = (&'static str, Journey)> + use<'a> {
    let fits = move |name: &str| filter.is_empty() || filter.iter().any(|part| name.contains(part.as_str()));
    journeys.iter().copied().filter(move |(name, _)| fits(name))
}

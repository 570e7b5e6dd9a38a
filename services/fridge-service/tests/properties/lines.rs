//! Events as lines of a stream, and what the command makes of them.

use std::{io::Cursor, process::ExitCode};

use contracts::{Envelope, SpecVersion};
use fridge_service::{
    adapters::{
        cli::fold::{FoldArgs, run},
        stored::{Actor, StoredEvent, store},
    },
    domain::{event::Event, food::Food, freshness::LeadDays, ledger::Period},
};
use jiff::{Timestamp, tz::TimeZone};
use service_kit::ids::{AccountId, VisitorId};

pub(crate) fn of(events: &[Event]) -> Vec<String> {
    let start = Timestamp::UNIX_EPOCH;
    let actor = Actor {
        account: AccountId::new_v7(start),
        visitor: VisitorId::new_v7(start),
        region: None,
        objected: false,
    };
    let food = Food::HandTyped { name: None };
    events.iter().map(|event| line(&store(event, &food, &actor).unwrap(), actor.account)).collect()
}

fn line(stored: &StoredEvent, account: AccountId) -> String {
    let envelope = Envelope {
        specversion: SpecVersion::V1,
        id: stored.id.as_uuid(),
        event_type: stored.event_type.clone(),
        source: "fridge-service".to_owned(),
        time: stored.recorded_at,
        subject: account.to_string(),
        stream_version: i64::try_from(stored.version).unwrap(),
        data_schema: "urn:packytrace:contract:item:v1".to_owned(),
        data: stored.data.clone(),
    };
    serde_json::to_string(&envelope).unwrap()
}

/// Each line at least once, some of them twice, in another order.
pub(crate) fn mixed(lines: &[String], seed: u64) -> Vec<String> {
    let mut state = seed | 1;
    let mut random = || {
        // Xorshift: any order will do, if only the seed gives it again.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut mixed: Vec<_> = lines.iter().map(|line| (random(), line.clone())).collect();
    mixed.extend(lines.iter().step_by(3).map(|line| (random(), line.clone())));
    mixed.sort();
    mixed.into_iter().map(|(_, line)| line).collect()
}

pub(crate) fn fold(lines: &[String], as_of: Timestamp) -> String {
    let args = FoldArgs {
        as_of: Some(as_of),
        zone: TimeZone::get("Europe/Rome").unwrap(),
        lead_days: LeadDays::default(),
        by: Period::Day,
        file: "-".into(),
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&args, as_of, Cursor::new(lines.join("\n")), &mut out, &mut err);
    assert_eq!((code, String::from_utf8(err).unwrap().as_str()), (ExitCode::SUCCESS, ""));
    String::from_utf8(out).unwrap()
}

//! The command, run over a world, and its answer read.

use std::{collections::BTreeMap, io::Cursor, process::ExitCode};

use measurement_pipeline::adapters::cli::release::{self, PolicyName, ReleaseArgs};
use serde_json::Value;

use crate::world::{DAYS, FIRST_DAY, World, close, instant};

/// When the last day of a world has closed.
pub(crate) const END: i64 = close(FIRST_DAY + DAYS - 1);

pub(crate) fn args(seed: Option<u64>, until: i64) -> ReleaseArgs {
    ReleaseArgs {
        facts: "-".into(),
        until: instant(until).parse().unwrap(),
        catalogue: None,
        policy: PolicyName::Threshold,
        k: "5".parse().unwrap(),
        seed,
    }
}

/// The bytes of the answer.
pub(crate) fn answer(args: &ReleaseArgs, lines: &[String]) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = release::run(args, Cursor::new(lines.join("\n")), &mut out, &mut err);
    assert_eq!((code, String::from_utf8(err).unwrap().as_str()), (ExitCode::SUCCESS, ""));
    String::from_utf8(out).unwrap()
}

pub(crate) fn released(world: &World) -> Vec<Value> {
    events(&answer(&args(Some(world.seed), END), &world.lines()))
}

pub(crate) fn events(answer: &str) -> Vec<Value> {
    answer.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// (day, GTIN, region, metric) → visitors; twice the same is a second release.
pub(crate) fn rows(events: &[Value]) -> BTreeMap<[String; 4], u64> {
    let mut rows = BTreeMap::new();
    for event in events.iter().filter(|event| event["type"] == "packytrace.insight_released.v1") {
        let key = ["day", "gtin", "region", "metric"]
            .map(|field| event["data"][field].as_str().unwrap().to_owned());
        let twice = rows.insert(key, event["data"]["visitors"].as_u64().unwrap());
        assert_eq!(twice, None, "{event} is told twice");
    }
    rows
}

//! What is told gives away no group of one to four: seeded worlds whose truth the test holds, released by the command, and attacked.

#![cfg(test)] // so that clippy knows helpers here as test code

mod command;
mod same;
mod serve;
mod statement;
mod truth;
mod world;

use std::collections::BTreeMap;

use command::{released, rows};
use statement::{Statement, exposed};
use truth::{Rules, Truth};
use world::{DAY, World, gtin, instant};

const WORLDS: std::ops::Range<u64> = 0..24;

fn each() -> impl Iterator<Item = (World, Truth)> {
    WORLDS.map(World::new).map(|world| {
        let truth = Truth::of(&world);
        (world, truth)
    })
}

fn key(statement: &Statement) -> [String; 4] {
    let day = i64::from(statement.area.days.trailing_zeros()) + world::FIRST_DAY;
    let day = instant(day * DAY).split('T').next().unwrap().to_owned();
    [day, gtin(statement.area.product), statement.label.clone(), statement.metric.to_owned()]
}

#[test]
fn what_is_told_is_the_truths_own_recount_and_exposes_nobody() {
    let (mut told, mut bounded) = (0, 0);
    for (world, truth) in each() {
        let expected = truth.release(Rules::ALL);
        let recount: BTreeMap<_, _> = expected.iter().map(|one| (key(one), one.told)).collect();
        assert_eq!(rows(&released(&world)), recount, "world {}", world.seed);
        assert_eq!(exposed(&expected), Vec::<String>::new(), "world {}", world.seed);
        told += recount.len();
        bounded += usize::from(truth.most_rows_of_a_visitor(&world) == 4);
        assert!(truth.most_rows_of_a_visitor(&world) <= 4);
    }
    assert!(told > 1000, "{told} numbers are too few to attack");
    assert!(bounded > 12, "the bound mattered in {bounded} worlds only");
}

/// In how many worlds what a mutant tells exposes somebody.
fn caught(mutant: impl Fn(&World, &Truth) -> Vec<Statement>) -> usize {
    each().filter(|(world, truth)| !exposed(&mutant(world, truth)).is_empty()).count()
}

#[test]
fn an_other_below_k_is_caught() {
    let rules = Rules { other_holds_k: false, ..Rules::ALL };
    assert!(caught(|_, truth| truth.release(rules)) > 12);
}

#[test]
fn a_part_whose_rest_is_small_is_caught() {
    let rules = Rules { rests_are_judged: false, ..Rules::ALL };
    assert!(caught(|_, truth| truth.release(rules)) > 12);
}

#[test]
fn a_threshold_on_events_instead_of_visitors_is_caught() {
    let rules = Rules { visitors_not_events: false, ..Rules::ALL };
    assert!(caught(|_, truth| truth.release(rules)) > 12);
}

#[test]
fn hours_are_caught() {
    assert!(caught(|_, truth| truth.by_hours()) > 12);
}

#[test]
fn a_sliding_window_is_caught() {
    assert!(caught(|_, truth| truth.sliding()) > 12);
}

#[test]
fn a_second_release_without_somebody_is_caught() {
    let again = |world: &World, truth: &Truth| {
        let erased = world.deeds.first().map(|deed| deed.visitor);
        let without = world.without(|deed| Some(deed.visitor) == erased);
        let mut told = truth.release(Rules::ALL);
        told.extend(Truth::of(&without).release(Rules::ALL));
        told
    };
    assert!(caught(again) > 12);
}

#[test]
fn another_brands_facts_change_nothing_that_a_brand_is_told() {
    for world in WORLDS.take(6).map(World::new) {
        let of_first = |events: &[serde_json::Value]| {
            let first = world::brand_id(0).to_string();
            let own: Vec<_> =
                events.iter().filter(|event| event["subject"] == first.as_str()).cloned().collect();
            rows(&own)
        };
        let alone = world.without(|deed| world.brand_of[deed.product] != 0);
        assert!(!of_first(&released(&world)).is_empty());
        assert_eq!(of_first(&released(&world)), of_first(&released(&alone)), "world {}", world.seed);
    }
}

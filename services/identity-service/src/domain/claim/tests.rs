use proptest::prelude::*;

use super::*;

fn prefix(digits: &str) -> Prefix {
    digits.parse().expect("a prefix")
}

fn prefixes(all: &[&str]) -> Vec<Prefix> {
    all.iter().map(|digits| prefix(digits)).collect()
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).expect("in range")
}

fn brand(n: u128, all: &[&str]) -> Brand {
    let id = BrandId::from_uuid(Uuid::from_u128(n));
    Brand { id, name: "Valdoro".parse().expect("a name"), prefixes: prefixes(all) }
}

fn claim(of: &Brand, digits: &str, seconds: i64) -> PrefixClaim {
    let licence = Licence {
        member_organisation: "GS1 Italy".parse().expect("a line"),
        reference: "L-1".parse().expect("a line"),
    };
    PrefixClaim {
        id: Uuid::from_u128(7),
        brand: of.id,
        prefix: prefix(digits),
        licence,
        claimed_at: at(seconds),
    }
}

fn words(text: &str) -> Words {
    text.parse().expect("a line")
}

#[test]
fn a_prefix_is_claimed_when_no_gtin_would_be_under_two() {
    let (own, waits, others) = (prefixes(&["9521234"]), prefixes(&["80012"]), prefixes(&["4012345"]));
    let admit = |digits: &str| admit(&prefix(digits), &own, &waits, &others);
    assert_eq!(admit("9521235"), Ok(()));
    for held in ["9521234", "952123", "95212345", "8001", "80012", "800123"] {
        assert_eq!(admit(held), Err(ClaimFault::Held), "{held}");
    }
    for taken in ["4012345", "401234", "40123456"] {
        assert_eq!(admit(taken), Err(ClaimFault::Taken), "{taken}");
    }
}

#[test]
fn only_so_many_claims_wait_at_a_time() {
    let waits: Vec<_> = (0..MOST_WAITING).map(|n| prefix(&format!("80{n:05}"))).collect();
    assert_eq!(admit(&prefix("9521234"), &[], &waits, &[]), Err(ClaimFault::TooMany));
    assert_eq!(admit(&prefix("9521234"), &[], &waits[1..], &[]), Ok(()));
}

#[test]
fn what_waits_is_settled_once_somebody_holds_it() {
    let (ours, theirs) = (brand(1, &["9521234"]), brand(2, &[]));
    assert_eq!(settled(&claim(&ours, "9521235", 0), &ours), None);
    assert_eq!(settled(&claim(&ours, "9521234", 0), &ours), Some(Outcome::Proven(stated())));
    assert_eq!(settled(&claim(&ours, "95212", 0), &ours), Some(Outcome::Refused(words(COVERED))));
    for lost in ["9521234", "95212", "952123499"] {
        let reason = Outcome::Refused(words(HELD_ELSEWHERE));
        assert_eq!(settled(&claim(&theirs, lost, 0), &ours), Some(reason), "{lost}");
    }
    assert_eq!(words(STATED), stated(), "our own words fit");
}

#[test]
fn each_prefix_stands_once_as_it_was_decided_last() {
    let ours = brand(1, &[]);
    let proven = |digits: &str, seconds| ProvenPrefix {
        prefix: prefix(digits),
        at: at(seconds),
        evidence: words("Verified by GS1"),
    };
    let decided = |outcome, seconds| Some(Decision { outcome, at: at(seconds) });
    let claims = vec![
        (claim(&ours, "9521111", 1), decided(Outcome::Refused(words("Not found")), 2)),
        (claim(&ours, "9522222", 1), decided(Outcome::Refused(words("Not found")), 2)),
        (claim(&ours, "9523333", 1), decided(Outcome::Proven(words("Verified by GS1")), 4)),
        (claim(&ours, "9524444", 1), decided(Outcome::Proven(words("Verified by GS1")), 4)),
        (claim(&ours, "9521111", 5), None),
    ];
    let all = standings(vec![proven("9520000", 3), proven("9523333", 4)], claims);
    let seen: Vec<_> = all.iter().map(|one| (one.prefix.as_str(), one.claimed_at)).collect();
    let expected = [("9520000", 3), ("9521111", 5), ("9522222", 1), ("9523333", 1)];
    assert_eq!(seen, expected.map(|(digits, seconds)| (digits, at(seconds))), "9524444 is theirs no longer");
    assert!(matches!(all[0].standing, Standing::Proven { .. }));
    assert!(matches!(all[1].standing, Standing::Waiting(_)), "claimed once more");
    assert!(matches!(all[2].standing, Standing::Refused { .. }));
    assert_eq!(all[3].standing, Standing::Proven { at: at(4), evidence: words("Verified by GS1") });
}

/// Of few digits, so that some overlap.
fn any_prefix() -> impl Strategy<Value = Prefix> {
    "[01]{4,7}".prop_map(|digits| prefix(&digits))
}

proptest! {
    /// Two prefixes overlap exactly when some GTIN-13 begins with both.
    #[test]
    fn prefixes_overlap_when_a_number_is_under_both(one in any_prefix(), rest in "[0-9]{0,8}", other in any_prefix()) {
        let longer: String = format!("{one}{rest}").chars().take(12).collect();
        prop_assert!(one.overlaps(&prefix(&longer)) && prefix(&longer).overlaps(&one));
        let agree = one.as_str().bytes().zip(other.as_str().bytes()).all(|(ours, theirs)| ours == theirs);
        prop_assert_eq!(one.overlaps(&other), agree);
        prop_assert_eq!(other.overlaps(&one), agree);
    }

    /// Whatever is admitted and proven, one after the other, no number ever belongs to two.
    #[test]
    fn no_number_ever_belongs_to_two(claims in prop::collection::vec((any::<bool>(), any_prefix()), 0..40)) {
        let mut held = [Vec::new(), Vec::new()];
        for (first, prefix) in claims {
            let [ours, theirs] = if first { [0, 1] } else { [1, 0] };
            if admit(&prefix, &held[ours], &[], &held[theirs]).is_ok() {
                held[ours].push(prefix);
            }
        }
        let all: Vec<_> = held.iter().flatten().collect();
        for (n, one) in all.iter().enumerate() {
            prop_assert!(all.iter().skip(n + 1).all(|other| !one.overlaps(other)));
        }
    }
}

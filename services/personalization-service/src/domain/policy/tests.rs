use super::{Policies, PolicyFault, PolicyVersion};

#[test]
fn the_newest_published_policy_is_the_current_one() {
    let policies = Policies::published().unwrap();
    let versions: Vec<_> = policies.iter().map(|policy| policy.version().as_str().to_owned()).collect();
    assert_eq!(versions, ["2026-10", "2026-11"]);
    assert_eq!(policies.current().version().as_str(), "2026-11");
    for version in &versions {
        let version: PolicyVersion = version.parse().unwrap();
        assert_eq!(policies.get(&version).unwrap().version(), &version);
    }
    assert!(policies.get(&"1999-01".parse().unwrap()).is_none());
}

#[test]
fn a_version_is_a_month() {
    for text in ["2026-1", "26-11", "2026-111", "2026_11", "", "2026-1a"] {
        assert!(text.parse::<PolicyVersion>().is_err(), "{text}");
    }
}

#[test]
fn two_policies_of_one_version_are_refused() {
    let one = include_str!("../../../policies/2026-10.json");
    assert!(matches!(Policies::read(&[one, one]), Err(PolicyFault::Twice(_))));
    assert!(matches!(Policies::read(&[]), Err(PolicyFault::None)));
}

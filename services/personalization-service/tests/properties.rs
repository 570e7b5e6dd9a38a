//! What holds for every profile and every label.
#![cfg(test)]

use std::sync::LazyLock;

use personalization_service::domain::{
    engine::evaluate,
    knowledge::Knowledge,
    label::LabelledProduct,
    policy::{Policies, RulePolicy},
    profile::HealthProfile,
    verdict::{Evaluation, Level},
};
use proptest::{prelude::*, sample};
use serde_json::{Value, json};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::shipped);
static POLICIES: LazyLock<Policies> = LazyLock::new(|| Policies::published().unwrap());

static ALLERGENS: [&str; 14] = [
    "celery",
    "gluten",
    "crustaceans",
    "eggs",
    "fish",
    "lupin",
    "milk",
    "molluscs",
    "mustard",
    "nuts",
    "peanuts",
    "sesame",
    "soybeans",
    "sulphites",
];
/// Of every rule something, something that is excused, and something that nobody knows.
static WORDS: [&str; 20] = [
    "sugar",
    "whole milk",
    "lactose-free milk",
    "honey",
    "sorbitol",
    "tuna",
    "ham",
    "beef",
    "gelatin",
    "palm oil",
    "wheat flour",
    "red wine",
    "apple",
    "prawn",
    "E471",
    "zzyzxium",
    "salt",
    "tofu",
    "cheese",
    "Without palm oil",
];
static NUTRIENTS: [&str; 9] = [
    "energy_kj",
    "energy_kcal",
    "fat",
    "saturated_fat",
    "carbohydrates",
    "sugars",
    "fibre",
    "protein",
    "salt",
];
static FIELDS: [&str; 9] =
    ["energyKj", "energyKcal", "fat", "saturatedFat", "carbohydrates", "sugars", "fibre", "protein", "salt"];

fn names(all: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    sample::subsequence(all, 0..=most.min(all.len()))
}

fn traces() -> impl Strategy<Value = Option<&'static str>> {
    sample::select(vec![None, Some("avoid"), Some("careful"), Some("ignore")])
}

fn profile() -> impl Strategy<Value = Value> {
    let allergies = names(&ALLERGENS, 4).prop_flat_map(|allergens| {
        allergens.into_iter().map(|allergen| (Just(allergen), traces())).collect::<Vec<_>>()
    });
    let intolerances = names(&["lactose", "gluten", "fructose", "sorbitol", "histamine"], 5);
    let diets = names(&["vegan", "vegetarian", "pescatarian", "halal", "kosher_style"], 5);
    let avoided = names(&["palm oil", "sugar", "zzyzxium", "Honig"], 4);
    let goals = names(&NUTRIENTS, 3).prop_flat_map(|nutrients| {
        nutrients.into_iter().map(|nutrient| (Just(nutrient), 0_u8..40, 40_u8..100)).collect::<Vec<_>>()
    });
    (allergies, intolerances, diets, avoided, goals).prop_map(|(allergies, intolerances, diets, avoided, goals)| {
        let allergy = |(allergen, traces): (&str, Option<&str>)| match traces {
            Some(traces) => json!({ "allergen": allergen, "traces": traces }),
            None => json!({ "allergen": allergen }),
        };
        let goal = |(nutrient, least, most): (&str, u8, u8)| json!({ "nutrient": nutrient, "atLeast": least, "atMost": most });
        json!({
            "allergies": allergies.into_iter().map(allergy).collect::<Vec<_>>(),
            "intolerances": intolerances,
            "diets": diets,
            "avoidIngredients": avoided,
            "goals": goals.into_iter().map(goal).collect::<Vec<_>>(),
        })
    })
}

fn ingredients() -> impl Strategy<Value = Value> {
    let known = sample::subsequence(WORDS.as_slice(), 0..=8).prop_map(|words| {
        let items: Vec<_> = words.iter().map(|word| json!({ "name": word, "allergens": [] })).collect();
        json!({ "status": "known", "language": "en", "text": words.join(", "), "items": items })
    });
    prop_oneof![3 => known, 1 => Just(json!({ "status": "unknown" }))]
}

fn allergens() -> impl Strategy<Value = Value> {
    let known =
        (names(&ALLERGENS, 4), names(&ALLERGENS, 4), names(&["gluten", "lactose", "milk", "nuts"], 2));
    let known = known.prop_map(|(contains, may, free)| {
        json!({ "status": "known", "contains": contains, "mayContain": may, "freeFrom": free })
    });
    prop_oneof![3 => known, 1 => Just(json!({ "status": "unknown" }))]
}

fn label() -> impl Strategy<Value = Value> {
    let answer = || sample::select(vec!["yes", "no", "maybe", "unknown"]);
    let table = (sample::subsequence(FIELDS.as_slice(), 0..=9), 0_u8..100).prop_map(|(fields, amount)| {
        let mut table = json!({ "status": "known", "per": "100g" });
        fields.iter().for_each(|field| table[field] = json!(amount));
        table
    });
    let doubts = names(&["energy_mismatch", "sum_too_large", "sugars_exceed_carbohydrates"], 1);
    (ingredients(), allergens(), table, answer(), answer(), doubts).prop_map(
        |(ingredients, allergens, nutrition, vegan, vegetarian, doubts)| {
            let warnings: Vec<_> = doubts.iter().map(|code| json!({ "code": code, "detail": "" })).collect();
            json!({ "ingredients": ingredients, "allergens": allergens, "nutrition": nutrition,
                "diets": { "vegan": vegan, "vegetarian": vegetarian }, "warnings": warnings })
        },
    )
}

fn policy() -> impl Strategy<Value = &'static RulePolicy> {
    sample::select(POLICIES.iter().collect::<Vec<_>>())
}

fn judged(profile: &Value, label: &Value, policy: &RulePolicy) -> Option<Evaluation> {
    let profile = HealthProfile::parse(profile).unwrap();
    let product: LabelledProduct = serde_json::from_value(json!({ "label": label })).unwrap();
    evaluate(&profile, &product, policy, &KNOWLEDGE).ok()
}

/// Every way to take one statement away.
fn with_less(label: &Value) -> Vec<Value> {
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut less = label.clone();
        change(&mut less);
        less
    };
    let mut all: Vec<Value> = ["ingredients", "allergens", "nutrition"]
        .iter()
        .map(|part| changed(&|less| less[part] = json!({ "status": "unknown" })))
        .collect();
    all.extend(["vegan", "vegetarian"].map(|diet| changed(&|less| less["diets"][diet] = json!("unknown"))));
    all.extend(FIELDS.iter().map(|field| {
        changed(&|less| {
            less["nutrition"].as_object_mut().unwrap().remove(*field);
        })
    }));
    if label["allergens"]["status"] == "known" {
        all.push(changed(&|less| less["allergens"]["freeFrom"] = json!([])));
    }
    all.push(json!({}));
    all
}

fn reversed(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().rev().map(reversed).collect(),
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), reversed(value))).collect(),
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_unknown_is_never_good(profile in profile(), label in label(), policy in policy()) {
        if let Some(judged) = judged(&profile, &label, policy) {
            prop_assert!(judged.unknowns.is_empty() || judged.level > Level::GoodForYou);
        }
    }

    #[test]
    fn nothing_stated_is_never_good(profile in profile(), policy in policy()) {
        if let Some(judged) = judged(&profile, &json!({}), policy) {
            prop_assert!(judged.level > Level::GoodForYou);
        }
    }

    #[test]
    fn taking_statements_away_never_makes_it_good(profile in profile(), label in label(), policy in policy()) {
        let Some(before) = judged(&profile, &label, policy) else { return Ok(()) };
        prop_assume!(before.level > Level::GoodForYou);
        for less in with_less(&label) {
            let after = judged(&profile, &less, policy).unwrap();
            prop_assert!(after.level > Level::GoodForYou, "{} became good: {}", label, less);
        }
    }

    #[test]
    fn an_added_allergen_never_improves_it(
        profile in profile(),
        label in label(),
        policy in policy(),
        allergen in sample::select(ALLERGENS.as_slice()),
        list in sample::select(vec!["contains", "mayContain"]),
    ) {
        prop_assume!(label["allergens"]["status"] == "known");
        let Some(before) = judged(&profile, &label, policy) else { return Ok(()) };
        let mut more = label.clone();
        more["allergens"][list].as_array_mut().unwrap().push(json!(allergen));
        let after = judged(&profile, &more, policy).unwrap();
        prop_assert!(after.level >= before.level, "{:?} after {:?}", after.level, before.level);
    }

    #[test]
    fn a_further_rule_never_improves_it(one in profile(), label in label(), policy in policy(), diet in sample::select(vec!["halal", "vegan"])) {
        let Some(before) = judged(&one, &label, policy) else { return Ok(()) };
        let mut more = one.clone();
        let diets = more["diets"].as_array_mut().unwrap();
        if !diets.contains(&json!(diet)) {
            diets.push(json!(diet));
        }
        prop_assert!(judged(&more, &label, policy).unwrap().level >= before.level);
    }

    #[test]
    fn the_order_of_anything_never_matters(profile in profile(), label in label(), policy in policy()) {
        prop_assert_eq!(judged(&profile, &label, policy), judged(&reversed(&profile), &reversed(&label), policy));
    }

    #[test]
    fn the_worst_rule_decides(profile in profile(), label in label(), policy in policy()) {
        if let Some(judged) = judged(&profile, &label, policy) {
            let worst = judged.reasons.iter().map(|reason| reason.level).max().unwrap_or(Level::GoodForYou);
            let unknown = if judged.unknowns.is_empty() { Level::GoodForYou } else { Level::BeCareful };
            prop_assert_eq!(judged.level, worst.max(unknown));
        }
    }

    #[test]
    fn an_evaluation_survives_being_kept(profile in profile(), label in label(), policy in policy()) {
        if let Some(judged) = judged(&profile, &label, policy) {
            let kept = serde_json::to_string(&judged).unwrap();
            prop_assert_eq!(serde_json::from_str::<Evaluation>(&kept).unwrap(), judged);
        }
    }

    #[test]
    fn a_profile_survives_being_kept(profile in profile()) {
        let read = HealthProfile::parse(&profile).unwrap();
        prop_assert_eq!(serde_json::to_value(&read).unwrap(), profile);
    }
}

//! Reads levels straight from a label's fields, without the engine: simple where the engine is general.

use std::collections::BTreeMap;

use serde_json::Value;

use super::vector::Vector;

/// What the review says of one vector.
pub(crate) struct Reviewed {
    pub(crate) faults: Vec<String>,
    pub(crate) rules: Vec<(String, &'static str)>,
}

const GOOD: &str = "good_for_you";
const CAREFUL: &str = "be_careful";
const AVOID: &str = "avoid";

/// What a label's fields demand of a rule.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Demand {
    Is(&'static str),
    /// It depends on the meaning of ingredients, but it is no better than this.
    NoBetterThan(&'static str),
}

/// Checks every rule of the profile, then the whole.
pub(crate) fn review(vector: &Vector) -> Reviewed {
    let mut reviewed = Reviewed { faults: Vec::new(), rules: Vec::new() };
    let levels = levels(vector);
    let demands = demands(vector);
    for (rule, demand) in &demands {
        let level = levels.get(rule.as_str()).copied().unwrap_or(GOOD);
        let holds = match demand {
            Demand::Is(wanted) => level == *wanted,
            Demand::NoBetterThan(wanted) => rank(level) >= rank(wanted),
        };
        if !holds {
            reviewed.faults.push(format!("{}: {rule} is {level} for {demand:?}", vector.id));
        }
        reviewed.rules.push((rule.clone(), level));
    }
    let worst = demands.keys().filter_map(|rule| levels.get(rule.as_str()).copied());
    let worst = worst.max_by_key(|level| rank(level)).unwrap_or(GOOD);
    if worst != vector.expected.verdict {
        reviewed.faults.push(format!("{}: {} for {worst}", vector.id, vector.expected.verdict));
    }
    reviewed.faults.extend(words_that_nobody_printed(vector));
    reviewed
}

fn rank(level: &str) -> usize {
    [GOOD, CAREFUL, AVOID].iter().position(|known| *known == level).unwrap()
}

/// The worst that was recorded of each rule; what is unknown counts as careful.
fn levels(vector: &Vector) -> BTreeMap<&str, &'static str> {
    let mut levels: BTreeMap<&str, &'static str> = BTreeMap::new();
    for reason in &vector.expected.reasons {
        let level = [GOOD, CAREFUL, AVOID][rank(&reason.level)];
        let worst = levels.entry(&reason.rule).or_insert(level);
        if rank(level) > rank(worst) {
            *worst = level;
        }
    }
    for unknown in &vector.expected.unknowns {
        levels.entry(&unknown.rule).or_insert(CAREFUL);
    }
    levels
}

fn demands(vector: &Vector) -> BTreeMap<String, Demand> {
    let mut demands = BTreeMap::new();
    let list = |name: &str| vector.profile[name].as_array().cloned().unwrap_or_default();
    for allergy in list("allergies") {
        let name = allergy["allergen"].as_str().unwrap();
        demands.insert(format!("allergy.{name}"), allergen(vector, name, allergy["traces"].as_str()));
    }
    for name in list("intolerances") {
        let name = name.as_str().unwrap();
        demands.insert(format!("intolerance.{name}"), intolerance(vector, name));
    }
    for name in list("diets") {
        let name = name.as_str().unwrap();
        demands.insert(format!("diet.{name}"), diet(vector, name));
    }
    for words in list("avoidIngredients") {
        let words = words.as_str().unwrap();
        demands.insert(format!("avoid_ingredient.{words}"), avoided(vector, words));
    }
    for wanted in list("goals") {
        demands.insert(format!("goal.{}", wanted["nutrient"].as_str().unwrap()), goal(vector, &wanted));
    }
    demands
}

fn holds(list: &Value, name: &str) -> bool {
    list.as_array().is_some_and(|list| list.iter().any(|one| one == name))
}

fn allergen(vector: &Vector, name: &str, traces: Option<&str>) -> Demand {
    let stated = &vector.label["allergens"];
    let by_policy = if vector.policy == "2026-10" { "careful" } else { "avoid" };
    Demand::Is(match traces.unwrap_or(by_policy) {
        _ if stated["status"] == "unknown" => CAREFUL,
        _ if holds(&stated["contains"], name) => AVOID,
        _ if !holds(&stated["mayContain"], name) => GOOD,
        "avoid" => AVOID,
        "careful" => CAREFUL,
        _ => GOOD,
    })
}

/// The printed list in small letters, if there is one.
fn text(vector: &Vector) -> Option<String> {
    let ingredients = &vector.label["ingredients"];
    (ingredients["status"] == "known").then(|| ingredients["text"].as_str().unwrap().to_lowercase())
}

/// Words that can mean nothing else.
fn says(vector: &Vector, words: &[&str]) -> bool {
    text(vector).is_some_and(|text| words.iter().any(|word| text.contains(word)))
}

fn ids(vector: &Vector) -> impl Iterator<Item = &str> {
    vector.label["ingredients"]["items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|item| item["id"].as_str())
}

fn is_named(vector: &Vector, id: &str) -> bool {
    ids(vector).any(|own| own == id)
}

fn intolerance(vector: &Vector, name: &str) -> Demand {
    let found = |named: bool| match () {
        () if named => Demand::Is(AVOID),
        () if text(vector).is_none() => Demand::Is(CAREFUL),
        () => Demand::NoBetterThan(GOOD),
    };
    match name {
        "gluten" => allergen(vector, "gluten", None),
        "lactose" => lactose(vector),
        "fructose" => found(
            ["en:fructose", "en:honey", "en:glucose-fructose-syrup"].iter().any(|id| is_named(vector, id)),
        ),
        "sorbitol" => found(is_named(vector, "en:e420")),
        "histamine" if vector.policy == "2026-10" => Demand::Is(CAREFUL),
        "histamine" => found(["en:tuna", "en:soy-sauce", "en:anchovy"].iter().any(|id| is_named(vector, id))),
        other => panic!("{other} is no intolerance"),
    }
}

fn lactose(vector: &Vector) -> Demand {
    let stated = &vector.label["allergens"];
    if holds(&stated["freeFrom"], "lactose") || holds(&stated["freeFrom"], "milk") {
        return Demand::Is(GOOD);
    }
    let excused =
        says(vector, &["lactose-free", "lactose free", "sans lactose", "laktosefrei", "senza lattosio"]);
    match () {
        () if holds(&stated["contains"], "milk") && !excused => Demand::Is(AVOID),
        () if stated["status"] == "unknown" || text(vector).is_none() => Demand::NoBetterThan(CAREFUL),
        () => Demand::NoBetterThan(GOOD),
    }
}

fn diet(vector: &Vector, name: &str) -> Demand {
    let answer = |diet: &str| vector.label["diets"][diet].as_str().unwrap().to_owned();
    let pork = ["en:pork", "en:ham", "en:bacon", "en:pork-meat", "en:pork-fat"]
        .iter()
        .any(|id| is_named(vector, id));
    match name {
        "vegan" | "vegetarian" => match answer(name).as_str() {
            "yes" => Demand::Is(GOOD),
            "no" => Demand::Is(AVOID),
            "maybe" => Demand::Is(CAREFUL),
            _ => Demand::NoBetterThan(CAREFUL),
        },
        "halal" | "kosher_style" if vector.policy == "2026-10" => Demand::Is(CAREFUL),
        "pescatarian" if answer("vegetarian") == "yes" => Demand::Is(GOOD),
        _ if text(vector).is_none() => Demand::Is(CAREFUL),
        _ if pork => Demand::Is(AVOID),
        _ => Demand::NoBetterThan(GOOD),
    }
}

fn avoided(vector: &Vector, words: &str) -> Demand {
    let by_id = match words {
        "palm oil" => "en:palm-oil",
        "Zucker" => "en:sugar",
        "latte" => "en:milk",
        "citric acid" => "en:e330",
        "honey" => "en:honey",
        "gelatin" => "en:gelatin",
        _ => "",
    };
    match () {
        () if text(vector).is_none() => Demand::Is(CAREFUL),
        () if is_named(vector, by_id) => Demand::Is(AVOID),
        () => Demand::NoBetterThan(GOOD),
    }
}

fn goal(vector: &Vector, wanted: &Value) -> Demand {
    let name = match wanted["nutrient"].as_str().unwrap() {
        "saturated_fat" => "saturatedFat",
        "energy_kcal" => "energyKcal",
        other => other,
    };
    let doubted: &[&str] = match name {
        "energyKcal" => &["energy_mismatch"],
        "sugars" => &["sugars_exceed_carbohydrates", "sum_too_large"],
        "saturatedFat" => &["saturates_exceed_fat", "sum_too_large"],
        _ => &["sum_too_large"],
    };
    let mut codes =
        vector.label["warnings"].as_array().unwrap().iter().map(|warning| warning["code"].as_str().unwrap());
    let amount =
        vector.label["nutrition"][name].as_f64().filter(|_| !codes.any(|code| doubted.contains(&code)));
    let least = wanted["atLeast"].as_f64().unwrap_or(f64::MIN);
    let most = wanted["atMost"].as_f64().unwrap_or(f64::MAX);
    Demand::Is(if amount.is_some_and(|amount| least <= amount && amount <= most) { GOOD } else { CAREFUL })
}

/// Whatever a reason quotes from the ingredient list stands in it.
fn words_that_nobody_printed(vector: &Vector) -> Vec<String> {
    let Some(text) = text(vector) else { return Vec::new() };
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let names = vector.label["ingredients"]["items"].as_array().into_iter().flatten();
    let names = names.filter_map(|item| item["name"].as_str()).map(str::to_lowercase);
    let printed = letters(&(text + &names.collect::<String>()));
    let quoted = vector.expected.reasons.iter().filter(|reason| reason.fact["path"] == "/label/ingredients");
    let words = quoted.filter_map(|reason| reason.fact["value"].as_str()).flat_map(|words| words.split(", "));
    let missing = words.filter(|words| !printed.contains(&letters(&words.to_lowercase())));
    missing.map(|words| format!("{}: nobody printed {words}", vector.id)).collect()
}

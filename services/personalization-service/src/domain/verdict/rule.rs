//! Names of rules: `allergy.milk`, `goal.protein`, `avoid_ingredient.palm oil`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::domain::{
    allergen::Allergen,
    profile::{AvoidedIngredient, Diet, Intolerance, Nutrient},
};

/// One rule of a person's profile.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Rule {
    /// An allergy.
    Allergy(Allergen),
    /// An intolerance.
    Intolerance(Intolerance),
    /// A diet.
    Diet(Diet),
    /// An avoided ingredient.
    AvoidIngredient(AvoidedIngredient),
    /// A nutrient goal.
    Goal(Nutrient),
}

/// Not the name of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a rule")]
pub struct UnknownRule;

impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Allergy(allergen) => named(formatter, "allergy", allergen),
            Self::Intolerance(intolerance) => named(formatter, "intolerance", intolerance),
            Self::Diet(diet) => named(formatter, "diet", diet),
            Self::AvoidIngredient(words) => write!(formatter, "avoid_ingredient.{}", words.as_str()),
            Self::Goal(nutrient) => named(formatter, "goal", nutrient),
        }
    }
}

fn named(formatter: &mut fmt::Formatter<'_>, family: &str, member: &impl Serialize) -> fmt::Result {
    write!(formatter, "{family}.")?;
    // A plain enum writes its name.
    member.serialize(formatter)
}

impl From<Rule> for String {
    fn from(rule: Rule) -> Self {
        rule.to_string()
    }
}

impl TryFrom<String> for Rule {
    type Error = UnknownRule;

    fn try_from(name: String) -> Result<Self, UnknownRule> {
        name.parse()
    }
}

impl FromStr for Rule {
    type Err = UnknownRule;

    fn from_str(name: &str) -> Result<Self, UnknownRule> {
        let (family, member) = name.split_once('.').ok_or(UnknownRule)?;
        match family {
            "allergy" => member_of(member).map(Self::Allergy),
            "intolerance" => member_of(member).map(Self::Intolerance),
            "diet" => member_of(member).map(Self::Diet),
            "avoid_ingredient" => member_of(member).map(Self::AvoidIngredient),
            "goal" => member_of(member).map(Self::Goal),
            _ => Err(UnknownRule),
        }
    }
}

fn member_of<T: DeserializeOwned>(name: &str) -> Result<T, UnknownRule> {
    serde_json::from_value(Value::from(name)).map_err(|_| UnknownRule)
}

#[cfg(test)]
mod tests {
    use super::Rule;

    #[test]
    fn a_rule_is_read_from_the_name_that_it_writes() {
        let names = [
            "allergy.milk",
            "intolerance.lactose",
            "diet.kosher_style",
            "avoid_ingredient.palm oil 2.0",
            "goal.saturated_fat",
        ];
        for name in names {
            assert_eq!(name.parse::<Rule>().unwrap().to_string(), name);
        }
        for name in ["milk", "allergy.apple", "taste.sweet", "avoid_ingredient."] {
            assert!(name.parse::<Rule>().is_err(), "{name}");
        }
    }
}

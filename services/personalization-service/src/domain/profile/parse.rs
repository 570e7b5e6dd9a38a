//! From JSON to a profile: every fault is named, each with its place.

use std::fmt::Write as _;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::{Allergy, AvoidedIngredient, Bounds, Goal, HealthProfile};
use crate::domain::quantity::{Amount, NotAnAmount};

/// What is wrong with a profile, and where.
#[derive(Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ProfileFault {
    /// JSON pointer into the profile.
    pub pointer: String,
    /// In plain words; repeats nothing of the profile.
    pub detail: String,
}

impl std::fmt::Debug for ProfileFault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The name of an unknown field may be a person's word.
        formatter.debug_struct("ProfileFault").field("detail", &self.detail).finish_non_exhaustive()
    }
}

const MOST_AVOIDED: usize = 50;
/// More than the largest of our lists; a longer one is not read through.
const MOST_ITEMS: usize = 100;

impl HealthProfile {
    /// Reads a profile; a list that is absent is empty.
    ///
    /// # Errors
    /// Every fault in it, in the order of the fields.
    pub fn parse(json: &Value) -> Result<Self, Vec<ProfileFault>> {
        let mut faults = Faults::default();
        let Some(fields) = faults.object("", json) else { return Err(faults.0) };
        faults.unknown("", fields, &["allergies", "intolerances", "diets", "avoidIngredients", "goals"]);
        let profile = Self {
            allergies: faults.list(fields, "allergies", MOST_ITEMS, allergy, |allergy| allergy.allergen),
            intolerances: faults.list(fields, "intolerances", MOST_ITEMS, one_of, |one| *one),
            diets: faults.list(fields, "diets", MOST_ITEMS, one_of, |one| *one),
            avoid_ingredients: faults.list(fields, "avoidIngredients", MOST_AVOIDED, avoided, |words| {
                words.as_str().to_lowercase()
            }),
            goals: faults.list(fields, "goals", MOST_ITEMS, goal, |goal| goal.nutrient),
        };
        if faults.0.is_empty() { Ok(profile) } else { Err(faults.0) }
    }
}

#[derive(Default)]
struct Faults(Vec<ProfileFault>);

impl Faults {
    fn add(&mut self, pointer: impl Into<String>, detail: impl Into<String>) {
        self.0.push(ProfileFault { pointer: pointer.into(), detail: detail.into() });
    }

    fn object<'v>(&mut self, pointer: &str, value: &'v Value) -> Option<&'v Map<String, Value>> {
        let object = value.as_object();
        if object.is_none() {
            self.add(pointer, "must be an object");
        }
        object
    }

    fn unknown(&mut self, pointer: &str, fields: &Map<String, Value>, known: &[&str]) {
        for name in fields.keys().filter(|name| !known.contains(&name.as_str())) {
            self.add(format!("{pointer}/{}", escaped(name)), "is not a field of this");
        }
    }

    /// The items of a list; what is named twice is a fault.
    fn list<T, K: PartialEq>(
        &mut self,
        fields: &Map<String, Value>,
        name: &str,
        most: usize,
        read: fn(&mut Self, &str, &Value) -> Option<T>,
        key: fn(&T) -> K,
    ) -> Vec<T> {
        let pointer = format!("/{name}");
        let Some(value) = fields.get(name) else { return Vec::new() };
        let Some(items) = value.as_array() else {
            self.add(pointer, "must be a list");
            return Vec::new();
        };
        if items.len() > most {
            self.add(pointer, format!("must have at most {most} items"));
            return Vec::new();
        }
        let mut list: Vec<T> = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            let pointer = format!("{pointer}/{at}");
            let Some(item) = read(self, &pointer, item) else { continue };
            if list.iter().any(|known| key(known) == key(&item)) {
                self.add(pointer, "is named twice");
            } else {
                list.push(item);
            }
        }
        list
    }

    fn amount(
        &mut self,
        pointer: &str,
        fields: &Map<String, Value>,
        name: &str,
    ) -> Result<Option<Amount>, ()> {
        let Some(value) = fields.get(name) else { return Ok(None) };
        let amount = value.as_f64().ok_or(NotAnAmount).and_then(Amount::try_from);
        amount.map(Some).map_err(|fault| self.add(format!("{pointer}/{name}"), fault.to_string()))
    }
}

/// RFC 6901.
fn escaped(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            '~' => escaped.push_str("~0"),
            '/' => escaped.push_str("~1"),
            // A pointer goes into a JSON answer: a sign that is not printed has no place in it.
            control if control.is_control() => {
                let _ = write!(escaped, "%{:02X}", u32::from(control));
            }
            other => escaped.push(other),
        }
    }
    escaped
}

/// One of a closed list.
fn one_of<T: DeserializeOwned>(faults: &mut Faults, pointer: &str, value: &Value) -> Option<T> {
    let one = value.as_str().and_then(|name| serde_json::from_value(Value::from(name)).ok());
    if one.is_none() {
        faults.add(pointer, "is not one that we know");
    }
    one
}

fn field<T: DeserializeOwned>(
    faults: &mut Faults,
    pointer: &str,
    fields: &Map<String, Value>,
    name: &str,
) -> Option<T> {
    let pointer = format!("{pointer}/{name}");
    match fields.get(name) {
        Some(value) => one_of(faults, &pointer, value),
        None => {
            faults.add(pointer, "is missing");
            None
        }
    }
}

fn allergy(faults: &mut Faults, pointer: &str, value: &Value) -> Option<Allergy> {
    let fields = faults.object(pointer, value)?;
    faults.unknown(pointer, fields, &["allergen", "traces"]);
    let allergen = field(faults, pointer, fields, "allergen");
    let traces = match fields.get("traces") {
        None => None,
        Some(value) => Some(one_of(faults, &format!("{pointer}/traces"), value)?),
    };
    Some(Allergy { allergen: allergen?, traces })
}

fn avoided(faults: &mut Faults, pointer: &str, value: &Value) -> Option<AvoidedIngredient> {
    let Some(words) = value.as_str() else {
        faults.add(pointer, "must be text");
        return None;
    };
    AvoidedIngredient::try_from(words.to_owned()).map_err(|fault| faults.add(pointer, fault.to_string())).ok()
}

fn goal(faults: &mut Faults, pointer: &str, value: &Value) -> Option<Goal> {
    let fields = faults.object(pointer, value)?;
    faults.unknown(pointer, fields, &["nutrient", "atLeast", "atMost"]);
    let nutrient = field(faults, pointer, fields, "nutrient");
    let least = faults.amount(pointer, fields, "atLeast");
    let most = faults.amount(pointer, fields, "atMost");
    let (Ok(least), Ok(most)) = (least, most) else { return None };
    let bounds = Bounds::new(least, most).map_err(|fault| faults.add(pointer, fault.to_string())).ok();
    Some(Goal { nutrient: nutrient?, bounds: bounds? })
}

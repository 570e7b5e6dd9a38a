//! Steps as a brand states them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Qualifier, StatementFault};
use crate::domain::{
    eco::CountryCode,
    fact::Source,
    journey::{JourneyStep, Place, StepKind},
    merge::in_order,
};

/// One step of a journey; its source is the brand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = BrandStep)]
pub struct StatedStep {
    /// What happened.
    pub kind: StepKind,
    /// Where.
    pub place: StatedPlace,
    /// When; absent = not stated.
    #[serde(default)]
    pub date: Option<Date>,
    /// Who.
    #[serde(default)]
    pub actor: Option<String>,
}

/// A place as far as the brand states it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = BrandPlace)]
pub struct StatedPlace {
    /// In words.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    #[serde(default)]
    pub country_code: Option<String>,
    /// Degrees north, WGS 84.
    #[serde(default)]
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84.
    #[serde(default)]
    pub longitude: Option<f64>,
}

const MOST_STEPS: usize = 100;
const LONGEST_NAME: usize = 200;

/// The steps of a lot, or of every lot, in the order in which they happen.
///
/// # Errors
/// Every [`StatementFault`] that there is.
pub fn steps(
    stated: Vec<StatedStep>,
    lot: Option<&Qualifier>,
) -> Result<Vec<JourneyStep>, Vec<StatementFault>> {
    if stated.len() > MOST_STEPS {
        return Err(vec![fault("/steps", format!("has at most {MOST_STEPS} entries"))]);
    }
    let mut faults = Vec::new();
    let mut steps = Vec::new();
    for (at, step) in stated.into_iter().enumerate() {
        faults.extend(step.faults(&format!("/steps/{at}")));
        steps.push(step.of_lot(lot));
    }
    if faults.is_empty() { Ok(in_order(steps).steps) } else { Err(faults) }
}

fn fault(pointer: impl Into<String>, detail: impl Into<String>) -> StatementFault {
    StatementFault { pointer: pointer.into(), detail: detail.into() }
}

/// One line that says something.
fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= LONGEST_NAME && !text.chars().any(char::is_control)
}

impl StatedStep {
    fn faults(&self, at: &str) -> Vec<StatementFault> {
        let place = &self.place;
        let mut faults = Vec::new();
        let mut refuse = |wrong: bool, field: &str, detail: &str| {
            if wrong {
                faults.push(fault(format!("{at}{field}"), detail));
            }
        };
        refuse(!is_line(&place.name), "/place/name", "is one line of 1 to 200 characters");
        refuse(
            self.actor.as_deref().is_some_and(|actor| !is_line(actor)),
            "/actor",
            "is one line of 1 to 200 characters",
        );
        let country = place.country_code.as_deref();
        refuse(
            country.is_some_and(|code| code.parse::<CountryCode>().is_err()),
            "/place/countryCode",
            "is a country's two letters",
        );
        let outside = |degrees: Option<f64>, most: f64| {
            degrees.is_some_and(|degrees| !(-most..=most).contains(&degrees))
        };
        refuse(outside(place.latitude, 90.0), "/place/latitude", "is −90 to 90 degrees");
        refuse(outside(place.longitude, 180.0), "/place/longitude", "is −180 to 180 degrees");
        refuse(
            place.latitude.is_some() != place.longitude.is_some(),
            "/place",
            "has both latitude and longitude, or neither",
        );
        faults
    }

    fn of_lot(self, lot: Option<&Qualifier>) -> JourneyStep {
        let StatedPlace { name, country_code, latitude, longitude } = self.place;
        let country_code =
            country_code.and_then(|code| code.parse::<CountryCode>().ok()).map(|code| code.to_string());
        JourneyStep {
            kind: self.kind,
            place: Place { name: name.trim().to_owned(), country_code, latitude, longitude },
            date: self.date,
            actor: self.actor.map(|actor| actor.trim().to_owned()),
            source: Source::Brand,
            lot: lot.map(ToString::to_string),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(kind: &str, place: &serde_json::Value) -> StatedStep {
        serde_json::from_value(serde_json::json!({ "kind": kind, "place": place })).expect("a step")
    }

    #[test]
    fn steps_stand_in_their_order_and_carry_the_brand_and_the_lot() {
        let stated = vec![
            step("retail", &serde_json::json!({ "name": "Milano", "countryCode": "it" })),
            step("origin", &serde_json::json!({ "name": "Paestum" })),
        ];
        let lot = "L1".parse().expect("a lot");
        let steps = steps(stated, Some(&lot)).expect("steps");
        assert_eq!(
            steps.iter().map(|step| step.place.name.as_str()).collect::<Vec<_>>(),
            ["Paestum", "Milano"]
        );
        assert_eq!(
            (steps[1].place.country_code.as_deref(), steps[1].lot.as_deref()),
            (Some("IT"), Some("L1"))
        );
        assert!(steps.iter().all(|step| step.source == Source::Brand));
    }

    #[test]
    fn every_fault_is_named_by_its_pointer() {
        let stated = vec![
            step("origin", &serde_json::json!({ "name": " ", "latitude": 91, "longitude": 0 })),
            step("origin", &serde_json::json!({ "name": "x", "countryCode": "ITA", "latitude": 1 })),
        ];
        let faults = steps(stated, None).expect_err("faults");
        let pointers: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            [
                "/steps/0/place/name",
                "/steps/0/place/latitude",
                "/steps/1/place/countryCode",
                "/steps/1/place"
            ]
        );
    }
}

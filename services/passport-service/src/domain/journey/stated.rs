//! The journey as far as a community source states it: places without dates, mostly whole countries.

use taxonomy::{Id, Taxonomies, Taxonomy};

use super::{JourneyStep, Place, StepKind};
use crate::domain::{
    eco::CountryCode,
    fact::Source,
    stated_product::{StatedIngredient, StatedProduct},
};

/// Steps from origin to shop; nothing is dated, because the source knows no dates, and no place has coordinates.
#[must_use]
pub fn steps_of(stated: &StatedProduct) -> Vec<JourneyStep> {
    let mut steps = Vec::new();
    let mut add = |kind, places: Vec<Place>| {
        for place in places.into_iter().take(MOST_PLACES) {
            let step = JourneyStep {
                kind,
                place,
                date: None,
                actor: None,
                source: Source::OpenFoodFacts,
                lot: None,
            };
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
    };
    add(StepKind::Origin, origins(stated));
    add(StepKind::Processing, works(&stated.manufacturing_places));
    add(StepKind::Packing, stated.packer_codes.iter().filter_map(|code| packer(code)).collect());
    add(StepKind::Retail, stated.countries.iter().filter_map(|tag| country(tag)).collect());
    steps
}

/// More places of a kind than any product has; a document with more is not to cost more.
const MOST_PLACES: usize = 60;

/// Tags that name no place.
const NO_PLACE: [&str; 3] = ["en:unknown", "en:unspecified", "en:world"];

fn origins(stated: &StatedProduct) -> Vec<Place> {
    let mut tags: Vec<&str> = stated.origins.iter().map(String::as_str).collect();
    stated.ingredients.iter().for_each(|ingredient| collect(ingredient, &mut tags));
    tags.into_iter().filter(|tag| !NO_PLACE.contains(tag)).filter_map(origin).collect()
}

fn collect<'s>(ingredient: &'s StatedIngredient, tags: &mut Vec<&'s str>) {
    tags.extend(ingredient.origins.iter().map(String::as_str));
    ingredient.ingredients.iter().for_each(|part| collect(part, tags));
}

fn origin(tag: &str) -> Option<Place> {
    match Taxonomies::origins().canonical(tag) {
        Some(id) if NO_PLACE.contains(&id.as_str()) => None,
        Some(id) => Some(named(Taxonomies::origins(), id)),
        None => printed(tag.split_once(':').map_or(tag, |(_, text)| text)),
    }
}

fn country(tag: &str) -> Option<Place> {
    let id = Taxonomies::countries().canonical(tag).filter(|id| !NO_PLACE.contains(&id.as_str()))?;
    let place = named(Taxonomies::countries(), id);
    place.country_code.is_some().then_some(place)
}

fn named(taxonomy: &Taxonomy, id: &Id) -> Place {
    let text = id.as_str();
    Place {
        name: taxonomy.name(text, "en").unwrap_or(text).to_owned(),
        country_code: taxonomy.inherited(text, "country_code_2:en").and_then(two_letters),
        ..Place::default()
    }
}

/// A place as printed; its country where a part of it names one (`Parma, Italia`).
fn printed(text: &str) -> Option<Place> {
    let name = text.trim();
    if name.is_empty() {
        return None;
    }
    let country_code = name.rsplit([',', ';', '(', ')']).find_map(country_code_of).and_then(two_letters);
    Some(Place { name: name.to_owned(), country_code, ..Place::default() })
}

/// Where it was made. Town, region and country mostly stand apart: with one country among them they are one place.
fn works(stated: &[String]) -> Vec<Place> {
    let countries = stated.iter().filter(|text| country_code_of(text).is_some()).count();
    match countries {
        1 => printed(&stated.join(", ")).into_iter().collect(),
        _ => stated.iter().filter_map(|text| printed(text)).collect(),
    }
}

/// The plant behind a mark; only its country is known. Health marks end in `EC` in one of the Union's languages
/// (Britain's did so too), French packers' marks start with `EMB`.
fn packer(code: &str) -> Option<Place> {
    let code = code.trim().to_uppercase();
    let country = match code.split_once(' ') {
        Some(("EMB", _)) => "FR".parse().ok(),
        Some((country, rest))
            if ["EC", "CE", "EG", "EK", "EF", "EZ"].iter().any(|end| rest.ends_with(end)) =>
        {
            country.parse().ok()
        }
        _ => None,
    };
    let country_code = country.map(|country: CountryCode| country.to_string());
    country_code.map(|code_of| Place {
        name: format!("Packer {code}"),
        country_code: Some(code_of),
        ..Place::default()
    })
}

/// The taxonomy has codes of its own for what is no country (`world`).
fn two_letters(code: &str) -> Option<String> {
    code.parse().map(|code: CountryCode| code.to_string()).ok()
}

fn country_code_of(part: &str) -> Option<&'static str> {
    let countries = Taxonomies::countries();
    let languages = ["en", "fr", "de", "it", "es", "nl"];
    // Two letters may be the code of a country or of a province (Cremona, CR): no guess.
    let spelled_out = part.trim().chars().count() > 2;
    let id = languages
        .iter()
        .filter(|_| spelled_out)
        .find_map(|language| countries.find(language, part.trim()))?;
    countries.property(id.as_str(), "country_code_2:en")
}

#[cfg(test)]
mod tests {
    use super::steps_of;
    use crate::domain::{
        journey::StepKind,
        stated_product::{StatedIngredient, StatedProduct},
    };

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn stated_places_become_undated_steps_in_order() {
        let stated = StatedProduct {
            origins: strings(&["en:unknown", "fr:Italie"]),
            ingredients: vec![StatedIngredient {
                origins: strings(&["en:italy", "en:sicily"]),
                ..StatedIngredient::default()
            }],
            manufacturing_places: strings(&["Parma", "Italia"]),
            packer_codes: strings(&["EMB 34293", "UK 2265 EC", "FSC-C022651"]),
            countries: strings(&["en:germany", "en:world"]),
            ..StatedProduct::default()
        };
        let steps = steps_of(&stated);
        let seen: Vec<_> = steps
            .iter()
            .map(|step| (step.kind, step.place.name.as_str(), step.place.country_code.as_deref()))
            .collect();
        assert_eq!(
            seen,
            [
                (StepKind::Origin, "Italy", Some("IT")),
                (StepKind::Origin, "Sicily", Some("IT")),
                (StepKind::Processing, "Parma, Italia", Some("IT")),
                (StepKind::Packing, "Packer EMB 34293", Some("FR")),
                (StepKind::Packing, "Packer UK 2265 EC", Some("GB")),
                (StepKind::Retail, "Germany", Some("DE")),
            ]
        );
        assert!(steps.iter().all(|step| step.date.is_none() && step.place.latitude.is_none()));
    }

    #[test]
    fn two_countries_are_two_places_and_two_letters_are_no_country() {
        let made_in = |places: &[&str]| -> Vec<_> {
            let stated = StatedProduct { manufacturing_places: strings(places), ..StatedProduct::default() };
            let place =
                |step: super::JourneyStep| (step.place.name, step.place.country_code.unwrap_or_default());
            steps_of(&stated).into_iter().map(place).collect()
        };
        let owned = |name: &str, code: &str| (name.to_owned(), code.to_owned());
        assert_eq!(made_in(&["France", "Italie"]), [owned("France", "FR"), owned("Italie", "IT")]);
        assert_eq!(made_in(&["Cremona (CR)"]), [owned("Cremona (CR)", "")]);
    }

    #[test]
    fn an_endless_list_of_places_is_cut() {
        let origins = (0..100_000).map(|number| format!("en:place-{number}")).collect();
        let stated = StatedProduct { origins, ..StatedProduct::default() };
        assert_eq!(steps_of(&stated).len(), super::MOST_PLACES);
    }

    #[test]
    fn nothing_stated_is_no_journey() {
        assert!(steps_of(&StatedProduct::default()).is_empty());
    }
}

//! The journey as far as a community source states it: places without dates, mostly whole countries.

use super::{JourneyStep, Place, StepKind};
use crate::domain::{
    fact::Source,
    stated_product::{StatedIngredient, StatedProduct},
    taxonomy::{Id, Taxonomies, Taxonomy},
};

/// Steps from origin to shop; nothing is dated, because the source knows no dates, and no place has coordinates.
#[must_use]
pub fn steps_of(stated: &StatedProduct) -> Vec<JourneyStep> {
    let mut steps = Vec::new();
    let mut add = |kind, places: Vec<Place>| {
        for place in places {
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
    add(StepKind::Processing, stated.manufacturing_places.iter().filter_map(|text| printed(text)).collect());
    add(StepKind::Retail, stated.countries.iter().filter_map(|tag| country(tag)).collect());
    steps
}

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
    let id = Taxonomies::countries().canonical(tag)?;
    let place = named(Taxonomies::countries(), id);
    place.country_code.is_some().then_some(place)
}

fn named(taxonomy: &Taxonomy, id: &Id) -> Place {
    let text = id.as_str();
    Place {
        name: taxonomy.name(text, "en").unwrap_or(text).to_owned(),
        country_code: taxonomy.inherited(text, "country_code_2:en").map(str::to_uppercase),
        ..Place::default()
    }
}

/// A place as printed; its country where a part of it names one (`Parma, Italia`).
fn printed(text: &str) -> Option<Place> {
    let name = text.trim();
    if name.is_empty() {
        return None;
    }
    let country_code = name.rsplit([',', ';', '(', ')']).find_map(country_code_of).map(str::to_uppercase);
    Some(Place { name: name.to_owned(), country_code, ..Place::default() })
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
            manufacturing_places: strings(&["Parma, Italia", "Cremona (CR)"]),
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
                (StepKind::Processing, "Cremona (CR)", None),
                (StepKind::Retail, "Germany", Some("DE")),
            ]
        );
        assert!(steps.iter().all(|step| step.date.is_none() && step.place.latitude.is_none()));
    }

    #[test]
    fn nothing_stated_is_no_journey() {
        assert!(steps_of(&StatedProduct::default()).is_empty());
    }
}

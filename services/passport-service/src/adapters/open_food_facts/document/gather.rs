//! The members of a document that we use, and the product stated by them.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};

use super::{
    barcode, identity, ingredients, notes::Notes, nutrition, raw, raw::Raw, refusal::Refusal, scores,
};
use crate::domain::stated_product::StatedProduct;

/// Declares the members, all optional and unparsed.
macro_rules! members {
    ($($name:ident $(= $rename:literal)?),+ $(,)?) => {
        /// The members that we use, unparsed. Everything else, such as who edited what, is passed over.
        #[derive(Debug, Default, Clone, Copy)]
        pub(super) struct Document<'d> {
            $(pub(super) $name: Raw<'d>,)+
        }

        #[derive(Deserialize)]
        #[serde(field_identifier)]
        #[expect(non_camel_case_types, reason = "the names of the members")]
        enum Member {
            $($(#[serde(rename = $rename)])? $name,)+
            #[serde(other)]
            not_ours,
        }

        impl<'d> Visitor<'d> for Members {
            type Value = Document<'d>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'d>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut document = Document::default();
                while let Some(member) = map.next_key()? {
                    match member {
                        // Of a member that stands there twice the last one counts.
                        $(Member::$name => document.$name = Some(map.next_value()?),)+
                        Member::not_ours => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(document)
            }
        }
    };
}

/// Reads an object's members into a [`Document`].
struct Members;

members! {
    product, status, code, id, mongo_id = "_id", barcode,
    lang, lc, last_modified_t, last_modified_datetime, product_name, brands, brands_tags, quantity,
    image_front_url, image_url, selected_images, images,
    categories_tags, categories, labels_tags, labels, origins_tags, origins, manufacturing_places,
    manufacturing_places_tags, emb_codes, emb_codes_tags, countries_tags, countries, allergens_tags, allergens, traces_tags, traces,
    ingredients_analysis_tags, ingredients_text, ingredients, packagings, packaging_tags, packaging,
    nova_group, nova_groups,
    nutriments, nutrition, nutrition_data_per, serving_size, serving_quantity, product_quantity_unit, no_nutrition_data,
    nutriscore, nutriscore_data, nutriscore_version, environmental_score_data, ecoscore_data, categories_properties,
}

impl<'d> Document<'d> {
    /// Finds the members in a JSON object.
    pub(super) fn read(json: &'d str) -> Result<Self, Refusal> {
        let mut reader = serde_json::Deserializer::from_str(json);
        let document = reader.deserialize_map(Members).and_then(|document| reader.end().map(|()| document));
        document.map_err(|fault| Refusal::NotAnObject(format!("{fault}").chars().take(120).collect()))
    }

    /// `{"status":0}`, `{"status":"failure"}`.
    pub(super) fn says_not_found(&self) -> bool {
        matches!(raw::present(self.status), Some("0" | "\"0\"" | "\"failure\""))
    }

    /// The product that the document states; `json` is the document itself.
    pub(super) fn state(&self, json: &str) -> Result<StatedProduct, Refusal> {
        let mut notes = Notes::default();
        let mut stated = StatedProduct { gtin: self.gtin()?, ..StatedProduct::default() };
        identity::state(self, &mut stated, &mut notes);
        ingredients::state(self, &mut stated, &mut notes);
        nutrition::state(self, json, &mut stated, &mut notes);
        scores::state(self, &mut stated, &mut notes);
        stated.warnings = notes.into_warnings();
        Ok(stated)
    }

    fn gtin(&self) -> Result<String, Refusal> {
        let mut ignored = Notes::default();
        let codes = [self.code, self.barcode, self.mongo_id, self.id];
        let stated = codes.into_iter().find_map(|code| raw::text(code, None, "code", &mut ignored));
        barcode::gtin(&stated.ok_or(Refusal::NoBarcode)?)
    }
}

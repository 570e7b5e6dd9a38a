//! What was put in the fridge, where, and for how much.

use std::{fmt, str::FromStr};

use gs1::Gtin;
use serde::{Deserialize, Serialize};
use service_kit::ids::BrandId;
use url::Url;
use utoipa::ToSchema;

use super::quantity::Amount;

/// A pack of a known product, or something a person has named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Food {
    /// A pack with a code.
    Product(Box<Product>),
    /// A food without one. Its name never leaves the service, so that a fold of published events has none.
    HandTyped {
        /// What the person calls it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<FoodName>,
    },
}

/// A pack of a product, as the catalogue had it when it was added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// The product.
    #[serde(with = "as_text")]
    pub gtin: Gtin,
    /// Its batch, when the code told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot: Option<Lot>,
    /// The brand it was attributed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<BrandId>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<FoodName>,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<PictureUrl>,
}

impl Food {
    /// The product, if it is one.
    #[must_use]
    pub const fn product(&self) -> Option<&Product> {
        match self {
            Self::Product(product) => Some(product),
            Self::HandTyped { .. } => None,
        }
    }

    /// What it was called when it was added.
    #[must_use]
    pub const fn name(&self) -> Option<&FoodName> {
        match self {
            Self::Product(product) => product.name.as_ref(),
            Self::HandTyped { name } => name.as_ref(),
        }
    }
}

/// Where a pack is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The fridge.
    #[default]
    Fridge,
    /// The freezer.
    Freezer,
    /// The pantry, or any other place that is not cold.
    Pantry,
}

impl Place {
    /// The published word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fridge => "fridge",
            Self::Freezer => "freezer",
            Self::Pantry => "pantry",
        }
    }
}

/// Words that do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("has 1 to {0} characters, none of them a control character")]
pub struct TextFault(usize);

/// Trims the text and checks it.
fn plain(text: &str, most: usize) -> Result<String, TextFault> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= most && !text.chars().any(char::is_control);
    if fits { Ok(text.to_owned()) } else { Err(TextFault(most)) }
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $most:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(try_from = "String")]
        #[schema(value_type = String)]
        pub struct $name(String);

        impl $name {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = TextFault;

            fn from_str(text: &str) -> Result<Self, TextFault> {
                plain(text, $most).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextFault;

            fn try_from(text: String) -> Result<Self, TextFault> {
                text.parse()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    )+};
}

texts! {
    /// What a food is called.
    FoodName: 1024;
    /// A batch, as AI 10 has it.
    Lot: 20;
    /// The canonical id of a category: `en:yogurts`.
    CategoryId: 256;
}

/// The address of a picture: a path of this site, such as `/images/products/08001505005707`, or a whole `https` or `http` one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(value_type = String)]
pub struct PictureUrl(String);

/// Not the address of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is neither a path of this site nor an http address")]
pub struct PictureFault;

impl PictureUrl {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PictureUrl {
    type Error = PictureFault;

    fn try_from(text: String) -> Result<Self, PictureFault> {
        let is_web = || Url::parse(&text).is_ok_and(|url| matches!(url.scheme(), "https" | "http"));
        let fits = text.len() <= 2048 && (is_path(&text) || is_web());
        if fits { Ok(Self(text)) } else { Err(PictureFault) }
    }
}

/// Whether a browser stays on this site: `//host`, and `/\host` as well, lead to another one.
fn is_path(text: &str) -> bool {
    let leaves = |character: char| character == '\\' || character.is_control() || character.is_whitespace();
    text.starts_with('/') && !text.starts_with("//") && !text.contains(leaves)
}

/// What a pack has cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// How much, with at most three decimals.
    pub amount: Amount,
    /// In what money.
    pub currency: Currency,
}

/// A currency: three capital letters of ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = "^[A-Z]{3}$", example = "EUR")]
pub struct Currency([u8; 3]);

/// Not a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is three capital letters, such as EUR")]
pub struct CurrencyFault;

impl Currency {
    /// The three letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Currency {
    type Err = CurrencyFault;

    fn from_str(text: &str) -> Result<Self, CurrencyFault> {
        let letters: [u8; 3] = text.as_bytes().try_into().map_err(|_| CurrencyFault)?;
        if letters.iter().all(u8::is_ascii_uppercase) { Ok(Self(letters)) } else { Err(CurrencyFault) }
    }
}

impl TryFrom<String> for Currency {
    type Error = CurrencyFault;

    fn try_from(text: String) -> Result<Self, CurrencyFault> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.as_str().to_owned()
    }
}

/// A type without serde of its own, as its text.
mod as_text {
    use std::{fmt::Display, str::FromStr};

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, T: FromStr<Err: Display>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::{Currency, FoodName, Lot, PictureUrl};

    #[test]
    fn names_are_trimmed_and_never_empty() {
        assert_eq!("  Leftover soup ".parse::<FoodName>().unwrap().as_str(), "Leftover soup");
        assert!("  ".parse::<FoodName>().is_err());
        assert!("a\u{7}".parse::<FoodName>().is_err());
        assert!("x".repeat(21).parse::<Lot>().is_err());
    }

    #[test]
    fn a_currency_has_three_capital_letters() {
        assert_eq!("EUR".parse::<Currency>().unwrap().as_str(), "EUR");
        for wrong in ["eur", "EURO", "€", ""] {
            assert!(wrong.parse::<Currency>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_picture_is_a_path_of_this_site_or_an_address_of_the_web() {
        for address in ["https://images.example/1.jpg", "/images/products/08001505005707"] {
            assert!(PictureUrl::try_from(address.to_owned()).is_ok(), "{address}");
        }
        let elsewhere = ["//evil.example/1.jpg", "/\\evil.example/1.jpg", "/\t/evil.example", "/ 1.jpg"];
        for wrong in
            ["javascript:alert(1)", "1.jpg", "", "data:image/png;base64,AA"].into_iter().chain(elsewhere)
        {
            assert!(PictureUrl::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}

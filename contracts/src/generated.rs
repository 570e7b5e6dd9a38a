//! Generated from `events/*.json` by `UPDATE=1 cargo test -p contracts --test generated`. Not for editing.
#![expect(missing_docs, unused_qualifications, reason = "generated: fields are described, variants are not, and every path is whole")]

#[doc = "A person signed in for the first time: their account was made. Key and stream are the account."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct AccountRegistered {
    #[doc = "The new account."]
    #[serde(rename = "accountId")]
    pub account_id: ::uuid::Uuid,
    #[doc = "When the account was made."]
    #[serde(rename = "registeredAt")]
    pub registered_at: ::jiff::Timestamp,
    #[doc = "The browser in which the person signed in, if it became the account's."]
    #[serde(rename = "visitorId", skip_serializing_if = "::std::option::Option::is_none")]
    pub visitor_id: ::std::option::Option<::uuid::Uuid>,
}
#[doc = "An earlier event about the same pack was a slip, and does not count. Key and stream are the account."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ActionUndone {
    #[doc = "Whose fridge: the stream."]
    #[serde(rename = "accountId")]
    pub account_id: ::uuid::Uuid,
    #[doc = "When it happened, as the person says; the envelope's `time` is when it was recorded."]
    pub at: ::jiff::Timestamp,
    #[doc = "The brand the catalogue attributed the product to when the pack was added."]
    #[serde(rename = "brandId", skip_serializing_if = "::std::option::Option::is_none")]
    pub brand_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "The product, as GTIN-14; absent for hand-typed food, whose name is not published."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub gtin: ::std::option::Option<::std::string::String>,
    #[doc = "The pack, or the hand-typed food."]
    #[serde(rename = "itemId")]
    pub item_id: ::uuid::Uuid,
    #[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub measurement: ::std::option::Option<ActionUndoneMeasurement>,
    #[doc = "ISO 3166-2; absent is the region `unknown`."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub region: ::std::option::Option<::std::string::String>,
    #[doc = "The event that does not count."]
    pub undoes: ::uuid::Uuid,
    #[doc = "The browser in which it was said: a pseudonym."]
    #[serde(rename = "visitorId")]
    pub visitor_id: ::uuid::Uuid,
}
#[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ActionUndoneMeasurement {
    #[serde(rename = "objected")]
    Objected,
}
impl ::std::fmt::Display for ActionUndoneMeasurement {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Objected => f.write_str("objected"),
        }
    }
}
impl ::std::str::FromStr for ActionUndoneMeasurement {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "objected" => Ok(Self::Objected),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ActionUndoneMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ActionUndoneMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "A brand was made or changed: its full state. Key and stream are the brand."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct BrandChanged {
    #[doc = "The brand."]
    #[serde(rename = "brandId")]
    pub brand_id: ::uuid::Uuid,
    #[doc = "When it changed."]
    #[serde(rename = "changedAt")]
    pub changed_at: ::jiff::Timestamp,
    #[doc = "What it is called."]
    pub name: ::std::string::String,
    #[doc = "Its GS1 company prefixes: products whose GTIN begins with one are its own."]
    pub prefixes: ::std::vec::Vec<::std::string::String>,
}
#[doc = "An account began or ceased to act for a brand. Key and stream are the account."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct BrandUserChanged {
    #[doc = "The account."]
    #[serde(rename = "accountId")]
    pub account_id: ::uuid::Uuid,
    #[doc = "The brand."]
    #[serde(rename = "brandId")]
    pub brand_id: ::uuid::Uuid,
    #[doc = "When it changed."]
    #[serde(rename = "changedAt")]
    pub changed_at: ::jiff::Timestamp,
    #[doc = "Whether it acts for the brand from now on."]
    pub member: bool,
}
#[doc = "`CatalogChange`"]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum CatalogChange {
    #[serde(rename = "name")]
    Name,
    #[serde(rename = "brand")]
    Brand,
    #[serde(rename = "categories")]
    Categories,
    #[serde(rename = "quantity")]
    Quantity,
    #[serde(rename = "picture")]
    Picture,
    #[serde(rename = "label")]
    Label,
    #[serde(rename = "allergens")]
    Allergens,
    #[serde(rename = "journey")]
    Journey,
    #[serde(rename = "eco")]
    Eco,
    #[serde(rename = "recall")]
    Recall,
    #[serde(rename = "retired")]
    Retired,
    #[serde(rename = "created")]
    Created,
}
impl ::std::fmt::Display for CatalogChange {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Name => f.write_str("name"),
            Self::Brand => f.write_str("brand"),
            Self::Categories => f.write_str("categories"),
            Self::Quantity => f.write_str("quantity"),
            Self::Picture => f.write_str("picture"),
            Self::Label => f.write_str("label"),
            Self::Allergens => f.write_str("allergens"),
            Self::Journey => f.write_str("journey"),
            Self::Eco => f.write_str("eco"),
            Self::Recall => f.write_str("recall"),
            Self::Retired => f.write_str("retired"),
            Self::Created => f.write_str("created"),
        }
    }
}
impl ::std::str::FromStr for CatalogChange {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "name" => Ok(Self::Name),
            "brand" => Ok(Self::Brand),
            "categories" => Ok(Self::Categories),
            "quantity" => Ok(Self::Quantity),
            "picture" => Ok(Self::Picture),
            "label" => Ok(Self::Label),
            "allergens" => Ok(Self::Allergens),
            "journey" => Ok(Self::Journey),
            "eco" => Ok(Self::Eco),
            "recall" => Ok(Self::Recall),
            "retired" => Ok(Self::Retired),
            "created" => Ok(Self::Created),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for CatalogChange {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for CatalogChange {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "A catalogue entry changed: the full state that others may keep of it, never its label. The topic is compacted; key and stream are the GTIN."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct CatalogEntryChanged {
    #[doc = "The brand that the product is attributed to, if it is one of ours."]
    #[serde(rename = "brandId", skip_serializing_if = "::std::option::Option::is_none")]
    pub brand_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "The brand as the pack names it."]
    #[serde(rename = "brandName", skip_serializing_if = "::std::option::Option::is_none")]
    pub brand_name: ::std::option::Option<::std::string::String>,
    #[doc = "Canonical category ids, from wide to narrow."]
    #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
    pub categories: ::std::vec::Vec<::std::string::String>,
    #[doc = "When it changed."]
    #[serde(rename = "changedAt")]
    pub changed_at: ::jiff::Timestamp,
    #[doc = "What this version changed; `allergens` beside `label` when what the product contains or may contain is stated otherwise."]
    pub changes: ::std::vec::Vec<CatalogChange>,
    #[doc = "The product, as GTIN-14."]
    pub gtin: ::std::string::String,
    #[doc = "Version of its label; 0 when it has none yet."]
    #[serde(rename = "labelVersion")]
    pub label_version: i64,
    #[doc = "The product's name."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub name: ::std::option::Option<::std::string::String>,
    #[doc = "Whether the entry is no longer shown."]
    pub retired: bool,
    #[doc = "Version of the catalogue entry."]
    pub version: i64,
}
#[doc = "A person granted or withdrew their consent to one purpose. Key and stream are the account, or the visitor of somebody without one."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ConsentChanged {
    #[doc = "Who decided; absent when a visitor without an account did."]
    #[serde(rename = "accountId", skip_serializing_if = "::std::option::Option::is_none")]
    pub account_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "When it took effect."]
    #[serde(rename = "changedAt")]
    pub changed_at: ::jiff::Timestamp,
    #[doc = "Whether it is allowed from now on."]
    pub granted: bool,
    #[doc = "What for."]
    pub purpose: ConsentPurpose,
    #[doc = "The version of the words that the person saw."]
    #[serde(rename = "textVersion")]
    pub text_version: ::std::string::String,
    #[doc = "The visitors that the decision is about: all that are linked to the account, or the one that decided."]
    #[serde(rename = "visitorIds")]
    pub visitor_ids: ::std::vec::Vec<::uuid::Uuid>,
}
#[doc = "What for."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ConsentPurpose {
    #[serde(rename = "health_profile")]
    HealthProfile,
    #[serde(rename = "measurement")]
    Measurement,
    #[serde(rename = "reminders")]
    Reminders,
}
impl ::std::fmt::Display for ConsentPurpose {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::HealthProfile => f.write_str("health_profile"),
            Self::Measurement => f.write_str("measurement"),
            Self::Reminders => f.write_str("reminders"),
        }
    }
}
impl ::std::str::FromStr for ConsentPurpose {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "health_profile" => Ok(Self::HealthProfile),
            "measurement" => Ok(Self::Measurement),
            "reminders" => Ok(Self::Reminders),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ConsentPurpose {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ConsentPurpose {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "A service no longer holds anything about the person of an erasure. Key and stream are the erasure."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ErasureConfirmed {
    #[doc = "When the records were gone."]
    #[serde(rename = "confirmedAt")]
    pub confirmed_at: ::jiff::Timestamp,
    #[doc = "The erasure."]
    #[serde(rename = "erasureId")]
    pub erasure_id: ::uuid::Uuid,
    #[doc = "How many records of each kind were removed; no kind names a person."]
    pub removed: ::std::collections::HashMap<::std::string::String, i64>,
    #[doc = "Who confirms."]
    pub service: ::std::string::String,
}
#[doc = "A person wants to be forgotten: whoever holds something about these ids removes it and confirms. Key and stream are the account, or the visitor of somebody without one."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ErasureRequested {
    #[doc = "The account to forget, if there is one."]
    #[serde(rename = "accountId", skip_serializing_if = "::std::option::Option::is_none")]
    pub account_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "Names the erasure; confirmations repeat it."]
    #[serde(rename = "erasureId")]
    pub erasure_id: ::uuid::Uuid,
    #[doc = "When the person asked."]
    #[serde(rename = "requestedAt")]
    pub requested_at: ::jiff::Timestamp,
    #[doc = "Every visitor to forget."]
    #[serde(rename = "visitorIds")]
    pub visitor_ids: ::std::vec::Vec<::uuid::Uuid>,
}
#[doc = "A number of distinct visitors of a brand's product on one UTC day, told once and never corrected. Nothing in it names or counts a person. Key and stream are the brand."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct InsightReleased {
    #[doc = "Whose product it was when the day closed."]
    #[serde(rename = "brandId")]
    pub brand_id: ::uuid::Uuid,
    #[doc = "The UTC day."]
    pub day: ::jiff::civil::Date,
    #[doc = "The product, as GTIN-14."]
    pub gtin: ::std::string::String,
    #[doc = "The least group that is told."]
    pub k: i64,
    #[doc = "What the visitors did. `new_visitors` to `verdict_avoid` are parts of `scanning_visitors`."]
    pub metric: InsightReleasedMetric,
    #[doc = "What stood between the count and its release: `threshold`."]
    pub policy: ::std::string::String,
    #[doc = "ISO 3166-2; `unknown` where nobody said; `other` for the regions that do not stand alone; `all` for the sum of the product's other rows of this day and metric."]
    pub region: ::std::string::String,
    #[doc = "How much noise there is in it; only under a policy of noise."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub sigma: ::std::option::Option<f64>,
    #[doc = "How many distinct visitors; where the region is `all`, a sum in which somebody may count in several regions."]
    pub visitors: i64,
}
#[doc = "What the visitors did. `new_visitors` to `verdict_avoid` are parts of `scanning_visitors`."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum InsightReleasedMetric {
    #[serde(rename = "scanning_visitors")]
    ScanningVisitors,
    #[serde(rename = "new_visitors")]
    NewVisitors,
    #[serde(rename = "returning_visitors")]
    ReturningVisitors,
    #[serde(rename = "accounts_created_after_scan")]
    AccountsCreatedAfterScan,
    #[serde(rename = "verdict_good")]
    VerdictGood,
    #[serde(rename = "verdict_careful")]
    VerdictCareful,
    #[serde(rename = "verdict_avoid")]
    VerdictAvoid,
    #[serde(rename = "saved_to_fridge")]
    SavedToFridge,
    #[serde(rename = "used_up")]
    UsedUp,
    #[serde(rename = "thrown_away")]
    ThrownAway,
    #[serde(rename = "recycled")]
    Recycled,
    #[serde(rename = "reports")]
    Reports,
}
impl ::std::fmt::Display for InsightReleasedMetric {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::ScanningVisitors => f.write_str("scanning_visitors"),
            Self::NewVisitors => f.write_str("new_visitors"),
            Self::ReturningVisitors => f.write_str("returning_visitors"),
            Self::AccountsCreatedAfterScan => f.write_str("accounts_created_after_scan"),
            Self::VerdictGood => f.write_str("verdict_good"),
            Self::VerdictCareful => f.write_str("verdict_careful"),
            Self::VerdictAvoid => f.write_str("verdict_avoid"),
            Self::SavedToFridge => f.write_str("saved_to_fridge"),
            Self::UsedUp => f.write_str("used_up"),
            Self::ThrownAway => f.write_str("thrown_away"),
            Self::Recycled => f.write_str("recycled"),
            Self::Reports => f.write_str("reports"),
        }
    }
}
impl ::std::str::FromStr for InsightReleasedMetric {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "scanning_visitors" => Ok(Self::ScanningVisitors),
            "new_visitors" => Ok(Self::NewVisitors),
            "returning_visitors" => Ok(Self::ReturningVisitors),
            "accounts_created_after_scan" => Ok(Self::AccountsCreatedAfterScan),
            "verdict_good" => Ok(Self::VerdictGood),
            "verdict_careful" => Ok(Self::VerdictCareful),
            "verdict_avoid" => Ok(Self::VerdictAvoid),
            "saved_to_fridge" => Ok(Self::SavedToFridge),
            "used_up" => Ok(Self::UsedUp),
            "thrown_away" => Ok(Self::ThrownAway),
            "recycled" => Ok(Self::Recycled),
            "reports" => Ok(Self::Reports),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for InsightReleasedMetric {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for InsightReleasedMetric {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "A pack, or a food that a person has named, was put in a fridge. Key and stream are the account."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemAdded {
    #[doc = "Whose fridge: the stream."]
    #[serde(rename = "accountId")]
    pub account_id: ::uuid::Uuid,
    #[doc = "When it happened, as the person says; the envelope's `time` is when it was recorded."]
    pub at: ::jiff::Timestamp,
    #[doc = "The brand the catalogue attributed the product to when the pack was added."]
    #[serde(rename = "brandId", skip_serializing_if = "::std::option::Option::is_none")]
    pub brand_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "Canonical category ids, from wide to narrow."]
    #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
    pub categories: ::std::vec::Vec<::std::string::String>,
    #[doc = "The last day as printed."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub expiry: ::std::option::Option<::jiff::civil::Date>,
    #[doc = "What that day is: safety or quality."]
    #[serde(rename = "expiryKind", skip_serializing_if = "::std::option::Option::is_none")]
    pub expiry_kind: ::std::option::Option<ItemAddedExpiryKind>,
    #[doc = "The product, as GTIN-14; absent for hand-typed food, whose name is not published."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub gtin: ::std::option::Option<::std::string::String>,
    #[doc = "The pack, or the hand-typed food."]
    #[serde(rename = "itemId")]
    pub item_id: ::uuid::Uuid,
    #[doc = "Its batch, when the code told it."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub lot: ::std::option::Option<::std::string::String>,
    #[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub measurement: ::std::option::Option<ItemAddedMeasurement>,
    #[doc = "Where it is kept."]
    pub place: ItemAddedPlace,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub price: ::std::option::Option<ItemAddedPrice>,
    pub quantity: ItemAddedQuantity,
    #[doc = "ISO 3166-2; absent is the region `unknown`."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub region: ::std::option::Option<::std::string::String>,
    #[serde(rename = "shelfLife", skip_serializing_if = "::std::option::Option::is_none")]
    pub shelf_life: ::std::option::Option<ItemAddedShelfLife>,
    #[doc = "The browser in which it was said: a pseudonym."]
    #[serde(rename = "visitorId")]
    pub visitor_id: ::uuid::Uuid,
}
#[doc = "What that day is: safety or quality."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemAddedExpiryKind {
    #[serde(rename = "use_by")]
    UseBy,
    #[serde(rename = "best_before")]
    BestBefore,
}
impl ::std::fmt::Display for ItemAddedExpiryKind {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::UseBy => f.write_str("use_by"),
            Self::BestBefore => f.write_str("best_before"),
        }
    }
}
impl ::std::str::FromStr for ItemAddedExpiryKind {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "use_by" => Ok(Self::UseBy),
            "best_before" => Ok(Self::BestBefore),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemAddedExpiryKind {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemAddedExpiryKind {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemAddedMeasurement {
    #[serde(rename = "objected")]
    Objected,
}
impl ::std::fmt::Display for ItemAddedMeasurement {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Objected => f.write_str("objected"),
        }
    }
}
impl ::std::str::FromStr for ItemAddedMeasurement {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "objected" => Ok(Self::Objected),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemAddedMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemAddedMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "Where it is kept."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemAddedPlace {
    #[serde(rename = "fridge")]
    Fridge,
    #[serde(rename = "freezer")]
    Freezer,
    #[serde(rename = "pantry")]
    Pantry,
}
impl ::std::fmt::Display for ItemAddedPlace {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Fridge => f.write_str("fridge"),
            Self::Freezer => f.write_str("freezer"),
            Self::Pantry => f.write_str("pantry"),
        }
    }
}
impl ::std::str::FromStr for ItemAddedPlace {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "fridge" => Ok(Self::Fridge),
            "freezer" => Ok(Self::Freezer),
            "pantry" => Ok(Self::Pantry),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemAddedPlace {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemAddedPlace {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "What it has cost."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemAddedPrice {
    #[doc = "How much, with at most three decimals."]
    pub amount: f64,
    #[doc = "ISO 4217."]
    pub currency: ::std::string::String,
}
#[doc = "How much of it."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemAddedQuantity {
    #[doc = "How much, with at most three decimals."]
    pub amount: f64,
    #[doc = "Counted in what: pieces, grams or millilitres."]
    pub unit: ItemAddedQuantityUnit,
}
#[doc = "Counted in what: pieces, grams or millilitres."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemAddedQuantityUnit {
    #[serde(rename = "piece")]
    Piece,
    #[serde(rename = "g")]
    G,
    #[serde(rename = "ml")]
    Ml,
}
impl ::std::fmt::Display for ItemAddedQuantityUnit {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Piece => f.write_str("piece"),
            Self::G => f.write_str("g"),
            Self::Ml => f.write_str("ml"),
        }
    }
}
impl ::std::str::FromStr for ItemAddedQuantityUnit {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "piece" => Ok(Self::Piece),
            "g" => Ok(Self::G),
            "ml" => Ok(Self::Ml),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemAddedQuantityUnit {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemAddedQuantityUnit {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "How long it keeps, as published guidance said that day."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemAddedShelfLife {
    #[doc = "Days after the one on which it was opened."]
    #[serde(rename = "afterOpeningDays", skip_serializing_if = "::std::option::Option::is_none")]
    pub after_opening_days: ::std::option::Option<i64>,
    #[doc = "Days after the one on which it was frozen."]
    #[serde(rename = "freezerDays", skip_serializing_if = "::std::option::Option::is_none")]
    pub freezer_days: ::std::option::Option<i64>,
    pub source: ItemAddedShelfLifeSource,
    #[doc = "Days after the one on which it was thawed."]
    #[serde(rename = "thawedDays", skip_serializing_if = "::std::option::Option::is_none")]
    pub thawed_days: ::std::option::Option<i64>,
}
#[doc = "Who says so."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemAddedShelfLifeSource {
    #[doc = "What it is called."]
    pub title: ::std::string::String,
    #[doc = "Where it stands."]
    pub url: ::std::string::String,
}
#[doc = "What was known of a pack was wrong. What is absent stays as it was. Key and stream are the account."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemCorrected {
    #[doc = "Whose fridge: the stream."]
    #[serde(rename = "accountId")]
    pub account_id: ::uuid::Uuid,
    #[doc = "When it happened, as the person says; the envelope's `time` is when it was recorded."]
    pub at: ::jiff::Timestamp,
    #[doc = "The brand the catalogue attributed the product to when the pack was added."]
    #[serde(rename = "brandId", skip_serializing_if = "::std::option::Option::is_none")]
    pub brand_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "The last day as printed."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub expiry: ::std::option::Option<::jiff::civil::Date>,
    #[doc = "What that day is: safety or quality."]
    #[serde(rename = "expiryKind", skip_serializing_if = "::std::option::Option::is_none")]
    pub expiry_kind: ::std::option::Option<ItemCorrectedExpiryKind>,
    #[doc = "The product, as GTIN-14; absent for hand-typed food, whose name is not published."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub gtin: ::std::option::Option<::std::string::String>,
    #[doc = "The pack, or the hand-typed food."]
    #[serde(rename = "itemId")]
    pub item_id: ::uuid::Uuid,
    #[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub measurement: ::std::option::Option<ItemCorrectedMeasurement>,
    #[doc = "Where it is kept."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub place: ::std::option::Option<ItemCorrectedPlace>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub price: ::std::option::Option<ItemCorrectedPrice>,
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub quantity: ::std::option::Option<ItemCorrectedQuantity>,
    #[doc = "ISO 3166-2; absent is the region `unknown`."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub region: ::std::option::Option<::std::string::String>,
    #[serde(rename = "shelfLife", skip_serializing_if = "::std::option::Option::is_none")]
    pub shelf_life: ::std::option::Option<ItemCorrectedShelfLife>,
    #[doc = "The browser in which it was said: a pseudonym."]
    #[serde(rename = "visitorId")]
    pub visitor_id: ::uuid::Uuid,
}
#[doc = "What that day is: safety or quality."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemCorrectedExpiryKind {
    #[serde(rename = "use_by")]
    UseBy,
    #[serde(rename = "best_before")]
    BestBefore,
}
impl ::std::fmt::Display for ItemCorrectedExpiryKind {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::UseBy => f.write_str("use_by"),
            Self::BestBefore => f.write_str("best_before"),
        }
    }
}
impl ::std::str::FromStr for ItemCorrectedExpiryKind {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "use_by" => Ok(Self::UseBy),
            "best_before" => Ok(Self::BestBefore),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemCorrectedExpiryKind {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemCorrectedExpiryKind {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemCorrectedMeasurement {
    #[serde(rename = "objected")]
    Objected,
}
impl ::std::fmt::Display for ItemCorrectedMeasurement {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Objected => f.write_str("objected"),
        }
    }
}
impl ::std::str::FromStr for ItemCorrectedMeasurement {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "objected" => Ok(Self::Objected),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemCorrectedMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemCorrectedMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "Where it is kept."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemCorrectedPlace {
    #[serde(rename = "fridge")]
    Fridge,
    #[serde(rename = "freezer")]
    Freezer,
    #[serde(rename = "pantry")]
    Pantry,
}
impl ::std::fmt::Display for ItemCorrectedPlace {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Fridge => f.write_str("fridge"),
            Self::Freezer => f.write_str("freezer"),
            Self::Pantry => f.write_str("pantry"),
        }
    }
}
impl ::std::str::FromStr for ItemCorrectedPlace {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "fridge" => Ok(Self::Fridge),
            "freezer" => Ok(Self::Freezer),
            "pantry" => Ok(Self::Pantry),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemCorrectedPlace {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemCorrectedPlace {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "What it has cost."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemCorrectedPrice {
    #[doc = "How much, with at most three decimals."]
    pub amount: f64,
    #[doc = "ISO 4217."]
    pub currency: ::std::string::String,
}
#[doc = "How much is really left, which may be nothing."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemCorrectedQuantity {
    #[doc = "How much, with at most three decimals."]
    pub amount: f64,
    #[doc = "Counted in what: pieces, grams or millilitres."]
    pub unit: ItemCorrectedQuantityUnit,
}
#[doc = "Counted in what: pieces, grams or millilitres."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemCorrectedQuantityUnit {
    #[serde(rename = "piece")]
    Piece,
    #[serde(rename = "g")]
    G,
    #[serde(rename = "ml")]
    Ml,
}
impl ::std::fmt::Display for ItemCorrectedQuantityUnit {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Piece => f.write_str("piece"),
            Self::G => f.write_str("g"),
            Self::Ml => f.write_str("ml"),
        }
    }
}
impl ::std::str::FromStr for ItemCorrectedQuantityUnit {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "piece" => Ok(Self::Piece),
            "g" => Ok(Self::G),
            "ml" => Ok(Self::Ml),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemCorrectedQuantityUnit {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemCorrectedQuantityUnit {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "How long it keeps, as the person says."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, Default, PartialEq)]
pub struct ItemCorrectedShelfLife {
    #[doc = "Days after the one on which it was opened."]
    #[serde(rename = "afterOpeningDays", skip_serializing_if = "::std::option::Option::is_none")]
    pub after_opening_days: ::std::option::Option<i64>,
    #[doc = "Days after the one on which it was frozen."]
    #[serde(rename = "freezerDays", skip_serializing_if = "::std::option::Option::is_none")]
    pub freezer_days: ::std::option::Option<i64>,
}
#[doc = "A pack was put in the freezer. Key and stream are the account."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemFrozen {
    #[doc = "Whose fridge: the stream."]
    #[serde(rename = "accountId")]
    pub account_id: ::uuid::Uuid,
    #[doc = "When it happened, as the person says; the envelope's `time` is when it was recorded."]
    pub at: ::jiff::Timestamp,
    #[doc = "The brand the catalogue attributed the product to when the pack was added."]
    #[serde(rename = "brandId", skip_serializing_if = "::std::option::Option::is_none")]
    pub brand_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "The product, as GTIN-14; absent for hand-typed food, whose name is not published."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub gtin: ::std::option::Option<::std::string::String>,
    #[doc = "The pack, or the hand-typed food."]
    #[serde(rename = "itemId")]
    pub item_id: ::uuid::Uuid,
    #[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub measurement: ::std::option::Option<ItemFrozenMeasurement>,
    #[doc = "ISO 3166-2; absent is the region `unknown`."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub region: ::std::option::Option<::std::string::String>,
    #[doc = "The browser in which it was said: a pseudonym."]
    #[serde(rename = "visitorId")]
    pub visitor_id: ::uuid::Uuid,
}
#[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemFrozenMeasurement {
    #[serde(rename = "objected")]
    Objected,
}
impl ::std::fmt::Display for ItemFrozenMeasurement {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Objected => f.write_str("objected"),
        }
    }
}
impl ::std::str::FromStr for ItemFrozenMeasurement {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "objected" => Ok(Self::Objected),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemFrozenMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemFrozenMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "Some of a pack, or all that was left of it, was given to somebody. Key and stream are the account."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemGivenAway {
    #[doc = "Whose fridge: the stream."]
    #[serde(rename = "accountId")]
    pub account_id: ::uuid::Uuid,
    #[doc = "When it happened, as the person says; the envelope's `time` is when it was recorded."]
    pub at: ::jiff::Timestamp,
    #[doc = "The brand the catalogue attributed the product to when the pack was added."]
    #[serde(rename = "brandId", skip_serializing_if = "::std::option::Option::is_none")]
    pub brand_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "The product, as GTIN-14; absent for hand-typed food, whose name is not published."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub gtin: ::std::option::Option<::std::string::String>,
    #[doc = "The pack, or the hand-typed food."]
    #[serde(rename = "itemId")]
    pub item_id: ::uuid::Uuid,
    #[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub measurement: ::std::option::Option<ItemGivenAwayMeasurement>,
    pub quantity: ItemGivenAwayQuantity,
    #[doc = "ISO 3166-2; absent is the region `unknown`."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub region: ::std::option::Option<::std::string::String>,
    #[doc = "The browser in which it was said: a pseudonym."]
    #[serde(rename = "visitorId")]
    pub visitor_id: ::uuid::Uuid,
}
#[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemGivenAwayMeasurement {
    #[serde(rename = "objected")]
    Objected,
}
impl ::std::fmt::Display for ItemGivenAwayMeasurement {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Objected => f.write_str("objected"),
        }
    }
}
impl ::std::str::FromStr for ItemGivenAwayMeasurement {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "objected" => Ok(Self::Objected),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemGivenAwayMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemGivenAwayMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "How much of it."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemGivenAwayQuantity {
    #[doc = "How much, with at most three decimals."]
    pub amount: f64,
    #[doc = "Counted in what: pieces, grams or millilitres."]
    pub unit: ItemGivenAwayQuantityUnit,
}
#[doc = "Counted in what: pieces, grams or millilitres."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemGivenAwayQuantityUnit {
    #[serde(rename = "piece")]
    Piece,
    #[serde(rename = "g")]
    G,
    #[serde(rename = "ml")]
    Ml,
}
impl ::std::fmt::Display for ItemGivenAwayQuantityUnit {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Piece => f.write_str("piece"),
            Self::G => f.write_str("g"),
            Self::Ml => f.write_str("ml"),
        }
    }
}
impl ::std::str::FromStr for ItemGivenAwayQuantityUnit {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "piece" => Ok(Self::Piece),
            "g" => Ok(Self::G),
            "ml" => Ok(Self::Ml),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemGivenAwayQuantityUnit {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemGivenAwayQuantityUnit {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "A pack was opened. Key and stream are the account."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemOpened {
    #[doc = "Whose fridge: the stream."]
    #[serde(rename = "accountId")]
    pub account_id: ::uuid::Uuid,
    #[doc = "When it happened, as the person says; the envelope's `time` is when it was recorded."]
    pub at: ::jiff::Timestamp,
    #[doc = "The brand the catalogue attributed the product to when the pack was added."]
    #[serde(rename = "brandId", skip_serializing_if = "::std::option::Option::is_none")]
    pub brand_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "The product, as GTIN-14; absent for hand-typed food, whose name is not published."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub gtin: ::std::option::Option<::std::string::String>,
    #[doc = "The pack, or the hand-typed food."]
    #[serde(rename = "itemId")]
    pub item_id: ::uuid::Uuid,
    #[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub measurement: ::std::option::Option<ItemOpenedMeasurement>,
    #[doc = "ISO 3166-2; absent is the region `unknown`."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub region: ::std::option::Option<::std::string::String>,
    #[doc = "The browser in which it was said: a pseudonym."]
    #[serde(rename = "visitorId")]
    pub visitor_id: ::uuid::Uuid,
}
#[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemOpenedMeasurement {
    #[serde(rename = "objected")]
    Objected,
}
impl ::std::fmt::Display for ItemOpenedMeasurement {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Objected => f.write_str("objected"),
        }
    }
}
impl ::std::str::FromStr for ItemOpenedMeasurement {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "objected" => Ok(Self::Objected),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemOpenedMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemOpenedMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "The packaging of a pack that is gone was recycled. No amount changes. Key and stream are the account."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemRecycled {
    #[doc = "Whose fridge: the stream."]
    #[serde(rename = "accountId")]
    pub account_id: ::uuid::Uuid,
    #[doc = "When it happened, as the person says; the envelope's `time` is when it was recorded."]
    pub at: ::jiff::Timestamp,
    #[doc = "The brand the catalogue attributed the product to when the pack was added."]
    #[serde(rename = "brandId", skip_serializing_if = "::std::option::Option::is_none")]
    pub brand_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "The product, as GTIN-14; absent for hand-typed food, whose name is not published."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub gtin: ::std::option::Option<::std::string::String>,
    #[doc = "The pack, or the hand-typed food."]
    #[serde(rename = "itemId")]
    pub item_id: ::uuid::Uuid,
    #[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub measurement: ::std::option::Option<ItemRecycledMeasurement>,
    #[doc = "ISO 3166-2; absent is the region `unknown`."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub region: ::std::option::Option<::std::string::String>,
    #[doc = "The browser in which it was said: a pseudonym."]
    #[serde(rename = "visitorId")]
    pub visitor_id: ::uuid::Uuid,
}
#[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemRecycledMeasurement {
    #[serde(rename = "objected")]
    Objected,
}
impl ::std::fmt::Display for ItemRecycledMeasurement {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Objected => f.write_str("objected"),
        }
    }
}
impl ::std::str::FromStr for ItemRecycledMeasurement {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "objected" => Ok(Self::Objected),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemRecycledMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemRecycledMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "A pack was taken out of the freezer to be thawed, which counts as opened. Key and stream are the account."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemThawed {
    #[doc = "Whose fridge: the stream."]
    #[serde(rename = "accountId")]
    pub account_id: ::uuid::Uuid,
    #[doc = "When it happened, as the person says; the envelope's `time` is when it was recorded."]
    pub at: ::jiff::Timestamp,
    #[doc = "The brand the catalogue attributed the product to when the pack was added."]
    #[serde(rename = "brandId", skip_serializing_if = "::std::option::Option::is_none")]
    pub brand_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "The product, as GTIN-14; absent for hand-typed food, whose name is not published."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub gtin: ::std::option::Option<::std::string::String>,
    #[doc = "The pack, or the hand-typed food."]
    #[serde(rename = "itemId")]
    pub item_id: ::uuid::Uuid,
    #[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub measurement: ::std::option::Option<ItemThawedMeasurement>,
    #[doc = "ISO 3166-2; absent is the region `unknown`."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub region: ::std::option::Option<::std::string::String>,
    #[doc = "The browser in which it was said: a pseudonym."]
    #[serde(rename = "visitorId")]
    pub visitor_id: ::uuid::Uuid,
}
#[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemThawedMeasurement {
    #[serde(rename = "objected")]
    Objected,
}
impl ::std::fmt::Display for ItemThawedMeasurement {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Objected => f.write_str("objected"),
        }
    }
}
impl ::std::str::FromStr for ItemThawedMeasurement {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "objected" => Ok(Self::Objected),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemThawedMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemThawedMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "Some of a pack, or all that was left of it, was thrown away. Key and stream are the account."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemThrownAway {
    #[doc = "Whose fridge: the stream."]
    #[serde(rename = "accountId")]
    pub account_id: ::uuid::Uuid,
    #[doc = "When it happened, as the person says; the envelope's `time` is when it was recorded."]
    pub at: ::jiff::Timestamp,
    #[doc = "The brand the catalogue attributed the product to when the pack was added."]
    #[serde(rename = "brandId", skip_serializing_if = "::std::option::Option::is_none")]
    pub brand_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "The product, as GTIN-14; absent for hand-typed food, whose name is not published."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub gtin: ::std::option::Option<::std::string::String>,
    #[doc = "The pack, or the hand-typed food."]
    #[serde(rename = "itemId")]
    pub item_id: ::uuid::Uuid,
    #[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub measurement: ::std::option::Option<ItemThrownAwayMeasurement>,
    pub quantity: ItemThrownAwayQuantity,
    #[doc = "Why."]
    pub reason: ItemThrownAwayReason,
    #[doc = "ISO 3166-2; absent is the region `unknown`."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub region: ::std::option::Option<::std::string::String>,
    #[doc = "The browser in which it was said: a pseudonym."]
    #[serde(rename = "visitorId")]
    pub visitor_id: ::uuid::Uuid,
}
#[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemThrownAwayMeasurement {
    #[serde(rename = "objected")]
    Objected,
}
impl ::std::fmt::Display for ItemThrownAwayMeasurement {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Objected => f.write_str("objected"),
        }
    }
}
impl ::std::str::FromStr for ItemThrownAwayMeasurement {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "objected" => Ok(Self::Objected),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemThrownAwayMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemThrownAwayMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "How much of it."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemThrownAwayQuantity {
    #[doc = "How much, with at most three decimals."]
    pub amount: f64,
    #[doc = "Counted in what: pieces, grams or millilitres."]
    pub unit: ItemThrownAwayQuantityUnit,
}
#[doc = "Counted in what: pieces, grams or millilitres."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemThrownAwayQuantityUnit {
    #[serde(rename = "piece")]
    Piece,
    #[serde(rename = "g")]
    G,
    #[serde(rename = "ml")]
    Ml,
}
impl ::std::fmt::Display for ItemThrownAwayQuantityUnit {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Piece => f.write_str("piece"),
            Self::G => f.write_str("g"),
            Self::Ml => f.write_str("ml"),
        }
    }
}
impl ::std::str::FromStr for ItemThrownAwayQuantityUnit {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "piece" => Ok(Self::Piece),
            "g" => Ok(Self::G),
            "ml" => Ok(Self::Ml),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemThrownAwayQuantityUnit {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemThrownAwayQuantityUnit {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "Why."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemThrownAwayReason {
    #[serde(rename = "expired")]
    Expired,
    #[serde(rename = "spoiled")]
    Spoiled,
    #[serde(rename = "too_much")]
    TooMuch,
    #[serde(rename = "disliked")]
    Disliked,
    #[serde(rename = "other")]
    Other,
}
impl ::std::fmt::Display for ItemThrownAwayReason {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Expired => f.write_str("expired"),
            Self::Spoiled => f.write_str("spoiled"),
            Self::TooMuch => f.write_str("too_much"),
            Self::Disliked => f.write_str("disliked"),
            Self::Other => f.write_str("other"),
        }
    }
}
impl ::std::str::FromStr for ItemThrownAwayReason {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "expired" => Ok(Self::Expired),
            "spoiled" => Ok(Self::Spoiled),
            "too_much" => Ok(Self::TooMuch),
            "disliked" => Ok(Self::Disliked),
            "other" => Ok(Self::Other),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemThrownAwayReason {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemThrownAwayReason {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "Some of a pack, or all that was left of it, was eaten or cooked. Key and stream are the account."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemUsed {
    #[doc = "Whose fridge: the stream."]
    #[serde(rename = "accountId")]
    pub account_id: ::uuid::Uuid,
    #[doc = "When it happened, as the person says; the envelope's `time` is when it was recorded."]
    pub at: ::jiff::Timestamp,
    #[doc = "The brand the catalogue attributed the product to when the pack was added."]
    #[serde(rename = "brandId", skip_serializing_if = "::std::option::Option::is_none")]
    pub brand_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "The product, as GTIN-14; absent for hand-typed food, whose name is not published."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub gtin: ::std::option::Option<::std::string::String>,
    #[doc = "The pack, or the hand-typed food."]
    #[serde(rename = "itemId")]
    pub item_id: ::uuid::Uuid,
    #[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub measurement: ::std::option::Option<ItemUsedMeasurement>,
    pub quantity: ItemUsedQuantity,
    #[doc = "ISO 3166-2; absent is the region `unknown`."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub region: ::std::option::Option<::std::string::String>,
    #[doc = "The browser in which it was said: a pseudonym."]
    #[serde(rename = "visitorId")]
    pub visitor_id: ::uuid::Uuid,
}
#[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemUsedMeasurement {
    #[serde(rename = "objected")]
    Objected,
}
impl ::std::fmt::Display for ItemUsedMeasurement {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Objected => f.write_str("objected"),
        }
    }
}
impl ::std::str::FromStr for ItemUsedMeasurement {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "objected" => Ok(Self::Objected),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemUsedMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemUsedMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "How much of it."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ItemUsedQuantity {
    #[doc = "How much, with at most three decimals."]
    pub amount: f64,
    #[doc = "Counted in what: pieces, grams or millilitres."]
    pub unit: ItemUsedQuantityUnit,
}
#[doc = "Counted in what: pieces, grams or millilitres."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ItemUsedQuantityUnit {
    #[serde(rename = "piece")]
    Piece,
    #[serde(rename = "g")]
    G,
    #[serde(rename = "ml")]
    Ml,
}
impl ::std::fmt::Display for ItemUsedQuantityUnit {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Piece => f.write_str("piece"),
            Self::G => f.write_str("g"),
            Self::Ml => f.write_str("ml"),
        }
    }
}
impl ::std::str::FromStr for ItemUsedQuantityUnit {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "piece" => Ok(Self::Piece),
            "g" => Ok(Self::G),
            "ml" => Ok(Self::Ml),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ItemUsedQuantityUnit {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ItemUsedQuantityUnit {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "A person said that a product is unknown or its facts are wrong. The comment stays where it was written; key and stream are the visitor."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ProductReported {
    #[doc = "The brand the catalogue attributed the product to at that moment."]
    #[serde(rename = "brandId", skip_serializing_if = "::std::option::Option::is_none")]
    pub brand_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "The product, as GTIN-14."]
    pub gtin: ::std::string::String,
    #[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub measurement: ::std::option::Option<ProductReportedMeasurement>,
    #[doc = "What is wrong."]
    pub reason: ProductReportedReason,
    #[doc = "ISO 3166-2; absent is the region `unknown`."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub region: ::std::option::Option<::std::string::String>,
    #[doc = "The stored report."]
    #[serde(rename = "reportId")]
    pub report_id: ::uuid::Uuid,
    #[doc = "When the report was accepted."]
    #[serde(rename = "reportedAt")]
    pub reported_at: ::jiff::Timestamp,
    #[doc = "Who reported: a pseudonym."]
    #[serde(rename = "visitorId")]
    pub visitor_id: ::uuid::Uuid,
}
#[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ProductReportedMeasurement {
    #[serde(rename = "objected")]
    Objected,
}
impl ::std::fmt::Display for ProductReportedMeasurement {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Objected => f.write_str("objected"),
        }
    }
}
impl ::std::str::FromStr for ProductReportedMeasurement {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "objected" => Ok(Self::Objected),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ProductReportedMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ProductReportedMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "What is wrong."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ProductReportedReason {
    #[serde(rename = "unknown_product")]
    UnknownProduct,
    #[serde(rename = "wrong_facts")]
    WrongFacts,
    #[serde(rename = "other")]
    Other,
}
impl ::std::fmt::Display for ProductReportedReason {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::UnknownProduct => f.write_str("unknown_product"),
            Self::WrongFacts => f.write_str("wrong_facts"),
            Self::Other => f.write_str("other"),
        }
    }
}
impl ::std::str::FromStr for ProductReportedReason {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "unknown_product" => Ok(Self::UnknownProduct),
            "wrong_facts" => Ok(Self::WrongFacts),
            "other" => Ok(Self::Other),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ProductReportedReason {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ProductReportedReason {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "A person scanned a pack or typed its code. One per stored scan; key and stream are the visitor."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct ProductScanned {
    #[doc = "The signed-in account, if any."]
    #[serde(rename = "accountId", skip_serializing_if = "::std::option::Option::is_none")]
    pub account_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "The brand the catalogue attributed the product to at that moment."]
    #[serde(rename = "brandId", skip_serializing_if = "::std::option::Option::is_none")]
    pub brand_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "How the code came in."]
    pub entry: ProductScannedEntry,
    #[doc = "The product, as GTIN-14."]
    pub gtin: ::std::string::String,
    #[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub measurement: ::std::option::Option<ProductScannedMeasurement>,
    #[doc = "Whether this is the visitor's first scan ever."]
    #[serde(rename = "newVisitor")]
    pub new_visitor: bool,
    #[doc = "ISO 3166-2; absent is the region `unknown`."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub region: ::std::option::Option<::std::string::String>,
    #[doc = "The scan record."]
    #[serde(rename = "scanId")]
    pub scan_id: ::uuid::Uuid,
    #[doc = "When the scan was accepted."]
    #[serde(rename = "scannedAt")]
    pub scanned_at: ::jiff::Timestamp,
    #[doc = "Who scanned: a pseudonym."]
    #[serde(rename = "visitorId")]
    pub visitor_id: ::uuid::Uuid,
}
#[doc = "How the code came in."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ProductScannedEntry {
    #[serde(rename = "camera_app")]
    CameraApp,
    #[serde(rename = "in_app_scanner")]
    InAppScanner,
    #[serde(rename = "typed")]
    Typed,
    #[serde(rename = "image")]
    Image,
}
impl ::std::fmt::Display for ProductScannedEntry {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::CameraApp => f.write_str("camera_app"),
            Self::InAppScanner => f.write_str("in_app_scanner"),
            Self::Typed => f.write_str("typed"),
            Self::Image => f.write_str("image"),
        }
    }
}
impl ::std::str::FromStr for ProductScannedEntry {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "camera_app" => Ok(Self::CameraApp),
            "in_app_scanner" => Ok(Self::InAppScanner),
            "typed" => Ok(Self::Typed),
            "image" => Ok(Self::Image),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ProductScannedEntry {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ProductScannedEntry {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum ProductScannedMeasurement {
    #[serde(rename = "objected")]
    Objected,
}
impl ::std::fmt::Display for ProductScannedMeasurement {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Objected => f.write_str("objected"),
        }
    }
}
impl ::std::str::FromStr for ProductScannedMeasurement {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "objected" => Ok(Self::Objected),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for ProductScannedMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for ProductScannedMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "A person asked whether a product is right for them, and was answered. Level and policy version only: no rule, no profile term, no fact. Key and stream are the visitor."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct VerdictComputed {
    #[doc = "The signed-in account."]
    #[serde(rename = "accountId")]
    pub account_id: ::uuid::Uuid,
    #[doc = "The brand the catalogue attributed the product to at that moment."]
    #[serde(rename = "brandId", skip_serializing_if = "::std::option::Option::is_none")]
    pub brand_id: ::std::option::Option<::uuid::Uuid>,
    #[doc = "When it was computed."]
    #[serde(rename = "computedAt")]
    pub computed_at: ::jiff::Timestamp,
    #[doc = "The product, as GTIN-14."]
    pub gtin: ::std::string::String,
    #[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub measurement: ::std::option::Option<VerdictComputedMeasurement>,
    #[doc = "The published rule policy that decided."]
    #[serde(rename = "policyVersion")]
    pub policy_version: ::std::string::String,
    #[doc = "ISO 3166-2; absent is the region `unknown`."]
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub region: ::std::option::Option<::std::string::String>,
    #[doc = "The level."]
    pub verdict: VerdictComputedVerdict,
    #[doc = "The stored verdict."]
    #[serde(rename = "verdictId")]
    pub verdict_id: ::uuid::Uuid,
    #[doc = "The browser that asked: a pseudonym."]
    #[serde(rename = "visitorId")]
    pub visitor_id: ::uuid::Uuid,
}
#[doc = "`objected` when the browser said by `Sec-GPC` that it is not to be measured; absent otherwise."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum VerdictComputedMeasurement {
    #[serde(rename = "objected")]
    Objected,
}
impl ::std::fmt::Display for VerdictComputedMeasurement {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::Objected => f.write_str("objected"),
        }
    }
}
impl ::std::str::FromStr for VerdictComputedMeasurement {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "objected" => Ok(Self::Objected),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for VerdictComputedMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for VerdictComputedMeasurement {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "The level."]
#[derive(
    :: serde :: Deserialize, :: serde :: Serialize, Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd,
)]
pub enum VerdictComputedVerdict {
    #[serde(rename = "good_for_you")]
    GoodForYou,
    #[serde(rename = "be_careful")]
    BeCareful,
    #[serde(rename = "avoid")]
    Avoid,
}
impl ::std::fmt::Display for VerdictComputedVerdict {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match *self {
            Self::GoodForYou => f.write_str("good_for_you"),
            Self::BeCareful => f.write_str("be_careful"),
            Self::Avoid => f.write_str("avoid"),
        }
    }
}
impl ::std::str::FromStr for VerdictComputedVerdict {
    type Err = self::error::ConversionError;
    fn from_str(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        match value {
            "good_for_you" => Ok(Self::GoodForYou),
            "be_careful" => Ok(Self::BeCareful),
            "avoid" => Ok(Self::Avoid),
            _ => Err("invalid value".into()),
        }
    }
}
impl ::std::convert::TryFrom<&str> for VerdictComputedVerdict {
    type Error = self::error::ConversionError;
    fn try_from(value: &str) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
impl ::std::convert::TryFrom<::std::string::String> for VerdictComputedVerdict {
    type Error = self::error::ConversionError;
    fn try_from(value: ::std::string::String) -> ::std::result::Result<Self, self::error::ConversionError> {
        value.parse()
    }
}
#[doc = "A visitor became one of an account's, for good: what was done before is the account's too. Key and stream are the account."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct VisitorLinked {
    #[doc = "Whose it is now."]
    #[serde(rename = "accountId")]
    pub account_id: ::uuid::Uuid,
    #[doc = "When it was linked."]
    #[serde(rename = "linkedAt")]
    pub linked_at: ::jiff::Timestamp,
    #[doc = "The browser's pseudonym."]
    #[serde(rename = "visitorId")]
    pub visitor_id: ::uuid::Uuid,
}
#[doc = "Everything that will ever be told of a brand's UTC day has been told. Each window of a brand holds the hash of the one before. Key and stream are the brand."]
#[derive(:: serde :: Deserialize, :: serde :: Serialize, Clone, Debug, PartialEq)]
pub struct WindowClosed {
    #[doc = "The brand."]
    #[serde(rename = "brandId")]
    pub brand_id: ::uuid::Uuid,
    #[doc = "The UTC day."]
    pub day: ::jiff::civil::Date,
    #[doc = "SHA-256 over brand, day, rows and `previousHash`, as ADR 0016 writes them."]
    pub hash: ::std::string::String,
    #[doc = "The hash of the brand's window before; zeros in the first."]
    #[serde(rename = "previousHash")]
    pub previous_hash: ::std::string::String,
    #[doc = "How many `insight_released` there are of it; 0 where no group was large enough."]
    pub rows: i64,
}
#[doc = " Error types."]
pub mod error {
    #[doc = r" Error from a `TryFrom` or `FromStr` implementation."]
    pub struct ConversionError(::std::borrow::Cow<'static, str>);
    impl ::std::error::Error for ConversionError {}
    impl ::std::fmt::Display for ConversionError {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> Result<(), ::std::fmt::Error> {
            ::std::fmt::Display::fmt(&self.0, f)
        }
    }
    impl ::std::fmt::Debug for ConversionError {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> Result<(), ::std::fmt::Error> {
            ::std::fmt::Debug::fmt(&self.0, f)
        }
    }
    impl From<&'static str> for ConversionError {
        fn from(value: &'static str) -> Self {
            Self(value.into())
        }
    }
    impl From<String> for ConversionError {
        fn from(value: String) -> Self {
            Self(value.into())
        }
    }
}

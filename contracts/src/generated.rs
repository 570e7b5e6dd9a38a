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
    #[doc = "What this version changed."]
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

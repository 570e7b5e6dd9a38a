//! What a brand looks at first.

use std::sync::Arc;

use gs1::Gtin;
use serde::Serialize;
use service_kit::ids::BrandId;

use super::ports::{Needs, Needy};
use crate::{
    application::ports::StoreError,
    domain::workspace::{Fault, FaultCode, earlier_facts},
};

/// Why a product needs attention, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttentionKind {
    /// Facts that cannot be true together.
    Contradiction,
    /// Shoppers reported something.
    Report,
    /// Shoppers miss something.
    Incomplete,
    /// Another source states something else.
    SourceDiffers,
}

/// One thing that needs attention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttentionItem {
    /// Why.
    pub kind: AttentionKind,
    /// Which product.
    pub gtin: Gtin,
    /// Its name.
    pub name: Option<String>,
    /// How many of it.
    pub count: i64,
    /// Where, as far as fields are meant.
    pub pointers: Vec<String>,
}

/// More products than anybody looks at first.
const MOST_PRODUCTS: i64 = 200;
const MOST_ITEMS: usize = 200;

/// Gathers what needs attention.
#[derive(Clone)]
pub struct Attention(Arc<dyn Needs>);

impl Attention {
    /// From this store.
    pub fn new(needs: Arc<dyn Needs>) -> Self {
        Self(needs)
    }

    /// What needs attention, the gravest first.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "workspace.attention", skip_all)]
    pub async fn gather(&self, brand: BrandId) -> Result<Vec<AttentionItem>, StoreError> {
        let needy = self.0.needy(brand, MOST_PRODUCTS).await?;
        let mut items: Vec<_> = needy.iter().flat_map(of_product).collect();
        let unknown = self.0.reported_unknown(brand, MOST_PRODUCTS).await?;
        items.extend(unknown.into_iter().map(|(gtin, count)| AttentionItem {
            kind: AttentionKind::Report,
            gtin,
            name: None,
            count,
            pointers: Vec::new(),
        }));
        items.sort_by(|one, other| {
            (one.kind, -one.count, one.gtin).cmp(&(other.kind, -other.count, other.gtin))
        });
        items.truncate(MOST_ITEMS);
        Ok(items)
    }
}

fn of_product(needy: &Needy) -> Vec<AttentionItem> {
    let at = |wanted: fn(&Fault) -> bool| -> Vec<String> {
        let found = needy.faults.iter().filter(|fault| wanted(fault)).map(|fault| fault.pointer.clone());
        let mut pointers: Vec<_> = found.collect();
        pointers.dedup();
        pointers
    };
    let missing = |fault: &Fault| matches!(fault.code, FaultCode::Missing | FaultCode::UnknownCategory);
    let wrong = |fault: &Fault| !matches!(fault.code, FaultCode::Missing | FaultCode::UnknownCategory);
    let differs: Vec<_> = earlier_facts(&needy.statement.product(None), &needy.others)
        .into_iter()
        .filter(|fact| fact.differs)
        .map(|fact| fact.path)
        .collect();
    let by_pointers = [
        (AttentionKind::Contradiction, at(wrong)),
        (AttentionKind::Incomplete, at(missing)),
        (AttentionKind::SourceDiffers, differs),
    ];
    let item = |kind, count, pointers| AttentionItem {
        kind,
        gtin: needy.gtin,
        name: needy.name.clone(),
        count,
        pointers,
    };
    let mut items: Vec<_> = by_pointers
        .into_iter()
        .filter(|(_, pointers)| !pointers.is_empty())
        .map(|(kind, pointers)| item(kind, i64::try_from(pointers.len()).unwrap_or(i64::MAX), pointers))
        .collect();
    if needy.open_reports > 0 {
        items.push(item(AttentionKind::Report, needy.open_reports, Vec::new()));
    }
    items
}

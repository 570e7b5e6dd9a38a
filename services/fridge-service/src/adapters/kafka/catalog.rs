//! Products are called as the catalog calls them; a recall, or other allergens, is told to who has such a pack.

use async_trait::async_trait;
use contracts::events::{CatalogChange, CatalogEntryChanged};
use messaging::{Event, Failure, Handler};
use sqlx::PgConnection;

use crate::{
    adapters::postgres::{self, Heard},
    domain::alerts::AlertKind,
};

pub(super) struct FollowCatalog;

#[async_trait]
impl Handler for FollowCatalog {
    async fn handle(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        let Some(changed) = event.data::<CatalogEntryChanged>()? else { return Ok(()) };
        let heard = Heard {
            gtin: &changed.gtin,
            version: changed.version,
            name: changed.name.as_deref(),
            brand: changed.brand_id,
            categories: &changed.categories,
            at: changed.changed_at,
        };
        postgres::note_product(conn, &heard).await?;
        for kind in changed.changes.iter().filter_map(|change| alert(*change)) {
            postgres::alert_holders(conn, &changed.gtin, kind, changed.changed_at).await?;
        }
        Ok(())
    }
}

/// What a change means to who holds the product. Another label alone means nothing: most changes are of its wording.
const fn alert(change: CatalogChange) -> Option<AlertKind> {
    match change {
        CatalogChange::Recall => Some(AlertKind::Recalled),
        CatalogChange::Allergens => Some(AlertKind::LabelChanged),
        CatalogChange::Name
        | CatalogChange::Brand
        | CatalogChange::Categories
        | CatalogChange::Quantity
        | CatalogChange::Picture
        | CatalogChange::Label
        | CatalogChange::Journey
        | CatalogChange::Eco
        | CatalogChange::Retired
        | CatalogChange::Created => None,
    }
}

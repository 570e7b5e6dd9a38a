//! Follows the brands and their prefixes.

use std::sync::Arc;

use async_trait::async_trait;
use contracts::events::BrandChanged;
use messaging::{Event, Failure, Handler};
use service_kit::ids::BrandId;
use sqlx::PgConnection;

use crate::{
    adapters::postgres,
    domain::workspace::{Prefix, Tenant},
};

/// What is no brand's news is the inner handler's.
pub(super) struct FollowBrands(Arc<dyn Handler>);

impl FollowBrands {
    pub(super) fn new(inner: Arc<dyn Handler>) -> Self {
        Self(inner)
    }
}

#[async_trait]
impl Handler for FollowBrands {
    async fn handle(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        let Some(told) = event.data::<BrandChanged>()? else { return self.0.handle(conn, event).await };
        let tenant = Tenant {
            id: BrandId::from_uuid(told.brand_id),
            name: told.name,
            prefixes: told.prefixes.iter().filter_map(|digits| Prefix::of(digits)).collect(),
        };
        Ok(postgres::put_brand(conn, &tenant, told.changed_at).await?)
    }

    async fn settled(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        self.0.settled(conn, event).await
    }
}

//! A pack comes in.

use std::sync::Arc;

use gs1::Gtin;
use jiff::civil::Date;
use service_kit::{clock::Clock, config::Secret, idempotency::Claim, ids::ScanId};

use super::{
    ports::{
        Actor, Command, PackOfScan, ProductCard, ScanFault, ScanSource, StoreError, StreamError, Streams,
        Unanswered, Wish,
    },
    products::{ProductError, Products},
    read_fridge::ShownItem,
    recordable,
};
use crate::domain::{
    date::{ExpiryKind, PrintedDate},
    decide,
    event::Added,
    food::{Food, FoodName, Lot, Place, Price, Product},
    item::ItemId,
    printed_quantity,
    quantity::Quantity,
    shelf_life::Guide,
};

/// What comes in.
#[derive(Debug)]
pub enum What {
    /// The pack of a scan of the person's.
    Scan(ScanId),
    /// A pack of a product.
    Product(Gtin),
    /// A food that was named by hand.
    Typed(FoodName),
}

/// A pack that comes in, as the person says it.
#[derive(Debug)]
pub struct Adding {
    /// What.
    pub what: What,
    /// The printed day.
    pub expiry: Option<Date>,
    /// What it means.
    pub expiry_kind: Option<ExpiryKind>,
    /// How much.
    pub quantity: Option<Quantity>,
    /// For how much.
    pub price: Option<Price>,
    /// Where it goes.
    pub place: Place,
}

/// Why nothing came in.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// There is no such scan of theirs.
    #[error("there is no such scan")]
    UnknownScan,
    /// Nobody knows the product.
    #[error("nobody knows this product")]
    UnknownProduct,
    /// Scan or product cannot be asked about.
    #[error(transparent)]
    Unavailable(#[from] Unanswered),
    /// The stream took nothing.
    #[error(transparent)]
    Stream(#[from] StreamError),
}

impl From<StoreError> for AddError {
    fn from(failure: StoreError) -> Self {
        Self::Stream(failure.into())
    }
}

impl From<ProductError> for AddError {
    fn from(failure: ProductError) -> Self {
        match failure {
            ProductError::Unknown => Self::UnknownProduct,
            ProductError::Unavailable(fault) => fault.into(),
            ProductError::Store(failure) => failure.into(),
        }
    }
}

/// Puts packs into fridges.
#[derive(Clone)]
pub struct AddItem {
    streams: Arc<dyn Streams>,
    scans: Arc<dyn ScanSource>,
    products: Products,
    guide: Arc<Guide>,
    clock: Arc<dyn Clock>,
}

impl AddItem {
    /// By these.
    pub fn new(
        streams: Arc<dyn Streams>,
        scans: Arc<dyn ScanSource>,
        products: Products,
        guide: Arc<Guide>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { streams, scans, products, guide, clock }
    }

    /// The item. Whoever asks again under the same key gets the same one, and nobody else is asked for it.
    ///
    /// # Errors
    /// [`AddError`] says why nothing came in.
    #[tracing::instrument(name = "add_item", skip_all)]
    pub async fn add(
        &self,
        actor: &Actor,
        token: &Secret,
        adding: Adding,
        key: Option<Claim>,
    ) -> Result<ShownItem, AddError> {
        let at = recordable(self.clock.now());
        let before = match &key {
            Some(key) => self.streams.before(actor, key, at).await?,
            None => None,
        };
        let carried = match before {
            Some(carried) => carried,
            None => {
                let added = self.added(token, adding).await?;
                let item = ItemId::new_v7(at);
                let command = Command { actor: actor.clone(), item, key, at };
                let decide = Box::new(move |present: &usize| decide::add(*present, added, at));
                self.streams.carry_out(command, Wish::Add(decide)).await?
            }
        };
        Ok(ShownItem::of(carried, self.clock.now()))
    }

    async fn added(&self, token: &Secret, adding: Adding) -> Result<Added, AddError> {
        let pack = self.pack(token, &adding.what).await?;
        let card = pack.card.unwrap_or_default();
        let scanned = pack.printed;
        let printed = adding.expiry.or(scanned.map(|printed| printed.day)).map(|day| PrintedDate {
            day,
            kind: adding
                .expiry_kind
                .or(scanned.map(|printed| printed.kind))
                .unwrap_or(ExpiryKind::BestBefore),
        });
        let of_pack = || card.quantity.as_deref().and_then(printed_quantity::read);
        let food = match adding.what {
            What::Typed(name) => Food::HandTyped { name: Some(name) },
            What::Scan(_) | What::Product(_) => food(pack.gtin, pack.lot, &card)?,
        };
        Ok(Added {
            food,
            quantity: adding.quantity.or_else(of_pack).unwrap_or(Quantity::ONE_PIECE),
            printed,
            place: adding.place,
            price: adding.price,
            shelf_life: self.guide.resolve(&card.categories),
            categories: card.categories,
        })
    }

    async fn pack(&self, token: &Secret, what: &What) -> Result<Pack, AddError> {
        match what {
            What::Typed(_) => Ok(Pack::default()),
            What::Product(gtin) => {
                let card = self.products.card(gtin).await?;
                Ok(Pack { gtin: Some(*gtin), card: Some(card), ..Pack::default() })
            }
            What::Scan(id) => {
                let scan = self.scans.scan(*id, token).await.map_err(|fault| match fault {
                    ScanFault::Unknown => AddError::UnknownScan,
                    ScanFault::Unanswered(fault) => fault.into(),
                })?;
                let card = self.card_of(&scan).await?;
                Ok(Pack { gtin: Some(scan.gtin), lot: scan.lot, printed: scan.printed, card })
            }
        }
    }

    /// What was scanned is taken in, whether or not somebody knows the product yet.
    async fn card_of(&self, scan: &PackOfScan) -> Result<Option<ProductCard>, StoreError> {
        let Some(card) = &scan.product else { return self.products.heard(&scan.gtin).await };
        self.products.keep(&scan.gtin, card).await?;
        Ok(Some(card.clone()))
    }
}

/// What was found out about it.
#[derive(Default)]
struct Pack {
    gtin: Option<Gtin>,
    lot: Option<Lot>,
    printed: Option<PrintedDate>,
    card: Option<ProductCard>,
}

fn food(gtin: Option<Gtin>, lot: Option<Lot>, card: &ProductCard) -> Result<Food, AddError> {
    let gtin = gtin.ok_or(AddError::UnknownProduct)?;
    let name = card.name.as_deref().and_then(|name| name.parse().ok());
    let picture = card.image_url.clone().and_then(|url| url.try_into().ok());
    Ok(Food::Product(Box::new(Product { gtin, lot, brand: card.brand, name, picture })))
}

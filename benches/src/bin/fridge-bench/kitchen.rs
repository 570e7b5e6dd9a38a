//! The service's own use cases, and people who use them.

use std::sync::Arc;

use anyhow::Context;
use fleet::Fleet;
use fridge_service::{
    adapters::{
        peers::{Peer, PeerProducts, PeerScans},
        postgres::{PgProducts, PgStreams, pool},
    },
    application::{
        act_on_item::{ActOnItem, Acting},
        add_item::{AddItem, Adding, What},
        ports::{Actor, Expected, Streams},
        products::Products,
    },
    domain::{
        action::Action,
        date::ExpiryKind,
        food::Place,
        item::ItemId,
        quantity::{Amount, Quantity, Unit},
        shelf_life::Guide,
        tally::Reason,
    },
};
use jiff::{SignedDuration, Timestamp, civil::date};
use service_kit::{
    clock::{Clock, FixedClock},
    config::Secret,
    idempotency::{Claim, IdempotencySecret},
    identity::{Own, Signer, generate},
    ids::{AccountId, EventId, VisitorId},
    tombstones::Tombstones,
};
use tempfile::TempDir;

/// Nobody listens there: food that was named by hand is asked about nowhere.
const NOBODY: &str = "http://127.0.0.1:9";
const SERVICE: &str = "fridge-service";
/// What is gone can be brought back for ten minutes: a household whose year is over within them would carry all of it along.
const BETWEEN: SignedDuration = SignedDuration::from_hours(1);
const SECRET: &str = "00112233445566778899aabbccddeeff";

/// Commands as the service carries them out.
#[derive(Clone)]
pub(crate) struct Kitchen {
    add: AddItem,
    act: ActOnItem,
    secret: Option<IdempotencySecret>,
    token: Secret,
    _tombstones: Arc<TempDir>,
}

/// Somebody new, in their browser.
pub(crate) fn cook() -> Actor {
    let now = Timestamp::now();
    Actor { account: AccountId::new_v7(now), visitor: VisitorId::new_v7(now), region: None, objected: false }
}

impl Kitchen {
    /// On the fleet's database, as the service's role.
    pub(crate) fn open(fleet: &Fleet, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        let folder = TempDir::new()?;
        let tombstones = Tombstones::open(folder.path(), SERVICE, SECRET.parse()?)?;
        let pool = pool(fleet.postgres_url("fridge_service")?.parse()?);
        let streams: Arc<dyn Streams> = Arc::new(PgStreams::new(pool.clone(), tombstones));
        let asked = PeerProducts::new(peer(&clock)?);
        let products = Products::new(Arc::new(PgProducts::new(pool)), Arc::new(asked), clock.clone());
        let scans = Arc::new(PeerScans::new(peer(&clock)?));
        let guide = Arc::new(Guide::shipped()?);
        Ok(Self {
            add: AddItem::new(streams.clone(), scans, products, guide, clock.clone()),
            act: ActOnItem::new(streams, clock),
            secret: Some(SECRET.parse()?),
            token: SECRET.parse()?,
            _tombstones: Arc::new(folder),
        })
    }

    /// Puts so many grams of soup in.
    pub(crate) async fn add(&self, actor: &Actor, grams_in: u64) -> anyhow::Result<ItemId> {
        let adding = Adding {
            what: What::Typed("Leftover soup".parse()?),
            expiry: Some(date(2030, 1, 1)),
            expiry_kind: Some(ExpiryKind::UseBy),
            quantity: grams(grams_in),
            price: None,
            place: Place::Fridge,
        };
        let shown = self.add.add(actor, &self.token, adding, self.claim("add_fridge_item")).await?;
        Ok(shown.kept.item.id())
    }

    /// Does something to a pack.
    pub(crate) async fn act(&self, actor: &Actor, item: ItemId, action: Action) -> anyhow::Result<()> {
        let acting = Acting { action, expiry: None, expiry_kind: None, at: None };
        let key = self.claim("act_on_fridge_item");
        self.act.act(actor, item, Expected::Nothing, acting, key).await.map(drop).context("a command")
    }

    /// A household's stream: packs that stay, and others that are opened, used and gone.
    async fn live(
        &self,
        actor: &Actor,
        events: usize,
        present: usize,
        clock: &FixedClock,
    ) -> anyhow::Result<()> {
        for _ in 0..present {
            self.add(actor, 500).await?;
            clock.advance(BETWEEN);
        }
        for _ in 0..events.saturating_sub(present) / 4 {
            let item = self.add(actor, 500).await?;
            for action in [Action::Open, use_up(Some(150)), throw_away()] {
                clock.advance(BETWEEN);
                self.act(actor, item, action).await?;
            }
            clock.advance(BETWEEN);
        }
        Ok(())
    }

    /// Every command has a key of its own, as the web app's have.
    fn claim(&self, route: &'static str) -> Option<Claim> {
        let key = EventId::new_v7(Timestamp::now()).to_string();
        self.secret.as_ref().map(|secret| secret.claim(route, &key, key.as_bytes()))
    }
}

/// Somebody who has done so much until now, and still has so many packs.
pub(crate) async fn household(fleet: &Fleet, events: usize, present: usize) -> anyhow::Result<Actor> {
    let past = BETWEEN.checked_mul(i32::try_from(events)?).context("so long ago")?;
    let clock = FixedClock::at(Timestamp::now().checked_sub(past)?);
    let (mut kitchen, owner) = (Kitchen::open(fleet, Arc::new(clock.clone()))?, cook());
    kitchen.secret = None; // keys are kept for some days, and have no place in the past
    kitchen.live(&owner, events, present, &clock).await?;
    Ok(owner)
}

/// So many grams of it, or all that is left, are eaten.
pub(crate) fn use_up(some: Option<u64>) -> Action {
    Action::Use { quantity: some.and_then(grams) }
}

/// What is left goes into the bin.
pub(crate) fn throw_away() -> Action {
    Action::ThrowAway { quantity: None, reason: Reason::Spoiled }
}

fn grams(grams: u64) -> Option<Quantity> {
    Quantity::new(Amount::from_thousandths(grams * 1000), Unit::G).ok()
}

fn peer(clock: &Arc<dyn Clock>) -> anyhow::Result<Peer> {
    let signer = Signer::from_pem(SERVICE, generate(SERVICE)?.private_pem.as_bytes())?;
    Peer::new(NOBODY.parse()?, Own::new(signer, clock.clone()))
}

//! A small seeded world: who did what, and what was told about whom. The truth that the releases must not give away.

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

pub(crate) const DAY: i64 = 86_400;
/// 2026-11-09, as a number of days.
pub(crate) const FIRST_DAY: i64 = 20_766;
pub(crate) const DAYS: i64 = 5;
pub(crate) const REGIONS: [Option<&str>; 6] =
    [Some("IT-25"), Some("IT-21"), Some("DE-BE"), Some("FR-A"), Some("AT"), None];

/// When a day closes.
pub(crate) const fn close(day: i64) -> i64 {
    (day + 3) * DAY
}

/// SplitMix64: the same worlds on every machine, for ever.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, sides: usize) -> usize {
        usize::try_from(self.roll() % sides as u64).unwrap()
    }

    pub(crate) fn seconds(&mut self, most: i64) -> i64 {
        i64::try_from(self.below(usize::try_from(most).unwrap())).unwrap()
    }

    /// Small numbers far more often than large ones.
    fn skewed(&mut self, sides: usize) -> usize {
        self.below(sides).min(self.below(sides))
    }

    pub(crate) fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Scan,
    Verdict(usize),
    /// Saved, used, thrown away, recycled, reported.
    Other(usize),
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Deed {
    pub(crate) id: u64,
    pub(crate) visitor: usize,
    pub(crate) product: usize,
    /// Of [`REGIONS`].
    pub(crate) region: usize,
    pub(crate) at: i64,
    pub(crate) arrived: i64,
    pub(crate) kind: Kind,
    pub(crate) objected: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Notice {
    Undo { of: u64 },
    Decide { visitor: usize, at: i64, granted: bool },
    Erase { visitor: usize },
    Register { visitor: usize, at: i64 },
}

#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) deeds: Vec<Deed>,
    /// With their arrival.
    pub(crate) notices: Vec<(i64, Notice)>,
    /// Product by product its brand.
    pub(crate) brand_of: Vec<usize>,
}

pub(crate) fn visitor_id(visitor: usize) -> Uuid {
    Uuid::from_u128(0x0198_0a3e_0d4f_7c06_8f3e_0000_0000_0000 + visitor as u128)
}

pub(crate) fn brand_id(brand: usize) -> Uuid {
    Uuid::from_u128(0x0198_0a3e_0a01_7a11_8b22_0000_0000_0000 + brand as u128)
}

pub(crate) fn gtin(product: usize) -> String {
    format!("095212345{product:05}")
}

fn event_id(deed: u64) -> Uuid {
    Uuid::from_u128(0x0198_0a3e_7c1b_7d52_9a44_0000_0000_0000 + u128::from(deed))
}

pub(crate) fn instant(second: i64) -> String {
    Timestamp::from_second(second).unwrap().to_string()
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let brands = 2 + dice.below(2);
        let products = brands * (2 + dice.below(2));
        let brand_of = (0..products).map(|product| product % brands).collect();
        let mut world = Self { seed, deeds: Vec::new(), notices: Vec::new(), brand_of };
        for visitor in 0..60 + dice.below(80) {
            world.live(visitor, products, &mut dice);
        }
        world
    }

    fn live(&mut self, visitor: usize, products: usize, dice: &mut Dice) {
        let home = dice.skewed(REGIONS.len());
        for day in FIRST_DAY..FIRST_DAY + DAYS {
            if dice.happens(45) {
                // Some are everywhere: their rows are bounded.
                let stops = if dice.happens(6) { 12 } else { 1 + dice.below(2) };
                for _ in 0..stops {
                    let region = if dice.happens(85) { home } else { dice.below(REGIONS.len()) };
                    self.stop(visitor, dice.skewed(products), region, day, dice);
                }
            }
            self.think(visitor, day, dice);
        }
    }

    fn stop(&mut self, visitor: usize, product: usize, region: usize, day: i64, dice: &mut Dice) {
        let mut deed = Deed {
            id: 0,
            visitor,
            product,
            region,
            at: day * DAY + dice.seconds(DAY),
            arrived: 0,
            kind: Kind::Scan,
            objected: dice.happens(3),
        };
        if dice.happens(85) {
            (0..1 + dice.below(3)).for_each(|_| self.does(deed, dice));
        }
        for _ in 0..dice.below(3) {
            deed.kind = Kind::Verdict(dice.skewed(3));
            self.does(deed, dice);
        }
        if dice.happens(35) {
            deed.kind = Kind::Other(dice.skewed(5));
            self.does(deed, dice);
        }
        if dice.happens(12) {
            let at = deed.at + dice.seconds(7200) - 1800;
            self.notices.push((at + 5, Notice::Register { visitor, at }));
        }
    }

    fn does(&mut self, deed: Deed, dice: &mut Dice) {
        let at = (deed.at + dice.seconds(1800)).min((deed.at / DAY + 1) * DAY - 1);
        let delay = if dice.happens(5) { 2 * DAY + dice.seconds(3 * DAY) } else { dice.seconds(900) };
        let id = self.deeds.len() as u64;
        self.deeds.push(Deed { id, at, arrived: at + delay, ..deed });
        if matches!(deed.kind, Kind::Other(kind) if kind < 4) && dice.happens(20) {
            let arrived = at + if dice.happens(20) { 4 * DAY } else { 300 };
            self.notices.push((arrived, Notice::Undo { of: id }));
        }
    }

    fn think(&mut self, visitor: usize, day: i64, dice: &mut Dice) {
        let at = day * DAY + dice.seconds(DAY);
        if dice.happens(2) {
            self.notices.push((at + 60, Notice::Decide { visitor, at, granted: false }));
            if dice.happens(50) {
                let again = at + dice.seconds(2 * DAY);
                self.notices.push((again + 60, Notice::Decide { visitor, at: again, granted: true }));
            }
        }
        if dice.happens(1) {
            self.notices.push((at, Notice::Erase { visitor }));
        }
    }

    /// The same without one visitor, or without one brand's products.
    pub(crate) fn without(&self, left_out: impl Fn(&Deed) -> bool) -> Self {
        let mut world = self.clone();
        world.deeds.retain(|deed| !left_out(deed));
        world
    }

    /// Everything as it is told, in the order of nothing in particular.
    pub(crate) fn lines(&self) -> Vec<String> {
        let products = self.brand_of.iter().enumerate().map(|(product, brand)| catalogued(product, *brand));
        let deeds = self.deeds.iter().map(told);
        let notices = self.notices.iter().enumerate().map(|(number, notice)| noticed(number, notice));
        products.chain(deeds).chain(notices).map(|event| event.to_string()).collect()
    }
}

/// A deed, told again later: the same event.
pub(crate) fn told_later(deed: &Deed, seconds: i64) -> String {
    told(&Deed { arrived: deed.arrived + seconds, ..*deed }).to_string()
}

fn told(deed: &Deed) -> Value {
    const OTHERS: [&str; 5] =
        ["item_added", "item_used", "item_thrown_away", "item_recycled", "product_reported"];
    const LEVELS: [&str; 3] = ["good_for_you", "be_careful", "avoid"];
    let (name, at) = match deed.kind {
        Kind::Scan => ("product_scanned", "scannedAt"),
        Kind::Verdict(_) => ("verdict_computed", "computedAt"),
        Kind::Other(4) => (OTHERS[4], "reportedAt"),
        Kind::Other(kind) => (OTHERS[kind], "at"),
    };
    let mut data =
        json!({ "visitorId": visitor_id(deed.visitor), "gtin": gtin(deed.product), at: instant(deed.at) });
    if let Some(region) = REGIONS[deed.region] {
        data["region"] = json!(region);
    }
    if let Kind::Verdict(level) = deed.kind {
        data["verdict"] = json!(LEVELS[level]);
    }
    if deed.objected {
        data["measurement"] = json!("objected");
    }
    envelope(event_id(deed.id), name, deed.arrived, &data)
}

fn noticed(number: usize, (arrived, notice): &(i64, Notice)) -> Value {
    let id = Uuid::from_u128(0x0198_0a3e_7c1b_7d52_9a45_0000_0000_0000 + number as u128);
    let (name, data) = match *notice {
        Notice::Undo { of } => ("action_undone", json!({ "undoes": event_id(of) })),
        Notice::Decide { visitor, at, granted } => (
            "consent_changed",
            json!({ "visitorIds": [visitor_id(visitor)], "purpose": "measurement", "granted": granted,
                "textVersion": "2026-11", "changedAt": instant(at) }),
        ),
        Notice::Erase { visitor } => (
            "erasure_requested",
            json!({ "erasureId": id, "visitorIds": [visitor_id(visitor)], "requestedAt": instant(*arrived) }),
        ),
        Notice::Register { visitor, at } => (
            "account_registered",
            json!({ "accountId": id, "visitorId": visitor_id(visitor), "registeredAt": instant(at) }),
        ),
    };
    envelope(id, name, *arrived, &data)
}

fn catalogued(product: usize, brand: usize) -> Value {
    let id = Uuid::from_u128(0x0198_0a3e_7c1b_7d52_9a46_0000_0000_0000 + product as u128);
    let data = json!({ "gtin": gtin(product), "brandId": brand_id(brand), "version": 1 });
    envelope(id, "catalog_entry_changed", (FIRST_DAY - 1) * DAY, &data)
}

fn envelope(id: Uuid, name: &str, arrived: i64, data: &Value) -> Value {
    json!({ "specversion": "1.0", "id": id, "type": format!("packytrace.{name}.v1"), "source": "a-world",
        "time": instant(arrived), "subject": "x", "streamVersion": 1, "data": data,
        "dataSchema": format!("urn:packytrace:contract:{name}:v1") })
}

//! What invented people did with a brand's packs.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{
    calendar::{DAY, DAYS, instant, liveliness},
    dice::Dice,
    event::{Events, Kind, id},
};

/// Everybody there is.
pub(super) const VISITORS: u64 = 20_000;
/// Programs that fetch every product again and again, each under one cookie.
const CRAWLERS: u64 = 12;

const REGIONS: [&str; 11] =
    ["IT-25", "IT-62", "IT-21", "IT-45", "IT-52", "IT-72", "DE-BY", "DE-BE", "AT-9", "FR-IDF", "CH-ZH"];
const REGION_WEIGHTS: [u64; 12] = [26, 17, 11, 10, 8, 7, 6, 4, 4, 3, 2, 9];
const LEVELS: [&str; 3] = ["good_for_you", "be_careful", "avoid"];

/// The recipe of the fourth product changed on this day (`data/demo-brand/new-recipe.jsonl`): from then on fewer people are told to
/// avoid it.
pub(super) const NEW_RECIPE: (usize, i64) = (3, 70);

/// Somebody.
struct Person {
    visitor: u64,
    /// Whether they have an account, from which day on.
    account: Option<i64>,
    region: Option<&'static str>,
    favourites: [usize; 3],
    objects: bool,
    withdraws: Option<i64>,
    dice: Dice,
}

/// One brand's world.
pub(super) struct World<'w, W> {
    pub(super) begin: i64,
    pub(super) gtins: &'w [String],
    pub(super) events: &'w mut Events<W>,
}

impl<W: Write> World<'_, W> {
    /// Ninety days of everybody.
    pub(super) fn live(&mut self) -> io::Result<()> {
        (0..VISITORS).try_for_each(|visitor| self.person(visitor))?;
        (0..CRAWLERS).try_for_each(|crawler| self.crawler(VISITORS + crawler))
    }

    fn person(&mut self, visitor: u64) -> io::Result<()> {
        let mut person = self.born(visitor);
        let mut day = self.first_day(&mut person.dice);
        let mut first = true;
        while day < DAYS {
            if person.withdraws.is_some_and(|withdraws| withdraws <= day) {
                return self.withdraw(&person, day);
            }
            self.visit(&mut person, day, first)?;
            first = false;
            // Most come back after some days, many never.
            if !person.dice.happens(620) {
                return Ok(());
            }
            day += 1 + whole(person.dice.below(18));
        }
        Ok(())
    }

    fn born(&self, visitor: u64) -> Person {
        let mut dice = Dice::new(visitor);
        let region = REGIONS.get(dice.weighted(&REGION_WEIGHTS)).copied();
        let favourites = [0; 3].map(|_| self.product(&mut dice));
        let account = dice.happens(420).then_some(-1);
        let (objects, withdraws) = (dice.happens(25), dice.happens(8).then(|| whole(dice.below(90))));
        Person { visitor, account, region, favourites, objects, withdraws, dice }
    }

    /// Some products are scanned far more often than others.
    fn product(&self, dice: &mut Dice) -> usize {
        let weights: Vec<_> = (0..self.gtins.len() as u64).map(|place| 4 + 60 / (place + 1)).collect();
        dice.weighted(&weights)
    }

    fn first_day(&self, dice: &mut Dice) -> i64 {
        loop {
            let day = whole(dice.below(90));
            if dice.happens(liveliness(self.begin, day)) {
                return day;
            }
        }
    }

    fn visit(&mut self, person: &mut Person, day: i64, first: bool) -> io::Result<()> {
        let packs = if person.dice.happens(180) { 2 } else { 1 };
        for _ in 0..packs {
            let favourite =
                person.favourites.get(person.dice.weighted(&[6, 3, 1])).copied().unwrap_or_default();
            let at = self.moment(person, day);
            self.scan(person, favourite, at, first)?;
            if first && person.account.is_none() && person.dice.happens(240) {
                self.register(person, at, day)?;
            }
            if person.account.is_some() {
                self.verdict(person, favourite, at, day)?;
                if person.dice.happens(520) {
                    self.keep(person, favourite, at)?;
                }
            }
            if person.dice.happens(6) {
                self.report(person, favourite, at)?;
            }
        }
        Ok(())
    }

    /// Between seven and eleven in the evening.
    fn moment(&self, person: &mut Person, day: i64) -> i64 {
        self.begin + day * DAY + 6 * 3600 + whole(person.dice.below(15 * 3600))
    }

    fn scan(&mut self, person: &mut Person, product: usize, at: i64, first: bool) -> io::Result<()> {
        let more = json!({ "scanId": person.record(), "entry": "camera_app", "newVisitor": first, "scannedAt": instant(at) });
        self.tell(person, "product_scanned", product, at, more)?;
        if person.dice.happens(160) {
            let again = json!({ "scanId": person.record(), "entry": "camera_app", "newVisitor": false, "scannedAt": instant(at + 40) });
            self.tell(person, "product_scanned", product, at + 40, again)?;
        }
        Ok(())
    }

    fn verdict(&mut self, person: &mut Person, product: usize, at: i64, day: i64) -> io::Result<()> {
        let strict = 10 + product as u64 % 5 * 9;
        let avoid = if (product, true) == (NEW_RECIPE.0, day < NEW_RECIPE.1) { 95 } else { strict };
        // The same person is told the same of the same product.
        let mut taste = Dice::new(person.visitor.wrapping_mul(31).wrapping_add(product as u64));
        let level = LEVELS.get(taste.weighted(&[60, 25, avoid])).copied().unwrap_or(LEVELS[0]);
        let more = json!({ "verdictId": person.record(), "accountId": person.account_id(), "verdict": level,
            "policyVersion": "2026-11.1", "computedAt": instant(at + 1) });
        self.tell(person, "verdict_computed", product, at + 1, more)
    }

    /// A pack at home, until it is used up or thrown away.
    fn keep(&mut self, person: &mut Person, product: usize, at: i64) -> io::Result<()> {
        let item = person.record();
        let quantity = json!({ "amount": 1, "unit": "piece" });
        let home = |at: i64, person: &Person| json!({ "itemId": item, "accountId": person.account_id(), "quantity": quantity, "at": instant(at) });
        let mut added = home(at + 30, person);
        added["place"] = json!("fridge");
        self.tell(person, "item_added", product, at + 30, added)?;
        let later = at + DAY + whole(person.dice.below(9 * 86_400));
        match person.dice.weighted(&[55, 9, 36]) {
            0 => {
                self.tell(person, "item_used", product, later, home(later, person))?;
                if person.dice.happens(350) {
                    let last = json!({ "itemId": item, "accountId": person.account_id(), "at": instant(later + 60) });
                    self.tell(person, "item_recycled", product, later + 60, last)?;
                }
                Ok(())
            }
            1 => {
                let mut gone = home(later, person);
                gone["reason"] = json!("expired");
                self.tell(person, "item_thrown_away", product, later, gone)
            }
            _ => Ok(()),
        }
    }

    fn report(&mut self, person: &mut Person, product: usize, at: i64) -> io::Result<()> {
        let more =
            json!({ "reportId": person.record(), "reason": "wrong_facts", "reportedAt": instant(at + 90) });
        self.tell(person, "product_reported", product, at + 90, more)
    }

    fn register(&mut self, person: &mut Person, at: i64, day: i64) -> io::Result<()> {
        person.account = Some(day);
        let data = json!({ "accountId": person.account_id(), "visitorId": id(Kind::Visitor, person.visitor),
            "registeredAt": instant(at + 120) });
        self.events.tell("account_registered", at + 121, 1, &data).map(drop)
    }

    fn withdraw(&mut self, person: &Person, day: i64) -> io::Result<()> {
        let at = self.begin + day * DAY + 3600;
        let data = json!({ "visitorIds": [id(Kind::Visitor, person.visitor)], "purpose": "measurement",
            "granted": false, "textVersion": "2026-11", "changedAt": instant(at) });
        self.events.tell("consent_changed", at + 1, 1, &data).map(drop)
    }

    /// Everything, everywhere, all day: it counts in four rows like anybody.
    fn crawler(&mut self, visitor: u64) -> io::Result<()> {
        let mut person = self.born(visitor);
        (person.objects, person.account) = (false, None);
        for day in (0..DAYS).filter(|day| day % 3 == 0) {
            for product in 0..self.gtins.len() {
                person.region = REGIONS.get(person.dice.weighted(&REGION_WEIGHTS)).copied();
                let at = self.moment(&mut person, day);
                self.scan(&mut person, product, at, false)?;
            }
        }
        Ok(())
    }

    /// One in a hundred is heard when its day has closed, one in fifty twice.
    fn tell(
        &mut self,
        person: &mut Person,
        name: &str,
        product: usize,
        at: i64,
        mut data: Value,
    ) -> io::Result<()> {
        let Some(gtin) = self.gtins.get(product) else { return Ok(()) };
        data["visitorId"] = json!(id(Kind::Visitor, person.visitor));
        data["gtin"] = json!(gtin);
        if let Some(region) = person.region {
            data["region"] = json!(region);
        }
        if person.objects && name == "product_scanned" {
            data["measurement"] = json!("objected");
        }
        let delay = if person.dice.happens(10) { 3 * DAY } else { whole(person.dice.below(240)) };
        let times = if person.dice.happens(20) { 2 } else { 1 };
        self.events.tell(name, at + delay, times, &data).map(drop)
    }
}

impl Person {
    fn account_id(&self) -> String {
        id(Kind::Account, self.visitor)
    }

    fn record(&mut self) -> String {
        id(Kind::Record, self.dice.roll() >> 16)
    }
}

/// Numbers of days and seconds are small.
fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or_default()
}

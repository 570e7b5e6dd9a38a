//! A recount of a world, written apart from the pipeline: which visitors count where, and what follows from the rules.

use std::collections::{BTreeMap, BTreeSet};

use measurement_pipeline::domain::{key::DayKey, region::Region};
use service_kit::ids::VisitorId;
use sha2::{Digest as _, Sha256};

use crate::{
    statement::{Area, BLOCKS, NEW, OTHERS, Statement, VERDICT},
    world::{DAY, DAYS, Deed, FIRST_DAY, Kind, Notice, REGIONS, World, close, gtin, visitor_id},
};

pub(crate) const K: u64 = 5;

/// One visitor in one row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stay {
    /// First scan.
    scanned: Option<i64>,
    new: bool,
    account: bool,
    verdict: Option<(i64, usize)>,
    others: BTreeSet<usize>,
    /// Blocks of hours with a scan.
    blocks: BTreeSet<i64>,
    events: u64,
}

impl Stay {
    fn classes(&self) -> u32 {
        let mut classes = self.others.iter().fold(0, |all, other| all | (OTHERS << other));
        if self.scanned.is_some() {
            let verdict = self.verdict.map_or(0, |(_, level)| level + 1);
            classes |= 1 << (usize::from(self.new) + 2 * usize::from(self.account) + 4 * verdict);
        }
        classes
    }

    fn join(&mut self, other: &Self) {
        self.scanned = [self.scanned, other.scanned].into_iter().flatten().min();
        self.new |= other.new;
        self.account |= other.account;
        self.verdict = self.verdict.max(other.verdict);
        self.others.extend(&other.others);
        self.blocks.extend(&other.blocks);
        self.events += other.events;
    }
}

/// (day, product, region) → visitors.
type Rows = BTreeMap<(i64, usize, usize), BTreeMap<usize, Stay>>;

/// What holds for a release; every mutant breaks one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    pub(crate) other_holds_k: bool,
    pub(crate) rests_are_judged: bool,
    pub(crate) visitors_not_events: bool,
}

impl Rules {
    pub(crate) const ALL: Self =
        Self { other_holds_k: true, rests_are_judged: true, visitors_not_events: true };
}

pub(crate) struct Truth {
    rows: Rows,
}

fn known(world: &World, day: i64) -> impl Iterator<Item = &Notice> {
    world.notices.iter().filter(move |(arrived, _)| *arrived < close(day)).map(|(_, notice)| notice)
}

fn counts(world: &World, deed: &Deed) -> bool {
    let day = deed.at / DAY;
    let (mut withdrawals, mut grants) = (Vec::new(), Vec::new());
    for notice in known(world, day) {
        match *notice {
            Notice::Undo { of } if of == deed.id => return false,
            Notice::Erase { visitor } if visitor == deed.visitor => return false,
            Notice::Decide { visitor, at, granted } if visitor == deed.visitor => {
                if granted {
                    grants.push(at);
                } else {
                    withdrawals.push(at);
                }
            }
            _ => {}
        }
    }
    let last_grant = grants.into_iter().filter(|at| *at <= deed.at).max().unwrap_or(i64::MIN);
    deed.arrived < close(day) && !deed.objected && withdrawals.into_iter().all(|at| at < last_grant)
}

/// The key of a test's day, as `--seed` makes it.
fn key(seed: u64, day: i64) -> DayKey {
    let mut hash = Sha256::new_with_prefix(b"packytrace-replay:1\n");
    hash.update(i32::try_from(day).unwrap().to_be_bytes());
    hash.update(seed.to_be_bytes());
    DayKey::new(&hash.finalize().into())
}

impl Truth {
    pub(crate) fn of(world: &World) -> Self {
        let counted: Vec<_> = world.deeds.iter().filter(|deed| counts(world, deed)).collect();
        let mut rows = Rows::new();
        for deed in &counted {
            let row = rows.entry((deed.at / DAY, deed.product, deed.region)).or_default();
            let stay = row.entry(deed.visitor).or_default();
            stay.events += 1;
            match deed.kind {
                Kind::Scan => {
                    stay.scanned = Some(stay.scanned.map_or(deed.at, |first| first.min(deed.at)));
                    stay.blocks.insert(deed.at % DAY / (DAY / BLOCKS));
                    stay.new = !seen_before(world, &counted, deed);
                }
                Kind::Verdict(level) => stay.verdict = stay.verdict.max(Some((deed.at, level))),
                Kind::Other(other) => {
                    stay.others.insert(other);
                }
            }
        }
        for ((day, _, _), row) in &mut rows {
            for (visitor, stay) in row.iter_mut() {
                // A verdict counts with a scan in the same region.
                stay.verdict = stay.verdict.filter(|_| stay.scanned.is_some());
                stay.account = stay.scanned.is_some_and(|scan| registered(world, *day, *visitor, scan));
            }
            row.retain(|_, stay| stay.classes() != 0);
        }
        bound(world, &mut rows);
        rows.retain(|_, row| !row.is_empty());
        Self { rows }
    }

    pub(crate) fn most_rows_of_a_visitor(&self, world: &World) -> usize {
        let mut held: BTreeMap<_, usize> = BTreeMap::new();
        for ((day, product, _), row) in &self.rows {
            row.keys().for_each(|who| *held.entry((*day, world.brand_of[*product], *who)).or_default() += 1);
        }
        held.into_values().max().unwrap_or_default()
    }

    /// Everything that the rules let be told.
    pub(crate) fn release(&self, rules: Rules) -> Vec<Statement> {
        let products: BTreeSet<_> = self.rows.keys().map(|(day, product, _)| (*day, *product)).collect();
        products.into_iter().flat_map(|(day, product)| self.told(day, product, rules)).collect()
    }

    fn regions(&self, day: i64, product: usize) -> impl Iterator<Item = (usize, &BTreeMap<usize, Stay>)> {
        let of_product = self.rows.range((day, product, 0)..=(day, product, REGIONS.len()));
        of_product.map(|((_, _, region), row)| (*region, row))
    }

    fn told(&self, day: i64, product: usize, rules: Rules) -> Vec<Statement> {
        let mut told = Vec::new();
        for (label, mask, row) in cells(self.regions(day, product), rules) {
            let loose = label == "other" && !rules.other_holds_k;
            let row = Row { area: Area::new(day, product, mask), row: &row, label: &label, loose, rules };
            row.tell(&mut told);
        }
        totals(&mut told);
        told
    }

    /// A dimension that does not exist: scanning visitors by block of hours.
    pub(crate) fn by_hours(&self) -> Vec<Statement> {
        let mut told = Vec::new();
        for statement in self.release(Rules::ALL) {
            if statement.metric != "scanning_visitors" || statement.label == "all" {
                continue;
            }
            for block in 0..BLOCKS {
                let area = Area { blocks: 1 << block, ..statement.area };
                let visitors = self.visitors(&area, |stay| stay.blocks.contains(&block));
                told.extend(Statement::of(area, &statement.label, statement.metric, &visitors));
            }
            told.push(statement);
        }
        told
    }

    /// Windows of up to three days, one a day.
    pub(crate) fn sliding(&self) -> Vec<Statement> {
        let mut told = Vec::new();
        for product in self.rows.keys().map(|(_, product, _)| *product).collect::<BTreeSet<_>>() {
            for end in FIRST_DAY..FIRST_DAY + DAYS {
                let mut area = Area::new(end, product, (1 << REGIONS.len()) - 1);
                (end - 2..end).filter(|day| *day >= FIRST_DAY).for_each(|day| area.add_day(day));
                let visitors = self.visitors(&area, |stay| stay.scanned.is_some());
                told.extend(Statement::of(area, "all", "scanning_visitors", &visitors));
            }
        }
        told
    }

    fn visitors(&self, area: &Area, which: impl Fn(&Stay) -> bool) -> BTreeSet<usize> {
        let rows =
            self.rows.iter().filter(|((day, product, region), _)| area.covers(*day, *product, *region));
        rows.flat_map(|(_, row)| row).filter(|(_, stay)| which(stay)).map(|(who, _)| *who).collect()
    }
}

fn seen_before(world: &World, counted: &[&Deed], deed: &Deed) -> bool {
    let (brand, day) = (world.brand_of[deed.product], deed.at / DAY);
    let forgotten = |earlier: i64| {
        world.notices.iter().any(|(arrived, notice)| {
            let gone = match notice {
                Notice::Erase { visitor } | Notice::Decide { visitor, granted: false, .. } => {
                    *visitor == deed.visitor
                }
                _ => false,
            };
            gone && (close(earlier)..close(day)).contains(arrived)
        })
    };
    counted.iter().any(|other| {
        let same = other.visitor == deed.visitor && world.brand_of[other.product] == brand;
        same && other.kind == Kind::Scan && other.at / DAY < day && !forgotten(other.at / DAY)
    })
}

fn registered(world: &World, day: i64, who: usize, scan: i64) -> bool {
    known(world, day).any(|notice| {
        matches!(*notice, Notice::Register { visitor, at } if visitor == who && at > scan && at / DAY == day)
    })
}

/// At most four rows a visitor, brand and day.
fn bound(world: &World, rows: &mut Rows) {
    let mut held: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for ((day, product, region), row) in rows.iter() {
        for who in row.keys() {
            held.entry((*day, world.brand_of[*product], *who)).or_default().push((*product, *region));
        }
    }
    for ((day, _, who), mut of_one) in held {
        let key = key(world.seed, day);
        let pseudonym = key.pseudonym(VisitorId::from_uuid(visitor_id(who)));
        of_one.sort_by_key(|(product, region)| {
            let region = REGIONS[*region].map_or(Region::Unknown, |code| code.parse().unwrap());
            key.rank(pseudonym, gtin(*product).parse().unwrap(), region)
        });
        for (product, region) in of_one.into_iter().skip(4) {
            rows.get_mut(&(day, product, region)).unwrap().remove(&who);
        }
    }
}

/// The released rows' visitors, with the regions that they stand for.
fn cells<'t>(
    regions: impl Iterator<Item = (usize, &'t BTreeMap<usize, Stay>)>,
    rules: Rules,
) -> Vec<(String, u32, BTreeMap<usize, Stay>)> {
    let size = |row: &BTreeMap<usize, Stay>| {
        if rules.visitors_not_events { row.len() as u64 } else { row.values().map(|stay| stay.events).sum() }
    };
    let label = |region: usize| REGIONS[region].unwrap_or("unknown").to_owned();
    // Regions without a code come last of equal ones.
    let order = |region: usize| (REGIONS[region].is_none(), REGIONS[region]);
    let (mut alone, rest): (Vec<_>, Vec<_>) = regions
        .map(|(region, row)| (label(region), 1 << region, row.clone(), order(region)))
        .partition(|one| size(&one.2) >= K);
    alone.sort_by_key(|one| (size(&one.2), one.3));
    alone.reverse();
    let (mut mask, mut other) = (0, BTreeMap::new());
    let mut join = |other: &mut BTreeMap<usize, Stay>, more: u32, row: BTreeMap<usize, Stay>| {
        mask |= more;
        row.iter().for_each(|(who, stay)| other.entry(*who).or_default().join(stay));
        mask
    };
    let mut covered = 0;
    for (_, more, row, _) in rest {
        covered = join(&mut other, more, row);
    }
    while rules.other_holds_k && !other.is_empty() && size(&other) < K {
        let Some((_, more, row, _)) = alone.pop() else { return Vec::new() };
        covered = join(&mut other, more, row);
    }
    let mut cells: Vec<_> = alone.into_iter().map(|(label, mask, row, _)| (label, mask, row)).collect();
    if !other.is_empty() {
        cells.push(("other".to_owned(), covered, other));
    }
    cells
}

struct Row<'t> {
    area: Area,
    row: &'t BTreeMap<usize, Stay>,
    label: &'t str,
    /// Told however few.
    loose: bool,
    rules: Rules,
}

impl Row<'_> {
    fn of(&self, metric: &'static str, classes: u32) -> Statement {
        let inside = self.row.iter().filter(|(_, stay)| stay.classes() & classes != 0);
        let (visitors, stays): (BTreeSet<_>, Vec<_>) = inside.map(|(who, stay)| (*who, stay)).unzip();
        let told = if self.rules.visitors_not_events {
            visitors.len() as u64
        } else {
            stays.iter().map(|stay| stay.events).sum()
        };
        let area = Area { classes, ..self.area };
        Statement { area, label: self.label.to_owned(), metric, told, truth: visitors.len() as u64 }
    }

    fn enough(&self, told: u64) -> bool {
        told >= K || (self.loose && told > 0)
    }

    fn tell(&self, told: &mut Vec<Statement>) {
        const WHOLES: [&str; 5] = ["saved_to_fridge", "used_up", "thrown_away", "recycled", "reports"];
        let scanning = self.of("scanning_visitors", 0xffff);
        let others = (0..).zip(WHOLES).map(|(other, metric)| self.of(metric, OTHERS << other));
        let whole = scanning.told;
        told.extend(others.chain([scanning]).filter(|one| self.enough(one.told)));
        for parts in [
            vec![("new_visitors", NEW), ("returning_visitors", 0xffff & !NEW)],
            vec![("accounts_created_after_scan", 0xcccc)],
            vec![
                ("verdict_good", VERDICT << 4),
                ("verdict_careful", VERDICT << 8),
                ("verdict_avoid", VERDICT << 12),
            ],
        ] {
            let mut rest = whole;
            for (metric, classes) in parts {
                let part = self.of(metric, classes);
                let leaves = rest.checked_sub(part.told);
                let small = leaves.is_none_or(|left| (1..K).contains(&left));
                if self.enough(part.told) && !(self.rules.rests_are_judged && small) {
                    rest = leaves.unwrap_or_default();
                    told.push(part);
                }
            }
        }
    }
}

/// Sums of what is told, of one product and day.
fn totals(told: &mut Vec<Statement>) {
    let mut totals: BTreeMap<&str, Statement> = BTreeMap::new();
    for one in told.iter() {
        let sum = Statement { label: "all".to_owned(), told: 0, truth: 0, ..one.clone() };
        let total = totals.entry(one.metric).or_insert(sum);
        total.area.regions |= one.area.regions;
        total.told += one.told;
        total.truth += one.truth;
    }
    told.extend(totals.into_values());
}

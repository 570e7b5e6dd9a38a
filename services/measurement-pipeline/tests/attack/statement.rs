//! What was told, what everybody knows it to be about, and what follows from it.

use std::collections::BTreeSet;

use crate::{truth::K, world::FIRST_DAY};

/// Blocks of hours in a day.
pub(crate) const BLOCKS: i64 = 4;
/// Classes of visitors in a row are bits: 16 of those who scanned (new or not, account or not, which verdict) …
pub(crate) const NEW: u32 = 0xaaaa;
/// … those of one verdict, shifted by four for each level …
pub(crate) const VERDICT: u32 = 0xf;
/// … and one bit for each of the other metrics.
pub(crate) const OTHERS: u32 = 1 << 16;

/// What a number is about, as whoever reads it knows: a box of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) product: usize,
    pub(crate) days: u32,
    pub(crate) regions: u32,
    pub(crate) classes: u32,
    pub(crate) blocks: u32,
}

impl Area {
    pub(crate) fn new(day: i64, product: usize, regions: u32) -> Self {
        let mut area = Self { product, days: 0, regions, classes: 0xffff, blocks: (1 << BLOCKS) - 1 };
        area.add_day(day);
        area
    }

    pub(crate) fn add_day(&mut self, day: i64) {
        self.days |= 1 << (day - FIRST_DAY);
    }

    pub(crate) fn covers(&self, day: i64, product: usize, region: usize) -> bool {
        self.product == product
            && self.days & (1 << (day - FIRST_DAY)) != 0
            && self.regions & (1 << region) != 0
    }

    fn sides(&self) -> [u32; 4] {
        [self.days, self.regions, self.classes, self.blocks]
    }

    fn within(&self, whole: &Self) -> bool {
        let inside = self.sides().into_iter().zip(whole.sides()).all(|(part, whole)| part & !whole == 0);
        self.product == whole.product && inside
    }

    fn apart(&self, other: &Self) -> bool {
        let touch = self.sides().into_iter().zip(other.sides()).all(|(one, other)| one & other != 0);
        self.product != other.product || !touch
    }
}

/// A number that was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statement {
    pub(crate) area: Area,
    pub(crate) label: String,
    pub(crate) metric: &'static str,
    pub(crate) told: u64,
    /// How many visitors there were in truth.
    pub(crate) truth: u64,
}

impl Statement {
    /// If there are enough of them.
    pub(crate) fn of(
        area: Area,
        label: &str,
        metric: &'static str,
        visitors: &BTreeSet<usize>,
    ) -> Option<Self> {
        let told = visitors.len() as u64;
        (told >= K).then(|| Self { area, label: label.to_owned(), metric, told, truth: told })
    }
}

/// Parts taken away from a whole at once.
const AT_ONCE: usize = 3;

/// Groups of 1…k−1 that everything told gives away: numbers that are small themselves or about too few in truth, and wholes less
/// one, two or three parts of theirs that have nobody in common.
pub(crate) fn exposed(told: &[Statement]) -> Vec<String> {
    let small = |count: u64| (1..K).contains(&count);
    let mut found: Vec<_> = told
        .iter()
        .filter(|one| small(one.told) || small(one.truth))
        .map(|one| format!("{one:?} is about too few"))
        .collect();
    for (at, whole) in told.iter().enumerate() {
        let inside = |(other, part): &(usize, &Statement)| *other != at && part.area.within(&whole.area);
        let parts: Vec<_> = told.iter().enumerate().filter(inside).map(|(_, part)| part).collect();
        less(whole, whole.told, &parts, &mut Vec::new(), &mut found);
    }
    found
}

fn less<'s>(
    whole: &Statement,
    rest: u64,
    parts: &[&'s Statement],
    taken: &mut Vec<&'s Statement>,
    found: &mut Vec<String>,
) {
    if !taken.is_empty() && (1..K).contains(&rest) {
        found.push(format!("{whole:?} less {taken:?} leaves {rest}"));
    }
    if taken.len() == AT_ONCE {
        return;
    }
    for (at, part) in parts.iter().enumerate() {
        let fits = taken.iter().all(|other| other.area.apart(&part.area));
        if let Some(rest) = rest.checked_sub(part.told).filter(|_| fits) {
            taken.push(part);
            less(whole, rest, &parts[at + 1..], taken, found);
            taken.pop();
        }
    }
}

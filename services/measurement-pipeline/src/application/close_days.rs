//! Closes the days that are over: each once, in their order.

use std::{collections::HashMap, io, sync::Arc};

use service_kit::{clock::Clock, store::StoreError};

use super::{
    ports::{Book, Books, Chapter, DayKeys, StoredPerson},
    tally::Tally,
};
use crate::domain::{
    batch::{self, Release},
    catalogue::Catalogue,
    day::Day,
    history::{Decider, Root},
    key::DayKey,
    person_day::PersonDay,
    policy::ReleasePolicy,
    standing::{Decision, Drops, Standing},
};

/// Closes days.
pub struct CloseDays {
    /// What is kept.
    pub books: Arc<dyn Books>,
    /// The days' keys.
    pub keys: Arc<dyn DayKeys>,
    /// What may be told.
    pub policy: ReleasePolicy,
    /// When it is.
    pub clock: Arc<dyn Clock>,
}

/// Why a day could not be closed.
#[derive(Debug, thiserror::Error)]
pub enum CloseError {
    /// The database failed.
    #[error("the books")]
    Store(#[from] StoreError),
    /// Keys cannot be read or destroyed.
    #[error("the keys")]
    Keys(#[from] io::Error),
    /// Facts are there that no key belongs to: their day stays open until the key is back.
    #[error("the key of {0} is not the one under which its facts were taken")]
    OtherKey(Day),
}

impl CloseDays {
    /// Closes every day that is over, and destroys the keys of those that have closed. Answers the days.
    ///
    /// # Errors
    /// The rest is done by the next call.
    pub async fn run(&self) -> Result<Vec<Day>, CloseError> {
        if let Some(day) = self.books.last_closed().await? {
            self.keys.destroy_through(day)?;
        }
        let last = Day::last_closed_at(self.clock.now());
        let mut closed = Vec::new();
        while let Some(book) = self.books.open_next(last).await? {
            let day = self.close(book).await?;
            self.keys.destroy_through(day)?;
            closed.push(day);
        }
        Ok(closed)
    }

    /// A day whose key was destroyed has closed before: the books are older than that, and what was told of it then stands.
    async fn close(&self, mut book: Box<dyn Book>) -> Result<Day, CloseError> {
        let (day, mut drops) = (book.day(), Drops::default());
        if let Some(key) = self.key(&*book)? {
            let batch = self.batch(&mut *book, &key, &mut drops).await?;
            book.tell(&batch, self.policy).await?;
        }
        book.close(drops, self.clock.now()).await?;
        Ok(day)
    }

    fn key(&self, book: &dyn Book) -> Result<Option<DayKey>, CloseError> {
        let day = book.day();
        if self.keys.are_destroyed(day)? {
            return Ok(None);
        }
        let Some(check) = book.key_check() else { return Ok(self.keys.draw(day)?) };
        let key = self.keys.find(day)?.filter(|key| key.check() == check);
        key.map(Some).ok_or(CloseError::OtherKey(day))
    }

    /// What is told of the day. Until something was told of some day, nothing is: where the windows begin would say that somebody came.
    async fn batch(
        &self,
        book: &mut dyn Book,
        key: &DayKey,
        drops: &mut Drops,
    ) -> Result<Vec<Release>, StoreError> {
        let (day, mut catalogue, mut heads) = (book.day(), book.catalogue().await?, book.heads().await?);
        let brands = catalogue.brands();
        let mut tally = Tally::new(&catalogue, key);
        if book.key_check().is_some() {
            for chapter in Chapter::all() {
                count(book, chapter, &catalogue, key, &mut tally, drops).await?;
            }
        }
        let rows = tally.rows(self.policy);
        if rows.is_empty() && heads.is_empty() {
            return Ok(Vec::new());
        }
        Ok(batch::close(day, &brands, rows, key, self.policy, &mut heads))
    }
}

/// Leaves of everybody what stands; answers their roots.
async fn stand(
    book: &mut dyn Book,
    key: &DayKey,
    people: &mut [StoredPerson],
    drops: &mut Drops,
) -> Result<Vec<Root>, StoreError> {
    let roots: Vec<_> = people.iter().map(|person| key.open(person.who, &person.sealed)).collect();
    let deciders: Vec<_> = roots.iter().map(Root::decider).collect();
    let mut decisions: HashMap<Decider, Vec<Decision>> = HashMap::new();
    for (decider, decision) in book.decisions(&deciders).await? {
        decisions.entry(decider).or_default().push(decision);
    }
    for (person, decider) in people.iter_mut().zip(&deciders) {
        let Some(decided) = decisions.remove(decider) else { continue };
        let standing = Standing::of(decided, false);
        person.facts.retain(|fact| match standing.admits(fact.at) {
            Ok(()) => true,
            Err(why) => {
                drops.count(why);
                false
            }
        });
    }
    Ok(roots)
}

/// Counts one chapter's people, and keeps whom it saw.
async fn count(
    book: &mut dyn Book,
    chapter: Chapter,
    catalogue: &Catalogue,
    key: &DayKey,
    tally: &mut Tally<'_>,
    drops: &mut Drops,
) -> Result<(), StoreError> {
    let mut people = book.people(chapter).await?;
    if people.is_empty() {
        return Ok(());
    }
    let roots = stand(book, key, &mut people, drops).await?;
    let days: Vec<_> = people.iter().zip(&roots).map(|(person, root)| (today(person), root)).collect();
    let seen = |(today, root): &(PersonDay<'_>, &Root)| {
        let brands = today.scanned(catalogue).into_iter();
        brands.map(|brand| (brand, root.mark(brand))).collect::<Vec<_>>()
    };
    let seen: Vec<_> = days.iter().flat_map(seen).collect();
    let known = book.known(&seen).await?;
    for (today, root) in &days {
        tally.count(today, |brand| known.contains(&(brand, root.mark(brand))));
    }
    let new: Vec<_> = seen.into_iter().filter(|mark| !known.contains(mark)).collect();
    book.remember(&new).await
}

fn today(person: &StoredPerson) -> PersonDay<'_> {
    PersonDay { who: person.who, facts: &person.facts, registered: &person.registered }
}

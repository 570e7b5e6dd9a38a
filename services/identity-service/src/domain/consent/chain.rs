//! Checks chains, entry by entry, in constant memory.

use service_kit::ids::AccountId;

use super::{Entry, Head};

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    /// Entries are missing before it, or it stands twice.
    #[error("an entry is missing before it")]
    Gap,
    /// It does not follow the entry before it.
    #[error("its previousHash is not the hash of the entry before it")]
    Link,
    /// It does not say what was hashed.
    #[error("its content is not what was hashed")]
    Content,
    /// Entries are missing behind it, or were added past the chain's noted end.
    #[error("the chain does not end where it was noted to end")]
    End,
}

/// The first entry of a chain that cannot be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BrokenEntry {
    /// Whose chain.
    pub account: AccountId,
    /// Which entry.
    pub position: i64,
    /// What is wrong.
    pub fault: Break,
}

/// Walks along one account's chain.
#[derive(Debug, Clone, Copy)]
pub struct ChainCheck {
    account: AccountId,
    reached: Head,
}

impl ChainCheck {
    /// Nothing is read yet.
    #[must_use]
    pub const fn start(account: AccountId) -> Self {
        Self { account, reached: Head::START }
    }

    /// Whose chain it is.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The next entry, by position.
    ///
    /// # Errors
    /// The entry cannot be believed.
    pub fn read(&mut self, entry: &Entry) -> Result<(), BrokenEntry> {
        let fault = if entry.position != self.reached.position + 1 {
            Some(Break::Gap)
        } else if entry.account != self.account || entry.previous_hash != self.reached.hash {
            Some(Break::Link)
        } else if entry.hash != entry.computed_hash() {
            Some(Break::Content)
        } else {
            None
        };
        self.reached = entry.head();
        self.told(entry.position, fault)
    }

    /// There are no more entries; `noted` is where the chain should end.
    ///
    /// # Errors
    /// It ends elsewhere.
    pub fn end(&self, noted: Option<Head>) -> Result<(), BrokenEntry> {
        let fits = noted.unwrap_or(Head::START) == self.reached;
        self.told(self.reached.position, (!fits).then_some(Break::End))
    }

    fn told(&self, position: i64, fault: Option<Break>) -> Result<(), BrokenEntry> {
        match fault {
            None => Ok(()),
            Some(fault) => Err(BrokenEntry { account: self.account, position, fault }),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{
        consent::{Channel, Decision, Hash, Purpose},
        locale::Locale,
    };

    fn account(number: u128) -> AccountId {
        AccountId::from_uuid(Uuid::from_u128(number))
    }

    fn decision() -> impl Strategy<Value = Decision> {
        let words = (prop::sample::select(Locale::ALL.to_vec()), "20[0-9]{2}-[0-9]{2}", any::<[u8; 32]>());
        let how = (
            prop::sample::select(Purpose::ALL.to_vec()),
            any::<bool>(),
            prop::sample::select(Channel::ALL.to_vec()),
        );
        (words, how, 0_i64..4_000_000_000_000_000).prop_map(
            |((locale, version, hash), (purpose, granted, channel), at)| Decision {
                purpose,
                granted,
                text_version: version,
                text_hash: Hash::from_bytes(hash),
                locale,
                channel,
                at: Timestamp::from_microsecond(at).expect("in range"),
            },
        )
    }

    fn chain() -> impl Strategy<Value = Vec<Entry>> {
        prop::collection::vec(decision(), 1..12).prop_map(|decisions| {
            let mut entries: Vec<Entry> = Vec::new();
            for decision in decisions {
                let head = entries.last().map_or(Head::START, Entry::head);
                entries.push(Entry::after(&head, account(1), Uuid::nil(), decision));
            }
            entries
        })
    }

    fn check(entries: &[Entry], noted: Option<Head>) -> Result<(), BrokenEntry> {
        let mut check = ChainCheck::start(account(1));
        entries.iter().try_for_each(|entry| check.read(entry))?;
        check.end(noted)
    }

    /// Changes one thing of one entry, so that it differs.
    fn tamper(entry: &mut Entry, what: u8, bit: u8) {
        let flip = |hash: Hash| {
            let mut bytes = *hash.as_bytes();
            bytes[usize::from(bit / 8)] ^= 1 << (bit % 8);
            Hash::from_bytes(bytes)
        };
        let decision = &mut entry.decision;
        match what {
            0 => decision.granted = !decision.granted,
            1 => {
                decision.purpose = if decision.purpose == Purpose::Measurement {
                    Purpose::Reminders
                } else {
                    Purpose::Measurement
                }
            }
            2 => decision.text_version.push('0'),
            3 => decision.text_hash = flip(decision.text_hash),
            4 => {
                decision.locale =
                    if decision.locale == Locale::German { Locale::Italian } else { Locale::German }
            }
            5 => {
                decision.channel =
                    if decision.channel == Channel::Api { Channel::WebApp } else { Channel::Api }
            }
            6 => decision.at += jiff::SignedDuration::from_micros(i64::from(bit) + 1),
            7 => entry.previous_hash = flip(entry.previous_hash),
            8 => entry.hash = flip(entry.hash),
            9 => entry.position += i64::from(bit) + 1,
            _ => entry.account = account(2),
        }
    }

    proptest! {
        #[test]
        fn an_untouched_chain_holds(entries in chain()) {
            prop_assert_eq!(check(&entries, entries.last().map(Entry::head)), Ok(()));
        }

        #[test]
        fn a_change_of_any_field_is_found_at_or_right_behind_it(entries in chain(), at: prop::sample::Index, what in 0..11_u8, bit: u8) {
            let noted = entries.last().map(Entry::head);
            let mut forged = entries.clone();
            let at = at.index(forged.len());
            tamper(&mut forged[at], what, bit);
            let broken = check(&forged, noted).expect_err("found");
            prop_assert_eq!(broken.account, account(1));
            prop_assert!(broken.position >= entries[at].position);
        }

        /// Whoever also computes the hash anew breaks the next link, or the noted end.
        #[test]
        fn a_change_with_its_hash_made_to_fit_is_found(entries in chain(), at: prop::sample::Index, what in 0..7_u8, bit: u8) {
            let noted = entries.last().map(Entry::head);
            let mut forged = entries.clone();
            let entry = &mut forged[at.index(entries.len())];
            tamper(entry, what, bit);
            entry.hash = entry.computed_hash();
            prop_assert!(check(&forged, noted).is_err());
        }

        #[test]
        fn an_entry_taken_out_anywhere_is_found(entries in chain(), at: prop::sample::Index) {
            let noted = entries.last().map(Entry::head);
            let mut forged = entries.clone();
            forged.remove(at.index(entries.len()));
            prop_assert!(check(&forged, noted).is_err());
        }

        #[test]
        fn two_entries_that_change_places_are_found(entries in chain(), one: prop::sample::Index, two: prop::sample::Index) {
            let (one, two) = (one.index(entries.len()), two.index(entries.len()));
            prop_assume!(one != two);
            let mut forged = entries.clone();
            forged.swap(one, two);
            prop_assert!(check(&forged, entries.last().map(Entry::head)).is_err());
        }

        #[test]
        fn an_entry_put_in_is_found(entries in chain(), extra in decision()) {
            let noted = entries.last().map(Entry::head);
            let mut forged = entries.clone();
            let head = entries.last().map_or(Head::START, Entry::head);
            forged.push(Entry::after(&head, account(1), Uuid::nil(), extra));
            prop_assert_eq!(check(&forged, noted).map_err(|broken| broken.fault), Err(Break::End));
        }
    }
}

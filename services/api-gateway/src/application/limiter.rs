//! Counts requests per client, exactly, in bounded memory.

use std::{
    collections::HashMap,
    hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState},
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use service_kit::ids::{AccountId, VisitorId};

use crate::domain::{
    client_address::limit_key,
    quota::{Quota, Standing, Window},
    routes::RateClass,
};

const SHARDS: usize = 64;
/// A million clients in all; 32 bytes each with the table's slack doubled is 64 MB.
const CLIENTS: usize = 1 << 20;

/// The windows of every client of every class.
pub struct Limiter {
    classes: Vec<RateClass>,
    // Random per process, so that nobody can choose colliding clients.
    keyed: RandomState,
    shards: Vec<Mutex<Shard>>,
}

#[derive(Default)]
struct Shard {
    windows: HashMap<u64, (Window, u16), BuildHasherDefault<Hashed>>,
}

/// The key is a keyed hash already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, &byte| hash.rotate_left(8) ^ u64::from(byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// Whose requests are counted together, besides their address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Client {
    /// A browser.
    Visitor(VisitorId),
    /// Somebody signed in, in however many browsers and programs.
    Account(AccountId),
}

impl Client {
    fn scope(self) -> Scope {
        match self {
            Self::Visitor(_) => Scope::Visitor,
            Self::Account(_) => Scope::Account,
        }
    }
}

/// Which of a class's quotas a verdict is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One visitor's.
    Visitor,
    /// One account's.
    Account,
    /// One address's.
    Address,
}

/// What the tighter of the quotas says.
#[derive(Debug, Clone, Copy)]
pub struct Verdict {
    /// Whose quota it is.
    pub scope: Scope,
    /// What it says.
    pub standing: Standing,
}

impl Limiter {
    /// Limits for these classes, in the order of the route table.
    #[must_use]
    pub fn new(classes: Vec<RateClass>) -> Self {
        let shards = (0..SHARDS).map(|_| Mutex::default()).collect();
        Self { classes, keyed: RandomState::new(), shards }
    }

    /// The classes, in the order of the route table.
    #[must_use]
    pub fn classes(&self) -> &[RateClass] {
        &self.classes
    }

    /// Counts one request of a class at `now` (milliseconds since the start).
    #[must_use]
    pub fn take(&self, class: usize, client: Option<Client>, address: IpAddr, now: u64) -> Option<Verdict> {
        let of_address = self.take_address(class, address, now)?;
        Some(self.take_client(class, client, of_address, now))
    }

    /// The first half of [`Limiter::take`]: whoever it is.
    #[must_use]
    pub fn take_address(&self, class: usize, address: IpAddr, now: u64) -> Option<Standing> {
        let limits = self.classes.get(class)?;
        let key = self.keyed.hash_one((class, limit_key(address)));
        Some(self.count(key, class, Scope::Address, &limits.address, now))
    }

    /// The second half, once it is known who it is.
    #[must_use]
    pub fn take_client(
        &self,
        class: usize,
        client: Option<Client>,
        of_address: Standing,
        now: u64,
    ) -> Verdict {
        let by_address = Verdict { scope: Scope::Address, standing: of_address };
        let limits = self.classes.get(class);
        let (Some(client), Some(limits)) = (client.filter(|_| of_address.passes), limits) else {
            return by_address;
        };
        let scope = client.scope();
        let quota = limits.of(scope);
        let key = self.keyed.hash_one((class, client));
        let standing = self.count(key, class, scope, quota, now);
        let tighter = !standing.passes || share(&standing, quota) <= share(&of_address, &limits.address);
        if tighter { Verdict { scope, standing } } else { by_address }
    }

    /// Forgets the windows that are over; to be called now and then.
    pub fn sweep(&self, now: u64) {
        for shard in &self.shards {
            shard.lock().unwrap_or_else(PoisonError::into_inner).sweep(&self.classes, now);
        }
    }

    /// How many windows are kept.
    #[must_use]
    pub fn clients(&self) -> usize {
        let len = |shard: &Mutex<Shard>| shard.lock().unwrap_or_else(PoisonError::into_inner).windows.len();
        self.shards.iter().map(len).sum()
    }

    fn count(&self, key: u64, class: usize, scope: Scope, quota: &Quota, now: u64) -> Standing {
        let shard = usize::try_from(key >> 32 & 0xffff).unwrap_or(0) % SHARDS;
        let mut shard = self.shards[shard].lock().unwrap_or_else(PoisonError::into_inner);
        shard.make_room(key, &self.classes, now);
        let (window, _) =
            shard.windows.entry(key).or_insert_with(|| (Window::opening(now), tag(class, scope)));
        window.take(quota, now)
    }
}

impl Shard {
    fn make_room(&mut self, key: u64, classes: &[RateClass], now: u64) {
        if self.windows.len() < CLIENTS / SHARDS || self.windows.contains_key(&key) {
            return;
        }
        // A flood of strangers: forget one of them rather than grow. A sweep for each would cost too much.
        if now.is_multiple_of(64) {
            self.sweep(classes, now);
        }
        if let Some(&any) = self.windows.keys().next().filter(|_| self.windows.len() >= CLIENTS / SHARDS) {
            self.windows.remove(&any);
        }
    }

    fn sweep(&mut self, classes: &[RateClass], now: u64) {
        self.windows
            .retain(|_, (window, tag)| quota(classes, *tag).is_some_and(|quota| !window.is_over(quota, now)));
        if self.windows.capacity() > 4 * self.windows.len() + 64 {
            self.windows.shrink_to(2 * self.windows.len());
        }
    }
}

const SCOPES: [Scope; 3] = [Scope::Visitor, Scope::Account, Scope::Address];

impl RateClass {
    fn of(&self, scope: Scope) -> &Quota {
        match scope {
            Scope::Visitor => &self.visitor,
            Scope::Account => &self.account,
            Scope::Address => &self.address,
        }
    }
}

fn tag(class: usize, scope: Scope) -> u16 {
    let scope = SCOPES.iter().position(|known| *known == scope).unwrap_or_default();
    u16::try_from(class * SCOPES.len() + scope).unwrap_or(u16::MAX)
}

fn quota(classes: &[RateClass], tag: u16) -> Option<&Quota> {
    let tag = usize::from(tag);
    Some(classes.get(tag / SCOPES.len())?.of(SCOPES[tag % SCOPES.len()]))
}

fn share(standing: &Standing, quota: &Quota) -> u64 {
    u64::from(standing.left) * 1_000_000 / u64::from(quota.limit.get())
}

/// `Retry-After` in whole seconds, never too early.
#[must_use]
pub fn retry_after(resets_in: Duration) -> u64 {
    u64::try_from(resets_in.as_millis().div_ceil(1_000)).unwrap_or(u64::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use service_kit::ids::VisitorId;
    use uuid::Uuid;

    use super::*;

    fn limiter(visitor: u32, address: u32) -> Limiter {
        let quota = |limit| Quota {
            limit: NonZeroU32::new(limit).expect("not zero"),
            window: Duration::from_secs(60),
        };
        let class = RateClass {
            name: "scans".into(),
            visitor: quota(visitor),
            account: quota(2 * visitor),
            address: quota(address),
        };
        Limiter::new(vec![class])
    }

    fn visitor(id: u128) -> Option<Client> {
        Some(Client::Visitor(VisitorId::from_uuid(Uuid::from_u128(id))))
    }

    const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    fn passed(limiter: &Limiter, who: impl Fn(u32) -> Option<Client>, times: u32) -> usize {
        let passes = |n| limiter.take(0, who(n), HOME, 7).expect("class").standing.passes;
        (0..times).filter(|&n| passes(n)).count()
    }

    #[test]
    fn two_hundred_scans_a_minute_pass_and_the_next_does_not() {
        assert_eq!(passed(&limiter(200, 1_000), |_| visitor(1), 500), 200);
    }

    #[test]
    fn visitors_do_not_share_but_an_address_does() {
        let limiter = limiter(10, 25);
        assert_eq!(passed(&limiter, |n| visitor(u128::from(n % 5)), 500), 25);
        let refused = limiter.take(0, visitor(1), HOME, 7).expect("class");
        assert_eq!((refused.scope, refused.standing.passes), (Scope::Address, false));
    }

    #[test]
    fn an_account_has_a_quota_of_its_own() {
        let account = Some(Client::Account(AccountId::from_uuid(Uuid::from_u128(1))));
        let limiter = limiter(10, 1_000);
        assert_eq!(passed(&limiter, |_| account, 50), 20);
        assert_eq!(passed(&limiter, |_| visitor(1), 50), 10, "the same number is somebody else");
        let refused = limiter.take(0, account, HOME, 7).expect("class");
        assert_eq!((refused.scope, refused.standing.passes), (Scope::Account, false));
        limiter.sweep(60_008);
        assert_eq!(limiter.clients(), 0);
    }

    #[test]
    fn the_tighter_quota_is_told() {
        let limiter = limiter(10, 1_000);
        let verdict = limiter.take(0, visitor(1), HOME, 7).expect("class");
        assert_eq!((verdict.scope, verdict.standing.left), (Scope::Visitor, 9));
        assert_eq!(limiter.take(0, None, HOME, 7).expect("class").scope, Scope::Address);
    }

    #[test]
    fn a_flood_of_strangers_stays_bounded_and_is_forgotten() {
        let limiter = limiter(10, u32::MAX);
        for id in 0..1_200_000 {
            let _ = limiter.take(0, visitor(id), HOME, 7);
        }
        assert!(limiter.clients() <= CLIENTS, "{}", limiter.clients());
        limiter.sweep(60_008);
        assert_eq!(limiter.clients(), 0);
    }

    #[test]
    fn waiting_as_told_is_enough() {
        assert_eq!(retry_after(Duration::from_millis(1)), 1);
        assert_eq!(retry_after(Duration::from_millis(1_001)), 2);
        assert_eq!(retry_after(Duration::ZERO), 1);
    }
}

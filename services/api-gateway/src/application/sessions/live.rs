//! One session in memory.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::Relaxed},
};

use arc_swap::ArcSwap;
use futures_util::lock::Mutex as Turn;
use jiff::{SignedDuration, Timestamp};
use service_kit::{
    identity::{Principal, Region, Role},
    ids::{AccountId, VisitorId},
};

use crate::{
    application::{
        bearers::principal,
        kept::Kept,
        ports::{Brand, Membership},
    },
    domain::session::Record,
};

/// A session that requests share.
pub struct Live {
    standing: ArcSwap<Standing>,
    over: AtomicBool,
    /// One asks the realm, the others wait.
    pub(super) turn: Turn<()>,
}

/// What is known about a session at one moment.
#[derive(Clone)]
pub struct Standing {
    /// What its cookie holds.
    pub(super) record: Record,
    /// The person's name, from the last ID token.
    pub(super) name: Option<Arc<str>>,
    /// What identity-service said; nothing since the process started.
    pub(super) member: Option<Arc<Membership>>,
    kept: Option<Arc<Kept>>,
    /// Until then nobody needs to be asked anything.
    pub(super) ready_until: Timestamp,
    /// When the access token ends.
    pub(super) access_until: Timestamp,
    /// Whether identity-service has to be asked.
    pub(super) asks_who: bool,
    /// Whether the realm did not answer when it was asked last.
    pub(super) unconfirmed: bool,
}

/// What a session lets its person do.
pub enum State {
    /// Everything.
    SignedIn(Arc<Standing>),
    /// Nothing yet: it is not known who they are.
    Waiting,
    /// Nothing for now: the realm has not confirmed it for too long.
    Unavailable,
    /// Nothing any more.
    Over,
}

impl Standing {
    /// Of a session that somebody asked nobody about yet.
    pub(in crate::application) fn new(record: Record, now: Timestamp, access_until: Timestamp) -> Self {
        Self {
            record,
            name: None,
            member: None,
            kept: None,
            ready_until: now,
            access_until,
            asks_who: true,
            unconfirmed: false,
        }
        .keeping(None)
    }

    /// The same under another name.
    pub(in crate::application) fn named(mut self, name: Option<Arc<str>>) -> Self {
        self.name = name.or(self.name);
        self
    }

    /// With the identity that its account and membership make.
    pub(super) fn keeping(mut self, region: Option<Region>) -> Self {
        self.kept = self.identity().map(|identity| Arc::new(Kept::new(Principal { region, ..identity })));
        self
    }

    fn identity(&self) -> Option<Principal> {
        let account = self.record.account?;
        let signed_in = Some(self.record.signed_in);
        let Some(member) = &self.member else {
            // identity-service has not been heard since the process started: the least that the cookie proves.
            let roles = [Role::Consumer].into();
            let visitor = self.record.visitor;
            return Some(Principal {
                account: Some(account),
                roles,
                auth_time: signed_in,
                ..Principal::anonymous(visitor)
            });
        };
        Some(principal(member, signed_in))
    }

    /// The account.
    #[must_use]
    pub fn account(&self) -> Option<AccountId> {
        self.record.account
    }

    /// Whom the session is about, as the realm knows them.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.record.subject
    }

    /// The visitor that acts in it, and when it was made.
    #[must_use]
    pub fn visitor(&self) -> (VisitorId, Timestamp) {
        (self.record.visitor, self.record.made)
    }

    /// The person's name, when the realm told it.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The brand that they act for.
    #[must_use]
    pub fn brand(&self) -> Option<&Brand> {
        self.member.as_ref()?.brand.as_ref()
    }

    /// Whether it is known what they may be.
    #[must_use]
    pub fn knows_roles(&self) -> bool {
        self.member.is_some()
    }

    /// Whether the realm does not answer: nothing sensitive is done on its old word.
    #[must_use]
    pub fn is_unconfirmed(&self) -> bool {
        self.unconfirmed
    }

    /// Who it is, for services.
    #[must_use]
    pub fn kept(&self) -> Option<&Arc<Kept>> {
        self.kept.as_ref()
    }
}

impl Live {
    /// A session that the process did not know, from its cookie.
    pub(super) fn known_from(record: Record) -> Self {
        let long_ago = Timestamp::UNIX_EPOCH;
        Self::with(Standing::new(record, long_ago, long_ago))
    }

    pub(super) fn with(standing: Standing) -> Self {
        Self { standing: ArcSwap::from_pointee(standing), over: AtomicBool::new(false), turn: Turn::new(()) }
    }

    /// What is known now.
    #[must_use]
    pub fn standing(&self) -> Arc<Standing> {
        self.standing.load_full()
    }

    /// Whether it ended.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.over.load(Relaxed)
    }

    /// What it lets its person do, when nobody needs to be asked.
    #[must_use]
    pub fn ready(&self, now: Timestamp) -> Option<State> {
        let standing = self.standing.load();
        let fresh = now < standing.ready_until;
        // A clock that was set back must not keep a session ready for ever.
        let plausible = standing.ready_until.duration_since(now) <= SignedDuration::from_hours(1);
        drop(standing);
        (self.is_over() || fresh && plausible).then(|| self.state(now))
    }

    pub(super) fn state(&self, now: Timestamp) -> State {
        let standing = self.standing();
        if self.is_over() {
            State::Over
        } else if standing.record.account.is_none() {
            State::Waiting
        } else if standing.unconfirmed && !standing.record.holds_unconfirmed(now) {
            State::Unavailable
        } else {
            State::SignedIn(standing)
        }
    }

    /// Who it is, with the region that the browser remembers.
    #[must_use]
    pub fn kept_in(&self, region: Option<&Region>) -> Option<Arc<Kept>> {
        let standing = self.standing.load();
        let kept = standing.kept.as_ref()?;
        if kept.principal().region.as_ref() == region {
            return Some(kept.clone());
        }
        let moved = self.standing().as_ref().clone().keeping(region.cloned());
        let kept = moved.kept.clone();
        // Whoever renewed the session meanwhile knows better.
        self.standing.compare_and_swap(&*standing, Arc::new(moved));
        kept
    }

    /// Takes over what a later cookie says.
    pub(super) fn catch_up(&self, record: Record) {
        let standing = self.standing();
        if record.serial > standing.record.serial && record.id == standing.record.id {
            let long_ago = Timestamp::UNIX_EPOCH;
            let later = Standing::new(record, long_ago, long_ago).named(standing.name.clone());
            self.standing.compare_and_swap(&standing, Arc::new(later));
        }
    }

    pub(super) fn store(&self, standing: Standing) {
        self.standing.store(Arc::new(standing));
    }

    pub(super) fn finish(&self) {
        self.over.store(true, Relaxed);
    }
}

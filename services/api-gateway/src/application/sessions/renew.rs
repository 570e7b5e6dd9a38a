//! Asking the realm whether a session goes on, and identity-service who the person is.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use service_kit::ids::VisitorId;
use tracing::{info, warn};

use super::{Live, Sessions, Standing, State};
use crate::{
    application::ports::{AccountsFault, Ask, Membership, ProviderFault, Tokens},
    domain::{claims::Claims, locale::Locale},
};

/// A realm that did not answer is asked again after this.
const REALM_AGAIN: SignedDuration = SignedDuration::from_secs(10);
/// The same for identity-service.
const ACCOUNTS_AGAIN: SignedDuration = SignedDuration::from_secs(2);
/// A token is renewed this long before it ends.
const EARLY: SignedDuration = SignedDuration::from_secs(10);

impl Sessions {
    /// What a session lets its person do, once whoever must be asked was asked.
    pub async fn renew(&self, live: &Live) -> State {
        let waiting = live.standing().record.account.is_none();
        let turn = match waiting {
            // Nobody has to wait for a session that waits itself.
            true => live.turn.try_lock(),
            false => Some(live.turn.lock().await),
        };
        let now = self.now();
        if let Some(state) = live.ready(now) {
            return state;
        }
        if turn.is_some() {
            self.ask(live, now).await;
        }
        live.state(now)
    }

    async fn ask(&self, live: &Live, now: Timestamp) {
        let mut standing = live.standing().as_ref().clone();
        let mut next = None;
        if now >= standing.access_until {
            match self.confirm(&mut standing, now).await {
                Ok(()) => standing.asks_who = true,
                Err(ProviderFault::Refused) => {
                    info!("the realm ended a session");
                    return self.end(live);
                }
                Err(ProviderFault::Unreachable) => {
                    standing.unconfirmed = true;
                    next = Some(REALM_AGAIN);
                }
            }
        }
        if standing.asks_who {
            match self.find_out(&mut standing).await {
                Ok(()) => {}
                Err(AccountsFault::Gone) => return self.end(live),
                Err(AccountsFault::Unavailable) => next = Some(ACCOUNTS_AGAIN),
            }
        }
        let now = self.now();
        let access = standing.access_until;
        standing.ready_until = next.map_or(access, |wait| now.saturating_add(wait).unwrap_or(access));
        live.store(standing);
    }

    /// Refreshes the tokens.
    async fn confirm(&self, standing: &mut Standing, now: Timestamp) -> Result<(), ProviderFault> {
        let tokens = self.parts.provider.refresh(&standing.record.refresh).await?;
        if let Some(id) = &tokens.id {
            let claims = self.parts.keys.verify(id).await.ok();
            let told = claims.filter(|claims| self.parts.id_rules.check(claims, None, self.now()).is_ok());
            match told {
                Some(claims) if claims.sub == standing.record.subject => {
                    standing.name = display_name(&claims).or(standing.name.take());
                }
                Some(_) => {
                    warn!("a refreshed session is somebody else's");
                    return Err(ProviderFault::Refused);
                }
                // The session stands by its refresh token; only the name stays the old one.
                None => warn!("a refreshed ID token cannot be trusted"),
            }
        }
        take_over(standing, tokens, now);
        Ok(())
    }

    /// Asks who it is, and links the visitor where that is still to be done.
    async fn find_out(&self, standing: &mut Standing) -> Result<(), AccountsFault> {
        let linked = standing.record.account.is_some();
        let member = match linked {
            true => self.who(standing, standing.record.visitor).await?,
            false => self.link(standing).await?,
        };
        let record = &mut standing.record;
        if record.visitor != member.visitor {
            record.made = self.parts.clock.now();
        }
        if (record.visitor, record.account) != (member.visitor, Some(member.account)) {
            record.serial = record.serial.wrapping_add(1);
        }
        (record.visitor, record.account) = (member.visitor, Some(member.account));
        record.language = None;
        standing.member = Some(Arc::new(member));
        standing.asks_who = false;
        let region = standing.kept().and_then(|kept| kept.principal().region.clone());
        *standing = standing.clone().keeping(region);
        Ok(())
    }

    /// Links the visitor that scanned before, then one that nobody else can know, which takes its place.
    async fn link(&self, standing: &Standing) -> Result<Membership, AccountsFault> {
        let before = standing.record.visitor;
        let member = self.who(standing, before).await?;
        if member.visitor != before {
            // It was somebody else's, or the sign-in is old: identity-service named another one already.
            return Ok(member);
        }
        let next = VisitorId::from_uuid(
            uuid::Builder::from_random_bytes(first_half(&self.parts.seal.random())).into_uuid(),
        );
        self.who(standing, next).await
    }

    async fn who(&self, standing: &Standing, visitor: VisitorId) -> Result<Membership, AccountsFault> {
        let record = &standing.record;
        let ask = Ask {
            subject: &record.subject,
            visitor: Some(visitor),
            auth_time: record.signed_in,
            language: record.language.as_ref().map(Locale::as_str),
        };
        self.parts.principals.of(ask).await
    }

    /// A session whose visitor is gone gets another; identity-service names it, now or later.
    pub async fn change_visitor(&self, live: &Live, visitor: VisitorId) {
        let _turn = live.turn.lock().await;
        let now = self.now();
        let mut standing = live.standing().as_ref().clone();
        standing.record.visitor = visitor;
        standing.record.made = now;
        standing.record.serial = standing.record.serial.wrapping_add(1);
        standing.member = None;
        standing.asks_who = true;
        standing.ready_until = now;
        live.store(standing.keeping(None));
        self.ask(live, now).await;
    }
}

fn take_over(standing: &mut Standing, tokens: Tokens, now: Timestamp) {
    let after = |span| now.checked_add(span).unwrap_or(Timestamp::MAX);
    let record = &mut standing.record;
    record.refresh = tokens.refresh;
    record.confirmed = now;
    record.expires = after(tokens.refresh_lives);
    record.serial = record.serial.wrapping_add(1);
    standing.unconfirmed = false;
    standing.access_until = ends(&tokens.access_lives, now);
}

/// When an access token is to be renewed: a little before it ends, and not at every request if it is very short.
pub(in crate::application) fn ends(lives: &std::time::Duration, now: Timestamp) -> Timestamp {
    let lives = SignedDuration::try_from(*lives).unwrap_or(SignedDuration::ZERO);
    let useful = lives.saturating_sub(EARLY).max(lives / 2).min(SignedDuration::from_mins(30));
    now.saturating_add(useful).unwrap_or(now)
}

/// What the person is called.
pub(in crate::application) fn display_name(claims: &Claims) -> Option<Arc<str>> {
    let names = [&claims.name, &claims.given_name, &claims.preferred_username];
    let name = names.into_iter().flatten().map(|name| name.trim()).find(|name| !name.is_empty())?;
    Some(name.chars().take(100).collect::<String>().into())
}

fn first_half(bytes: &[u8; 32]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&bytes[..16]);
    half
}

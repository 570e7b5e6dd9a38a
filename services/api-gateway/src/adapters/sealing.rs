//! Cookies sealed with XChaCha20-Poly1305; the first key seals, every key opens.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use jiff::Timestamp;
use service_kit::{config::Secret, identity::Region, ids::VisitorId};
use uuid::Uuid;

use crate::application::ports::{MadeVisitor, Opened, Purpose, Seal, VisitorSeal};

/// Names the format and its purpose; a value sealed for anything else does not open.
const VISITOR: &[u8] = b"packytrace visitor cookie 1";
const SESSION: &[u8] = b"packytrace session cookie 1";
const SIGN_IN: &[u8] = b"packytrace sign-in cookie 1";
const NONCE: usize = 24;
const TAG: usize = 16;
/// An id and the second of its making; a region may follow.
const PLAIN: usize = 16 + 8;
const LONGEST_REGION: usize = 6;
const SEALED: usize = NONCE + PLAIN + LONGEST_REGION + TAG;

/// The keys, current first.
pub struct CookieSeal(Vec<XChaCha20Poly1305>);

/// Why keys cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// None was given.
    #[error("at least one key is needed")]
    None,
    /// Not 64 hexadecimal digits.
    #[error("key {0} is not 64 hexadecimal digits")]
    Malformed(usize),
}

impl CookieSeal {
    /// Keys as 64 hexadecimal digits each, comma separated, current first.
    ///
    /// # Errors
    /// [`KeyError`] says which key is at fault, never what it is.
    pub fn new(keys: &Secret) -> Result<Self, KeyError> {
        let texts = keys.reveal().split(',').map(str::trim).filter(|text| !text.is_empty());
        let ciphers = texts.enumerate().map(|(number, text)| {
            let key = key(text).ok_or(KeyError::Malformed(number + 1))?;
            Ok(XChaCha20Poly1305::new(&key.into()))
        });
        let ciphers = ciphers.collect::<Result<Vec<_>, _>>()?;
        if ciphers.is_empty() { Err(KeyError::None) } else { Ok(Self(ciphers)) }
    }

    /// Sealed by the current key.
    fn close(&self, purpose: &[u8], plain: &[u8]) -> String {
        let nonce = random::<NONCE>();
        let payload = Payload { msg: plain, aad: purpose };
        let sealed = self.0.first().and_then(|key| key.encrypt(&XNonce::from(nonce), payload).ok());
        // Sealing so little cannot fail; an empty value would open as nobody.
        let sealed = sealed.unwrap_or_default();
        URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat())
    }

    /// What was sealed, and by which key.
    fn disclose(&self, purpose: &[u8], sealed: &[u8]) -> Option<(Vec<u8>, usize)> {
        let (nonce, text) = sealed.split_first_chunk::<NONCE>()?;
        let open = |key: &XChaCha20Poly1305| {
            key.decrypt(&XNonce::from(*nonce), Payload { msg: text, aad: purpose }).ok()
        };
        self.0.iter().enumerate().find_map(|(number, key)| Some((open(key)?, number)))
    }
}

fn visitor(plain: &[u8]) -> Option<MadeVisitor> {
    let (id, rest) = plain.split_first_chunk::<16>()?;
    let (made, region) = rest.split_first_chunk::<8>()?;
    let made = Timestamp::from_second(i64::from_be_bytes(*made)).ok()?;
    let region = match region {
        [] => None,
        code => Some(std::str::from_utf8(code).ok()?.parse::<Region>().ok()?),
    };
    Some(MadeVisitor { visitor: VisitorId::from_uuid(Uuid::from_bytes(*id)), made, region })
}

impl VisitorSeal for CookieSeal {
    fn seal(&self, made: &MadeVisitor) -> String {
        let mut plain = Vec::with_capacity(PLAIN + LONGEST_REGION);
        plain.extend_from_slice(made.visitor.as_uuid().as_bytes());
        plain.extend_from_slice(&made.made.as_second().to_be_bytes());
        plain.extend_from_slice(made.region.as_ref().map_or("", Region::as_str).as_bytes());
        self.close(VISITOR, &plain)
    }

    fn open(&self, value: &str) -> Option<Opened> {
        let mut sealed = [0; SEALED];
        let length = URL_SAFE_NO_PAD.decode_slice(value, &mut sealed).ok()?;
        let (plain, number) = self.disclose(VISITOR, sealed.get(..length)?)?;
        Some(Opened { made: visitor(&plain)?, current: number == 0 })
    }

    fn draw(&self) -> VisitorId {
        VisitorId::from_uuid(uuid::Builder::from_random_bytes(random()).into_uuid())
    }
}

impl Seal for CookieSeal {
    fn seal(&self, purpose: Purpose, plain: &[u8]) -> String {
        self.close(label(purpose), plain)
    }

    fn open(&self, purpose: Purpose, value: &str) -> Option<Vec<u8>> {
        let sealed = URL_SAFE_NO_PAD.decode(value).ok()?;
        self.disclose(label(purpose), &sealed).map(|(plain, _)| plain)
    }

    fn random(&self) -> [u8; 32] {
        random()
    }
}

fn label(purpose: Purpose) -> &'static [u8] {
    match purpose {
        Purpose::Session => SESSION,
        Purpose::SignIn => SIGN_IN,
    }
}

fn key(text: &str) -> Option<[u8; 32]> {
    let digits: Vec<u8> = text
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    bytes.try_into().ok().filter(|_| digits.len() == 64)
}

#[expect(clippy::expect_used, reason = "a gateway without randomness must not hand out ids")]
fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seal(keys: &[u8]) -> CookieSeal {
        let keys: Vec<String> = keys.iter().map(|&key| format!("{key:02x}").repeat(32)).collect();
        CookieSeal::new(&keys.join(",").parse().expect("infallible")).expect("keys")
    }

    fn a_visitor() -> MadeVisitor {
        MadeVisitor {
            visitor: seal(&[9]).draw(),
            made: Timestamp::from_second(1_790_000_000).expect("in range"),
            region: None,
        }
    }

    #[test]
    fn a_sealed_id_opens_again_and_shows_nothing() {
        let (seal, made) = (seal(&[1]), a_visitor());
        let value = VisitorSeal::seal(&seal, &made);
        assert_eq!(VisitorSeal::open(&seal, &value), Some(Opened { made: made.clone(), current: true }));
        assert_ne!(
            value,
            VisitorSeal::seal(&seal, &made),
            "two seals of one id must not be told apart from two ids"
        );
        assert!(value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
    }

    #[test]
    fn the_previous_key_opens_and_a_retired_one_does_not() {
        let made = a_visitor();
        let old = VisitorSeal::seal(&seal(&[1]), &made);
        assert_eq!(VisitorSeal::open(&seal(&[2, 1]), &old), Some(Opened { made, current: false }));
        assert_eq!(VisitorSeal::open(&seal(&[3, 2]), &old), None);
    }

    #[test]
    fn a_region_travels_with_the_id() {
        let seal = seal(&[1]);
        for region in ["IT-25", "IT", "FR-IDF"] {
            let made = MadeVisitor { region: region.parse().ok(), ..a_visitor() };
            let opened = VisitorSeal::open(&seal, &VisitorSeal::seal(&seal, &made)).expect("ours");
            assert_eq!(opened.made, made);
        }
    }

    #[test]
    fn what_was_sealed_for_one_purpose_opens_for_no_other() {
        let seal = seal(&[1]);
        let session = Seal::seal(&seal, Purpose::Session, &[7; PLAIN]);
        assert_eq!(Seal::open(&seal, Purpose::Session, &session).as_deref(), Some(&[7; PLAIN][..]));
        assert_eq!(Seal::open(&seal, Purpose::SignIn, &session), None);
        assert_eq!(VisitorSeal::open(&seal, &session), None);
        let visitor = VisitorSeal::seal(&seal, &a_visitor());
        assert_eq!(Seal::open(&seal, Purpose::Session, &visitor), None);
    }

    #[test]
    fn a_truncated_or_lengthened_value_is_nobody() {
        let seal = seal(&[1]);
        let value = VisitorSeal::seal(&seal, &a_visitor());
        assert!((0..value.len()).all(|length| VisitorSeal::open(&seal, &value[..length]).is_none()));
        for more in ["AA", "AAAAAAAA", "AAAAAAAAAAAAAAAA"] {
            assert_eq!(VisitorSeal::open(&seal, &format!("{value}{more}")), None);
        }
    }

    #[test]
    fn keys_that_are_none_are_named_by_number_alone() {
        let fault = |keys: &str| CookieSeal::new(&keys.parse().expect("infallible")).err();
        assert_eq!(fault(" , "), Some(KeyError::None));
        assert_eq!(fault(&format!("{},abc", "a".repeat(64))), Some(KeyError::Malformed(2)));
        assert_eq!(fault(&"g".repeat(64)), Some(KeyError::Malformed(1)));
    }

    proptest! {
        #[test]
        fn one_changed_character_is_a_forgery(at in 0_usize..85, to in "[A-Za-z0-9_-]") {
            let seal = seal(&[1]);
            let mut value = VisitorSeal::seal(&seal, &a_visitor());
            let changed = value[at..=at] != *to;
            value.replace_range(at..=at, &to);
            prop_assert_eq!(VisitorSeal::open(&seal, &value).is_none(), changed);
        }

        #[test]
        fn no_text_opens_by_chance(text in "\\PC{0,100}") {
            prop_assert_eq!(VisitorSeal::open(&seal(&[1]), &text), None);
        }
    }
}

//! A realm and an identity-service, small enough to be no contender: they answer before the clock runs.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use anyhow::Context;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use service_kit::identity::generate;

const KID: &str = "bench";
pub(crate) const REALM: u16 = 18_985;

/// Signs tokens and says who somebody is.
pub(crate) struct Realm {
    key: EncodingKey,
    nonce: Arc<Mutex<String>>,
}

/// Its address, as tokens name it.
pub(crate) fn issuer() -> String {
    format!("http://127.0.0.1:{REALM}/realms/packytrace")
}

impl Realm {
    /// Answers on a thread of its own until the process ends.
    pub(crate) fn start() -> anyhow::Result<Self> {
        let made = generate(KID)?;
        let key = EncodingKey::from_ed_pem(made.private_pem.as_bytes())?;
        let nonce = Arc::new(Mutex::new(String::new()));
        let listener = TcpListener::bind(("127.0.0.1", REALM)).context("a port for the realm")?;
        let (signer, asked) = (key.clone(), nonce.clone());
        let keys = json!({ "keys": [made.public_jwk] });
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (keys, signer, asked) = (keys.clone(), signer.clone(), asked.clone());
                thread::spawn(move || converse(&stream, &keys, &signer, &asked));
            }
        });
        Ok(Self { key, nonce })
    }

    /// An access token of one of many people.
    pub(crate) fn access_token(&self, person: usize) -> anyhow::Result<String> {
        sign(&self.key, &json!({ "typ": "Bearer", "azp": "packytrace-web", "aud": "packytrace-api" }), person)
    }

    /// The next ID token is for this sign-in.
    pub(crate) fn expect(&self, nonce: &str) {
        nonce.clone_into(&mut self.nonce.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

fn sign(key: &EncodingKey, claims: &Value, person: usize) -> anyhow::Result<String> {
    let now = Timestamp::now().as_second();
    let mut claims = claims.clone();
    for (name, value) in [
        ("iss", json!(issuer())),
        ("sub", json!(format!("00000000-0000-4000-8000-{person:012}"))),
        ("iat", json!(now)),
        ("auth_time", json!(now)),
        ("exp", json!(now + 3_600)),
        // As long as Keycloak's usually are.
        ("padding", json!("x".repeat(500))),
    ] {
        claims[name] = value;
    }
    let mut header = Header::new(Algorithm::EdDSA);
    header.kid = Some(KID.to_owned());
    Ok(encode(&header, &claims, key)?)
}

fn converse(stream: &TcpStream, keys: &Value, key: &EncodingKey, nonce: &Mutex<String>) {
    let mut reader = BufReader::new(stream);
    let mut writer = stream;
    while let Some(path) = hear(&mut reader) {
        let answer = if path.ends_with("/certs") {
            keys.clone()
        } else if path.ends_with("/token") {
            let nonce = nonce.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let claims = json!({ "typ": "ID", "azp": "packytrace-gateway", "aud": "packytrace-gateway", "nonce": nonce });
            let id = sign(key, &claims, 0).unwrap_or_default();
            json!({ "id_token": id, "refresh_token": "x".repeat(700), "expires_in": 3_600, "refresh_expires_in": 86_400 })
        } else {
            let id = "00000000-0000-4000-8000-000000000001";
            json!({ "accountId": id, "visitorId": id, "roles": ["consumer"] })
        };
        let body = answer.to_string();
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length";
        if write!(writer, "{head}: {}\r\n\r\n{body}", body.len()).is_err() {
            return;
        }
    }
}

/// The path of the next request, its body read and dropped.
fn hear(reader: &mut BufReader<&TcpStream>) -> Option<String> {
    let (mut path, mut length) = (None, 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        path = path.or_else(|| line.split(' ').nth(1).map(str::to_owned));
    }
    reader.read_exact(&mut vec![0; length]).ok()?;
    path
}

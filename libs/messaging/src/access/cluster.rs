//! A conversation with a broker about its access lists.

use std::collections::BTreeSet;
use std::time::Duration;

use service_kit::config::Secret;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::apply::AccessError;
use super::grant::{Grant, Operation, Resource};
use super::wire::{Reader, Unreadable, Writer};
use crate::kafka::{KafkaArgs, Mechanism, Protocol};

/// Kafka's numbers.
mod number {
    pub(super) const SASL_HANDSHAKE: i16 = 17;
    pub(super) const DESCRIBE_ACLS: i16 = 29;
    pub(super) const CREATE_ACLS: i16 = 30;
    pub(super) const DELETE_ACLS: i16 = 31;
    pub(super) const SASL_AUTHENTICATE: i16 = 36;
    /// Of each the last version before the flexible ones.
    pub(super) const VERSION: i16 = 1;

    pub(super) const ANY: i8 = 1;
    pub(super) const TOPIC: i8 = 2;
    pub(super) const GROUP: i8 = 3;
    pub(super) const LITERAL: i8 = 3;
    pub(super) const PREFIXED: i8 = 4;
    pub(super) const READ: i8 = 3;
    pub(super) const WRITE: i8 = 4;
    pub(super) const DESCRIBE: i8 = 8;
    pub(super) const ALLOW: i8 = 3;

    pub(super) const SECURITY_DISABLED: i16 = 54;
}

pub(super) const TIMEOUT: Duration = Duration::from_secs(15);
const LONGEST_ANSWER: usize = 16 << 20;

pub(super) struct Cluster {
    stream: TcpStream,
    asked: i32,
}

/// One rule as the cluster has it; `None` where it is none that we would make.
pub(super) struct Found {
    pub(super) rule: Rule,
    pub(super) grant: Option<Grant>,
}

/// A rule in Kafka's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    kind: i8,
    name: String,
    pattern: i8,
    principal: String,
    host: String,
    operation: i8,
    permission: i8,
}

impl Cluster {
    pub(super) async fn connect(kafka: &KafkaArgs) -> Result<Self, AccessError> {
        let broker = kafka.brokers.split(',').next().unwrap_or_default().trim();
        let connecting = tokio::time::timeout(TIMEOUT, TcpStream::connect(broker)).await;
        let stream = connecting.map_err(|_| AccessError::TimedOut)??;
        let mut cluster = Self { stream, asked: 0 };
        match (kafka.security.protocol, kafka.security.mechanism) {
            (Protocol::Plaintext, _) => {}
            (Protocol::SaslPlaintext, Mechanism::Plain) => {
                let user = kafka.security.user.as_deref().unwrap_or_default();
                cluster.sign_in(user, kafka.security.password.as_ref()).await?;
            }
            (Protocol::SaslSsl, _) | (_, Mechanism::ScramSha512) => return Err(AccessError::OtherTool),
        }
        Ok(cluster)
    }

    async fn sign_in(&mut self, user: &str, password: Option<&Secret>) -> Result<(), AccessError> {
        let answer = self.ask(number::SASL_HANDSHAKE, Writer::default().text("PLAIN")).await?;
        refused(Reader(&answer).i16()?)?;
        let password = password.map(Secret::reveal).unwrap_or_default();
        let shown = format!("\0{user}\0{password}");
        let answer = self.ask(number::SASL_AUTHENTICATE, Writer::default().bytes(shown.as_bytes())).await?;
        refused(Reader(&answer).i16()?)
    }

    /// Every rule of the cluster; nothing where it has no authorizer.
    pub(super) async fn rules(&mut self) -> Result<Option<Vec<Found>>, AccessError> {
        let everything = Writer::default().i8(number::ANY).nothing().i8(number::ANY).nothing().nothing();
        let everything = everything.i8(number::ANY).i8(number::ANY);
        let answer = self.ask(number::DESCRIBE_ACLS, everything).await?;
        let mut reader = Reader(&answer);
        reader.i32()?; // throttled for so long
        let code = reader.i16()?;
        if code == number::SECURITY_DISABLED {
            return Ok(None);
        }
        refused(code)?;
        reader.text()?;
        let found = reader.each(rules_of_resource)?;
        Ok(Some(found.into_iter().flatten().map(Found::from).collect()))
    }

    pub(super) async fn create(&mut self, grants: &BTreeSet<&Grant>) -> Result<(), AccessError> {
        let request = grants
            .iter()
            .fold(Writer::default().count(grants.len()), |writer, grant| Rule::from(*grant).write(writer));
        let answer = self.ask(number::CREATE_ACLS, request).await?;
        all_accepted(&answer)
    }

    pub(super) async fn delete(&mut self, rules: &[Rule]) -> Result<(), AccessError> {
        let request =
            rules.iter().fold(Writer::default().count(rules.len()), |writer, rule| rule.write(writer));
        let answer = self.ask(number::DELETE_ACLS, request).await?;
        let mut reader = Reader(&answer);
        reader.i32()?;
        // What follows the first result is what it matched.
        if reader.i32()? > 0 { refused(reader.i16()?) } else { Ok(()) }
    }

    /// The answer's body.
    async fn ask(&mut self, what: i16, body: Writer) -> Result<Vec<u8>, AccessError> {
        tokio::time::timeout(TIMEOUT, self.exchange(what, body)).await.map_err(|_| AccessError::TimedOut)?
    }

    async fn exchange(&mut self, what: i16, body: Writer) -> Result<Vec<u8>, AccessError> {
        self.asked += 1;
        let head = Writer::default().i16(what).i16(number::VERSION).i32(self.asked).text("packytrace-topics");
        self.stream.write_all(&head.then(body).framed()).await?;
        let length = usize::try_from(self.stream.read_i32().await?).map_err(|_| Unreadable)?;
        if !(4..=LONGEST_ANSWER).contains(&length) {
            return Err(Unreadable.into());
        }
        let mut answer = vec![0; length];
        self.stream.read_exact(&mut answer).await?;
        Ok(answer.split_off(4)) // its own number: one question at a time
    }
}

/// Kafka's reason, where there is one.
fn refused(code: i16) -> Result<(), AccessError> {
    if code == 0 { Ok(()) } else { Err(AccessError::Refused(code)) }
}

fn all_accepted(answer: &[u8]) -> Result<(), AccessError> {
    let mut reader = Reader(answer);
    reader.i32()?;
    let codes = reader.each(|reader| {
        let code = reader.i16()?;
        reader.text().map(|_| code)
    })?;
    codes.into_iter().try_for_each(refused)
}

fn rules_of_resource(reader: &mut Reader<'_>) -> Result<Vec<Rule>, Unreadable> {
    let (kind, name, pattern) = (reader.i8()?, reader.text()?.to_owned(), reader.i8()?);
    reader.each(|reader| {
        let (principal, host) = (reader.text()?.to_owned(), reader.text()?.to_owned());
        let (operation, permission) = (reader.i8()?, reader.i8()?);
        Ok(Rule { kind, name: name.clone(), pattern, principal, host, operation, permission })
    })
}

const ANYWHERE: &str = "*";

impl Rule {
    fn write(&self, writer: Writer) -> Writer {
        let writer = writer.i8(self.kind).text(&self.name).i8(self.pattern);
        writer.text(&self.principal).text(&self.host).i8(self.operation).i8(self.permission)
    }

    /// The name of its topic, or how its groups' names begin.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

impl From<&Grant> for Rule {
    fn from(grant: &Grant) -> Self {
        let (kind, name, pattern) = match &grant.resource {
            Resource::Topic(name) => (number::TOPIC, name, number::LITERAL),
            Resource::Groups(prefix) => (number::GROUP, prefix, number::PREFIXED),
        };
        let operation = match grant.operation {
            Operation::Read => number::READ,
            Operation::Write => number::WRITE,
            Operation::Describe => number::DESCRIBE,
        };
        Self {
            kind,
            name: name.clone(),
            pattern,
            principal: format!("User:{}", grant.principal),
            host: ANYWHERE.to_owned(),
            operation,
            permission: number::ALLOW,
        }
    }
}

impl From<Rule> for Found {
    fn from(rule: Rule) -> Self {
        let grant = grant(&rule).filter(|grant| Rule::from(grant) == rule);
        Self { rule, grant }
    }
}

fn grant(rule: &Rule) -> Option<Grant> {
    let resource = match rule.kind {
        number::TOPIC => Resource::Topic(rule.name.clone()),
        number::GROUP => Resource::Groups(rule.name.clone()),
        _ => return None,
    };
    let operation = match rule.operation {
        number::READ => Operation::Read,
        number::WRITE => Operation::Write,
        number::DESCRIBE => Operation::Describe,
        _ => return None,
    };
    Some(Grant { principal: rule.principal.strip_prefix("User:")?.to_owned(), resource, operation })
}

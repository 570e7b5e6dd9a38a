//! What clients bring: a visitor's cookie, a session's, or an access token.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use anyhow::{Context, ensure};

use crate::realm::Realm;

/// A header line of a request.
pub(crate) type Line = (&'static str, String);

/// As many of each as there are connections.
const CLIENTS: usize = 64;

/// Visitors, as the gateway hands them out.
pub(crate) fn visitors(port: u16) -> anyhow::Result<Vec<Line>> {
    let visitor = |_| Ok(("Cookie", kept(&ask(port, "/full", "")?)?.join("; ")));
    (0..CLIENTS).map(visitor).collect()
}

/// Access tokens of as many people.
pub(crate) fn tokens(realm: &Realm) -> anyhow::Result<Vec<Line>> {
    (0..CLIENTS)
        .map(|person| Ok(("Authorization", format!("Bearer {}", realm.access_token(person)?))))
        .collect()
}

/// Sessions, each signed in the whole way.
pub(crate) fn sessions(port: u16, realm: &Realm) -> anyhow::Result<Vec<Line>> {
    (0..CLIENTS).map(|_| session(port, realm)).collect()
}

fn session(port: u16, realm: &Realm) -> anyhow::Result<Line> {
    let leaving = ask(port, "/auth/login", "")?;
    let address = line(&leaving, "location: ").next().context("no way to the realm")?;
    let parameter = |name: &str| {
        let (_, rest) = address.split_once(&format!("{name}=")).context("a parameter is missing")?;
        anyhow::Ok(rest.split('&').next().unwrap_or_default().to_owned())
    };
    realm.expect(&parameter("nonce")?);
    let path = format!("/auth/callback?code=x&state={}", parameter("state")?);
    let back = ask(port, &path, &format!("Cookie: {}\r\n", kept(&leaving)?.join("; ")))?;
    let cookies = kept(&back)?;
    ensure!(cookies.iter().any(|cookie| cookie.contains("session=")), "nobody was signed in: {back}");
    Ok(("Cookie", cookies.join("; ")))
}

fn ask(port: u16, path: &str, lines: &str) -> anyhow::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    let head = format!("GET {path} HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n{lines}\r\n");
    stream.write_all(head.as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

fn line<'a>(answer: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    answer.lines().filter_map(move |line| line.strip_prefix(name))
}

/// The cookies that an answer sets.
fn kept(answer: &str) -> anyhow::Result<Vec<String>> {
    let lines = line(answer, "set-cookie: ").filter(|line| !line.contains("Max-Age=0;"));
    let cookies: Vec<_> = lines.map(|line| line.split(';').next().unwrap_or_default().to_owned()).collect();
    ensure!(!cookies.is_empty(), "no cookie");
    Ok(cookies)
}

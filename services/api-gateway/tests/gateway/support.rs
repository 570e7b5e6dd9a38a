//! A gateway with short patience, a peer that remembers what it was asked, and a client that says any bytes.

use std::{
    collections::BTreeMap,
    fs,
    future::Future,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use api_gateway::{
    adapters::{
        identity::GatewayTokens,
        routes_file,
        sealing::CookieSeal,
        server::{ServerSettings, Timeouts},
        upstream::UpstreamSettings,
    },
    domain::{client_address::TrustedProxies, origin::AllowedOrigins},
    gateway::{Gateway, Setup},
};
use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use service_kit::{
    clock::SystemClock,
    config::Secret,
    identity::{GATEWAY, Signer, Verifier, generate, jwks},
    metrics::Metrics,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::timeout,
};
use tokio_util::sync::CancellationToken;

/// Nothing in these tests takes longer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A request as the peer saw it.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) method: Method,
    pub(crate) uri: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// What the peer answers; `None` cuts the connection.
pub(crate) type Reply = Option<Response<Full<Bytes>>>;
type Replying = Pin<Box<dyn Future<Output = Reply> + Send>>;
type Script = Arc<dyn Fn(Seen) -> Replying + Send + Sync>;

/// Plays a service.
pub(crate) struct Peer {
    pub(crate) address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
    task: JoinHandle<()>,
}

impl Peer {
    /// Answers everything with 200 and `ok`.
    pub(crate) async fn friendly() -> Self {
        Self::scripted(|_| async { Some(Response::new(Full::from("ok"))) }).await
    }

    pub(crate) async fn scripted<R>(script: impl Fn(Seen) -> R + Send + Sync + 'static) -> Self
    where
        R: Future<Output = Reply> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        Self::on(listener, script)
    }

    pub(crate) fn on<R>(listener: TcpListener, script: impl Fn(Seen) -> R + Send + Sync + 'static) -> Self
    where
        R: Future<Output = Reply> + Send + 'static,
    {
        let address = listener.local_addr().expect("an address");
        let seen = Arc::new(Mutex::new(Vec::new()));
        let script: Script = Arc::new(move |seen| Box::pin(script(seen)));
        let remember = seen.clone();
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.expect("a connection");
                tokio::spawn(converse(stream, remember.clone(), script.clone()));
            }
        });
        Self { address, seen, task }
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        let documents = |seen: &&Seen| seen.uri != "/openapi.json";
        self.seen.lock().expect("lock").iter().filter(documents).cloned().collect()
    }

    pub(crate) fn last(&self) -> Seen {
        self.seen().pop().expect("the peer was asked")
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn converse(stream: TcpStream, seen: Arc<Mutex<Vec<Seen>>>, script: Script) {
    let service = service_fn(move |request: Request<Incoming>| {
        let (seen, script) = (seen.clone(), script.clone());
        async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
            let asked =
                Seen { method: parts.method, uri: parts.uri.to_string(), headers: parts.headers, body };
            seen.lock().expect("lock").push(asked.clone());
            script(asked).await.ok_or("cut")
        }
    });
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

/// What a test may want otherwise.
pub(crate) struct Wishes {
    pub(crate) timeouts: Timeouts,
    pub(crate) upstream: UpstreamSettings,
    pub(crate) routes: String,
    pub(crate) peers: BTreeMap<String, SocketAddr>,
    pub(crate) https: bool,
    pub(crate) cookie_keys: String,
    pub(crate) proxies: Vec<&'static str>,
    pub(crate) origins: Vec<String>,
    pub(crate) tls: Option<tokio_rustls::TlsAcceptor>,
    pub(crate) max_connections: usize,
}

impl Wishes {
    pub(crate) fn of(peer: &Peer) -> Self {
        Self {
            timeouts: Timeouts::default(),
            upstream: UpstreamSettings::default(),
            routes: routes_file::BUILT_IN.to_owned(),
            peers: BTreeMap::from([("passport".to_owned(), peer.address)]),
            https: false,
            cookie_keys: "11".repeat(32),
            proxies: Vec::new(),
            origins: Vec::new(),
            tls: None,
            max_connections: 1_000,
        }
    }
}

/// A running gateway.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    pub(crate) metrics: Metrics,
    pub(crate) verifier: Verifier,
    pub(crate) stop: CancellationToken,
    pub(crate) served: Option<JoinHandle<anyhow::Result<()>>>,
    pub(crate) web: TempDir,
}

impl Running {
    pub(crate) async fn before(peer: &Peer) -> Self {
        Self::with(Wishes::of(peer)).await
    }

    pub(crate) async fn with(wishes: Wishes) -> Self {
        let web = web_app();
        let keys = generate(GATEWAY).expect("keys");
        let signer = Signer::from_pem(GATEWAY, keys.private_pem.as_bytes()).expect("a signer");
        let verifier = Verifier::from_jwks(&jwks(&[keys.public_jwk]).to_string()).expect("a verifier");
        let keys: Secret = wishes.cookie_keys.parse().expect("infallible");
        let address = |address: &SocketAddr| format!("http://{address}").parse().expect("an address");
        let setup = Setup {
            listen: "127.0.0.1:0".parse().expect("an address"),
            https: wishes.https,
            routes: routes_file::parse(&wishes.routes).expect("routes"),
            upstreams: wishes.peers.iter().map(|(name, peer)| (name.clone(), address(peer))).collect(),
            upstream_settings: wishes.upstream,
            web_root: web.path().to_owned(),
            seal: Arc::new(CookieSeal::new(&keys).expect("keys")),
            tokens: Arc::new(GatewayTokens::new(signer)),
            clock: Arc::new(SystemClock),
            origins: AllowedOrigins::new(wishes.origins),
            proxies: TrustedProxies::new(
                wishes.proxies.iter().map(|text| text.parse().expect("net")).collect(),
            ),
            server: ServerSettings {
                timeouts: wishes.timeouts,
                max_connections: wishes.max_connections,
                ..ServerSettings::default()
            },
            tls: wishes.tls,
        };
        let (metrics, stop) = (Metrics::new(), CancellationToken::new());
        let gateway = Gateway::open(setup, &metrics).await.expect("a gateway");
        let address = gateway.address().expect("an address");
        tokio::spawn(gateway.chores().run(stop.clone()));
        let served = Some(tokio::spawn(gateway.serve(stop.clone())));
        Self { address, metrics, verifier, stop, served, web }
    }

    pub(crate) async fn connect(&self) -> Client {
        Client { stream: TcpStream::connect(self.address).await.expect("a connection"), rest: Vec::new() }
    }

    /// One request on a connection of its own.
    pub(crate) async fn ask(&self, head: &str) -> Answer {
        let mut client = self.connect().await;
        client.say(&request(head)).await;
        client.hear().await
    }

    pub(crate) fn metric(&self, line: &str) -> f64 {
        let text = self.metrics.render();
        let found = text.lines().find_map(|known| known.strip_prefix(line)?.trim().parse().ok());
        found.unwrap_or(0.0)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// A head in short: `GET /path\nname: value`, with a host unless it names one.
pub(crate) fn request(short: &str) -> String {
    let mut lines = short.lines();
    let first = lines.next().expect("a request line");
    let mut head = format!("{first} HTTP/1.1\r\n");
    if !short.to_ascii_lowercase().contains("\nhost:") {
        head.push_str("Host: shop.example\r\n");
    }
    lines.for_each(|line| head.push_str(&format!("{line}\r\n")));
    head.push_str("\r\n");
    head
}

/// An answer in plain view.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    pub(crate) fn slug(&self) -> String {
        let kind = self.json()["type"].as_str().expect("a problem").to_owned();
        kind.rsplit('/').next().unwrap_or_default().to_owned()
    }
}

/// Says and hears bytes.
pub(crate) struct Client {
    pub(crate) stream: TcpStream,
    rest: Vec<u8>,
}

impl Client {
    pub(crate) async fn say(&mut self, text: &str) {
        self.say_bytes(text.as_bytes()).await;
    }

    pub(crate) async fn say_bytes(&mut self, bytes: &[u8]) {
        // The gateway may have hung up on what came before: what it said first still counts.
        let _ = self.stream.write_all(bytes).await;
    }

    /// The next answer to anything but `HEAD`.
    pub(crate) async fn hear(&mut self) -> Answer {
        self.try_hear(true).await.expect("an answer")
    }

    pub(crate) async fn hear_head(&mut self) -> Answer {
        self.try_hear(false).await.expect("an answer")
    }

    pub(crate) async fn try_hear(&mut self, with_body: bool) -> Option<Answer> {
        timeout(PATIENCE, self.read_answer(with_body)).await.expect("an answer or the end in time")
    }

    async fn read_answer(&mut self, with_body: bool) -> Option<Answer> {
        let end = loop {
            match find(&self.rest, b"\r\n\r\n") {
                Some(at) => break at + 4,
                None => self.more().await?,
            }
        };
        let head = String::from_utf8(self.rest.drain(..end).collect()).expect("text");
        let mut lines = head.trim_end().split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let split =
            |line: &str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
        let headers: Vec<_> = lines.filter_map(split).collect();
        let mut answer = Answer { status, headers, body: Vec::new() };
        let length = answer.header("content-length").and_then(|length| length.parse::<usize>().ok());
        if !with_body || status == 304 || status == 204 {
            return Some(answer);
        }
        answer.body = match length {
            Some(length) => self.exactly(length).await?,
            None if answer.header("transfer-encoding") == Some("chunked") => self.chunks().await?,
            None => {
                while self.more().await.is_some() {}
                std::mem::take(&mut self.rest)
            }
        };
        Some(answer)
    }

    async fn exactly(&mut self, length: usize) -> Option<Vec<u8>> {
        while self.rest.len() < length {
            self.more().await?;
        }
        Some(self.rest.drain(..length).collect())
    }

    async fn chunks(&mut self) -> Option<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let end = loop {
                match find(&self.rest, b"\r\n") {
                    Some(at) => break at,
                    None => self.more().await?,
                }
            };
            let line: Vec<u8> = self.rest.drain(..end + 2).collect();
            let length = usize::from_str_radix(std::str::from_utf8(&line).ok()?.trim(), 16).ok()?;
            let chunk = self.exactly(length + 2).await?;
            if length == 0 {
                return Some(body);
            }
            body.extend_from_slice(&chunk[..length]);
        }
    }

    async fn more(&mut self) -> Option<()> {
        let mut bytes = [0; 4096];
        match self.stream.read(&mut bytes).await {
            Ok(0) | Err(_) => None,
            Ok(read) => {
                self.rest.extend_from_slice(&bytes[..read]);
                Some(())
            }
        }
    }

    /// Waits for the gateway to close, and says how long that took.
    pub(crate) async fn closed(&mut self) -> Duration {
        let since = Instant::now();
        timeout(PATIENCE, async { while self.more().await.is_some() {} }).await.expect("closed in time");
        since.elapsed()
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// Waits until something is so.
pub(crate) async fn until(mut is_so: impl FnMut() -> bool, what: &str) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < deadline, "not in time: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

pub(crate) const BOOTSTRAP: &str = "console.log('kit')";

fn web_app() -> TempDir {
    let root = tempfile::tempdir().expect("a directory");
    let write = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("written");
    };
    write("shell.html", &format!("<html><script>{BOOTSTRAP}</script>shell</html>"));
    write("index.html", "<html>home</html>");
    write("index.html.br", "<home in brotli>");
    write("about.html", "<html>about</html>");
    write("_app/immutable/a.js", "script");
    write("_app/immutable/a.js.br", "script in brotli");
    write("_app/immutable/a.js.gz", "script in gzip");
    write("favicon.svg", "<svg/>");
    fs::write(root.path().parent().expect("a parent").join("outside.txt"), "secret").expect("written");
    root
}

/// An answer of a peer.
pub(crate) fn reply(status: StatusCode, headers: &[(&'static str, &str)], body: &'static str) -> Reply {
    let mut response = Response::new(Full::from(body));
    *response.status_mut() = status;
    for (name, value) in headers {
        response.headers_mut().append(*name, value.parse().expect("a value"));
    }
    Some(response)
}

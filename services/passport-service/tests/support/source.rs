//! A source on this machine that behaves as badly as it is told.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// What the source does with a request.
#[derive(Debug, Clone)]
pub(crate) enum Behaviour {
    /// A whole answer.
    Answer { status: u16, headers: String, body: String },
    /// Headers, then bytes without end.
    Endless,
    /// Headers, then a byte now and then.
    Drip,
    /// Nothing at all, with the connection open.
    Silent,
    /// The connection is closed at once.
    HangUp,
    /// Something else, later.
    Late(Duration, Box<Behaviour>),
}

impl Behaviour {
    /// A JSON answer.
    pub(crate) fn json(status: u16, body: impl Into<String>) -> Self {
        Self::Answer { status, headers: "content-type: application/json\r\n".into(), body: body.into() }
    }

    /// The same, later.
    pub(crate) fn late(delay: Duration, behaviour: Self) -> Self {
        Self::Late(delay, Box::new(behaviour))
    }

    /// A redirect.
    pub(crate) fn redirect(location: &str) -> Self {
        Self::Answer { status: 302, headers: format!("location: {location}\r\n"), body: String::new() }
    }
}

/// A running source.
pub(crate) struct Source {
    address: SocketAddr,
    asked: Arc<AtomicUsize>,
    server: tokio::task::JoinHandle<()>,
}

impl Source {
    /// Starts a source with one behaviour for every request.
    pub(crate) async fn start(behaviour: Behaviour) -> Self {
        Self::start_with(move |_| behaviour.clone()).await
    }

    /// Starts a source that chooses its behaviour by the request's path.
    pub(crate) async fn start_with(choose: impl Fn(&str) -> Behaviour + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let asked = Arc::new(AtomicUsize::new(0));
        let (count, choose) = (asked.clone(), Arc::new(choose));
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (count, choose) = (count.clone(), choose.clone());
                tokio::spawn(async move {
                    // A client that goes away early is part of the game.
                    let _ = attend(stream, &count, &*choose).await;
                });
            }
        });
        Self { address, asked, server }
    }

    /// Its base address.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// How many requests have reached it.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn attend(
    mut stream: TcpStream,
    asked: &AtomicUsize,
    choose: &(dyn Fn(&str) -> Behaviour + Send + Sync),
) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    asked.fetch_add(1, Ordering::SeqCst);
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or("/");
    let mut behaviour = choose(path);
    while let Behaviour::Late(delay, then) = behaviour {
        tokio::time::sleep(delay).await;
        behaviour = *then;
    }
    match behaviour {
        Behaviour::Answer { status, headers, body } => {
            let length = body.len();
            let head = format!(
                "HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n"
            );
            stream.write_all(head.as_bytes()).await?;
            stream.write_all(body.as_bytes()).await
        }
        Behaviour::Endless => {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{\"x\":\"").await?;
            loop {
                stream.write_all(&[b'x'; 65536]).await?;
            }
        }
        Behaviour::Drip => {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n").await?;
            let mut tick = tokio::time::interval(Duration::from_millis(100));
            loop {
                tick.tick().await;
                stream.write_all(b" ").await?;
            }
        }
        Behaviour::Silent => std::future::pending().await,
        Behaviour::HangUp | Behaviour::Late(..) => Ok(()),
    }
}

//! A mail server that does as a test tells it: takes mail, refuses it, or hangs up at the worst moment.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

/// What it does with the next mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    Takes,
    /// Refuses the mail for now, after all of it was said.
    Refuses,
    /// Takes all of it, and hangs up without a word.
    HangsUp,
}

/// The mail server.
#[derive(Clone)]
pub(crate) struct PostOffice {
    pub(crate) url: String,
    state: Arc<Mutex<State>>,
}

struct State {
    mood: Mood,
    taken: Vec<Taken>,
    seen: usize,
}

/// A mail that was taken.
#[derive(Debug, Clone)]
pub(crate) struct Taken {
    pub(crate) to: String,
    pub(crate) text: String,
}

impl Taken {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> String {
        let line = self.text.lines().find(|line| line.starts_with(&format!("{name}: ")));
        line.unwrap_or_else(|| panic!("no {name}: {}", self.text)).trim_start_matches(name)[2..].to_owned()
    }
}

impl PostOffice {
    pub(crate) async fn opens() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let state = Arc::new(Mutex::new(State { mood: Mood::Takes, taken: Vec::new(), seen: 0 }));
        let serving = state.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, serving.clone()));
            }
        });
        Self { url, state }
    }

    pub(crate) fn is_in(&self, mood: Mood) {
        self.state.lock().expect("nobody panicked").mood = mood;
    }

    /// Mails that it took.
    pub(crate) fn taken(&self) -> Vec<Taken> {
        self.state.lock().expect("nobody panicked").taken.clone()
    }

    /// Mails that were said to it, whatever it did with them.
    pub(crate) fn seen(&self) -> usize {
        self.state.lock().expect("nobody panicked").seen
    }
}

async fn serve(stream: TcpStream, state: Arc<Mutex<State>>) -> Option<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"220 post office\r\n").await.ok()?;
    let mut to = String::new();
    while let Some(line) = lines.next_line().await.ok()? {
        let answer: &[u8] = match line.split(' ').next().unwrap_or_default() {
            "EHLO" => b"250-post office\r\n250 8BITMIME\r\n",
            "RCPT" => {
                to = line.trim_start_matches("RCPT TO:").trim_matches(['<', '>']).to_owned();
                b"250 ok\r\n"
            }
            "DATA" => {
                writer.write_all(b"354 go on\r\n").await.ok()?;
                let mut text = String::new();
                while let Some(line) = lines.next_line().await.ok()? {
                    if line == "." {
                        break;
                    }
                    text.push_str(&line);
                    text.push('\n');
                }
                let mut state = state.lock().expect("nobody panicked");
                state.seen += 1;
                match state.mood {
                    Mood::Takes => {
                        state.taken.push(Taken { to: to.clone(), text });
                        b"250 taken\r\n"
                    }
                    Mood::Refuses => b"451 later, please\r\n",
                    Mood::HangsUp => return None,
                }
            }
            "QUIT" => return writer.write_all(b"221 bye\r\n").await.ok(),
            _ => b"250 ok\r\n",
        };
        writer.write_all(answer).await.ok()?;
    }
    Some(())
}

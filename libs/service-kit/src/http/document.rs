//! A JSON object that is written while it is sent: nobody ever holds all of it, neither here nor on a disk.

use std::{future::Future, io};

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use serde::Serialize;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tracing::{Instrument as _, warn};

/// Pieces on their way; whoever reads slowly slows the writer down.
const AHEAD: usize = 4;
const PIECE: usize = 16 * 1024;

/// The object being written.
pub struct Document {
    reader: mpsc::Sender<io::Result<Bytes>>,
    written: Vec<u8>,
    between: bool,
}

/// The document ends here, unfinished; the reader notices because its end is missing.
#[derive(Debug, thiserror::Error)]
pub enum Interrupted {
    /// Nobody reads any more.
    #[error("the reader is gone")]
    ReaderGone,
    /// What should stand in it could not be had.
    #[error("a part could not be had")]
    Source(#[from] anyhow::Error),
    /// It is no JSON.
    #[error("a part cannot be written")]
    Unwritable(#[from] serde_json::Error),
}

impl Document {
    /// An answer whose body is what `write` puts into the document.
    pub fn answer<W, F>(write: W) -> Response
    where
        W: FnOnce(Self) -> F,
        F: Future<Output = Result<Self, Interrupted>> + Send + 'static,
    {
        let (reader, pieces) = mpsc::channel(AHEAD);
        let writing = write(Self { reader: reader.clone(), written: b"{".to_vec(), between: false });
        tokio::spawn(finish(writing, reader).in_current_span());
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        (headers, Body::from_stream(ReceiverStream::new(pieces))).into_response()
    }

    /// `"name": value`
    ///
    /// # Errors
    /// [`Interrupted`] says why the document ends here.
    pub async fn member(&mut self, name: &str, value: &impl Serialize) -> Result<(), Interrupted> {
        self.name(name)?;
        serde_json::to_writer(&mut self.written, value)?;
        self.send_when_large().await
    }

    /// `"name": [`
    ///
    /// # Errors
    /// As [`Document::member`].
    pub fn begin_list(&mut self, name: &str) -> Result<(), Interrupted> {
        self.begin(name, b'[')
    }

    /// An element of the list that was begun.
    ///
    /// # Errors
    /// As [`Document::member`].
    pub async fn item(&mut self, value: &impl Serialize) -> Result<(), Interrupted> {
        self.comma();
        serde_json::to_writer(&mut self.written, value)?;
        self.send_when_large().await
    }

    /// `]`
    pub fn end_list(&mut self) {
        self.end(b']');
    }

    /// `"name": {`
    ///
    /// # Errors
    /// As [`Document::member`].
    pub fn begin_object(&mut self, name: &str) -> Result<(), Interrupted> {
        self.begin(name, b'{')
    }

    /// `}`
    pub fn end_object(&mut self) {
        self.end(b'}');
    }

    /// `"name":`, to be followed by [`Document::raw`].
    ///
    /// # Errors
    /// As [`Document::member`].
    pub fn name(&mut self, name: &str) -> Result<(), Interrupted> {
        self.comma();
        serde_json::to_writer(&mut self.written, name)?;
        self.written.push(b':');
        Ok(())
    }

    /// A piece of JSON that was written elsewhere.
    ///
    /// # Errors
    /// As [`Document::member`].
    pub async fn raw(&mut self, piece: &[u8]) -> Result<(), Interrupted> {
        self.written.extend_from_slice(piece);
        self.send_when_large().await
    }

    fn begin(&mut self, name: &str, bracket: u8) -> Result<(), Interrupted> {
        self.name(name)?;
        self.written.push(bracket);
        self.between = false;
        Ok(())
    }

    fn end(&mut self, bracket: u8) {
        self.written.push(bracket);
        self.between = true;
    }

    fn comma(&mut self) {
        if std::mem::replace(&mut self.between, true) {
            self.written.push(b',');
        }
    }

    async fn send_when_large(&mut self) -> Result<(), Interrupted> {
        if self.written.len() < PIECE { Ok(()) } else { self.send().await }
    }

    async fn send(&mut self) -> Result<(), Interrupted> {
        let piece = Bytes::from(std::mem::take(&mut self.written));
        self.reader.send(Ok(piece)).await.map_err(|_| Interrupted::ReaderGone)
    }
}

async fn finish(
    writing: impl Future<Output = Result<Document, Interrupted>>,
    reader: mpsc::Sender<io::Result<Bytes>>,
) {
    let finished = match writing.await {
        Ok(mut document) => {
            document.written.push(b'}');
            document.send().await
        }
        Err(interrupted) => Err(interrupted),
    };
    match finished {
        Ok(()) | Err(Interrupted::ReaderGone) => {}
        Err(interrupted) => {
            warn!(error = &interrupted as &dyn std::error::Error, "a document was not finished");
            let _ = reader.send(Err(io::Error::other("not finished"))).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt as _;
    use serde_json::{Value, json};

    use super::*;

    async fn read(response: Response) -> Result<Value, axum::Error> {
        let body = response.into_body().collect().await?.to_bytes();
        Ok(serde_json::from_slice(&body).expect("JSON"))
    }

    #[tokio::test]
    async fn members_and_lists_make_one_object() {
        let response = Document::answer(|mut document| async move {
            document.member("service", &"x").await?;
            document.begin_list("scans")?;
            for n in 0..20_000 {
                document.item(&json!({ "n": n })).await?;
            }
            document.end_list();
            document.begin_object("more")?;
            document.name("raw")?;
            document.raw(b"[1]").await?;
            document.end_object();
            document.begin_list("none")?;
            document.end_list();
            Ok(document)
        });
        let body = read(response).await.expect("whole");
        assert_eq!(body["scans"].as_array().map(Vec::len), Some(20_000));
        assert_eq!(
            (&body["service"], &body["more"], &body["none"]),
            (&json!("x"), &json!({ "raw": [1] }), &json!([]))
        );
    }

    #[tokio::test]
    async fn what_is_not_finished_breaks_off() {
        let response = Document::answer(|mut document| async move {
            document.member("service", &"x").await?;
            Err(anyhow::anyhow!("the store is away").into())
        });
        assert!(read(response).await.is_err());
    }
}

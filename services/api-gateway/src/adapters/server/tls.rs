//! TLS by a certificate and a key in files.

use std::{fs::File, io::BufReader, path::Path, sync::Arc};

use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer},
};
use tokio_rustls::TlsAcceptor;

/// Why TLS cannot start.
#[derive(Debug, thiserror::Error)]
pub enum TlsFault {
    /// A file cannot be read or holds no PEM.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The key file holds no private key.
    #[error("{0} holds no private key")]
    NoKey(String),
    /// The two do not make a server.
    #[error("certificate and key cannot be used: {0}")]
    Unusable(#[from] rustls::Error),
}

/// An acceptor that offers HTTP/2 and HTTP/1.1.
///
/// # Errors
/// [`TlsFault`] names the file that is at fault.
pub fn acceptor(certificate: &Path, key: &Path) -> Result<TlsAcceptor, TlsFault> {
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain(certificate)?, private_key(key)?)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsFault> {
    rustls_pemfile::certs(&mut open(path)?).collect::<Result<_, _>>().map_err(|source| at_fault(path, source))
}

fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>, TlsFault> {
    let key = rustls_pemfile::private_key(&mut open(path)?).map_err(|source| at_fault(path, source))?;
    key.ok_or_else(|| TlsFault::NoKey(path.display().to_string()))
}

fn open(path: &Path) -> Result<BufReader<File>, TlsFault> {
    File::open(path).map(BufReader::new).map_err(|source| at_fault(path, source))
}

fn at_fault(path: &Path, source: std::io::Error) -> TlsFault {
    TlsFault::File { path: path.display().to_string(), source }
}

//! All files of the web app, read once; what is not among them cannot be reached.

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use http::HeaderValue;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::file::File;

const SHELL: &str = "shell.html";

/// The files by the path that they are asked for under.
#[derive(Debug)]
pub struct Site {
    files: HashMap<Box<str>, File>,
    shell: File,
    policy: HeaderValue,
    built: Option<SystemTime>,
}

/// Why a directory is no web app.
#[derive(Debug, thiserror::Error)]
pub enum SiteFault {
    /// It cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// What.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// It holds no shell.
    #[error("{0} holds no shell.html: build the web app first")]
    NoShell(String),
}

impl Site {
    /// Reads a build of the web app.
    ///
    /// # Errors
    /// [`SiteFault`] names what cannot be read.
    pub fn read(root: &Path) -> Result<Self, SiteFault> {
        // Before the files, so that a build that ends meanwhile is seen as newer.
        let built = built_at(root);
        let mut files = HashMap::new();
        read_directory(root, "", &mut files)?;
        let no_shell = || SiteFault::NoShell(root.display().to_string());
        let shell = read_file(&root.join(SHELL), "/shell.html").map_err(|_| no_shell())?;
        let policy = shell.policy().ok_or_else(no_shell)?;
        Ok(Self { files, shell, policy, built })
    }

    /// The file that is asked for under this path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// The page that every other page grows from.
    #[must_use]
    pub fn shell(&self) -> &File {
        &self.shell
    }

    /// When the build ended that this was read from.
    #[must_use]
    pub fn built(&self) -> Option<SystemTime> {
        self.built
    }

    /// Its policy, which pages that a service makes of it share.
    #[must_use]
    pub fn shell_policy(&self) -> HeaderValue {
        self.policy.clone()
    }
}

fn read_directory(
    directory: &Path,
    under: &str,
    files: &mut HashMap<Box<str>, File>,
) -> Result<(), SiteFault> {
    let entries = fs::read_dir(directory).map_err(|source| unreadable(directory, source))?;
    for entry in entries {
        let entry = entry.map_err(|source| unreadable(directory, source))?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let (path, asked) = (entry.path(), format!("{under}/{name}"));
        if path.is_dir() {
            read_directory(&path, &asked, files)?;
        } else if !name.ends_with(".br") && !name.ends_with(".gz") && asked != "/shell.html" {
            files.insert(address(&asked).into(), read_file(&path, &asked)?);
        }
    }
    Ok(())
}

/// `/about.html` is asked for as `/about`, `/index.html` as `/`.
fn address(path: &str) -> &str {
    match path.strip_suffix(".html") {
        Some("/index") => "/",
        Some(page) => page.strip_suffix("/index").unwrap_or(page),
        None => path,
    }
}

fn read_file(path: &Path, asked: &str) -> Result<File, SiteFault> {
    let plain = fs::read(path).map_err(|source| unreadable(path, source))?;
    let beside = |extension: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(extension);
        fs::read(PathBuf::from(name)).ok().map(Bytes::from)
    };
    Ok(File::new(asked, plain.into(), beside(".br"), beside(".gz")))
}

fn unreadable(path: &Path, source: io::Error) -> SiteFault {
    SiteFault::Unreadable { path: path.display().to_string(), source }
}

/// Reads the files again whenever the build is another than `built`, until stopped.
pub async fn watch(
    root: PathBuf,
    mut built: Option<SystemTime>,
    replace: impl Fn(Arc<Site>),
    stop: CancellationToken,
) {
    while stop.run_until_cancelled(sleep(Duration::from_secs(2))).await.is_some() {
        if built_at(&root).is_none_or(|now| Some(now) == built) {
            continue;
        }
        match Site::read(&root) {
            Ok(site) => {
                info!("the web app was built anew");
                built = site.built;
                replace(Arc::new(site));
            }
            // Half written: the next look will find it whole.
            Err(error) => warn!(%error, "the web app cannot be read"),
        }
    }
}

/// The build writes its shell last.
fn built_at(root: &Path) -> Option<SystemTime> {
    fs::metadata(root.join(SHELL)).and_then(|file| file.modified()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build() -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("directory");
        let write = |path: &str, text: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().expect("parent")).expect("directory");
            fs::write(path, text).expect("written");
        };
        write("index.html", "home");
        write("about.html", "about");
        write("shell.html", "shell");
        write("_app/immutable/a.js", "script");
        write("_app/immutable/a.js.br", "small");
        root
    }

    #[test]
    fn files_are_found_by_the_path_they_are_asked_for() {
        let root = build();
        let site = Site::read(root.path()).expect("a site");
        for path in ["/", "/about", "/_app/immutable/a.js"] {
            assert!(site.find(path).is_some(), "{path}");
        }
        for path in [
            "",
            "/index.html",
            "/shell",
            "/shell.html",
            "/a.js.br",
            "/_app",
            "/_app/immutable/../immutable/a.js",
            "/../Cargo.toml",
            "//",
            "/about/",
            "/_app/immutable/a.js.br",
        ] {
            assert!(site.find(path).is_none(), "{path}");
        }
    }

    #[test]
    fn a_directory_without_a_shell_is_no_web_app() {
        let root = tempfile::tempdir().expect("directory");
        let fault = Site::read(root.path()).expect_err("no shell").to_string();
        assert!(fault.ends_with("holds no shell.html: build the web app first"), "{fault}");
    }
}

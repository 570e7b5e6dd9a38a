//! The processes of a run: an upstream, nginx as a proxy, the gateway. All end with the run.

use std::{
    fs,
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, bail, ensure};
use service_kit::identity::{GATEWAY, generate};
use tempfile::TempDir;

use crate::{
    credentials::{Line, sessions, tokens, visitors},
    realm::{REALM, Realm, issuer},
};

const UPSTREAM: u16 = 18_981;
const NGINX: u16 = 18_982;
const GATEWAY_PORT: u16 = 18_983;
const GATEWAY_ADMIN: u16 = 18_984;
/// The core that contenders share, each in its turn; load and upstream get the other.
const CORE: &str = "0";
pub(crate) const OTHER_CORE: &str = "1";

/// One way through the same machine.
#[derive(Debug)]
pub(crate) struct Contender {
    pub(crate) name: &'static str,
    pub(crate) pids: Vec<u32>,
    pub(crate) port: u16,
    pub(crate) path: &'static str,
    /// One of these goes with each request, in turns.
    pub(crate) credentials: Vec<Line>,
}

/// Everybody who takes part.
pub(crate) struct Contenders {
    list: Vec<Contender>,
    children: Vec<Child>,
    _files: TempDir,
}

impl Contenders {
    pub(crate) fn start(gateway: &Path) -> anyhow::Result<Self> {
        ensure!(gateway.exists(), "{} is missing: cargo build --release -p api-gateway", gateway.display());
        let files = tempfile::tempdir().context("a directory")?;
        let realm = Realm::start()?;
        let mut children = vec![
            nginx(files.path(), "upstream", &upstream_conf(), OTHER_CORE)?,
            nginx(files.path(), "proxy", &proxy_conf(), CORE)?,
            start_gateway(files.path(), gateway)?,
        ];
        [UPSTREAM, NGINX, GATEWAY_PORT].into_iter().try_for_each(wait_for)?;
        let pid = |children: &mut Vec<Child>, at: usize| children[at].id();
        let (proxy, door) = (pid(&mut children, 1), pid(&mut children, 2));
        let contender =
            |name, pid, port, path, credentials| Contender { name, pids: vec![pid], port, path, credentials };
        let whole = |name, credentials| contender(name, door, GATEWAY_PORT, "/full", credentials);
        let list = vec![
            contender("nginx", proxy, NGINX, "/plain", Vec::new()),
            contender("gateway, plain route", door, GATEWAY_PORT, "/plain", Vec::new()),
            whole("gateway, visitor", visitors(GATEWAY_PORT)?),
            whole("gateway, session", sessions(GATEWAY_PORT, &realm)?),
            whole("gateway, token", tokens(&realm)?),
        ];
        Ok(Self { list, children, _files: files })
    }

    /// Everybody, beginning with another one each round.
    pub(crate) fn in_order(&self, round: usize) -> impl Iterator<Item = &Contender> {
        self.list.iter().cycle().skip(round % self.list.len()).take(self.list.len())
    }

    pub(crate) fn gateway(&self) -> &Contender {
        &self.list[1]
    }
}

impl Drop for Contenders {
    fn drop(&mut self) {
        for child in &mut self.children {
            // A master that ends takes its worker along only when asked politely.
            let _ = Command::new("kill").arg(child.id().to_string()).status();
            let _ = child.wait();
        }
    }
}

fn upstream_conf() -> String {
    let body = "x".repeat(1_000);
    format!(
        "keepalive_requests 1000000000; server {{ listen 127.0.0.1:{UPSTREAM}; location / {{ return 200 \"{body}\"; }} }}"
    )
}

fn proxy_conf() -> String {
    format!(
        "keepalive_requests 1000000000; upstream service {{ server 127.0.0.1:{UPSTREAM}; keepalive 128; keepalive_requests 1000000000; }}
        server {{ listen 127.0.0.1:{NGINX}; location / {{ proxy_pass http://service; proxy_http_version 1.1;
        proxy_set_header Connection \"\"; }} }}"
    )
}

fn nginx(files: &Path, name: &str, http: &str, core: &str) -> anyhow::Result<Child> {
    let home = files.join(name);
    fs::create_dir_all(&home)?;
    let conf = home.join("nginx.conf");
    let text = format!(
        "daemon off; master_process off; worker_processes 1; pid {0}/pid; error_log {0}/error.log;\n\
         events {{ worker_connections 4096; }}\nhttp {{ access_log off; client_body_temp_path {0}/b; \
         proxy_temp_path {0}/p; fastcgi_temp_path {0}/f; uwsgi_temp_path {0}/u; scgi_temp_path {0}/s;\n{http}\n}}\n",
        home.display()
    );
    fs::write(&conf, text)?;
    let mut command = on_core(core, "nginx");
    command.arg("-c").arg(&conf).arg("-p").arg(&home).arg("-e").arg(home.join("error.log"));
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().context("starting nginx")
}

fn start_gateway(files: &Path, binary: &Path) -> anyhow::Result<Child> {
    let write = |name: &str, text: &str| fs::write(files.join(name), text);
    write("routes.toml", ROUTES)?;
    write("shell.html", "<html></html>")?;
    write("key.pem", &generate(GATEWAY)?.private_pem)?;
    let mut command = on_core(CORE, &binary.display().to_string());
    command
        .args(["--workers", "1", "--cookie-keys", &"5".repeat(64)])
        .args(["--listen", &format!("127.0.0.1:{GATEWAY_PORT}")])
        .args(["--admin-listen", &format!("127.0.0.1:{GATEWAY_ADMIN}")])
        .args(["--passport-url", &format!("http://127.0.0.1:{UPSTREAM}")])
        .args(["--identity-url", &format!("http://127.0.0.1:{REALM}")])
        .args(["--oidc-issuer", &issuer(), "--oidc-client-secret", "bench"])
        .arg("--routes")
        .arg(files.join("routes.toml"))
        .arg("--web-root")
        .arg(files)
        .arg("--identity-key")
        .arg(files.join("key.pem"));
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().context("starting the gateway")
}

/// One route with nothing but proxying, one with everything.
const ROUTES: &str = r#"
upstreams = ["passport"]
[rates.bench]
window_seconds = 60
visitor = 4000000000
address = 4000000000
[[route]]
name = "plain"
paths = ["/plain"]
methods = ["GET"]
to = "passport"
kind = "api"
who = "anyone"
identity = false
[[route]]
name = "full"
paths = ["/full"]
methods = ["GET"]
to = "passport"
kind = "api"
who = "anyone"
rate = "bench"
retry = true
[[route]]
name = "sign-in"
paths = ["/auth/login"]
methods = ["GET"]
to = "gateway:login"
kind = "page"
who = "anyone"
[[route]]
name = "sign-in-return"
paths = ["/auth/callback"]
methods = ["GET"]
to = "gateway:callback"
kind = "page"
who = "anyone"
"#;

fn on_core(core: &str, program: &str) -> Command {
    let mut command = Command::new("taskset");
    command.args(["-c", core, program]);
    command
}

fn wait_for(port: u16) -> anyhow::Result<()> {
    let deadline = Instant::now() + Duration::from_secs(10);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if Instant::now() > deadline {
            bail!("nobody listens on {port}");
        }
        sleep(Duration::from_millis(20));
    }
    Ok(())
}

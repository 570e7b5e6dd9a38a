//! `verify-ledger`: can every consent chain be believed?

use std::{io, process::ExitCode};

use serde_json::json;

use crate::{
    application::verify_ledger::{Verdict, VerifyLedger},
    domain::consent::BrokenEntry,
};

/// Checks all chains. Exit 1 when one is broken, 2 when they could not be read.
///
/// One JSON object a line: the first entry that cannot be believed of each broken chain, and in the end the verdict.
pub async fn run(ledger: &VerifyLedger, mut out: impl io::Write) -> io::Result<ExitCode> {
    match ledger.run().await {
        Ok(verdict) => {
            tell(&verdict, &mut out)?;
            Ok(if verdict.holds() { ExitCode::SUCCESS } else { ExitCode::from(1) })
        }
        Err(error) => {
            let cause =
                std::error::Error::source(&error).map_or_else(String::new, |cause| format!(": {cause}"));
            eprintln!("{error}{cause}");
            Ok(ExitCode::from(2))
        }
    }
}

fn tell(verdict: &Verdict, out: &mut impl io::Write) -> io::Result<()> {
    for BrokenEntry { account, position, fault } in &verdict.broken {
        let line =
            json!({ "broken": { "accountId": account, "position": position, "detail": fault.to_string() } });
        writeln!(out, "{line}")?;
    }
    let (chains, entries, broken) = (verdict.chains, verdict.entries, verdict.broken.len());
    let line = json!({ "ok": verdict.holds(), "chains": chains, "entries": entries, "broken": broken });
    writeln!(out, "{line}")
}

use std::ffi::OsString;
use std::process::{ExitCode, ExitStatus};

use fleet::{Catalog, Fleet, FleetError, FleetOptions, KAFKA_OPERATOR, Result};
use tokio::process::{Child, Command};
use tokio::signal::unix::{SignalKind, signal};

use super::render::Renderer;

/// Runs the command; what it answers is the answer.
pub(super) async fn run(services: bool, command: &[OsString]) -> Result<ExitCode> {
    let options = FleetOptions::test()?.keycloak(services).progress(Renderer::default().progress());
    let options = if services { options.all_services().import(Catalog::Small) } else { options };
    let fleet = Fleet::start(options).await?;
    // Should this program be killed, the command ends with the servers it works on.
    let child = Command::new("setpriv")
        .args(["--pdeathsig", "TERM", "--"])
        .args(command)
        .envs(environment(&fleet)?)
        .envs(services.then(|| ("PACKYTRACE_URL", fleet.gateway_url())))
        .envs(
            services.then(|| ("PACKYTRACE_DEMO_SIGN_INS", fleet.path("demo-sign-ins").display().to_string())),
        )
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| FleetError::Unusable(format!("cannot run setpriv: {error}")))?;
    let status = wait(child).await.map_err(|error| FleetError::Unusable(error.to_string()))?;
    drop(fleet);
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Where a test finds what it works on.
fn environment(fleet: &Fleet) -> Result<Vec<(&'static str, String)>> {
    Ok(vec![
        ("PACKYTRACE_TEST_DATABASE_URL", fleet.superuser_url()?),
        ("PACKYTRACE_TEST_KAFKA", fleet.kafka_as(KAFKA_OPERATOR)?),
        ("PACKYTRACE_TEST_KEYCLOAK", fleet.keycloak_url()),
        ("PACKYTRACE_TEST_KEYCLOAK_ADMIN", fleet.keycloak_admin()?),
        ("PACKYTRACE_TEST_KEYCLOAK_GATEWAY_SECRET", fleet.keycloak_secret("packytrace-gateway")?),
        ("PACKYTRACE_TEST_KEYCLOAK_IDENTITY_SECRET", fleet.keycloak_secret("identity-service")?),
        ("PACKYTRACE_TEST_KEYCLOAK_PUBLIC_URL", fleet.gateway_url()),
        ("PACKYTRACE_TEST_SMTP_API", fleet.mail_url().unwrap_or_default()),
    ])
}

/// Ctrl-C reaches the command itself, which ends as it likes; the servers stay until it has.
async fn wait(mut child: Child) -> std::io::Result<ExitStatus> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    loop {
        tokio::select! {
            status = child.wait() => return status,
            _ = interrupt.recv() => {}
            _ = terminate.recv() => child.start_kill()?,
        }
    }
}

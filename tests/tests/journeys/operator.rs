//! What an operator does: commands of services.

use std::process::Output;

use fleet::Service;
use tokio::task::spawn_blocking;

use crate::world::World;

impl World {
    /// Runs a service's command with the service's own settings.
    pub(crate) async fn operate(&self, service: &str, arguments: &[&str]) -> Output {
        let service = Service::named(service).unwrap_or_else(|| panic!("no service {service}"));
        let mut command = self.fleet.operate(service).unwrap();
        command.args(arguments);
        spawn_blocking(move || command.output()).await.unwrap().unwrap()
    }

    /// Makes a brand and lets somebody act for it; its id.
    pub(crate) async fn make_brand(&self, name: &str, prefix: &str, user: &str) -> String {
        let id = uuid::Uuid::now_v7().to_string();
        let arguments = ["brand", "create", "--id", &id, "--name", name, "--prefix", prefix, "--user", user];
        let output = self.operate("identity-service", &arguments).await;
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        id
    }
}

//! The public door: configure, build, serve, drain.

mod startup;

use anyhow::Context;
use api_gateway::{
    adapters::{openapi, routes_file},
    config::{Command, Config},
    gateway::Gateway,
};
use service_kit::{admin, config, health::Health, lifecycle::Lifecycle, metrics::Metrics, telemetry};
use tokio::net::TcpListener;
use tracing::info;

/// Answers come and go in small pieces: this allocator is quicker at them, and gives back what idle connections left.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

// One thread for admin and chores; the workers bring their own.
#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let config: Config = config::parse();
    let routes = startup::routes(&config.serve);
    match config.command.unwrap_or(Command::Serve) {
        Command::Openapi => {
            println!("{:#}", openapi::own(&routes.rates));
            return Ok(());
        }
        Command::Check => {
            println!("{} routes", routes.table.routes().len());
            return Ok(());
        }
        Command::Serve => {}
    }
    let _telemetry = telemetry::init(&config.telemetry, "api-gateway")?;
    serve(config, routes).await
}

async fn serve(config: Config, routes: routes_file::Routes) -> anyhow::Result<()> {
    let admin_listen = config.serve.admin_listen;
    let setup = startup::setup(config.serve, routes);
    startup::raise_file_limit(setup.server.max_connections);

    let (health, metrics) = (Health::new(), Metrics::new());
    let admin_listener = TcpListener::bind(admin_listen)
        .await
        .with_context(|| format!("listening on {admin_listen} (--admin-listen)"))?;
    let gateway = Gateway::open(setup, &metrics).await?;
    info!(address = %gateway.address()?, admin = %admin_listener.local_addr()?, "serving");

    let mut service = Lifecycle::new(health.clone());
    service.spawn("admin", |stop| admin::serve(admin_listener, health, metrics, stop));
    let chores = gateway.chores();
    service.spawn("chores", |stop| chores.run(stop));
    service.spawn("gateway", |stop| gateway.serve(stop));
    service.run().await
}

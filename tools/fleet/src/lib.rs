//! Starts, watches and breaks a whole PackyTrace system on one machine: for `make up`, for tests, for faults.
//!
//! A test takes what it needs and gets a system of its own, on free ports and in a folder of its own, beside
//! whatever else runs:
//!
//! ```no_run
//! # async fn example() -> fleet::Result<()> {
//! use fleet::{Catalog, Fleet, FleetOptions};
//!
//! let options = FleetOptions::test()?.all_services().import(Catalog::Small);
//! let fleet = Fleet::start(options.env("passport-service", "PASSPORT_OFF_URL", "http://127.0.0.1:9")).await?;
//! fleet.process("passport-service")?.freeze()?;
//! println!("{} answers 503 now", fleet.gateway_url());
//! # Ok(())
//! # }
//! ```
//!
//! When the fleet is dropped its processes end; when its program is killed, the kernel ends them.
//! Nothing is restarted by itself.

mod binaries;
mod bring_up_to_date;
mod catalog;
mod check;
mod command;
mod demo;
mod demo_history;
mod done;
mod error;
mod fleet;
mod kafka;
mod keycloak;
mod keycloak_admin;
mod landmark;
mod layout;
mod lease;
mod lock;
mod log;
mod mail;
mod options;
mod ports;
mod postgres;
mod process;
mod progress;
mod provision;
mod ready;
mod realm;
mod secrets;
mod services;
mod spawn;
mod start_services;
pub mod supervisor;
mod template;
mod toolchain;
mod topics;
mod user;
mod wait;
mod wiring;

pub use check::check;
pub use demo_history::demo_history;
pub use error::{FleetError, Result};
pub use fleet::Fleet;
pub use kafka::OPERATOR as KAFKA_OPERATOR;
pub use layout::{Checkout, Home};
pub use options::{Catalog, FleetOptions};
pub use ports::{Port, Ports};
pub use process::Process;
pub use progress::{Event, Progress};
pub use provision::SCHEMAS;
pub use services::{SERVICES, Service, all_ports};
pub use toolchain::Toolchain;
pub use wait::until;

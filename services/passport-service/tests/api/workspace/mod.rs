//! A brand's workspace: two brands on one service, each with its own.

mod changes;
mod codes;
pub(crate) mod desk;
mod imports;
mod journeys;
mod links;
mod products;
mod reports;
mod tenancy;

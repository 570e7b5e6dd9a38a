//! A brand's workspace: two brands on one service, each with its own.

mod codes;
mod desk;
mod imports;
mod journeys;
mod links;
mod products;
mod reports;
mod tenancy;

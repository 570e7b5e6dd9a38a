//! What connects the domain to the world.

pub mod agribalyse;
pub mod brand_file;
pub mod brand_rows;
pub mod cli;
pub mod epcis;
pub mod http;
pub mod kafka;
pub mod metrics;
pub mod open_food_facts;
pub mod outside;
pub mod postgres;
pub mod symbols;

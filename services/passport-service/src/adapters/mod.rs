//! What connects the domain to the world.

pub mod agribalyse;
pub mod brand_file;
pub mod cli;
pub mod http;
pub mod kafka;
pub mod metrics;
pub mod open_food_facts;
pub mod outside;
pub mod postgres;

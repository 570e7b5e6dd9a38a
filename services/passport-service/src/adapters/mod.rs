//! What connects the domain to the world.

pub mod open_food_facts;

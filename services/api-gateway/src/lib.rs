#![doc = include_str!("../README.md")]

pub mod adapters;
pub mod application;
pub mod config;
pub mod domain;
pub mod gateway;

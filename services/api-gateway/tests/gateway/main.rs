//! The whole gateway over real sockets, in front of a peer that plays the services.
#![cfg(test)]

mod support;

mod bearers;
mod csrf;
mod drain;
mod edges;
mod files;
mod headers;
mod http2;
mod hygiene;
mod keys;
mod layers;
mod limits;
mod openapi;
mod process;
mod rates;
mod sessions;
mod sign_in;
mod slo;
mod tls;
mod upstreams;
mod visitors;

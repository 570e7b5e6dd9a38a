//! The whole gateway over real sockets, in front of a peer that plays the services.
#![cfg(test)]

mod support;

mod csrf;
mod drain;
mod files;
mod headers;
mod http2;
mod hygiene;
mod layers;
mod limits;
mod openapi;
mod process;
mod rates;
mod slo;
mod tls;
mod upstreams;
mod visitors;

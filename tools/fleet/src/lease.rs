//! Blocks of ports below the ephemeral range, each held by a locked file for as long as its fleet lives.

use std::fs::{self, File};
use std::path::PathBuf;

use crate::error::{Doing, FleetError, Result};
use crate::lock;

const FIRST: u16 = 20_000;
const BLOCK: u16 = 32;
const BLOCKS: u16 = 380;

/// A block of ports nobody else gets. The system gives it back when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct Lease {
    _file: File,
}

/// Leases a block and picks `count` ports of it that are free now.
pub(crate) fn block_of_ports(count: usize, is_free: impl Fn(u16) -> bool) -> Result<(Lease, Vec<u16>)> {
    let folder = folder()?;
    let start = random_block()?;
    (0..BLOCKS)
        .map(|step| (start + step) % BLOCKS)
        .find_map(|block| lease(&folder, block, count, &is_free))
        .ok_or_else(|| FleetError::Unusable(format!("no free block of {count} ports from {FIRST} on")))
}

fn lease(
    folder: &std::path::Path,
    block: u16,
    count: usize,
    is_free: &impl Fn(u16) -> bool,
) -> Option<(Lease, Vec<u16>)> {
    let file = lock::try_exclusive(&folder.join(block.to_string())).ok()??;
    let first = FIRST + block * BLOCK;
    let ports: Vec<u16> = (first..first + BLOCK).filter(|port| is_free(*port)).take(count).collect();
    (ports.len() == count).then_some((Lease { _file: file }, ports))
}

fn folder() -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("packytrace-ports-{}", nix::unistd::getuid()));
    fs::create_dir_all(&folder).doing("making the folder of port leases")?;
    Ok(folder)
}

fn random_block() -> Result<u16> {
    let number = getrandom::u32().map_err(|e| FleetError::Unusable(format!("no randomness: {e}")))?;
    Ok((number % u32::from(BLOCKS)) as u16)
}

use fleet::{Checkout, Result, Toolchain, check};

use super::render::Renderer;

/// Fetches what is missing.
pub(super) async fn run() -> Result<()> {
    let checkout = Checkout::find()?;
    check(&checkout)?;
    let renderer = Renderer::default();
    Toolchain::fetch(&checkout, true, &renderer.progress()).await.map(|_| ())
}

//! Symbols as PNG: black and white, one bit a pixel, with their size in the file.

use png::{BitDepth, ColorType, Decoder, Encoder, PixelDimensions, Transformations, Unit};

use super::matrix::Matrix;
use crate::application::workspace::codes::XDimension;

/// Pixels along a module's side: enough for every printer.
const PIXELS: usize = 10;

/// The file.
///
/// # Errors
/// It cannot be written.
pub(super) fn draw(matrix: &Matrix, size: XDimension) -> Result<Vec<u8>, png::EncodingError> {
    let side = matrix.side() * PIXELS;
    let pixels = u32::try_from(side).unwrap_or(u32::MAX);
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, pixels, pixels);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    let a_metre = (PIXELS as f64 * 1_000.0 / size.millimetres()).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: a_metre, yppu: a_metre, unit: Unit::Meter }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&rows(matrix, side))?;
    writer.finish()?;
    Ok(file)
}

/// Light pixels are 1; each row begins with a byte of its own.
fn rows(matrix: &Matrix, side: usize) -> Vec<u8> {
    let stride = side.div_ceil(8);
    let mut bits = vec![0_u8; stride * side];
    let module = |at: usize| (at / PIXELS).checked_sub(matrix.quiet_zone()).filter(|at| *at < matrix.width);
    for y in 0..side {
        for x in 0..side {
            let dark = module(y).zip(module(x)).is_some_and(|(row, column)| matrix.is_dark(row, column));
            if !dark && let Some(byte) = bits.get_mut(y * stride + x / 8) {
                *byte |= 0x80 >> (x % 8);
            }
        }
    }
    bits
}

/// The modules that a file of ours shows, read from its pixels.
pub(super) fn modules(file: &[u8], quiet_zone: usize) -> Option<Matrix> {
    let mut decoder = Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(Transformations::EXPAND);
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut pixels).ok()?;
    let side = usize::try_from(info.width).ok()?;
    let width = (side / PIXELS).checked_sub(2 * quiet_zone)?;
    let middle = |at: usize| (at + quiet_zone) * PIXELS + PIXELS / 2;
    let mut dark = Vec::with_capacity(width * width);
    for row in 0..width {
        for column in 0..width {
            dark.push(*pixels.get(middle(row) * side + middle(column))? < 128);
        }
    }
    Matrix::read(width, dark, quiet_zone)
}

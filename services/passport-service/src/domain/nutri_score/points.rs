//! The method's tables: how many points a value gets.

/// One point for each limit that the value exceeds.
pub(super) struct Limits(&'static [f64]);

impl Limits {
    /// Points of a value; the noise of sums and conversions is cut off first.
    pub(super) fn exceeded(&self, value: f64) -> i32 {
        self.count(|limit| rounded(value) > limit)
    }

    /// Points where reaching the limit is enough.
    pub(super) fn reached(&self, value: f64) -> i32 {
        self.count(|limit| rounded(value) >= limit)
    }

    fn count(&self, passed: impl Fn(f64) -> bool) -> i32 {
        self.0.iter().filter(|limit| passed(**limit)).map(|_| 1).sum()
    }
}

fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

pub(super) const ENERGY: Limits =
    Limits(&[335.0, 670.0, 1005.0, 1340.0, 1675.0, 2010.0, 2345.0, 2680.0, 3015.0, 3350.0]);
pub(super) const ENERGY_OF_DRINKS: Limits =
    Limits(&[30.0, 90.0, 150.0, 210.0, 240.0, 270.0, 300.0, 330.0, 360.0, 390.0]);
/// kJ that come from saturates.
pub(super) const ENERGY_OF_SATURATES: Limits =
    Limits(&[120.0, 240.0, 360.0, 480.0, 600.0, 720.0, 840.0, 960.0, 1080.0, 1200.0]);
pub(super) const SUGARS: Limits =
    Limits(&[3.4, 6.8, 10.0, 14.0, 17.0, 20.0, 24.0, 27.0, 31.0, 34.0, 37.0, 41.0, 44.0, 48.0, 51.0]);
pub(super) const SUGARS_OF_DRINKS: Limits = Limits(&[0.5, 2.0, 3.5, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0]);
pub(super) const SATURATES: Limits = Limits(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]);
/// Saturates in percent of fat.
pub(super) const SATURATES_RATIO: Limits =
    Limits(&[10.0, 16.0, 22.0, 28.0, 34.0, 40.0, 46.0, 52.0, 58.0, 64.0]);
pub(super) const SALT: Limits = Limits(&[
    0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 2.2, 2.4, 2.6, 2.8, 3.0, 3.2, 3.4, 3.6, 3.8, 4.0,
]);
pub(super) const PROTEIN: Limits = Limits(&[2.4, 4.8, 7.2, 9.6, 12.0, 14.0, 17.0]);
pub(super) const PROTEIN_OF_DRINKS: Limits = Limits(&[1.2, 1.5, 1.8, 2.1, 2.4, 2.7, 3.0]);
pub(super) const FIBRE: Limits = Limits(&[3.0, 4.1, 5.2, 6.3, 7.4]);
/// Percent of fruit, vegetables and legumes; the third limit counts three times.
pub(super) const FRUIT: Limits = Limits(&[40.0, 60.0, 80.0, 80.0, 80.0]);
/// The same for drinks, two points each.
pub(super) const FRUIT_OF_DRINKS: Limits = Limits(&[40.0, 40.0, 60.0, 60.0, 80.0, 80.0]);

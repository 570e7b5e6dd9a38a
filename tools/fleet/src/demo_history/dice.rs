//! Chance that is the same on every machine, for ever (SplitMix64).

/// A stream of numbers.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) const fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to below `sides`, which is not 0.
    pub(super) const fn below(&mut self, sides: u64) -> u64 {
        self.roll() % sides
    }

    pub(super) const fn happens(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    /// One of these, as often as its weight says.
    pub(super) fn weighted(&mut self, weights: &[u64]) -> usize {
        let mut left = self.below(weights.iter().sum::<u64>().max(1));
        for (index, weight) in weights.iter().enumerate() {
            match left.checked_sub(*weight) {
                Some(rest) => left = rest,
                None => return index,
            }
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_and_weights_are_kept() {
        let (mut one, mut other) = (Dice::new(7), Dice::new(7));
        assert!((0..100).all(|_| one.roll() == other.roll()));
        let drawn: Vec<_> = (0..1000).map(|_| one.weighted(&[1, 0, 9])).collect();
        let count = |wanted| drawn.iter().filter(|index| **index == wanted).count();
        assert_eq!(count(1), 0);
        assert!((50..150).contains(&count(0)), "{}", count(0));
    }
}

//! A day while it closes: persons go in one by one, rows come out. The service and the command both count with it.

use std::collections::BTreeSet;

use service_kit::ids::BrandId;

use crate::domain::{
    catalogue::Catalogue,
    key::DayKey,
    lattice::Lattice,
    person_day::PersonDay,
    policy::ReleasePolicy,
    release::{self, Row},
};

/// What has been counted so far.
pub(super) struct Tally<'d> {
    catalogue: &'d Catalogue,
    key: &'d DayKey,
    lattice: Lattice,
}

impl<'d> Tally<'d> {
    pub(super) fn new(catalogue: &'d Catalogue, key: &'d DayKey) -> Self {
        Self { catalogue, key, lattice: Lattice::default() }
    }

    /// Counts a person's day; answers the brands of which they scanned something. `knows` says of which they had on an earlier day.
    pub(super) fn count(
        &mut self,
        today: &PersonDay<'_>,
        knows: impl Fn(BrandId) -> bool,
    ) -> BTreeSet<BrandId> {
        for contribution in today.contributions(self.catalogue, knows, self.key) {
            self.lattice.add(&contribution);
        }
        today.scanned(self.catalogue)
    }

    /// What may be told.
    pub(super) fn rows(self, policy: ReleasePolicy) -> Vec<Row> {
        release::rows(self.lattice, policy)
    }
}

//! Between which cards a card stands.

use super::Work;

/// For each old and each new card the nearest ones, before it and after it, of which it is known
/// who they are; all as new cards.
pub(super) struct Neighbours {
    old: Vec<[Option<usize>; 2]>,
    new: Vec<[Option<usize>; 2]>,
}

impl Neighbours {
    /// As far as cards are paired by now.
    pub(super) fn of(work: &Work<'_>) -> Self {
        let now = |old: Option<usize>| old.and_then(|old| work.new_of_old[old]);
        let old = near_paired(&work.new_of_old).into_iter().map(|near| near.map(now));
        Self { old: old.collect(), new: near_paired(&work.old_of_new) }
    }

    /// Whether a new card stands where an old one stood.
    pub(super) fn are_same(&self, old: usize, new: usize) -> bool {
        self.old[old] == self.new[new]
    }

    /// Between which cards an old one stood, as far as these are there.
    pub(super) fn of_old(&self, old: usize) -> [Option<usize>; 2] {
        self.old[old]
    }

    /// Between which cards a new one stands.
    pub(super) fn of_new(&self, new: usize) -> [Option<usize>; 2] {
        self.new[new]
    }
}

/// For each card the nearest ones, before it and after it, that are paired.
fn near_paired(pairs: &[Option<usize>]) -> Vec<[Option<usize>; 2]> {
    let mut near = vec![[None; 2]; pairs.len()];
    let mut last = None;
    for at in 0..pairs.len() {
        near[at][0] = last;
        last = pairs[at].map(|_| at).or(last);
    }
    last = None;
    for at in (0..pairs.len()).rev() {
        near[at][1] = last;
        last = pairs[at].map(|_| at).or(last);
    }
    near
}

//! Which of many likely pairs are made, so that all together are likeliest.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A likely pair: an old card, a new one, and how alike they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Likely {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) score: u32,
    /// Where the new card stands, to tell pairs of one score apart.
    pub(super) line: u32,
}

/// Cards on either side up to which all pairings are weighed. Beyond, the best pair comes first:
/// the work grows with the cube.
const MOST: usize = 200;

/// The pairs that are likeliest together, each card in one at most; likeliest first.
pub(super) fn assign(pairs: &[Likely]) -> Vec<Likely> {
    let mut assigned: Vec<Likely> = islands(pairs).iter().flat_map(|part| best(part)).collect();
    assigned.sort_by_key(order);
    assigned
}

/// Likeliest first, then by place.
pub(super) fn order(pair: &Likely) -> (Reverse<u32>, u32, usize) {
    (Reverse(pair.score), pair.line, pair.old)
}

/// Pairs that share no card with those of another island.
fn islands(pairs: &[Likely]) -> Vec<Vec<Likely>> {
    let mut heads = Heads::default();
    for pair in pairs {
        heads.join((0, pair.old), (1, pair.new));
    }
    let mut islands: BTreeMap<(u8, usize), Vec<Likely>> = BTreeMap::new();
    for pair in pairs {
        islands.entry(heads.of((0, pair.old))).or_default().push(*pair);
    }
    islands.into_values().collect()
}

/// Which cards hang together: each knows one that it hangs on, the head of an island itself.
#[derive(Debug, Default)]
struct Heads(BTreeMap<(u8, usize), (u8, usize)>);

impl Heads {
    fn of(&mut self, card: (u8, usize)) -> (u8, usize) {
        let mut head = card;
        while let Some(above) = self.0.get(&head).filter(|above| **above != head) {
            head = *above;
        }
        self.0.insert(card, head);
        head
    }

    fn join(&mut self, left: (u8, usize), right: (u8, usize)) {
        let (left, right) = (self.of(left), self.of(right));
        self.0.insert(left.max(right), left.min(right));
    }
}

fn best(island: &[Likely]) -> Vec<Likely> {
    let (old, new) = (sorted(island, |pair| pair.old), sorted(island, |pair| pair.new));
    if island.len() == 1 {
        island.to_vec()
    } else if old.len().max(new.len()) > MOST {
        best_first(island)
    } else {
        weighed(island, &old, &new)
    }
}

fn sorted(island: &[Likely], side: fn(&Likely) -> usize) -> Vec<usize> {
    let mut cards: Vec<usize> = island.iter().map(side).collect();
    cards.sort_unstable();
    cards.dedup();
    cards
}

/// All pairings weighed against each other (Kuhn and Munkres).
fn weighed(island: &[Likely], old: &[usize], new: &[usize]) -> Vec<Likely> {
    let is_tall = old.len() > new.len();
    let (rows, columns) = if is_tall { (new, old) } else { (old, new) };
    let mut weights = Matrix::new(rows.len(), columns.len(), 0_i64);
    let mut at = BTreeMap::new();
    for pair in island {
        let (Ok(row), Ok(column)) = (
            rows.binary_search(if is_tall { &pair.new } else { &pair.old }),
            columns.binary_search(if is_tall { &pair.old } else { &pair.new }),
        ) else {
            continue;
        };
        weights[(row, column)] = i64::from(pair.score);
        at.insert((row, column), *pair);
    }
    let (_, chosen) = kuhn_munkres(&weights);
    chosen.into_iter().enumerate().filter_map(|place| at.get(&place).copied()).collect()
}

fn best_first(island: &[Likely]) -> Vec<Likely> {
    let mut pairs = island.to_vec();
    pairs.sort_by_key(order);
    let (mut old, mut new) = (std::collections::HashSet::new(), std::collections::HashSet::new());
    pairs.retain(|pair| {
        let free = !old.contains(&pair.old) && !new.contains(&pair.new);
        free && old.insert(pair.old) && new.insert(pair.new)
    });
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likely(pairs: &[(usize, usize, u32)]) -> Vec<Likely> {
        pairs
            .iter()
            .map(|(old, new, score)| Likely { old: *old, new: *new, score: *score, line: 1 })
            .collect()
    }

    fn assigned(pairs: &[(usize, usize, u32)]) -> Vec<(usize, usize)> {
        assign(&likely(pairs)).iter().map(|pair| (pair.old, pair.new)).collect()
    }

    #[test]
    fn the_likeliest_pair_does_not_starve_the_others() {
        assert_eq!(assigned(&[(0, 0, 900), (0, 1, 890), (1, 0, 880)]), [(0, 1), (1, 0)]);
        assert_eq!(assigned(&[(0, 0, 900), (1, 0, 700), (2, 3, 650)]), [(0, 0), (2, 3)]);
    }

    #[test]
    fn beyond_two_hundred_the_best_pair_comes_first() {
        let many: Vec<_> = (0..300).flat_map(|at| [(at, at, 900), (at, at + 1, 800)]).collect();
        assert_eq!(assigned(&many), (0..300).map(|at| (at, at)).collect::<Vec<_>>());
    }
}

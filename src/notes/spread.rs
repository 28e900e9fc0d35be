//! Work on many things in parts at the same time.

use std::thread;

/// The parts do not depend on the machine, so that nothing else can.
pub const PARTS: usize = 4;

/// What `work` makes of the items, in their order; where a part is more than a few, each part on a
/// thread of its own.
pub fn spread<T: Send, R: Send>(
    mut items: Vec<T>,
    few: usize,
    work: impl Fn(Vec<T>) -> Vec<R> + Sync,
) -> Vec<R> {
    let each = items.len().div_ceil(PARTS);
    if each <= few {
        return work(items);
    }
    let mut parts = Vec::with_capacity(PARTS);
    while !items.is_empty() {
        let rest = items.split_off(each.min(items.len()));
        parts.push(std::mem::replace(&mut items, rest));
    }
    thread::scope(|scope| {
        let start = |part| scope.spawn(|| work(part));
        let running: Vec<_> = parts.into_iter().map(start).collect();
        let done = running.into_iter().map(thread::ScopedJoinHandle::join);
        done.flat_map(|done| done.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_in_parts_is_in_order() {
        for count in [0, 1, 3, 4, 5, 17, 1000] {
            let doubled = spread((0..count).collect(), 1, |part: Vec<u32>| {
                part.into_iter().map(|item| item * 2).collect()
            });
            assert_eq!(doubled, (0..count).map(|item| item * 2).collect::<Vec<_>>());
        }
    }
}

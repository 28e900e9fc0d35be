//! A long note is read in parts at the same time.
//!
//! What the rules make of one entry depends on those before it in one thing only: whether they name
//! what it takes for a label. A part that took such a name for one is read again when its turn
//! comes, so that the cards are those of one reading from front to end.

use crate::cards::generate::scene::Scene;
use crate::notes::outline::Note;
use crate::notes::spread::{PARTS, spread};
use std::ops::Range;

/// Blocks of a part, at least: below that, threads cost more than they save.
pub(super) const FEWEST_BLOCKS: usize = 100;

/// Reads some of the entries of a note.
type Read = fn(&mut Scene<'_>, Range<usize>);

/// Reads all of them.
pub(super) fn read(scene: &mut Scene<'_>, fewest_blocks: usize, read: Read) {
    let parts = cut(scene.note, fewest_blocks);
    // R28 asks for the terms of the whole note.
    if scene.all || parts.len() < 2 {
        return read(scene, 0..scene.note.entries.len());
    }
    let alone = |entries: &Range<usize>| {
        let mut part = scene.part();
        read(&mut part, entries.clone());
        part
    };
    let done = spread(parts.clone(), 0, |some| some.iter().map(alone).collect());
    for (part, entries) in done.into_iter().zip(parts) {
        if scene.entities.were_missed(&part.entities) {
            read(scene, entries);
        } else {
            scene.join(part);
        }
    }
}

/// The entries of each part, about as many blocks in each.
fn cut(note: &Note, fewest_blocks: usize) -> Vec<Range<usize>> {
    let each = note.blocks.len().div_ceil(PARTS).max(fewest_blocks);
    let mut parts = Vec::new();
    let (mut start, mut blocks) = (0, 0);
    for (at, entry) in note.entries.iter().enumerate() {
        blocks += entry.blocks.len();
        if blocks >= each || at + 1 == note.entries.len() {
            parts.push(start..at + 1);
            (start, blocks) = (at + 1, 0);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use crate::cards::generate::rules::walk;
    use crate::cards::generate::scene::Scene;
    use crate::notes::outline;

    const NOTE: &str = "# Zymurgy\n\n## Tools\n### Lauter tun\n- A vessel that parts wort from grain\n\
        ### Refractometer\n- krausen - a foam of proteins on young beer\n\n## More\n\n\
        - krausen - high\n- trub - low\n- wort chiller: copper\n\n## Last\n\n- trub - a sediment of yeast\n\
        - The **GIL** (global interpreter lock) is held\n- a thing\n";

    fn read_in(fewest_blocks: usize) -> String {
        let note = outline::read(NOTE, "note");
        let mut scene = Scene::new(&note, false);
        walk::entries_in(&mut scene, fewest_blocks);
        format!("{:?} {:?} {:?}", scene.entities.all(), scene.proposals, scene.reasons)
    }

    #[test]
    fn a_note_read_in_parts_says_the_same() {
        let whole = read_in(1000);
        for fewest_blocks in 1..=4 {
            assert_eq!(read_in(fewest_blocks), whole, "{fewest_blocks} blocks a part");
        }
    }
}

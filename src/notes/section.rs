//! The section of a note around a line: from the heading above it to the next of its rank.

use crate::notes::blocks::{self, Shape};
use crate::notes::clean;
use std::ops::RangeInclusive;

/// The lines of the section that this line stands in; the whole note where no heading is above.
pub fn around(text: &str, line: u32) -> RangeInclusive<u32> {
    let lines = clean::lines(text);
    let last = u32::try_from(text.lines().count()).unwrap_or(u32::MAX).max(1);
    let blocks = blocks::cut(&lines);
    let headings = || {
        blocks.iter().filter_map(|block| match block.shape {
            Shape::Heading(level) => Some((block.lines.first(), level)),
            _ => None,
        })
    };
    let Some((start, level)) = headings().take_while(|(at, _)| *at <= line).last() else {
        let end = headings().next().map_or(last, |(at, _)| at.saturating_sub(1));
        return 1..=end.max(1);
    };
    let next = headings().find(|(at, other)| *at > start && *other <= level);
    start..=next.map_or(last, |(at, _)| at - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTE: &str =
        "intro\n\n# A\n\ntext\n\n## B\n\n```\n# no heading\n```\n\n### C\n\nmore\n\n## D\nend";

    #[track_caller]
    fn check(line: u32, expected: RangeInclusive<u32>) {
        assert_eq!(around(NOTE, line), expected);
    }

    #[test]
    fn a_section_ends_at_the_next_heading_of_its_rank() {
        check(10, 7..=16);
        check(15, 13..=16);
        check(18, 17..=18);
        check(5, 3..=18);
    }

    #[test]
    fn what_stands_above_all_headings_is_a_section() {
        check(1, 1..=2);
        assert_eq!(around("no\nheading", 2), 1..=2);
        assert_eq!(around("", 7), 1..=1);
    }
}

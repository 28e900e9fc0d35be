//! The section of a note around a line: from the heading above it to the next of its rank; and
//! what it links to.

use crate::notes::blocks::{self, Block, Shape};
use crate::notes::clean;
use crate::values::lines::Lines;
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

/// Something that a note links to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// What the link says; the address where it says nothing.
    pub name: String,
    /// Where it leads.
    pub address: String,
}

/// What belongs to a statement on these lines: where the lines themselves link to, then the
/// heading above them, then lines under that heading that are nothing but links.
pub fn resources(text: &str, cited: &Lines) -> Vec<Resource> {
    let blocks = blocks::cut(&clean::lines(text));
    let is_cited = |block: &&Block| {
        block.lines.numbers().iter().any(|line| cited.numbers().binary_search(line).is_ok())
    };
    let starts = |block: &Block| matches!(block.shape, Shape::Heading(_));
    let heading = blocks
        .iter()
        .rposition(|block| starts(block) && block.lines.first() <= cited.first())
        .filter(|_| cited.first() > 0);
    let own = heading.map_or(&[][..], |at| {
        let rest = &blocks[at + 1..];
        &blocks[at..=at + rest.iter().position(starts).unwrap_or(rest.len())]
    });
    let (headings, under) = own.split_at(own.len().min(1));
    let alone = under.iter().filter(|block| is_only_links(block));
    let mut found: Vec<Resource> = Vec::new();
    for block in blocks.iter().filter(is_cited).chain(headings).chain(alone) {
        for resource in links(block) {
            if !found.iter().any(|known| known.address == resource.address) {
                found.push(resource);
            }
        }
    }
    found
}

/// Whether a block says nothing but where to look.
fn is_only_links(block: &Block) -> bool {
    block.shape == Shape::Reference
        || bare(block.text()).is_some()
        || (!block.inline.links.is_empty() && block.inline.linked() + 1 >= block.text().len())
}

/// The address that a text is.
fn bare(text: &str) -> Option<&str> {
    let is_one = ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme));
    (is_one && !text.contains(' ')).then_some(text)
}

fn links(block: &Block) -> Vec<Resource> {
    let named = |name: &str, address: &str| Resource {
        name: if name.is_empty() { address } else { name }.to_owned(),
        address: address.to_owned(),
    };
    if matches!(block.shape, Shape::Code | Shape::Meta) {
        return Vec::new();
    }
    if let Some(address) = bare(block.text()) {
        return vec![named("", address)];
    }
    if block.shape == Shape::Reference {
        let parts = block.text().strip_prefix('[').and_then(|rest| rest.split_once("]:"));
        let address = |rest: &str| rest.split_whitespace().next().map(str::to_owned);
        let link = parts.and_then(|(name, rest)| Some(named(name, &address(rest)?)));
        return link.into_iter().collect();
    }
    let inline = &block.inline;
    let pairs = inline.links.iter().zip(&inline.link_spans);
    pairs
        .filter(|(address, _)| !address.is_empty() && !address.starts_with('#'))
        .map(|(address, (from, to))| named(inline.text[*from..*to].trim(), address))
        .collect()
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

    #[track_caller]
    fn check_resources(note: &str, line: u32, expected: &[(&str, &str)]) {
        let found = resources(note, &line.into());
        let found: Vec<_> =
            found.iter().map(|found| (found.name.as_str(), found.address.as_str())).collect();
        assert_eq!(found, expected);
    }

    const LINKED: &str = "# Tools\n[all of them](https://all.org)\n\n\
        ## [mosh](https://mosh.org)\n* a shell, see [the paper](https://mosh.org/paper)\n\
        * [talk](https://talk.org)\n* <https://mosh.org>\n* another, of [which](https://w.org) more\n\
        [manual]: https://man.org \"a title\"\n\n## tmux\n* panes\n* https://tmux.org\n* [up](#tools)\n";

    #[test]
    fn a_statement_has_its_own_links_then_its_headings_then_those_that_stand_alone() {
        let own = ("the paper", "https://mosh.org/paper");
        let shared = [
            ("mosh", "https://mosh.org"),
            ("talk", "https://talk.org"),
            ("manual", "https://man.org"),
        ];
        check_resources(LINKED, 5, &[&[own], &shared[..]].concat());
        check_resources(LINKED, 12, &[("https://tmux.org", "https://tmux.org")]);
    }

    #[test]
    fn without_a_heading_only_the_line_itself_counts() {
        check_resources("a [b](https://b.org)\n\n[c](https://c.org)", 1, &[("b", "https://b.org")]);
        check_resources("", 1, &[]);
        check_resources("# a", 0, &[]);
    }

    #[test]
    fn what_stands_above_all_headings_is_a_section() {
        check(1, 1..=2);
        assert_eq!(around("no\nheading", 2), 1..=2);
        assert_eq!(around("", 7), 1..=1);
    }
}

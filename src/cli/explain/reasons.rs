//! The statuses of the ledger in words, with what would make a line a card.

/// Whether a person who looks for missing cards wants to see the line.
pub(super) fn is_worth_telling(status: &str) -> bool {
    !status.starts_with("structural:") || status == "structural:empty-entry"
}

/// What a status means, and what would change it.
pub(super) fn in_words(status: &str) -> &'static str {
    match status {
        "attached:code" => {
            "code, kept with its entry; `$ command`, and `This prints …` below, would be asked"
        }
        "attached:command-without-purpose" => {
            "a command without its purpose; `This shows …` below or `To …:` above would say it"
        }
        "attached:resource" => "a link, kept with its entry; `[name](address): a …` would be asked",
        "skip:below-threshold" => "too unsure to ask; `Name - a …` would be sure",
        "skip:conflict" => {
            "says otherwise than the definition under the thing's own heading; another name would do"
        }
        "skip:duplicate" => "a second way to ask what is asked already",
        "skip:image" => "an image; `Name - a …` beside it would be asked",
        "skip:leak" => {
            "the question would give its answer away; without the name's own words it would not"
        }
        "skip:link-only" => "a link with nothing said about it; `[name](address): a …` would do",
        "skip:long-list" => "a list of more than five; split it into groups with headings",
        "skip:no-card" => {
            "beside the cards that you marked; in such a note only those are taken, so mark it too"
        }
        "skip:other-language" => {
            "in a language that the rules do not read; `Q: …` and `A: …` would do"
        }
        "skip:personal" => "a remark for yourself; without its box or `TODO` it would be read",
        "skip:stray" => "nothing but a mark",
        "skip:switched-off" => {
            "switched off by `recall: off` or `<!-- recall:off -->`; without that it would be read"
        }
        "skip:table" => "a table; `Name - a …` in a line of its own would do",
        "skip:too-long" => "too long to recall; a shorter sentence would do",
        "skip:torn" => "a bracket or quotation mark opens that never closes; close it",
        "skip:unanswered" => "a question without an answer; `A: …` below would give it",
        "skip:unfinished" => "the line stops in the middle; `Name - a …` would do",
        "structural:empty-entry" => "a heading with nothing under it; `- A …` below would do",
        "structural:heading" => "a heading",
        "structural:meta" => "layout",
        "structural:parent-bullet" => "leads to the lines under it",
        "structural:tags" => "tags of what stands around them",
        "structural:title" => "the title",
        "structural:toc" => "table of contents",
        _ => "no fact that a rule knows; `Name - a …`, in four words or more, would do",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cards::generate::generate;
    use crate::notes::outline;

    const DEFINED: &str = "- dust - a faster way of seeing what fills a disk\n";

    /// The statuses of a note's lines below its title, and how many cards they give.
    fn read(body: &str) -> (Vec<String>, usize) {
        let generated = generate(&outline::read(&format!("# Disks\n\n{body}"), "file"));
        let below = generated.ledger.into_iter().filter(|line| line.line > 1);
        (below.map(|line| line.status.to_string()).collect(), generated.cards.len())
    }

    /// A note has a line with this status, whose words hold this hint; when the hint is
    /// followed, there is a card more.
    #[track_caller]
    fn check(status: &str, hint: &str, before: &str, after: &str) {
        let (statuses, cards) = read(before);
        assert!(statuses.iter().any(|found| found == status), "{statuses:?}");
        assert!(in_words(status).contains(hint), "{}", in_words(status));
        assert!(read(after).1 > cards, "{:?}", read(after));
    }

    #[test]
    fn who_does_what_a_reason_says_gets_the_card() {
        let named = "`Name - a …`";
        check("skip:no-pattern", named, "- it went quickly\n", DEFINED);
        check("skip:no-pattern", "four words", "- dust - viewer\n", DEFINED);
        check("skip:unfinished", named, "- There is a\n", DEFINED);
        check("skip:table", named, "| dust | sizes |\n|---|---|\n| ncdu | more |\n", DEFINED);
        check("skip:image", named, "![dust](d.png)\n", &format!("![dust](d.png)\n\n{DEFINED}"));
        check("skip:personal", "its box", "- [ ] dust - a faster way of seeing a disk\n", DEFINED);
        check("skip:personal", "`TODO`", "- TODO dust - a faster way of seeing\n", DEFINED);
        check("skip:personal", "its box", "1. [ ] dust - a way of seeing a disk\n", DEFINED);
        check("skip:torn", "close it", &DEFINED.replace("a disk", "(a disk"), DEFINED);
        let linked = "- [dust](https://example.org): a faster way of seeing what fills a disk\n";
        check("skip:link-only", "(address)", "- [dust](https://example.org)\n", linked);
        let off = format!("<!-- recall:off -->\n{DEFINED}<!-- recall:on -->\n");
        check("skip:switched-off", "without that", &off, DEFINED);
        let asked = "Q: What fills the disk?\n\nlogs\n";
        check("skip:unanswered", "`A: …`", asked, "Q: What fills the disk?\nA: logs\n");
    }

    #[test]
    fn who_says_more_about_code_or_a_heading_gets_the_card() {
        let command = "```\n$ dust -d 2 /var\n```\n";
        let (shows, to) = ("`This shows …` below", "`To …:` above");
        let bare = "attached:command-without-purpose";
        check(bare, shows, command, &format!("{command}\nThis shows which folders are large.\n"));
        check(bare, to, command, &format!("To see which folders are large:\n\n{command}"));
        let code = "```\nlet x = sort(sizes);\n```\n";
        let said = "```\n$ sort sizes\n```\n\nThis prints the sizes in order.\n";
        check("attached:code", "`$ command`, and `This prints …` below", code, said);
        let entry = "## Tools\n\n### dust\n";
        let filled = format!("{entry}\n- A faster way of seeing what fills a disk\n");
        check("structural:empty-entry", "`- A …` below", entry, &filled);
        let leaking = "## Tools\n\n### disk usage viewer\n\n- A viewer of disk usage\n";
        let apart = leaking.replace("viewer of disk usage", "way of seeing what fills a folder");
        check("skip:leak", "own words", leaking, &apart);
        let talk =
            "\n## Talks\n\n### Ada Lovelace (Smoke)\n\n- dust - a library for particles of smoke\n";
        let both = format!("{filled}{talk}");
        check("skip:conflict", "another name", &both, &both.replace("- dust -", "- plume -"));
    }
}

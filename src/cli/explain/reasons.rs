//! The statuses of the ledger in words, with what would make a line a card.

/// Whether a person who looks for missing cards wants to see the line.
pub(super) fn is_worth_telling(status: &str) -> bool {
    !status.starts_with("structural:") || status == "structural:empty-entry"
}

/// What a status means, and what would change it.
pub(super) fn in_words(status: &str) -> &'static str {
    match status {
        "attached:code" => {
            "code without a word on what it does; `This prints …` below would say it"
        }
        "attached:command-without-purpose" => {
            "a command without its purpose; `This shows …` below or `To …:` above would say it"
        }
        "attached:resource" => "a link, kept with its entry",
        "skip:aside" => "an aside",
        "skip:below-threshold" => "too unsure to ask; a full sentence about a named thing would do",
        "skip:conflict" => "says otherwise than the definition under the thing's own heading",
        "skip:duplicate" => "a second way to ask what is asked already",
        "skip:image" => "an image",
        "skip:leak" => "the question would give its answer away",
        "skip:link-only" => "a link with nothing said about it",
        "skip:long-list" => "a list of more than five; split it into groups with headings",
        "skip:no-card" => "beside the cards that you marked; in such a note only those are taken",
        "skip:other-language" => "not in English, which is all that the rules read",
        "skip:personal" => "a remark for yourself",
        "skip:stray" => "nothing but a mark",
        "skip:switched-off" => "switched off by `recall: off` or `<!-- recall:off -->`",
        "skip:table" => "a table",
        "skip:too-long" => "too long to recall; a shorter sentence would do",
        "skip:torn" => "a bracket or quotation mark opens that never closes",
        "skip:unanswered" => "a question without an answer; `A: …` below would give it",
        "skip:unfinished" => "the line stops in the middle",
        "structural:empty-entry" => "a heading with nothing under it",
        "structural:heading" => "a heading",
        "structural:meta" => "layout",
        "structural:parent-bullet" => "leads to the lines under it",
        "structural:tags" => "tags of what stands around them",
        "structural:title" => "the title",
        "structural:toc" => "table of contents",
        _ => {
            "no fact that a rule knows; `Name - what it is` or a heading with `A …` below would do"
        }
    }
}

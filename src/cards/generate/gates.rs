//! Gates: what would make a bad card is no card, or only an offered one.

use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Proposal, Scene};
use crate::cards::generate::statement::GAP;
use crate::cards::{Draft, Tier};
use crate::notes::kinds::Kind;
use crate::notes::spread::spread;
use crate::notes::words;
use crate::values::maps::Map;
use smol_str::SmolStr;
use std::borrow::Cow;

/// Confidence from which a card is core, and from which it is offered; in hundredths.
const CORE: u32 = 75;
const EXTRA: u32 = 50;

/// The breadcrumb whose every level would give the answer away.
const HIDDEN: &str = "\u{2026}";

/// Cards of one line, of one thing, of one speaker that are core; more become extra.
const PER_LINE: usize = 3;
const PER_ENTRY: usize = 6;
const PER_SPEAKER: usize = 12;

/// Proposals of a part that are judged at the same time as others, at least.
const FEW: usize = 200;

/// Lets proposals through, as drafts, in their order.
pub(super) fn pass(scene: &mut Scene<'_>, proposals: Vec<Proposal>) -> Vec<Draft> {
    let judged = spread(proposals, FEW, |part| {
        part.into_iter().map(|proposal| (judge(scene, &proposal), proposal)).collect()
    });
    let kept = once_each(scene, judged);
    let tiers = tiers(&kept);
    let kept = kept.into_iter().zip(tiers).collect();
    spread(kept, FEW, |part: Vec<((Proposal, u32), Tier)>| {
        let mut levels = Levels::default();
        let draft = |((proposal, confidence), tier)| {
            draft(scene, &mut levels, proposal, (confidence, tier))
        };
        part.into_iter().map(draft).collect()
    })
}

/// How sure a card is, with its question in normal form; or why it is none.
type Judged = Result<(u32, String), &'static str>;

fn judge(scene: &Scene<'_>, proposal: &Proposal) -> Judged {
    let answer = words::content(&proposal.answer);
    let confidence = confidence(scene, proposal, &answer);
    if confidence < EXTRA {
        return Err("skip:below-threshold");
    }
    let question = words::norm(&proposal.question);
    match fault(proposal, &question, &answer) {
        Some(reason) => Err(reason),
        None => Ok((confidence, question)),
    }
}

/// Of the cards that ask the same the surest.
fn once_each(scene: &mut Scene<'_>, judged: Vec<(Judged, Proposal)>) -> Vec<(Proposal, u32)> {
    let mut kept: Vec<(Proposal, u32)> = Vec::new();
    let mut asked: Map<String, usize> = Map::default();
    for (judged, proposal) in judged {
        let (confidence, question) = match judged {
            Ok(judged) => judged,
            Err(reason) => {
                scene.explain(&proposal.lines, reason);
                continue;
            }
        };
        match asked.get(&question).copied() {
            Some(at) if kept[at].1 >= confidence => {
                scene.explain(&proposal.lines, "skip:duplicate");
            }
            Some(at) => {
                scene.explain(&kept[at].0.lines.clone(), "skip:duplicate");
                kept[at] = (proposal, confidence);
            }
            None => {
                asked.insert(question, kept.len());
                kept.push((proposal, confidence));
            }
        }
    }
    kept
}

/// The rule's confidence, less for doubt, for the author's own voice, and for length; `answer` are
/// the words of the answer that carry content.
fn confidence(scene: &Scene<'_>, card: &Proposal, answer: &[Cow<'_, str>]) -> u32 {
    if card.rule == "R01" {
        return card.confidence;
    }
    let mut confidence = card.confidence * 100;
    let english = !scene.is_abroad(&card.lines);
    if english && grammar::is_hedged(&card.fact) {
        confidence = confidence * 94 / 100;
    }
    if english && grammar::is_first_person(&card.fact) {
        confidence = confidence * 85 / 100;
    }
    if english && is_said_aside(&card.answer) {
        confidence = confidence.min(OFFERED * 100);
    }
    if english && card.kind.starts_with("def_") {
        let defines_little = if card.kind == "def_rev" {
            defines_little(answer, (&card.fact, &words::content(&card.fact)))
        } else {
            defines_little(&words::content(&card.entity), (&card.answer, answer))
        };
        if defines_little {
            confidence = confidence.min(OFFERED * 100);
        }
    }
    if words::count(&card.answer) > 25 && card.rule != "R09" {
        confidence = confidence * 80 / 100;
    }
    confidence / 100
}

/// The confidence of what is only offered, in hundredths.
const OFFERED: u32 = 70;

/// Whether an answer points at a place that is not with it, or shouts as one does to oneself.
fn is_said_aside(answer: &str) -> bool {
    const POINTING: [&str; 3] = [" here", " above", " below"];
    let end = grammar::without_stop(answer);
    answer.contains("!!") || POINTING.iter().any(|word| end.ends_with(word))
}

/// Whether a gloss goes in a circle ("a scanner: a thing that scans"), fits anything ("a unit of
/// measurement"), or breaks off.
fn defines_little(terms: &[Cow<'_, str>], (gloss, glosses): (&str, &[Cow<'_, str>])) -> bool {
    const NEW_WORDS: usize = 3;
    const CLASSES: &[&str] = &["unit", "kind", "type", "way", "form", "part", "piece", "sort"];
    let derived = |word: &Cow<'_, str>| {
        terms.iter().any(|term| {
            let shared = term.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
            term != word
                && shared >= 4
                && shared + 3 > term.chars().count().min(word.chars().count())
        })
    };
    let new = glosses.iter().filter(|word| !terms.contains(word) && !derived(word)).count();
    let circular = glosses.iter().any(derived) && new < NEW_WORDS;
    let class = glosses.first().is_some_and(|first| CLASSES.contains(&&**first));
    let vague = class && glosses.len() <= 2 && gloss.contains(" of ");
    circular || vague || gloss.ends_with('\u{2026}') || gloss.ends_with("...")
}

/// What a question ends with, in any language: a mark, or what it quotes.
const CLOSING: [char; 9] =
    ['?', '\u{ff1f}', '\u{61f}', '\u{201d}', '\u{201c}', '\u{2019}', '\u{bb}', '\u{300d}', ')'];

/// Why a card would be a bad one; `asked` is its question in normal form, and `telling` are the
/// words of its answer that carry content.
fn fault(card: &Proposal, asked: &str, telling: &[Cow<'_, str>]) -> Option<&'static str> {
    let (question, answer) = (&card.question, &card.answer);
    let malformed = answer.trim().is_empty()
        || !(question.ends_with(CLOSING) || question.contains(GAP))
        // An author's own question may have blanks in front of its marks, as in French.
        || (!matches!(card.rule, "R01" | "R02") && has_seam(question));
    let torn = is_torn(question) || is_torn(answer);
    let tagged = question.contains('<') && !question.contains('`') && grammar::holds_tag(question);
    match () {
        () if card.rule != "R01" && (torn || tagged) => Some("skip:torn"),
        () if malformed => Some("skip:no-pattern"),
        () if holds_address(question) || (holds_address(answer) && card.rule != "R07") => {
            Some("skip:link-only")
        }
        () if card.rule == "R01" => None,
        () if words::count(question) > 45 || words::count(answer) > 40 => Some("skip:too-long"),
        () if leaks(card, asked, telling) => Some("skip:leak"),
        () => None,
    }
}

/// Whether a quotation mark or parenthesis opens in a text and does not close, or the reverse.
fn is_torn(text: &str) -> bool {
    let (mut quotes, mut open, mut close) = (0_usize, 0_usize, 0_usize);
    let (mut square, mut closed) = (0_usize, 0_usize);
    for byte in text.bytes() {
        quotes += usize::from(byte == b'"');
        open += usize::from(byte == b'(');
        close += usize::from(byte == b')');
        square += usize::from(byte == b'[');
        closed += usize::from(byte == b']');
    }
    quotes % 2 == 1 || open != close || square > closed + close.saturating_sub(open)
}

/// Whether two parts of a template met where a part of the notes was missing.
fn has_seam(question: &str) -> bool {
    let met = |pair: &[u8]| {
        matches!(
            pair,
            [b' ', b' ' | b'?' | b','] | [b'?' | b':' | b'.' | b',', b'?'] | [b'(', b')']
        )
    };
    question.as_bytes().windows(2).any(met) || question.contains("\u{201c}\u{201d}")
}

fn holds_address(text: &str) -> bool {
    text.match_indices(':').any(|(at, _)| text[at..].starts_with("://"))
        || text.match_indices('.').any(|(at, _)| text[..at].ends_with("www"))
}

/// Whether the question gives the answer away: all of it, most of its words, or a rhyme.
fn leaks(card: &Proposal, asked: &str, telling: &[Cow<'_, str>]) -> bool {
    let apart = words::norm_apart(&card.answer);
    let whole = apart.trim();
    // Without blanks between words there is no whole word to look for.
    let inside = !card.shares_words
        && whole.len() > 2
        && asked.contains(whole)
        && (words::is_unspaced(whole) || format!(" {asked} ").contains(&apart));
    let in_question = words::content(&card.question);
    let shared = telling.iter().filter(|word| in_question.contains(*word)).count();
    let mostly = !telling.is_empty() && shared * 10 >= telling.len() * 6;
    let rhyme = (card.clue.is_some() || card.question.contains(GAP))
        && rhymes(card.clue.as_deref().unwrap_or(&card.question), &card.answer);
    inside || mostly || rhyme
}

/// Whether a word of a short answer stands inside a word of the clue, or the other way round.
pub(super) fn rhymes(clue: &str, answer: &str) -> bool {
    const MOST_WORDS: usize = 4;
    if words::count(answer) > MOST_WORDS {
        return false;
    }
    let clue: Vec<_> = words::pieces(clue).map(lower).collect();
    let inside = |word: &str, other: &str| {
        (word.len() >= 4 && other.contains(word))
            || (other.len() >= 6 && word.contains(other))
            || are_of_one_stem(word, other)
    };
    let mut weighty = words::pieces(answer).map(lower).filter(|word| !words::is_stop(word));
    weighty.any(|word| clue.iter().any(|other| inside(&word, other)))
}

/// "dominance", "dominates".
fn are_of_one_stem(word: &str, other: &str) -> bool {
    const STEM: usize = 6;
    const ENDING: usize = 4;
    let shared = word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    shared >= STEM && shared + ENDING >= word.chars().count().min(other.chars().count())
}

/// A piece of a text in lower case. Most are that already.
fn lower(piece: &str) -> Cow<'_, str> {
    match piece.is_ascii() {
        true if !piece.bytes().any(|byte| byte.is_ascii_uppercase()) => Cow::Borrowed(piece),
        true => Cow::Owned(piece.to_ascii_lowercase()),
        false => Cow::Owned(piece.to_lowercase()),
    }
}

/// The leak test of a clue: whether it names, or rhymes with, one of the aliases.
pub(super) fn names(clue: &str, aliases: &[String]) -> bool {
    Spoken::of(clue).names(aliases)
}

/// A text taken apart for the leak test.
#[derive(Debug)]
struct Spoken {
    /// Its normal form, between blanks.
    flat: String,
    pieces: Vec<SmolStr>,
}

impl Spoken {
    fn of(text: &str) -> Self {
        let mut pieces = Vec::with_capacity(text.len() / 5 + 1);
        pieces.extend(words::pieces(text).map(|piece| SmolStr::new(lower(piece))));
        Self { flat: words::norm_apart(text), pieces }
    }

    fn names(&self, aliases: &[String]) -> bool {
        aliases.iter().any(|alias| {
            self.flat.contains(&words::norm_apart(alias))
                || self.has_stem(&words::stem(alias))
                || self.spells(alias)
                || self.rhymes(alias)
        })
    }

    fn has_stem(&self, stem: &str) -> bool {
        self.pieces.iter().any(|piece| words::stem_of(&words::lower(piece)) == stem)
    }

    /// Whether words in a row begin with the letters of the alias.
    fn spells(&self, alias: &str) -> bool {
        let long = alias.chars().count();
        let begin = |run: &[SmolStr]| alias.chars().zip(run).all(|(c, piece)| piece.starts_with(c));
        long >= 3
            && alias.chars().all(char::is_alphanumeric)
            && self.pieces.windows(long).any(begin)
    }

    /// Whether a word holds the alias, stands in it, or is one letter away from it.
    fn rhymes(&self, alias: &str) -> bool {
        let long = alias.chars().count();
        self.pieces.iter().any(|piece| {
            let size = piece.chars().count();
            (long >= 4 && size >= long && piece.contains(alias))
                || begin_alike(piece, alias)
                || ((5..=long).contains(&size)
                    && alias.contains(piece.as_str())
                    && !words::is_stop(piece))
                || (long >= 6 && size.abs_diff(long) <= 1 && is_near(piece, alias))
        })
    }
}

/// Whether two words are of one root: "available", "availability".
fn begin_alike(word: &str, other: &str) -> bool {
    const SHARED: usize = 7;
    word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count() >= SHARED
}

/// Whether one change of a letter makes one word the other. It leaves the first or the last.
fn is_near(word: &str, other: &str) -> bool {
    let ends = |word: &str| (word.chars().next(), word.chars().next_back());
    let ((first, last), (other_first, other_last)) = (ends(word), ends(other));
    (first == other_first || last == other_last) && strsim::levenshtein(word, other) <= 1
}

/// Core or extra for each card: by confidence, within the budgets of line and entry.
fn tiers(kept: &[(Proposal, u32)]) -> Vec<Tier> {
    let mut order: Vec<usize> = (0..kept.len()).collect();
    // Where there is room for some only, a fact asked a second way gives way to another fact.
    order.sort_by_key(|at| (kept[*at].0.order.1, std::cmp::Reverse(kept[*at].1)));
    let mut tiers = vec![Tier::Extra; kept.len()];
    let mut per_line: Map<u32, usize> = Map::default();
    let mut per_entity: Map<(usize, String), usize> = Map::default();
    for at in order {
        let (card, confidence) = &kept[at];
        let speaker = matches!(card.entity_kind, Kind::Speaker | Kind::Talk);
        let owner = if speaker {
            (card.entry, String::new())
        } else {
            (card.entry, words::norm(&card.entity))
        };
        let single = (card.lines.numbers().len() == 1).then(|| card.lines.first());
        let on_line = single.map_or(0, |line| per_line.get(&line).copied().unwrap_or(0));
        let of_entity = per_entity.get(&owner).copied().unwrap_or(0);
        if *confidence >= CORE
            && on_line < PER_LINE
            && of_entity < if speaker { PER_SPEAKER } else { PER_ENTRY }
        {
            tiers[at] = Tier::Core;
            *per_entity.entry(owner).or_default() += 1;
            if let Some(line) = single {
                *per_line.entry(line).or_default() += 1;
            }
        }
    }
    tiers
}

/// The answer, whole and by its lines, in normal form: what a level of the breadcrumb must not
/// hold.
fn answers(answer: &str) -> Vec<String> {
    answer
        .split('\n')
        .chain(answer.contains('\n').then_some(answer))
        .map(words::norm_apart)
        .filter(|part| !part.trim().is_empty())
        .collect()
}

/// The levels of breadcrumbs taken apart: many cards share them.
type Levels = Map<String, Spoken>;

fn draft(
    scene: &Scene<'_>,
    levels: &mut Levels,
    card: Proposal,
    (confidence, tier): (u32, Tier),
) -> Draft {
    let answers = answers(&card.answer);
    // A heading that is the command gives away the line that calls it.
    let command = card.answer.strip_prefix('`').and_then(|code| code.split([' ', '`']).next());
    let mut answer_hidden = |level: &String| {
        if !levels.contains_key(level) {
            levels.insert(level.clone(), Spoken::of(level));
        }
        let spoken = &levels[level];
        let shown = answers.iter().any(|answer| spoken.flat.contains(answer));
        let called = level.starts_with('`') && Some(level.trim_matches('`')) == command;
        let rhymes = !shown && card.clue.is_some() && spoken.names(&[words::norm(&card.answer)]);
        !shown && !rhymes && !called
    };
    let mut context = scene.crumbs(card.entry, card.crumb, &card.under);
    context.retain(&mut answer_hidden);
    if context.is_empty() {
        context.push(HIDDEN.to_owned());
    }
    let tags = scene.note.tags.of(&card.lines);
    Draft {
        tags,
        rule: card.rule,
        kind: card.kind,
        tier,
        confidence,
        question: card.question,
        answer: card.answer,
        context,
        lines: card.lines,
        entity: card.entity,
        entity_kind: card.entity_kind.name(),
        fact: words::norm(&card.fact),
        variant: card.variant,
        brought: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clue_that_rhymes_with_the_name_leaks() {
        let aliases = |name: &str| vec![name.to_owned()];
        assert!(names("zola rolls a site", &aliases("zola")));
        assert!(names("a bitten apple", &aliases("bitt")));
        assert!(names("Hyperfines of time", &aliases("hyperfine")));
        assert!(names("global interpreter lock", &aliases("gil")));
        assert!(!names("a shoestring tunnel", &aliases("sshuttle")));
        for near in ["zopfl", "zopfli", "kopfli", "zapfli", "zopflis"] {
            assert!(names(&format!("how {near} packs"), &aliases("zopfli")), "{near}");
        }
    }
}

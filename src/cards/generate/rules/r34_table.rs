//! R34: the cells of a small table: its first column names, its head says what of; or, where
//! things are compared, the head names and the first column says what of.

use crate::cards::generate::grammar;
use crate::cards::generate::languages::{Ask, ask};
use crate::cards::generate::scene::{Proposal, Scene};
use crate::notes::blocks::Shape;
use crate::notes::kinds::Kind;
use crate::notes::language::Guess;
use crate::notes::words::{self, Class};
use std::collections::{HashMap, HashSet};

/// Heads of columns that say nothing of their rows.
static ASIDES: Class = Class::of(&[
    "comment",
    "comments",
    "example",
    "examples",
    "link",
    "links",
    "note",
    "notes",
    "remark",
    "remarks",
    "slides",
    "url",
    // German, French, Spanish, Italian, Portuguese, Russian, Chinese, Japanese, Korean.
    "anmerkung",
    "anmerkungen",
    "beispiel",
    "beispiele",
    "bemerkung",
    "bemerkungen",
    "kommentar",
    "notiz",
    "exemple",
    "exemples",
    "remarque",
    "remarques",
    "ejemplo",
    "ejemplos",
    "nota",
    "notas",
    "observación",
    "observaciones",
    "esempi",
    "esempio",
    "exemplo",
    "exemplos",
    "obs",
    "observação",
    "observações",
    "комментарий",
    "пример",
    "примечание",
    "備考",
    "备注",
    "例",
    "例子",
    "비고",
    "예",
]);

/// Heads that judge their cells: "the poor of X" is nobody's question.
const RATINGS: [&str; 14] = [
    "bad", "best", "better", "fast", "good", "high", "low", "new", "old", "poor", "slow", "strict",
    "worse", "worst",
];

/// Those of them that say from which figure on a thing is so: "What is a good X?"
const GRADES: [&str; 5] = ["bad", "best", "good", "poor", "worst"];

/// Columns of a table, at most; of one that compares things, whose first column may be wide.
const MOST_COLUMNS: usize = 5;
const MOST_COMPARED: usize = 5;

/// The confidence of a cell, in hundredths.
const SURE: u32 = 78;

/// A table, as far as it can be asked about.
struct Table<'a> {
    head: &'a [String],
    /// The index of each row's block, and its cells.
    rows: Vec<(usize, &'a [String])>,
}

/// "ROW: HEAD?" for each cell behind the first, in the note's language; true where the block is
/// the head of a table that was read.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    let Some(table) = table(scene, entry, index) else { return false };
    let language = scene.languages.of_text(entry, scene.block(index).text());
    let compares = language.is_english() && table.compares();
    let columns = if compares { MOST_COMPARED } else { MOST_COLUMNS };
    // What stands in the cells of two axes is no property of either.
    let axes = language.is_english() && !compares && table.head[0].trim().is_empty();
    if axes
        || table.head.len() > columns
        || !(compares || table.head[1..].iter().all(|head| is_named(head)))
    {
        return false;
    }
    if compares {
        compare(scene, entry, &table);
        return used(scene, table);
    }
    let asides = |column: &usize| {
        let head = words::lower(&table.head[*column]);
        let measured = GRADES.contains(&head.as_ref()) && table.is_measured(*column);
        !(ASIDES.holds(&head) || (RATINGS.contains(&head.as_ref()) && !measured))
    };
    for column in (1..table.head.len()).filter(asides) {
        // A column of few values says little of any row.
        let values: HashSet<&str> =
            table.rows.iter().map(|(_, row)| row[column].as_str()).collect();
        let telling = values.len() * 2 > table.rows.len();
        let measured = table.is_measured(column);
        for (at, row) in &table.rows {
            let cell = (table.head[column].as_str(), row[0].as_str(), row[column].as_str());
            let kinds = is_kind(&table.head[0]) && words::is_common(&words::lower(&row[0]));
            let card =
                card(scene, (entry, *at), (language, column), cell, (telling && !kinds, measured));
            scene.proposals.extend(card);
        }
    }
    used(scene, table)
}

/// Whether the first column says which kind of something a row is: of what, stands elsewhere.
fn is_kind(head: &str) -> bool {
    matches!(&*words::lower(head.trim()), "kind" | "type" | "variant" | "category")
}

/// Notes that the rows of a table were read.
fn used(scene: &mut Scene<'_>, table: Table<'_>) -> bool {
    for (at, _) in table.rows {
        scene.explain(&scene.block(at).lines, "skip:table");
        scene.take(at);
    }
    true
}

impl Table<'_> {
    /// Whether each cell of a column is a figure.
    fn is_measured(&self, column: usize) -> bool {
        self.rows.iter().all(|(_, row)| row[column].contains(|c: char| c.is_ascii_digit()))
    }

    /// Whether the columns are things, and the rows what they are compared in.
    fn compares(&self) -> bool {
        const ASPECTS: [&str; 8] = [
            "aspect",
            "characteristic",
            "criteria",
            "criterion",
            "dimension",
            "feature",
            "features",
            "property",
        ];
        const VALUES: [&str; 16] = [
            "default",
            "description",
            "details",
            "effect",
            "example",
            "explanation",
            "meaning",
            "notes",
            "purpose",
            "required",
            "since",
            "status",
            "support",
            "type",
            "unit",
            "value",
        ];
        let corner = words::lower(self.head[0].trim());
        let things = &self.head[1..];
        // "msg" is rare, but no name.
        let is_name = |word: &str| {
            words::is_rare(word)
                && (words::is_technical(word) || word.starts_with(char::is_uppercase))
        };
        let holds_name = |text: &str| text.split_whitespace().any(is_name);
        // The first word of a cell may have its capital for that alone.
        let row_name = |text: &str| {
            let mut all = text.split_whitespace();
            all.next().is_some_and(|first| is_name(first) && words::is_technical(first))
                || all.any(is_name)
        };
        let plain = self.rows.iter().filter(|(_, row)| !row_name(&row[0])).count();
        let named = things.iter().all(|head| holds_name(head) && words::count(head) <= 3)
            && plain * 2 > self.rows.len();
        let valued = things.iter().any(|head| VALUES.contains(&words::lower(head).as_ref()));
        things.len() > 1 && (named || (ASPECTS.contains(&corner.as_ref()) && !valued))
    }
}

/// "What is the ROW in COLUMN?" for each cell that says more than yes or no.
fn compare(scene: &mut Scene<'_>, entry: usize, table: &Table<'_>) {
    const MOST_WORDS: usize = 8;
    for (at, row) in &table.rows {
        let label = grammar::lower_first(&row[0]);
        let values: HashSet<&str> = row[1..].iter().map(String::as_str).collect();
        let told = |cell: &str| (1..=MOST_WORDS).contains(&words::count(cell)) && !is_verdict(cell);
        if !is_noun(&label) || values.len() < 2 {
            continue;
        }
        for (column, cell) in row.iter().enumerate().skip(1).filter(|(_, cell)| told(cell)) {
            let thing = &table.head[column];
            let shown = grammar::shown(thing);
            let question = format!("What {} the {label} in {shown}?", grammar::be(&label));
            let lines = scene.block(*at).lines.clone();
            let card = Proposal {
                fact: format!("{thing} {label} {cell}"),
                order: (lines.first(), u32::try_from(column).unwrap_or(u32::MAX)),
                entity: thing.clone(),
                entity_kind: Kind::Term,
                ..scene.card(entry, lines, ("R34", "table", SURE), (question, cell.clone()))
            };
            scene.proposals.push(card);
        }
    }
}

/// Whether a cell only says yes or no, or nothing.
fn is_verdict(cell: &str) -> bool {
    let first = words::lower_cores(cell).next().unwrap_or_default();
    let hollow = matches!(
        &*first,
        "" | "yes" | "no" | "y" | "n" | "n/a" | "none" | "same" | "ditto" | "tbd" | "unknown"
    );
    hollow || cell.contains("://") || !cell.contains(char::is_alphanumeric)
}

/// Whether a cell says yes or no in one of the languages that are read, or leaves it open.
fn is_bare_verdict(cell: &str) -> bool {
    const VERDICTS: [&str; 24] = [
        "all", "any", "both", "da", "full", "ja", "n", "n/a", "nee", "nein", "no", "non", "none",
        "não", "oui", "si", "sim", "sí", "sì", "x", "y", "yes", "да", "нет",
    ];
    let cell = words::lower(words::trim_punctuation(cell)).into_owned();
    cell.is_empty() || VERDICTS.contains(&&*cell)
}

/// Whether a cell is a row of signs that nobody learns by heart.
fn is_digest(cell: &str) -> bool {
    const LONGEST: usize = 20;
    cell.len() > LONGEST
        && cell.contains(|c: char| c.is_ascii_digit())
        && cell.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Whether the label of a row or the head of a column names a property.
fn is_noun(label: &str) -> bool {
    let tokens = words::tokens(label);
    let first = tokens.first().map_or("", |first| &*first.lower);
    let last = tokens.last().map_or("", |last| &*last.lower);
    !(is_open(last)
        || first.ends_with("ly")
        || grammar::is_preposition(first)
        || grammar::is_auxiliary(first)
        || grammar::opens_with_third_person(&tokens)
        || is_asking(first)
        || label.ends_with('?'))
}

/// Words that ask.
fn is_asking(word: &str) -> bool {
    matches!(word, "how" | "what" | "when" | "where" | "which" | "who" | "why")
}

/// Whether something is to follow a word: a preposition, a verb that is no plural as well.
fn is_open(word: &str) -> bool {
    const PLURALS: [&str; 12] = [
        "changes", "costs", "issues", "limits", "needs", "results", "states", "tests", "types",
        "uses", "values", "works",
    ];
    grammar::is_preposition(word)
        || (grammar::base_form(word).is_some() && !PLURALS.contains(&word))
}

/// The table that starts at this row, if it is small and each row has a name of its own.
fn table<'a>(scene: &Scene<'a>, entry: usize, index: usize) -> Option<Table<'a>> {
    const MOST_ROWS: usize = 12;
    let cells = |at: usize| match &scene.block(at).shape {
        Shape::Row(cells) => Some(cells.as_slice()),
        _ => None,
    };
    let head = cells(index)?;
    let blocks = scene.entry(entry).blocks.iter().copied();
    let behind = blocks.skip_while(|at| *at <= index).zip(index + 1..);
    let adjoining = behind.take_while(|(at, next)| at == next && !scene.block(*at).after_blank);
    let mut rows = adjoining.map_while(|(at, _)| cells(at).map(|row| (at, row)));
    let (_, divider) = rows.next()?;
    let is_ruled =
        divider.iter().all(|cell| cell.contains('-') && !cell.contains(char::is_alphabetic));
    let all: Vec<_> = rows.take(MOST_ROWS + 1).collect();
    let whole = all.len() <= MOST_ROWS && all.iter().all(|(_, row)| row.len() == head.len());
    // A row without a name of its own cannot be asked about; the others can.
    let mut names: HashMap<String, usize> = HashMap::new();
    for (_, row) in &all {
        *names.entry(words::norm(row.first()?)).or_default() += 1;
    }
    // A letter may name a row: vitamin C.
    let lettered = is_named(&head[0]);
    let letter = |cell: &str| lettered && cell.len() == 1 && cell.starts_with(char::is_uppercase);
    let own = |row: &[String]| {
        (is_named(&row[0]) || letter(&row[0])) && names.get(&words::norm(&row[0])) == Some(&1)
    };
    let count = all.len();
    let rows: Vec<_> = all.into_iter().filter(|(_, row)| own(row)).collect();
    let fits = is_ruled
        && whole
        && (2..=MOST_COMPARED).contains(&head.len())
        && rows.len() >= 2
        && rows.len() * 3 >= count * 2;
    fits.then_some(Table { head, rows })
}

/// Whether a cell can name a row or a column.
fn is_named(cell: &str) -> bool {
    (1..=6).contains(&words::count(cell)) && is_in_words(cell)
}

/// Whether a cell is in words, not in signs: one letter of an alphabet is a sign.
fn is_in_words(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    // "4ª" is a number.
    let words = text.chars().any(|c| c.is_alphabetic() && !matches!(c, 'ª' | 'º'));
    words && letters > 1 && !text.contains(['$', '\\', '{']) && !text.contains("://")
}

/// The card of one cell.
fn card(
    scene: &Scene<'_>,
    (entry, index): (usize, usize),
    (language, column): (Guess, usize),
    (head, name, cell): (&str, &str, &str),
    (telling, measured): (bool, bool),
) -> Option<Proposal> {
    const OFFERED: u32 = 65;
    let placeholder = (cell.contains('<') && !cell.contains('`')) || cell.starts_with("= ");
    // "yes" tells too little of anything to be kept.
    let rest = words::count(cell) <= 2
        && words::lower_cores(cell).last().is_some_and(|word| {
            matches!(&*word, "else" | "others" | "andere" | "anderes" | "rest")
        });
    // Nothing is known, or it is not known for sure.
    let open = cell.ends_with('?') || cell.to_lowercase().starts_with("n/a");
    let bare =
        rest || open || (words::count(cell) == 1 && (is_bare_verdict(cell) || is_digest(cell)));
    if !(1..=12).contains(&words::count(cell)) || cell.contains("://") || placeholder || bare {
        return None;
    }
    let question = match language {
        Guess::English | Guess::Terse if says_does(head) || says_what(head) => {
            what_of(name, cell, says_does(head))
        }
        Guess::English | Guess::Terse => of_column(name, head, measured)?,
        Guess::Known(language) => ask(language, Ask::Of(name, head)),
        Guess::Other => return None,
    };
    let lines = scene.block(index).lines.clone();
    // "price 1k" is a price at so many; of "Espressif", "C6, H2": what the one makes is not what it is.
    let odd = head
        .split_once(' ')
        .is_some_and(|(first, rest)| words::is_common(first) && words::is_technical(rest));
    let named = odd
        || words::lower(head) == "what"
            && words::lower_cores(cell).all(|core| words::is_rare(&core));
    let rule = ("R34", "table", if telling && !named { SURE } else { OFFERED });
    Some(Proposal {
        fact: format!("{name} {head} {cell}"),
        order: (lines.first(), u32::try_from(column).unwrap_or(u32::MAX)),
        entity: name.to_owned(),
        entity_kind: Kind::Term,
        ..scene.card(entry, lines, rule, (question, cell.to_owned()))
    })
}

/// "What is NAME?", or what it does where the cell tells that.
fn what_of(name: &str, cell: &str, does: bool) -> String {
    let acts = grammar::opens_with_third_person(&words::tokens(cell));
    let shown = grammar::shown(name);
    if does || acts { format!("What does {shown} do?") } else { format!("What is {shown}?") }
}

/// Whether a column says what the things of its rows do.
fn says_does(head: &str) -> bool {
    let head = head.to_lowercase();
    matches!(head.trim_end_matches('?'), "does" | "it does" | "what does it do" | "what it does")
}

/// Whether a column says what the things of its rows are.
fn says_what(head: &str) -> bool {
    let head = head.to_lowercase();
    matches!(head.as_str(), "definition" | "description" | "meaning" | "what" | "what it is")
}

/// The question for a cell: of a property by its noun, of a world that the column stands for by
/// its name, of what is no noun by what is left open: "What is the port of `sshd`?", "What is
/// \u{201c}Index\u{201d} in SQL?", "Pending: usually means what?"
fn of_column(name: &str, head: &str, measured: bool) -> Option<String> {
    let shown = grammar::shown(name);
    // What is told in figures is a property, whatever its letters stand for.
    let letters = head.chars().all(char::is_uppercase);
    if (measured && letters)
        || ["ID", "IP", "MTU", "OS", "RAM", "ROI", "TTL", "URL"].contains(&head)
    {
        return Some(format!("What is the {head} of {shown}?"));
    }
    if words::is_technical(head) {
        return Some(format!("What is {shown} in {head}?"));
    }
    let head = grammar::lower_first(head);
    // "the closed of X" is nobody's question, nor is "the nil".
    let state = !head.contains(' ')
        && (["nil", "null", "true", "false"].contains(&&*head)
            || (head.ends_with("ed") && head.len() > 4)
            || head.ends_with("able"));
    if state {
        return None;
    }
    // "compared to major"
    let first = words::lower_cores(&head).next().unwrap_or_default();
    if first.ends_with("ed") && first.len() > 4 && head.contains(' ') {
        return Some(format!("{name}: {head}?"));
    }
    if GRADES.contains(&&*head) {
        let article = if ["best", "worst"].contains(&&*head) { "the" } else { "a" };
        return Some(format!("What is {article} {head} {name}?"));
    }
    if is_noun(&head) {
        return Some(format!("What {} the {head} of {shown}?", grammar::be(&head)));
    }
    let last = words::lower_cores(&head).last().unwrap_or_default();
    let asks = words::lower_cores(&head).next().is_some_and(|first| is_asking(&first));
    let asked = asks.then(|| format!("{name}: {}?", head.trim_end_matches('?')));
    // "what it measures"
    let done = head.strip_prefix("what it ").and_then(grammar::base_form);
    let done = done.map(|verb| format!("What does {shown} {verb}?"));
    done.or(asked).or_else(|| is_open(&last).then(|| format!("{name}: {head} what?")))
}

//! Notetypes for the notes of a table, which only names them: those that a package brought, and
//! else those that every Anki has.

use crate::adapters::anki::read::cloze;
use crate::adapters::anki::read::notetype::Notetype;
use serde_json::{Value, json};
use std::collections::HashMap;

/// The notetype of notes whose table names none.
pub(super) const NONE: &str = "recall table";

/// The least id that is made up: of 13 digits, as Anki's, and far from any of today.
const LEAST_ID: i64 = 9_000_000_000_000;

/// What a side begins its answer with.
const LINE: &str = "{{FrontSide}}<hr id=answer>";

/// How Anki shows such cards.
const CSS: &str = ".card { font-family: arial; font-size: 20px; text-align: center; }";

/// The notetypes that are known.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    by_id: HashMap<i64, Notetype>,
    /// Of those that a package brought, one for each name.
    by_name: HashMap<String, i64>,
}

/// A notetype that Anki has from birth, known by its English name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stock {
    Basic,
    Reversed,
    OptionallyReversed,
    Cloze,
}

impl Stock {
    /// The one of this name. Where there is none, whether the text has gaps tells more.
    fn of(name: &str, has_gaps: bool) -> (Self, bool) {
        match name {
            "Basic" | "Basic (type in the answer)" | NONE if !has_gaps => (Self::Basic, true),
            "Basic (and reversed card)" => (Self::Reversed, true),
            "Basic (optional reversed card)" => (Self::OptionallyReversed, true),
            "Cloze" | "Image Occlusion" => (Self::Cloze, true),
            _ if has_gaps => (Self::Cloze, name == NONE),
            _ => (Self::Basic, false),
        }
    }
}

impl Kinds {
    /// Those that the collection knows; broken ones are none.
    pub(super) fn new(definitions: impl Iterator<Item = String>) -> Self {
        let mut kinds = Self::default();
        for definition in definitions {
            let definition: Value = serde_json::from_str(&definition).unwrap_or_default();
            let Some(kind) = Notetype::from_json(&definition) else { continue };
            if kind.id < LEAST_ID {
                kinds.by_name.entry(kind.name.clone()).or_insert(kind.id);
            }
            kinds.by_id.insert(kind.id, kind);
        }
        kinds
    }

    /// One by its id.
    pub(super) fn get(&self, id: i64) -> Option<&Notetype> {
        self.by_id.get(&id)
    }

    /// The notetype of this name with room for these fields, and whether its cards are known to
    /// be those that Anki has. `names` are the fields' own, where the table has some.
    pub(super) fn named(
        &mut self,
        name: &str,
        fields: &[String],
        names: &[Option<String>],
    ) -> (i64, bool) {
        let brought = self.by_name.get(name).and_then(|id| self.by_id.get(id));
        if let Some(kind) = brought.filter(|kind| kind.fields.len() >= fields.len()) {
            return (kind.id, true);
        }
        let has_gaps = fields.iter().any(|field| !cloze::numbers(field).is_empty());
        let (stock, is_certain) = Stock::of(name, has_gaps);
        let least = if stock == Stock::OptionallyReversed { 3 } else { 2 };
        let count = fields.len().max(least);
        let fields: Vec<String> = (0..count).map(|at| field_name(stock, at, names)).collect();
        let id = id_of(name, stock, &fields);
        if !self.by_id.contains_key(&id)
            && let Some(kind) = Notetype::from_json(&model(id, name, stock, &fields))
        {
            self.by_id.insert(id, kind);
        }
        (id, is_certain)
    }
}

/// A notetype as an entry of `col.models`.
fn model(id: i64, name: &str, stock: Stock, fields: &[String]) -> Value {
    let templates = templates(stock, fields);
    let flds = fields.iter().enumerate().map(|(ord, name)| {
        json!({
            "name": name, "ord": ord, "sticky": false, "rtl": false, "font": "Arial", "size": 20,
            "media": [],
        })
    });
    let tmpls = templates.iter().enumerate().map(|(ord, [front, back])| {
        json!({
            "name": format!("Card {}", ord + 1), "ord": ord, "qfmt": front, "afmt": back,
            "bqfmt": "", "bafmt": "", "did": null, "bfont": "", "bsize": 0,
        })
    });
    json!({
        "id": id, "name": name, "type": i64::from(stock == Stock::Cloze), "mod": 0, "usn": -1,
        "sortf": 0, "css": CSS, "latexPre": "", "latexPost": "", "latexsvg": false, "did": null,
        "tags": [], "vers": [], "req": [],
        "flds": flds.collect::<Vec<Value>>(), "tmpls": tmpls.collect::<Vec<Value>>(),
    })
}

/// The name that the table has for a field, or the usual one.
fn field_name(stock: Stock, at: usize, names: &[Option<String>]) -> String {
    let usual = if stock == Stock::Cloze { ["Text", "Back Extra"] } else { ["Front", "Back"] };
    let own = names.get(at).cloned().flatten();
    let usual = || usual.get(at).map(|&name| name.to_owned());
    own.or_else(usual).unwrap_or_else(|| format!("Field {}", at + 1))
}

/// The id of a notetype: the same for the same name, templates and fields.
fn id_of(name: &str, stock: Stock, fields: &[String]) -> i64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&[stock as u8]);
    for part in [name].into_iter().chain(fields.iter().map(String::as_str)) {
        hasher.update(part.as_bytes()).update(&[0]);
    }
    let mut start = [0; 8];
    start[4..].copy_from_slice(&hasher.finalize().as_bytes()[..4]);
    LEAST_ID + i64::from_be_bytes(start)
}

/// Front and back of each card.
fn templates(stock: Stock, fields: &[String]) -> Vec<[String; 2]> {
    let [first, second] = [&fields[0], &fields[1]];
    let shown = |name: &String| format!("{{{{#{name}}}}}<div>{{{{{name}}}}}</div>{{{{/{name}}}}}");
    let rest = |from: usize| fields[from..].iter().map(shown).collect::<String>();
    let forth = [format!("{{{{{first}}}}}"), format!("{LINE}{{{{{second}}}}}{}", rest(2))];
    let back = |front: String| [front, format!("{LINE}{{{{{first}}}}}")];
    match stock {
        Stock::Basic => vec![forth],
        Stock::Reversed => vec![forth, back(format!("{{{{{second}}}}}"))],
        Stock::OptionallyReversed => {
            let [asks, answers] = [format!("{{{{{second}}}}}"), forth[0].clone()];
            let forth = [answers, format!("{LINE}{asks}")];
            let wish = &fields[2];
            vec![forth, back(format!("{{{{#{wish}}}}}{asks}{{{{/{wish}}}}}"))]
        }
        Stock::Cloze => {
            let gaps = format!("{{{{cloze:{first}}}}}");
            vec![[gaps.clone(), format!("{gaps}{}", rest(1))]]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(values: &[&str]) -> Vec<String> {
        values.iter().map(|&value| value.to_owned()).collect()
    }

    #[test]
    fn a_stock_notetype_is_known_by_name_and_another_by_its_gaps() {
        let mut kinds = Kinds::default();
        let mut kind = |name: &str, fields: &[&str]| {
            let (id, is_certain) = kinds.named(name, &owned(fields), &[]);
            let kind = kinds.get(id).unwrap();
            (kind.is_cloze, kind.templates.len(), is_certain)
        };
        assert_eq!(kind("Basic", &["a", "b"]), (false, 1, true));
        assert_eq!(kind("Basic (and reversed card)", &["a", "b"]), (false, 2, true));
        assert_eq!(kind("Basic (optional reversed card)", &["a", "b", "y"]), (false, 2, true));
        assert_eq!(kind("Cloze", &["{{c1::a}}"]), (true, 1, true));
        assert_eq!(kind("Lückentext", &["{{c2::a}}", ""]), (true, 1, false));
        assert_eq!(kind("Three", &["a", "b", "c"]), (false, 1, false));
        assert_eq!(kind(NONE, &["a", "b"]), (false, 1, true));
        assert_eq!(kind(NONE, &["{{c1::a}}", "b"]), (true, 1, true));
    }

    #[test]
    fn the_notetype_that_a_package_brought_is_taken_where_its_fields_are_enough() {
        let model = json!({
            "id": 7, "name": "Three", "flds": [{"name": "a"}, {"name": "b"}, {"name": "c"}],
            "tmpls": [{"name": "x", "qfmt": "{{a}}", "afmt": "{{b}}"}],
        });
        let mut kinds = Kinds::new([model.to_string(), "{}".to_owned()].into_iter());
        assert_eq!(kinds.named("Three", &owned(&["1", "2", "3"]), &[]), (7, true));
        assert_ne!(kinds.named("Three", &owned(&["1", "2", "3", "4"]), &[]).0, 7);
    }
}

//! Decks as a package lists them: every level of every name, under the names Anki would give.

use crate::adapters::anki::html::cleaned;
use crate::adapters::anki::ids;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};

/// The deck that every collection has.
const DEFAULT: (i64, &str) = (1, "Default");

/// The decks of one package.
#[derive(Debug)]
pub struct Decks {
    names: BTreeMap<i64, String>,
    /// Anki compares names ignoring case.
    by_folded_name: HashMap<String, i64>,
    /// Decks by the name recall has for them, so that a name is worked out once.
    known: HashMap<String, i64>,
    used: u64,
}

impl Default for Decks {
    fn default() -> Self {
        let (id, name) = DEFAULT;
        Self {
            names: [(id, name.to_owned())].into(),
            by_folded_name: [(name.to_lowercase(), id)].into(),
            known: HashMap::new(),
            used: 0,
        }
    }
}

impl Decks {
    /// The id of the deck with this name, listed with every level above it.
    pub fn id(&mut self, name: &str) -> i64 {
        if let Some(id) = self.known.get(name) {
            return *id;
        }
        let mut id = DEFAULT.0;
        let mut path = String::new();
        for level in levels(name) {
            let full = if path.is_empty() { level } else { format!("{path}::{level}") };
            id = self.listed(full);
            // Spelt as it was first, so that decks of one parent agree on its name.
            path.clone_from(&self.names[&id]);
        }
        if !self.known.values().any(|known| *known == id) {
            self.used += 1;
        }
        self.known.insert(name.to_owned(), id);
        id
    }

    /// How many decks were asked for, levels above them not counted.
    pub const fn used(&self) -> u64 {
        self.used
    }

    fn listed(&mut self, name: String) -> i64 {
        let folded = name.to_lowercase();
        if let Some(id) = self.by_folded_name.get(&folded) {
            return *id;
        }
        let mut id = ids::deck_id(&folded);
        while self.names.contains_key(&id) {
            id += 1;
        }
        self.names.insert(id, name);
        self.by_folded_name.insert(folded, id);
        id
    }

    /// The column `col.decks`, changed at this time in seconds.
    pub fn json(&self, modified_s: i64) -> Value {
        let deck = |(id, name): (&i64, &String)| (id.to_string(), one(*id, name, modified_s));
        Value::Object(self.names.iter().map(deck).collect::<Map<_, _>>())
    }
}

fn one(id: i64, name: &str, modified_s: i64) -> Value {
    json!({
        "id": id, "mod": modified_s, "name": name, "usn": -1,
        "lrnToday": [0, 0], "revToday": [0, 0], "newToday": [0, 0], "timeToday": [0, 0],
        "collapsed": false, "browserCollapsed": false, "desc": "", "dyn": 0, "conf": 1,
        "extendNew": 0, "extendRev": 0
    })
}

/// The levels of a name as Anki keeps them: without blanks and colons around, none empty.
fn levels(name: &str) -> Vec<String> {
    let clean = cleaned(name).replace(['\n', '\t'], " ");
    let level = |level: &str| match level.trim_matches([' ', ':', '\u{3000}']) {
        "" => "blank".to_owned(),
        level => level.to_owned(),
    };
    clean.split("::").map(level).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_of_a_name_is_a_deck() {
        let mut decks = Decks::default();
        let id = decks.id("Conf::Rust::Async");
        let names: Vec<&String> = decks.names.values().collect();
        assert_eq!(names.len(), 4);
        assert!(names.iter().any(|name| *name == "Conf::Rust"));
        assert_eq!(decks.names[&id], "Conf::Rust::Async");
        assert_eq!(decks.used(), 1);
    }

    #[test]
    fn names_that_differ_in_case_are_one_deck() {
        let mut decks = Decks::default();
        assert_eq!(decks.id("Straße::Ärger"), decks.id("straße::ärger"));
        assert_eq!(decks.id("default"), 1);
    }

    #[test]
    fn a_deck_takes_the_spelling_of_the_decks_above_it() {
        let mut decks = Decks::default();
        decks.id("Conf");
        let id = decks.id("conf::py");
        assert_eq!(decks.names[&id], "Conf::py");
    }

    #[test]
    fn a_name_is_written_as_anki_keeps_it() {
        assert_eq!(levels(" Conf :: ::a:"), ["Conf", "blank", "a"]);
        assert_eq!(levels("Cafe\u{301}\u{7}"), ["Café"]);
        assert_eq!(levels(""), ["blank"]);
    }
}

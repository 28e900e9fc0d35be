//! Things with names: what the notes say about each, wherever they say it.

use crate::notes::kinds::Kind;
use crate::notes::words;
use crate::values::lines::Lines;
use crate::values::maps::{Map, Set};
use std::collections::hash_map::Entry;

/// Something said about an entity that can define it or point at it.
#[derive(Debug, Clone)]
pub(super) struct Said {
    /// The words.
    pub(super) text: String,
    /// Where.
    pub(super) lines: Lines,
    /// The entry it stands in.
    pub(super) entry: usize,
    /// The bullets that its own is nested under.
    pub(super) under: Vec<String>,
    /// Whether the author is in doubt.
    pub(super) hedged: bool,
    /// Whether it stands under the entity's own heading.
    pub(super) own_heading: bool,
    /// How sure, in hundredths.
    pub(super) confidence: u32,
    /// Whether it is a noun phrase: fit to define; a clause can only point.
    pub(super) phrase: bool,
    /// The rule that found it.
    pub(super) rule: &'static str,
}

/// A thing with a name.
#[derive(Debug, Clone)]
pub(super) struct Entity {
    /// The name as first written.
    pub(super) name: String,
    /// What it is.
    pub(super) kind: Kind,
    /// The words for what it is, one for each section it stands in: `tool`, `topic`.
    pub(super) nouns: Vec<String>,
    /// A gloss that says its type.
    pub(super) gloss: Option<String>,
    /// Another name in the notes: an acronym, or what one stands for.
    pub(super) expansion: Option<String>,
    /// What is said about it, in the order of the notes.
    pub(super) said: Vec<Said>,
}

/// All entities of a note, in the order in which they appear.
#[derive(Debug, Default)]
pub(super) struct Entities {
    list: Vec<Entity>,
    by_key: Map<String, usize>,
    /// The names that were not known where something else would have come of it, in normal form.
    missed: Set<String>,
}

impl Entities {
    /// The entity of this name, made if it is new.
    pub(super) fn named(&mut self, name: &str, kind: Kind) -> &mut Entity {
        let key = words::norm(name);
        let next = self.list.len();
        let at = *self.by_key.entry(key).or_insert(next);
        if at == next {
            self.list.push(Entity::new(name, kind));
        }
        &mut self.list[at]
    }

    /// Whether there is one of this name. Who makes something else of a note where there is none
    /// has to [`miss`](Self::miss) it.
    pub(super) fn know(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Notes that something was made of this part of the note because there is none of this name.
    pub(super) fn miss(&mut self, name: &str) {
        self.missed.insert(words::norm(name));
    }

    /// The same names, of which nothing is said, for a part of the note that is read by itself.
    pub(super) fn part(&self) -> Self {
        let bare = |entity: &Entity| Entity::new(&entity.name, entity.kind);
        Self {
            list: self.list.iter().map(bare).collect(),
            by_key: self.by_key.clone(),
            missed: Set::default(),
        }
    }

    /// Whether one of these was missed in a part of the note.
    pub(super) fn were_missed(&self, part: &Self) -> bool {
        part.missed.iter().any(|key| self.by_key.contains_key(key))
    }

    /// Adds what the next part of the note says.
    pub(super) fn join(&mut self, part: Self) {
        let mut keys: Vec<(String, usize)> = part.by_key.into_iter().collect();
        keys.sort_unstable_by_key(|(_, at)| *at);
        for (mut new, (key, _)) in part.list.into_iter().zip(keys) {
            match self.by_key.entry(key) {
                Entry::Vacant(place) => {
                    place.insert(self.list.len());
                    self.list.push(new);
                }
                Entry::Occupied(place) => {
                    let known = &mut self.list[*place.get()];
                    known.said.append(&mut new.said);
                    if !new.nouns.is_empty() {
                        known.nouns = new.nouns;
                    }
                }
            }
        }
    }

    /// The entity of this name, if there is one.
    pub(super) fn get(&self, name: &str) -> Option<&Entity> {
        self.by_key.get(&words::norm(name)).map(|at| &self.list[*at])
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Entity] {
        &self.list
    }
}

impl Entity {
    fn new(name: &str, kind: Kind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            nouns: Vec::new(),
            gloss: None,
            expansion: None,
            said: Vec::new(),
        }
    }

    /// The word a question uses for what this is.
    pub(super) fn noun(&self) -> String {
        match (&self.gloss, self.nouns.as_slice()) {
            (Some(gloss), _) => gloss.clone(),
            (None, []) => "term".to_owned(),
            (None, [noun]) => noun.clone(),
            (None, [first, .., last]) => format!("of the {first}s and {last}s"),
        }
    }

    /// All that the entity is called, in lower case, for the leak test.
    pub(super) fn aliases(&self) -> Vec<String> {
        let mut found = vec![self.name.to_lowercase()];
        let parts: Vec<&str> = self
            .name
            .split(|c: char| !c.is_alphanumeric() && c != '+' && c != '#')
            .filter(|p| !p.is_empty())
            .collect();
        for part in &parts {
            let lower = part.to_lowercase();
            let class = crate::notes::kinds::CLASS_NOUNS.binary_search(&lower.as_str()).is_ok();
            if lower.chars().count() >= 4 && !class {
                found.push(lower);
            }
        }
        if parts.len() > 1 {
            found.push(parts.concat().to_lowercase());
            let initials: String = parts.iter().filter_map(|part| part.chars().next()).collect();
            if initials.chars().count() >= 2 {
                found.push(initials.to_lowercase());
            }
        }
        if let Some(other) = &self.expansion {
            found.push(other.to_lowercase());
            let weighty = other.split_whitespace().map(str::to_lowercase);
            found.extend(weighty.filter(|word| word.len() >= 4 && !words::is_stop(word)));
        }
        found.dedup();
        found
    }
}

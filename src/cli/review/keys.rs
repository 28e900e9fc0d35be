//! Which key does what in a review, and what the learner made of that in the configuration.

use crate::adapters::terminal::keys::Key;
use crate::cli::review::buttons::Buttons;
use crate::values::grade::Grade;

/// Something that a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// Shows the answer, then takes the grade that is suggested: good.
    GoOn,
    /// Grades the card.
    Grade(Grade),
    /// The item of a list that is asked was known.
    Known,
    /// It was not.
    Missed,
    /// Shows all items at once.
    All,
    /// Helps a little.
    Hint,
    /// Lets the answer be typed.
    Type,
    /// Takes back the last step.
    Undo,
    /// Opens the notes at the card's line.
    Edit,
    /// Refuses the card for good.
    Drop,
    /// Leaves the card out until tomorrow.
    Bury,
    /// Leaves the card out until it is taken back.
    Suspend,
    /// Puts the card on the list of those to mend.
    Mark,
    /// Tells why the card is asked and what each grade would do.
    Info,
    /// Shows the section of the notes.
    Source,
    /// Shows all keys.
    Help,
    /// Ends the session, with what it came to.
    Quit,
}

/// An action with its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// Its name in the configuration.
    name: &'static str,
    action: Action,
    keys: Vec<Key>,
    does: &'static str,
}

impl Entry {
    /// Its keys by name.
    fn told(&self) -> String {
        self.keys.iter().map(|key| key.name()).collect::<Vec<_>>().join(", ")
    }
}

/// Every action but the grades, with the keys that it has unless the configuration says
/// otherwise, in the order of the help.
const ACTIONS: &[(&str, Action, &str, &str)] = &[
    ("show", Action::GoOn, "Space Enter", "show the answer; then good, or what is suggested"),
    ("undo", Action::Undo, "u", "take back the last step; again, the one before"),
    ("hint", Action::Hint, "h", "a hint: a hidden heading, a letter, an item"),
    ("type", Action::Type, "t", "type the answer and have it compared"),
    ("known", Action::Known, "y", "in a list: I had this item"),
    ("missed", Action::Missed, "n", "in a list: I missed this item"),
    ("all", Action::All, "a", "in a list: show all items"),
    ("edit", Action::Edit, "e", "edit the note at this card's line"),
    ("drop", Action::Drop, "x", "drop: a bad card, never to come back"),
    ("bury", Action::Bury, "-", "bury: not again before tomorrow"),
    ("suspend", Action::Suspend, "s @", "suspend: not until you take it back"),
    ("mark", Action::Mark, "*", "mark the card to mend it later, with a word why"),
    ("info", Action::Info, "i", "why this card, its arithmetic, its history"),
    ("source", Action::Source, "r", "read its section of the notes again"),
    ("help", Action::Help, "?", "this help"),
    ("quit", Action::Quit, "q Esc Ctrl-D", "leave, with how it went; everything is saved already"),
];

/// The names that keys have in the configuration: those of the actions and of all buttons.
pub(in crate::cli) const NAMES: &[&str] = &[
    "again", "all", "blackout", "bury", "drop", "easy", "edit", "fail", "good", "hard", "help",
    "hint", "info", "known", "mark", "missed", "near", "pass", "quit", "show", "source", "suspend",
    "type", "undo", "wrong",
];

/// The keys that an action or a button of this name has unless the configuration says otherwise.
pub(in crate::cli) fn usual_keys(name: &str) -> Option<&'static str> {
    let mut buttons = Buttons::ALL.iter().flat_map(|buttons| buttons.all());
    let action = ACTIONS.iter().find(|(action, ..)| *action == name).map(|(.., keys, _)| *keys);
    action.or_else(|| buttons.find(|button| button.name == name).map(|button| button.key))
}

/// Which key does what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Keymap {
    entries: Vec<Entry>,
    buttons: Buttons,
}

/// Why the keys cannot be as the configuration has them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum BadKey {
    /// There is no such key.
    #[error("`keys.{name}` is `{key}`, which names no key")]
    Unknown {
        /// The action.
        name: String,
        /// What it was given.
        key: String,
    },
    /// Two actions have one key.
    #[error("`keys.{first}` and `keys.{second}` are both `{key}`")]
    Twice {
        /// One action.
        first: &'static str,
        /// The other.
        second: &'static str,
        /// The key.
        key: String,
    },
}

impl Keymap {
    /// The keys for these buttons, as the configuration changes them: by action, the names of
    /// its keys with blanks between.
    pub(super) fn new<'a>(
        buttons: Buttons,
        changes: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, BadKey> {
        let mut map = Self { entries: usual(buttons), buttons };
        for (name, keys) in changes {
            if let Some(entry) = map.entries.iter_mut().find(|entry| entry.name == name) {
                entry.keys = parse(name, keys)?;
            }
        }
        map.tell_apart()?;
        Ok(map)
    }

    fn tell_apart(&self) -> Result<(), BadKey> {
        for (place, entry) in self.entries.iter().enumerate() {
            for other in &self.entries[place + 1..] {
                if let Some(key) = entry.keys.iter().find(|key| other.keys.contains(key)) {
                    let (first, second) = (entry.name, other.name);
                    return Err(BadKey::Twice { first, second, key: key.name() });
                }
            }
        }
        Ok(())
    }

    /// The buttons.
    pub(super) const fn buttons(&self) -> Buttons {
        self.buttons
    }

    /// What this key does. A capital does what its small letter does, unless it has an action
    /// of its own.
    pub(super) fn action(&self, key: Key) -> Option<Action> {
        let of = |key: Key| self.entries.iter().find(|entry| entry.keys.contains(&key));
        let small = || match key {
            Key::Char(letter) => of(Key::Char(letter.to_lowercase().next()?)),
            _ => None,
        };
        of(key).or_else(small).map(|entry| entry.action)
    }

    /// The name of the first key that does this; empty where none does.
    pub(super) fn label(&self, action: Action) -> String {
        let entry = self.entries.iter().find(|entry| entry.action == action);
        let key = entry.and_then(|entry| entry.keys.first());
        key.map_or_else(String::new, |key| key.name())
    }

    /// The action of this name, or of the key of this name: for the line mode.
    pub(super) fn named(&self, word: &str) -> Option<Action> {
        let entry = self.entries.iter().find(|entry| entry.name == word);
        entry.map(|entry| entry.action).or_else(|| self.action(Key::parse(word)?))
    }

    /// Every action with its name, its keys and what it does: for the line mode.
    pub(super) fn words(&self) -> impl Iterator<Item = (&'static str, String, &'static str)> {
        self.entries.iter().map(|entry| (entry.name, entry.told(), entry.does))
    }

    /// Every key with what it does.
    pub(super) fn help(&self) -> Vec<(String, String)> {
        let bound = self.entries.iter().filter(|entry| !entry.keys.is_empty());
        bound.map(|entry| (entry.told(), entry.does.to_owned())).collect()
    }
}

/// The keys as they are unless the configuration says otherwise.
fn usual(buttons: Buttons) -> Vec<Entry> {
    let grades = buttons.all().iter().map(|button| Entry {
        name: button.name,
        action: Action::Grade(button.grade),
        keys: Key::parse(button.key).into_iter().collect(),
        does: button.means,
    });
    let mut entries: Vec<Entry> = ACTIONS
        .iter()
        .map(|(name, action, keys, does)| {
            let keys = keys.split(' ').filter_map(Key::parse).collect();
            Entry { name, action: *action, keys, does }
        })
        .collect();
    entries.splice(1..1, grades);
    entries
}

/// The keys of these names, with blanks between.
fn parse(name: &str, keys: &str) -> Result<Vec<Key>, BadKey> {
    let unknown = |key: &str| BadKey::Unknown { name: name.to_owned(), key: key.to_owned() };
    keys.split_whitespace().map(|key| Key::parse(key).ok_or_else(|| unknown(key))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(changes: &[(&str, &str)]) -> Result<Keymap, BadKey> {
        Keymap::new(Buttons::Four, changes.iter().copied())
    }

    #[test]
    fn every_action_has_keys_of_its_own() {
        for buttons in Buttons::ALL {
            let map = Keymap::new(buttons, []).unwrap();
            assert!(map.entries.iter().all(|entry| !entry.keys.is_empty()));
        }
    }

    #[test]
    fn a_key_can_be_given_to_another_action() {
        let map = map(&[("undo", "z F2"), ("suspend", "@")]).unwrap();
        assert_eq!(map.action(Key::Char('z')), Some(Action::Undo));
        assert_eq!(map.action(Key::Function(2)), Some(Action::Undo));
        assert_eq!(map.action(Key::Char('u')), None);
        assert_eq!(map.label(Action::Undo), "z");
    }

    #[test]
    fn a_capital_does_what_the_small_letter_does_unless_it_has_its_own() {
        assert_eq!(map(&[]).unwrap().action(Key::Char('U')), Some(Action::Undo));
        let map = map(&[("info", "U")]).unwrap();
        assert_eq!(map.action(Key::Char('U')), Some(Action::Info));
    }

    #[test]
    fn a_key_that_is_none_or_taken_is_refused() {
        let told = |changes: &[(&str, &str)]| map(changes).unwrap_err().to_string();
        assert_eq!(told(&[("hint", "spce")]), "`keys.hint` is `spce`, which names no key");
        assert_eq!(told(&[("hint", "u")]), "`keys.undo` and `keys.hint` are both `u`");
    }

    #[test]
    fn the_configuration_knows_every_name() {
        let names = Buttons::ALL.map(|buttons| Keymap::new(buttons, []).unwrap().entries);
        let mut names: Vec<_> = names.iter().flatten().map(|entry| entry.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names, NAMES);
    }

    #[test]
    fn the_grades_of_the_other_buttons_have_names_but_no_keys() {
        let map = map(&[("blackout", "b")]).unwrap();
        assert_eq!(map.action(Key::Char('b')), None);
        let six = Keymap::new(Buttons::Six, [("blackout", "b")]).unwrap();
        assert_eq!(six.action(Key::Char('b')), Some(Action::Grade(Grade::BLACKOUT)));
    }
}

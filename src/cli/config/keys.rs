//! Every key of the configuration, with what it takes and what it means.

use crate::adapters::terminal::theme::Theme;
use std::ops::RangeInclusive;

/// A key of the configuration.
#[derive(Debug)]
pub struct Key {
    /// Its name, table and key joined by a dot.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// What it means, in a line.
    pub about: &'static str,
}

/// What a key takes, with what counts where nothing is said.
#[derive(Debug)]
pub enum Kind {
    /// A whole number in this range.
    Number(u32, RangeInclusive<u32>),
    /// A whole number in this range, or nothing.
    MaybeNumber(RangeInclusive<u32>),
    /// `true` or `false`.
    Switch(bool),
    /// One of these words, the first unless said otherwise.
    Choice(&'static [&'static str]),
    /// Any text, or nothing.
    Text,
}

/// The database.
pub const DATABASE: &str = "database";
/// When to colour.
pub const COLOR: &str = "color";
/// What is known of the terminal's background.
pub const BACKGROUND: &str = "background";
/// The editor.
pub const EDITOR: &str = "editor";
/// The rule set of SM-2.
pub const SCHEDULER_RULES: &str = "scheduler.rules";
/// The longest interval.
pub const SCHEDULER_MAX_INTERVAL: &str = "scheduler.max_interval";
/// Whether due days are evened out.
pub const SCHEDULER_LOAD_BALANCING: &str = "scheduler.load_balancing";
/// The hour at which a study day begins.
pub const DAY_ROLLOVER: &str = "day.rollover";
/// New cards a day.
pub const LIMITS_NEW: &str = "limits.new";
/// Reviews a day.
pub const LIMITS_REVIEWS: &str = "limits.reviews";
/// Cards a day, new ones and reviews together.
pub const LIMITS_DAILY: &str = "limits.daily";
/// How many grades there are to choose from.
pub const REVIEW_GRADES: &str = "review.grades";
/// How pictures are shown.
pub const REVIEW_PICTURES: &str = "review.pictures";
/// Whether the weakest rules are used too.
pub const IMPORT_ALL: &str = "import.all";

/// The table of the theme.
pub const THEME: &str = "theme";

/// All keys, in the order in which they are shown.
pub const KEYS: &[Key] = &[
    Key { name: DATABASE, kind: Kind::Text, about: "the database file" },
    Key {
        name: COLOR,
        kind: Kind::Choice(&["auto", "always", "never"]),
        about: "when to colour: auto, always or never",
    },
    Key {
        name: BACKGROUND,
        kind: Kind::Choice(&["auto", "light", "dark"]),
        about: "the background that colours are chosen for: auto, light or dark",
    },
    Key { name: EDITOR, kind: Kind::Text, about: "the command that edits a card or a note" },
    Key {
        name: SCHEDULER_RULES,
        kind: Kind::Choice(&["canonical", "delphi", "wikipedia", "literal"]),
        about: "the reading of SM-2: canonical, delphi, wikipedia or literal",
    },
    Key {
        name: SCHEDULER_MAX_INTERVAL,
        kind: Kind::Number(36_500, 1..=36_500),
        about: "the longest interval, in days",
    },
    Key {
        name: SCHEDULER_LOAD_BALANCING,
        kind: Kind::Switch(false),
        about: "whether due days are moved a little to even out the days",
    },
    Key {
        name: DAY_ROLLOVER,
        kind: Kind::Number(4, 0..=23),
        about: "the hour at which a study day begins",
    },
    Key { name: LIMITS_NEW, kind: Kind::Number(20, 0..=u32::MAX), about: "new cards a day" },
    Key { name: LIMITS_REVIEWS, kind: Kind::Number(200, 0..=u32::MAX), about: "reviews a day" },
    Key {
        name: LIMITS_DAILY,
        kind: Kind::MaybeNumber(0..=u32::MAX),
        about: "cards a day, new ones and reviews together",
    },
    Key {
        name: REVIEW_GRADES,
        kind: Kind::Choice(&["4", "6", "2"]),
        about: "how many grades to choose from: 4, 6 or 2",
    },
    Key {
        name: REVIEW_PICTURES,
        kind: Kind::Choice(&["auto", "kitty", "iterm", "sixel", "none"]),
        about: "how the terminal shows pictures: auto, kitty, iterm, sixel or none",
    },
    Key {
        name: IMPORT_ALL,
        kind: Kind::Switch(false),
        about: "whether gaps in sentences that no other rule reads are offered too",
    },
];

/// Tables whose keys are the names of something else, each with a text.
#[derive(Debug)]
pub struct Family {
    /// The table.
    pub table: &'static str,
    /// The names that it may hold.
    pub names: &'static [&'static str],
    /// The text of a name unless something else is said.
    pub usual: fn(&str) -> Option<String>,
    /// What they mean, in a line.
    pub about: &'static str,
}

/// All such tables.
pub const FAMILIES: &[Family] = &[
    Family {
        table: "keys",
        names: crate::cli::review::keys::NAMES,
        usual: |name| crate::cli::review::keys::usual_keys(name).map(str::to_owned),
        about: "the keys that do it in a review",
    },
    Family {
        table: THEME,
        names: Theme::NAMES,
        usual: Theme::usual,
        about: "the look of the role, such as \"bold magenta\"",
    },
];

/// The key of this name.
pub(super) fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// The table of names that a key is in.
pub(super) fn family(name: &str) -> Option<(&'static Family, &'static str)> {
    let (table, name) = name.split_once('.')?;
    let family = FAMILIES.iter().find(|family| family.table == table)?;
    let name = family.names.iter().find(|known| **known == name)?;
    Some((family, name))
}

/// The key that somebody who wrote this most likely meant.
pub(super) fn nearest(name: &str) -> Option<String> {
    const ALIKE: f64 = 0.7;
    // The right name in a wrong table is as good as found.
    let score = |known: &str| {
        let ((table, key), (known_table, known_key)) = (parts(name), parts(known));
        0.3 * likeness(table, known_table) + 0.7 * likeness(key, known_key)
    };
    let best = every_name().max_by(|a, b| score(a).total_cmp(&score(b)))?;
    Some(best).filter(|best| score(best) >= ALIKE)
}

/// How alike two short names are: by their letters, or by the slips that lie between them.
fn likeness(a: &str, b: &str) -> f64 {
    strsim::jaro_winkler(a, b).max(strsim::normalized_damerau_levenshtein(a, b))
}

fn parts(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or(("", name))
}

/// The full name of every key there is.
pub(super) fn every_name() -> impl Iterator<Item = String> {
    let in_families = FAMILIES
        .iter()
        .flat_map(|family| family.names.iter().map(move |name| format!("{}.{name}", family.table)));
    KEYS.iter().map(|key| key.name.to_owned()).chain(in_families)
}

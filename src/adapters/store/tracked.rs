//! The tables whose changes can be taken back, and how each field is written down.

/// A table whose changes are recorded.
#[derive(Debug)]
pub(super) struct Tracked {
    /// The table.
    pub(super) table: &'static str,
    /// The column that names a row.
    pub(super) key: &'static str,
    /// The fields that are written down when they change.
    pub(super) fields: &'static [&'static str],
    /// Those of them that follow from others or that nobody sees: where one was changed since by
    /// something that is no step of its own, it stays as it is without a word.
    pub(super) quiet: &'static [&'static str],
    /// What becomes of rows.
    pub(super) life: Life,
}

/// How rows of a table come and go.
#[derive(Debug)]
pub(super) enum Life {
    /// They are never removed, since the log may name them. These are the fields, with their
    /// values in SQL, of a row whose birth was taken back.
    Stays(&'static [(&'static str, &'static str)]),
    /// Nobody sees them. Those that nothing points at any more are swept away, which is taken
    /// back because a row that points at them may come back.
    Swept,
    /// They are added and removed.
    ComesAndGoes,
}

/// Every tracked table.
pub(super) const TRACKED: &[Tracked] = &[
    Tracked {
        table: "cards",
        key: "id",
        fields: &[
            "status",
            "source_id",
            "fact_id",
            "deck_id",
            "ordinal",
            "tier",
            "rule",
            "kind",
            "variant",
            "confidence_hundredths",
            "question",
            "answer",
            "context",
            "lines",
            "question_key",
            "text_changed_at_ms",
            "question_override",
            "answer_override",
            "buried_until_day",
            "mark",
            "withdrawn",
            "changed_day",
            "was_question",
            "was_answer",
            "own_outdated",
        ],
        quiet: &[
            "source_id",
            "fact_id",
            "ordinal",
            "tier",
            "variant",
            "confidence_hundredths",
            "context",
            "lines",
            "question_key",
            "text_changed_at_ms",
            "withdrawn",
            "changed_day",
            "was_question",
            "was_answer",
            "own_outdated",
        ],
        life: Life::Stays(&[("status", "'retired'"), ("withdrawn", "1")]),
    },
    Tracked {
        table: "sources",
        key: "id",
        fields: &["kind", "path", "title", "deck_id", "content_hash", "given_deck"],
        quiet: &["content_hash", "given_deck"],
        life: Life::Stays(&[("content_hash", "hex(zeroblob(32))")]),
    },
    Tracked {
        table: "entries",
        key: "id",
        fields: &["id", "source_id", "key", "name", "kind", "first_line"],
        quiet: &["id", "source_id", "key", "name", "kind", "first_line"],
        life: Life::Swept,
    },
    Tracked {
        table: "facts",
        key: "id",
        fields: &["id", "entry_id", "text", "first_line"],
        quiet: &["id", "entry_id", "text", "first_line"],
        life: Life::Swept,
    },
    Tracked {
        table: "card_tags",
        key: "card_id",
        fields: &[Tracked::TAG],
        quiet: &[],
        life: Life::ComesAndGoes,
    },
    Tracked {
        table: "own_tags",
        key: "id",
        fields: &["id", "card_id", "tag", "is_on"],
        quiet: &["id", "card_id", "tag", "is_on"],
        life: Life::ComesAndGoes,
    },
    Tracked {
        table: "roots",
        key: "id",
        fields: &["id", "path", "added_at_ms"],
        quiet: &[],
        life: Life::ComesAndGoes,
    },
    Tracked {
        table: "holds",
        key: "id",
        fields: &["id", "first_day", "until_day", "due_up_to_day", "deck", "is_closed"],
        quiet: &[],
        life: Life::ComesAndGoes,
    },
    Tracked {
        table: "exams",
        key: "id",
        fields: &["id", "day", "window_days", "deck"],
        quiet: &[],
        life: Life::ComesAndGoes,
    },
    Tracked {
        table: "foreign_notes",
        key: "id",
        fields: &["note_id", "notetype_id", "modified_s", "tags", "fields"],
        quiet: &["note_id", "notetype_id", "modified_s", "tags", "fields"],
        life: Life::Stays(&[]),
    },
    Tracked {
        table: "anki_notes",
        key: "card_id",
        fields: &["modified_s", "content_hash", "fields", "sent"],
        quiet: &["modified_s", "content_hash", "fields", "sent"],
        life: Life::Stays(&[]),
    },
    Tracked {
        table: "foreign_cards",
        key: "card_id",
        fields: FOREIGN_CARD,
        quiet: FOREIGN_CARD,
        life: Life::Stays(&[]),
    },
];

/// How a card stood in Anki.
const FOREIGN_CARD: &[&str] = &[
    "anki_card_id",
    "modified_s",
    "flag",
    "type",
    "queue",
    "due",
    "interval_days",
    "factor",
    "reps",
    "lapses",
    "steps_left",
    "data",
];

impl Tracked {
    /// A card's tag is written down by its name: the row of an unused tag is forgotten.
    pub(super) const TAG: &'static str = "tag_id";
    /// Bytes, which JSON has no form for, are written in hexadecimal.
    pub(super) const BYTES: &'static str = "content_hash";

    /// The table of this name.
    pub(super) fn find(table: &str) -> Option<&'static Self> {
        TRACKED.iter().find(|tracked| tracked.table == table)
    }

    /// The field of this name.
    pub(super) fn field(&self, name: &str) -> Option<&'static str> {
        self.fields.iter().copied().find(|field| *field == name)
    }

    /// SQL for the value of a field as it is written down.
    pub(super) fn written(row: &str, field: &str) -> String {
        match field {
            Self::TAG => format!("(SELECT name FROM tags WHERE id = {row}.{field})"),
            Self::BYTES => format!("hex({row}.{field})"),
            _ => format!("{row}.{field}"),
        }
    }

    /// SQL for the value of a field that is put back, where `value` is how it was written down.
    pub(super) fn read(field: &str, value: &str) -> String {
        match field {
            Self::TAG => format!("(SELECT id FROM tags WHERE name = {value})"),
            Self::BYTES => format!("unhex({value})"),
            _ => value.to_owned(),
        }
    }
}

//! The notetypes that recall's notes have in Anki.
//!
//! Their numbers are fixed for as long as packages of them exist: Anki knows a notetype by its id,
//! its fields and templates by theirs, and refuses to update notes when their count changes.
//! Another set of fields means another notetype with numbers of its own.

use crate::adapters::store::export::NoteKind;
use serde_json::{Map, Value, json};

/// When templates or style last changed, in seconds since 1970. To be raised with every change
/// of them, or people who have the notetypes keep the old look.
const MODIFIED_S: i64 = 1_795_746_000;

/// A notetype as Anki has it.
#[derive(Debug)]
struct Notetype {
    kind: NoteKind,
    /// Never another, and never used again for another.
    id: i64,
    name: &'static str,
    /// The fields in their order, each with its id.
    fields: &'static [(&'static str, i64)],
    template_id: i64,
    front: &'static str,
    /// What the answer side begins with.
    back: &'static str,
}

const QUESTION: Notetype = Notetype {
    kind: NoteKind::Question,
    id: 1_795_046_400_117,
    name: "recall",
    fields: &[
        ("Question", 4_718_206_395_118_247),
        ("Answer", 2_960_381_574_420_993),
        ("Context", 7_045_913_286_650_714),
        ("Source", 1_386_729_051_443_868),
        ("Link", 6_401_857_739_215_092),
        ("Id", 3_872_590_164_807_331),
    ],
    template_id: 5_283_650_417_902_611,
    front: include_str!("templates/question.html"),
    back: include_str!("templates/answer.html"),
};

const CLOZE: Notetype = Notetype {
    kind: NoteKind::Cloze,
    id: 1_795_046_400_231,
    name: "recall cloze",
    fields: &[
        ("Text", 5_190_774_268_031_459),
        ("Context", 2_638_415_907_722_186),
        ("Source", 7_914_026_553_180_347),
        ("Link", 1_057_392_846_610_925),
        ("Id", 6_473_180_295_534_702),
    ],
    template_id: 3_346_981_720_459_813,
    front: include_str!("templates/cloze.html"),
    back: include_str!("templates/cloze.html"),
};

const LIST: Notetype = Notetype {
    kind: NoteKind::List,
    id: 1_795_046_400_348,
    name: "recall list",
    fields: &[
        ("Question", 8_263_517_940_286_134),
        ("Items", 4_085_629_317_764_501),
        ("Dots", 7_551_204_863_392_978),
        ("Context", 1_829_746_035_517_263),
        ("Source", 5_736_402_198_840_625),
        ("Link", 3_094_867_551_203_784),
        ("Id", 6_612_350_974_428_197),
    ],
    template_id: 2_471_938_605_116_359,
    front: include_str!("templates/list.html"),
    back: include_str!("templates/items.html"),
};

/// Where a card comes from, under every answer.
const FOOT: &str = include_str!("templates/foot.html");

const fn notetype(kind: NoteKind) -> &'static Notetype {
    match kind {
        NoteKind::Question => &QUESTION,
        NoteKind::Cloze => &CLOZE,
        NoteKind::List => &LIST,
    }
}

/// The notetype's id.
pub const fn id(kind: NoteKind) -> i64 {
    notetype(kind).id
}

/// The notetype's name.
pub const fn name(kind: NoteKind) -> &'static str {
    notetype(kind).name
}

/// Which of recall's notetypes has this id.
pub fn kind(id: i64) -> Option<NoteKind> {
    NoteKind::ALL.into_iter().find(|kind| notetype(*kind).id == id)
}

/// Which of recall's notetypes has this name.
pub fn named(name: &str) -> Option<NoteKind> {
    NoteKind::ALL.into_iter().find(|kind| notetype(*kind).name == name)
}

/// Some of the notetypes, by their ids, as the column `col.models` has them.
pub fn models(kinds: impl IntoIterator<Item = NoteKind>) -> Map<String, Value> {
    kinds.into_iter().map(notetype).map(|of| (of.id.to_string(), of.json())).collect()
}

impl Notetype {
    fn json(&self) -> Value {
        let is_cloze = self.kind == NoteKind::Cloze;
        let mut model = json!({
            "id": self.id, "name": self.name, "mod": MODIFIED_S, "usn": -1,
            "type": i32::from(is_cloze), "sortf": 0, "did": null,
            "css": include_str!("style.css"), "tags": [], "vers": [],
            "latexPre": "\\documentclass[12pt]{article}\n\\begin{document}\n",
            "latexPost": "\\end{document}", "latexsvg": false,
            "flds": self.fields(),
            "tmpls": [{
                "name": if is_cloze { "Cloze" } else { "Card 1" }, "ord": 0,
                "id": self.template_id, "did": null, "qfmt": self.front.trim_end(),
                "afmt": format!("{}{FOOT}", self.back).trim_end(), "bqfmt": "", "bafmt": ""
            }]
        });
        if !is_cloze {
            let context = self.fields.iter().position(|(name, _)| *name == "Context");
            model["req"] = json!([[0, "any", [0, context]]]);
        }
        model
    }

    fn fields(&self) -> Vec<Value> {
        let field = |(ord, (name, id)): (usize, &(&str, i64))| {
            json!({
                "name": name, "ord": ord, "id": id, "sticky": false, "rtl": false,
                "font": "Arial", "size": 20, "media": []
            })
        };
        self.fields.iter().enumerate().map(field).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// A package has gone out with these: a change here breaks updates for everybody who has
    /// imported one.
    #[test]
    fn the_numbers_never_change() {
        let models = models(NoteKind::ALL);
        let mut numbers = Vec::new();
        for kind in NoteKind::ALL {
            let model = &models[&id(kind).to_string()];
            numbers.push((model["name"].as_str().unwrap(), model["id"].as_i64().unwrap()));
            let parts = [&model["flds"], &model["tmpls"]].map(|parts| parts.as_array().unwrap());
            for part in parts.into_iter().flatten() {
                numbers.push((part["name"].as_str().unwrap(), part["id"].as_i64().unwrap()));
            }
        }
        insta::assert_debug_snapshot!(numbers);
        let different: HashSet<i64> = numbers.iter().map(|(_, id)| *id).collect();
        assert_eq!(different.len(), numbers.len());
        assert!(numbers.iter().all(|(_, id)| *id < 1 << 53));
    }

    #[test]
    fn a_notetype_is_known_by_its_id() {
        for of in NoteKind::ALL {
            assert_eq!(kind(id(of)), Some(of));
        }
        assert_eq!(kind(1), None);
    }
}

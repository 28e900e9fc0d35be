//! The notetype that recall's notes have in Anki.
//!
//! Its numbers are fixed for as long as packages of it exist: Anki knows a notetype by its id,
//! its fields and templates by theirs, and refuses to update notes when their count changes.
//! Another set of fields means another notetype with numbers of its own.

use serde_json::{Value, json};

/// The notetype's id. Never another, and never used again for another.
pub const ID: i64 = 1_795_046_400_117;

/// When templates or style last changed, in seconds since 1970. To be raised with every change
/// of them, or people who have the notetype keep the old look.
const MODIFIED_S: i64 = 1_795_651_200;

const TEMPLATE_ID: i64 = 5_283_650_417_902_611;

/// The fields in their order, each with its id.
const FIELDS: [(&str, i64); Fields::COUNT] = [
    ("Question", 4_718_206_395_118_247),
    ("Answer", 2_960_381_574_420_993),
    ("Context", 7_045_913_286_650_714),
    ("Source", 1_386_729_051_443_868),
    ("Link", 6_401_857_739_215_092),
    ("Id", 3_872_590_164_807_331),
];

/// The contents of one note's fields, as HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// What is asked; also what Anki sorts and finds duplicates by.
    pub question: String,
    /// What is to be remembered.
    pub answer: String,
    /// Where in its source the card stands.
    pub context: String,
    /// The file that the card was made from, without its folders: a package may be given away.
    pub source: String,
    /// An address to read on at.
    pub link: String,
    /// The card's id in recall.
    pub id: String,
}

impl Fields {
    const COUNT: usize = 6;
    const SEPARATOR: &str = "\u{1f}";

    /// The column `notes.flds`.
    pub fn joined(&self) -> String {
        let Self { question, answer, context, source, link, id } = self;
        let fields: [&str; Self::COUNT] = [question, answer, context, source, link, id];
        fields.join(Self::SEPARATOR)
    }
}

/// The column `col.models`.
pub fn json() -> Value {
    let field = |(ord, (name, id)): (usize, &(&str, i64))| {
        json!({
            "name": name, "ord": ord, "id": id, "sticky": false, "rtl": false,
            "font": "Arial", "size": 20, "media": []
        })
    };
    let fields: Vec<Value> = FIELDS.iter().enumerate().map(field).collect();
    json!({ ID.to_string(): {
        "id": ID, "name": "recall", "mod": MODIFIED_S, "usn": -1, "type": 0, "sortf": 0,
        "did": null, "css": include_str!("style.css"), "tags": [], "vers": [],
        "latexPre": "\\documentclass[12pt]{article}\n\\begin{document}\n",
        "latexPost": "\\end{document}", "latexsvg": false,
        "req": [[0, "any", [0, 2]]],
        "flds": fields,
        "tmpls": [{
            "name": "Card 1", "ord": 0, "id": TEMPLATE_ID, "did": null,
            "qfmt": include_str!("front.html").trim_end(),
            "afmt": include_str!("back.html").trim_end(),
            "bqfmt": "", "bafmt": ""
        }]
    } })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A release has gone out with these: a change here breaks updates for everybody who has
    /// imported one.
    #[test]
    fn the_numbers_never_change() {
        let notetype = &json()[ID.to_string()];
        assert_eq!(notetype["id"], 1_795_046_400_117_i64);
        assert_eq!(notetype["tmpls"][0]["id"], 5_283_650_417_902_611_i64);
        let ids: Vec<i64> =
            notetype["flds"].as_array().unwrap().iter().filter_map(|f| f["id"].as_i64()).collect();
        assert_eq!(
            ids,
            [
                4_718_206_395_118_247,
                2_960_381_574_420_993,
                7_045_913_286_650_714,
                1_386_729_051_443_868,
                6_401_857_739_215_092,
                3_872_590_164_807_331
            ]
        );
    }

    #[test]
    fn fields_are_joined_in_the_notetypes_order() {
        let fields = Fields { question: "q".into(), id: "i".into(), ..Fields::default() };
        assert_eq!(fields.joined(), "q\u{1f}\u{1f}\u{1f}\u{1f}\u{1f}i");
    }
}

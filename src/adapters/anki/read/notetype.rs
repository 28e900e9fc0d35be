//! Notetypes, as either schema has them, with their templates ready to be filled in.

use super::protobuf::{Broken, Message, Value as Field};
use super::template::{Fault, Template};
use serde_json::{Map, Value, json};

/// What kind of note a note is: its fields, and the cards made of them.
#[derive(Debug, Clone)]
pub struct Notetype {
    /// Anki's id.
    pub id: i64,
    /// The name.
    pub name: String,
    /// When it last changed, in seconds since 1970.
    pub modified_s: i64,
    /// One card for each gap, instead of one for each template.
    pub is_cloze: bool,
    /// The names of the fields, in order.
    pub fields: Vec<String>,
    pub(super) templates: Vec<Sides>,
    /// All of it, as the legacy schema writes it: kept so that it can go back as it came.
    pub definition: String,
}

/// The two templates of a card.
#[derive(Debug, Clone)]
pub(super) struct Sides {
    pub(super) name: String,
    pub(super) question: Result<Template, Fault>,
    pub(super) answer: Result<Template, Fault>,
}

impl Notetype {
    /// From an entry of `col.models`; `None` if it is none.
    pub(super) fn from_json(model: &Value) -> Option<Self> {
        let list = |key: &str| model.get(key).and_then(Value::as_array);
        let text = |value: &Value, key: &str| {
            value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let number = |key: &str| model.get(key).and_then(lenient);
        let fields: Vec<String> =
            ordered(list("flds")?).iter().map(|field| text(field, "name")).collect();
        let templates: Vec<Sides> = ordered(list("tmpls")?)
            .iter()
            .map(|template| Sides {
                name: text(template, "name"),
                question: Template::parse(&text(template, "qfmt")),
                answer: Template::parse(&text(template, "afmt")),
            })
            .collect();
        Some(Self {
            id: number("id")?,
            name: text(model, "name"),
            modified_s: number("mod").unwrap_or(0),
            is_cloze: number("type") == Some(1),
            fields,
            templates,
            definition: model.to_string(),
        })
    }
}

/// A number that some programs write as text.
pub(super) fn lenient(value: &Value) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "a time or an id fits; other is no id")]
    let real = || value.as_f64().map(|real| real as i64);
    value.as_i64().or_else(real).or_else(|| value.as_str()?.parse().ok())
}

/// The items in the order that they name, which need not be that of the list.
fn ordered(list: &[Value]) -> Vec<&Value> {
    let mut items: Vec<&Value> = list.iter().collect();
    items.sort_by_key(|item| item.get("ord").and_then(lenient).unwrap_or(0));
    items
}

/// A row of `notetypes`, `fields` or `templates`.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) modified_s: i64,
    pub(super) config: Vec<u8>,
}

/// A notetype of the newer schema as an entry of `col.models`.
pub(super) fn model(
    id: i64,
    notetype: &Row,
    fields: &[Row],
    templates: &[Row],
) -> Result<Value, Broken> {
    let mut model = Map::new();
    let mut requirements = Vec::new();
    for field in Message::new(&notetype.config) {
        let (number, value) = field?;
        match number {
            1 => put(&mut model, "type", value.number()),
            2 => put(&mut model, "sortf", value.number()),
            3 => put(&mut model, "css", value.text()),
            4 => put(&mut model, "latexPre", value.text()),
            5 => put(&mut model, "latexPost", value.text()),
            6 => put(&mut model, "latexsvg", value.number() != 0),
            8 => requirements.push(requirement(value)?),
            9 => put(&mut model, "originalStockKind", value.number()),
            10 => put(&mut model, "originalId", value.number()),
            255 => others(&mut model, value),
            _ => {}
        }
    }
    let defaults = json!({
        "type": 0, "sortf": 0, "css": "", "latexPre": "", "latexPost": "", "latexsvg": false,
        "did": null, "tags": [], "vers": [], "usn": -1
    });
    let fields = listed(fields, field_of)?;
    let templates = listed(templates, template_of)?;
    complete(&mut model, defaults);
    model.extend([
        ("id".to_owned(), json!(id)),
        ("name".to_owned(), json!(notetype.name)),
        ("mod".to_owned(), json!(notetype.modified_s)),
        ("req".to_owned(), Value::Array(requirements)),
        ("flds".to_owned(), fields),
        ("tmpls".to_owned(), templates),
    ]);
    Ok(Value::Object(model))
}

fn put(map: &mut Map<String, Value>, key: &str, value: impl Into<Value>) {
    map.insert(key.to_owned(), value.into());
}

/// Keys of the legacy schema that the newer one has no number for.
fn others(map: &mut Map<String, Value>, value: Field<'_>) {
    if let Ok(Value::Object(others)) = serde_json::from_slice(value.bytes()) {
        map.extend(others);
    }
}

/// What the newer schema leaves out because it is the default.
fn complete(map: &mut Map<String, Value>, defaults: Value) {
    if let Value::Object(defaults) = defaults {
        for (key, value) in defaults {
            map.entry(key).or_insert(value);
        }
    }
}

fn listed(
    rows: &[Row],
    of: impl Fn(&Row) -> Result<Map<String, Value>, Broken>,
) -> Result<Value, Broken> {
    let mut list = Vec::with_capacity(rows.len());
    for (ord, row) in rows.iter().enumerate() {
        let mut item = of(row)?;
        put(&mut item, "name", row.name.as_str());
        put(&mut item, "ord", ord);
        list.push(Value::Object(item));
    }
    Ok(Value::Array(list))
}

fn field_of(row: &Row) -> Result<Map<String, Value>, Broken> {
    let mut field = Map::new();
    for part in Message::new(&row.config) {
        let (number, value) = part?;
        match number {
            1 => put(&mut field, "sticky", value.number() != 0),
            2 => put(&mut field, "rtl", value.number() != 0),
            3 => put(&mut field, "font", value.text()),
            4 => put(&mut field, "size", value.number()),
            5 => put(&mut field, "description", value.text()),
            6 => put(&mut field, "plainText", value.number() != 0),
            7 => put(&mut field, "collapsed", value.number() != 0),
            8 => put(&mut field, "excludeFromSearch", value.number() != 0),
            9 => put(&mut field, "id", value.number()),
            10 => put(&mut field, "tag", value.number()),
            11 => put(&mut field, "preventDeletion", value.number() != 0),
            255 => others(&mut field, value),
            _ => {}
        }
    }
    let defaults = json!({
        "sticky": false, "rtl": false, "font": "Arial", "size": 20, "description": "",
        "plainText": false, "collapsed": false, "excludeFromSearch": false, "media": []
    });
    complete(&mut field, defaults);
    Ok(field)
}

fn template_of(row: &Row) -> Result<Map<String, Value>, Broken> {
    let mut template = Map::new();
    for part in Message::new(&row.config) {
        let (number, value) = part?;
        match number {
            1 => put(&mut template, "qfmt", value.text()),
            2 => put(&mut template, "afmt", value.text()),
            3 => put(&mut template, "bqfmt", value.text()),
            4 => put(&mut template, "bafmt", value.text()),
            5 => put(&mut template, "did", value.number()),
            6 => put(&mut template, "bfont", value.text()),
            7 => put(&mut template, "bsize", value.number()),
            8 => put(&mut template, "id", value.number()),
            255 => others(&mut template, value),
            _ => {}
        }
    }
    let defaults = json!({
        "qfmt": "", "afmt": "", "bqfmt": "", "bafmt": "", "did": null, "bfont": "", "bsize": 0
    });
    complete(&mut template, defaults);
    if template.get("did") == Some(&json!(0)) {
        put(&mut template, "did", Value::Null);
    }
    Ok(template)
}

/// Which fields a template needs, as old programs read it: `[0, "any", [0, 2]]`.
fn requirement(value: Field<'_>) -> Result<Value, Broken> {
    let (mut card, mut kind, mut fields) = (0, "none", Vec::new());
    for part in Message::new(value.bytes()) {
        match part? {
            (1, value) => card = value.number(),
            (2, value) => kind = ["none", "any", "all"].get(index(value)).unwrap_or(&"none"),
            (3, Field::Number(number)) => fields.push(json!(number)),
            (3, Field::Bytes(packed)) => fields.extend(packed.iter().map(|number| json!(number))),
            _ => {}
        }
    }
    Ok(json!([card, kind, fields]))
}

fn index(value: Field<'_>) -> usize {
    usize::try_from(value.number()).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, config: &[u8]) -> Row {
        Row { name: name.to_owned(), modified_s: 7, config: config.to_owned() }
    }

    #[test]
    fn both_schemas_give_the_same_notetype() {
        let fields = [row("Text", b"\x1a\x05Arial\x20\x14\x48\x05"), row("Extra", b"")];
        let templates = [row("Cloze", b"\x0a\x0f{{cloze:Text}} \x12\x09{{Extra}}")];
        let model = model(12, &row("Gaps", b"\x08\x01\x1a\x04.x{}"), &fields, &templates).unwrap();
        assert_eq!(model["flds"][0]["id"], 5);
        assert_eq!(model["css"], ".x{}");
        let notetype = Notetype::from_json(&model).unwrap();
        assert_eq!((notetype.id, notetype.is_cloze, notetype.modified_s), (12, true, 7));
        assert_eq!(notetype.fields, ["Text", "Extra"]);
        let question = Template::parse("{{cloze:Text}} ");
        assert_eq!(notetype.templates[0].question, question);
        let again = serde_json::from_str(&notetype.definition).unwrap();
        assert_eq!(Notetype::from_json(&again).unwrap().definition, notetype.definition);
    }

    #[test]
    fn a_list_is_read_in_the_order_that_it_names() {
        let model = json!({
            "id": "34", "name": "n", "tmpls": [],
            "flds": [{"name": "b", "ord": 1}, {"name": "a", "ord": 0}]
        });
        let notetype = Notetype::from_json(&model).unwrap();
        assert_eq!((notetype.id, notetype.fields), (34, vec!["a".to_owned(), "b".to_owned()]));
        assert!(Notetype::from_json(&json!({"id": 1})).is_none());
    }
}

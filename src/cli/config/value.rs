//! The values of keys: read from TOML or from a word, and judged.

use super::keys::{Key, Kind};
use std::fmt;

/// The value of a key.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A whole number.
    Number(u32),
    /// Yes or no.
    Switch(bool),
    /// A text.
    Text(String),
}

/// As TOML writes it.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Switch(switch) => write!(f, "{switch}"),
            Self::Text(text) => write!(f, "{}", toml_edit::Value::from(text.as_str())),
        }
    }
}

impl From<&Value> for toml_edit::Value {
    fn from(value: &Value) -> Self {
        match value {
            Value::Number(number) => Self::from(i64::from(*number)),
            Value::Switch(switch) => Self::from(*switch),
            Value::Text(text) => Self::from(text.as_str()),
        }
    }
}

impl Value {
    /// What the TOML says, or `None` where no key takes such a thing.
    pub(super) fn of(toml: &toml_edit::Value) -> Option<Self> {
        use toml_edit::Value as Toml;
        match toml {
            Toml::Integer(number) => u32::try_from(*number.value()).ok().map(Self::Number),
            Toml::Boolean(switch) => Some(Self::Switch(*switch.value())),
            Toml::String(text) => Some(Self::Text(text.value().clone())),
            _ => None,
        }
    }

    /// What a word on the command line says: a number or yes or no where it is one.
    pub(super) fn of_word(word: &str) -> Self {
        if let Ok(number) = word.parse() {
            return Self::Number(number);
        }
        match word {
            "true" => Self::Switch(true),
            "false" => Self::Switch(false),
            _ => Self::Text(word.to_owned()),
        }
    }
}

impl Key {
    /// The value where nothing is said.
    pub(super) fn default(&self) -> Option<Value> {
        match &self.kind {
            Kind::Number(number, _) => Some(Value::Number(*number)),
            Kind::Switch(switch) => Some(Value::Switch(*switch)),
            Kind::Choice(words) => words.first().map(|word| choice(word)),
            Kind::MaybeNumber(_) | Kind::Text => None,
        }
    }

    /// The value as this key takes it, or what it takes instead, in words.
    pub(super) fn judge(&self, value: Option<Value>) -> Result<Value, String> {
        match (&self.kind, value) {
            (Kind::Number(_, range) | Kind::MaybeNumber(range), Some(Value::Number(number)))
                if range.contains(&number) =>
            {
                Ok(Value::Number(number))
            }
            (Kind::Switch(_), Some(value @ Value::Switch(_))) => Ok(value),
            (Kind::Choice(words), Some(value)) => {
                let said = match &value {
                    Value::Text(text) => text.clone(),
                    other => other.to_string(),
                };
                let known = words.iter().find(|word| **word == said);
                known.map(|word| choice(word)).ok_or_else(|| self.takes())
            }
            (Kind::Text, Some(Value::Text(text))) if !text.is_empty() => Ok(Value::Text(text)),
            _ => Err(self.takes()),
        }
    }

    fn takes(&self) -> String {
        match &self.kind {
            Kind::Number(_, range) | Kind::MaybeNumber(range) if *range.end() == u32::MAX => {
                format!("a whole number from {} up", range.start())
            }
            Kind::Number(_, range) | Kind::MaybeNumber(range) => {
                format!("a whole number from {} to {}", range.start(), range.end())
            }
            Kind::Switch(_) => "true or false".to_owned(),
            Kind::Choice(words) => format!("one of {}", words.join(", ")),
            Kind::Text => "a text".to_owned(),
        }
    }
}

/// A choice among numbers is a number.
fn choice(word: &str) -> Value {
    Value::of_word(word)
}

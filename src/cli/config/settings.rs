//! What counts: flags over the environment over the file over what is built in.

use super::file::File;
use super::keys::{self, FAMILIES, Family, KEYS};
use super::value::Value;
use crate::cli::failure::Failure;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A flag, by its name.
    Flag(&'static str),
    /// A variable of the environment, by its name.
    Environment(&'static str),
    /// This line of the configuration file.
    File(usize),
    /// Built in.
    Default,
}

/// A value with its origin; `None` where nothing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The value.
    pub value: Option<Value>,
    /// Where it came from.
    pub origin: Origin,
}

/// Every setting that counts in this run.
#[derive(Debug, Clone)]
pub struct Settings {
    path: PathBuf,
    by_name: BTreeMap<String, Setting>,
    warnings: Vec<String>,
}

impl Settings {
    /// What the file at this path says, over what is built in.
    pub fn read(path: PathBuf) -> Result<Self, Failure> {
        let file = File::read(&path)?;
        let mut read = Self { warnings: file.warnings, ..Self::built_in(path) };
        for (name, (value, line)) in file.values {
            read.by_name.insert(name, Setting { value: Some(value), origin: Origin::File(line) });
        }
        Ok(read)
    }

    /// What is built in, whatever the file says.
    pub fn built_in(path: PathBuf) -> Self {
        let setting = |key: &keys::Key| {
            let setting = Setting { value: key.default(), origin: Origin::Default };
            (key.name.to_owned(), setting)
        };
        let by_name = KEYS.iter().map(setting).chain(FAMILIES.iter().flat_map(usual)).collect();
        Self { path, by_name, warnings: Vec::new() }
    }

    /// Puts a flag or a variable over the file, where it is given.
    pub fn overrule(&mut self, name: &str, value: Option<String>, origin: Origin) {
        if let Some(value) = value {
            let setting = Setting { value: Some(Value::Text(value)), origin };
            self.by_name.insert(name.to_owned(), setting);
        }
    }

    /// The file, whether it is there or not.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is wrong with the file, but harmless.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Every setting by its name, in the order in which they are shown.
    pub(super) fn each(&self) -> impl Iterator<Item = (String, Option<&Setting>)> {
        keys::every_name().map(|name| {
            let setting = self.by_name.get(&name);
            (name, setting)
        })
    }

    fn value(&self, name: &str) -> Option<&Value> {
        debug_assert!(keys::find(name).is_some(), "`{name}` is no key");
        self.by_name.get(name).and_then(|setting| setting.value.as_ref())
    }

    /// The whole number at this key, or `None` where nothing is said.
    pub fn maybe_number(&self, name: &str) -> Option<u32> {
        match self.value(name) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// The whole number at a key that has one always.
    pub fn number(&self, name: &str) -> u32 {
        self.maybe_number(name).unwrap_or(0)
    }

    /// Whether this key is `true`.
    pub fn is_on(&self, name: &str) -> bool {
        matches!(self.value(name), Some(Value::Switch(true)))
    }

    /// The text at this key, or `None` where nothing is said.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.value(name) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// What somebody says in the table of this name, name by name; without what is built in.
    pub fn family(&self, table: &str) -> impl Iterator<Item = (&str, &str)> {
        self.by_name.iter().filter_map(move |(name, setting)| {
            let name = name.strip_prefix(table)?.strip_prefix('.')?;
            match &setting.value {
                _ if setting.origin == Origin::Default => None,
                Some(Value::Text(text)) => Some((name, text.as_str())),
                _ => None,
            }
        })
    }
}

/// What the names of a table stand for unless something else is said.
fn usual(family: &Family) -> impl Iterator<Item = (String, Setting)> {
    family.names.iter().filter_map(|name| {
        let value = Value::Text((family.usual)(name)?);
        let setting = Setting { value: Some(value), origin: Origin::Default };
        Some((format!("{}.{name}", family.table), setting))
    })
}

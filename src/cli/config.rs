//! The configuration, and `recall config`.

mod file;
pub mod keys;
mod settings;
mod value;

pub use settings::{Origin, Setting, Settings};
pub use value::Value;

use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::Line;
use crate::cli::args::{ConfigAction, ConfigArgs};
use crate::cli::failure::Failure;
use crate::cli::{Context, Outcome};
use serde::Serialize;

pub(super) fn run(context: &Context, args: &ConfigArgs) -> Result<Outcome, Failure> {
    let path = context.settings.path();
    match args.action.as_ref().unwrap_or(&ConfigAction::Show { key: None }) {
        ConfigAction::Path => context.ui.line(path.display())?,
        ConfigAction::Show { key } => show(context, key.as_deref())?,
        ConfigAction::Set { key, value } => {
            let value = file::judged(key, value)?;
            let changed = file::write(path, key, Some(&value))?;
            told(context, &format!("{key} = {value}"), changed);
            if changed && key == keys::SCHEDULER_RULES {
                context.ui.say(
                    "answers to come go by them; `recall reschedule` shows what they would make of those so far",
                );
            }
        }
        ConfigAction::Unset { key } => {
            let changed = file::write(path, key, None)?;
            told(context, &format!("{key} is not set"), changed);
        }
    }
    Ok(Outcome::Done)
}

fn told(context: &Context, what: &str, changed: bool) {
    let path = context.settings.path().display();
    if changed {
        context.ui.say(format!("{what}, in {path}"));
    } else {
        context.ui.say(format!("{what} in {path} already"));
    }
}

/// The settings as they count, each with where it came from.
fn show(context: &Context, key: Option<&str>) -> Result<(), Failure> {
    // A file that cannot be read is told here, since nothing can be shown of it.
    if context.settings_failed {
        Settings::read(context.settings.path().to_owned())?;
    }
    let shown: Vec<_> =
        context.settings.each().filter(|(name, _)| key.is_none_or(|key| key == name)).collect();
    if let (Some(key), true) = (key, shown.is_empty()) {
        file::judged(key, "")?;
    }
    let widest = shown.iter().map(|(name, setting)| written(name, *setting).len()).max();
    for (name, setting) in &shown {
        if context.ui.json() {
            context.ui.json_line(&SettingJson::of(name, *setting, context))?;
            continue;
        }
        let text = written(name, *setting);
        let room = widest.unwrap_or(0).min(40) + 2;
        let mut line = Line::of(Role::Text, format!("{text:room$}"));
        line.push(Role::Faint, &origin(*setting, context));
        context.ui.line(line.painted(context.ui.palette()))?;
    }
    Ok(())
}

/// As it would stand in the file, but on a line of its own.
fn written(name: &str, setting: Option<&Setting>) -> String {
    match setting.and_then(|setting| setting.value.as_ref()) {
        Some(value) => format!("{name} = {value}"),
        None => format!("# {name}"),
    }
}

fn origin(setting: Option<&Setting>, context: &Context) -> String {
    match setting.map_or(&Origin::Default, |setting| &setting.origin) {
        Origin::Flag(flag) => format!("# flag {flag}"),
        Origin::Environment(name) => format!("# environment {name}"),
        Origin::File(line) => format!("# {}:{line}", context.settings.path().display()),
        Origin::Default => "# default".to_owned(),
    }
}

#[derive(Debug, Serialize)]
struct SettingJson<'a> {
    key: &'a str,
    value: Option<&'a Value>,
    origin: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    about: &'static str,
}

impl<'a> SettingJson<'a> {
    fn of(key: &'a str, setting: Option<&'a Setting>, context: &Context) -> Self {
        let path = context.settings.path().display();
        let (origin, place) = match setting.map_or(&Origin::Default, |setting| &setting.origin) {
            Origin::Flag(flag) => ("flag", Some((*flag).to_owned())),
            Origin::Environment(name) => ("environment", Some((*name).to_owned())),
            Origin::File(line) => ("file", Some(format!("{path}:{line}"))),
            Origin::Default => ("default", None),
        };
        let family = || keys::family(key).map_or("", |(family, _)| family.about);
        let about = keys::find(key).map_or_else(family, |key| key.about);
        Self { key, value: setting.and_then(|s| s.value.as_ref()), origin, place, about }
    }
}

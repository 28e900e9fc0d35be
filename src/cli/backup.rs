//! `recall backup` and `recall restore`.

use crate::adapters::store::{Store, copy_path};
use crate::cli::args::{BackupArgs, RestoreArgs};
use crate::cli::failure::Failure;
use crate::cli::{Context, Outcome};
use serde::Serialize;
use std::path::Path;

pub(super) fn run(context: &Context, args: &BackupArgs) -> Result<Outcome, Failure> {
    let nothing = || Failure::user("there is no collection yet");
    let store = context.existing_store()?.ok_or_else(nothing)?;
    let beside = || copy_path(&context.database, context.clock.now(), "backup");
    let file = args.file.clone().unwrap_or_else(beside);
    store.back_up(&file)?;
    if context.ui.json() {
        context.ui.json_line(&CopyJson::of(Some(&file)))?;
    } else {
        context.ui.line(format!("wrote `{}`", file.display()))?;
    }
    Ok(Outcome::Done)
}

/// `recall restore`.
pub(super) fn restore(context: &Context, args: &RestoreArgs) -> Result<Outcome, Failure> {
    let aside = Store::restore(&context.database, &args.file, context.clock.now())?;
    if context.ui.json() {
        context.ui.json_line(&CopyJson::of(aside.as_deref()))?;
        return Ok(Outcome::Done);
    }
    context.ui.line(format!("the collection is that of `{}` now", args.file.display()))?;
    if let Some(aside) = aside {
        context.ui.say(format!("the one before is kept as `{}`", aside.display()));
    }
    Ok(Outcome::Done)
}

#[derive(Debug, Serialize)]
struct CopyJson {
    version: u32,
    /// The copy that was written: of a restore, that of the collection before.
    copy: Option<String>,
}

impl CopyJson {
    fn of(copy: Option<&Path>) -> Self {
        Self { version: 1, copy: copy.map(|path| path.to_string_lossy().into_owned()) }
    }
}

//! `recall forget`: the notes of a place are given up.

use crate::adapters::store::Moment;
use crate::cli::args::ForgetArgs;
use crate::cli::failure::{Failure, count};
use crate::cli::{Context, Outcome};
use crate::render::sanitize::visible;

pub(super) fn run(context: &mut Context, args: &ForgetArgs) -> Result<Outcome, Failure> {
    let shown = visible(&args.path.display().to_string());
    let unknown = || {
        Failure::user(format!("no notes were imported from `{shown}`"))
            .hint("`recall list --json` names each card's source")
    };
    let mut store = context.existing_store()?.ok_or_else(unknown)?;
    // A place that is not there any more can be given up too.
    let place = args.path.canonicalize().or_else(|_| std::path::absolute(&args.path));
    let place = place.map_err(|error| unknown().caused_by(&error))?;
    let at = context.clock.now();
    let moment = Moment { at, day: context.clock.day_of(at) };
    let path = place.to_string_lossy();
    let cards = store.forget(&path, moment)?.ok_or_else(unknown)?;
    context.ui.line(format!("forgot {shown}; {} retired", count(cards, "card")))?;
    let covers = |root: &String| place.starts_with(root);
    if let Some(root) = store.roots()?.into_iter().find(covers) {
        context.ui.say(format!(
            "`{}` is still looked through: a line in its `.recallignore` keeps the notes out",
            visible(&root)
        ));
    }
    Ok(Outcome::Done)
}

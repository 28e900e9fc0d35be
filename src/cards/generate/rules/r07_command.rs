//! R07: a command and what it is for.

use crate::cards::generate::grammar;
use crate::cards::generate::scene::{Proposal, Scene};
use crate::notes::blocks::Shape;
use crate::notes::words;
use crate::values::lines::Lines;

/// Verbs that say what a command does, as `This VERB …` under it.
const EFFECTS: &[&str] = &[
    "adds", "builds", "checks", "creates", "deletes", "displays", "finds", "formats", "gives",
    "installs", "lists", "makes", "prints", "removes", "replaces", "returns", "runs", "searches",
    "shows", "starts", "stops", "turns", "updates",
];

/// Programs whose name opens a command line.
const PROGRAMS: &[&str] = &[
    "apt",
    "apt-get",
    "awk",
    "bash",
    "brew",
    "cargo",
    "cat",
    "cd",
    "chmod",
    "cp",
    "curl",
    "docker",
    "fd",
    "find",
    "from",
    "fzf",
    "gcc",
    "gem",
    "git",
    "go",
    "grep",
    "helm",
    "import",
    "java",
    "jq",
    "kubectl",
    "ls",
    "make",
    "mkdir",
    "mv",
    "mvn",
    "node",
    "npm",
    "npx",
    "perl",
    "pip",
    "pip3",
    "ps",
    "pytest",
    "python",
    "python3",
    "rg",
    "rm",
    "rsync",
    "ruby",
    "rustc",
    "rustup",
    "sed",
    "sh",
    "ssh",
    "sudo",
    "systemctl",
    "tar",
    "tmux",
    "vim",
    "wget",
    "yarn",
];

/// "Which command would show …? (lead-in)" when the notes say what it does.
pub(super) fn apply(scene: &mut Scene<'_>, entry: usize, index: usize) -> bool {
    let Some(commands) = commands(scene, index) else { return false };
    let before = scene.entry(entry).blocks.iter().rev().find(|at| **at < index).copied();
    let lead = before.filter(|at| {
        scene.block(*at).quotes == 0 && !matches!(scene.block(*at).shape, Shape::Code)
    });
    let after = scene.next_in_entry(entry, index);
    let told = after.and_then(|at| effect(scene.block(at).text()).map(|effect| (at, effect)));
    let aim = lead.and_then(|at| aim(scene.block(at).text()).map(|aim| (at, aim)));
    match (told, aim) {
        (Some((at, effect)), _) => told_effect(scene, (entry, index, at), &commands, &effect, lead),
        (None, Some((at, aim))) => stated_aim(scene, (entry, index, at), &commands, &aim),
        (None, None) => {
            let lines = scene.block(index).lines.clone();
            scene.explain(&lines, "attached:command-without-purpose");
        }
    }
    scene.take(index);
    true
}

/// The commands of a block, if it looks like commands.
fn commands(scene: &Scene<'_>, index: usize) -> Option<Vec<String>> {
    let block = scene.block(index);
    let quoted = block.quotes > 0 && block.shape == Shape::Paragraph;
    if !quoted && block.shape != Shape::Code {
        return None;
    }
    let rows = scene.rows(index).into_iter().filter(|row| !row.trim().is_empty());
    let rows: Vec<String> = rows.map(str::to_owned).collect();
    let typed = |row: &String| {
        let row = row.trim();
        let prompt = row.starts_with("$ ") || row.starts_with(">>> ");
        let bare = row.trim_start_matches("$ ").trim_start_matches(">>> ");
        let program = bare.split_whitespace().next().unwrap_or("").trim_matches('`');
        let call = bare.ends_with(')')
            && bare.find('(').is_some_and(|at| at > 0 && !bare[..at].contains(' '));
        prompt || PROGRAMS.binary_search(&program).is_ok() || call
    };
    let fits = (1..=4).contains(&rows.len()) && rows.iter().all(typed);
    fits.then(|| {
        rows.iter()
            .map(|row| {
                row.trim()
                    .trim_start_matches("$ ")
                    .trim_start_matches(">>> ")
                    .trim_matches('`')
                    .to_owned()
            })
            .collect()
    })
}

/// What is told to happen: the verb phrase of a question and the object.
struct Effect {
    plural: String,
    singular: String,
    base: String,
    object: String,
    would: bool,
}

/// "This would list the branches" → would list, "the branches".
fn effect(text: &str) -> Option<Effect> {
    let sentence = crate::notes::sentence::split(text).first().map(|range| &text[range.clone()])?;
    let tokens = words::tokens(sentence);
    let at = usize::from(
        tokens
            .first()
            .is_some_and(|t| matches!(&*t.lower, "this" | "it" | "which" | "that" | "these")),
    );
    if at == 0 {
        return None;
    }
    let would = tokens.get(1).is_some_and(|t| matches!(&*t.lower, "would" | "will"));
    let verb = tokens.get(at + usize::from(would))?;
    let (base, known) = if would {
        (
            verb.lower.to_string(),
            EFFECTS.iter().any(|third| {
                grammar::base_form(third) == Some(&*verb.lower)
                    || third.trim_end_matches('s') == &*verb.lower
            }),
        )
    } else {
        (verb.lower.trim_end_matches('s').to_owned(), EFFECTS.binary_search(&&*verb.lower).is_ok())
    };
    let object = grammar::without_stop(&sentence[verb.outer_end..]).to_owned();
    let modal = &sentence[tokens[1].start..tokens[1].end];
    (known && words::count(&object) >= 2).then(|| Effect {
        plural: if would { format!("{modal} {base}") } else { base.clone() },
        singular: if would { format!("{modal} {base}") } else { verb.lower.to_string() },
        base,
        object,
        would,
    })
}

/// "To list all branches:" or "Listing all branches:" in front of a command.
fn aim(text: &str) -> Option<String> {
    let body = text.trim().strip_suffix([':', '\u{ff1a}'])?.trim();
    let lower = body.to_ascii_lowercase();
    let start =
        ["to ", "how to "].iter().find_map(|lead| lower.starts_with(lead).then_some(lead.len()))?;
    let aim = body[start..].trim();
    ((2..=14).contains(&words::count(aim)) && !aim.contains("this")).then(|| aim.to_owned())
}

fn told_effect(
    scene: &mut Scene<'_>,
    (entry, index, after): (usize, usize, usize),
    commands: &[String],
    effect: &Effect,
    lead: Option<usize>,
) {
    let mut lines = scene.block(index).lines.union(&scene.block(after).lines);
    let mut given = String::new();
    if let Some(at) = lead {
        let text = grammar::without_stop(scene.block(at).text()).to_owned();
        let spent = scene.speaks_elsewhere(&scene.block(at).lines);
        if !spent
            && words::count(&text) <= 8
            && !text.contains("http")
            && scene.items_under(at).is_empty()
        {
            lines = lines.union(&scene.block(at).lines);
            given = format!(" ({text})");
            scene.take(at);
        }
    }
    let (noun, verb) = if commands.len() > 1 {
        ("commands", &effect.plural)
    } else {
        ("command", &effect.singular)
    };
    let mut card = proposal(scene, entry, lines);
    card.question = format!("Which {noun} {verb} {}?{given}", effect.object);
    card.answer = commands.join("\n");
    card.fact = format!("{} {}", commands.join(" "), effect.object);
    let fact = card.fact.clone();
    scene.proposals.push(card);
    let mut reverse =
        proposal(scene, entry, scene.block(index).lines.union(&scene.block(after).lines));
    let shown: Vec<String> = commands.iter().map(|command| format!("`{command}`")).collect();
    let modal = if effect.would {
        "would"
    } else if commands.len() > 1 {
        "do"
    } else {
        "does"
    };
    reverse.kind = "command_rev";
    reverse.question = format!("What {modal} {} {}?", shown.join(" / "), effect.base);
    reverse.answer.clone_from(&effect.object);
    reverse.confidence = 60;
    reverse.fact = fact;
    reverse.order.1 = 1;
    scene.proposals.push(reverse);
    scene.take(after);
}

fn stated_aim(
    scene: &mut Scene<'_>,
    (entry, index, before): (usize, usize, usize),
    commands: &[String],
    aim: &str,
) {
    let lines = scene.block(index).lines.union(&scene.block(before).lines);
    let noun = if commands.len() > 1 { "commands" } else { "command" };
    let mut card = proposal(scene, entry, lines);
    card.question = format!("Which {noun} do you use to {aim}?");
    card.answer = commands.join("\n");
    card.fact = format!("{aim} {}", commands.join(" "));
    scene.proposals.push(card);
    scene.take(before);
}

fn proposal(scene: &Scene<'_>, entry: usize, lines: Lines) -> Proposal {
    scene.card(entry, lines, ("R07", "command", 85), (String::new(), String::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(EFFECTS.is_sorted() && PROGRAMS.is_sorted());
    }
}

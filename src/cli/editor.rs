//! The learner's editor, at a line.

use crate::adapters::terminal::signals;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// How an editor is told the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// `+12 FILE`
    Plus,
    /// `FILE:12`
    Colon,
    /// `FILE:12`, and it is to wait until the file is closed.
    ColonWaiting,
    /// `--goto FILE:12`, and it is to wait.
    Goto,
    /// Not known: only the file is named.
    Unknown,
}

/// The editors that are known, by the name of their program.
const EDITORS: &[(Manner, &[&str])] = &[
    (
        Manner::Plus,
        &[
            "vi",
            "vim",
            "nvim",
            "view",
            "gvim",
            "mvim",
            "ex",
            "elvis",
            "vis",
            "emacs",
            "emacsclient",
            "mg",
            "nano",
            "pico",
            "kak",
            "joe",
            "jed",
            "ne",
            "micro",
            "mcedit",
            "gedit",
            "nvi",
        ],
    ),
    (Manner::Colon, &["hx", "helix"]),
    (Manner::ColonWaiting, &["zed", "zeditor", "subl", "sublime_text"]),
    (
        Manner::Goto,
        &["code", "code-insiders", "codium", "vscodium", "code-oss", "cursor", "windsurf"],
    ),
];

/// Runs the editor, a command as a shell reads it, on a file at a line, until it is closed. The
/// error says why that was not possible, for a person.
pub(super) fn open_at(editor: &str, path: &Path, line: u32) -> Result<(), String> {
    run(editor, &arguments(editor, path, line))
}

/// Runs the editor, a command as a shell reads it, on a file, until it is closed.
pub(super) fn open(editor: &str, path: &Path) -> Result<(), String> {
    run(editor, &[path.as_os_str().to_owned()])
}

fn run(editor: &str, arguments: &[OsString]) -> Result<(), String> {
    if !is_there(editor) {
        return Err(format!("`{}` is not there to be run", program(editor)));
    }
    match signals::lent(|| command(editor).args(arguments).status()) {
        Err(error) => Err(format!("`{editor}` could not be run: {error}")),
        Ok(status) if !status.success() => Err(format!("`{editor}` failed")),
        Ok(_) => Ok(()),
    }
}

/// Editors are named with arguments, as `code --wait`, and with quotes.
#[cfg(unix)]
fn command(editor: &str) -> Command {
    let mut command = Command::new("sh");
    // Ctrl-C in the editor reaches the shell too, which would end of it.
    command.args(["-c", &format!("trap : INT; {editor} \"$@\""), "editor"]);
    command
}

/// Whether the editor's program can be found. A shell that does not find it says so by itself, on a
/// screen that is gone when the learner looks.
#[cfg(unix)]
fn is_there(editor: &str) -> bool {
    let program = program(editor);
    if program.is_empty() || program.contains(['$', '`', '~', '*', '?']) {
        // Only a shell knows what that comes to.
        return true;
    }
    let mut asks = Command::new("sh");
    asks.args(["-c", "command -v \"$1\" >/dev/null 2>&1", "sh", &program]);
    asks.status().map_or(true, |status| status.success())
}

#[cfg(not(unix))]
const fn is_there(_: &str) -> bool {
    true
}

#[cfg(not(unix))]
fn command(editor: &str) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(editor));
    command.args(words);
    command
}

/// What the editor is given behind its own arguments.
fn arguments(editor: &str, path: &Path, line: u32) -> Vec<OsString> {
    let at_line = || {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(":{line}"));
        name
    };
    let waiting = |mut arguments: Vec<OsString>| {
        if !editor.split_whitespace().any(|word| matches!(word, "--wait" | "-w")) {
            arguments.insert(0, "--wait".into());
        }
        arguments
    };
    match manner(editor) {
        Manner::Plus => vec![format!("+{line}").into(), path.into()],
        Manner::Colon => vec![at_line()],
        Manner::ColonWaiting => waiting(vec![at_line()]),
        Manner::Goto => waiting(vec!["--goto".into(), at_line()]),
        Manner::Unknown => vec![path.into()],
    }
}

fn manner(editor: &str) -> Manner {
    let program = program(editor);
    let name = Path::new(&program).file_stem().map(|name| name.to_string_lossy().to_lowercase());
    let is_meant = |names: &&[&str]| name.as_deref().is_some_and(|name| names.contains(&name));
    let known = EDITORS.iter().find(|(_, names)| is_meant(names));
    known.map_or(Manner::Unknown, |(manner, _)| *manner)
}

/// The program of a command: its first word, in which quotes and backslashes may hide blanks;
/// `env` and settings of variables in front of it are passed over.
fn program(editor: &str) -> String {
    let words = words(editor);
    let is_front = |word: &&String| word.as_str() == "env" || word.contains('=');
    words.iter().find(|word| !is_front(word)).cloned().unwrap_or_default()
}

fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    let mut signs = command.chars();
    while let Some(sign) = signs.next() {
        let taken = match (quote, sign) {
            (Some(open), sign) if open == sign => {
                quote = None;
                None
            }
            (None, '\'' | '"') => {
                quote = Some(sign);
                None
            }
            (None | Some('"'), '\\') => signs.next(),
            (None, sign) if sign.is_whitespace() => {
                words.push(String::new());
                None
            }
            (_, sign) => Some(sign),
        };
        if let (Some(sign), Some(word)) = (taken, words.last_mut()) {
            word.push(sign);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(editor: &str, expected: &[&str]) {
        assert_eq!(arguments(editor, Path::new("a b.md"), 12), expected, "{editor}");
    }

    #[test]
    fn each_editor_is_told_the_line_in_its_way() {
        for editor in ["vi", "/usr/bin/nvim -u NONE", "emacs -nw", "nano", "kak", "emacsclient -t"]
        {
            check(editor, &["+12", "a b.md"]);
        }
        check("hx", &["a b.md:12"]);
        check("subl", &["--wait", "a b.md:12"]);
        check("zed --wait", &["a b.md:12"]);
        check("code", &["--wait", "--goto", "a b.md:12"]);
        check("code -n --wait", &["--goto", "a b.md:12"]);
        check("ed", &["a b.md"]);
    }

    #[test]
    fn the_program_is_found_behind_quotes_and_variables() {
        check("'/opt/my editors/vim' -n", &["+12", "a b.md"]);
        check(r"/opt/my\ editors/code.exe", &["--wait", "--goto", "a b.md:12"]);
        check("env LANG=C \"nano\"", &["+12", "a b.md"]);
        check("", &["a b.md"]);
    }
}

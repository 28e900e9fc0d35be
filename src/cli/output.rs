//! The one place that prints: what goes to standard output, what is said on standard error,
//! and whether either is coloured.

use crate::adapters::terminal::picture::Protocol;
use crate::adapters::terminal::style::{Palette, Role};
use crate::adapters::terminal::text::Line;
use crate::adapters::terminal::theme::Theme;
use crate::cli::args::ColorChoice;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::render::sanitize::visible;
use crate::render::wrap::wrap;
use serde::Serialize;
use std::io::{BufWriter, StdoutLock, Write as _};

/// Prints for people or for scripts. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Ui {
    stdout: Palette,
    stderr: Palette,
    json: bool,
    quiet: bool,
    width: usize,
    /// Columns to break lines of words at, on standard output and standard error: those of a
    /// terminal, which would break them anywhere. What reads a file or a pipe gets whole lines.
    breaks_at: [Option<usize>; 2],
    /// Whether standard output is a terminal that may get more than text.
    shows_more: bool,
}

impl Ui {
    /// Decides colour and width from the flags, the environment and what the streams are.
    pub fn new(env: &Env, color: ColorChoice, json: bool, quiet: bool) -> Self {
        let coloured = |is_terminal: bool| match color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if env.no_color => false,
            ColorChoice::Auto if env.color_forced => true,
            ColorChoice::Auto => is_terminal && !env.dumb_terminal,
        };
        // Not colour, but nothing that a file, a pipe or `--color never` should see either.
        let shows_more =
            env.stdout_is_terminal && !env.dumb_terminal && color != ColorChoice::Never;
        let links = shows_more && env.terminal.has_links();
        let terminal_width = || crate::adapters::terminal::size().map(|(columns, _)| columns);
        let width = usize::from(env.columns.or_else(terminal_width).unwrap_or(80)).max(20);
        let streams = [env.stdout_is_terminal, env.stderr_is_terminal];
        Self {
            stdout: Palette::new(coloured(env.stdout_is_terminal)).with_links(links),
            stderr: Palette::new(coloured(env.stderr_is_terminal)),
            json,
            quiet,
            width,
            breaks_at: streams.map(|is_terminal| is_terminal.then_some(width)),
            shows_more,
        }
    }

    /// The same with this theme.
    #[must_use]
    pub fn with_theme(self, theme: Theme) -> Self {
        let (stdout, stderr) = (self.stdout.with_theme(theme), self.stderr.with_theme(theme));
        Self { stdout, stderr, ..self }
    }

    /// The same with pictures by this protocol, where the terminal may get any.
    #[must_use]
    pub fn with_pictures(self, protocol: Option<Protocol>) -> Self {
        let stdout = self.stdout.with_pictures(protocol.filter(|_| self.shows_more));
        Self { stdout, ..self }
    }

    /// Whether the learner asked for JSON.
    pub const fn json(&self) -> bool {
        self.json
    }

    /// Columns to print for.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Colours of standard output.
    pub const fn palette(&self) -> Palette {
        self.stdout
    }

    /// The text in a role's colour, for standard output.
    pub fn paint(&self, role: Role, text: impl std::fmt::Display) -> String {
        self.stdout.paint(role, text)
    }

    /// Prints one line of the result.
    pub fn line(&self, text: impl std::fmt::Display) -> Result<(), Failure> {
        writeln!(std::io::stdout().lock(), "{text}")?;
        Ok(())
    }

    /// Prints words of the result, broken between words where a terminal has too few columns.
    pub fn words(&self, text: impl std::fmt::Display) -> Result<(), Failure> {
        let line = Line::of(Role::Text, text.to_string());
        let rows = broken(&line, self.breaks_at[0]);
        rows.iter().try_for_each(|row| self.line(row.painted(self.stdout)))
    }

    /// Prints one JSON value on a line.
    pub fn json_line(&self, value: &impl Serialize) -> Result<(), Failure> {
        self.line(json(value)?)
    }

    /// Prints JSON values, one a line, some kilobytes at a time.
    pub fn json_lines(
        &self,
        values: impl IntoIterator<Item = impl Serialize>,
    ) -> Result<(), Failure> {
        let mut page = Page::begin();
        for value in values {
            page.json(&value)?;
        }
        page.end()
    }

    /// Says something about the result, on standard error; not when quiet.
    pub fn say(&self, text: impl std::fmt::Display) {
        self.say_line(&Line::of(Role::Text, text.to_string()));
    }

    /// Says something that has more than one look.
    pub fn say_line(&self, line: &Line) {
        if !self.quiet {
            self.tell(line);
        }
    }

    /// Warns on standard error; also when quiet.
    pub fn warn(&self, text: impl std::fmt::Display) {
        self.tell_under(Role::Warning, "warning:", &text.to_string());
    }

    /// Reports a failure on standard error.
    pub fn report(&self, failure: &Failure) {
        let (message, causes, hints) = failure.parts();
        self.tell_under(Role::Error, "error:", message);
        for cause in causes {
            self.tell_under(Role::Text, "  caused by:", cause);
        }
        for hint in hints {
            self.tell_under(Role::Hint, "hint:", hint);
        }
    }

    /// Tells what stands under a heading, with what a name in it could do to the terminal made
    /// visible, line by line.
    fn tell_under(&self, role: Role, heading: &str, text: &str) {
        let mut line = Line::of(role, heading);
        for (row, text) in text.lines().map(visible).enumerate() {
            if row > 0 {
                self.tell(&std::mem::take(&mut line));
            } else {
                line.push(Role::Text, " ");
            }
            line.push(Role::Text, &text);
        }
        self.tell(&line);
    }

    fn tell(&self, line: &Line) {
        let mut out = std::io::stderr().lock();
        for row in broken(line, self.breaks_at[1]) {
            // Nobody is left to tell when standard error is gone.
            let _gone = writeln!(out, "{}", row.painted(self.stderr));
        }
    }
}

/// Standard output some kilobytes at a time: for results of many lines.
#[derive(Debug)]
pub struct Page(BufWriter<StdoutLock<'static>>);

impl Page {
    /// Begins to print; nobody else prints before the end.
    pub fn begin() -> Self {
        Self(BufWriter::with_capacity(1 << 16, std::io::stdout().lock()))
    }

    /// Prints one line of the result.
    pub fn line(&mut self, text: impl std::fmt::Display) -> Result<(), Failure> {
        writeln!(self.0, "{text}")?;
        Ok(())
    }

    /// Prints one JSON value on a line.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        self.line(json(value)?)
    }

    /// Prints what is left.
    pub fn end(mut self) -> Result<(), Failure> {
        self.0.flush()?;
        Ok(())
    }
}

/// The line in rows of so many columns, broken between words; the rows after the first hang.
fn broken(line: &Line, columns: Option<usize>) -> Vec<Line> {
    const HANGS: usize = 2;
    let Some(columns) = columns.filter(|columns| line.width() > *columns) else {
        return vec![line.clone()];
    };
    let mut spans = line.spans().to_vec();
    let mut blanks = 0;
    if let Some(first) = spans.first_mut() {
        let text = first.text.trim_start_matches(' ').to_owned();
        blanks = first.text.len() - text.len();
        first.text = text;
    }
    let hang = (blanks + HANGS).min(columns / 2);
    let rows = wrap(&spans, columns - hang).into_iter().enumerate();
    rows.map(|(at, row)| row.indented(if at == 0 { blanks.min(hang) } else { hang })).collect()
}

fn json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value)
        .map_err(|error| Failure::internal("a result has no JSON form").caused_by(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, columns: Option<usize>, expected: &[&str]) {
        let rows = broken(&Line::of(Role::Text, text), columns);
        let plain: Vec<String> = rows.iter().map(Line::plain).collect();
        assert_eq!(plain, expected);
    }

    #[test]
    fn words_stay_whole_where_a_line_is_too_long_for_a_terminal() {
        check("a line as long as it likes", None, &["a line as long as it likes"]);
        check("a short line", Some(12), &["a short line"]);
        check("a line of words", Some(12), &["a line of", "  words"]);
        check("  reworded it", Some(12), &["  reworded", "    it"]);
    }
}

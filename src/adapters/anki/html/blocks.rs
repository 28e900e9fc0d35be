//! Which lines of a card are a block of Markdown together.

/// How many lines a block at the start takes, if there is one.
pub(super) fn lines_of_one(lines: &[&str]) -> Option<usize> {
    fenced(lines).or_else(|| maths(lines)).or_else(|| table(lines)).or_else(|| list(lines))
}

/// How many lines a fenced code block at the start takes, if there is a whole one.
fn fenced(lines: &[&str]) -> Option<usize> {
    let fence = |line: &str| {
        let line = line.trim_start();
        let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let length = line.len() - line.trim_start_matches(mark).len();
        (length >= 3).then(|| (mark, length, line[length..].trim().to_owned()))
    };
    let (mark, length, info) = fence(lines.first()?)?;
    if info.contains('`') {
        return None;
    }
    let closes = |line: &&str| {
        fence(line).is_some_and(|(m, l, rest)| m == mark && l >= length && rest.is_empty())
    };
    Some(lines.iter().skip(1).position(closes)? + 2)
}

/// How many lines a list at the start takes, if it has two or more items.
fn list(lines: &[&str]) -> Option<usize> {
    let length = lines
        .iter()
        .enumerate()
        .take_while(|(at, line)| is_item(line) || (*at > 0 && line.starts_with("  ")))
        .count();
    let items = lines[..length].iter().filter(|line| is_item(line)).count();
    (items >= 2 && !lines[0].starts_with(' ')).then_some(length)
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let after_digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = (1..=9).contains(&(line.len() - after_digits.len()))
        && after_digits.starts_with(['.', ')'])
        && after_digits[1..].starts_with(' ');
    numbered || ["- ", "* ", "+ "].iter().any(|bullet| line.starts_with(bullet))
}

/// How many lines maths takes that begins with a line of `$$`.
fn maths(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?.trim();
    if !first.starts_with("$$") || (first.len() > 2 && first.ends_with("$$")) {
        return None;
    }
    Some(lines.iter().skip(1).position(|line| line.trim().ends_with("$$"))? + 2)
}

/// How many lines a table with a row or more under its heading takes.
fn table(lines: &[&str]) -> Option<usize> {
    let is_rule =
        |line: &str| line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    let length = lines.iter().take_while(|line| line.contains('|')).count();
    (length >= 3 && is_rule(lines[1])).then_some(length)
}

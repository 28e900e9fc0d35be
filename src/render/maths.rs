//! Maths in TeX as readable Unicode: Greek, signs, scripts, roots and fractions on one line.
//!
//! A table of our own, and not the crate `unicodeit`: it replaces by prefix, so that `\left`
//! becomes `≤ft` and `\log` becomes `łog`. What is not known here stays as it was written.

mod signs;

use signs::{Sign, lowered_character, raised_character, sign};

/// Groups in groups are read this deep.
const DEEPEST: usize = 24;

/// Environments whose rows are lines; of any other the whole stays as it was written.
const ROWS: [&str; 8] =
    ["align", "align*", "aligned", "equation", "equation*", "gather", "gathered", "split"];

/// The maths as Unicode, a line a row.
pub(super) fn readable(tex: &str) -> String {
    let mut reader = Reader { rest: tex, depth: 0 };
    if reader.has_layout() {
        return tex.trim().to_owned();
    }
    let text = reader.until_end();
    let rows = text.lines().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" "));
    rows.filter(|row| !row.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The text raised, in Unicode's superscripts where it has them all, else behind `^`.
pub(super) fn raised(text: &str) -> String {
    script(text, '^', raised_character)
}

/// The text lowered, in Unicode's subscripts where it has them all, else behind `_`.
pub(super) fn lowered(text: &str) -> String {
    script(text, '_', lowered_character)
}

fn script(text: &str, mark: char, small: fn(char) -> Option<char>) -> String {
    let text = text.trim();
    let all: Option<String> =
        text.chars().filter(|character| *character != ' ').map(small).collect();
    match all {
        Some(small) => small,
        None if text.chars().count() == 1 => format!("{mark}{text}"),
        None => format!("{mark}({text})"),
    }
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// Whether this is a matrix or another layout that a line cannot show.
    fn has_layout(&self) -> bool {
        self.rest.split("\\begin{").skip(1).any(|environment| {
            let name = environment.split('}').next().unwrap_or_default();
            !ROWS.contains(&name)
        })
    }

    fn until_end(&mut self) -> String {
        let mut text = String::new();
        while !self.rest.is_empty() {
            // A brace too many is shown.
            if self.eat('}') {
                text.push('}');
            }
            self.sequence(&mut text);
        }
        text
    }

    /// Reads up to a closing brace or the end.
    fn sequence(&mut self, text: &mut String) {
        while let Some(next) = self.rest.chars().next() {
            match next {
                '}' => return,
                '^' | '_' => {
                    self.eat(next);
                    let argument = self.argument();
                    text.push_str(&if next == '^' {
                        raised(&argument)
                    } else {
                        lowered(&argument)
                    });
                }
                _ => self.atom(text),
            }
        }
    }

    fn atom(&mut self, text: &mut String) {
        let Some(next) = self.rest.chars().next() else { return };
        match next {
            '\\' => self.command(text),
            '{' => text.push_str(&self.argument()),
            '&' | '~' => self.replace(next, " ", text),
            '\'' => self.replace(next, "′", text),
            _ => {
                self.eat(next);
                text.push(next);
            }
        }
    }

    fn replace(&mut self, character: char, by: &str, text: &mut String) {
        self.eat(character);
        text.push_str(by);
    }

    fn eat(&mut self, character: char) -> bool {
        let rest = self.rest.strip_prefix(character);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// A group, or the one thing that stands where a group could.
    fn argument(&mut self) -> String {
        let mut text = String::new();
        self.rest = self.rest.trim_start();
        if self.depth == DEEPEST {
            text.push_str(std::mem::take(&mut self.rest));
            return text;
        }
        self.depth += 1;
        if self.eat('{') {
            self.sequence(&mut text);
            self.eat('}');
        } else if !self.rest.starts_with('}') {
            self.atom(&mut text);
        }
        self.depth -= 1;
        text
    }

    /// A group as it is written.
    fn verbatim(&mut self) -> &'a str {
        let Some(inner) = self.rest.trim_start().strip_prefix('{') else { return "" };
        let (group, rest) = inner.split_once('}').unwrap_or((inner, ""));
        self.rest = rest;
        group
    }

    fn command(&mut self, text: &mut String) {
        let whole = self.rest;
        self.eat('\\');
        let letters = self.rest.find(|c: char| !c.is_ascii_alphabetic());
        let length = match letters.unwrap_or(self.rest.len()) {
            // A sign such as `\,` is a command of one character.
            0 => self.rest.chars().next().map_or(0, char::len_utf8),
            letters => letters,
        };
        let (name, rest) = self.rest.split_at(length);
        self.rest = rest;
        match name {
            "frac" | "dfrac" | "tfrac" | "cfrac" => {
                let (over, under) = (self.argument(), self.argument());
                text.push_str(&[&grouped(&over), "/", &grouped(&under)].concat());
            }
            "binom" => {
                let (of, take) = (self.argument(), self.argument());
                text.push_str(&["C(", &of, ", ", &take, ")"].concat());
            }
            "sqrt" => self.root(text),
            "text" | "mathrm" | "textrm" | "textit" | "textbf" | "mbox" | "operatorname" => {
                text.push_str(self.verbatim());
            }
            "mathbf" | "mathit" | "mathsf" | "mathtt" | "boldsymbol" | "bm" | "displaystyle"
            | "limits" | "nolimits" | "mathcal" | "mathscr" | "mathfrak" | "!" => {}
            "mathbb" => text.extend(self.argument().chars().map(signs::double_struck)),
            "left" | "right" | "big" | "Big" | "bigl" | "bigr" | "Bigl" | "Bigr" => {
                self.eat('.');
            }
            "begin" | "end" => {
                self.verbatim();
            }
            "\\" => text.push('\n'),
            "," | ";" | ":" | " " | "quad" | "qquad" => text.push(' '),
            _ => self.named(name, whole, text),
        }
    }

    fn root(&mut self, text: &mut String) {
        let mut degree = "";
        if let Some((inner, rest)) = self.rest.strip_prefix('[').and_then(|r| r.split_once(']')) {
            (degree, self.rest) = (inner, rest);
        }
        text.push_str(&match degree {
            "3" => "∛".to_owned(),
            "4" => "∜".to_owned(),
            "" => "√".to_owned(),
            other => raised(other) + "√",
        });
        text.push_str(&grouped(&self.argument()));
    }

    /// A sign, an accent or a function by its name; what is none stays with its groups.
    fn named(&mut self, name: &str, whole: &str, text: &mut String) {
        match sign(name) {
            Some(Sign::Plain(sign)) => text.push_str(sign),
            Some(Sign::Spaced(sign)) => text.push_str(&[" ", sign, " "].concat()),
            Some(Sign::Accent(accent)) => {
                for character in self.argument().chars() {
                    text.push(character);
                    text.push(accent);
                }
            }
            Some(Sign::Function) => {
                if text.ends_with(char::is_alphanumeric) {
                    text.push(' ');
                }
                text.push_str(name);
                if self.rest.starts_with(|next: char| next.is_alphanumeric() || next == '\\') {
                    text.push(' ');
                }
            }
            None => {
                while self.rest.starts_with('{') {
                    self.verbatim();
                }
                text.push_str(&whole[..whole.len() - self.rest.len()]);
            }
        }
    }
}

/// The text in parentheses, unless it is a single thing.
fn grouped(text: &str) -> String {
    let text = text.trim();
    let is_one = text.chars().all(|c| c.is_alphanumeric() || "′√∞∂".contains(c));
    if is_one { text.to_owned() } else { format!("({text})") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(tex: &str, expected: &str) {
        assert_eq!(readable(tex), expected);
    }

    #[test]
    fn letters_signs_and_scripts() {
        check(r"x^2 + \alpha_i \le \infty", "x² + αᵢ ≤ ∞");
        check(r"\sum_{i=0}^{n} a_i", "∑ᵢ₌₀ⁿ aᵢ");
        check(r"f: \mathbb{R}\to\mathbb{N}", "f: ℝ → ℕ");
        check(r"\hat{x} \cdot \vec v", "x\u{302} ⋅ v\u{20d7}");
        check(r"e^{-x}, x^{\text{old}}, 2^{2^n}", "e⁻ˣ, xᵒˡᵈ, 2^(2ⁿ)");
    }

    #[test]
    fn fractions_roots_and_functions() {
        check(r"\frac{a}{b+1}", "a/(b+1)");
        check(r"\frac12", "1/2");
        check(r"\sqrt{x+1} \sqrt[3]{x} \sqrt2", "√(x+1) ∛x √2");
        check(r"O(n\log n)", "O(n log n)");
        check(r"\left( \frac{1}{x} \right)", "( 1/x )");
    }

    #[test]
    fn rows_are_lines() {
        check(r"\begin{aligned} a &= b \\ c &= d \end{aligned}", "a = b\nc = d");
    }

    #[test]
    fn what_is_not_known_stays_as_it_was_written() {
        check(r"\mystery{x} + 1", r"\mystery{x} + 1");
        check(r"\begin{pmatrix} 1 & 2 \end{pmatrix}", r"\begin{pmatrix} 1 & 2 \end{pmatrix}");
        check("a_{b", "a_b");
        check("a}b", "a}b");
        check(r"\", r"\");
    }

    proptest! {
        #[test]
        fn any_text_is_read(tex in r"([a-z0-9 {}^_&'\[\]]|\\frac|\\sqrt|\\hat|\\text|\\\\|\\){0,80}") {
            let _text = readable(&tex);
        }

        #[test]
        fn words_without_commands_stay(tex in "[a-z+()]{1,20}") {
            prop_assert_eq!(readable(&tex), tex);
        }
    }
}

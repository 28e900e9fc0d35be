//! Which of the texts between dollar signs are maths: `$` is also a currency and a shell's sign.

/// Whether a text between single dollar signs is maths, rather than two prices or two variables,
/// where this character follows.
pub fn is_inline(tex: &str, next: Option<char>) -> bool {
    !next.is_some_and(char::is_alphanumeric) && is_likely(tex)
}

fn is_likely(tex: &str) -> bool {
    let starts_a_number = tex.starts_with(|first: char| first.is_ascii_digit());
    let has_sign = tex.contains(['\\', '^', '_', '=', '+', '<', '>', '{']);
    let is_short = !tex.contains(char::is_whitespace) && tex.chars().count() <= 8;
    let is_term = is_short && !starts_a_number && tex.contains(|c: char| !c.is_ascii_uppercase());
    has_sign || is_term || tex.chars().count() == 1 && !starts_a_number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_and_variables_are_no_maths() {
        for tex in ["5 and ", "HOME", "5-", "10 to the shop, "] {
            assert!(!is_inline(tex, None), "{tex}");
        }
        for tex in ["x", "n+1", r"\pi", "f(x)", "O(n)", "a_1"] {
            assert!(is_inline(tex, Some(' ')), "{tex}");
            assert!(!is_inline(tex, Some('b')), "{tex}");
        }
    }
}

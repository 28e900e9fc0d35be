//! Cards as Markdown, to be read, printed or given to another program: questions and answers
//! under the headings that they come from.

use super::text::Sheet;
use crate::adapters::store::archive::ArchivedCard;
use std::io::{self, Write};

/// The page that is being written.
#[derive(Debug)]
pub(super) struct Page<W> {
    out: W,
    deck: Option<String>,
    context: String,
}

impl<W: Write> Page<W> {
    pub(super) const fn begin(out: W) -> Self {
        Self { out, deck: None, context: String::new() }
    }

    fn headings(&mut self, card: &ArchivedCard) -> io::Result<()> {
        if self.deck.as_deref() != Some(&card.deck) {
            let between = if self.deck.is_some() { "\n" } else { "" };
            writeln!(self.out, "{between}# {}", one_line(&card.deck))?;
            self.deck = Some(card.deck.clone());
            self.context.clear();
        }
        if self.context != card.context {
            self.context.clone_from(&card.context);
            let own_name = card.deck.rsplit("::").next();
            if !self.context.is_empty() && own_name != Some(&self.context) {
                writeln!(self.out, "\n## {}", one_line(&self.context))?;
            }
        }
        Ok(())
    }
}

impl<W: Write> Sheet for Page<W> {
    fn card(&mut self, card: ArchivedCard) -> io::Result<()> {
        self.headings(&card)?;
        let (question, answer) = (card.asked().trim(), card.shown().trim());
        // A list or a block begins a line of its own, or Markdown would not see it.
        let gap = if answer.contains('\n') { '\n' } else { ' ' };
        writeln!(self.out, "\nQ: {question}\nA:{gap}{answer}")
    }

    fn end(&mut self) -> io::Result<usize> {
        self.out.flush()?;
        Ok(0)
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

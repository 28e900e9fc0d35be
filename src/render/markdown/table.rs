//! Tables: fitted to the width, their cells broken where they must be; where even that leaves
//! no room, each row as a list of `header: value`.

use crate::adapters::terminal::style::Role;
use crate::adapters::terminal::text::{Line, Span, width};
use crate::render::wrap::wrap;
use pulldown_cmark::Alignment;
use std::ops::Range;

type Cell = Vec<Span>;

/// A row of cells with the bytes of the Markdown that it stands in.
#[derive(Debug)]
struct Row {
    cells: Vec<Cell>,
    place: Option<Range<usize>>,
}

/// A line with the bytes of the row that it shows.
type Placed = (Line, Option<Range<usize>>);

/// What stands between two columns.
const BORDER: &str = " │ ";

/// A column narrower than this is not worth reading, unless its cells are.
const LEAST: usize = 12;

/// A table while its cells come in.
#[derive(Debug)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    /// The first is the header.
    rows: Vec<Row>,
    row: Vec<Cell>,
}

impl Table {
    pub(super) const fn new(alignments: Vec<Alignment>) -> Self {
        Self { alignments, rows: Vec::new(), row: Vec::new() }
    }

    pub(super) fn push(&mut self, cell: Cell) {
        self.row.push(trimmed(cell));
    }

    pub(super) fn end_row(&mut self, place: Option<Range<usize>>) {
        self.rows.push(Row { cells: std::mem::take(&mut self.row), place });
    }

    /// The table in at most so many columns.
    pub(super) fn lines(&self, columns: usize) -> Vec<Placed> {
        let fitted = if columns == usize::MAX { None } else { self.fitted(columns) };
        match fitted {
            Some(widths) => self.grid(&widths),
            None => self.list(columns),
        }
    }

    /// The width of each column so that all have room; `None` where they would be too narrow.
    fn fitted(&self, columns: usize) -> Option<Vec<usize>> {
        let count = self.rows.iter().map(|row| row.cells.len()).max().filter(|count| *count > 0)?;
        let room = columns.checked_sub(width(BORDER) * (count - 1))?;
        let in_column = |at: usize| self.rows.iter().filter_map(move |row| row.cells.get(at));
        let mut widths: Vec<usize> = (0..count)
            .map(|at| in_column(at).map(|cell| cell_width(cell)).max().unwrap_or(0).max(1))
            .collect();
        let least: Vec<usize> = widths.iter().map(|wanted| (*wanted).min(LEAST)).collect();
        if least.iter().sum::<usize>() > room {
            return None;
        }
        // The widest gives first, so that what is short stays whole.
        let mut over = widths.iter().sum::<usize>().saturating_sub(room);
        while over > 0 {
            let widest = (0..count).max_by_key(|at| (widths[*at], count - at))?;
            let rest = widths.iter().enumerate().filter(|(at, _)| *at != widest);
            let next = rest.map(|(_, wide)| *wide).max().unwrap_or(0);
            let give = (widths[widest] - next.min(widths[widest])).clamp(1, over);
            widths[widest] -= give;
            over -= give;
        }
        Some(widths)
    }

    fn grid(&self, widths: &[usize]) -> Vec<Placed> {
        let mut lines = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let shown = self.row(&row.cells, widths).into_iter();
            lines.extend(shown.map(|line| (line, row.place.clone())));
            if at == 0 && self.rows.len() > 1 {
                let parts: Vec<String> = widths.iter().map(|wide| "─".repeat(*wide)).collect();
                lines.push((Line::of(Role::Faint, parts.join("─┼─")), None));
            }
        }
        lines
    }

    fn row(&self, cells: &[Cell], widths: &[usize]) -> Vec<Line> {
        let empty = Cell::new();
        let cells: Vec<Vec<Line>> = widths
            .iter()
            .enumerate()
            .map(|(at, wide)| broken(cells.get(at).unwrap_or(&empty), *wide))
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        let line = |row: usize| {
            let mut line = Line::empty();
            for (at, wide) in widths.iter().enumerate() {
                if at > 0 {
                    line.push(Role::Faint, BORDER);
                }
                let text = cells[at].get(row).cloned().unwrap_or_default();
                let is_last = at + 1 == widths.len();
                self.pad(&mut line, &text, (at, *wide), is_last);
            }
            line
        };
        (0..height).map(line).collect()
    }

    /// Adds a cell's line, aligned. Blanks at the end of a line are left out.
    fn pad(&self, line: &mut Line, text: &Line, (at, wide): (usize, usize), is_last: bool) {
        let spare = wide.saturating_sub(text.width());
        let left = match self.alignments.get(at) {
            Some(Alignment::Right) => spare,
            Some(Alignment::Center) => spare / 2,
            _ => 0,
        };
        line.push(Role::Text, &" ".repeat(left));
        line.append(text);
        if !is_last {
            line.push(Role::Text, &" ".repeat(spare - left));
        }
    }

    /// Each row as `header: value`, an empty line between rows.
    fn list(&self, columns: usize) -> Vec<Placed> {
        let Some((header, rows)) = self.rows.split_first() else { return Vec::new() };
        let placed = |text: &[Span], row: &Row| {
            let place = row.place.clone();
            wrap(text, columns).into_iter().map(move |line| (line, place.clone()))
        };
        if rows.is_empty() {
            return header.cells.iter().flat_map(|cell| placed(cell, header)).collect();
        }
        let mut lines = Vec::new();
        for row in rows {
            if !lines.is_empty() {
                lines.push((Line::empty(), None));
            }
            for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let mut text = header.cells.get(at).cloned().unwrap_or_default();
                if !text.is_empty() {
                    text.push(Span::new(Role::Faint, ": "));
                }
                text.extend(cell.iter().cloned());
                lines.extend(placed(&text, row));
            }
        }
        lines
    }
}

/// The cell in lines of at most so many columns, none wider, whatever it holds.
fn broken(cell: &[Span], columns: usize) -> Vec<Line> {
    wrap(cell, columns).iter().map(|line| line.cut(columns)).collect()
}

fn cell_width(cell: &[Span]) -> usize {
    cell.iter().map(|span| width(&span.text)).sum()
}

/// The cell without blanks at its ends and without pieces of nothing.
fn trimmed(mut cell: Cell) -> Cell {
    if let Some(first) = cell.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = cell.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    cell.retain(|span| !span.text.is_empty());
    cell
}

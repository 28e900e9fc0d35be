//! Pictures in terminals that show them.
//!
//! Where a terminal decodes pictures itself, its file goes there as it is: by the graphics
//! protocol of kitty, which takes PNG, or by the inline files of iTerm2, which takes the usual
//! formats. A JPEG for kitty, and whatever is shown as sixels, is decoded here, once it is to be
//! shown. Which protocol there is, the environment or the configuration says: `viuer` does not
//! serve, because it asks the terminal by writing to it and reading standard input, which would
//! swallow keys that were typed ahead.

mod raster;
mod sixel;

use crate::adapters::terminal::link::Terminal;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use crossterm::cursor::MoveTo;
use crossterm::queue;
use imagesize::ImageType;
use raster::Raster;
use std::collections::{HashMap, HashSet};
use std::io::{self, Read as _, Write};
use std::path::Path;
use std::sync::Arc;

/// A longer file would make a key wait.
const MOST_BYTES: u64 = 4 << 20;

/// A larger picture is no picture to look at between two keys, whatever its file is.
const MOST_PIXELS: usize = 50_000_000;

/// The pixels of a cell, where the terminal does not say: as usual fonts have it.
const USUAL_CELL: (usize, usize) = (9, 18);

/// What a piece of the kitty protocol may hold.
const PIECE: usize = 4096;

/// The points of a picture that is sent decoded, at most: it goes through a pipe, or a network.
const MOST_SENT: (usize, usize) = (800, 600);

/// How a terminal is told to show a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// The graphics protocol of kitty.
    Kitty,
    /// The inline files of iTerm2.
    Iterm,
    /// Sixels.
    Sixel,
}

impl Protocol {
    /// The protocol of this name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "kitty" => Some(Self::Kitty),
            "iterm" => Some(Self::Iterm),
            "sixel" => Some(Self::Sixel),
            _ => None,
        }
    }

    /// The protocol that this terminal is known for.
    pub fn of(terminal: &Terminal) -> Option<Self> {
        let is_term = |names: &[&str]| names.iter().any(|name| terminal.term.starts_with(name));
        if terminal.is_multiplexed() {
            None
        } else if terminal.program == "ghostty" || is_term(&["xterm-kitty", "xterm-ghostty"]) {
            Some(Self::Kitty)
        } else if ["iTerm.app", "WezTerm", "mintty"].contains(&terminal.program.as_str()) {
            Some(Self::Iterm)
        } else if is_term(&["foot", "mlterm", "contour", "yaft"]) {
            Some(Self::Sixel)
        } else {
            None
        }
    }

    /// What a terminal of this protocol is sent for a file of this format.
    const fn takes(self, format: ImageType) -> Option<Sent> {
        match (self, format) {
            (Self::Kitty, ImageType::Png)
            | (Self::Iterm, ImageType::Png | ImageType::Jpeg | ImageType::Gif | ImageType::Webp) => {
                Some(Sent::File)
            }
            (Self::Kitty, ImageType::Jpeg) | (Self::Sixel, ImageType::Png | ImageType::Jpeg) => {
                Some(Sent::Points)
            }
            _ => None,
        }
    }
}

/// What a terminal is sent of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    /// Its file.
    File,
    /// Its points.
    Points,
}

/// A picture as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Body {
    /// Its file in base64, and how long it is.
    File(Arc<str>, usize),
    /// Its points.
    Points(Arc<Raster>),
}

impl Body {
    fn of(bytes: &[u8], sent: Sent, format: ImageType) -> Option<Self> {
        Some(match sent {
            Sent::File => Self::File(STANDARD.encode(bytes).into(), bytes.len()),
            Sent::Points => Self::Points(Arc::new(Raster::decode(bytes, format)?)),
        })
    }
}

/// A picture that can be sent to the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Stands for it in the kitty protocol.
    id: u32,
    body: Body,
    /// Width and height in cells, not rounded down to nothing.
    cells: (usize, usize),
    /// Width and height of a cell in points.
    cell: (usize, usize),
}

impl Picture {
    /// The picture in this file; `None` where there is none that this protocol can show, or a
    /// file too large. `cell` is the size of a cell in pixels, where it is known.
    pub fn read(path: &Path, protocol: Protocol, cell: Option<(usize, usize)>) -> Option<Self> {
        // Looked at before it is opened: opening a pipe would wait for its writer.
        let file = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        if file.len() > MOST_BYTES {
            return None;
        }
        let mut bytes = Vec::new();
        let limit = MOST_BYTES + 1;
        std::fs::File::open(path).ok()?.take(limit).read_to_end(&mut bytes).ok()?;
        Self::of(&bytes, protocol, cell)
    }

    fn of(bytes: &[u8], protocol: Protocol, cell: Option<(usize, usize)>) -> Option<Self> {
        let format = imagesize::image_type(bytes).ok()?;
        let sent = protocol.takes(format)?;
        let size = imagesize::blob_size(bytes).ok()?;
        let is_sane =
            size.width.checked_mul(size.height).is_some_and(|all| all > 0 && all <= MOST_PIXELS);
        if !is_sane {
            return None;
        }
        let cell = cell.unwrap_or(USUAL_CELL);
        let hash = blake3::hash(bytes);
        let id = hash.as_bytes().first_chunk().map_or(1, |first| u32::from_le_bytes(*first));
        Some(Self {
            id: id.max(1),
            body: Body::of(bytes, sent, format)?,
            cells: (size.width.div_ceil(cell.0.max(1)), size.height.div_ceil(cell.1.max(1))),
            cell,
        })
    }

    /// The columns and rows that it takes where there are at most so many: as large as it is, or
    /// smaller in the same shape.
    pub fn fitted(&self, (columns, rows): (usize, usize)) -> (usize, usize) {
        let (wide, high) = self.cells;
        let (columns, rows) = (columns.min(wide), rows.min(high));
        let by_rows = (wide * rows).div_ceil(high).max(1);
        if by_rows <= columns {
            (by_rows, rows)
        } else {
            (columns, (high * columns).div_ceil(wide).clamp(1, rows.max(1)))
        }
    }
}

/// A picture with its place on the screen, in cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The picture.
    pub picture: Picture,
    /// Its first row.
    pub row: usize,
    /// Its first column.
    pub column: usize,
    /// Columns and rows that it takes.
    pub cells: (usize, usize),
}

/// The pictures that a terminal holds.
#[derive(Debug)]
pub(super) struct Easel {
    protocol: Protocol,
    /// What kitty was sent, which it keeps.
    sent: HashSet<u32>,
    /// Pictures as sixels, by the cells that they take: the screen is drawn anew at each key.
    sixels: HashMap<(u32, (usize, usize)), String>,
    shows_some: bool,
}

impl Easel {
    pub(super) fn new(protocol: Protocol) -> Self {
        Self { protocol, sent: HashSet::new(), sixels: HashMap::new(), shows_some: false }
    }

    /// Takes away what was shown and shows these. The text was drawn before.
    pub(super) fn show(&mut self, pictures: &[Placed], out: &mut impl Write) -> io::Result<()> {
        if self.shows_some && self.protocol == Protocol::Kitty {
            out.write_all(b"\x1b_Ga=d,d=a,q=2\x1b\\")?;
        }
        self.shows_some = !pictures.is_empty();
        for placed in pictures {
            let cell = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
            if self.protocol == Protocol::Kitty {
                self.send(&placed.picture, out)?;
            }
            queue!(out, MoveTo(cell(placed.column), cell(placed.row)))?;
            self.put(placed, out)?;
        }
        Ok(())
    }

    /// Shows a picture where the cursor is.
    fn put(&mut self, placed: &Placed, out: &mut impl Write) -> io::Result<()> {
        let Placed { picture, cells: (columns, rows), .. } = placed;
        let id = picture.id;
        match (self.protocol, &picture.body) {
            (Protocol::Kitty, _) => {
                write!(out, "\x1b_Ga=p,i={id},c={columns},r={rows},C=1,q=2\x1b\\")
            }
            (_, Body::File(encoded, bytes)) => write!(
                out,
                "\x1b]1337;File=inline=1;size={bytes};width={columns};height={rows};\
                 preserveAspectRatio=1;doNotMoveCursor=1:{encoded}\x07"
            ),
            (_, Body::Points(raster)) => {
                let room = (columns * picture.cell.0, rows * picture.cell.1);
                let sixels = self.sixels.entry((id, placed.cells));
                let sixels = sixels.or_insert_with(|| sixel::encode(&raster.within(room)));
                out.write_all(sixels.as_bytes())
            }
        }
    }

    /// Everything is gone: the terminal was another program's in between.
    pub(super) fn forget(&mut self) {
        self.sent.clear();
    }

    /// Gives kitty the picture, in pieces, unless it has it.
    fn send(&mut self, picture: &Picture, out: &mut impl Write) -> io::Result<()> {
        if !self.sent.insert(picture.id) {
            return Ok(());
        }
        let (format, encoded) = match &picture.body {
            Body::File(encoded, _) => ("f=100".to_owned(), Arc::clone(encoded)),
            Body::Points(raster) => {
                let raster = raster.within(MOST_SENT);
                let points = raster.rows().flatten().flatten().copied().collect::<Vec<u8>>();
                let format = format!("f=32,s={},v={}", raster.width(), raster.height());
                (format, STANDARD.encode(points).into())
            }
        };
        let mut pieces = encoded.as_bytes().chunks(PIECE).peekable();
        let mut head = format!("a=t,{format},i={},q=2,", picture.id);
        while let Some(piece) = pieces.next() {
            write!(out, "\x1b_G{head}m={};", u8::from(pieces.peek().is_some()))?;
            out.write_all(piece)?;
            out.write_all(b"\x1b\\")?;
            head.clear();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The start of a PNG of this size, which is all that is looked at.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend(b"\x08\x06\0\0\0");
        bytes
    }

    fn picture(width: u32, height: u32) -> Option<Picture> {
        Picture::of(&png(width, height), Protocol::Kitty, Some((10, 20)))
    }

    #[test]
    fn a_picture_is_as_large_as_it_is_or_smaller_in_its_shape() {
        let fitted = |size: (u32, u32), most| picture(size.0, size.1).unwrap().fitted(most);
        assert_eq!(fitted((200, 100), (76, 12)), (20, 5));
        assert_eq!(fitted((2000, 1000), (76, 12)), (48, 12));
        assert_eq!(fitted((2000, 100), (50, 12)), (50, 2));
        assert_eq!(fitted((1, 5000), (50, 12)), (1, 12));
        assert_eq!(fitted((1, 1), (50, 12)), (1, 1));
    }

    #[test]
    fn what_is_no_picture_or_a_huge_one_is_none() {
        const GIF: &[u8] = b"GIF89a\x05\0\x05\0\x80\0\0\0\0\0";
        assert_eq!(picture(0, 10), None);
        assert_eq!(picture(u32::MAX, u32::MAX), None);
        assert_eq!(picture(60_000, 1_000), None);
        for bytes in [&b""[..], b"\x89PNG", GIF, b"#!/bin/sh"] {
            assert_eq!(Picture::of(bytes, Protocol::Kitty, None), None, "{bytes:?}");
        }
        assert!(Picture::of(GIF, Protocol::Iterm, None).is_some());
    }

    #[test]
    fn only_a_file_is_read_and_only_a_small_one() {
        let folder = tempfile::tempdir().unwrap();
        let read = |name: &str| Picture::read(&folder.path().join(name), Protocol::Kitty, None);
        std::fs::write(folder.path().join("a.png"), png(5, 5)).unwrap();
        let mut large = png(5, 5);
        large.resize(usize::try_from(MOST_BYTES).unwrap() + 1, 0);
        std::fs::write(folder.path().join("large.png"), large).unwrap();
        assert!(read("a.png").is_some());
        assert_eq!(read("large.png"), None);
        assert_eq!(read("none.png"), None);
        assert_eq!(read("."), None);
    }

    #[test]
    fn kitty_gets_a_file_once_and_loses_what_was_shown() {
        let mut bytes = png(30, 30);
        bytes.resize(5000, 7);
        let picture = Picture::of(&bytes, Protocol::Kitty, Some((10, 20))).unwrap();
        let placed = Placed { picture, row: 4, column: 2, cells: (3, 2) };
        let mut easel = Easel::new(Protocol::Kitty);
        let mut shown = |pictures: &[Placed]| {
            let mut out = Vec::new();
            easel.show(pictures, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let first = shown(std::slice::from_ref(&placed));
        let pieces: Vec<&str> = first.split("\x1b_G").collect();
        assert!(pieces[1].starts_with("a=t,f=100,i=") && pieces[1].contains(",m=1;"), "{first}");
        assert!(pieces[2].starts_with("m=0;"), "{first}");
        assert!(pieces[2].ends_with("\x1b\\\x1b[5;3H") && pieces[3].contains("c=3,r=2,C=1"));
        let again = shown(&[placed]);
        assert!(again.starts_with("\x1b_Ga=d,d=a,q=2\x1b\\\x1b[5;3H\x1b_Ga=p,"), "{again}");
        assert_eq!(shown(&[]), "\x1b_Ga=d,d=a,q=2\x1b\\");
        assert_eq!(shown(&[]), "");
    }

    #[test]
    fn sixels_are_made_once_for_a_size_and_as_large_as_the_cells() {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 40, 30);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.write_header().unwrap().write_image_data(&[255; 40 * 30]).unwrap();
        let picture = Picture::of(&file, Protocol::Sixel, Some((10, 10))).unwrap();
        let mut easel = Easel::new(Protocol::Sixel);
        let mut shown = |cells: (usize, usize)| {
            let cells = picture.fitted(cells);
            let placed = Placed { picture: picture.clone(), row: 4, column: 2, cells };
            let mut out = Vec::new();
            easel.show(&[placed], &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let whole = shown((80, 24));
        assert!(whole.starts_with("\x1b[5;3H\x1bP0;1;0q\"1;1;40;30#251;"), "{whole}");
        assert_eq!(shown((80, 24)), whole);
        assert!(shown((2, 24)).contains("\"1;1;20;15#"));
        assert_eq!(easel.sixels.len(), 2);
    }

    #[test]
    fn a_terminal_that_is_not_known_or_not_the_only_one_shows_none() {
        let known = |term: &str, program: &str, multiplexer: bool| {
            let (term, program) = (term.to_owned(), program.to_owned());
            Protocol::of(&Terminal { term, program, multiplexer, ..Terminal::default() })
        };
        assert_eq!(known("xterm-kitty", "", false), Some(Protocol::Kitty));
        assert_eq!(known("xterm-256color", "WezTerm", false), Some(Protocol::Iterm));
        assert_eq!(known("foot-extra", "", false), Some(Protocol::Sixel));
        assert_eq!(known("xterm-256color", "", false), None);
        assert_eq!(known("tmux-256color", "iTerm.app", false), None);
        assert_eq!(known("xterm-kitty", "", true), None);
    }
}

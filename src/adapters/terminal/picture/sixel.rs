//! Pictures as sixels, which terminals from the VT240 to foot draw: bands of six rows of points,
//! and in each band one colour after the other.

use crate::adapters::terminal::picture::raster::{Point, Raster};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Rows of points in a band.
const BAND: usize = 6;

/// How many strengths of red, green and blue there are: 252 colours of the 256 that a terminal
/// has. The eye tells greens apart best.
const STRENGTHS: [usize; 3] = [6, 7, 6];

/// Which of sixteen neighbours are rounded up first, so that a strength between two is seen as
/// a mixture of both.
const ROUND_UP: [[usize; 4]; 4] = [[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]];

/// A colour by its number, as the terminal is told it.
type Colour = usize;

/// The picture as the terminal reads it.
pub(super) fn encode(picture: &Raster) -> String {
    let rows: Vec<Vec<Option<Colour>>> = picture.rows().enumerate().map(colours).collect();
    let (width, height) = (picture.width(), picture.height());
    // The points that are not drawn stay as they are, and a point is as high as wide.
    let mut out = format!("\u{1b}P0;1;0q\"1;1;{width};{height}");
    for colour in rows.iter().flatten().flatten().collect::<BTreeSet<_>>() {
        let [red, green, blue] = percents(*colour);
        write(&mut out, format_args!("#{colour};2;{red};{green};{blue}"));
    }
    for band in rows.chunks(BAND) {
        for (colour, sixels) in layers(band) {
            write(&mut out, format_args!("#{colour}"));
            push_runs(&mut out, &sixels);
            // Back to the start of the band.
            out.push('$');
        }
        out.push('-');
    }
    out.push_str("\u{1b}\\");
    out
}

/// The colours of a row of points; `None` where more is seen through a point than of it.
fn colours((y, row): (usize, &[Point])) -> Vec<Option<Colour>> {
    let colour = |(x, point): (usize, &Point)| {
        let [channels @ .., covers] = point;
        let round_up = ROUND_UP[y % 4][x % 4];
        let strength = |channel: u8, of: usize| {
            (usize::from(channel) * (of - 1) * 16 / usize::from(u8::MAX) + round_up) / 16
        };
        let strengths = channels.iter().zip(STRENGTHS);
        let colour = strengths.fold(0, |sum, (channel, of)| sum * of + strength(*channel, of));
        (*covers >= 128).then_some(colour)
    };
    row.iter().enumerate().map(colour).collect()
}

/// The strengths of red, green and blue in hundredths.
const fn percents(colour: Colour) -> [usize; 3] {
    let [reds, greens, blues] = STRENGTHS;
    let (red, green, blue) = (colour / blues / greens, colour / blues % greens, colour % blues);
    [red * 100 / (reds - 1), green * 100 / (greens - 1), blue * 100 / (blues - 1)]
}

/// Each colour of a band with its sixels: which of six points each column has of it.
fn layers(band: &[Vec<Option<Colour>>]) -> BTreeMap<Colour, Vec<u8>> {
    let mut layers = BTreeMap::new();
    for (row, colours) in band.iter().enumerate() {
        for (column, colour) in colours.iter().enumerate() {
            let Some(colour) = colour else { continue };
            let sixels = layers.entry(*colour).or_insert_with(|| vec![0_u8; colours.len()]);
            sixels[column] |= 1 << row;
        }
    }
    layers
}

/// Writes sixels, a run of one as its length; blanks at the end are left out.
fn push_runs(out: &mut String, sixels: &[u8]) {
    /// A shorter run is no longer than its length in figures.
    const RUN: usize = 4;
    let runs: Vec<&[u8]> = sixels.chunk_by(|one, next| one == next).collect();
    let end = runs.len() - usize::from(runs.last().is_some_and(|run| run[0] == 0));
    for run in &runs[..end] {
        let sixel = char::from(b'?' + run[0]);
        if run.len() < RUN {
            out.extend(run.iter().map(|_| sixel));
        } else {
            write(out, format_args!("!{}{sixel}", run.len()));
        }
    }
}

fn write(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _written = out.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RED: Point = [255, 0, 0, 255];
    const WHITE: Point = [255, 255, 255, 255];
    const NOTHING: Point = [0, 0, 0, 0];

    #[test]
    fn colours_are_told_and_then_drawn_one_over_the_other() {
        let picture = Raster::of_rows(&[&[RED, WHITE], &[RED, NOTHING]]);
        let expected =
            "\u{1b}P0;1;0q\"1;1;2;2#210;2;100;0;0#251;2;100;100;100#210B$#251?@$-\u{1b}\\";
        assert_eq!(encode(&picture), expected);
    }

    #[test]
    fn a_long_run_is_told_by_its_length_and_each_band_begins_anew() {
        let row = [RED; 5];
        let encoded = encode(&Raster::of_rows(&[&row[..]; 7]));
        assert!(encoded.ends_with("#210!5~$-#210!5@$-\u{1b}\\"), "{encoded}");
    }

    #[test]
    fn what_is_between_two_strengths_is_mixed() {
        let rows = [[128, 128, 128, 255]; 16];
        let encoded = encode(&Raster::of_rows(&[&rows[..]; 16]));
        assert!(encoded.matches(";2;").count() > 1, "{encoded}");
    }

    /// The points of a picture in sixels, as a terminal draws them; in hundredths.
    fn drawn(encoded: &str, (width, height): (usize, usize)) -> Vec<Option<[usize; 3]>> {
        let body = encoded.split_once('q').unwrap().1.trim_end_matches("\u{1b}\\");
        let mut points = vec![None; width * height.div_ceil(BAND) * BAND];
        let mut palette = BTreeMap::new();
        let (mut colour, mut column, mut band) = (0, 0, 0);
        let mut rest = body;
        let numbers = |text: &str| -> (Vec<usize>, usize) {
            let end = text.find(|c: char| c != ';' && !c.is_ascii_digit()).unwrap_or(text.len());
            (text[..end].split(';').map(|number| number.parse().unwrap()).collect(), end)
        };
        while let Some(sign) = rest.chars().next() {
            rest = &rest[1..];
            let mut times = 1;
            match sign {
                '"' => rest = &rest[numbers(rest).1..],
                '#' => {
                    let (told, end) = numbers(rest);
                    rest = &rest[end..];
                    colour = told[0];
                    if let [_, 2, red, green, blue] = told[..] {
                        palette.insert(colour, [red, green, blue]);
                    }
                }
                '$' => column = 0,
                '-' => (column, band) = (0, band + 1),
                mut sixel => {
                    if sixel == '!' {
                        let (told, end) = numbers(rest);
                        times = told[0];
                        sixel = rest[end..].chars().next().unwrap();
                        rest = &rest[end + 1..];
                    }
                    let bits = u32::from(sixel) - u32::from('?');
                    let rows = (0..BAND).filter(|row| bits & (1 << row) != 0);
                    let first = rows.map(|row| (band * BAND + row) * width + column);
                    for first in first {
                        points[first..first + times].fill(Some(palette[&colour]));
                    }
                    column += times;
                }
            }
        }
        points.truncate(width * height);
        points
    }

    proptest! {
        #[test]
        fn every_point_is_drawn_near_its_colour_or_not_at_all(
            points in prop::collection::vec(any::<[u8; 4]>(), 1..200),
            width in 1..12_usize,
        ) {
            let rows: Vec<&[Point]> = points.chunks_exact(width).collect();
            prop_assume!(!rows.is_empty());
            let picture = Raster::of_rows(&rows);
            let drawn = drawn(&encode(&picture), (width, rows.len()));
            for (point, seen) in rows.concat().iter().zip(drawn) {
                prop_assert_eq!(seen.is_some(), point[3] >= 128);
                for (channel, percent) in point.iter().zip(seen.into_iter().flatten()) {
                    let wanted = usize::from(*channel) * 100 / 255;
                    prop_assert!(wanted.abs_diff(percent) <= 21, "{} for {}", percent, wanted);
                }
            }
        }
    }
}

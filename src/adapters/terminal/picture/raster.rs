//! Pictures as points, for terminals that have to be told each one. PNG and JPEG are read: what
//! notes have.

use imagesize::ImageType;
use std::io::Cursor;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The most memory that reading a PNG may take beside the points themselves.
const MOST_BYTES: usize = 64 << 20;

/// A point: red, green, blue, and how much it covers of what is under it.
pub(super) type Point = [u8; 4];

/// A picture, row by row from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raster {
    width: usize,
    points: Vec<Point>,
}

impl Raster {
    /// The picture in a file of this format, or `None` where it cannot be read. How large it
    /// gets, whoever asks has looked at.
    pub(super) fn decode(bytes: &[u8], format: ImageType) -> Option<Self> {
        match format {
            ImageType::Png => png(bytes),
            ImageType::Jpeg => jpeg(bytes),
            _ => None,
        }
    }

    /// From the samples of the points, so many to each: grey or red, green and blue, and either
    /// with how much is covered.
    fn of(samples: &[u8], to_each: usize, width: usize) -> Option<Self> {
        let point = |samples: &[u8]| match *samples {
            [grey] => Some([grey, grey, grey, u8::MAX]),
            [grey, covers] => Some([grey, grey, grey, covers]),
            [red, green, blue] => Some([red, green, blue, u8::MAX]),
            [red, green, blue, covers] => Some([red, green, blue, covers]),
            _ => None,
        };
        let points: Option<Vec<Point>> = samples.chunks_exact(to_each.max(1)).map(point).collect();
        let points = points.filter(|points| width > 0 && points.len().is_multiple_of(width))?;
        (!points.is_empty()).then_some(Self { width, points })
    }

    /// Points in a row.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// Rows of points.
    pub(super) const fn height(&self) -> usize {
        self.points.len() / self.width
    }

    /// Its rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[Point]> {
        self.points.chunks(self.width)
    }

    /// The picture in its shape, as large as it is or as there is room.
    pub(super) fn within(&self, (width, height): (usize, usize)) -> Self {
        let (wide, high) = (self.width, self.height());
        let (width, height) = (width.clamp(1, wide), height.clamp(1, high));
        if width * high <= height * wide {
            self.scaled((width, (high * width / wide).max(1)))
        } else {
            self.scaled(((wide * height / high).max(1), height))
        }
    }

    /// The picture in a size no larger than its own, each point the mean of those it stands for.
    fn scaled(&self, (width, height): (usize, usize)) -> Self {
        let part =
            |at: usize, of: usize, from: usize| at * from / of..((at + 1) * from).div_ceil(of);
        let points = (0..height).flat_map(|y| {
            let rows = part(y, height, self.height());
            (0..width).map(move |x| self.mean(rows.clone(), part(x, width, self.width)))
        });
        Self { width, points: points.collect() }
    }

    /// The mean of some of the points. What covers nothing lends no colour.
    fn mean(&self, rows: std::ops::Range<usize>, columns: std::ops::Range<usize>) -> Point {
        let (mut colour, mut covered, mut count) = ([0; 3], 0, 0);
        for row in rows {
            let start = row * self.width;
            for point in &self.points[start + columns.start..start + columns.end] {
                let [red, green, blue, covers] = point.map(u64::from);
                for (sum, value) in colour.iter_mut().zip([red, green, blue]) {
                    *sum += value * covers;
                }
                covered += covers;
                count += 1;
            }
        }
        let mean = |sum: u64, of: u64| u8::try_from(sum / of.max(1)).unwrap_or(u8::MAX);
        let [red, green, blue] = colour.map(|sum| mean(sum, covered));
        [red, green, blue, mean(covered, count)]
    }
}

fn png(bytes: &[u8]) -> Option<Raster> {
    let limits = png::Limits { bytes: MOST_BYTES };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let mut samples = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut samples).ok()?;
    samples.truncate(frame.buffer_size());
    Raster::of(&samples, frame.color_type.samples(), usize::try_from(frame.width).ok()?)
}

fn jpeg(bytes: &[u8]) -> Option<Raster> {
    let options = DecoderOptions::new_safe().jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let samples = decoder.decode().ok()?;
    let (width, _) = decoder.dimensions()?;
    Raster::of(&samples, 3, width)
}

#[cfg(test)]
impl Raster {
    /// A picture of these rows of points.
    pub(super) fn of_rows(rows: &[&[Point]]) -> Self {
        let width = rows.first().map_or(0, |row| row.len());
        Self { width, points: rows.concat() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raster(rows: &[&[Point]]) -> Raster {
        Raster::of_rows(rows)
    }

    const RED: Point = [255, 0, 0, 255];
    const BLUE: Point = [0, 0, 255, 255];
    const NOTHING: Point = [9, 9, 9, 0];

    #[test]
    fn a_picture_becomes_smaller_in_its_shape_and_never_larger() {
        let picture = raster(&[&[RED, RED, BLUE, BLUE], &[RED, RED, BLUE, BLUE]]);
        assert_eq!(picture.within((9, 9)), picture);
        assert_eq!(picture.within((2, 9)), raster(&[&[RED, BLUE]]));
        assert_eq!(picture.within((9, 1)), raster(&[&[RED, BLUE]]));
        assert_eq!(picture.within((1, 1)), raster(&[&[[127, 0, 127, 255]]]));
        assert_eq!(picture.within((0, 0)), picture.within((1, 1)));
    }

    #[test]
    fn what_is_not_covered_lends_no_colour() {
        let picture = raster(&[&[RED, NOTHING]]);
        assert_eq!(picture.within((1, 1)), raster(&[&[[255, 0, 0, 127]]]));
        assert_eq!(raster(&[&[NOTHING]]).within((1, 1)), raster(&[&[[0, 0, 0, 0]]]));
    }

    #[test]
    fn what_is_broken_off_is_no_picture() {
        assert_eq!(Raster::decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ImageType::Png), None);
        assert_eq!(Raster::decode(b"\xff\xd8\xff\xe0\0\x10JFIF", ImageType::Jpeg), None);
        assert_eq!(Raster::decode(b"GIF89a", ImageType::Gif), None);
        assert_eq!(Raster::of(&[1, 2, 3], 1, 2), None);
        assert_eq!(Raster::of(&[], 1, 2), None);
    }

    const GREY: u8 = 160;

    /// About the smallest JPEG there is: a block of eight by eight points, all of this grey.
    fn jpeg_of_a_block() -> Vec<u8> {
        let quantisation = [&b"\xff\xdb\0\x43\0"[..], &[1; 64]].concat();
        let frame = b"\xff\xc0\0\x0b\x08\0\x08\0\x08\x01\x01\x11\0";
        // One code in either table: that the block's mean has nine bits, that nothing follows.
        let table = |kind: u8, symbol: u8| {
            [&[0xff, 0xc4, 0, 20, kind, 1][..], &[0; 15], &[symbol]].concat()
        };
        // The code 0, the nine bits of (160 - 128) * 8, the code 0, and ones to fill the byte.
        let scan = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\x40\x1f";
        let (mean, rest) = (table(0x00, 9), table(0x10, 0));
        let parts = [b"\xff\xd8", &quantisation[..], frame, &mean, &rest, scan, b"\xff\xd9"];
        parts.concat()
    }

    #[test]
    fn a_jpeg_is_read() {
        let row = [[GREY, GREY, GREY, 255]; 8];
        let read = Raster::decode(&jpeg_of_a_block(), ImageType::Jpeg);
        assert_eq!(read, Some(raster(&[&row[..]; 8])));
    }

    #[test]
    fn a_png_of_any_kind_of_colour_is_read() {
        use png::{BitDepth, ColorType};
        for (color, samples, point) in [
            (ColorType::Grayscale, &[7][..], [7, 7, 7, 255]),
            (ColorType::GrayscaleAlpha, &[7, 8], [7, 7, 7, 8]),
            (ColorType::Rgb, &[1, 2, 3], [1, 2, 3, 255]),
            (ColorType::Rgba, &[1, 2, 3, 4], [1, 2, 3, 4]),
            (ColorType::Indexed, &[1], [4, 5, 6, 255]),
        ] {
            let mut file = Vec::new();
            let mut encoder = png::Encoder::new(&mut file, 1, 1);
            encoder.set_color(color);
            encoder.set_depth(BitDepth::Eight);
            encoder.set_palette(vec![1, 2, 3, 4, 5, 6]);
            encoder.write_header().unwrap().write_image_data(samples).unwrap();
            assert_eq!(
                Raster::decode(&file, ImageType::Png),
                Some(raster(&[&[point]])),
                "{color:?}"
            );
        }
    }
}

//! Protocol Buffers as far as Anki's packages use them: numbered fields of a message, read where
//! they stand.

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// A whole number; also a truth value or an enumeration.
    Number(u64),
    /// Text, bytes, or a message within.
    Bytes(&'a [u8]),
    /// Four or eight bytes of fixed width, whose meaning nobody here asks for.
    Fixed,
}

impl<'a> Value<'a> {
    /// The number, 0 if it is none.
    pub(super) const fn number(self) -> i64 {
        match self {
            Self::Number(number) => number.cast_signed(),
            Self::Bytes(_) | Self::Fixed => 0,
        }
    }

    /// The bytes, empty if there are none.
    pub(super) const fn bytes(self) -> &'a [u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Number(_) | Self::Fixed => &[],
        }
    }

    /// The bytes as text.
    pub(super) fn text(self) -> String {
        String::from_utf8_lossy(self.bytes()).into_owned()
    }
}

/// The bytes are no message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a message of Protocol Buffers breaks off")]
pub(super) struct Broken;

/// The fields of a message in their order, each with its number.
#[derive(Debug, Clone)]
pub(super) struct Message<'a> {
    rest: &'a [u8],
}

impl<'a> Message<'a> {
    /// The message in these bytes.
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The last value of a field, as the format wants it where a field comes twice.
    pub(super) fn last(self, number: u64) -> Result<Option<Value<'a>>, Broken> {
        let mut found = None;
        for field in self {
            let (field, value) = field?;
            if field == number {
                found = Some(value);
            }
        }
        Ok(found)
    }

    fn varint(&mut self) -> Result<u64, Broken> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (first, rest) = self.rest.split_first().ok_or(Broken)?;
            self.rest = rest;
            number |= u64::from(first & 0x7f) << shift;
            if first & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Broken)
    }

    fn take(&mut self, length: u64) -> Result<&'a [u8], Broken> {
        let length = usize::try_from(length).map_err(|_| Broken)?;
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(Broken)?;
        self.rest = rest;
        Ok(taken)
    }

    fn field(&mut self) -> Result<(u64, Value<'a>), Broken> {
        let key = self.varint()?;
        let value = match key & 7 {
            0 => Value::Number(self.varint()?),
            1 => self.take(8).map(|_| Value::Fixed)?,
            2 => {
                let length = self.varint()?;
                Value::Bytes(self.take(length)?)
            }
            5 => self.take(4).map(|_| Value::Fixed)?,
            _ => return Err(Broken),
        };
        Ok((key >> 3, value))
    }
}

impl<'a> Iterator for Message<'a> {
    type Item = Result<(u64, Value<'a>), Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let field = self.field();
        if field.is_err() {
            self.rest = &[];
        }
        Some(field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fields_come_in_their_order() {
        let bytes = [0x08, 0x96, 0x01, 0x12, 0x02, b'h', b'i', 0x1d, 0, 0, 0, 0];
        let fields: Result<Vec<_>, _> = Message::new(&bytes).collect();
        let expected = vec![(1, Value::Number(150)), (2, Value::Bytes(b"hi")), (3, Value::Fixed)];
        assert_eq!(fields, Ok(expected));
    }

    #[test]
    fn a_negative_number_takes_ten_bytes() {
        let bytes = [0x48, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
        let value = Message::new(&bytes).last(9).unwrap().unwrap();
        assert_eq!(value.number(), -1);
    }

    #[test]
    fn a_length_beyond_the_end_is_an_error() {
        assert_eq!(Message::new(&[0x12, 0x7f, b'x']).last(2), Err(Broken));
        assert_eq!(Message::new(&[0x08]).last(1), Err(Broken));
    }

    proptest! {
        #[test]
        fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            prop_assert!(Message::new(&bytes).count() <= bytes.len());
        }
    }
}

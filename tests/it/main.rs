//! Tests of the whole program, in one binary.
#![expect(missing_docs, reason = "tests name what they hold")]

mod tidy;

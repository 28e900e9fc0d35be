//! Layer 3: scheduling, the review log, the queue and the session. Pure.

pub mod balance;
pub mod difference;
pub mod exam;
pub mod forecast;
pub mod holds;
pub mod pace;
pub mod queue;
pub mod recital;
pub mod review;
pub mod schedule;
pub mod session;
pub mod siblings;
pub mod stats;
pub mod typed;

//! Maps and sets whose order nobody sees, with a hash that costs little: a note has thousands of
//! short keys.

use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};

/// A map.
pub type Map<K, V> = HashMap<K, V, RandomState>;

/// A set.
pub type Set<K> = HashSet<K, RandomState>;

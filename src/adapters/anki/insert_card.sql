INSERT INTO cards (
    id, nid, did, mod, type, queue, due, ivl, factor, reps, lapses, data,
    ord, usn, left, odue, odid, flags
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0, -1, 0, 0, 0, 0);

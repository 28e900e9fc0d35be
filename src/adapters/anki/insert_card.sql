INSERT INTO cards (
    id, nid, did, mod, type, queue, due, ivl, factor, reps, lapses, data,
    ord, left, flags, usn, odue, odid
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, -1, 0, 0);

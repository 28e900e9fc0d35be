INSERT OR IGNORE INTO revlog (id, cid, ease, ivl, lastIvl, factor, time, type, usn)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, -1);

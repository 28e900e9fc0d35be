SELECT
    id, nid, did, ord, mod, type, queue, due, ivl, factor, reps, lapses, left, odue, odid,
    flags, data
FROM cards;

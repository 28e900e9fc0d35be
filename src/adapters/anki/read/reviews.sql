-- Sorted by the key, so that the table is read in its own order.
SELECT id, cid, ease, ivl, lastIvl, factor, time, type
FROM revlog
ORDER BY id;

-- The instants of answers, from one on.
SELECT at_ms FROM reviews WHERE at_ms >= ?1 ORDER BY at_ms;

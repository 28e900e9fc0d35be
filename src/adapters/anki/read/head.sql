SELECT crt, ver, conf, models, decks
FROM col
LIMIT 1;

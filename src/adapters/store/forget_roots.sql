DELETE FROM roots WHERE path = ?1 OR substr(path, 1, length(?1) + 1) = ?1 || '/'

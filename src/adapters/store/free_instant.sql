-- An instant from one on: the same where no answer has it, else one behind the last that has one
-- within a second of it, however many they are.
SELECT
    CASE
        WHEN NOT EXISTS (SELECT 1 FROM reviews WHERE at_ms = :at) THEN :at
        ELSE (SELECT max(at_ms) + 1 FROM reviews WHERE at_ms BETWEEN :at AND :at + 1000)
    END AS at_ms;

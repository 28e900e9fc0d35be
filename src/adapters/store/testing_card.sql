INSERT INTO cards (
    id, source_id, fact_id, deck_id, ordinal, status, tier, rule, kind, variant,
    confidence_hundredths, question, answer, context, lines, question_key, created_at_ms,
    text_changed_at_ms
)
VALUES (
    ?1, ?3, ?2, ?3, ?1, 'new', 'core', 'R25', 'def_fwd', 0, 90, 'What is card ' || ?1 || '?',
    'The card ' || ?1 || '.', 'Notes › Cards', ?1, ?1, 0, 0
);

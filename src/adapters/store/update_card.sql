UPDATE cards
SET
    fact_id = :fact,
    deck_id = :deck,
    ordinal = :ordinal,
    tier = :tier,
    confidence_hundredths = :confidence,
    question = :question,
    answer = :answer,
    context = :context,
    lines = :lines,
    question_key = :key,
    text_changed_at_ms = CASE WHEN :changed THEN :at ELSE text_changed_at_ms END
WHERE id = :id

UPDATE cards
SET
    source_id = :source,
    fact_id = :fact,
    deck_id = :deck,
    ordinal = :ordinal,
    rule = :rule,
    kind = :kind,
    tier = :tier,
    confidence_hundredths = :confidence,
    question = :question,
    answer = :answer,
    context = :context,
    lines = :lines,
    question_key = :key,
    own_outdated = own_outdated OR :outdates,
    text_changed_at_ms = CASE WHEN :changed THEN :at ELSE text_changed_at_ms END
WHERE id = :id

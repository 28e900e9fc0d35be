-- FAIL: whoever adds cards gives up the whole transaction where one is refused, so that nothing need
-- be kept to take back the statement alone.
INSERT OR FAIL INTO cards (
    id, source_id, fact_id, deck_id, ordinal, status, tier, rule, kind, variant,
    confidence_hundredths, question, answer, context, lines, question_key,
    created_at_ms, text_changed_at_ms
) VALUES (
    :id, :source, :fact, :deck, :ordinal, :status, :tier, :rule, :kind, :variant,
    :confidence, :question, :answer, :context, :lines, :key,
    :at, :at
)

-- Schema 9: only an answer shows a learner what a card said before.

DROP TRIGGER what_a_card_said_is_shown_once;

-- A line of the kind `manual` sets a schedule, as other rules do: nobody saw the card.
CREATE TRIGGER what_a_card_said_is_shown_once AFTER INSERT ON reviews
WHEN NEW.kind <> 'manual'
BEGIN
    UPDATE cards SET was_question = NULL, was_answer = NULL
    WHERE id = NEW.card_id AND was_question IS NOT NULL;
END;

//! Writing the cards of one source: those that stay, and those that are new.

use super::births::{self, Birth, Place};
use super::row::{Row, stored_row};
use super::{Fate, Import, Source, Tally, Told, Written};
use super::{deck_row, question_key, set_status, source_row};
use crate::adapters::store::{Status, tags};
use crate::cards::identity::{Matching, Stored, changes_meaning};
use crate::cards::{CRUMB, Draft, Tier};
use crate::notes::words;
use crate::values::ids::CardId;
use crate::values::maps::Map;
use rusqlite::{CachedStatement, named_params};
use std::collections::HashMap;

/// Writes the cards of one source.
pub(super) struct Writer<'w, 'a> {
    import: &'w mut Import<'a>,
    source: i64,
    deck: i64,
    title: &'w str,
    tally: Tally,
    told: Vec<Told>,
    /// New cards, which are inserted together at the end.
    births: Vec<Birth<'w>>,
    /// Rows of the entries and facts of this source, by their keys, with their first lines.
    entries: Map<String, (i64, u32)>,
    facts: Map<(i64, String), (i64, u32)>,
    /// The tags that cards of this source had.
    tags: HashMap<CardId, Vec<String>>,
}

impl<'w, 'a> Writer<'w, 'a> {
    pub(super) fn write(
        import: &'w mut Import<'a>,
        source: &'w Source,
        old: &[Stored],
        new: &'w [Draft],
        matching: &Matching,
    ) -> rusqlite::Result<Written> {
        let deck = deck_row(&import.change, &source.deck)?;
        let id = source_row(&import.change, source, deck, import.at)?;
        let mut writer = Writer {
            import,
            source: id,
            deck,
            title: &source.title,
            tally: Tally::default(),
            told: Vec::new(),
            births: Vec::new(),
            entries: Map::default(),
            facts: Map::default(),
            tags: HashMap::new(),
        };
        if !old.is_empty() {
            writer.tags = tags::of_source(&writer.import.change, id)?;
            writer.known_facts()?;
        }
        writer.prepared("DELETE FROM doubles WHERE source_id = ?1")?.execute([id])?;
        let mut cards = Vec::with_capacity(new.len());
        for (ordinal, (draft, old_at)) in (0_i64..).zip(new.iter().zip(&matching.old_of_new)) {
            cards.push(match old_at.map(|at| &old[at]) {
                Some(old) => {
                    writer.keep(old, draft, ordinal)?;
                    Some(old.id)
                }
                None => writer.add(draft, ordinal)?,
            });
        }
        let place = Place { source: id, deck, at: writer.import.at };
        births::insert(&writer.import.change, &writer.births, place)?;
        Ok(Written { source: id, tally: writer.tally, told: writer.told, cards })
    }

    /// Reads the entries and facts that are there: what stays as it was is not written again.
    fn known_facts(&mut self) -> rusqlite::Result<()> {
        let (mut entries, mut facts) = (Map::default(), Map::default());
        let mut statement = self.prepared(include_str!("../known_facts.sql"))?;
        let mut rows = statement.query([self.source])?;
        while let Some(row) = rows.next()? {
            let entry: i64 = row.get("entry")?;
            entries.insert(row.get("key")?, (entry, row.get("entry_line")?));
            facts.insert((entry, row.get("text")?), (row.get("fact")?, row.get("fact_line")?));
        }
        drop(rows);
        drop(statement);
        (self.entries, self.facts) = (entries, facts);
        Ok(())
    }

    fn prepared(&self, sql: &str) -> rusqlite::Result<CachedStatement<'_>> {
        self.import.change.prepare_cached(sql)
    }

    fn fact_row(&mut self, draft: &Draft) -> rusqlite::Result<i64> {
        let key = words::norm(&draft.entity);
        let line = draft.lines.first();
        let entry = match self.entries.get(&key) {
            Some((entry, _)) => *entry,
            None => self.prepared(include_str!("../put_entry.sql"))?.insert((
                self.source,
                &key,
                &draft.entity,
                draft.entity_kind,
                line,
            ))?,
        };
        self.entries.entry(key).or_insert((entry, line));
        let place = (entry, draft.fact.clone());
        let fact = match self.facts.get(&place) {
            Some((fact, known)) => {
                if *known != line {
                    self.prepared("UPDATE facts SET first_line = ?2 WHERE id = ?1")?
                        .execute((fact, line))?;
                }
                *fact
            }
            None => self
                .prepared("INSERT INTO facts (entry_id, text, first_line) VALUES (?1, ?2, ?3)")?
                .insert((entry, &draft.fact, line))?,
        };
        self.facts.insert(place, (fact, line));
        Ok(fact)
    }

    /// The question with its key, told apart from the same one in another source; `None` where that
    /// source gives the same answer too, and the card would be a second copy.
    fn question(&mut self, draft: &Draft) -> rusqlite::Result<Option<(String, i64)>> {
        let untitled = std::iter::once_with(|| draft.question.clone());
        let titled = std::iter::once_with(|| format!("{} ({})", draft.question, self.title));
        for question in untitled.chain(titled) {
            let key = question_key(&question);
            if self.import.asked.as_mut().is_some_and(|asked| asked.insert(key)) {
                return Ok(Some((question, key)));
            }
            match self.asked_elsewhere(&question, key, &draft.answer)? {
                None => return Ok(Some((question, key))),
                Some(answer) if words::norm(&answer) == words::norm(&draft.answer) => {
                    return Ok(None);
                }
                Some(_) => {}
            }
        }
        Ok(None)
    }

    /// The answer that another source gives to this question. Of the cards that were dropped
    /// there only the same one counts: it must not come back by moving.
    fn asked_elsewhere(
        &self,
        question: &str,
        key: i64,
        answer: &str,
    ) -> rusqlite::Result<Option<String>> {
        let mut statement = self.prepared(include_str!("../asked_elsewhere.sql"))?;
        let mut rows = statement.query((key, self.source))?;
        while let Some(row) = rows.next()? {
            let [other, gives]: [String; 2] = [row.get("question")?, row.get("answer")?];
            let is_same = |one: &str, other: &str| words::norm(one) == words::norm(other);
            let counts = !row.get::<_, bool>("dropped")? || is_same(&gives, answer);
            if counts && is_same(&other, question) {
                return Ok(Some(gives));
            }
        }
        Ok(None)
    }

    /// Makes a new card, and gives its id; `None` where another source asks it already, or the
    /// learner does not want it.
    fn add(&mut self, draft: &'w Draft, ordinal: i64) -> rusqlite::Result<Option<CardId>> {
        let is_quiet = self.is_quiet(draft);
        if is_quiet {
            self.tally.quieted += 1;
            self.import.quieted.insert(draft.rule);
            if draft.tier == Tier::Extra {
                return Ok(None);
            }
        }
        let Some((question, key)) = self.question(draft)? else {
            self.tally.duplicate += 1;
            self.prepared("INSERT OR IGNORE INTO doubles VALUES (?1, ?2)")?
                .execute((question_key(&draft.question), self.source))?;
            return Ok(None);
        };
        let fact = self.fact_row(draft)?;
        let status = match draft.tier {
            Tier::Core if !is_quiet => Status::New,
            _ => Status::Pending,
        };
        let id = self.import.next_id;
        self.import.next_id += 1;
        self.take_over_schedule(CardId::from_raw(id), draft);
        let fate = if status == Status::New {
            self.tally.new += 1;
            Fate::New
        } else {
            self.tally.offered += 1;
            Fate::Offered
        };
        if !self.import.is_brief {
            self.told.push(Told {
                fate,
                id: CardId::from_raw(id),
                now: [question.clone(), draft.answer.clone()],
                before: None,
                line: draft.lines.first(),
                reviewed: false,
            });
        }
        self.births.push(Birth { id, fact, ordinal, status, question, key, draft });
        Ok(Some(CardId::from_raw(id)))
    }

    /// Remembers the schedule that stood beside a card which has none.
    fn take_over_schedule(&mut self, card: CardId, draft: &Draft) {
        if let Some(brought) = draft.brought {
            self.import.brought.push((card, brought));
            self.tally.scheduled += 1;
        }
    }

    /// Whether the learner keeps dropping what the card's rule makes.
    fn is_quiet(&self, draft: &Draft) -> bool {
        self.import.quiet.contains_key(draft.rule)
    }

    fn keep(&mut self, old: &Stored, draft: &Draft, ordinal: i64) -> rusqlite::Result<()> {
        let fact = self.fact_row(draft)?;
        let row = stored_row(&self.import.change, old.id)?;
        let question = self.question_of_kept(&row, old, draft)?;
        let rewords = row.would_change([&question, &draft.answer]);
        let outdates = row.outdates_own([&question, &draft.answer]);
        let status = row.status(draft.tier == Tier::Core && !self.is_quiet(draft));
        self.prepared(include_str!("../update_card.sql"))?.execute(named_params! {
            ":id": old.id.raw(), ":source": self.source, ":fact": fact, ":deck": self.deck,
            ":ordinal": ordinal, ":rule": draft.rule, ":kind": draft.kind,
            ":tier": draft.tier.name(), ":confidence": draft.confidence, ":question": question,
            ":answer": draft.answer, ":context": draft.context.join(CRUMB),
            ":lines": draft.lines.to_string(), ":key": question_key(&question),
            ":at": self.import.at.ms(), ":changed": rewords,
            ":outdates": outdates,
        })?;
        if status != row.status {
            set_status(&self.import.change, old.id, status)?;
        }
        if !row.reviewed && row.status != Status::Dropped {
            self.take_over_schedule(old.id, draft);
        }
        if self.retag(old.id, &draft.tags)? {
            self.tally.retagged += 1;
        }
        let says_else = rewords && row.reviewed && changes_meaning(old, draft);
        if says_else {
            self.ask_today(old.id, &row)?;
        }
        let moved = row.source != self.source || old.entity != words::norm(&draft.entity);
        let fate = match row.status {
            Status::Retired => Some(Fate::Revived),
            Status::Pending if status == Status::New => Some(Fate::New),
            _ if says_else => Some(Fate::Changed),
            _ if rewords => Some(Fate::Reworded),
            _ if outdates => Some(Fate::Outdated),
            _ if moved => Some(Fate::Moved),
            _ => None,
        };
        self.count(fate);
        let Some(fate) = fate else { return Ok(()) };
        let (now, line) = ([question, draft.answer.clone()], draft.lines.first());
        let before = (rewords || outdates).then_some(row.notes);
        self.told.push(Told { fate, id: old.id, now, before, line, reviewed: row.reviewed });
        Ok(())
    }

    /// The question of a card that stays. One that had to be told apart from another source's
    /// stays as it was put; and where a card's own line is as it was, no release and no other
    /// line rewords it.
    fn question_of_kept(
        &mut self,
        row: &Row,
        old: &Stored,
        draft: &Draft,
    ) -> rusqlite::Result<String> {
        let told_apart = row.notes[0] == format!("{} ({})", draft.question, self.title);
        let same_line = old.fact == draft.fact
            && old.answer == draft.answer
            && old.entity == words::norm(&draft.entity);
        if told_apart || (same_line && row.status != Status::Retired) {
            return Ok(row.notes[0].clone());
        }
        let told_apart = self.question(draft)?.map(|(question, _)| question);
        Ok(told_apart.unwrap_or_else(|| draft.question.clone()))
    }

    fn count(&mut self, fate: Option<Fate>) {
        match fate {
            None => self.tally.kept += 1,
            Some(Fate::New) => self.tally.new += 1,
            Some(Fate::Offered) => self.tally.offered += 1,
            Some(Fate::Reworded) => self.tally.reworded += 1,
            Some(Fate::Changed) => {
                self.tally.reworded += 1;
                self.tally.changed += 1;
            }
            Some(Fate::Outdated) => self.tally.outdated += 1,
            Some(Fate::Moved) => self.tally.moved += 1,
            Some(Fate::Retired) => self.tally.retired += 1,
            Some(Fate::Revived) => self.tally.revived += 1,
        }
    }

    /// Asks a card today that says another thing, with what it said before beside it. What it
    /// said when the learner last saw it counts.
    fn ask_today(&self, id: CardId, row: &Row) -> rusqlite::Result<()> {
        let [question, answer] = &row.notes;
        self.prepared(include_str!("../note_former_words.sql"))?.execute((
            id.raw(),
            question,
            answer,
            self.import.day.number(),
        ))?;
        Ok(())
    }

    /// Gives a card the tags that the notes now give it; says whether that changed any.
    fn retag(&self, id: CardId, notes: &[String]) -> rusqlite::Result<bool> {
        let new = &tags::with_own(&self.import.change, id.raw(), notes)?;
        let had = self.tags.get(&id).map_or(&[][..], Vec::as_slice);
        // One tag is one row however its letters are written, and the first spelling stays.
        let has = |tag: &String| had.iter().any(|other| other.eq_ignore_ascii_case(tag));
        let same = had.len() == new.len() && new.iter().all(has);
        if same {
            return Ok(false);
        }
        tags::clear(&self.import.change, id.raw())?;
        tags::put(&self.import.change, id.raw(), new)?;
        Ok(true)
    }
}

//! Cards from an archive: those of another collection, or of an earlier day of this one.

use super::{ForeignNote, ForeignNotetype, Intake, MediaFile, Standing};
use crate::adapters::store::archive::{
    Archive, ArchivedCard, ArchivedMedia, ArchivedNote, ArchivedReview, ArchivedSource, KnownToAnki,
};
use crate::adapters::store::export::NoteKind;
use crate::adapters::store::import::question_key;
use crate::adapters::store::recording::Recording;
use crate::adapters::store::{Status, StoreError, failed, media, rows, tags};
use crate::learning::review::{Review, ReviewKind, Scheduled, recorded_after};
use crate::values::grade::Grade;
use crate::values::ids::CardId;
use crate::values::lines::Lines;
use crate::values::time::{StudyDay, Timestamp};
use rusqlite::{OptionalExtension as _, named_params};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// What came of it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct TakenArchive {
    /// Cards added.
    pub new: u32,
    /// Cards that were here.
    pub kept: u32,
    /// Lines added to the log.
    pub reviews: u64,
    /// Pictures and sounds that the added cards name.
    pub media: u32,
}

impl TakenArchive {
    /// Whether the collection is another than before.
    pub const fn is_change(self) -> bool {
        self.new > 0 || self.reviews > 0
    }
}

/// A card that is here.
#[derive(Debug, Clone, Copy)]
struct Here {
    id: CardId,
    status: Status,
    /// The import that made it was taken back.
    is_withdrawn: bool,
    schedule: Option<Scheduled>,
}

/// What the cards of an archive have in common.
#[derive(Debug, Default)]
struct Shared {
    /// Reviews that are here, by card and instant.
    known: HashSet<(CardId, i64)>,
    sources: HashMap<String, i64>,
    /// By source and the entry's name.
    entries: HashMap<(i64, String), i64>,
    /// By the number that the archive gives it.
    facts: HashMap<i64, i64>,
}

impl Intake<'_> {
    /// Takes cards in with their log, and their pictures and sounds into a folder, if there is
    /// one. A card that is here keeps its words, and gets what its log lacks.
    pub fn archive(
        &mut self,
        archive: &Archive,
        folder: Option<&Path>,
    ) -> Result<TakenArchive, StoreError> {
        // Their ids are their own, and follow nothing.
        Recording::cards_are_born_alone(&self.change).map_err(failed("write the cards"))?;
        let mut shared = Shared { known: self.all_reviews()?, ..Shared::default() };
        let mut taken = TakenArchive::default();
        for notetype in &archive.notetypes {
            self.notetype(&ForeignNotetype {
                id: notetype.id,
                name: &notetype.name,
                modified_s: notetype.modified_s,
                definition: &notetype.definition.to_string(),
            })?;
        }
        for card in &archive.cards {
            let here = if let Some(here) = self.archived_here(card)? {
                taken.kept += u32::from(!here.is_withdrawn);
                taken.new += u32::from(here.is_withdrawn);
                shared.facts.insert(card.source.fact, self.fact_of(here.id)?);
                if here.is_withdrawn {
                    self.archived_source(card, &mut shared)?;
                    self.archived_hand(card, here.id)?;
                }
                here
            } else {
                taken.new += 1;
                self.archived_card(card, &mut shared)?
            };
            taken.reviews += self.archived_log(card, here, &shared.known)?;
            // The next one may be the same card.
            self.write_waiting()?;
        }
        for media in &archive.media {
            let is_named = self.archived_media(media, &shared.sources, folder)?;
            taken.media += u32::from(is_named);
        }
        Ok(taken)
    }

    /// Keeps a picture or sound under the names that cards of these sources have for it; says
    /// whether there are any.
    fn archived_media(
        &self,
        archived: &ArchivedMedia,
        sources: &HashMap<String, i64>,
        folder: Option<&Path>,
    ) -> Result<bool, StoreError> {
        let named = archived.names.iter().filter_map(|named| {
            let source = sources.get(&named.source)?;
            Some((*source, named.name.as_str()))
        });
        let mut is_named = false;
        let hash = *blake3::hash(&archived.bytes).as_bytes();
        let size_bytes = u64::try_from(archived.bytes.len()).unwrap_or(u64::MAX);
        for (source, name) in named {
            is_named = true;
            let Some(folder) = folder else { continue };
            media::keep(folder, &archived.bytes, &hash, name)
                .map_err(|error| StoreError::Media { path: folder.to_owned(), source: error })?;
            self.add_media(&MediaFile { source, name, hash, size_bytes })?;
        }
        Ok(is_named)
    }

    /// The instants of everything that counts in the log, here and where it came from.
    fn all_reviews(&self) -> Result<HashSet<(CardId, i64)>, StoreError> {
        let read = || {
            self.prepared(counting!("../known_instants.sql"))?
                .query_map((), |row| Ok((rows::card_id(row, "card_id")?, row.get("at_ms")?)))?
                .collect::<rusqlite::Result<HashSet<_>>>()
        };
        read().map_err(failed("read the review log"))
    }

    /// The card of this id; or one that the same notes made, asks the same, and has no history.
    fn archived_here(&self, card: &ArchivedCard) -> Result<Option<Here>, StoreError> {
        let read = || {
            self.prepared(include_str!("../archived_here.sql"))?
                .query_row(
                    named_params! {
                        ":id": card.id.raw(), ":path": card.source.path,
                        ":key": question_key(&card.question), ":question": card.question,
                        ":guid": card.anki.as_ref().map(|known| &known.guid),
                        ":anki_ordinal": card.anki.as_ref().map(|known| known.ordinal),
                    },
                    |row| {
                        Ok(Here {
                            id: rows::card_id(row, "id")?,
                            status: rows::status(row, "status")?,
                            is_withdrawn: row.get("withdrawn")?,
                            schedule: rows::schedule(row)?,
                        })
                    },
                )
                .optional()
        };
        read().map_err(failed("read the cards"))
    }

    fn archived_card(
        &mut self,
        card: &ArchivedCard,
        shared: &mut Shared,
    ) -> Result<Here, StoreError> {
        let source = self.archived_source(card, shared)?;
        let fact = match shared.facts.get(&card.source.fact) {
            Some(fact) => *fact,
            None => self.archived_fact(card, source, shared)?,
        };
        let deck = self.deck(&card.deck)?;
        let lines = Lines::new(card.source.lines.iter().copied());
        self.write_waiting()?;
        let put = || -> rusqlite::Result<()> {
            self.prepared(include_str!("../put_card.sql"))?.execute(named_params! {
                ":id": card.id.raw(), ":source": source, ":fact": fact, ":deck": deck,
                ":ordinal": card.source.position, ":status": card.status.as_str(),
                ":tier": card.origin.tier, ":rule": card.origin.rule, ":kind": card.origin.kind,
                ":variant": card.origin.variant, ":confidence": card.origin.confidence,
                ":question": card.question, ":answer": card.answer, ":context": card.context,
                ":lines": lines.to_string(), ":key": question_key(&card.question),
                ":at": card.created_at.ms(),
            })?;
            Ok(())
        };
        put().map_err(failed("write the cards"))?;
        self.archived_hand(card, card.id)?;
        if let Some(known) = &card.anki {
            self.archived_identity(card.id, known)?;
        }
        Ok(Here { id: card.id, status: card.status, is_withdrawn: false, schedule: None })
    }

    /// What the learner's hand did to a card.
    fn archived_hand(&self, card: &ArchivedCard, id: CardId) -> Result<(), StoreError> {
        let put = || -> rusqlite::Result<()> {
            self.prepared(include_str!("../put_archived.sql"))?.execute(named_params! {
                ":id": id.raw(), ":question": card.own_question, ":answer": card.own_answer,
                ":mark": card.mark, ":buried": card.buried_until.map(StudyDay::number),
            })?;
            let mut statement = self.prepared(include_str!("../put_own_tag.sql"))?;
            for own in &card.own_tags {
                statement.execute((id.raw(), &own.tag, own.is_on))?;
            }
            tags::clear(&self.change, id.raw())?;
            tags::put(&self.change, id.raw(), &card.tags)
        };
        put().map_err(failed("write the cards"))
    }

    /// What Anki knows a card by, and how it stood there.
    fn archived_identity(&mut self, id: CardId, known: &KnownToAnki) -> Result<(), StoreError> {
        let note = match &known.note {
            Some(note) => Some(self.archived_note(known, note)?),
            None => None,
        };
        if let (Some(kind), Some(modified_s)) = (known.notetype, known.modified_s) {
            self.own_identity(id, known, kind, modified_s)?;
        }
        let Some(there) = &known.there else { return Ok(()) };
        let standing = Standing {
            note,
            ordinal: there.ordinal,
            anki_card_id: there.card_id,
            modified_s: there.modified_s,
            flag: there.flag & 7,
            kind: there.kind,
            queue: there.queue,
            due: there.due,
            interval: there.interval,
            factor: there.factor,
            reps: there.reps,
            lapses: there.lapses,
            left: there.left,
            data: &there.data,
        };
        self.new_standing(id, &standing);
        Ok(())
    }

    /// The row of a note that was made in Anki: the one that is here counts.
    fn archived_note(
        &mut self,
        known: &KnownToAnki,
        note: &ArchivedNote,
    ) -> Result<i64, StoreError> {
        let read = || {
            self.prepared("SELECT id FROM foreign_notes WHERE guid = ?1")?
                .query_row([&known.guid], |row| row.get("id"))
                .optional()
        };
        if let Some(row) = read().map_err(failed("keep a note"))? {
            return Ok(row);
        }
        Ok(self.note(&ForeignNote {
            guid: &known.guid,
            note_id: known.note_id,
            notetype: note.notetype,
            modified_s: note.modified_s,
            tags: &note.joined_tags(),
            fields: &note.joined_fields(),
        }))
    }

    /// What Anki knows a card of recall's own by, unless another has it. What was in it then
    /// nobody says: it goes out as changed next.
    fn own_identity(
        &self,
        id: CardId,
        known: &KnownToAnki,
        kind: NoteKind,
        modified_s: i64,
    ) -> Result<(), StoreError> {
        let put = || {
            self.prepared(include_str!("../put_archived_identity.sql"))?.execute(named_params! {
                ":card": id.raw(), ":guid": known.guid, ":notetype": kind.as_str(),
                ":note_id": known.note_id, ":anki_card_id": known.card_id,
                ":modified_s": modified_s,
                ":fields": known.joined_fields(), ":sent": known.sent,
            })
        };
        put().map(drop).map_err(failed("remember what Anki knows the cards by"))
    }

    /// The row of a card's source.
    fn archived_source(
        &mut self,
        card: &ArchivedCard,
        shared: &mut Shared,
    ) -> Result<i64, StoreError> {
        let ArchivedSource { path, title, format, .. } = &card.source;
        let source = match shared.sources.get(path) {
            Some(source) => *source,
            None => self.source(format, path, title, &card.deck)?,
        };
        shared.sources.insert(path.clone(), source);
        Ok(source)
    }

    /// The row of a card's fact, in an entry of its source.
    fn archived_fact(
        &mut self,
        card: &ArchivedCard,
        source: i64,
        shared: &mut Shared,
    ) -> Result<i64, StoreError> {
        let ArchivedSource { entry, fact, fact_text, .. } = &card.source;
        let key = (source, entry.clone());
        let entry = match shared.entries.get(&key) {
            Some(entry) => *entry,
            None => self.archived_entry(source, &card.source)?,
        };
        shared.entries.insert(key, entry);
        let row = self.fact(entry, fact_text);
        shared.facts.insert(*fact, row);
        Ok(row)
    }

    fn archived_entry(&self, source: i64, about: &ArchivedSource) -> Result<i64, StoreError> {
        let put = || {
            self.prepared(include_str!("../put_entry.sql"))?.insert(named_params! {
                ":source": source, ":key": about.entry_key, ":name": about.entry,
                ":kind": about.entry_kind, ":first_line": 0,
            })
        };
        put().map_err(failed("write the cards"))
    }

    /// Adds what the log lacks of a card; gives how many lines that were.
    fn archived_log(
        &mut self,
        card: &ArchivedCard,
        here: Here,
        known: &HashSet<(CardId, i64)>,
    ) -> Result<u64, StoreError> {
        let mut schedule = here.schedule.filter(|_| !here.is_withdrawn);
        let since = schedule.map(|schedule| schedule.last_at);
        let (mut added, mut was_moved) = (0, false);
        for review in &card.reviews {
            if known.contains(&(here.id, review.at.ms())) {
                continue;
            }
            let line = line(review, schedule, since);
            let there = review.at.ms().to_string();
            let (operation, at) =
                self.review_elsewhere(here.id, &line, &review.rules, Some(&there))?;
            if let Some(anki) = &review.anki {
                self.foreign_review(operation, anki);
            }
            self.archived_items(operation, review)?;
            if line.kind.moves_schedule() {
                schedule = Some(recorded_after(schedule, &Review { at, ..line }));
                was_moved = true;
            }
            added += 1;
        }
        let status = match (here.status, schedule) {
            _ if here.is_withdrawn => card.status,
            (Status::New, Some(_)) => Status::Review,
            (status, _) => status,
        };
        if status != here.status || here.is_withdrawn {
            self.status(here.id, status)?;
        }
        if let Some(schedule) = schedule.filter(|_| was_moved) {
            self.schedule(here.id, &schedule)?;
        }
        Ok(added)
    }

    fn archived_items(
        &mut self,
        operation: i64,
        review: &ArchivedReview,
    ) -> Result<(), StoreError> {
        if review.items.is_empty() {
            return Ok(());
        }
        self.write_waiting()?;
        let put = || -> rusqlite::Result<()> {
            let mut statement = self.prepared(include_str!("../log_item.sql"))?;
            for (ordinal, item) in (1_i64..).zip(&review.items) {
                statement.execute(named_params! {
                    ":operation": operation, ":ordinal": ordinal, ":item": item.item,
                    ":known": item.known,
                })?;
            }
            Ok(())
        };
        put().map_err(failed("write the review log"))
    }
}

/// The line of the log for a review. One that is older than what was answered here, `since`, moves
/// nothing: that is not overruled.
fn line(review: &ArchivedReview, schedule: Option<Scheduled>, since: Option<Timestamp>) -> Review {
    let before = schedule.map(|now| (now.state, now.due));
    let line = Review {
        at: review.at,
        day: review.day,
        kind: review.kind,
        grade: Grade::new(review.grade).unwrap_or(Grade::GOOD),
        took_ms: review.ms,
        hinted: review.hinted,
        before,
        after: review.after.state(),
        due_after: review.after.due,
        due_offset: review.due_offset_days,
    };
    match schedule {
        Some(now) if review.kind.moves_schedule() && since >= Some(review.at) => Review {
            kind: ReviewKind::Drill,
            after: now.state,
            due_after: now.due,
            due_offset: 0,
            ..line
        },
        _ => line,
    }
}

//! From the store into a package.

use crate::adapters::anki::ExportError;
use crate::adapters::anki::collection::{About, Collection, NoteRow};
use crate::adapters::anki::decks::Decks;
use crate::adapters::anki::ids::{self, FreeIds};
use crate::adapters::anki::notetype::{self, Fields};
use crate::adapters::anki::package::Target;
use crate::adapters::anki::rows::{self, Place};
use crate::adapters::clock::Clock;
use crate::adapters::store::Store;
use crate::adapters::store::export::{AnkiIdentity, ExportedCard, Snapshot};
use crate::values::ids::CardId;
use crate::values::time::{StudyDay, Timestamp};
use std::collections::HashMap;
use std::path::Path;

/// What to write where.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The package.
    pub path: &'a Path,
    /// Only this deck and those under it.
    pub deck: Option<&'a str>,
    /// Every card as new, and no log.
    pub fresh: bool,
}

/// What a package holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Notes; each has one card.
    pub notes: u64,
    /// Cards never answered.
    pub new: u64,
    /// Cards with a schedule.
    pub scheduled: u64,
    /// Cards of either kind that are suspended.
    pub suspended: u64,
    /// Decks with cards in them.
    pub decks: u64,
    /// Lines of the log.
    pub reviews: u64,
}

/// Writes a package, and remembers what Anki will know its cards by.
///
/// The identities are committed before the package gets its name: a package that somebody can
/// import is never forgotten.
pub fn write(
    store: &mut Store,
    clock: &Clock,
    request: &Request<'_>,
) -> Result<Written, ExportError> {
    let target = Target::new(request.path)?;
    let file = target.scratch()?;
    let mut export = Export::begin(file.path(), clock, request)?;
    let snapshot = store.snapshot()?;
    export.fill(&snapshot, clock, request)?;
    if export.written.notes == 0 {
        return Err(nothing(&snapshot, request.deck)?);
    }
    drop(snapshot);
    let (written, identities) = export.finish(clock)?;
    let packed = target.pack(file.path())?;
    store.save_anki_identities(&identities)?;
    packed.publish()?;
    Ok(written)
}

fn nothing(snapshot: &Snapshot<'_>, deck: Option<&str>) -> Result<ExportError, ExportError> {
    let Some(deck) = deck else {
        return Ok(ExportError::NoCards);
    };
    let decks = snapshot.deck_names()?;
    let under = format!("{deck}::").to_ascii_lowercase();
    let known = decks.iter().any(|name| {
        name.eq_ignore_ascii_case(deck) || name.to_ascii_lowercase().starts_with(&under)
    });
    let deck = deck.to_owned();
    Ok(if known {
        ExportError::NoCards
    } else {
        ExportError::UnknownDeck { deck, decks }
    })
}

/// A package being filled.
#[derive(Debug)]
struct Export {
    collection: Collection,
    first_day: StudyDay,
    now: Timestamp,
    fresh: bool,
    decks: Decks,
    free_ids: Option<FreeIds>,
    /// Identities that are new or changed.
    identities: Vec<(CardId, AnkiIdentity)>,
    /// Anki's id of every card with a schedule.
    scheduled: HashMap<CardId, i64>,
    written: Written,
}

impl Export {
    fn begin(path: &Path, clock: &Clock, request: &Request<'_>) -> Result<Self, ExportError> {
        Ok(Self {
            collection: Collection::create(path)?,
            first_day: clock.today(),
            now: clock.now(),
            fresh: request.fresh,
            decks: Decks::default(),
            free_ids: None,
            identities: Vec::new(),
            scheduled: HashMap::new(),
            written: Written::default(),
        })
    }

    fn fill(
        &mut self,
        snapshot: &Snapshot<'_>,
        clock: &Clock,
        request: &Request<'_>,
    ) -> Result<(), ExportError> {
        if !self.fresh {
            let today = clock.today();
            self.first_day = snapshot.first_study_day()?.unwrap_or(today).min(today);
        }
        snapshot.each_card(request.deck, |card| self.card(snapshot, &card))?;
        if self.fresh {
            return Ok(());
        }
        snapshot.each_review(|card, review| {
            let Some(card_id) = self.scheduled.get(&card) else {
                return Ok(());
            };
            self.written.reviews += 1;
            self.collection.review(&rows::review(*card_id, &review))
        })
    }

    fn card(&mut self, snapshot: &Snapshot<'_>, card: &ExportedCard) -> Result<(), ExportError> {
        let fields = rows::fields(card);
        let tags = rows::tags(&card.tags);
        let content_hash = content_hash(&fields, &tags);
        let identity = self.identity(snapshot, card, content_hash)?;
        self.written.notes += 1;
        let place = Place {
            card_id: identity.card_id,
            note_id: identity.note_id,
            deck_id: self.decks.id(&card.deck),
            modified_s: identity.modified_s,
            position: i64::try_from(self.written.notes).unwrap_or(i64::MAX),
        };
        let schedule = card.schedule.filter(|_| !self.fresh);
        let suspended = card.suspended && !self.fresh;
        self.count(schedule.is_some(), suspended);
        if schedule.is_some() {
            self.scheduled.insert(card.id, identity.card_id);
        }
        let AnkiIdentity {
            guid,
            note_id: id,
            modified_s,
            ..
        } = identity;
        self.collection.note(&NoteRow {
            guid,
            id,
            modified_s,
            tags,
            fields,
        })?;
        self.collection.card(&rows::card(
            place,
            schedule.as_ref(),
            suspended,
            self.first_day,
        ))
    }

    fn count(&mut self, scheduled: bool, suspended: bool) {
        self.written.scheduled += u64::from(scheduled);
        self.written.new += u64::from(!scheduled);
        self.written.suspended += u64::from(suspended);
    }

    /// What Anki knows the card by: as stored, with a later time if what Anki sees changed.
    fn identity(
        &mut self,
        snapshot: &Snapshot<'_>,
        card: &ExportedCard,
        content_hash: Vec<u8>,
    ) -> Result<AnkiIdentity, ExportError> {
        let identity = match &card.anki {
            Some(known) if known.content_hash == content_hash => return Ok(known.clone()),
            Some(known) => AnkiIdentity {
                modified_s: self.now.seconds().max(known.modified_s + 1),
                content_hash,
                ..known.clone()
            },
            None => {
                let id = self.free_id(snapshot, card.created_at)?;
                AnkiIdentity {
                    guid: ids::guid(card.id),
                    note_id: id,
                    card_id: id,
                    modified_s: self.now.seconds(),
                    content_hash,
                }
            }
        };
        self.identities.push((card.id, identity.clone()));
        Ok(identity)
    }

    fn free_id(
        &mut self,
        snapshot: &Snapshot<'_>,
        created_at: Timestamp,
    ) -> Result<i64, ExportError> {
        let free_ids = match &mut self.free_ids {
            Some(free_ids) => free_ids,
            none => none.insert(FreeIds::new(snapshot.anki_ids()?)),
        };
        Ok(free_ids.take(created_at.ms()))
    }

    fn finish(self, clock: &Clock) -> Result<(Written, Vec<(CardId, AnkiIdentity)>), ExportError> {
        let (created, minutes_west) = clock.start_of(self.first_day);
        let about = About {
            created_s: created.seconds(),
            minutes_west,
            modified_ms: self.now.ms(),
            next_position: i64::try_from(self.written.notes).unwrap_or(i64::MAX) + 1,
        };
        self.collection
            .finish(&about, &self.decks.json(self.now.seconds()))?;
        Ok((
            Written {
                decks: self.decks.used(),
                ..self.written
            },
            self.identities,
        ))
    }
}

/// Tells whether a note changed in anything that Anki sees of it.
fn content_hash(fields: &Fields, tags: &str) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&notetype::ID.to_be_bytes());
    hasher.update(fields.joined().as_bytes());
    hasher.update(&[0]);
    hasher.update(tags.as_bytes());
    hasher.finalize().as_bytes()[..16].to_vec()
}

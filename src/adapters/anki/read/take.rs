//! A package taken in: opened, looked through, and its notes, log and media put into the
//! collection.

use super::PackageError;
use super::collection::{Card, Collection};
use super::container::{Container, Media};
use super::history::Days;
use super::media;
use super::sides::Unshowable;
use super::taking::{Known, NO_DECK, Origin, Taking};
use crate::adapters::clock::Clock;
use crate::adapters::store::{Moment, Store};
use crate::values::time::{StudyDay, Timestamp};
use std::collections::BTreeMap;
use std::path::Path;

/// Cards that are worth preparing for.
const MANY: usize = 1000;

/// What to take in, and how.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The package.
    pub path: &'a Path,
    /// One deck for all cards, instead of their own.
    pub deck: Option<&'a str>,
    /// Only find out what would happen.
    pub dry_run: bool,
    /// The folder that media are put into.
    pub media: &'a Path,
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Notes in the package.
    pub notes: u32,
    /// Cards added.
    pub new: u32,
    /// Cards that were here, with other words.
    pub reworded: u32,
    /// Cards that were here, as they are.
    pub kept: u32,
    /// Lines added to the log.
    pub reviews: u64,
    /// Cards added that Anki had suspended.
    pub suspended: u32,
    /// Cards added that cannot be asked in a terminal, and are suspended, by the reason.
    pub unshowable: BTreeMap<Unshowable, u32>,
    /// Notes left out, since the package does not say what kind they are.
    pub unknown_notetype: u32,
    /// Cards left out, since the package has no note of theirs.
    pub orphans: u32,
    /// Lines of the log left out, whose instant is in no calendar.
    pub undated: u32,
    /// Notes left out, since an earlier one of the package has their guid.
    pub doubles: u32,
    /// Decks that cards were added to.
    pub decks: u32,
    /// Pictures and sounds taken in.
    pub media: u32,
    /// Pictures and sounds that cards name and the package lacks.
    pub missing_media: u32,
    /// Cards that were here and now stand elsewhere: another deck, suspended, or back.
    pub moved: u32,
}

impl Taken {
    /// Whether the collection is another than before.
    pub fn is_change(&self) -> bool {
        self.new + self.reworded + self.moved > 0 || self.reviews > 0
    }
}

/// A package that was opened and looked through, before anything is changed.
#[derive(Debug)]
pub struct Package {
    container: Container,
    collection: Collection,
    files: Vec<Media>,
    cards: Vec<Card>,
}

impl Package {
    /// Opens a package and reads what it holds, apart from notes, log and media themselves.
    pub fn open(path: &Path) -> Result<Self, PackageError> {
        let mut container = Container::open(path)?;
        let collection = Collection::open(&mut container, path)?;
        let files = container.media()?;
        let cards = collection.cards()?;
        Ok(Self { container, collection, files, cards })
    }

    /// Takes the package in, in one transaction that is one step for undo.
    pub fn take(
        mut self,
        store: &mut Store,
        clock: &Clock,
        seed: u64,
        request: &Request<'_>,
    ) -> Result<Taken, PackageError> {
        let moment = Moment { at: clock.now(), day: clock.today() };
        let mut intake = if self.cards.len() < MANY {
            store.begin_intake(moment, seed)
        } else {
            store.begin_large_intake(moment, seed)
        }?;
        let known = Known::of(&intake)?;
        let path = request.path.canonicalize().unwrap_or_else(|_| request.path.to_owned());
        let title = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let deck = request.deck.unwrap_or(NO_DECK);
        let path = path.to_string_lossy();
        let is_known = |guid: &str| known.notes.contains_key(guid);
        if !known.notes.is_empty() && !self.collection.has_guid(is_known)? {
            intake.set_aside(&path)?;
        }
        let source = intake.source("package", &path, &title, deck)?;
        let days = Days { first: first_day(&self.collection, clock), today: moment.day };
        let decks = &self.collection.decks;
        let origin = Origin { source, deck: request.deck, decks, days, decks_speak: false };
        let mut taking = Taking::new(origin, intake, known);
        taking.notes(&self.collection, &self.cards)?;
        taking.log(&self.collection, clock)?;
        taking.settle(&self.cards)?;
        let is_change = taking.is_change();
        let Taking { intake, mut taken, wanted, .. } = taking;
        let folder = (!request.dry_run).then_some(request.media);
        let (found, missing) =
            media::take(&mut self.container, &self.files, &wanted, folder, &intake)?;
        (taken.media, taken.missing_media) = (found, missing);
        intake.commit(is_change && !request.dry_run)?;
        Ok(taken)
    }
}

/// Day 0 of the collection: the calendar day on which it was made, where it was made.
fn first_day(collection: &Collection, clock: &Clock) -> StudyDay {
    match collection.minutes_west {
        Some(west) => {
            let local = collection.created_s.saturating_sub(west.saturating_mul(60));
            StudyDay::from_number(i32::try_from(local.div_euclid(86_400)).unwrap_or(0))
        }
        None => clock.day_of(Timestamp::from_ms(collection.created_s.saturating_mul(1000))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Packed, World};
    use crate::adapters::store::Status;

    #[test]
    fn cards_come_with_their_schedule_and_log_in_one_step() {
        let mut world = World::new();
        let taken = world.take(&Packed::sample()).unwrap();
        assert_eq!((taken.notes, taken.new, taken.reviews), (3, 4, 2));
        let cards = world.cards();
        let asked: Vec<(&str, Status)> =
            cards.iter().map(|card| (card.question.as_str(), card.status)).collect();
        let expected = [
            ("capital of Norway", Status::Review),
            ("Oslo", Status::New),
            ("capital of Chad", Status::Suspended),
            ("[...] is a gap", Status::New),
        ];
        assert_eq!(asked, expected);
        let schedule = cards[0].schedule.unwrap();
        assert_eq!(
            (schedule.due.to_string(), schedule.state.interval_days),
            ("2024-01-31".into(), 20)
        );
        assert_eq!(
            (cards[0].deck.as_str(), cards[0].tags.as_slice()),
            ("Geo::North", &["city".to_owned()][..])
        );
        assert_eq!(cards[0].mark.as_deref(), Some(""));
        assert_eq!(cards[0].fact, cards[1].fact, "cards of a note are siblings");
        world.back();
        assert_eq!(world.cards(), []);
        world.forth();
        assert_eq!(world.cards(), cards);
    }

    #[test]
    fn a_later_export_updates_and_duplicates_nothing() {
        let mut world = World::new();
        world.take(&Packed::sample()).unwrap();
        let first = world.cards();
        let again = world.take(&Packed::sample()).unwrap();
        assert_eq!((again.is_change(), again.kept), (false, 4));
        let later = "UPDATE notes SET flds = 'seat of Norway' || char(31) || 'Oslo', mod = 1704900000
                WHERE id = 1700000000001;
            UPDATE cards SET mod = 1706700000, due = 80, ivl = 50, reps = 3 WHERE id = 1700000000011;
            INSERT INTO revlog VALUES (1706700000000, 1700000000011, -1, 3, 50, 20, 2500, 900, 1)";
        let taken = world.take(&Packed::sample().sql(later)).unwrap();
        assert_eq!((taken.new, taken.reworded, taken.kept, taken.reviews), (0, 2, 2, 1));
        let cards = world.cards();
        assert_eq!(
            (cards.len(), cards[0].id, cards[0].question.as_str()),
            (4, first[0].id, "seat of Norway")
        );
        let schedule = cards[0].schedule.unwrap();
        assert_eq!((schedule.due.to_string(), schedule.answers), ("2024-03-21".into(), 3));
        // An older export says nothing new.
        assert!(!world.take(&Packed::sample()).unwrap().is_change());
        world.back();
        assert_eq!(world.cards(), first);
        let taken = world.take(&Packed::sample().sql(later)).unwrap();
        assert_eq!((taken.reworded, taken.reviews), (2, 1), "what was taken back can come again");
    }

    #[test]
    fn what_was_answered_here_since_stays() {
        let mut world = World::new();
        world.take(&Packed::sample()).unwrap();
        let card = world.cards()[0].id;
        world.answer(card, "2024-02-03T10:00:00Z");
        let here = world.cards()[0].schedule;
        let missed =
            "UPDATE cards SET mod = 1706700000, due = 80, ivl = 50 WHERE id = 1700000000011;
            INSERT INTO revlog VALUES (1706700000000, 1700000000011, -1, 3, 50, 20, 2500, 900, 1)";
        assert_eq!(world.take(&Packed::sample().sql(missed)).unwrap().reviews, 1);
        assert_eq!(world.cards()[0].schedule, here);
    }

    #[test]
    fn recalls_own_cards_are_known_again_with_what_was_done_in_anki() {
        let mut world = World::new();
        world.take(&Packed::sample()).unwrap();
        world.own_cards(&["What is `fd`?", "What is `rg`?"]);
        let before = world.cards();
        let package = world.export(Some("Tools"));
        assert!(!world.take(&package).unwrap().is_change(), "an export brings nothing back");
        assert_eq!(world.cards(), before);
        let done = "UPDATE cards SET mod = 1800000000, type = 2, queue = 2, due = 30, ivl = 4,
                factor = 2500, reps = 1 WHERE nid = (SELECT max(id) FROM notes);
            INSERT INTO revlog SELECT 1800000000000, max(id), -1, 4, 4, 0, 2500, 700, 0 FROM cards;
            UPDATE notes SET mod = 1800000000, flds = replace(flds, 'answer', 'better')
                WHERE id = (SELECT max(id) FROM notes)";
        let taken = world.take(&package.sql(done)).unwrap();
        assert_eq!((taken.new, taken.reworded, taken.reviews), (0, 1, 1));
        let cards = world.cards();
        let changed: Vec<_> = cards.iter().filter(|card| !before.contains(card)).collect();
        assert_eq!(changed.len(), 1);
        assert_eq!((changed[0].status, changed[0].answer.as_str()), (Status::Review, "a better"));
    }

    #[test]
    fn what_came_back_changed_is_no_change_at_the_next_export() {
        let notes = "SELECT mod, tags, flds FROM notes";
        for change in ["tags = ' marked seen '", "flds = replace(flds, 'a answer', 'a better one')"]
        {
            let mut world = World::new();
            world.own_cards(&["What is `fd`?"]);
            let change = format!("UPDATE notes SET mod = 1800000000, {change}");
            let there = world.export(None).sql(&change);
            world.take(&there).unwrap();
            let next = world.export_at("2024-02-05T12:00:00Z", None);
            assert_eq!(next.rows(notes), there.rows(notes));
        }
    }

    #[test]
    fn a_flag_that_was_set_in_anki_goes_back_there() {
        let mut world = World::new();
        world.take(&Packed::sample()).unwrap();
        world.own_cards(&["What is `fd`?"]);
        let package = world.export(None);
        let flags = "SELECT flags FROM cards ORDER BY id";
        let flagged = package.clone().sql("UPDATE cards SET flags = 4 - flags");
        assert_ne!(flagged.rows(flags), package.rows(flags));
        world.take(&flagged).unwrap();
        assert_eq!(world.export(None).rows(flags), flagged.rows(flags));
        world.back();
        assert_eq!(world.export(None).rows(flags), package.rows(flags));
        world.take(&flagged).unwrap();
        assert_eq!(world.export(None).rows(flags), flagged.rows(flags));
    }

    #[test]
    fn a_card_that_was_suspended_in_anki_is_so_again_after_undo() {
        let mut world = World::new();
        world.own_cards(&["What is `fd`?"]);
        let package = world.export(None).sql("UPDATE cards SET queue = -1, mod = 1800000000");
        for _ in 0..2 {
            assert_eq!(world.take(&package).unwrap().moved, 1);
            assert_eq!(world.cards()[0].status, Status::Suspended);
            world.back();
            assert_eq!(world.cards()[0].status, Status::New);
        }
    }

    #[test]
    fn a_look_changes_nothing() {
        let mut world = World::new();
        let taken = world.look(&Packed::sample()).unwrap();
        assert_eq!(taken.new, 4);
        assert_eq!(world.cards(), []);
    }

    #[test]
    fn what_does_not_fit_together_is_left_out_and_said() {
        let mut world = World::new();
        let broken = "DELETE FROM notes WHERE id = 1700000000002;
            UPDATE notes SET mid = 7 WHERE id = 1700000000003;
            INSERT INTO revlog VALUES (5, 99, 0, 3, 1, 0, 0, 0, 0)";
        let taken = world.take(&Packed::sample().sql(broken)).unwrap();
        assert_eq!((taken.new, taken.orphans, taken.unknown_notetype), (2, 1, 1));
    }

    #[test]
    fn a_review_of_no_day_is_left_out_and_said() {
        let mut world = World::new();
        let reviews = world.take(&Packed::sample()).unwrap().reviews;
        let mut world = World::new();
        let late = "INSERT INTO revlog
            SELECT id + 9000000000000000, cid, usn, ease, ivl, lastIvl, factor, time, type FROM revlog";
        let taken = world.take(&Packed::sample().sql(late)).unwrap();
        assert_eq!((taken.reviews, u64::from(taken.undated)), (reviews, reviews));
    }
}

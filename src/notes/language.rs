//! Which language a note is in: as a whole, section by section, and line by line where the
//! script tells.
//!
//! English is told by its little words, and then nothing else is asked: that is what most notes
//! cost. The others are told by their script, or by their own little words with `whatlang` to
//! confirm; where both are unsure, the text is in no language that cards are made in.

use crate::notes::blocks::{Block, Shape};
use crate::notes::outline::Note;
use crate::notes::spread::spread;
use crate::notes::words::{self, Class};
use whatlang::{Detector, Lang};

/// A language other than English that cards are made in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Deutsch.
    German,
    /// Français.
    French,
    /// Español.
    Spanish,
    /// Italiano.
    Italian,
    /// Português.
    Portuguese,
    /// Русский.
    Russian,
    /// 简体中文.
    Chinese,
    /// 繁體中文.
    TraditionalChinese,
    /// 日本語.
    Japanese,
    /// 한국어.
    Korean,
    /// العربية.
    Arabic,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::German,
        Self::French,
        Self::Spanish,
        Self::Italian,
        Self::Portuguese,
        Self::Russian,
        Self::Chinese,
        Self::TraditionalChinese,
        Self::Japanese,
        Self::Korean,
        Self::Arabic,
    ];

    /// Whether it is written in the letters of English.
    pub const fn is_latin(self) -> bool {
        matches!(
            self,
            Self::German | Self::French | Self::Spanish | Self::Italian | Self::Portuguese
        )
    }
}

/// What is known of the language of some text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guess {
    /// English, or too little to tell.
    English,
    /// Likely English, in too few of its little words to be sure that clauses are written out.
    Terse,
    /// One of those that cards are made in.
    Known(Language),
    /// Another one.
    Other,
}

impl Guess {
    /// Whether a question about this text is asked in English.
    pub const fn is_english(self) -> bool {
        matches!(self, Self::English | Self::Terse)
    }
}

/// The languages of a note.
#[derive(Debug)]
pub struct Languages {
    /// The language of each entry.
    entries: Vec<Guess>,
    /// What text in each script is in, throughout the note.
    scripts: Scripts,
}

impl Languages {
    /// Looks at a whole note, then at each entry that says enough.
    pub fn of(note: &Note) -> Self {
        let texts: Vec<Vec<&str>> = (0..note.entries.len()).map(|at| texts(note, at)).collect();
        let tallies = spread((0..texts.len()).collect(), FEW_ENTRIES, |part: Vec<usize>| {
            part.into_iter().map(|at| Tally::of(&texts[at])).collect()
        });
        let total = tallies.iter().fold(Tally::default(), |sum, tally| sum.and(*tally));
        let all = || texts.iter().flatten().copied();
        let scripts = Scripts::of(all());
        let whole = total.guess(all(), &scripts, SURE).unwrap_or(Guess::English);
        // Where the note is English, a section has to look much unlike it to be looked into.
        let sure = if whole == Guess::English { FEW } else { SURE };
        let long = |tally: &Tally| tally.words >= ENTRY_WORDS;
        let own = |(tally, texts): (&Tally, &Vec<&str>)| {
            let said = long(tally).then(|| tally.guess(texts.iter().copied(), &scripts, sure));
            match said.flatten() {
                Some(Guess::Other | Guess::Terse) | None => whole,
                Some(guess) => guess,
            }
        };
        let entries = tallies.iter().zip(&texts).map(own).collect();
        Self { entries, scripts }
    }

    /// The language of an entry.
    pub fn of_entry(&self, entry: usize) -> Guess {
        self.entries.get(entry).copied().unwrap_or(Guess::English)
    }

    /// The language of a text in an entry: its script's where that is not Latin, or else the
    /// entry's.
    pub fn of_text(&self, entry: usize, text: &str) -> Guess {
        if text.is_ascii() {
            return self.of_entry(entry);
        }
        Script::of(&Letters::of(text))
            .map_or_else(|| self.of_entry(entry), |script| self.scripts.guess(script))
    }
}

/// Share of little words, in hundredths, from which a text is English whatever else it may be,
/// and from which it may be.
const SURE: usize = 25;
const FEW: usize = 16;

/// Entries of a part whose words are counted at the same time as those of others, at least.
const FEW_ENTRIES: usize = 100;

/// Words of an entry from which its language may differ from the note's.
const ENTRY_WORDS: usize = 20;

/// The texts of an entry that are in words.
fn texts(note: &Note, entry: usize) -> Vec<&str> {
    let entry = &note.entries[entry];
    let blocks = entry.blocks.iter().map(|at| &note.blocks[*at]);
    let worded = blocks.filter(|block| block.shape != Shape::Code);
    std::iter::once(entry.name.as_str()).chain(worded.map(Block::text)).collect()
}

/// Words, and how many of them are the little ones of English.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    words: usize,
    english: usize,
    ascii: usize,
}

impl Tally {
    fn of(texts: &[&str]) -> Self {
        let mut tally = Self::default();
        for text in texts {
            let has_letter = |piece: &&str| piece.chars().any(char::is_alphabetic);
            for piece in words::pieces(text).filter(has_letter) {
                tally.words += 1;
                tally.english += usize::from(words::is_written_stop(piece));
                tally.ascii += usize::from(piece.is_ascii());
            }
        }
        tally
    }

    const fn and(self, other: Self) -> Self {
        Self {
            words: self.words + other.words,
            english: self.english + other.english,
            ascii: self.ascii + other.ascii,
        }
    }

    /// The language that the tally and the text tell; none where both are silent.
    fn guess<'t>(
        self,
        texts: impl Iterator<Item = &'t str> + Clone,
        scripts: &Scripts,
        sure: usize,
    ) -> Option<Guess> {
        const FEWEST_WORDS: usize = 40;
        let share = (self.english * 100).checked_div(self.words)?;
        if share >= sure && self.ascii * 100 >= self.words * 90 {
            return Some(Guess::English);
        }
        if self.ascii < self.words
            && let Some(script) = Script::of(&Letters::of_all(texts.clone()))
        {
            return Some(scripts.guess(script));
        }
        let too_few = self.words >= FEWEST_WORDS && share < FEW;
        by_little_words(texts.clone()).or_else(|| too_few.then(|| unknown(texts)))
    }
}

/// The little words by which languages in Latin letters are told. Some are shared: what
/// counts is whose are more.
static LITTLE: [(Language, Lang, Class); 5] = [
    (
        Language::German,
        Lang::Deu,
        Class::of(&[
            "aber", "als", "am", "an", "auch", "auf", "aus", "bei", "bis", "das", "dass", "dem",
            "den", "der", "des", "die", "durch", "ein", "eine", "einem", "einen", "einer", "eines",
            "er", "es", "für", "gegen", "hat", "ich", "im", "in", "ist", "kann", "man", "mit",
            "nach", "nicht", "nur", "oder", "ohne", "sich", "sie", "sind", "und", "unter", "vom",
            "von", "vor", "was", "wenn", "werden", "wie", "wird", "zu", "zum", "zur", "über",
        ]),
    ),
    (
        Language::French,
        Lang::Fra,
        Class::of(&[
            "au", "aux", "avec", "ce", "ces", "cette", "chaque", "comme", "dans", "de", "des",
            "du", "elle", "en", "est", "et", "il", "la", "le", "les", "leur", "mais", "ne", "on",
            "ou", "où", "par", "pas", "plus", "pour", "que", "qui", "sans", "se", "ses", "son",
            "sont", "sous", "sur", "un", "une", "à", "être",
        ]),
    ),
    (
        Language::Spanish,
        Lang::Spa,
        Class::of(&[
            "al", "como", "con", "cuando", "de", "del", "donde", "el", "en", "entre", "es", "esta",
            "este", "la", "las", "lo", "los", "más", "no", "o", "para", "pero", "por", "que", "se",
            "ser", "sin", "sobre", "son", "su", "sus", "un", "una", "y", "ya",
        ]),
    ),
    (
        Language::Italian,
        Lang::Ita,
        Class::of(&[
            "ai", "al", "alla", "anche", "che", "come", "con", "da", "dal", "dalla", "degli",
            "dei", "del", "della", "delle", "di", "e", "gli", "i", "il", "in", "la", "le", "lo",
            "ma", "nei", "nel", "nella", "non", "o", "per", "più", "può", "quando", "questo",
            "sono", "su", "sul", "tra", "un", "una", "uno", "viene", "è",
        ]),
    ),
    (
        Language::Portuguese,
        Lang::Por,
        Class::of(&[
            "a", "ao", "aos", "as", "com", "como", "da", "das", "de", "do", "dos", "e", "em",
            "entre", "esta", "este", "mais", "mas", "na", "nas", "no", "nos", "não", "o", "os",
            "ou", "para", "pela", "pelo", "por", "que", "se", "sem", "ser", "seu", "sua", "são",
            "um", "uma", "à", "é",
        ]),
    ),
];

/// Bytes of a text that `whatlang` is given: more make the guess no better.
const ENOUGH: usize = 2048;

/// The language whose little words these texts hold, where `whatlang` does not object.
fn by_little_words<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Option<Guess> {
    const SHARE: usize = 12;
    const STRONG: usize = 20;
    let (mut words, mut counts) = (0, [0_usize; LITTLE.len()]);
    for piece in texts.clone().flat_map(words::pieces) {
        let lower = words::lower(piece);
        words += 1;
        // "l'acqua", "d'eau": what is cut off is no word of its own, and as telling.
        let elided = is_elided(&lower);
        for (count, (language, _, little)) in counts.iter_mut().zip(&LITTLE) {
            let cuts = matches!(language, Language::French | Language::Italian);
            *count += usize::from(little.holds(&lower) || (elided && cuts));
        }
    }
    let (at, most) =
        counts.iter().enumerate().max_by_key(|(at, count)| (**count, usize::MAX - at))?;
    if *most < 2 || most * 100 < words * SHARE {
        return None;
    }
    let (language, lang, _) = &LITTLE[at];
    let (language, lang) = (*language, *lang);
    let found = Detector::new().detect(&sample(texts))?;
    match found.lang() {
        seen if seen == lang => Some(Guess::Known(language)),
        Lang::Eng => None,
        _ if found.is_reliable() => Some(Guess::Other),
        _ => (most * 100 >= words * STRONG).then_some(Guess::Known(language)),
    }
}

/// What a text with few little words of any language is in. Telegraphic notes of technical words
/// look like any language to `whatlang`, but most of their words are common English ones.
fn unknown<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Guess {
    const SHARE: usize = 40;
    let long = |word: &&str| word.len() > 2 && word.chars().all(char::is_alphabetic);
    let (mut all, mut common) = (0_usize, 0_usize);
    for word in texts.clone().flat_map(words::pieces).filter(long) {
        all += 1;
        common += usize::from(words::is_common(&words::lower(word)));
    }
    if common * 100 >= all * SHARE {
        return Guess::Terse;
    }
    let found = Detector::new().detect(&sample(texts));
    let other = found.is_some_and(|found| found.lang() != Lang::Eng);
    if other { Guess::Other } else { Guess::Terse }
}

/// Whether a word has a little one in front, cut short before a vowel.
fn is_elided(lower: &str) -> bool {
    lower.split_once('\'').is_some_and(|(cut, rest)| cut.len() <= 5 && rest.len() > 2)
}

fn sample<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut sample = String::new();
    for text in texts {
        if sample.len() > ENOUGH {
            break;
        }
        sample.extend(text.chars().take(ENOUGH));
        sample.push('\n');
    }
    sample
}

/// A script that is not Latin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Cyrillic,
    Arabic,
    Han,
    Kana,
    Hangul,
}

/// How many letters of a text are of which script.
#[derive(Debug, Default)]
struct Letters {
    all: usize,
    cyrillic: usize,
    arabic: usize,
    han: usize,
    kana: usize,
    hangul: usize,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut found = Self::default();
        found.add(text);
        found
    }

    fn of_all<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut found = Self::default();
        texts.for_each(|text| found.add(text));
        found
    }

    fn add(&mut self, text: &str) {
        if text.is_ascii() {
            self.all += text.bytes().filter(u8::is_ascii_alphabetic).count();
            return;
        }
        for c in text.chars() {
            match c {
                '\0'..='\x7f' if c.is_ascii_alphabetic() => {}
                '\0'..='\x7f' => continue,
                // All letters, and asked first: looking one up costs more than the rest.
                '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => self.han += 1,
                '\u{ac00}'..='\u{d7a3}' => self.hangul += 1,
                _ if !c.is_alphabetic() => continue,
                '\u{400}'..='\u{52f}' => self.cyrillic += 1,
                '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => self.arabic += 1,
                '\u{3040}'..='\u{30ff}' => self.kana += 1,
                _ => {}
            }
            self.all += 1;
        }
    }
}

impl Script {
    /// The script of a text, where at least a fifth of its letters are of one: the rest are
    /// technical terms, or the other half of a glossary.
    fn of(letters: &Letters) -> Option<Self> {
        const SHARE: usize = 20;
        let is_much = |found: usize| found > 0 && found * 100 >= letters.all * SHARE;
        match () {
            () if is_much(letters.hangul) => Some(Self::Hangul),
            () if is_much(letters.han + letters.kana) && letters.kana > 0 => Some(Self::Kana),
            () if is_much(letters.han) => Some(Self::Han),
            () if is_much(letters.cyrillic) => Some(Self::Cyrillic),
            () if is_much(letters.arabic) => Some(Self::Arabic),
            () => None,
        }
    }
}

/// What text in the scripts that serve several languages is in.
#[derive(Debug)]
struct Scripts {
    cyrillic: Guess,
    arabic: Guess,
    han: Guess,
}

impl Scripts {
    fn of<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Self {
        let letters = Letters::of_all(texts.clone().filter(|text| !text.is_ascii()));
        let told = |count: usize, own: Lang, language: Language, others: &[Lang]| {
            let among = || Detector::with_allowlist([&[own], others].concat());
            let by = |sample: &str| among().detect_lang(sample).is_none_or(|lang| lang == own);
            if count == 0 || by(&sample(texts.clone())) {
                Guess::Known(language)
            } else {
                Guess::Other
            }
        };
        Self {
            cyrillic: told(
                letters.cyrillic,
                Lang::Rus,
                Language::Russian,
                &[Lang::Ukr, Lang::Bel, Lang::Bul, Lang::Srp, Lang::Mkd],
            ),
            arabic: told(letters.arabic, Lang::Ara, Language::Arabic, &[Lang::Pes, Lang::Urd]),
            han: Guess::Known(match () {
                () if letters.kana * 10 > letters.han => Language::Japanese,
                () if letters.han > 0 && is_traditional(texts) => Language::TraditionalChinese,
                () => Language::Chinese,
            }),
        }
    }

    const fn guess(&self, script: Script) -> Guess {
        match script {
            Script::Cyrillic => self.cyrillic,
            Script::Arabic => self.arabic,
            Script::Han => self.han,
            Script::Kana => Guess::Known(Language::Japanese),
            Script::Hangul => Guess::Known(Language::Korean),
        }
    }
}

/// Whether more of the commonest signs that were simplified are written in full.
fn is_traditional<'t>(texts: impl Iterator<Item = &'t str>) -> bool {
    const FULL: &str = "個們這來時對說為會學國開關點應與將體過還進種類實現數據從後發動機";
    const SIMPLE: &str = "个们这来时对说为会学国开关点应与将体过还进种类实现数据从后发动机";
    let (mut full, mut simple) = (0_usize, 0_usize);
    for c in texts.flat_map(str::chars).filter(|c| !c.is_ascii()) {
        match (FULL.contains(c), SIMPLE.contains(c)) {
            (true, false) => full += 1,
            (false, true) => simple += 1,
            _ => {}
        }
    }
    full > simple
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::outline;

    #[track_caller]
    fn check(text: &str, expected: Guess) {
        assert_eq!(Languages::of(&outline::read(text, "x")).of_entry(0), expected, "{text}");
    }

    #[test]
    fn each_language_is_known_by_a_line() {
        use Language as L;
        for (language, text) in [
            (L::German, "Die Hefe ist ein Pilz, der Zucker in Alkohol verwandelt."),
            (L::French, "La levure est un champignon qui change le sucre en alcool."),
            (L::Spanish, "La levadura es un hongo que convierte el azúcar en alcohol."),
            (L::Italian, "Il lievito è un fungo che trasforma lo zucchero in alcol."),
            (L::Portuguese, "O fermento é um fungo que não vive sem açúcar."),
            (L::Russian, "Дрожжи — это грибы, которые превращают сахар в спирт."),
            (L::Chinese, "酵母是一种真菌，会把糖变成酒精。"),
            (L::TraditionalChinese, "酵母是一種真菌，會把糖變成酒精。"),
            (L::Japanese, "酵母とは、糖をアルコールに変える菌である。"),
            (L::Korean, "효모는 당을 알코올로 바꾸는 균이다. yeast, sugar, alcohol."),
            (L::Arabic, "الخميرة هي فطر يحول السكر إلى كحول وغاز في الخزان."),
        ] {
            check(text, Guess::Known(language));
        }
    }

    #[test]
    fn english_and_what_is_too_short_to_tell_stay_english() {
        check("Yeast is a fungus that turns sugar into alcohol.", Guess::English);
        check("- mashing\n- lautering\n", Guess::English);
        check("- Die cast\n- der Standard\n- an overview of in-memory stores\n", Guess::English);
        check("", Guess::English);
    }

    #[test]
    fn a_language_without_questions_is_another() {
        check(
            "Het gist is een schimmel die suiker omzet in alcohol en die leeft van het moutsap; \
             de brouwer voegt haar toe nadat het wort is afgekoeld. Daarna staat het vat enkele \
             dagen stil, tot alle suiker verbruikt werd en het bier kan worden gebotteld.",
            Guess::Other,
        );
        check("Дріжджі — це гриби, які перетворюють цукор на спирт і газ.", Guess::Other);
    }

    #[test]
    fn a_section_or_a_line_may_be_in_another_language_than_the_note() {
        let text = "# Brewing\nYeast is a fungus that turns sugar into alcohol and gas, and it \
            is what the brewer adds to the wort when it has cooled.\n\n## Kessel\nDas Malz wird \
            mit heißem Wasser gemischt, und die Stärke wird dabei in Zucker verwandelt, der in \
            das Wasser geht.\n\nпиво без хмеля\n";
        let note = outline::read(text, "x");
        let languages = Languages::of(&note);
        assert_eq!(languages.of_entry(0), Guess::English);
        assert_eq!(languages.of_entry(1), Guess::Known(Language::German));
        assert_eq!(languages.of_text(1, "пиво"), Guess::Known(Language::Russian));
    }
}

//! What a question says in each language: one table, to be read by those who speak it.
//!
//! A word of the notes stands in a question only where it needs no article, no case and no
//! agreement: in quotation marks, in front of a colon, or behind a noun of the phrase's own
//! ("the acronym X"). So no phrase has to know the gender or number of what it asks for.
//! `{}` is where the words go, in this order; `\u{a0}` is the blank that French puts in front
//! of `?` and `:`.

use crate::notes::language::Language;

/// What a question asks.
#[derive(Debug, Clone, Copy)]
pub(in crate::cards::generate) enum Ask<'a> {
    /// What a term means.
    What(&'a str),
    /// Which term is described.
    Term(&'a str),
    /// What an acronym stands for.
    StandsFor(&'a str),
    /// What something is called in English.
    InEnglish(&'a str),
    /// What something English is called in the language.
    FromEnglish(&'a str),
    /// A label's value, of a thing.
    Of(&'a str, &'a str),
    /// The items that a line promises, and how many they are.
    Which(&'a str, usize),
    /// The title of a talk, of these people.
    Talk(&'a str),
    /// Who gave the talk of this title.
    Speaker(&'a str),
}

/// The phrases of one language.
struct Phrases {
    what: &'static str,
    term: &'static str,
    stands_for: &'static str,
    in_english: &'static str,
    from_english: &'static str,
    of: &'static str,
    which: &'static str,
    talk: &'static str,
    speaker: &'static str,
}

const GERMAN: Phrases = Phrases {
    what: "Was ist „{}“?",
    term: "Welcher Begriff ist gemeint? „{}“",
    stands_for: "Wofür steht {}?",
    in_english: "Wie heißt „{}“ auf Englisch?",
    from_english: "Was heißt „{}“ auf Deutsch?",
    of: "{}: {}?",
    which: "{}: Welche {} Punkte gehören dazu?",
    talk: "Wie hieß der Vortrag von {}?",
    speaker: "Wer hielt den Vortrag „{}“?",
};

const FRENCH: Phrases = Phrases {
    what: "Qu’entend-on par «\u{a0}{}\u{a0}»\u{a0}?",
    term: "Quel terme est décrit ici\u{a0}? «\u{a0}{}\u{a0}»",
    stands_for: "Que signifie le sigle {}\u{a0}?",
    in_english: "Comment dit-on «\u{a0}{}\u{a0}» en anglais\u{a0}?",
    from_english: "Comment dit-on «\u{a0}{}\u{a0}» en français\u{a0}?",
    of: "{}\u{a0}: {}\u{a0}?",
    which: "{}\u{a0}: quels sont ces {} éléments\u{a0}?",
    talk: "Quel était l’exposé présenté par {}\u{a0}?",
    speaker: "Qui a présenté l’exposé «\u{a0}{}\u{a0}»\u{a0}?",
};

const SPANISH: Phrases = Phrases {
    what: "¿Qué se entiende por «{}»?",
    term: "¿Qué término se describe aquí? «{}»",
    stands_for: "¿Qué significa la sigla {}?",
    in_english: "¿Cómo se dice «{}» en inglés?",
    from_english: "¿Cómo se dice «{}» en español?",
    of: "{}: ¿{}?",
    which: "{}: ¿cuáles son los {} elementos?",
    talk: "¿Cuál fue la charla de {}?",
    speaker: "¿Quién dio la charla «{}»?",
};

const ITALIAN: Phrases = Phrases {
    what: "Che cosa si intende per «{}»?",
    term: "Quale termine è descritto qui? «{}»",
    stands_for: "Che cosa significa la sigla {}?",
    in_english: "Come si dice «{}» in inglese?",
    from_english: "Come si dice «{}» in italiano?",
    of: "{}: {}?",
    which: "{}: quali sono i {} elementi?",
    talk: "Qual era il titolo dell’intervento di {}?",
    speaker: "Chi ha tenuto l’intervento «{}»?",
};

const PORTUGUESE: Phrases = Phrases {
    what: "O que se entende por “{}”?",
    term: "Que termo é descrito aqui? “{}”",
    stands_for: "O que significa a sigla {}?",
    in_english: "Como se diz “{}” em inglês?",
    from_english: "Como se diz “{}” em português?",
    of: "{}: {}?",
    which: "{}: quais são os {} elementos?",
    talk: "Qual foi a palestra de {}?",
    speaker: "Quem deu a palestra “{}”?",
};

const RUSSIAN: Phrases = Phrases {
    what: "Что такое «{}»?",
    term: "Какой термин здесь описан? «{}»",
    stands_for: "Как расшифровывается {}?",
    in_english: "Как будет по-английски «{}»?",
    from_english: "Как будет по-русски «{}»?",
    of: "{}: {}?",
    which: "Перечислите ({}): «{}»",
    talk: "Докладчик: {}. Как назывался доклад?",
    speaker: "Кто выступил с докладом «{}»?",
};

const CHINESE: Phrases = Phrases {
    what: "“{}”是什么？",
    term: "这里说的是哪个术语？“{}”",
    stands_for: "{} 是什么的缩写？",
    in_english: "“{}”用英语怎么说？",
    from_english: "“{}”用中文怎么说？",
    of: "{}：{}？",
    which: "{}：是哪 {} 项？",
    talk: "{}的演讲题目是什么？",
    speaker: "谁做了题为“{}”的演讲？",
};

const TRADITIONAL_CHINESE: Phrases = Phrases {
    what: "「{}」是什麼？",
    term: "這裡說的是哪個術語？「{}」",
    stands_for: "{} 是什麼的縮寫？",
    in_english: "「{}」用英語怎麼說？",
    from_english: "「{}」用中文怎麼說？",
    of: "{}：{}？",
    which: "{}：是哪 {} 項？",
    talk: "{}的演講題目是什麼？",
    speaker: "誰做了題為「{}」的演講？",
};

const JAPANESE: Phrases = Phrases {
    what: "「{}」とは？",
    term: "次の説明に当てはまる用語は？「{}」",
    stands_for: "{} は何の略？",
    in_english: "「{}」を英語で言うと？",
    from_english: "「{}」を日本語で言うと？",
    of: "{}：{}は？",
    which: "{}：その {} つは？",
    talk: "{}の講演の題名は？",
    speaker: "「{}」という講演をしたのは誰？",
};

const KOREAN: Phrases = Phrases {
    what: "‘{}’의 뜻은?",
    term: "다음이 설명하는 용어는? ‘{}’",
    stands_for: "{}: 무엇의 줄임말인가?",
    in_english: "‘{}’, 영어로 하면?",
    from_english: "‘{}’, 한국어로 하면?",
    of: "{}: {}?",
    which: "{}: 그 {}가지는?",
    talk: "{}의 발표 제목은?",
    speaker: "‘{}’ 발표를 한 사람은?",
};

const ARABIC: Phrases = Phrases {
    what: "ما المقصود بـ«{}»؟",
    term: "ما المصطلح الموصوف هنا؟ «{}»",
    stands_for: "إلامَ يرمز الاختصار {}؟",
    in_english: "كيف يُقال «{}» بالإنجليزية؟",
    from_english: "كيف يُقال «{}» بالعربية؟",
    of: "{}: {}؟",
    which: "اذكر العناصر ({}): «{}»",
    talk: "ما عنوان محاضرة {}؟",
    speaker: "من ألقى محاضرة «{}»؟",
};

const fn phrases(language: Language) -> &'static Phrases {
    match language {
        Language::German => &GERMAN,
        Language::French => &FRENCH,
        Language::Spanish => &SPANISH,
        Language::Italian => &ITALIAN,
        Language::Portuguese => &PORTUGUESE,
        Language::Russian => &RUSSIAN,
        Language::Chinese => &CHINESE,
        Language::TraditionalChinese => &TRADITIONAL_CHINESE,
        Language::Japanese => &JAPANESE,
        Language::Korean => &KOREAN,
        Language::Arabic => &ARABIC,
    }
}

/// Languages whose phrase for a list names the number first.
const COUNT_FIRST: [Language; 2] = [Language::Russian, Language::Arabic];

/// The question, in the language.
pub(in crate::cards::generate) fn ask(language: Language, question: Ask<'_>) -> String {
    let phrases = phrases(language);
    match question {
        Ask::What(term) => fill(phrases.what, &[quotable(term)]),
        Ask::Term(clue) => fill(phrases.term, &[quotable(clue)]),
        Ask::StandsFor(acronym) => fill(phrases.stands_for, &[acronym]),
        Ask::InEnglish(word) => fill(phrases.in_english, &[quotable(word)]),
        Ask::FromEnglish(word) => fill(phrases.from_english, &[quotable(word)]),
        Ask::Of(thing, label) => fill(phrases.of, &[thing, label]),
        Ask::Which(lead, count) => {
            let count = count.to_string();
            let parts =
                if COUNT_FIRST.contains(&language) { [&count, lead] } else { [lead, &count] };
            fill(phrases.which, &parts)
        }
        Ask::Talk(names) => fill(phrases.talk, &[names]),
        Ask::Speaker(title) => fill(phrases.speaker, &[quotable(title)]),
    }
}

/// The words without quotation marks around them: the phrase brings its own.
fn quotable(words: &str) -> &str {
    words.trim_matches(['"', '“', '”', '„', '«', '»', '「', '」', '‘', '’', '\u{a0}', ' '])
}

fn fill(phrase: &str, words: &[&str]) -> String {
    let mut parts = phrase.split("{}");
    let mut question = parts.next().unwrap_or_default().to_owned();
    for (part, word) in parts.zip(words) {
        question.push_str(word);
        question.push_str(part);
    }
    question
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_its_places_and_asks() {
        for language in Language::ALL {
            let all = [
                Ask::What("A"),
                Ask::Term("A"),
                Ask::StandsFor("A"),
                Ask::InEnglish("A"),
                Ask::FromEnglish("A"),
                Ask::Of("A", "5"),
                Ask::Which("A", 5),
                Ask::Talk("A"),
                Ask::Speaker("A"),
            ];
            for question in all {
                let text = ask(language, question);
                assert!(!text.contains("{}") && text.matches('A').count() == 1, "{text}");
                let asks = text.contains(['?', '？', '؟']) || text.contains('«');
                assert!(asks, "{text}");
                let two = matches!(question, Ask::Of(..) | Ask::Which(..));
                assert_eq!(text.contains('5'), two, "{text}");
            }
        }
    }

    #[test]
    fn quotes_are_not_doubled() {
        assert_eq!(ask(Language::German, Ask::What("„Maische“")), "Was ist „Maische“?");
    }
}

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
    /// How two things differ.
    Difference(&'a str, &'a str),
    /// When something was.
    When(&'a str),
    /// How much something is.
    Value(&'a str),
    /// What something is for.
    Purpose(&'a str),
    /// Who somebody is.
    Who(&'a str),
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
    difference: &'static str,
    when: &'static str,
    value: &'static str,
    purpose: &'static str,
    who: &'static str,
    talk: &'static str,
    speaker: &'static str,
}

const GERMAN: Phrases = Phrases {
    what: "Was versteht man unter „{}“?",
    term: "Welcher Begriff ist gemeint? „{}“",
    stands_for: "Wofür steht {}?",
    in_english: "Wie heißt „{}“ auf Englisch?",
    from_english: "Was heißt „{}“ auf Deutsch?",
    of: "{}: {}?",
    which: "{}: Welche {} Punkte gehören dazu?",
    difference: "Worin unterscheiden sich „{}“ und „{}“?",
    when: "{}: wann?",
    value: "{}: welcher Wert?",
    purpose: "{}: wofür?",
    who: "{}: wer ist das?",
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
    difference: "Quelle est la différence entre «\u{a0}{}\u{a0}» et «\u{a0}{}\u{a0}»\u{a0}?",
    when: "{}\u{a0}: quand\u{a0}?",
    value: "{}\u{a0}: quelle valeur\u{a0}?",
    purpose: "{}\u{a0}: à quoi cela sert-il\u{a0}?",
    who: "{}\u{a0}: qui est-ce\u{a0}?",
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
    difference: "«{}» / «{}»: ¿en qué se diferencian?",
    when: "{}: ¿cuándo?",
    value: "{}: ¿qué valor?",
    purpose: "{}: ¿para qué?",
    who: "{}: ¿quién es?",
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
    difference: "Qual è la differenza tra «{}» e «{}»?",
    when: "{}: quando?",
    value: "{}: quale valore?",
    purpose: "{}: a che scopo?",
    who: "{}: chi è?",
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
    difference: "Qual é a diferença entre “{}” e “{}”?",
    when: "{}: quando?",
    value: "{}: que valor?",
    purpose: "{}: para quê?",
    who: "{}: quem é?",
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
    difference: "В чём разница между «{}» и «{}»?",
    when: "{}: когда?",
    value: "{}: какое значение?",
    purpose: "{}: для чего?",
    who: "{}: кто это?",
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
    difference: "“{}”和“{}”有什么区别？",
    when: "{}：什么时候？",
    value: "{}：是多少？",
    purpose: "{}：有什么用？",
    who: "{}：是谁？",
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
    difference: "「{}」和「{}」有什麼區別？",
    when: "{}：什麼時候？",
    value: "{}：是多少？",
    purpose: "{}：有什麼用？",
    who: "{}：是誰？",
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
    difference: "「{}」と「{}」の違いは？",
    when: "{}：いつ？",
    value: "{}：値は？",
    purpose: "{}：何のため？",
    who: "{}：誰？",
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
    difference: "‘{}’, ‘{}’: 둘의 차이는?",
    when: "{}: 언제?",
    value: "{}: 값은?",
    purpose: "{}: 무엇에 쓰는가?",
    who: "{}: 누구인가?",
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
    difference: "ما الفرق بين «{}» و«{}»؟",
    when: "{}: متى؟",
    value: "{}: ما القيمة؟",
    purpose: "{}: ما الغرض؟",
    who: "{}: مَن؟",
    talk: "ما عنوان محاضرة {}؟",
    speaker: "من ألقى محاضرة «{}»؟",
};

/// What sentences that explain are asked for. A clause of the author's own stands in these as
/// it is, with its articles and in its order.
struct Clauses {
    why: &'static str,
    meant: &'static str,
    called: &'static str,
}

const fn clauses(language: Language) -> Option<&'static Clauses> {
    const GERMAN: Clauses = Clauses {
        why: "Warum {}?",
        meant: "Was versteht man unter {}?",
        called: "Was bezeichnet man als {}?",
    };
    const FRENCH: Clauses = Clauses {
        why: "Pourquoi est-ce que {}\u{a0}?",
        meant: "Qu’entend-on par {}\u{a0}?",
        called: "Qu’appelle-t-on {}\u{a0}?",
    };
    const SPANISH: Clauses = Clauses {
        why: "¿Por qué {}?",
        meant: "¿Qué se entiende por {}?",
        called: "¿A qué se llama {}?",
    };
    const ITALIAN: Clauses = Clauses {
        why: "Perché {}?",
        meant: "Che cosa si intende per {}?",
        called: "Che cosa si chiama {}?",
    };
    const PORTUGUESE: Clauses = Clauses {
        why: "Porque é que {}?",
        meant: "O que se entende por {}?",
        called: "A que se chama {}?",
    };
    match language {
        Language::German => Some(&GERMAN),
        Language::French => Some(&FRENCH),
        Language::Spanish => Some(&SPANISH),
        Language::Italian => Some(&ITALIAN),
        Language::Portuguese => Some(&PORTUGUESE),
        _ => None,
    }
}

/// What a sentence explains.
#[derive(Debug, Clone, Copy)]
pub(super) enum Explained<'a> {
    /// Why something is as this clause has it.
    Why(&'a str),
    /// What is meant by these words.
    Meant(&'a str),
    /// What is called so.
    Called(&'a str),
}

/// The question for what a sentence explains, in the languages that have one.
pub(super) fn ask_for(language: Language, explained: Explained<'_>) -> Option<String> {
    let clauses = clauses(language)?;
    Some(match explained {
        Explained::Why(clause) => fill(clauses.why, &[clause]),
        Explained::Meant(words) => fill(clauses.meant, &[words]),
        Explained::Called(name) => fill(clauses.called, &[name]),
    })
}

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
        Ask::Difference(one, other) => fill(phrases.difference, &[quotable(one), quotable(other)]),
        Ask::When(name) => fill(phrases.when, &[name]),
        Ask::Value(name) => fill(phrases.value, &[name]),
        Ask::Purpose(name) => fill(phrases.purpose, &[name]),
        Ask::Who(name) => fill(phrases.who, &[name]),
        Ask::Talk(names) => fill(phrases.talk, &[names]),
        Ask::Speaker(title) => fill(phrases.speaker, &[quotable(title)]),
    }
}

/// The words without quotation marks around them: the phrase brings its own.
fn quotable(words: &str) -> &str {
    const MARKS: [char; 10] = ['"', '“', '”', '„', '«', '»', '「', '」', '‘', '’'];
    let bare = words.trim_matches(['\u{a0}', ' ']);
    // “X” of Y keeps its marks.
    let whole = bare.starts_with(MARKS) && bare.ends_with(MARKS);
    if whole {
        bare.trim_matches(|c| MARKS.contains(&c) || c == '\u{a0}' || c == ' ')
    } else {
        bare
    }
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
                Ask::Difference("A", "5"),
                Ask::When("A"),
                Ask::Value("A"),
                Ask::Purpose("A"),
                Ask::Who("A"),
                Ask::Talk("A"),
                Ask::Speaker("A"),
            ];
            for question in all {
                let text = ask(language, question);
                assert!(!text.contains("{}") && text.matches('A').count() == 1, "{text}");
                let asks = text.contains(['?', '？', '؟']) || text.contains('«');
                assert!(asks, "{text}");
                let two = matches!(question, Ask::Of(..) | Ask::Which(..) | Ask::Difference(..));
                assert_eq!(text.contains('5'), two, "{text}");
            }
        }
    }

    #[test]
    fn quotes_are_not_doubled() {
        assert_eq!(
            ask(Language::German, Ask::What("„Maische“")),
            "Was versteht man unter „Maische“?"
        );
    }
}

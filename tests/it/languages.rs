//! Notes in other languages than English: the questions that are asked of them, to be checked
//! by whoever reads the language.

use proptest::prelude::*;
use recall::cards::Tier;
use recall::cards::generate::{Generated, generate};
use recall::notes::outline;
use std::fmt::Write as _;

/// Notes written for this test, one a language.
const NOTES: [(&str, &str); 11] = [
    ("arabic", include_str!("../fixtures/languages/arabic.md")),
    ("chinese", include_str!("../fixtures/languages/chinese.md")),
    ("french", include_str!("../fixtures/languages/french.md")),
    ("german", include_str!("../fixtures/languages/german.md")),
    ("italian", include_str!("../fixtures/languages/italian.md")),
    ("japanese", include_str!("../fixtures/languages/japanese.md")),
    ("korean", include_str!("../fixtures/languages/korean.md")),
    ("portuguese", include_str!("../fixtures/languages/portuguese.md")),
    ("russian", include_str!("../fixtures/languages/russian.md")),
    ("spanish", include_str!("../fixtures/languages/spanish.md")),
    ("traditional_chinese", include_str!("../fixtures/languages/traditional_chinese.md")),
];

fn read(text: &str) -> Generated {
    generate(&outline::read(text, "note"))
}

fn core(text: &str) -> Vec<String> {
    let cards = read(text).cards.into_iter().filter(|card| card.tier == Tier::Core);
    cards.map(|card| format!("{} => {}", card.question, card.answer.replace('\n', " / "))).collect()
}

#[test]
fn each_language_asks_ten_questions_of_its_own() {
    for (name, text) in NOTES {
        let cards = read(text).cards;
        let asked = cards.iter().filter(|card| card.tier == Tier::Core).count();
        assert!(asked >= 10, "{name}: {asked}");
        let mut shown = String::new();
        for card in &cards {
            let offered = if card.tier == Tier::Core { "" } else { "  (offered)" };
            let answer = card.answer.replace('\n', " / ");
            writeln!(shown, "{}{offered}\n    {answer}", card.question).unwrap();
        }
        insta::assert_snapshot!(format!("asks_in_{name}"), shown);
    }
}

#[test]
fn english_rules_read_no_other_language() {
    let words = ["What ", "Which ", "Whose ", "Name the", "stand for", "How does"];
    for (name, text) in NOTES {
        for card in read(text).cards {
            let english = words.iter().any(|word| card.question.contains(word));
            assert!(!english, "{name}: {}", card.question);
        }
    }
}

#[test]
fn a_note_in_two_languages_is_asked_in_both() {
    let text = "# Brewing\n\n## Yeast\n\n- Krausen: the foam that the yeast makes on top of the \
        beer when it starts\n- Flocculation: the way in which the yeast sinks to the bottom of \
        the tank\n- Trub: the sediment that is left over in the kettle when the wort is gone\n\n\
        ## Hefe\n\nDie Hefe ist ein Pilz, der Zucker in Alkohol verwandelt, und sie wird nach \
        dem Kochen in den Sud gegeben.\nDas Bier steht dann im Tank, bis die Hefe nicht mehr \
        arbeitet und sich auf den Boden gesetzt hat.\n";
    let forward: Vec<String> =
        core(text).into_iter().filter(|card| !card.starts_with("Which term")).collect();
    assert_eq!(
        forward,
        [
            "What is Krausen? => the foam that the yeast makes on top of the beer when it starts",
            "What is Flocculation? => the way in which the yeast sinks to the bottom of the tank",
            "What is Trub? => the sediment that is left over in the kettle when the wort is gone",
            "Was versteht man unter „Hefe“? => ein Pilz, der Zucker in Alkohol verwandelt, und sie \
             wird nach dem Kochen in den Sud gegeben",
        ]
    );
}

#[test]
fn what_stands_under_a_short_bullet_or_heading_is_asked() {
    let text = "# 양조\n\n## 재료\n\n- 맥아\n- 홉\n- 효모\n\n## 과정\n\n- Mashing\n    - 맥아와 \
        뜨거운 물을 섞는 일\n- 용기\n    - 발효조\n    - 병\n    - 나무통\n";
    assert_eq!(
        core(text),
        [
            "재료: 그 3가지는? => 맥아 / 홉 / 효모",
            "‘Mashing’의 뜻은? => 맥아와 뜨거운 물을 섞는 일",
            "용기: 그 3가지는? => 발효조 / 병 / 나무통",
        ]
    );
}

#[test]
fn questions_are_known_by_the_words_of_their_language() {
    let german = "# Sud\n\nFrage: Wann wird der Hopfen in den Kessel gegeben?\nAntwort: wenn die \
        Würze kocht\n\nDas Malz wird mit dem Wasser gemischt und dann gekocht.\n";
    assert_eq!(
        core(german),
        ["Wann wird der Hopfen in den Kessel gegeben? => wenn die Würze kocht"]
    );
    let chinese = "# 豆腐\n\n- 问：豆腐怎么保存？\n- 答：泡在冷水里\n";
    assert_eq!(core(chinese), ["豆腐怎么保存？ => 泡在冷水里"]);
    let french = "# Pain\n\nQ : Quand faut-il saler la pâte ?\nR : à la fin du pétrissage\n\nLe \
        sel est dans la pâte, et la pâte est dans le four avec les autres pains.\n";
    assert_eq!(core(french), ["Quand faut-il saler la pâte ? => à la fin du pétrissage"]);
}

#[test]
fn the_code_of_a_sentence_is_its_gap() {
    let text = "# Comandi\n\nPer creare una cartella nuova si usa il comando `mkdir nome`.\n\n\
        L’utente della macchina ha il permesso, quindi la lettera è `s`.\n";
    assert_eq!(
        core(text),
        ["Per creare una cartella nuova si usa il comando [...]. => `mkdir nome`"]
    );
    let text = "# Comandi\n\nPer cambiare la cartella in cui si lavora si usa `cd cartella`.\n\n\
        Per vedere le cartelle della macchina si usano `ls` o `dir`, e non altri comandi.\n\n\
        Gli utenti del gruppo `sudo` possono usare tutti i comandi con `sudo comando`.\n";
    assert_eq!(
        core(text),
        [
            "Per cambiare la cartella in cui si lavora si usa\u{a0}…? => `cd cartella`",
            "Gli utenti del gruppo `sudo` possono usare tutti i comandi con\u{a0}…? => `sudo comando`",
        ]
    );
}

#[test]
fn a_callout_that_asks_is_answered_by_what_it_quotes() {
    let text = "# Il lievito\n\n> [!question]- come si conserva il lievito?\n> - al freddo\n> - \
        in un vaso chiuso\n\nIl lievito che non viene usato per una settimana si deve nutrire.\n";
    assert_eq!(core(text), ["come si conserva il lievito? => al freddo / in un vaso chiuso"]);
    let text = "# Yeast\n\n> [!question] How is yeast kept?\n> In a closed jar in the cold\n";
    assert_eq!(core(text), ["How is yeast kept? => In a closed jar in the cold"]);
}

#[test]
fn what_is_about_the_lecture_is_no_term() {
    for text in [
        "# Brauen\n\nDozentin: Frau Obermoser, dienstags im Sudhaus\n\n- Hausaufgabe: den Sud von \
         gestern noch einmal kosten\n- Raum: der große Saal im Keller\n- offen: wie lange die \
         Hefe bei der Kälte braucht\n",
        "# Le pain\n\n- Prof : Mme Lagarde, dans la salle du fond\n- à relire : le chapitre sur la \
         pâte et les levains\n- NB : la question du sel tombe souvent à l’examen\n",
        "# El queso\n\n- deberes: probar los quesos de la sierra\n- Ojo: cae siempre en el \
         examen\n- pendiente: copiar las notas de la clase que falta\n",
        "# Il caffè\n\n- da finire: la parte sulla tostatura dei chicchi\n- Esempio: la moka di \
         casa con il manico di legno\n- prossimo incontro: il primo lunedì del mese\n",
        "# A cortiça\n\n- exemplo: a rolha da garrafa que se abriu\n- a fazer: ver como se corta a \
         prancha\n- Professora: a dona da fábrica que nos recebeu\n",
    ] {
        assert_eq!(core(text), [""; 0]);
    }
}

#[test]
fn a_chapter_is_no_talk() {
    for text in [
        "# Bierbrauen, Mitschrift\n\n## Sitzung 2 – Die Würze\n\nDie Würze wird gekocht, und der \
         Hopfen kommt hinein.\n",
        "# Il caffè, appunti\n\n## Lez. 1 – Il Chicco\n\nIl chicco viene raccolto a mano e poi si \
         mette al sole.\n",
    ] {
        assert_eq!(core(text), [""; 0]);
    }
}

#[test]
fn what_a_label_promises_is_asked_for_as_what_it_is() {
    let german = "# Bier\n\n- Arten von Malz: Pilsner, Münchner, Röstmalz\n- Ale vs Lager: Ale gärt \
        warm, Lager gärt kalt\n- Trubgehalt: ca. 5 % der Würze nach dem Kochen\n- Erlass des \
        Reinheitsgebots: 23. April 1516, in Ingolstadt\n- Stammwürze: meist in Grad Plato\n- \
        Gabriel Sedlmayr: bayerischer Gründer einer Brauerei\n";
    assert_eq!(
        core(german),
        [
            "Arten von Malz: Welche 3 Punkte gehören dazu? => Pilsner / Münchner / Röstmalz",
            "Worin unterscheiden sich „Ale“ und „Lager“? => Ale gärt warm, Lager gärt kalt",
            "Trubgehalt: welcher Wert? => ca. 5 % der Würze nach dem Kochen",
            "Erlass des Reinheitsgebots: wann? => 23. April 1516",
            "Gabriel Sedlmayr: wer ist das? => bayerischer Gründer einer Brauerei",
        ]
    );
    let french = "# Le pain\n\n- Les trois étapes\n    - le pétrissage\n    - la pousse\n    - la \
        cuisson\n- biga = pâte que l’on prépare la veille; poolish = pâte plus liquide que la \
        biga\n- La France est un pays où l’on mange du pain tous les jours\n";
    assert_eq!(
        core(french),
        [
            "Les trois étapes\u{a0}: quels sont ces 3 éléments\u{a0}? => le pétrissage / la pousse / \
             la cuisson",
            "Qu’entend-on par «\u{a0}biga\u{a0}»\u{a0}? => pâte que l’on prépare la veille",
            "Qu’entend-on par «\u{a0}poolish\u{a0}»\u{a0}? => pâte plus liquide que la biga",
        ]
    );
}

#[test]
fn what_only_looks_like_a_definition_is_none() {
    for text in [
        "Das ist ein Problem, das wir in der Brauerei nicht lösen können, und das ist schade.",
        "Der Brauer ist der Meinung, dass die Hefe noch nicht fertig ist und dass es dauert.",
        "El problema es la falta de agua que hay en la zona y que no se puede resolver.",
        "C’est un problème que nous ne pouvons pas résoudre dans la cave avec les moyens du bord.",
        "Quando il lievito è attivo si vede la schiuma, e il vetro della damigiana si appanna.",
    ] {
        assert_eq!(core(text), [""; 0]);
    }
}

#[test]
fn a_language_without_phrases_is_not_asked() {
    let text = "# Bier\n\n- Gist: een schimmel die suiker omzet in alcohol\n- Wort: het zoete vocht \
        dat na het filteren van de mout overblijft\n- De DOB (dienst openbare brouwerijen) keurt \
        het bier en de vaten van alle brouwers in het land\n\nHet gist is een schimmel die van \
        suiker leeft, en daarom wordt het na het koken aan het vocht toegevoegd.\n";
    assert_eq!(core(text), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_mixture_of_languages_is_read(pieces in proptest::collection::vec(piece(), 0..24)) {
        let text = pieces.concat();
        let note = outline::read(&text, "note");
        let generated = generate(&note);
        let lines: Vec<u32> = generated.ledger.iter().map(|status| status.line).collect();
        prop_assert_eq!(&lines, &note.written);
        for card in &generated.cards {
            // No place of a phrase is left empty; braces of the note's own may stand in one.
            let is_filled = text.contains('{') || !card.question.contains("{}");
            prop_assert!(is_filled, "{}", card.question);
            prop_assert!(!card.answer.trim().is_empty());
        }
        let again = generate(&note);
        prop_assert_eq!(generated.cards, again.cards);
    }
}

/// Lines of the notes above, marks, and a few letters of any kind.
fn piece() -> impl Strategy<Value = String> {
    let lines: Vec<String> =
        NOTES.iter().flat_map(|(_, text)| text.lines().map(|line| format!("{line}\n"))).collect();
    prop_oneof![
        4 => proptest::sample::select(lines),
        2 => proptest::sample::select(vec!["：", " — это ", "**", "`", "とは", "란 ", "[!q]", "\u{a0}?", "\n- ", "\n", " = ", "。"])
            .prop_map(str::to_owned),
        1 => "\\PC{0,8}",
    ]
}

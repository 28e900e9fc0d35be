//! More of the word classes of the languages in the letters of English, lower case: what labels
//! and openings of notes in them say.

use crate::notes::language::Language;

/// Words, with a comma between them.
#[derive(Debug, Clone, Copy)]
pub(in crate::cards::generate::languages) struct Words(&'static str);

impl Words {
    /// These words.
    pub(in crate::cards::generate::languages) const fn new(words: &'static str) -> Self {
        Self(words)
    }

    /// All of them, in their order.
    pub(in crate::cards::generate::languages) fn all(self) -> impl Iterator<Item = &'static str> {
        self.0.split(", ").filter(|word| !word.is_empty())
    }

    /// Whether a word is one of them.
    pub(in crate::cards::generate::languages) fn has(self, word: &str) -> bool {
        self.all().any(|own| own == word)
    }

    /// Whether a word ends in one of them.
    pub(in crate::cards::generate::languages) fn ends(self, word: &str) -> bool {
        self.all().any(|ending| word.ends_with(ending))
    }
}

/// What else is known of one language.
pub(in crate::cards::generate::languages) struct Latin {
    /// First words of a label that is about the lecture, not of its subject: who, where, what is
    /// to be done.
    pub(in crate::cards::generate::languages) chores: Words,
    /// The same where a term may open with the word: only alone.
    pub(in crate::cards::generate::languages) chores_alone: Words,
    /// First words of a label that announces a remark on what was said before.
    pub(in crate::cards::generate::languages) remarks: Words,
    /// Labels of what follows from the line before.
    pub(in crate::cards::generate::languages) results: Words,
    /// Words that make a task of the infinitive behind them.
    pub(in crate::cards::generate::languages) tasks: Words,
    /// The endings of infinitives.
    pub(in crate::cards::generate::languages) infinitives: Words,
    /// Nouns in the plural whose label a list of such things follows.
    pub(in crate::cards::generate::languages) kinds: Words,
    /// Words that may stand between such a noun and what it is of.
    pub(in crate::cards::generate::languages) of: Words,
    /// How a list joins its last item.
    pub(in crate::cards::generate::languages) and: Words,
    /// Openings of a text that says how it is mostly, or by default.
    pub(in crate::cards::generate::languages) mostly: Words,
    /// Words that turn against what was said before the comma.
    pub(in crate::cards::generate::languages) but: Words,
    /// Openings of a text that says what something is for.
    pub(in crate::cards::generate::languages) purposes: Words,
    /// Endings of participles.
    pub(in crate::cards::generate::languages) participles: Words,
    /// What stands between a participle and who did the deed.
    pub(in crate::cards::generate::languages) by: Words,
    /// Openings of a text that tells something of a thing, not what it is: prepositions, adverbs,
    /// conjunctions, pronouns and the verbs that notes open with.
    pub(in crate::cards::generate::languages) telling: Words,
    /// Finite verbs that are no other word: what they stand in is a clause.
    pub(in crate::cards::generate::languages) verbs: Words,
    /// Words that open a clause of its own, whose verb tells nothing of the whole.
    pub(in crate::cards::generate::languages) relatives: Words,
    /// The names of the months.
    pub(in crate::cards::generate::languages) months: Words,
    /// Nouns for what people are or do.
    pub(in crate::cards::generate::languages) roles: Words,
    /// Nouns for what a place is.
    pub(in crate::cards::generate::languages) places: Words,
    /// Nouns that a proper name stands behind in the name of an idea: "law of ...".
    pub(in crate::cards::generate::languages) ideas: Words,
    /// What opens the reason for what stands in front.
    pub(in crate::cards::generate::languages) because: &'static [&'static str],
    /// Words in front of that which limit the reason, or deny it.
    pub(in crate::cards::generate::languages) limits: Words,
    /// Verbs that make an aim of the reason.
    pub(in crate::cards::generate::languages) aims: Words,
    /// Sentences that say what is meant by a word.
    pub(in crate::cards::generate::languages) meant: &'static [Meant],
}

/// "By X is meant Y".
pub(in crate::cards::generate::languages) struct Meant {
    /// What the sentence opens with.
    pub(in crate::cards::generate::languages) opening: &'static str,
    /// What stands between X and Y.
    pub(in crate::cards::generate::languages) verb: &'static str,
    /// Whether it says how Y is called, not what X is.
    pub(in crate::cards::generate::languages) calls: bool,
    /// What of the verb belongs to Y.
    pub(in crate::cards::generate::languages) article: &'static str,
}

const fn called(opening: &'static str, verb: &'static str, article: &'static str) -> Meant {
    Meant { opening, verb, calls: true, article }
}

const fn meant(opening: &'static str, verb: &'static str) -> Meant {
    Meant { opening, verb, calls: false, article: "" }
}

/// What is known of a language, if it is in the letters of English.
pub(in crate::cards::generate::languages) const fn of(
    language: Language,
) -> Option<&'static Latin> {
    match language {
        Language::German => Some(&GERMAN),
        Language::French => Some(&FRENCH),
        Language::Spanish => Some(&SPANISH),
        Language::Italian => Some(&ITALIAN),
        Language::Portuguese => Some(&PORTUGUESE),
        _ => None,
    }
}

const GERMAN: Latin = Latin {
    chores: Words(
        "vormittag, nachmittag, abend, trainer, trainerin, ansprechpartner, ansprechpartnerin, dozent, dozentin, folien, hausaufgabe, \
         hausaufgaben, klausurtipp, klausurtermin, nachholen, offen, prof, professor, \
         professorin, prüfungstermin, referent, referentin, sprechstunde, termin, todo, \
         tutor, tutorin, übung, vortragende",
    ),
    chores_alone: Words("klausur, ort, prüfung, raum, treffpunkt, uhrzeit, wann, zeit"),
    remarks: Words(
        "achtung, antwort, anm, anmerkung, ausnahme, beispiel, klassiker, beispiele, bsp, frage, fragen, \
         hinweis, merke, nachfrage, nb, notiz, notizen, ps, siehe, tipp, vgl, wichtig",
    ),
    results: Words("ergebnis, folge, fazit, folgen, konsequenz"),
    tasks: Words(""),
    infinitives: Words(""),
    kinds: Words(
        "arten, aufgaben, auslöser, aspekte, bestandteile, ebenen, eigenschaften, elemente, \
         faktoren, fehler, folgen, formen, funktionen, gründe, kategorien, klassen, \
         komponenten, merkmale, methoden, nachteile, phasen, prinzipien, säulen, schichten, \
         schritte, stufen, symptome, teile, typen, ursachen, varianten, voraussetzungen, \
         vorteile, wege, ziele",
    ),
    of: Words("der, des, von, vom, für, einer, eines, beim, bei, im, in, zur"),
    and: Words("und, sowie"),
    mostly: Words(
        "fast immer, fast nie, gewöhnlich, häufig, immer, in der regel, manchmal, meist, \
         meistens, nie, normalerweise, oft, per default, selten, standardmäßig, \
         üblicherweise, generell",
    ),
    but: Words("aber, jedoch, sondern, allerdings"),
    purposes: Words("für"),
    participles: Words(""),
    by: Words(""),
    telling: Words(
        "ab, alle, alles, als, an, auch, auf, aus, bei, beim, besser, bis, da, danach, dann, \
         dass, durch, einfach, er, erst, es, etwa, evtl, falls, für, gegen, gut, heute, hier, \
         höchstens, ich, im, immer, in, je, kein, keine, keinen, knapp, langsam, leicht, \
         lieber, man, maximal, mehr, meist, mindestens, minimal, mit, möglichst, nach, nicht, \
         nie, noch, nur, ob, oft, ohne, optional, pro, rund, schlecht, schnell, schon, \
         schwer, sehr, seit, sie, siehe, so, statt, teuer, um, unter, viel, vom, von, vor, \
         wegen, weil, weniger, wenn, wichtig, wie, wir, zu, zuerst, zuhause, zum, zur, \
         zwischen, über, bedeutet, bekommt, bleibt, braucht, darf, dient, enthält, erlaubt, \
         ermöglicht, fehlt, findet, führt, funktioniert, geht, gibt, gilt, haben, hat, heißt, \
         hilft, ist, kann, kommt, kostet, können, liegt, läuft, lässt, macht, muss, müssen, \
         nimmt, nutzt, prüft, regelt, sagt, schreibt, setzt, sind, soll, sollen, sorgt, \
         speichert, startet, steht, stellt, tritt, verhindert, war, waren, werden, wird, \
         wirkt, wurde, wurden, zeigt",
    ),
    verbs: Words(
        "sagte, meint, bedeutet, bekommt, bleibt, braucht, darf, dient, enthält, erlaubt, ermöglicht, \
         fehlt, findet, führt, funktioniert, geht, gibt, gilt, haben, hat, heißt, hilft, ist, \
         kann, kommt, kostet, können, liegt, läuft, lässt, macht, muss, müssen, nimmt, nutzt, \
         prüft, regelt, sagt, schreibt, setzt, sind, soll, sollen, sorgt, speichert, startet, \
         steht, stellt, tritt, verhindert, war, waren, werden, wird, wirkt, wurde, wurden, \
         zeigt",
    ),
    relatives: Words(
        "der, die, das, den, dem, dessen, deren, wo, welche, welcher, welches, wobei, wenn, \
         weil, damit, um",
    ),
    months: Words(
        "januar, jänner, februar, märz, april, mai, juni, juli, august, september, oktober, \
         november, dezember",
    ),
    roles: Words(
        "architekt, architektin, autor, autorin, begründer, begründerin, bildhauer, \
         bundeskanzler, bundespräsident, dichter, dichterin, entdecker, erfinder, feldherr, \
         gründer, gründerin, kaiser, kaiserin, kanzler, komponist, könig, königin, maler, \
         malerin, mathematiker, mathematikerin, ökonom, ökonomin, papst, philosoph, \
         philosophin, physiker, physikerin, politiker, politikerin, präsident, \
         schriftsteller, schriftstellerin, soziologe, soziologin, theologe, astronom, \
         astronomin, biologe, biologin, chemiker, chemikerin, geologe, geologin, historiker, \
         historikerin, informatiker, informatikerin",
    ),
    places: Words(
        "bundesland, bundesstaat, fluss, hauptstadt, insel, kontinent, königreich, land, \
         republik, staat, stadt",
    ),
    ideas: Words(""),
    because: &[", weil "],
    limits: Words("nicht, nur, auch, vor allem, besonders, allem"),
    aims: Words(""),
    meant: &[
        meant("Unter ", " versteht man "),
        meant("Mit ", " meint man "),
        called("Als ", " bezeichnet man ", ""),
    ],
};

const FRENCH: Latin = Latin {
    chores: Words(
        "devoirs, faire, formateur, formatrice, enseignant, enseignante, intervenant, intervenante, prof, professeur, \
         professeure, prochain, prochaine, rdv, todo",
    ),
    chores_alone: Words(
        "amphi, contact, date, diapos, examen, heure, horaire, lieu, local, partiel, salle, \
         slides, td",
    ),
    remarks: Words(
        "attention, réponse, astuce, ex, exception, exemple, exemples, nb, note, notes, question, \
         questions, rappel, remarque, remarques, voir",
    ),
    results: Words("conclusion, conséquence, conséquences, résultat, bilan"),
    tasks: Words("à, a"),
    infinitives: Words("er, ir, re, oir"),
    kinds: Words(
        "acteurs, aspects, avantages, buts, caractéristiques, catégories, causes, \
         composants, composantes, conditions, conséquences, domaines, effets, éléments, \
         étapes, facteurs, fonctions, formes, inconvénients, missions, niveaux, objectifs, \
         parties, phases, piliers, principes, raisons, rôles, symptômes, types, erreurs, \
         sortes",
    ),
    of: Words("de, du, des, d, à, dans, pour"),
    and: Words("et"),
    mostly: Words(
        "en général, généralement, habituellement, jamais, le plus souvent, normalement, \
         par défaut, parfois, presque, quasi, rarement, souvent, toujours",
    ),
    but: Words("mais, cependant"),
    purposes: Words("pour"),
    participles: Words("é, ée, és, ées, i, ie, is, ies, it, ite, u, ue, us, ues"),
    by: Words("par"),
    telling: Words(
        "à, afin, après, au, aucun, aucune, aussi, aux, avant, avec, bien, car, chez, comme, \
         contre, d'abord, dans, depuis, donc, dès, elle, elles, en, ensuite, entre, environ, \
         et, facile, il, ils, jamais, juste, lent, lorsque, maximum, mais, mal, meilleur, \
         mieux, minimum, moins, ne, ni, non, on, ou, par, pas, pendant, plus, plutôt, pour, \
         puis, quand, quasi, rapide, sans, sauf, selon, seulement, si, sous, souvent, sur, \
         toujours, tous, tout, toute, toutes, très, trop, uniquement, utile, vers, voir, ça, \
         y, c'est, n'est, s'il, ajoute, augmente, autorise, commence, contient, coûte, \
         dépend, désactive, deviennent, devient, disent, dit, doit, doivent, désigne, donne, \
         donnent, est, était, évite, exige, fait, faut, font, fonctionne, fut, gère, \
         interdit, marche, met, ont, permet, permettent, peut, peuvent, prend, protège, \
         renvoie, remplace, rend, rendent, reste, restent, réduit, sera, sert, sont, \
         supprime, utilise, utilisent, va, veut, vient, vont, vérifie",
    ),
    verbs: Words(
        "explique, raconte, ajoute, augmente, autorise, commence, contient, coûte, dépend, désactive, \
         deviennent, devient, disent, dit, doit, doivent, désigne, donne, donnent, est, \
         était, évite, exige, fait, faut, font, fonctionne, fut, gère, interdit, marche, met, \
         ont, permet, permettent, peut, peuvent, prend, protège, renvoie, remplace, rend, \
         rendent, reste, restent, réduit, sera, sert, sont, supprime, utilise, utilisent, va, \
         veut, vient, vont, vérifie",
    ),
    relatives: Words(
        "qui, que, qu, dont, où, lequel, laquelle, lesquels, lesquelles, si, quand, lorsque, \
         pour, afin",
    ),
    months: Words(
        "janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, \
         novembre, décembre",
    ),
    roles: Words(
        "architecte, auteur, autrice, chancelier, compositeur, économiste, écrivain, \
         empereur, fondateur, fondatrice, inventeur, juriste, mathématicien, \
         mathématicienne, ministre, pape, peintre, philosophe, physicien, physicienne, \
         poète, président, présidente, reine, roi, romancier, sculpteur, sociologue, \
         astronome, biologiste, chimiste, géologue, historien, historienne, informaticien, \
         informaticienne",
    ),
    places: Words(
        "capitale, cité, confédération, continent, état, fleuve, île, monarchie, pays, \
         république, royaume, ville",
    ),
    ideas: Words(
        "algorithme, courbe, critère, diagramme, effet, équation, formule, indice, \
         inégalité, loi, méthode, modèle, nombre, paradoxe, principe, règle, test, théorème, \
         théorie, triangle",
    ),
    because: &[
        " parce que ",
        " parce qu'",
        " parce qu’",
        ", car ",
        " car il ",
        " car ils ",
        " car elle ",
        " car elles ",
        " car on ",
    ],
    limits: Words("pas, non, notamment, seulement, surtout, simplement, que"),
    aims: Words(""),
    meant: &[
        meant("Par ", " on entend "),
        called("On appelle ", " un ", "un "),
        called("On appelle ", " une ", "une "),
    ],
};

const SPANISH: Latin = Latin {
    chores: Words(
        "deberes, falta, faltan, me, pendiente, pendientes, ponente, profe, profesor, profesora, próximo, \
         próxima, todo",
    ),
    chores_alone: Words("aula, contacto, diapositivas, examen, fecha, hora, horario, lugar, sala"),
    remarks: Words(
        "atención, respuesta, cuidado, ej, ejemplo, ejemplos, excepción, nb, nota, notas, ojo, \
         pregunta, preguntas, recordar, recordatorio, ver",
    ),
    results: Words("conclusión, consecuencia, consecuencias, resultado"),
    tasks: Words("por, a"),
    infinitives: Words("ar, er, ir"),
    kinds: Words(
        "aspectos, características, categorías, causas, clases, componentes, condiciones, \
         consecuencias, desventajas, efectos, elementos, estamentos, etapas, fases, formas, \
         funciones, inconvenientes, motivos, niveles, objetivos, partes, pasos, pilares, \
         principios, razones, requisitos, síntomas, tipos, ventajas, errores",
    ),
    of: Words("de, del, para, en"),
    and: Words("y, e"),
    mostly: Words(
        "a menudo, a veces, casi, en general, generalmente, habitualmente, normalmente, \
         nunca, por defecto, raramente, siempre",
    ),
    but: Words("pero, sino, aunque"),
    purposes: Words("para"),
    participles: Words("ado, ada, ados, adas, ido, ida, idos, idas, ito, ita"),
    by: Words("por"),
    telling: Words(
        "a, al, antes, aprox, aquí, aún, bajo, bastante, bien, cada, como, con, contra, \
         cualquier, cuando, de, demasiado, desde, después, durante, en, entre, hacia, hasta, \
         mal, mejor, mucha, muchas, mucho, muchos, muy, máximo, más, menos, mínimo, ni, no, \
         nunca, o, para, pero, peor, poca, poco, por, porque, primero, pues, se, según, si, \
         siempre, sin, sobre, sólo, solo, también, toda, todas, todo, todos, tras, unos, \
         unas, y, ya, él, ella, aumenta, borra, consiste, contiene, crea, cuesta, da, debe, \
         deben, depende, devuelve, empieza, era, es, está, están, evita, fue, fueron, hace, \
         hacen, hay, indica, mide, muestra, necesita, necesitan, permite, permiten, pone, \
         puede, pueden, queda, reduce, sale, salen, sirve, son, tiene, tienen, va, van",
    ),
    verbs: Words(
        "dice, dicen, aumenta, borra, consiste, contiene, crea, cuesta, da, debe, deben, depende, \
         devuelve, empieza, era, es, está, están, evita, fue, fueron, hace, hacen, hay, \
         indica, mide, muestra, necesita, necesitan, permite, permiten, pone, puede, pueden, \
         queda, reduce, sale, salen, sirve, son, tiene, tienen, va, van",
    ),
    relatives: Words("que, quien, quienes, cual, cuyo, cuya, donde, cuando, si, para, porque"),
    months: Words(
        "enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, setiembre, \
         octubre, noviembre, diciembre",
    ),
    roles: Words(
        "arquitecto, arquitecta, autor, autora, compositor, economista, emperador, escritor, \
         escritora, escultor, filósofo, filósofa, fundador, fundadora, inventor, líder, \
         ministro, papa, pintor, pintora, poeta, presidente, presidenta, reina, rey, \
         sociólogo, socióloga, geólogo, historiador, historiadora",
    ),
    places: Words(
        "capital, ciudad, continente, estado, isla, monarquía, país, provincia, reino, \
         república, río",
    ),
    ideas: Words(
        "algoritmo, criterio, curva, diagrama, ecuación, efecto, fórmula, índice, ley, \
         método, modelo, número, paradoja, principio, regla, test, teorema, teoría, triángulo",
    ),
    because: &[" porque "],
    limits: Words("no, solo, sólo, también, sobre todo, todo, simplemente"),
    aims: Words(""),
    meant: &[meant("Por ", " se entiende "), meant("Por ", " entendemos ")],
};

const ITALIAN: Latin = Latin {
    chores: Words(
        "compiti, compito, manca, mancano, docente, dispense, prof, professore, professoressa, prossimo, \
         prossima, relatore, relatrice, ricevimento, todo",
    ),
    chores_alone: Words("aula, contatto, data, esame, luogo, ora, orario, sala, slide"),
    remarks: Words(
        "attenzione, risposta, domanda, domande, eccezione, es, esempi, esempio, nb, nota, note, \
         osservazione, ricorda, vedi",
    ),
    results: Words("conclusione, conseguenza, conseguenze, risultato"),
    tasks: Words("da"),
    infinitives: Words("are, ere, ire, rre"),
    kinds: Words(
        "aspetti, caratteristiche, categorie, cause, componenti, condizioni, conseguenze, \
         effetti, elementi, fasi, fattori, forme, funzioni, livelli, motivi, obiettivi, \
         parti, passi, pilastri, principi, ragioni, requisiti, scopi, sintomi, svantaggi, \
         tipi, tipologie, vantaggi, errori",
    ),
    of: Words("di, del, dello, della, dei, degli, delle, dell, d, per, in"),
    and: Words("e, ed"),
    mostly: Words(
        "a volte, di default, di norma, di solito, generalmente, in genere, mai, \
         normalmente, quasi, raramente, sempre, spesso",
    ),
    but: Words("ma, però, bensì"),
    purposes: Words("per"),
    participles: Words("ato, ata, ati, ate, ito, ita, iti, ite, uto, uta, tto, tta"),
    by: Words("da, dal, dalla, dai, dagli, dalle, dallo"),
    telling: Words(
        "ad, al, alla, alle, ancora, ancor, allo, anche, che, ci, circa, come, con, contro, da, dal, dalla, \
         dopo, durante, e, fino, fra, già, in, invece, lei, lui, ma, mai, massimo, meglio, \
         meno, minimo, molto, nel, nella, non, né, o, oltre, ogni, per, perché, più, poco, \
         poi, prima, qualsiasi, quando, quindi, se, secondo, sempre, senza, si, solo, \
         soltanto, sopra, sotto, su, sul, sulla, tanto, tra, troppo, tutta, tutte, tutti, \
         tutto, verso, arruola, avviene, chiede, consiste, contiene, costa, crea, deve, \
         devono, diventa, diventano, dipende, dà, era, erano, evita, fa, fanno, fu, funziona, \
         furono, ha, hanno, indica, permette, permettono, può, possono, resta, rimane, \
         scoppia, serve, servono, sono, usa, va, vanno, viene, vengono, è",
    ),
    verbs: Words(
        "dice, dicono, arruola, avviene, chiede, consiste, contiene, costa, crea, deve, devono, diventa, \
         diventano, dipende, dà, era, erano, evita, fa, fanno, fu, funziona, furono, ha, \
         hanno, indica, permette, permettono, può, possono, resta, rimane, scoppia, serve, \
         servono, sono, usa, va, vanno, viene, vengono, è",
    ),
    relatives: Words("che, cui, quale, quali, dove, quando, se, perché, per"),
    months: Words(
        "gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, \
         ottobre, novembre, dicembre",
    ),
    roles: Words(
        "architetto, autore, autrice, compositore, condottiero, economista, filosofo, \
         filosofa, fondatore, fondatrice, imperatore, inventore, papa, pittore, pittrice, \
         poeta, presidente, re, regina, scrittore, scrittrice, scultore, sociologo, biologo, \
         geologo, ingegnere",
    ),
    places: Words(
        "capitale, città, continente, fiume, isola, monarchia, paese, provincia, regione, \
         regno, repubblica, stato",
    ),
    ideas: Words(
        "algoritmo, criterio, curva, diagramma, effetto, equazione, formula, indice, legge, \
         metodo, modello, numero, paradosso, principio, regola, teorema, teoria, test, \
         triangolo",
    ),
    because: &[" perché ", " poiché ", " perchè "],
    limits: Words("non, solo, anche, soprattutto, proprio, forse"),
    aims: Words(
        "sia, siano, abbia, abbiano, possa, possano, venga, vengano, faccia, facciano, vada, \
         vadano, resti, restino, debba, debbano",
    ),
    meant: &[
        meant("Per ", " si intende "),
        meant("Per ", " s'intende "),
        meant("Per ", " si intendono "),
    ],
};

const PORTUGUESE: Latin = Latin {
    chores: Words(
        "falta, faltam, formador, formadora, orador, oradora, palestrante, pendente, próximo, próxima, prof, professor, \
         professora, todo, tpc",
    ),
    chores_alone: Words(
        "contacto, contato, data, exame, hora, horário, local, sala, slides, teste, \
         trabalho de casa",
    ),
    remarks: Words(
        "atenção, resposta, cuidado, ex, exceção, exemplo, exemplos, lembrar, nb, nota, notas, obs, \
         observação, pergunta, perguntas, ver",
    ),
    results: Words("conclusão, consequência, consequências, resultado"),
    tasks: Words("a, por, para"),
    infinitives: Words("ar, er, ir"),
    kinds: Words(
        "aspectos, aspetos, características, categorias, causas, componentes, condições, \
         consequências, desvantagens, efeitos, elementos, etapas, fases, fatores, formas, \
         funções, motivos, níveis, objetivos, partes, passos, pilares, princípios, razões, \
         requisitos, sinais, sintomas, tipos, vantagens, erros",
    ),
    of: Words("de, do, da, dos, das, para, em, no, na"),
    and: Words("e"),
    mostly: Words(
        "às vezes, em geral, geralmente, muitas vezes, normalmente, nunca, por defeito, \
         por omissão, por padrão, quase, raramente, sempre",
    ),
    but: Words("mas, porém, embora"),
    purposes: Words("para"),
    participles: Words("ado, ada, ados, adas, ido, ida, idos, idas, ito, ita"),
    by: Words("por, pelo, pela, pelos, pelas"),
    telling: Words(
        "antes, ao, aos, ainda, apenas, aprox, até, bem, cada, com, como, contra, de, depois, \
         desde, durante, em, entre, já, mais, mas, mal, máximo, melhor, menos, mínimo, muita, \
         muitas, muito, muitos, na, nas, nem, no, nos, nunca, não, ou, para, pela, pelo, \
         pior, por, porque, pouca, pouco, qualquer, quando, se, segundo, sem, sempre, sob, \
         sobre, somente, só, também, toda, todas, todo, todos, à, às, ele, ela, aumenta, \
         avisa, cabe, cai, chegou, começa, consiste, contém, cria, custa, deve, devem, \
         depende, devolve, dá, era, evita, exige, faz, fazem, fica, foi, foram, há, indica, \
         mede, mostra, permite, permitem, pode, podem, precisa, precisam, reduz, serve, são, \
         tem, termina, têm, usa, usam, vai, vão, é, está, estão",
    ),
    verbs: Words(
        "diz, dizem, aumenta, avisa, cabe, cai, chegou, começa, consiste, contém, cria, custa, deve, \
         devem, depende, devolve, dá, era, evita, exige, faz, fazem, fica, foi, foram, há, \
         indica, mede, mostra, permite, permitem, pode, podem, precisa, precisam, reduz, \
         serve, são, tem, termina, têm, usa, usam, vai, vão, é, está, estão",
    ),
    relatives: Words("que, quem, qual, quais, cujo, cuja, onde, quando, se, para, porque"),
    months: Words(
        "janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, \
         novembro, dezembro",
    ),
    roles: Words(
        "arquiteto, arquiteta, autor, autora, compositor, economista, escritor, escritora, \
         escultor, filósofo, filósofa, fundador, fundadora, imperador, inventor, líder, \
         mestre, ministro, navegador, papa, pintor, pintora, poeta, presidente, rainha, rei, \
         sociólogo, geólogo, historiador, historiadora",
    ),
    places: Words(
        "capital, cidade, continente, estado, ilha, monarquia, país, província, região, \
         reino, república, rio",
    ),
    ideas: Words(
        "algoritmo, critério, curva, diagrama, efeito, equação, fórmula, índice, lei, \
         método, modelo, número, paradoxo, princípio, regra, teorema, teoria, teste, \
         triângulo",
    ),
    because: &[" porque "],
    limits: Words("não, só, também, sobretudo, apenas, simplesmente"),
    aims: Words(""),
    meant: &[
        meant("Por ", " entende-se "),
        meant("Por ", " entendemos "),
        called("Chama-se ", " a ", ""),
    ],
};

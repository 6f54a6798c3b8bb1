"""Direct and mixed quotations with cue and speaker in the languages that have a file."""

import unicodedata

import pytest

from annotations.domain.quotes import known_languages, suggest
from tests.domain.quotes.tables import outermost, read_row, said

ROWS = {
    "fr": {
        "tag turned round": "[« Nous signerons »], {a déclaré} <Anna Berg>.",
        "present tense": "[« Nous signerons »], {affirme} <la ministre Anna Berg>.",
        "tag after, straight order": "[« Nous signerons »], <Anna Berg> {l’a dit}.",
        "hanging pronoun": "[« Nous signerons »], a<-t-elle> {déclaré}.",
        "hanging pronoun, present": "[« Nous signerons »], {dit}<-elle>.",
        "tag before": "<Anna Berg> {a déclaré} : [« Nous signerons. »]",
        "interrupted": "[« Nous signerons], {a affirmé} <la porte-parole du ministère>, [mais pas aujourd’hui. »]",
        "curly marks": "[“Nous signerons”], {a déclaré} <Anna Berg>.",
        "mixed": "<Anna Berg> {a déclaré} [que l’accord était « une farce »].",
        "a day between, and a verb that no list has": "<Anna Berg> {a déclaré} mardi [que les navires resteraient].",
        "source": "{Selon} <le Kremlin>, [l’accord est « mort »].",
    },
    "de": {
        "tag turned round": "[„Wir werden unterschreiben“], {sagte} <Anna Berg>.",
        "title": "[„Wir werden unterschreiben“], {erklärte} <Außenministerin Anna Berg> am Montag.",
        "tag before": "<Anna Berg> {sagte}: [„Wir werden unterschreiben.“]",
        "guillemets inward": "[»Wir werden unterschreiben«], {sagte} <die Ministerin>.",
        "interrupted": "[„Wir werden unterschreiben“], {sagte} <Anna Berg>, [„aber nicht heute.“]",
        "mixed": "<Anna Berg> {sagte}, [dass das Abkommen „eine Farce“ sei].",
        "a verb that no list has": "<Anna Berg> {sagte} am Dienstag, [dass die Schiffe ankern].",
        "whose speaker it is": "<Der Sprecher der Reederei>, Lev Orso, {sagte}: [„Nein.“]",
        "source": "{Laut} <Kreml> [ist das Abkommen „tot“].",
    },
    "es": {
        "tag turned round": "[«Vamos a firmar»], {dijo} <Anna Berg>.",
        "tag before": "<La ministra Anna Berg> {afirmó}: [«Vamos a firmar»].",
        "curly marks": "[“Vamos a firmar”], {aseguró} <el portavoz del Gobierno>.",
        "perfect": "[«Vamos a firmar»], {ha dicho} <Anna Berg>.",
        "mixed": "<Anna Berg> {dijo} [que el acuerdo era «una farsa»].",
        "a day between, and a verb that no list has": "<Anna Berg> {aseguró} el martes [que los barcos navegarán].",
        "source": "{Según} <el Kremlin>, [el acuerdo está «muerto»].",
    },
    "ru": {
        "tag turned round": "[«Мы подпишем»], — {сказала} <Анна Берг>.",
        "title": "[«Мы подпишем»], — {заявил} <министр Пётр Вин>.",
        "tag before": "<Анна Берг> {сказала}: [«Мы подпишем»].",
        "mixed": "<Анна Берг> {заявила}, [что соглашение — «фарс»].",
        "a day between, and a verb that no list has": "<Анна Берг> {заявила} во вторник, [что корабли уйдут].",
        "source": "{По словам} <Анны Берг>, [соглашение «мертво»].",
        "tag inside the marks": "[«Мы подпишем], — {сказала} <Анна Берг>. — [И сдержим слово»].",
        "inner marks": "[«Мы подпишем „бумагу“ завтра»], — {отметил} <он>.",
    },
    "ar": {
        "verb and speaker first": "{قالت} <آنا بيرغ>: [“سنوقع الاتفاق غدا”].",
        "and said": "{وقال} <وزير الخارجية سالم نور>: [\"سنوقع الاتفاق غدا\"].",
        "guillemets": "{أكد} <المتحدث باسم الحكومة>: [«سنوقع الاتفاق غدا»].",
        "tag after": "[«سنوقع الاتفاق غدا»]، {قالت} <آنا بيرغ>.",
        "mixed": "{قالت} <آنا بيرغ> [إن الاتفاق «مهزلة»].",
    },
    "zh": {
        "tag before": "<王丽>{说}：[“我们会签字。”]",
        "day and place between": "<外交部发言人林娜>周一在北京{表示}：[“我们会签字。”]",
        "tag after": "[“我们会签字，”]<王丽>{说}。",
        "corner marks": "<王麗>{說}：[「我們會簽字。」]",
        "mixed": "<王丽>{表示}，[协议是“一场闹剧”]。",
        "pronoun": "<她>{强调}：[“我们会签字。”]",
    },
    "nl": {
        "a day between, and a verb that no list has": "<Anna Berg> {zei} dinsdag [dat de schepen varen].",
        "tag turned round": "[„We gaan tekenen”], {zegt} <Anna Berg>.",
        "straight marks": '["We gaan tekenen"], {zei} <minister Anna Berg> maandag.',
        "tag before": "<Anna Berg> {zei}: [“We gaan tekenen.”]",
        "single marks": "[‘We gaan tekenen’], {zegt} <Anna Berg>.",
        "mixed": "<Anna Berg> {zegt} [dat het akkoord “een farce” is].",
        "aldus": "[“We gaan tekenen”], {aldus} <een woordvoerder van het ministerie>.",
    },
}  # fmt: skip
CASES = [
    pytest.param(language, row, id=f"{language}, {name}")
    for language, rows in ROWS.items()
    for name, row in rows.items()
]


def test_every_language_file_has_rows_here():
    assert {"en", *ROWS} == set(known_languages())


@pytest.mark.parametrize(("language", "row"), CASES)
def test_a_quotation_finds_cue_and_speaker(language, row):
    text, expected = read_row(row)

    found = outermost(text, language)

    assert [said(text, one) for one in found] == [expected]


NAMES = {
    "fr": ("« Nous signerons », a déclaré la ministre Anna Berg.", "Anna Berg", "ministre"),
    "de": ("„Wir gehen“, sagte Außenministerin Anna Berg.", "Anna Berg", "Außenministerin"),
    "es": ("«Firmamos ya», dijo la ministra Anna Berg.", "Anna Berg", "ministra"),
    "ru": ("«Мы подпишем», — заявил министр Пётр Вин.", "Пётр Вин", "министр"),
    "ar": ("قال وزير الخارجية سالم نور: «سنوقع الاتفاق غدا».", "سالم نور", "وزير الخارجية"),
    "zh": ("外交部发言人林娜说：“我们会签字。”", "林娜", "外交部发言人"),
    "nl": ("“We gaan tekenen”, zei minister Anna Berg.", "Anna Berg", "minister"),
}


@pytest.mark.parametrize(("language", "row"), NAMES.items())
def test_a_title_becomes_the_affiliation(language, row):
    text, name, affiliation = row

    (found,) = suggest(text, language)

    assert (found.name, found.affiliation) == (name, affiliation)


@pytest.mark.parametrize(("language", "row"), NAMES.items())
def test_the_language_is_guessed_from_the_words(language, row):
    text, name, _ = row

    (found,) = suggest(text)

    assert found.name == name


def test_an_unknown_language_is_read_by_its_marks_and_colons():
    text = "Anna Berg: «Allekirjoitamme sopimuksen huomenna aamulla.»"

    (found,) = suggest(text, "fi")

    assert said(text, found)["speaker"] == ["Anna Berg"]


def test_a_language_may_come_with_its_country():
    text = NAMES["fr"][0]

    assert suggest(text, "fr-BE") == suggest(text, "FR_ca") == suggest(text, "fr")


UNSAID = {
    "es": "La ministra Anna Berg viajó a Oslo. «No vamos a ceder», dijo a los periodistas.",
    "ru": "Министр Анна Берг прибыла в Осло. «Мы не уступим», — заявила журналистам.",
}


@pytest.mark.parametrize(("language", "text"), UNSAID.items())
def test_a_verb_without_a_subject_goes_on_with_who_was_named(language, text):
    found = suggest(text, language)[-1]

    assert found.name in ("Anna Berg", "Анна Берг")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وصل المبعوثة الخاصة، هنا سولر، أمس. وقالت سولر في مؤتمر عقدته: «سنوقع غدا».", "هنا سولر"),
        (
            "ورأى السفير المتقاعد نبيل الصفار، الذي وصل، ذلك. وقال الصفار: «سنوقع غدا».",
            "نبيل الصفار",
        ),
        ("وترى ليلى الصفّار، الباحثة، ذلك. وقالت الصفّار: «سنوقع غدا».", "ليلى الصفّار"),
        ("وصل وفد سولر أمس. وقالت سولر: «سنوقع غدا».", "سولر"),
        ("وقالت سولر: «سنوقع غدا».", "سولر"),
    ],
)
def test_a_surname_without_capitals_finds_the_whole_name(text, name):
    assert suggest(text, "ar")[-1].name == name


def test_accents_behind_their_letters_do_not_part_words():
    composed = "« Nous signerons », a déclaré la ministre Élise Ménard."
    parted = unicodedata.normalize("NFD", composed)

    (found,), (same,) = suggest(parted, "fr"), suggest(composed, "fr")

    assert unicodedata.normalize("NFC", found.name) == same.name == "Élise Ménard"
    assert [parted[slice(*one)] for one in found.cue] == ["a de\u0301clare\u0301"]


def test_an_accent_without_a_letter_is_no_word():
    (found,) = suggest("« Nous signerons \u0301 », a déclaré Élise Ménard.", "fr")

    assert found.name == "Élise Ménard"

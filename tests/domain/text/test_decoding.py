import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.domain.text import CannotExtract, decode

SENTENCES = {
    "ru": "Представитель ведомства заявил в понедельник, что переговоры о перемирии продолжатся.",
    "fr": "La porte-parole a déclaré hier que la médiation se poursuivrait après la trêve espérée.",
    "de": "Die Sprecherin erklärte, die Gespräche über eine Waffenruhe würden später fortgeführt.",
    "en": "The envoy said on Monday that the talks would resume. “We are ready,” she added — again.",
    "ar": "قالت المتحدثة يوم الاثنين إن المحادثات بشأن الهدنة ستستمر في الأسبوع المقبل كما هو مقرر.",
    "el": "Η εκπρόσωπος δήλωσε τη Δευτέρα ότι οι συνομιλίες για την εκεχειρία θα συνεχιστούν.",
    "he": "הדוברת אמרה ביום שני כי השיחות על הפסקת האש יימשכו בשבוע הבא כמתוכנן לפי שעה.",
    "pl": "Rzeczniczka powiedziała w poniedziałek, że rozmowy o zawieszeniu broni będą trwały.",
    "zh": "发言人周一表示，有关停火的谈判将继续进行。她说：“我们随时准备恢复对话。”",
    "zh-Hant": "發言人週一表示，有關停火的談判將繼續進行。她說：「我們隨時準備恢復對話。」",
    "ja": "報道官は月曜日、停戦に関する協議は来週も続くと述べた。対話の用意があるという。",
    "ko": "대변인은 월요일 휴전에 관한 회담이 다음 주에도 계속될 것이라고 말했다.",
}


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_declaration(language, encoding):
    text = SENTENCES[language]

    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_read_without_a_mark(language, encoding):
    text = SENTENCES[language] + "\nA line.\n"

    assert decode(text.encode(encoding)) == text


LEGACY = [
    ("ru", "cp1251"),
    ("ru", "koi8-r"),
    ("fr", "cp1252"),
    ("de", "cp1252"),
    ("en", "cp1252"),
    ("ar", "cp1256"),
    ("el", "cp1253"),
    ("he", "cp1255"),
    ("pl", "cp1250"),
    ("zh", "gb18030"),
    ("zh-Hant", "big5"),
    ("ja", "cp932"),
    ("ja", "euc_jp"),
    ("ko", "cp949"),
]


@pytest.mark.parametrize(("language", "encoding"), LEGACY)
def test_older_encodings_are_detected(language, encoding):
    text = SENTENCES[language]

    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(("language", "encoding"), [*LEGACY, ("ja", "iso2022_jp")])
def test_older_encodings_are_read_as_declared(language, encoding):
    text = SENTENCES[language]

    assert decode(text.encode(encoding), charset=encoding) == text


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("GB2312", "gb18030"),
        ("Shift_JIS", "cp932"),
        (' "UTF8" ', "utf-8"),
    ],
)
def test_declared_names_mean_what_browsers_make_of_them(declared, encoding):
    text = {"gb18030": "停火㐀谈判", "cp932": "①停戦"}.get(encoding, "“Yes” – déjà")

    assert decode(text.encode(encoding), charset=declared) == text


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1251", "no-such-charset", "hex"])
def test_what_is_utf8_stays_utf8_under_a_wrong_declaration(declared):
    text = SENTENCES["ru"]

    assert decode(text.encode(), charset=declared) == text


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1251">',
        "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>",
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_a_page_declares_its_own_encoding(head):
    page = head + "<p>Да, Ёлка.</p>"

    assert decode(page.encode("cp1251"), media_type="text/html") == page


REFUSED = {
    "nothing": (b"", "empty"),
    "only space": (b" \n\t\n", "empty"),
    "only a mark": (b"\xef\xbb\xbf\n", "empty"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
    "photograph": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)), "binary"),
    "zip": (b"PK\x03\x04" + bytes(60), "binary"),
    "program": (b"MZ\x90\x00" + bytes(range(256)), "binary"),
    "noise": (bytes((n * 7919 + n // 3) % 256 for n in range(4000)), "binary"),
    "controls": (b"some\x01\x02\x03\x04 text \x05\x06\x07", "binary"),
    "damaged UTF-8": ("Приветствие".encode() + b"\xff\xfe" + "мира".encode(), "mis_encoded"),
    "cut within a character": ("Приветствие миру".encode()[:-1], "mis_encoded"),
    "too little to tell": (b"caf\xe9 na\xdfve \xfe\xde\xf0", "mis_encoded"),
    "half a character in UTF-8": (b"ab \xed\xa0\xbd cd", "lone_surrogate"),
    "half a character in UTF-16": ("ab".encode("utf-16") + b"\x3d\xd8", "lone_surrogate"),
}


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_for_certain_is_refused(data, code):
    with pytest.raises(CannotExtract) as caught:
        decode(data)

    assert caught.value.code == code
    assert str(caught.value).endswith(".")


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_clear_refusal(data):
    refusal = None
    try:
        text = decode(data)
    except CannotExtract as raised:
        refusal = raised

    assert str(refusal) if refusal else text.strip()


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_never_taken_for_anything_else(text):
    if (
        not text.strip()
        or text[0] == "\ufeff"
        or text[:4] in {"%PDF", "{\\rt"}
        or text[4:8] == "ftyp"
    ):
        return

    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "text",
    [
        "The café was closed when the delegations arrived, she said.",
        "The envoy called the plan naïve and said that nobody had read it to the end.",
        "Orbán und die Gespräche über eine Waffenruhe: Es dürfte später weitergehen, hörte man.",
    ],
)
def test_a_few_letters_are_enough_where_the_other_words_tell_the_language(text):
    assert decode(text.encode("cp1252")) == text

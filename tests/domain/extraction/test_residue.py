import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.extraction.residue import without_residue, without_residue_pieces
from tests.domain.extraction.samples import ARTICLE, LAST, LONG, SPOKEN

ENDS = {
    "comment form": "Leave a Comment\n\nThis site uses Akismet to reduce spam. Learn how your comment data is processed.",
    "whole form": "Leave a Reply\n\nYour email address will not be published. Required fields are marked *\n\nComment *\n\nName *\n\nEmail *\n\nWebsite\n\nSave my name, email, and website in this browser for the next time I comment.\n\nPost Comment",
    "readers' comments": "2 Comments\n\nOtto says:\n\nI do not believe a word of it, and neither should you.\n\nReply\n\nLeave a Reply\n\nYour email address will not be published.",
    "notice alone": "This site uses Akismet to reduce spam.",
    "French form": "Laisser un commentaire\n\nVotre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
    "German form": "Schreibe einen Kommentar\n\nDeine E-Mail-Adresse wird nicht veröffentlicht.\n\nName\n\nKommentar abschicken",
    "Spanish form": "Deja una respuesta\n\nTu dirección de correo electrónico no será publicada.",
    "Russian form": "Добавить комментарий\n\nВаш адрес email не будет опубликован. Обязательные поля помечены *",
    "Arabic form": "اترك تعليقاً\n\nلن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *",
    "Chinese form": "发表评论\n\n您的邮箱地址不会被公开。 必填项已用 * 标注",
    "related": "Related articles\n\nEnvoys part again\n\n3 March 2026\n\nHarbour closed for the winter",
    "related in French": "À lire aussi\n\nLe port ferme pour l’hiver\n\nLa trêve tient",
    "related in Arabic": "مقالات ذات صلة\n\nإغلاق الميناء في الشتاء",
    "several": "Share this:\n\nTweet\n\nRelated Posts\n\nEnvoys part again\n\nLeave a Comment\n\nThis site uses Akismet to reduce spam.",
    "share run": "Share\nFacebook\nTwitter\nWhatsApp",
    "newsletter": "Subscribe to our newsletter and never miss a tide.",
    "cookies": "We use cookies to make this site better for you. By continuing you agree.\n\nAccept all",
    "rights": "All rights reserved.",
    "foot": "© 2026 Example Herald. All rights reserved.\nPrivacy Policy\nTerms of Use",
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("newline", ["", "\n", "\n\n \n"])
def test_residue_at_the_end_goes(end, newline):
    text, dropped = without_residue(f"{ARTICLE}\n{end}{newline}")

    assert text == f"{ARTICLE}\n"
    assert dropped == [line.strip() for line in end.split("\n") if line.strip()]


ANYWHERE = {
    "advert": "Advertisement",
    "advert in German": "– Anzeige –",
    "pointer": "Read also: Envoys part again",
    "pointer in Russian": "Читайте также: Послы расстались",
    "pointer in Chinese": "延伸阅读：使节再次分手",
    "share": "Share this article",
    "share with a count": "Share on Facebook 12",
    "cookies in French": "Nous utilisons des cookies pour améliorer ce site.",
    "skip": "Skip to content",
    "pointer whose link went": "À lire aussi",
    "paywall": "Subscribe to continue reading",
    "paywall in German": "Bereits Abonnent? Anmelden",
}


@pytest.mark.parametrize("line", ANYWHERE.values(), ids=ANYWHERE)
def test_lines_that_are_residue_as_a_whole_go_anywhere(line):
    text, dropped = without_residue(f"{LONG}\n\n{line}\n\n{LAST}\n")

    assert text == f"{LONG}\n\n{LAST}\n"
    assert dropped == [line]


def test_residue_at_the_ends_need_not_stand_apart():
    text, dropped = without_residue(f"Skip to content\n{LONG}\n{LAST}\nAdvertisement\n")

    assert text == f"{LONG}\n{LAST}\n"
    assert dropped == ["Skip to content", "Advertisement"]


def test_many_share_buttons_need_not_stand_apart():
    text, _ = without_residue(f"{LONG}\nShare\nFacebook\nTwitter\n{LAST}")

    assert text == f"{LONG}\n{LAST}"


STAYS = {
    "a heading that sounds alike": f"{LONG}\n\nComments\n\n{LAST}",
    "words in a sentence": f"{LONG}\n\nLeave a comment, she said, and they will read it.\n\n{LAST}",
    "a comment that is the article": f"{LONG}\n\nLeave a Comment\n\n{SPOKEN}",
    "platforms in a list": f"{LONG}\n\nFacebook\nTwitter\nTelegram\n\n{LAST}",
    "a line within a paragraph": f"{LONG}\nAdvertisement\n{LAST}",
    "about subscribers": f"{LONG}\n\n“Subscribe now,” said the minister.\n\n{LAST}",
    "about cookies": f"{LONG}\n\n“We use cookies,” said the minister.\n\n{LAST}",
    "related, but with sentences": f"{LONG}\n\nRelated news\n\nThe talks go on. Nobody knows why.",
    "one word": f"{LONG}\n\nShare\n\n{LAST}",
    "a name at the end": f"{LONG}\n\nName\n",
    "a speaker": f"{LONG}\n\nComment:\n\n{SPOKEN}",
    "nothing else": "Share this article\n\nAdvertisement",
    "nothing": "",
    "space": " \n \n",
}


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_words_of_the_article_stay(text):
    assert without_residue(text) == (text, [])


@given(st.text(st.sampled_from("ab \n.“”"), max_size=200))
def test_a_text_without_residue_is_the_same_text(text):
    assert without_residue(text) == (text, [])


LINES = [
    LONG,
    SPOKEN,
    "Share",
    "Tweet",
    "Facebook",
    "Comments",
    "Leave a Comment",
    "",
    "Name",
    "Related articles",
    "Akismet",
    "This site uses Akismet.",
    "3 comments",
    "Read also: x",
]


@given(st.lists(st.sampled_from(LINES)))
def test_only_whole_lines_go_and_their_order_stays(lines):
    text, dropped = without_residue("\n".join(lines))

    before = [line for line in lines if line]
    after = [line for line in text.split("\n") if line]
    assert sorted(before) == sorted(after + dropped)
    assert [line for line in before if line in {LONG, SPOKEN}] == [
        line for line in after if line in {LONG, SPOKEN}
    ] or "3 comments" in before
    rest = iter(before)
    assert all(line in rest for line in after)


def test_pieces_of_a_page_stand_by_themselves():
    pieces = [("heading", "Envoys"), ("paragraph", LONG), ("heading", "Leave a\nComment")]

    assert without_residue_pieces(pieces) == (pieces[:2], ["Leave a Comment"])

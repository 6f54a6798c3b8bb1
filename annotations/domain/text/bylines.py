"""Lines above an article that say who wrote it and when."""

import re

from annotations.domain.text.dates import FoundDate, find_date
from annotations.domain.text.lines import DATELINE

OPENERS = re.compile(
    r"(?:(?:written\s+|reported\s+|story\s+)?by|von|par|por|di|da|door|od|przez|av|af"
    r"|(?:text|texte|texto|autor|autorin|autora|auteur|autrice|author|authors|verfasser)\s*:"
    r"|propos\s+recueillis\s+par|автор(?:ы)?\s*[:—–-]|текст\s*:|автор\b|بقلم|كتب(?:ت)?\s*[:/]"
    r"|إعداد\s*:?|الكاتب\s*:?|作者|撰文|记者|記者|文\s*[/／丨|]|筆者|執筆|기자|글)"
    r"\s*[:：/／]?\s*",
    re.IGNORECASE,
)
CASELESS_OPENERS = re.compile(r"[\u0600-\u06ff\u3000-\u9fff\uac00-\ud7af]")
LOWER_CASE_NAMES = (
    "de da do dos das del della der den des di du la le van von vom zu zum ten ter te af av el al "
    "bin ibn bint abu ben y e et und and en i og och и та و & op 't"
)
PARTICLES = frozenset(LOWER_CASE_NAMES.split())
END_OF_NAMES = re.compile(
    r"\s+(?:[|•·–—-]|//)\s*|\s*[|•·]\s*|\s+(?:in|à|aus|en|from|for|для|из|в)\s+(?=[^\W\d_])|\t|\s{3,}"
)
END_OF_DUTCH_NAMES = re.compile(END_OF_NAMES.pattern.replace("|en|", "|"))
DUTCH_OPENER = re.compile(r"door\b", re.IGNORECASE)
EDGES = " ,;،:/"
LABELS = re.compile(
    r"\b(?:published|posted|updated|last|first|modified|on|at|the|from|date|issued|released|time"
    r"|publié|mis|jour|le|à|par|modifié|veröffentlicht|aktualisiert|am|um|stand|erstellt|den|vom"
    r"|publicado|actualizado|el|a|las|fecha|hora|gepubliceerd|bijgewerkt|op|om|geplaatst|laatst"
    r"|опубликовано|обновлено|дата|в|от|года|г|نشر|تاريخ|النشر|تم|في|تحديث|آخر|الساعة|بتاريخ"
    r"|发布时间|时间|更新|发表|来源|發布時間|日期|最終更新|公開"
    r"|gmt|utc|cet|cest|edt|est|bst|msk|uhr|uur|am|pm|hrs|h"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد"
    r"|星期[一二三四五六日天]|周[一二三四五六日])\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+")
MAX_BYLINE, MAX_DATE_LINE = 120, 90  # code points


def byline_of(line: str) -> str | None:
    """ "Ada Quill" from "By Ada Quill in Geneva | 3 March 2026"; None if the line is no byline.

    What follows the opening word must be names: capitals or a particle, or a script without case.
    """
    opener = OPENERS.match(line)
    if not opener or len(line) > MAX_BYLINE:
        return None
    rest = line[opener.end() :]
    found = find_date(rest)
    if found:
        rest = rest[: found.start]
    # "en" is a place's "in" in French and Spanish, but "and" in Dutch.
    ends = END_OF_DUTCH_NAMES if DUTCH_OPENER.match(line) else END_OF_NAMES
    rest = ends.split(rest, maxsplit=1)[0].strip(EDGES)
    words = rest.split()
    if not 1 <= len(words) <= 10 or rest.endswith((".", "!", "?", "。", "؟", ":")):
        return None
    caseless = bool(CASELESS_OPENERS.match(line))
    spaced = opener[0][-1:].isspace() or not opener[0][-1:].isalpha()
    if not caseless and not spaced:
        return None
    # "记者会" is a press conference, not a reporter: names without a mark before them are short.
    if caseless and not spaced and len(rest) > 4:
        return None
    names = [word for word in words if word.lower() not in PARTICLES]
    if not names or any(_is_common(word) for word in names):
        return None
    return rest


def _is_common(word: str) -> bool:
    first = next((c for c in word if c.isalpha()), "")
    return not first or (first.islower() and not re.match(r"(?:al|el|d|l|o)[-'’]", word))


def date_of_line(line: str, language: str | None = None) -> FoundDate | None:
    """The date of a line that is about nothing else: a label and one further word at most."""
    if len(line) > MAX_DATE_LINE:
        return None
    found = find_date(line, language)
    if not found:
        return None
    if not line[found.end :].strip(" .") and _is_place(line[: found.start].rstrip()):
        return found
    rest = LABELS.sub(" ", line[: found.start] + " | " + line[found.end :])
    # A second date or time, as in "Published …, updated …", is digits and month names.
    second = find_date(rest, language)
    if second:
        rest = rest[: second.start] + rest[second.end :]
    return found if len(WORD.findall(rest)) <= 1 else None


def _is_place(words: str) -> bool:
    """ "Harbour Town," before a date."""
    names = words[:-1].split()
    return words.endswith((",", "،")) and len(names) <= 4 and not any(map(_is_common, names))


def date_of_dateline(line: str, language: str | None = None) -> FoundDate | None:
    """3 March 2026 from "GENEVA, 3 March 2026 (Agency) — The minister …"."""
    dateline = DATELINE.match(line)
    return find_date(dateline[0], language) if dateline else None


def is_byline_or_date(line: str) -> bool:
    return byline_of(line) is not None or date_of_line(line) is not None

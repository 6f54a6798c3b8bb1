"""What a row says, made sure of: known kinds and codes, names that are some."""

import re
from collections.abc import Callable, Mapping

from annotations.domain.codes import is_country, is_language
from annotations.domain.names import tidy
from annotations.domain.register.days import first_day, last_day
from annotations.domain.register.problems import CannotRead
from annotations.domain.register.rows import (
    ACTOR_KINDS,
    GENDERS,
    NAME_KINDS,
    NO,
    POST_KINDS,
    YES,
    Name,
)

LONGEST = {"name": 200, "post": 200, "description": 500, "notes": 100_000}
WIKIDATA = re.compile(r"Q[1-9][0-9]{0,18}")
# As a page's address, which is what people copy.
WIKIDATA_PAGE = re.compile(r"https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/(Q[0-9]+)/?", re.I)
SPELLINGS = {"organization": "organisation"}
TRUE = {"yes", "y", "true", "1", "x"}
FALSE = {"no", "n", "false", "0"}
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def checked_actor(values: Mapping[str, str]) -> dict[str, str]:
    """Values of an actor as they are kept; "" stays "". Raises CannotRead."""
    return _checked(values, ACTOR)


def checked_post(values: Mapping[str, str]) -> dict[str, str]:
    """Values of a post as they are kept; "" stays "". Raises CannotRead."""
    found = _checked(values, POST)
    first, last = found.get("first_day"), found.get("last_day")
    if first and last and first > last:
        raise CannotRead("backwards", first=first, last=last)
    return found


def checked_name(words: str, language: str = "", kind: str = "full") -> Name:
    """Raises CannotRead."""
    if language and not is_language(language):
        raise CannotRead("language", language=language)
    if kind not in NAME_KINDS:
        raise CannotRead("choice", field="other_names", value=kind, known=", ".join(NAME_KINDS))
    words = _line("other_names")(words)
    if not words:
        raise CannotRead("nameless")
    return Name(words, language, kind)


def whole(text: str) -> str:
    """Raises CannotRead for half a character, which no database keeps."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise CannotRead("half_character") from error
    return text


def _checked(
    values: Mapping[str, str], fields: Mapping[str, Callable[[str], str]]
) -> dict[str, str]:
    return {name: fields[name](value) if whole(value) else "" for name, value in values.items()}


def _line(field: str) -> Callable[[str], str]:
    longest = LONGEST.get(field, LONGEST["name"])

    def line(value: str) -> str:
        found = tidy(whole(value))
        if len(found) > longest:
            raise CannotRead("too_long", field=field, longest=longest)
        return found

    return line


def one_line_ends(notes: str) -> str:
    """As a table keeps them: line ends are LF, and there are no other control characters."""
    return CONTROLS.sub("", notes.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _notes(value: str) -> str:
    found = one_line_ends(value)
    if len(found) > LONGEST["notes"]:
        raise CannotRead("too_long", field="notes", longest=LONGEST["notes"])
    return found


def _one_of(field: str, known: tuple[str, ...]) -> Callable[[str], str]:
    def chosen(value: str) -> str:
        word = value.strip().lower().replace("-", "_").replace(" ", "_")
        word = SPELLINGS.get(word, word)
        if word not in known:
            raise CannotRead("choice", field=field, value=value, known=", ".join(known))
        return word

    return chosen


def _country(value: str) -> str:
    code = value.strip().upper()
    if not is_country(code):
        raise CannotRead("country", value=value)
    return code


def _wikidata(value: str) -> str:
    value = value.strip()
    page = WIKIDATA_PAGE.fullmatch(value)
    code = (page[1] if page else value).upper()
    if not WIKIDATA.fullmatch(code):
        raise CannotRead("wikidata", value=value)
    return code


def _yes_or_no(value: str) -> str:
    word = value.strip().lower()
    if word in TRUE | FALSE:
        return YES if word in TRUE else NO
    raise CannotRead("choice", field="family_first", value=value, known=f"{YES}, {NO}")


ACTOR: dict[str, Callable[[str], str]] = {
    "kind": _one_of("kind", ACTOR_KINDS),
    "name": _line("name"),
    "family_first": _yes_or_no,
    "country": _country,
    "description": _line("description"),
    "wikidata": _wikidata,
    "gender": _one_of("gender", GENDERS),
    "notes": _notes,
}
POST: dict[str, Callable[[str], str]] = {
    "post": _line("post"),
    "kind": _one_of("kind", POST_KINDS),
    "represents": _country,
    "first_day": first_day,
    "last_day": last_day,
}

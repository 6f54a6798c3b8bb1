"""What stands for somebody of whom there is no picture."""

import re

WORDS = re.compile(r"[^\W\d_][\w’'-]*")


def initials(name: str) -> str:
    """The first letters of the first and the last word, "AQ" of "Ada Quill"; "" without letters.

    Of a name in one word, as most are in Chinese, the first letter.
    """
    words = WORDS.findall(name)
    return "".join(word[0].upper() for word in dict.fromkeys((*words[:1], *words[1:][-1:])))

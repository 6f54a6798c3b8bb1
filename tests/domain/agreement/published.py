"""Data and answers that were published, to check ours against."""

from annotations.domain.agreement import Section, Unit, Value


def units_of(rows: str, missing: str = ".") -> list[Unit]:
    """A word for each unit, a letter for each coder; digits are numbers."""
    return [
        {
            f"coder {n}": int(value) if value.isdigit() else value
            for n, value in enumerate(row)
            if value != missing
        }
        for row in rows.split()
    ]


def crossed(table: list[list[int]], names: str) -> list[Unit]:
    """The units behind a table of two coders: how often the first said this, the second that."""
    found: list[Unit] = []
    for first, row in zip(names, table, strict=True):
        for second, n in zip(names, row, strict=True):
            found += [{"one": first, "other": second}] * n
    return found


def numbered(units: list[Unit], names: str) -> list[Unit]:
    """The same with the place of each letter in `names`, from 1."""
    numbers: dict[Value, Value] = {name: n for n, name in enumerate(names, start=1)}
    return [{coder: numbers[value] for coder, value in unit.items()} for unit in units]


# K. Krippendorff, Content Analysis, 2nd edition, 2004: page 230 (four coders, values missing), and
# pages 224 and 227 (two coders).
CONTENT_ANALYSIS_230 = units_of("BB.B LLPL PPPP PPPP LLLL BLPC CCCC BBLB LLLL .FFF ..BB ..P.")
CONTENT_ANALYSIS_224 = units_of("10 11 01 00 00 01 00 01 00 00")
CONTENT_ANALYSIS_227 = units_of("aa ab bb bb bb bb bc cc cc cc cc cc")

# A. F. Hayes and K. Krippendorff, Answering the call for a standard reliability measure for coding
# data, Communication Methods and Measures 1, 2007, page 84.
HAYES = units_of(
    "112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. 33223"
    " 111.1 111.1 212.2 1233. 1101. 000.0 0011. 00.00 2333. 0000. 12.22 0111. 00010 1212."
    " 1122. 112.2 110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12 2222. 111.1"
)

# J. L. Fleiss, Measuring nominal scale agreement among many raters, Psychological Bulletin 76,
# 1971, page 379.
FLEISS = units_of(
    "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555"
    " 144444 124444 222333 144444 224445 333335 111455 111112 224444 133555"
    " 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555"
)

# J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement
# 20, 1960: the tables of pages 45 and 37.
COHEN_45 = crossed([[88, 14, 18], [10, 40, 10], [2, 6, 12]], "abc")
COHEN_37 = crossed([[25, 12, 3], [13, 2, 15], [12, 16, 2]], "abc")

# R. Artstein and M. Poesio, Inter-coder agreement for computational linguistics, Computational
# Linguistics 34, 2008.
ARTSTEIN = crossed([[20, 20], [10, 50]], "si")
ARTSTEIN_THREE = crossed([[46, 0, 0], [6, 32, 6], [0, 0, 10]], "sic")

# K. Krippendorff, On the reliability of unitizing contiguous data, Sociological Methodology 25,
# 1995, page 57: Bertha and Bill, moment by moment.
BERTHA_AND_BILL = [
    {"Bertha": one, "Bill": other}
    for one, other in zip("001111111100001111110000", "000011110000000110000000", strict=True)
]

# What pygamma-agreement 0.5.9 says of two and three coders; (coder, value, start, end).
ALIGNED = {
    "shifted": "1 a 1 5, 1 b 6 10, 1 a 11 15, 2 a 2 6, 2 b 7 11, 2 a 12 16",
    "some left out": "1 a 1 5, 1 b 6 10, 1 a 20 24, 1 b 30 34, 2 a 2 6, 2 b 31 35",
    "of three": "1 a 1 5, 1 b 10 14, 2 a 2 6, 2 b 11 15, 3 a 1 4, 3 c 9 14",
    "weighted": "1 a 1 5, 1 b 6 10, 1 c 11 15, 2 a 2 7, 2 b 8 12, 2 a 11 15",
    # The example that comes with it.
    "three readers": (
        "A 1 2 9, A 2 11 17, A 5 24 30, A 6 32 36, A 6 36 44, A 7 44 60, P 1 2 9, P 3 11 17,"
        " P 5 19 25, P 6 32 44, S 1 2 9, S 4 11 17, S 5 21 27, S 6 32 36, S 6 36 40, S 6 40 44"
    ),
}


def sections_of(name: str) -> list[Section]:
    found = []
    for one in ALIGNED[name].split(","):
        coder, value, start, end = one.split()
        found.append(Section(int(start), int(end) - int(start), coder, value))
    return found

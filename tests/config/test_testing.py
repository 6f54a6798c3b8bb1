import pytest

from config.testing import in_parallel

SPREAD = ["--dist", "loadfile", "--no-loadscope-reorder"]
TWO = ["-n", "2", *SPREAD]


@pytest.mark.parametrize(
    ("arguments", "cores", "expected"),
    [
        ([], 2, TWO),
        (["-q", "tests/domain"], 2, [*TWO, "-q", "tests/domain"]),
        (["-k", "offsets"], 16, ["-n", "4", *SPREAD, "-k", "offsets"]),
        ([], 1, []),
        (["tests/domain/test_shortcuts.py"], 2, ["tests/domain/test_shortcuts.py"]),
        (["tests/a/test_b.py::test_c"], 2, ["tests/a/test_b.py::test_c"]),
        (["-n0"], 2, ["-n0"]),
        (["-n", "8"], 2, ["-n", "8"]),
        (["--pdb"], 2, ["--pdb"]),
    ],
)
def test_the_suite_runs_in_parallel_and_a_single_file_does_not(arguments, cores, expected):
    assert in_parallel(arguments, cores) == expected

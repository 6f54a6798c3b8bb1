from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.stories.sightings import Sightings

FEW = st.sampled_from([0, 1, 4096, 8192, 2**32 - 1]) | st.integers(0, 2**32 - 1)


@given(st.lists(st.tuples(FEW, st.integers(0, 9)), max_size=40), st.integers(0, 3000))
def test_it_remembers_like_a_dictionary_of_lists(seen, others):
    table, expected = Sightings(), defaultdict(list)

    for fingerprint, text in [*seen, *((3 * number, 7) for number in range(others)), *seen]:
        table.add(fingerprint, text)
        expected[fingerprint].append(text)

    for fingerprint in [*expected, 5, 77]:
        assert list(table.of(fingerprint)) == expected[fingerprint]

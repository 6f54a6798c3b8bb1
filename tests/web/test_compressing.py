"""Pages are smaller on the wire, and the same when they are there."""

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from annotations.web.compressing import MOST_PADDING, CompressingMiddleware, packed, padding

WORDS = "They said little and left early. " * 50


def answered(response, accepted="gzip, deflate, br, zstd"):
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepted})
    return CompressingMiddleware(lambda _: response)(request)


@given(st.binary(max_size=3000))
def test_what_is_packed_comes_out_the_same(content):
    assert brotli.decompress(packed(content)) == content


@pytest.mark.parametrize("length", [1, 2, MOST_PADDING, 256])
def test_readers_pass_over_what_is_put_in(length):
    compressor = brotli.Compressor()
    stream = compressor.process(b"Yes.") + compressor.flush() + padding(length)

    assert brotli.decompress(stream + compressor.finish()) == b"Yes."


def test_its_length_cannot_be_foreseen():
    assert len({len(packed(WORDS.encode())) for _ in range(50)}) > 5


def test_a_browser_that_takes_it_gets_brotli():
    response = answered(HttpResponse(WORDS, headers={"ETag": '"one"'}))

    assert brotli.decompress(response.content).decode() == WORDS
    assert response["Content-Encoding"] == "br"
    assert response["Content-Length"] == str(len(response.content))
    assert response["Vary"] == "Accept-Encoding"
    assert response["ETag"] == 'W/"one"'


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br;q=0, gzip", "gzip"),
        ("gzip, br; q=0.0", "gzip"),
        ("br;q=0.5", "br"),
        ("gzip", "gzip"),
        ("brown, gzip", "gzip"),
        ("", None),
    ],
)
def test_others_get_what_they_take(accepted, encoding):
    assert answered(HttpResponse(WORDS), accepted).get("Content-Encoding") == encoding


def test_what_is_short_packed_already_or_streamed_is_left_to_gzip():
    assert answered(HttpResponse("Yes.")).content == b"Yes."
    done = answered(HttpResponse(WORDS, headers={"Content-Encoding": "zstd"}))
    assert done.content.decode() == WORDS
    streamed = answered(StreamingHttpResponse([WORDS.encode()]))
    assert streamed["Content-Encoding"] == "gzip"

"""The dictionary: pythainlp's words and our own, and what is asked of them."""

import random

import pytest
from pythainlp.corpus.common import thai_words as general_words

from normalise.words import segment, thai_words
from normalise.words.dictionary import begins_word
from normalise.words.joints import first_word
from schemas.vocabulary import load


def test_the_dictionary_is_pythainlps_and_our_own():
    own = load("words")
    assert thai_words() == general_words() | set(own["words"]) | set(own["variants"])


def test_what_begins_a_word_is_known_by_every_prefix_of_one():
    words = random.Random(7).sample(sorted(thai_words()), 300)
    assert all(begins_word(word[:end]) for word in words for end in range(1, len(word) + 1))


def test_a_text_begins_with_the_longest_word_known_or_weighed():
    table = load("connectives")
    weighed = {word for side in ("after", "before") for row in table[side] for word in row["words"]}
    known = thai_words() | weighed
    for text in (*weighed, *random.Random(7).sample(sorted(thai_words()), 300), "ฮฮฮ", "กาฮฮฮฮฮ"):
        assert first_word(text) == max(
            (text[:end] for end in range(len(text) + 1) if text[:end] in known or not end), key=len
        )


@pytest.mark.parametrize("text", ["ฮฮฮ", "กขคง", "\U0010ffff", "กากากากากา"])
def test_what_begins_no_word(text: str):
    assert not begins_word(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("แผนงานประจำปี", ("แผน", "งานประจำปี")),
        ("การประชาสัมพันธ์งาน", ("การ", "ประชาสัมพันธ์", "งาน")),
        ("กฮฮมา", ("ก", "ฮ", "ฮ", "มา")),
        ("", ()),
    ],
)
def test_segment(text: str, words: tuple[str, ...]):
    assert "".join(segment(text)) == text
    assert segment(text) == words

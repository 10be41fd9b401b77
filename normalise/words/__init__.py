"""Thai words: the dictionary, and what the words on both sides of a white space say of it."""

from normalise.words.dictionary import is_word, segment, thai_words

__all__ = ["is_word", "segment", "thai_words"]

"""The word lists are what their first lines say, whoever edits them."""

from __future__ import annotations

import pytest

from language.lexicon import english, load, words_in


@pytest.mark.parametrize("name", ["names", "things", "words"])
def test_a_list_is_sorted_lower_case_and_says_nothing_twice(name: str):
    words = words_in("en", name)
    assert words == sorted(set(words))
    assert all(word == word.lower() for word in words)


def test_a_name_that_is_a_word_too_has_its_star():
    lexicon = english()
    assert not (lexicon.names - lexicon.doubtful_names) & lexicon.plain


def test_a_number_word_is_no_name():
    lexicon = english()
    assert not lexicon.names & {*lexicon.digits, *lexicon.teens, *lexicon.tens, *lexicon.scales}


def test_every_feast_is_a_day_of_the_calendar():
    assert all(len(day) == 5 and day[2] == "-" for day in english().feasts.values())


def test_the_lexicon_is_read_once():
    assert english() is english()


def test_a_language_without_a_folder_is_an_error():
    with pytest.raises(FileNotFoundError):
        load("xx")

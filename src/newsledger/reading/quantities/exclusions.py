"""Numbers that count nothing: ages, dates, clock times, scores, names with numbers, list and telephone numbers."""

from __future__ import annotations

import functools
import re

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.reading.quantities.numerals import number_of
from newsledger.reading.quantities.scan import Quantity
from newsledger.reading.quantities.tables import table
from newsledger.reading.quantities.units import measurement, names_people

_LIST_ITEM = re.compile(r"^\s*(?:\(?\d{1,3}[.):]|#\d+)")
_GLUED = re.compile(r"[\w@#]$|[:/.]\s?$")


@functools.cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("exclusions")[name])


def is_no_figure(parse: Parse, sentence: TokenSpan, quantity: Quantity) -> bool:
    """Tell whether a number is no count or measurement."""
    return any(
        test(parse, sentence, quantity)
        for test in (_names, _calendar, _clock_or_mark, _age, _stretch_to_a_date, _listing, _plain_one, _idle, _odds)
    )


def _token(sentence: TokenSpan, index: int) -> Token | None:
    """The token with this index if it stands in the sentence."""
    return sentence.doc[index] if sentence.start <= index < sentence.end else None


def _lower(sentence: TokenSpan, index: int) -> str:
    token = _token(sentence, index)
    return token.lower_ if token is not None else ""


def _names(parse: Parse, sentence: TokenSpan, quantity: Quantity) -> bool:
    """Find "Flight 370", "Boeing 777", "COVID-19", "No. 3", "Group of Seven"."""
    before = _token(sentence, quantity.first - 1)
    if before is None or quantity.numeral.currency or quantity.numeral.kind == "percent":
        return False
    if quantity.numeral.kind in ("number", "range") and quantity.left == quantity.first:
        dashed = before.text in "-–—" and not before.whitespace_
        word = _token(sentence, quantity.first - 2) if dashed or before.text in (".", "#") else before
        if word is None:
            return before.text == "#"
        if word.lower_ in _listed("naming") and (
            quantity.noun is None or word.is_title or not names_people(quantity.noun)
        ):
            return True
        if dashed and not word.whitespace_ and word.is_alpha:
            return True
        name = word.pos_ == "PROPN" and word.ent_type_ not in ("NORP", "GPE", "DATE", "PERSON", "") and word.whitespace_
        if name and quantity.noun is None and word.ent_type_ == sentence.doc[quantity.first].ent_type_:
            return True
        if _numbered_name(word, quantity):
            return True
    first = sentence.doc[quantity.first]
    if quantity.noun is not None and quantity.noun.is_title and quantity.noun.lower_ in _listed("addresses"):
        return True
    titled = first.is_alpha and first.is_title and quantity.first > sentence.start
    if titled and quantity.noun is not None and quantity.noun.is_title and not _headline(sentence):
        return True  # "the Six Nations"
    return titled and first.ent_type_ in ("ORG", "WORK_OF_ART", "EVENT", "FAC", "PRODUCT", "LAW", "GPE", "LOC")


def _numbered_name(word: Token, quantity: Quantity) -> bool:
    """Tell whether a number belongs to the name before it: "the Pixel 2 update", "Apollo 13 crew"."""
    value = quantity.numeral.value
    if word.pos_ != "PROPN" or not word.is_title or quantity.numeral.words or value is None or value > 100:
        return False
    return word.ent_type_ not in ("GPE", "LOC", "PERSON", "NORP", "DATE", "TIME") and quantity.bound == "exact"


def _headline(sentence: TokenSpan) -> bool:
    """Tell whether most words of a sentence are capitalised."""
    words = [t for t in sentence if t.is_alpha]
    return sum(t.is_title or t.is_upper for t in words) > 0.6 * len(words)


def _calendar(parse: Parse, sentence: TokenSpan, quantity: Quantity) -> bool:
    """Dates and years."""
    first, last = sentence.doc[quantity.first], sentence.doc[quantity.last]
    numeral = quantity.numeral
    span = parse.span(first.i, last.i + 1)
    for time in parse.times:
        if time.span.overlaps(span) and (time.type in ("TIME", "SET") or (time.type == "DATE" and not _unit(quantity))):
            return True
    around = (_lower(sentence, quantity.first - 1), _lower(sentence, quantity.last + 1))
    months = _listed("months")
    if (around[0] in months or around[1] in months) and (around[1] not in ("may", "march") or around[0] in months):
        return numeral.value is not None and numeral.value <= 2100
    if numeral.kind == "ordinal" and around[1] == "of" and _lower(sentence, quantity.last + 2) in months:
        return True
    plain = re.fullmatch(r"(?:1[5-9]|20)\d\d", first.text)
    if plain and first.i == last.i and not numeral.currency:
        following = _token(sentence, quantity.last + 1)
        counts = quantity.noun is not None and following is not None and following.tag_ in ("NNS", "NNPS")
        return not counts
    return bool(re.fullmatch(r"\d{2,4}s", first.text)) or (around[1] == "'s" and bool(plain))


def _unit(quantity: Quantity) -> bool:
    return quantity.noun is not None and measurement(quantity.noun.lower_) is not None


def _clock_or_mark(parse: Parse, sentence: TokenSpan, quantity: Quantity) -> bool:
    """Find "10 p.m.", "7:30", "won 2-1", telephone numbers, digits glued to letters or signs."""
    after, before = _lower(sentence, quantity.last + 1), _token(sentence, quantity.first - 1)
    if after in _listed("clock") or after in _listed("decades"):
        return True
    text, numeral = sentence.text, quantity.numeral
    tail, head = text[numeral.end : numeral.end + 2], text[max(0, numeral.start - 2) : numeral.start]
    if re.match(r"[:/.]\d|\d", tail) or (
        numeral.currency is None and re.search(r"[\w#@/]$|\d[:.]$|[^\W\d_][-–]$", head)
    ):
        return True
    if numeral.kind == "number" and (re.match(r"[-–]\d", tail) or re.search(r"\d[-–]$", head)):
        return "vot" not in text
    if before is not None and before.text == "+":
        return True
    digits = re.search(r"(?:\+?\d[\d ()-]{7,}\d)", text)
    if digits and digits.start() <= numeral.start < digits.end() and len(digits.group().split()) > 1:
        return "," not in text[numeral.start : numeral.end] and quantity.noun is None
    return after in ("/", ":") and _lower(sentence, quantity.last + 2).isdigit()


def _age(parse: Parse, sentence: TokenSpan, quantity: Quantity) -> bool:
    """Find "31-year-old", "aged 31", "Ann Poe, 31, said", "in his 30s"."""
    words = [_lower(sentence, i) for i in range(quantity.last + 1, quantity.last + 6)]
    if "old" in words[:5] and any(w.startswith(("year", "month", "week", "day")) for w in words[:3]):
        return True
    if words[0] in ("s", "-something"):
        return True
    before = [_lower(sentence, i) for i in range(quantity.first - 4, quantity.first)]
    if {"age", "aged", "ages"} & set(before) and quantity.noun is None:
        return True
    comma = _token(sentence, quantity.first - 1)
    name = _token(sentence, quantity.first - 2)
    closed = words[0] in (",", ".", ")", ";", "") or quantity.last + 1 >= sentence.end
    if words[0] == "of" and name is not None and name.ent_type_ == "PERSON":
        return comma is not None and comma.text == ","  # "Ann Poe, 31, of Varna"
    value = quantity.numeral.value or 0
    return (
        comma is not None and comma.text in (",", "(") and name is not None
        and (name.ent_type_ == "PERSON" or name.pos_ == "PROPN" or names_people(name))
        and closed and value < 115 and quantity.noun is None and not quantity.numeral.currency
    )  # fmt: skip


def _stretch_to_a_date(parse: Parse, sentence: TokenSpan, quantity: Quantity) -> bool:
    """Find "two years ago", "eight months after", "the past seven years", "in the next 48 hours"."""
    noun = quantity.noun
    unit = measurement(noun.lower_) if noun is not None else None
    if noun is None or unit is None or unit.kind != "duration":
        return False
    if quantity.numeral.kind == "ordinal" or quantity.hyphened:
        return True
    if _lower(sentence, noun.i + 1) in _listed("after_stretch"):
        return True
    before = [_lower(sentence, i) for i in range(max(quantity.left - 2, sentence.start), quantity.first)]
    if _listed("before_stretch") & set(before):
        return True
    if any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.children):
        return False  # "after two years of fighting" measures the fighting
    near = {_lower(sentence, quantity.left - 1), _lower(sentence, quantity.first - 1)}
    return bool(_listed("windows_open") & near)


def _listing(parse: Parse, sentence: TokenSpan, quantity: Quantity) -> bool:
    """A number that opens a list item, or stands alone in its sentence."""
    if quantity.first == sentence.start and _LIST_ITEM.match(sentence.text):
        return True
    counter = re.match(r"\s*\d+ of \d+\b", sentence.text)  # "1 of 59" under a picture
    verbless = not any(t.pos_ in ("VERB", "AUX") for t in sentence)
    if counter is not None and verbless and quantity.numeral.start < counter.end():
        return True
    return all(t.is_punct or t.is_space or t.like_num for t in sentence)


def _plain_one(parse: Parse, sentence: TokenSpan, quantity: Quantity) -> bool:
    """Tell whether "one" is a pronoun or article: it counts before a noun that names people, or after a bound."""
    if sentence.doc[quantity.last].lower_ != "one" or quantity.first != quantity.last or quantity.bound != "exact":
        return False
    following = _token(sentence, quantity.last + 1)
    if following is not None and following.lower_ == "of" and quantity.noun is not None:
        return True
    if quantity.noun is None and quantity.anchor.dep_ in ("nsubjpass", "nsubj"):
        return False  # "one was found": told apart by what it measures
    return quantity.noun is None or quantity.noun.i != quantity.last + 1 or not names_people(quantity.noun)


def _idle(parse: Parse, sentence: TokenSpan, quantity: Quantity) -> bool:
    """Find "two things", "on the one hand", "one day"."""
    noun = quantity.noun
    if noun is None or quantity.numeral.value is None or quantity.numeral.value > 20:
        return False
    return noun.lemma_.casefold() in _listed("idle") and quantity.numeral.kind == "number"


def _odds(parse: Parse, sentence: TokenSpan, quantity: Quantity) -> bool:
    """Find "two out of three cases", "one in ten": a manner of speaking, no count."""
    value = quantity.numeral.value
    if value is None or value > 100 or quantity.numeral.kind != "number":
        return False
    text = sentence.text
    after = re.match(r"\s+(?:out of|in)(?: every)? (?:\d+|\w+)", text[quantity.numeral.end :])
    before = re.search(r"\b(\w+)\s+(out of|in)(?: every)?\s+$", text[: quantity.numeral.start])
    if before is not None and (before.group(2) != "in" or before.group(1).casefold() == "one"):
        return number_of(before.group(1).casefold()) is not None or before.group(1).isdigit()
    if after is None or (" in " in after.group() and value != 1):
        return False
    whole = after.group().split()[-1].casefold()
    return number_of(whole) is not None or whole.isdigit()

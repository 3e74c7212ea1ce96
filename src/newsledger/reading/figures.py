"""Counts and measurements."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.model import Bound, FigureClaim, Span, StatementClaim, When
from newsledger.reading.quantities.exclusions import is_no_figure
from newsledger.reading.quantities.measures import Told, told
from newsledger.reading.quantities.moments import as_of, past_of
from newsledger.reading.quantities.ordinals import counts_occurrences, told_by_ordinal
from newsledger.reading.quantities.parts import is_added, is_included, period_of
from newsledger.reading.quantities.scan import Quantity, quantities_of
from newsledger.reading.quantities.scope import incident_of, scope_of
from newsledger.reading.quantities.sources import given_by
from newsledger.reading.quantities.tables import listed
from newsledger.reading.quantities.taxonomy import change
from newsledger.reading.quantities.units import many, names_people
from newsledger.reading.syntax import by_nobody, negated, subject_of

_MAX_EVIDENCE = 160
_MAX_SUM, _MAX_BACK = 5, 6  # figures that add up, and how many before them the whole may stand
_NEAR = 40  # tokens between a bare number and the count that it goes on from


@dataclass(frozen=True, slots=True)
class _Figure:
    """A quantity of the article that counts or measures something."""

    quantity: Quantity
    told: Told
    sentence: TokenSpan


def read_figures(parse: Parse, statements: Sequence[StatementClaim]) -> tuple[FigureClaim, ...]:
    """Read all figures of an article. ``statements`` are its attributions, for the chain of each claim."""
    kept: list[_Figure] = []
    for sentence in parse.sentences:
        for quantity in quantities_of(parse, sentence):
            if is_no_figure(parse, sentence, quantity):
                continue
            figure = _figure(quantity, sentence, kept)
            if figure is not None:
                kept.append(figure)
    kept = _summed(kept)
    pasts = _pasts(parse, kept)
    incident = incident_of(parse)
    return tuple(_claim(parse, statements, figure, past, incident) for figure, past in zip(kept, pasts, strict=True))


def _summed(figures: Sequence[_Figure]) -> list[_Figure]:
    """Mark counts that add up to a whole beside them as its parts: "nine men - four Koreans and five Poles"."""
    out = list(figures)
    for start in range(len(out)):
        for end in range(start + 2, min(start + _MAX_SUM, len(out)) + 1):
            run = out[start:end]
            if any(f.sentence.start != run[0].sentence.start or not _can_be_part(f) for f in run):
                break
            total = sum(f.quantity.numeral.value or 0.0 for f in run)
            near = [*reversed(out[max(start - _MAX_BACK, 0) : start]), *out[end : end + 1]]
            whole = next((f for f in near if f.quantity.numeral.value == total and f.told.unit == "people"), None)
            if whole is None or not whole.told.known:
                continue
            for at in range(start, end):
                own = out[at].told
                measure = own.measure if own.known and own.predicate is not None else whole.told.measure
                out[at] = replace(out[at], told=replace(own, part="part", measure=measure, unit="people", known=True))
    return out


def _can_be_part(figure: _Figure) -> bool:
    numeral = figure.quantity.numeral
    counted = figure.quantity.noun
    named = counted is not None and counted.is_title
    return (
        numeral.kind == "number"
        and bool(numeral.value)
        and figure.quantity.bound == "exact"
        and (figure.told.unit in ("people", "") or named)
    )


def _pasts(parse: Parse, figures: Sequence[_Figure]) -> list[When | None]:
    """Times of figures of past happenings; a figure told again without its time has that of its equal."""
    own = [past_of(parse, figure.told.predicate, figure.quantity) for figure in figures]
    for i, (one, other) in enumerate(itertools.pairwise(figures)):
        verb, second = one.told.predicate, other.told.predicate
        if own[i] is None and verb is not None and second is not None and second.dep_ == "conj" and second.head == verb:
            own[i] = own[i + 1]  # "six were killed and 12 wounded last month"
    known: dict[tuple[float | None, str], When] = {}
    for figure, past in zip(figures, own, strict=True):
        if past is not None and figure.told.known:
            known.setdefault((figure.quantity.numeral.value, figure.told.measure), past)
    return [past or known.get((f.quantity.numeral.value, f.told.measure)) for f, past in zip(figures, own, strict=True)]


def _figure(quantity: Quantity, sentence: TokenSpan, before: Sequence[_Figure]) -> _Figure | None:
    """Decide what a quantity measures, in the light of the figures before it; None if it measures nothing."""
    if quantity.numeral.kind == "ordinal":
        if not counts_occurrences(quantity, sentence):
            return None
        return _Figure(quantity, told_by_ordinal(quantity, sentence), sentence)
    found = _counted_before(told(quantity), before)
    stepped = _after_step(quantity, before)
    if stepped is not None:
        return _Figure(quantity, stepped, sentence)
    if not found.known:
        found = _inherited(quantity, found, sentence, before)
    if not found.measure:
        found = _of_whom(quantity, found)
    if not found.measure:
        found = _exceeding(quantity, found)
    if not found.measure or _converts(quantity, found, before):
        return None
    value = quantity.numeral.value
    small = value is not None and value <= 3 and quantity.bound == "exact"
    if small and not found.known and (found.definite or (found.unit == "people" and quantity.numeral.words is False)):
        return None
    if sentence.doc[quantity.last].lower_ == "one" and quantity.first == quantity.last and not found.known:
        return None
    return _Figure(quantity, _placed(quantity, found, sentence, before), sentence)


def _of_whom(quantity: Quantity, found: Told) -> Told:
    """Count those named before "some 300 of whom"."""
    doc, start = quantity.anchor.doc, quantity.anchor.sent.start
    behind = [t.lower_ for t in doc[quantity.last + 1 : quantity.last + 3]]
    if behind not in (["of", "whom"], ["of", "them"], ["in", "all"]) or quantity.left - 2 < start:
        return found
    before = doc[quantity.left - 2] if doc[quantity.left - 1].text == "," else doc[quantity.left - 1]
    if not names_people(before):
        return found
    return replace(found, measure=many(before), unit="people", part="total" if behind[0] == "in" else "part")


def _exceeding(quantity: Quantity, found: Told) -> Told:
    """Count the subject of "fever cases top 1,000", "arrests passed 200"."""
    verb = quantity.anchor.head
    if quantity.anchor.dep_ != "dobj" or quantity.noun is not None or verb.lemma_ not in listed("parts", "exceeding"):
        return found
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.tag_ == "NNS"), None)
    if subject is None:
        return found
    kind = [c.text for c in subject.children if c.dep_ in ("compound", "amod") and c.i < subject.i]
    unit = "people" if names_people(subject) else many(subject)
    return replace(found, measure=" ".join([*kind, many(subject)]).casefold(), unit=unit, predicate=verb)


def _placed(quantity: Quantity, found: Told, sentence: TokenSpan, before: Sequence[_Figure]) -> Told:
    """Tell a part, an addition or a rate from a total."""
    period = period_of(quantity)
    if period:
        return replace(found, part="rate", measure=f"{found.measure} per {period}")
    if found.part != "total":
        return found
    if _steps(quantity):
        return replace(found, part="change")  # "the toll rose by nine"
    if is_included(quantity):
        return replace(found, part="part")
    if not is_added(quantity):
        return found
    same = [f for f in before if f.told.measure == found.measure]
    if any(f.quantity.numeral.value == quantity.numeral.value for f in same):
        return found
    near = before[-1] if before and sentence.start - before[-1].sentence.end < _NEAR else None
    other = near is not None and near.told.known and near.told.measure != found.measure
    if other and found.known and found.unit == "people" and (found.measure != "killed" or not same):
        return found  # "12 people died and another 20 were hurt": 20 is all there are
    return replace(found, part="change")


def _steps(quantity: Quantity) -> bool:
    doc = quantity.anchor.doc
    before = doc[quantity.left - 1] if quantity.left > quantity.anchor.sent.start else None
    return before is not None and before.lower_ == "by" and change(before.head.lemma_.casefold()) is not None


def _after_step(quantity: Quantity, before: Sequence[_Figure]) -> Told | None:
    """Find the new total in "the toll rose by nine to 61"."""
    last = before[-1] if before else None
    if last is None or last.told.part != "change" or not last.told.known or quantity.left - last.quantity.last != 2:
        return None
    return replace(last.told, part="total") if quantity.anchor.doc[quantity.left - 1].lower_ == "to" else None


def _counted_before(found: Told, before: Sequence[_Figure]) -> Told:
    """Let "a figure of $9 million" measure what the sum before it does."""
    if found.known or found.measure not in listed("sources", "papers") or found.unit == "people":
        return found
    last = next((f.told for f in reversed(before) if f.told.unit == found.unit), None)
    return replace(found, measure=last.measure) if last is not None and last.measure else found


def _tallied(number: Token) -> bool:
    """Find "put the number on the picket lines at 1,800", "a figure of 1,800"."""
    if number.dep_ != "pobj":
        return False
    above = number.head.head
    nouns = [above] if above.pos_ == "NOUN" else [c for c in above.children if c.dep_ in ("dobj", "nsubjpass", "nsubj")]
    return any(noun.lemma_.casefold() in listed("sources", "counts") for noun in nouns)


def _inherited(quantity: Quantity, found: Told, sentence: TokenSpan, before: Sequence[_Figure]) -> Told:
    """Take the measure from an equal number, from the whole a number is part of, or from the one it is set beside."""
    value = quantity.numeral.value
    if found.unit not in ("", "people") or quantity.numeral.kind not in ("number", "range") or value is None:
        return found
    if found.definite or quantity.noun is None or quantity.partitive:
        for figure in reversed(before):
            same = figure.quantity.numeral.value == value and figure.told.known and value > 3
            if same and found.unit in ("", figure.told.unit):
                return replace(figure.told, part=found.part, definite=True, predicate=None)
    beside = [f for f in before if f.sentence.start == sentence.start]
    here = [f for f in beside if f.told.known]
    if beside and (is_included(quantity) or _among(quantity)):
        return replace((here or beside)[-1].told, part="part", predicate=None)
    bare = found.unit == "" and quantity.anchor.pos_ == "NUM" and quantity.noun is None
    stepped = _ranged(quantity, beside) if bare else None
    if stepped is not None:
        return stepped
    if bare and here:
        if here and _of_its_own_verb(quantity, here[-1]):
            noun = here[-1].quantity.noun
            return replace(found, measure=many(noun), unit=here[-1].told.unit) if noun is not None else found
        told_before = min(here, key=lambda f: _apart(f, value)) if _tallied(quantity.anchor) else here[-1]
        return replace(told_before.told, part=found.part, predicate=None)
    near = before[-1] if before else None
    if bare and near is not None and is_added(quantity) and sentence.start - near.sentence.end < _NEAR:
        return replace(near.told, part="total", predicate=None, known=False)
    object_ = quantity.anchor.dep_ == "dobj" and quantity.anchor.head.lemma_ not in listed("sources", "telling")
    if bare and object_ and not _tallied(quantity.anchor):
        return found  # "he had baptised four"
    people = near is not None and near.told.unit == "people" and near.told.known
    if bare and near is not None and (people or (_tallied(quantity.anchor) and near.told.unit)):
        known = near.quantity.numeral.value
        if known is not None and sentence.start - near.sentence.end < _NEAR and known / 2 <= value <= known * 2:
            return replace(near.told, predicate=None)
    return found


def _ranged(quantity: Quantity, beside: Sequence[_Figure]) -> Told | None:
    """Find the second value in "fell from 60,000 tonnes to about 20,000"."""
    last = beside[-1] if beside else None
    doc = quantity.anchor.doc
    if last is None or quantity.left - last.quantity.right > 3 or doc[quantity.left - 1].lower_ != "to":
        return None
    if last.quantity.left == 0 or doc[last.quantity.left - 1].lower_ != "from" or last.told.part == "change":
        return None
    return replace(last.told, predicate=None)


def _of_its_own_verb(quantity: Quantity, before: _Figure) -> bool:
    """Tell whether a bare number is the object of another verb than the count before it: "free nine, keep two"."""
    verb, other = quantity.anchor.head, before.told.predicate
    if quantity.anchor.dep_ != "dobj" or verb.pos_ != "VERB" or other is None or verb == other:
        return False
    return verb.dep_ == "conj" and before.quantity.anchor.dep_ == "dobj" and before.quantity.anchor.head == verb.head


def _apart(figure: _Figure, value: float) -> float:
    """Tell how far a figure is from a value, in doublings; "an earlier count of 19" is that of 31, not of 200,000."""
    known = figure.quantity.numeral.value
    return abs(math.log2(max(known or 0.0, 0.5) / max(value, 0.5)))


def _converts(quantity: Quantity, found: Told, before: Sequence[_Figure]) -> bool:
    """Tell whether a number in brackets says the one before it in another unit: "15 kilometres (nine miles)"."""
    if not before or quantity.left == 0 or quantity.anchor.doc[quantity.left - 1].text != "(":
        return False
    last = before[-1]
    return last.told.measure == found.measure and 0 < quantity.left - last.quantity.last <= 4


def _among(quantity: Quantity) -> bool:
    """Find "three Tunisians were among the 84 killed"."""
    anchor = quantity.anchor
    while anchor.dep_ == "conj" and anchor.head != anchor:
        anchor = anchor.head
    return anchor.dep_ == "pobj" and anchor.head.lower_ in ("including", "among", "include")


def _claim(
    parse: Parse, statements: Sequence[StatementClaim], figure: _Figure, past: When | None, incident: str
) -> FigureClaim:
    quantity, numeral = figure.quantity, figure.quantity.numeral
    evidence = _evidence(parse, figure)
    number = parse.span(quantity.first, quantity.last + 1)
    chain, source = given_by(parse, statements, number, figure.told.predicate, past=past is not None)
    value, bound = numeral.value, _bound(figure)
    predicate = figure.told.predicate
    aside = predicate is not None and predicate.dep_ == "relcl"
    news = past is None and figure.told.known and figure.told.unit == "people" and not aside
    about = incident if news and figure.told.measure != "population" else ""
    without = f"{figure.told.measure} {figure.told.unit} {source or ''}".casefold()
    return FigureClaim(
        article=parse.article.id,
        evidence=evidence,
        quote=parse.text(evidence),
        sentence=parse.sentence_span(quantity.first),
        block=parse.kind_of(quantity.first),
        chain=chain,
        confidence=_confidence(figure),
        value=value,
        high=numeral.high,
        bound=bound,
        unit=figure.told.unit,
        measure=figure.told.measure,
        scope=scope_of(parse, quantity, figure.told.predicate, about, without),
        as_of=as_of(parse, past),
        part=figure.told.part,
        source=source,
        via=tuple(link.source.name for link in chain[:-1]) if source else (),
        vague=value is None,
    )


def _bound(figure: _Figure) -> Bound:
    """The bound as the clause tells it: what tops a number is over it, what nobody does more of is at most it."""
    bound, verb = figure.quantity.bound, figure.told.predicate
    if verb is None or verb.pos_ != "VERB":
        return bound
    if bound == "exact" and verb.lemma_ in listed("parts", "over") and figure.quantity.anchor.dep_ == "dobj":
        return "over"
    subject = subject_of(verb)
    if bound in ("over", "at_least") and (negated(verb) or (subject is not None and by_nobody(subject))):
        return "at_most" if bound == "over" else "under"
    return bound


def _evidence(parse: Parse, figure: _Figure) -> Span:
    """The phrase with the number and the word that tells the measure, within the sentence."""
    quantity, sentence = figure.quantity, figure.sentence
    left, right = quantity.left, quantity.right
    if quantity.noun is not None and quantity.noun.sent == sentence:
        left, right = min(left, quantity.noun.i), max(right, quantity.noun.i + 1)
    predicate = figure.told.predicate
    if predicate is not None and predicate.sent == sentence:
        near = parse.span(min(left, predicate.i), max(right, predicate.i + 1))
        if len(near) <= _MAX_EVIDENCE:
            left, right = min(left, predicate.i), max(right, predicate.i + 1)
    return parse.span(max(left, sentence.start), min(right, sentence.end))


def _confidence(figure: _Figure) -> float:
    """By kind of pattern: how often a careful reader would take the figure as it stands."""
    if figure.quantity.numeral.value is None:
        return 0.5
    if figure.told.known:
        return 0.93
    return 0.87

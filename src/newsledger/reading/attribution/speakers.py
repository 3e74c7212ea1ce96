"""Who a source mention means: the speaker of each attribution of an article."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.who import actors_of
from newsledger.model import Actor
from newsledger.reading.attribution.spans import Attributed, Run

_GENDERS = {"he": "male", "his": "male", "him": "male", "she": "female", "her": "female"}
_NAMES = ("PERSON", "ORG", "NORP", "GPE")  # the likelier kinds of source first


def speakers(parse: Parse, found: Sequence[Attributed]) -> list[Actor | None]:
    """The speaker of each attribution, None where the text names none.

    "He" and "she" go on with the person who spoke before in the paragraph; in the first statement of a paragraph they
    do so where nothing else in the article explains them.
    """
    out: list[Actor | None] = [None] * len(found)
    last: Actor | None = None
    last_block = -1
    for k in sorted(range(len(found)), key=lambda k: (found[k].head, found[k].content)):
        one = found[k]
        run = one.source or _name_beside(parse, one)
        speaker = speaker_of(parse, run) if run is not None else None
        block = parse.block_of(one.head).start
        if run is not None and last is not None and _continues(parse, run, last):
            same_paragraph = block == last_block
            if same_paragraph or speaker is None or speaker.kind != "person":
                speaker = msgspec.structs.replace(last, span=parse.span(*run))
        out[k] = speaker
        if speaker is not None and not one.inner and one.source is not None:
            last = speaker if speaker.kind == "person" else None
            last_block = block
    return out


def _continues(parse: Parse, run: Run, last: Actor) -> bool:
    """Whether a source is a pronoun that can mean the last speaker."""
    gender = _GENDERS.get(parse.doc[run[0]].lower_) if run[1] - run[0] == 1 else None
    if gender is None or last.kind != "person":
        return False
    known = next((entity.gender for entity in parse.entities if entity.id == last.entity), None)
    return known in (None, gender)


def _name_beside(parse: Parse, one: Attributed) -> Run | None:
    """The name between a content and the cue after it, or right after that: "…, Smith, the mayor, announced"."""
    end = max(stop for _, stop in one.content)
    if not end <= one.head < end + 15 or parse.doc[one.head].pos_ != "VERB":
        return None
    last = min(one.head + 4, parse.sentence_of(one.head).end)
    names = [entity for entity in parse.doc[end:last].ents if entity.label_ in _NAMES and entity.start >= end]
    before = [entity for entity in names if entity.end <= one.head]
    if not before and one.head - end > 2:
        return None  # what follows the verb is whom it tells
    names = before or names
    names.sort(key=lambda entity: (_NAMES.index(entity.label_), entity.start))
    return (names[0].start, names[0].end) if names else None


def speaker_of(parse: Parse, run: Run) -> Actor | None:
    """Resolve a source mention; several people become one actor whose name joins theirs."""
    actors = actors_of(parse, root_of(parse, run))
    if not actors:
        return None
    if len(actors) == 1:
        return actors[0]
    names = list(dict.fromkeys(actor.name for actor in actors))
    name = ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
    return Actor(name=name, span=parse.span(*run), kind="group")


def root_of(parse: Parse, run: Run) -> Token:
    """The head of a noun phrase."""
    return parse.doc[run[0] : run[1]].root

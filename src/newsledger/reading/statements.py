"""Attributions: who said, thinks, wants or promises what."""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.who import actors_of
from newsledger.model import Actor, Attribution, StatementClaim
from newsledger.reading.attribution import Attributed, Quotation, attributions, quotations
from newsledger.reading.attribution.continuing import continued
from newsledger.reading.attribution.lexicon import CueClass, force_of, with_force
from newsledger.reading.attribution.pieces import Piece, content_of, pieces_of, words_of
from newsledger.reading.attribution.rules import supplemented
from newsledger.reading.attribution.speakers import speakers
from newsledger.reading.attribution.voices import voices

_CITING = frozenset({"cite", "quote"})
_PASSING_ON = frozenset({"said", "announced"})
_OTHER = "other"  # the force of a cue that the table does not know: an act that takes a stand ("vetoed")
_Chain = tuple[Attribution, ...]


def read_statements(parse: Parse) -> tuple[StatementClaim, ...]:
    """Read all statements of an article, one claim a sentence of content, ordered by sentence.

    The chain of each ends with its own speaker, where the text names one.
    """
    quoted = quotations(parse)
    heard = voices(parse)
    found = [voice.spoken for voice in heard] + supplemented(parse, attributions(parse, quoted), quoted)
    citing = {child.i for one in found for child in _citations(parse, one)}
    found = [one for one in found if one.head not in citing]
    chains = _chains(parse, found, {k: voice.speaker for k, voice in enumerate(heard)})
    words = words_of(parse)
    whole = [(one, chains[k]) for k, one in enumerate(found)]
    whole += [(one, chains[k]) for one, k in continued(parse, found, quoted)]
    claims = [
        claim
        for one, chain in whole
        for piece in pieces_of(parse, one, quoted, words)
        if (claim := _claim(parse, one, piece, chain, quoted)) is not None
    ]
    return tuple(sorted(claims, key=lambda c: (c.sentence.start, c.evidence, c.content, c.cue_spans)))


def _claim(
    parse: Parse, one: Attributed, piece: Piece, chain: _Chain, quoted: Sequence[Quotation]
) -> StatementClaim | None:
    content, text = content_of(parse, piece, quoted)
    force = _force(parse.doc[one.head])
    if not content or (not chain and force == _OTHER):
        return None
    cue = parse.span(*one.cue)
    source = (parse.span(*one.source),) if one.source is not None else ()
    first = piece.runs[0][0]
    sentence = parse.sentence_span(first)
    evidence = content[0].cover(content[-1])
    if piece.with_cue:
        for part in (cue, *source):
            if sentence.contains(part):
                evidence = evidence.cover(part)
    return StatementClaim(
        article=parse.article.id,
        evidence=evidence,
        quote=parse.text(evidence),
        sentence=sentence.cover(evidence),
        block=parse.kind_of(first),
        chain=chain,
        confidence=round(one.probability, 3),
        speaker=chain[-1].source if chain else None,
        cue=parse.text(cue),
        cue_spans=(cue,),
        content=content,
        content_text=text,
        source_spans=source,
        mode=piece.mode,
        force=force,
    )


def _force(head: Token) -> str:
    if head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ"):
        return "said"  # a colon, a dash, the label of a turn
    parts: dict[str, CueClass] = {"NOUN": "nouns", "ADJ": "adjectives"}
    lemma = head.lemma_.lower()
    for part in (parts.get(head.pos_, "verbs"), "verbs", "prepositions"):
        if (force := force_of(lemma, part)) is not None:
            return force
    return _OTHER


def _chains(parse: Parse, found: Sequence[Attributed], given: Mapping[int, Actor]) -> list[_Chain]:
    """Give each attribution its chain: those whose content holds its cue, then its own source, then whom that cites.

    given: speakers that are known otherwise, by index in ``found``. "I" and "we" inside what someone says is that one.
    """
    named = speakers(parse, found)
    own = [_own_chain(parse, one, given.get(k) or named[k]) for k, one in enumerate(found)]
    holders: dict[int, list[int]] = {one.head: [] for one in found}
    for j, other in enumerate(found):
        for i in (i for start, end in other.content for i in range(start, end) if i in holders):
            holders[i].append(j)
    passing = [i for i in with_force(parse.doc, _PASSING_ON) if parse.doc[i].pos_ == "VERB"]
    out: list[_Chain] = []
    for k, one in enumerate(found):
        around = [j for j in dict.fromkeys(holders[one.head]) if j != k and not _first(found, k, j)]
        around.sort(key=lambda j: -sum(end - start for start, end in found[j].content))
        chain: list[Attribution] = []
        mine = () if around and _is_first_person(parse, one) else own[k]
        tail = _told_behind(parse, one, passing)
        for link in (*tail, *(link for j in around for link in own[j]), *mine):
            if not any(link.source.name == known.source.name for known in chain):
                chain.append(link)
        out.append(tuple(chain))
    return out


def _holds(outer: Attributed, inner: Attributed) -> bool:
    return any(start <= inner.head < end for start, end in outer.content)


def _first(found: Sequence[Attributed], k: int, j: int) -> bool:
    """Each stands in the content of the other: the one further left is outside."""
    return _holds(found[k], found[j]) and found[k].head < found[j].head


def _is_first_person(parse: Parse, one: Attributed) -> bool:
    return one.source is not None and parse.doc[one.source[0] : one.source[1]].root.lower_ in ("i", "we")


def _own_chain(parse: Parse, one: Attributed, speaker: Actor | None) -> _Chain:
    chain: list[Attribution] = []
    cue = parse.span(*one.cue)
    if speaker is not None:
        chain.append(Attribution(source=speaker, cue=parse.text(cue), cue_span=cue))
    for child in _citations(parse, one):
        chain += _cited(parse, child)
    return tuple(chain)


def _told_behind(parse: Parse, one: Attributed, passing: Sequence[int]) -> list[Attribution]:
    """Who passes the whole sentence on, told behind it: "officials believe that …, the Herald reported, citing X".

    passing: the verbs of the article that can do that.
    """
    end = parse.sentence_of(one.head).end
    for i in reversed(passing[bisect.bisect_left(passing, one.head + 2) : bisect.bisect_left(passing, end)]):
        verb = parse.doc[i]
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
        if subject is None or subject.left_edge.i <= one.head or subject.left_edge.i == 0:
            continue
        if parse.doc[subject.left_edge.i - 1].text != "," or _goes_on(verb):
            continue
        span = parse.span(verb.i, verb.i + 1)
        links = [Attribution(source=a, cue=parse.text(span), cue_span=span) for a in actors_of(parse, subject)[:1]]
        for child in verb.children:
            if child.lemma_.lower() in _CITING and child.tag_ == "VBG" and child.i > verb.i:
                links += _cited(parse, child)
        return links
    return []


def _goes_on(verb: Token) -> bool:
    """Whether the verb has something to say of its own behind it."""
    return any(c.i > verb.i and c.dep_ in ("ccomp", "dobj", "obj", "xcomp", "attr") for c in verb.children)


def _citations(parse: Parse, one: Attributed) -> list[Token]:
    """The "citing" that hangs on a cue, where it names whom."""
    return [
        child
        for child in parse.doc[one.head].children
        if child.lemma_.lower() in _CITING and child.tag_ == "VBG" and child.i > one.head and _cited(parse, child)
    ]


def _cited(parse: Parse, citing: Token) -> list[Attribution]:
    """Whom a source cites: "Interfax reported, citing Fabius"."""
    for child in citing.children:
        if child.dep_ in ("dobj", "obj") and child.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
            span = parse.span(citing.i, citing.i + 1)
            return [Attribution(source=actor, cue=parse.text(span), cue_span=span) for actor in actors_of(parse, child)]
    return []

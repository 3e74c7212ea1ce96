"""Attributions: who said, thinks, wants or promises what."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.who import actors_of
from newsledger.model import Actor, Attribution, StatementClaim
from newsledger.reading.attribution import Attributed, Quotation, attributions, quotations
from newsledger.reading.attribution.continuing import continued
from newsledger.reading.attribution.lexicon import force_of
from newsledger.reading.attribution.pieces import Piece, content_of, pieces_of
from newsledger.reading.attribution.spans import Run

_RELATIVES = frozenset({"WP", "WDT", "WP$"})
_CITING = frozenset({"cite", "quote"})
_Chain = tuple[Attribution, ...]


def read_statements(parse: Parse) -> tuple[StatementClaim, ...]:
    """Read all statements of an article, one claim a sentence of content, ordered by sentence.

    The chain of each ends with its own speaker, where the text names one.
    """
    quoted = quotations(parse)
    found = attributions(parse)
    chains = _chains(parse, found)
    whole = [(one, chains[k]) for k, one in enumerate(found)]
    whole += [(one, chains[k]) for one, k in continued(parse, found, quoted)]
    claims = [
        claim
        for one, chain in whole
        for piece in pieces_of(parse, one, quoted)
        if (claim := _claim(parse, one, piece, chain, quoted)) is not None
    ]
    return tuple(sorted(claims, key=lambda c: (c.sentence.start, c.evidence, c.content, c.cue_spans)))


def _claim(
    parse: Parse, one: Attributed, piece: Piece, chain: _Chain, quoted: Sequence[Quotation]
) -> StatementClaim | None:
    content, text = content_of(parse, piece, quoted)
    if not content:
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
        force=_force(parse.doc[one.head]),
    )


def _force(head: Token) -> str:
    lemma = head.lemma_.lower()
    part = {"NOUN": "nouns", "ADJ": "adjectives"}.get(head.pos_, "verbs")
    return force_of(lemma, part) or force_of(lemma) or "said"  # type: ignore[arg-type]


def speaker_of(parse: Parse, run: Run) -> Actor | None:
    """Resolve a source mention; several people become one actor whose name joins theirs."""
    head = parse.doc[run[0] : run[1]].root
    if head.tag_ in _RELATIVES:
        verb = head.head
        while verb.dep_ in ("conj", "xcomp", "ccomp") and verb.dep_ != "relcl":
            verb = verb.head
        if verb.dep_ == "relcl":
            head = verb.head
    actors = actors_of(parse, head)
    if not actors:
        return None
    if len(actors) == 1:
        return actors[0]
    names = list(dict.fromkeys(actor.name for actor in actors))
    name = ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
    return Actor(name=name, span=parse.span(*run), kind="group")


def _chains(parse: Parse, found: Sequence[Attributed]) -> list[_Chain]:
    """The chain of each attribution: those whose content holds its cue, then its own source, then whom that cites."""
    own: list[_Chain] = [_own_chain(parse, one) for one in found]
    out: list[_Chain] = []
    for k, one in enumerate(found):
        around = [
            j
            for j, other in enumerate(found)
            if j != k and any(s <= one.head < e for s, e in other.content) and not _same(found, j, k)
        ]
        around.sort(key=lambda j: -sum(e - s for s, e in found[j].content))
        chain: list[Attribution] = []
        for j in [*around, k]:
            for link in own[j]:
                if not any(link.source.name == known.source.name for known in chain):
                    chain.append(link)
        out.append(tuple(chain))
    return out


def _same(found: Sequence[Attributed], j: int, k: int) -> bool:
    """Each stands in the content of the other: no nesting can be told; the one further left is outside."""
    return any(s <= found[j].head < e for s, e in found[k].content) and found[j].head > found[k].head


def _own_chain(parse: Parse, one: Attributed) -> _Chain:
    chain: list[Attribution] = []
    cue = parse.span(*one.cue)
    if one.source is not None and (speaker := speaker_of(parse, one.source)) is not None:
        chain.append(Attribution(source=speaker, cue=parse.text(cue), cue_span=cue))
    for child in parse.doc[one.head].children:
        if child.lemma_.lower() in _CITING and child.tag_ == "VBG" and child.i > one.head:
            chain += _cited(parse, child)
    return tuple(chain)


def _cited(parse: Parse, citing: Token) -> list[Attribution]:
    """Whom a source cites: "Interfax reported, citing Fabius"."""
    for child in citing.children:
        if child.dep_ in ("dobj", "obj") and child.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
            span = parse.span(citing.i, citing.i + 1)
            return [Attribution(source=actor, cue=parse.text(span), cue_span=span) for actor in actors_of(parse, child)]
    return []

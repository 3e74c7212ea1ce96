"""Who gives a figure, and through whom it reached the article."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.who import actors_of
from newsledger.model import Actor, Attribution, Span, StatementClaim
from newsledger.reading.chains import chain_at
from newsledger.reading.quantities.tables import listed

_RESTRICTIVE = frozenset({"relcl", "acl"})


def given_by(
    parse: Parse, statements: Sequence[StatementClaim], span: Span, predicate: Token | None, *, past: bool
) -> tuple[tuple[Attribution, ...], str | None]:
    """Tell the chain of attribution of a figure and the name of who gives it (None: the article itself).

    Nobody gives a figure who denies, asks or demands what it stands in, and what is mentioned beside the news
    (``past``, in a relative clause: "the attack that killed 130 in November") is common knowledge of the writer.
    """
    chain = chain_at(statements, span)
    if chain and _is_own_verb(parse, chain[-1], predicate):
        chain = chain[:-1]  # "the war has claimed 20,000 lives" claims nothing
    if not chain:
        named = _named_in_passing(parse, span)
        return (named,) if named is not None else (), named.source.name if named is not None else None
    statement = next((s for s in statements if s.chain == chain and _holds(s, span)), None)
    if statement is not None:
        if statement.force not in listed("sources", "asserting"):
            return chain, None
        if past and statement.mode == "indirect" and predicate is not None and predicate.dep_ in _RESTRICTIVE:
            return chain, None
    name = chain[-1].source.name
    return chain, None if name.casefold() in listed("sources", "pronouns") else name


def _is_own_verb(parse: Parse, link: Attribution, predicate: Token | None) -> bool:
    """Tell whether the verb that tells the measure was taken for a verb of saying."""
    if predicate is None or link.cue_span is None:
        return False
    return link.cue_span.overlaps(parse.span(predicate.i, predicate.i + 1))


def _holds(statement: StatementClaim, span: Span) -> bool:
    return any(part.overlaps(span) for part in statement.content)


def _named_in_passing(parse: Parse, span: Span) -> Attribution | None:
    """Find "according to X" or a closing "X estimates" in the figure's sentence."""
    at = parse.tokens(span)
    if not len(at):
        return None
    sentence = at[0].sent
    for token in sentence:
        source: Token | None = None
        if token.lower_ == "to" and token.i > sentence.start and token.nbor(-1).lower_ == "according":
            source = next((c for c in token.children if c.dep_ == "pobj"), None)
            cue = token.nbor(-1)
        elif token.lower_ in listed("sources", "closing") and token.i > at[-1].i and _closes(token):
            cue = token
            source = next(
                (c for c in token.children if c.dep_ in ("nsubj", "compound", "nmod") and c.i < token.i), None
            )
        if source is None:
            continue
        actors = actors_of(parse, source)
        if actors:
            return Attribution(source=_one(actors), cue=cue.lower_, cue_span=parse.span(cue.i, cue.i + 1))
    return None


def _closes(token: Token) -> bool:
    """Tell whether a word ends its sentence, or all that follows is punctuation."""
    return all(t.is_punct or t.is_space for t in token.doc[token.i + 1 : token.sent.end])


def _one(actors: Sequence[Actor]) -> Actor:
    """Make one source of several."""
    if len(actors) == 1:
        return actors[0]
    names = list(dict.fromkeys(actor.name for actor in actors))
    name = ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
    return Actor(name=name, span=actors[0].span, kind="group")

"""Who gives a figure, and through whom it reached the article."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.who import actors_of
from newsledger.model import Actor, Attribution, Span, StatementClaim
from newsledger.reading.chains import chain_at
from newsledger.reading.quantities.tables import listed
from newsledger.reading.quantities.units import names_people
from newsledger.reading.syntax import subject_of

_RESTRICTIVE = frozenset({"relcl", "acl"})


def given_by(
    parse: Parse, statements: Sequence[StatementClaim], span: Span, predicate: Token | None, *, past: bool
) -> tuple[tuple[Attribution, ...], str | None]:
    """Tell the chain of attribution of a figure and the name of who gives it (None: the article itself).

    A number that counts its own source ("two people familiar with the talks said") is the article's.
    """
    chain, source = _given_by(parse, statements, span, predicate, past=past)
    if chain and chain[-1].source.span.overlaps(span):
        return chain[:-1], None
    return chain, source


def _given_by(
    parse: Parse, statements: Sequence[StatementClaim], span: Span, predicate: Token | None, *, past: bool
) -> tuple[tuple[Attribution, ...], str | None]:
    """Tell the chain of attribution of a figure and the name of who gives it (None: the article itself).

    Nobody gives a figure who denies, asks or demands what it stands in, and what is mentioned beside the news
    (``past``, in a relative clause: "the attack that killed 130 in November") is common knowledge of the writer.
    """
    chain = tuple(_behind_document(parse, link) for link in chain_at(statements, span))
    if chain and _is_own_verb(parse, chain[-1], predicate):
        chain = chain[:-1]  # "the war has claimed 20,000 lives" claims nothing
    forward = _put_forward(parse, span)
    if forward is not None:
        chain = (*(link for link in chain if link.source.name != forward.source.name), forward)
        name = forward.source.name
        return chain, None if name.casefold() in listed("sources", "pronouns") else name
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
        link = _link(parse, _author(source) or source, cue)
        if link is not None:
            return link
    return None


def _link(parse: Parse, source: Token, cue: Token) -> Attribution | None:
    actors = actors_of(parse, source)
    if not actors:
        return None
    return Attribution(source=_one(actors), cue=cue.lower_, cue_span=parse.span(cue.i, cue.i + 1))


def _author(document: Token) -> Token | None:
    """Find who stands behind "figures from the ministry", "data published by the agency", "the agency's count"."""
    if document.lemma_.casefold() not in listed("sources", "documents"):
        return None
    owner = next((c for c in document.children if c.dep_ == "poss"), None)
    if owner is not None:
        return owner
    for child in (*document.children, *(g for c in document.children if c.dep_ == "acl" for g in c.children)):
        if child.dep_ in ("prep", "agent") and child.lower_ in ("from", "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _behind_document(parse: Parse, link: Attribution) -> Attribution:
    """Put the author in the place of a source that is only a document ("according to figures from the ministry")."""
    tokens = parse.tokens(link.source.span)
    author = _author(tokens.root) if len(tokens) else None
    if author is None:
        return link
    actors = actors_of(parse, author)
    return Attribution(source=_one(actors), cue=link.cue, cue_span=link.cue_span) if actors else link


def _put_forward(parse: Parse, span: Span) -> Attribution | None:
    """Find "X put the toll at 9", "X gave a figure of 9", "the 9 given by X", "X's figure of 9"."""
    tokens = parse.tokens(span)
    if not len(tokens):
        return None
    at = tokens.root
    for _ in range(8):
        given = next((c for c in at.children if c.dep_ == "acl" and c.lemma_ in listed("sources", "giving")), None)
        if given is not None and given.tag_ == "VBN":
            return _by_agent(parse, given)
        above = at.head
        if above == at or above.i > tokens.end + 3:
            return None
        if above.pos_ == "VERB":
            putting = above.lemma_ in listed("sources", "putting") and at.dep_ == "prep" and at.lower_ in ("at", "to")
            of = above.lemma_ in listed("sources", "giving") and at.dep_ in ("dobj", "nsubjpass")
            if not putting and not (of and at.lemma_.casefold() in listed("sources", "counts")):
                return None
            if any(c.dep_ == "auxpass" for c in above.children) or above.dep_ == "acl":
                return _by_agent(parse, above)
            subject = subject_of(above)
            if subject is None or above.tag_ == "VBG" or any(c.dep_ == "nummod" for c in subject.children):
                return None  # "two more people died, raising the toll to 21"
            return _link(parse, subject, above)
        if above.pos_ == "NOUN" and above.lemma_.casefold() in listed("sources", "counts"):
            owner = next((c for c in above.children if c.dep_ == "poss"), None)
            owner = owner or next((c for c in above.children if c.dep_ == "compound" and names_people(c)), None)
            if owner is not None and above.lemma_.casefold() in listed("sources", "documents"):
                return _link(parse, owner, above)
        elif at.dep_ not in ("nummod", "quantmod", "compound", "pobj", "prep", "nmod", "amod", "advmod"):
            return None
        at = above
    return None


def _by_agent(parse: Parse, participle: Token) -> Attribution | None:
    """Find who is named after "by"."""
    agent = next((c for c in participle.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"), None)
    source = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    return _link(parse, source, participle) if source is not None else None


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

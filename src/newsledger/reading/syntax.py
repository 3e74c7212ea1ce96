"""Small questions to the dependency tree: subjects, complements, negation, conditions, phrases in the text's words."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.model import Span
from newsledger.reading.stances.tables import listed
from newsledger.reading.stances.terms import term_in

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
FIRST_PERSON = frozenset({"we", "i", "us", "me"})
_CLAUSES = frozenset({"xcomp", "conj", "advcl", "pcomp", "acl", "acomp", "attr", "oprd"})
_RELATIVE = frozenset({"that", "which", "who", "whom"})
_NEVER = frozenset({"not", "n't", "never", "no", "neither", "nor", "hardly", "none"})
_NO_ONE = frozenset({"nobody", "none", "nothing"})
_LIMITS = (["at", "the", "earliest"], ["at", "the", "latest"])
_CONDITIONS = frozenset({"if", "unless", "once", "provided"})


def child(token: Token, *dependencies: str) -> Token | None:
    """Return the first child with one of these dependencies."""
    return next((c for c in token.children if c.dep_ in dependencies), None)


def subject_of(verb: Token) -> Token | None:
    """Find the subject of a verb: its own, that of the verb it hangs on, or the antecedent of its relative pronoun."""
    at = verb
    for _ in range(5):
        own = child(at, *SUBJECTS)
        if own is not None:
            if own.lower_ in _RELATIVE and at.dep_ in ("relcl", "acl"):
                return at.head
            return own
        if at.dep_ in ("acl", "relcl"):
            return at.head if at.head.pos_ in ("NOUN", "PROPN", "PRON") else None
        if at.dep_ == "xcomp":
            controller = child(at.head, "dobj")
            if controller is not None and controller.i < at.i:
                return controller
        if at.dep_ == "ccomp" and any(c.tag_ in ("MD", "VBZ", "VBP", "VBD") and c.dep_ == "aux" for c in at.children):
            taken = child(at.head, "dobj")  # "said the repair, which ..., would not be done": the parser cut it off
            return taken if taken is not None and at.head.i < taken.i < at.i else None
        if at.dep_ == "pcomp" and at.head.head != at.head:
            at = at.head.head
            continue
        if at.dep_ not in _CLAUSES or at.head == at:
            return None
        at = at.head
    return None


def negated(token: Token) -> bool:
    """Tell whether a verb, adjective or noun stands under its own "not", "never" or "no"."""
    for c in token.children:
        if c.dep_ == "neg" or (c.lower_ in _NEVER and c.dep_ in ("det", "preconj", "advmod", "cc") and c.i < token.i):
            return True
    if yet_to(token):
        return True
    subject = child(token, "nsubj", "nsubjpass")
    if subject is not None and any(c.lower_ == "no" and c.dep_ == "det" for c in subject.children):
        return True
    if token.dep_ == "xcomp" and token.head.lemma_ in ("fail", "refuse", "decline", "manage"):
        return token.head.lemma_ != "manage" or negated(token.head)
    if token.dep_ in ("acomp", "attr", "oprd") and token.head.pos_ in ("AUX", "VERB"):
        return any(c.dep_ == "neg" for c in token.head.children)
    return False


def yet_to(verb: Token) -> bool:
    """Tell whether a verb is what someone "has yet to" do."""
    if not infinitive(verb) or verb.head.lemma_ not in ("have", "be"):
        return False
    return any(c.lower_ == "yet" for c in (*verb.children, *verb.head.children))


def condition_of(verb: Token) -> Token | None:
    """Find the verb of a condition on a verb ("if diplomacy fails"); None if there is none."""
    for c in verb.children:
        if c.dep_ == "advcl" and any(m.dep_ in ("mark", "advmod") and m.lower_ in _CONDITIONS for m in c.children):
            return c
    return None


def auxiliaries(verb: Token) -> tuple[str, ...]:
    """List the auxiliaries of a verb in order, lower case and written out, those of a first conjunct too."""
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    at = verb
    while at.dep_ == "conj" and at.head.pos_ in ("VERB", "AUX") and not any(c.tag_ == "MD" for c in own):
        if child(at, *SUBJECTS) is not None or at.tag_ != "VB":
            break
        at = at.head
        own = [c for c in at.children if c.dep_ in ("aux", "auxpass")] + own
    written = {"'ll": "will", "wo": "will", "ca": "can", "sha": "shall"}
    out = []
    for c in own:
        word = written.get(c.lower_, c.lower_)
        if word == "'d":
            word = "would" if c.tag_ == "MD" or verb.tag_ == "VB" else "had"
        out.append(word)
    return tuple(out)


def following(token: Token, preposition: str) -> Token | None:
    """Find what a preposition after a token governs, or the infinitive or clause that "to" or "that" opens."""
    for c in sorted(token.children, key=lambda t: t.i):
        if c.i < token.i:
            continue
        if c.dep_ in ("prep", "prt", "advmod") and c.lower_ == preposition:
            inner = child(c, "pobj", "pcomp", "prep")
            if inner is not None and inner.like_num:
                continue  # "voted by 214 to 307 to strike"
            if inner is not None:
                return inner
            if c.dep_ in ("prt", "advmod"):
                return child(token, "dobj", "pobj") or (child(token, "xcomp") if c.dep_ == "prt" else None)
        if preposition == "to" and c.dep_ in ("xcomp", "ccomp", "acl", "advcl") and infinitive(c):
            return c
        if preposition == "that" and c.dep_ in ("ccomp", "acl") and child(c, *SUBJECTS) is not None:
            return c
        if preposition == "whether" and c.dep_ in ("ccomp", "xcomp", "acl") and c.pos_ in ("VERB", "AUX"):
            return c
    return None


def infinitive(verb: Token) -> bool:
    """Tell whether a verb is a to-infinitive."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def conditional(verb: Token) -> bool:
    """Tell whether a condition stands anywhere in the clause after a verb."""
    return any(t.dep_ == "mark" and t.lower_ in _CONDITIONS and t.i > verb.i for t in verb.subtree)


def rather(verb: Token) -> bool:
    """Tell whether a verb is only what somebody "would rather" or "would sooner" do."""
    return any(c.lower_ in ("rather", "sooner") and c.dep_ == "advmod" and c.i < verb.i for c in verb.children)


def asked(verb: Token) -> bool:
    """Tell whether a clause is left open: "whether the company would drop the lawsuit"."""
    return any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in verb.children)


def by_nobody(subject: Token) -> bool:
    """Tell whether a subject is nobody: "nobody will be left alone"."""
    return subject.lower_ in _NO_ONE


def shares_auxiliary(verb: Token) -> bool:
    """Tell whether a verb is told with the one before it: "will expand support and consider all options"."""
    own = any(c.tag_ == "MD" for c in verb.children) or child(verb, "nsubj", "nsubjpass") is not None
    return verb.dep_ == "conj" and not own


def complements(verb: Token) -> Iterator[Token]:
    """Give objects, infinitives, gerunds and clauses of a verb in order of the text."""
    for c in sorted(verb.children, key=lambda t: t.i):
        if c.i > verb.i and (c.dep_ in ("dobj", "xcomp", "ccomp", "attr", "oprd") or c.lower_ == "including"):
            yield c


def phrase(parse: Parse, token: Token, *, cut: int = 30) -> Span:
    """Span of a token with all that hangs on it, within its sentence, at most ``cut`` tokens to each side."""
    left = max(token.left_edge.i, token.i - cut, token.sent.start)
    right = min(token.right_edge.i + 1, token.i + cut, token.sent.end)
    while right - 1 > token.i and _hangs_over(token.doc[left:right]):
        right -= 1
    while left < token.i and (token.doc[left].is_punct or token.doc[left].is_space):
        left += 1
    return parse.span(left, right)


def _hangs_over(run: TokenSpan) -> bool:
    """Tell whether the last token of a run is punctuation that closes nothing inside the run."""
    last = run[-1]
    if last.is_space:
        return True
    if not last.is_punct:
        return False
    opening = {")": "(", "]": "[", "”": "“"}.get(last.text)
    inside = [t.text for t in run[:-1]]
    if opening is not None:
        return inside.count(opening) <= inside.count(last.text)
    return last.text != '"' or inside.count('"') % 2 == 0


def said(parse: Parse, span: Span) -> str:
    """Words of a span with single spaces."""
    return " ".join(parse.text(span).split())


def after_verb(parse: Parse, verb: Token, *, cut: int = 24) -> str:
    """Words of a verb phrase from the verb on, without its subject; a passive gets its patient back as object."""
    right = min(verb.right_edge.i + 1, verb.i + cut, verb.sent.end)
    inner = next((c for c in verb.children if c.dep_ in ("advcl", "relcl", "parataxis", "cc") and c.i > verb.i), None)
    if inner is not None:
        right = min(right, max(verb.i + 1, inner.left_edge.i))
    for inner in verb.subtree:
        if inner.dep_ == "relcl" and verb.i < inner.left_edge.i < right and inner.left_edge.nbor(-1).text == ",":
            right = inner.left_edge.i  # "clear the road, where 47 bridges were damaged"
    if right == verb.i + cut and right < min(verb.right_edge.i + 1, verb.sent.end):  # cut short: at the last comma
        right = max((i for i in range(verb.i + 4, right) if verb.doc[i].text == ","), default=right)
    while right - 1 > verb.i and (verb.doc[right - 1].is_punct or verb.doc[right - 1].is_space):
        right -= 1
    absolute = next((c for c in verb.children if c.lower_ == "with" and c.i > verb.i and _absolute(c)), None)
    if absolute is not None:
        right = min(right, max(verb.i + 1, absolute.i))
    rest = undated(parse, verb.i + 1, right)
    patient = child(verb, "nsubjpass")
    if patient is None and verb.tag_ == "VBN" and child(verb, "aux", "dobj") is None:
        patient = child(verb, "nsubj") or (verb.head if verb.dep_ == "acl" else None)
    if patient is None and child(verb, "auxpass") is not None:
        patient = subject_of(verb)  # "the wreck is to be raised"
    object_ = noun_phrase(parse, patient, cut=12) if patient is not None else ""
    if patient is not None and parse.doc[patient.left_edge.i].pos_ == "DET":
        object_ = object_[:1].lower() + object_[1:]
    return " ".join(part for part in (verb.lemma_, object_, rest) if part)


def _absolute(preposition: Token) -> bool:
    """Find "with the arsenal destroyed", "with talks to follow": a clause of its own after "with"."""
    return preposition.nbor(-1).text == "," if preposition.i else False


def noun_phrase(parse: Parse, noun: Token, *, cut: int = 30) -> str:
    """Words of a noun phrase without its dates and the clauses that hang on it ("the vote, planned for May")."""
    left = max(noun.left_edge.i, noun.i - cut, noun.sent.start)
    right = min(noun.right_edge.i + 1, noun.i + cut, noun.sent.end)
    for inner in noun.subtree:
        told = inner.dep_ in ("relcl", "appos") or (inner.dep_ == "acl" and not infinitive(inner))
        if told and noun.i < inner.left_edge.i < right and inner.head.i >= noun.i:
            right = inner.left_edge.i
    return undated(parse, left, right)


def undated(parse: Parse, left: int, right: int) -> str:
    """Words of ``doc[left:right]`` without dates, the prepositions that bring them in, and loose ends."""
    drop: set[int] = set()
    doc, dating = parse.doc, listed("plans", "dating")
    stretch = parse.span(left, right) if right > left else None
    term = term_in(parse, stretch) if stretch is not None else None
    if term is not None and term.span is not None:
        drop |= {t.i for t in parse.tokens(term.span)}
    for time in parse.times if stretch is not None else ():
        if stretch is None or not stretch.overlaps(time.span) or time.type not in ("DATE", "TIME"):
            continue
        tokens = parse.tokens(time.span)
        if not len(tokens) or tokens.start < left or tokens.root.dep_ in ("poss", "compound", "nummod", "amod", "nmod"):
            continue
        at = tokens.root.head if tokens.root.dep_ == "pobj" else tokens.root
        if at.head.dep_ in ("acl", "relcl") and left <= at.head.i < at.i and at.head.i > left:
            continue  # "the session scheduled for Thursday"
        start = tokens.start
        while start > left and doc[start - 1].lower_ in dating:
            start -= 1
        if start == tokens.start and tokens.root.dep_ == "pobj":
            continue  # "the war of 1996"
        end = tokens.end
        if [t.lower_ for t in doc[end : end + 3]] in _LIMITS:
            end += 3
        drop |= set(range(start, end))
        if start > left + 1 and end < right and doc[end].text == "," and doc[end - 1].head.i >= left:
            right = start  # "reopen the crossing on July 1, two years after the war"
    kept = [i for i in range(left, right) if i not in drop]
    while kept and (doc[kept[-1]].is_punct or doc[kept[-1]].is_space) and _hangs_over(doc[left : kept[-1] + 1]):
        kept.pop()
    while kept and (doc[kept[0]].is_punct or doc[kept[0]].is_space):
        kept.pop(0)
    words = "".join(_verbatim(parse, i) + (" " if doc[i].whitespace_ or i + 1 not in kept else "") for i in kept)
    return " ".join(words.split())


def _verbatim(parse: Parse, i: int) -> str:
    """A token as the page writes it."""
    return parse.text(parse.span(i, i + 1))

"""Who speaks a quotation, and whom "we" means in it.

A quotation's speaker is looked for, in this order: at a verb of speech outside the quotation in the sentences at its
ends; in the sentence before it in the same block; in the quotation before it, where the text goes on without naming
anyone ("the same speaker goes on").
"""

from __future__ import annotations

from newsledger.language.cast import Cast, Figure
from newsledger.language.offices import Office
from newsledger.language.tables import fold, word_classes
from newsledger.language.tokens import Tokens

_BACK = 4  # how many quotations in a row may be told of one speaker by the first of them
_BODIES = ("organisation", "group")
_OF_STATE = frozenset({"GOV", "MIL"})
_SUBJECTS = ("nsubj", "nsubjpass")


class Speakers:
    """The quotations of a text and who speaks them, as far as the cast is known when asked."""

    def __init__(self, tokens: Tokens, cast: Cast) -> None:
        self.tokens = tokens
        self.cast = cast
        self.speech = word_classes("word_lists.tsv")["speech"]
        self.runs: list[tuple[int, int]] = []
        self.run_at: dict[int, int] = {}
        start = -1
        for i, quoted in enumerate(tokens.quoted):
            opens = quoted and (start < 0 or i in tokens.breaks)
            if start >= 0 and (not quoted or opens):
                self.runs.append((start, i))
                start = -1
            if opens:
                start = i
            if quoted:
                self.run_at[i] = len(self.runs)
        if start >= 0:
            self.runs.append((start, len(tokens)))

    def speaker(self, i: int) -> int | None:
        """Number of the entity that speaks the quotation around a token, None if it is not known (yet)."""
        token = self._subject(i)
        figure = self.cast.figure_at(token) if token is not None else None
        return figure.number if figure is not None else None

    def unknown_speaker(self, i: int) -> int | None:
        """Token of the pronoun by which the speaker of the quotation is told after it, not resolved yet."""
        number = self.run_at.get(i)
        token = self._at_ends(*self.runs[number]) if number is not None else None
        later = token is not None and token > i and self.tokens.pos[token] == "PRON"
        return token if later and token is not None and self.cast.figure_at(token) is None else None

    def _subject(self, i: int) -> int | None:
        """The token by which the speaker of the quotation around a token is told."""
        number = self.run_at.get(i)
        for back in range(_BACK):
            if number is None or number - back < 0:
                return None
            start, end = self.runs[number - back]
            found = self._at_ends(start, end)
            if found is None:
                found = self._before(start)
            if found is not None:
                return found
            if not self._goes_on(number - back):
                return None
        return None

    def _at_ends(self, start: int, end: int) -> int | None:
        """The subject of a verb of speech in the sentences in which the quotation begins and ends, or right after."""
        tokens = self.tokens
        first, last = tokens.sentence[start], tokens.sentence[end - 1]
        for number in (last, first):
            found = self._speaker_in(number)
            if found is not None:
                return found
        after = end + 1
        follows = after < len(tokens) and end not in tokens.breaks and after not in tokens.breaks
        if follows and tokens.text[end - 1] in (",", "?", "!"):
            return self._speaker_in(tokens.sentence[after])
        return None

    def _before(self, start: int) -> int | None:
        """Who is told to speak, or who acts, in the sentence before a quotation in its block."""
        tokens = self.tokens
        number = tokens.sentence[start]
        opening = tokens.starts[number]
        if opening in tokens.breaks or any(tokens.pos[k] == "VERB" for k in range(opening, start)):
            return None
        spoken = self._speaker_in(number - 1)
        if spoken is not None:
            return spoken
        for k in range(tokens.starts[number - 1], opening):
            if tokens.dep[k] in _SUBJECTS and tokens.dep[tokens.head[k]] == "ROOT" and not tokens.quoted[k]:
                figure = self.cast.figure_at(k)
                if figure is not None and figure.kind == "person" and not figure.plural:
                    return k
        return None

    def _goes_on(self, number: int) -> bool:
        """Whether a quotation may be spoken by who spoke the one before: in the next sentence or the next block."""
        if number == 0:
            return False
        tokens = self.tokens
        end, start = self.runs[number - 1][1], self.runs[number][0]
        return tokens.sentence[start] - tokens.sentence[end - 1] <= 2

    def _speaker_in(self, sentence: int) -> int | None:
        """Subject of a verb of speech outside quotations in a sentence."""
        tokens = self.tokens
        if sentence < 0 or sentence >= len(tokens.starts):
            return None
        stop = tokens.starts[sentence + 1] if sentence + 1 < len(tokens.starts) else len(tokens)
        for k in range(tokens.starts[sentence], stop):
            if tokens.pos[k] != "VERB" or tokens.quoted[k] or tokens.lemma[k] not in self.speech:
                continue
            for child in tokens.children[k]:
                if tokens.dep[child] == "nsubj" and not tokens.quoted[child]:
                    pronoun = tokens.pos[child] == "PRON" and tokens.tag[child] == "PRP"
                    if pronoun or self.cast.figure_at(child) is not None:
                        return child
        return None


def bodies_of(cast: Cast, tokens: Tokens, speaker: int) -> frozenset[int]:
    """The bodies that a speaker holds an office of, whom they would call "we", not "they"."""
    found: list[int] = []
    for _, office in cast.figures[speaker].offices:
        if office.pronoun is not None:
            at = range(office.pronoun, office.pronoun + 1)
        elif office.owner is not None:
            at = range(*office.owner)
        else:
            continue
        bodies = [figure for k in at if (figure := cast.figure_at(k)) is not None and figure.kind in _BODIES]
        if bodies:
            found.append(bodies[0].number)
        elif cast.figure_at(at[-1]) is None:
            word = tokens.lower[at[-1]]
            found += [
                figure.number
                for figure in cast.figures
                if figure.kind in _BODIES and fold(figure.name).split()[-1:] in ([word], [word + "s"])
            ]
    return frozenset(found)


def spoken_for(cast: Cast, tokens: Tokens, speaker: int) -> Figure | None:
    """Whom a speaker means by "we": a body itself, or the one that a person speaks for; None if nothing tells."""
    figure = cast.figures[speaker]
    if figure.kind != "person":
        return figure
    held = [(p.noun.noun, o) for p, o in figure.offices if p.noun.kind == "office" or p.noun.noun == "counterpart"]
    held = [(noun, office) for noun, office in held if office.time in ("current", "then")]
    offices = [office for _, office in held]
    bodies = sorted(bodies_of(cast, tokens, speaker)) if offices else []
    if len(bodies) == 1:
        return cast.figures[bodies[0]]
    if bodies:
        return None
    owned = any(o.of is not None or o.country is not None or o.pronoun is not None for o in offices)
    if not owned and any(noun in word_classes("word_lists.tsv")["heads"] for noun, _ in held):
        named = [f for f in cast.figures if f.kind == "organisation" and f.names and f.sector not in _OF_STATE]
        return named[0] if len(named) == 1 else None
    owners = [cast.figure_at(o.pronoun) for o in offices if o.pronoun is not None]
    states = [f for f in owners if f is not None and f.state]
    if not states:
        nations = {o.country for o in offices if (o.sector or figure.sector) in _OF_STATE and not _sent(tokens, o)}
        if nations == {None} and figure.sector in _OF_STATE:
            nations = {figure.country}
        states = [f for f in cast.figures if f.state and f.country is not None and f.country in nations]
    return states[0] if len(states) == 1 else None


def _sent(tokens: Tokens, office: Office) -> bool:
    """Whether an office is held abroad: what is told is where to ("ambassador to Norland")."""
    if office.owner is None:
        return False
    before = office.owner[0] - 1
    return tokens.lower[before] == "to" or (tokens.pos[before] == "DET" and tokens.lower[before - 1] == "to")

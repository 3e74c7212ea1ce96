"""Put claims together that are about one thing: single pass, candidates through shared keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
_NEWEST = 40
_COMPARED = 24


class Likeness(NamedTuple):
    """How much two claims look like one thing (0 to 1), and why, in words."""

    score: float
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class Gathered(Generic[T]):
    """Claims about one thing, in the order in which they came."""

    members: list[T]
    reasons: dict[str, None] = field(default_factory=dict)


def gather(
    items: Iterable[T],
    keys: Callable[[T], Iterable[str]],
    alike: Callable[[T, T], Likeness],
    threshold: float,
    nearest: float = 1.0,
) -> list[Gathered[T]]:
    """Group items, each joining the group that holds the most alike member.

    items: in canonical order. keys: what an item can be found by; only groups that share a key are compared. alike:
    score of two items; a negative one keeps them apart whatever else they share. threshold: least score to join.
    nearest: weight of the most alike member against the mean over members.
    Cost an item is bounded: at most the newest groups of each key, and so many members of each, are compared.
    """
    groups: list[Gathered[T]] = []
    holders: dict[str, list[int]] = defaultdict(list)
    for item in items:
        found = sorted(set(keys(item)))
        candidates = sorted({number for key in found for number in holders[key][-_NEWEST:]})
        best: tuple[float, int, Likeness] | None = None
        for number in candidates:
            likeness = _to_group(item, groups[number].members, alike, nearest)
            if likeness.score >= threshold and (best is None or likeness.score > best[0]):
                best = (likeness.score, number, likeness)
        if best is None:
            groups.append(Gathered([item]))
            number = len(groups) - 1
        else:
            number = best[1]
            groups[number].members.append(item)
            groups[number].reasons.update(dict.fromkeys(best[2].reasons))
        for key in found:
            if number not in holders[key][-_NEWEST:]:
                holders[key].append(number)
    return groups


def _to_group(item: T, members: Sequence[T], alike: Callable[[T, T], Likeness], nearest: float) -> Likeness:
    best = Likeness(0.0)
    total = 0.0
    half = _COMPARED // 2
    compared = members if len(members) <= _COMPARED else [*members[:half], *members[-half:]]
    for member in compared:
        likeness = alike(item, member)
        if likeness.score < 0:
            return likeness
        total += likeness.score
        if likeness.score > best.score:
            best = likeness
    return best._replace(score=nearest * best.score + (1 - nearest) * total / len(compared))

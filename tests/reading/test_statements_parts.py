"""Parts of the attribution model: trees, quotation marks, cue forces."""

from __future__ import annotations

import numpy as np
import pytest

from newsledger.reading.attribution import quotations
from newsledger.reading.attribution.forest import Forest, sigmoid
from newsledger.reading.attribution.lexicon import force_of
from newsledger.reading.attribution.table import tabulate
from tests.reading.test_statements import parsed


def stump(threshold: float, low: float, high: float) -> Forest:
    return Forest(
        feature=np.array([1, 0, 0], np.int32),
        threshold=np.array([threshold, np.inf, np.inf], np.float32),
        child=np.array([1, 1, 2], np.int32),
        value=np.array([0, low, high], np.float32),
        roots=np.array([0], np.int32),
        depth=1,
    )


def test_a_row_goes_left_if_its_value_is_at_most_the_threshold() -> None:
    rows = np.array([[9, 1.0], [9, 2.0], [9, 2.5]], np.float32)
    assert stump(2.0, -1.0, 3.0).margin(rows).tolist() == [-1.0, -1.0, 3.0]


def test_many_rows_are_scored_like_each_alone() -> None:
    rows = np.random.default_rng(1).normal(size=(1000, 2)).astype(np.float32)
    forest = stump(0.1, -0.5, 0.5)
    assert forest.margin(rows).tolist() == [float(forest.margin(row[None, :])[0]) for row in rows]


def test_log_odds_become_probabilities() -> None:
    assert sigmoid(np.array([0.0, 100.0, -100.0], np.float32)).round(6).tolist() == [0.5, 1.0, 0.0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We are late,” she said.", ["“We are late,”"]),
        ('He called it "a shame" and "a waste of time."', ['"a shame"', '"a waste of time."']),
        ("''We are late,'' she said. ''We know it.''", ["''We are late,''", "''We know it.''"]),
        ("The wall is 6'2\" high, he said.", []),
        ("“The first part.\n\n“The second part,” she said.", ["“The first part.", "“The second part,”"]),
        ("She called it ‘a plan of last resort’ on Monday.", ["‘a plan of last resort’"]),
        ("The workers' union and the teachers' union met.", []),
    ],
)
def test_stretches_between_quotation_marks(text: str, expected: list[str]) -> None:
    parse = parsed(text)
    assert [parse.text(parse.span(q.start, q.end)) for q in quotations(parse)] == expected


def test_a_mark_that_opens_a_quotation_begins_its_sentence() -> None:
    parse = parsed('The court will sit in June. "We shall be ready," said Ilse Marten.')
    table = tabulate(parse, quotations(parse))
    for quote in table.quotes:
        assert table.first[quote.start] == table.first[quote.start + 1]
        assert table.sentence[quote.start] == table.sentence[quote.end - 1]


def test_subtrees_are_those_of_the_parse() -> None:
    parse = parsed("Ilse Marten, who runs the port, said that the old crane near the gate had to be replaced by May.")
    table = tabulate(parse, quotations(parse))
    for token in parse.doc:
        assert (table.left[token.i], table.right[token.i]) == (token.left_edge.i, token.right_edge.i + 1)
        assert table.depth[token.i] == len(list(token.ancestors))


@pytest.mark.parametrize(("lemma", "force"), [("deny", "denied"), ("vow", "promised"), ("walk", None)])
def test_the_cue_table_knows_forces(lemma: str, force: str | None) -> None:
    assert force_of(lemma) == force

"""The examples of the documentation hold."""

import re
from pathlib import Path

import pytest

from newsledger.timex import times

PAGE = (Path(__file__).parents[2] / "docs" / "times.md").read_text("utf-8")
TABLE = PAGE.partition("## Examples")[2].partition("## How it works")[0]
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.splitlines() if "[" in line]


def options(cell):
    found = {}
    for name, value in re.findall(r"(\w+)=([^,]+)", cell):
        found[name] = int(value) if value.isdigit() else True if value == "yes" else value
    return found


def test_the_table_is_there():
    assert len(ROWS) > 30


@pytest.mark.parametrize("row", ROWS, ids=lambda r: " ".join(r[:3]))
def test_an_example_of_the_page_holds(row):
    text, written, wishes, type_, value, period, more = row
    words = text[text.index("[") + 1 : text.index("]")]
    text = text.replace("[", "").replace("]", "")
    found = {text[m.span.start : m.span.end]: m for m in times(text, anchor=written or None, **options(wishes))}
    mention = found[words]
    assert (mention.type, mention.when.value) == (type_, value)
    assert (mention.when.iso or "") == period
    assert more in ("", mention.when.zone, "; ".join(mention.when.alternatives))
    if "/" not in more and not more.startswith("UTC"):
        assert "; ".join(mention.when.alternatives) == more


def test_the_code_of_the_page_prints_what_it_says():
    code = PAGE.partition("```python\n")[2].partition("```")[0]
    wanted = [line.removeprefix("# ") for line in code.splitlines() if line.startswith("# ")]
    printed = []
    exec(code, {"print": lambda *words: printed.append(" ".join(map(str, words)))})
    assert printed == wanted

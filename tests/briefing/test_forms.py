"""Text, Markdown, HTML and JSON say the same, and nothing of a page can break out of them."""

from __future__ import annotations

import html
import json
import re

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from newsledger.briefing import Brief, make_brief, render, render_many
from newsledger.briefing.as_markdown import escaped
from newsledger.briefing.words import clean
from newsledger.model import Happening, InputError
from tests.briefing.fixtures import story
from tests.briefing.maker import Maker, on

FORMS = ("text", "md", "html", "json")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def as_shown(brief: Brief, form: str) -> tuple[str, callable]:
    """What a reader of the form sees, and how a text of the brief looks in it; white space left out."""
    out = render(brief, form)
    if form == "html":
        return squeezed(lxml_html.fromstring(out).text_content()), squeezed
    if form == "md":
        return squeezed(out), lambda text: squeezed(escaped(text))
    if form == "json":
        return squeezed(out), lambda text: squeezed(json.dumps(text, ensure_ascii=False)[1:-1])
    return squeezed(out), squeezed


@pytest.mark.parametrize("form", FORMS)
def test_each_line_with_its_label_marks_note_and_id_is_in_each_form(form):
    brief = make_brief(*story().given())
    page, look = as_shown(brief, form)
    for line in brief.lines():
        for part in (line.text, line.note, line.id, *line.marks, *([line.label] if line.kind != "figure" else [])):
            assert look(part) in page, (line.kind, part)


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_each_sentence_with_its_offsets_is_in_each_rich_form(form):
    brief = make_brief(*story().given())
    page, look = as_shown(brief, form)
    for line in brief.lines():
        for item in line.evidence:
            assert look(clean(item.sentence)) in page
            assert str(item.start) in page
            assert str(item.end) in page


def test_the_plain_text_gives_the_place_of_every_line_s_words():
    brief = make_brief(*story().given())
    page = squeezed(render(brief, "text"))
    for line in brief.lines():
        for item in line.evidence[:4]:
            assert f"[{item.number}:{item.start}–{item.end}]" in page


def test_plain_text_is_wrapped():
    assert max(map(len, render(make_brief(*story().given()), "text").splitlines())) <= 92


def test_json_reads_back_as_the_same_brief():
    brief = make_brief(*story().given())
    assert msgspec.json.decode(render(brief, "json"), type=Brief) == brief


def test_html_needs_no_network_and_runs_nothing():
    page = render(make_brief(*story().given()), "html")
    tree = lxml_html.fromstring(page)
    assert not tree.xpath("//script|//link|//img|//iframe|//object|//embed|//form|//@style")
    assert not [a for a in tree.xpath("//@*") if a.attrname.startswith("on")]
    assert "url(" not in page
    assert "@import" not in page
    assert {a for a in tree.xpath("//a/@href") if not a.startswith("#")} == {"https://harbour.example/1"}


def test_html_anchors_lead_somewhere_and_ids_are_unique_even_for_several_briefs():
    brief = make_brief(*story().given())
    for page in (render(brief, "html"), render_many([brief, brief])):
        tree = lxml_html.fromstring(page)
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {a[1:] for a in tree.xpath("//a/@href") if a.startswith("#")} <= set(ids)


def test_an_unknown_form_is_refused_with_a_remedy():
    with pytest.raises(InputError, match="use one of"):
        render(make_brief(*story().given()), "pdf")


def hostile(words: str, url: str | None = None) -> Brief:
    """A brief with the same words in every place that a page can fill."""
    m = Maker(words)
    text = f"{words} was said before. He said it. {words}"
    m.article("a", text, "2023-03-14", publisher=words, title=words, name=words or "x", url=url or words)
    claim = m.event("a", text, "ASSAULT")
    m.statement("a", text, words or "x")
    m.entity(words or "x", names=(words, "Zqw"))
    m.add("happenings", Happening(
        id="h", type="ASSAULT", title=f"{words} and more words to show", status="happened", when=on("2023-03-14"),
        claims=(claim.id,)))  # fmt: skip
    return make_brief(*m.given())


ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><b>bold",
    "{{ 7 * 7 }} {% raw %}",
    "](javascript:alert(1)) [x](http://evil.example) ![i](x)",
    "# heading\n\n- item\n\n```\ncode",
    "1. one | two | `three` ~~four~~ **five** $six$",
    "a\x00b\x1b[31mred\x07\u202egnihtemos",
    "&lt;b&gt; &amp;amp;",
    "http://evil.example www.evil.example a@b.example <http://evil.example>",
]


@pytest.mark.parametrize("words", ATTACKS)
def test_nothing_of_a_page_becomes_markup_in_html(words):
    page = render(hostile(words), "html")
    tree = lxml_html.fromstring(page)
    assert not tree.xpath("//script|//img|//b[not(@class='value')]|//iframe")
    links = {a for a in tree.xpath("//a/@href") if not a.startswith("#")}
    harmless = lxml_html.fromstring(render(hostile("harmless", next(iter(links), None)), "html"))
    assert [e.tag for e in tree.iter()] == [e.tag for e in harmless.iter()]
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e]", page)
    assert links <= {clean(words)}


@pytest.mark.parametrize("words", ATTACKS)
def test_nothing_of_a_page_becomes_markup_in_markdown(words):
    page = render(hostile(words), "md")
    plain = render(hostile("harmless"), "md")
    assert page.count("\n") == plain.count("\n")
    bare = re.sub(r"\\.", "", page)
    for sign in "<|~$!":
        assert sign not in bare
    assert bare.count("`") == plain.count("`")
    assert "](" not in bare
    assert not re.search(r"(?i)https?:|www\.|@", bare)


@pytest.mark.parametrize("words", ATTACKS)
def test_a_terminal_gets_no_control_characters(words):
    for form in ("text", "md"):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", render(hostile(words), form))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x", " javascript:x"])
def test_only_web_addresses_become_links(url):
    tree = lxml_html.fromstring(render(hostile("words", url), "html"))
    assert all(a.startswith("#") for a in tree.xpath("//a/@href"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=40).filter(str.strip))
def test_any_text_can_be_rendered_in_every_form(words):
    brief = hostile(words)
    for form in FORMS:
        out = render(brief, form)
        out.encode("utf-8")
        assert out
    assert "".join(html.unescape(clean(brief.title)).split()) in squeezed(html.unescape(render(brief, "html")))


def test_json_with_a_lone_surrogate_is_still_json():
    brief = msgspec.structs.replace(make_brief(*story().given()), title="half \ud83d a sign")
    assert json.loads(render(brief, "json").encode("utf-8"))["title"] == brief.title

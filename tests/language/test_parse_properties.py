from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.language import parse_many
from newsledger.language.tables import country_names, known_names
from newsledger.reading.roles import read_roles
from tests.language.made_up import article_of

WORDS = st.sampled_from(
    [
        "Kerry",
        "Lavrov",
        "President",
        "of",
        "the",
        "Syrian",
        "rebels",
        ",",
        "he",
        "they",
        "its",
        "“",
        "”",
        "said",
        '"',
        "'",
        "--",
        "John",
        "al",
        "-",
        "Assad",
        "who",
        "was",
        "minister",
        "and",
        "in",
        "Geneva",
        "UN",
        "U.S.",
        "former",
        "42",
        ",",
        "a",
        "(",
        ")",
        "/",
        "&",
        "’",
        "both",
        "countries",
        "The",
        "two",
        ".",
        "\xa0",
        "é",
        "�",
        "\x00",
        "İ",
        "Prime",
        "Minister's",
        "spokesman",
        "for",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=25).map(" ".join), max_size=3))
def test_mentions_and_roles_lie_in_the_text_and_nothing_raises(lines):
    article = article_of(*(line for line in lines if line.strip()))
    (found,) = parse_many([article])
    ids = {e.id for e in found.entities}
    for mention in found.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(article.text)
        assert mention.entity in ids
    for entity in found.entities:
        assert set(entity.members) <= ids
    for claim in read_roles(found):
        assert article.text[claim.evidence.start : claim.evidence.end] == claim.quote
        assert claim.sentence.contains(claim.evidence)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text):
    (found,) = parse_many([article_of(*text.splitlines()[:1])] if text.strip() else [article_of("a")])
    assert isinstance(found.entities, tuple)


def test_the_same_text_reads_the_same_whatever_it_is_batched_with():
    lines = [
        f"Minister Ana Reyes met {n} rebels in Geneva, and she said they were tired." for n in ("two", "nine", "some")
    ]
    alone = [next(parse_many([article_of(line)])).mentions for line in lines]
    together = [found.mentions for found in parse_many([article_of(line) for line in lines], batch_size=2)]
    assert alone == together


def test_country_codes_are_those_of_iso_3166():
    import pycountry

    # XKX is the user-assigned code in common use for Kosovo
    assert all(code == "XKX" or pycountry.countries.get(alpha_3=code) for code in country_names())
    assert all(k.country is None or k.country in country_names() for k in known_names().values())


def test_the_remembering_ruler_does_what_the_stock_one_does():
    import spacy

    from newsledger.language.pipeline import load_pipeline, pipeline_name

    lines = [
        "There's no doubt that he isn't going to say so, is there?",
        "Let's go, they've got to leave; I'd say you can't, won't and shan't.",
        "  Two  spaces, but it ain't that; gonna be what the minister has said to them.",
        "He did not do it, had it done, and doesn't have any; whether or not once is well.",
    ]
    stock, ours = spacy.load(pipeline_name()), load_pipeline()
    for _ in range(2):
        for line in lines:
            one, two = stock(line), ours(line)
            seen = [[(t.pos_, str(t.morph), t.lemma_, t.tag_, t.dep_) for t in doc] for doc in (one, two)]
            assert seen[0] == seen[1]

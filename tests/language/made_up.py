"""Articles made of lines, for tests."""

from newsledger.language import Parse, parse
from newsledger.model import Article, Block, BlockKind, Byline, Span


def article_of(*lines: str, title: str | None = None, bylines: tuple[Byline, ...] = ()) -> Article:
    """An article whose paragraphs are the given lines."""
    text, blocks = "", []
    for kind, line in [(BlockKind.TITLE, title), *((BlockKind.PARAGRAPH, line) for line in lines)]:
        if line is not None:
            blocks.append(Block(kind=kind, span=Span(len(text), len(text) + len(line))))
            text += line + "\n"
    return Article(id="test", name="test", text=text, blocks=tuple(blocks), title=title, bylines=bylines)


def parse_of(*lines: str, title: str | None = None) -> Parse:
    """The parse of such an article."""
    return parse(article_of(*lines, title=title))


def meaning(found: Parse, words: str, nth: int = 0) -> str | None:
    """Name of the entity that the nth mention with these words means."""
    entities = {e.id: e for e in found.entities}
    mentions = [m for m in found.mentions if found.text(m.span) == words]
    return entities[mentions[nth].entity].name if len(mentions) > nth else None

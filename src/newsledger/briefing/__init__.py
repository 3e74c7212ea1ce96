"""Ledger → brief.

Contract with ``newsledger.api`` and ``newsledger.cli`` (written against these names; keep them):
    Brief (msgspec struct; method ``lines() -> tuple[BriefLine, ...]``: all lines of all sections in order)
    BriefLine(id: str (8 hex), text: str, claims: tuple[str, ...] (claim ids), derived: str | None (id of the derived
        noun it shows: happening, series, plan, commitment, position, dispute or entity), origins: int, unsure: bool,
        evidence: tuple[Evidence, ...])
    make_brief(ledger, articles, readings, *, as_of=None) -> Brief
    render(brief, form) -> str, form one of "text", "md", "html", "json"
    newsledger.example.example_folder() -> Path   (folder of the bundled pages, in the installed package)
"""

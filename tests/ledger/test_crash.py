"""A kill in the middle loses at most the page in hand, and running again finishes the work."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

from newsledger.ledger import Store, add_pages
from newsledger.model import LedgerError, PageFacts
from tests.ledger.test_store import STORY, page

PROGRAM = "import sys; from newsledger.cli import app; app(sys.argv[1:])"
COUNT = 15


def test_a_kill_while_adding_loses_no_stored_page_and_adding_again_completes(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(COUNT):
        text = STORY.replace("14 people", f"{number + 14} people")
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "x.ledger"
    command = [sys.executable, "-c", PROGRAM, "add", str(folder), "--ledger", str(path)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 120
        while running.poll() is None and time.monotonic() < deadline:
            if path.exists() and path.stat().st_size and stored(path) >= 3:
                break
            time.sleep(0.3)
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()
    left = stored(path)
    assert left >= 3
    store = Store(path)
    assert len(store.readings()) == len(store.articles()) == left
    store.close()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert stored(path) == COUNT


def stored(path):
    try:
        store = Store(path)
    except LedgerError:  # the other process is just making the file
        return 0
    try:
        return store.article_count()
    finally:
        store.close()


def test_pages_stored_before_an_error_are_there_afterwards(tmp_path):
    store = Store(tmp_path / "x.ledger")
    add_pages(store, [page(), page("b.txt", STORY + "\nMore.\n", publisher="Norwire")])
    assert store.article_count() == 2
    assert {a.publisher for a in store.articles().values()} >= {PageFacts(publisher="Norwire").publisher}

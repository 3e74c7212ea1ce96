"""Many pages: in order, each within its time, none able to end the run."""

import pytest

from newsledger.intake.guard import CAN_INTERRUPT
from newsledger.intake.workers import Work
from newsledger.model import Page, SetAside
from tests.intake.reading_by_hand import read


def pages(*contents):
    return [Page(name=f"p{at}", data=content) for at, content in enumerate(contents)]


def told(work, items):
    return [
        (item.name if isinstance(item, Page) else item, result.reason if isinstance(result, SetAside) else result)
        for item, result in work.each(items)
    ]


@pytest.mark.parametrize("jobs", [None, 1, 2])
def test_pages_come_back_in_order_and_other_things_pass_through(jobs):
    first, second, third = pages(b"slow", b"b", b"refuse")
    items = [first, "not a page", second, third]
    assert told(Work(read, jobs=jobs, seconds=None), items) == [
        ("p0", "slow!"),
        ("not a page", None),
        ("p1", "b!"),
        ("p2", "refused"),
    ]


@pytest.mark.skipif(not CAN_INTERRUPT, reason="pages are read in a worker here")
@pytest.mark.parametrize("content", [b"loop", b"backtrack"])
def test_a_page_that_hangs_is_set_aside_in_the_same_process(content):
    work = Work(read, seconds=0.2)
    assert told(work, pages(b"a", content, b"b")) == [
        ("p0", "a!"),
        ("p1", "reading it took longer than 0.2 s"),
        ("p2", "b!"),
    ]


def test_pages_that_hang_or_end_a_worker_are_set_aside_and_the_rest_is_read():
    work = Work(read, jobs=2, seconds=2.0)
    assert told(work, pages(b"a", b"backtrack", b"b", b"die", b"c")) == [
        ("p0", "a!"),
        ("p1", "reading it took longer than 2 s"),
        ("p2", "b!"),
        ("p3", "reading it ended the program"),
        ("p4", "c!"),
    ]


def test_no_more_pages_are_taken_than_workers_need():
    taken = []

    def stream():
        for page in pages(*[b"x"] * 100):
            taken.append(page)
            yield page

    results = Work(read, jobs=2, seconds=None).each(stream())
    next(results)
    assert len(taken) < 20
    results.close()

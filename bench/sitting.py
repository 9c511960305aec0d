"""One reviewer at the desk in a real browser, by keyboard alone: what is pressed, and what the page takes after it."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from playwright.async_api import Page

_READING_MILLISECONDS = 500
"""The page reads ahead while a person reads a case; nobody reads one faster."""
_PATIENCE_MILLISECONDS = 10_000
"""Longer than anybody waits: what has not come by then is a dead end."""
_REJECTED_OF, _UNDONE_OF = 5, 5
"""Every fifth case is decided against the proposal, and a decision of every fifth is taken back."""
_NOTE = "Does not fit what is on record."

ROWS = ".task-link, .empty"
"""What is on the desk once its rows are known."""

# In the page, by its own clock from the press of a key until what it leads to stands.
SCRIPT = """
window.__keys = 0;
addEventListener('keydown', (event) => { if (event.key !== 'Control') window.__keys += 1; }, { capture: true });
window.__rows = new Promise((done) => {
  const look = () => document.querySelector('.task-link') ? done(performance.now()) : requestAnimationFrame(look);
  requestAnimationFrame(look);
});
window.__until = (wanted, patience) => new Promise((done, fail) => {
  const before = document.querySelector('article.case-page');
  const reached = {
    case: () => {
      const now = document.querySelector('article.case-page');
      return now !== null && now !== before && now.querySelector('.decide .verdicts') !== null;
    },
    desk: () => location.pathname === '/' && document.querySelector('.task-link, .empty') !== null,
    next: () => reached.case() || reached.desk(),
    form: () => document.querySelector('.verdict-form') !== null,
    advice: () => document.querySelector('.decide .recommendation')?.textContent.startsWith('Answer first') === false,
    note: () => document.activeElement?.tagName === 'TEXTAREA',
    clear: () => document.querySelector('.inputs .reveal') === null,
    evidence: () => document.querySelector('.must-look') === null,
  };
  addEventListener('keydown', () => {
    const pressed = performance.now();
    const look = () => {
      const after = performance.now() - pressed;
      if (reached[wanted]()) done(after);
      else if (after > patience) fail(new Error(document.querySelector('main')?.innerText.slice(0, 600) ?? ''));
      else requestAnimationFrame(look);
    };
    look();
  }, { once: true, capture: true });
});
"""


class DeadEnd(Exception):
    """A key did not lead to where it should; the text is what stood on the page."""


@dataclass
class Sitting:
    """What one reviewer did at the desk; seconds are the page's own, from a key to what it leads to."""

    page: Page
    patience_ms: int = _PATIENCE_MILLISECONDS
    machine: list[float] = field(default_factory=list)
    nexts: list[float] = field(default_factory=list)
    routine_keys: list[int] = field(default_factory=list)
    decided: int = 0
    revealed: int = 0
    answered_first: int = 0
    undone: int = 0
    dead_ends: list[str] = field(default_factory=list)

    async def arrive(self, url: str) -> float:
        """Come to the desk; return the seconds until its rows are there."""
        await self.page.goto(url)
        await self.page.locator(".task-link").first.wait_for(timeout=self.patience_ms)
        return float(await self.page.evaluate("window.__rows")) / 1e3

    async def through(self, cases: int) -> None:
        """Decide so many cases from the desk on; a dead end is noted, and the sitting goes on from the desk."""
        at_desk = True
        while self.decided < cases and len(self.dead_ends) < cases:
            try:
                if at_desk:
                    await self.press("n", "case")
                await self._decide(self.decided)
                at_desk = await self.page.locator(".decide").count() == 0
                if at_desk and await self.page.locator(".task-link").count() == 0:
                    return
            except DeadEnd as end:
                self._note(end)
                await self.page.goto(self.page.url.split("/case/")[0])
                await self.page.locator(ROWS).first.wait_for()
                at_desk = True

    def _note(self, end: DeadEnd) -> None:
        self.dead_ends.append(str(end))
        sys.stderr.write(f"dead end after {self.decided} cases: {end}\n")

    async def press(self, key: str, wanted: str) -> float:
        """Press a key; return the seconds until what is wanted stands. Raises DeadEnd."""
        # Keys are refused until a timer after the first picture of a page; people are slower than that.
        await self.page.evaluate("new Promise(setTimeout)")
        begun = "([wanted, patience]) => ({ reached: window.__until(wanted, patience).catch((e) => e.message) })"
        waiting = await self.page.evaluate_handle(begun, [wanted, self.patience_ms])
        await self.page.keyboard.press(key)
        reached = await waiting.evaluate("async (one) => await one.reached")
        if isinstance(reached, str):
            message = f"{key!r} led to no {wanted}; on the page stood: {reached}"
            raise DeadEnd(message)
        self.machine.append(float(reached) / 1e3)
        return self.machine[-1]

    async def _decide(self, number: int) -> None:
        rejected = number % _REJECTED_OF == _REJECTED_OF - 1
        await self._judge("r" if rejected else "a")
        self.decided += 1
        if number % _UNDONE_OF in {2, _UNDONE_OF - 1} and await self._can_undo():
            await self._undo()

    async def _undo(self) -> None:
        notice = await self.page.locator(".notice", has_text="Undo").inner_text()
        await self.press("z", "case")
        name = await self.page.locator(".case-title h1").inner_text()
        if name not in notice:
            message = f"'z' opened {name}, but the notice was: {notice}"
            raise DeadEnd(message)
        self.undone += 1
        await self._judge("a")

    async def _can_undo(self) -> bool:
        return await self.page.locator(".notice", has_text="Undo").count() > 0

    async def _judge(self, key: str) -> None:
        """Judge the case on the screen as its desk wants it: evidence, masked texts, the own answer first."""
        await self._look()
        began = await self._keys()
        is_routine = await self._prepared(key)
        await self.press(key, "form")
        await self.page.wait_for_timeout(_READING_MILLISECONDS)
        if await self.page.locator(".verdict-form textarea[required]").count():
            await self.press("1", "note")
            await self.page.keyboard.type(_NOTE)
            self.nexts.append(await self.press("Control+Enter", "next"))
        else:
            self.nexts.append(await self.press("1", "next"))
            if is_routine:
                self.routine_keys.append(await self._keys() - began)

    async def _look(self) -> None:
        await self.page.locator(".inputs-table").wait_for(timeout=self.patience_ms)
        if await self.page.locator(".inputs .reveal").count():
            await self.press("v", "clear")
            self.revealed += 1

    async def _prepared(self, key: str) -> bool:
        """Do what comes before a verdict; whether there was nothing of it."""
        is_routine = True
        if await self.page.locator(".must-look").count():
            await self._refused_unseen(key)
            await self.press("i", "evidence")
            is_routine = False
        if await self.page.locator(".decide .recommendation", has_text="Answer first").count():
            await self.press(key, "advice")
            self.answered_first += 1
            is_routine = False
        return is_routine

    async def _refused_unseen(self, key: str) -> None:
        """Raise DeadEnd where a case of high impact can be decided before its evidence was opened."""
        await self.page.keyboard.press(key)
        await self.page.evaluate("new Promise(requestAnimationFrame)")
        if await self.page.locator(".verdict-form").count():
            raise DeadEnd("a case of high impact could be decided before its evidence was opened")

    async def _keys(self) -> int:
        return int(await self.page.evaluate("window.__keys"))

    @property
    def counts(self) -> Mapping[str, float]:
        """What was done, by what it is called among the details of the benchmark."""
        return {
            "cases": float(self.decided),
            "undone": float(self.undone),
            "revealed": float(self.revealed),
            "answered_first": float(self.answered_first),
            "dead_ends": float(len(self.dead_ends)),
        }

"""The table: what was measured, what is wanted, and whether it is met."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure; `least` or `most` where something is wanted of it."""

    what: str
    of: Callable[[Figures], float]
    form: str = "{:,.0f}"
    least: float | None = None
    most: float | None = None

    @property
    def wanted(self) -> str:
        """What is wanted, in words."""
        if self.least is not None:
            return f"at least {self.form.format(self.least)}"
        return f"at most {self.form.format(self.most)}" if self.most is not None else ""

    def told(self, figures: Figures) -> str:
        """The figure, with a word where it is not what is wanted."""
        found = self.of(figures)
        missed = (self.least is not None and found < self.least) or (self.most is not None and found > self.most)
        verdict = "" if self.wanted == "" else " NOT MET" if missed else " met"
        return self.form.format(found) + verdict


LINES = (
    Line(what="entries of the alliance", of=lambda f: f["entries"]),
    Line(what="floor, requests a second", of=lambda f: f["floor"]["rate"]),
    Line(what="floor, processor ms", of=lambda f: f["floor"]["cost"], form="{:.2f}"),
    Line(what="floor, p50 ms", of=lambda f: f["floor"]["p50"], form="{:.1f}"),
    Line(what="floor, p99 ms", of=lambda f: f["floor"]["p99"], form="{:.1f}"),
    Line(what="alliance page warm, requests a second", of=lambda f: f["warm"]["rate"]),
    Line(what="warm, processor ms", of=lambda f: f["warm"]["cost"], form="{:.2f}"),
    Line(what="warm / floor, by processor time", of=lambda f: f["warm"]["ratio"], form="{:.2f}", least=0.8),
    Line(what="warm / floor, by rate", of=lambda f: f["warm"]["by rate"], form="{:.2f}", least=0.8),
    Line(what="warm, queries", of=lambda f: f["queries warm"], most=5),
    Line(what="warm, p50 ms", of=lambda f: f["warm"]["p50"], form="{:.1f}"),
    Line(what="warm, p99 ms", of=lambda f: f["warm"]["p99"], form="{:.1f}"),
    Line(what="cold (head moved), requests a second", of=lambda f: f["cold"]["rate"], least=8 * 42),
    Line(what="cold (head moved), processor ms", of=lambda f: f["cold"]["cost"], form="{:.2f}"),
    Line(
        what="cold (head moved) / floor, by processor time", of=lambda f: f["cold"]["ratio"], form="{:.2f}", least=0.3
    ),
    Line(what="cold (head moved) / floor, by rate", of=lambda f: f["cold"]["by rate"], form="{:.2f}", least=0.3),
    Line(what="cold, queries", of=lambda f: f["queries cold"], most=8),
    Line(what="cold (head moved), p50 ms", of=lambda f: f["cold"]["p50"], form="{:.1f}"),
    Line(what="cold (head moved), p99 ms", of=lambda f: f["cold"]["p99"], form="{:.1f}", most=50),
    Line(what="nothing kept, requests a second", of=lambda f: f["nothing kept"]["rate"]),
    Line(what="nothing kept, processor ms", of=lambda f: f["nothing kept"]["cost"], form="{:.2f}"),
    Line(what="nothing kept / floor, by processor time", of=lambda f: f["nothing kept"]["ratio"], form="{:.2f}"),
    Line(what="nothing kept, p99 ms", of=lambda f: f["nothing kept"]["p99"], form="{:.1f}"),
    Line(what="recording a command, p50 ms", of=lambda f: f["recording p50"], form="{:.1f}"),
    Line(what="recording a command, p99 ms", of=lambda f: f["recording p99"], form="{:.1f}", most=50),
    Line(what="evolve, decoded events a second", of=lambda f: f["evolve"], least=100_000),
    Line(what="replay, stored entries a second", of=lambda f: f["replay"], least=50_000),
    Line(what="verify, entries a second", of=lambda f: f["verify"], least=50_000),
    Line(what="verify --strict, entries a second", of=lambda f: f["strict"], least=20_000),
    Line(what="first load, KB", of=lambda f: f["bytes"] / 1000, form="{:.1f}", most=100),
    Line(what="first load, requests", of=lambda f: f["requests"], most=8),
    Line(what="memory of two workers at rest, MB", of=lambda f: f["memory"] / 1e6, form="{:.0f}", most=180),
)


def table(columns: Mapping[str, Figures]) -> str:
    """All lines, a column a database."""
    rows = [["", "wanted", *columns]]
    rows += [[line.what, line.wanted, *(line.told(figures) for figures in columns.values())] for line in LINES]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )

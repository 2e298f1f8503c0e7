"""The goals P1 to P10 of the design, each measured as a ratio within this run."""

import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from tools.bench import memory
from tools.bench.child import Child, environment
from tools.bench.method import Goal, Ratio, at_least, at_most, ratio
from tools.bench.web import Server, gunicorn
from tools.run.shell import PYTHON, ROOT, say

PROVINCE = "19-2025"
MONTH = "?from=2025-11-15&to=2025-12-14"
TWO = ("2025-05-20", "2025-07-19")  # ragged, and on both maps as the long one is
THIRTY_FIVE = ("2023-01-20", "2025-12-19")
THIRTEEN = ("2024-12-01", "2025-12-31")
PAGE = f"/dashboards/units/{PROVINCE}/"
PAGES = {
    "nation": f"/dashboards/{MONTH}",
    "province": f"{PAGE}{MONTH}",
    "province, 35 months": f"{PAGE}?from={THIRTY_FIVE[0]}&to={THIRTY_FIVE[1]}",
    "commune": f"/dashboards/units/01864-2025/{MONTH}",
    "figure": f"{PAGE}figures/patrol_sessions/{MONTH}",
    "heat": f"{PAGE}{MONTH}&show=heat",
    "changes": f"{PAGE}{MONTH}&show=change",
    "comparison": f"{PAGE}beside/{MONTH}",
    "silent units": f"{PAGE}silent/{MONTH}",
    "own table": f"/tables/units/{PROVINCE}/{MONTH}",
}
QUERIES = 8
WRITERS = 8
SECONDS = 3.0


def ranged(days: tuple[str, str]) -> str:
    return f"{PAGE}?from={days[0]}&to={days[1]}"


def growth(small: Child, large: Child, sizes: list[int]) -> Goal:
    """P1: more records, the same span."""
    path = PAGES["province"]
    found = ratio(timed(small, path), timed(large, path), bare(large))
    note = f"{1000 * found.first:.1f} → {1000 * found.second:.1f} ms, {sizes[0]:,} → {sizes[1]:,} records"
    return at_most("P1", "database time of the province page, large ÷ small", 1.1, found, note)


def timed(child: Child, path: str, what: str = "database") -> Callable[[], float]:
    return lambda: float(child.call("reads:page", path=path)[what])


def bare(child: Child) -> Callable[[], float]:
    return lambda: float(child.call("reads:bare"))


def long_ranges(large: Child) -> list[Goal]:
    """P3: 35 months against 2."""
    found = ratio(timed(large, ranged(TWO), "whole"), timed(large, ranged(THIRTY_FIVE), "whole"), bare(large))
    note = f"{1000 * found.first:.0f} → {1000 * found.second:.0f} ms"
    within = ratio(timed(large, ranged(TWO)), timed(large, ranged(THIRTY_FIVE)), bare(large))
    return [
        at_most("P3", "35 months ÷ 2 months, the same page", 1.2, found, note),
        Goal("P3", "  its database time alone", "", f"{within.value:.2f}", None, within.note),
    ]


def plain_group_by(large: Child, size: int) -> list[Goal]:
    """P6: what the same figures take without totals."""
    goals = []
    full = size >= 10_000_000
    cases = [(PROVINCE, THIRTY_FIVE, 12, "35 months"), (PROVINCE, TWO, 0, "2 months"), ("nation", THIRTEEN, 500, "")]
    for place, (start, end), limit, span in cases:
        arguments = {"place": place, "start": start, "end": end}
        found = ratio(
            lambda given=arguments: large.call("reads:rolled_up", **given),  # type: ignore[misc]
            lambda given=arguments: large.call("reads:grouped", **given),  # type: ignore[misc]
            bare(large),
            rounds=5,
        )
        what = "34 provinces × 13 months" if place == "nation" else f"a province's communes, {span}"
        note = f"{1000 * found.first:.1f} against {1000 * found.second:.0f} ms"
        if full and limit:
            goals.append(at_least("P6", f"plain GROUP BY ÷ totals: {what}", limit, found, note))
        else:
            target = f"≥ {limit} at 10M" if limit else ""
            goals.append(Goal("P6", f"plain GROUP BY ÷ totals: {what}", target, f"{found.value:.0f}", None, note))
    return goals


def queries_and_rows(large: Child) -> list[Goal]:
    """P8: free of noise."""
    goals = []
    for name, path in PAGES.items():
        found = large.call("reads:rows_read", path=path)
        met = found["queries"] <= QUERIES and found["read"] <= found["allowed"]
        reached = f"{found['queries']} queries, {found['read']:,} of {found['allowed']:,} rows"
        goals.append(Goal("P8", f"queries and rows: {name}", "≤ 8; ≤ nodes × (2 · months + 32)", reached, met))
    return goals


def over_http(address: str, large: Child) -> list[Goal]:
    """P2 and the worker's part of P10."""
    session = large.call("writes:session", username="reader")
    with gunicorn(address) as server:
        server.rate(PAGES["province"], session, 2)
        first = server.memory
        goals = [
            compared(server, session, "province", 8, "cold"),
            compared(server, session, "province", 1.5, "unchanged", unchanged=True),
            compared(server, session, "nation", 5, "cold"),
        ]
        server.rate(PAGES["province, 35 months"], session, 2)
        middle = server.memory
        server.rate(PAGES["nation"], session, SECONDS)
        server.rate(PAGES["province"], session, 2 * SECONDS)
        last = server.memory
    note = f"{max(first)} MB at first, {max(middle)} MB, {max(last)} MB: minutes instead of the hour"
    return [*goals, Goal("P10", "a worker after the load", "≤ 150 MB, flat", f"{max(last)} MB", max(last) <= 150, note)]


def compared(server: Server, session: str, name: str, limit: float, how: str, unchanged: bool = False) -> Goal:
    """Answers a second of a view that knows its user ÷ those of the page."""
    found = ratio(
        lambda: server.rate(PAGES[name], session, 1.5, unchanged),
        lambda: server.rate("/bench/user", session, 1.0),
        lambda: 1 / server.rate("/bench/bare", session, 0.5),
        rounds=5,
    )
    note = f"{found.first:.0f} against {found.second:.0f} a second"
    return at_most("P2", f"session-and-user view ÷ {name} page, {how}", limit, found, note)


def inserts(address: str) -> list[Goal]:
    """P4 through the action: eight processes, over eight provinces and in one."""
    with ExitStack() as stack:
        children = [stack.enter_context(Child(address)) for _ in range(WRITERS)]
        threads = stack.enter_context(ThreadPoolExecutor(WRITERS))

        def rate(names: list[str], totals: bool) -> float:
            pairs = zip(children, names, strict=True)
            jobs = [
                threads.submit(child.call, "writes:insert", username=name, seconds=SECONDS, totals=totals)
                for child, name in pairs
            ]
            return float(sum(job.result() for job in jobs))

        goals = []
        for spread, what in [(True, "8 writers over 8 provinces"), (False, "8 writers in one province")]:
            names = children[0].call("writes:officers", spread=spread)
            found = ratio(
                lambda names=names: rate(names, False),  # type: ignore[misc]
                lambda names=names: rate(names, True),  # type: ignore[misc]
                bare(children[0]),
                rounds=5,
            )
            note = f"{found.second:.0f} against {found.first:.0f} a second"
            if spread:
                goals.append(at_least("P4", f"inserts with ÷ without totals, {what}", 0.6, found, note))
            else:
                goals.append(Goal("P4", f"  {what}", "", f"{found.value:.2f}", None, note))
        return goals


def inserts_over_http(address: str, large: Child) -> Goal:
    """P4 as an officer's browser does it."""
    names = large.call("writes:officers", spread=True)
    forms = [(large.call("writes:session", username=name), large.call("writes:form", username=name)) for name in names]
    with gunicorn(address) as counted, gunicorn(address, BENCH_TOTALS="off") as plain:
        session = forms[0][0]
        found = ratio(
            lambda: plain.post_rate(forms, SECONDS),
            lambda: counted.post_rate(forms, SECONDS),
            lambda: 1 / plain.rate("/bench/bare", session, 0.5),
            rounds=5,
        )
    note = f"{found.second:.0f} against {found.first:.0f} a second"
    return at_least("P4", "inserts with ÷ without totals, over HTTP", 0.85, found, note)


def concurrency(address: str) -> list[Goal]:
    """P5 is a test; here it runs on the cluster of the measurement and on SQLite."""
    goals = []
    for name, database in [("PostgreSQL", address), ("SQLite", "sqlite://:memory:")]:
        command = [PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/rollups/test_concurrency.py"]
        done = subprocess.run(
            list(map(str, command)), cwd=ROOT, env=environment(database), capture_output=True, text=True, check=False
        )
        reached = "passed" if done.returncode == 0 else "failed"
        if done.returncode:
            say(done.stdout[-3000:])
        last = done.stdout.strip().splitlines()[-1:]
        goals.append(
            Goal("P5", f"16 writers with moves, edits, deletes: {name}", "0 lost, 0 deadlocks, verify clean", reached,
                 done.returncode == 0, "".join(last).strip("= "))
        )  # fmt: skip
    return goals


def memory_goals(address: str) -> list[Goal]:
    """The rest of P10. Imports come with their first use."""
    peak = memory.demonstration()
    with Child(address) as fresh:
        found = fresh.call("reads:export", rows=20_000)
    note = f"{found['rows']:,} rows, {found['kilobytes']:,} kB"
    return [
        Goal("P10", "the demonstration is loaded", "≤ 400 MB", f"{peak} MB", peak <= 400),
        Goal("P10", "an export adds", "≤ 64 MB", f"{found['added']} MB", found["added"] <= 64, note),
    ]


def layouts(large: Child) -> list[Goal]:
    """What decision 0002 rests on."""
    large.call("layouts:make_long")
    sizes = large.call("layouts:sizes")
    megabytes = f"{sizes['long MB']:.0f} against {sizes['wide MB']:.0f} MB"
    note = f"{megabytes}, {sizes['long rows']:,} against {sizes['wide rows']:,} rows"
    goals = [Goal("0002", "long ÷ wide: on disk", "", f"{sizes['long MB'] / sizes['wide MB']:.1f}", None, note)]
    cases = [(PROVINCE, TWO, "communes, 2 months"), (PROVINCE, THIRTY_FIVE, "communes, 35 months"),
             ("nation", THIRTEEN, "provinces × 13 months")]  # fmt: skip
    for place, (start, end), what in cases:
        found = pair(large, "layouts:read", {"place": place, "start": start, "end": end})
        note = f"{1000 * found.second:.1f} against {1000 * found.first:.1f} ms"
        goals.append(Goal("0002", f"long ÷ wide: read {what}", "", f"{found.value:.1f}", None, note))
    found = pair(large, "layouts:write", {})
    note = f"{1000 * found.second:.1f} against {1000 * found.first:.1f} ms"
    goals.append(Goal("0002", "long ÷ wide: add a patrol", "", f"{found.value:.1f}", None, note))
    return goals


def pair(child: Child, function: str, arguments: dict[str, str]) -> Ratio:
    return ratio(
        lambda: float(child.call(function, layout="wide", **arguments)),
        lambda: float(child.call(function, layout="long", **arguments)),
        bare(child),
    )

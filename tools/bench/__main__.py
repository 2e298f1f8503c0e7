"""`python run.py bench [-- --records 1M,10M --provinces 34 --only P1,P6]`: the goals of the design, as ratios.

By default a tenth of the country with a tenth of the records: each commune has as many as in the design's measurements
of 1 and 10 million, and it ends in minutes.
"""

import argparse
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import ExitStack

from tools.bench import goals
from tools.bench.child import Child
from tools.bench.databases import cluster, filled
from tools.bench.method import Goal, table
from tools.run.shell import say

Steps = list[tuple[set[str], str, Callable[[], Iterable[Goal]]]]


def number(text: str) -> int:
    units = {"k": 1_000, "m": 1_000_000}
    unit = units.get(text[-1:].lower())
    return int(float(text[:-1]) * unit) if unit else int(text)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python run.py bench --", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--records", default="100k,1M", help="records of the small and the large database")
    parser.add_argument("--provinces", type=int, default=4, help="provinces of today that have records (34: all)")
    parser.add_argument("--only", default="", help="goals, for example P1,P6; 0002 is wide against long")
    return parser.parse_args()


def steps(address: str, addresses: list[str], children: list[Child], sizes: list[int]) -> Steps:
    small, large = children
    return [
        ({"P1"}, "P1: growth", lambda: [goals.growth(small, large, sizes)]),
        ({"P3"}, "P3: long ranges", lambda: goals.long_ranges(large)),
        ({"P6"}, "P6: against plain GROUP BY", lambda: goals.plain_group_by(large, sizes[-1])),
        ({"P8"}, "P8: queries and rows", lambda: goals.queries_and_rows(large)),
        ({"0002"}, "wide against long rows", lambda: goals.layouts(large)),
        ({"P2", "P10"}, "P2: pages over HTTP", lambda: goals.over_http(addresses[-1], large)),
        ({"P10"}, "P10: memory", lambda: goals.memory_goals(addresses[-1])),
        ({"P4"}, "P4: inserts", lambda: goals.inserts(addresses[-1])),
        ({"P4"}, "P4: inserts over HTTP", lambda: [goals.inserts_over_http(addresses[-1], large)]),
        ({"P5"}, "P5: concurrent writers", lambda: goals.concurrency(address)),
    ]


def attempt(title: str, measure: Callable[[], Iterable[Goal]]) -> Iterable[Goal]:
    """A goal that cannot be measured is not reached; the others are measured all the same."""
    try:
        return list(measure())
    except Exception as error:
        traceback.print_exc()
        return [Goal(title.partition(":")[0], title, "", "not measured", False, repr(error))]


def main() -> int:
    given = arguments()
    sizes = [number(text) for text in given.records.split(",")]
    if len(sizes) != 2:
        raise SystemExit("--records takes two numbers, the small and the large")
    wanted = {name.strip().upper() for name in given.only.split(",") if name.strip()}
    started, found = time.monotonic(), []
    with ExitStack() as stack:
        address = stack.enter_context(cluster())
        addresses = stack.enter_context(filled(address, sizes, given.provinces))
        children = [stack.enter_context(Child(one)) for one in addresses]
        for names, title, measure in steps(address, addresses, children, sizes):
            if not wanted or wanted & names:
                say(title)
                found += [goal for goal in attempt(title, measure) if not wanted or goal.name in wanted]
    print(table(sorted(found, key=lambda goal: (goal.name[:1] != "P", goal.name.removeprefix("P").zfill(4)))))
    say(f"{sizes[0]:,} and {sizes[1]:,} records in {given.provinces} provinces, {time.monotonic() - started:.0f} s")
    return int(any(goal.met is False for goal in found))


if __name__ == "__main__":
    sys.exit(main())

"""The demonstration: invented work of real communes, the same on every machine, one day after the other.

`world.load` is the way in. `activity` says what a commune did on a day and asks nothing but the day and the commune, so
that a day once told never changes; `articles` fixes the days whose sums the press has printed; `loading` writes them.
"""

"""Faults to seed: a function for each, which spoils one row of a clean delivery so that one rule finds
it, and nothing else does.

A seed takes the town, which gives clean deliveries by layer, and returns the spoilt delivery with the
number of the row at fault: `None` where the whole layer is."""
from dataclasses import dataclass
from typing import Callable

SEEDS = []


@dataclass
class Seed:
    rule: str
    layer: str
    make: Callable
    # Rules of severity error that cannot but speak too, for the same reason.
    besides: tuple = ()

    @property
    def name(self):
        return self.make.__name__.replace("_", " ")


def seed(rule, layer, besides=()):
    """Registers a function as a fault of a rule in a delivery of a layer."""
    def register(make):
        SEEDS.append(Seed(rule, layer, make, besides))
        return make
    return register


def spoil(rule, layer, title, column, value, fits=lambda row: True, besides=()):
    """Registers the fault of one value in one row."""
    def make(town):
        delivery = town.clean(layer)
        place = delivery.any(title, fits)
        delivery.put(place, column, value(delivery.rows[place]) if callable(value) else value)
        return delivery, delivery.number(place)
    make.__name__ = title.replace(" ", "_")
    SEEDS.append(Seed(rule, layer, make, besides))

"""Files that mean harm. Each module makes those of one kind; a case is a function that makes a file
in an empty folder and returns the path to deliver.

What is expected of the program: `refused` at staging, `found` something wrong, `clean`, or `any` of
these where the file is merely odd."""
from dataclasses import dataclass
from typing import Callable

CASES = []


@dataclass
class Case:
    name: str
    make: Callable
    expected: str
    words: str = ""
    kind: str = ""
    layer: str = "components"
    options: tuple = ("--crs", "EPSG:4490")
    is_large: bool = False


def case(expected, words="", **more):
    """Registers a function as a case by its name."""
    def register(make):
        name = make.__name__
        CASES.append(Case(name.replace("_", " "), make, expected, words, kind=name, **more))
        return make
    return register


def cases(names, expected, words="", **more):
    """Registers a function of a folder and a value as a case for each of some values."""
    def register(make):
        for name in names:
            title = f"{make.__name__.replace('_', ' ')} {name!r:.40}"
            CASES.append(Case(
                title, lambda folder, name=name: make(folder, name), expected, words,
                kind=make.__name__, **more))
        return make
    return register

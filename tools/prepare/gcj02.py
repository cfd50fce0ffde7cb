"""GCJ-02, the shifted datum of Chinese public maps, taken back to CGCS2000 degrees.

The forward shift is a published closed formula (eviltransform, coordtransform, gcoord carry the same
series; test values are reproduced exactly with a = 6,378,245 m). Its inverse has no formula: what the
shift moves too far is taken back until less than 10^-11 degree remains. `Sources/Datum` does the same.
"""

import numpy as np
from numpy import abs, cos, pi, sin, sqrt

SEMI_MAJOR_AXIS = 6_378_245.0
ECCENTRICITY_SQUARED = 0.00669342162296594323


def _eastward(x, y):
    total = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    total += (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    total += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
    return total + (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3


def _northward(x, y):
    total = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    total += (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    total += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
    return total + (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3


def shifted(places):
    """CGCS2000 degrees (an array of longitude and latitude) to GCJ-02."""
    longitude, latitude = places[:, 0], places[:, 1]
    x, y = longitude - 105, latitude - 35
    sine = sin(latitude / 180 * pi)
    magic = 1 - ECCENTRICITY_SQUARED * sine * sine
    root = sqrt(magic)
    meridian = SEMI_MAJOR_AXIS * (1 - ECCENTRICITY_SQUARED) / (magic * root)
    parallel = SEMI_MAJOR_AXIS / root * cos(latitude / 180 * pi)
    return np.column_stack([longitude + _eastward(x, y) * 180 / (parallel * pi),
                            latitude + _northward(x, y) * 180 / (meridian * pi)])


def unshifted(places):
    """GCJ-02 to CGCS2000 degrees."""
    found = np.array(places, dtype=float)
    for _ in range(20):
        error = shifted(found) - places
        found -= error
        if abs(error).max() < 1e-11:
            return found
    raise ValueError("the shift was not inverted")

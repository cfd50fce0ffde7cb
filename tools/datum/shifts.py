"""The shifts of public maps, written from the published formulas and used by nothing but tests."""

import numpy as np

AXIS, SQUARE = 6378245.0, 0.00669342162296594323


def _waves(x, y):
    """What both offsets share: the waves along the meridian."""
    return (20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)) * 2 / 3


def gcj02(longitude, latitude):
    """CGCS2000 degrees as public maps show them."""
    x, y = longitude - 105, latitude - 35
    root = np.sqrt(np.abs(x))
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + _waves(x, y)
    north += (20 * np.sin(np.pi * y) + 40 * np.sin(np.pi * y / 3)) * 2 / 3
    north += (160 * np.sin(np.pi * y / 12) + 320 * np.sin(np.pi * y / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + _waves(x, y)
    east += (20 * np.sin(np.pi * x) + 40 * np.sin(np.pi * x / 3)) * 2 / 3
    east += (150 * np.sin(np.pi * x / 12) + 300 * np.sin(np.pi * x / 30)) * 2 / 3
    phi = np.radians(latitude)
    magic = 1 - SQUARE * np.sin(phi) ** 2
    return (longitude + np.degrees(east / (AXIS / np.sqrt(magic) * np.cos(phi))),
            latitude + np.degrees(north / (AXIS * (1 - SQUARE) / magic ** 1.5)))


def bd09(longitude, latitude):
    """CGCS2000 degrees as Baidu's maps show them."""
    x, y = gcj02(longitude, latitude)
    turn = np.pi * 3000 / 180
    z = np.hypot(x, y) + 0.00002 * np.sin(y * turn)
    theta = np.arctan2(y, x) + 0.000003 * np.cos(x * turn)
    return z * np.cos(theta) + 0.0065, z * np.sin(theta) + 0.006

"""Faults of the ground: shapes, borders, reference systems."""
import math

from trials.seeds import seed


def rings(shape):
    parts = shape["coordinates"]
    return [ring for part in ([parts] if shape["type"] == "Polygon" else parts) for ring in part]


def shared_edge(delivery):
    """The longest edge between two grids of one community: the place of a grid, and the edge."""
    owners = {}
    for place, shape in enumerate(delivery.shapes):
        for ring in rings(shape):
            for begin, end in zip(ring, ring[1:]):
                owners[tuple(begin), tuple(end)] = place
    community = [row["code"][:12] for row in delivery.rows]
    shared = [
        (math.dist(begin, end), place, begin, end) for (begin, end), place in owners.items()
        if community[owners.get((end, begin), place)] == community[place]
        and owners.get((end, begin), place) != place]
    if not shared:
        raise LookupError("no two grids of one community share an edge")
    return max(shared)[1:]


def bend(town, inwards):
    """Moves the middle of an edge of one grid, into it or out of it."""
    delivery = town.clean("unit-grids")
    place, begin, end = shared_edge(delivery)
    shape = delivery.shape(place)
    (x1, y1), (x2, y2) = begin, end
    # Shells run counter-clockwise, with the grid on the left.
    side = 0.1 if inwards else -0.1
    middle = [round((x1 + x2) / 2 - (y2 - y1) * side, 7), round((y1 + y2) / 2 + (x2 - x1) * side, 7)]
    for ring in rings(shape):
        for at in range(len(ring) - 1):
            if tuple(ring[at]) == begin and tuple(ring[at + 1]) == end:
                ring.insert(at + 1, middle)
                return delivery, None
    raise LookupError("the edge is gone")


@seed("grid-gap", "unit-grids")
def an_edge_bent_inwards(town):
    return bend(town, inwards=True)


@seed("grid-overlap", "unit-grids")
def an_edge_bent_outwards(town):
    return bend(town, inwards=False)


@seed("geometry-missing", "components")
def a_component_without_a_place(town):
    delivery = town.clean("components")
    place = delivery.any("nowhere")
    delivery.shapes[place] = None
    return delivery, delivery.number(place)


@seed("geometry-invalid", "unit-grids")
def a_grid_that_crosses_itself(town):
    delivery = town.clean("unit-grids")
    place = delivery.any("bow-tie")
    x, y = rings(delivery.shapes[place])[0][0]
    d = 0.001
    delivery.shapes[place] = {"type": "Polygon", "coordinates": [
        [[x, y], [x + d, y + d], [x + d, y], [x, y + d], [x, y]]]}
    return delivery, delivery.number(place)


def far_east(town):
    """A place a third of a degree east of all districts."""
    places = [place for shape in town.clean("districts").shapes for ring in rings(shape)
              for place in ring]
    x, y = max(places)
    return [round(x + 0.3, 7), y]


@seed("geometry-outside", "components")
def a_component_beyond_the_districts(town):
    delivery = town.clean("components")
    first = next(i for i, shape in enumerate(delivery.shapes) if shape["type"] == "Point")
    row = dict(delivery.rows[first])
    for column in ["unit_grid", "community", "subdistrict"]:
        row.pop(column, None)
    place = delivery.add(row | {"code": row["code"][:-6] + "999999"},
                         {"type": "Point", "coordinates": far_east(town)})
    return delivery, delivery.number(place)


@seed("geometry-outside", "places")
def a_place_beyond_the_districts(town):
    delivery = town.clean("places")
    place = delivery.add(delivery.rows[0] | {"number": "FAR"},
                         {"type": "Point", "coordinates": far_east(town)})
    return delivery, delivery.number(place)


@seed("datum-suspected", "components")
def places_shifted_as_public_maps_are(town):
    delivery = town.exported("components", "--crs", "gcj02")
    return delivery, None


@seed("partition-overlap", "partitions")
def a_partition_over_another(town):
    delivery = town.partitions()
    place = delivery.add(delivery.rows[0] | {"code": "BQ-NEW", "organization":
                                             delivery.rows[-1]["organization"]}, delivery.shapes[0])
    return delivery, delivery.number(place)

"""Faults of areas beside each other, their parents, and what they were before."""
from trials.delivery import Delivery
from trials.seeds import seed, spoil
from trials.seeds.ground import rings, shared_edge


# The grid whose code it was stands there too.
@seed("grid-outside-parent", "unit-grids", besides=("grid-overlap",))
def a_grid_with_the_code_of_a_far_community(town):
    delivery = town.clean("unit-grids")
    place = delivery.any("far")
    own = delivery.rows[place]["code"][:12]
    others = sorted(row["code"] for row in town.clean("communities").rows if row["code"] != own)
    far = others[-1] if others[-1][:9] != own[:9] else others[0]
    highest = max(int(row["code"][12:]) for row in delivery.rows if row["code"][:12] == far)
    delivery.put(place, "code", f"{far}{highest + 1:03d}")
    return delivery, delivery.number(place)


@seed("code-reused", "responsibility-grids")
def a_code_that_was_retired(town):
    retiring = town.clean("responsibility-grids")
    place = retiring.any("retired")
    retiring.put(place, "end_date", "2020-01-01")
    retiring.put(place, "start_date", "2010-01-01")
    later = town.after(retiring)
    delivery = later.clean("responsibility-grids")
    delivery.town = later
    delivery.put(place, "end_date", "")
    return delivery, delivery.number(place)


spoil("lineage", "responsibility-grids", "a grid that comes from nowhere", "lineage", "999999999999999")


def cut_off(town, number):
    """Cuts a corner off a grid and makes it one of its own; `number` makes its number from the
    highest one of the community."""
    delivery = town.clean("unit-grids")
    place, begin, end = shared_edge(delivery)
    (x1, y1), (x2, y2) = begin, end
    middle = [round((x1 + x2) / 2 - (y2 - y1) * 0.2, 7), round((y1 + y2) / 2 + (x2 - x1) * 0.2, 7)]
    for ring in rings(delivery.shape(place)):
        for at in range(len(ring) - 1):
            if tuple(ring[at]) == begin and tuple(ring[at + 1]) == end:
                ring.insert(at + 1, middle)
                break
    community = delivery.rows[place]["code"][:12]
    highest = max(int(row["code"][12:]) for row in delivery.rows if row["code"][:12] == community)
    code = f"{community}{number(highest):03d}"
    corner = [list(begin), list(end), middle, list(begin)]
    delivery.add({"code": code}, {"type": "Polygon", "coordinates": [corner]})
    return delivery, None


@seed("grid-size", "unit-grids")
def a_grid_as_small_as_a_remnant(town):
    return cut_off(town, lambda highest: highest + 1)


@seed("grid-numbering", "unit-grids")
def a_number_that_leaves_others_out(town):
    return cut_off(town, lambda highest: highest + 5)


@seed("evaluation-code", "evaluation-grids")
def a_code_of_another_class(town):
    subdistricts = town.clean("subdistricts")
    rows = [{"code": row["code"] + "01A", "name": row["name"], "grade": "A"}
            for row in subdistricts.rows]
    delivery = Delivery("evaluation-grids", list(rows[0]), rows, list(subdistricts.shapes))
    delivery.put(len(rows) // 2, "grade", "B")
    return delivery, None

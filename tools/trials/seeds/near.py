"""Faults of where components stand: twice, elsewhere, all in one place."""
from trials.seeds import seed

# About a centimetre and a half of latitude, and three hundred metres.
BESIDE, FAR = 1.5e-7, 2.7e-3


def points(delivery):
    return [place for place, shape in enumerate(delivery.shapes) if shape["type"] == "Point"]


def moved(delivery, place, x=0.0, y=0.0):
    coordinates = delivery.shape(place)["coordinates"]
    coordinates[:] = [round(coordinates[0] + x, 7), round(coordinates[1] + y, 7)]


@seed("near-duplicate", "components")
def a_component_surveyed_twice(town):
    delivery = town.clean("components")
    first = points(delivery)[1000 % len(points(delivery))]
    row = delivery.rows[first]
    place = delivery.add(row | {"code": row["code"][:-6] + "999997"}, delivery.shapes[first])
    moved(delivery, place, y=BESIDE)
    return delivery, delivery.number(place)


@seed("code-renamed", "components")
def a_component_under_a_new_code(town):
    delivery = town.clean("components")
    place = points(delivery)[500 % len(points(delivery))]
    delivery.put(place, "code", delivery.rows[place]["code"][:-6] + "999996")
    return delivery, delivery.number(place)


@seed("area-declared", "components")
def a_component_of_the_neighbours_grid(town):
    delivery = town.clean("components")
    place = points(delivery)[700 % len(points(delivery))]
    own = delivery.rows[place]["unit_grid"]
    others = sorted(row["code"] for row in town.clean("unit-grids").rows)
    delivery.put(place, "unit_grid", others[others.index(own) - 1])
    return delivery, delivery.number(place)


@seed("jump", "components")
def a_component_that_moved_far(town):
    delivery = town.clean("components")
    places = points(delivery)
    # Towards the middle of the city's places, so that it does not leave it.
    middle = sorted(delivery.shapes[place]["coordinates"][1] for place in places)[len(places) // 2]
    place = places[900 % len(places)]
    north = delivery.shapes[place]["coordinates"][1] < middle
    moved(delivery, place, y=FAR if north else -FAR)
    return delivery, delivery.number(place)


@seed("suspicious-total", "components")
def many_components_in_one_place(town):
    delivery = town.clean("components")
    places = points(delivery)[:150]
    for place in places:
        delivery.shape(place)["coordinates"] = delivery.shapes[places[0]]["coordinates"]
    return delivery, None


@seed("coordinates-rounded", "components")
def places_of_four_decimals(town):
    delivery = town.clean("components")
    places = points(delivery)
    for place in places[:max(150, len(delivery.rows) // 40)]:
        coordinates = delivery.shape(place)["coordinates"]
        # The fourth decimal is odd, so that none has three by chance.
        coordinates[:] = [(round(value * 1e4) // 2 * 2 + 1) / 1e4 for value in coordinates]
    return delivery, None

"""Faults of areas beside each other, their parents, and what they were before."""
from trials.seeds import seed


@seed("grid-outside-parent", "unit-grids")
def a_grid_of_a_far_community(town):
    delivery = town.clean("unit-grids")
    place = delivery.any("far")
    own = delivery.rows[place]["code"][:12]
    others = sorted(row["code"] for row in town.clean("communities").rows if row["code"] != own)
    delivery.put(place, "administered_by", others[-1] if others[-1][:9] != own[:9] else others[0])
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

"""Faults against the standard's attributes, and what is only noted."""
from trials.seeds import seed, spoil

spoil("attribute-missing", "components", "a component of no state", "state", "")
spoil("value-domain", "components", "a state of no list", "state", "很好")
spoil("date-future", "components", "a survey that is yet to come", "initial_date", "2099-01-01")


@seed("code-district", "components")
def a_code_of_another_city(town):
    delivery = town.clean("components")
    place = delivery.any("stranger")
    delivery.put(place, "code", "110101" + delivery.rows[place]["code"][6:])
    return delivery, delivery.number(place)


@seed("code-district", "components")
def a_code_of_the_next_district(town):
    delivery = town.clean("components")
    place = delivery.any("neighbour")
    code = delivery.rows[place]["code"]
    others = sorted(row["code"] for row in town.clean("districts").rows if row["code"] != code[:6])
    delivery.put(place, "code", others[0] + code[6:-6] + "999998")
    return delivery, delivery.number(place)


@seed("category-mapped", "components")
def a_category_of_the_older_standard(town):
    delivery = town.clean("components")
    # 0102 of 2013 is 01002 of 2026.
    place = delivery.any("older", lambda row: row["category"] == "component/01002")
    delivery.put(place, "category", "component/0102")
    return delivery, delivery.number(place)


@seed("category-stated", "components")
def no_column_for_the_category(town):
    delivery = town.clean("components", is_points=True)
    delivery.fields.remove("category")
    return delivery, None


@seed("personal-column", "components")
def a_column_of_telephones(town):
    delivery = town.clean("components", is_points=True)
    delivery.fields.append("联系电话")
    delivery.rows = [row | {"联系电话": f"138{place:08d}"} for place, row in enumerate(delivery.rows)]
    return delivery, None


@seed("dimensions-dropped", "components")
def a_place_with_a_height(town):
    delivery = town.clean("components")
    place = next(i for i, shape in enumerate(delivery.shapes) if shape["type"] == "Point")
    delivery.shape(place)["coordinates"].append(44.5)
    return delivery, None

"""Faults of single values: their form, their codes, and what they name."""
from trials.seeds import seed, spoil


def of(kind):
    return lambda row: row["target_layer"] == kind


spoil("field-missing", "components", "a component without a category", "category", "")
spoil("field-missing", "places", "a place without a name", "name", "")
spoil("value-form", "components", "an extension that is no JSON", "extension", "{diameter")
spoil("value-form", "components", "a day that is none", "initial_date", "2024-02-30")
spoil("value-form", "posts", "a role of no name", "role", "boss")
spoil("code-form", "components", "a code of sixteen digits and a letter", "code",
      lambda row: row["code"][:-1] + "X")
spoil("category-unknown", "mandates", "a matter of no catalogue", "category", "matter/99999")
spoil("organization-unknown", "components", "an owner of no name", "owner", "NOBODY")
spoil("organization-unknown", "mandates", "a mandate of no organization", "organization", "NOBODY")
spoil("reference-missing", "posts", "a post of a stranger", "person", "RY-NOBODY",
      lambda row: row["person"])
spoil("reference-missing", "posts", "a post for a grid that is not there", "target",
      "540202201201999", of("responsibility-grids"))
spoil("parent-missing", "responsibility-grids", "a grid of no parent", "administered_by", "999999999")
spoil("time-order", "posts", "a post that ends before it begins", "valid_to", "2020-01-01",
      lambda row: row["valid_from"])


@seed("field-missing", "posts")
def a_post_of_nobody(town):
    delivery = town.clean("posts")
    place = delivery.any("nobody", of("responsibility-grids"))
    delivery.put(place, "person", "")
    delivery.put(place, "organization", "")
    return delivery, delivery.number(place)


@seed("code-duplicate", "components")
def a_code_that_stands_twice(town):
    delivery = town.clean("components")
    place = delivery.any("twice", lambda row: row["category"] == delivery.rows[0]["category"]) or 1
    delivery.put(place, "code", delivery.rows[0]["code"])
    return delivery, delivery.number(place)


@seed("code-category", "components")
def a_code_of_another_category(town):
    delivery = town.clean("components")
    categories = sorted({row["category"] for row in delivery.rows})
    place = delivery.any("category", lambda row: row["category"] == categories[0])
    # A neighbour in the catalogue: of the same major class, and so of the same kind of shape.
    delivery.put(place, "category", categories[1])
    return delivery, delivery.number(place)


@seed("person-code-personal", "people")
def a_telephone_as_a_code(town):
    delivery = town.clean("people")
    place = delivery.add({"code": "13800138000", "name": "样例"})
    return delivery, delivery.number(place)


@seed("row-unreadable", "components")
def a_coordinate_with_a_letter(town):
    delivery = town.clean("components", is_points=True)
    place = delivery.any("letter")
    delivery.shape(place)["coordinates"][0] = "88.9O12"
    return delivery, delivery.number(place)

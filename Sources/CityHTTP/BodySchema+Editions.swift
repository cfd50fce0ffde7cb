/// The bodies about editions and about what is whose.
extension BodySchema {
    static var editions: [String: Any] {
        [
            "Edition": object([
                "number": whole, "delivery": text, "layer": text, "fileName": text,
                "publishedAt": text, "newRows": whole, "changedRows": whole,
                "vanishedRows": whole, "unchangedRows": whole, "rejectedRows": whole,
                "warnings": whole, "contentHash": text, "correction": nullable(text),
                "isUndoable": nullable(["type": "boolean"]), "whyNot": nullable(text),
                "whyNotInChinese": nullable(text),
            ]),
            "Nothing": object([:]),
            "Undoing": object([
                "undone": whole, "edition": nullable(whole),
                "outcome": words("published", "unchanged"),
            ]),
            "EditionDifference": object([
                "edition": whole, "counts": ["type": "object", "additionalProperties": whole],
                "rows": array(of: reference("RowDifference")), "isCut": ["type": "boolean"],
            ]),
            "RowDifference": object([
                "layer": text, "key": text, "change": text, "movedMetres": metres,
                "columns": array(of: text),
            ]),
            "MineAnswer": ["anyOf": [reference("Mine"), reference("MinePage")]],
            "Mine": object([
                "organization": nullable("Named"), "post": nullable("Post"),
                "box": nullable(box), "counts": ["type": "object", "additionalProperties": whole],
                "boxes": ["type": "object", "additionalProperties": box],
                "categories": array(of: reference("CategoryCount")), "edition": whole,
            ]),
            "Post": object(["code": text, "title": nullable(text)]),
            "CategoryCount": object(["category": text, "name": text, "count": whole]),
            "MinePage": object([
                "kind": text, "rows": array(of: reference("MineRow")), "next": nullable(text),
            ]),
            "MineRow": object([
                "code": text, "name": nullable(text), "box": nullable(box),
                "attributes": ["type": "object", "additionalProperties": text],
            ]),
        ]
    }

    /// West, south, east and north in degrees.
    static var box: [String: Any] {
        [
            "type": "array", "items": ["type": "number"], "minItems": 4, "maxItems": 4,
            "description": "West, south, east and north in degrees, CGCS2000.",
        ]
    }
}

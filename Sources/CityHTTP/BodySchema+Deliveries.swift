/// The bodies about deliveries and editions.
extension BodySchema {
    static var deliveries: [String: Any] {
        [
            "Delivery": delivery,
            "Progress": object([
                "rows": whole, "total": nullable(whole), "rowsPerSecond": nullable(whole),
                "secondsLeft": nullable(whole),
            ]),
            "Account": object([
                "rowsIn": whole, "published": whole, "unchanged": whole, "rejected": whole,
                "waived": whole,
            ]),
            "Counts": counts,
            "PublishRequest": object(["withoutRejected": ["type": "boolean"]]),
            "Publication": object([
                "delivery": text, "outcome": words("published", "unchanged"),
                "edition": nullable(whole), "account": nullable("Account"),
                "differences": nullable("Counts"),
            ]),
            "Difference": object([
                "delivery": text, "checkedEdition": whole, "counts": reference("Counts"),
                "rows": array(of: reference("DifferenceRow")), "next": nullable(whole),
            ]),
            "DifferenceRow": object([
                "number": whole, "row": nullable(whole), "key": text, "kind": kind,
                "movedMetres": nullable(metres), "at": nullable(pair), "before": nullable(pair),
            ]),
            "DeliveryBox": object([
                "delivery": text, "box": nullable(box),
                "counts": ["type": "object", "additionalProperties": whole], "withoutPlace": whole,
                "findings": ["type": "object", "additionalProperties": whole],
            ]),
            "Report": ["type": "object", "description": "Findings, groups and the account."],
            "Features": ["type": "object", "description": "A GeoJSON FeatureCollection."],
            "Bytes": ["type": "string", "format": "binary"],
            "Text": text,
        ]
    }

    private static var kind: [String: Any] {
        words("new", "moved", "retyped", "reowned", "changed", "vanished")
    }

    private static var counts: [String: Any] {
        let kinds = ["new", "moved", "retyped", "reowned", "changed", "unchanged", "vanished"]
        return object(Dictionary(uniqueKeysWithValues: kinds.map { ($0, whole) }))
    }

    private static var delivery: [String: Any] {
        object([
            "delivery": text, "layer": text, "fileName": text,
            "state": words(
                "waiting", "reading", "checking", "staged", "checked", "published", "failed"),
            "since": text, "progress": nullable("Progress"), "edition": nullable(whole),
            "referenceSystem": nullable(text), "encoding": nullable(text),
            "isWhole": nullable(["type": "boolean"]), "unusedHeaders": nullable(array(of: text)),
            "correction": nullable(text), "checkedEdition": nullable(whole),
            "cityEdition": whole, "isStale": ["type": "boolean"], "note": nullable(text),
            "reason": nullable(text), "account": nullable("Account"),
            "differences": nullable("Counts"), "errors": nullable(whole),
            "warnings": nullable(whole),
        ])
    }
}

extension Finding.Rule {
    /// How bad the rule's findings can be, the worst first.
    public var severities: [Finding.Severity] {
        switch self {
        case .codeCategory, .partitionOverlap, .attributeMissing, .valueDomain, .dateFuture,
            .personalColumn, .nearDuplicate, .codeRenamed, .areaDeclared, .jump,
            .suspiciousTotal, .coordinatesRounded, .gridSize, .gridNumbering, .evaluationCode:
            [.warning]
        case .categoryMapped, .categoryStated, .dimensionsDropped: [.info]
        // A district that is near is a question, one that the city lacks is a mistake.
        case .codeDistrict, .gridOutsideParent, .codeReused, .timeOrder: [.error, .warning]
        // Cases outside are reported all the same; a weak suspicion only asks.
        case .geometryOutside, .datumSuspected: [.error, .warning]
        default: [.error]
        }
    }

    /// The layers in whose deliveries the rule can find something, in the order of ``Layer/all``.
    public var layers: [Layer] { Layer.all.filter(concerns) }

    /// Whether the rule has anything to say of a layer's deliveries.
    ///
    /// Complexity: O(fields of the layer).
    private func concerns(_ layer: Layer) -> Bool {
        switch self {
        case .fieldMissing, .valueForm, .codeDuplicate, .rowUnreadable: true
        case .codeForm: layer.hasField { [.areaCode, .componentCode].contains($0.kind) }
        case .codeCategory, .codeDistrict, .attributeMissing, .valueDomain, .dateFuture,
            .categoryMapped, .categoryStated, .personalColumn, .nearDuplicate, .codeRenamed,
            .areaDeclared:
            layer == .components
        case .jump, .suspiciousTotal, .coordinatesRounded: [.components, .places].contains(layer)
        case .gridSize, .gridNumbering: layer == .unitGrids
        case .evaluationCode: layer == .evaluationGrids
        case .categoryUnknown: layer.namesCategories
        case .organizationUnknown: layer.hasField { $0.references == Layer.organizations.name }
        case .referenceMissing: layer.namesOthers || layer.isNamedByOthers
        case .parentMissing, .gridOutsideParent, .codeReused, .lineage:
            AreaKind(layer: layer) != nil
        case .geometryMissing: layer.geometry != .none && layer.geometry != .area(isRequired: false)
        case .geometryInvalid, .datumSuspected, .dimensionsDropped: layer.geometry != .none
        case .geometryOutside: layer.geometry != .none && layer != .districts
        case .gridGap, .gridOverlap: AreaKind(layer: layer)?.isSeamless == true
        case .personCodePersonal: layer == .people
        case .timeOrder: [.components, .posts, .partitions, .rulings, .duties].contains(layer)
        case .partitionOverlap: layer == .partitions
        }
    }
}

extension Layer {
    fileprivate func hasField(where fits: (Field) -> Bool) -> Bool { fields.contains(where: fits) }

    fileprivate var namesCategories: Bool {
        hasField { field in
            switch field.kind {
            case .category: field.references != nil
            case .pattern, .patterns: true
            default: false
            }
        }
    }

    /// Whether rows name rows of other layers than organizations and categories, which have rules
    /// of their own.
    fileprivate var namesOthers: Bool {
        let apart = [Layer.organizations.name, Layer.categories.name]
        // A post's target and a mandate's territory may be of several layers.
        return self == .posts || self == .mandates
            || hasField { field in field.references.map { !apart.contains($0) } ?? false }
    }

    /// Whether a row that vanishes can be missed by rows that name it.
    fileprivate var isNamedByOthers: Bool {
        let targets = Layer.posts.field("target_layer").map(\.kind)
        if case .word(let names)? = targets, names.contains(name) { return true }
        return Layer.all.contains { $0.hasField { $0.references == name } }
    }
}

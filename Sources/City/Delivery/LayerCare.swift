extension Layer {
    /// How bad it is that a row lies outside the city: people report what they see beyond the
    /// border, everything else of a city lies inside.
    var severityOutside: Finding.Severity { self == .cases ? .warning : .error }

    /// Whether rows of the layer may name other rows of it.
    public var namesItself: Bool {
        AreaKind(layer: self) != nil || fields.contains { $0.references == name }
    }

    /// Whether a row can be judged only beside every other one of the layer: areas must meet, and
    /// partitions must not.
    public var isCheckedWhole: Bool {
        self == .partitions || AreaKind(layer: self) != nil
    }
}

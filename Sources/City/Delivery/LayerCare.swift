extension Layer {
    /// How bad it is that a row lies outside the city: people report what they see beyond the
    /// border, everything else of a city lies inside.
    var severityOutside: Finding.Severity { self == .cases ? .warning : .error }

    /// Whether a row can be judged only beside every other one of the layer: areas must meet and
    /// add up to those that they come from, and partitions must not overlap.
    public var isCheckedWhole: Bool {
        self == .partitions || AreaKind(layer: self) != nil
    }
}

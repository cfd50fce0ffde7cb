/// Which layers the hash of an edition's contents is made of.
///
/// The layers of the first schema count always, with rows or without. A layer whose table came
/// later counts once it has rows, so that an older register keeps the hashes of its editions.
enum HashedLayers {
    /// The layers of ``RegisterSchema1``, frozen with it.
    private static let ofFirstSchema: Set<String> = [
        "categories", "organizations", "people", "districts", "subdistricts", "communities",
        "unit-grids", "management-grids", "responsibility-grids", "evaluation-grids",
        "road-chief-segments", "components", "places", "posts", "mandates", "precedence",
    ]

    /// Whether a layer counts.
    ///
    /// - Parameter ofNothing: the hash of a layer without rows.
    static func counts(_ layer: String, hash: String, _ ofNothing: String) -> Bool {
        hash != ofNothing || ofFirstSchema.contains(layer)
    }
}

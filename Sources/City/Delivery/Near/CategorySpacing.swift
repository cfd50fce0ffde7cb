import Foundation

/// How near to one another two components of one category stand, and how exactly they are surveyed.
///
/// Source: the accuracies are the classes of GB/T 47678.5-2026, A (0.5 m) and B (1 m); which class a
/// category has is not published. That, and how near two honest ones come, is chosen: two lamps
/// are never on one foot, signs often share a pole.
public struct CategorySpacing: Hashable, Sendable {
    /// Nearer than this, in metres, two of them are taken for one that was surveyed twice.
    public var apart: Double
    /// The usual error of a surveyed place in metres, root of the mean square.
    public var accuracy: Double

    /// A spacing by its parts.
    public init(apart: Double, accuracy: Double) {
        self.apart = apart
        self.accuracy = accuracy
    }

    /// How far apart, in metres, a thing can be found again: of 20 that are surveyed twice 19 lie
    /// nearer.
    public var reach: Double { accuracy * (2 * log(20)).squareRoot() }

    /// How sure it is that two surveys in a distance are of one thing, 0 … 1.
    ///
    /// The share of things surveyed twice whose places lie farther apart than this. Each survey errs
    /// normally in both directions by the accuracy *a*, so that the square of the distance *d* is
    /// distributed exponentially with the mean 2*a*²: the share is exp(−*d*² / 2*a*²).
    public func confidence(at metres: Double) -> Double {
        exp(-metres * metres / (2 * accuracy * accuracy))
    }

    /// What holds for categories of which the table says nothing.
    public static let usual = CategorySpacing(apart: 0.5, accuracy: 1)

    /// The spacing of a category, by the first line of the table that fits.
    public static func of(_ category: Category) -> CategorySpacing {
        table.first { line in
            category.groups.contains(line.word) || category.name.contains(line.word)
        }?.spacing ?? usual
    }

    /// Groups and parts of names, in any edition of the standard or of a city's own.
    private static let table: [(word: String, spacing: CategorySpacing)] = [
        ("manhole", CategorySpacing(apart: 0.5, accuracy: 0.5)),
        ("井盖", CategorySpacing(apart: 0.5, accuracy: 0.5)),
        ("箅", CategorySpacing(apart: 0.5, accuracy: 0.5)),
        ("树", CategorySpacing(apart: 0.5, accuracy: 0.5)),
        // Several of these are fixed to one pole.
        ("信号", CategorySpacing(apart: 0.1, accuracy: 0.5)),
        ("监控", CategorySpacing(apart: 0.1, accuracy: 0.5)),
        ("牌", CategorySpacing(apart: 0.1, accuracy: 0.5)),
        ("标志", CategorySpacing(apart: 0.1, accuracy: 0.5)),
        ("street-lamp", CategorySpacing(apart: 1, accuracy: 0.5)),
        ("灯", CategorySpacing(apart: 1, accuracy: 0.5)),
        ("杆", CategorySpacing(apart: 0.5, accuracy: 0.5)),
        ("椅", CategorySpacing(apart: 1, accuracy: 1)),
        // Bins, cabinets and posts stand side by side in twos and threes.
        ("箱", CategorySpacing(apart: 0.3, accuracy: 1)),
        ("桶", CategorySpacing(apart: 0.3, accuracy: 1)),
        ("柜", CategorySpacing(apart: 0.3, accuracy: 1)),
        ("桩", CategorySpacing(apart: 0.3, accuracy: 0.5)),
    ]
}

/// The spacings of a catalogue, by the texts that name its categories.
struct SpacingTable {
    private let spacings: [String: CategorySpacing]

    init(_ catalogue: [Category]) {
        spacings = Dictionary(
            catalogue.map { ($0.key.description, CategorySpacing.of($0)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The spacing of a category as rows name it.
    subscript(category: String) -> CategorySpacing { spacings[category] ?? .usual }
}

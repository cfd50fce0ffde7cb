public import Geo

/// The answer: whose it is, how sure that is, and why.
///
/// A verdict holds numbers of its ``CityIndex``; ``VerdictReport`` spells them out.
public struct Verdict: Hashable, Sendable {
    /// The place that was asked about.
    public var place: Coordinate
    /// The category that was asked about, by number.
    public var category: Int32?
    /// Whether grids cover the place.
    public var coverage: Coverage
    /// The area of each kind at the place.
    public var areas: AreaNumbers
    /// The nearest road-chief segment within reach.
    public var segment: NearFeature?
    /// The component meant.
    public var component: NearFeature?
    /// Whether the category is about a component and none is registered within reach.
    public var isUnregistered: Bool
    /// Who must act; `nil` outside the city.
    public var organization: OrganizationAnswer?
    /// Who is in charge; `nil` if nobody holds a post that applies.
    public var person: PersonAnswer?
    /// What was tried and what decided, in order.
    public var basis: Basis
    /// The outcomes between which a contested verdict does not decide.
    public var candidates: [Candidate]
    /// The distance in metres to the nearest place with another acting organization, or outside the
    /// city; `nil` if it was not asked for or there is none within ``searchedMargin``.
    public var marginInMetres: Double?

    /// How far the margin is searched, in metres.
    public static let searchedMargin = 200.0

    /// Whether grids cover a place.
    public enum Coverage: Hashable, Sendable {
        /// A unit grid does; in a city without unit grids the finest territory does.
        case grid
        /// A district does, a unit grid does not: the district still owns.
        case gap
        /// No district does; the nearest one, by number, with its distance in metres.
        case outside(nearest: Int32?, metres: Double)
    }

    /// How sure an answer is.
    public enum Status: String, Hashable, Sendable {
        /// The rules leave one outcome.
        case certain
        /// One outcome is much the likeliest, or the register lacks what it should hold.
        case likely
        /// Several outcomes are equally good.
        case contested
    }
}

/// Which organizations answer, by number.
public struct OrganizationAnswer: Hashable, Sendable {
    /// The one that must act.
    public var acting: Int32
    /// The competent department.
    public var competent: Int32?
    /// The owner.
    public var owner: Int32?
    /// The maintainer.
    public var maintainer: Int32?
    /// Those that assist.
    public var assisting: [Int32]
    /// How sure it is who must act.
    public var status: Verdict.Status
}

/// Which person is in charge.
public struct PersonAnswer: Hashable, Sendable {
    /// Where the name of the person comes from.
    public var holder: Holder
    /// The number of the deputy's post.
    public var deputy: Int?
    /// How sure it is who is in charge.
    public var status: Verdict.Status

    /// Where the name of a person comes from.
    public enum Holder: Hashable, Sendable {
        /// A post, by number.
        case post(Int)
        /// The record of a component, by number.
        case component(Int32)
    }
}

/// One outcome of a contested verdict.
public struct Candidate: Hashable, Sendable {
    /// The organization that would have to act.
    public var organization: Int32
    /// The share of the equally good cases that lead to it, 0 … 1.
    public var share: Double
    /// The components or segments that lead to it.
    public var subjects: [BasisStep.Subject]
}

/// A verdict spelled out in codes and names: what programs and people read.
///
/// The fields are always there; what is not known is `null`. People appear as opaque handles.
public struct VerdictReport: Encodable, Hashable, Sendable {
    /// Where the place lies.
    public var place: PlaceReport
    /// The category asked about: `component/01001`.
    @Nullable public var category: String?
    /// The registered component meant.
    @Nullable public var component: ComponentReport?
    /// Whether a component of the category should stand here and none is registered.
    public var unregistered: Bool
    /// Who must act.
    @Nullable public var organization: OrganizationReport?
    /// Who is in charge.
    @Nullable public var person: PersonReport?
    /// What was tried and what decided, in order.
    public var basis: [StepReport]
    /// The outcomes of a contested verdict.
    public var candidates: [CandidateReport]
    /// The distance in metres to the nearest place with another answer, up to 200 m.
    @Nullable public var marginInMetres: Double?
    /// Open orders of the same category nearby.
    public var similar: [String]
    /// The edition that answered.
    public var edition: Int

    /// A code with its name.
    public struct Named: Encodable, Hashable, Sendable {
        /// The code.
        public var code: String
        /// The name, empty if there is none.
        public var name: String
    }

    /// Where a place lies.
    public struct PlaceReport: Encodable, Hashable, Sendable {
        /// Longitude and latitude in degrees, CGCS2000.
        public var at: [Double]
        /// `grid`, `gap` or `outside`.
        public var coverage: String
        /// The city.
        public var city: Named
        /// The district 区县.
        @Nullable public var district: Named?
        /// The subdistrict 街道.
        @Nullable public var subdistrict: Named?
        /// The community 社区.
        @Nullable public var community: Named?
        /// The unit grid 单元网格.
        @Nullable public var unitGrid: Named?
        /// The management grid 管理网格.
        @Nullable public var managementGrid: Named?
        /// The responsibility grid 责任网格.
        @Nullable public var responsibilityGrid: Named?
        /// The evaluation grid 评价网格.
        @Nullable public var evaluationGrid: Named?
        /// The nearest road-chief segment within reach.
        @Nullable public var roadChiefSegment: SegmentReport?
        /// Outside the city: its nearest district.
        @Nullable public var nearestDistrict: Distant?
    }

    /// Something named, with its distance.
    public struct Distant: Encodable, Hashable, Sendable {
        /// The code.
        public var code: String
        /// The name.
        public var name: String
        /// The distance in metres.
        public var distanceInMetres: Double
    }

    /// A road-chief segment with its distance.
    public struct SegmentReport: Encodable, Hashable, Sendable {
        /// The code.
        public var code: String
        /// The name.
        public var name: String
        /// The road level.
        @Nullable public var roadLevel: String?
        /// The distance in metres.
        public var distanceInMetres: Double
        /// `left`, `right` or `on`, along the segment's direction.
        public var side: String
    }

    /// A component with its distance.
    public struct ComponentReport: Encodable, Hashable, Sendable {
        /// The code.
        public var code: String
        /// The category: `component/01001`.
        public var category: String
        /// The name.
        public var name: String
        /// The distance in metres.
        public var distanceInMetres: Double
    }

    /// Who must act, and in which roles others stand.
    public struct OrganizationReport: Encodable, Hashable, Sendable {
        /// The organization that must act.
        public var code: String
        /// Its name.
        public var name: String
        /// `certain`, `likely` or `contested`.
        public var status: String
        /// The competent department 主管部门.
        @Nullable public var competent: Named?
        /// The owner 权属单位.
        @Nullable public var owner: Named?
        /// The maintainer 养护单位.
        @Nullable public var maintainer: Named?
        /// Those that assist.
        public var assisting: [Named]
    }

    /// The holder of a post, without a name.
    public struct PersonReport: Encodable, Hashable, Sendable {
        /// The opaque handle of the person.
        @Nullable public var contact: String?
        /// What the person is to the place: `chief`, `holder`, `named`.
        public var role: String
        /// What the post is called.
        @Nullable public var title: String?
        /// The first day of the post.
        @Nullable public var since: String?
        /// The last day of the post.
        @Nullable public var until: String?
        /// The opaque handle of the deputy.
        @Nullable public var deputy: String?
        /// `certain`, `likely` or `contested`.
        public var status: String
    }

    /// One step of the reasons.
    public struct StepReport: Encodable, Hashable, Sendable {
        /// `organization` or `person`.
        public var chain: String
        /// The rule that was asked.
        public var rule: String
        /// `decided` or `silent`.
        public var result: String
        /// The code of what spoke.
        @Nullable public var code: String?
        /// Its distance in metres.
        @Nullable public var distanceInMetres: Double?
    }

    /// One outcome of a contested verdict.
    public struct CandidateReport: Encodable, Hashable, Sendable {
        /// The organization that would have to act.
        public var organization: Named
        /// Its share, 0 … 1.
        public var share: Double
        /// What would have to be meant for it.
        public var through: [String]
        /// The question that settles it, in English.
        public var question: String
        /// The question that settles it, in Chinese.
        public var questionInChinese: String
    }
}

/// An optional that is written as `null` rather than left out.
@propertyWrapper
public struct Nullable<Value: Encodable & Hashable & Sendable>: Encodable, Hashable, Sendable {
    /// The value, if there is one.
    public var wrappedValue: Value?

    /// Wraps an optional.
    public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

    /// Writes the value or `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue {
            try container.encode(wrappedValue)
        } else {
            try container.encodeNil()
        }
    }
}

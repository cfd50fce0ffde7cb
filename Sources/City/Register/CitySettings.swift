/// What a city is called and how it writes its codes.
public struct CitySettings: Hashable, Sendable {
    /// The city's name.
    public var name: String
    /// The city's own code; the last organization to ask, where nobody else is named.
    public var code: String
    /// How areas and components are numbered.
    public var scheme: CodeScheme

    /// Settings by their parts.
    public init(name: String, code: String, scheme: CodeScheme) {
        self.name = name
        self.code = code
        self.scheme = scheme
    }
}

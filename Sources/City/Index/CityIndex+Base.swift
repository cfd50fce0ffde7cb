extension CityIndex {
    /// What components alone do not change: equal for two indexes of which one was made out of the
    /// other by ``later(edition:changes:)``, so that whatever was made of anything but components
    /// holds for both.
    public struct Base: Equatable, Sendable {
        private let book: AreaBook

        fileprivate init(_ book: AreaBook) { self.book = book }

        /// Whether both are of the same packed index.
        public static func == (left: Base, right: Base) -> Bool { left.book === right.book }
    }

    /// What the index shares with those that differ from it in components alone.
    public var base: Base { Base(book) }
}

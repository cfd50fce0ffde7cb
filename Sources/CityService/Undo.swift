import City
import CityStore

extension Deliveries {
    /// Publishes the inverse of an edition as a new one: what it changed stands as before, what it
    /// added is gone, what it removed is back.
    ///
    /// It passes the ordinary check: what would leave others naming nothing is refused with its
    /// findings. Undoing the last edition restores the hash of the contents; an undoing can be
    /// undone. Names and numbers of people, once erased, do not come back; see
    /// `Register.inverse(of:)`.
    ///
    /// - Returns: what the check said, and what became of it; ``ImportOutcome/unchanged`` if the
    ///   city stands already as it did before the edition.
    /// - Throws: an error that names the later edition and a key, if what the edition left was
    ///   changed since.
    public func undo(_ edition: Int) throws -> (report: CheckReport, outcome: ImportOutcome) {
        try settle {
            let inverse = try register.inverse(of: edition)
            return MadeDelivery(
                maker: "undo of edition \(edition)", rows: inverse.rows, completeness: .withdrawn,
                edition: inverse.current)
        }
    }
}

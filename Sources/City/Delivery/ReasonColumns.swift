/// The columns that a fix list has beside those of the delivery.
///
/// A fix list is mended and handed in again, so that every delivery may have them: they are not taken
/// in, and nothing is said about it.
public enum ReasonColumns {
    /// The header over the reasons in English; as long as a shapefile's table allows.
    public static let english = "reason"
    /// The header over the reasons in Chinese.
    public static let chinese = "原因"

    static func contain(_ header: String) -> Bool {
        header.lowercased() == english || header == chinese
    }
}

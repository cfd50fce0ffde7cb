/// Somebody must answer in a partition.
struct PartitionHolder: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .partitions else { return [] }
        return context.findings(
            sayingNothingIn: "organization", "person",
            needed: Sentence(
                english: "The partition has neither an organization nor a person. Name one.",
                chinese: "包区既无单位也无人员，请至少填写一项。", group: "organization"))
    }
}

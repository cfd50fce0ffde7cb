public import City
import CityStore
import Geo

extension CityOnDisk {
    /// What an organization or a post answers for, counted.
    ///
    /// An organization's are the components for which it must act by their records, and the rows of
    /// other layers that name it. A post's is what it is for, and the components on its ground; a
    /// post for an organization's duty answers for all that is the organization's.
    ///
    /// - Parameter index: the edition that is asked; rules and areas are those of the current one.
    public func mine(_ holder: Holder, in index: CityIndex, on day: Day) throws -> Mine {
        let reading = try MineReading(holder, register: register, index: index, day: day)
        return try reading.summary()
    }

    /// Some of what is an organization's or a post's in one layer, in the order of codes.
    public func mine(
        _ holder: Holder, of kind: String, after code: String?, limit: Int, in index: CityIndex,
        on day: Day
    ) throws -> MinePage {
        let known = (Register.heldLayers + [.components, .organizations]).map(\.name)
        guard known.contains(kind), let layer = Layer.named(kind) else {
            throw MineError.noKind(kind, known: known)
        }
        let reading = try MineReading(holder, register: register, index: index, day: day)
        // One more than is wanted tells whether there are more.
        var rows = try reading.holdings(in: layer, after: code, limit: limit + 1)
        let isLast = rows.count <= limit
        if !isLast { rows.removeLast() }
        return MinePage(
            kind: kind, rows: rows.map(MinePage.Row.init), next: isLast ? nil : rows.last?.code)
    }
}

extension DeliveryJobs {
    /// What an organization or a post answers for, counted.
    public func mine(_ holder: Holder) async throws -> Mine {
        try await run(on: lookups) {
            try self.city.mine(holder, in: self.live.index, on: self.live.day)
        }
    }

    /// Some of what is an organization's or a post's in one layer.
    public func mine(
        _ holder: Holder, of kind: String, after code: String?, limit: Int
    ) async throws -> MinePage {
        try await run(on: lookups) {
            try self.city.mine(
                holder, of: kind, after: code, limit: limit, in: self.live.index,
                on: self.live.day)
        }
    }
}

/// One holder's things, read out of one edition.
private struct MineReading {
    let register: Register
    let index: CityIndex
    let day: Day
    private var organization: Organization?
    private var post: Post?
    /// What the post is for, unless that is an organization.
    private var target: (layer: Layer, holding: Holding)?

    init(_ holder: Holder, register: Register, index: CityIndex, day: Day) throws {
        self.register = register
        self.index = index
        self.day = day
        switch holder {
        case .organization(let code):
            organization = index.organization(code: code)
            if organization == nil { throw MineError.noOrganization(code) }
        case .post(let code):
            post = try register.post(code)
            guard let post else { throw MineError.noPost(code) }
            target = try register.target(of: post)
            if target?.layer == .organizations {
                organization = index.organization(code: post.target)
                target = nil
            }
        }
    }

    /// The components by number, whatever makes them the holder's.
    private var components: HeldComponents? {
        if let organization { return index.components(heldBy: organization.code) }
        guard let target, let kind = AreaKind(layer: target.layer) else { return nil }
        return index.components(in: kind, code: target.holding.code, of: post?.categories ?? [])
    }

    func holdings(in layer: Layer, after code: String?, limit: Int) throws -> [Holding] {
        if layer == .components, let components {
            return components.holdings(after: code, limit: limit)
        }
        if let organization, Register.heldLayers.contains(layer) {
            var found: [Holding] = []
            try register.forEachHolding(
                of: organization.code, in: layer, on: day, after: code, limit: limit
            ) { found.append($0) }
            return found
        }
        guard let target, target.layer == layer, (code ?? "") < target.holding.code else {
            return []
        }
        return [target.holding]
    }

    func summary() throws -> Mine {
        var mine = Mine(
            organization: organization.map { Mine.Named(code: $0.code, name: $0.name) },
            post: post.map { Mine.HeldPost(code: $0.code, title: $0.title) },
            edition: index.edition, counts: [:], boxes: [:], categories: [])
        var boxes: [String: Box] = [:]
        if let components, components.count > 0 {
            mine.counts[Layer.components.name] = components.count
            boxes[Layer.components.name] = components.box
            mine.categories = components.categories.map { category, count in
                Mine.CategoryCount(
                    category: "\(category.key)", name: category.name, count: count)
            }
        }
        func count(_ holding: Holding, in layer: Layer) {
            mine.counts[layer.name, default: 0] += 1
            if let box = holding.box { boxes[layer.name, default: .empty].extend(to: box) }
        }
        if let organization {
            for layer in Register.heldLayers {
                try register.forEachHolding(of: organization.code, in: layer, on: day) {
                    count($0, in: layer)
                }
            }
        }
        if let target { count(target.holding, in: target.layer) }
        mine.boxes = boxes.filter { !$0.value.isEmpty }.mapValues(\.inDegrees)
        let all = boxes.values.reduce(into: Box.empty) { $0.extend(to: $1) }
        mine.box = all.isEmpty ? nil : all.inDegrees
        return mine
    }
}

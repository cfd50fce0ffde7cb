import CityService
import HTTPTypes

extension Route.Ask {
    /// Refuses parameters that the route does not have.
    func refuseUnknown(_ known: [Route.Parameter]) throws {
        let names = known.map(\.name)
        for name in query.keys.sorted() where !names.contains(name) {
            throw RequestError.unknownParameter(name, known: names)
        }
    }

    /// A parameter that must be given.
    func needed(_ name: String) throws -> String {
        guard let value = query[name], !value.isEmpty else {
            throw DeliveryRefusal.parameterMissing(name)
        }
        return value
    }

    /// A parameter that is true or false; false if it is not given.
    func flag(_ name: String) throws -> Bool {
        switch query[name] {
        case nil, "false": return false
        case "true": return true
        case let other?:
            throw DeliveryRefusal.parameterForm(name, value: other, expected: "true or false")
        }
    }

    /// A parameter that is a whole number.
    func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        try query[name].map { text in
            guard let number = Int(text), range.contains(number) else {
                throw DeliveryRefusal.parameterForm(
                    name, value: text,
                    expected: "a number from \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }
    }

    /// The form in which the answer is wanted: by the parameter `format`, else the first one that
    /// Accept names, else the first that there is.
    ///
    /// Weights (`;q=`) are not compared: who accepts several takes any.
    func form(
        from forms: [(word: String, form: CheckReport.Form, type: String)]
    ) throws -> (CheckReport.Form, type: String) {
        if let word = query["format"] {
            guard let found = forms.first(where: { $0.word == word }) else {
                throw DeliveryRefusal.parameterForm(
                    "format", value: word, expected: forms.map(\.word).joined(separator: ", "))
            }
            return (found.form, found.type)
        }
        let accepted = (headers[.accept] ?? "*/*").split(separator: ",").map { range in
            range.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        }
        for range in accepted {
            let found = forms.first { form in
                let type = form.type.prefix { $0 != ";" }
                return range == "*/*" || range == type
                    || (range.hasSuffix("/*") && type.hasPrefix(range.dropLast()))
            }
            if let found { return (found.form, found.type) }
        }
        throw DeliveryRefusal.notAcceptable(forms.map { String($0.type.prefix { $0 != ";" }) })
    }
}

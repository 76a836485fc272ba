package import StrictJSON

extension APIReference {
    /// Reads a document; one that is not made as `OpenAPIDocument` makes it is a fault of the program, and ends it.
    package init(_ document: JSONValue) {
        let source = DocumentSource(root: document)
        let info = document["info"]
        title = info?["title"]?.string ?? ""
        version = info?["version"]?.string ?? ""
        text = info?["description"]?.string ?? ""
        credential = document["components"]?["securitySchemes"]?.members?.first?.value["description"]?.string
        groups = source.groups
        reasons = source.reasons
        let errorSchema = source.components(.schemas).first { $0.name == "Error" }
        error = errorSchema.map(source.shape)
        let named = source.namesInSchemas
        shapes = source.components(.schemas).filter { named.contains($0.name) }.map(source.shape)
    }
}

extension DocumentSource {
    /// An operation, and where it is.
    private struct Place {
        let method: String
        let path: String
        let operation: JSONValue

        /// True for another way to the same: `/v2/a/{b}/c/d` to `/v2/c/d`.
        func isLonger(than other: Place) -> Bool {
            let tail = other.path.dropFirst().drop { $0 != "/" }
            return method == other.method && path != other.path && !tail.isEmpty && path.hasSuffix(tail)
                && operation["summary"] == other.operation["summary"]
        }
    }

    /// The calls under their headings, in the order of the document.
    fileprivate var groups: [APIReference.Group] {
        let places = (root["paths"]?.members ?? []).flatMap { path in
            (path.value.members ?? []).map {
                Place(method: $0.name.uppercased(), path: path.name, operation: $0.value)
            }
        }
        let own = places.filter { place in !places.contains { place.isLonger(than: $0) } }
        let calls = own.map { place in
            let others = places.filter { $0.isLonger(than: place) }
            return (tag: place.operation["tags"]?.array?.first?.string, call: call(place, others))
        }
        return (root["tags"]?.array ?? []).compactMap { $0["name"]?.string }.map { tag in
            APIReference.Group(name: tag, calls: calls.filter { $0.tag == tag }.map(\.call))
        }
    }

    private func call(_ place: Place, _ others: [Place]) -> APIReference.Call {
        let operation = place.operation
        let text = operation["description"]?.string ?? ""
        let body = operation["requestBody"].map(resolved)
        let answers = operation["responses"]?.members ?? []
        let errors = answers.filter { $0.name >= "4" }
        guard let success = answers.first(where: { $0.name < "4" }) else {
            preconditionFailure("\(place.path) has no success")
        }
        return APIReference.Call(
            id: operation["operationId"]?.string ?? "", summary: operation["summary"]?.string ?? "", text: text,
            need: need(of: operation), way: way(place, text: ""),
            otherWays: others.map {
                way($0, text: Self.rest(of: $0.operation["description"]?.string ?? "", after: text))
            },
            parameters: parameters(of: operation).map(parameter), body: body.map(content),
            answer: answer(success), errors: errors.map(failure))
    }

    private func need(of operation: JSONValue) -> APIReference.Call.Need {
        let choices = operation["security"]?.array ?? []
        return choices.isEmpty ? .no : choices.contains(.object([])) ? .optional : .yes
    }

    /// The sentences of a text that another has not.
    private static func rest(of text: String, after known: String) -> String {
        func sentences(_ text: String) -> [String] {
            text.split(separator: ".").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
        }
        let known = sentences(known)
        return sentences(text).filter { !known.contains($0) }.map { $0 + "." }.joined(separator: " ")
    }

    private func parameters(of operation: JSONValue) -> [JSONValue] {
        (operation["parameters"]?.array ?? []).map(resolved)
    }

    private func parameter(_ parameter: JSONValue) -> APIReference.Member {
        APIReference.Member(
            name: parameter["name"]?.string ?? "", place: parameter["in"]?.string,
            isRequired: parameter["required"] == .boolean(true), type: TypeWords(parameter["schema"] ?? .null),
            text: parameter["description"]?.string ?? "")
    }

    private func content(_ body: JSONValue) -> APIReference.Content {
        let forms = (body["content"]?.members ?? []).map { media in
            let schema = media.value["schema"] ?? .null
            let isJSON = media.name.hasSuffix("json") && resolved(schema)["properties"] != nil
            return APIReference.Content.Form(
                type: media.name, members: members(of: schema), example: isJSON ? example(of: schema).lines : "")
        }
        return APIReference.Content(
            text: body["description"]?.string ?? "", isRequired: body["required"] == .boolean(true), forms: forms)
    }

    private func answer(_ response: JSONMember) -> APIReference.Answer {
        let value = resolved(response.value)
        return APIReference.Answer(
            status: response.name, text: value["description"]?.string ?? "",
            fields: (value["headers"]?.members ?? []).map(\.name),
            content: value["content"].map { _ in content(value) })
    }

    private func failure(_ response: JSONMember) -> APIReference.Failure {
        let value = resolved(response.value)
        let examples = value["content"]?["application/json"]?["examples"]?.members ?? []
        return APIReference.Failure(
            status: response.name, text: value["description"]?.string ?? "", reasons: examples.map(\.name))
    }

    private func way(_ place: Place, text: String) -> APIReference.Way {
        APIReference.Way(
            id: place.operation["operationId"]?.string ?? "", method: place.method, path: place.path, text: text,
            curl: curl(place))
    }

    /// The request that has what it must have, and no more; what takes things away says which, by the first of the names
    /// that its query may have.
    private func curl(_ place: Place) -> CurlLine {
        var (segments, query) = (place.path.split(separator: "/").map(String.init), [String]())
        for parameter in parameters(of: place.operation) {
            let name = parameter["name"]?.string ?? ""
            let example = example(of: parameter["schema"] ?? .null)
            let value = CurlLine.encoded(example.string ?? example.line)
            let isNeeded = parameter["required"] == .boolean(true) || place.method == "DELETE" && query.isEmpty
            if isNeeded, parameter["in"] == .string("query") { query.append("\(name)=\(value)") }
            segments = segments.map { $0 == "{\(name)}" ? value : $0 }
        }
        let target = "/" + segments.joined(separator: "/")
        let media = place.operation["requestBody"].map(resolved)?["content"]?.members?.first
        return CurlLine(
            method: place.method, target: target + (query.isEmpty ? "" : "?" + query.joined(separator: "&")),
            needsKey: need(of: place.operation) == .yes,
            body: media.map { ($0.name, text(of: example(of: $0.value["schema"] ?? .null), as: $0.name)) })
    }

    private func text(of example: JSONValue, as type: String) -> String {
        guard type == "application/x-www-form-urlencoded" else { return example.line }
        return (example.members ?? []).map { "\($0.name)=\(CurlLine.encoded($0.value.string ?? $0.value.line))" }
            .joined(separator: "&")
    }

    fileprivate func shape(_ schema: JSONMember) -> APIReference.Shape {
        let isObject = schema.value["properties"] != nil
        return APIReference.Shape(
            name: schema.name, type: TypeWords(schema.value), text: schema.value["description"]?.string ?? "",
            members: members(of: schema.value), example: isObject ? example(of: schema.value).lines : "")
    }

    /// What errors are told by, each once.
    fileprivate var reasons: [APIReference.Reason] {
        components(.examples).compactMap { example in
            guard let error = example.value["value"]?["error"], let status = error["details"]?["statusCode"]?.integer
            else { return nil }
            return APIReference.Reason(word: example.name, status: status, message: error["message"]?.string ?? "")
        }.sorted { $0.word < $1.word }
    }

    /// The names of all that a schema or a parameter refers to.
    fileprivate var namesInSchemas: Set<String> {
        var (names, values) = (Set<String>(), [JSONValue]())
        for group in [OpenAPIComponent.Group.schemas, .parameters] { values += components(group).map(\.value) }
        while let value = values.popLast() {
            if let reference = value["$ref"]?.string { names.insert(Self.name(of: reference)) }
            values += (value.members ?? []).map(\.value) + (value.array ?? [])
        }
        return names
    }
}

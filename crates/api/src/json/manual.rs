//! What the OpenAPI document says, cut into the pieces that its page shows.

use std::sync::LazyLock;

use serde_json::Value;

use super::document;

/// One operation, as the page shows it.
#[derive(Debug)]
pub(crate) struct OperationText {
    pub(crate) id: String,
    pub(crate) path: String,
    pub(crate) description: String,
    pub(crate) parameters: Vec<FieldText>,
    pub(crate) answers: Vec<(String, String)>,
    pub(crate) example: Option<String>,
}

/// One parameter or field, as the page shows it.
#[derive(Debug)]
pub(crate) struct FieldText {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) description: String,
    pub(crate) example: String,
    pub(crate) required: bool,
}

/// One kind of data, as the page shows it.
#[derive(Debug)]
pub(crate) struct SchemaText {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) fields: Vec<FieldText>,
    pub(crate) words: String,
}

static TEXTS: LazyLock<(Vec<OperationText>, Vec<SchemaText>)> = LazyLock::new(|| {
    let document = serde_json::to_value(document::whole()).unwrap_or_default();
    let paths = members(&document["paths"]);
    let operations = paths.map(|(path, item)| OperationText::of(path, &item["get"])).collect();
    let schemas = members(&document["components"]["schemas"]).map(|(name, schema)| SchemaText::of(name, schema));
    (operations, schemas.collect())
});

/// What the page of the API tells, in the order of the document.
pub(crate) fn texts() -> (&'static [OperationText], &'static [SchemaText]) {
    let (operations, schemas) = &*TEXTS;
    (operations, schemas)
}

impl OperationText {
    fn of(path: &str, operation: &Value) -> Self {
        let parameters: Vec<FieldText> = list(&operation["parameters"]).map(FieldText::of_parameter).collect();
        Self {
            id: text(&operation["operationId"]),
            path: path.to_owned(),
            description: text(&operation["description"]),
            answers: members(&operation["responses"])
                .map(|(status, answer)| (status.to_owned(), text(&answer["description"])))
                .collect(),
            example: example_address(path, &parameters),
            parameters,
        }
    }
}

/// An address to try: the path with the examples of its parameters; the rest of a search shows what it can.
///
/// `None` when the path names a thing of which there is no example that every site has.
fn example_address(path: &str, parameters: &[FieldText]) -> Option<String> {
    let shown = ["q", "kind", "since", "limit"];
    let known = parameters.iter().filter(|it| !it.example.is_empty());
    let filled = known.fold(path.to_owned(), |path, it| path.replace(&format!("{{{}}}", it.name), &it.example));
    if filled.contains('{') {
        return None;
    }
    let pairs = parameters.iter().filter(|it| shown.contains(&it.name.as_str()) && !it.example.is_empty());
    let query: Vec<String> = pairs.map(|it| format!("{}={}", it.name, it.example.replace(' ', "+"))).collect();
    Some(if query.is_empty() { filled } else { format!("{filled}?{}", query.join("&")) })
}

impl FieldText {
    fn of_parameter(parameter: &Value) -> Self {
        Self {
            name: text(&parameter["name"]),
            kind: kind_of(&parameter["schema"]),
            description: text(&parameter["description"]),
            example: plain(&parameter["example"]),
            required: parameter["required"] == true,
        }
    }

    fn of_property(name: &str, schema: &Value, required: bool) -> Self {
        let mut kind = schema.clone();
        if let Some(kind) = kind.as_object_mut() {
            kind.remove("description");
        }
        Self {
            name: name.to_owned(),
            kind: kind_of(&kind),
            description: text(&schema["description"]),
            example: plain(&schema["example"]),
            required,
        }
    }
}

impl SchemaText {
    fn of(name: &str, schema: &Value) -> Self {
        let required: Vec<String> = list(&schema["required"]).map(text).collect();
        let fields = members(&schema["properties"]);
        Self {
            name: name.to_owned(),
            description: text(&schema["description"]),
            fields: fields
                .map(|(name, field)| FieldText::of_property(name, field, required.iter().any(|it| it == name)))
                .collect(),
            words: words_of(schema),
        }
    }
}

/// What can stand somewhere, in a few words.
fn kind_of(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    // Parameters of a search say in words what they take.
    if let Some(description) = schema["description"].as_str().filter(|_| schema["type"] == "string") {
        return description.to_owned();
    }
    let words = words_of(schema);
    if !words.is_empty() {
        return words;
    }
    let alternatives = list(&schema["anyOf"]).chain(list(&schema["oneOf"])).map(kind_of).collect::<Vec<_>>();
    if !alternatives.is_empty() {
        return alternatives.join(" | ");
    }
    let names: Vec<String> = match &schema["type"] {
        Value::Array(types) => types.iter().map(text).collect(),
        one => vec![text(one)],
    };
    let bounds = match (&schema["minimum"], &schema["maximum"]) {
        (Value::Number(min), Value::Number(max)) => format!(" {min}–{max}"),
        _ => String::new(),
    };
    let format = schema["format"].as_str().map(|format| format!(" ({format})")).unwrap_or_default();
    let items = if schema["items"].is_object() { format!(": {}", kind_of(&schema["items"])) } else { String::new() };
    format!("{}{format}{bounds}{items}", names.join(" | "))
}

fn words_of(schema: &Value) -> String {
    list(&schema["enum"]).map(plain).collect::<Vec<_>>().join(", ")
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A value as one writes it into an address.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

//! Values of JSON as they come, bounded in depth, and the readings that exports give them.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// Deepest value kept; deeper ones are passed over.
const DEPTH: u8 = 6;

/// A value of JSON.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`, booleans, and what lies too deep.
    Nothing,
    /// A string.
    Text(String),
    /// A number, as written where it is whole.
    Number(String),
    /// An array.
    List(Vec<Value>),
    /// An object.
    Object(Vec<(String, Value)>),
}

/// Keys under which an object keeps the one string that matters: WordPress's `rendered`, MongoDB's `$date`.
const INNER: [&str; 12] = [
    "name",
    "rendered",
    "text",
    "value",
    "title",
    "full_name",
    "fullname",
    "main",
    "original",
    "#text",
    "$t",
    "$date",
];

impl Value {
    /// The one string that the value comes to, if any; paragraphs of a list are joined by line feeds.
    #[must_use]
    pub fn into_text(self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Text(text) | Self::Number(text) => Some(text),
            Self::List(items) => {
                let texts: Vec<String> = items.into_iter().filter_map(Self::into_text).collect();
                (!texts.is_empty()).then(|| texts.join("\n"))
            }
            Self::Object(mut pairs) => {
                if let Some(name) = family_name(&pairs) {
                    return Some(name);
                }
                let at = INNER.iter().find_map(|inner| pairs.iter().position(|(key, _)| key == inner))?;
                pairs.swap_remove(at).1.into_text()
            }
        }
    }

    /// The strings that the value comes to, one an element.
    #[must_use]
    pub fn into_texts(self) -> Vec<String> {
        match self {
            Self::List(items) => items.into_iter().flat_map(Self::into_texts).collect(),
            other => other.into_text().into_iter().collect(),
        }
    }

    /// The value under `key`, if this is an object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(pairs) = self else { return None };
        pairs.iter().find(|(other, _)| other == key).map(|(_, value)| value)
    }
}

/// `{"given":…, "family":…}` in its usual spellings.
fn family_name(pairs: &[(String, Value)]) -> Option<String> {
    let part = |names: [&str; 4]| {
        pairs.iter().find_map(|(key, value)| match value {
            Value::Text(text) if names.contains(&key.to_lowercase().as_str()) => Some(text.trim()),
            _ => None,
        })
    };
    let given = part(["givenname", "given", "firstname", "first_name"])?;
    let family = part(["familyname", "family", "lastname", "last_name"])?;
    Some(format!("{given} {family}"))
}

/// Reads a [`Value`].
#[derive(Clone, Copy)]
pub struct ValueSeed {
    depth: u8,
}

impl ValueSeed {
    /// A seed for a value that stands in a record.
    #[must_use]
    pub const fn new() -> Self {
        Self { depth: 0 }
    }
}

impl<'de> DeserializeSeed<'de> for ValueSeed {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        // Seconds since 1970 come with fractions.
        Ok(Value::Number(format!("{}", number.trunc())))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        if self.depth >= DEPTH {
            while items.next_element::<serde::de::IgnoredAny>()?.is_some() {}
            return Ok(Value::Nothing);
        }
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Self { depth: self.depth + 1 })? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Value, A::Error> {
        if self.depth >= DEPTH {
            while pairs.next_entry::<serde::de::IgnoredAny, serde::de::IgnoredAny>()?.is_some() {}
            return Ok(Value::Nothing);
        }
        let mut object = Vec::new();
        while let Some(key) = pairs.next_key::<String>()? {
            object.push((key, pairs.next_value_seed(Self { depth: self.depth + 1 })?));
        }
        Ok(Value::Object(object))
    }
}

//! JSON that strangers send, read within limits: so deep, so many values, and no name twice in an object.
//!
//! Separate from what the values mean (`schema`). A name that stands twice means one thing to one reader and another to the
//! next, so it is refused.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Arrays and objects within each other.
pub const DEPTH_MAX: usize = 32;
/// Values in all.
pub const VALUES_MAX: usize = 10_000;

/// Reads a body.
///
/// # Errors
/// The message that says what is wrong with it.
pub fn read(bytes: &[u8]) -> Result<Value, &'static str> {
    let limits = Limits { left: Cell::new(VALUES_MAX), broken: Cell::new(None) };
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = Within { limits: &limits, depth: DEPTH_MAX }.deserialize(&mut reader);
    let value = value.and_then(|value| reader.end().map(|()| value));
    value.map_err(|_| limits.broken.get().unwrap_or("api-json-malformed"))
}

struct Limits {
    left: Cell<usize>,
    /// Which limit ended the reading.
    broken: Cell<Option<&'static str>>,
}

impl Limits {
    fn broken<E: Error>(&self, message: &'static str) -> E {
        self.broken.set(Some(message));
        E::custom(message)
    }

    fn one_more<E: Error>(&self) -> Result<(), E> {
        match self.left.get().checked_sub(1) {
            Some(left) => {
                self.left.set(left);
                Ok(())
            }
            None => Err(self.broken("api-json-too-many")),
        }
    }
}

/// A value at some depth.
#[derive(Clone, Copy)]
struct Within<'a> {
    limits: &'a Limits,
    depth: usize,
}

impl Within<'_> {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Self { depth, ..self }),
            None => Err(self.limits.broken("api-json-too-deep")),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Within<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.limits.one_more()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Within<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        // To JSON Schema 3.0 is a whole number, and to many programs the only way to write one.
        let whole = value as i64;
        let exact = whole as f64 == value && value.abs() < 9_007_199_254_740_992.0;
        Ok(if exact { whole.into() } else { value.into() })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        // PostgreSQL keeps no text with this character, and no person types it.
        if text.contains('\0') { Err(self.limits.broken("api-json-nul")) } else { Ok(text.into()) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        let inside = self.deeper()?;
        let mut values = Vec::new();
        while let Some(value) = sequence.next_element_seed(inside)? {
            values.push(value);
        }
        Ok(values.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let inside = self.deeper()?;
        let mut object = Map::new();
        while let Some(name) = entries.next_key::<String>()? {
            if name.contains('\0') {
                return Err(self.limits.broken("api-json-nul"));
            }
            let value = entries.next_value_seed(inside)?;
            if object.insert(name, value).is_some() {
                return Err(self.limits.broken("api-json-twice"));
            }
        }
        Ok(object.into())
    }
}

#[cfg(test)]
mod tests {
    use super::{DEPTH_MAX, VALUES_MAX, read};

    #[test]
    fn a_body_is_read_as_it_is() {
        let value = read(br#"{"a":[1,-2,0.5,true,null,"x"]}"#).expect("it is JSON");
        assert_eq!(value, serde_json::json!({"a": [1, -2, 0.5, true, null, "x"]}));
    }

    #[test]
    fn a_whole_number_may_be_written_with_a_point() {
        let value = read(b"[3.0,-2e2,1.5,1e300]").expect("it is JSON");
        assert_eq!(value, serde_json::json!([3, -200, 1.5, 1e300]));
    }

    #[test]
    fn what_is_no_json_or_goes_on_after_it_is_refused() {
        for text in ["", "{", "{}{}", "{'a':1}", "[1,]", "\u{feff}{}", "nul"] {
            assert_eq!(read(text.as_bytes()), Err("api-json-malformed"), "{text}");
        }
        assert_eq!(read(b"\"\xff\""), Err("api-json-malformed"));
    }

    #[test]
    fn a_name_twice_in_an_object_is_refused_at_any_depth() {
        assert_eq!(read(br#"{"a":1,"a":1}"#), Err("api-json-twice"));
        assert_eq!(read(br#"[{"b":{"a":1,"\u0061":2}}]"#), Err("api-json-twice"));
        assert!(read(br#"[{"a":1},{"a":2}]"#).is_ok());
    }

    #[test]
    fn depth_and_number_of_values_are_bounded() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(nested(DEPTH_MAX).as_bytes()).is_ok());
        assert_eq!(read(nested(DEPTH_MAX + 1).as_bytes()), Err("api-json-too-deep"));
        assert_eq!(read(nested(100_000).as_bytes()), Err("api-json-too-deep"));
        let many = |count: usize| format!("[{}]", vec!["1"; count].join(","));
        assert!(read(many(VALUES_MAX - 1).as_bytes()).is_ok());
        assert_eq!(read(many(VALUES_MAX).as_bytes()), Err("api-json-too-many"));
    }

    #[test]
    fn a_nul_in_a_text_is_refused() {
        assert_eq!(read(br#"["a\u0000b"]"#), Err("api-json-nul"));
        assert_eq!(read(br#"{"a\u0000":1}"#), Err("api-json-nul"));
    }
}

//! What is read only when somebody looks at it.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::stage::Part;

/// A part that prepared data keeps packed until it is looked at.
#[derive(Clone)]
pub struct Later<T> {
    packed: Box<[u8]>,
    value: OnceLock<T>,
}

impl<T> From<T> for Later<T> {
    fn from(value: T) -> Self {
        Self { packed: Box::default(), value: value.into() }
    }
}

impl<T: Default> Default for Later<T> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T: Part> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.get_or_init(|| postcard::from_bytes(&self.packed).expect("it was packed as what it is read as"))
    }
}

impl<T: Part> fmt::Debug for Later<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Part> PartialEq for Later<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Part> Eq for Later<T> {}

impl<T: Part> Serialize for Later<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&postcard::to_allocvec(&**self).map_err(serde::ser::Error::custom)?)
    }
}

impl<'de, T: Part> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(deserializer).map(|packed| Self { packed: packed.into(), value: OnceLock::new() })
    }
}

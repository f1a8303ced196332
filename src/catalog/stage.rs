//! Two states of the same data: as written, where everything is named by text that may be wrong, and resolved, where nothing that
//! is not there can be named.

use std::fmt::Debug;
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use super::id::{CredentialId, ProviderId, Thing};
use super::told::held_list;
use super::{Held, HeldInput, Later};
use crate::calendar::{Day, Deadline, NotADay};
use crate::values::one_or_many;

/// What any part of the data can do.
pub trait Part: Clone + Debug + PartialEq + Eq + Serialize + DeserializeOwned {}

impl<T: Clone + Debug + PartialEq + Eq + Serialize + DeserializeOwned> Part for T {}

/// A state of the data: how its parts name each other.
pub trait Stage: Clone + Debug + PartialEq + Eq + Default {
    /// What a whole record has, and one that is laid over another need not have.
    type Must<T: Part>: Part;
    /// What is read only when somebody looks at it.
    type Later<T: Part + Default>: Part + Default;
    /// A credential.
    type Credential: Part;
    /// A provider.
    type Provider: Part;
    /// A credential, or a qualification outside the catalogue.
    type Thing: Part;
    /// What a person holds.
    type Held: Part;
    /// When something must be held.
    type Deadline: Part + FromStr<Err = NotADay>;

    /// Reads what a person holds.
    ///
    /// # Errors
    /// The deserializer's own.
    fn held<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Self::Held>, D::Error>;

    /// Reads a list of providers.
    ///
    /// # Errors
    /// The deserializer's own.
    fn providers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Self::Provider>, D::Error>;
}

/// As a file writes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written;

impl Stage for Written {
    type Must<T: Part> = Option<T>;
    type Later<T: Part + Default> = T;
    type Credential = String;
    type Provider = String;
    type Thing = String;
    type Held = HeldInput;
    type Deadline = Deadline;

    fn held<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<HeldInput>, D::Error> {
        held_list(deserializer)
    }

    fn providers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
        one_or_many(deserializer)
    }
}

/// With everything that it names found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resolved;

impl Stage for Resolved {
    type Must<T: Part> = T;
    type Later<T: Part + Default> = Later<T>;
    type Credential = CredentialId;
    type Provider = ProviderId;
    type Thing = Thing;
    type Held = Held;
    type Deadline = Day;

    fn held<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Held>, D::Error> {
        Vec::deserialize(deserializer)
    }

    fn providers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<ProviderId>, D::Error> {
        Vec::deserialize(deserializer)
    }
}

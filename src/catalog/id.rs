//! The one form of an id, and the numbers that stand for ids once they are resolved.

use serde::{Deserialize, Serialize};

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(u32);

        impl $name {
            /// The one at that place of its list.
            ///
            /// # Panics
            /// Beyond four billion, which no memory holds.
            #[must_use]
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).expect("a catalogue has fewer than four billion entries"))
            }

            /// Its place in its list.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<$name> for usize {
            fn from(id: $name) -> Self {
                id.index()
            }
        }
    )+};
}

numbers! {
    /// A credential of a catalogue. The order of the numbers is the order of the ids.
    CredentialId;
    /// A provider of a catalogue, in the order of the ids.
    ProviderId;
    /// A qualification outside the catalogue that somebody may hold, in the order of the ids.
    OutsideId;
}

/// What a person can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Thing {
    /// A credential of the catalogue.
    Credential(CredentialId),
    /// A qualification outside it.
    Outside(OutsideId),
}

impl From<CredentialId> for Thing {
    fn from(id: CredentialId) -> Self {
        Self::Credential(id)
    }
}

/// Whether an id is of the one form, and if not, what would be right.
pub(crate) fn kebab(id: &str) -> Result<(), String> {
    let sound =
        !id.is_empty() && id.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    if sound {
        return Ok(());
    }
    let better: Vec<String> =
        id.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect();
    let hint = if better.is_empty() { String::new() } else { format!(", for example `{}`", better.join("-")) };
    Err(format!("the id `{id}` is not of the form lower-case-words-joined-by-dashes{hint}"))
}

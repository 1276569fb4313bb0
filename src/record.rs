//! What every stored thing has: an id and a time.
//!
//! Neighbours: every layer above. The one idea: nothing here asks a clock or a random source.
//! Both arrive from outside as a [`Stamp`], so that the core stays deterministic.

use std::{fmt, str::FromStr, time::Duration};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

/// An instant in milliseconds since 1970-01-01T00:00:00Z.
///
/// Stored as a number, written to files as RFC 3339 in UTC ([`Timestamp::to_rfc3339`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(u64);

/// The last instant RFC 3339 can write: the end of the year 9999.
const LAST_MILLISECOND: u64 = 253_402_300_799_999;

impl Timestamp {
    /// The instant `ms` milliseconds after the epoch, clamped to the years 1970–9999.
    #[must_use]
    pub fn from_millis(ms: u64) -> Self {
        Self(ms.min(LAST_MILLISECOND))
    }

    /// Milliseconds since the epoch.
    #[must_use]
    pub fn millis(self) -> u64 {
        self.0
    }

    /// `2026-11-22T16:04:00.000Z`: always UTC, always milliseconds.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        let instant = std::time::UNIX_EPOCH + Duration::from_millis(self.0);
        humantime::format_rfc3339_millis(instant).to_string()
    }

    /// Reads what [`Timestamp::to_rfc3339`] writes; `None` for anything that is not an
    /// RFC 3339 instant in UTC from 1970 on.
    #[must_use]
    pub fn from_rfc3339(written: &str) -> Option<Self> {
        let instant = humantime::parse_rfc3339(written).ok()?;
        let since = instant.duration_since(std::time::UNIX_EPOCH).ok()?;
        u64::try_from(since.as_millis()).ok().map(Self::from_millis)
    }
}

/// The moment and the randomness of one act, made by the shell when the act happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// When it happened.
    pub at: Timestamp,
    /// Randomness for the ids the act needs.
    #[serde(with = "in_four")]
    pub random: u128,
}

/// Randomness in four pieces: a JavaScript number has no room for more.
mod in_four {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(random: &u128, to: S) -> Result<S::Ok, S::Error> {
        [96, 64, 32, 0].map(|shift| (random >> shift) as u32).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u128, D::Error> {
        let pieces = <[u32; 4]>::deserialize(from)?;
        Ok(pieces.into_iter().fold(0, |random, piece| random << 32 | u128::from(piece)))
    }
}

impl Stamp {
    /// The `n`th id of this act, a UUID version 7: ids sort by the time they were made.
    fn uuid(self, n: u32) -> Uuid {
        let mut random = [0; 10];
        random.copy_from_slice(&self.random.to_be_bytes()[..10]);
        // The counter is mixed into the last four bytes, so that the ids of one act differ.
        for (byte, counter) in random[6..].iter_mut().zip(n.to_be_bytes()) {
            *byte ^= counter;
        }
        uuid::Builder::from_unix_timestamp_millis(self.at.millis(), &random).into_uuid()
    }

    /// A stamp for the `n`th of several things that one act makes, each with ids of its own: of two
    /// stamps of one act, not the moment but all of the randomness differs.
    #[must_use]
    pub fn nth(self, n: u32) -> Self {
        // The finaliser of SplitMix64: Steele, Lea and Flood, *Fast Splittable Pseudorandom Number
        // Generators*, OOPSLA 2014. It maps no two numbers to one.
        let mix = |z: u64| {
            let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        };
        let (high, low) = ((self.random >> 64) as u64, self.random as u64);
        let high = mix(high.wrapping_add(mix(u64::from(n) + 1)));
        let low = mix(low.wrapping_add(high));
        Self { random: u128::from(high) << 64 | u128::from(low), ..self }
    }

    /// The `n`th id of this act, as an id of the kind asked for.
    #[must_use]
    pub fn id<I: From<Uuid>>(self, n: u32) -> I {
        self.uuid(n).into()
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl $name {
            /// Writes it at the end of a text: as [`fmt::Display`] does, several times as fast.
            pub fn write_to(self, text: &mut String) {
                text.push_str(self.0.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(written: &str) -> Result<Self, Self::Err> {
                Uuid::from_str(written).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let written = String::deserialize(deserializer)?;
                Self::from_str(&written).map_err(de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// Identifies an article.
    ArticleId;
    /// Identifies an annotation.
    AnnotationId;
    /// Identifies an entry of a source register.
    SourceId;
    /// Identifies one attribution of a quote or a claim.
    AttributionId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_in_utc_with_milliseconds() {
        let time = Timestamp::from_millis(1_795_363_440_007);
        assert_eq!(time.to_rfc3339(), "2026-11-22T16:04:00.007Z");
        assert_eq!(Timestamp::from_rfc3339("2026-11-22T16:04:00.007Z"), Some(time));
        assert_eq!(Timestamp::from_rfc3339("yesterday"), None);
        assert_eq!(Timestamp::from_millis(u64::MAX).to_rfc3339(), "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn ids_of_one_act_differ_and_sort_by_time() {
        let early = Stamp { at: Timestamp::from_millis(1_000), random: 7 };
        let late = Stamp { at: Timestamp::from_millis(2_000), random: 0 };
        assert_ne!(early.id::<AnnotationId>(0), early.id::<AnnotationId>(1));
        assert!(early.id::<AnnotationId>(9) < late.id::<AnnotationId>(0));
    }

    #[test]
    fn an_id_reads_what_it_writes() {
        let id: SourceId = Stamp { at: Timestamp::from_millis(5), random: 1 << 90 }.id(3);
        assert_eq!(id.to_string().parse(), Ok(id));
        let mut written = String::new();
        id.write_to(&mut written);
        assert_eq!(written, id.to_string());
        assert!("not-an-id".parse::<SourceId>().is_err());
    }
}

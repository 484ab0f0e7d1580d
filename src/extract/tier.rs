//! Tiers: how much work goes into finding statements.

use super::VERSION;
use super::encoder;
use super::learned::LearnedTagger;
use super::tagger::Tagger;

/// What is added to the version of what [`Tier::Accurate`] finds.
const ACCURATE: u32 = 1000;

/// How statements are found. Both tiers link, resolve and measure in the same way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// As fast as articles are indexed.
    #[default]
    Fast,
    /// As well as they can be found; some twenty-five times slower.
    Accurate,
}

impl Tier {
    /// The version of what this tier finds, as an index keeps it: [`VERSION`], and 1000 more where accurate.
    #[must_use]
    pub const fn version(self) -> u32 {
        match self {
            Self::Fast => VERSION,
            Self::Accurate => VERSION + ACCURATE,
        }
    }

    /// The tier that found what an index has under `version`, and the version within it.
    #[must_use]
    pub const fn of_version(version: u32) -> (Self, u32) {
        if version < ACCURATE { (Self::Fast, version) } else { (Self::Accurate, version - ACCURATE) }
    }

    /// Whether what was found by `extractor` is of this tier or a better one, whatever its version.
    #[must_use]
    pub fn is_reached_by(self, extractor: Option<u32>) -> bool {
        extractor.is_some_and(|version| Self::of_version(version).0 >= self)
    }

    /// The same, and by this program's version.
    #[must_use]
    pub fn is_met_by(self, extractor: Option<u32>) -> bool {
        self.is_reached_by(extractor) && extractor.is_some_and(Self::is_current)
    }

    /// `version` as a person reads it: "4", "4 (accurate)".
    #[must_use]
    pub fn name_of(version: u32) -> String {
        match Self::of_version(version) {
            (Self::Fast, version) => version.to_string(),
            (Self::Accurate, version) => format!("{version} (accurate)"),
        }
    }

    /// Whether `version` is of this extractor, whatever its tier.
    #[must_use]
    pub const fn is_current(version: u32) -> bool {
        Self::of_version(version).1 >= VERSION
    }

    /// What finds candidates. The accurate one is made when it is first asked for, and shared by all threads.
    pub(super) fn tagger(self) -> &'static dyn Tagger {
        match self {
            Self::Fast => &LearnedTagger,
            Self::Accurate => encoder::shipped(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_tells_its_tier() {
        for tier in [Tier::Fast, Tier::Accurate] {
            assert_eq!(Tier::of_version(tier.version()), (tier, VERSION));
            assert!(Tier::is_current(tier.version()) && !Tier::is_current(tier.version() - 1));
        }
        let (fast, accurate) = (Some(Tier::Fast.version()), Some(Tier::Accurate.version()));
        assert!(
            Tier::Fast.is_met_by(accurate) && !Tier::Accurate.is_met_by(fast) && !Tier::Fast.is_met_by(None)
        );
        assert!(!Tier::Fast.is_met_by(Some(1)) && Tier::Fast.is_reached_by(Some(1)));
        assert_eq!([Tier::name_of(4), Tier::name_of(1004)], ["4", "4 (accurate)"]);
    }
}

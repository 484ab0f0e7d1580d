//! The option that says how statements are found.

use crate::extract::Tier;

/// How statements are found.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct TierArgs {
    /// Find more of the statements, and their bounds better; takes some twenty-five times as long
    #[arg(long)]
    accurate: bool,
}

impl TierArgs {
    /// The tier to find statements in.
    pub const fn tier(self) -> Tier {
        if self.accurate { Tier::Accurate } else { Tier::Fast }
    }

    /// The tier, if one was asked for.
    pub const fn asked(self) -> Option<Tier> {
        if self.accurate { Some(Tier::Accurate) } else { None }
    }
}

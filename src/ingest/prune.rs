//! Pruning: what was read below the paths given and is no longer there.
//!
//! Where a path is missing, could not be read whole, or holds no file at all, nothing is taken away:
//! it may be a disk that is not mounted.

use std::collections::BTreeSet;

use super::intake::Intake;
use super::walk::{Walk, is_below};
use crate::engine::Result;
use crate::schema::Stamps;

/// Takes away what is gone. Everything read must be committed.
pub fn prune(intake: &mut Intake<'_>, walk: &Walk, stamps: &Stamps) -> Result<()> {
    let there: BTreeSet<&str> = walk.files().map(|file| file.name.as_str()).collect();
    let mut gone: BTreeSet<&str> = BTreeSet::new();
    for root in &walk.roots {
        let absent = stamps
            .keys()
            .map(String::as_str)
            .filter(|path| is_below(path, &root.name) && !there.contains(path));
        if root.complete {
            gone.extend(absent);
        } else if absent.count() > 0 {
            let name = &root.name;
            intake
                .report
                .notes
                .push(format!("{name}: nothing was pruned below it: it is empty or could not be read whole"));
        }
    }
    for path in &gone {
        let ids = intake.snapshots.now().reader.read_from(path)?;
        for id in ids {
            intake.leave(id, |origin| gone.contains(origin.path.as_str()))?;
        }
        intake.forget(path)?;
        intake.commit_if_due()?;
    }
    intake.commit()
}

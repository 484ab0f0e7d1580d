//! What was taken down, and so is not read again.

use std::collections::BTreeSet;

use super::takedown;
use crate::article::{Article, ArticleId};
use crate::schema::{Origin, Takedown};
use crate::text::fold;

/// All takedowns of an index.
#[derive(Clone, Debug, Default)]
pub struct Withheld {
    articles: BTreeSet<ArticleId>,
    outlets: BTreeSet<String>,
    origins: Vec<Origin>,
}

impl Withheld {
    /// Of these takedowns.
    #[must_use]
    pub fn new(takedowns: Vec<Takedown>) -> Self {
        let mut withheld = Self::default();
        for takedown in takedowns {
            match takedown {
                Takedown::Article(id) => drop(withheld.articles.insert(id)),
                Takedown::Outlet(outlet) => drop(withheld.outlets.insert(fold(&outlet))),
                Takedown::Origin(origin) => withheld.origins.push(origin),
            }
        }
        withheld
    }

    /// Whether `article`, read from `origin`, stays away.
    #[must_use]
    pub fn covers(&self, article: &Article, id: ArticleId, origin: &Origin) -> bool {
        let outlet = || article.outlet.as_deref().is_some_and(|outlet| self.outlets.contains(&fold(outlet)));
        self.articles.contains(&id)
            || (!self.outlets.is_empty() && outlet())
            || self.origins.iter().any(|gone| takedown::covers(gone, origin))
    }
}

//! Outlets and the domains they publish under: "axios.com" is shown as Axios.

use std::collections::BTreeMap;

/// Domains of large outlets. A user's file adds to these and overrides them.
const KNOWN: &str = include_str!("outlets.tsv");

/// Domain → outlet's name.
#[derive(Clone, Debug)]
pub struct OutletTable {
    names: BTreeMap<String, String>,
}

impl Default for OutletTable {
    /// The table the program ships with.
    fn default() -> Self {
        let rows = KNOWN.lines().filter_map(|line| line.split_once('\t'));
        Self { names: rows.map(|(domain, name)| (domain.to_owned(), name.to_owned())).collect() }
    }
}

impl OutletTable {
    /// Adds or replaces the name of a domain ("www." and case aside).
    pub fn insert(&mut self, domain: &str, name: &str) {
        self.names.insert(plain(domain), name.trim().to_owned());
    }

    /// The outlet that publishes under `domain` or under a domain it is part of
    /// ("edition.cnn.com" is CNN), if the table knows it.
    #[must_use]
    pub fn name(&self, domain: &str) -> Option<&str> {
        let domain = plain(domain);
        let mut rest = domain.as_str();
        loop {
            if let Some(name) = self.names.get(rest) {
                return Some(name);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// The name to show for `domain`: the table's, else the domain itself, lower case without "www.".
    #[must_use]
    pub fn show(&self, domain: &str) -> String {
        self.name(domain).map_or_else(|| plain(domain), str::to_owned)
    }
}

fn plain(domain: &str) -> String {
    let domain = domain.trim().trim_end_matches('.').to_lowercase();
    domain.strip_prefix("www.").unwrap_or(&domain).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_shows_as_its_outlet() {
        let mut table = OutletTable::default();
        assert_eq!(table.name("Axios.com"), Some("Axios"));
        assert_eq!(table.name("edition.cnn.com"), Some("CNN"));
        assert_eq!(table.show("www.unknown.example"), "unknown.example");
        table.insert("unknown.example", "The Unknown");
        assert_eq!(table.show("news.unknown.example"), "The Unknown");
    }
}

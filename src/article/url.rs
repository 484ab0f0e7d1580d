//! Addresses: the form in which two URLs of one article compare equal. Nothing is fetched.

use url::Url;

/// Query parameters that say how a reader came, not what is read.
const TRACKING: [&str; 12] = [
    "fbclid", "gclid", "cmpid", "cmp", "mc_cid", "mc_eid", "ref", "ref_src", "smid", "partner", "taid",
    "ocid",
];

/// `address` without scheme, "www.", default port, fragment, tracking parameters and a trailing
/// slash, its remaining parameters sorted; `None` where it is not an http(s) address with a host.
#[must_use]
pub fn canonical(address: &str) -> Option<String> {
    let parsed = web(address)?;
    let host = host_of(&parsed)?;
    let mut query: Vec<(String, String)> = parsed
        .query_pairs()
        .filter(|(key, _)| !key.starts_with("utm_") && !TRACKING.contains(&key.as_ref()))
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    query.sort();
    let mut canonical = host;
    if let Some(port) = parsed.port() {
        canonical.push_str(&format!(":{port}"));
    }
    canonical.push_str(parsed.path().trim_end_matches('/'));
    for (at, (key, value)) in query.iter().enumerate() {
        canonical.push(if at == 0 { '?' } else { '&' });
        canonical.push_str(&format!("{key}={value}"));
    }
    Some(canonical)
}

/// The host of `address` without "www.", lower case: "axios.com".
#[must_use]
pub fn host(address: &str) -> Option<String> {
    host_of(&web(address)?)
}

fn web(address: &str) -> Option<Url> {
    let parsed = Url::parse(address.trim()).ok()?;
    matches!(parsed.scheme(), "http" | "https").then_some(parsed)
}

fn host_of(parsed: &Url) -> Option<String> {
    let host = parsed.host_str()?.trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_write_one_address_agree() {
        let plain = canonical("https://harborledger.example/2026/dam");
        for other in [
            "http://www.HarborLedger.example/2026/dam/",
            "https://harborledger.example:443/2026/dam?utm_medium=social&fbclid=1#comments",
        ] {
            assert_eq!(canonical(other), plain);
        }
        assert_ne!(canonical("https://harborledger.example/2026/dam?id=2"), plain);
        assert_eq!(canonical("mailto:desk@harborledger.example"), None);
        assert_eq!(canonical("not an address"), None);
    }
}

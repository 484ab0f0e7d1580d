//! The root element of an XML document, found by a scan of its beginning.

/// The local name of the root element of `text`, if that begins as XML does.
#[must_use]
pub fn root(text: &str) -> Option<&str> {
    local_name(root_tag(text)?)
}

/// What follows the first `<` of the root element's tag.
fn root_tag(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let tag = rest.strip_prefix('<')?;
        let after = if let Some(comment) = tag.strip_prefix("!--") {
            comment.split_once("-->")?.1
        } else if let Some(instruction) = tag.strip_prefix('?') {
            instruction.split_once("?>")?.1
        } else if tag.get(..8).is_some_and(|name| name.eq_ignore_ascii_case("!doctype")) {
            after_doctype(tag)?
        } else {
            return Some(tag);
        };
        rest = after.trim_start();
    }
}

fn after_doctype(tag: &str) -> Option<&str> {
    let end = tag.find('>')?;
    match tag.find('[').filter(|subset| *subset < end) {
        Some(_) => {
            let (_, rest) = tag.split_once(']')?;
            rest.split_once('>').map(|(_, rest)| rest)
        }
        None => tag.get(end + 1..),
    }
}

/// The name that `tag` begins with, without its prefix.
fn local_name(tag: &str) -> Option<&str> {
    let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '<')).unwrap_or(tag.len());
    let name = tag.get(..end)?;
    let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
    local.chars().next().filter(|c| c.is_alphabetic()).map(|_| local)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found_behind_all_that_may_stand_before_it() {
        for (text, expected) in [
            ("<?xml version=\"1.0\"?>\n<!-- <a> --><!DOCTYPE nitf SYSTEM \"x.dtd\">\n<nitf>", Some("nitf")),
            ("<!DOCTYPE a [ <!ELEMENT a (b)> ]><n:a x='1'/>", Some("a")),
            ("\u{feff} <rss version=\"2.0\">", Some("rss")),
            ("text", None),
            ("<!-- open", None),
            ("< a>", None),
        ] {
            assert_eq!(root(text), expected, "{text}");
        }
    }
}

//! Tables as archives, spreadsheets and collectors export them, and hostile ones.

use super::super::{Input, read};
use super::*;

fn items(name: &str, bytes: &[u8]) -> Vec<Item> {
    read(Input { name, bytes: Box::new(bytes) }, &Hints::default()).collect()
}

fn shown(item: &Item) -> String {
    match item {
        Item::Article(reading) => {
            let article = &reading.article;
            format!(
                "{} {} {} {} [{}] {} {:?}",
                reading.record.unwrap_or_default(),
                article.outlet.as_deref().unwrap_or("-"),
                article.date.map_or_else(|| "-".to_owned(), |date| date.to_string()),
                article.title.as_deref().unwrap_or("-"),
                article.authors.join("; "),
                article.url.as_deref().unwrap_or("-"),
                article.text
            )
        }
        Item::Problem(problem) => format!("problem at {:?}: {}", problem.line, problem.reason),
        Item::Ignored(reason) => format!("ignored: {reason}"),
        Item::IgnoredPart { part, reason } => format!("ignored {part}: {reason}"),
    }
}

fn all(name: &str, text: &str) -> Vec<String> {
    items(name, text.as_bytes()).iter().map(shown).collect()
}

#[test]
fn columns_go_by_their_names() {
    let expected = [
        "1 Harbor Ledger 2024-10-08 Dam holds [Anna Karr; Tom Vale] https://ledger.example/dam \"It held,\\nshe said.\"",
        "2 Harbor Ledger 2024-10-09 Dam \"broke\" [] - \"It broke.\"",
    ];
    for (name, text) in [
        (
            "mediacloud.csv",
            "\u{feff}title,publish_date,media_name,url,author,text\r\nDam holds,2024-10-08,Harbor Ledger,https://ledger.example/dam,Anna Karr and Tom Vale,\"It held,\nshe said.\"\r\n\r\n\"Dam \"\"broke\"\"\",2024-10-09,Harbor Ledger,,,It broke.\r\n",
        ),
        (
            "archive.txt",
            "Title;Publication date;Publication;DocumentURL;Authors;Full text\nDam holds;Oct 8, 2024;Harbor Ledger;https://ledger.example/dam;\"Karr, Anna; Vale, Tom\";\"It held,\nshe said.\"\n\"Dam \"\"broke\"\"\";Oct 9, 2024;Harbor Ledger;;;It broke.\n",
        ),
        (
            "sheet.tsv",
            "Export of 3 March\nmade by Anna\tx\nTitle\tDate\tSource\tURL\tByline\tBody\nDam holds\t8 October 2024\tHarbor Ledger\thttps://ledger.example/dam\tBy Anna Karr and Tom Vale\t\"It held,\nshe said.\"\n\"Dam \"\"broke\"\"\"\t2024-10-09\tHarbor Ledger\t\t\tIt broke.",
        ),
        (
            "excel.csv",
            "sep=;\nTitle;Date;Source;URL;Byline;Body\nDam holds;2024-10-08;Harbor Ledger;https://ledger.example/dam;Anna Karr, Tom Vale;\"It held,\nshe said.\"\n\"Dam \"\"broke\"\"\";2024-10-09;Harbor Ledger;;;It broke.",
        ),
    ] {
        assert_eq!(all(name, text), expected, "{name}");
    }
}

#[test]
fn a_mapping_names_columns_outright() {
    let mut hints = Hints::default();
    hints.map.add("text=Was").unwrap();
    hints.map.add("title=Kopf").unwrap();
    let input = Input { name: "a.csv", bytes: Box::new("Kopf,Was\nDamm,Er hielt.\n".as_bytes()) };
    let found: Vec<String> = read(input, &hints).map(|item| shown(&item)).collect();
    assert_eq!(found, ["1 - - Damm [] - \"Er hielt.\""]);
}

#[test]
fn a_table_without_texts_is_a_problem_once_and_others_are_ignored() {
    assert_eq!(
        all("a.csv", "title,url,publish_date\nDam,https://ledger.example/dam,2024-10-08\nDam,x,y\n"),
        ["problem at Some(1): no column for the article's text"]
    );
    for text in ["year,value\n1987,3\n", "a\nb\n", "only one line"] {
        assert_eq!(all("a.csv", text), ["ignored: no reader for this kind of file"], "{text}");
    }
    assert_eq!(all("a.csv", "title,text,date\n"), ["ignored: nothing in it"]);
}

#[test]
fn legacy_charsets_and_utf16_are_read() {
    let latin = b"title,text,date\nCaf\xe9,It held at the caf\xe9.,2024-10-08\n";
    assert_eq!(
        items("a.csv", latin).iter().map(shown).collect::<Vec<_>>(),
        ["1 - 2024-10-08 Café [] - \"It held at the café.\""]
    );
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend("title\ttext\tdate\nCafé\tIt held.\t2024-10-08\n".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(
        items("a.tsv", &utf16).iter().map(shown).collect::<Vec<_>>(),
        ["1 - 2024-10-08 Café [] - \"It held.\""]
    );
}

#[test]
fn a_quote_that_never_ends_takes_no_more_than_an_article() {
    let hints = Hints { max_article: 70_000, ..Hints::default() };
    let text = format!("title,text,date\na,It held.,2024-10-08\nb,\"{}", "x\n".repeat(200_000));
    let found: Vec<Item> = read(Input { name: "a.csv", bytes: Box::new(text.as_bytes()) }, &hints).collect();
    let [Item::Article(_), Item::Problem(problem), ..] = &found[..] else { panic!("{}", found.len()) };
    assert_eq!(problem.reason, Reason::TooLong(70_000));
    let broken = b"title,text,date\na,It \xc3\xa9 \xff held.,2024-10-08\nb,It held.,2024-10-08\n";
    let found = items("a.csv", broken);
    assert!(
        matches!(&found[..], [Item::Problem(problem), Item::Article(_)] if problem.line == Some(2)),
        "{found:?}"
    );
}

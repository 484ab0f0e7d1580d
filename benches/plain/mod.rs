//! The baseline: the articles in a plain tantivy index, the way its own guide does it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use frostem::{Algorithm, Stemmer};
use serde::Deserialize;
use tantivy::schema::{
    FAST, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::tokenizer::{
    LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer,
};
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument, Term};

#[derive(Deserialize)]
struct Row {
    outlet: Option<String>,
    date: Option<String>,
    author: Option<String>,
    title: Option<String>,
    text: String,
}

fn rows(articles: &Path) -> impl Iterator<Item = Row> {
    let lines = BufReader::new(File::open(articles).expect("the articles")).lines();
    lines.map(|line| serde_json::from_str(&line.expect("a line")).expect("an article"))
}

/// Bytes of all the articles' texts.
pub fn text_bytes(articles: &Path) -> u64 {
    rows(articles).map(|row| row.text.len() as u64).sum()
}

/// Indexes `articles` (JSON Lines) into the empty folder `index`.
pub fn index(articles: &Path, index: &Path) {
    let mut schema = Schema::builder();
    let english = TextFieldIndexing::default()
        .set_tokenizer("english")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let id = schema.add_text_field("id", STRING | STORED);
    let outlet = schema.add_text_field("outlet", STRING | FAST | STORED);
    let author = schema.add_text_field("author", STRING | FAST | STORED);
    let date = schema.add_i64_field("date", INDEXED | FAST | STORED);
    let title =
        schema.add_text_field("title", TextOptions::default().set_indexing_options(english.clone()) | STORED);
    let body = schema.add_text_field("body", TextOptions::default().set_indexing_options(english) | STORED);
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(3) }),
        docstore_blocksize: 16_384,
        ..IndexSettings::default()
    };
    let made =
        Index::builder().schema(schema.build()).settings(settings).create_in_dir(index).expect("an index");
    made.tokenizers().register(
        "english",
        TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(40))
            .filter(LowerCaser)
            .filter(Stemming)
            .build(),
    );
    let mut writer: IndexWriter = made.writer_with_num_threads(1, 256 << 20).expect("a writer");
    for (number, row) in rows(articles).enumerate() {
        let key = format!("{number:016}");
        writer.delete_term(Term::from_field_text(id, &key));
        let mut document = TantivyDocument::default();
        document.add_text(id, &key);
        document.add_text(outlet, row.outlet.unwrap_or_default());
        document.add_text(author, row.author.unwrap_or_default());
        let day: String = row.date.unwrap_or_default().chars().filter(char::is_ascii_digit).take(8).collect();
        document.add_i64(date, day.parse().unwrap_or(0));
        document.add_text(title, row.title.unwrap_or_default());
        document.add_text(body, row.text);
        writer.add_document(document).expect("a document added");
    }
    writer.commit().expect("a commit");
    writer.wait_merging_threads().expect("merged");
}

/// One call of the stemmer a token: what tantivy's own filter does (its `stemmer` feature).
#[derive(Clone)]
struct Stemming;

impl TokenFilter for Stemming {
    type Tokenizer<T: Tokenizer> = StemmingTokenizer<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> StemmingTokenizer<T> {
        StemmingTokenizer(inner)
    }
}

#[derive(Clone)]
struct StemmingTokenizer<T>(T);

impl<T: Tokenizer> Tokenizer for StemmingTokenizer<T> {
    type TokenStream<'a> = StemmingStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        StemmingStream { tail: self.0.token_stream(text), stemmer: Stemmer::new(Algorithm::English) }
    }
}

struct StemmingStream<T> {
    tail: T,
    stemmer: Stemmer,
}

impl<T: TokenStream> TokenStream for StemmingStream<T> {
    fn advance(&mut self) -> bool {
        if !self.tail.advance() {
            return false;
        }
        let token = self.tail.token_mut();
        let stem = self.stemmer.stem(&token.text).into_owned();
        token.text = stem;
        true
    }

    fn token(&self) -> &Token {
        self.tail.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tail.token_mut()
    }
}

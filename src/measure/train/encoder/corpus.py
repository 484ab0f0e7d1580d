"""Articles as word pieces with labels, shapes and quotation states, and windows of whole paragraphs.

Offsets in the files are half-open UTF-8 byte offsets; here everything is in characters of the text.
"""
import json, re
from tokenizers import Tokenizer

# Labels of a piece: outside, first of a cue, inside one, the same for source and content.
# Shapes of its word: lower, Capital, CAPITALS, single capital, digits, mark, mixed, special (as in shape.rs).
# Quotation states: outside, inside, opening, closing, special (as in quote_state.rs).
CLS, SEP = 101, 102


def rows(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(l) for l in f if l.strip()]


def chars_of_bytes(text):
    """Character index by byte offset (and one past the end)."""
    out = []
    for i, c in enumerate(text):
        out += [i] * len(c.encode())
    out.append(len(text))
    return out


def bytes_of_chars(text):
    out, at = [], 0
    for c in text:
        out.append(at); at += len(c.encode())
    out.append(at)
    return out


def quote_states(text):
    """0 outside, 1 inside, 2 opening mark, 3 closing mark, for each character; reset at each line break. '' and `` are marks too."""
    out, inside, i = [0] * len(text), False, 0
    while i < len(text):
        c, n = text[i], 1
        if c in "'`\u2018\u2019" and text[i:i + 2] == c + c:
            n = 2
            opens = c in "`\u2018" or (c == "'" and not inside)
            out[i:i + 2] = [2 if opens else 3] * 2
            inside = opens
        elif c == "\n": inside = False
        elif c in "\u201c\u201f\u201e": out[i], inside = 2, True
        elif c == "\u201d": out[i], inside = 3, False
        elif c == '"': out[i], inside = (3, False) if inside else (2, True)
        else: out[i] = 1 if inside else 0
        i += n
    return out


def shape(word):
    if word.isdigit(): return 4
    if not any(c.isalnum() for c in word): return 5
    letters = [c for c in word if c.isalpha()]
    if not letters: return 4
    if all(c.isupper() for c in letters): return 2 if len(letters) > 1 else 3
    if letters[0].isupper() and all(c.islower() for c in letters[1:]): return 1
    if all(c.islower() for c in letters): return 0
    return 6


class Article:
    """pieces: ids, starts, ends (characters), shapes, quotes; paragraphs: (first piece, last piece + 1)."""

    def __init__(self, tok, raw):
        self.id, self.text = raw["id"], raw["text"]
        self.ids, self.starts, self.ends, self.shapes, self.paragraphs = [], [], [], [], []
        q = quote_states(self.text)
        for m in re.finditer(r"[^\n]+", self.text):
            e = tok.encode(m.group(), add_special_tokens=False)
            first, base = len(self.ids), m.start()
            words = {}
            for k, (s, t) in zip(e.word_ids, e.offsets):
                a, b = words.get(k, (s, t)); words[k] = (min(a, s), max(b, t))
            for i, k, (s, t) in zip(e.ids, e.word_ids, e.offsets):
                self.ids.append(i); self.starts.append(base + s); self.ends.append(base + t)
                a, b = words[k]; self.shapes.append(shape(m.group()[a:b]))
            if len(self.ids) > first: self.paragraphs.append((first, len(self.ids)))
        self.quotes = [q[s] for s in self.starts]
        self.quote_of_char = q

    def label(self, gold):
        """labels: one of seven a piece; attributions: {role: pieces} each."""
        n = len(self.ids)
        self.labels, self.attributions = [0] * n, []
        char = chars_of_bytes(self.text)
        at = {}
        for i in range(n):
            for c in range(self.starts[i], self.ends[i]): at[c] = i
        for a in gold["attributions"]:
            got = {}
            for r, role in enumerate(("cue", "source", "content"), 1):
                pieces = []
                for s, e in a[role]:
                    span = sorted({at[c] for c in range(char[s], char[e]) if c in at})
                    for k, p in enumerate(span): self.labels[p] = 2 * r - (k == 0)
                    pieces += span
                got[role] = pieces
            if got["cue"]: self.attributions.append(got)
        return self


def load(tok, articles, gold=None):
    g = {x["id"]: x for x in rows(gold)} if gold else {}
    out = []
    for raw in rows(articles):
        a = Article(tok, raw)
        if gold: a.label(g.get(a.id, {"attributions": []}))
        out.append(a)
    return out


def tokenizer(folder):
    t = Tokenizer.from_file(f"{folder}/tokenizer.json")
    t.no_padding(); t.no_truncation()
    return t


def parts(article, most):
    """Paragraphs, those longer than `most` pieces cut."""
    for a, b in article.paragraphs:
        while b - a > most:
            yield a, a + most; a += most
        yield a, b


def packed(article, size, first=None):
    """Windows as lists of parts; each with its [SEP]s fits `size` pieces; the first one may be smaller."""
    room, window, used = first or size, [], 1
    for a, b in parts(article, size - 2):
        if window and used + b - a + 1 > room:
            yield window
            window, used, room = [], 1, size
        window.append((a, b)); used += b - a + 1
    if window: yield window


def window(article, ps):
    """ids, shapes, quotes and the article's piece (or -1) at each position."""
    ids, sh, qu, at = [CLS], [7], [4], [-1]
    for a, b in ps:
        ids += article.ids[a:b]; sh += article.shapes[a:b]; qu += article.quotes[a:b]; at += range(a, b)
        ids.append(SEP); sh.append(7); qu.append(4); at.append(-1)
    return ids, sh, qu, at

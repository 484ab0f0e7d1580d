"""Makes words.tsv: for frequent English words, their classes.

  words.py WORDNET_DICT VOCABULARY EMBEDDINGS.npy > src/extract/learned/words.tsv

WORDNET_DICT is the folder `dict` of WordNet 3.1; VOCABULARY and EMBEDDINGS are vocab.txt and the matrix
`embeddings.word_embeddings.weight` of all-MiniLM-L6-v2. Needs Python 3 and numpy.

Columns: word, coarse cluster, fine cluster (of the embeddings of an uncased word-piece model, by k-means;
0 where it has none), class of its first verb sense, of its first noun sense (WordNet's lexicographer files;
0 where none), how often it is a verb among its tagged senses, in tenths (10 none known).
"""
import re, sys
import numpy as np

IRREGULAR = """be was were been am is are|begin began begun|become became|break broke broken|bring brought|build built|buy bought|catch caught|choose chose chosen|come came|cost|cut|deal dealt|do did done does|draw drew drawn|drive drove driven|eat ate eaten|fall fell fallen|feel felt|fight fought|find found|fly flew flown|forget forgot forgotten|get got gotten|give gave given|go went gone goes|grow grew grown|have had has|hear heard|hide hid hidden|hit|hold held|keep kept|know knew known|lay laid|lead led|leave left|lend lent|let|lie lay lain|lose lost|make made|mean meant|meet met|pay paid|put|quit|read|ride rode ridden|rise rose risen|run ran|say said|see saw seen|seek sought|sell sold|send sent|set|shake shook shaken|shoot shot|show shown|shut|sing sang sung|sit sat|sleep slept|speak spoke spoken|spend spent|stand stood|steal stole stolen|stick stuck|strike struck|swear swore sworn|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|understand understood|undertake undertook undertaken|uphold upheld|wear wore worn|win won|withdraw withdrew withdrawn|write wrote written|foresee foresaw foreseen|forbid forbade forbidden|forgive forgave forgiven|mislead misled|overcome overcame|oversee oversaw overseen|rebuild rebuilt|bet|bind bound|bite bit bitten|blow blew blown|cling clung|creep crept|dig dug|feed fed|flee fled|freeze froze frozen|hang hung|hurt|kneel knelt|slide slid|spread|spring sprang sprung|sweep swept|swing swung|wake woke woken|weep wept"""
FORM = {}
for row in IRREGULAR.split("|"):
    lemma, *forms = row.split()
    for form in forms: FORM[form] = lemma
NOUN = {"men":"man","women":"woman","people":"people","children":"child","wives":"wife","lives":"life","feet":"foot","media":"medium","congressmen":"congressman","spokesmen":"spokesman","spokeswomen":"spokeswoman","lawmen":"lawman","policemen":"policeman"}

def senses(folder):
    """(lemma, pos) -> (class of the first sense, tagged count)."""
    first, tagged = {}, {}
    for line in open(f"{folder}/index.sense", encoding="utf-8"):
        key, _, number, count = line.split()
        lemma, rest = key.split("%", 1)
        kind, file = rest.split(":")[:2]
        pos = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}[kind]
        if number == "1": first[lemma, pos] = int(file)
        tagged[lemma, pos] = tagged.get((lemma, pos), 0) + int(count)
    return first, tagged

def lemmas(word, pos, known):
    if (word, pos) in known: yield word
    table = FORM if pos == "v" else NOUN
    if word in table: yield table[word]
    ends = [("ies", "y"), ("es", "e"), ("es", ""), ("s", "")]
    if pos == "v": ends += [("ied", "y"), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")]
    for end, put in ends:
        if word.endswith(end) and len(word) > len(end) + 1:
            stem = word[: -len(end)] + put
            yield stem
            if end in ("ed", "ing") and len(stem) > 3 and stem[-1] == stem[-2]: yield stem[:-1]

def kmeans(points, k, rounds=25, seed=7):
    random = np.random.default_rng(seed)
    centres = points[random.choice(len(points), k, replace=False)]
    for _ in range(rounds):
        label = np.argmax(points @ centres.T, axis=1)
        for c in range(k):
            own = points[label == c]
            if len(own):
                m = own.mean(0); centres[c] = m / (np.linalg.norm(m) + 1e-9)
    return label

def main(folder, vocabulary, embeddings):
    first, tagged = senses(folder)
    pieces = [line.rstrip("\n") for line in open(vocabulary, encoding="utf-8")]
    vectors = np.load(embeddings).astype(np.float32)
    vectors -= vectors.mean(0)
    # The largest directions hold how frequent a piece is, not what it means.
    u, s, vt = np.linalg.svd(vectors, full_matrices=False)
    vectors -= (vectors @ vt[:2].T) @ vt[:2]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    own = [i for i, p in enumerate(pieces) if re.fullmatch(r"[a-z][a-z.'-]+", p)]
    coarse = kmeans(vectors[own], 64)
    fine = kmeans(vectors[own], 768)
    print("# word\tcoarse cluster\tfine cluster\tverb class\tnoun class\ttenths a verb; see docs/third-party.md for where it comes from")
    for i, c, f in sorted(zip(own, coarse, fine), key=lambda row: pieces[row[0]]):
        word = pieces[i]
        verb = next((l for l in lemmas(word, "v", first) if (l, "v") in first), None)
        noun = next((l for l in lemmas(word, "n", first) if (l, "n") in first), None)
        counts = {"v": tagged.get((verb, "v"), 0) if verb else 0, "n": tagged.get((noun, "n"), 0) if noun else 0}
        for pos in "ar": counts[pos] = tagged.get((word, pos), 0)
        total = sum(counts.values())
        tenths = 10 if not total else min(9, counts["v"] * 10 // total)
        print(word, c + 1, f + 1, first[verb, "v"] if verb else 0, first[noun, "n"] + 1 if noun else 0, tenths, sep="\t")

main(*sys.argv[1:])

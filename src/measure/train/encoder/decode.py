"""Finds the settings by which candidates are made (settlement.rs, claim.rs), on articles that the encoder was not trained on.

  python decode.py predict --model M --articles A.jsonl --base MINILM --holdout K --out P.pt       chances of labels and roles
  python decode.py tune --articles A.jsonl --gold G.jsonl --base MINILM --predictions P.pt --holdout K --out settings.json

$SCORER names the scorer that lies beside the data.
"""
import argparse, json, math, os
import numpy as np
import torch
from safetensors.torch import load_file
import corpus
from model import Encoder

SETTINGS = {"weight": 0.3, "accept": 0.35, "content": 0.4, "source": 0.4, "fallback": 0.15, "snap": 0.5, "steal": 0.5, "mix": 0.15}


def load_model(path):
    m = Encoder()
    m.load_state_dict(load_file(path))
    return m.eval()


@torch.no_grad()
def predict(model, article, full=192, floor=0.15):
    """{"tags": pieces × 7, "cues": [(piece, first piece of the table, table pieces × 4)]}"""
    n = len(article.ids)
    tags, cues = np.zeros((n, 7), np.float32), []
    for parts in corpus.packed(article, full):
        ids, sh, qu, at = corpus.window(article, parts)
        h = model.encode(torch.tensor([ids]), torch.tensor([sh]), torch.tensor([qu]))
        p = model.tag(h)[0].softmax(-1).numpy()
        mine = [(i, k) for i, k in enumerate(at) if k >= 0]
        queries, run = [], []
        for i, k in mine + [(None, None)]:
            cue = i is not None and p[i, 1] + p[i, 2] > floor
            new = cue and run and (p[i, 1] > max(p[i, 2], 0.3) or i != run[-1] + 1)
            if run and (not cue or new):
                queries.append(max(run, key=lambda j: p[j, 1])); run = []
            if cue: run.append(i)
            if i is not None: tags[k] = p[i]
        if queries:
            t = model.pairs(h, torch.tensor([queries]))[0].softmax(-1).numpy()
            real = [i for i, k in enumerate(at) if k >= 0]
            for q, table in zip(queries, t): cues.append((at[q], at[real[0]], table[real].astype(np.float16)))
    return {"tags": tags, "cues": cues}


def quotations(article):
    """(first piece, one past the last) of each quotation, marks left out."""
    out, first = [], None
    for a, b in article.paragraphs:
        first = None
        for i in range(a, b):
            q = article.quotes[i]
            if q == 1 and first is None: first = i
            if q != 1 and first is not None: out.append((first, i)); first = None
        if first is not None: out.append((first, b))
    return out


def kind(article, pieces):
    letters = inside = 0
    for i in pieces:
        for c in range(article.starts[i], article.ends[i]):
            if article.text[c].isalpha(): letters += 1; inside += article.quote_of_char[c] == 1
    return "direct" if letters and inside >= 0.9 * letters else "mixed" if inside else "indirect"


def logit(p): return math.log((p + 1e-4) / (1 - p + 1e-4))


def candidates(article, got, s):
    """Each cue candidate with what it would take if it were alone, and features of that."""
    tags, out = got["tags"], []
    for q, lo, table in got["cues"]:
        t = table.astype(np.float32); r = slice(lo, lo + len(t))
        bio = np.maximum(tags[r, 5] + tags[r, 6], 1e-6)
        p = t[:, 3] ** (1 - s["mix"]) * bio ** s["mix"]
        p = np.where(t[:, 3] >= t[:, 1:3].max(1), p, 0)
        out.append({"q": q, "lo": lo, "t": t, "p": p, "bio": tags[q, 1] + tags[q, 2], "pair": t[q - lo, 1], "alone": np.flatnonzero(p > s["content"]) + lo})
    for c in out: c["first"] = math.sqrt(c["bio"] * c["pair"])
    out.sort(key=lambda c: (-c["first"], c["q"]))
    for k, c in enumerate(out):
        q, lo, t, p, mine = c["q"], c["lo"], c["t"], c["p"], c["alone"]
        near = [d for d in out if d is not c and d["lo"] <= q < d["lo"] + len(d["t"])]
        before = [d for d in near if d["first"] > c["first"]]
        worst = lambda ds, role: max((d["first"] * d["t"][q - d["lo"], role] for d in ds), default=0.0)
        lost = 0.0
        if len(mine):
            other = np.zeros(len(mine))
            for d in before:
                i = mine - d["lo"]; ok = (i >= 0) & (i < len(d["t"]))
                other[ok] = np.maximum(other[ok], d["first"] * d["p"][i[ok]])
            lost = float((other > 0.5 * p[mine - lo]).mean())
        quoted = float(np.mean([article.quotes[i] == 1 for i in mine])) if len(mine) else 0.0
        sure = float(p[mine - lo].mean()) if len(mine) else 0.0
        total = float(t[:, 3].sum()); src = float(t[:, 2].max())
        edge = float(np.mean([abs(2 * v - 1) for v in t[:, 3] if v > 0.1] or [0]))
        c["x"] = [1.0, logit(c["bio"]), logit(c["pair"]), float(tags[q, 1]), sure, edge, math.log1p(len(mine)), math.log1p(total), float(len(mine) < 2), src, logit(src), quoted,
                  float(0 < quoted < 1), worst(before, 1), worst(before, 3), worst(before, 2), worst(near, 1), worst(near, 3), lost, float(tags[q, 5:].sum()), float(article.quotes[q] == 1),
                  float(got["tags"][q, 3:5].sum()), logit(c["bio"]) * quoted, logit(c["pair"]) * sure]
    return out


def whole(article, c, s, owner, k):
    """The attribution of a kept candidate from the pieces that it owns."""
    q, lo, t = c["q"], c["lo"], c["t"]
    content = set(np.flatnonzero(owner == k).tolist())
    cue = {lo + int(i) for i in np.flatnonzero((t[:, 1] > 0.4) & (t[:, 1] >= t[:, 2:].max(1)))} | {q}
    src = t[:, 2].copy()
    for i in cue: src[i - lo] = 0
    seed = int(src.argmax()); source = set()
    if src[seed] > s["fallback"]:
        low = min(s["source"], 0.6 * src[seed])
        a = b = seed
        while a > 0 and src[a - 1] > low: a -= 1
        while b + 1 < len(src) and src[b + 1] > low: b += 1
        source = set(range(lo + a, lo + b + 1))
    content -= cue | source
    return {"score": c["score"], "cue": sorted(cue), "source": sorted(source), "content": sorted(content), "kind": kind(article, sorted(content))} if content else None


def attribute(article, got, s=SETTINGS, cands=None):
    """Attributions as lists of pieces, with a confidence."""
    cands = cands if cands is not None else candidates(article, got, s)
    for c in cands:
        if "judge" in s: c["score"] = 1 / (1 + math.exp(-sum(w * (x - m) / d for w, x, m, d in zip(s["judge"]["weights"], c["x"], s["judge"]["means"], s["judge"]["scales"]))))
        else: c["score"] = math.exp(s["weight"] * math.log(c["bio"] + 1e-6) + (1 - s["weight"]) * math.log(c["pair"] + 1e-6))
    kept = []
    for c in sorted((c for c in cands if c["score"] > s["accept"]), key=lambda c: (-c["score"], c["q"])):
        q = c["q"]
        if not any(d["lo"] <= q < d["lo"] + len(d["t"]) and d["t"][q - d["lo"], 1] > s["steal"] for d in kept): kept.append(c)
    n = len(article.ids)
    owner, best = np.full(n, -1), np.full(n, s["content"], np.float32)
    for k, c in enumerate(kept):
        r = slice(c["lo"], c["lo"] + len(c["t"]))
        better = c["p"] > best[r]
        owner[r] = np.where(better, k, owner[r]); best[r] = np.maximum(best[r], c["p"])
    for a, b in quotations(article):
        if b - a < 2: continue
        ks, counts = np.unique(owner[a:b][owner[a:b] >= 0], return_counts=True)
        if len(ks) and counts.max() >= s["snap"] * (b - a): owner[a:b] = ks[counts.argmax()]
    out = [a for a in (whole(article, c, s, owner, k) for k, c in enumerate(kept)) if a]
    out.sort(key=lambda a: a["cue"][0])
    return out


def judged(articles, got, golds, s, score):
    """Features and outcomes of the candidates: 1 where the candidate alone would be paired and its source is right."""
    xs, ys, of = [], [], []
    for a, w, gold in score.set:
        cs = candidates(a, got[a.id], s)
        owner = np.full(len(a.ids), -1); preds, who = [], []
        for c in cs:
            c["score"] = c["first"]; owner[:] = -1; owner[c["alone"]] = 0
            x = whole(a, c, s, owner, 0)
            if x: preds.append(x); who.append(c)
        conv = [score.fast(a, x) for x in preds]
        # best first, so that of two candidates for one gold attribution the likelier is the right one
        free, hit = set(range(len(gold))), [0] * len(conv)
        for j in range(len(conv)):
            fit = [(score.g["jaccard"](gold[i]["content"], conv[j]["content"]), i) for i in free]
            v, i = max(fit, default=(0, -1))
            if v >= 0.5 and (gold[i]["source"] & conv[j]["source"] or (not gold[i]["source"] and not conv[j]["source"])): hit[j] = 1; free.discard(i)
        for c, y in zip(who, hit): xs.append(c["x"]); ys.append(y); of.append(a.id)
    return np.array(xs), np.array(ys, float), of


def logistic(x, y, ridge=3.0):
    m, d = x.mean(0), x.std(0) + 1e-6
    m[0], d[0] = 0, 1
    z, w = (x - m) / d, np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ w))
        h = (z * (p * (1 - p))[:, None]).T @ z + ridge * np.eye(len(w))
        w += np.linalg.solve(h, z.T @ (y - p) - ridge * w)
    return {"weights": w.tolist(), "means": m.tolist(), "scales": d.tolist()}


def scorer():
    src = open(os.environ.get("SCORER", "../shared/bin/score-attributions")).read().rsplit("\nmain()", 1)[0]
    g = {"__name__": "scorer"}; exec(compile(src, "scorer", "exec"), g)
    return g


class Score:
    """who-said-what (all, quoted, indirect) over articles, by the shared scorer's own functions."""

    def __init__(self, articles, golds):
        self.g = scorer(); self.set = []
        for a in articles:
            w = self.g["Words"](a.text); self.set.append((a, w, [self.conv(w, x) for x in golds[a.id]["attributions"]]))
            byte = corpus.bytes_of_chars(a.text)
            a.words = [w.touched([[byte[x], byte[y]]]) for x, y in zip(a.starts, a.ends)]

    def fast(self, a, x):
        """As conv, from pieces."""
        return {r: frozenset().union(*(a.words[i] for i in x[r])) for r in ("source", "cue", "content")} | {"kind": x["kind"]}

    def conv(self, w, a):
        return {r: w.touched(a[r]) for r in ("source", "cue", "content")} | {"kind": a["kind"]}

    def __call__(self, preds):
        n = {k: [0, 0, 0] for k in ("all", "quoted", "indirect")}
        for a, w, gold in self.set:
            pred = [self.fast(a, x) for x in preds[a.id]]
            for x in gold: n["all"][0] += 1; n["quoted" if x["kind"] != "indirect" else "indirect"][0] += 1
            for x in pred: n["all"][1] += 1; n["quoted" if x["kind"] != "indirect" else "indirect"][1] += 1
            for i, j, x in self.g["pair"](gold, pred):
                g, p = gold[i], pred[j]
                if x >= 0.5 and (g["source"] & p["source"] or (not g["source"] and not p["source"])):
                    n["all"][2] += 1
                    if (g["kind"] == "indirect") == (p["kind"] == "indirect"): n["quoted" if g["kind"] != "indirect" else "indirect"][2] += 1
        return {k: round(2 * h / (g + p), 4) if g + p else 0 for k, (g, p, h) in n.items()}


GRID = {"accept": [.1, .15, .2, .25, .3, .35, .4, .45, .5, .55, .6], "weight": [0, .2, .3, .5, .7, .85, 1], "content": [.25, .3, .35, .4, .45, .5], "source": [.25, .4, .5],
        "fallback": [.05, .1, .15, .2, .3, .4, .5], "snap": [.3, .5, .7, .9, 1.1], "steal": [.3, .5, .6, .7, .8, .9, .97], "mix": [0, .15, .3, .5]}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("do", choices=("predict", "tune"))
    for k in ("model", "articles", "gold", "base", "out", "predictions"): ap.add_argument("--" + k)
    ap.add_argument("--holdout", type=int, default=-1); ap.add_argument("--threads", type=int, default=1)
    o = ap.parse_args(); torch.set_num_threads(o.threads)
    articles = corpus.load(corpus.tokenizer(o.base), o.articles)
    articles = [a for i, a in enumerate(articles) if o.holdout < 0 or i % 5 == o.holdout]
    if o.do == "predict":
        m = load_model(o.model)
        torch.save({a.id: predict(m, a) for a in articles}, o.out)
        return
    got = torch.load(o.predictions, weights_only=False)
    articles = [a for a in articles if a.id in got]
    s = SETTINGS
    golds = {g["id"]: g for g in corpus.rows(o.gold)}
    score = Score(articles, golds)

    def search(s, keys, rounds=2):
        best = run(s); print(best, flush=True)
        for _ in range(rounds):
            for k in keys:
                for v in GRID[k]:
                    if s[k] == v: continue
                    x = run(s | {k: v})
                    if x["all"] > best["all"]: best, s = x, s | {k: v}; print(k, v, x, flush=True)
        return s

    cache = {}

    def cands(a, s):
        k = (a.id, s["mix"], s["content"])
        if k not in cache: cache[k] = candidates(a, got[a.id], s)
        return cache[k]

    run = lambda s: score({a.id: attribute(a, got[a.id], s, cands(a, s)) for a in articles})
    s = search(s, [k for k in GRID if k != "judge"])
    # judge: a logistic regression over the candidates; two folds to see what it gains, then all
    x, y, of = judged(articles, got, golds, s, score)
    order = {a.id: i for i, a in enumerate(articles)}; fold = np.array([order[i] % 2 for i in of])
    judges = [logistic(x[fold != f], y[fold != f]) for f in (0, 1)]
    run = lambda s: score({a.id: attribute(a, got[a.id], s | {"judge": judges[order[a.id] % 2]}, cands(a, s)) for a in articles})
    print(len(y), "candidates,", int(y.sum()), "right; judge from the other half:")
    s = search(s | {"accept": 0.35}, [k for k in GRID if k not in ("weight", "judge")], 1)
    s["judge"] = logistic(x, y)
    json.dump(s, open(o.out, "w"), indent=1)


if __name__ == "__main__": main()

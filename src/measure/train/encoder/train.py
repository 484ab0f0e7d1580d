"""Trains the encoder on marked articles. Seeded; the same command goes on from the last checkpoint in FOLDER.

  python train.py --articles A.jsonl --gold G.jsonl --base MINILM --out FOLDER [--holdout K] [--epochs 4] [--eight 0.5]
"""
import argparse, json, os, random, time, hashlib
import torch
import torch.nn.functional as F
import corpus
from model import Encoder, Matrix

ap = argparse.ArgumentParser()
ap.add_argument("--articles", required=True); ap.add_argument("--gold", required=True); ap.add_argument("--out", required=True)
ap.add_argument("--base", required=True, help="folder with model.safetensors and tokenizer.json")
ap.add_argument("--holdout", type=int, default=-1, help="leave out articles with index %% 5 == K")
ap.add_argument("--epochs", type=int, default=4); ap.add_argument("--size", type=int, default=256)
ap.add_argument("--batch", type=int, default=2048, help="pieces a step"); ap.add_argument("--rate", type=float, default=2e-4)
ap.add_argument("--head-rate", type=float, default=1e-3); ap.add_argument("--warm", type=float, default=0.1)
ap.add_argument("--seed", type=int, default=1, help="of dropout and the order of examples"); ap.add_argument("--init", type=int, default=1, help="of the new heads")
ap.add_argument("--threads", type=int, default=1)
ap.add_argument("--eight", type=float, default=0.5, help="from this part of the steps on, train with matrices rounded to eight bits")
ap.add_argument("--steps", type=int, default=0, help="stop early, to time it"); ap.add_argument("--save-every", type=int, default=180, help="seconds")
o = ap.parse_args()
torch.set_num_threads(o.threads); torch.manual_seed(o.init); os.makedirs(o.out, exist_ok=True)
tok = corpus.tokenizer(o.base)
data = corpus.load(tok, o.articles, o.gold)
data = [a for i, a in enumerate(data) if o.holdout < 0 or i % 5 != o.holdout]


def examples(epoch):
    """Batches of windows of like length; other window borders each epoch."""
    rnd = random.Random(o.seed * 1000 + epoch)
    ws = [(a, w) for a in data for w in corpus.packed(a, o.size, rnd.randint(o.size // 4, o.size))]
    rnd.shuffle(ws)
    ws.sort(key=lambda x: sum(b - a + 1 for a, b in x[1]) // 12)
    out, batch, longest = [], [], 0
    for a, w in ws:
        n = 1 + sum(e - s + 1 for s, e in w)
        if batch and max(longest, n) * (len(batch) + 1) > o.batch: out.append(batch); batch, longest = [], 0
        batch.append((a, w)); longest = max(longest, n)
    if batch: out.append(batch)
    rnd.shuffle(out)
    return out


def tensors(batch, rnd):
    rows = [corpus.window(a, w) for a, w in batch]
    t = max(len(r[0]) for r in rows)
    fill = lambda k, v: torch.tensor([r[k] + [v] * (t - len(r[k])) for r in rows])
    ids, shapes, quotes = fill(0, 0), fill(1, 7), fill(2, 4)
    labels = torch.full((len(rows), t), -100)
    gold = []
    for b, ((a, _), r) in enumerate(zip(batch, rows)):
        where = {p: i for i, p in enumerate(r[3]) if p >= 0}
        for p, i in where.items(): labels[b, i] = a.labels[p]
        mine = []
        for x in a.attributions:
            cue = [where[p] for p in x["cue"] if p in where]
            if not cue: continue
            c = cue[0] if rnd.random() < 0.7 else rnd.choice(cue)
            target = [0] * t
            for k, role in enumerate(("cue", "source", "content"), 1):
                for p in x[role]:
                    if p in where: target[where[p]] = k
            mine.append((c, target))
        gold.append(mine)
    return ids, shapes, quotes, labels, gold


def loss_of(model, ids, shapes, quotes, labels, gold, most=16):
    h = model.encode(ids, shapes, quotes)
    tags = model.tag(h)
    real = labels >= 0
    n = int(real.sum())
    tag_loss = F.cross_entropy(tags.view(-1, 7), labels.view(-1), ignore_index=-100, reduction="sum") / n
    # queries: the gold cues, and the model's own false ones
    with torch.no_grad():
        p = tags.softmax(-1)[..., 1:3].sum(-1).masked_fill(~real | (labels == 1) | (labels == 2), 0)
        top, at = p.topk(min(5, p.shape[1]), 1)
    b, t = ids.shape
    qs = []
    for i in range(b):
        mine = gold[i][:most]
        mine = mine + [(c, None) for s, c in zip(top[i].tolist(), at[i].tolist()) if s > 0.03]
        qs.append(mine)
    width = max(1, max(map(len, qs)))
    query = torch.zeros(b, width, dtype=torch.long); want = torch.full((b, width, t), -100)
    for i, mine in enumerate(qs):
        for k, (c, target) in enumerate(mine):
            query[i, k] = c
            want[i, k] = torch.where(real[i], torch.tensor(target) if target else torch.zeros(t, dtype=torch.long), -100)
    logits = model.pairs(h, query)
    pair_loss = F.cross_entropy(logits.reshape(-1, 4), want.view(-1), ignore_index=-100, reduction="sum") / n
    return tag_loss, pair_loss, n


model = Encoder().start(o.base)
torch.manual_seed(o.seed)
heads = ("tag", "cue", "piece", "mix", "shape", "quote")
named = list(model.named_parameters())
is_head = lambda k: k.split(".")[0].startswith(heads)
group = lambda f, rate, decay: {"params": [p for k, p in named if f(k)], "lr": rate, "weight_decay": decay, "top": rate}
opt = torch.optim.AdamW([
    group(lambda k: is_head(k), o.head_rate, 0.01),
    group(lambda k: not is_head(k) and ("norm" in k or k.endswith("bias") or k.startswith(("word", "position"))), o.rate, 0.0),
    group(lambda k: not is_head(k) and not ("norm" in k or k.endswith("bias") or k.startswith(("word", "position"))), o.rate, 0.01),
], betas=(0.9, 0.98), eps=1e-6, fused=True)
state = {"epoch": 0, "step": 0, "done": 0, "seconds": 0.0}
last = f"{o.out}/last.pt"
if os.path.exists(last):
    got = torch.load(last, weights_only=True)
    model.load_state_dict(got["model"]); opt.load_state_dict(got["opt"]); state = got["state"]; torch.set_rng_state(got["rng"])
total = sum(len(examples(e)) for e in range(o.epochs))
log = open(f"{o.out}/log.jsonl", "a")


def say(**k):
    print(json.dumps(k), flush=True); log.write(json.dumps(k) + "\n"); log.flush()


def save():
    torch.save({"model": model.state_dict(), "opt": opt.state_dict(), "state": state, "rng": torch.get_rng_state()}, last + ".new")
    os.replace(last + ".new", last)


say(articles=len(data), total_steps=total, resumed=state["done"], args=vars(o), torch=torch.__version__)
model.train(); saved = time.time()
for epoch in range(state["epoch"], o.epochs):
    sums, began = [0.0, 0.0, 0], time.time()
    for step, batch in enumerate(examples(epoch)):
        if epoch == state["epoch"] and step < state["step"]: continue
        rate = min(1.0, (state["done"] + 1) / (o.warm * total)) * max(0.02, min(1.0, (total - state["done"]) / ((1 - o.warm) * total)))
        for g in opt.param_groups: g["lr"] = g["top"] * rate
        t0 = time.time()
        Matrix.eight = state["done"] >= o.eight * total
        a, b, n = loss_of(model, *tensors(batch, random.Random(f"{o.seed} {epoch} {step}")))
        opt.zero_grad(); (a + b).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); opt.step()
        state = {"epoch": epoch, "step": step + 1, "done": state["done"] + 1, "seconds": state["seconds"] + time.time() - t0}
        sums[0] += a.item() * n; sums[1] += b.item() * n; sums[2] += n
        if state["done"] % 20 == 0:
            say(epoch=epoch, step=step, done=state["done"], tag=round(sums[0] / sums[2], 4), pair=round(sums[1] / sums[2], 4), pieces_a_second=round(sums[2] / (time.time() - began)), seconds=round(state["seconds"]))
            sums, began = [0.0, 0.0, 0], time.time()
        if o.steps and state["done"] >= o.steps: raise SystemExit
        if time.time() - saved > o.save_every: save(); saved = time.time()
    state["epoch"], state["step"] = epoch + 1, 0
    save(); saved = time.time()
from safetensors.torch import save_file
save_file({k: v.contiguous() for k, v in model.state_dict().items()}, f"{o.out}/model.safetensors")
say(finished=True, seconds=round(state["seconds"]), sha256=hashlib.sha256(open(f"{o.out}/model.safetensors", "rb").read()).hexdigest())

"""MiniLM-L6 encoder with shape and quotation inputs, a tagger head and a head over pairs (cue, piece)."""
import math, torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

HIDDEN, HEADS, INNER, LAYERS, PAIR = 384, 12, 1536, 6, 128


def rounded(x, dim=-1):
    """x to 255 steps of its largest magnitude along `dim`, as the eight-bit matrices of the finished model see it; gradients pass."""
    s = x.detach().abs().amax(dim, keepdim=True).clamp(min=1e-8) / 127
    return x + ((x.detach() / s).round() * s - x.detach())


class Matrix(nn.Linear):
    """A linear map that, once `eight` is set, is trained as it will be computed: weights a row and inputs a piece in eight bits."""
    eight = False

    def forward(self, x):
        return F.linear(rounded(x), rounded(self.weight), self.bias) if Matrix.eight else super().forward(x)


class Layer(nn.Module):
    def __init__(self, drop):
        super().__init__()
        self.qkv, self.out = Matrix(HIDDEN, 3 * HIDDEN), Matrix(HIDDEN, HIDDEN)
        self.up, self.down = Matrix(HIDDEN, INNER), Matrix(INNER, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(drop)

    def forward(self, x, mask):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, t, HIDDEN)
        x = self.norm1(x + self.drop(self.out(y)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


def buckets(d):
    """Signed distance in pieces to 0..31: exact to 8, then in steps of about a third of an octave to 180."""
    a = d.abs().clamp(min=1).float()
    far = (8 + torch.log2(a / 8) * 1.7).floor().clamp(max=15)
    m = torch.where(a < 8, d.abs().float(), far).long()
    return torch.where(d < 0, 31 - m, m).clamp(0, 31)


class Encoder(nn.Module):
    def __init__(self, vocab=30522, drop=0.1):
        super().__init__()
        self.word, self.position = nn.Embedding(vocab, HIDDEN), nn.Embedding(512, HIDDEN)
        self.shape, self.quote = nn.Embedding(8, HIDDEN), nn.Embedding(5, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(LAYERS))
        self.drop = nn.Dropout(drop)
        self.tag = Matrix(HIDDEN, 7)
        self.cue, self.piece = Matrix(HIDDEN, 3 * PAIR), Matrix(HIDDEN, 3 * PAIR)       # biaffine, a role each
        self.mix_cue, self.mix_piece = Matrix(HIDDEN, PAIR), Matrix(HIDDEN, PAIR, bias=False)
        self.mix_distance, self.mix_out = nn.Embedding(32, PAIR), nn.Linear(PAIR, 4)
        for e in (self.shape, self.quote, self.mix_distance): nn.init.normal_(e.weight, std=0.02)
        with torch.no_grad(): self.mix_out.bias.copy_(torch.tensor([2.5, 0, 0, 0]))

    def start(self, folder):
        w = load_file(f"{folder}/model.safetensors")
        w = {k.removeprefix("bert."): v.float() for k, v in w.items()}
        put = lambda m, k: [getattr(m, p).data.copy_(w[f"{k}.{p}"]) for p in ("weight", "bias")]
        self.word.weight.data.copy_(w["embeddings.word_embeddings.weight"])
        self.position.weight.data.copy_(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
        put(self.norm, "embeddings.LayerNorm")
        for i, l in enumerate(self.layers):
            k = f"encoder.layer.{i}."
            for p in ("weight", "bias"):
                getattr(l.qkv, p).data.copy_(torch.cat([w[f"{k}attention.self.{n}.{p}"] for n in ("query", "key", "value")]))
            put(l.out, k + "attention.output.dense"); put(l.norm1, k + "attention.output.LayerNorm")
            put(l.up, k + "intermediate.dense"); put(l.down, k + "output.dense"); put(l.norm2, k + "output.LayerNorm")
        return self

    def encode(self, ids, shapes, quotes):
        t = ids.shape[1]
        x = self.word(ids) + self.position.weight[:t] + self.shape(shapes) + self.quote(quotes)
        x = self.drop(self.norm(x))
        mask = None
        if (ids == 0).any():
            mask = torch.zeros(ids.shape, dtype=x.dtype)
            mask = mask.masked_fill(ids == 0, -1e4)[:, None, None, :].expand(-1, HEADS, t, -1)
        for l in self.layers: x = l(x, mask)
        return x

    def pairs(self, h, queries):
        """h: B×T×H; queries: B×Q positions. Logits B×Q×T×4 over none, cue, source, content."""
        b, t, _ = h.shape; n = queries.shape[1]
        c = torch.gather(h, 1, queries[:, :, None].expand(-1, -1, HIDDEN))
        h, c = self.drop(h), self.drop(c)
        x = self.cue(c).view(b, n, 3, PAIR).transpose(1, 2); y = self.piece(h).view(b, t, 3, PAIR).transpose(1, 2)
        score = (x @ y.transpose(2, 3) / math.sqrt(PAIR)).permute(0, 2, 3, 1).float()
        d = buckets(torch.arange(t)[None, None, :] - queries[:, :, None])
        z = F.gelu(self.mix_cue(c)[:, :, None] + self.mix_piece(h)[:, None] + self.mix_distance(d))
        out = self.mix_out(z).float()
        return torch.cat([out[..., :1], out[..., 1:] + score], -1)

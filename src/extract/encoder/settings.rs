//! Settings: the chances by which candidates are made from a reading, found with the weights and kept with
//! them.

/// What the judge looks at.
pub const INPUTS: usize = 24;

/// Chances, 0 to 1, and the judge's weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The judge's least for a candidate.
    pub accept: f32,
    /// The least of a piece of content.
    pub content: f32,
    /// The least of a piece of source beside the likeliest.
    pub source: f32,
    /// The least of the likeliest piece of source.
    pub fallback: f32,
    /// A quotation goes whole to the cue that holds at least this share of it.
    pub snap: f32,
    /// A cue is given up where a better one claims it with more than this.
    pub steal: f32,
    /// How much a piece's label counts beside its role, for content.
    pub mix: f32,
    /// The weights of the judge's inputs.
    pub judge: [f32; INPUTS],
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            accept: 0.25,
            content: 0.4,
            source: 0.25,
            fallback: 0.2,
            snap: 0.7,
            steal: 0.6,
            mix: 0.15,
            judge: [0.0; INPUTS],
        }
    }
}

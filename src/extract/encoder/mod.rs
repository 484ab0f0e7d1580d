//! Networks over word pieces, with whole numbers of 8 bits for weights and inputs. Gives the same numbers to
//! the bit on every machine.

pub mod alone;
pub mod matrix;
pub mod wide;

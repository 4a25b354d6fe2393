//! What the crate promises, checked from the outside: properties against naive
//! references, published test vectors, and what is known of real payloads.

#![cfg(test)]

mod arbitrary;
mod codec;
mod figures;
mod fuzz;
mod lines;
mod parser;
mod payloads;
mod track;
